package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// management writes what a director reads first: the decisions asked, what may be
// said publicly and what not, and when to meet again.
func (b *brief) management() {
	b.document.heading(2, b.say("section.management"))
	l := list{numbered: true}
	for _, text := range Requests(b.a, b.l) {
		l.items = append(l.items, item{text: text})
	}
	b.add(l)
	b.paragraph(Update(b.a, b.l))
	b.document.heading(3, b.say("public.may"))
	b.list(items(MaySay(b.a, b.l))...)
	b.document.heading(3, b.say("public.not"))
	b.list(items(MustNotSay(b.a, b.l))...)
}

func items(texts []string) []item {
	out := make([]item, len(texts))
	for i, t := range texts {
		out[i] = item{text: t}
	}
	return out
}

// Requests words the decisions asked of management, one sentence each.
func Requests(a *impact.Assessment, l *locale.Locale) []string {
	b := &brief{a: a, l: l}
	var out []string
	for _, r := range a.Requests() {
		out = append(out, b.request(r))
	}
	return out
}

func (b *brief) request(r impact.Request) string {
	text := ""
	switch {
	case r.Duty != nil:
		d, duty := r.Duty, r.Duty.Finding().Version.Duty
		to := ""
		if x := d.Jurisdiction.Addressee(duty.To); x != nil {
			to = b.in(x.Name)
		}
		text = b.say("request."+string(r.Kind), law.With("heading", law.OfText(d.Finding().Provision.Heading)), worded("to", to))
	case r.Contract != nil:
		text = b.say("request."+string(r.Kind), law.With("to", law.OfText(r.Contract.Obligation.To.Text)))
	case r.Question != nil:
		text = b.say("request."+string(r.Kind), law.With("question", law.OfText(r.Question.Definition.Question)), law.With("count", law.OfInt(r.Question.Duties)))
	case r.Kind == impact.AskSpend:
		e := &b.a.Believed().Loss
		count, of := e.Coverage()
		text = b.say("request."+string(r.Kind), law.With("p5", law.OfMoney(e.Total.P5)), law.With("p95", law.OfMoney(e.Total.P95)), law.With("count", law.OfInt(count)), law.With("of", law.OfInt(of)))
	default:
		text = b.say("request." + string(r.Kind))
	}
	if r.Others > 0 {
		text = b.say("request.others", worded("request", text), law.With("count", law.OfInt(r.Others)))
	}
	return text
}

// Update words when management should next be told, and why then.
func Update(a *impact.Assessment, l *locale.Locale) string {
	u := a.NextUpdate()
	return l.Text("brief.update."+string(u.Reason), law.With("time", law.OfTime(u.At)))
}

// NextClock words the duty or contract whose time counts most now, in lines of which
// the first names it; overdue tells whether its time is over. A duty that may not
// apply comes last, and only if a figure of its clock is known. Lines are nil where
// no clock counts.
func NextClock(a *impact.Assessment, l *locale.Locale) (lines []string, overdue bool) {
	b := &brief{a: a, l: l}
	var contract *impact.ContractView
	for i := range a.Contracts {
		c := &a.Contracts[i]
		if c.Deadline.Due != nil && c.Deadline.Sent.IsZero() && (contract == nil || c.Deadline.Due.Before(*contract.Deadline.Due)) {
			contract = c
		}
	}
	for _, d := range b.clocks() {
		at := d.Applied().Deadline
		open := d.Headline == impact.Open
		if d.Done() != nil || open && (at.Due == nil || contract != nil) {
			continue
		}
		// What the law wants at once goes before any date of a contract.
		if contract != nil && at.Due != nil && contract.Deadline.Due.Before(*at.Due) {
			break
		}
		if open {
			return []string{b.say("next.open", law.With("heading", law.OfText(d.Finding().Provision.Heading))), b.clock(d.Applied(), false)}, false
		}
		return []string{Action(impact.Action{Duty: &d}, l), b.clock(d.Applied(), certain(d))}, at.Late(a.AsOf) && certain(d)
	}
	if contract == nil {
		return nil, false
	}
	return []string{Action(impact.Action{Contract: contract}, l), b.fixedClock(contract.Obligation.Within, &contract.Deadline, true)}, contract.Deadline.Late(a.AsOf)
}
