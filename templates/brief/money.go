package brief

import (
	"slices"
	"strconv"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
)

// money prints the simulated costs as ranges, what stands beside them, why a line
// has none, and what the total never counts.
func (b *brief) money() {
	b.document.heading(2, b.say("section.money"))
	b.standpoints("money", b.moneyAt)
	b.document.list(b.named("money.omits", b.neverCounted()), b.named("money.refused", b.a.Loss.Refused))
	b.paragraph(b.say("money.note"))
	b.paragraph(b.say("money.transferred"))
}

// neverCounted are the costs that no total has.
func (b *brief) neverCounted() []loss.Absent {
	var out []loss.Absent
	for _, n := range b.a.Loss.NotEstimated {
		if slices.Contains(b.a.Claimed.Loss.Omits, n.ID) {
			out = append(out, n)
		}
	}
	return out
}

// named lists costs with the reason why they are not there.
func (b *brief) named(key string, costs []loss.Absent) item {
	out := item{name: b.say(key)}
	for _, c := range costs {
		out.under = append(out.under, item{name: b.in(c.Name), text: b.in(c.Why)})
	}
	return out
}

func (b *brief) moneyAt(v *impact.View) []block {
	e := &v.Loss
	var d document
	b.estimates(&d, e)
	if len(e.Apart) > 0 && e.Apart[0].Band != nil {
		b.apart(&d, e)
	}
	b.anchors(&d, e)
	b.besides(&d, v)
	return d.blocks
}

// estimates is the table of lines and totals, and the lines that it lacks.
func (b *brief) estimates(d *document, e *loss.Estimate) {
	t := table{numbers: true, head: []string{
		b.say("money.column.line", b.unit(e.Currency)),
		b.say("money.column.p5"), b.say("money.column.p50"), b.say("money.column.p95"), b.say("money.column.mean"),
	}}
	for i := range e.Lines {
		if line := &e.Lines[i]; line.Band != nil {
			t.rows = append(t.rows, b.band(b.lineName(line), line.Band))
		}
	}
	if e.Total == nil {
		d.add(paragraph{b.say("money.total.none")})
	} else {
		t.rows = append(t.rows, b.band(b.say("money.total"), e.Total))
		if e.Net.Band != nil {
			t.rows = append(t.rows, b.band(b.marked(b.l.Text("loss-net"), e.Net.Step.Mark), e.Net.Band))
		}
		if r := e.Practice.Range; r != nil {
			t.rows = append(t.rows, append(b.three(b.marked(b.l.Text("loss-practice"), e.Practice.Step.Mark), r), "–"))
		}
		d.add(t)
		d.add(paragraph{b.covered(e)})
	}
	var lists []item
	if without := b.without(e.Lines); len(without) > 0 {
		lists = append(lists, item{name: b.say("money.unestimated"), under: without})
	}
	if partial := b.partial(e.Lines); len(partial) > 0 {
		lists = append(lists, item{name: b.say("money.partial"), under: partial})
	}
	d.list(lists...)
	if e.Total != nil && e.Practice.Range == nil {
		d.add(paragraph{b.say("money.practice.none", law.With("reason", law.OfWord("loss.reason."+e.Practice.Reason)))})
	}
}

// covered says how much of the incident the total has: a total of few lines is not
// what the incident costs.
func (b *brief) covered(e *loss.Estimate) string {
	estimated, apply := e.Coverage()
	key := "money.covered"
	if 2*estimated <= apply {
		key = "money.covered.little"
	}
	return b.say(key, law.With("count", law.OfInt(estimated)), law.With("of", law.OfInt(apply)))
}

// lineName is a line with how far it can be trusted.
func (b *brief) lineName(l *loss.LineEstimate) string {
	if l.Given {
		return b.say("step.marked", worded("line", b.in(l.Line.Name)), worded("mark", b.l.Text("money.given")))
	}
	return b.marked(b.in(l.Line.Name), l.Mark())
}

func (b *brief) unit(c law.Currency) law.Arg { return worded("currency", b.l.Currency(c)) }

func (b *brief) band(name string, x *loss.Band) []string {
	return append(b.three(name, &loss.Range{P5: x.P5, P50: x.P50, P95: x.P95}), b.l.Number(x.Mean.Amount))
}

func (b *brief) three(name string, r *loss.Range) []string {
	return []string{name, b.l.Number(r.P5.Amount), b.l.Number(r.P50.Amount), b.l.Number(r.P95.Amount)}
}

// without groups the lines that have no estimate by the reason why, in the order
// of the lines.
func (b *brief) without(lines []loss.LineEstimate) []item {
	var out []item
	for _, l := range lines {
		if l.Band != nil {
			continue
		}
		name, why := b.in(l.Line.Name), b.l.Text("loss.reason."+l.Reason)
		if len(l.Needs) > 0 {
			out = append(out, item{name: name, text: b.needs(l)})
			continue
		}
		i := slices.IndexFunc(out, func(o item) bool { return o.text == why })
		if i < 0 {
			out = append(out, item{name: name, text: why})
			continue
		}
		out[i].name = b.commas([]string{out[i].name, name})
	}
	return out
}

// needs says what a line waits for.
func (b *brief) needs(l loss.LineEstimate) string {
	return b.say("money.needs", worded("what", b.commas(b.lacking(l.Needs, l.Unknown))))
}

// lacking names what is missing.
func (b *brief) lacking(needs []*loss.Parameter, unknown []loss.Quantity) []string {
	var names []string
	for _, p := range needs {
		names = append(names, b.in(p.Name))
	}
	for _, q := range unknown {
		names = append(names, b.l.Text("quantity."+string(q)))
	}
	return names
}

// partial lists the lines that are estimated without some of their terms.
func (b *brief) partial(lines []loss.LineEstimate) []item {
	var out []item
	for _, l := range lines {
		if l.Band != nil && len(l.Needs)+len(l.Unknown) > 0 {
			out = append(out, item{name: b.in(l.Line.Name), text: b.needs(l)})
		}
	}
	return out
}

// apart is what the incident costs others.
func (b *brief) apart(d *document, e *loss.Estimate) {
	t := table{numbers: true, head: []string{
		b.say("money.apart"), b.say("money.column.p5"), b.say("money.column.p50"), b.say("money.column.p95"), b.say("money.column.mean"),
	}}
	var notes []block
	for _, l := range e.Apart {
		if l.Band != nil {
			t.rows = append(t.rows, b.band(b.lineName(&l), l.Band))
			notes = append(notes, paragraph{b.in(l.Line.Note)})
		}
	}
	d.add(t)
	d.add(notes...)
}

// anchors is what others measured on whole breaches.
func (b *brief) anchors(d *document, e *loss.Estimate) {
	t := table{numbers: true, head: []string{
		b.say("money.anchors", b.unit(e.Currency)), b.say("money.column.p5"), b.say("money.column.p50"), b.say("money.column.p95"),
	}}
	var readings, without []item
	for _, a := range e.Anchors {
		name := b.in(a.Anchor.Name)
		if a.Range == nil {
			without = append(without, item{name: name, text: b.l.Text("loss.reason." + a.Reason)})
			continue
		}
		t.rows = append(t.rows, b.three(b.marked(name, a.Anchor.Mark), a.Range))
		readings = append(readings, item{name: name, text: b.in(a.Anchor.Reading)})
	}
	if len(t.rows) > 0 {
		d.add(t)
		d.list(readings...)
	}
	if len(without) > 0 && e.Total != nil {
		d.list(item{name: b.say("money.anchors.without"), under: without})
	}
}

// CountryName is what the rulebook calls a country, or its code.
func CountryName(a *impact.Assessment, code string) law.Text {
	if j := a.Rulebook.Find(code); j != nil {
		return j.Name
	}
	return law.Same(strings.ToUpper(code))
}

// besides says in sentences what stands around the total.
func (b *brief) besides(d *document, v *impact.View) {
	e := &v.Loss
	if e.SizeBy != "" {
		d.add(paragraph{b.say("money.size", law.With("quantity", law.OfWord("quantity."+string(e.SizeBy))))})
	}
	if e.PricedAs != "" && e.Total != nil {
		d.add(paragraph{b.say("money.country-unknown", law.With("place", law.OfText(CountryName(b.a, e.PricedAs))))})
	}
	if e.Total == nil {
		return
	}
	if len(e.Cash) == 3 {
		d.add(paragraph{b.say("money.cash",
			law.With("low1", law.OfMoney(e.Cash[0].Low)), law.With("high1", law.OfMoney(e.Cash[0].High)),
			law.With("low2", law.OfMoney(e.Cash[1].Low)), law.With("high2", law.OfMoney(e.Cash[1].High)),
			law.With("low3", law.OfMoney(e.Cash[2].Low)), law.With("high3", law.OfMoney(e.Cash[2].High)))})
	}
	if x := e.Betterment; x != nil {
		d.add(paragraph{b.say("money.betterment", law.With("low", law.OfMoney(x.Low)), law.With("high", law.OfMoney(x.High)), law.With("source", law.OfText(b.a.Loss.Betterment.Source)))})
	}
	if e.Net.Band != nil {
		d.add(paragraph{b.say("money.net.note", worded("text", b.l.Step(e.Net.Step)))})
	} else {
		d.add(paragraph{b.say("money.net.none", law.With("reason", law.OfWord("loss.net."+e.Net.Reason)))})
	}
	d.add(paragraph{b.say("money.precision", law.With("trials", law.OfInt(e.Trials)), law.With("seed", law.OfCode(strconv.FormatUint(e.Seed, 10))),
		law.With("error", law.OfMoney(e.Error)), law.With("value", law.OfNumber(b.a.Loss.Correlation.Value.Decimal)))})
	for _, x := range e.Dependences {
		d.add(paragraph{b.say("money.dependence", law.With("value", law.OfNumber(x.Correlation)),
			law.With("p5", law.OfMoney(x.Total.P5)), law.With("p50", law.OfMoney(x.Total.P50)), law.With("p95", law.OfMoney(x.Total.P95)))})
	}
}
