package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/book"

	"github.com/shopspring/decimal"
)

// nothing is shown where a formula has no number, and makes the formulas that use it
// say the same.
const nothing = `"–"`

// expectedCell is the expected value of a line as a formula over the counts and
// assumptions. It follows them, and is stale when other lines would count.
func (b *builder) expectedCell(column int, v *impact.View, l loss.LineEstimate, style string) book.Cell {
	x, _ := v.Loss.Expected(l)
	var products []string
	for _, p := range x.Products {
		var factors []string
		if !p.Scale.Equal(decimal.NewFromInt(1)) {
			factors = append(factors, p.Scale.String())
		}
		for _, f := range p.Powers {
			factors = append(factors, b.meanName(v, f))
		}
		products = append(products, strings.Join(factors, "*"))
	}
	return b.expectation(column, v, strings.Join(products, "+"), x.Value, v.Standpoint.String()+".loss."+l.Line.ID, style)
}

// expectedTotal is the sum over the lines: unlike percentiles, means add up.
func (b *builder) expectedTotal(column int, v *impact.View, style string) book.Cell {
	prefix := v.Standpoint.String() + ".loss."
	var parts []string
	for _, l := range v.Loss.Lines {
		if l.Band != nil {
			parts = append(parts, expectedName(prefix+l.Line.ID))
		}
	}
	value, _ := v.Loss.ExpectedTotal()
	return b.expectation(column, v, strings.Join(parts, "+"), value, prefix+"total", style)
}

func expectedName(figure string) string { return figureName(figure + ".expected") }

func (b *builder) expectation(column int, v *impact.View, expr string, value decimal.Decimal, figure, style string) book.Cell {
	expr = fmt.Sprintf("IF(%s=%s,IFERROR(%s,%s),%s)", linesCheck(v.Standpoint), quote(b.text("audit.ok")), expr, nothing, quote(b.text("audit.stale")))
	c := formula(column, expr, book.Decimal(value.String()), style)
	c.Name = expectedName(figure)
	c.Link = b.because(column, figure+".mean").Link
	return c
}

// meanName is the cell that holds the mean of a power.
func (b *builder) meanName(v *impact.View, p loss.Power) string {
	base := "quantity." + string(p.Quantity)
	if p.Quantity != "" {
		base = v.Standpoint.String() + "." + base
	} else {
		base = b.assumption(v, p).name
	}
	what := ".mean"
	if !p.Exponent.Equal(decimal.NewFromInt(1)) {
		what = ".power" + p.Exponent.String()
	}
	return "sim_" + identifier(base+what)
}

// powers lists the powers that the lines of a standpoint use, each once, in order;
// those of counts or those of assumptions.
func (b *builder) powers(v *impact.View, counts bool) []loss.Power {
	var out []loss.Power
	for _, l := range slices.Concat(v.Loss.Lines, v.Loss.Apart) {
		x, _ := v.Loss.Expected(l)
		for _, p := range x.Products {
			for _, f := range p.Powers {
				name := b.meanName(v, f)
				if (f.Quantity != "") == counts && !slices.ContainsFunc(out, func(o loss.Power) bool { return b.meanName(v, o) == name }) {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// quantities writes the counts that the lines of a standpoint use, added up from the
// Inputs sheet.
func (b *builder) quantities(p *page, v *impact.View) {
	powers := b.powers(v, true)
	if len(powers) == 0 {
		return
	}
	p.header(b.text("money.quantity"), b.text("money.low"), b.text("money.likely"), b.text("money.high"), b.text("money.mean"), b.text("money.remark"))
	remark := func(key string) book.Cell {
		return book.Cell{Column: 5, Span: 3, Value: book.String(b.text(key)), Style: sText}
	}
	var written []loss.Quantity
	for _, f := range powers {
		name := b.text("quantity." + string(f.Quantity))
		base := "sim_" + identifier(v.Standpoint.String()+".quantity."+string(f.Quantity))
		low, likely, high := base+".low", base+".likely", base+".high"
		if !slices.Contains(written, f.Quantity) {
			written = append(written, f.Quantity)
			exprs, live := b.tallied(v, f.Quantity, low, high)
			cell := func(column int, expr, name string, d decimal.Decimal) book.Cell {
				c := num(column, d, sNumber)
				if live {
					c = formula(column, expr, c.Value, sNumber)
				}
				c.Name = name
				return c
			}
			mean := formula(4, fmt.Sprintf("IFERROR((%s+4*%s+%s)/6,%s)", low, likely, high, nothing), book.Decimal(v.Loss.Mean(loss.Power{Quantity: f.Quantity, Range: f.Range, Exponent: decimal.NewFromInt(1)}).String()), sNumber)
			mean.Name = base + ".mean"
			key := "money.quantity-counted"
			if !live {
				key = "money.quantity-value"
			}
			p.row(str(0, name, sText), cell(1, exprs[0], low, f.Range.Low), cell(2, exprs[1], likely, f.Range.Centre()), cell(3, exprs[2], high, f.Range.High), mean, remark(key))
		}
		if !f.Exponent.Equal(decimal.NewFromInt(1)) {
			p.row(str(0, b.text("money.power", law.With("name", law.OfText(law.Same(name))), law.With("power", law.OfNumber(f.Exponent))), sText), str(1, "", sText), str(2, "", sText), str(3, "", sText),
				b.powerCell(4, v, f, low, likely, high), remark("money.power-note"))
		}
	}
}

// powerCell is the mean of a power other than 1. Of a certain number it is the power.
// That of a range has no formula that a spreadsheet has, so it is a value, which holds
// for the range the report was made from and for no other.
func (b *builder) powerCell(column int, v *impact.View, p loss.Power, low, likely, high string) book.Cell {
	otherwise := nothing
	if !p.Range.IsExact() {
		otherwise = fmt.Sprintf("IF(AND(%s=%s,%s=%s,%s=%s),%s,%s)", low, p.Range.Low, likely, p.Range.Centre(), high, p.Range.High, p.Mean, nothing)
	}
	c := formula(column, fmt.Sprintf("IFERROR(IF(%s=%s,%s^%s,%s),%s)", low, high, low, exponent(p), otherwise, nothing), book.Decimal(p.Mean.String()), sNumber)
	c.Name = b.meanName(v, p)
	return c
}

// exponent is written in brackets where it is negative.
func exponent(p loss.Power) string {
	if p.Exponent.IsNegative() {
		return "(" + p.Exponent.String() + ")"
	}
	return p.Exponent.String()
}

// tallied are the expressions of the low, likeliest and high value of a quantity,
// and whether it follows any input.
func (b *builder) tallied(v *impact.View, q loss.Quantity, low, high string) (exprs [3]string, live bool) {
	middle := fmt.Sprintf("IFERROR((%s+%s)/2,%s)", low, high, nothing)
	if q == loss.Employees || q == loss.Customers {
		r := organisationCount(v, q).Value
		cell := inputName(v.Standpoint, "organisation."+string(q))
		return [3]string{b.ofRange(cell, r, r.Low), b.ofRange(cell, r, r.Centre()), b.ofRange(cell, r, r.High)}, true
	}
	tally, ok := v.Tally(q, b.a.Loss.CardType)
	if !ok {
		return exprs, false
	}
	all := func(list []impact.Tallied, of func(law.Range) decimal.Decimal, wanted func(impact.Tallied) bool) []string {
		var out []string
		for _, c := range list {
			switch {
			case !wanted(c):
			case c.What == "":
				out = append(out, of(c.Range).String())
			default:
				live = true
				out = append(out, b.ofRange(groupInput(v.Standpoint, c.Group, c.What), c.Range, of(c.Range)))
			}
		}
		return out
	}
	sum := func(parts []string) string {
		if len(parts) == 0 {
			return "0"
		}
		return strings.Join(parts, "+")
	}
	each := func(impact.Tallied) bool { return true }
	lows := tally.Possible
	if tally.Certain != nil {
		lows = tally.Certain
	}
	lowest := func(r law.Range) decimal.Decimal { return r.Low }
	overlapping := all(lows, lowest, func(c impact.Tallied) bool { return c.Overlaps })
	exprs[0] = sum(all(lows, lowest, func(c impact.Tallied) bool { return !c.Overlaps }))
	if len(overlapping) > 0 {
		exprs[0] = "MAX(" + exprs[0] + "," + strings.Join(overlapping, ",") + ")"
	}
	exprs[1] = middle
	if tally.Certain == nil && !slices.ContainsFunc(tally.Possible, func(c impact.Tallied) bool { return c.Overlaps }) {
		exprs[1] = sum(all(tally.Possible, law.Range.Centre, each))
		// A limit without a likeliest value leaves none of the sum, until it is a number.
		var numbers []string
		for _, c := range tally.Possible {
			if !c.Range.HasLikely {
				if c.What == "" {
					numbers = []string{"FALSE"}
					break
				}
				numbers = append(numbers, "ISNUMBER("+groupInput(v.Standpoint, c.Group, c.What)+")")
			}
		}
		if len(numbers) > 0 {
			exprs[1] = fmt.Sprintf("IF(AND(%s),%s,%s)", strings.Join(numbers, ","), exprs[1], middle)
		}
	}
	exprs[2] = sum(all(tally.Possible, func(r law.Range) decimal.Decimal { return r.High }, each))
	for i := range exprs {
		exprs[i] = fmt.Sprintf("IFERROR(%s,%s)", exprs[i], nothing)
	}
	return exprs, live
}

// ofRange is the number in a count's cell, or one of its limits while it holds the
// range of the file.
func (b *builder) ofRange(cell string, r law.Range, of decimal.Decimal) string {
	if r.IsExact() {
		return fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", cell, cell, nothing)
	}
	return fmt.Sprintf("IF(ISNUMBER(%s),%s,IF(%s=%s,%s,%s))", cell, cell, cell, quote(b.loc.Range(r)), of, nothing)
}

// assumptionRow writes an assumption as it stands on the Inputs sheet, with its mean.
func (b *builder) assumptionRow(p *page, a assumed) {
	mark, source := b.provenance(a)
	value := func(column int, what string, d decimal.Decimal) book.Cell {
		cell := a.input(what)
		return formula(column, fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", cell, cell, nothing), book.Decimal(d.String()), sNumber)
	}
	v := a.views[0]
	cells := []book.Cell{str(1, "–", sCentre), value(2, "likely", a.Range.Centre()), str(3, "–", sCentre)}
	expr := fmt.Sprintf("IF(AND(ISNUMBER(%s),ISNUMBER(%s)),(%s+4*%s+%s)/6,%s)", a.input("low"), a.input("high"), a.input("low"), a.input("likely"), a.input("high"), a.input("likely"))
	switch {
	case a.Lognormal != nil:
		cells = []book.Cell{str(1, b.text("money.lognormal"), sText), value(2, "mu", a.Lognormal.Mu.Decimal), value(3, "sigma", a.Lognormal.Sigma.Decimal)}
		expr = fmt.Sprintf("EXP(%s+%s^2/2)", a.input("mu"), a.input("sigma"))
	case !a.Range.IsExact():
		cells = []book.Cell{value(1, "low", a.Range.Low), value(2, "likely", a.Range.Centre()), value(3, "high", a.Range.High)}
	default:
		for i, what := range map[int]string{0: "low", 2: "high"} {
			c := value(i+1, what, decimal.Zero)
			c.Value, c.Style = book.String("–"), sNumber
			cells[i] = c
		}
	}
	one := a.Power
	one.Exponent = decimal.NewFromInt(1)
	mean := formula(4, "IFERROR("+expr+","+nothing+")", book.Decimal(v.Loss.Mean(one).String()), sNumber)
	mean.Name = b.meanName(v, one)
	p.row(append(append([]book.Cell{str(0, b.assumptionName(a), sText)}, cells...), mean, str(5, mark, sMark), book.Cell{Column: 6, Span: 2, Value: book.String(source), Style: sText})...)
	for _, f := range b.powers(v, false) {
		if !a.sameAs(f) || f.Exponent.Equal(one.Exponent) {
			continue
		}
		// Without limits the likeliest value is both.
		low := fmt.Sprintf("IF(AND(ISNUMBER(%s),ISNUMBER(%s)),%s,%s)", a.input("low"), a.input("high"), a.input("low"), a.input("likely"))
		high := fmt.Sprintf("IF(AND(ISNUMBER(%s),ISNUMBER(%s)),%s,%s)", a.input("low"), a.input("high"), a.input("high"), a.input("likely"))
		p.row(str(0, b.text("money.power", law.With("name", law.OfText(law.Same(b.assumptionName(a)))), law.With("power", law.OfNumber(f.Exponent))), sText),
			str(1, "", sText), str(2, "", sText), str(3, "", sText), b.powerCell(4, v, f, low, a.input("likely"), high), str(5, "", sText), book.Cell{Column: 6, Span: 2, Value: book.String(b.text("money.power-note")), Style: sText})
	}
}

// control holds the simulated mean of each line against its expected value.
func (b *builder) control(p *page, v *impact.View) {
	if v.Loss.Total == nil {
		return
	}
	prefix := v.Standpoint.String() + ".loss."
	p.heading(b.text("money.control", law.With("standpoint", law.OfWord(b.standpointKey(v.Standpoint)))))
	p.row(p.span(b.text("money.control-note", law.With("digits", law.OfInt(loss.SimulatedDigits))), sNote))
	p.header(b.text("money.line"), b.text("money.expected"), b.text("money.simulated"), b.text("money.tolerance"), b.text("audit.check-result"))
	row := func(name, figure string, simulated, expected, tolerance decimal.Decimal, style string) {
		linked := func(c book.Cell) book.Cell {
			c.Link = b.because(c.Column, figure+".mean").Link
			return c
		}
		at := p.next()
		result := b.text("audit.ok")
		if !loss.Agrees(simulated, expected, tolerance) {
			result = b.text("audit.fail")
		}
		check := formula(4, fmt.Sprintf("IF(%s<>%s,%s,IF(ABS(C%d-B%d)<=D%d,%s,%s))", simulationCheck, quote(b.text("audit.ok")), quote(b.text("audit.stale")), at+1, at+1, at+1, quote(b.text("audit.ok")), quote(b.text("audit.fail"))),
			book.String(result), sGood)
		check.Name = controlName(figure)
		for _, word := range []string{b.text("audit.stale"), b.text("audit.fail")} {
			p.sheet.Flags = append(p.sheet.Flags, book.Flag{Row: at, Column: 4, Equals: word, Style: sBad})
		}
		p.row(str(0, name, style), linked(formula(1, expectedName(figure), book.Decimal(expected.String()), sMoney)), linked(num(2, simulated, sMoney)), linked(num(3, tolerance, sMoney)), check)
	}
	for _, l := range slices.Concat(v.Loss.Lines, v.Loss.Apart) {
		if x, ok := v.Loss.Expected(l); ok {
			row(l.Line.Code+" · "+l.Line.Name.In(b.loc.Language), prefix+l.Line.ID, l.Simulated, x.Value, x.Tolerance, sText)
		}
	}
	value, tolerance := v.Loss.ExpectedTotal()
	row(b.text("loss-total"), prefix+"total", v.Loss.Simulated, value, tolerance, sStrong)
	p.blank()
	b.quantities(p, v)
	p.blank()
}

func controlName(figure string) string { return "chk_" + identifier(figure+".mean") }

// agreement is the check that every simulated mean lies where its formula puts it.
func (b *builder) agreement(v *impact.View) (expr string, cached book.Value) {
	prefix := v.Standpoint.String() + ".loss."
	ok, stale, fail := b.text("audit.ok"), b.text("audit.stale"), b.text("audit.fail")
	value, tolerance := v.Loss.ExpectedTotal()
	agrees := loss.Agrees(v.Loss.Simulated, value, tolerance)
	tests := []string{controlName(prefix+"total") + "=" + quote(ok)}
	for _, l := range slices.Concat(v.Loss.Lines, v.Loss.Apart) {
		if x, has := v.Loss.Expected(l); has {
			agrees = agrees && loss.Agrees(l.Simulated, x.Value, x.Tolerance)
			tests = append(tests, controlName(prefix+l.Line.ID)+"="+quote(ok))
		}
	}
	cached = book.String(ok)
	if !agrees {
		cached = book.String(fail)
	}
	return fmt.Sprintf("IF(%s<>%s,%s,IF(AND(%s),%s,%s))", simulationCheck, quote(ok), quote(stale), strings.Join(tests, ","), quote(ok), quote(fail)), cached
}

// standing says at the top of the sheet whether the simulated amounts belong to the
// inputs.
func (b *builder) standing(p *page) {
	fresh := b.text("money.fresh")
	c := formula(0, b.staleMark(fresh), book.String(fresh), sGood)
	c.Span, c.Name = len(p.sheet.Columns), "chk_money"
	row := p.row(c)
	p.sheet.Flags = append(p.sheet.Flags, book.Flag{Row: row, Column: 0, Equals: b.text("money.stale"), Style: sBad})
}
