package workbook

import (
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/book"
)

// assumed is an assumption that a line with an estimate uses, or the cost that the
// organisation gave for a whole line.
type assumed struct {
	loss.Power
	views []*impact.View // of which it holds: its limits may depend on the country
	lines []string       // codes of the lines that use it
	name  string         // of its cells, without what each of them is
}

// assume collects the assumptions that any line uses, in the order of the model, with
// the names of their cells.
func (b *builder) assume() {
	add := func(v *impact.View, p loss.Power, code string) {
		i := slices.IndexFunc(b.assumed, func(a assumed) bool { return a.sameAs(p) })
		if i < 0 {
			i = len(b.assumed)
			b.assumed = append(b.assumed, assumed{Power: p})
		}
		a := &b.assumed[i]
		if !slices.Contains(a.views, v) {
			a.views = append(a.views, v)
		}
		if !slices.Contains(a.lines, code) {
			a.lines = append(a.lines, code)
		}
	}
	for _, v := range b.both() {
		for _, l := range slices.Concat(v.Loss.Lines, v.Loss.Apart) {
			x, _ := v.Loss.Expected(l)
			for _, p := range x.Products {
				for _, f := range p.Powers {
					if f.Quantity == "" {
						add(v, f, l.Line.Code)
					}
				}
			}
		}
	}
	place := func(a assumed) int {
		if a.Line != nil {
			return len(b.a.Loss.Parameters)
		}
		return slices.IndexFunc(b.a.Loss.Parameters, func(p loss.Parameter) bool { return p.ID == a.Parameter.ID })
	}
	slices.SortStableFunc(b.assumed, func(x, y assumed) int { return place(x) - place(y) })
	for i := range b.assumed {
		a := &b.assumed[i]
		a.name = "assumption." + a.id()
		for _, other := range b.assumed {
			if other.id() == a.id() && !other.sameAs(a.Power) {
				a.name = a.views[0].Standpoint.String() + "." + a.name
			}
		}
	}
}

func (a assumed) id() string {
	if a.Line != nil {
		return "line." + a.Line.ID
	}
	return a.Parameter.ID
}

func (a assumed) sameAs(p loss.Power) bool {
	return a.Parameter == p.Parameter && a.Line == p.Line && a.Lognormal == p.Lognormal &&
		a.Range.Low.Equal(p.Range.Low) && a.Range.Centre().Equal(p.Range.Centre()) && a.Range.High.Equal(p.Range.High)
}

// input is the name of one of its cells on the Inputs sheet.
func (a assumed) input(what string) string { return "in_" + identifier(a.name+"."+what) }

// assumption finds what a power at a standpoint refers to.
func (b *builder) assumption(v *impact.View, p loss.Power) assumed {
	i := slices.IndexFunc(b.assumed, func(a assumed) bool { return a.sameAs(p) && slices.Contains(a.views, v) })
	return b.assumed[i]
}

// assumptionName words an assumption with its unit.
func (b *builder) assumptionName(a assumed) string {
	name := b.text("money.given-cost", law.With("line", law.OfText(law.Same(a.lineName(b)))), law.With("unit", law.OfCode(b.unit(a))))
	if a.Parameter != nil {
		name = a.Parameter.Name.In(b.loc.Language) + " (" + b.unit(a) + ")"
	}
	if strings.HasPrefix(a.name, a.views[0].Standpoint.String()) {
		name += b.text("format.colon") + b.standpoint(a.views[0].Standpoint)
	}
	return name
}

func (a assumed) lineName(b *builder) string {
	if a.Line == nil {
		return ""
	}
	return a.Line.Name.In(b.loc.Language)
}

// unit is the currency of money, or what else is counted.
func (b *builder) unit(a assumed) string {
	if a.Line != nil {
		for _, l := range b.a.Claimed.Scenario.LossLines {
			if l.ID == a.Line.ID {
				return b.loc.Currency(l.Cost.Currency)
			}
		}
	}
	if a.Parameter.Unit != loss.UnitMoney {
		return b.text("money.unit." + string(a.Parameter.Unit))
	}
	currency := a.Parameter.Currency
	if _, _, o := b.a.Claimed.Loss.Assumption(a.Parameter); o != nil && o.Currency != "" {
		currency = o.Currency
	}
	if currency == "" { // to be given, in any
		currency = b.a.Claimed.Loss.Currency
	}
	return b.loc.Currency(currency)
}

// provenance is how far an assumption can be trusted, and where it is from.
func (b *builder) provenance(a assumed) (mark, source string) {
	if a.Line != nil {
		for _, l := range b.a.Claimed.Scenario.LossLines {
			if l.ID == a.Line.ID {
				return b.text("money.given"), string(l.Reason)
			}
		}
	}
	if _, _, o := b.a.Claimed.Loss.Assumption(a.Parameter); o != nil {
		return b.text("money.given"), o.Reason
	}
	return b.text("mark." + string(a.Parameter.Mark)), a.Parameter.Source.In(b.loc.Language) + " (" + b.loc.Date(a.Parameter.Date) + ")"
}

// assumptionInputs writes the assumptions that a reader may change. A certain one has
// its likeliest value alone; with both limits it becomes a range.
func (b *builder) assumptionInputs(p *page) {
	if len(b.assumed) == 0 {
		return
	}
	p.heading(b.text("inputs.assumptions"))
	p.row(p.span(b.text("inputs.assumptions-note"), sNote))
	p.header(b.text("money.assumption"), b.text("money.low"), b.text("money.likely"), b.text("money.high"), b.text("basis.mark"), b.text("basis.source"),
		b.text("inputs.used-by"), b.text("inputs.changed-header"), b.text("inputs.effect"))
	for _, a := range b.assumed {
		mark, source := b.provenance(a)
		line := inputLine{label: b.assumptionName(a), status: mark, source: source, remark: b.join(a.lines), effect: followed}
		open := func(column int, what string, v book.Value) book.Cell {
			style := sInputNum
			if v.Kind == book.Text {
				style = sInput
			}
			return book.Cell{Column: column, Value: v, Style: style, Name: a.input(what), Input: true}
		}
		if n := a.Lognormal; n != nil {
			for _, x := range []struct {
				what  string
				value law.Number
			}{{"mu", n.Mu}, {"sigma", n.Sigma}} {
				of := line
				of.label = b.text("inputs.lognormal", law.With("name", law.OfText(law.Same(line.label))), law.With("parameter", law.OfCode(x.what)))
				of.cells = []book.Cell{str(1, "–", sCentre), open(2, x.what, book.Decimal(x.value.String())), str(3, "–", sCentre)}
				b.inputRow(p, of)
			}
			continue
		}
		low, high := book.String(""), book.String("")
		if !a.Range.IsExact() {
			low, high = book.Decimal(a.Range.Low.String()), book.Decimal(a.Range.High.String())
		}
		line.cells = []book.Cell{open(1, "low", low), open(2, "likely", book.Decimal(a.Range.Centre().String())), open(3, "high", high)}
		b.inputRow(p, line)
	}
	p.blank()
}

// countInputs are the counts of each group and of the organisation, in one block: a
// count that becomes known or unknown changes which lines of costs count.
func (b *builder) countInputs(p *page) {
	b.firstCount = p.next()
	b.unknownCounts = map[incident.Standpoint]int{}
	line := func(label, path string, effect effect, name func(incident.Standpoint) string, of func(*impact.View) incident.Reading[law.Range]) {
		cell := func(column int, v *impact.View) book.Cell {
			r := of(v)
			c := str(column, b.text("verdict.unknown"), sInput)
			switch {
			case !r.Known:
				b.unknownCounts[v.Standpoint]++
			case r.Value.IsExact():
				c = num(column, r.Value.Low, sInputNum)
			default:
				c = str(column, b.loc.Range(r.Value), sInput)
			}
			c.Name, c.Input = name(v.Standpoint), true
			return c
		}
		status, source := b.stated(path, of(&b.a.Confirmed).Known, of(&b.a.Claimed).Known)
		b.inputRow(p, inputLine{label: label, cells: []book.Cell{cell(1, &b.a.Confirmed), cell(2, &b.a.Claimed)}, where: path, status: status, source: source, effect: effect})
	}
	for g, group := range b.a.Claimed.Scenario.Groups {
		for _, what := range []string{"people", "records"} {
			line(b.text("inputs."+what, law.With("group", law.OfCode(group.ID))), groupPath(g, what), followed,
				func(s incident.Standpoint) string { return groupInput(s, g, what) },
				func(v *impact.View) incident.Reading[law.Range] {
					if what == "people" {
						return v.Scenario.Groups[g].People
					}
					return v.Scenario.Groups[g].Records
				})
		}
	}
	for _, q := range []loss.Quantity{loss.Employees, loss.Customers} {
		line(b.text("quantity."+string(q)), "organisation."+string(q), followed,
			func(s incident.Standpoint) string { return inputName(s, "organisation."+string(q)) },
			func(v *impact.View) incident.Reading[law.Range] { return organisationCount(v, q) })
	}
	b.lastCount = p.next() - 1
}

func organisationCount(v *impact.View, q loss.Quantity) incident.Reading[law.Range] {
	if q == loss.Employees {
		return v.Scenario.Organisation.Employees
	}
	return v.Scenario.Organisation.Customers
}
