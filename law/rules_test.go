package law

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"breachimpact/law/strict"

	"pgregory.net/rapid"
)

// rulesOf applies the rules of Morocco, sorted by verdict.
func rulesOf(t *testing.T, facts Facts, day string) map[Verdict][]string {
	t.Helper()
	got := map[Verdict][]string{}
	for _, f := range morocco(facts, on(day)).Rules() {
		got[f.Verdict] = append(got[f.Verdict], f.Provision.ID)
		if f.Exposures != nil || f.Deadline != nil || f.Version.Rule == nil {
			t.Errorf("%s exposes somebody, or runs a clock", f.Provision.ID)
		}
	}
	return got
}

func TestEveryRuleHasATextAndWhatItNames(t *testing.T) {
	topics := map[RuleTopic]int{}
	for _, j := range embedded.Jurisdictions {
		for _, p := range j.Provisions {
			if p.Kind != RuleKind {
				continue
			}
			for _, v := range p.Versions {
				r := v.Rule
				topics[r.Topic]++
				if r.Text.FR == "" || r.Text.AR == "" || r.Text.EN == "" || p.Heading.EN == "" || len(v.Cites) == 0 {
					t.Errorf("%s says nothing, or not whence", p.ID)
				}
				for _, id := range r.Behind {
					if s := j.Provision(id); s == nil || s.Kind != SanctionKind {
						t.Errorf("%s stands behind %s, which is no sanction", p.ID, id)
					}
				}
				if r.Behind != nil && r.Topic != ObligationRule {
					t.Errorf("%s is %s, and has sanctions behind it", p.ID, r.Topic)
				}
				if pen := r.Penalty; pen != nil && (r.Topic != AttackerRule || slices.Contains(pen.On, LegalPerson) || pen.Fine == nil || pen.Prison == nil) {
					t.Errorf("%s: %+v", p.ID, pen)
				}
			}
		}
	}
	for _, topic := range RuleTopics() {
		if topics[topic] == 0 {
			t.Errorf("no rule is of the topic %s", topic)
		}
	}
}

// Every sanction punishes something: an obligation among the rules, or a duty.
// What is asked of anyone needs neither.
func TestEverySanctionHasItsObligation(t *testing.T) {
	ma := embedded.Find("ma")
	behind := map[string]bool{}
	for _, p := range ma.Provisions {
		for _, v := range p.Versions {
			if v.Rule != nil {
				for _, id := range v.Rule.Behind {
					behind[id] = true
				}
			}
			if v.Duty != nil {
				for _, id := range v.Duty.Lest {
					behind[id] = true
				}
			}
		}
	}
	for _, p := range ma.Provisions {
		if p.Kind == SanctionKind && !behind[p.ID] {
			t.Errorf("nothing says what %s punishes", p.ID)
		}
	}
}

// The offences of the attacker, copied from the Arabic consolidated penal code.
func TestTheAttackersPenaltiesAreThoseOfTheText(t *testing.T) {
	want := map[string]string{
		"607-3": "2000-10000 1-3 and-or", "607-4": "10000-100000 6-24 both", "607-4-2": "100000-200000 24-60 both", "607-5": "10000-200000 12-36 and-or",
		"607-6": "10000-200000 12-36 and-or", "607-7": "10000-1000000 12-60 both", "607-8": "", "607-10": "50000-2000000 24-60 both",
		"447-1": "2000-20000 6-36 both", "447-2": "2000-20000 12-36 both", "447-3": "5000-50000 12-60 both",
	}
	for _, p := range embedded.Find("ma").Provisions {
		if p.Kind != RuleKind || p.Versions[0].Rule.Topic != AttackerRule {
			continue
		}
		article := strings.TrimPrefix(p.ID, "ma.penal-code.")
		got := ""
		if pen := p.Versions[0].Rule.Penalty; pen != nil {
			got = fmt.Sprintf("%s-%s %s %s", pen.Fine.Low.(Fixed).Amount.Amount, pen.Fine.High.(Fixed).Amount.Amount, months(pen.Prison), pen.Cumulation)
		}
		if w, ok := want[article]; !ok || got != w {
			t.Errorf("%s: got %q, want %q", p.ID, got, w)
		}
		delete(want, article)
	}
	for article := range want {
		t.Errorf("article %s is left out", article)
	}
}

func TestTheAttackersPenaltiesAreNeverTheVictimsExposure(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		rapid.Check(t, func(t *rapid.T) {
			a := Applier{Book: embedded.Facts, Jurisdiction: j, Facts: genWorld(t), Times: on("2026-10-01")}
			findings := a.Findings()
			for _, f := range findings {
				if f.Provision.Kind == RuleKind || f.Version.Rule != nil {
					t.Fatalf("%s is among the findings", f.Provision.ID)
				}
			}
			for _, total := range Totals(j, append(findings, a.Rules()...)) {
				for _, id := range total.Parts {
					if j.Provision(id).Kind != SanctionKind {
						t.Fatalf("%s is added up", id)
					}
				}
				total.Step.Walk(func(s Step, _ int) {
					if s.Key == "total.act" && s.Args[0].Value.Word == "act.attack" {
						t.Fatal("an attack is added up")
					}
				})
			}
		})
	}
}

func TestARuleAppearsOnlyWhereItMatters(t *testing.T) {
	company := Facts{"establishments": Words("ma"), "organisation-kind": Words("company"), "vital-infrastructure": Truth(No), "personal-data": Truth(Yes), "declared": Truth(Yes),
		"confidentiality": Words("published"), "integrity": Words("none"), "availability": Words("none"), "malicious": Truth(No), "sensitive-data": Truth(No), "card-authentication-data": Truth(No),
		"operator": Truth(No), "digital-service-provider": Truth(No), "customers-systems-affected": Truth(No), "significant-impact": Truth(No), "card-issuer": Truth(No), "trust-service-provider": Truth(No)}
	for _, c := range []struct {
		name   string
		facts  Facts
		rule   string
		before Verdict // with the company as it is
	}{
		{"the attacker's rules, when there is one", Facts{"malicious": Truth(Yes)}, "ma.penal-code.607-3", No},
		{"denial of service", Facts{"malicious": Truth(Yes), "availability": Words("restored")}, "ma.penal-code.607-5", No},
		{"altered data", Facts{"malicious": Truth(Yes), "integrity": Words("recoverable")}, "ma.penal-code.607-6", No},
		{"a State system", Facts{"malicious": Truth(Yes), "organisation-kind": Words("state")}, "ma.penal-code.607-4", No},
		{"leaked files", Facts{"malicious": Truth(Yes)}, "ma.penal-code.447-1", No},
		{"card codes", Facts{"card-authentication-data": Truth(Yes)}, "ma.pci-dss.3", No},
		{"an issuer of cards", Facts{"card-issuer": Truth(Yes)}, "ma.103-12.180", No},
		{"sensitive data", Facts{"sensitive-data": Truth(Yes)}, "ma.09-08.24", No},
		{"an operator", Facts{"operator": Truth(Yes)}, "ma.05-20.26", No},
		{"a public body", Facts{"organisation-kind": Words("public-establishment")}, "ma.05-20.8-2", No},
		{"a public body's liability", Facts{"organisation-kind": Words("local-authority")}, "ma.doc.79", No},
		{"consumers", nil, "ma.31-08.158", Yes},
		{"the rule on how fines add up, always", nil, "ma.penal-code.118", Yes},
	} {
		t.Run(c.name, func(t *testing.T) {
			if before := rulesOf(t, company, "2026-10-01"); !slices.Contains(before[c.before], c.rule) {
				t.Errorf("%s is not %s for the company", c.rule, c.before)
			}
			if after := rulesOf(t, company.with(c.facts), "2026-10-01"); !slices.Contains(after[Yes], c.rule) {
				t.Errorf("%s does not apply", c.rule)
			}
		})
	}
}

// Articles 447-1 to 447-3 came in 2018, banking law 103-12 in 2015, consumer law
// 31-08 and the four years of limitation in 2011, law 05-20 in 2021.
func TestRulesAreThoseOfTheDayOfTheAct(t *testing.T) {
	facts := everything.with(Facts{"operator": Truth(Yes), "card-issuer": Truth(Yes)})
	for _, c := range []struct{ rule, first string }{
		{"ma.09-08.23", "2009-02-23"}, {"ma.31-08.158", "2011-04-07"}, {"ma.cpp.5", "2011-10-27"}, {"ma.103-12.180", "2015-01-22"},
		{"ma.penal-code.447-1", "2018-09-12"}, {"ma.05-20.26", "2021-07-15"},
	} {
		before := day(c.first).AddDays(-1).String()
		if got := rulesOf(t, facts, c.first); !slices.Contains(got[Yes], c.rule) {
			t.Errorf("%s does not apply on %s", c.rule, c.first)
		}
		for v, ids := range rulesOf(t, facts, before) {
			if slices.Contains(ids, c.rule) {
				t.Errorf("%s is %s on %s", c.rule, v, before)
			}
		}
	}
	// The day is that of the act, not of awareness.
	times := Times{Occurred: moment("2018-09-11"), Aware: moment("2026-10-01")}
	for _, f := range morocco(facts, times).Rules() {
		if f.Provision.ID == "ma.penal-code.447-1" {
			t.Error("a text of 12 September 2018 reaches an act of the day before")
		}
	}
}

func TestOutOfScopeThereIsNoRule(t *testing.T) {
	if got := morocco(Facts{"establishments": Words("fr"), "means-in-morocco": Truth(No)}, on("2026-10-01")).Rules(); got != nil {
		t.Errorf("got %d rules", len(got))
	}
	if got := morocco(nil, on("2009-02-22")).Rules(); got != nil {
		t.Errorf("before the first text: %d rules", len(got))
	}
	for _, f := range morocco(nil, on("2026-10-01")).Rules() {
		if f.Verdict != Unknown {
			t.Errorf("with the scope unknown %s is %s", f.Provision.ID, f.Verdict)
		}
	}
}

// A rulebook with rules and holidays, and ways to break them.
func TestVariantsOfABrokenRule(t *testing.T) {
	rules := `provisions:
  - id: xx.law.20
    kind: rule
    heading: {fr: Accès, ar: الولوج, en: Access}
    versions:
      - valid: {from: 2020-02-01}
        when: {fact: declared, is: yes}
        rule:
          topic: attacker
          text: {fr: Texte., ar: نص., en: Text.}
          penalty:
            nature: criminal
            on: [natural-person]
            act: attack
            who: {fr: l'auteur, ar: الفاعل, en: the author}
            conduct: {fr: a, ar: أ, en: a}
            fine: {low: 100 EUR, high: 200 EUR}
            prison: {low: 1, high: 3}
            cumulation: both
        cites: [{instrument: xx.law, at: 20, consulted: 2026-01-01}]
        checked: 2026-01-01
`
	holidays := `weekend: [saturday, sunday]
hours: {from: "08:30", to: "16:30", cites: [{instrument: xx.law, consulted: 2026-01-01}]}
fixed:
  - {on: 01-01, name: {fr: Nouvel An, ar: رأس السنة, en: New Year}}
dated:
  - {on: 2025-03-31, days: 2, name: {fr: fête, ar: عيد, en: feast}, status: confirmed}
known: {from: 2024, to: 2025}
`
	load := func(rules, holidays string) error {
		files := goodFiles(t)
		files["xx/rules.yaml"] = &fstest.MapFile{Data: []byte(rules)}
		files["xx/holidays.yaml"] = &fstest.MapFile{Data: []byte(holidays)}
		_, err := Load(files)
		return err
	}
	if err := load(rules, holidays); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"a rule without its part", "        rule:\n          topic: attacker\n          text: {fr: Texte., ar: نص., en: Text.}\n          penalty:", "        penalty:", "xx/rules.yaml:6: LAW-013"},
		{"a penalty that is no attacker's", "topic: attacker", "topic: civil", "xx/rules.yaml:6: LAW-013"},
		{"a floor above the cap", "low: 100 EUR", "low: 300 EUR", "xx/rules.yaml:6: LAW-014"},
		{"a term out of order", "{low: 1, high: 3}", "{low: 4, high: 3}", "xx/rules.yaml:6: LAW-014"},
		{"another currency", "100 EUR, high: 200 EUR", "100 MAD, high: 200 MAD", "xx/rules.yaml:6: LAW-015"},
		{"prison of a fine only", "cumulation: both", "cumulation: fine-only", "xx/rules.yaml:6: LAW-013"},
		{"behind what does not exist", "          penalty:", "          behind: [xx.law.99]\n          penalty:", "xx/rules.yaml:6: LAW-007"},
		{"behind what is no sanction", "          penalty:", "          behind: [xx.law.1]\n          penalty:", "xx/rules.yaml:6: LAW-007"},
		{"a topic that does not exist", "topic: attacker", "topic: attack", "xx/rules.yaml:9: unknown-value"},
		{"a text in two languages", "{fr: Texte., ar: نص., en: Text.}", "{fr: Texte., en: Text.}", "xx/rules.yaml:10: missing-key"},
		{"years out of order", "{from: 2024, to: 2025}", "{from: 2025, to: 2024}", "xx/holidays.yaml: LAW-024"},
		{"a feast of no day", "days: 2", "days: 0", "xx/holidays.yaml: LAW-024"},
		{"a feast before the years", "2025-03-31", "2023-03-31", "xx/holidays.yaml: LAW-024"},
		{"hours that cite what is not listed", "xx.law, consulted: 2026-01-01}]}\nfixed", "xx.other, consulted: 2026-01-01}]}\nfixed", "xx/holidays.yaml: LAW-006"},
		{"a day of the week that does not exist", "[saturday, sunday]", "[saturday, dimanche]", "xx/holidays.yaml:1: unknown-value"},
		{"a day that does not exist", "on: 01-01", "on: 02-30", "xx/holidays.yaml:4: not-a-date"},
		{"a status that does not exist", "confirmed", "sure", "xx/holidays.yaml:6: unknown-value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, h := rules, holidays
			if strings.Contains(c.want, "rules") {
				r = replaceOnce(t, r, c.old, c.new)
			} else {
				h = replaceOnce(t, h, c.old, c.new)
			}
			err := load(r, h)
			var faults strict.Faults
			errors.As(err, &faults)
			if len(faults) == 0 || fmt.Sprintf("%s: %s", faults[0].Place, faults[0].Code) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// Where no day decides, a provision goes by its last enacted version.
func TestLastVersion(t *testing.T) {
	if v := embedded.Find("eu").Provision("eu.gdpr.33-1").Last(); v.Status != Enacted {
		t.Errorf("an announced text: %v", v.Valid)
	}
	if v := embedded.Find("dz").Provision("dz.18-07.65").Last(); !v.Valid.To.IsZero() {
		t.Errorf("a version that ended: %v", v.Valid)
	}
	only := Provision{Versions: []Version{{Status: Announced}}}
	if only.Last() == nil || (Provision{}).Last() != nil {
		t.Error("an announced text alone has no other to give way to")
	}
}

// What excludes a party from a nature of penalty leaves the other party exposed,
// and is only a doubt until the fact it waits for is known.
func TestAnExclusionTakesThePartyOut(t *testing.T) {
	fr := embedded.Find("fr")
	for _, c := range []struct {
		kind    FactValue
		parties string
		doubts  int
	}{
		{Words("state"), "[natural-person]", 0},
		{Words("local-authority"), "[natural-person legal-person]", 1},
		{Words("company"), "[natural-person legal-person]", 0},
		{FactValue{}, "[natural-person legal-person]", 3},
	} {
		a := Applier{Book: embedded.Facts, Jurisdiction: fr, Times: on("2026-06-01"), Facts: Facts{
			"establishments": Words("fr"), "organisation-kind": c.kind, "personal-data": Truth(Yes), "confidentiality": Words("published"),
		}}
		f := finding(t, a.Findings(), "fr.cp.226-17")
		var parties []Party
		doubts := 0
		for _, x := range f.Exposures {
			parties = append(parties, x.On)
			doubts += len(x.Doubts)
		}
		if fmt.Sprint(parties) != c.parties || doubts != c.doubts || f.Verdict != Yes {
			t.Errorf("%v: %s, %v with %d doubts, want %s with %d", c.kind, f.Verdict, parties, doubts, c.parties, c.doubts)
		}
		if excluded := len(f.Exposures) == 1; excluded != slices.Contains(f.Step.keys(), "doubt") {
			t.Errorf("%v: the step does not say why: %v", c.kind, f.Step.keys())
		}
	}
}
