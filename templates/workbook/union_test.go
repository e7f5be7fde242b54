package workbook

import (
	"strings"
	"testing"

	"breachimpact/templates/book"
	"breachimpact/templates/locale"
	"breachimpact/templates/xlsx/recalc"
)

// threeLaws is a bank established in France and in Morocco: three laws, two
// currencies, clocks that chain, classes that each law draws its own way.
const threeLaws = `schema: breachimpact/incident/1
id: three-laws
as_of: 2026-03-04T18:00:00+01:00
seed: 1
organisation:
  name: Example
  country: fr
  kind: company
  role: controller
  establishments: [fr, ma]
  targets: []
  turnover: 75000000 EUR
facts: {declared: yes, financial-entity: yes, major-ict-incident: yes, risk-removed: no, disproportionate-effort: no, retention-exceeded: no, order-not-complied: no}
judgement:
  - {fact: risk, value: high, reason: bank accounts}
  - {fact: seriousness, value: medium, reason: negligence}
timeline:
  occurred: 2026-03-01
  aware: 2026-03-02T09:00:00+01:00
  public: 2026-03-03
  events:
    - {what: classified-major, at: 2026-03-02T12:00:00+01:00}
    - {what: submitted, to: acpr, step: initial, at: 2026-03-02T15:00:00+01:00}
breach: {personal_data: yes, confidentiality: published, integrity: none, availability: none, malicious: yes}
people:
  - group: clients
    people: 4000
    records: 4000
    unit: person
    data: [{type: full-name, protection: none}, {type: bank-account, protection: none}, {type: social-security-number}, {type: sexual-orientation}]
`

// Whatever is known of the turnover and the seriousness, the formulas give what the
// program gives.
func TestTheFormulasOfTheUnionAgree(t *testing.T) {
	recalc.Need(t)
	for name, edit := range map[string][2]string{
		"three laws":              {"", ""},
		"turnover unknown":        {"turnover: 75000000 EUR", "turnover: unknown"},
		"turnover a range":        {"turnover: 75000000 EUR", "turnover: {low: 40000000 EUR, high: 600000000 EUR}"},
		"turnover in dirhams":     {"turnover: 75000000 EUR", "turnover: 75000000 MAD"},
		"seriousness unknown":     {"  - {fact: seriousness, value: medium, reason: negligence}\n", ""},
		"the State":               {"kind: company", "kind: state"},
		"its turnover is claimed": {"turnover: 75000000 EUR", "turnover: {claimed: 900000000 EUR}"},
	} {
		text := strings.Replace(threeLaws, edit[0], edit[1], 1)
		if text == threeLaws && edit[0] != "" {
			t.Fatalf("%s changes nothing", name)
		}
		data := write(t, build(t, text, "en"))
		for _, difference := range recalc.Compare(read(t, data), recalculate(t, data), tolerance) {
			t.Errorf("%s: %s", name, difference)
		}
	}
}

// One input changed in the finished workbook moves the cap and the range to what
// the program gives for that input.
func TestTheRangeFollowsItsInputs(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	data := write(t, build(t, threeLaws, "en"))
	choice := func(fact, word string) string {
		for _, c := range rulebook(t).Facts.Find("seriousness").Choices {
			if c.ID == word {
				return c.Name.In(l.Language)
			}
		}
		t.Fatalf("%s has no %s", fact, word)
		return ""
	}
	for _, c := range []struct {
		name, input string
		value       book.Value
		from, to    string
	}{
		{"a larger turnover", "in_claimed.turnover", book.Decimal("900000000"), "turnover: 75000000 EUR", "turnover: {confirmed: 75000000 EUR, claimed: 900000000 EUR}"},
		{"no turnover", "in_claimed.turnover", book.String(l.Text("verdict.unknown")), "turnover: 75000000 EUR", "turnover: {confirmed: 75000000 EUR, claimed: unknown}"},
		{"higher seriousness", "in_claimed.seriousness", book.String(choice("seriousness", "high")), "value: medium", "value: high"},
	} {
		changed, err := recalc.SetInput(data, "", c.input, c.value)
		if err != nil {
			t.Fatal(err)
		}
		got, want := recalculate(t, changed), read(t, write(t, build(t, strings.Replace(threeLaws, c.from, c.to, 1), "en")))
		for _, figure := range []string{"claimed.fine.eu.gdpr.83-5-5-1-f.legal-person", "claimed.fine.eu.gdpr.83-4-32.legal-person"} {
			for _, end := range []string{"", ".indicative"} {
				_, g, okG := got.Find(figureName(figure + end))
				_, w, okW := want.Find(figureName(figure + end))
				if !okG || !okW || !equal(g.Value, w.Value) {
					t.Errorf("%s: %s%s is %v in the workbook, %v in the program", c.name, figure, end, g.Value, w.Value)
				}
			}
		}
	}
}
