package mc

import (
	"math"
	"slices"
)

// A ranking knows all outcomes of one output of a run that is small enough. They
// are dealt into buckets, which are equal parts of the float64 grid from the least
// positive outcome to the highest, about two outcomes to each. A bucket is sorted
// when one of its outcomes is wanted, so that most never are.
//
// Its memory serves one output after the other.
type ranking struct {
	bits   []uint64 // of the outcomes, by bucket; like the outcomes, in ascending order
	ends   []uint32 // of each bucket in bits
	sorted []bool   // of each bucket

	shift uint // an outcome is in the bucket bits>>shift − base, or in the first
	base  int64
}

// rank takes in the outcomes of an output that has the given moments.
func (r *ranking) rank(values []float64, m moments) {
	least, greatest := math.Float64bits(m.leastPositive), math.Float64bits(m.max)
	if m.max == 0 {
		least = 0
	}
	r.shift = 0
	for (greatest-least)>>r.shift > uint64(len(values)/2) {
		r.shift++
	}
	r.base = int64(least>>r.shift) - 1 // below the least positive one there is only zero

	buckets := r.bucket(greatest) + 1
	r.bits = resized(r.bits, len(values))
	r.ends = resized(r.ends, buckets)
	r.sorted = resized(r.sorted, buckets)
	clear(r.ends)
	clear(r.sorted)
	// The compiler cannot keep fields in registers here.
	ends, outcomes, shift, base := r.ends, r.bits, r.shift&63, r.base
	for _, value := range values {
		ends[max(int64(math.Float64bits(value)>>shift)-base, 0)]++
	}
	var before uint32
	for i, count := range ends {
		ends[i] = before // for now the start, which rises to the end below
		before += count
	}
	for _, value := range values {
		bits := math.Float64bits(value)
		end := &ends[max(int64(bits>>shift)-base, 0)]
		outcomes[*end] = bits
		*end++
	}
}

func (r *ranking) bucket(bits uint64) int { return int(max(int64(bits>>r.shift)-r.base, 0)) }

// start returns where a bucket starts in bits.
func (r *ranking) start(bucket int) int {
	if bucket == 0 {
		return 0
	}
	return int(r.ends[bucket-1])
}

// sort sorts the bucket in which the outcome of a rank lies, and returns where that
// bucket starts.
func (r *ranking) sort(rank int) (start int) {
	bucket := r.bucket(r.bits[rank]) // whichever of it lies there before it is sorted
	start = r.start(bucket)
	if !r.sorted[bucket] {
		slices.Sort(r.bits[start:r.ends[bucket]])
		r.sorted[bucket] = true
	}
	return start
}

func (r *ranking) ranked(rank int) float64 {
	r.sort(rank)
	return math.Float64frombits(r.bits[rank])
}

func (r *ranking) atLeast(index uint64) int {
	edge := math.Float64bits(coarseEdge(index - 1))
	bucket := r.bucket(edge)
	start, end := r.start(bucket), r.ends[bucket]
	result := len(r.bits) - int(end)
	for _, bits := range r.bits[start:end] {
		if bits > edge {
			result++
		}
	}
	return result
}

func (r *ranking) downwards(yield func(bin) bool) {
	// A coarse bin can reach over buckets, and a bucket over coarse bins.
	rest := len(r.bits)
	var index uint64
	for start := rest; start > 0; {
		end := start
		start = r.sort(end - 1)
		for i := end - 1; i >= start; i-- {
			this := coarseBin(math.Float64frombits(r.bits[i]))
			if i+1 < rest && this != index {
				if !yield(bin{index: uint32(index), count: uint32(rest - i - 1), before: uint32(i + 1)}) {
					return
				}
				rest = i + 1
			}
			index = this
		}
	}
	yield(bin{index: uint32(index), count: uint32(rest)})
}
