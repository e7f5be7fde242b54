package mc

import (
	"math"
	"slices"
	"sort"
)

// outcomes are the sorted outcomes of one output, as far as they are known.
type outcomes interface {
	// ranked returns the outcome of a rank, counted from 0. It is asked about none
	// but those that the percentiles of a Summary are made of.
	ranked(rank int) float64

	// atLeast returns how many are in a coarse bin, other than that of zero, or in
	// higher ones.
	atLeast(index uint64) int

	// downwards yields the coarse bins that are not empty, the highest first.
	downwards(yield func(bin) bool)
}

// summaryProbabilities are those of the percentiles of a Summary, ascending.
var summaryProbabilities = [...]float64{0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99}

// briefProbabilities are those of a brief one.
var briefProbabilities = [...]float64{0.05, 0.50, 0.95}

// neededBins returns the bins, other than that of zero, in which the outcomes lie
// that the percentiles of a Summary are made of.
func neededBins(bins []bin, trials int) []uint64 {
	var result []uint64
	for _, p := range summaryProbabilities {
		rank, fraction := typeSeven(trials, p)
		for i := findBin(bins, rank); ; i++ {
			if index := uint64(bins[i].index); index > 0 && !slices.Contains(result, index) {
				result = append(result, index)
			}
			if fraction == 0 || rank+1 < int(bins[i].before+bins[i].count) {
				break
			}
			fraction, rank = 0, rank+1 // the next outcome is in the next bin
		}
	}
	return result
}

// typeSeven returns where the type 7 quantile of Hyndman and Fan lies among n
// outcomes: at the rank (n−1)p, counted from 0.
func typeSeven(n int, p float64) (rank int, fraction float64) {
	whole, fraction := math.Modf(float64(float64(n-1) * p))
	return int(whole), fraction
}

func quantile(o interface{ ranked(rank int) float64 }, count int, p float64) float64 {
	rank, fraction := typeSeven(count, p)
	low := o.ranked(rank)
	if fraction == 0 {
		return low
	}
	return low + float64((o.ranked(rank+1)-low)*fraction)
}

// A counted output is known by its coarse bins, and by its tally inside of those
// that neededBins lists.
type counted struct {
	bins    []bin
	tally   *tally
	moments moments
}

func (c *counted) ranked(rank int) float64 {
	b := c.bins[findBin(c.bins, rank)]
	if b.index == 0 {
		return 0
	}
	index := uint64(b.index)
	return c.moments.clamp(spread(index, c.tally.fine(index), rank-int(b.before)))
}

func (c *counted) atLeast(index uint64) int {
	i := sort.Search(len(c.bins), func(i int) bool { return uint64(c.bins[i].index) >= index })
	if i == len(c.bins) {
		return 0
	}
	return c.moments.count - int(c.bins[i].before)
}

func (c *counted) downwards(yield func(bin) bool) {
	for _, b := range slices.Backward(c.bins) {
		if !yield(b) {
			return
		}
	}
}

// spread returns the outcome of a rank within a bin from the counts of its fine
// bins, as if the outcomes of each were spread evenly over it. The true one is in
// the same fine bin.
func spread(index uint64, fine []uint32, rank int) float64 {
	sub := 0
	for rank >= int(fine[sub]) {
		rank -= int(fine[sub])
		sub++
	}
	low, high := fineEdges(index, sub)
	return low + float64((high-low)*((float64(rank)+0.5)/float64(fine[sub])))
}

// upperMean returns the mean of the highest share of the outcomes, as if those of
// a bin were spread evenly over it.
func upperMean(o outcomes, m moments, share float64) float64 {
	wanted := share * float64(m.count)
	left, sum := wanted, 0.0
	for b := range o.downwards {
		low, high := b.edges()
		taken := min(left, float64(b.count))
		// The upper part of a bin that is taken in part.
		middle := high - float64((high-low)*(taken/float64(b.count)/2))
		sum += float64(taken * m.clamp(middle))
		if left -= taken; left <= 0 {
			break
		}
	}
	return sum / wanted
}

// curve takes its points from the edges of coarse bins, where the shares are exact.
func curve(o outcomes, m moments, start float64) []Point {
	from, to := max(start, m.leastPositive), m.max
	if !(from < to) {
		return []Point{{X: to}}
	}
	points := make([]Point, 0, curvePoints)
	logFrom, logTo := math.Log(from), math.Log(to)
	for i := range curvePoints - 1 {
		x := from
		if i > 0 {
			x = math.Exp(logFrom + float64((logTo-logFrom)*(float64(i)/(curvePoints-1))))
		}
		index := coarseBin(min(max(x, from), to))
		x = coarseEdge(index - 1)
		if i > 0 && x <= points[len(points)-1].X {
			continue
		}
		points = append(points, Point{X: x, Exceedance: float64(o.atLeast(index)) / float64(m.count)})
	}
	return append(points, Point{X: to})
}
