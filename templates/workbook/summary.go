package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"

	"github.com/shopspring/decimal"
)

func decimalOf(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// The summary has two halves: figures at both standpoints on the reading side,
// what to decide, to do and to find out on the other. Below them stands what may be
// said, then the charts.
const (
	leftSpan  = 5
	rightFrom = 6
	rightSpan = 6
	// More duties than this would not fit the page; the rest are counted.
	mostDuties    = 4
	mostQuestions = 3
)

// summary is the one page for a director. Its figures are those of the other
// sheets, by reference, so the same number is never computed twice.
func (b *builder) summary() *page {
	p := b.page("summary", 48, 17, 17, 8, 8, 2, 17, 17, 17, 17, 17, 17)
	p.sheet.OnePage = true
	p.row(p.span(b.text("report.title"), sTitle))
	p.row(p.span(b.title(), sHeading))
	p.row(p.span(brief.Situation(b.a, b.loc), sLead))
	alert := p.span("", sAlert)
	alert.Formula = fmt.Sprintf("IF(chk_texts=%s,\"\",%s&\" \")&%s", quote(b.text("audit.ok")), quote(b.text("summary.changed")), b.staleMark(""))
	p.row(alert)
	left := b.summaryFigures()
	right := b.summaryTexts()
	for i := range max(len(left), len(right)) {
		var cells []book.Cell
		if i < len(left) {
			cells = append(cells, left[i]...)
		}
		if i < len(right) {
			cells = append(cells, right[i])
		}
		p.row(cells...)
	}
	p.blank()
	b.publicWords(p)
	p.row(p.span(brief.Update(b.a, b.loc), sLead))
	b.roomForCharts(p)
	p.row(p.span(b.text("summary.caution")+" "+b.text("summary.limits"), sNote))
	b.logo(p)
	return p
}

// publicWords says what may be said publicly as things stand, beside what not.
func (b *builder) publicWords(p *page) {
	p.row(wide(0, leftSpan, b.text("summary.may-say"), sHeading), wide(rightFrom, rightSpan, b.text("summary.not-say"), sHeading))
	p.row(wide(0, leftSpan, bulleted(brief.MaySay(b.a, b.loc)), sSide), wide(rightFrom, rightSpan, bulleted(brief.MustNotSay(b.a, b.loc)), sSide))
}

// bulleted puts sentences under one another, each with its mark.
func bulleted(sentences []string) string {
	return "• " + strings.Join(sentences, "\n• ")
}

// summaryFigures are the rows of the reading half.
func (b *builder) summaryFigures() [][]book.Cell {
	var rows [][]book.Cell
	heading := func(s string) {
		rows = append(rows, []book.Cell{str(0, s, sKeyHead), str(1, b.standpoint(incident.Confirmed), sKeyHeadSide), str(2, b.standpoint(incident.Claimed), sKeyHeadSide), wide(3, 2, b.text("summary.unit"), sKeyHeadSide)})
	}
	line := func(label string, cells func(column int, v *impact.View) book.Cell, unit string) {
		rows = append(rows, []book.Cell{str(0, label, sLabel), cells(1, &b.a.Confirmed), cells(2, &b.a.Claimed), {Column: 3, Value: book.String(unit), Style: sUnit, Span: 2}})
	}
	unknown := b.text("verdict.unknown")
	heading(b.text("summary.people"))
	quantity := func(what string) func(int, *impact.View) book.Cell {
		return func(column int, v *impact.View) book.Cell {
			q, id := v.People, v.Standpoint.String()+".people"
			if what == "records" {
				q, id = v.Records, v.Standpoint.String()+".records"
			}
			c := str(column, unknown, sKeyText)
			if q.Known && q.Range.IsExact() {
				c = num(column, q.Range.Low, sKey)
			} else if q.Known {
				c = str(column, b.loc.Range(q.Range), sKeyText)
			}
			return b.explained(c, id)
		}
	}
	line(b.text("summary.people-line"), quantity("people"), b.text("summary.unit-people"))
	line(b.text("summary.records-line"), quantity("records"), b.recordsUnit())
	line(b.text("summary.severity-line"), func(column int, v *impact.View) book.Cell {
		id := v.Standpoint.String() + ".severity.strict"
		if !v.Severity.Applicable {
			c := str(column, b.text("summary.no-score"), sKeyText)
			if b.wanting(v, false) != "FALSE" {
				c.Formula = b.orWord(figureName(id), figureName(id), quote(c.Value.Text))
			}
			c.Link = &book.Link{To: b.basis[id]}
			return c
		}
		c := formula(column, b.orWord(figureName(id), figureName(id), quote(b.text("summary.no-score"))), book.Decimal(v.Severity.Groups[v.Severity.Top].SE.String()), sKeyScore)
		c.Link = &book.Link{To: b.basis[id]}
		return c
	}, b.text("summary.unit-score"))
	line(b.text("summary.level-line"), func(column int, v *impact.View) book.Cell {
		if !v.Severity.Applicable {
			c := str(column, dash, sKeyText)
			if b.wanting(v, false) != "FALSE" {
				c.Formula = b.orWord(figureName(v.Standpoint.String()+".severity.strict"), quote(dash), quote(dash))
			}
			return c
		}
		level := v.Severity.Groups[v.Severity.Top].Level
		return formula(column, "fig_"+identifier(v.Standpoint.String()+".severity.level"), book.String(b.text("severity.level."+string(level))), keyLevelStyle(level))
	}, "")
	line(b.text("summary.extended-line"), func(column int, v *impact.View) book.Cell {
		if v.Severity.ExtendedTop < 0 {
			c := str(column, dash, sKeyText)
			if b.wanting(v, true) != "FALSE" {
				c.Formula = b.breachScore(v, true, quote(dash))
			}
			return c
		}
		id := v.Standpoint.String() + ".severity.extended"
		c := formula(column, figureName(id), book.Decimal(v.Severity.Groups[v.Severity.ExtendedTop].Extended.SE.String()), sKeyScore)
		c.Link = &book.Link{To: b.basis[id]}
		return c
	}, b.text("summary.unit-score"))
	b.summaryFines(heading, line)
	b.summaryMoney(heading, line)
	return rows
}

// recordsUnit is what the sum of records counts: nothing, when the groups count
// different things.
func (b *builder) recordsUnit() string {
	unit := ""
	for _, g := range b.a.Claimed.Scenario.Groups {
		switch {
		case !g.Unit.Known:
		case unit != "" && unit != string(g.Unit.Value):
			return ""
		default:
			unit = string(g.Unit.Value)
		}
	}
	if unit == "" {
		return ""
	}
	return b.text("unit." + unit)
}

type lineWriter func(label string, cells func(column int, v *impact.View) book.Cell, unit string)

// summaryFines refers to the totals of the sanctions sheet.
func (b *builder) summaryFines(heading func(string), line lineWriter) {
	for i := range b.a.Claimed.Jurisdictions {
		j := b.a.Claimed.Jurisdictions[i].Jurisdiction
		if !b.a.Claimed.Jurisdictions[i].Shown() {
			continue
		}
		heading(b.text("summary.fines", law.With("jurisdiction", law.OfText(j.Name))))
		for _, party := range []law.Party{law.NaturalPerson, law.LegalPerson} {
			if !b.threatens(i, party) {
				continue // its law punishes others
			}
			for _, unknown := range []bool{false, true} {
				key := "summary.fines-exposed"
				if unknown {
					key = "summary.fines-unknown"
				}
				line(b.text(key, law.With("party", law.OfWord("party."+string(party)))), func(column int, v *impact.View) book.Cell {
					return b.fineTotal(column, v, i, party, unknown)
				}, b.loc.Currency(j.Currency))
			}
		}
		if !b.threatens(i, law.NaturalPerson) {
			continue
		}
		line(b.text("summary.prison"), func(column int, v *impact.View) book.Cell {
			return b.prisonTotal(column, v, i)
		}, b.text("summary.months"))
	}
}

// threatens tells whether a law has a sanction for a party, at either standpoint.
func (b *builder) threatens(j int, party law.Party) bool {
	for _, v := range b.both() {
		if slices.ContainsFunc(v.Jurisdictions[j].Totals, func(t law.Total) bool { return t.On == party }) {
			return true
		}
	}
	return false
}

// prisonTotal refers to the gravest term, undetermined exposures included. Only
// natural persons are imprisoned.
func (b *builder) prisonTotal(column int, v *impact.View, j int) book.Cell {
	at := &v.Jurisdictions[j]
	threatened := slices.ContainsFunc(at.Findings, func(f law.Finding) bool {
		return f.Version.Penalty != nil && f.Version.Penalty.Prison != nil
	})
	if !threatened {
		return str(column, "–", sKeyText)
	}
	value := decimal.Zero
	for _, t := range at.Totals {
		if t.On == law.NaturalPerson && t.Prison.WithUnknown != nil {
			value = decimalOf(t.Prison.WithUnknown.High)
		}
	}
	id := v.Standpoint.String() + ".fines." + at.Jurisdiction.Code + "." + string(law.NaturalPerson) + ".prison.with-unknown"
	c := formula(column, figureName(id), book.Decimal(value.String()), sKey)
	c.Link = &book.Link{To: b.basis[id]}
	return c
}

// fineTotal refers to the sum over distinct acts.
func (b *builder) fineTotal(column int, v *impact.View, j int, party law.Party, unknown bool) book.Cell {
	id := v.Standpoint.String() + ".fines." + v.Jurisdictions[j].Jurisdiction.Code + "." + string(party) + ".distinct-acts"
	if len(v.Jurisdictions[j].Findings) == 0 {
		return str(column, "", sKeyText)
	}
	if unknown {
		id += ".with-unknown"
	}
	value, expr, style := book.String("–"), figureName(id), sKey
	for _, t := range v.Jurisdictions[j].Totals {
		sums := t.Exposed
		if unknown {
			sums = t.WithUnknown
		}
		if t.On == party && sums.DistinctActs != nil {
			value = book.Decimal(sums.DistinctActs.Amount.String())
		} else if t.On == party && sums.AtLeast != nil {
			// A dash would read as nothing where only a turnover is missing.
			least := b.text("summary.at-least", law.With("amount", law.OfNumber(sums.AtLeast.Amount)))
			style = sKeyLeast // a cut amount would read as another
			value, expr = book.String(least), fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", expr, expr, quote(least))
		}
	}
	c := formula(column, expr, value, style)
	c.Link = &book.Link{To: b.basis[id]}
	return c
}

// summaryMoney refers to the total of the money sheet.
func (b *builder) summaryMoney(heading func(string), line lineWriter) {
	loss := &b.a.Claimed.Loss
	heading(b.text("summary.money"))
	// First how much of it could be estimated: a total of few lines is no total.
	line(b.text("summary.lines"), func(column int, v *impact.View) book.Cell {
		count, of := v.Loss.Coverage()
		return str(column, b.text("summary.lines-of", law.With("count", law.OfInt(count)), law.With("of", law.OfInt(of))), sKeyText)
	}, "")
	for _, what := range []string{"p5", "p50", "p95"} {
		line(b.text("money."+what), func(column int, v *impact.View) book.Cell {
			t := v.Loss.Total
			if t == nil {
				return str(column, b.text("verdict.unknown"), sKeyText)
			}
			amount := map[string]law.Money{"p5": t.P5, "p50": t.P50, "p95": t.P95}[what]
			id := v.Standpoint.String() + ".loss.total." + what
			c := formula(column, figureName(id), book.Decimal(amount.Amount.String()), sKey)
			c.Link = &book.Link{To: b.basis[id]}
			return c
		}, b.loc.Currency(loss.Currency))
	}
	// How far real cases went: without it the third line would be read as the worst.
	line(b.text("summary.practice"), func(column int, v *impact.View) book.Cell {
		r := v.Loss.Practice.Range
		if r == nil {
			return str(column, "–", sKeyText)
		}
		id := v.Standpoint.String() + ".loss.practice.p95"
		c := formula(column, figureName(id), book.Decimal(r.P95.Amount.String()), sKey)
		c.Link = &book.Link{To: b.basis[id]}
		return c
	}, b.loc.Currency(loss.Currency))
}

func keyLevelStyle(l severity.Level) string {
	switch l {
	case severity.Low:
		return sKeyGood
	case severity.Medium:
		return sKeyWarn
	}
	return sKeyBad
}

// summaryTexts are the rows of the other half: what to decide, by when, what to do,
// what the law plainly says, what is not known.
func (b *builder) summaryTexts() []book.Cell {
	var cells []book.Cell
	add := func(s, style string) { cells = append(cells, wide(rightFrom, rightSpan, s, style)) }
	add(b.text("summary.decisions"), sHeading)
	for i, request := range brief.Requests(b.a, b.loc) {
		add(b.loc.Number(decimalOf(i+1))+". "+request, sSideStrong)
	}
	add(b.text("summary.next"), sHeading)
	lines, overdue := brief.NextClock(b.a, b.loc)
	switch {
	case lines == nil:
		add(b.text("summary.next-none"), sSide)
	case overdue:
		add(strings.Join(lines, "\n"), sSideBad)
	default:
		add(strings.Join(lines, "\n"), sSideWarn)
	}
	add(b.text("summary.now"), sHeading)
	for _, c := range b.dutiesInShort() {
		add(c.text, c.style)
	}
	add(b.text("summary.law"), sHeading)
	topics := []law.Topic{law.OnDuties, law.OnSanctions}
	if b.several() {
		topics = topics[:1] // the page has no room for all that several laws say
	}
	for i := range b.a.Claimed.Jurisdictions {
		for _, topic := range topics {
			if s := b.statementsOf(&b.a.Claimed.Jurisdictions[i], topic); len(s) > 0 {
				add(s[0].Text.In(b.loc.Language), sSide)
			}
		}
	}
	add(b.text("summary.unknown"), sHeading)
	for _, line := range b.unknownLines() {
		add(line, sSide)
	}
	return cells
}

// several tells whether the report shows the tables of more than one law.
func (b *builder) several() bool {
	shown := 0
	for _, j := range b.a.Claimed.Jurisdictions {
		if j.Shown() {
			shown++
		}
	}
	return shown > 1
}

// inShort is one line of the summary.
type inShort struct{ text, style string }

// dutiesInShort are the duties and the contracts, one line each.
func (b *builder) dutiesInShort() []inShort {
	var out []inShort
	more := 0
	for _, d := range urgentFirst(b.a.Duties) {
		if len(out) == mostDuties {
			more++
			continue
		}
		f := d.Finding()
		statutory := f.Version.Duty.Basis == law.Statutory
		style := sSide
		if statutory && d.Done() == nil {
			style = map[impact.Headline]string{impact.Due: sSideBad, impact.Prepare: sSideWarn, impact.Open: sSideWarn}[d.Headline]
		}
		text := b.conclusion(d, d.Headline) + b.text("format.colon") + f.Provision.Heading.In(b.loc.Language)
		if !statutory {
			text += " (" + b.text("duties.practice-mark") + ")"
		}
		out = append(out, inShort{text, style})
	}
	for _, c := range b.a.Contracts {
		style := sSideWarn
		switch {
		case c.Deadline.Late(b.a.AsOf):
			style = sSideBad
		case c.Deadline.Due == nil:
			style = sSide
		}
		out = append(out, inShort{brief.Action(impact.Action{Contract: &c}, b.loc), style})
	}
	if more > 0 {
		out = append(out, inShort{b.text("summary.more", law.With("count", law.OfInt(more))), sSide})
	}
	if len(out) == 0 {
		out = append(out, inShort{b.text("duties.none"), sSide})
	}
	return out
}

// urgentFirst are the duties to show a director: what is to be done or prepared,
// of law before practice, then what a missing fact leaves open.
func urgentFirst(duties []impact.DutyView) []impact.DutyView {
	rank := func(d impact.DutyView) int {
		r := map[impact.Headline]int{impact.Due: 0, impact.Prepare: 1, impact.Open: 4}[d.Headline]
		if d.Done() != nil {
			return 6 // it was sent
		}
		if d.Finding().Version.Duty.Basis == law.Practice {
			r += 2
		}
		return r
	}
	out := slices.DeleteFunc(slices.Clone(duties), func(d impact.DutyView) bool { return d.Headline == impact.NotDue })
	slices.SortStableFunc(out, func(a, b impact.DutyView) int { return rank(a) - rank(b) })
	return out
}

// unknownLines are the most decisive questions and the conflicts of sources.
func (b *builder) unknownLines() []string {
	var out []string
	for i, q := range b.a.Questions {
		if i == mostQuestions {
			break
		}
		out = append(out, q.Definition.Question.In(b.loc.Language))
	}
	for _, c := range b.a.Conflicts {
		var values []string
		for _, v := range c.Conflicts {
			values = append(values, b.loc.Value(v))
		}
		out = append(out, b.text("summary.conflict", law.With("what", law.OfCode(b.pathName(c.Path))), law.With("values", law.OfCode(strings.Join(values, " / ")))))
	}
	if len(out) == 0 {
		out = append(out, b.text("audit.none"))
	}
	return out
}

// pathName names an item of the incident file in the reader's words where the
// file itself has them.
func (b *builder) pathName(path string) string {
	for i, o := range b.a.Incident.OtherRecords {
		if strings.HasPrefix(path, fmt.Sprintf("other_records[%d]", i)) {
			return o.What.In(b.loc.Language)
		}
	}
	return path
}
