package workbook

import (
	"strconv"

	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
)

// method writes how the money is reckoned, in words, and how the ranges did against
// breaches whose cost is known.
func (b *builder) method() *page {
	p := b.page("method", 34, 14, 20, 20, 20, 20, 14, 44)
	p.head(b.text("sheet.method"), b.text("method.note"))
	for _, key := range []string{"method.listed", "method.practice", "method.anchors", "method.dependence", "method.precision", "method.currencies", "method.severity", "method.law"} {
		p.row(p.span(b.text(key), sText))
	}
	p.blank()
	b.worked(p)
	b.methodSources(p)
	result, err := b.a.Loss.RunBackTest()
	if err != nil {
		b.faults = append(b.faults, err.Error())
		return p
	}
	p.heading(b.text("brief.backtest.title"))
	p.row(p.span(b.text("method.back-test"), sNote))
	p.header(b.text("brief.backtest.case"), b.text("brief.backtest.cost", law.With("currency", law.OfCode(b.loc.Currency(result.Currency))), law.With("year", law.OfCode(strconv.Itoa(result.Year)))),
		b.text("brief.backtest.claims"), b.text("brief.backtest.headline"), b.text("brief.backtest.listed"), b.text("brief.backtest.practice"), b.text("method.residual"), b.text("method.covers"))
	for _, t := range result.Trials {
		cells := []book.Cell{str(0, t.Case.Name.In(b.loc.Language), sText), num(1, t.Cost.Amount.Shift(-6), sNumber)}
		for k, r := range []loss.Range{t.Claims, t.Headline, t.Listed, t.Practice} {
			cells = append(cells, str(2+k, b.hit(t.Inside[k], r), sText))
		}
		covers := t.Case.Covers.In(b.loc.Language) + " (" + b.text("mark."+string(t.Case.Mark)) + ")"
		p.row(append(cells, num(6, t.Residual, sNumber), str(7, covers, sText))...)
	}
	p.blank()
	for _, sentence := range brief.CoverageSentences(result, b.loc) {
		p.row(p.span(sentence, sText))
	}
	return p
}

// hit is a range in millions and whether the cost lies inside, in words.
func (b *builder) hit(inside bool, r loss.Range) string {
	key := "brief.backtest.out"
	if inside {
		key = "brief.backtest.in"
	}
	return b.text(key, law.With("low", law.OfNumber(r.P5.Amount.Shift(-6))), law.With("high", law.OfNumber(r.P95.Amount.Shift(-6))))
}
