package workbook

import (
	"strconv"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
	"breachimpact/templates/theme"
)

// money writes the estimate at both standpoints. Simulated amounts are values:
// they are stamped with seed and trials, and a check on the Audit sheet turns
// when an input they used is changed.
func (b *builder) money() *page {
	p := b.page("money", 46, 17, 17, 17, 17, 18, 46, 12)
	p.sheet.Dense = true
	currency := law.With("currency", law.OfCode(b.loc.Currency(b.a.Claimed.Loss.Currency)))
	p.head(b.text("sheet.money"), b.text("money.note", currency, law.With("trials", law.OfInt(b.a.Trials)), law.With("seed", law.OfCode(seed(b.a.Seed)))))
	b.standing(p)
	p.row(p.span(b.text("money.expected-note"), sNote))
	for _, v := range b.both() {
		b.lossTable(p, v)
		b.beside(p, v)
		p.blank()
	}
	b.curve(p)
	p.blank()
	b.tornado(p)
	for _, v := range b.both() {
		b.control(p, v)
	}
	p.amounts(0, b.loc.Currency(b.a.Claimed.Loss.Currency))
	b.absences(p, "money.not-estimated", b.a.Loss.NotEstimated)
	p.blank()
	b.absences(p, "brief.money.refused", b.a.Loss.Refused)
	p.blank()
	p.heading(b.text("money.assumptions"))
	p.row(str(0, b.text("money.assumption"), sHeader), str(1, b.text("money.low"), sHeader), str(2, b.text("money.likely"), sHeader), str(3, b.text("money.high"), sHeader), str(4, b.text("money.mean"), sHeader),
		str(5, b.text("basis.mark"), sHeader), book.Cell{Column: 6, Span: 2, Value: book.String(b.text("basis.source")), Style: sHeader})
	for i := range b.a.Loss.Parameters {
		b.parameter(p, &b.a.Loss.Parameters[i])
	}
	for _, a := range b.assumed {
		if a.Line != nil {
			b.assumptionRow(p, a)
		}
	}
	p.blank()
	rates := b.a.Claimed.Loss.Rates
	p.row(p.span(b.text("money.rates", law.With("date", law.OfDate(rates.Date)), law.With("source", law.OfText(rates.Source))), sNote))
	p.row(p.span(b.text("money.correlation", law.With("value", law.OfNumber(b.a.Loss.Correlation.Value.Decimal)), law.With("source", law.OfText(b.a.Loss.Correlation.Source))), sNote))
	return p
}

func (b *builder) lossTable(p *page, v *impact.View) {
	p.heading(b.standpoint(v.Standpoint))
	p.header(b.text("money.line"), b.text("money.p5"), b.text("money.p50"), b.text("money.p95"), b.text("money.mean"), b.text("money.expected"), b.text("money.remark"), "")
	prefix := v.Standpoint.String() + ".loss."
	for _, l := range v.Loss.Lines {
		name := l.Line.Code + " · " + l.Line.Name.In(b.loc.Language)
		if l.Band == nil {
			p.row(str(0, name, sText), str(1, "–", sCentre), str(2, "–", sCentre), str(3, "–", sCentre), str(4, "–", sCentre), str(5, "–", sCentre),
				str(6, b.text("money.none", law.With("reason", law.OfWord("loss.reason."+l.Reason)))+b.lacks(l), sText), str(7, "", sText))
			continue
		}
		b.bandRow(p, name, prefix+l.Line.ID, *l.Band, b.expectedCell(5, v, l, sMoney), b.remark(l), sText, sMoney)
	}
	if v.Loss.Total == nil {
		p.row(p.span(b.text("step.loss.total.none"), sWarn))
		return
	}
	b.bandRow(p, b.text("loss-total"), prefix+"total", *v.Loss.Total, b.expectedTotal(5, v, sMoneyBold), b.text("money.total-note"), sStrong, sMoneyBold)
	if net := v.Loss.Net.Band; net != nil {
		b.bandRow(p, b.text("loss-net"), prefix+"net", *net, str(5, "–", sCentre), b.text("money.net-note"), sStrong, sMoneyBold)
	}
	if r := v.Loss.Practice.Range; r != nil {
		b.rangeRow(p, b.text("loss-practice"), prefix+"practice", r, b.text("money.practice-note"), sStrong, sMoneyBold)
	}
	p.row(str(0, b.text("money.tvar"), sText), str(1, "–", sCentre), str(2, "–", sCentre), str(3, "–", sCentre), b.explained(money(4, v.Loss.Total.TVaR95), prefix+"total.tvar95"))
	p.row(p.span(b.text("money.error", law.With("error", law.OfMoney(v.Loss.Error))), sNote))
	var omitted []string
	for _, id := range v.Loss.Omits {
		omitted = append(omitted, b.costName(id))
	}
	count, of := v.Loss.Coverage()
	key, style := "brief.money.covered", sNote
	if 2*count <= of { // a total of few lines is not what the incident costs
		key, style = "brief.money.covered.little", sWarn
	}
	p.row(p.span(b.text(key, law.With("count", law.OfInt(count)), law.With("of", law.OfInt(of))), style))
	if code := v.Loss.PricedAs; code != "" {
		p.row(p.span(b.text("brief.money.country-unknown", law.With("place", law.OfText(brief.CountryName(b.a, code)))), sNote))
	}
	p.row(p.span(b.text("money.omits", law.With("costs", law.OfCode(b.join(omitted)))), sNote))
}

// remark is how far a line can be trusted, and what it lacks.
func (b *builder) remark(l loss.LineEstimate) string {
	switch {
	case l.Given:
		return b.text("money.given-line")
	case l.Mark().Firm():
		return strings.TrimSpace(b.lacks(l))
	}
	return b.text("money.mark", law.With("mark", law.OfWord("mark."+string(l.Mark())))) + b.lacks(l)
}

// lacks names what would have to be given for a line, on a line of its own.
func (b *builder) lacks(l loss.LineEstimate) string {
	var names []string
	for _, p := range l.Needs {
		names = append(names, p.Name.In(b.loc.Language))
	}
	if len(names) > 0 { // else the reason says it already
		for _, q := range l.Unknown {
			names = append(names, b.text("quantity."+string(q)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "\n" + b.text("money.lacks", law.With("what", law.OfText(law.Same(b.join(names)))))
}

// beside writes what stands around the total without being in it.
func (b *builder) beside(p *page, v *impact.View) {
	e := &v.Loss
	prefix := v.Standpoint.String() + ".loss."
	for _, l := range e.Apart {
		if l.Band != nil {
			b.bandRow(p, b.text("money.apart", law.With("line", law.OfText(l.Line.Name))), prefix+l.Line.ID, *l.Band, b.expectedCell(5, v, l, sMoney), l.Line.Note.In(b.loc.Language), sText, sMoney)
		}
	}
	if e.Total == nil {
		return
	}
	p.header(b.text("money.anchor"), b.text("money.p5"), b.text("money.p50"), b.text("money.p95"), "", "", b.text("money.remark"), "")
	for _, a := range e.Anchors {
		name, reading := a.Anchor.Name.In(b.loc.Language), a.Anchor.Reading.In(b.loc.Language)
		if a.Range == nil {
			p.row(str(0, name, sText), str(1, "–", sCentre), str(2, "–", sCentre), str(3, "–", sCentre), str(4, "", sText), str(5, "", sText),
				str(6, b.text("money.none", law.With("reason", law.OfWord("loss.reason."+a.Reason))), sText), str(7, "", sText))
			continue
		}
		b.rangeRow(p, name, prefix+"anchor."+a.Anchor.ID, a.Range, reading, sText, sMoney)
	}
	if x := e.Betterment; x != nil {
		p.header(b.text("money.line"), b.text("money.low"), "", b.text("money.high"), "", "", b.text("money.remark"), "")
		low, high := money(1, x.Low), money(3, x.High)
		p.row(str(0, b.text("money.betterment"), sText), b.explained(low, prefix+"betterment.low"), str(2, "", sText), b.explained(high, prefix+"betterment.high"), str(4, "", sText), str(5, "", sText),
			str(6, b.text("money.betterment-note", law.With("source", law.OfText(b.a.Loss.Betterment.Source))), sText), b.because(7, prefix+"betterment.low"))
	}
	if len(e.Cash) > 0 {
		p.header(b.text("money.cash"), b.text("money.low"), "", b.text("money.high"), "", "", b.text("money.remark"), "")
		for i, y := range e.Cash {
			figure := prefix + "cash." + strconv.Itoa(i+1)
			p.row(str(0, b.text("money.cash."+strconv.Itoa(i+1)), sText), b.explained(money(1, y.Low), figure+".low"), str(2, "", sText), b.explained(money(3, y.High), figure+".high"), str(4, "", sText), str(5, "", sText),
				str(6, b.text("money.cash-note"), sText), b.because(7, figure+".low"))
		}
	}
	for _, x := range e.Dependences {
		p.row(p.span(b.text("brief.money.dependence", law.With("value", law.OfNumber(x.Correlation)), law.With("p5", law.OfMoney(x.Total.P5)), law.With("p50", law.OfMoney(x.Total.P50)), law.With("p95", law.OfMoney(x.Total.P95))), sNote))
	}
}

// absences lists costs and figures that are not there, with the reason.
func (b *builder) absences(p *page, key string, list []loss.Absent) {
	p.heading(b.text(key))
	p.header(b.text("money.line"), b.text("money.reason"))
	for _, absent := range list {
		p.row(str(0, absent.Code+" · "+absent.Name.In(b.loc.Language), sText), book.Cell{Column: 1, Span: 6, Value: book.String(absent.Why.In(b.loc.Language)), Style: sText})
	}
}

// tornadoBars is how many inputs are shown: those below them move little.
const tornadoBars = 8

// tornado writes what moves the median most, of the claimed standpoint or, where
// that has no total or was refuted, of the confirmed one.
func (b *builder) tornado(p *page) {
	v := &b.a.Claimed
	if v.Loss.Total == nil || b.a.Refuted() {
		v = &b.a.Confirmed
	}
	influences := b.influencesOf(v)
	if len(influences) < 2 {
		return
	}
	influences = influences[:min(len(influences), tornadoBars)]
	currency := law.With("currency", law.OfCode(b.loc.Currency(v.Loss.Currency)))
	p.heading(b.text("money.tornado", law.With("standpoint", law.OfWord(b.standpointKey(v.Standpoint)))))
	p.row(p.span(b.text("brief.sensitivity.inputs.note"), sNote))
	header := p.header(b.text("money.input"), b.text("money.tornado-low"), b.text("money.tornado-high"), b.text("money.tornado-swing", currency), b.text("money.tornado-narrows"))
	for _, i := range influences {
		p.row(str(0, brief.Driver(i.Driver, b.loc), sText), money(1, i.AtLow), money(2, i.AtHigh), money(3, i.Swing), num(4, i.Narrowing, sShare))
	}
	last := p.next() - 1
	chartRow := p.next()
	p.room(tornadoRows)
	chart := book.Chart{
		Kind: book.Bars, Row: chartRow, Column: 0, Width: 980, Height: 20 * tornadoRows,
		Title:  b.text("money.tornado-title"),
		Alt:    b.text("money.tornado-alt", law.With("input", law.OfText(law.Same(brief.Driver(influences[0].Driver, b.loc)))), law.With("swing", law.OfMoney(influences[0].Swing))),
		XTitle: b.text("money.tornado-swing", currency), XFormat: wholeFormat, XMin: "0",
		Series: []book.Series{{Sheet: p.sheet.Name, NameRow: header, NameColumn: 3, FirstRow: header + 1, LastRow: last, XColumn: 0, YColumn: 3, Colour: string(b.look.Colours.ChartClaimed)}},
	}
	p.sheet.Charts = append(p.sheet.Charts, chart)
	b.summaryChart(chart, b.text("summary.drivers-title"))
	p.blank()
}

// tornadoRows is how many rows of ordinary height the chart lies over.
const tornadoRows = 16

func (b *builder) bandRow(p *page, name, figure string, band loss.Band, expected book.Cell, remark, textStyle, style string) {
	cell := func(column int, m law.Money, what string) book.Cell {
		c := money(column, m)
		c.Style = style
		return b.explained(c, figure+"."+what)
	}
	p.row(str(0, name, textStyle), cell(1, band.P5, "p5"), cell(2, band.P50, "p50"), cell(3, band.P95, "p95"), cell(4, band.Mean, "mean"), expected,
		str(6, remark, sText), b.because(7, figure+".p50"))
}

// rangeRow is a row of three percentiles.
func (b *builder) rangeRow(p *page, name, figure string, r *loss.Range, remark, textStyle, style string) {
	cell := func(column int, m law.Money, what string) book.Cell {
		c := money(column, m)
		c.Style = style
		return b.explained(c, figure+"."+what)
	}
	p.row(str(0, name, textStyle), cell(1, r.P5, "p5"), cell(2, r.P50, "p50"), cell(3, r.P95, "p95"), str(4, "–", sCentre), str(5, "–", sCentre), str(6, remark, sText), b.because(7, figure+".p50"))
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
	p.row(p.span(b.text("money.curve-note"), sNote))
	chartRow := p.next()
	p.room(chartRows)
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
	colours := map[incident.Standpoint]theme.Colour{incident.Confirmed: b.look.Colours.ChartConfirmed, incident.Claimed: b.look.Colours.ChartClaimed}
	for i, v := range views {
		chart.Series = append(chart.Series, book.Series{
			Sheet: p.sheet.Name, NameRow: header, NameColumn: 3*i + 1, FirstRow: header + 1, LastRow: header + len(v.Loss.Curve),
			XColumn: 3 * i, YColumn: 3*i + 1, Colour: string(colours[v.Standpoint]), Dash: v.Standpoint == incident.Confirmed,
		})
	}
	p.sheet.Charts = append(p.sheet.Charts, chart)
	b.summaryChart(chart, b.text("summary.curve-title"))
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

// parameter writes an assumption as the incident has it: as the Inputs sheet has it
// where a line uses it.
func (b *builder) parameter(p *page, m *loss.Parameter) {
	used := false
	for _, a := range b.assumed {
		if a.Parameter == m {
			b.assumptionRow(p, a)
			used = true
		}
	}
	if used {
		return
	}
	low, likely, high := str(1, "–", sCentre), str(2, "–", sCentre), str(3, "–", sCentre)
	r, ranged, override := b.a.Claimed.Loss.Assumption(m)
	a := assumed{Power: loss.Power{Parameter: m}, views: b.both()}
	mark, source := b.provenance(a)
	switch {
	case ranged && r.IsExact():
		likely = num(2, r.Low, sNumber)
	case ranged:
		low, likely, high = num(1, r.Low, sNumber), num(2, r.Centre(), sNumber), num(3, r.High, sNumber)
	case m.Lognormal != nil:
		low, likely, high = str(1, b.text("money.lognormal"), sText), num(2, m.Lognormal.Mu.Decimal, sNumber), num(3, m.Lognormal.Sigma.Decimal, sNumber)
	case override == nil:
		mark = b.text("money.to-give")
	}
	p.row(str(0, b.assumptionName(a), sText), low, likely, high, str(4, "–", sCentre), str(5, mark, sMark), book.Cell{Column: 6, Span: 2, Value: book.String(source), Style: sText})
}
