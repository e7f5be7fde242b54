package locale

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"breachimpact/law/strict"

	"github.com/google/go-cmp/cmp"
)

// message is one entry of a catalogue as its file has it: one sentence, under
// "", or several by plural category.
type message map[string]string

func (m message) plural() bool { return m[""] == "" }

// catalogue reads a file without the machinery under test.
func catalogue(t testing.TB, lang string) map[string]message {
	t.Helper()
	data, err := files.ReadFile(lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, faults := strict.Parse(lang+".yaml", data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	out := map[string]message{}
	flatten(root, "", out)
	if len(out) < 500 {
		t.Fatalf("%s: only %d messages", lang, len(out))
	}
	return out
}

func flatten(n *strict.Node, prefix string, out map[string]message) {
	for _, f := range n.Fields {
		key := strings.TrimPrefix(prefix+"."+f.Key.Text, ".")
		switch {
		case f.Value.Kind == strict.Scalar:
			out[key] = message{"": f.Value.Text}
		case f.Value.Get("other") != nil:
			out[key] = message{}
			for _, form := range f.Value.Fields {
				out[key][form.Key.Text] = form.Value.Text
			}
		default:
			flatten(f.Value, key, out)
		}
	}
}

func catalogues(t testing.TB) map[string]map[string]message {
	t.Helper()
	out := map[string]map[string]message{}
	for _, lang := range Languages() {
		out[lang] = catalogue(t, lang)
	}
	return out
}

// categories are the plural categories of each language (CLDR).
var categories = map[string][]string{
	"fr": {"one", "many", "other"},
	"ar": {"zero", "one", "two", "few", "many", "other"},
	"en": {"one", "other"},
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

func placeholders(text string) []string {
	var out []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// disparities are the ways in which catalogues of several languages differ, and
// the messages that are not whole in themselves.
func disparities(all map[string]map[string]message) []string {
	var out []string
	report := func(lang, key, format string, args ...any) {
		out = append(out, lang+" "+key+": "+fmt.Sprintf(format, args...))
	}
	first := Languages()[0]
	for _, lang := range Languages() {
		for _, key := range sorted(all[lang]) {
			m := all[lang][key]
			model, shared := all[first][key]
			if !shared {
				report(lang, key, "is not in %s", first)
				continue
			}
			if m.plural() != model.plural() {
				report(lang, key, "is plural in one of %s and %s only", lang, first)
				continue
			}
			if m.plural() {
				want, got := slices.Clone(categories[lang]), sorted(m)
				slices.Sort(want)
				if !slices.Equal(got, want) {
					report(lang, key, "has the forms %q, want %q", got, want)
				}
			}
			for _, form := range sorted(m) {
				if strings.TrimSpace(strings.Trim(m[form], "\u00a0\u202f")) == "" {
					report(lang, key, "is empty")
				}
				if open, closed := strings.Count(m[form], "{"), strings.Count(m[form], "}"); open != closed || open != len(placeholder.FindAllString(m[form], -1)) {
					report(lang, key, "has a brace too many: %s", m[form])
				}
				names, want := placeholders(m[form]), placeholders(model[""]+model["other"])
				// A form for one or two things may say the number in words.
				if m.plural() && form != "other" && !slices.Contains(names, "count") {
					want = slices.DeleteFunc(want, func(n string) bool { return n == "count" })
				}
				// The lower limit may go where only the upper one is counted.
				if !slices.Equal(names, want) {
					report(lang, key, "%s has the arguments %q, want %q", form, names, want)
				}
			}
		}
		for _, key := range sorted(all[first]) {
			if _, ok := all[lang][key]; !ok {
				report(lang, key, "is missing")
			}
		}
	}
	return out
}

func TestTheLanguagesSayTheSameThings(t *testing.T) {
	for _, d := range disparities(catalogues(t)) {
		t.Error(d)
	}
}

func TestDisparitiesAreNoticed(t *testing.T) {
	good := func() map[string]map[string]message {
		plural := func(forms ...string) message {
			m := message{}
			for _, f := range forms {
				m[f] = "{count} x {name}"
			}
			return m
		}
		return map[string]map[string]message{
			"fr": {"a": {"": "a {x}"}, "b": plural("one", "many", "other")},
			"ar": {"a": {"": "ا {x}"}, "b": plural("zero", "one", "two", "few", "many", "other")},
			"en": {"a": {"": "a {x}"}, "b": plural("one", "other")},
		}
	}
	if d := disparities(good()); len(d) > 0 {
		t.Fatalf("the catalogues differ before anything is broken: %q", d)
	}
	for name, spoil := range map[string]func(map[string]map[string]message){
		"a missing key":            func(c map[string]map[string]message) { delete(c["ar"], "a") },
		"a key of one language":    func(c map[string]map[string]message) { c["en"]["c"] = message{"": "c"} },
		"an empty message":         func(c map[string]map[string]message) { c["fr"]["a"] = message{"": "\u00a0"} },
		"a renamed argument":       func(c map[string]map[string]message) { c["en"]["a"] = message{"": "a {y}"} },
		"an argument lost":         func(c map[string]map[string]message) { c["ar"]["a"] = message{"": "ا"} },
		"an open brace":            func(c map[string]map[string]message) { c["en"]["a"] = message{"": "a {x} {"} },
		"a plural in one language": func(c map[string]map[string]message) { c["en"]["b"] = message{"": "{count} x {name}"} },
		"no dual in Arabic":        func(c map[string]map[string]message) { delete(c["ar"]["b"], "two") },
		"a dual in French":         func(c map[string]map[string]message) { c["fr"]["b"]["two"] = "{count} x {name}" },
		"an argument lost in one form": func(c map[string]map[string]message) {
			c["ar"]["b"]["few"] = "{count} x"
		},
	} {
		c := good()
		spoil(c)
		if len(disparities(c)) == 0 {
			t.Errorf("%s was not noticed", name)
		}
	}
}

// The catalogue that the program loads is the file, key by key.
func TestLoadReadsEveryMessage(t *testing.T) {
	for lang, messages := range catalogues(t) {
		l := locale(t, lang)
		if diff := cmp.Diff(sorted(messages), keysOf(l)); diff != "" {
			t.Errorf("%s:\n%s", lang, diff)
		}
		for key, m := range messages {
			if l.plurals[key] != m.plural() || !l.Has(key) {
				t.Errorf("%s: %s is plural: %v", lang, key, l.plurals[key])
			}
		}
	}
}

// samples are pieces of a file or a command line inside a sentence, in which
// punctuation is not that of the language.
var samples = regexp.MustCompile(`currency: (?:MAD|EUR)|case:ID|\d\d:\d\d|https?:|people: \{[^}]*\}`)

// A rule of writing of one language: what it calls wrong, and where.
type rule struct {
	name  string
	wrong *regexp.Regexp
}

const noBreak = "\u00a0\u202f"

var writing = map[string][]rule{
	"fr": {
		{"a no-break space before : ; ? ! » %", regexp.MustCompile(`[^` + noBreak + `][:;?!»]([\s` + noBreak + `.,)]|$)|[^` + noBreak + `]»|[^` + noBreak + `]%`)},
		{"a no-break space after «", regexp.MustCompile(`«[^` + noBreak + `]|«$`)},
		{"a typographic or plain apostrophe, not an accent", regexp.MustCompile("[`´]")},
		{"no straight quotation marks", regexp.MustCompile(`"`)},
	},
	"ar": {
		{"Latin digits", regexp.MustCompile(`[\x{0660}-\x{0669}\x{06f0}-\x{06f9}]`)},
		{"Arabic punctuation after Arabic letters", regexp.MustCompile(`\p{Arabic}\s*[,;?](\s|$)`)},
		{"no space before punctuation", regexp.MustCompile(`[^\s]\s+[،؛؟.](\s|$)`)},
		// It may only join a particle to what is not an Arabic word: «to», {code}.
		{"no tatweel in a word", regexp.MustCompile(`[^بلك]\x{0640}|\x{0640}\p{Arabic}`)},
		// A mark may only stand before a file name that begins with a point.
		{"no marks of direction: the program isolates what needs it", regexp.MustCompile(`\x{200e}[^.]|[\x{200f}\x{061c}\x{202a}-\x{202e}\x{2066}-\x{2069}]`)},
	},
	"en": {
		{"no space before punctuation", regexp.MustCompile(`[^\s][\s` + noBreak + `]+[,;:?!.](\s|$)`)},
		{"no French or straight quotation marks", regexp.MustCompile(`[«»"]`)},
	},
}

// everywhere are rules of all languages.
var everywhere = []rule{
	{"single spaces, none at either end", regexp.MustCompile(`[ ]{2}|^[ ]|[ ]$`)},
	{"no line end", regexp.MustCompile(`[\r\n\t]`)},
}

// glue are messages that join others: their spaces are the point.
var glue = map[string]bool{"brief.colon": true, "brief.comma": true, "brief.join": true, "brief.and": true, "format.colon": true, "format.list": true, "format.date-time": true, "brief.money.join": true}

// slips are the places where a catalogue breaks a rule of writing.
func slips(lang string, messages map[string]message) []string {
	var out []string
	for _, key := range sorted(messages) {
		for _, form := range sorted(messages[key]) {
			// A name in braces stands for a word, not for punctuation.
			text := samples.ReplaceAllString(placeholder.ReplaceAllString(messages[key][form], "x"), "x")
			rules := writing[lang]
			if !glue[key] {
				rules = slices.Concat(rules, everywhere)
			}
			for _, r := range rules {
				if found := r.wrong.FindString(text); found != "" {
					out = append(out, fmt.Sprintf("%s %s: %s, not %q in %q", lang, key, r.name, found, messages[key][form]))
				}
			}
		}
	}
	return out
}

func TestEachLanguageIsWrittenByItsRules(t *testing.T) {
	for lang, messages := range catalogues(t) {
		for _, s := range slips(lang, messages) {
			t.Error(s)
		}
	}
}

func TestSlipsAreNoticed(t *testing.T) {
	for _, c := range []struct{ lang, good, bad string }{
		{"fr", "oui\u00a0: non", "oui : non"},
		{"fr", "oui\u00a0: non", "oui: non"},
		{"fr", "«\u00a0oui\u00a0»", "« oui »"},
		{"fr", "«\u00a0oui\u00a0»", "«oui»"},
		{"fr", "vraiment\u202f?", "vraiment?"},
		{"fr", "4\u00a0%", "4 %"},
		{"fr", "vu à 09:00, «\u00a0currency: MAD\u00a0»", "vu  à 09:00"},
		{"ar", "نعم، 12", "نعم, لا"},
		{"ar", "نعم؛ لا", "نعم; لا"},
		{"ar", "هل؟", "هل?"},
		{"ar", "12 ساعة", "١٢ ساعة"},
		{"ar", "بـ«to» و\u200e.yaml", "نعـم"},
		{"ar", "نعم", "\u200fنعم"},
		{"ar", "نعم، لا", "نعم ، لا"},
		{"en", "yes: no", "yes : no"},
		{"en", "“yes”", "«yes»"},
		{"en", "yes", "yes "},
	} {
		if s := slips(c.lang, map[string]message{"a": {"": c.good}}); len(s) > 0 {
			t.Errorf("%s: %q", c.lang, s)
		}
		if s := slips(c.lang, map[string]message{"a": {"": c.bad}}); len(s) == 0 {
			t.Errorf("%s: %q was not noticed", c.lang, c.bad)
		}
	}
}
