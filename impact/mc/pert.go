package mc

import (
	"fmt"
	"math"
)

// pert is the distribution of low + (high − low)·B, where B is Beta(shape, 6 −
// shape), shape = 1 + 4(mode − low)/(high − low), and low < high.
type pert struct{ low, mode, high float64 }

// PERT returns the standard modified PERT distribution with lambda = 4 on [low,
// high] (Malcolm, Roseboom, Clark and Fazar 1959; Vose, Risk Analysis):
//
//	alpha = 1 + 4(mode − low)/(high − low)
//	beta  = 1 + 4(high − mode)/(high − low)
//	mean  = (low + 4·mode + high)/6
//	var   = (mean − low)(high − mean)/7
//
// It keeps the mode that was given. (The variant that fixes the standard
// deviation at a sixth of the range, as pyfair has it, does not.) With low =
// high it is a constant. It refuses NaN, infinities, numbers that are not in
// order, and a range that float64 cannot hold.
//
// A greater mode lowers no quantile. A greater high may lower low quantiles, and a
// greater low high ones: see the package documentation.
func PERT(low, mode, high float64) (Marginal, error) {
	if !finite(low) || !finite(mode) || !finite(high) {
		return nil, fmt.Errorf("pert %v, %v, %v must be finite numbers", low, mode, high)
	}
	if low > mode || mode > high {
		return nil, fmt.Errorf("pert %v, %v, %v must be in order: low ≤ mode ≤ high", low, mode, high)
	}
	if low == high {
		return constant{low}, nil
	}
	if width := high - low; !finite(width) || width < smallestNormal {
		return nil, fmt.Errorf("pert range from %v to %v is outside the range of float64", low, high)
	}
	return pert{low, mode, high}, nil
}

// shape is alpha. Its value stays in [1, 5].
func (d pert) shape() float64 { return 1 + 4*((d.mode-d.low)/(d.high-d.low)) }

func (d pert) Mean() float64 { return d.low/6 + d.mode*(2.0/3) + d.high/6 }

func (d pert) Quantile(p float64) float64 {
	if !isProbability(p) {
		return math.NaN()
	}
	return d.at(newBeta(d.shape()).quantile(p))
}

// at maps [0, 1] to [low, high], whatever rounding does.
func (d pert) at(x float64) float64 {
	return min(max(d.low+float64((d.high-d.low)*x), d.low), d.high)
}

func (d pert) lowest() float64 { return d.low }

func (d pert) compile(exponent float64) (sampler, error) {
	shape := newBeta(d.shape())
	var lower, upper nodes
	lowerLast := shape.lowerNodes(&lower)
	upperLast := shape.mirror().lowerNodes(&upper)

	value := d.at
	if exponent != 1 {
		value = func(x float64) float64 { return math.Pow(d.at(x), exponent) }
	}
	for i := range lower {
		lower[i] = value(lower[i])
		upper[i] = value(1 - upper[i])
	}
	result := newTable(&lower, &upper, value(lowerLast), value(1-upperLast))
	if err := result.check(); err != nil {
		return nil, fmt.Errorf("pert %v, %v, %v raised to %v: %w", d.low, d.mode, d.high, exponent, err)
	}
	return result, nil
}

// solvedPerOctave points of each octave are solved, and the nodes between them
// filled with quintic Hermite pieces, which know two derivatives at each end: the
// error stays below 5e-8 of the value.
const (
	solvedPerOctave = 4
	nodesPerPiece   = nodesPerOctave / solvedPerOctave
)

// lowerNodes writes the quantile at each nodeProbability and returns the mean of
// the last octave, from the power law x ~ p^(1/shape) that holds there.
func (b *beta) lowerNodes(values *nodes) (last float64) {
	from := nodeProbability(0)
	left := b.lowerQuantile(from, b.firstGuess(from))
	values[0] = left.x
	for i := nodesPerPiece; i < len(values); i += nodesPerPiece {
		to := nodeProbability(i)
		// Taylor's series of ln x in ln p to second order.
		stride := math.Log(to/from) / left.elasticity
		guess := left.logarithm + stride - stride*stride*(1+left.slope-left.elasticity)/2
		right := b.lowerQuantile(to, guess)
		piece := newQuintic(left, right, to-from)
		for j := 1; j < nodesPerPiece; j++ {
			values[i-nodesPerPiece+j] = piece.at(float64(j) / nodesPerPiece)
		}
		values[i] = right.x
		from, left = to, right
	}
	return values[0] * b.shape / (b.shape + 1)
}

// quintic holds the coefficients of a polynomial on [0, 1].
type quintic [6]float64

// newQuintic matches the value and two derivatives of x(p) at both points, which
// are width apart in p: x′ = 1/density and x″ = −density′/density³.
func newQuintic(left, right betaPoint, width float64) quintic {
	first := func(point betaPoint) float64 { return width * point.x / point.scaledDensity }
	second := func(point betaPoint, derivative float64) float64 {
		return -derivative * derivative * point.slope / point.x
	}
	leftFirst, rightFirst := first(left), first(right)
	leftSecond, rightSecond := second(left, leftFirst), second(right, rightFirst)

	value := right.x - left.x - leftFirst - leftSecond/2
	derivative := rightFirst - leftFirst - leftSecond
	curvature := rightSecond - leftSecond
	return quintic{
		left.x,
		leftFirst,
		leftSecond / 2,
		10*value - 4*derivative + curvature/2,
		-15*value + 7*derivative - curvature,
		6*value - 3*derivative + curvature/2,
	}
}

func (q *quintic) at(t float64) float64 {
	return q[0] + t*(q[1]+t*(q[2]+t*(q[3]+t*(q[4]+t*q[5]))))
}
