package brief

import (
	"strings"
	"testing"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestAttackersPenaltiesAreNeverCounted(t *testing.T) {
	l := language(t, "en")
	shown := false
	for name, a := range assessments(t) {
		with, cut := build(a, l).blocks, l.Text("brief.rules.title")
		shown = shown || section(with, cut) != nil
		for _, v := range a.Views() {
			for _, j := range v.Jurisdictions {
				for _, total := range j.Totals {
					for _, id := range total.Parts {
						if p := j.Jurisdiction.Provision(id); p == nil || p.Kind != law.SanctionKind {
							t.Errorf("%s: the total counts %s", name, id)
						}
					}
				}
			}
			for i := range v.Jurisdictions {
				v.Jurisdictions[i].Rules = nil
			}
		}
		without := build(a, l).blocks
		if section(without, cut) != nil {
			t.Errorf("%s: texts for information are printed where there are none", name)
		}
		for _, part := range []string{"brief.section.sanctions", "brief.section.severity", "brief.section.money"} {
			title := l.Text(part)
			if diff := cmp.Diff(section(without, title), section(with, title), cmp.AllowUnexported(heading{}, paragraph{}, list{}, item{}, table{})); diff != "" {
				t.Errorf("%s: texts for information change %q:\n%s", name, title, diff)
			}
		}
	}
	if !shown {
		t.Error("no incident shows texts for information")
	}
}

func TestRules(t *testing.T) {
	a := assessCase(t, "cnss-2025")
	for _, want := range []string{
		"What the attacker risks (never the organisation)",
		"Penalty the attacker risks: imprisonment of 1 to 3 months and fine of 2,000 MAD to 10,000 MAD, or one of the two only",
		"Sanctioned by: Law no. 09-08, arts. 58 and 61",
		"Applies: unknown, whether or not the claims are true",
	} {
		if !strings.Contains(oneLine(text(t, a, "en")), want) {
			t.Errorf("the rules lack %q", want)
		}
	}
}

// A refuted claim brings no text in.
func TestRulesOfARefutedClaim(t *testing.T) {
	a := assessments(t)["refuted"]
	for i := range a.Confirmed.Jurisdictions {
		a.Confirmed.Jurisdictions[i].Rules = nil
	}
	if l := language(t, "en"); section(build(a, l).blocks, l.Text("brief.rules.title")) != nil {
		t.Error("texts are shown that only the refuted claim calls for")
	}
}

// Two countries do not share headings.
func TestRulesNameTheCountry(t *testing.T) {
	a := assessCase(t, "cnss-2025")
	for _, v := range a.Views() {
		v.Jurisdictions = append(v.Jurisdictions, *v.Law("ma"))
	}
	if out := oneLine(text(t, a, "en")); !strings.Contains(out, "Liability towards the people, Morocco") {
		t.Error("the rules of two countries are not told apart")
	}
}

func TestPenalty(t *testing.T) {
	dirhams := func(n int64) law.Formula {
		return law.Fixed{Amount: law.Money{Amount: decimal.NewFromInt(n), Currency: "MAD"}}
	}
	fine := &law.FineRange{Low: dirhams(1000), High: dirhams(5000)}
	for want, p := range map[string]law.Penalty{
		"fine of 1,000 MAD to 5,000 MAD":                                                            {Fine: fine, Cumulation: law.FineOnly},
		"imprisonment of 1 to 6 months":                                                             {Prison: &law.Months{Low: 1, High: 6}, Cumulation: law.Both},
		"imprisonment of 6 months and fine of 1,000 MAD to 5,000 MAD":                               {Prison: &law.Months{Low: 6, High: 6}, Fine: fine, Cumulation: law.Both},
		"imprisonment of up to 6 months and fine of 1,000 MAD to 5,000 MAD, or one of the two only": {Prison: &law.Months{High: 6}, Fine: fine, Cumulation: law.AndOr},
	} {
		p.Nature = law.Criminal
		if got := strings.ReplaceAll(Penalty(&p, language(t, "en")), "\u00a0", " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got, want := Penalty(&law.Penalty{}, language(t, "fr")), language(t, "fr").Text("penalty.none"); got != want {
		t.Errorf("a penalty without amounts: %q, want %q", got, want)
	}
}
