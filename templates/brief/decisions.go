package brief

import (
	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/line"
)

// decisions prints what people judged and decided. The file may one day show
// that a decision was considered, so its author, date and reason stand with it.
func (b *brief) decisions() {
	var items []item
	for _, j := range b.a.Incident.Judgements {
		d := b.a.Rulebook.Facts.Find(law.FactID(j.Fact.ID))
		name := line.Clean(j.Fact.ID)
		if d != nil {
			name = b.in(d.Name)
		}
		value := incident.GivenValue{Definition: d, Fact: j.Value}.Value()
		text := b.say("judgement.text", worded("fact", name), worded("value", b.l.Value(value)))
		items = append(items, item{text: text, under: b.signed(j.By, j.At, j.Reason)})
	}
	for _, d := range b.a.Incident.Decisions {
		text := b.say("decision.text", worded("duty", b.findProvision(string(d.Duty))), worded("decision", b.say("decision.choice."+string(d.Choice))))
		items = append(items, item{text: text, under: append(b.concluded(d.Duty), b.signed(d.By, d.At, d.Reason)...)})
	}
	b.section("decisions", items)
}

// concluded is what the tool itself concludes on a duty, to stand beside what was
// decided.
func (b *brief) concluded(duty incident.ProvisionID) []item {
	for _, d := range b.a.Duties {
		if d.Finding().Provision.ID == string(duty) {
			headline := b.say("headline." + string(d.Headline))
			if at := d.Done(); at != nil && d.Headline != impact.NotDue {
				headline = b.done(at)
			}
			return []item{{text: b.say("decision.tool", worded("headline", headline))}}
		}
	}
	return nil
}

func (b *brief) signed(by incident.Prose, at incident.Moment, reason incident.Prose) []item {
	var out []item
	if by != "" {
		out = append(out, item{text: b.say("decision.by", quoted("by", string(by)))})
	}
	if !at.IsZero() {
		out = append(out, item{text: b.say("decision.at", worded("at", b.l.Moment(at.Moment)))})
	}
	if reason != "" {
		out = append(out, item{text: b.say("decision.reason", quoted("reason", string(reason)))})
	}
	return out
}
