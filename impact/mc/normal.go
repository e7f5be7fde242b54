package mc

import (
	"math"
	"sync"
)

// normalTail returns P(Z > z) for a standard normal Z, accurate in both tails.
func normalTail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

func normalDensity(z float64) float64 {
	return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
}

// normalQuantile returns the z with P(Z ≤ z) = p, for p in [0, 1].
func normalQuantile(p float64) float64 {
	if p > 0.5 {
		return normalUpperQuantile(1 - p)
	}
	return -normalUpperQuantile(p)
}

// normalUpperQuantile returns the z ≥ 0 with P(Z > z) = p, for p in [0, 1/2].
// math.Erfcinv works on 1 − 2p and so loses the far tail; Newton steps on the
// logarithm of the tail, which is nearly a parabola, give it back.
func normalUpperQuantile(p float64) float64 {
	switch p {
	case 0:
		return math.Inf(1)
	case 0.5:
		return 0
	}
	z := math.Sqrt2 * math.Erfcinv(2*p)
	if p < 1e-12 {
		z = math.Sqrt(-2 * math.Log(p)) // Erfcinv has few digits left, or none
	}
	for range 20 {
		tail, density := normalTail(z), normalDensity(z)
		if tail == 0 || density == 0 {
			break // p is subnormal: the start is as good as float64 permits
		}
		step := math.Log(tail/p) * tail / density
		z += step
		if math.Abs(step) < 1e-8 {
			break // the next step would be of the order of 1e-16
		}
	}
	return z
}

// upperScores holds the normal quantile at 1 − nodeProbability(i). It is the
// table that every lognormal shares.
var upperScores = sync.OnceValue(func() *nodes {
	var scores nodes
	for i := range scores {
		scores[i] = normalUpperQuantile(nodeProbability(i))
	}
	return &scores
})

// normalTable samples the standard normal distribution of the copula. Straight
// segments lose a little variance; since this distribution has no bounds that
// could be overstepped, the whole table is stretched to a variance of exactly 1.
var normalTable = sync.OnceValue(func() *table {
	upper := upperScores()
	var lower nodes
	for i, z := range upper {
		lower[i] = -z
	}
	last := upper[0]
	beyond := normalDensity(last) / normalTail(last) // E[Z | Z > last]
	result := newTable(&lower, upper, -beyond, beyond)
	stretch := 1 / math.Sqrt(result.secondMoment())
	for i := range result {
		result[i].base *= stretch
		result[i].slope *= stretch
	}
	return result
})
