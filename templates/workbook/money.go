package workbook

import (
	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/book"
)

// money writes the estimate at both standpoints. Simulated amounts are values:
// they are stamped with seed and trials, and a check on the Audit sheet turns
// when an input they used is changed.
func (b *builder) money() *page {
	p := b.page("money", 46, 17, 17, 17, 17, 50, 12)
	currency := law.With("currency", law.OfCode(b.loc.Currency(b.a.Claimed.Loss.Currency)))
	p.head(b.text("sheet.money"), b.text("money.note", currency, law.With("trials", law.OfInt(b.a.Trials)), law.With("seed", law.OfCode(seed(b.a.Seed)))))
	for _, v := range b.both() {
		b.lossTable(p, v)
		p.blank()
	}
	b.curve(p)
	p.blank()
	p.heading(b.text("money.not-estimated"))
	p.header(b.text("money.line"), b.text("money.reason"))
	for _, absent := range b.a.Loss.NotEstimated {
		p.row(str(0, absent.Code+" · "+absent.Name.In(b.loc.Language), sText), book.Cell{Column: 1, Span: 5, Value: book.String(absent.Why.In(b.loc.Language)), Style: sText})
	}
	p.blank()
	p.heading(b.text("money.assumptions"))
	p.header(b.text("money.assumption"), b.text("money.low"), b.text("money.likely"), b.text("money.high"), b.text("basis.mark"), b.text("basis.source"))
	for i := range b.a.Loss.Parameters {
		b.parameter(p, &b.a.Loss.Parameters[i])
	}
	p.blank()
	rates := b.a.Claimed.Loss.Rates
	p.row(p.span(b.text("money.rates", law.With("date", law.OfDate(rates.Date)), law.With("source", law.OfText(rates.Source))), sNote))
	p.row(p.span(b.text("money.correlation", law.With("value", law.OfNumber(b.a.Loss.Correlation.Value.Decimal)), law.With("source", law.OfText(b.a.Loss.Correlation.Source))), sNote))
	return p
}

func (b *builder) lossTable(p *page, v *impact.View) {
	p.heading(b.standpoint(v.Standpoint))
	p.header(b.text("money.line"), b.text("money.p5"), b.text("money.p50"), b.text("money.p95"), b.text("money.mean"), b.text("money.remark"), "")
	prefix := v.Standpoint.String() + ".loss."
	for _, l := range v.Loss.Lines {
		name := l.Line.Code + " · " + l.Line.Name.In(b.loc.Language)
		if l.Band == nil {
			p.row(str(0, name, sText), str(1, "–", sCentre), str(2, "–", sCentre), str(3, "–", sCentre), str(4, "–", sCentre),
				str(5, b.text("money.none", law.With("reason", law.OfWord("loss.reason."+l.Reason))), sText), str(6, "", sText))
			continue
		}
		mark := ""
		if !l.Line.Mark.Firm() {
			mark = b.text("money.mark", law.With("mark", law.OfWord("mark."+string(l.Line.Mark))))
		}
		b.bandRow(p, name, prefix+l.Line.ID, *l.Band, mark, sText, sMoney)
	}
	if v.Loss.Total == nil {
		p.row(p.span(b.text("step.loss.total.none"), sWarn))
		return
	}
	b.bandRow(p, b.text("loss-total"), prefix+"total", *v.Loss.Total, b.text("money.total-note"), sStrong, sMoneyBold)
	tail := money(1, v.Loss.Total.TVaR95)
	p.row(str(0, b.text("money.tvar"), sText), b.explained(tail, prefix+"total.tvar95"))
	var omitted []string
	for _, id := range v.Loss.Omits {
		omitted = append(omitted, b.costName(id))
	}
	p.row(p.span(b.text("money.estimated", law.With("count", law.OfInt(estimated(v))), law.With("of", law.OfInt(len(v.Loss.Lines)))), sNote))
	p.row(p.span(b.text("money.omits", law.With("costs", law.OfCode(b.join(omitted)))), sNote))
}

// estimated counts the lines that have an estimate.
func estimated(v *impact.View) int {
	n := 0
	for _, l := range v.Loss.Lines {
		if l.Band != nil {
			n++
		}
	}
	return n
}

func (b *builder) bandRow(p *page, name, figure string, band loss.Band, remark, textStyle, style string) {
	cell := func(column int, m law.Money, what string) book.Cell {
		c := money(column, m)
		c.Style = style
		return b.explained(c, figure+"."+what)
	}
	p.row(str(0, name, textStyle), cell(1, band.P5, "p5"), cell(2, band.P50, "p50"), cell(3, band.P95, "p95"), cell(4, band.Mean, "mean"),
		str(5, remark, sText), b.because(6, figure+".p50"))
}

func (b *builder) costName(id string) string {
	for _, l := range b.a.Loss.Lines {
		if l.ID == id {
			return l.Name.In(b.loc.Language)
		}
	}
	for _, a := range b.a.Loss.NotEstimated {
		if a.ID == id {
			return a.Name.In(b.loc.Language)
		}
	}
	return id
}

// curve writes the points of the exceedance curves and their chart: the chance
// that the cost is above an amount, on a logarithmic axis of amounts.
func (b *builder) curve(p *page) {
	views := []*impact.View{}
	for _, v := range b.both() {
		if len(v.Loss.Curve) > 1 {
			views = append(views, v)
		}
	}
	if len(views) == 0 {
		return
	}
	p.heading(b.text("money.curve"))
	p.sheet.Rows[p.next()-1].Break = true
	p.row(p.span(b.text("money.curve-note"), sNote))
	chartRow := p.next()
	for range chartRows {
		p.blank()
	}
	chart := book.Chart{
		Kind: book.Curve, Row: chartRow, Column: 0, Width: 980, Height: 20 * chartRows,
		Title: b.text("money.curve"), Alt: b.curveAlt(views),
		XTitle: b.text("money.curve-x", law.With("currency", law.OfCode(b.loc.Currency(b.a.Claimed.Loss.Currency)))), YTitle: b.text("money.curve-y"),
		XFormat: wholeFormat, YFormat: "0%", LogX: true, YMin: "0", YMax: "1",
	}
	names := make([]book.Cell, 0, 2*len(views))
	for i, v := range views {
		names = append(names, str(3*i, b.text("money.amount"), sHeader), str(3*i+1, b.standpoint(v.Standpoint), sHeader))
	}
	header := p.row(names...)
	length := 0
	for _, v := range views {
		length = max(length, len(v.Loss.Curve))
	}
	for r := range length {
		var cells []book.Cell
		for i, v := range views {
			if r < len(v.Loss.Curve) {
				point := v.Loss.Curve[r]
				cells = append(cells, num(3*i, point.Amount, sMoney), num(3*i+1, point.Chance, sShare))
			}
		}
		p.row(cells...)
	}
	colours := map[int]string{0: grey, 1: blue}
	for i, v := range views {
		chart.Series = append(chart.Series, book.Series{
			Sheet: p.sheet.Name, NameRow: header, NameColumn: 3*i + 1, FirstRow: header + 1, LastRow: header + len(v.Loss.Curve),
			XColumn: 3 * i, YColumn: 3*i + 1, Colour: colours[int(v.Standpoint)], Dash: v.Standpoint == 0,
		})
	}
	p.sheet.Charts = append(p.sheet.Charts, chart)
}

// chartRows is how many rows of ordinary height the chart lies over.
const chartRows = 18

func (b *builder) curveAlt(views []*impact.View) string {
	var parts []string
	for _, v := range views {
		if t := v.Loss.Total; t != nil {
			parts = append(parts, b.text("money.curve-alt", law.With("standpoint", law.OfWord("standpoint."+v.Standpoint.String())),
				law.With("p50", law.OfMoney(t.P50)), law.With("p95", law.OfMoney(t.P95))))
		}
	}
	return b.join(parts)
}

func (b *builder) parameter(p *page, m *loss.Parameter) {
	low, high := str(1, "–", sCentre), str(3, "–", sCentre)
	var likely book.Cell
	switch {
	case m.Constant != nil:
		likely = num(2, m.Constant.Decimal, sNumber)
	case m.PERT != nil:
		low, likely, high = num(1, m.PERT.Low.Decimal, sNumber), num(2, m.PERT.Likely.Decimal, sNumber), num(3, m.PERT.High.Decimal, sNumber)
	default:
		likely = str(2, b.text("money.lognormal", law.With("mu", law.OfNumber(m.Lognormal.Mu.Decimal)), law.With("sigma", law.OfNumber(m.Lognormal.Sigma.Decimal))), sText)
	}
	unit := b.loc.Currency(m.Currency)
	if m.Unit != loss.UnitMoney {
		unit = b.text("money.unit." + string(m.Unit))
	}
	p.row(str(0, m.Name.In(b.loc.Language)+" ("+unit+")", sText), low, likely, high, str(4, b.text("mark."+string(m.Mark)), sMark),
		str(5, m.Source.In(b.loc.Language)+" ("+b.loc.Date(m.Date)+")", sText))
}
