package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
)

// plan lists what to do in the next hour, day and week. It orders work; the
// legal time limits stand with the duties.
func (b *brief) plan() {
	if len(b.a.Actions) == 0 {
		return
	}
	b.document.heading(2, b.say("plan.title"))
	b.paragraph(b.say("plan.note"))
	for _, pace := range []law.Pace{law.NextHour, law.NextDay, law.NextWeek} {
		var items []item
		for _, x := range b.a.Actions {
			if x.Pace == pace {
				items = append(items, item{text: Action(x, b.l)})
			}
		}
		if len(items) > 0 {
			b.document.heading(3, b.say("plan."+string(pace)))
			b.list(items...)
		}
	}
}

// Action words one line of the plan.
func Action(x impact.Action, l Words) string {
	if x.Question != nil {
		return l.Text("brief.plan.question", law.With("question", law.OfText(x.Question.Definition.Question)))
	}
	f := x.Duty.Finding()
	key := "brief.plan.duty." + string(x.Duty.Headline)
	if f.Version.Duty.Basis == law.Practice {
		key += ".practice"
	}
	return l.Text(key, law.With("heading", law.OfText(f.Provision.Heading)))
}

// Words is what words a message: a locale.
type Words interface {
	Text(key string, args ...law.Arg) string
}
