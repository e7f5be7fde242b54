package law

import (
	"fmt"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// shown is a flip in one line: "declared yes: no".
func (f Flip) shown() string {
	to := f.To.Word
	switch f.To.Kind {
	case VerdictKind:
		to = f.To.Verdict.String()
	case TextKind:
		to = f.To.Text.EN
	case NumberKind:
		to = f.To.Number.String()
	}
	return fmt.Sprintf("%s %s: %s", f.Fact, to, f.Then)
}

func flips(f Finding) []string {
	out := []string{}
	for _, flip := range f.Flips {
		out = append(out, flip.shown())
	}
	return out
}

func TestWhatSingleFactFlipsAFinding(t *testing.T) {
	here := Facts{"establishments": Words("ma")}
	company := here.with(Facts{"organisation-kind": Words("company"), "vital-infrastructure": Truth(No), "confidentiality": Words("published"), "integrity": Words("none"), "availability": Words("none")})
	for _, c := range []struct {
		name, id string
		facts    Facts
		verdict  Verdict
		want     string
	}{
		{"a private company owes nothing under article 8 unless it is public or vital", "ma.05-20.8", company, No,
			"[organisation-kind State administration: yes organisation-kind local authority: yes organisation-kind public establishment: yes organisation-kind public enterprise: yes vital-infrastructure yes: yes]"},
		{"with vital infrastructure unknown, either answer settles it", "ma.05-20.8", company.with(Facts{"vital-infrastructure": {}}), Unknown,
			"[organisation-kind State administration: yes organisation-kind local authority: yes organisation-kind public establishment: yes organisation-kind public enterprise: yes vital-infrastructure yes: yes vital-infrastructure no: no confidentiality none: no]"},
		{"a public body owes it unless nothing happened or it is not public", "ma.05-20.8", company.with(Facts{"organisation-kind": Words("state")}), Yes,
			"[organisation-kind company: no organisation-kind association: no organisation-kind natural person: no confidentiality none: no]"},
		{"with all unknown no single fact settles it", "ma.05-20.8", here, Unknown, "[]"},

		{"data kept too long are exposed unless they were not", "ma.09-08.55", here.with(Facts{"personal-data": Truth(Yes), "retention-exceeded": Truth(Yes)}), Yes, "[personal-data no: no retention-exceeded no: no]"},
		{"data kept in time are not, unless they were not", "ma.09-08.55", here.with(Facts{"personal-data": Truth(Yes), "retention-exceeded": Truth(No)}), No, "[retention-exceeded yes: yes]"},
		{"with the retention unknown, both answers settle it", "ma.09-08.55", here.with(Facts{"personal-data": Truth(Yes)}), Unknown, "[personal-data no: no retention-exceeded yes: yes retention-exceeded no: no]"},
		{"with both unknown, only a no settles it", "ma.09-08.55", here, Unknown, "[personal-data no: no retention-exceeded no: no]"},
		{"with neither, no single fact flips it", "ma.09-08.55", here.with(Facts{"personal-data": Truth(No), "retention-exceeded": Truth(No)}), No, "[]"},
		{"with the scope unknown, the scope can settle it too", "ma.09-08.55", Facts{"personal-data": Truth(Yes), "retention-exceeded": Truth(Yes)}, Unknown,
			"[personal-data no: no retention-exceeded no: no establishments MA: yes means-in-morocco yes: yes]"},
		// Whether data leaked decides nothing of a processing that nobody declared.
		{"undeclared processing is exposed, leak or not", "ma.09-08.52", here.with(Facts{"personal-data": Truth(No), "declared": Truth(No)}), Yes, "[declared yes: no]"},

		{"one refusal is enough, and none is needed", "ma.09-08.53", here.with(Facts{"refused-requests": number(0, 4)}), Unknown, "[refused-requests 1: yes refused-requests 0: no]"},
		{"a fact asked by another provision flips what applies it", "ma.05-20.50", company.with(Facts{"incident-reported": Truth(No), "operator": Truth(No), "digital-service-provider": Truth(No), "customers-systems-affected": Truth(No)}), No,
			"[organisation-kind State administration: yes organisation-kind local authority: yes organisation-kind public establishment: yes organisation-kind public enterprise: yes vital-infrastructure yes: yes]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := finding(t, morocco(c.facts, on("2025-04-09")).Findings(), c.id)
			if got := fmt.Sprint(flips(f)); f.Verdict != c.verdict || got != c.want {
				t.Errorf("got %s, %s\nwant %s, %s", f.Verdict, got, c.verdict, c.want)
			}
		})
	}
}

// A flip is a promise: with that one fact changed, the finding is as announced.
func TestEveryFlipKeepsItsPromise(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		rapid.Check(t, func(t *rapid.T) {
			facts := genWorld(t)
			a := Applier{Book: embedded.Facts, Jurisdiction: j, Facts: facts, Times: on("2025-04-09")}
			for _, f := range a.Findings() {
				for _, flip := range f.Flips {
					b := a
					b.Facts = facts.with(Facts{flip.Fact: flip.Value})
					o := b.evaluation(b.Facts, f.Reference.Date).condition(f.Version.When)
					if got := b.Scope().Verdict.And(o.Verdict); got != flip.Then || flip.Then == f.Verdict {
						t.Fatalf("%s: %s gives %s", f.Provision.ID, flip.shown(), got)
					}
				}
			}
		})
	}
}

func TestAThresholdAskedThroughAnotherProvisionIsTriedOnBothSides(t *testing.T) {
	files := goodFiles(t)
	duties := string(files["xx/duties.yaml"].Data)
	duties = replaceOnce(t, duties, "        when: {fact: kind, in: [state]}\n", "        when: {fact: requests, at-least: 500}\n")
	duties = replaceOnce(t, duties, "      - valid: {from: 2024-01-01}\n", "      - valid: {from: 2024-01-01}\n        when: {fact: requests, at-least: 500}\n")
	files["xx/duties.yaml"] = &fstest.MapFile{Data: []byte(duties)}
	b, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	a := Applier{Book: b.Facts, Jurisdiction: b.Find("xx"), Facts: Facts{"kind": Words("state")}, Times: on("2025-01-01")}
	for _, id := range []string{"xx.law.1", "xx.law.2"} {
		if got := fmt.Sprint(flips(finding(t, a.Findings(), id))); got != "[requests 500: yes requests 499: no]" {
			t.Errorf("%s: got %s", id, got)
		}
	}
}
