package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// rules lists, for information, the texts around the sanctions: what was owed
// before the breach, civil liability, what the attacker risks, how it is tried.
// None of them exposes the organisation, and none enters a total.
func (b *brief) rules() {
	titled := false
	for i := range b.believed().Jurisdictions {
		j := &b.believed().Jurisdictions[i]
		if j.Pending {
			continue
		}
		for _, topic := range law.RuleTopics() {
			var items []item
			for k := range j.Rules {
				if r := &j.Rules[k]; r.Version.Rule.Topic == topic && r.Verdict != law.No {
					items = append(items, b.rule(j, rule(&b.a.Confirmed.Jurisdictions[i], r.Provision.ID), r))
				}
			}
			if len(items) == 0 {
				continue
			}
			if !titled {
				b.document.heading(2, b.say("rules.title"))
				titled = true
			}
			name := b.l.Text("rule-topic." + string(topic))
			if b.shown() > 1 {
				name = b.say("rules.topic", worded("topic", name), worded("jurisdiction", b.in(j.Jurisdiction.Name)))
			}
			b.document.heading(3, name)
			b.list(items...)
		}
	}
}

// rule finds a rule at one standpoint, or nil.
func rule(j *impact.JurisdictionView, id string) *law.Finding {
	for i := range j.Rules {
		if j.Rules[i].Provision.ID == id {
			return &j.Rules[i]
		}
	}
	return nil
}

// without leaves out facts that another place asks for.
func without(ids, others []law.FactID) []law.FactID {
	return slices.DeleteFunc(ids, func(id law.FactID) bool { return slices.Contains(others, id) })
}

// rule is one text. The answer is printed where it is not a plain yes; what the
// whole law waits for is said of the law, not of each text.
func (b *brief) rule(view *impact.JurisdictionView, confirmed, believed *law.Finding) item {
	r, j, scope := believed.Version.Rule, view.Jurisdiction, view.Scope.Missing
	it := item{name: b.in(believed.Provision.Heading), text: b.in(r.Text)}
	add := func(name, text string) { it.under = append(it.under, item{name: name, text: text}) }
	add("", b.cites(believed.Version.Cites))
	if believed.Verdict != law.Yes || confirmed == nil || confirmed.Verdict != law.Yes {
		add(b.say("rules.applies"), b.answers("rule", j, verdictOf(confirmed), verdictOf(believed)))
		if missing := b.factNames(without(b.missingOf(confirmed, believed), scope)...); len(missing) > 0 {
			add(b.say("duty.missing"), b.commas(missing))
		}
	}
	if p := r.Penalty; p != nil {
		add("", b.say("rules.penalty", worded("penalty", Penalty(p, b.l))))
		for _, m := range p.Measures {
			add(b.say("sanction.measures"), b.in(m))
		}
	}
	if len(r.Behind) > 0 {
		add("", b.say("rules.behind", worded("provisions", b.join(b.provisions(j, r.Behind...)))))
	}
	it.under = append(it.under, b.reserve(believed.Version.Mark, believed.Version.Why)...)
	return it
}

// Penalty words a penalty of stated amounts, such as the attacker's.
func Penalty(p *law.Penalty, l *locale.Locale) string {
	x := &law.Exposure{Prison: p.Prison}
	if low, high, stated := p.Stated(); stated {
		x.Fine = &law.FineExposure{Low: low, High: high, Bounded: true}
	}
	if x.Prison == nil && x.Fine == nil {
		return l.Text("penalty.none")
	}
	return (&brief{l: l}).penalty(x, p)
}
