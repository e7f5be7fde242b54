package mc

import "math"

// beta is the distribution Beta(shape, other) on [0, 1] with shape + other = 6
// and both at least 1: the one-parameter family to which every PERT with
// lambda = 4 belongs.
type beta struct {
	shape, other float64
	factor       float64 // 1/B(shape, other)

	// Ratios of consecutive terms of the two series, but for the variable.
	ratios, mirrorRatios [seriesTerms]float64
}

// seriesTerms is enough for 1e-16 at one half, where the series is slowest.
const seriesTerms = 96

func newBeta(shape float64) *beta {
	b := &beta{shape: shape, other: 6 - shape}
	const gamma6 = 120
	b.factor = gamma6 / (math.Gamma(b.shape) * math.Gamma(b.other))
	for n := range seriesTerms {
		b.ratios[n] = (6 + float64(n)) / (b.shape + 1 + float64(n))
		b.mirrorRatios[n] = (6 + float64(n)) / (b.other + 1 + float64(n))
	}
	return b
}

// mirror returns the distribution of 1 − X.
func (b *beta) mirror() *beta {
	return &beta{
		shape: b.other, other: b.shape, factor: b.factor,
		ratios: b.mirrorRatios, mirrorRatios: b.ratios,
	}
}

// evaluate returns P(X ≤ x) and x times the density at x, for 0 < x < 1 given by
// its logarithm. The probability has full relative precision for x ≤ 1/2: it is
// the hypergeometric series of the incomplete beta function,
//
//	I_x(a, b) = x^a (1−x)^b / (a B(a, b)) · Σ (a+b)_n/(a+1)_n x^n,
//
// all of whose terms are positive (Abramowitz and Stegun 26.5.4).
func (b *beta) evaluate(x, logarithm float64) (probability, scaledDensity float64) {
	power := b.factor * math.Exp(b.shape*logarithm+b.other*math.Log1p(-x))
	scaledDensity = power / (1 - x)
	if x <= 0.5 {
		return power / b.shape * series(&b.ratios, x), scaledDensity
	}
	return 1 - power/b.other*series(&b.mirrorRatios, 1-x), scaledDensity
}

func series(ratios *[seriesTerms]float64, x float64) float64 {
	term, sum := 1.0, 1.0
	for _, ratio := range ratios {
		term *= ratio * x
		sum += term
		if term < 1e-17*sum {
			break
		}
	}
	return sum
}

// A betaPoint is a solved point of the quantile function.
type betaPoint struct {
	x, logarithm  float64
	scaledDensity float64 // x times the density
	elasticity    float64 // d ln P / d ln x
	slope         float64 // x · (d ln density / dx)
}

// lowerQuantile solves P(X ≤ x) = p for 0 < p ≤ 1/2 by Halley's method on the
// logarithms of both, where the curve is nearly straight, from a first guess of
// ln x. The bracket makes the guess a matter of speed only.
func (b *beta) lowerQuantile(p, guess float64) betaPoint {
	low, high := math.Inf(-1), 0.0
	logarithm := guess
	for {
		if !(logarithm > low && logarithm < high) {
			if math.IsInf(low, -1) {
				logarithm = 2*high - 1
			} else {
				logarithm = (low + high) / 2
			}
		}
		x := math.Exp(logarithm)
		point := betaPoint{x: x, logarithm: logarithm}
		probability, scaledDensity := b.evaluate(x, logarithm)
		point.scaledDensity = scaledDensity
		point.elasticity = scaledDensity / probability
		point.slope = b.shape - 1 - (b.other-1)*x/(1-x)
		distance := math.Log(probability / p)
		if distance > 0 {
			high = logarithm
		} else {
			low = logarithm
		}
		newton := distance / point.elasticity
		step := newton / (1 - newton*(1+point.slope-point.elasticity)/2)
		logarithm -= step
		// Convergence is cubic: after a step of 1e-5 the error is near 1e-15.
		if math.Abs(step) < 1e-5 || high-low < 1e-15*math.Abs(low) {
			return b.moved(point, logarithm, p)
		}
	}
}

// moved returns the point after the last small step, which ends where P = p,
// carrying the density along to second order.
func (b *beta) moved(point betaPoint, logarithm, p float64) betaPoint {
	change := (1 + point.slope) * (logarithm - point.logarithm)
	x := math.Exp(logarithm)
	density := point.scaledDensity * (1 + change + change*change/2)
	return betaPoint{
		x:             x,
		logarithm:     logarithm,
		scaledDensity: density,
		elasticity:    density / p,
		slope:         b.shape - 1 - (b.other-1)*x/(1-x),
	}
}

// firstGuess is ln x by the leading term of the series.
func (b *beta) firstGuess(p float64) float64 {
	return min((math.Log(p)+math.Log(b.shape)-math.Log(b.factor))/b.shape, math.Log(0.9))
}

// quantile returns the x with P(X ≤ x) = p.
func (b *beta) quantile(p float64) float64 {
	switch {
	case p == 0:
		return 0
	case p == 1:
		return 1
	case p <= 0.5:
		return b.lowerQuantile(p, b.firstGuess(p)).x
	}
	mirror := b.mirror()
	return 1 - mirror.lowerQuantile(1-p, mirror.firstGuess(1-p)).x
}
