package workbook

import (
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
)

// duties writes what must be done, for whom and by when, at both standpoints,
// statutory duties apart from practice.
func (b *builder) duties() *page {
	p := b.page("duties", 40, 12, 12, 14, 36, 42, 50, 24, 11)
	p.head(b.text("sheet.duties"), b.text("duties.note"))
	b.statements(p, law.OnDuties, law.OnScope)
	p.blank()
	b.plan(p)
	for _, basis := range []law.Basis{law.Statutory, law.Practice} {
		p.heading(b.text("duties.basis." + string(basis)))
		p.header(b.text("duties.duty"), b.standpoint(incident.Confirmed), b.standpoint(incident.Claimed), b.text("duties.headline"), b.text("duties.deadline"),
			b.text("duties.channel"), b.text("duties.open"), b.text("duties.source"), "")
		n := 0
		for _, d := range b.a.Duties {
			if d.Finding().Version.Duty.Basis == basis {
				b.dutyRow(p, d)
				n++
			}
		}
		if n == 0 {
			p.row(p.span(b.text("duties.none"), sText))
		}
		if basis == law.Statutory {
			b.notInForce(p, law.DutyKind)
		}
		p.blank()
	}
	b.contracts(p)
	if len(b.a.Incident.Decisions) > 0 {
		p.heading(b.text("duties.decisions"))
		p.header(b.text("duties.duty"), b.text("duties.decision"), b.text("duties.by"), b.text("duties.at"), b.text("duties.reason"), b.text("duties.headline"))
		for _, d := range b.a.Incident.Decisions {
			p.row(str(0, string(d.Duty), sCode), str(1, b.text("decision."+string(d.Choice)), sText), str(2, string(d.By), sText), str(3, b.loc.Moment(d.At.Moment), sText), str(4, string(d.Reason), sText), str(5, b.concluded(string(d.Duty)), sText))
		}
	}
	return p
}

// notInForce names the texts that a reader could expect and that were not yet, or
// no longer, in force on the day that decides.
func (b *builder) notInForce(p *page, kind law.ProvisionKind) {
	for _, line := range brief.NotInForce(b.a, kind, b.loc) {
		p.row(p.span(line, sNote))
	}
}

// concluded is the tool's own conclusion on a duty that somebody decided.
func (b *builder) concluded(id string) string {
	for _, d := range b.a.Duties {
		if d.Finding().Provision.ID == id {
			return b.conclusion(d, d.Headline)
		}
	}
	return ""
}

// statements prints what the law plainly does or does not provide.
func (b *builder) statements(p *page, topics ...law.Topic) {
	for _, j := range b.a.Claimed.Jurisdictions {
		for _, topic := range topics {
			for _, s := range b.statementsOf(&j, topic) {
				text := s.Text.In(b.loc.Language)
				if !s.Mark.Firm() {
					text += " [" + b.text("mark."+string(s.Mark)) + "]"
				}
				p.row(p.span(j.Jurisdiction.Name.In(b.loc.Language)+b.text("format.colon")+text, sLead))
			}
		}
	}
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
	duty := f.Version.Duty
	to := d.Jurisdiction.Addressee(duty.To)
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
	heading := d.Jurisdiction.Name.In(b.loc.Language) + b.text("format.colon") + f.Provision.Heading.In(b.loc.Language)
	if advice := duty.Advice.In(b.loc.Language); advice != "" {
		heading += "\n" + advice
	}
	if caution := b.cautions(d); caution != "" {
		heading += "\n" + caution
	}
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
	channel += "\n" + b.text("duties.consulted", law.With("date", law.OfDate(to.Consulted)))
	p.row(
		str(0, heading, sStrong), confirmed, claimed, b.headline(3, d, confirmedExpr, claimedExpr),
		str(4, b.deadline(f), sText), str(5, channel, sText), str(6, b.openFacts(f), sText),
		str(7, b.cites(f), sText), b.because(8, b.standpointWith(d).String()+".duty."+f.Provision.ID),
	)
}

// standpointWith is the standpoint whose finding a row shows.
func (b *builder) standpointWith(d impact.DutyView) incident.Standpoint {
	if d.Claimed != nil {
		return incident.Claimed
	}
	return incident.Confirmed
}

// headline is the formula behind impact's reading of both verdicts together.
func (b *builder) headline(column int, d impact.DutyView, confirmed, claimed string) book.Cell {
	word := func(h impact.Headline) string { return quote(b.conclusion(d, h)) }
	if b.a.Refuted() {
		claimed = confirmed
	}
	onClaim := word(impact.Due)
	if d.Finding().Version.Duty.Act == law.Communicate {
		onClaim = word(impact.Prepare)
	}
	expr := "IF(" + confirmed + "=1," + word(impact.Due) + ",IF(" + claimed + "=1," + onClaim + ",IF(OR(" + confirmed + "=0.5," + claimed + "=0.5)," + word(impact.Open) + "," + word(impact.NotDue) + ")))"
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

// clock words a deadline that surely counts.
func (b *builder) clock(d *law.Deadline) []string { return b.clockOf(d, true) }

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

// plan lists what to do in the next hour, day and week, with room to say who and
// when.
func (b *builder) plan(p *page) {
	if len(b.a.Actions) == 0 {
		return
	}
	p.heading(b.text("duties.plan"))
	p.row(p.span(b.text("duties.plan-note"), sNote))
	p.row(str(0, b.text("duties.pace"), sHeader), book.Cell{Column: 1, Span: 6, Value: book.String(b.text("duties.action")), Style: sHeader},
		str(7, b.text("duties.owner"), sHeader), str(8, b.text("duties.done"), sHeader))
	for _, x := range b.a.Actions {
		style := sText
		if x.Duty != nil && x.Duty.Finding().Version.Duty.Basis == law.Statutory {
			style = sStrong
		}
		p.row(str(0, b.text("pace."+string(x.Pace)), sText), book.Cell{Column: 1, Span: 6, Value: book.String(brief.Action(x, b.loc)), Style: style},
			str(7, "", sInput), str(8, "", sInput))
	}
	p.blank()
}

// contracts lists the time limits the organisation owes by contract.
func (b *builder) contracts(p *page) {
	if len(b.a.Contracts) == 0 {
		return
	}
	p.heading(b.text("duties.contracts"))
	p.row(str(0, b.text("duties.to"), sHeader), book.Cell{Column: 1, Span: 3, Value: book.String(b.text("duties.action")), Style: sHeader},
		book.Cell{Column: 4, Span: 2, Value: book.String(b.text("duties.deadline")), Style: sHeader})
	for _, c := range b.a.Contracts {
		p.row(str(0, c.Obligation.To.Text.In(b.loc.Language), sText), book.Cell{Column: 1, Span: 3, Value: book.String(b.text("act." + string(c.Obligation.Act))), Style: sText},
			book.Cell{Column: 4, Span: 2, Value: book.String(strings.Join(b.clock(&c.Deadline), "\n")), Style: sText})
	}
	p.blank()
}
