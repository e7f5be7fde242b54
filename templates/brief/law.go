package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
)

// law says which law applies, and the plain sentences of each rulebook that no
// table of duties or sanctions would show.
func (b *brief) law() {
	b.document.heading(2, b.say("section.law"))
	var items, others []item
	for i := range b.a.Claimed.Jurisdictions {
		claimed, confirmed := &b.a.Claimed.Jurisdictions[i], &b.a.Confirmed.Jurisdictions[i]
		it := item{name: b.in(claimed.Jurisdiction.Name)}
		if k, c := b.scope(confirmed), b.scope(claimed); k == c {
			it.text = k
		} else {
			it.text = b.both(k, c)
		}
		if b.aside(i) {
			others = b.together(others, it)
			continue
		}
		for _, s := range b.statements(i) {
			it.under = append(it.under, item{text: b.statement(s)})
		}
		items = append(items, it)
	}
	b.list(append(items, others...)...)
}

// aside tells whether a law is only named: it does not apply, or it may and
// another does.
func (b *brief) aside(i int) bool {
	return b.a.Claimed.Jurisdictions[i].Pending || !b.concerns(i) && !b.unanswered(i)
}

// together puts the names of laws of which the same is said on one line.
func (b *brief) together(items []item, it item) []item {
	for i := range items {
		if items[i].text == it.text {
			items[i].name = b.commas([]string{items[i].name, it.name})
			return items
		}
	}
	return append(items, it)
}

// shown is the number of laws that have tables.
func (b *brief) shown() int {
	n := 0
	for i := range b.a.Claimed.Jurisdictions {
		if !b.aside(i) {
			n++
		}
	}
	return n
}

// statements are the plain sentences of a jurisdiction that hold on the days that
// decide; none where its law is not concerned.
func (b *brief) statements(i int) []law.Statement {
	if !b.concerns(i) {
		return nil
	}
	var out []law.Statement
	j := b.a.Claimed.Jurisdictions[i].Jurisdiction
	times := civil(b.believed().Scenario.Times, j)
	for _, s := range j.Statements {
		ref := times.Trigger()
		if s.Topic == law.OnSanctions {
			ref = times.Act()
		}
		if s.Valid.Contains(ref.Date) {
			out = append(out, s)
		}
	}
	return out
}

func (b *brief) statement(s law.Statement) string {
	return b.marked(b.say("statement", worded("text", b.in(s.Text)), worded("cites", b.cites(s.Cites))), s.Mark)
}

// concerned tells whether a jurisdiction applies or may apply, and has tables.
func concerned(j *impact.JurisdictionView) bool {
	return !j.Pending && !j.Scope.NotKnown && j.Scope.Verdict != law.No
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
