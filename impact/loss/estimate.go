package loss

import (
	"math"
	"slices"
	"strconv"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Band is the percentiles of a simulated amount, rounded to Digits.
type Band struct {
	P5, P50, P95, Mean, TVaR95 law.Money
}

// Point is one point of an exceedance curve: the chance that the cost is above
// the amount.
type Point struct {
	Amount decimal.Decimal // of the estimate's currency, three significant digits
	Chance decimal.Decimal // four decimals
}

// LineEstimate is one line's answer: a band, or the reason there is none.
type LineEstimate struct {
	Line    *Line
	Band    *Band
	Reason  string       // message "loss.reason.<Reason>" when Band is nil
	Needs   []*Parameter // what only the organisation knows and did not give; the line may be estimated without
	Unknown []Quantity   // quantities that were missing; the same
	Given   bool         // the organisation gave the cost of the whole line

	Simulated decimal.Decimal // the mean of the band with SimulatedDigits, to be held against Expected
	Step      law.Step
}

// Mark is how far the line can be trusted: that of the data, or none of ours where
// the organisation gave the cost.
func (l LineEstimate) Mark() law.Confidence {
	if l.Given {
		return ""
	}
	return l.Line.Mark
}

// Estimate is the whole answer at one standpoint.
type Estimate struct {
	Currency   law.Currency
	Seed       uint64
	Trials     int
	Rates      *Rates
	Lines      []LineEstimate  // of the total
	Apart      []LineEstimate  // what is no cost of the organisation: in no total
	Total      *Band           // of the listed costs; nil when no line could be estimated
	Error      law.Money       // standard error of the total's mean, rounded to Digits
	Simulated  decimal.Decimal // the total's mean with SimulatedDigits
	Net        NetEstimate
	Practice   PracticeEstimate
	Betterment *BettermentEstimate // nil without a range seen in practice
	Cash       []CashYear          // the first year, the second, later; nil where no survey holds
	Anchors    []AnchorEstimate
	Curve      []Point
	// Dependences are the total at other correlations; empty unless the input asks
	// for alternatives.
	Dependences []Dependence
	Omits       []string // lines that apply but could not be estimated, and the costs never estimated
	PricedAs    string   // the country whose prices stand because that of the organisation is unknown; "" otherwise
	SizeBy      Quantity // what "size" was read from: people, records ("" when unknown)
	Step        law.Step

	simulation *simulation
}

// Estimate simulates the lines that apply.
func (m *Model) Estimate(in Input) (Estimate, error) {
	if in.Trials == 0 {
		in.Trials = DefaultTrials
	}
	s, err := m.prepare(in)
	if err != nil {
		return Estimate{}, err
	}
	out := Estimate{Currency: in.Currency, Seed: in.Seed, Trials: in.Trials, Rates: s.rates, SizeBy: in.sizeBy(), simulation: s}
	if in.Country == "" {
		out.PricedAs = m.Prices.Levels.Home
	}
	for i := range m.Lines {
		line, a := &m.Lines[i], s.answers[i]
		le := LineEstimate{Line: line, Reason: a.reason, Needs: a.needs, Unknown: a.unknown, Given: a.reason == "" && s.lineOverride(line.ID) != nil, Step: s.step(line, a)}
		switch {
		case line.Apart:
			out.Apart = append(out.Apart, le)
			continue
		case a.reason != "" && applies(a.reason):
			out.Omits = append(out.Omits, line.ID)
		}
		out.Lines = append(out.Lines, le)
	}
	for _, a := range m.NotEstimated {
		out.Omits = append(out.Omits, a.ID)
	}
	out.Step = law.Step{Key: "loss.total", Args: []law.Arg{
		law.With("trials", law.OfInt(in.Trials)), law.With("seed", law.OfCode(strconv.FormatUint(in.Seed, 10))), law.With("lines", law.OfInt(len(s.lines))),
	}}
	anchors, err := out.anchors(m, s)
	if err != nil {
		return Estimate{}, err
	}
	var layer *mc.Layer
	out.Net = NetEstimate{Reason: "no-line"}
	if len(s.lines) > 0 {
		if layer, out.Net, err = s.layer(); err != nil {
			return Estimate{}, err
		}
	}
	defer s.borrow()()
	result, err := s.run(anchors.factors, slices.Concat(s.lines, s.apart, anchors.lines), layer)
	if err != nil {
		return Estimate{}, err
	}
	rest := result.Lines[len(s.lines):]
	bands(out.Apart, rest[:len(s.apart)], out.Currency)
	out.anchored(rest[len(s.apart):])
	if len(s.lines) == 0 {
		out.Step.Key = "loss.total.none"
		out.Practice = m.practice(0, in)
		return out, nil
	}
	bands(out.Lines, result.Lines[:len(s.lines)], out.Currency)
	return out, out.listed(m, s, result)
}

// listed takes the total over, and all that follows from its median.
func (e *Estimate) listed(m *Model, s *simulation, result mc.Result) error {
	total := bandOf(result.Total, e.Currency)
	e.Total = &total
	e.Error = rounded(result.Total.StdErr, e.Currency)
	e.Simulated = significant(result.Total.Mean, SimulatedDigits)
	e.Step.Result = law.OfMoney(total.P50)
	for _, le := range e.Lines {
		if le.Band != nil {
			e.Step.Parts = append(e.Step.Parts, le.Step)
		}
	}
	for _, p := range result.Total.Curve {
		e.Curve = append(e.Curve, Point{significant(p.X, 3), decimal.NewFromFloat(p.Exceedance).Round(4)})
	}
	if result.Net != nil {
		band := bandOf(*result.Net, e.Currency)
		e.Net.Band = &band
		e.Net.Step.Result = law.OfMoney(band.P50)
	}
	e.Practice = m.practice(result.Total.P50, s.in)
	if e.Practice.Range != nil { // the shares are of leaks of data whose size is known
		better := m.betterment(result.Total.P50, e.Currency)
		e.Betterment = &better
	}
	e.Cash = m.cash(result.Total.P50, s.in)
	if s.in.Alternatives && len(s.lines) > 1 { // one line correlates with nothing
		return e.dependences(s)
	}
	return nil
}

// Coverage is how many lines the total has, of those that apply to the incident.
func (e Estimate) Coverage() (estimated, apply int) {
	for _, l := range e.Lines {
		switch {
		case l.Band != nil:
			estimated++
			apply++
		case applies(l.Reason):
			apply++
		}
	}
	return estimated, apply
}

// bands hands the simulated lines to those that have no reason against them, in
// order.
func bands(lines []LineEstimate, simulated []mc.Summary, c law.Currency) {
	at := 0
	for i := range lines {
		if lines[i].Reason != "" {
			continue
		}
		band := bandOf(simulated[at], c)
		lines[i].Band = &band
		lines[i].Simulated = significant(simulated[at].Mean, SimulatedDigits)
		lines[i].Step.Result = law.OfMoney(band.P50)
		at++
	}
}

func bandOf(s mc.Summary, c law.Currency) Band {
	return Band{P5: rounded(s.P5, c), P50: rounded(s.P50, c), P95: rounded(s.P95, c), Mean: rounded(s.Mean, c), TVaR95: rounded(s.TVaR95, c)}
}

// rounded is a simulated amount as it is shown.
func rounded(x float64, c law.Currency) law.Money {
	return law.Money{Amount: significant(x, Digits), Currency: c}
}

// significant is the border from chance to money: a simulated number, rounded
// to stated significant digits, so that it prints alike on every machine.
func significant(x float64, digits int) decimal.Decimal {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return decimal.Zero
	}
	d, err := decimal.NewFromString(strconv.FormatFloat(x, 'e', digits-1, 64))
	if err != nil {
		return decimal.Zero
	}
	return d
}

// float is the border the other way.
func float(d decimal.Decimal) float64 { return d.InexactFloat64() }
