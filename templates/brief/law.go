package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
)

// law says which law applies, and the plain sentences of each rulebook that no
// table of duties or sanctions would show.
func (b *brief) law() {
	b.document.heading(2, b.say("section.law"))
	var items []item
	for i := range b.a.Claimed.Jurisdictions {
		claimed, confirmed := &b.a.Claimed.Jurisdictions[i], &b.a.Confirmed.Jurisdictions[i]
		it := item{name: b.in(claimed.Jurisdiction.Name)}
		k, c := b.scope(confirmed), b.scope(claimed)
		if k == c {
			it.text = k
		} else {
			it.text = b.say("answers.both", worded("confirmed", k), worded("claimed", c))
		}
		if !concerned(confirmed) && !concerned(claimed) {
			items = append(items, it)
			continue
		}
		for _, s := range claimed.Jurisdiction.Statements {
			if s.Valid.Contains(b.reference(claimed, s.Topic)) {
				text := b.say("statement", worded("text", b.in(s.Text)), worded("cites", b.cites(s.Cites)))
				it.under = append(it.under, item{text: b.marked(text, s.Mark)})
			}
		}
		items = append(items, it)
	}
	b.list(items...)
}

// concerned tells whether a jurisdiction applies or may apply.
func concerned(j *impact.JurisdictionView) bool {
	return !j.Scope.NotKnown && j.Scope.Verdict != law.No
}

func (b *brief) scope(j *impact.JurisdictionView) string {
	if j.Scope.NotKnown {
		return b.say("scope.not-known")
	}
	text := b.say("scope." + j.Scope.Verdict.String())
	if missing := b.factNames(j.Scope.Missing...); j.Scope.Verdict == law.Unknown && len(missing) > 0 {
		text = b.say("scope.missing", worded("scope", text), worded("missing", b.commas(missing)))
	}
	return text
}

// reference is the day whose law a statement must belong to: that of the act for
// sanctions, that of the trigger for the rest. The findings carry it in the
// jurisdiction's own civil time.
func (b *brief) reference(j *impact.JurisdictionView, topic law.Topic) law.Date {
	for _, f := range j.Findings {
		if (f.Provision.Kind == law.SanctionKind) == (topic == law.OnSanctions) {
			return f.Reference.Date
		}
	}
	times := b.a.Claimed.Scenario.Times
	if topic == law.OnSanctions {
		return times.Act().Date
	}
	return times.Trigger().Date
}
