package impact

import (
	"strconv"

	"breachimpact/impact/loss"
	"breachimpact/law"
)

// lossDocument is the money at one standpoint. Amounts are of Currency, with two
// significant digits.
type lossDocument struct {
	Currency       string           `json:"currency"`
	Seed           uint64           `json:"seed"`
	Trials         int              `json:"trials"`
	Lines          []lineDocument   `json:"lines"`
	Apart          []lineDocument   `json:"apart"` // no cost of the organisation: in no total
	Listed         *listedDocument  `json:"listed"`
	Practice       *bandDocument    `json:"practice"`
	PracticeReason *string          `json:"practice_reason"`
	NetOfInsurance *bandDocument    `json:"net_of_insurance"`
	NetReason      *string          `json:"net_reason"`
	Betterment     *spanDocument    `json:"betterment"`
	CashByYear     []spanDocument   `json:"cash_by_year"` // of the median: first year, second, later
	Anchors        []anchorDocument `json:"anchors"`
	RatesDate      string           `json:"rates_date"`
}

type lineDocument struct {
	ID       string        `json:"id"`
	Estimate *bandDocument `json:"estimate"`
	Reason   *string       `json:"reason"`
	Missing  []string      `json:"missing"` // assumptions to be given and quantities that are unknown
}

type bandDocument struct {
	P5   string  `json:"p5"`
	P50  string  `json:"p50"`
	P95  string  `json:"p95"`
	Mean *string `json:"mean,omitempty"`
}

type listedDocument struct {
	P5     *string  `json:"p5"`
	P50    *string  `json:"p50"`
	P95    *string  `json:"p95"`
	Mean   *string  `json:"mean"`
	StdErr *string  `json:"standard_error"` // of the mean
	TVaR95 *string  `json:"tvar95"`
	Omits  []string `json:"omits"`
}

type spanDocument struct {
	Low  string `json:"low"`
	High string `json:"high"`
}

type anchorDocument struct {
	ID     string  `json:"id"`
	P5     *string `json:"p5"`
	P50    *string `json:"p50"`
	P95    *string `json:"p95"`
	Valid  bool    `json:"valid"`
	Reason *string `json:"reason"`
}

func lossOf(e loss.Estimate) lossDocument {
	d := lossDocument{
		Currency: string(e.Currency), Seed: e.Seed, Trials: e.Trials, RatesDate: e.Rates.Date.String(),
		Lines: linesOf(e.Lines), Apart: linesOf(e.Apart), Listed: &listedDocument{Omits: orEmpty(e.Omits)}, CashByYear: []spanDocument{}, Anchors: []anchorDocument{},
	}
	if t := e.Total; t != nil {
		d.Listed.P5, d.Listed.P50, d.Listed.P95 = amountOf(&t.P5), amountOf(&t.P50), amountOf(&t.P95)
		d.Listed.Mean, d.Listed.StdErr, d.Listed.TVaR95 = amountOf(&t.Mean), amountOf(&e.Error), amountOf(&t.TVaR95)
	}
	if r := e.Practice.Range; r != nil {
		d.Practice = &bandDocument{P5: r.P5.Amount.String(), P50: r.P50.Amount.String(), P95: r.P95.Amount.String()}
	} else {
		d.PracticeReason = &e.Practice.Reason
	}
	if e.Net.Band != nil {
		d.NetOfInsurance = bandOf(e.Net.Band)
	} else {
		d.NetReason = &e.Net.Reason
	}
	if b := e.Betterment; b != nil {
		d.Betterment = &spanDocument{b.Low.Amount.String(), b.High.Amount.String()}
	}
	for _, y := range e.Cash {
		d.CashByYear = append(d.CashByYear, spanDocument{y.Low.Amount.String(), y.High.Amount.String()})
	}
	for _, a := range e.Anchors {
		ad := anchorDocument{ID: a.Anchor.ID, Valid: a.Range != nil}
		if r := a.Range; r != nil {
			ad.P5, ad.P50, ad.P95 = amountOf(&r.P5), amountOf(&r.P50), amountOf(&r.P95)
		} else {
			ad.Reason = &a.Reason
		}
		d.Anchors = append(d.Anchors, ad)
	}
	return d
}

func linesOf(lines []loss.LineEstimate) []lineDocument {
	out := []lineDocument{}
	for _, l := range lines {
		d := lineDocument{ID: l.Line.ID, Missing: []string{}}
		for _, p := range l.Needs {
			d.Missing = append(d.Missing, p.ID)
		}
		for _, q := range l.Unknown {
			d.Missing = append(d.Missing, string(q))
		}
		if l.Band != nil {
			d.Estimate = bandOf(l.Band)
		} else {
			d.Reason = &l.Reason
		}
		out = append(out, d)
	}
	return out
}

func bandOf(b *loss.Band) *bandDocument {
	return &bandDocument{b.P5.Amount.String(), b.P50.Amount.String(), b.P95.Amount.String(), amountOf(&b.Mean)}
}

// lossFigures names every amount of the estimate.
func (a *Assessment) lossFigures(v *View, add adder) {
	type percentile struct {
		name  string
		value law.Money
	}
	percentiles := func(what string, list []percentile, step law.Step, args ...law.Arg) {
		for _, f := range list {
			s := step
			s.Result = law.OfMoney(f.value)
			add("loss."+what+"."+f.name, "loss."+f.name, law.OfMoney(f.value), s, args...)
		}
	}
	band := func(b *loss.Band) []percentile {
		return []percentile{{"p5", b.P5}, {"p50", b.P50}, {"p95", b.P95}, {"mean", b.Mean}}
	}
	three := func(r *loss.Range) []percentile {
		return []percentile{{"p5", r.P5}, {"p50", r.P50}, {"p95", r.P95}}
	}
	e := &v.Loss
	for _, lines := range [][]loss.LineEstimate{e.Lines, e.Apart} {
		for _, l := range lines {
			if l.Band != nil {
				percentiles(l.Line.ID, band(l.Band), l.Step, law.With("line", law.OfText(l.Line.Name)))
			}
		}
	}
	if t := e.Total; t != nil {
		percentiles("total", append(band(t), percentile{"tvar95", t.TVaR95}), e.Step, law.With("line", law.OfWord("loss-total")))
	}
	if r := e.Practice.Range; r != nil {
		percentiles("practice", three(r), e.Practice.Step, law.With("line", law.OfWord("loss-practice")))
	}
	if b := e.Net.Band; b != nil {
		percentiles("net", band(b), e.Net.Step, law.With("line", law.OfWord("loss-net")))
	}
	if b := e.Betterment; b != nil {
		add("loss.betterment.low", "loss.betterment.low", law.OfMoney(b.Low), b.Step)
		add("loss.betterment.high", "loss.betterment.high", law.OfMoney(b.High), b.Step)
	}
	for i, y := range e.Cash {
		period := law.With("period", law.OfWord("money.cash."+strconv.Itoa(i+1)))
		for _, end := range []percentile{{"low", y.Low}, {"high", y.High}} {
			s := y.Step
			s.Result = law.OfMoney(end.value)
			add("loss.cash."+strconv.Itoa(i+1)+"."+end.name, "loss.cash."+end.name, law.OfMoney(end.value), s, period)
		}
	}
	for _, x := range e.Anchors {
		if x.Range != nil {
			percentiles("anchor."+x.Anchor.ID, three(x.Range), x.Step, law.With("line", law.OfText(x.Anchor.Name)))
		}
	}
}
