package strict

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// raised is the form in which tables below state faults: "line code path".
func raised(faults Faults) []string {
	var out []string
	for _, f := range faults {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s", f.Place.Line, f.Code, f.Place.Path)))
	}
	return out
}

var parseFaults = []struct {
	name, text string
	want       []string
}{
	{"an unclosed list is a syntax fault at the line where the reader gave up", "a: 1\nb: [1\n", []string{"3 yaml-syntax"}},
	{"a tab as indentation is a syntax fault", "a:\n\t- b\n", []string{"2 yaml-syntax"}},
	{"an alias to nothing is a syntax fault", "a: 1\nb: *nope\n", []string{"2 yaml-syntax"}},
	{"two colons on a line are a syntax fault", "a: b: c\n", []string{"1 yaml-syntax"}},

	{"a NUL byte is not text", "a: 1\nb: \x00\n", []string{"2 yaml-not-text"}},
	{"an escape sequence of a terminal is not text", "a: 1\nb: 2\nc: \x1b[31m\n", []string{"3 yaml-not-text"}},
	{"a DEL is not text", "a: \x7f\n", []string{"1 yaml-not-text"}},
	{"invalid UTF-8 is not text", "a: 1\nb: caf\xe9\n", []string{"2 yaml-not-text"}},
	{"UTF-16 is not text", "\xff\xfea\x00:\x00", []string{"1 yaml-not-text"}},
	{"an escape cannot smuggle in a control character", "a: 1\nb: \"\\u001b[31m\"\n", []string{"2 yaml-not-text b"}},
	{"an escape in a key cannot either", "\"a\\0\": 1\n", []string{"1 yaml-not-text"}},

	{"nothing at all is empty", "", []string{"0 yaml-empty"}},
	{"comments alone are empty", "# one\n# two\n", []string{"0 yaml-empty"}},

	{"a document with nothing in it is a null", "---\n", []string{"2 yaml-null"}},
	{"a missing value is a null", "a: 1\nb:\nc: 2\n", []string{"2 yaml-null b"}},
	{"a tilde is a null", "a: ~\n", []string{"1 yaml-null a"}},
	{"the word null is a null however it is written", "a: null\nb: Null\nc: NULL\n", []string{"1 yaml-null a", "2 yaml-null b", "3 yaml-null c"}},
	{"a null hides in a list", "a: [1, ~, 3]\n", []string{"1 yaml-null a[1]"}},
	{"an empty item is a null", "- a\n-\n- b\n", []string{"2 yaml-null [1]"}},
	{"a null hides in a flow map", "a: {b, c: }\n", []string{"1 yaml-null a.b", "1 yaml-null a.c"}},
	{"a null hides deep down", "a:\n  b:\n    - c:\n        d:\n", []string{"4 yaml-null a.b[0].c.d"}},
	{"a null key", "~: 1\n", []string{"1 yaml-null"}},
	{"an empty key", ": 1\n", []string{"1 yaml-null"}},
	{"a set written with question marks holds nulls", "? a\n? b\n", []string{"2 yaml-null a", "3 yaml-null b"}},

	{"an anchor and its alias are both refused", "a: &x 1\nb: *x\n", []string{"1 yaml-anchor a", "2 yaml-alias b"}},
	{"an anchor on a list", "a: &x [1]\n", []string{"1 yaml-anchor a"}},
	{"an anchor on a map", "a: &x {b: 1}\n", []string{"1 yaml-anchor a"}},
	{"an anchor on a key", "&x a: 1\n", []string{"1 yaml-anchor"}},
	{"an alias as a key", "a: &x 1\n*x : 2\n", []string{"1 yaml-anchor a", "2 yaml-alias"}},
	{"an alias in a list", "a: &x 1\nb: [*x, *x]\n", []string{"1 yaml-anchor a", "2 yaml-alias b[0]", "2 yaml-alias b[1]"}},

	{"a merge key", "a: 1\n<<: {b: 2}\n", []string{"2 yaml-merge"}},
	{"a merge key in quotes is refused too: nobody means it", "\"<<\": {b: 2}\n", []string{"1 yaml-merge"}},
	{"a merge key does not hide what is below it", "<<: {b: ~}\n", []string{"1 yaml-merge", "1 yaml-null b"}},

	{"a tag on a scalar", "a: 1\nb: !!str 2\n", []string{"2 yaml-tag b"}},
	{"a tag of our own", "a: !thing 2\n", []string{"1 yaml-tag a"}},
	{"a tag without a name", "a: ! 2\n", []string{"1 yaml-tag a"}},
	{"a tag on a list", "a: !!seq [1]\n", []string{"1 yaml-tag a"}},
	{"a tag on a map", "a: !!map {b: 1}\n", []string{"1 yaml-tag a"}},
	{"a tag on a key", "!!str a: 1\n", []string{"1 yaml-tag"}},
	{"a verbatim tag", "a: !<tag:yaml.org,2002:str> b\n", []string{"1 yaml-tag a"}},

	{"a second document", "a: 1\n---\nb: 2\n", []string{"2 yaml-documents"}},
	{"a second document that is empty", "a: 1\n---\n", []string{"2 yaml-documents"}},

	{"a duplicate key", "a: 1\nb: 2\na: 3\n", []string{"3 yaml-duplicate-key"}},
	{"a duplicate key in quotes", "a: 1\n'a': 3\n", []string{"2 yaml-duplicate-key"}},
	{"a duplicate key deep down", "x:\n  - a: 1\n    a: 2\n", []string{"3 yaml-duplicate-key x[0]"}},
	{"a duplicate key in a flow map", "x: {a: 1, a: 2}\n", []string{"1 yaml-duplicate-key x"}},
	{"a third time is reported again", "a: 1\na: 2\na: 3\n", []string{"2 yaml-duplicate-key", "3 yaml-duplicate-key"}},
	{"a duplicate key does not hide what is below it", "a: 1\na: ~\n", []string{"2 yaml-duplicate-key", "2 yaml-null"}},
	{"line ends of Windows keep the line numbers", "a: 1\r\nb: 2\r\na: 3\r\n", []string{"3 yaml-duplicate-key"}},

	{"a list as a key", "? [a]\n: b\n", []string{"1 not-a-word"}},
	{"a map as a key", "? {a: b}\n: c\n", []string{"1 not-a-word"}},

	{"everything is reported in one go, in reading order", "a: ~\nb: &x 1\nc: *x\nd: !!str e\nb: 2\n",
		[]string{"1 yaml-null a", "2 yaml-anchor b", "3 yaml-alias c", "4 yaml-tag d", "5 yaml-duplicate-key"}},
}

func TestParseRefusesWhatCouldMeanSomethingElse(t *testing.T) {
	for _, c := range parseFaults {
		t.Run(c.name, func(t *testing.T) {
			root, faults := Parse("f.yaml", []byte(c.text))
			if got := raised(faults); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if root != nil {
				t.Error("a file with faults gave a tree all the same")
			}
		})
	}
}

func TestParseKeepsTheTextOfScalarsExactly(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		quoted           bool
	}{
		{"hexadecimal is not converted", "a: 0x10\n", "0x10", false},
		{"underscores are not dropped", "a: 1_000\n", "1_000", false},
		{"a leading zero is kept", "a: 010\n", "010", false},
		{"a trailing zero is kept", "a: 1.50\n", "1.50", false},
		{"yes stays a word", "a: yes\n", "yes", false},
		{"no stays a word", "a: no\n", "no", false},
		{"a date stays a word", "a: 2026-02-31\n", "2026-02-31", false},
		{"an empty text in quotes is a text", "a: \"\"\n", "", true},
		{"null in quotes is a word", "a: 'null'\n", "null", true},
		{"a tilde in quotes is a word", "a: '~'\n", "~", true},
		{"nULL is not how YAML writes a null", "a: nULL\n", "nULL", false},
		{"a literal block keeps its line end", "a: |\n  b\n", "b\n", true},
		{"a folded block joins its lines", "a: >-\n  b\n  c\n", "b c", true},
		{"Arabic stays as it is", "a: المغرب\n", "المغرب", false},
		{"a byte order mark at the start is dropped", "\xef\xbb\xbfa: b\n", "b", false},
		{"two merge signs as a value are a word", "a: <<\n", "<<", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, faults := Parse("f.yaml", []byte(c.text))
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			v := root.Get("a")
			if v.Text != c.want || v.Quoted != c.quoted {
				t.Errorf("got %q (quoted %v), want %q (quoted %v)", v.Text, v.Quoted, c.want, c.quoted)
			}
		})
	}
}

func TestParseKeepsPlaces(t *testing.T) {
	root, faults := Parse("f.yaml", []byte("a: 1\nb:\n  - x\n  - {c: d}\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	d := root.Get("b").Items[1].Get("c")
	if d.Line != 4 || d.Column != 9 {
		t.Errorf("d is at %d:%d, want 4:9", d.Line, d.Column)
	}
	var none *Node
	if none.Get("a") != nil || root.Get("z") != nil || d.Get("z") != nil {
		t.Error("a key that is not there gave a node")
	}
}

func TestAPathIsNeverLongerThanAPersonWouldRead(t *testing.T) {
	_, faults := Parse("f.yaml", []byte(strings.Repeat("é", 10_000)+": ~\n"))
	if len(faults) != 1 || faults[0].Code != "yaml-syntax" && len(faults[0].Place.Path) > 300 {
		t.Fatalf("%d faults", len(faults))
	}
	_, faults = Parse("f.yaml", []byte(strings.Repeat("é", 400)+": ~\n"))
	if len(faults) != 1 || !utf8.ValidString(faults[0].Place.Path) || !strings.HasSuffix(faults[0].Place.Path, "…") {
		t.Fatalf("%v", faults)
	}
}

func TestParseRefusesAFileAboveTheLimitUnread(t *testing.T) {
	at := []byte("# " + strings.Repeat("x", MaxBytes-4) + "\n")
	if _, faults := Parse("f.yaml", at); raised(faults)[0] != "0 yaml-empty" {
		t.Errorf("a file of %d bytes: %v", len(at), faults)
	}
	above := append(at, "\n\n"...)
	if _, faults := Parse("f.yaml", above); len(faults) != 1 || faults[0].Code != "yaml-too-large" || faults[0].Args[0].Value != "4" {
		t.Errorf("a file of %d bytes: %v", len(above), faults)
	}
}

func TestParseSetsALimitToNesting(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("]", n) }
	if _, faults := Parse("f.yaml", []byte(nested(maxDepth))); len(faults) > 0 {
		t.Errorf("nesting of %d: %v", maxDepth, faults)
	}
	if _, faults := Parse("f.yaml", []byte(nested(maxDepth+1))); len(faults) != 1 || faults[0].Code != "yaml-too-deep" || faults[0].Place.Line != 1 {
		t.Errorf("nesting of %d: %v", maxDepth+1, faults)
	}
}

// hostile inputs must end in a fault, soon, and without exhausting the stack.
func TestParseSurvivesHostileFiles(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 40; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 8), i-1)
	}
	for _, c := range []struct{ name, text string }{
		{"a million opening brackets", strings.Repeat("[", 1_000_000)},
		{"a million brackets that close", strings.Repeat("[", 1_000_000) + strings.Repeat("]", 1_000_000)},
		{"half a million opening braces", strings.Repeat("{a: ", 500_000)},
		{"a million dashes", strings.Repeat("- ", 1_000_000)},
		{"a million question marks", strings.Repeat("? ", 1_000_000)},
		{"aliases that would unfold to 9 to the power of 40", bomb},
		{"a long run of tags", strings.Repeat("!", 1_000_000)},
		{"a long run of quotes", strings.Repeat("\"", 200_000)},
		{"a map of itself", "a: &a {b: *a}\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			root, faults := Parse("f.yaml", []byte(c.text))
			if root != nil || len(faults) == 0 {
				t.Error("accepted")
			}
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestFaultsReadAsOneLineEach(t *testing.T) {
	faults := Faults{
		{Code: "b", Place: Place{File: "f.yaml", Line: 2, Path: "x.y"}, Args: []Arg{{"value", "z"}}},
		{Code: "a", Place: Place{File: "f.yaml"}},
		{Code: "c", Place: Place{File: "book.xlsx", Cell: "Facts!B7"}},
	}
	faults.Sort()
	want := "book.xlsx:Facts!B7: c\nf.yaml: a\nf.yaml:2: b at x.y value=\"z\""
	if got := faults.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFaultsAreSortedByFileLineColumnAndCode(t *testing.T) {
	place := func(file string, line, column int) Place { return Place{File: file, Line: line, Column: column} }
	faults := Faults{
		{Code: "b", Place: place("b", 1, 1)}, {Code: "b", Place: place("a", 2, 1)}, {Code: "b", Place: place("a", 1, 2)},
		{Code: "b", Place: place("a", 1, 1)}, {Code: "a", Place: place("a", 1, 1)},
	}
	faults.Sort()
	want := []string{"a:1:1 a", "a:1:1 b", "a:1:2 b", "a:2:1 b", "b:1:1 b"}
	for i, f := range faults {
		if got := fmt.Sprintf("%s:%d:%d %s", f.Place.File, f.Place.Line, f.Place.Column, f.Code); got != want[i] {
			t.Errorf("place %d: got %s, want %s", i, got, want[i])
		}
	}
}
