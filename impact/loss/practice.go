package loss

import (
	"math"
	"strconv"

	"breachimpact/law"
)

// Practice is how far the costs of real breaches spread around a median: more than
// the listed costs do, since nobody lists everything.
type Practice struct {
	Deviation law.Number     `yaml:"deviation,required"` // of the logarithm
	Source    law.Text       `yaml:"source,required"`
	Mark      law.Confidence `yaml:"mark,required"`
}

// normal95 is the 95th percentile of the standard normal distribution.
const normal95 = 1.6448536269514722

// Range is the three percentiles of a distribution, rounded to Digits.
type Range struct{ P5, P50, P95 law.Money }

// PracticeEstimate is the range seen in practice, or the reason there is none.
type PracticeEstimate struct {
	Range  *Range
	Reason string // message "loss.reason.<Reason>" when Range is nil
	Step   law.Step
}

// practice spreads the median of the listed costs as real outcomes spread: a
// lognormal with the same median. It was measured on leaks of data and holds for
// nothing else.
func (m *Model) practice(median float64, in Input) PracticeEstimate {
	out := PracticeEstimate{Step: law.Step{Key: "loss.practice", Mark: m.Practice.Mark, Args: []law.Arg{
		law.With("deviation", law.OfNumber(m.Practice.Deviation.Decimal)), law.With("source", law.OfText(m.Practice.Source)),
	}}}
	switch {
	case in.DataLeft == law.No:
		out.Reason = "no-data-left"
	case in.DataLeft == law.Unknown:
		out.Reason = "data-left-unknown"
	case in.sizeBy() == "":
		out.Reason = "size-unknown"
	case median <= 0:
		out.Reason = "no-line"
	}
	if out.Reason != "" {
		return out
	}
	spread := math.Exp(normal95 * float(m.Practice.Deviation.Decimal))
	out.Range = &Range{P5: rounded(median/spread, in.Currency), P50: rounded(median, in.Currency), P95: rounded(median*spread, in.Currency)}
	out.Step.Result = law.OfMoney(out.Range.P50)
	return out
}

// Betterment is the share of the announced cost of breaches that bought better
// security.
type Betterment struct {
	Low    law.Number     `yaml:"low,required"`
	High   law.Number     `yaml:"high,required"`
	Source law.Text       `yaml:"source,required"`
	Mark   law.Confidence `yaml:"mark,required"`
}

// BettermentEstimate is what may be spent on better security besides, an
// investment and no loss: from Low to High, rounded to Digits.
type BettermentEstimate struct {
	Low, High law.Money
	Step      law.Step
}

// betterment adds to the listed costs what makes up the shares: with a share s of
// the whole, s/(1−s) of the rest.
func (m *Model) betterment(median float64, c law.Currency) BettermentEstimate {
	besides := func(share law.Number) law.Money {
		s := float(share.Decimal)
		return rounded(median*s/(1-s), c)
	}
	low, high := besides(m.Betterment.Low), besides(m.Betterment.High)
	return BettermentEstimate{low, high, law.Step{Key: "loss.betterment", Mark: m.Betterment.Mark, Result: law.OfMoney(high), Args: []law.Arg{
		law.With("low", law.OfMoney(low)), law.With("high", law.OfMoney(high)), law.With("source", law.OfText(m.Betterment.Source)),
	}}}
}

// CashYears is how the cost of a breach falls due by a published survey: the
// shares of the first year, of the second, and of all later ones.
type CashYears struct {
	ID     string         `yaml:"id,required"`
	Shares []law.Number   `yaml:"shares,required"`
	Source law.Text       `yaml:"source,required"`
	Mark   law.Confidence `yaml:"mark,required"`
}

// cashPeriods are the first year, the second, and what comes later.
const cashPeriods = 3

// CashYear is what falls due in one period, of the median of the listed costs: the
// surveys differ, so it is a range.
type CashYear struct {
	Low, High law.Money
	Step      law.Step
}

// cash spreads the median over the years. The surveys are of leaks of data.
func (m *Model) cash(median float64, in Input) []CashYear {
	if in.DataLeft != law.Yes || in.sizeBy() == "" || median <= 0 {
		return nil
	}
	out := make([]CashYear, cashPeriods)
	for i := range out {
		low, high := math.Inf(1), 0.0
		step := law.Step{Key: "loss.cash", Args: []law.Arg{law.With("period", law.OfWord("money.cash."+strconv.Itoa(i+1)))}}
		for _, survey := range m.CashYears {
			share := float(survey.Shares[i].Decimal)
			low, high = min(low, share), max(high, share)
			step.Parts = append(step.Parts, law.Step{Key: "loss.cash.share", Mark: survey.Mark, Result: law.OfNumber(survey.Shares[i].Decimal), Args: []law.Arg{law.With("source", law.OfText(survey.Source))}})
		}
		out[i] = CashYear{rounded(median*low, in.Currency), rounded(median*high, in.Currency), step}
	}
	return out
}
