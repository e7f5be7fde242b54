package mc

import "math"

// Non-negative numbers are counted in bins of the float64 grid: every octave is
// cut into 2¹² equal coarse bins, and a coarse bin, where it matters, into 2⁵ equal
// fine ones. The bin k holds the numbers above its lower edge and up to its upper
// one, edge(k−1) < x ≤ edge(k), so that P(X > edge) is counted exactly even when
// many numbers lie on the edge. Zero is alone in the bin 0.
const (
	coarseBits  = 12
	coarseBins  = 1 << coarseBits // per octave
	coarseShift = 52 - coarseBits

	subBits   = 5
	subBins   = 1 << subBits // fine bins per coarse one
	fineShift = coarseShift - subBits

	exponents = 1 << 11 // of a float64
)

// place returns a number of which the last subBits tell the fine bin within the
// coarse one, and the rest is the coarse bin. The addition rounds up.
func place(value float64) uint64 {
	return (math.Float64bits(value) + (1<<coarseShift - 1)) >> fineShift
}

// coarseBin returns the coarse bin that holds a value.
func coarseBin(value float64) uint64 { return place(value) >> subBits }

// coarseEdge returns the upper edge of a coarse bin, which is the lower edge of
// the next.
func coarseEdge(index uint64) float64 { return math.Float64frombits(index << coarseShift) }

// fineEdges returns the two edges of the fine bin sub of a coarse bin other than 0.
func fineEdges(index uint64, sub int) (low, high float64) {
	bits := (index-1)<<coarseShift + uint64(sub)<<fineShift
	return math.Float64frombits(bits), math.Float64frombits(bits + 1<<fineShift)
}

// A histogram counts in coarse bins. An octave takes memory only once a number
// falls into it. Counts are integers, so that histograms may be merged in any
// order.
type histogram struct {
	octaves [exponents]*[coarseBins]uint32
}

func (h *histogram) add(values []float64) {
	for _, value := range values {
		h.count(coarseBin(value))
	}
}

func (h *histogram) count(index uint64) {
	octave := h.octaves[index>>coarseBits&(exponents-1)]
	if octave == nil {
		octave = new([coarseBins]uint32)
		h.octaves[index>>coarseBits&(exponents-1)] = octave
	}
	octave[index&(coarseBins-1)]++
}

// A bin is a coarse bin that is not empty.
type bin struct {
	index, count uint32
	before       uint32 // how many numbers are in lower bins
}

// edges returns what the numbers of the bin are above of, and at most.
func (b bin) edges() (low, high float64) {
	if b.index == 0 {
		return 0, 0
	}
	return coarseEdge(uint64(b.index) - 1), coarseEdge(uint64(b.index))
}

// bins appends the bins in ascending order.
func (h *histogram) bins(result []bin) []bin {
	var before uint32
	for exponent, octave := range &h.octaves {
		if octave == nil {
			continue
		}
		for j := 0; j < coarseBins; j += 4 {
			four := (*[4]uint32)(octave[j:])
			if four[0]|four[1]|four[2]|four[3] == 0 {
				continue // as most are when there are few numbers
			}
			for k, count := range four {
				if count != 0 {
					index := uint32(exponent)<<coarseBits | uint32(j+k)
					result = append(result, bin{index: index, count: count, before: before})
					before += count
				}
			}
		}
	}
	return result
}
