package law

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheDayThatDecidesIsTheActsForSanctionsAndTheTriggersForDuties(t *testing.T) {
	asOf := instantOf("2026-11-21T12:00:00Z")
	for _, c := range []struct {
		name         string
		times        Times
		act, trigger string
	}{
		{"all three", Times{Occurred: moment("2020-01-01"), Public: moment("2020-02-02"), Aware: moment("2020-03-03"), AsOf: asOf}, "2020-01-01 occurred", "2020-03-03 aware"},
		{"it is not known when it occurred", Times{Public: moment("2020-02-02"), Aware: moment("2020-03-03"), AsOf: asOf}, "2020-02-02 public", "2020-03-03 aware"},
		{"nobody is known to be aware", Times{Occurred: moment("2020-01-01"), Public: moment("2020-02-02"), AsOf: asOf}, "2020-01-01 occurred", "2020-02-02 public"},
		{"only awareness", Times{Aware: moment("2020-03-03"), AsOf: asOf}, "2020-03-03 aware", "2020-03-03 aware"},
		{"only the act", Times{Occurred: moment("2020-01-01"), AsOf: asOf}, "2020-01-01 occurred", "2020-01-01 occurred"},
		{"nothing", Times{AsOf: asOf}, "2026-11-21 as-of", "2026-11-21 as-of"},
		{"a month counts from its first day", Times{Occurred: moment("2020-01"), AsOf: asOf}, "2020-01-01 occurred", "2020-01-01 occurred"},
	} {
		t.Run(c.name, func(t *testing.T) {
			act, trigger := c.times.Act(), c.times.Trigger()
			if got := act.Date.String() + " " + act.From; got != c.act {
				t.Errorf("the act: got %s, want %s", got, c.act)
			}
			if got := trigger.Date.String() + " " + trigger.From; got != c.trigger {
				t.Errorf("the trigger: got %s, want %s", got, c.trigger)
			}
		})
	}
}

func TestAnActBeforeTheTextIsNotPunishedThoughTheDutyIsOwed(t *testing.T) {
	facts := everything.with(Facts{"organisation-kind": Words("state")})
	for _, c := range []struct {
		name           string
		times          Times
		duty, sanction int
	}{
		{"done before any text, noticed after: only the omission to report", Times{Occurred: moment("2009-01-01"), Aware: moment("2021-07-15")}, 7, 1},
		{"done on the first day", Times{Occurred: moment("2009-02-23"), Aware: moment("2021-07-15")}, 7, 15},
		{"noticed before the duty", Times{Occurred: moment("2021-07-14"), Aware: moment("2021-07-14")}, 3, 14},
		{"both after", Times{Occurred: moment("2021-07-15"), Aware: moment("2021-07-15")}, 7, 16},
		{"done before law 43-20, noticed on its first day", Times{Occurred: moment("2021-07-15"), Aware: moment("2023-01-12")}, 9, 17},
		{"noticed the day before", Times{Occurred: moment("2021-07-15"), Aware: moment("2023-01-11")}, 7, 16},
	} {
		t.Run(c.name, func(t *testing.T) {
			duties, sanctions := 0, 0
			for _, f := range morocco(facts, c.times).Findings() {
				if f.Provision.Kind == DutyKind {
					duties++
				} else {
					sanctions++
				}
			}
			if duties != c.duty || sanctions != c.sanction {
				t.Errorf("got %d duties and %d sanctions, want %d and %d", duties, sanctions, c.duty, c.sanction)
			}
		})
	}
}

// Failing a duty is done when the duty is owed, whenever the breach occurred; any
// other act has its own day.
func TestAnOmissionHasTheDayOfItsDuty(t *testing.T) {
	facts := everything.with(Facts{"organisation-kind": Words("state")})
	for _, c := range []struct {
		name     string
		times    Times
		omission string // the moment of ma.05-20.50, "" when it has no text
		trust    string // of ma.43-20.70
	}{
		{"breached before the law, aware after", Times{Occurred: moment("2021-03-01"), Aware: moment("2021-09-01")}, "aware 2021-09-01 yes", ""},
		{"aware on the last day before", Times{Occurred: moment("2021-03-01"), Aware: moment("2021-07-14")}, "", ""},
		{"aware on the first day", Times{Occurred: moment("2021-03-01"), Aware: moment("2021-07-15")}, "aware 2021-07-15 yes", ""},
		{"published, nobody known to be aware", Times{Occurred: moment("2021-03-01"), Public: moment("2023-01-12")}, "public 2023-01-12 yes", "public 2023-01-12 yes"},
		{"only the act is known", Times{Occurred: moment("2022-01-01")}, "occurred 2022-01-01 yes", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := map[string]string{}
			for _, f := range morocco(facts, c.times).Findings() {
				if f.Provision.Kind == SanctionKind {
					got[f.Provision.ID] = fmt.Sprintf("%s %s %s", f.Reference.From, f.Reference.Date, f.Verdict)
				}
				if f.Provision.Kind == SanctionKind && !f.Provision.Omission && f.Reference != c.times.Act() {
					t.Errorf("%s has the day %v of the duty", f.Provision.ID, f.Reference)
				}
			}
			if got["ma.05-20.50"] != c.omission || got["ma.43-20.70"] != c.trust {
				t.Errorf("got %q and %q, want %q and %q", got["ma.05-20.50"], got["ma.43-20.70"], c.omission, c.trust)
			}
		})
	}
	var omissions []string
	for _, p := range embedded.Find("ma").Provisions {
		if p.Omission {
			omissions = append(omissions, p.ID)
		}
	}
	if fmt.Sprint(omissions) != "[ma.05-20.50 ma.43-20.70]" {
		t.Errorf("the omissions are %v", omissions)
	}
}

func TestAnAnnouncedTextCountsOnlyWhenAskedFor(t *testing.T) {
	files := goodFiles(t)
	duties := string(files["xx/duties.yaml"].Data)
	duties = replaceOnce(t, duties, "  - id: xx.law.2\n", `      - valid: {from: 2026-06-01}
        status: announced
        duty: {basis: statutory, pace: day, bearer: {fr: chacun, ar: الجميع, en: everybody}, to: authority, act: notify, clock: {from: aware, standard: fixed, within: 24h}}
        cites: [{instrument: xx.law, at: 1, consulted: 2026-01-01}]
        checked: 2026-01-01
  - id: xx.law.2
`)
	files["xx/duties.yaml"] = &fstest.MapFile{Data: []byte(duties)}
	b, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day       string
		announced bool
		hours     int
	}{
		{"2026-05-31", false, 72}, {"2026-05-31", true, 72}, {"2026-06-01", false, 72}, {"2026-06-01", true, 24}, {"2030-01-01", true, 24},
	} {
		a := Applier{Book: b.Facts, Jurisdiction: b.Find("xx"), Facts: Facts{"kind": Words("state")}, Times: on(c.day), Announced: c.announced}
		f := finding(t, a.Findings(), "xx.law.1")
		if got := f.Version.Duty.Clock.Within.Count; got != c.hours || len(f.Provision.Versions) != 3 {
			t.Errorf("%s, announced %v: %d hours, want %d", c.day, c.announced, got, c.hours)
		}
	}
	// An announced text may overlap the one in force, and may not replace it alone.
	if f := b.Find("xx").Provision("xx.law.1").At(day("2026-07-01"), false); f.Status != Enacted {
		t.Error("an announced text was selected")
	}
}

func TestAProvisionThatRefersToOneNotYetInForceDoesNotApply(t *testing.T) {
	files := goodFiles(t)
	files["xx/duties.yaml"] = &fstest.MapFile{Data: []byte(replaceOnce(t, string(files["xx/duties.yaml"].Data), "      - valid: {from: 2020-02-01, to: 2024-01-01}\n", "      - valid: {from: 2022-01-01, to: 2024-01-01}\n"))}
	b, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day  string
		want Verdict
		key  string
	}{{"2021-12-31", No, "condition.not-in-force"}, {"2022-01-01", Yes, "condition.in"}} {
		a := Applier{Book: b.Facts, Jurisdiction: b.Find("xx"), Facts: Facts{"kind": Words("state")}, Times: on(c.day)}
		f := finding(t, a.Findings(), "xx.law.2")
		if f.Verdict != c.want || !strings.Contains(fmt.Sprint(f.Step.keys()), c.key) {
			t.Errorf("%s: %s, %v", c.day, f.Verdict, f.Step.keys())
		}
	}
}

func TestAFineWithoutACapIsAtLeastSomething(t *testing.T) {
	b := good(t)
	a := Applier{Book: b.Facts, Jurisdiction: b.Find("xx"), Facts: Facts{"kind": Words("company"), "declared": Truth(No), "requests": number(3, 3)}, Times: on("2025-01-01")}
	f := finding(t, a.Findings(), "xx.law.10")
	natural, legal := f.exposure(t, NaturalPerson), f.exposure(t, LegalPerson)
	if natural.brief() != "300- at least 6000 EUR, 3-12 months" || legal.brief() != "600- at least 12000 EUR" || fmt.Sprint(legal.Fine.Missing) != "[turnover]" {
		t.Errorf("got %s and %s, missing %v", natural.brief(), legal.brief(), legal.Fine.Missing)
	}
	if totals := Totals(b.Find("xx"), a.Findings()); totals[1].Exposed.SingleAct != nil || totals[1].Step.Result.Verdict != Unknown || totals[1].Step.Parts[0].Parts[0].Key != "total.unbounded" {
		t.Errorf("an unbounded fine was added up: %+v", totals[1].Step)
	}
	a.Facts = a.Facts.with(Facts{"turnover": amount(1_000_000, 2_000_000, "EUR")})
	f = finding(t, a.Findings(), "xx.law.10")
	if got := f.exposure(t, LegalPerson).brief(); got != "600-160000 EUR" {
		t.Errorf("with the turnover known: %s", got)
	}
	a.Facts = a.Facts.with(Facts{"turnover": amount(1_000_000, 2_000_000, "MAD")})
	f = finding(t, a.Findings(), "xx.law.10")
	if got := f.exposure(t, LegalPerson).brief(); got != "600- at least 12000 EUR" {
		t.Errorf("with a turnover in dirhams: %s", got)
	}
}

func TestAskedFactsAreThoseOfEveryConditionAndFormula(t *testing.T) {
	if got := fmt.Sprint(good(t).Find("xx").AskedFacts()); got != "[kind declared requests turnover]" {
		t.Errorf("got %s", got)
	}
}

func TestFactValuesAreTheSameOnlyWhenNothingDiffers(t *testing.T) {
	values := []FactValue{
		{}, Truth(Yes), Truth(No), Words("a"), Words("b"), Words("a", "b"), Words(), {Known: true, Words: []string{"a"}, Partial: true}, number(1, 1), number(1, 2), number(2, 2),
	}
	for i, a := range values {
		for k, b := range values {
			if same(a, b) != (i == k) {
				t.Errorf("%+v and %+v: same %v", a, b, same(a, b))
			}
		}
	}
}

func TestAPartialChoiceFlipsToTheWholeOne(t *testing.T) {
	confidentiality := FactValue{Known: true, Words: []string{"none"}, Partial: true}
	facts := Facts{"establishments": Words("ma"), "personal-data": Truth(Yes), "confidentiality": confidentiality}
	f := finding(t, morocco(facts, on("2025-04-09")).Findings(), "ma.09-08.61")
	want := "[personal-data no: no confidentiality none: no confidentiality exposed without evidence of access: no confidentiality known recipients: yes confidentiality unknown recipients: yes confidentiality data published: yes]"
	if got := fmt.Sprint(flips(f)); f.Verdict != Unknown || got != want {
		t.Errorf("got %s, %s", f.Verdict, got)
	}
}
