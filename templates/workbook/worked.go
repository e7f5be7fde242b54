package workbook

import (
	"math"
	"strings"

	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/brief"

	"github.com/shopspring/decimal"
)

// worked writes figures of this very report as somebody would reckon them by hand: a
// score, and the expected value of one cost line from its assumptions. A reader who
// repeats them has seen how all the others come about.
func (b *builder) worked(p *page) {
	var lines []string
	v := b.a.Believed()
	if v.Severity.Applicable {
		lines = append(lines, b.workedScore(v.Severity.Groups[v.Severity.Top]))
	}
	if l, x, found := b.simplest(v.Loss); found {
		lines = append(lines, b.workedLine(l, x, v.Loss.Currency)...)
	}
	if len(lines) == 0 {
		return
	}
	p.heading(b.text("method.worked", law.With("standpoint", law.OfWord(b.standpointKey(v.Standpoint)))))
	p.row(p.span(b.text("method.worked-note", law.With("digits", law.OfInt(workedDigits))), sNote))
	for _, line := range lines {
		p.row(p.span(line, sText))
	}
	p.blank()
}

// workedDigits is how many digits the numbers of the example have: enough to come to
// the same by hand.
const workedDigits = 6

func (b *builder) workedScore(g severity.GroupScore) string {
	return b.text("method.worked-severity", law.With("group", law.OfCode(g.ID)), law.With("dpc", law.OfInt(g.DPC)), law.With("ei", law.OfNumber(g.EI.Decimal())),
		law.With("cb", law.OfNumber(g.CB.Decimal())), law.With("score", law.OfNumber(g.SE.Decimal())), law.With("level", law.OfWord("severity.level."+string(g.Level))))
}

// simplest is the line of the total with the fewest factors that are multiplied as
// they are, if possible more than one: of one alone there is little to learn.
func (b *builder) simplest(e loss.Estimate) (best loss.LineEstimate, of loss.Expected, found bool) {
	for _, l := range e.Lines {
		x, ok := e.Expected(l)
		if !ok || len(x.Products) != 1 || !plainPowers(x.Products[0]) {
			continue
		}
		if !found || factorRank(x) < factorRank(of) {
			best, of, found = l, x, true
		}
	}
	return best, of, found
}

func factorRank(x loss.Expected) int {
	if n := len(x.Products[0].Powers); n > 1 {
		return n
	}
	return math.MaxInt
}

// plainPowers tells whether every factor of a product stands in it as it is.
func plainPowers(p loss.Product) bool {
	for _, x := range p.Powers {
		if !x.Exponent.Equal(decimal.NewFromInt(1)) {
			return false
		}
	}
	return true
}

func (b *builder) workedLine(l loss.LineEstimate, x loss.Expected, currency law.Currency) []string {
	var lines, factors []string
	number := func(d decimal.Decimal) law.Arg { return law.With("value", law.OfNumber(rounded(d))) }
	for _, p := range x.Products[0].Powers {
		driver := loss.Driver{Parameter: p.Parameter, Quantity: p.Quantity, Line: p.Line}
		name := law.With("name", law.OfText(law.Same(brief.Driver(driver, b.loc))))
		switch {
		case p.Lognormal != nil:
			lines = append(lines, b.text("method.worked-lognormal", name, law.With("mu", law.OfNumber(p.Lognormal.Mu.Decimal)), law.With("sigma", law.OfNumber(p.Lognormal.Sigma.Decimal)), number(p.Mean)))
		case p.Range.IsExact():
			lines = append(lines, b.text("method.worked-certain", name, law.With("value", law.OfNumber(p.Range.Low))))
			factors = append(factors, b.loc.Number(p.Range.Low))
			continue
		default:
			lines = append(lines, b.text("method.worked-range", name, law.With("low", law.OfNumber(p.Range.Low)), law.With("likely", law.OfNumber(p.Range.Centre())), law.With("high", law.OfNumber(p.Range.High)), number(p.Mean)))
		}
		factors = append(factors, b.loc.Number(rounded(p.Mean)))
	}
	if scale := x.Products[0].Scale; !scale.Equal(decimal.NewFromInt(1)) {
		lines = append(lines, b.text("method.worked-scale", number(scale)))
		factors = append(factors, b.loc.Number(rounded(scale)))
	}
	return append(lines, b.text("method.worked-line", law.With("line", law.OfText(l.Line.Name)), law.With("factors", law.OfCode(strings.Join(factors, " × "))),
		law.With("value", law.OfMoney(law.Money{Amount: x.Value.Round(0), Currency: currency})), law.With("simulated", law.OfMoney(law.Money{Amount: l.Simulated.Round(0), Currency: currency}))))
}

// rounded keeps the digits that an example needs.
func rounded(d decimal.Decimal) decimal.Decimal {
	return d.Round(workedDigits - int32(d.NumDigits()) - d.Exponent())
}

// methodSources lists what the methods rest on; assumptions and legal texts have
// theirs on Money and Audit.
func (b *builder) methodSources(p *page) {
	p.heading(b.text("method.sources"))
	row := func(what, source string, mark law.Confidence) {
		if !mark.Firm() {
			source += " [" + b.text("mark."+string(mark)) + "]"
		}
		p.row(wide(0, 2, what, sStrong), wide(2, 6, source, sText))
	}
	s := b.a.Severity.Source
	row(b.text("sheet.severity"), s.Title.In(b.loc.Language)+" ("+b.loc.Date(s.Consulted)+")", s.Mark)
	for _, a := range b.a.Loss.Anchors.Anchors {
		row(a.Name.In(b.loc.Language), a.Source.In(b.loc.Language), a.Mark)
	}
	rates := b.a.Claimed.Loss.Rates
	row(b.text("method.rates"), rates.Source.In(b.loc.Language)+" ("+b.loc.Date(rates.Date)+")", rates.Mark)
	p.row(p.span(b.text("method.other-sources"), sNote))
	p.blank()
}
