package brief

import (
	"regexp"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

func TestCite(t *testing.T) {
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	on := law.Date{Year: 2026, Month: 11, Day: 21}
	for _, c := range []struct {
		lang string
		cite law.Citation
		want string
	}{
		{"fr", law.Citation{Instrument: "ma.09-08", At: "61", Consulted: on}, "loi n° 09-08, art.\u00a061 (texte consulté le 21 novembre 2026)"},
		{"en", law.Citation{Instrument: "ma.09-08", At: "61", Consulted: on}, "Law no. 09-08, art. 61 (read on 21 November 2026)"},
		{"ar", law.Citation{Instrument: "ma.09-08", At: "61"}, "القانون رقم 09.08، المادة \u206861\u2069"},
		{"fr", law.Citation{Instrument: "ma.penal-code", At: "118"}, "code pénal, art.\u00a0118"},
		{"ar", law.Citation{Instrument: "ma.penal-code", At: "118"}, "مجموعة القانون الجنائي، الفصل \u2068118\u2069"},
		{"en", law.Citation{Instrument: "eu.edpb-09-2022", At: "76"}, "EDPB Guidelines 9/2022, para. 76"},
		{"fr", law.Citation{Instrument: "ma.09-08"}, "loi n° 09-08"},
		{"fr", law.Citation{Instrument: "enisa.2013", At: "CB malicious 0.5"}, "ENISA, méthode de gravité, 2013, table des circonstances"},
		{"fr", law.Citation{Instrument: "xx.unheard-of", At: "Annex"}, "xx.unheard-of, Annex"},
		{"fr", law.Citation{}, "texte non identifié"},
	} {
		if got := Cite(c.cite, r.book, language(t, c.lang)); got != c.want {
			t.Errorf("Cite(%v) in %s = %q, want %q", c.cite, c.lang, got, c.want)
		}
	}
	if got := Cite(law.Citation{Instrument: "ma.09-08", At: "61"}, nil, language(t, "fr")); got != "ma.09-08, art.\u00a061" {
		t.Errorf("without a rulebook: %q", got)
	}
}

func TestStepsOfEveryFigure(t *testing.T) {
	for name, a := range assessments(t) {
		for _, lang := range locale.Languages() {
			l := language(t, lang)
			for _, v := range a.Views() {
				for _, f := range v.Figures {
					var b strings.Builder
					if err := Steps(&b, f.Step, l, a.Rulebook); err != nil {
						t.Fatal(err)
					}
					checkSteps(t, name+" "+f.ID+" "+lang, b.String())
				}
			}
		}
	}
}

// rulebookID is an id of the rulebook, which no reader knows.
var rulebookID = regexp.MustCompile(`\bma\.[0-9a-z]`)

func checkSteps(t *testing.T, name, out string) {
	t.Helper()
	for _, printed := range strings.Split(out, "\n") {
		if strings.ContainsAny(printed, "⟦⟧") || rulebookID.MatchString(printed) {
			t.Errorf("%s: %s", name, printed)
		}
		if line.Columns(printed) > terminalColumns {
			t.Errorf("%s: %d columns: %s", name, line.Columns(printed), printed)
		}
	}
}

func TestStepsTree(t *testing.T) {
	a := assessCase(t, "cnss-2025")
	f, ok := a.Find("claimed.fine.ma.09-08.61.legal-person")
	if !ok {
		t.Fatal("the figure is gone")
	}
	var b strings.Builder
	if err := Steps(&b, f.Step, language(t, "fr"), a.Rulebook); err != nil {
		t.Fatal(err)
	}
	golden(t, "steps.fr.txt", b.String())
}

// A provision is cited in the version that the incident's day retains; apart from
// an incident, in the last version enacted, never in one that is only announced.
func TestCitesTheVersionRetained(t *testing.T) {
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	l := language(t, "fr")
	for _, c := range []struct{ incident, jurisdiction, provision, want string }{
		{"phantom-atlas-2025", "dz", "dz.18-07.65", "loi n° 18-07, art.\u00a065"}, // April 2025: before law 25-11
		{"la-poste-2025", "eu", "eu.gdpr.33-1", "RGPD, règlement (UE) 2016/679, art.\u00a033(1)"},
		{"la-poste-2025", "dz", "dz.18-07.65", "loi n° 18-07, art.\u00a065 ; loi n° 25-11"},
		{"", "eu", "eu.gdpr.33-1", "RGPD, règlement (UE) 2016/679, art.\u00a033(1)"},
		{"", "dz", "dz.18-07.65", "loi n° 18-07, art.\u00a065 ; loi n° 25-11"},
	} {
		b := &brief{a: &impact.Assessment{Rulebook: r.book}, l: l}
		if c.incident != "" {
			b.a = assessCase(t, c.incident)
		}
		if got := strings.ReplaceAll(b.provision(r.book.Find(c.jurisdiction), c.provision), "\u00a0;", " ;"); got != c.want {
			t.Errorf("%s in %q: got %q, want %q", c.provision, c.incident, got, c.want)
		}
	}
	announced := assessCase(t, "la-poste-2025")
	announced.Announced = true
	if got := (&brief{a: announced, l: l}).provision(r.book.Find("eu"), "eu.gdpr.33-1"); !strings.Contains(got, "omnibus") {
		t.Errorf("asked for: got %q", got)
	}
	if got := Sentence(law.Step{Key: "condition.applies", Args: []law.Arg{law.With("provision", law.OfCode("eu.gdpr.33-1"))}}, l, r.book); strings.Contains(got, "omnibus") {
		t.Errorf("without an incident: %q", got)
	}
}
