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
	var lower, upper nodes
	shape, width := d.shape(), d.high-d.low
	interpolated := exponent
	if exponent < 0 || exponent > 1 {
		interpolated = 1 // such powers are too steep for the pieces
	}
	lowerLast := pertNodes(shape, d.low, width, interpolated, &lower)
	upperLast := pertNodes(6-shape, d.high, -width, interpolated, &upper)
	if interpolated != exponent {
		for i := range lower {
			lower[i] = math.Pow(lower[i], exponent)
			upper[i] = math.Pow(upper[i], exponent)
		}
		lowerLast, upperLast = math.Pow(lowerLast, exponent), math.Pow(upperLast, exponent)
	}
	result := newTable(&lower, &upper, lowerLast, upperLast)
	if err := result.check(); err != nil {
		return nil, fmt.Errorf("pert %v, %v, %v raised to %v: %w", d.low, d.mode, d.high, exponent, err)
	}
	return result, nil
}
