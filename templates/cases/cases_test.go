package cases

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/google/go-cmp/cmp"
)

type rules struct {
	book   *law.Rulebook
	method *severity.Method
}

var load = sync.OnceValues(func() (rules, error) {
	var r rules
	var err error
	if r.book, err = law.Load(law.Embedded()); err != nil {
		return r, err
	}
	r.method, err = severity.Load(severity.Embedded())
	return r, err
})

func decode(t testing.TB, name string, text []byte) *incident.Incident {
	t.Helper()
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	in, err := incident.Decode(name, text, r.book.Facts, r.method.Catalogue.IDs())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return in
}

func read(t testing.TB, id string) []byte {
	t.Helper()
	text, err := Read(id)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func ids(t testing.TB) []string {
	t.Helper()
	out := IDs()
	if len(out) == 0 {
		t.Fatal("no case is embedded")
	}
	return out
}

func TestIDs(t *testing.T) {
	if got := IDs(); !slices.Equal(got, []string{"anonymous-morocco-2012", "anonymous-morocco-2012-accounts", "cards-2025", "cndp-website-2025", "cnss-2025", "employment-ministry-2025",
		"la-banque-postale-2025", "la-poste-2025", "phantom-atlas-2025", "phantom-atlas-2025-mutual", "phantom-atlas-2025-telecom", "public-payroll-2025"}) {
		t.Errorf("got %q", got)
	}
}

func TestEveryCaseDecodes(t *testing.T) {
	for _, id := range ids(t) {
		in := decode(t, id+".yaml", read(t, id))
		if string(in.ID) != id {
			t.Errorf("%s.yaml says that its id is %s", id, in.ID)
		}
		// A real case fixes its moment and seed: it reads the same for ever.
		if in.AsOf.IsZero() || in.Seed == nil || in.Currency == "" {
			t.Errorf("%s fixes no moment, seed or currency", id)
		}
		if in.Title.FR == in.Title.AR || in.Title.FR == in.Title.EN {
			t.Errorf("%s has no title in three languages", id)
		}
	}
}

func TestReadRefusesWhatIsNoCase(t *testing.T) {
	for _, id := range []string{"", "cnss-2026", "starter/fr", "../cases/cnss-2025", "cnss-2025.yaml", "/etc/passwd", "starter", "."} {
		if text, err := Read(id); !errors.Is(err, fs.ErrNotExist) || text != nil {
			t.Errorf("%q: %d bytes, %v", id, len(text), err)
		}
	}
}

// unsourced are the facts that need no source: the file itself settles them, or
// anyone can look them up. Numbers in brackets stand for any.
var unsourced = map[string]string{
	"organisation.name":           "who the file is about",
	"organisation.country":        "a public fact of the organisation named",
	"organisation.kind":           "a public fact of the organisation named",
	"organisation.role":           "the file is written from the controller's side",
	"organisation.establishments": "a public fact of the organisation named",
	"organisation.sector":         "a public fact of the organisation named",
	"breach.claim":                "nobody refuted the claim: a state of the file, not a figure",
	"people[].unit":               "what the sourced count of records counts",
}

var index = regexp.MustCompile(`\[\d+\]`)

// unfounded are the known facts without a source, and the sources that found
// nothing.
func unfounded(in *incident.Incident) []string {
	var out []string
	cited := map[string]bool{}
	for _, f := range in.Stated() {
		for _, s := range f.Sources {
			cited[s] = true
		}
		if !f.KnownConfirmed && !f.KnownClaimed || len(f.Sources) > 0 {
			continue
		}
		if _, ok := unsourced[index.ReplaceAllString(f.Path, "[]")]; !ok {
			out = append(out, fmt.Sprintf("line %d: %s has no source", f.Line, f.Path))
		}
	}
	for _, s := range in.Sources {
		if !cited[s.ID.ID] {
			out = append(out, "source "+s.ID.ID+" founds nothing")
		}
	}
	return out
}

func TestEveryKnownValueHasASource(t *testing.T) {
	for _, id := range ids(t) {
		in := decode(t, id+".yaml", read(t, id))
		if len(in.Stated()) < 20 || len(in.Sources) == 0 {
			t.Fatalf("%s: only %d facts and %d sources", id, len(in.Stated()), len(in.Sources))
		}
		for _, u := range unfounded(in) {
			t.Errorf("%s: %s", id, u)
		}
	}
}

func TestAValueWithoutASourceIsNoticed(t *testing.T) {
	const head = "schema: breachimpact/incident/1\nid: x\n"
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"nothing known", head + "people: [{group: a, people: unknown}]\n", 0},
		{"a listed one", head + "organisation: {country: ma}\n", 0},
		{"a sourced one", head + "people: [{group: a, people: {claimed: 5, sources: [s]}}]\nsources: [{id: s, title: t}]\n", 0},
		{"a bare one", head + "people: [{group: a, people: 5}]\n", 1},
		{"a claimed one", head + "people: [{group: a, people: {claimed: 5}}]\n", 1},
		{"a fact of law", head + "facts: {declared: no}\n", 1},
		{"a source for nothing", head + "sources: [{id: s, title: t}]\n", 1},
	} {
		if got := unfounded(decode(t, "x.yaml", []byte(c.text))); len(got) != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// figures are the numbers that may stand in each case, and where they come from.
// Dates, names and references to articles of law are not among them.
var figures = map[string]map[string]string{
	"cnss-2025": {
		"1996026": "AFP, April 2025: employees, said by the attacker",
		"499881":  "L'Opinion, 11 April 2025: companies",
		"53574":   "pharmacie.ma: PDF files",
		"53576":   "Yabiladi: PDF files",
		"54000":   "Le360: PDF files, rounded",
	},
	"cards-2025": {
		"31220": "Cypherleak, 20 March 2025: cards",
		"21657": "l-frii and thepress.ma: cards with their CVV",
		"19453": "l-frii: with expiry date; thepress.ma: expired",
		"5523":  "l-frii and thepress.ma: still valid",
		"5532":  "CIO Mag: still valid",
	},
	"employment-ministry-2025": {
		"75": "megabytes of the file put out after the ministry's denial",
	},
	// One volume was claimed for all of these together.
	"phantom-atlas-2025":         documents,
	"phantom-atlas-2025-mutual":  documents,
	"phantom-atlas-2025-telecom": documents,
	// Nobody published a number for these.
	"public-payroll-2025":             {},
	"cndp-website-2025":               {},
	"anonymous-morocco-2012":          {},
	"anonymous-morocco-2012-accounts": {},
	"la-poste-2025":                   {},
	"la-banque-postale-2025":          {},
}

var documents = map[string]string{
	"13": "chamaly.ma and hounasahara.net: more than so many gigabytes of documents",
	"20": "Aldar: about so many gigabytes",
}

var (
	notFigures = regexp.MustCompile(`breachimpact/incident/1|\d{4}-\d{2}-\d{2}(T[0-9:]+([+-]\d\d:\d\d|Z))?|\d{4}-\d{2}\b|\b\d{2}[-.]\d{2}\b|[a-z]+-20\d\d|[Ll]e360|20min` +
		`|([Aa]rticles?|المادة) \d+( et \d+)?|(\d{1,2} )?(January|February|March|April|janvier|février|mars|avril|يناير|فبراير|مارس|أبريل)( 20\d\d)?|\b(\d{1,2}) (avril|April|أبريل)` +
		`|(of|de|سنة) 20\d\d|seed: 1\b`)
	digits     = regexp.MustCompile(`\d{1,3}(?:[ \x{00a0}\x{202f}.,]\d{3})+|\d+`)
	separators = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ".", "", ",", "")
)

// numbers are all the numbers of a text, without separators.
func numbers(text string) []string {
	var out []string
	for _, n := range digits.FindAllString(notFigures.ReplaceAllString(text, " | "), -1) {
		out = append(out, separators.Replace(n))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestNoNumberIsInvented(t *testing.T) {
	for _, id := range ids(t) {
		known, listed := figures[id]
		if !listed {
			t.Fatalf("no figure of %s is listed", id)
		}
		got := numbers(string(read(t, id)))
		for _, n := range got {
			if known[n] == "" {
				t.Errorf("%s holds the number %s, which no source gives", id, n)
			}
		}
		for n, from := range known {
			if !slices.Contains(got, n) {
				t.Errorf("%s lacks %s (%s)", id, n, from)
			}
		}
	}
}

func TestNumbersAreNoticed(t *testing.T) {
	for text, want := range map[string][]string{
		"people: 1996026":                  {"1996026"},
		"1 996 026 salariés":               {"1996026"},
		"31,220 cards, 5.523 بطاقة":        {"31220", "5523"},
		"on 2025-04-09T09:00:00+01:00":     nil,
		"date: 2025-04, law 09-08":         nil,
		"about 4 million, then 13 GB":      {"13", "4"},
		"rappel des articles 24 et 30":     nil,
		"id: cnss-2025, sources: [le360]":  nil,
		"le 9 avril, 75 Mo, loi 09-08":     {"75"},
		"المادة 52 من القانون 09.08، 12":   {"12"},
		"people: {low: 1000, high: 2000}":  {"1000", "2000"},
		"schema: breachimpact/incident/1.": nil,
	} {
		if got := numbers(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// names are the phrases of two capitalised words that name an organisation or a
// country. Any other could be a person: the report must not be a second breach.
var names = []string{
	"National Social", "Social Security", "Security Fund", "Caisse Nationale", "Le360, Yabiladi", "CIO Mag", "Gouvernement du Maroc", "Le Monde", "La Poste", "La Banque",
}

// publishers are the organisations whose publications the cases cite.
var publishers = []string{
	"CNSS", "CNDP", "Gouvernement du Maroc", "AFP", "L'Opinion", "pharmacie.ma", "Yabiladi", "Le360", "20min.ch", "expresstv.ma", "AFP, Le360, Yabiladi, L'Opinion",
	"Cypherleak", "l-frii (Ecofin)", "thepress.ma", "CIO Mag", "Hespress", "quid.ma", "Le Monde", "Bulletin officiel", "presse de langue arabe",
	"Bladi.net", "chamaly.ma", "hounasahara.net", "Aldar (maghress.com)", "Clubic", "KultureGeek",
}

var (
	twoCapitals = regexp.MustCompile(`\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+`)
	courtesy    = regexp.MustCompile(`\b(M\.|Mme|Mlle|Me|Mr|Mrs|Ms|Dr|Pr)\s+\p{Lu}|السيدة? |الأستاذة? |الدكتورة? `)
	comments    = regexp.MustCompile(`(?m)^#.*$`)
)

// persons are the phrases of a text that may name a natural person.
func persons(text string) []string {
	text = comments.ReplaceAllString(text, "")
	var out []string
	for _, found := range twoCapitals.FindAllString(text, -1) {
		if !slices.Contains(names, found) {
			out = append(out, found)
		}
	}
	return append(out, courtesy.FindAllString(text, -1)...)
}

func TestNoPersonIsNamed(t *testing.T) {
	for _, id := range ids(t) {
		for _, p := range persons(string(read(t, id))) {
			t.Errorf("%s may name a person: %q", id, p)
		}
		in := decode(t, id+".yaml", read(t, id))
		for _, s := range in.Sources {
			if !slices.Contains(publishers, s.Publisher.FR) {
				t.Errorf("%s: the publisher %q is not listed as an organisation", id, s.Publisher.FR)
			}
		}
		if len(in.Judgements) > 0 || len(in.Decisions) > 0 {
			t.Errorf("%s holds somebody's judgement or decision", id)
		}
	}
}

func TestNamesAreNoticed(t *testing.T) {
	for text, want := range map[string]bool{
		"National Social Security Fund":   false,
		"le porte-parole du gouvernement": false,
		"selon Jean Dupont":               true,
		"Me Dupont a dit":                 true,
		"M. Dupont":                       true,
		"حسب السيد فلان":                  true,
		"the minister Jane Doe said":      true,
	} {
		if got := persons(text); len(got) > 0 != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// The starter is an incident in which nothing is known, with the same keys in
// every language.
func TestStarters(t *testing.T) {
	var first []string
	for _, lang := range []string{"fr", "ar", "en"} {
		text, err := Starter(lang)
		if err != nil {
			t.Fatal(err)
		}
		in := decode(t, lang+".yaml", text)
		for _, f := range in.Stated() {
			known := f.KnownConfirmed || f.KnownClaimed
			// The country is an example to change, and the one whose law is encoded.
			if known && f.Path != "organisation.country" && f.Path != "organisation.establishments" {
				t.Errorf("%s: %s is known", lang, f.Path)
			}
		}
		if len(in.Sources) > 0 || len(in.Groups) != 1 {
			t.Errorf("%s: %d sources and %d groups", lang, len(in.Sources), len(in.Groups))
		}
		root, faults := strict.Parse(lang+".yaml", text)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		keys := paths(root, "")
		if len(keys) < 30 {
			t.Fatalf("%s: only %d keys", lang, len(keys))
		}
		if first == nil {
			first = keys
		} else if diff := cmp.Diff(first, keys); diff != "" {
			t.Errorf("the keys in fr (-) and %s (+):\n%s", lang, diff)
		}
		// Comments are what the starter is for.
		if n := strings.Count(string(text), "#"); n < 15 {
			t.Errorf("%s: %d comments", lang, n)
		}
	}
	if _, err := Starter("de"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a starter in German: %v", err)
	}
}

// Every fact that an incident may state has its line in each starter, in the
// order of the fact book, with a comment.
func TestTheStartersAskEveryFact(t *testing.T) {
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	want := r.book.Facts.IDs(law.GivenFacts)
	if len(want) < 20 {
		t.Fatalf("only %d facts are given in the facts block", len(want))
	}
	for _, lang := range []string{"fr", "ar", "en"} {
		text, err := Starter(lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []law.FactID
		for _, f := range decode(t, lang+".yaml", text).Facts.List {
			got = append(got, law.FactID(f.ID))
			if !regexp.MustCompile(`(?m)^  ` + string(f.ID) + `: unknown +# \S`).Match(text) {
				t.Errorf("%s: %s is not unknown, or has no comment", lang, f.ID)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the facts of the fact book (-) and of the starter (+):\n%s", lang, diff)
		}
	}
}

// The examples in comments are good once their mark is taken away: the pair of
// standpoints, the sources, and an hour in Morocco's present civil time.
func TestTheExamplesOfTheStartersAreGood(t *testing.T) {
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"fr", "ar", "en"} {
		text, err := Starter(lang)
		if err != nil {
			t.Fatal(err)
		}
		s := string(text)
		take := func(old, example string) {
			if !strings.Contains(s, old) || !strings.Contains(s, example) {
				t.Fatalf("%s: no %q or no %q", lang, old, example)
			}
			s = strings.Replace(s, old, strings.TrimLeft(example, "# "), 1)
		}
		take("people: unknown ", "#   people: {confirmed: unknown, claimed: 12000, sources: [s1]}")
		s = strings.Replace(s, "sources: []\n# sources:\n#   - ", "sources:\n  - ", 1)
		s = strings.Replace(s, "# as_of: ", "as_of: ", 1)
		s = strings.Replace(s, "aware: unknown", "aware: "+regexp.MustCompile(`2026-\S+T\S+:00 `).FindString(s[strings.Index(s, "timeline:"):]), 1)
		in := decode(t, lang+".yaml", []byte(s))
		if len(in.Sources) != 1 || !in.Groups[0].People.Claimed.Known || in.Groups[0].People.Confirmed.Known {
			t.Errorf("%s: the pair and its source were not read", lang)
		}
		zone := r.book.Find("ma").Zone
		for _, at := range []time.Time{in.AsOf.Time, in.Timeline.Aware.Confirmed.Value.Time} {
			if _, offset := at.Zone(); at.IsZero() || offset != zone.Offset(at) {
				t.Errorf("%s: %v is not civil time of Morocco", lang, at)
			}
		}
	}
}

// paths lists every key of a file with its place.
func paths(n *strict.Node, at string) []string {
	var out []string
	for i, item := range n.Items {
		out = append(out, paths(item, fmt.Sprintf("%s[%d]", at, i))...)
	}
	for _, f := range n.Fields {
		key := strings.TrimPrefix(at+"."+f.Key.Text, ".")
		out = append(append(out, key), paths(f.Value, key)...)
	}
	return out
}
