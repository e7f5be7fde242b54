package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
)

func testProgram(t *testing.T, lang string) *program {
	t.Helper()
	words, err := locale.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return &program{locale: words, getenv: func(string) string { return "" }, now: time.Now}
}

// source is the text of this package without its tests.
func source(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			b.WriteString(read(t, f))
		}
	}
	return b.String()
}

// Every message that this package asks for exists in the three languages.
func TestEveryMessageExists(t *testing.T) {
	text := source(t)
	keys := map[string]bool{}
	find := func(pattern, prefix string) {
		found := regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1)
		if len(found) == 0 {
			t.Errorf("nothing matches %s: the search is out of date", pattern)
		}
		for _, m := range found {
			keys[prefix+m[1]] = true
		}
	}
	find(`\bkey: "([a-z-]+)"`, "error.")
	find(`\bf\.key = "([a-z-]+)"`, "error.")
	find(`\busage\("([a-z-]+)"`, "error.")
	find(`\.Text\("([a-z.-]+[a-z])"`, "")
	find(`\bcounted\(b, "([a-z.-]+)"`, "")
	find(`\bvalue\("[a-z-]+", "([a-z-]+)"`, "cli.flag.")
	find(`\btoggle\("([a-z-]+)"`, "cli.flag.")
	find(`\bheading\(&?b, "([a-z-]+)"`, "cli.heading.")
	find(`"(error\.detail\.[a-z-]+)"`, "")
	for _, g := range gates() {
		keys["gate."+g] = true
	}
	for _, lang := range locale.Languages() {
		words := testProgram(t, lang).locale
		for key := range keys {
			if !words.Has(key) {
				t.Errorf("%s.yaml has no message %s", lang, key)
			}
		}
	}
}

// lines are command lines that reach every message a user can be shown.
func lines(t *testing.T) [][]string {
	t.Helper()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	bad := file("bad.yaml", "schema: breachimpact/incident/1\nid: Bad Id\ncolour: red\npeople:\n  - {group: a, people: [1], data: [{type: slary}]}\n")
	abroad := file("abroad.yaml", "schema: breachimpact/incident/1\nid: abroad\norganisation: {country: jp, establishments: [jp]}\nfacts: {means-in-morocco: no}\ncurrency: MAD\npeople:\n  - {group: a, people: 3, residence: {jp: 100%}}\n")
	rules := filepath.Join(dir, "rules")
	if err := os.Mkdir(rules, 0o700); err != nil {
		t.Fatal(err)
	}
	look := file("theme.yaml", "schema: breachimpact/theme/1\ncolours: {head: FFFFFF, ink: red}\nfont: {fr: ';'}\nlogo: {file: none, alt: {fr: a, ar: b, en: c}}\n")
	dollar := file("fx.yaml", "schema: breachimpact/rates/1\ndate: 2025-04-08\nbase: USD\nsource: {fr: a, ar: b, en: c}\nrates:\n  - {currency: USD, rate: 1}\n")
	out := [][]string{
		{}, {"--help"}, {"laws", "--help"}, {"laws"}, {"nonsense"}, {"cases"}, {"laws", "list"}, {"version"}, {"new"}, {"new", "extra"},
		{"cases", "nothing"}, {"assess"}, {"assess", "a", "--nonsense"}, {"assess", "a", "--format"}, {"assess", "a", "--format", "xml"},
		{"assess", "a", "--seed", "x"}, {"assess", "a", "--trials", "1"}, {"assess", "a", "--as-of", "today"}, {"assess", "a", "--seed", "1", "--seed", "2"},
		{"assess", "a", "--include-announced=1"}, {"assess", "-", "-"}, {"assess", "-"}, {"assess", dir}, {"assess", filepath.Join(dir, "none")},
		{"assess", bad}, {"validate", bad}, {"assess", abroad}, {"validate", abroad}, {"assess", abroad, "--rules", bad}, {"assess", abroad, "--rules", rules},
		{"assess", abroad, "--law", "zz"}, {"assess", "case:cnss-2025", "--fx", bad}, {"report", "case:cnss-2025", "--theme", look}, {"report", "case:cnss-2025", "--for", "all", "--theme", bad}, {"report", "a", "--for", "x"}, {"assess", "case:cnss-2025", "--fx", dollar}, {"explain", "case:cnss-2025", "nothing"},
		{"deadlines"}, {"deadlines", bad}, {"laws", "show"}, {"laws", "show", "ma"}, {"laws", "show", "zz"}, {"laws", "show", "a", "b"}, {"laws", "check"},
		{"laws", "check", "a"}, {"laws", "check", "--rules", rules}, {"laws", "diff"}, {"laws", "diff", "a"}, {"laws", "diff", "--rules", "../../law/data"}, {"laws", "diff", "--rules", rules},
		{"datatypes"}, {"datatypes", "rib"}, {"datatypes", "qqqqqq"}, {"report", "case:cnss-2025", "--out", bad}, {"assess", filepath.Join(bad, "x")},
		{"explain", "a", "b", "c"}, {"report", "case:cnss-2025", "--out", filepath.Join(dir, "none")},
		{"report", "case:cnss-2025", "--out", dir}, {"report", "case:cnss-2025", "--out", dir}, {"report", "case:cnss-2025", "case:cnss-2025", "--out", dir},
	}
	for _, command := range []string{"assess", "report", "deadlines", "validate", "explain", "cases", "datatypes", "new", "version"} {
		out = append(out, []string{command, "--help"})
	}
	for _, id := range cases.IDs() {
		for _, format := range formats() {
			out = append(out, []string{"assess", "case:" + id, "--format", format, "--trials", "100"})
		}
		for _, gate := range gates() {
			out = append(out, []string{"assess", "case:" + id, "--fail-on", gate, "--as-of", "2026-01-01T00:00:00Z", "--trials", "100"})
		}
		out = append(out, []string{"validate", "case:" + id}, []string{"deadlines", "case:" + id}, []string{"explain", "case:" + id, "--trials", "100"})
	}
	return out
}

// Nothing that the program prints has a hole where a message should be.
func TestNothingIsLeftUnworded(t *testing.T) {
	for _, lang := range locale.Languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, argv := range lines(t) {
				_, stdout, stderr := call(map[string]string{"LANG": lang}, time.Now, argv...)
				for _, text := range []string{stdout, stderr} {
					if i := strings.Index(text, "⟦"); i >= 0 {
						t.Errorf("%v: %s", argv, strings.SplitN(text[i:], "\n", 2)[0])
					}
				}
			}
		})
	}
}

// Every figure of every case can be explained.
func TestEveryFigureIsExplained(t *testing.T) {
	for _, id := range cases.IDs() {
		_, listed, _ := call(nil, time.Now, "explain", "case:"+id, "--lang", "en", "--trials", "100")
		count := 0
		for line := range strings.SplitSeq(listed, "\n") {
			if line == "" || strings.HasPrefix(line, " ") {
				continue
			}
			count++
			if count%7 != 1 {
				continue // each run reads every file anew
			}
			code, stdout, stderr := call(nil, time.Now, "explain", "case:"+id, line, "--lang", "en", "--trials", "100")
			if code != 0 || !strings.HasPrefix(stdout, line) || strings.Count(stdout, "\n") < 3 {
				t.Errorf("%s %s: code %d\n%s%s", id, line, code, stdout, stderr)
			}
		}
		if count < 50 {
			t.Errorf("%s has only %d figures", id, count)
		}
	}
}
