package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
)

// money prints the simulated costs as ranges, why a line has none, and what the
// total never counts.
func (b *brief) money() {
	b.document.heading(2, b.say("section.money"))
	b.standpoints("money", b.moneyAt)
	var omitted []item
	for _, n := range b.a.Loss.NotEstimated {
		if slices.Contains(b.a.Claimed.Loss.Omits, n.ID) {
			omitted = append(omitted, item{name: b.in(n.Name), text: b.in(n.Why)})
		}
	}
	if len(omitted) > 0 {
		b.list(item{name: b.say("money.omits"), under: omitted})
	}
	b.paragraph(b.say("money.note"))
}

func (b *brief) moneyAt(v *impact.View) []block {
	e := v.Loss
	var d document
	t := table{numbers: true, head: []string{
		b.say("money.column.line", worded("currency", b.l.Currency(e.Currency))),
		b.say("money.column.p5"), b.say("money.column.p50"), b.say("money.column.p95"), b.say("money.column.mean"),
	}}
	band := func(name string, x *loss.Band) {
		row := []string{name}
		for _, m := range []law.Money{x.P5, x.P50, x.P95, x.Mean} {
			row = append(row, b.l.Number(m.Amount))
		}
		t.rows = append(t.rows, row)
	}
	var without []item
	for i := range e.Lines {
		line := &e.Lines[i]
		name := b.in(line.Line.Name)
		if line.Band == nil {
			without = append(without, item{name: name, text: b.l.Text("loss.reason." + line.Reason)})
			continue
		}
		band(b.marked(name, line.Line.Mark), line.Band)
	}
	if e.Total != nil {
		band(b.say("money.total"), e.Total)
		d.add(t)
	} else {
		d.add(paragraph{b.say("money.total.none")})
	}
	if len(without) > 0 {
		d.list(item{name: b.say("money.unestimated"), under: without})
	}
	if e.SizeBy != "" {
		d.add(paragraph{b.say("money.size", law.With("quantity", law.OfWord("quantity."+string(e.SizeBy))))})
	}
	return d.blocks
}
