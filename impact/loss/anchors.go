package loss

import (
	"maps"
	"math"
	"slices"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Anchors are published measurements of whole breaches, and how they are brought
// from the United States to a country.
type Anchors struct {
	Transfer Transfer `yaml:"transfer,required"`
	Anchors  []Anchor `yaml:"anchors,required"`
}

// Transfer is the factor from costs in the United States to those of a country.
type Transfer struct {
	PriceLevel LevelTriple    `yaml:"of-price-level,required"`
	Source     law.Text       `yaml:"source,required"`
	Mark       law.Confidence `yaml:"mark,required"`
}

// Anchor is one measurement. It has a regression on records or tiers by turnover.
type Anchor struct {
	ID         string         `yaml:"id,required"`
	Name       law.Text       `yaml:"name,required"`
	Reading    law.Text       `yaml:"reading,required"` // what it measures, and which way it errs
	Currency   law.Currency   `yaml:"currency,required"`
	Year       int            `yaml:"year,required"` // of its prices
	Regression *Regression    `yaml:"regression"`
	Tiers      []Tier         `yaml:"tiers"`
	Source     law.Text       `yaml:"source,required"`
	Mark       law.Confidence `yaml:"mark,required"`
}

// Regression is ln(cost) = Intercept + Slope·ln(records) + residual.
type Regression struct {
	Intercept  law.Number `yaml:"intercept,required"`
	Slope      law.Number `yaml:"slope,required"`
	Deviation  law.Number `yaml:"deviation,required"` // standard error of the residual
	Sample     law.Number `yaml:"sample,required"`    // breaches it was fitted on
	Student    law.Number `yaml:"student,required"`   // 97.5th percentile of Student's t with Sample − 2 degrees of freedom
	MeanLog    law.Number `yaml:"mean-log,required"`  // of ln(records) in the sample
	SumSquares law.Number `yaml:"sum-squares,required"`
	From       law.Number `yaml:"from,required"` // records for which it holds
	To         law.Number `yaml:"to,required"`
}

// Tier is a lognormal cost for organisations below a yearly turnover.
type Tier struct {
	Below *law.Number `yaml:"below"` // in the anchor's currency; absent in the last tier
	Mu    law.Number  `yaml:"mu,required"`
	Sigma law.Number  `yaml:"sigma,required"`
}

// predictionDeviation is the standard deviation of ln(cost) of one new breach: the
// residual's, and what is not known of the line itself.
func (r *Regression) predictionDeviation(records float64) float64 {
	away := math.Log(records) - float(r.MeanLog.Decimal)
	return float(r.Deviation.Decimal) * math.Sqrt(1+1/float(r.Sample.Decimal)+away*away/float(r.SumSquares.Decimal))
}

// median is the middle outcome for a number of records, in the anchor's money.
func (r *Regression) median(records float64) float64 {
	return math.Exp(float(r.Intercept.Decimal) + float(r.Slope.Decimal)*math.Log(records))
}

// AnchorEstimate is what an anchor says of the incident, or the reason it says
// nothing.
type AnchorEstimate struct {
	Anchor *Anchor
	Range  *Range
	Reason string // message "loss.reason.<Reason>" when Range is nil
	Step   law.Step
}

// anchors makes a line of every anchor that holds: its own spread, times the
// transfer to the country, the exchange rate, and what is uncertain of the records.
// They come with the factors of the simulation and their own, and are aside in it.
func (e *Estimate) anchors(m *Model, s *simulation) (*simulation, error) {
	own := &simulation{model: m, in: s.in, rates: s.rates, index: maps.Clone(s.index), factors: slices.Clone(s.factors)}
	for i := range m.Anchors.Anchors {
		a := &m.Anchors.Anchors[i]
		ae := AnchorEstimate{Anchor: a, Reason: own.anchorReason(a)}
		if !s.in.Plain {
			ae.Step = own.anchorStep(a, ae.Reason)
		}
		if ae.Reason == "" {
			line, err := own.anchor(a)
			if err != nil {
				return nil, err
			}
			own.lines = append(own.lines, line)
		}
		e.Anchors = append(e.Anchors, ae)
	}
	return own, nil
}

// anchored hands the simulated anchors to those that have no reason against them,
// in order.
func (e *Estimate) anchored(simulated []mc.Summary) {
	at := 0
	for i := range e.Anchors {
		a := &e.Anchors[i]
		if a.Reason != "" {
			continue
		}
		r := simulated[at]
		a.Range = &Range{P5: rounded(r.P5, e.Currency), P50: rounded(r.P50, e.Currency), P95: rounded(r.P95, e.Currency)}
		a.Step.Result = law.OfMoney(a.Range.P50)
		at++
	}
}

// counted is the quantity that a regression on records reads: records, or people
// where no records are counted.
func (in *Input) counted() Quantity {
	switch {
	case in.Records.Known:
		return Records
	case in.People.Known:
		return People
	}
	return ""
}

func (s *simulation) anchorReason(a *Anchor) string {
	if _, known := s.model.Prices.Level(s.in.Country); !known && s.in.Country != "" {
		return "prices-unknown"
	}
	if a.Regression == nil {
		if !s.in.Turnover.Known {
			return "turnover-unknown"
		}
		return ""
	}
	switch {
	case s.in.DataLeft == law.No:
		return "no-data-left"
	case s.in.DataLeft == law.Unknown:
		return "data-left-unknown"
	case s.in.counted() == "":
		return "size-unknown"
	}
	records := s.in.quantity(s.in.counted()).Range.Centre()
	switch {
	case records.LessThan(a.Regression.From.Decimal):
		return "too-few-records"
	case records.GreaterThan(a.Regression.To.Decimal):
		return "too-many-records"
	}
	return ""
}

// transferFactor is the factor of all anchors that no parameter may be called like.
const transferFactor = "transfer"

// anchor builds the kernel's line of an anchor.
func (s *simulation) anchor(a *Anchor) (mc.Line, error) {
	since, _ := s.model.Prices.Since(a.Year) // check has asked
	term := mc.Term{Coefficient: float(since)}
	if err := s.convert(&term, a.Currency); err != nil {
		return mc.Line{}, err
	}
	var mu, sigma float64
	if r := a.Regression; r != nil {
		counted := s.in.counted()
		at, err := s.quantity(counted)
		if err != nil {
			return mc.Line{}, err
		}
		term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: float(r.Slope.Decimal)})
		mu, sigma = float(r.Intercept.Decimal), r.predictionDeviation(float(s.in.quantity(counted).Range.Centre()))
	} else {
		tier, err := s.tier(a)
		if err != nil {
			return mc.Line{}, err
		}
		mu, sigma = float(tier.Mu.Decimal), float(tier.Sigma.Decimal)
	}
	spread, err := mc.Lognormal(mu, sigma)
	if err != nil {
		return mc.Line{}, err
	}
	transfer, err := pert(s.model.Anchors.Transfer.PriceLevel.at(s.level()))
	if err != nil {
		return mc.Line{}, err
	}
	at, seen := s.index[transferFactor]
	if !seen {
		at = s.factor(transferFactor, transfer, 0, source{})
	}
	own := "anchor." + a.ID
	term.Powers = append(term.Powers,
		mc.Power{Factor: s.factor(own, spread, 0, source{}), Exponent: 1},
		mc.Power{Factor: at, Exponent: 1})
	return mc.Line{ID: own, Terms: []mc.Term{term}, Aside: true}, nil
}

// tier finds the tier of the turnover, converted at the rate of the day.
func (s *simulation) tier(a *Anchor) (*Tier, error) {
	cross, err := s.rates.Cross(s.in.Currency, a.Currency)
	if err != nil {
		return nil, err
	}
	turnover := s.in.Turnover.Range.Centre().Mul(cross)
	last := len(a.Tiers) - 1
	for i := range a.Tiers[:last] {
		if turnover.LessThan(a.Tiers[i].Below.Decimal) {
			return &a.Tiers[i], nil
		}
	}
	return &a.Tiers[last], nil
}

// anchorStep explains an anchor.
func (s *simulation) anchorStep(a *Anchor, reason string) law.Step {
	step := law.Step{Key: "loss.anchor", Mark: a.Mark, Args: []law.Arg{
		law.With("name", law.OfText(a.Name)), law.With("reading", law.OfText(a.Reading)), law.With("source", law.OfText(a.Source)),
	}}
	if reason != "" {
		step.Key = "loss.anchor.none"
		step.Args = append(step.Args, law.With("reason", law.OfWord("loss.reason."+reason)))
		return step
	}
	if r := a.Regression; r != nil {
		counted := s.in.counted()
		records := s.in.quantity(counted).Range
		step.Parts = append(step.Parts, law.Step{Key: "loss.anchor.regression", Result: law.OfRange(records), Args: []law.Arg{
			law.With("quantity", law.OfWord("quantity."+string(counted))),
			law.With("intercept", law.OfNumber(r.Intercept.Decimal)), law.With("slope", law.OfNumber(r.Slope.Decimal)),
			law.With("deviation", law.OfNumber(decimal.NewFromFloat(r.predictionDeviation(float(records.Centre()))).Round(riseDigits))),
		}})
	} else if tier, err := s.tier(a); err == nil { // a rate that is missing is an error of the estimate
		step.Parts = append(step.Parts, law.Step{Key: "loss.anchor.tier", Result: law.OfRange(s.in.Turnover.Range), Args: []law.Arg{
			law.With("mu", law.OfNumber(tier.Mu.Decimal)), law.With("sigma", law.OfNumber(tier.Sigma.Decimal)),
		}})
	}
	step.Parts = append(step.Parts, s.priceSteps(&Parameter{Year: a.Year})...)
	t := s.model.Anchors.Transfer
	step.Parts = append(step.Parts, law.Step{Key: "loss.anchor.transfer", Mark: t.Mark, Result: law.OfRange(t.PriceLevel.at(s.level())), Args: []law.Arg{law.With("source", law.OfText(t.Source))}})
	if a.Currency != s.in.Currency {
		step.Parts = append(step.Parts, s.rate(a.Currency))
	}
	return step
}
