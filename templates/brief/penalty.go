package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/law"
)

// penalty words what a text allows for one party.
func (b *brief) penalty(x *law.Exposure, p *law.Penalty) string {
	fine, prison := b.fine(x.Fine), b.prison(x.Prison)
	var text string
	switch {
	case fine == "" && prison == "":
		text = b.say("penalty.none")
	case prison == "":
		text = b.say("penalty.fine", worded("fine", fine))
	case fine == "":
		text = b.say("penalty.prison", worded("prison", prison))
	case p.Cumulation == law.Both:
		text = b.say("penalty.both", worded("prison", prison), worded("fine", fine))
	default:
		text = b.say("penalty.and-or", worded("prison", prison), worded("fine", fine))
	}
	if !p.PerUnit.IsZero() {
		text = b.say("sanction.per", worded("penalty", text), worded("per", b.in(p.PerUnit)))
	}
	return text
}

func (b *brief) fine(f *law.FineExposure) string {
	if f == nil {
		return ""
	}
	low, high := law.With("low", law.OfMoney(f.Low)), law.With("high", law.OfMoney(f.High))
	switch {
	case !f.Bounded:
		return b.say("fine.unbounded", law.With("least", law.OfMoney(f.AtLeast)))
	case f.Low.Amount.Equal(f.High.Amount):
		return b.say("fine.exact", high)
	case f.Low.Amount.IsZero():
		return b.say("fine.up-to", high)
	}
	return b.say("fine.range", low, high)
}

// indicative is where an authority's guideline puts fines below the cap, and what
// that waits for.
func (b *brief) indicative(g *law.IndicativeFine) item {
	key, end := "fine.indicative", g.High
	if !g.Bounded {
		key, end = "fine.indicative.at-least", g.AtLeast
	}
	it := item{text: b.say(key, law.With("guideline", law.OfText(g.Guideline.Name)), law.With("low", law.OfMoney(g.Low)), law.With("high", law.OfMoney(end)))}
	if missing := b.factNames(g.Missing...); len(missing) > 0 {
		it.under = append(it.under, item{text: b.say("fine.indicative.missing", worded("facts", b.commas(missing)))})
	}
	for _, doubt := range doubts(g.Step) {
		it.under = append(it.under, item{text: b.marked(b.in(doubt), law.FromMemory)})
	}
	return it
}

// doubts are the reasons, each once, why rows that were used come from memory.
func doubts(s law.Step) []law.Text {
	var out []law.Text
	s.Walk(func(s law.Step, _ int) {
		if s.Key != "formula.band" || s.Mark != law.FromMemory {
			return
		}
		for _, a := range s.Args {
			if a.Name == "why" && !slices.Contains(out, a.Value.Text) {
				out = append(out, a.Value.Text)
			}
		}
	})
	return out
}

func (b *brief) prison(m *law.Months) string {
	if m == nil {
		return ""
	}
	high := law.With("count", law.OfInt(m.High))
	switch m.Low {
	case m.High:
		return b.say("months.exact", high)
	case 0:
		return b.say("months.up-to", high)
	}
	return b.say("months.range", law.With("low", law.OfInt(m.Low)), high)
}

// totals reads the fines two ways, at both standpoints.
func (b *brief) totals(confirmed, claimed *impact.JurisdictionView) {
	heading := b.say("totals.heading")
	if b.shown() > 1 {
		heading = b.say("totals.heading.of", law.With("jurisdiction", law.OfText(claimed.Jurisdiction.Name)))
	}
	b.document.heading(3, heading)
	column := b.say("totals.column.claimed")
	if b.refuted() {
		column = b.say("totals.column.refuted")
	}
	t := table{head: []string{b.say("totals.column.reading"), b.say("column.confirmed"), column}, numbers: true}
	for _, c := range claimed.Totals {
		if !threatened(c.On, confirmed, claimed) {
			continue
		}
		k := total(confirmed.Totals, c.On)
		party := worded("party", b.l.Text("party."+string(c.On)))
		for _, r := range []struct {
			reading string
			of      func(law.Total) *law.Money
		}{
			{"single", func(t law.Total) *law.Money { return t.Exposed.SingleAct }},
			{"distinct", func(t law.Total) *law.Money { return t.Exposed.DistinctActs }},
			{"single.unknown", func(t law.Total) *law.Money { return t.WithUnknown.SingleAct }},
			{"distinct.unknown", func(t law.Total) *law.Money { return t.WithUnknown.DistinctActs }},
		} {
			t.rows = append(t.rows, []string{b.say("totals."+r.reading, party), b.amount(r.of(k)), b.amount(r.of(c))})
		}
	}
	b.add(t)
	if open := unbounded(confirmed, claimed); len(open) > 0 {
		b.list(item{name: b.say("totals.unbounded"), text: b.join(b.provisions(claimed.Jurisdiction, open...))})
	}
	b.paragraph(b.say("totals.note"))
}

// threatened tells whether any text of a jurisdiction reaches a party.
func threatened(party law.Party, views ...*impact.JurisdictionView) bool {
	for _, j := range views {
		for i := range j.Findings {
			if exposure(&j.Findings[i], party) != nil {
				return true
			}
		}
	}
	return false
}

// unbounded lists the articles that the sums leave out, because a fact that sets
// the cap is missing.
func unbounded(views ...*impact.JurisdictionView) []string {
	var out []string
	for _, j := range views {
		for _, f := range j.Findings {
			for _, x := range f.Exposures {
				if x.Verdict != law.No && x.Fine != nil && !x.Fine.Bounded && !slices.Contains(out, f.Provision.ID) {
					out = append(out, f.Provision.ID)
				}
			}
		}
	}
	return out
}

func total(totals []law.Total, party law.Party) law.Total {
	for _, t := range totals {
		if t.On == party {
			return t
		}
	}
	return law.Total{}
}

func (b *brief) amount(m *law.Money) string {
	if m == nil {
		return b.say("totals.none")
	}
	return b.l.Money(*m)
}
