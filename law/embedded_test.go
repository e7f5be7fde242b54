package law

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// boundaries are the days on which something begins or ends in a jurisdiction,
// with the day before and the day after each.
func boundaries(j *Jurisdiction) []Date {
	var out []Date
	for _, p := range j.Provisions {
		for _, v := range p.Versions {
			for _, d := range []Date{v.Valid.From, v.Valid.To, j.KnownUntil} {
				if !d.IsZero() {
					out = appendNew(out, d.AddDays(-2), d.AddDays(-1), d, d.AddDays(1))
				}
			}
		}
	}
	return out
}

func TestOnEveryDayThatMattersEachProvisionHasAtMostOneText(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		for _, d := range boundaries(j) {
			for _, announced := range []bool{false, true} {
				a := Applier{Book: embedded.Facts, Jurisdiction: j, Times: on(d.String()), Announced: announced}
				findings := a.Findings()
				if before := d.Before(j.FirstText()); before != a.Scope().NotKnown || before && findings != nil {
					t.Errorf("%s, %s: not known %v", j.Code, d, a.Scope().NotKnown)
				}
				seen := map[string]bool{}
				for _, f := range findings {
					if seen[f.Provision.ID] {
						t.Errorf("%s, %s: %s is found twice", j.Code, d, f.Provision.ID)
					}
					seen[f.Provision.ID] = true
					inForce := 0
					for _, v := range f.Provision.Versions {
						if v.Status == Enacted && v.Valid.Contains(d) {
							inForce++
						}
					}
					if inForce > 1 || inForce == 0 && !announced || !f.Version.Valid.Contains(d) {
						t.Errorf("%s, %s: %s has %d texts in force", j.Code, d, f.Provision.ID, inForce)
					}
					if f.Step.Key == "" || len(f.Step.Parts) == 0 || len(f.Step.Cites) == 0 {
						t.Errorf("%s, %s: %s does not explain itself", j.Code, d, f.Provision.ID)
					}
				}
				if got := len(Totals(j, findings)); got != 2 {
					t.Errorf("%d totals", got)
				}
				for _, f := range a.Rules() {
					if seen[f.Provision.ID] || !f.Version.Valid.Contains(d) || f.Version.Status == Announced && !announced {
						t.Errorf("%s, %s: %s is found twice, or out of its time", j.Code, d, f.Provision.ID)
					}
					seen[f.Provision.ID] = true
				}
				// Whatever has a text in force is found, once.
				for _, p := range j.Provisions {
					if inForce := p.At(d, announced) != nil && p.Kind != ModifierKind && !d.Before(j.FirstText()); inForce != seen[p.ID] {
						t.Errorf("%s, %s: %s is in force %v, found %v", j.Code, d, p.ID, inForce, seen[p.ID])
					}
				}
			}
		}
	}
}

func TestLaw0520GivesNothingBefore15July2021(t *testing.T) {
	facts := Facts{
		"establishments": Words("ma"), "organisation-kind": Words("public-establishment"), "confidentiality": Words("published"), "personal-data": Truth(Yes),
		"operator": Truth(Yes), "digital-service-provider": Truth(Yes), "significant-impact": Truth(Yes), "customers-systems-affected": Truth(Yes), "incident-reported": Truth(No), "sensitive-hosting-abroad": Truth(Yes),
	}
	for _, c := range []struct{ day, want string }{
		{"2009-02-22", "[]"}, {"2012-07-01", "[]"}, {"2021-07-13", "[]"}, {"2021-07-14", "[]"},
		{"2021-07-15", "[ma.05-20.8 ma.05-20.27 ma.05-20.30 ma.05-20.33 ma.05-20.49 ma.05-20.50]"},
		{"2021-07-16", "[ma.05-20.8 ma.05-20.27 ma.05-20.30 ma.05-20.33 ma.05-20.49 ma.05-20.50]"},
		{"2026-11-21", "[ma.05-20.8 ma.05-20.27 ma.05-20.30 ma.05-20.33 ma.05-20.49 ma.05-20.50]"},
	} {
		var got []string
		for _, f := range morocco(facts, on(c.day)).Findings() {
			if strings.HasPrefix(f.Provision.ID, "ma.05-20.") && f.Verdict == Yes {
				got = append(got, f.Provision.ID)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, want %s", c.day, got, c.want)
		}
	}
}

// everything is a fact sheet under which every sanction of Morocco is exposed but
// article 51 of law 09-08, which withdraws what article 52 punishes going without.
var everything = Facts{
	"establishments": Words("ma"), "organisation-kind": Words("company"), "vital-infrastructure": Truth(Yes),
	"personal-data": Truth(Yes), "confidentiality": Words("published"), "integrity": Words("none"), "availability": Words("none"), "malicious": Truth(Yes),
	"declared": Truth(No), "retention-exceeded": Truth(Yes), "sensitive-data": Truth(Yes), "express-consent": Truth(No), "refused-requests": number(1, 1),
	"authority-obstructed": Truth(Yes), "authority-decision-refused": Truth(Yes), "incident-reported": Truth(No), "repeat-offence": Truth(No),
	"operator": Truth(No), "digital-service-provider": Truth(No), "significant-impact": Truth(No), "customers-systems-affected": Truth(No), "offence-data": Truth(No),
	"unlawful-purpose": Truth(Yes), "no-lawful-basis": Truth(Yes), "objection-ignored": Truth(Yes), "unlawful-transfer": Truth(Yes), "public-order-harm": Truth(Yes),
	"sensitive-hosting-abroad": Truth(Yes), "secrecy-breached": Truth(Yes), "trust-service-provider": Truth(Yes), "trust-breach-notified": Truth(No), "repeat-cyber-offence": Truth(No),
}

// The penalties of law 09-08, arts. 51 to 63, of law 05-20, arts. 49 and 50, of law
// 43-20, art. 70, and of the penal code, art. 446, copied from the Arabic and French
// texts: fine in dirhams, prison in months. A party that the text does not name is "-".
// The repeat is that of each law: articles 65 of law 09-08 and 52 of law 05-20.
var statute = []struct {
	id, natural, legal, naturalRepeat, legalRepeat string
}{
	{"ma.09-08.51", "", "", "", ""},
	{"ma.09-08.52", "10000-100000 MAD", "20000-200000 MAD", "20000-200000 MAD", "20000-200000 MAD"},
	{"ma.09-08.53", "20000-200000 MAD", "40000-400000 MAD", "40000-400000 MAD", "40000-400000 MAD"},
	{"ma.09-08.54", "20000-200000 MAD, 3-12 months", "40000-400000 MAD", "40000-400000 MAD, 6-24 months", "40000-400000 MAD"},
	{"ma.09-08.55", "20000-200000 MAD, 3-12 months", "40000-400000 MAD", "40000-400000 MAD, 6-24 months", "40000-400000 MAD"},
	{"ma.09-08.56", "20000-200000 MAD, 3-12 months", "40000-400000 MAD", "40000-400000 MAD, 6-24 months", "40000-400000 MAD"},
	{"ma.09-08.57", "50000-300000 MAD, 6-24 months", "100000-600000 MAD", "100000-600000 MAD, 12-48 months", "100000-600000 MAD"},
	{"ma.09-08.58", "20000-200000 MAD, 3-12 months", "40000-400000 MAD", "40000-400000 MAD, 6-24 months", "40000-400000 MAD"},
	{"ma.09-08.59", "20000-200000 MAD, 3-12 months", "40000-400000 MAD", "40000-400000 MAD, 6-24 months", "40000-400000 MAD"},
	{"ma.09-08.60", "20000-200000 MAD, 3-12 months", "40000-400000 MAD", "40000-400000 MAD, 6-24 months", "40000-400000 MAD"},
	{"ma.09-08.61", "20000-300000 MAD, 6-12 months", "40000-600000 MAD", "40000-600000 MAD, 12-24 months", "40000-600000 MAD"},
	{"ma.09-08.62", "10000-50000 MAD, 3-6 months", "20000-100000 MAD", "20000-100000 MAD, 6-12 months", "20000-100000 MAD"},
	{"ma.09-08.63", "10000-100000 MAD, 3-12 months", "20000-200000 MAD", "20000-200000 MAD, 6-24 months", "20000-200000 MAD"},
	{"ma.05-20.49", "200000-400000 MAD", "-", "400000-800000 MAD", "-"},
	{"ma.05-20.50", "100000-200000 MAD", "100000-200000 MAD", "200000-400000 MAD", "200000-400000 MAD"},
	{"ma.43-20.70", "50000-100000 MAD", "100000-200000 MAD", "50000-100000 MAD", "100000-200000 MAD"},
	{"ma.penal-code.446", "1200-20000 MAD, 1-6 months", "-", "1200-20000 MAD, 1-6 months", "-"},
}

func TestEverySanctionOfMoroccoIsThatOfTheText(t *testing.T) {
	for _, s := range statute {
		facts := everything
		if s.id == "ma.09-08.51" {
			facts = facts.with(Facts{"declared": Truth(Yes)})
		}
		first := morocco(facts, on("2026-10-01")).Findings()
		again := morocco(facts.with(Facts{"repeat-offence": Truth(Yes), "repeat-cyber-offence": Truth(Yes)}), on("2026-10-01")).Findings()
		for _, c := range []struct {
			what     string
			findings []Finding
			party    Party
			want     string
		}{
			{"first offence", first, NaturalPerson, s.natural}, {"first offence", first, LegalPerson, s.legal},
			{"repeat offence", again, NaturalPerson, s.naturalRepeat}, {"repeat offence", again, LegalPerson, s.legalRepeat},
		} {
			f := finding(t, c.findings, s.id)
			i := slices.IndexFunc(f.Exposures, func(x Exposure) bool { return x.On == c.party })
			if i < 0 || c.want == "-" {
				if i >= 0 || c.want != "-" {
					t.Errorf("%s, %s: named %v, want %q", s.id, c.party, i >= 0, c.want)
				}
				continue
			}
			if x := f.Exposures[i]; x.brief() != c.want || x.Verdict != Yes {
				t.Errorf("%s, %s, %s: got %s (%s), want %s", s.id, c.what, c.party, x.brief(), x.Verdict, c.want)
			}
		}
	}
	var covered []string
	for _, s := range statute {
		covered = append(covered, s.id)
	}
	for _, p := range embedded.Find("ma").Provisions {
		if p.Kind == SanctionKind && !slices.Contains(covered, p.ID) {
			t.Errorf("%s is not held against the text", p.ID)
		}
	}
}

// The chapters of sanctions, article by article: none is left out, and each is of
// the kind that its text makes it.
func TestEveryArticleOfTheChaptersOfSanctionsIsThere(t *testing.T) {
	want := map[string]ProvisionKind{
		"ma.09-08.64": ModifierKind, "ma.09-08.65": ModifierKind, "ma.09-08.66": RuleKind,
		"ma.05-20.49": SanctionKind, "ma.05-20.50": SanctionKind, "ma.05-20.52": ModifierKind,
		"ma.43-20.70": SanctionKind, "ma.43-20.73": ModifierKind, "ma.penal-code.446": SanctionKind,
	}
	for article := 51; article <= 63; article++ {
		want[fmt.Sprintf("ma.09-08.%d", article)] = SanctionKind
	}
	for article := 3; article <= 11; article++ {
		if article != 9 { // with article 607-8
			want[fmt.Sprintf("ma.penal-code.607-%d", article)] = RuleKind
		}
	}
	delete(want, "ma.penal-code.607-11") // with article 607-10
	for id, kind := range want {
		if p := embedded.Find("ma").Provision(id); p == nil || p.Kind != kind {
			t.Errorf("%s is not a %s", id, kind)
		}
	}
	// Article 51 of law 05-20 adds a measure to its sanctions.
	for _, id := range []string{"ma.05-20.49", "ma.05-20.50"} {
		v := embedded.Find("ma").Provision(id).Versions[0]
		if len(v.Penalty.Measures) != 1 || !slices.ContainsFunc(v.Cites, func(c Citation) bool { return c.At == "51" }) {
			t.Errorf("%s leaves out the confiscation of article 51", id)
		}
	}
}

func TestAMeasureWithoutAPenaltyIsLeftAloneByModifiers(t *testing.T) {
	f := finding(t, morocco(everything.with(Facts{"declared": Truth(Yes), "repeat-offence": Truth(Yes)}), on("2026-10-01")).Findings(), "ma.09-08.51")
	for _, x := range f.Exposures {
		if x.Fine != nil || x.Prison != nil || len(x.Modifiers)+len(x.Could) > 0 || len(x.Measures) != 1 || x.Verdict != Yes {
			t.Errorf("%s: %+v", x.On, x)
		}
	}
	if f.Version.Penalty.Nature != Administrative {
		t.Errorf("the withdrawal is %s", f.Version.Penalty.Nature)
	}
}

func TestALegalPersonNeverGoesToPrison(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		rapid.Check(t, func(t *rapid.T) {
			a := Applier{Book: embedded.Facts, Jurisdiction: j, Facts: genWorld(t), Times: on("2026-10-01")}
			for _, f := range a.Findings() {
				for _, x := range f.Exposures {
					if x.On == LegalPerson && x.Prison != nil {
						t.Fatalf("%s: %+v", f.Provision.ID, x.Prison)
					}
				}
			}
		})
	}
}

func TestPrisonIsSaidNotToReachALegalPerson(t *testing.T) {
	x := finding(t, morocco(everything, on("2026-10-01")).Findings(), "ma.09-08.61").exposure(t, LegalPerson)
	if !slices.Contains(x.Step.keys(), "prison.not-legal-person") || fmt.Sprint(x.Modifiers) != "[ma.09-08.64]" || len(x.Measures) != 2 {
		t.Errorf("steps %v, modifiers %v, %d measures", x.Step.keys(), x.Modifiers, len(x.Measures))
	}
	if got := fmt.Sprintf("%T", x.Fine.Cap); got != "law.Multiple" || x.Fine.Cap.(Multiple).By != "ma.09-08.64" {
		t.Errorf("the cap is a %s", got)
	}
}

func TestArticle65IsNotStackedOnArticle64AndTheStepSaysSo(t *testing.T) {
	for _, repeat := range []Verdict{Yes, Unknown} {
		findings := morocco(everything.with(Facts{"repeat-offence": Truth(repeat)}), on("2026-10-01")).Findings()
		x := finding(t, findings, "ma.09-08.61").exposure(t, LegalPerson)
		if fmt.Sprint(x.Modifiers) != "[ma.09-08.64]" || !slices.Contains(x.Step.keys(), "modifier.not-stacked") || x.brief() != "40000-600000 MAD" {
			t.Errorf("repeat offence %s: %v, %s, %v", repeat, x.Modifiers, x.brief(), x.Step.keys())
		}
		if len(x.Could) > 0 || len(x.Missing) > 0 {
			t.Errorf("repeat offence %s cannot change it, yet could %v, missing %v", repeat, x.Could, x.Missing)
		}
	}
	x := finding(t, morocco(everything, on("2026-10-01")).Findings(), "ma.09-08.61").exposure(t, LegalPerson)
	if slices.Contains(x.Step.keys(), "modifier.not-stacked") {
		t.Error("a first offence speaks of stacking")
	}
}

func TestTheDoublingsStackOnlyWhenCounselSaysSo(t *testing.T) {
	for _, c := range []struct {
		stack, repeat Verdict
		want          string
	}{
		{Unknown, Yes, "40000-600000 MAD"}, {No, Yes, "40000-600000 MAD"}, {Yes, Yes, "80000-1200000 MAD"},
		{Yes, No, "40000-600000 MAD"}, {Yes, Unknown, "40000-600000 MAD"}, {Unknown, Unknown, "40000-600000 MAD"},
	} {
		facts := everything.with(Facts{"repeat-offence": Truth(c.repeat), "doublings-stack": Truth(c.stack)})
		x := finding(t, morocco(facts, on("2026-10-01")).Findings(), "ma.09-08.61").exposure(t, LegalPerson)
		could := c.stack == Yes && c.repeat == Unknown
		if x.brief() != c.want || slices.Contains(x.Could, "ma.09-08.65") != could || slices.Contains(x.Missing, "repeat-offence") != could {
			t.Errorf("stack %s, repeat %s: %s, could %v, missing %v", c.stack, c.repeat, x.brief(), x.Could, x.Missing)
		}
	}
	// Floor and cap together: 40,000 x 2 and 600,000 x 2, both by article 65 on article 64.
	x := finding(t, morocco(everything.with(Facts{"repeat-offence": Truth(Yes), "doublings-stack": Truth(Yes)}), on("2026-10-01")).Findings(), "ma.09-08.61").exposure(t, LegalPerson)
	outer, ok := x.Fine.Cap.(Multiple)
	if !ok || outer.By != "ma.09-08.65" || outer.Of.(Multiple).By != "ma.09-08.64" || fmt.Sprint(x.Modifiers) != "[ma.09-08.64 ma.09-08.65]" {
		t.Errorf("the cap is %+v by %v", x.Fine.Cap, x.Modifiers)
	}
}

func TestAnUnknownRepeatOffenceIsListedAndNotCounted(t *testing.T) {
	findings := morocco(everything.with(Facts{"repeat-offence": {}}), on("2026-10-01")).Findings()
	x := finding(t, findings, "ma.09-08.61").exposure(t, NaturalPerson)
	if fmt.Sprint(x.Could) != "[ma.09-08.65]" || fmt.Sprint(x.Missing) != "[repeat-offence]" || x.brief() != "20000-300000 MAD, 6-12 months" || x.Verdict != Yes {
		t.Errorf("could %v, missing %v, %s, %s", x.Could, x.Missing, x.brief(), x.Verdict)
	}
	if !slices.Contains(x.Step.keys(), "modifier.unknown") {
		t.Errorf("steps %v", x.Step.keys())
	}
	// A settled no misses nothing.
	settled := morocco(everything.with(Facts{"repeat-offence": {}, "declared": Truth(Yes)}), on("2026-10-01")).Findings()
	if x := finding(t, settled, "ma.09-08.52").exposure(t, NaturalPerson); x.Verdict != No || len(x.Missing) > 0 {
		t.Errorf("%s, missing %v", x.Verdict, x.Missing)
	}
}

func TestThePublicBodysOwnExposureIsUnknownWithTheDoubt(t *testing.T) {
	for _, c := range []struct {
		kind, doubts string
		want         Verdict
	}{
		{"state", "[public-body-liability]", Unknown},
		{"local-authority", "[public-body-liability]", Unknown},
		{"public-establishment", "[public-body-liability]", Unknown},
		{"public-enterprise", "[]", Yes},
		{"company", "[]", Yes},
		{"association", "[]", Yes},
		{"natural-person", "[no-legal-person]", Unknown},
	} {
		findings := morocco(everything.with(Facts{"organisation-kind": Words(c.kind)}), on("2026-10-01")).Findings()
		for _, f := range findings {
			for _, x := range f.Exposures {
				var doubts []string
				for _, d := range x.Doubts {
					doubts = append(doubts, d.ID)
				}
				if f.Provision.ID == "ma.09-08.51" {
					continue // undeclared: there is nothing to withdraw
				}
				want, wantDoubts := c.want, c.doubts
				if x.On == NaturalPerson {
					want, wantDoubts = Yes, "[]"
				}
				if x.Verdict != want || fmt.Sprint(doubts) != wantDoubts || (len(doubts) > 0) != slices.Contains(x.Step.keys(), "doubt") {
					t.Errorf("%s, %s, %s: %s with %v, want %s with %s", c.kind, f.Provision.ID, x.On, x.Verdict, doubts, want, wantDoubts)
				}
			}
		}
	}
	unknown := finding(t, morocco(everything.with(Facts{"organisation-kind": {}}), on("2026-10-01")).Findings(), "ma.09-08.61").exposure(t, LegalPerson)
	if unknown.Verdict != Unknown || len(unknown.Doubts) != 2 || fmt.Sprint(unknown.Missing) != "[organisation-kind]" {
		t.Errorf("of an unknown kind: %s, %d doubts, missing %v", unknown.Verdict, len(unknown.Doubts), unknown.Missing)
	}
}

func TestTotalsReadOneActAndDistinctActs(t *testing.T) {
	totals := Totals(embedded.Find("ma"), morocco(everything, on("2026-10-01")).Findings())
	for i, c := range []struct{ party, single, distinct, parts string }{
		// Law 09-08: 100,000 (52) + 6 x 200,000 (53 to 56, 59, 60) + 2 x 300,000 (57, and 61 with 58 and
		// penal code 446 as one act) + 50,000 (62) + 100,000 (63); law 05-20: 400,000 + 200,000; law 43-20: 100,000.
		{"natural-person", "400000 MAD", "2750000 MAD", "[ma.09-08.52 ma.09-08.53 ma.09-08.54 ma.09-08.55 ma.09-08.56 ma.09-08.57 ma.09-08.58 ma.09-08.59 ma.09-08.60 ma.09-08.61 ma.09-08.62 ma.09-08.63 ma.05-20.49 ma.05-20.50 ma.43-20.70 ma.penal-code.446]"},
		// Twice 2,050,000 under law 09-08 and twice 100,000 under law 43-20; 200,000 under law 05-20, which does not double.
		{"legal-person", "600000 MAD", "4500000 MAD", "[ma.09-08.52 ma.09-08.53 ma.09-08.54 ma.09-08.55 ma.09-08.56 ma.09-08.57 ma.09-08.58 ma.09-08.59 ma.09-08.60 ma.09-08.61 ma.09-08.62 ma.09-08.63 ma.05-20.50 ma.43-20.70]"},
	} {
		got := totals[i]
		if string(got.On) != c.party || sum(got.Exposed.SingleAct) != c.single || sum(got.Exposed.DistinctActs) != c.distinct || fmt.Sprint(got.Parts) != c.parts {
			t.Errorf("got %s: %s, %s, %v", got.On, sum(got.Exposed.SingleAct), sum(got.Exposed.DistinctActs), got.Parts)
		}
		if got.Step.Result.Money.String() != c.distinct || got.Step.Parts[0].Result.Money.String() != c.distinct {
			t.Errorf("the step says %s, its arithmetic %s", got.Step.Result.Money, got.Step.Parts[0].Result.Money)
		}
		if gravest := got.Step.Parts[0].Parts[6].Args[1].Value.Word; gravest != "ma.09-08.61" {
			t.Errorf("of the two texts on one act %s counts", gravest)
		}
	}
}

// The arithmetic shown under a total must be that of the total itself, not of
// what may still be added.
func TestATotalExplainsItselfAndWhatMayBeAdded(t *testing.T) {
	findings := morocco(everything.with(Facts{"declared": {}, "refused-requests": {}}), on("2026-10-01")).Findings()
	total := Totals(embedded.Find("ma"), findings)[0]
	if sum(total.Exposed.DistinctActs) != "2450000 MAD" || sum(total.WithUnknown.DistinctActs) != "2550000 MAD" {
		t.Fatalf("got %s and %s", sum(total.Exposed.DistinctActs), sum(total.WithUnknown.DistinctActs))
	}
	parts := total.Step.Parts
	if len(parts) != 4 || parts[2].Key != "total.prison" || parts[3].Key != "total.prison.with-unknown" || parts[0].Key != "total.acts" || parts[1].Key != "total.acts.with-unknown" ||
		parts[0].Result.Money.String() != "2450000 MAD" || parts[1].Result.Money.String() != "2550000 MAD" {
		t.Fatalf("got %v", total.Step.keys())
	}
	for _, part := range parts[:2] {
		shown := dec("0")
		for _, p := range part.Parts {
			if p.Key == "total.act" {
				shown = shown.Add(p.Result.Money.Amount)
			}
		}
		if !shown.Equal(part.Result.Money.Amount) {
			t.Errorf("%s shows %s and sums to %s", part.Key, part.Result.Money, shown)
		}
	}
	if !slices.Contains(parts[1].keys(), "total.unbounded") || slices.Contains(total.Parts, "ma.09-08.53") {
		t.Errorf("the unbounded fine of art. 53 is not named: %v, %v", parts[1].keys(), total.Parts)
	}
}

func TestATotalOfNothingShowsNoArithmetic(t *testing.T) {
	nothing := everything.with(Facts{"personal-data": Truth(No), "sensitive-data": Truth(No), "refused-requests": number(0, 0),
		"declared": Truth(Yes), "public-order-harm": Truth(No), "authority-obstructed": Truth(No), "authority-decision-refused": Truth(No), "incident-reported": Truth(Yes), "sensitive-hosting-abroad": Truth(No), "trust-breach-notified": Truth(Yes), "secrecy-breached": Truth(No)})
	for _, c := range []struct {
		name    string
		facts   Facts
		unknown string
	}{
		{"nothing is known", nil, "total.acts.with-unknown"},
		{"nothing is exposed", nothing, "total.acts.with-unknown.none"},
	} {
		for _, total := range Totals(embedded.Find("ma"), morocco(c.facts, on("2026-10-01")).Findings()) {
			if total.Exposed != (Sums{}) || len(total.Parts) > 0 || total.Step.Result.Verdict != Unknown || total.Step.Result.Kind != VerdictKind {
				t.Errorf("%s: got %+v", c.name, total)
			}
			parts := total.Step.Parts
			if len(parts) < 2 || parts[0].Key != "total.acts.none" || len(parts[0].Args) > 0 || parts[1].Key != c.unknown {
				t.Errorf("%s: shows %v", c.name, total.Step.keys())
			}
		}
	}
}

// Terms of prison do not add up: the gravest bounds them (penal code, art. 120),
// and the higher floor wins between equal caps.
func TestTheGravestTermOfPrisonIsTheTotal(t *testing.T) {
	for _, c := range []struct {
		name          string
		facts         Facts
		exposed, with string
	}{
		{"everything", everything, "6-24", "6-24"},
		{"no sensitive data: article 61 over articles 58 and 55", everything.with(Facts{"sensitive-data": Truth(No)}), "6-12", "6-12"},
		{"sensitive data unknown", everything.with(Facts{"sensitive-data": {}}), "6-12", "6-24"},
		{"repeated", everything.with(Facts{"repeat-offence": Truth(Yes)}), "12-48", "12-48"},
	} {
		totals := Totals(embedded.Find("ma"), morocco(c.facts, on("2026-10-01")).Findings())
		if got := totals[0].Prison; months(got.Exposed) != c.exposed || months(got.WithUnknown) != c.with {
			t.Errorf("%s: %s and %s", c.name, months(got.Exposed), months(got.WithUnknown))
		}
		if got := totals[1].Prison; got != (Terms{}) {
			t.Errorf("%s: a legal person goes to prison: %+v", c.name, got)
		}
	}
}

// In Morocco a legal person never risks less than a natural one under a text
// that reaches both, and a repeat never lowers an amount.
func TestALegalPersonNeverPaysLessAndARepeatNeverLowers(t *testing.T) {
	least := func(f *FineExposure) (low, high decimal.Decimal) {
		if f.Bounded {
			return f.Low.Amount, f.High.Amount
		}
		return f.Low.Amount, f.AtLeast.Amount
	}
	rapid.Check(t, func(t *rapid.T) {
		facts := genWorld(t)
		day := rapid.SampledFrom([]string{"2009-02-23", "2021-07-15", "2023-01-12", "2026-10-01"}).Draw(t, "day")
		findings := morocco(facts, on(day)).Findings()
		repeat := rapid.SampledFrom([]FactID{"repeat-offence", "repeat-cyber-offence", "doublings-stack"}).Draw(t, "repeat")
		again := morocco(facts.with(Facts{repeat: Truth(Yes)}), on(day)).Findings()
		never := morocco(facts.with(Facts{repeat: Truth(No)}), on(day)).Findings()
		for i, f := range again {
			for k, x := range f.Exposures {
				first := never[i].Exposures[k]
				if x.Fine == nil {
					continue
				}
				low, high := least(x.Fine)
				firstLow, firstHigh := least(first.Fine)
				if low.LessThan(firstLow) || high.LessThan(firstHigh) || x.Prison != nil && (x.Prison.Low < first.Prison.Low || x.Prison.High < first.Prison.High) {
					t.Fatalf("%s on a %s: %s with %s, %s without", f.Provision.ID, x.On, x.brief(), repeat, first.brief())
				}
			}
		}
		for _, f := range findings {
			natural := slices.IndexFunc(f.Exposures, func(x Exposure) bool { return x.On == NaturalPerson && x.Fine != nil })
			legal := slices.IndexFunc(f.Exposures, func(x Exposure) bool { return x.On == LegalPerson && x.Fine != nil })
			if natural < 0 || legal < 0 {
				continue
			}
			low, high := least(f.Exposures[natural].Fine)
			legalLow, legalHigh := least(f.Exposures[legal].Fine)
			if legalLow.LessThan(low) || legalHigh.LessThan(high) {
				t.Fatalf("%s: %s for a legal person, %s for a natural one", f.Provision.ID, f.Exposures[legal].brief(), f.Exposures[natural].brief())
			}
		}
	})
}

// genWorld draws a value, or nothing, for every fact of facts.yaml.
func genWorld(t *rapid.T) Facts {
	facts := Facts{}
	for _, d := range embedded.Facts.Definitions {
		if !rapid.Bool().Draw(t, "known "+string(d.ID)) {
			continue
		}
		switch d.Type {
		case TruthFact:
			facts[d.ID] = Truth(rapid.SampledFrom([]Verdict{Yes, No}).Draw(t, string(d.ID)))
		case ChoiceFact:
			words := []string{"ma", "fr"}
			if len(d.Choices) > 0 {
				words = nil
				for _, c := range d.Choices {
					words = append(words, c.ID)
				}
			}
			facts[d.ID] = Words(rapid.SampledFrom(words).Draw(t, string(d.ID)))
		case NumberFact:
			low := rapid.Int64Range(0, 3).Draw(t, string(d.ID))
			facts[d.ID] = number(low, low+rapid.Int64Range(0, 3).Draw(t, "width"))
		}
	}
	return facts
}

// asksNothing tells whether a verdict can be settled without any fact.
func asksNothing(a Applier, v *Version) bool { return len(v.When.facts(a.factsOf)) == 0 }

func TestNothingKnownIsNeverNo(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		for _, d := range boundaries(j) {
			a := Applier{Book: embedded.Facts, Jurisdiction: j, Times: on(d.String())}
			if a.Scope().Verdict == No {
				t.Errorf("%s, %s: out of scope though nothing is known", j.Code, d)
			}
			for _, f := range append(a.Findings(), a.Rules()...) {
				if f.Verdict == No && !asksNothing(a, f.Version) {
					t.Errorf("%s, %s: %s is no though nothing is known", j.Code, d, f.Provision.ID)
				}
			}
		}
	}
}

func TestLearningNeverTurnsASettledFinding(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		rapid.Check(t, func(t *rapid.T) {
			less := genWorld(t)
			more := genWorld(t).with(less)
			before := Applier{Book: embedded.Facts, Jurisdiction: j, Facts: less, Times: on("2026-10-01")}.Findings()
			after := Applier{Book: embedded.Facts, Jurisdiction: j, Facts: more, Times: on("2026-10-01")}
			if after.Scope().Verdict == No {
				for _, f := range before {
					if f.Verdict == Yes {
						t.Fatalf("%s was yes, and is out of scope", f.Provision.ID)
					}
				}
				return
			}
			for i, f := range after.Findings() {
				if was := before[i].Verdict; was != Unknown && was != f.Verdict {
					t.Fatalf("%s turned from %s to %s", f.Provision.ID, was, f.Verdict)
				}
				if (len(f.Missing) == 0) != (f.Verdict != Unknown) {
					t.Fatalf("%s is %s and misses %v", f.Provision.ID, f.Verdict, f.Missing)
				}
				for _, x := range f.Exposures {
					if x.Fine != nil && x.Fine.Bounded && x.Fine.Low.Amount.GreaterThan(x.Fine.High.Amount) {
						t.Fatalf("%s: floor above cap", f.Provision.ID)
					}
					if x.Verdict == No && len(x.Missing) > 0 {
						t.Fatalf("%s: a settled no misses %v", f.Provision.ID, x.Missing)
					}
				}
			}
		})
	}
}

// Every fact a reader may be asked in the facts block decides something.
func TestEveryFactOfTheFactsBlockIsUsed(t *testing.T) {
	used := map[FactID]bool{
		"card-issuer":   true, // read by the money lines: replacement and fraud costs fall on the issuer
		"card-merchant": true, // read by the money lines: a merchant pays only under its contract
	}
	for _, j := range embedded.Jurisdictions {
		a := Applier{Book: embedded.Facts, Jurisdiction: j}
		mark := func(ids []FactID) {
			for _, id := range ids {
				used[id] = true
			}
		}
		mark(j.Applies.facts(a.factsOf))
		for _, d := range j.Doubts {
			mark(d.When.facts(a.factsOf))
		}
		for _, p := range j.Provisions {
			for _, v := range p.Versions {
				mark(v.facts(a.factsOf))
			}
		}
	}
	for _, id := range embedded.Facts.IDs(GivenFacts) {
		if !used[id] {
			t.Errorf("%s is asked and decides nothing", id)
		}
	}
}

func TestFactsAreDefinedForReading(t *testing.T) {
	for _, d := range embedded.Facts.Definitions {
		if (d.Type == ChoiceFact) != (len(d.Choices) > 0 || d.Open) {
			t.Errorf("%s: a choice needs its words, and nothing else does", d.ID)
		}
		if (d.Given == GivenBlock) != (d.At != "") {
			t.Errorf("%s: only a fact of another block says where", d.ID)
		}
		for _, q := range []string{d.Question.FR, d.Question.EN} {
			if !strings.HasSuffix(q, "?") {
				t.Errorf("%s: %q is no question", d.ID, q)
			}
		}
		if !strings.HasSuffix(d.Question.AR, "؟") {
			t.Errorf("%s: %q is no question", d.ID, d.Question.AR)
		}
	}
}

// Every text of every data file, in each language: Arabic is in Arabic letters
// with Arabic punctuation, the others are not, and no space is left over.
func TestTextsAreInTheirLanguage(t *testing.T) {
	arabic := func(r rune) bool { return unicode.Is(unicode.Arabic, r) }
	latin := regexp.MustCompile(`[a-z]{3}`)
	check := func(file string, n *strict.Node) {
		fr, ar, en := n.Get("fr"), n.Get("ar"), n.Get("en")
		if fr == nil || ar == nil || en == nil {
			return
		}
		for _, s := range []*strict.Node{fr, ar, en} {
			if s.Text != strings.TrimSpace(s.Text) || strings.Contains(s.Text, "  ") {
				t.Errorf("%s:%d: a space too many in %q", file, s.Line, s.Text)
			}
		}
		if strings.ContainsFunc(fr.Text, arabic) || strings.ContainsFunc(en.Text, arabic) {
			t.Errorf("%s:%d: Arabic letters in another language", file, fr.Line)
		}
		if !strings.ContainsFunc(ar.Text, arabic) || latin.MatchString(ar.Text) {
			t.Errorf("%s:%d: %q is not Arabic", file, ar.Line, ar.Text)
		}
		if strings.ContainsAny(ar.Text, ",;?") {
			t.Errorf("%s:%d: Latin punctuation in %q", file, ar.Line, ar.Text)
		}
		if french := regexp.MustCompile(`[^ \x{a0}][;?!:»]|'' `); french.MatchString(strings.ReplaceAll(fr.Text, "://", "")) {
			t.Errorf("%s:%d: no space before the double punctuation of %q", file, fr.Line, fr.Text)
		}
	}
	var walk func(file string, n *strict.Node)
	walk = func(file string, n *strict.Node) {
		if n.Kind == strict.Map {
			check(file, n)
		}
		for _, f := range n.Fields {
			walk(file, f.Value)
		}
		for _, item := range n.Items {
			walk(file, item)
		}
	}
	err := fs.WalkDir(Embedded(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(name, "/cases/") {
			return err
		}
		data, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			return err
		}
		root, faults := strict.Parse(name, data)
		if root == nil {
			return faults
		}
		walk(name, root)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryCitationWasConsultedByTheDayTheLawIsKnown(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		for _, p := range j.Provisions {
			for _, v := range p.Versions {
				if j.KnownUntil.Before(v.Checked) {
					t.Errorf("%s was checked on %s, after %s", p.ID, v.Checked, j.KnownUntil)
				}
				for _, c := range v.Cites {
					if j.KnownUntil.Before(c.Consulted) {
						t.Errorf("%s cites what was read on %s, after %s", p.ID, c.Consulted, j.KnownUntil)
					}
				}
			}
		}
	}
}
