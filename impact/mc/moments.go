package mc

import "math"

// moments are what is summed up of an output, besides its counts.
type moments struct {
	count         int
	mean          float64
	squares       float64 // sum of squared distances from the mean
	max           float64
	leastPositive float64 // smallest number above zero, or +Inf
}

func noMoments() moments { return moments{leastPositive: math.Inf(1)} }

// momentsOf takes the moments of a block in one pass, from the distances to its
// first value. Since that is a member of the block, the square of its distance
// from the mean is at most the sum of all squares, and the subtraction loses no
// more than the four digits of the block's size. There are four sums of each kind,
// so that additions need not wait for one another; their order is fixed.
func momentsOf(values []float64) moments {
	pivot := values[0]
	highest, least := math.Float64bits(0), math.Float64bits(math.Inf(1))-1
	var a, b, c, d float64     // sums of distances
	var aa, bb, cc, dd float64 // sums of their squares
	rest := values
	for ; len(rest) >= 4; rest = rest[4:] {
		// The bits of non-negative numbers are in their order. One less makes zero
		// the greatest of them.
		i, j, k, l := math.Float64bits(rest[0]), math.Float64bits(rest[1]), math.Float64bits(rest[2]), math.Float64bits(rest[3])
		highest = max(highest, i, j, k, l)
		least = min(least, i-1, j-1, k-1, l-1)
		da, db, dc, dd4 := rest[0]-pivot, rest[1]-pivot, rest[2]-pivot, rest[3]-pivot
		a += da
		b += db
		c += dc
		d += dd4
		aa += float64(da * da)
		bb += float64(db * db)
		cc += float64(dc * dc)
		dd += float64(dd4 * dd4)
	}
	for _, value := range rest {
		highest = max(highest, math.Float64bits(value))
		least = min(least, math.Float64bits(value)-1)
		distance := value - pivot
		a += distance
		aa += float64(distance * distance)
	}
	count := float64(len(values))
	sum := a + b + (c + d)
	shift := sum / count
	return moments{
		count:         len(values),
		mean:          pivot + shift,
		squares:       max(aa+bb+(cc+dd)-float64(sum*shift), 0),
		max:           math.Float64frombits(highest),
		leastPositive: math.Float64frombits(least + 1),
	}
}

// merge adds those of a later block, by the formula of Chan, Golub and LeVeque.
// It rounds, so that blocks must be merged in their order.
func (m *moments) merge(later moments) {
	count := float64(m.count + later.count)
	distance := later.mean - m.mean
	share := float64(later.count) / count
	m.squares += later.squares + float64(distance*distance*share*float64(m.count))
	m.mean += float64(distance * share)
	m.count += later.count
	m.max = max(m.max, later.max)
	m.leastPositive = min(m.leastPositive, later.leastPositive)
}

// summary has what moments tell without counts.
func (m moments) summary() Summary {
	s := Summary{Mean: m.mean, Max: m.max}
	if m.count > 1 {
		s.StdErr = math.Sqrt(m.squares / float64(m.count-1) / float64(m.count))
	}
	return s
}
