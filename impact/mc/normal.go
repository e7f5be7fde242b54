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

// The copula needs P(Z > z) many times over: cubic Hermite pieces on steps of
// 1/64 give it with a relative error below 3e-7 as far as a table reaches.
const (
	tailPiecesPerUnit = 64
	tailPieces        = 16 * tailPiecesPerUnit
)

type cubic struct{ c0, c1, c2, c3 float64 }

// tailPositions holds the size of the position that belongs to a normal score,
// for scores from 0 to 16, which no sum of two scores of normalTable exceeds. It
// has the smallest size where P(Z > z) is in a table's last octave.
var tailPositions = sync.OnceValue(func() *[tailPieces]cubic {
	// A score of 0 must give the greatest size, not the one above it.
	const (
		scale = 2 * highestPosition
		width = 1.0 / tailPiecesPerUnit
	)
	var pieces [tailPieces]cubic
	for i := range pieces {
		from := float64(i) * width
		to := from + width
		left, right := scale*normalTail(from), scale*normalTail(to)
		if left < 2*lowestPosition {
			pieces[i].c0 = lowestPosition
			continue
		}
		leftSlope := -scale * width * normalDensity(from)
		rightSlope := -scale * width * normalDensity(to)
		pieces[i] = cubic{
			c0: left,
			c1: leftSlope,
			c2: 3*(right-left) - 2*leftSlope - rightSlope,
			c3: 2*(left-right) + leftSlope + rightSlope,
		}
	}
	return &pieces
})

// scorePosition turns a normal score into the position (see table.go) that has
// the same probability beyond it.
func scorePosition(pieces *[tailPieces]cubic, score float64) float64 {
	scaled := float64(math.Abs(score) * tailPiecesPerUnit)
	index := int64(scaled)
	piece := &pieces[index&(tailPieces-1)]
	t := scaled - float64(index)
	value := piece.c0 + float64(t*(piece.c1+float64(t*(piece.c2+float64(t*piece.c3)))))
	return math.Copysign(value, score)
}
