package mc

import (
	"math"
	"slices"
	"sort"
	"sync"
)

// A window is a range of coarse bins, both ends included, that is counted in fine
// bins.
type window struct{ first, last uint64 }

// A layout says where each bin of one output is counted: coarse bins in one place,
// those of a window in subBins places. The look-up has no branch that depends on
// the data, so that a window costs a count nothing.
type layout struct {
	octaves [exponents]*[coarseBins]uint32 // the place of each coarse bin, with isFine
	places  int
}

const isFine = 1 << 31

// newLayout has an octave for each that holds one of the bins. Numbers that fall
// elsewhere are strays. The windows are in ascending order of both ends.
func newLayout(bins []bin, windows []window) *layout {
	l := new(layout)
	for _, b := range bins {
		exponent := uint64(b.index) >> coarseBits
		if l.octaves[exponent] != nil {
			continue
		}
		octave := new([coarseBins]uint32)
		for j := range octave {
			index := exponent<<coarseBits | uint64(j)
			for len(windows) > 0 && windows[0].last < index {
				windows = windows[1:]
			}
			octave[j] = uint32(l.places)
			l.places++
			if len(windows) > 0 && windows[0].first <= index && index > 0 {
				octave[j] |= isFine
				l.places += subBins - 1
			}
		}
		l.octaves[exponent] = octave
	}
	return l
}

// A tally counts the numbers of one output by a layout.
type tally struct {
	lock   sync.Mutex // of what workers share
	layout *layout
	counts []uint32
	strays histogram
}

// tally returns one without counts.
func (s *Workspace) tally(l *layout) *tally { return &tally{layout: l, counts: s.counters(l.places)} }

func (t *tally) add(values []float64) {
	octaves, counts := &t.layout.octaves, t.counts
	for _, value := range values {
		where := place(value)
		octave := octaves[where>>(subBits+coarseBits)&(exponents-1)]
		if octave == nil {
			t.strays.count(where >> subBits)
			continue
		}
		at := octave[where>>subBits&(coarseBins-1)]
		sub := uint32(where) & (subBins - 1) & uint32(int32(at)>>31) // 0 where coarse
		counts[at&^isFine+sub]++
	}
}

// fine returns the counts of the fine bins of a coarse one, or nil where there is
// no window.
func (t *tally) fine(index uint64) []uint32 {
	octave := t.layout.octaves[index>>coarseBits]
	if octave == nil || octave[index&(coarseBins-1)]&isFine == 0 {
		return nil
	}
	first := octave[index&(coarseBins-1)] &^ isFine
	return t.counts[first : first+subBins]
}

// bins appends the coarse bins in ascending order.
func (t *tally) bins(result []bin) []bin {
	var before uint32
	for exponent, octave := range &t.layout.octaves {
		strays := t.strays.octaves[exponent]
		if octave == nil && strays == nil {
			continue
		}
		for j := range coarseBins {
			index := uint64(exponent)<<coarseBits | uint64(j)
			count := uint32(0)
			switch {
			case octave == nil:
				count = strays[j]
			case octave[j]&isFine == 0:
				count = t.counts[octave[j]]
			default:
				for _, sub := range t.fine(index) {
					count += sub
				}
			}
			if count != 0 {
				result = append(result, bin{index: uint32(index), count: count, before: before})
				before += count
			}
		}
	}
	return result
}

// maxWindow is the greatest number of coarse bins in a window: half an octave,
// which keeps the memory small under heavy tails, where a percentile may then fall
// outside its window more often.
const maxWindow = coarseBins / 2

// pilotWindows returns a window around each percentile of the pilot's bins that
// reaches the given number of standard errors of its rank to both sides.
func pilotWindows(bins []bin, trials int, errors float64) []window {
	var result []window
	for _, p := range summaryProbabilities {
		n := float64(trials - 1)
		reach := errors * math.Sqrt(float64(trials)*p*(1-p))
		at := func(rank float64) uint64 {
			return uint64(bins[findBin(bins, int(min(max(rank, 0), n)))].index)
		}
		centre := at(n * p)
		first, last := at(math.Floor(n*p-reach)), at(math.Ceil(n*p+reach))
		if centre > maxWindow/2 {
			first = max(first, centre-maxWindow/2)
		}
		result = append(result, window{first, min(last, centre+maxWindow/2)})
	}
	return result
}

// exactWindows returns a window for each coarse bin.
func exactWindows(indexes []uint64) []window {
	slices.Sort(indexes)
	var result []window
	for _, index := range indexes {
		result = append(result, window{index, index})
	}
	return result
}

// findBin returns which of the bins has the outcome of a rank, counted from 0.
func findBin(bins []bin, rank int) int {
	return sort.Search(len(bins), func(i int) bool { return int(bins[i].before) > rank }) - 1
}
