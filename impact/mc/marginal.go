package mc

import (
	"fmt"
	"math"
)

// Marginal is the distribution of one factor taken alone. The set is closed:
// [Constant], [PERT], [Lognormal], [LognormalFrom90] and [Bernoulli] make every
// marginal there is. A Marginal is immutable, may be shared by factors and
// goroutines, and two marginals made from the same numbers compare equal.
type Marginal interface {
	// Mean returns the expectation, in closed form.
	Mean() float64

	// Quantile returns the smallest x with P(X ≤ x) ≥ p, computed from the
	// distribution itself and not from the sampling table. Quantile(0) and
	// Quantile(1) are the ends of the support, so the latter is +Inf for a
	// lognormal. It returns NaN when p is outside [0, 1].
	Quantile(p float64) float64

	// lowest returns the lower end of the support.
	lowest() float64

	// compile prepares the sampling of X raised to a power other than zero.
	// The exponent is negative only when lowest is not: see newPlan.
	compile(exponent float64) (sampler, error)
}

// constant is the distribution of a number that is certain.
type constant struct{ value float64 }

// Constant returns the marginal that is always x. It refuses NaN and infinities.
func Constant(x float64) (Marginal, error) {
	if !finite(x) {
		return nil, fmt.Errorf("constant %v is not a finite number", x)
	}
	return constant{x}, nil
}

func (c constant) Mean() float64 { return c.value }

func (c constant) Quantile(p float64) float64 {
	if !isProbability(p) {
		return math.NaN()
	}
	return c.value
}

func (c constant) lowest() float64 { return c.value }

// compile is never needed: a plan multiplies constants into the coefficients.
func (c constant) compile(exponent float64) (sampler, error) {
	return nil, fmt.Errorf("constant %v raised to %v has nothing to sample", c.value, exponent)
}

// bernoulli is 1 with the given probability, which is neither 0 nor 1, and else 0.
type bernoulli struct{ probability float64 }

// Bernoulli returns the marginal of an event: 1 with probability p and 0
// otherwise. With p = 0 or p = 1 it is a constant. It refuses a p outside [0, 1].
func Bernoulli(p float64) (Marginal, error) {
	switch {
	case !isProbability(p):
		return nil, fmt.Errorf("bernoulli probability %v is not between 0 and 1", p)
	case p == 0, p == 1:
		return constant{p}, nil
	}
	return bernoulli{p}, nil
}

func (b bernoulli) Mean() float64 { return b.probability }

func (b bernoulli) Quantile(p float64) float64 {
	switch {
	case !isProbability(p):
		return math.NaN()
	case p <= 1-b.probability:
		return 0
	}
	return 1
}

func (b bernoulli) lowest() float64 { return 0 }

// compile ignores the exponent, since 0 and 1 are their own positive powers.
func (b bernoulli) compile(float64) (sampler, error) {
	if b.probability <= 0.5 {
		return event{below: b.probability * positionScale, upper: true}, nil
	}
	return event{below: (1 - b.probability) * positionScale}, nil
}

// event samples a bernoulli marginal exactly: the rarer of its two outcomes is
// the far end of one tail.
type event struct {
	below float64 // the rarer outcome happens when the distance from the end is below this
	upper bool    // whether that end is the upper one, so that the rarer outcome is 1
}

func (e event) fill(values, positions []float64) {
	if e.upper {
		for i, position := range positions {
			values[i] = 0
			if position > 0 && position < e.below {
				values[i] = 1
			}
		}
		return
	}
	for i, position := range positions {
		values[i] = 1
		if position < 0 && -position < e.below {
			values[i] = 0
		}
	}
}

func (e event) ofScores() scoreSampler {
	if e.upper {
		return newScoreEvent(e.below / positionScale)
	}
	return newScoreEvent(1 - e.below/positionScale)
}

func isProbability(p float64) bool { return p >= 0 && p <= 1 }

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
