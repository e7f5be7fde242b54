package mc

import (
	"fmt"
	"math"
)

// A position is one uniform draw, written so that a table can be indexed by the
// bits of a float64 and so that both tails are resolved equally well. Its sign
// tells the side, negative for u < 1/2 and positive for u > 1/2. Its size is the
// distance to that side's end, min(u, 1−u), in units of 2⁻⁵³: a float64 in
// [2²⁰, 2⁵²), of which the exponent is the octave of the distance and the first
// five bits of the fraction are the bin within the octave.
//
// A distance below 2⁻³² has its own octave, the last: all of it is represented
// by one number, the mean of that far tail.
const (
	octaves        = 32 // per side, the last one included
	binsPerOctave  = 32
	bins           = octaves * binsPerOctave // per side
	regularOctaves = octaves - 1

	positionScale   = 1 << 53
	lowestPosition  = 1 << 20
	highestPosition = 1<<52 - 1

	lastProbability = 1.0 / (1 << 32) // the distance where the last octave begins
)

// newPosition turns 64 random bits into a position: the first bit is the side,
// and the next 52, inverted on the lower side, the distance. The bit that is forced
// joins the last octave to the last but one without a branch; everywhere else it
// moves a draw by less than 2⁻³².
func newPosition(word uint64) float64 {
	signed := int64(word) >> 11
	side := signed >> 63 // 0 or −1
	distance := signed ^ side | lowestPosition
	return float64((distance ^ side) - side)
}

// slot returns the index of a position in a table. The low five bits of the
// exponent tell the 32 octaves apart, whatever the exponent begins with.
func slot(position float64) uint64 {
	bits := math.Float64bits(position)
	return bits>>47&(bins-1) | bits>>53&bins
}

// nodes are the values of a quantile function on one side, at nodeProbability of
// each index: the ends and the middle of every bin of the regular octaves.
type nodes [regularOctaves*nodesPerOctave + 1]float64

const nodesPerOctave = 2 * binsPerOctave

// nodeProbability returns the distance from the side's end at node i: from 2⁻³²
// for the first to 1/2 for the last.
func nodeProbability(i int) float64 {
	fraction := 1 + float64(i%nodesPerOctave)/nodesPerOctave
	return math.Ldexp(fraction, i/nodesPerOctave-32)
}

// A sampler writes the value at each position.
type sampler interface {
	fill(values, positions []float64)

	// ofScores returns the sampler of the same distribution for loaded factors.
	ofScores() scoreSampler
}

// A segment is a straight piece of a quantile function: base + slope·position.
type segment struct{ base, slope float64 }

// A table is a compiled quantile function, first the upper side and then the
// lower one, indexed by slot. Any distribution costs the same to sample: one
// look-up, one multiplication, one addition.
type table [2 * bins]segment

// newTable compiles a quantile function given at the nodes of both sides, with
// the mean of the last octave of each side.
//
// A segment has exactly the mean that the function has in its bin (by Simpson's
// rule), and the greatest slope that keeps it between the values at the bin's
// ends. So the table has the mean of the distribution, never leaves its support,
// and rises where the function rises.
func newTable(lower, upper *nodes, lowerLast, upperLast float64) *table {
	var result table
	fillSide(&result, upper, upperLast, 1)
	fillSide(&result, lower, lowerLast, -1)
	return &result
}

func fillSide(result *table, values *nodes, last, side float64) {
	start := side * lowestPosition // of the octave, as a position
	octave := result.octave(start)
	for bin := range octave {
		octave[bin] = segment{base: last}
	}
	for first := 0; first < len(values)-1; first += nodesPerOctave {
		start *= 2
		octave, inside := result.octave(start), values[first:first+nodesPerOctave+1]
		run := start / binsPerOctave // of the position along a bin, away from zero
		perRun := 2 / run
		near, middle := inside[0], start+run/2
		for bin := range octave {
			centre, far := inside[2*bin+1], inside[2*bin+2]
			mean := (near + 4*centre + far) / 6
			slope := perRun * steepest(mean-near, far-mean)
			octave[bin] = segment{base: mean - float64(slope*middle), slope: slope}
			near = far
			middle += run // exact
		}
	}
}

// octave returns the segments of the octave that begins at a position.
func (t *table) octave(start float64) *[binsPerOctave]segment {
	return (*[binsPerOctave]segment)(t[slot(start):])
}

// steepest returns the smaller of two rises of the same sign, or zero where
// rounding has given them different signs.
func steepest(a, b float64) float64 {
	switch {
	case (a > 0) != (b > 0):
		return 0
	case math.Abs(a) < math.Abs(b):
		return a
	}
	return b
}

// at returns the value at a position. The explicit conversion keeps the compiler
// from fusing the product into the sum, which some processors would round
// differently.
func (t *table) at(position float64) float64 {
	piece := &t[slot(position)]
	return piece.base + float64(piece.slope*position)
}

func (t *table) fill(values, positions []float64) {
	values = values[:len(positions)]
	for i, position := range positions {
		values[i] = t.at(position)
	}
}

func (t *table) ofScores() scoreSampler { return newScoreTable(t) }

// visit calls f with every bin's probability and the values at its two ends.
func (t *table) visit(f func(probability, near, far float64)) {
	for _, side := range []float64{1, -1} {
		for bin := range bins {
			octave := math.Ldexp(1, 20+bin/binsPerOctave)
			near := octave * (1 + float64(bin%binsPerOctave)/binsPerOctave)
			width := octave / binsPerOctave
			probability := width / positionScale
			if bin < binsPerOctave {
				probability *= 2 // the last octave stands also for all that is farther out
			}
			piece := t[slot(side*(near+width/2))]
			f(probability, piece.base+side*piece.slope*near, piece.base+side*piece.slope*(near+width))
		}
	}
}

// mean returns the exact mean of what the table samples.
func (t *table) mean() float64 {
	var sum float64
	t.visit(func(probability, near, far float64) { sum += probability * (near + far) / 2 })
	return sum
}

// secondMoment returns the exact mean square of what the table samples.
func (t *table) secondMoment() float64 {
	var sum float64
	t.visit(func(probability, near, far float64) {
		sum += probability * (near*near + near*far + far*far) / 3
	})
	return sum
}

// check refuses a table that holds something else than finite numbers.
func (t *table) check() error {
	// Times 0 is NaN for what is not finite. There are four sums, so that additions
	// need not wait for one another.
	var bases, slopes, otherBases, otherSlopes float64
	for i := 0; i < len(t); i += 2 {
		bases += t[i].base * 0
		slopes += t[i].slope * 0
		otherBases += t[i+1].base * 0
		otherSlopes += t[i+1].slope * 0
	}
	if bases != 0 || slopes != 0 || otherBases != 0 || otherSlopes != 0 {
		return fmt.Errorf("its values are too large for float64")
	}
	return nil
}
