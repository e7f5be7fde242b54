package mc

import (
	"math"
	"slices"
	"sort"
)

// outcomes are the sorted outcomes of one output, as far as they are known: how
// many are in each coarse bin, and what is needed of the inside of some.
type outcomes struct {
	bins    []bin
	moments moments

	// ranked returns the outcome of a rank within a bin, counted from 0. It is
	// asked about none but the bins that neededBins lists.
	ranked func(b bin, rank int) float64
}

// summaryProbabilities are those of the percentiles of a Summary, ascending.
var summaryProbabilities = [...]float64{0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99}

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

func (o outcomes) quantile(p float64) float64 {
	rank, fraction := typeSeven(o.moments.count, p)
	low := o.at(rank)
	if fraction == 0 {
		return low
	}
	return low + float64((o.at(rank+1)-low)*fraction)
}

// at returns the outcome of a rank.
func (o outcomes) at(rank int) float64 {
	b := o.bins[findBin(o.bins, rank)]
	if b.index == 0 {
		return 0
	}
	return o.clamp(o.ranked(b, rank-int(b.before)))
}

// clamp keeps what is read from inside a bin between the outcomes that are known
// exactly; the bin of zero is exact already.
func (o outcomes) clamp(x float64) float64 {
	if x == 0 {
		return 0
	}
	return min(max(x, o.moments.leastPositive), o.moments.max)
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

// keptOutcomes knows all outcomes of a run that is small enough. It sorts none but
// those in the bins that are needed.
func keptOutcomes(values []float64, m moments, bins []bin) outcomes {
	var counts histogram
	counts.add(values)
	o := outcomes{bins: counts.bins(bins), moments: m}

	// The counts are now in the bins: their memory can mark what is needed.
	const needed = math.MaxUint32
	starts := make(map[uint64]int) // of a bin within the chosen values
	indexes := neededBins(o.bins, m.count)
	total := 0
	for _, index := range indexes {
		octave := counts.octaves[index>>coarseBits]
		starts[index] = total
		total += int(octave[index&(coarseBins-1)])
		octave[index&(coarseBins-1)] = needed
	}
	chosen := make([]float64, 0, total)
	for _, value := range values {
		index := coarseBin(value)
		if counts.octaves[index>>coarseBits&(exponents-1)][index&(coarseBins-1)] == needed {
			chosen = append(chosen, value)
		}
	}
	slices.Sort(chosen)
	o.ranked = func(b bin, rank int) float64 { return chosen[starts[uint64(b.index)]+rank] }
	return o
}

// upperMean returns the mean of the highest share of the outcomes, as if those of
// a bin were spread evenly over it.
func (o outcomes) upperMean(share float64) float64 {
	wanted := share * float64(o.moments.count)
	left, sum := wanted, 0.0
	for i := len(o.bins) - 1; i >= 0 && left > 0; i-- {
		b := o.bins[i]
		low, high := b.edges()
		taken := min(left, float64(b.count))
		// The upper part of a bin that is taken in part.
		middle := high - float64((high-low)*(taken/float64(b.count)/2))
		sum += float64(taken * o.clamp(middle))
		left -= taken
	}
	return sum / wanted
}

// curve takes its points from the edges of coarse bins, where the shares are exact.
func (o outcomes) curve(start float64) []Point {
	from, to := max(start, o.moments.leastPositive), o.moments.max
	if !(from < to) {
		return []Point{{X: to}}
	}
	points := make([]Point, 0, curvePoints)
	logFrom, logTo := math.Log(from), math.Log(to)
	count := o.moments.count
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
		above := 0
		if j := sort.Search(len(o.bins), func(j int) bool { return uint64(o.bins[j].index) >= index }); j < len(o.bins) {
			above = count - int(o.bins[j].before)
		}
		points = append(points, Point{X: x, Exceedance: float64(above) / float64(count)})
	}
	return append(points, Point{X: to})
}
