package brief

import (
	"io"

	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/locale"

	"github.com/shopspring/decimal"
)

// BackTest writes the ranges held against breaches whose cost was disclosed, hits
// and misses alike.
func BackTest(w io.Writer, m *loss.Model, r loss.BackTestResult, l *locale.Locale) error {
	b := &brief{l: l}
	b.document.heading(1, b.say("backtest.title"))
	b.paragraph(b.say("backtest.meaning", law.With("count", law.OfInt(len(r.Trials)))))
	t := table{numbers: true, head: []string{
		b.say("backtest.case"), b.say("backtest.cost", worded("currency", b.l.Currency(r.Currency)), law.With("year", law.OfCode(decimal.NewFromInt(int64(r.Year)).String()))),
		b.say("backtest.claims"), b.say("backtest.headline"), b.say("backtest.listed"), b.say("backtest.practice"),
	}}
	for _, trial := range r.Trials {
		row := []string{b.in(trial.Case.Name), b.l.Number(millions(trial.Cost))}
		for k, x := range []loss.Range{trial.Claims, trial.Headline, trial.Listed, trial.Practice} {
			hit := "backtest.out"
			if trial.Inside[k] {
				hit = "backtest.in"
			}
			row = append(row, b.say(hit, law.With("low", law.OfNumber(millions(x.P5))), law.With("high", law.OfNumber(millions(x.P95)))))
		}
		t.rows = append(t.rows, row)
	}
	b.add(t)
	var coverage []item
	for _, sentence := range CoverageSentences(r, l) {
		coverage = append(coverage, item{text: sentence})
	}
	b.list(coverage...)
	var covers []item
	for _, trial := range r.Trials {
		covers = append(covers, item{name: b.in(trial.Case.Name), text: b.marked(b.in(trial.Case.Covers), trial.Case.Mark)})
	}
	b.document.heading(2, b.say("backtest.covers"))
	b.list(covers...)
	b.document.heading(2, b.say("backtest.profile"))
	var profile []item
	for _, o := range m.BackTest.Profile {
		profile = append(profile, item{name: b.in(m.Parameter(o.Parameter).Name), text: b.marked(b.say("backtest.profile.value",
			law.With("range", law.OfRange(law.Range{Low: o.Low.Decimal, Likely: o.Likely.Decimal, High: o.High.Decimal, HasLikely: true})), law.With("source", law.OfText(o.Source))), o.Mark)})
	}
	b.list(profile...)
	_, err := io.WriteString(w, layText(b.document, l))
	return err
}

// millions is an amount in millions: two significant digits stay two.
func millions(m law.Money) decimal.Decimal { return m.Amount.Shift(-6) }

// CoverageSentences is what a back-test comes to, as sentences.
func CoverageSentences(r loss.BackTestResult, l *locale.Locale) []string {
	b := &brief{l: l}
	of := law.With("of", law.OfInt(len(r.Trials)))
	var out []string
	for k, key := range []string{"claims", "headline", "listed", "practice"} {
		out = append(out, b.say("backtest.inside."+key, law.With("count", law.OfInt(r.Inside[k])), of))
	}
	return append(out,
		b.say("backtest.expected", law.With("count", law.OfInt((9*len(r.Trials)+5)/10)), of),
		b.say("backtest.inside95", law.With("count", law.OfInt(r.InsideClaims95)), law.With("above", law.OfInt(r.Above)), of),
		b.say("backtest.selection"))
}
