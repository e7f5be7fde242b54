package workbook

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
	"breachimpact/templates/xlsx"
	"breachimpact/templates/xlsx/recalc"
)

const tolerance = 1e-9

func write(t testing.TB, b book.Book) []byte {
	t.Helper()
	data, err := xlsx.Write(b)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func recalculate(t *testing.T, data []byte) xlsx.Contents {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	contents, err := recalc.Recalculate(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

func read(t *testing.T, data []byte) xlsx.Contents {
	t.Helper()
	contents, err := xlsx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

// TestLibreOfficeAgreesWithEveryFormula recomputes each report with a second
// calculator that is told not to trust the values we wrote.
func TestLibreOfficeAgreesWithEveryFormula(t *testing.T) {
	recalc.Need(t)
	for _, id := range cases.IDs() {
		for _, language := range locale.Languages() {
			t.Run(id+" "+language, func(t *testing.T) {
				t.Parallel()
				data := write(t, build(t, caseText(t, id), language))
				original := read(t, data)
				if n := formulas(original); n < 50 {
					t.Fatalf("only %d formulas, so the check would prove little", n)
				}
				for _, difference := range recalc.Compare(original, recalculate(t, data), tolerance) {
					t.Error(difference)
				}
			})
		}
	}
}

func formulas(c xlsx.Contents) int {
	n := 0
	for _, s := range c.Sheets {
		for _, cell := range s.Cells {
			if cell.Formula != "" {
				n++
			}
		}
	}
	return n
}

// TestRecalculationNoticesAWrongCache plants a wrong result under one formula of
// each kind of value; the check above is worth nothing unless it says so.
func TestRecalculationNoticesAWrongCache(t *testing.T) {
	recalc.Need(t)
	b := build(t, caseText(t, "cnss-2025"), "fr")
	planted := map[string]bool{}
	each(b, func(s *book.Sheet, row int, c *book.Cell) {
		switch {
		case c.Formula == "":
		case c.Value.Kind == book.Number && c.Value.Text == "300000" && len(planted) == 0:
			c.Value = book.Decimal("300001")
			planted[s.Name+"!"+book.Address(c.Column, row)] = true
		case c.Value.Kind == book.Text && c.Value.Text == "oui" && len(planted) == 1:
			c.Value = book.String("non")
			planted[s.Name+"!"+book.Address(c.Column, row)] = true
		}
	})
	if len(planted) != 2 {
		t.Fatalf("planted %d wrong values, not 2", len(planted))
	}
	data := write(t, b)
	differences := recalc.Compare(read(t, data), recalculate(t, data), tolerance)
	if len(differences) != 2 {
		t.Errorf("%d differences reported, not the 2 planted: %v", len(differences), differences)
	}
}

// whatIf is a change of one input in the workbook and the same change in the
// incident file.
type whatIf struct {
	name  string
	cell  string // defined name of the input
	value book.Value
	old   string // in the incident file
	new   string
}

// TestFormulasLive changes one input of each kind in the finished workbook, lets
// LibreOffice recompute it, and compares every figure with the engine run on an
// incident that says the same.
func TestFormulasLive(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	word := func(key string) book.Value { return book.String(l.Text(key)) }
	tests := []whatIf{
		{"repeat offence doubles a natural person's penalties", "in_claimed.repeat_offence", word("verdict.yes"), "  repeat-offence: unknown", "  repeat-offence: {confirmed: unknown, claimed: yes}"},
		{"undeclared processing exposes to article 52", "in_claimed.declared", word("verdict.no"), "  declared: unknown", "  declared: {confirmed: unknown, claimed: no}"},
		{"a company is a legal person like another", "in_claimed.organisation_kind", word("kind.company"), "  kind: public-establishment", "  kind: {confirmed: public-establishment, claimed: company}"},
		{"an unreported incident exposes to article 50 of law 05-20", "in_claimed.incident_reported", word("verdict.no"), "  incident-reported: unknown", "  incident-reported: {confirmed: unknown, claimed: no}"},
		{"refused requests count one by one", "in_claimed.refused_requests", book.Decimal("3"), "  repeat-offence: unknown", "  repeat-offence: unknown\n  refused-requests: {confirmed: unknown, claimed: 3}"},
		{"integrity adds to the severity", "in_claimed.integrity", choice(t, "integrity", "unrecoverable"), "  integrity: unknown\n", "  integrity: {confirmed: unknown, claimed: unrecoverable}\n"},
		{"no intent lowers the severity", "in_claimed.malicious", word("verdict.no"), "  malicious:\n    confirmed: yes\n", "  malicious:\n    confirmed: yes\n    claimed: no\n"},
		{"establishment abroad leaves the scope", "in_claimed.establishments", book.String("US"), "  establishments: [ma]", "  establishments: {confirmed: [ma], claimed: [us]}"},
	}
	followChanges(t, caseText(t, "cnss-2025"), tests)
}

// outage is an incident whose extended score comes from the unavailability alone,
// and entered one whose accounts were entered: a change of state puts the score on
// the other reading.
const (
	outage = `schema: breachimpact/incident/1
id: outage
as_of: 2025-06-01T09:00:00Z
organisation: {country: ma, kind: company, establishments: [ma]}
breach:
  personal_data: yes
  confidentiality: none
  integrity: none
  availability: restored
  malicious: no
  cause: system-failure
  outages: [{from: 2025-05-20T08:00:00+01:00, to: 2025-05-24T08:00:00+01:00}]
people:
- group: holders
  people: 500
  vulnerable: no
  depends-on-it: livelihood
  data: [{type: full-name}, {type: national-id}, {type: salary}]
`
	entered = `schema: breachimpact/incident/1
id: entered
as_of: 2025-06-01T09:00:00Z
organisation: {country: ma, kind: company, establishments: [ma]}
breach:
  personal_data: yes
  confidentiality: no-evidence
  integrity: none
  availability: none
  malicious: unknown
  cause: account-takeover
people:
- group: holders
  people: 20000
  vulnerable: no
  data: [{type: email, identifies: named-main}, {type: messages}]
`
)

func TestTheExtendedScoreIsLive(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	followChanges(t, outage, []whatIf{
		{"seen by the world as well", "in_claimed.confidentiality", choice(t, "confidentiality", "published"), "  confidentiality: none\n", "  confidentiality: {confirmed: none, claimed: published}\n"},
		{"lost for good", "in_claimed.availability", choice(t, "availability", "lost"), "  availability: restored\n", "  availability: {confirmed: restored, claimed: lost}\n"},
		{"altered and used", "in_claimed.integrity", choice(t, "integrity", "recoverable"), "  integrity: none\n", "  integrity: {confirmed: none, claimed: recoverable}\n"},
	})
	followChanges(t, entered, []whatIf{
		{"no intent after all", "in_claimed.malicious", book.String(l.Text("verdict.no")), "  malicious: unknown\n", "  malicious: {confirmed: unknown, claimed: no}\n"},
		{"and published", "in_claimed.confidentiality", choice(t, "confidentiality", "published"), "  confidentiality: no-evidence\n", "  confidentiality: {confirmed: no-evidence, claimed: published}\n"},
	})
}

// twoSides is an incident whose standpoints differ in every fact that the tests
// below change: a formula that reads the wrong side cannot give the right answer
// by chance.
const twoSides = `schema: breachimpact/incident/1
id: two-sides
as_of: 2025-06-01T09:00:00Z
organisation:
  country: ma
  kind: {confirmed: company, claimed: association}
  establishments: [ma]
facts:
  declared: {confirmed: yes, claimed: no}
  repeat-offence: {confirmed: no, claimed: yes}
  incident-reported: {confirmed: yes, claimed: unknown}
  retention-exceeded: {confirmed: no, claimed: unknown}
  refused-requests: {confirmed: 3, claimed: unknown}
timeline:
  occurred: 2025-05-20
  aware: 2025-05-25
breach:
  personal_data: {confirmed: unknown, claimed: yes}
  confidentiality: {confirmed: no-evidence, claimed: published}
  integrity: {confirmed: unknown, claimed: recoverable}
  availability: {confirmed: restored, claimed: lost}
  malicious: {confirmed: unknown, claimed: yes}
people:
  - group: all
    people: {confirmed: 40, claimed: 90}
    data:
      - {type: full-name, present: yes}
      - {type: salary, present: {confirmed: no, claimed: yes}}
`

// TestFormulasLiveAtBothStandpoints changes the confirmed side and the claimed
// side of an incident where they have nothing in common.
func TestFormulasLiveAtBothStandpoints(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	word := func(key string) book.Value { return book.String(l.Text(key)) }
	followChanges(t, twoSides, []whatIf{
		{"repeat offence, confirmed", "in_confirmed.repeat_offence", word("verdict.yes"), "repeat-offence: {confirmed: no,", "repeat-offence: {confirmed: yes,"},
		{"no repeat offence, claimed", "in_claimed.repeat_offence", word("verdict.no"), "repeat-offence: {confirmed: no, claimed: yes}", "repeat-offence: no"},
		{"undeclared, confirmed", "in_confirmed.declared", word("verdict.no"), "declared: {confirmed: yes,", "declared: {confirmed: no,"},
		{"refused requests, confirmed", "in_confirmed.refused_requests", book.Decimal("5"), "refused-requests: {confirmed: 3,", "refused-requests: {confirmed: 5,"},
		{"no refused request, claimed", "in_claimed.refused_requests", book.Decimal("0"), "refused-requests: {confirmed: 3, claimed: unknown}", "refused-requests: {confirmed: 3, claimed: 0}"},
		{"data kept too long, confirmed", "in_confirmed.retention_exceeded", word("verdict.yes"), "exceeded: {confirmed: no,", "exceeded: {confirmed: yes,"},
		{"personal data, confirmed", "in_confirmed.personal_data", word("verdict.yes"), "personal_data: {confirmed: unknown,", "personal_data: {confirmed: yes,"},
		{"malicious, confirmed", "in_confirmed.malicious", word("verdict.yes"), "malicious: {confirmed: unknown,", "malicious: {confirmed: yes,"},
		{"published, confirmed", "in_confirmed.confidentiality", choice(t, "confidentiality", "published"), "confidentiality: {confirmed: no-evidence,", "confidentiality: {confirmed: published,"},
		{"a state body, claimed", "in_claimed.organisation_kind", choice(t, "organisation-kind", "state"), "claimed: association", "claimed: state"},
		{"abroad, confirmed", "in_confirmed.establishments", book.String("US"), "establishments: [ma]", "establishments: {confirmed: [us], claimed: [ma]}"},
	})
}

// TestTheWorstOfTheGroupsIsLive changes the states of one of two groups, so that the
// other, or none, decides.
func TestTheWorstOfTheGroupsIsLive(t *testing.T) {
	recalc.Need(t)
	const text = `schema: breachimpact/incident/1
id: two-groups
as_of: 2025-06-01T09:00:00Z
organisation: {country: ma, kind: company, establishments: [ma]}
breach:
  personal_data: {confirmed: unknown, claimed: yes}
  confidentiality: none
  integrity: none
  availability: none
  malicious: no
people:
- group: staff
  people: 500
  breach: {confidentiality: {confirmed: none, claimed: known-recipients}}
  data: [{type: full-name}, {type: national-id}, {type: salary}]
- group: clients
  people: 900
  breach: {confidentiality: {confirmed: unknown, claimed: no-evidence}, malicious: {confirmed: unknown, claimed: no}}
  data: [{type: full-name}, {type: email}, {type: health-record}]
`
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	followChanges(t, text, []whatIf{
		{"the other group is published", "in_claimed.group2.confidentiality", choice(t, "confidentiality", "published"), "claimed: no-evidence}", "claimed: published}"},
		{"the first group was seen by nobody", "in_claimed.group1.confidentiality", choice(t, "confidentiality", "none"), "claimed: known-recipients}", "claimed: none}"},
		{"somebody meant one of them", "in_claimed.group2.malicious", book.String(l.Text("verdict.yes")), "malicious: {confirmed: unknown, claimed: no}", "malicious: {confirmed: unknown, claimed: yes}"},
		{"one of them is not known", "in_claimed.group2.confidentiality", book.String(l.Text("verdict.unknown")), "claimed: no-evidence}", "claimed: unknown}"},
		{"no personal data in any", "in_claimed.personal_data", book.String(l.Text("verdict.no")), "claimed: yes}", "claimed: no}"},
	})
}

// choice is a word of a fact, in French.
func choice(t *testing.T, fact, id string) book.Value {
	t.Helper()
	for _, c := range rulebook(t).Facts.Find(law.FactID(fact)).Choices {
		if c.ID == id {
			return book.String(c.Name.FR)
		}
	}
	t.Fatalf("%s is no choice of %s", id, fact)
	return book.Value{}
}

func followChanges(t *testing.T, text string, tests []whatIf) {
	t.Helper()
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	data := write(t, build(t, text, "fr"))
	before := read(t, data)
	for _, test := range tests {
		if strings.Count(text, test.old) != 1 {
			t.Fatalf("%s: the incident contains %q %d times", test.name, test.old, strings.Count(text, test.old))
		}
		changed, err := recalc.SetInput(data, "", test.cell, test.value)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			engine := read(t, write(t, build(t, strings.Replace(text, test.old, test.new, 1), "fr")))
			holdToEngine(t, l, before, recalculate(t, changed), engine)
		})
	}
}

// TestAWorkbookOfEveryScope builds and recomputes reports where one standpoint,
// or both, leave the scope of the law: a missing finding has no cell to point at.
func TestAWorkbookOfEveryScope(t *testing.T) {
	recalc.Need(t)
	for _, establishments := range []string{"{confirmed: [us], claimed: [ma]}", "{confirmed: [ma], claimed: [us]}", "{confirmed: unknown, claimed: [us]}", "unknown", "[us]"} {
		text := strings.Replace(twoSides, "establishments: [ma]", "establishments: "+establishments, 1)
		data := write(t, build(t, text, "fr"))
		for _, difference := range recalc.Compare(read(t, data), recalculate(t, data), tolerance) {
			t.Errorf("%s: %s", establishments, difference)
		}
	}
}

func equal(a, b book.Value) bool {
	if a.Kind == book.Number && b.Kind == book.Number {
		x, errX := strconv.ParseFloat(a.Text, 64)
		y, errY := strconv.ParseFloat(b.Text, 64)
		return errX == nil && errY == nil && math.Abs(x-y) <= tolerance*max(1, math.Abs(y))
	}
	return a.Kind == b.Kind && a.Text == b.Text && a.True == b.True
}

// TestStaleSimulationIsNoticed changes an input that only the simulation uses:
// simulated values cannot follow, so the check on the Audit sheet must turn.
func TestStaleSimulationIsNoticed(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	data := write(t, build(t, caseText(t, "cnss-2025"), "fr"))
	if _, c, _ := read(t, data).Find("chk_simulation"); c.Value.Text != l.Text("audit.ok") {
		t.Fatalf("the check reads %q before any change", c.Value.Text)
	}
	changed, err := recalc.SetInput(data, "", "in_claimed.group1.people", book.Decimal("500000"))
	if err != nil {
		t.Fatal(err)
	}
	after := recalculate(t, changed)
	for name, want := range map[string]string{
		"chk_simulation": l.Text("audit.stale"), "chk_expected_claimed": l.Text("audit.stale"), "chk_money": l.Text("money.stale"),
		"chk_lines_claimed": l.Text("audit.ok"), // expected values follow a count
	} {
		if _, c, ok := after.Find(name); !ok || c.Value.Text != want {
			t.Errorf("%s reads %q after the number of people changed, not %q", name, c.Value.Text, want)
		}
	}
}

// TestAFactClosesADutyInTheWorkbook says on the Inputs sheet that a report was made,
// and takes it back: the conclusion follows both ways.
func TestAFactClosesADutyInTheWorkbook(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	conclusions := func(c xlsx.Contents) int {
		n := 0
		duties, _ := c.Sheet(l.Text("sheet.duties"))
		for _, cell := range duties.Cells {
			if cell.Value.Text == l.Text("brief.done.undated") && cell.Formula != "" {
				n++
			}
		}
		return n
	}
	text := caseText(t, "cnss-2025")
	said := strings.Replace(text, "  incident-reported: unknown", "  incident-reported: yes", 1)
	for name, test := range map[string]struct {
		text, word string
		before     bool
	}{"said": {text, "verdict.yes", false}, "taken back": {said, "verdict.no", true}} {
		data := write(t, build(t, test.text, "fr"))
		if got := conclusions(read(t, data)) > 0; got != test.before {
			t.Errorf("%s: before, done is %v", name, got)
		}
		changed, err := recalc.SetInput(data, "", "in_confirmed.incident_reported", book.String(l.Text(test.word)))
		if err != nil {
			t.Fatal(err)
		}
		if got := conclusions(recalculate(t, changed)) > 0; got == test.before {
			t.Errorf("%s: the conclusion did not follow", name)
		}
	}
}
