package mc

import (
	"math"
	"slices"
)

// A selection knows a few outcomes of one output of a run that is small enough: those
// of the percentiles of a brief summary. Outcomes are counted in buckets, which are
// equal parts of the float64 grid as those of a ranking, and then only the buckets
// that hold such an outcome are gathered and sorted. That takes half the time of
// dealing out all of them.
//
// Its memory serves one output after the other.
type selection struct {
	counts [selectionBuckets]uint32
	wanted [selectionBuckets]bool
	bits   []uint64 // of the outcomes in the wanted buckets, ascending
	skips  []skip   // by wanted bucket
}

// selectionBuckets are few enough for the counts to stay in the nearest cache.
const selectionBuckets = 1 << 11

// skip tells how many outcomes below a wanted bucket are in no wanted one.
type skip struct {
	from    int // the rank of the bucket's first outcome
	skipped int
}

// selectFrom takes in the outcomes of an output that has the given moments.
func (s *selection) selectFrom(values []float64, m moments) {
	s.bits, s.skips = s.bits[:0], s.skips[:0]
	least, greatest := math.Float64bits(m.leastPositive), math.Float64bits(m.max)
	if m.max == 0 {
		s.skips = append(s.skips, skip{0, len(values)}) // all are zero
		return
	}
	shift := uint(0)
	for (greatest-least)>>shift > selectionBuckets-2 {
		shift++
	}
	base := int64(least>>shift) - 1 // below the least positive one there is only zero, which is not gathered
	clear(s.counts[:])
	clear(s.wanted[:])
	counts, wanted := &s.counts, &s.wanted
	for _, value := range values {
		counts[max(int64(math.Float64bits(value)>>(shift&63))-base, 0)&(selectionBuckets-1)]++
	}
	s.want(m.count)
	bits := s.bits
	for _, value := range values {
		if wanted[max(int64(math.Float64bits(value)>>(shift&63))-base, 0)&(selectionBuckets-1)] {
			bits = append(bits, math.Float64bits(value))
		}
	}
	slices.Sort(bits)
	s.bits = bits
}

// want marks the buckets in which the outcomes lie that percentiles are made of.
func (s *selection) want(count int) {
	bucket, before, skipped := -1, 0, 0 // before: outcomes up to the bucket, and in it
	reach := func(rank int) {
		if rank < before {
			return
		}
		for rank >= before {
			if bucket >= 0 && !s.wanted[bucket] {
				skipped += int(s.counts[bucket])
			}
			bucket++
			before += int(s.counts[bucket])
		}
		if bucket == 0 { // of zeros, which are counted and no more
			s.skips = append(s.skips, skip{0, before})
			return
		}
		s.wanted[bucket] = true
		s.skips = append(s.skips, skip{before - int(s.counts[bucket]), skipped})
	}
	for _, p := range briefProbabilities {
		rank, fraction := typeSeven(count, p)
		reach(rank)
		if fraction != 0 {
			reach(rank + 1)
		}
	}
}

func (s *selection) ranked(rank int) float64 {
	i := len(s.skips) - 1
	for s.skips[i].from > rank {
		i--
	}
	if rank < s.skips[i].skipped {
		return 0
	}
	return math.Float64frombits(s.bits[rank-s.skips[i].skipped])
}
