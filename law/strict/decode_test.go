package strict

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

type colour string

func (colour) Options() []string { return []string{"red", "green", "blue"} }

// shout reads itself, to prove that the reader hands over at any depth.
type shout struct{ Text string }

func (s *shout) DecodeNode(r *Reader, n *Node) {
	if word, ok := r.Word(n); ok {
		s.Text = strings.ToUpper(word)
	}
}

type inner struct {
	Name  string `yaml:"name,required"`
	Count int    `yaml:"count"`
}

type outer struct {
	Title   string            `yaml:"title,required"`
	Number  int64             `yaml:"number"`
	Seed    uint64            `yaml:"seed"`
	On      bool              `yaml:"on"`
	Colour  colour            `yaml:"colour"`
	Shout   shout             `yaml:"shout"`
	Maybe   *inner            `yaml:"maybe"`
	Inner   inner             `yaml:"inner"`
	List    []inner           `yaml:"list"`
	Shouts  []shout           `yaml:"shouts"`
	Map     map[string]int    `yaml:"map"`
	Colours map[colour]string `yaml:"colours"`
	Ignored string
}

func decode(t *testing.T, text string, into any) Faults {
	t.Helper()
	root, faults := Parse("f.yaml", []byte(text))
	if len(faults) > 0 {
		t.Fatalf("%q does not parse: %v", text, faults)
	}
	r := &Reader{File: "f.yaml"}
	r.Decode(root, into)
	return r.Faults
}

func TestDecodeFillsEveryKindOfField(t *testing.T) {
	var got outer
	faults := decode(t, `
title: "12"
number: 999999999999999999
seed: 7
on: yes
colour: green
shout: hello
maybe: {name: m, count: 1}
inner: {name: i}
list: [{name: a, count: 2}, {name: b}]
shouts: [x, y]
map: {one: 1, two: 2}
colours: {red: rouge}
`, &got)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := outer{
		Title: "12", Number: 999999999999999999, Seed: 7, On: true, Colour: "green", Shout: shout{"HELLO"},
		Maybe: &inner{"m", 1}, Inner: inner{Name: "i"}, List: []inner{{"a", 2}, {Name: "b"}},
		Shouts: []shout{{"X"}, {"Y"}}, Map: map[string]int{"one": 1, "two": 2}, Colours: map[colour]string{"red": "rouge"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

var decodeFaults = []struct {
	name, text string
	want       []string
}{
	{"an unknown key", "title: a\ntitel: b\n", []string{"2 unknown-key titel"}},
	{"an unknown key deep down", "title: a\nlist:\n  - name: b\n    nam: c\n", []string{"4 unknown-key list[0].nam"}},
	{"a key whose field has no tag is unknown", "title: a\nIgnored: b\n", []string{"2 unknown-key Ignored"}},
	{"keys tell capitals apart", "Title: a\n", []string{"1 unknown-key Title", "1 missing-key"}},
	{"a missing key is reported at its map", "title: a\nlist:\n  - count: 1\n", []string{"3 missing-key list[0]"}},
	{"a map where a list is expected", "title: a\nlist: {name: b}\n", []string{"2 not-a-list list"}},
	{"a word where a list is expected", "title: a\nlist: b\n", []string{"2 not-a-list list"}},
	{"a list where a map is expected", "title: a\ninner: [b]\n", []string{"2 not-a-map inner"}},
	{"a list where a dictionary is expected", "title: a\nmap: [b]\n", []string{"2 not-a-map map"}},
	{"a list where a word is expected", "title: [a]\n", []string{"1 not-a-word title"}},
	{"a map where a word is expected", "title: {a: b}\n", []string{"1 not-a-word title"}},
	{"a map where a number is expected is one fault", "title: a\nnumber: {a: b}\n", []string{"2 not-a-word number"}},
	{"a list where yes or no is expected is one fault", "title: a\non: [yes]\n", []string{"2 not-a-word on"}},
	{"hexadecimal is no integer", "title: a\nnumber: 0x10\n", []string{"2 not-an-integer number"}},
	{"underscores make no integer", "title: a\nnumber: 1_000\n", []string{"2 not-an-integer number"}},
	{"a leading zero makes no integer", "title: a\nnumber: 010\n", []string{"2 not-an-integer number"}},
	{"a plus makes no integer", "title: a\nnumber: +1\n", []string{"2 not-an-integer number"}},
	{"a minus makes no integer", "title: a\nnumber: -1\n", []string{"2 not-an-integer number"}},
	{"an exponent makes no integer", "title: a\nnumber: 1e6\n", []string{"2 not-an-integer number"}},
	{"a point makes no integer", "title: a\nnumber: 1.0\n", []string{"2 not-an-integer number"}},
	{"a number in quotes is a word", "title: a\nnumber: \"12\"\n", []string{"2 not-an-integer number"}},
	{"Arabic digits make no integer", "title: a\nnumber: ١٢\n", []string{"2 not-an-integer number"}},
	{"an integer of nineteen digits is refused", "title: a\nnumber: 1000000000000000000\n", []string{"2 not-an-integer number"}},
	{"a negative seed is no integer", "title: a\nseed: -1\n", []string{"2 not-an-integer seed"}},
	{"true is neither yes nor no", "title: a\non: true\n", []string{"2 not-yes-no on"}},
	{"Yes is neither yes nor no", "title: a\non: Yes\n", []string{"2 not-yes-no on"}},
	{"a word outside a closed list", "title: a\ncolour: grey\n", []string{"2 unknown-value colour"}},
	{"a wrong item does not hide the next", "title: a\nlist: [{count: x}, {name: b, count: y}]\n",
		[]string{"2 not-an-integer list[0].count", "2 missing-key list[0]", "2 not-an-integer list[1].count"}},
	{"every fault is reported at once", "number: x\non: z\nlist: b\nfoo: 1\ncolour: grey\ninner: {count: 1}\n", []string{
		"1 not-an-integer number", "2 not-yes-no on", "3 not-a-list list", "4 unknown-key foo",
		"5 unknown-value colour", "6 missing-key inner", "1 missing-key"}},
}

func TestDecodeReportsEveryFaultWithItsLine(t *testing.T) {
	for _, c := range decodeFaults {
		t.Run(c.name, func(t *testing.T) {
			var into outer
			if got := raised(decode(t, c.text, &into)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestDecimalsArePlain(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
	}{
		{"0", true}, {"12", true}, {"0.5", true}, {"-0.5", true}, {"12345678901234567890.123456789", true},
		{".5", false}, {"5.", false}, {"1e6", false}, {"1E6", false}, {"+1", false}, {"010", false}, {"00.5", false},
		{"0x10", false}, {"1_000", false}, {"1,5", false}, {"1 000", false}, {"\"1.5\"", false}, {".inf", false}, {".nan", false}, {"--1", false},
	} {
		root, faults := Parse("f.yaml", []byte("a: "+c.text+"\n"))
		if len(faults) > 0 {
			t.Fatal(c.text, faults)
		}
		r := &Reader{File: "f.yaml"}
		digits, ok := r.Decimal(root.Get("a"))
		if ok != c.ok || ok && digits != c.text || !ok && raised(r.Faults)[0] != "1 not-a-decimal" {
			t.Errorf("%s: got %q %v %v", c.text, digits, ok, r.Faults)
		}
	}
	r := &Reader{}
	if _, ok := r.Decimal(&Node{Kind: List}); ok || r.Faults[0].Code != "not-a-word" {
		t.Error("a list passed for a decimal")
	}
}

func TestEveryListedCodeIsRaisedAndNoOther(t *testing.T) {
	seen := map[string]bool{}
	count := func(faults Faults) {
		for _, f := range faults {
			seen[f.Code] = true
			if !slices.Contains(Codes(), f.Code) {
				t.Errorf("%s is raised but not listed", f.Code)
			}
		}
	}
	for _, c := range parseFaults {
		_, faults := Parse("f.yaml", []byte(c.text))
		count(faults)
	}
	for _, c := range decodeFaults {
		var into outer
		count(decode(t, c.text, &into))
	}
	_, large := Parse("f.yaml", make([]byte, MaxBytes+1))
	_, deep := Parse("f.yaml", []byte(strings.Repeat("[", 100)+strings.Repeat("]", 100)))
	number := &Reader{}
	number.Decimal(&Node{Kind: Scalar, Text: "1e6"})
	count(slices.Concat(large, deep, number.Faults))
	for _, code := range Codes() {
		if !seen[code] {
			t.Errorf("%s is listed but no test raises it", code)
		}
	}
	sorted := slices.Clone(Codes())
	slices.Sort(sorted)
	if len(slices.Compact(sorted)) != len(Codes()) {
		t.Error("a code is listed twice")
	}
}

func TestUnknownWordsComeWithTheNearest(t *testing.T) {
	var into outer
	faults := decode(t, "titel: a\ntitle: b\ncolour: gren\n", &into)
	want := Faults{
		{Code: "unknown-key", Place: Place{"f.yaml", 1, 1, "titel", ""}, Args: []Arg{
			{"key", "titel"}, {"nearest", ""}, {"allowed", "title, number, seed, on, colour, shout, maybe, inner, list, shouts, map, colours"}}},
		{Code: "unknown-value", Place: Place{"f.yaml", 3, 9, "colour", ""}, Args: []Arg{{"value", "gren"}, {"nearest", "green"}, {"allowed", "red, green, blue"}}},
	}
	if !reflect.DeepEqual(faults, want) {
		t.Errorf("got  %+v\nwant %+v", faults, want)
	}
}

func TestNearestOffersAtMostThreeWithinAThirdOfTheWord(t *testing.T) {
	for _, c := range []struct {
		name, word string
		candidates []string
		want       []string
	}{
		{"the nearest comes first", "retention-exceded", []string{"retention", "retention-exceeded"}, []string{"retention-exceeded"}},
		{"capitals do not count", "DECLARED", []string{"declared"}, []string{"declared"}},
		{"a far word is not offered", "declared", []string{"operator"}, nil},
		{"three at most, in the order given when equally near", "aaa", []string{"aab", "aac", "aad", "aae"}, []string{"aab", "aac", "aad"}},
		{"accents are one letter", "déclaré", []string{"declare"}, []string{"declare"}},
		{"an empty word is one edit from one letter", "", []string{"a", "bb"}, []string{"a"}},
		{"no candidates", "a", nil, nil},
		{"a word without end is near to nothing", strings.Repeat("x", 300), []string{"a", strings.Repeat("y", 300)}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Nearest(c.word, c.candidates); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEditsAreCounted(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"kitten", "sitting", 3}, {"ab", "ba", 2}, {"same", "same", 0}, {"تصريح", "تصريحا", 1},
	} {
		if got := edits(c.a, c.b); got != c.want {
			t.Errorf("edits(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestMisuseByAProgrammerPanics(t *testing.T) {
	word := &Node{Kind: Scalar, Text: "a"}
	for name, into := range map[string]any{
		"a value that is no pointer": outer{},
		"a nil pointer":              (*outer)(nil),
		"a kind that cannot be read": new(float64),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			(&Reader{}).Decode(word, into)
		})
	}
}
