package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
)

// Columns of the sheet. The duties of a law are two tables on the same grid: what
// to conclude, then what to do about it, which is printed, filled in and signed.
const (
	dutyName = iota
	dutyConfirmed
	dutyClaimed
	dutyConclusion
	dutyWhy
	_
	dutyLocal
	dutyUTC
	dutyLeft
	dutySource
	dutyBasis
)

// duties writes what must be done, for whom and by when: first the plan and every
// clock at one glance, then each law at both standpoints, statutory duties apart
// from practice.
func (b *builder) duties() *page {
	p := b.page("duties", 32, 10, 10, 12, 20, 17, 18, 18, 16, 17, 10)
	p.head(b.text("sheet.duties"), b.text("duties.note"))
	b.plan(p, law.NextHour, law.NextDay)
	b.clocks(p)
	written := false
	for i := range b.a.Claimed.Jurisdictions {
		written = b.dutiesOf(p, &b.a.Claimed.Jurisdictions[i]) || written
	}
	if !written {
		p.heading(b.text("duties.basis.statutory"))
		p.row(p.span(b.text("duties.none"), sText))
	}
	b.notInForce(p, law.DutyKind)
	p.blank()
	b.contracts(p)
	b.otherDecisions(p)
	b.plan(p, law.NextWeek)
	return p
}

// dutiesOf writes the duties under one law; false where it has none to show.
func (b *builder) dutiesOf(p *page, j *impact.JurisdictionView) bool {
	var lists [2][]impact.DutyView
	for _, d := range byUrgency(b.a.Duties) {
		switch {
		case d.Jurisdiction != j.Jurisdiction:
		case d.Finding().Version.Duty.Basis == law.Statutory:
			lists[0] = append(lists[0], d)
		default:
			lists[1] = append(lists[1], d)
		}
	}
	said := false
	for i, basis := range []law.Basis{law.Statutory, law.Practice} {
		if len(lists[i]) == 0 && (basis == law.Practice || len(lists[1]) == 0) {
			continue
		}
		p.heading(j.Jurisdiction.Name.In(b.loc.Language) + b.text("format.colon") + b.text("duties.basis."+string(basis)))
		if !said {
			b.statementsUnder(p, j, law.OnDuties, law.OnScope)
			said = true
		}
		if len(lists[i]) == 0 {
			p.row(p.span(b.text("duties.none"), sText))
			p.blank()
			continue
		}
		p.keep(p.row(str(dutyName, b.text("duties.duty"), sHeader), str(dutyConfirmed, b.standpoint(incident.Confirmed), sHeader), str(dutyClaimed, b.standpoint(incident.Claimed), sHeader),
			str(dutyConclusion, b.text("duties.headline"), sHeader), wide(dutyWhy, 2, b.text("duties.why"), sHeader), str(dutyLocal, b.text("duties.local"), sHeader),
			str(dutyUTC, b.text("duties.universal"), sHeader), str(dutyLeft, b.text("duties.left"), sHeader), str(dutySource, b.text("duties.source"), sHeader), str(dutyBasis, "", sHeader)))
		for _, d := range lists[i] {
			b.dutyRow(p, d)
		}
		b.followUp(p, lists[i])
		p.blank()
	}
	if !said && b.statementsUnder(p, j, law.OnDuties, law.OnScope) {
		said = true
		p.blank()
	}
	return said
}

// followUp is the table to fill in and sign, of all that may have to be done.
func (b *builder) followUp(p *page, duties []impact.DutyView) {
	written, said := false, map[string]bool{}
	for _, d := range duties {
		open, decision := b.openFacts(d.Finding()), b.decided(d)
		if d.Headline == impact.NotDue && open == "" && decision == "" {
			continue
		}
		if !written {
			written = true
			p.keep(p.row(str(dutyName, b.text("duties.follow-up"), sHeader), wide(dutyConfirmed, 3, b.text("duties.channel"), sHeader), wide(dutyWhy, 2, b.text("duties.open"), sHeader),
				wide(dutyLocal, 2, b.text("duties.decision"), sHeader), str(dutyLeft, b.text("duties.owner"), sHeader), wide(dutySource, 2, b.text("duties.signature"), sHeader)))
		}
		style := sText
		if decision == "" {
			style = sInput
		}
		p.row(str(dutyName, d.Finding().Provision.Heading.In(b.loc.Language), sStrong), wide(dutyConfirmed, 3, b.channel(d, said), sText), wide(dutyWhy, 2, open, sText),
			wide(dutyLocal, 2, decision, style), str(dutyLeft, "", sInput), wide(dutySource, 2, "", sInput))
	}
}

// decided is what people decided about a duty, by whom, when and why.
func (b *builder) decided(d impact.DutyView) string {
	var out []string
	for _, x := range b.a.Incident.Decisions {
		if string(x.Duty) == d.Finding().Provision.ID {
			out = append(out, b.decision(x))
		}
	}
	return strings.Join(out, "\n")
}

func (b *builder) decision(x incident.Decision) string {
	var signed []string
	for _, s := range []string{string(x.By), b.loc.Moment(x.At.Moment)} {
		if s != "" && !(x.At.IsZero() && s == b.loc.Moment(x.At.Moment)) {
			signed = append(signed, s)
		}
	}
	out := b.text("decision." + string(x.Choice))
	if len(signed) > 0 {
		out += " (" + b.join(signed) + ")"
	}
	return out + "\n" + b.text("duties.reason") + b.text("format.colon") + string(x.Reason)
}

// otherDecisions are those about a duty that no text in force lays down.
func (b *builder) otherDecisions(p *page) {
	written := false
	for _, x := range b.a.Incident.Decisions {
		shown := slices.ContainsFunc(b.a.Duties, func(d impact.DutyView) bool { return d.Finding().Provision.ID == string(x.Duty) })
		if shown {
			continue
		}
		if !written {
			written = true
			p.heading(b.text("duties.decisions"))
		}
		p.row(str(dutyName, string(x.Duty), sCode), wide(dutyConfirmed, 10, b.decision(x), sText))
	}
}

// notInForce names the texts that a reader could expect and that were not yet, or
// no longer, in force on the day that decides.
func (b *builder) notInForce(p *page, kind law.ProvisionKind) {
	for _, line := range brief.NotInForce(b.a, kind, b.loc) {
		p.row(p.span(line, sNote))
	}
}

// statements prints what the laws plainly do or do not provide.
func (b *builder) statements(p *page, topics ...law.Topic) {
	for i := range b.a.Claimed.Jurisdictions {
		b.statementsUnder(p, &b.a.Claimed.Jurisdictions[i], topics...)
	}
}

// statementsUnder prints those of one law, and tells whether there were any.
func (b *builder) statementsUnder(p *page, j *impact.JurisdictionView, topics ...law.Topic) bool {
	said := false
	for _, topic := range topics {
		for _, s := range b.statementsOf(j, topic) {
			text := s.Text.In(b.loc.Language)
			if !s.Mark.Firm() {
				text += " [" + b.text("mark."+string(s.Mark)) + "]"
			}
			p.row(p.span(j.Jurisdiction.Name.In(b.loc.Language)+b.text("format.colon")+text, sLead))
			said = true
		}
	}
	return said
}

// statementsOf are those valid on the day that decides.
func (b *builder) statementsOf(j *impact.JurisdictionView, topic law.Topic) []law.Statement {
	if j.Scope.NotKnown || j.Scope.Verdict == law.No || j.Pending {
		return nil
	}
	times := b.a.Claimed.Scenario.Times
	on := times.Trigger().Date
	if topic == law.OnSanctions {
		on = times.Act().Date
	}
	var out []law.Statement
	for _, s := range j.Jurisdiction.Statements {
		if s.Topic == topic && s.Valid.Contains(on) {
			out = append(out, s)
		}
	}
	return out
}

func (b *builder) dutyRow(p *page, d impact.DutyView) {
	f := d.Finding()
	no, unknown, yes := b.text("verdict.no"), b.text("verdict.unknown"), b.text("verdict.yes")
	verdict := func(column int, v *impact.View, found *law.Finding) (book.Cell, string) {
		if found == nil {
			return str(column, b.absent(v, d.Jurisdiction), sText), exprNo
		}
		l := b.live(v, d.Jurisdiction, found.Reference.Date)
		expr := l.finding(found)
		c := formula(column, words(expr, no, unknown, yes), book.String(b.text("verdict."+found.Verdict.String())), verdictStyle(found.Verdict))
		return b.explained(c, v.Standpoint.String()+".duty."+found.Provision.ID), expr
	}
	confirmed, confirmedExpr := verdict(1, &b.a.Confirmed, d.Confirmed)
	claimed, claimedExpr := verdict(2, &b.a.Claimed, d.Claimed)
	why := []string{b.why(d)}
	for _, more := range []string{f.Version.Duty.Advice.In(b.loc.Language), b.cautions(d)} {
		if more != "" {
			why = append(why, more)
		}
	}
	cells := []book.Cell{str(dutyName, f.Provision.Heading.In(b.loc.Language), sStrong), confirmed, claimed, b.headline(dutyConclusion, p.next(), d, confirmedExpr, claimedExpr), wide(dutyWhy, 2, strings.Join(why, "\n"), sText)}
	cells = append(cells, b.deadlineCells(d)...)
	p.row(append(cells, str(dutySource, b.cites(f), sText), b.because(dutyBasis, b.standpointWith(d).String()+".duty."+f.Provision.ID))...)
}

// channel says to whom a duty is owed, how they are reached and when: the first
// time in a table, so that what was said is marked.
func (b *builder) channel(d impact.DutyView, said map[string]bool) string {
	to := d.Jurisdiction.Addressee(d.Finding().Version.Duty.To)
	if said[to.ID] {
		return to.Name.In(b.loc.Language) + "\n" + b.text("duties.channel-above")
	}
	said[to.ID] = true
	channel := to.Name.In(b.loc.Language) + "\n" + to.Channel.In(b.loc.Language)
	if to.URL != "" {
		channel += "\n" + to.URL
	}
	switch next, known := d.Jurisdiction.NextOpening(b.a.AsOf); {
	case to.Opening == law.AlwaysOpening:
		channel += "\n" + b.text("duties.always")
	case to.Opening == law.OfficeOpening && known:
		channel += "\n" + b.text("duties.opening", law.With("time", law.OfTime(next)))
	}
	return channel + "\n" + b.text("duties.consulted", law.With("date", law.OfDate(to.Consulted)))
}

// standpointWith is the standpoint whose finding a row shows.
func (b *builder) standpointWith(d impact.DutyView) incident.Standpoint {
	if d.Claimed != nil {
		return incident.Claimed
	}
	return incident.Confirmed
}

// headline is the formula behind impact's reading of both verdicts together.
func (b *builder) headline(column, row int, d impact.DutyView, confirmed, claimed string) book.Cell {
	open := d
	open.Stated = false // as if the file did not say so
	word := func(h impact.Headline) string { return quote(b.conclusion(open, h)) }
	if b.a.Refuted() {
		claimed = confirmed
	}
	onClaim := word(impact.Due)
	if d.Finding().Version.Duty.Act == law.Communicate {
		onClaim = word(impact.Prepare)
	}
	expr := "IF(" + confirmed + "=1," + word(impact.Due) + ",IF(" + claimed + "=1," + onClaim + ",IF(OR(" + confirmed + "=0.5," + claimed + "=0.5)," + word(impact.Open) + "," + word(impact.NotDue) + ")))"
	// The organisation may say in the workbook, too, that it was done.
	if id := d.Finding().Version.Duty.Done; id != "" && b.askedFacts()[id] && open.Done() == nil {
		done := d
		done.Stated = true
		var owed []string
		columns := []int{dutyConfirmed, dutyClaimed}
		if b.a.Refuted() {
			columns = columns[:1]
		}
		for _, c := range columns {
			for _, verdict := range []string{"yes", "unknown"} {
				owed = append(owed, book.Address(c, row)+"="+quote(b.text("verdict."+verdict)))
			}
		}
		expr = fmt.Sprintf("IF(AND(%s=%s,OR(%s)),%s,%s)", b.input(incident.Confirmed, id, d.Jurisdiction), quote(b.text("verdict.yes")), strings.Join(owed, ","), quote(b.conclusion(done, impact.Due)), expr)
	}
	return formula(column, expr, book.String(b.conclusion(d, d.Headline)), conclusionStyle(d))
}

func (b *builder) live(v *impact.View, j *law.Jurisdiction, on law.Date) live {
	for i := range v.Jurisdictions {
		if v.Jurisdictions[i].Jurisdiction == j {
			return live{b: b, standpoint: v.Standpoint, view: &v.Jurisdictions[i], on: on}
		}
	}
	panic("workbook: a duty of a jurisdiction that was not assessed")
}

// deadline words a clock, in local and universal time where the text sets one.
func (b *builder) deadline(f *law.Finding) string {
	if f.Deadline == nil {
		return b.text("duties.no-clock")
	}
	return strings.Join(b.clockOf(f.Deadline, f.Verdict != law.Unknown), "\n")
}

// cautions are what the answer rests on, where that is less than the law in force
// and the facts of the file.
func (b *builder) cautions(d impact.DutyView) string {
	say := func(key string, args ...law.Arg) string { return b.text("brief."+key, args...) }
	clock := func(f *law.Finding) string { return b.deadline(f) }
	return strings.Join(brief.Cautions(d, say, clock), "\n")
}

// clockOf words a deadline, one line a thought. One of a duty that may not apply is
// never said to be over.
func (b *builder) clockOf(d *law.Deadline, certain bool) []string {
	var lines []string
	if d.Trigger.IsZero() && d.Standard != law.FixedTime {
		// Not started says nothing of how fast the text wants it.
		lines = append(lines, b.loc.Step(law.Step{Key: "describe.clock." + string(d.Standard), Args: []law.Arg{law.With("event", law.OfWord(d.Event))}}))
	}
	lines = append(lines, brief.Sentence(d.Step, b.loc, b.a.Rulebook))
	if d.Due != nil {
		lines = append(lines, b.text("duties.due", law.With("local", law.OfTime(*d.Due)), law.With("universal", law.OfTime(d.Due.UTC()))))
	}
	if !d.Sent.IsZero() {
		lines = append(lines, b.text("duties.sent", law.With("moment", d.Sent.Value())))
	}
	switch {
	case !d.Sent.IsZero():
		lines = append(lines, brief.Done(d, b.loc))
	case d.Late(b.a.AsOf) && certain:
		lines = append(lines, b.text("duties.late"))
	case d.Late(b.a.AsOf):
		lines = append(lines, b.loc.Text("brief.clock.over.open", law.With("due", law.OfTime(*d.Due))))
	}
	if d.IfPublic != nil {
		lines = append(lines, b.text("duties.if-public", law.With("due", law.OfTime(*d.IfPublic))))
	}
	return lines
}

// openFacts are the facts that are missing, then the single ones that would
// change the answer.
func (b *builder) openFacts(f *law.Finding) string {
	var lines []string
	if len(f.Missing) > 0 {
		lines = append(lines, b.text("duties.missing", law.With("facts", law.OfCode(b.factNames(f.Missing)))))
	}
	return strings.Join(append(lines, b.flipLines(f)...), "\n")
}

// flipLines are the single facts that would change a verdict, one line each.
func (b *builder) flipLines(f *law.Finding) []string {
	var lines []string
	for _, flip := range f.Flips {
		verdict := law.OfVerdict(flip.Then)
		if f.Version.Penalty != nil {
			verdict = law.OfWord("exposure." + exposureKey(flip.Then))
		}
		d := b.a.Rulebook.Facts.Find(flip.Fact)
		lines = append(lines, b.text("duties.flip", law.With("fact", law.OfText(d.Name)), law.With("value", flip.To), law.With("verdict", verdict)))
	}
	return lines
}

// cites names the texts; what a weaker mark doubts stands on the Basis sheet.
func (b *builder) cites(f *law.Finding) string {
	var out []string
	for _, c := range f.Version.Cites {
		out = append(out, brief.Place(c, b.a.Rulebook, b.loc))
	}
	if !f.Version.Mark.Firm() {
		out = append(out, "["+b.text("mark."+string(f.Version.Mark))+"]")
	}
	return strings.Join(out, "\n")
}

// plan lists what to do in the next hour, day or week, and by when the law wants
// it, with room to say who and when.
func (b *builder) plan(p *page, paces ...law.Pace) {
	later := 0 // questions of the week, which have a sheet of their own
	actions := slices.DeleteFunc(slices.Clone(b.a.Actions), func(x impact.Action) bool {
		if x.Question != nil && x.Pace == law.NextWeek && slices.Contains(paces, x.Pace) {
			later++
			return true
		}
		return !slices.Contains(paces, x.Pace)
	})
	if len(actions)+later == 0 {
		return
	}
	var names []string
	for _, pace := range paces {
		names = append(names, b.text("pace."+string(pace)))
	}
	p.heading(b.text("duties.plan") + b.text("format.colon") + b.join(names))
	if later > 0 {
		p.note(b.text("duties.plan-week", law.With("sheet", law.OfCode(b.text("sheet.questions")))))
	}
	if len(actions) == 0 {
		p.blank()
		return
	}
	p.note(b.text("duties.plan-note"))
	p.keep(p.row(str(dutyName, b.text("duties.pace"), sHeader), wide(dutyConfirmed, 5, b.text("duties.action"), sHeader), str(dutyLocal, b.text("duties.deadline"), sHeader),
		str(dutyUTC, b.text("duties.left"), sHeader), wide(dutyLeft, 2, b.text("duties.owner"), sHeader), str(dutyBasis, b.text("duties.done"), sHeader)))
	for _, x := range actions {
		style, deadline, certain := sText, (*law.Deadline)(nil), true
		switch {
		case x.Duty != nil:
			if x.Duty.Finding().Version.Duty.Basis == law.Statutory {
				style = sStrong
			}
			deadline, certain = deciding(*x.Duty).Deadline, x.Duty.Headline == impact.Due
		case x.Contract != nil:
			style, deadline = sStrong, &x.Contract.Deadline
		}
		term, left, leftStyle := "", "", sText
		if deadline != nil {
			term, left, leftStyle = b.term(deadline), b.counted(deadline, certain), b.countedStyle(deadline, certain)
		}
		p.row(str(dutyName, b.text("pace."+string(x.Pace)), sText), wide(dutyConfirmed, 5, brief.Action(x, b.loc), style), str(dutyLocal, term, style),
			str(dutyUTC, left, leftStyle), wide(dutyLeft, 2, "", sInput), str(dutyBasis, "", sInput))
	}
	p.blank()
}

// clocks draws every clock that has started, over the figures it is drawn from.
func (b *builder) clocks(p *page) {
	p.heading(b.text("timeline.title"))
	row := p.next()
	rows, chart, started := b.timeline(p.sheet.Name, row+timelineRows)
	if !started {
		p.row(p.span(b.text("timeline.none"), sText))
		p.blank()
		return
	}
	high := 110 + 28*(len(rows)-1)
	chart.Row, chart.Width, chart.Height, chart.Title = row, 1300, high, "" // the heading says it
	for r := range timelineRows {
		p.sheet.Rows[p.row()] = book.Row{Height: min(float64(high)*0.75/timelineRows+2, 400), Keep: r+1 < timelineRows}
	}
	p.sheet.Charts = append(p.sheet.Charts, chart)
	for i, cells := range rows {
		if r := p.row(cells...); i == 0 {
			p.keep(r)
		}
	}
	p.note(b.text("timeline.note"))
	p.blank()
}

// timelineRows is how many rows the chart lies over; a row can be 409 points high.
const timelineRows = 3

// contracts lists the time limits the organisation owes by contract.
func (b *builder) contracts(p *page) {
	if len(b.a.Contracts) == 0 {
		return
	}
	p.heading(b.text("duties.contracts"))
	p.keep(p.row(str(dutyName, b.text("duties.to"), sHeader), wide(dutyConfirmed, 3, b.text("duties.action"), sHeader), wide(dutyWhy, 2, b.text("duties.rule"), sHeader),
		str(dutyLocal, b.text("duties.local"), sHeader), str(dutyUTC, b.text("duties.universal"), sHeader), str(dutyLeft, b.text("duties.left"), sHeader), wide(dutySource, 2, b.text("duties.owner"), sHeader)))
	for _, c := range b.a.Contracts {
		cells := []book.Cell{str(dutyName, c.Obligation.To.Text.In(b.loc.Language), sStrong), wide(dutyConfirmed, 3, b.text("brief.contract.act."+string(c.Obligation.Act)), sText), wide(dutyWhy, 2, brief.Sentence(c.Deadline.Step, b.loc, b.a.Rulebook), sText)}
		p.row(append(append(cells, b.limit(&c.Deadline)...), str(dutyLeft, b.counted(&c.Deadline, true), b.countedStyle(&c.Deadline, true)), wide(dutySource, 2, "", sInput))...)
	}
	p.blank()
}
