package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
)

// rules lists, for information, the texts around the sanctions: what was owed
// before the breach, civil liability, what the attacker risks, how it is tried.
func (b *brief) rules() {
	titled := false
	for i := range b.a.Claimed.Jurisdictions {
		j := &b.a.Claimed.Jurisdictions[i]
		for _, topic := range law.RuleTopics() {
			var items []item
			for k := range j.Rules {
				r := &j.Rules[k]
				if r.Version.Rule.Topic == topic && r.Verdict != law.No {
					items = append(items, b.rule(j, r))
				}
			}
			if len(items) == 0 {
				continue
			}
			if !titled {
				b.document.heading(2, b.say("rules.title"))
				titled = true
			}
			b.document.heading(3, b.l.Text("rule-topic."+string(topic)))
			b.list(items...)
		}
	}
}

func (b *brief) rule(j *impact.JurisdictionView, r *law.Finding) item {
	rule := r.Version.Rule
	it := item{name: b.in(r.Provision.Heading), text: b.marked(b.in(rule.Text), r.Version.Mark)}
	it.under = append(it.under, item{text: b.cites(r.Version.Cites)})
	if p := rule.Penalty; p != nil {
		it.under = append(it.under, item{text: b.say("rules.penalty", worded("penalty", Penalty(p, b.l)))})
	}
	if len(rule.Behind) > 0 {
		it.under = append(it.under, item{text: b.say("rules.behind", worded("provisions", b.join(b.provisions(j.Jurisdiction, rule.Behind...))))})
	}
	return it
}

// Penalty words a penalty of stated amounts, such as the attacker's.
func Penalty(p *law.Penalty, l Words) string {
	low, high, fine := p.Stated()
	args := []law.Arg{law.With("low", law.OfMoney(low)), law.With("high", law.OfMoney(high))}
	switch {
	case p.Prison == nil && fine:
		return l.Text("penalty.fine", args...)
	case p.Prison == nil:
		return l.Text("penalty.none")
	}
	args = append(args, law.With("months-low", law.OfInt(p.Prison.Low)), law.With("months-high", law.OfInt(p.Prison.High)))
	if !fine {
		return l.Text("penalty.prison", args...)
	}
	return l.Text("penalty."+string(p.Cumulation), args...)
}
