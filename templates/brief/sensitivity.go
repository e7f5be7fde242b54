package brief

import (
	"io"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Sensitivity writes which input moves the money most, which unknown to settle
// first, and which single fact would change the answer about a duty. Its error is
// that of a simulation, or of the writer.
func Sensitivity(w io.Writer, a *impact.Assessment, l *locale.Locale) error {
	b := &brief{a: a, l: l}
	b.document.heading(1, b.say("sensitivity.title", quoted("title", b.name())))
	b.document.heading(2, b.say("sensitivity.inputs"))
	for _, v := range b.counted() {
		if err := b.influences(v); err != nil {
			return err
		}
	}
	b.paragraph(b.say("sensitivity.inputs.note"))
	b.document.heading(2, b.say("sensitivity.unknown"))
	if err := b.unsettled(); err != nil {
		return err
	}
	b.document.heading(2, b.say("sensitivity.flips"))
	b.dutyFlips()
	_, err := io.WriteString(w, layText(b.document, l))
	return err
}

// influences is the tornado of one standpoint as a table.
func (b *brief) influences(v *impact.View) error {
	b.document.heading(3, b.say("money.at."+v.Standpoint.String()))
	influences, err := v.Loss.Influences()
	if err != nil {
		return err
	}
	if len(influences) == 0 {
		b.paragraph(b.say("money.total.none"))
		return nil
	}
	t := table{numbers: true, head: []string{
		b.say("sensitivity.input"), b.say("sensitivity.from"), b.say("sensitivity.to"),
		b.say("sensitivity.low", b.unit(v.Loss.Currency)), b.say("sensitivity.high", b.unit(v.Loss.Currency)), b.say("sensitivity.swing"), b.say("sensitivity.narrowing"),
	}}
	for _, i := range influences {
		if i.Swing.Amount.IsZero() && i.Narrowing.IsZero() {
			continue
		}
		t.rows = append(t.rows, []string{
			Driver(i.Driver, b.l), b.l.Number(i.Low), b.l.Number(i.High), b.l.Number(i.AtLow.Amount), b.l.Number(i.AtHigh.Amount), b.l.Number(i.Swing.Amount), b.say("percent", law.With("value", law.OfNumber(i.Narrowing.Shift(2)))),
		})
	}
	b.add(t)
	return nil
}

// Driver names an input of the simulation.
func Driver(d loss.Driver, l *locale.Locale) string {
	switch {
	case d.Parameter != nil:
		return d.Parameter.Name.In(l.Language)
	case d.Line != nil:
		return d.Line.Name.In(l.Language)
	}
	return l.Text("quantity." + string(d.Quantity))
}

// unsettled lists what the estimate waits for: answers first, by what they move,
// then numbers without which a line is not there.
func (b *brief) unsettled() error {
	views := b.counted()
	v := views[len(views)-1]
	settled, err := v.Loss.Questions()
	if err != nil {
		return err
	}
	var items []item
	total := func(x *loss.Band) string {
		if x == nil {
			return b.say("money.total.none")
		}
		return b.say("sensitivity.band", law.With("p5", law.OfMoney(x.P5)), law.With("p50", law.OfMoney(x.P50)), law.With("p95", law.OfMoney(x.P95)))
	}
	for _, s := range settled {
		it := item{name: b.l.Text("loss.reason." + s.Reason)}
		if !s.Swing.Amount.IsZero() {
			it.under = []item{{name: b.l.Text("verdict.yes"), text: total(s.Yes)}, {name: b.l.Text("verdict.no"), text: total(s.No)}}
		}
		if still := b.lacking(s.Needs, s.Unknown); len(still) > 0 {
			it.under = append(it.under, item{text: b.say("sensitivity.still", worded("what", b.commas(still)))})
		}
		items = append(items, it)
	}
	for _, l := range v.Loss.Lines {
		if l.Band == nil && len(l.Needs)+len(l.Unknown) > 0 {
			items = append(items, item{name: b.in(l.Line.Name), text: b.needs(l)})
		}
	}
	if len(items) == 0 {
		b.paragraph(b.say("sensitivity.unknown.none"))
		return nil
	}
	b.document.heading(3, b.say("money.at."+v.Standpoint.String()))
	b.paragraph(b.say("sensitivity.unknown.note"))
	b.list(items...)
	return nil
}

// dutyFlips lists, for each duty, the single facts that would change the answer.
func (b *brief) dutyFlips() {
	var items []item
	for _, d := range b.a.Duties {
		f := d.Applied()
		it := item{name: b.in(f.Provision.Heading), text: b.l.Text("verdict." + f.Verdict.String())}
		for _, flip := range f.Flips {
			definition := b.a.Rulebook.Facts.Find(flip.Fact)
			if definition == nil {
				continue
			}
			it.under = append(it.under, item{text: b.l.Text("duties.flip",
				law.With("fact", law.OfText(definition.Name)), law.With("value", flip.To), law.With("verdict", law.OfVerdict(flip.Then)))})
		}
		if len(it.under) > 0 {
			items = append(items, it)
		}
	}
	if len(items) == 0 {
		b.paragraph(b.say("sensitivity.flips.none"))
		return
	}
	b.list(items...)
}
