package mc

import "math"

// A histogram counts non-negative numbers in bins of the float64 grid: every
// octave is cut into binsPerHistogramOctave equal bins, so that no bin is wider
// than 1/binsPerHistogramOctave of the numbers it holds. Counts are integers, so
// that histograms may be merged in any order. An octave takes memory only once a
// number falls into it.
type histogram struct {
	octaves [1 << 11]*histogramOctave // by the exponent field of a float64
}

const (
	histogramBits          = 12
	binsPerHistogramOctave = 1 << histogramBits
	histogramShift         = 52 - histogramBits
)

type histogramOctave [binsPerHistogramOctave]uint32

// add counts values. Zero is the first bin of the first octave, alone but for
// subnormal numbers.
func (h *histogram) add(values []float64) {
	for _, value := range values {
		bits := math.Float64bits(value)
		octave := h.octaves[bits>>52&(1<<11-1)]
		if octave == nil {
			octave = new(histogramOctave)
			h.octaves[bits>>52&(1<<11-1)] = octave
		}
		octave[bits>>histogramShift&(binsPerHistogramOctave-1)]++
	}
}

// merge adds the counts of another histogram.
func (h *histogram) merge(other *histogram) {
	for i, from := range other.octaves {
		switch {
		case from == nil:
		case h.octaves[i] == nil:
			h.octaves[i] = from
		default:
			for j, count := range from {
				h.octaves[i][j] += count
			}
		}
	}
}

// A bin is a filled bin of a histogram.
type bin struct {
	low, high float64
	count     int
	before    int // how many numbers are in lower bins
}

// bins appends the filled bins in ascending order.
func (h *histogram) bins(result []bin) []bin {
	total := 0
	for exponent, octave := range h.octaves {
		if octave == nil {
			continue
		}
		for j, count := range octave {
			if count == 0 {
				continue
			}
			bits := uint64(exponent)<<52 | uint64(j)<<histogramShift
			low := math.Float64frombits(bits)
			high := math.Float64frombits(bits + 1<<histogramShift)
			if bits == 0 {
				high = 0
			}
			result = append(result, bin{low: low, high: high, count: int(count), before: total})
			total += int(count)
		}
	}
	return result
}
