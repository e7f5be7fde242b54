package workbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/templates/book"
	"breachimpact/templates/locale"
	"breachimpact/templates/xlsx"
	"breachimpact/templates/xlsx/recalc"
)

// typed is a change of one cell, and of the incident that says the same.
type typed struct {
	cell  string
	value book.Value
	file  func(probe) probe
}

// trial changes some cells of a report at once. Each of them alone changes what the
// engine answers.
type trial struct {
	name    string
	probe   func() probe
	changes []typed
}

func at(path, value string) func(probe) probe {
	return func(p probe) probe { return p.at(path, incident.Claimed, value) }
}

func assuming(id, text string) func(probe) probe {
	return func(p probe) probe { return p.with(func(p *probe) { p.assumptions[id] = text }) }
}

// trials are what is tried: every kind of cell that may be changed is among them.
func allTrials(t *testing.T, l *locale.Locale) []trial {
	word := func(key string) book.Value { return book.String(l.Text(key)) }
	judged := func(id, value string) func(probe) probe {
		return func(p probe) probe { return p.with(func(p *probe) { p.judged[id] = value }) }
	}
	down := func() probe {
		return moroccan().with(func(p *probe) {
			p.values["breach.outages"] = "[{from: 2026-02-20T08:00:00Z, to: 2026-02-22T20:00:00Z}]"
			p.assumptions["idle-share"] = "{low: 0.1, likely: 0.2, high: 0.5, reason: measured}"
		})
	}
	apart := func() probe {
		return moroccan().with(func(p *probe) {
			p.values["breach.integrity"], p.values["people[0].breach.integrity"] = "unrecoverable", "recoverable"
			p.values["breach.availability"], p.values["people[0].breach.availability"] = "lost", "rebuildable"
			p.values["breach.malicious"], p.values["people[0].breach.malicious"] = "yes", "no"
			p.values["breach.confidentiality"], p.values["people[0].breach.confidentiality"] = "published", "unknown-recipients"
		})
	}
	return []trial{
		{"facts, Morocco", moroccan, []typed{
			{"in_claimed.repeat_offence", word("verdict.yes"), at("facts.repeat-offence", "yes")},
			{"in_claimed.declared", word("verdict.yes"), at("facts.declared", "yes")},
			{"in_claimed.refused_requests", book.Decimal("9"), at("facts.refused-requests", "9")},
			{"in_claimed.integrity", choice(t, "integrity", "unrecoverable"), at("breach.integrity", "unrecoverable")},
		}},
		{"legal person, Morocco", moroccan, []typed{{"in_claimed.organisation_kind", word("kind.natural-person"), at("organisation.kind", "natural-person")}}},
		{"countries, Morocco", moroccan, []typed{{"in_claimed.establishments", book.String("US"), at("organisation.establishments", "[us]")}}},
		// A group's cell that says what the breach says follows it by formula.
		{"states of a group, Morocco", apart, []typed{
			{"in_claimed.group1.integrity", choice(t, "integrity", "unrecoverable"), at("people[0].breach.integrity", "unrecoverable")},
			{"in_claimed.group1.availability", choice(t, "availability", "restored"), at("people[0].breach.availability", "restored")},
			{"in_claimed.group1.malicious", word("verdict.yes"), at("people[0].breach.malicious", "yes")},
		}},
		{"whether data left, Morocco", apart, []typed{{"in_claimed.group1.confidentiality", choice(t, "confidentiality", "known-recipients"), at("people[0].breach.confidentiality", "known-recipients")}}},
		{"counts, Morocco", down, []typed{
			{"in_claimed.group1.people", book.Decimal("20500"), at("people[0].people", "20500")},
			{"in_claimed.organisation.employees", book.Decimal("77"), at("organisation.employees", "77")},
			{"in_claimed.organisation.customers", book.Decimal("100"), at("organisation.customers", "100")},
		}},
		{"records where people are unknown, Morocco", func() probe { return moroccan().at("people[0].people", incident.Claimed, "unknown") }, []typed{
			{"in_claimed.group1.records", book.Decimal("80000"), at("people[0].records", "80000")},
		}},
		{"assumptions, Morocco", down, []typed{
			{"in_assumption.call_share.low", book.Decimal("0.02"), assuming("call-share", "{low: 0.02, likely: 0.03, high: 0.15, reason: r}")},
			{"in_assumption.letter_price.likely", book.Decimal("14"), assuming("letter-price", "{low: 4 MAD, likely: 14 MAD, high: 15 MAD, reason: r}")},
			{"in_assumption.internal_days.high", book.Decimal("4000"), assuming("internal-days", "{low: 20, likely: 80, high: 4000, reason: r}")},
			{"in_assumption.sms_price.likely", book.Decimal("0.9"), assuming("sms-price", "{value: 0.9 MAD, reason: r}")},
		}},
		// Without a deviation a lognormal is certain, which a file can say too.
		{"a lognormal, Morocco", moroccan, []typed{
			{"in_assumption.forensics_spread.mu", book.Decimal("0.5"), assuming("forensics-spread", "{value: 1.6487212707001282, reason: r}")},
			{"in_assumption.forensics_spread.sigma", book.Decimal("0"), assuming("forensics-spread", "{value: 1.6487212707001282, reason: r}")},
		}},
		{"a cost that was given, Morocco", moroccan, []typed{
			{"in_assumption.line.crisis.low", book.Decimal("20000"), func(p probe) probe { return p.with(func(p *probe) { p.cost.low = "20000 EUR" }) }},
			{"in_assumption.line.crisis.likely", book.Decimal("40000"), func(p probe) probe { return p.with(func(p *probe) { p.cost.likely = "40000 EUR" }) }},
			{"in_assumption.line.crisis.high", book.Decimal("90000"), func(p probe) probe { return p.with(func(p *probe) { p.cost.high = "90000 EUR" }) }},
		}},
		{"turnover, European Union", european, []typed{{"in_claimed.turnover", book.Decimal("2000000000"), at("organisation.turnover", "2000000000 EUR")}}},
		{"countries and facts, European Union", func() probe {
			return european().at("facts.means-in-morocco", incident.Claimed, "no").at("organisation.establishments", incident.Confirmed, "[fr, ma]")
		}, []typed{
			{"in_claimed.establishments", book.String("FR"), at("organisation.establishments", "[fr]")},
			{"in_claimed.risk_removed", word("verdict.yes"), at("facts.risk-removed", "yes")},
		}},
		// What is judged is judged for both standpoints.
		{"judgement, European Union", european, []typed{
			{"in_confirmed.seriousness", choice(t, "seriousness", "low"), judged("seriousness", "low")},
			{"in_claimed.seriousness", choice(t, "seriousness", "low"), judged("seriousness", "low")},
			{"in_confirmed.offence_data", word("verdict.yes"), judged("offence-data", "yes")},
			{"in_claimed.offence_data", word("verdict.yes"), judged("offence-data", "yes")},
		}},
		{"no personal data after all, Morocco", moroccan, []typed{{"in_claimed.personal_data", word("verdict.no"), at("breach.personal_data", "no")}}},
		{"no personal data where it was not known, Morocco", func() probe { return moroccan().at("breach.personal_data", incident.Claimed, "unknown") }, []typed{
			{"in_claimed.personal_data", word("verdict.no"), at("breach.personal_data", "no")},
		}},
		{"personal data after all, Morocco", func() probe { return moroccan().at("breach.personal_data", incident.Claimed, "no") }, []typed{
			{"in_claimed.personal_data", word("verdict.yes"), at("breach.personal_data", "yes")},
		}},
		{"no personal data, European Union", european, []typed{{"in_claimed.personal_data", word("verdict.no"), at("breach.personal_data", "no")}}},
		{"no personal data where no kind is known, European Union", func() probe { return european().with(func(p *probe) { p.data = "[]" }) }, []typed{
			{"in_claimed.personal_data", word("verdict.no"), at("breach.personal_data", "no")},
		}},
		{"nothing touched, Morocco", func() probe { return moroccan().at("breach.availability", incident.Claimed, "rebuildable") }, []typed{
			{"in_claimed.confidentiality", choice(t, "confidentiality", "none"), at("breach.confidentiality", "none")},
			{"in_claimed.integrity", choice(t, "integrity", "none"), at("breach.integrity", "none")},
			{"in_claimed.group1.availability", choice(t, "availability", "none"), at("people[0].breach.availability", "none")},
		}},
		{"a state that follows is typed over, Morocco", func() probe { return moroccan().at("breach.confidentiality", incident.Claimed, "no-evidence") }, []typed{
			{"in_claimed.group1.confidentiality", choice(t, "confidentiality", "published"), at("people[0].breach.confidentiality", "published")},
		}},
		{"a group is the worst, Morocco", func() probe {
			return moroccan().at("people[0].breach.confidentiality", incident.Claimed, "no-evidence").at("breach.confidentiality", incident.Claimed, "no-evidence").
				at("people[0].breach.malicious", incident.Claimed, "no").at("breach.malicious", incident.Claimed, "no")
		}, []typed{
			{"in_claimed.group1.confidentiality", choice(t, "confidentiality", "published"), at("people[0].breach.confidentiality", "published")},
			{"in_claimed.group1.malicious", word("verdict.yes"), at("people[0].breach.malicious", "yes")},
		}},
		{"a group is the worst no longer, European Union", func() probe {
			return european().at("people[0].breach.confidentiality", incident.Claimed, "published").at("breach.confidentiality", incident.Claimed, "none")
		}, []typed{
			{"in_claimed.group1.confidentiality", choice(t, "confidentiality", "known-recipients"), at("people[0].breach.confidentiality", "known-recipients")},
		}},
		{"people, Algeria", algerian, []typed{
			{"in_claimed.group1.people", book.Decimal("300"), at("people[0].people", "300")},
		}},
	}
}

// figures are the values of the named figures of a book.
func figures(b book.Book) map[string]book.Value {
	out := map[string]book.Value{}
	each(b, func(_ *book.Sheet, _ int, c *book.Cell) {
		if strings.HasPrefix(c.Name, "fig_") {
			out[c.Name] = c.Value
		}
	})
	return out
}

// TestEveryKindOfInputIsFollowed changes cells of every kind in the finished
// workbook, has LibreOffice compute it again, and compares with the engine run on an
// incident that says the same.
func TestEveryKindOfInputIsFollowed(t *testing.T) {
	recalc.Need(t)
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range allTrials(t, l) {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			p := x.probe()
			original := build(t, p.text(), "fr")
			before := figures(original)
			data := write(t, original)
			for _, c := range x.changes {
				if maps.EqualFunc(before, figures(build(t, c.file(x.probe()).text(), "fr")), equal) {
					t.Errorf("%s alone changes nothing in the engine, so it proves nothing", c.cell)
				}
				p = c.file(p)
				if data, err = recalc.SetInput(data, "", c.cell, c.value); err != nil {
					t.Fatal(err)
				}
			}
			holdToEngine(t, l, read(t, write(t, original)), recalculate(t, data), read(t, write(t, build(t, p.text(), "fr"))))
		})
	}
}

// holdToEngine compares every live figure after a change with that of the engine.
func holdToEngine(t *testing.T, l *locale.Locale, before, after, engine xlsx.Contents) {
	t.Helper()
	for _, d := range partings(l, before, after, engine) {
		t.Error(d)
	}
}

// partings lists where a workbook after a change and the engine part. A figure that
// the engine no longer has must say nothing; an expected value may be stale where other
// lines would count, a score where the report was made without it, and then the check
// must say so.
func partings(l *locale.Locale, before, after, engine xlsx.Contents) (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	silent := []string{l.Text("verdict.no"), l.Text("exposure.not-exposed"), l.Text("duties.out-of-scope"), "–", ""}
	stale := l.Text("audit.stale")
	standpointOf := func(name string) string { return strings.Split(strings.TrimPrefix(name, "fig_"), ".")[0] }
	checkedStale := func(name, check string) {
		if _, c, ok := after.Find(check + standpointOf(name)); !ok || c.Value.Text != stale {
			say("%s is stale, and its check reads %q", name, c.Value.Text)
		}
	}
	compared, moved := 0, 0
	for _, name := range after.Names {
		_, live, ok := after.Find(name.Name)
		if !ok || live.Formula == "" || !strings.HasPrefix(name.Name, "fig_") && !ofLaw(name.Name) {
			continue
		}
		if live.Error != "" {
			say("%s is %s", name.Name, live.Error)
			continue
		}
		if live.Value.Text == stale && strings.HasSuffix(name.Name, ".expected") {
			checkedStale(name.Name, "chk_lines_")
			continue
		}
		_, was, _ := before.Find(name.Name)
		_, want, ok := engine.Find(name.Name)
		if strings.Contains(name.Name, ".severity.") {
			if live.Value.Text == stale && was.Value.Kind != book.Number {
				checkedStale(name.Name, "chk_severity_")
				continue
			}
			if strings.HasSuffix(name.Name, ".strict") && (!ok || want.Value.Kind != book.Number) && live.Value.Text == l.Text("summary.no-score") {
				compared++
				moved++
				continue
			}
		}
		if !ok {
			if sanction := sanctionOf(name.Name); sanction != "" {
				// What an article provides is no exposure while the answer beside it is no.
				_, live, _ = after.Find(sanction)
			}
			if !slices.Contains(silent, live.Value.Text) && !(live.Value.Kind == book.Number && live.Value.Text == "0") {
				say("the engine has no %s any more, and the workbook says %v", name.Name, live.Value)
			}
			continue
		}
		compared++
		if !equal(live.Value, want.Value) {
			say("%s is %v in the workbook and %v in the engine", name.Name, live.Value, want.Value)
		}
		if !equal(was.Value, live.Value) {
			moved++
		}
	}
	// A score that only the engine has is wanting.
	for _, name := range engine.Names {
		_, want, _ := engine.Find(name.Name)
		_, live, ok := after.Find(name.Name)
		if strings.HasPrefix(name.Name, "fig_") && strings.Contains(name.Name, ".severity.") && want.Value.Kind == book.Number && (!ok || live.Value.Kind != book.Number) {
			checkedStale(name.Name, "chk_severity_")
		}
	}
	out = append(out, summaryParts(l, after, engine)...)
	if compared < 20 || moved == 0 {
		say("compared %d figures, of which %d moved: the change reached nothing", compared, moved)
	}
	return out
}

// ofLaw tells whether a name is of a fact that law reads and the workbook computes:
// the worst of the breach and its groups, the risk and the classes of data.
func ofLaw(name string) bool {
	if what, ok := strings.CutPrefix(name, "in_"); ok {
		return !strings.Contains(what, ".group") && !strings.Contains(what, "assumption")
	}
	for _, fact := range []string{".confidentiality", ".integrity", ".availability", ".malicious"} {
		if strings.HasPrefix(name, "stp_") && strings.HasSuffix(name, fact) && strings.Count(name, ".") == 1 {
			return true
		}
	}
	return false
}

// summaryParts compares what the summary says of the severity.
func summaryParts(l *locale.Locale, after, engine xlsx.Contents) (out []string) {
	lines := func(c xlsx.Contents) map[string]book.Value {
		said := map[string]book.Value{}
		sheet, _ := c.Sheet(l.Text("sheet.summary"))
		for _, label := range []string{"severity-line", "level-line", "extended-line"} {
			for _, x := range sheet.Cells {
				if x.Column != 0 || x.Value.Text != l.Text("summary."+label) {
					continue
				}
				for _, y := range sheet.Cells {
					if y.Row == x.Row && (y.Column == 1 || y.Column == 2) {
						said[fmt.Sprint(label, " ", y.Column)] = y.Value
					}
				}
			}
		}
		return said
	}
	got, want := lines(after), lines(engine)
	if len(want) != 6 {
		return []string{fmt.Sprintf("the summary has %d cells of severity", len(want))}
	}
	for _, label := range slices.Sorted(maps.Keys(want)) {
		if got[label].Text != l.Text("audit.stale") && !equal(got[label], want[label]) {
			out = append(out, fmt.Sprintf("the summary says %v for %s and the engine %v", got[label], label, want[label]))
		}
	}
	return out
}

// sanctionOf is the name of the verdict beside a fine, or "" for what is no fine of one
// article.
func sanctionOf(figure string) string {
	before, after, ok := strings.Cut(figure, ".fine.")
	if !ok {
		return ""
	}
	id := strings.TrimSuffix(after, ".indicative")
	return before + ".sanction." + id[:strings.LastIndex(id, ".")]
}

// TestEveryKindOfInputHasATrial: no kind of cell may be changed that the test above
// does not change.
func TestEveryKindOfInputHasATrial(t *testing.T) {
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	all := allTrials(t, l)
	if missing := untried(t, all); len(missing) > 0 {
		t.Errorf("nothing tries these kinds of input: %v", missing)
	}
	all = slices.DeleteFunc(all, func(x trial) bool { return strings.HasPrefix(x.name, "turnover") })
	if missing := untried(t, all); !slices.Equal(missing, []string{"amount fact"}) {
		t.Errorf("the trial of an amount was taken away, and missed are %v", missing)
	}
}

func untried(t *testing.T, all []trial) []string {
	tried, kinds := map[string]bool{}, map[string]bool{}
	for _, p := range []func() probe{moroccan, european, algerian} {
		for _, e := range editables(t, build(t, p().text(), "fr")) {
			kinds[e.kind] = true
			for _, x := range all {
				for _, c := range x.changes {
					if c.cell == e.name {
						tried[e.kind] = true
					}
				}
			}
		}
	}
	maps.DeleteFunc(kinds, func(kind string, _ bool) bool { return tried[kind] })
	return slices.Sorted(maps.Keys(kinds))
}

// TestAScoreThatStaysIsNoticed holds a workbook in which nothing followed against the
// engine: every figure of the severity must be named.
func TestAScoreThatStaysIsNoticed(t *testing.T) {
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, write(t, build(t, european().text(), "fr")))
	engine := read(t, write(t, build(t, european().at("breach.personal_data", incident.Claimed, "no").text(), "fr")))
	found := strings.Join(partings(l, before, before, engine), "\n")
	for _, name := range []string{"fig_claimed.severity.strict", "fig_claimed.severity.level", "fig_claimed.severity.extended", "fig_claimed.severity.advice", "fig_claimed.severity.holders.strict", "in_claimed.risk", "severity-line 2", "level-line 2", "extended-line 2", "reached nothing"} {
		if !strings.Contains(found, name) {
			t.Errorf("%s stayed, and nobody noticed", name)
		}
	}
	// The other way, the workbook has no score, and its check must say that one is wanting.
	found = strings.Join(partings(l, engine, engine, before), "\n")
	if !strings.Contains(found, "fig_claimed.severity.strict is stale, and its check reads") {
		t.Error("a score was wanting, and nobody noticed")
	}
	worse := read(t, write(t, build(t, moroccan().at("people[0].breach.confidentiality", incident.Claimed, "known-recipients").at("breach.confidentiality", incident.Claimed, "none").text(), "fr")))
	found = strings.Join(partings(l, worse, worse, read(t, write(t, build(t, moroccan().text(), "fr")))), "\n")
	if !strings.Contains(found, "stp_claimed.confidentiality") {
		t.Error("the worst state did not follow, and nobody noticed")
	}
}
