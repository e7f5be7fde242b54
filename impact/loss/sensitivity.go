package loss

import (
	"cmp"
	"math"
	"slices"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// sensitivityTrials bounds the trials of each run of a sensitivity analysis. All
// runs see the same draws, so that their differences are far more exact than each.
const sensitivityTrials = 10_000

// Dependence is the total at another correlation of the lines' own factors.
type Dependence struct {
	Correlation decimal.Decimal
	Total       Band
}

// dependences shows the total at the correlations beside the one that is used.
func (e *Estimate) dependences(s *simulation) error {
	for _, rho := range s.model.Correlation.Alternatives {
		loading := math.Sqrt(float(rho.Decimal))
		factors := slices.Clone(s.factors)
		for i := range factors {
			if factors[i].Loading > 0 {
				factors[i].Loading = loading
			}
		}
		total, err := s.total(factors, e.Trials)
		if err != nil {
			return err
		}
		e.Dependences = append(e.Dependences, Dependence{rho.Decimal, bandOf(total, e.Currency)})
	}
	return nil
}

// Driver is an uncertain input of the sensitivity analysis: an assumption, a
// quantity of the incident, or the cost of a line that the organisation gave itself.
// One of the three is set.
type Driver struct {
	Parameter *Parameter
	Quantity  Quantity
	Line      *Line
}

// Influence is what one uncertain input does to the total when all others stay as
// they are: each of its values meets the same draws of the others.
type Influence struct {
	Driver Driver
	// Low and High are the input's 10th and 90th percentile, three digits; of an
	// event 0 and 1, that it does not happen and that it does.
	Low, High decimal.Decimal
	AtLow     law.Money // median of the total with the input there, rounded to Digits
	AtHigh    law.Money
	Swing     law.Money // what lies between, rounded to Digits
	// Narrowing is the share of the width of the total, P95 − P5, that would be
	// gone on average if this input were known: two decimals, at least 0.
	Narrowing decimal.Decimal

	swing float64
}

// quintileMiddles are values of an input that stand for its five equally likely
// parts. The first and the last are its 10th and 90th percentile.
var quintileMiddles = [...]float64{0.1, 0.3, 0.5, 0.7, 0.9}

// Influences lists the uncertain inputs of the total, the greatest swing of the
// median first. It is computed when it is first asked for.
func (e Estimate) Influences() ([]Influence, error) {
	if e.Total == nil {
		return nil, nil
	}
	return e.simulation.influences()
}

// allInfluences makes as many trials as the estimate, at most sensitivityTrials.
func (s *simulation) allInfluences() ([]Influence, error) {
	trials := min(s.in.Trials, sensitivityTrials)
	defer s.borrow()()
	base, err := s.total(s.factors, trials)
	if err != nil {
		return nil, err
	}
	var out []Influence
	for i, factor := range s.factors {
		if p := s.sources[i].parameter; !s.counts(i) || (p == nil || p.Unit != UnitEvent) && factor.Marginal.Quantile(0.1) == factor.Marginal.Quantile(0.9) {
			continue
		}
		one, err := s.influence(i, trials, base.P95-base.P5)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b Influence) int { return cmp.Compare(b.swing, a.swing) })
	return out, nil
}

// counts tells whether the total uses a factor: those of lines apart do not.
func (s *simulation) counts(factor int) bool {
	return slices.ContainsFunc(s.lines, func(l mc.Line) bool {
		return slices.ContainsFunc(l.Terms, func(t mc.Term) bool {
			return slices.ContainsFunc(t.Powers, func(p mc.Power) bool { return p.Factor == factor })
		})
	})
}

// node is a value of an input and the chance that it stands for.
type node struct{ value, chance float64 }

// nodes are the five middles, or for an event that it does not happen and that it
// does.
func (s *simulation) nodes(factor int) []node {
	marginal := s.factors[factor].Marginal
	if p := s.sources[factor].parameter; p != nil && p.Unit == UnitEvent {
		return []node{{0, 1 - marginal.Mean()}, {1, marginal.Mean()}}
	}
	var out []node
	for _, p := range quintileMiddles {
		out = append(out, node{marginal.Quantile(p), 1.0 / float64(len(quintileMiddles))})
	}
	return out
}

func (s *simulation) influence(factor, trials int, width float64) (Influence, error) {
	nodes := s.nodes(factor)
	totals := make([]mc.Summary, len(nodes))
	left := 0.0
	for i, n := range nodes {
		fixed, err := mc.Constant(n.value)
		if err != nil {
			return Influence{}, err
		}
		factors := slices.Clone(s.factors)
		factors[factor].Marginal, factors[factor].Loading = fixed, 0
		if totals[i], err = s.total(factors, trials); err != nil {
			return Influence{}, err
		}
		left += (totals[i].P95 - totals[i].P5) * n.chance
	}
	of := s.sources[factor]
	low, high := totals[0].P50, totals[len(totals)-1].P50
	out := Influence{
		Driver: Driver{of.parameter, of.quantity, of.line},
		Low:    significant(nodes[0].value, 3),
		High:   significant(nodes[len(nodes)-1].value, 3),
		AtLow:  rounded(low, s.in.Currency), AtHigh: rounded(high, s.in.Currency),
		swing: max(high-low, low-high),
	}
	out.Swing = rounded(out.swing, s.in.Currency)
	if width > 0 {
		out.Narrowing = decimal.NewFromFloat(max(0, 1-left/width)).Round(2)
	}
	return out, nil
}

// Settled is the total if one open question behind lines were answered.
type Settled struct {
	Reason string // that of the lines that wait for it: message "loss.reason.<Reason>"
	Yes    *Band  // of the total if the answer were yes; nil when it still could not be estimated
	No     *Band
	Swing  law.Money // between the medians, rounded to Digits

	// Unknown and Needs are what the lines would still lack if the answer were yes:
	// quantities, and assumptions that only the organisation can give.
	Unknown []Quantity
	Needs   []*Parameter

	swing float64
}

// question is an open answer that switches lines on, and the reason it leaves.
type question struct {
	reason string
	answer *law.Verdict
}

// questions are all there are, of one input.
func (in *Input) questions() []question {
	return []question{
		{"data-left-unknown", &in.DataLeft},
		{"issuer-unknown", &in.Issuer},
		{"merchant-unknown", &in.Merchant},
		{"outage-unknown", &in.Down},
		{"customers-unknown", &in.HasCustomers},
	}
}

// Questions lists the open answers that lines wait for, those that move the median
// most first.
func (e Estimate) Questions() ([]Settled, error) {
	var out []Settled
	space := new(mc.Workspace)
	for k, q := range e.simulation.in.questions() {
		if !slices.ContainsFunc(e.Lines, func(l LineEstimate) bool { return l.Reason == q.reason }) {
			continue
		}
		settled := Settled{Reason: q.reason}
		var medians [2]float64
		for i, answer := range []law.Verdict{law.Yes, law.No} {
			in := e.simulation.in
			in.Trials, in.Workspace = min(e.Trials, sensitivityTrials), space
			*in.questions()[k].answer = answer
			if q.reason == "issuer-unknown" || q.reason == "merchant-unknown" {
				in.HasCards = law.Yes
			}
			other, err := e.simulation.model.prepare(in)
			if err != nil {
				return nil, err
			}
			if answer == law.Yes {
				settled.lack(&e, other, q.reason)
			}
			if len(other.lines) == 0 {
				continue
			}
			total, err := other.total(other.factors, in.Trials)
			if err != nil {
				return nil, err
			}
			band := bandOf(total, e.Currency)
			medians[i] = total.P50
			if answer == law.Yes {
				settled.Yes = &band
			} else {
				settled.No = &band
			}
		}
		settled.swing = max(medians[0]-medians[1], medians[1]-medians[0])
		settled.Swing = rounded(settled.swing, e.Currency)
		out = append(out, settled)
	}
	slices.SortStableFunc(out, func(a, b Settled) int { return cmp.Compare(b.swing, a.swing) })
	return out, nil
}

// lack gathers what the lines that wait for the answer would still lack.
func (s *Settled) lack(e *Estimate, with *simulation, reason string) {
	for i := range with.model.Lines {
		line := &with.model.Lines[i]
		if !slices.ContainsFunc(e.Lines, func(l LineEstimate) bool { return l.Line == line && l.Reason == reason }) {
			continue
		}
		for _, q := range with.answers[i].unknown {
			if !slices.Contains(s.Unknown, q) {
				s.Unknown = append(s.Unknown, q)
			}
		}
		for _, p := range with.answers[i].needs {
			if !slices.Contains(s.Needs, p) {
				s.Needs = append(s.Needs, p)
			}
		}
	}
}
