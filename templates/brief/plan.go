package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// plan lists what to do in the next hour, day and week. It orders work; the
// legal time limits stand with the duties.
func (b *brief) plan() {
	titled := false
	for _, pace := range []law.Pace{law.NextHour, law.NextDay, law.NextWeek} {
		var items []item
		for _, x := range b.a.Actions {
			if x.Pace == pace && (x.Question == nil || b.asks(*x.Question)) {
				items = append(items, item{text: Action(x, b.l)})
			}
		}
		if len(items) == 0 {
			continue
		}
		if !titled {
			b.document.heading(2, b.say("plan.title"))
			b.paragraph(b.say("plan.note"))
			titled = true
		}
		b.document.heading(3, b.say("plan."+string(pace)))
		b.list(items...)
	}
}

// Action words one line of the plan: a question to settle, or a duty with what it
// rests on.
func Action(x impact.Action, l *locale.Locale) string {
	if x.Question != nil {
		return l.Text("brief.plan.question", law.With("question", law.OfText(x.Question.Definition.Question)))
	}
	if x.Contract != nil {
		o := x.Contract.Obligation
		to := o.To.Text.In(l.Language) + l.Text("format.colon") + l.Text("brief.contract.act."+string(o.Act))
		return l.Text("brief.plan.duty.due.contractual", quoted("heading", to))
	}
	f := x.Duty.Applied()
	duty := string(x.Duty.Headline)
	if basis := f.Version.Duty.Basis; basis != law.Statutory {
		duty += "." + string(basis)
	}
	return l.Text("brief.plan.duty."+duty, law.With("heading", law.OfText(f.Provision.Heading)))
}
