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

// momentsOf returns the moments of a block.
func momentsOf(values []float64) moments {
	// The sums are of the distances to the first value. Since that is a member of
	// the block, the square of its distance from the mean is at most the sum of all
	// squares, and the subtraction in the end loses no more than the four digits of
	// the block's size. There are four sums of each kind, so that additions need
	// not wait for one another; their order is fixed.
	//
	// The bits of non-negative numbers are in their order. One less makes zero the
	// greatest of them.
	pivot := values[0]
	least, highest := math.Float64bits(math.Inf(1))-1, uint64(0)
	var a, b, c, d, aa, bb, cc, dd float64
	at := 0
	for ; at+4 <= len(values); at += 4 {
		four := (*[4]float64)(values[at:])
		i, j, k, l := four[0], four[1], four[2], four[3]
		ii, jj, kk, ll := math.Float64bits(i), math.Float64bits(j), math.Float64bits(k), math.Float64bits(l)
		highest = max(highest, ii, jj, kk, ll)
		least = min(least, ii-1, jj-1, kk-1, ll-1)
		i -= pivot
		j -= pivot
		k -= pivot
		l -= pivot
		a += i
		b += j
		c += k
		d += l
		aa += float64(i * i)
		bb += float64(j * j)
		cc += float64(k * k)
		dd += float64(l * l)
	}
	for ; at < len(values); at++ {
		bits := math.Float64bits(values[at])
		highest, least = max(highest, bits), min(least, bits-1)
		distance := values[at] - pivot
		a += distance
		aa += float64(distance * distance)
	}
	sum := a + b + (c + d)
	shift := sum / float64(len(values))
	return moments{
		count:         len(values),
		mean:          pivot + shift,
		squares:       max(aa+bb+(cc+dd)-float64(sum*shift), 0),
		max:           math.Float64frombits(highest),
		leastPositive: math.Float64frombits(least + 1),
	}
}

// addLine adds coefficient times each value to the totals and returns the moments
// of these products as far as count and mean: the same bits as those of momentsOf.
// It is a whole line in one pass when the line has one term of one factor.
func addLine(totals, values []float64, coefficient float64) moments {
	pivot := float64(coefficient * values[0])
	var a, b, c, d float64
	at := 0
	for ; at+4 <= len(values); at += 4 {
		four, sums := (*[4]float64)(values[at:]), (*[4]float64)(totals[at:])
		i, j, k, l := float64(coefficient*four[0]), float64(coefficient*four[1]), float64(coefficient*four[2]), float64(coefficient*four[3])
		sums[0] += i
		sums[1] += j
		sums[2] += k
		sums[3] += l
		a += i - pivot
		b += j - pivot
		c += k - pivot
		d += l - pivot
	}
	for ; at < len(values); at++ {
		value := float64(coefficient * values[at])
		totals[at] += value
		a += value - pivot
	}
	result := noMoments()
	result.count = len(values)
	result.mean = pivot + (a+b+(c+d))/float64(len(values))
	return result
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

// clamp keeps what is read from inside a bin between the outcomes that are known
// exactly; the bin of zero is exact already.
func (m moments) clamp(x float64) float64 {
	if x == 0 {
		return 0
	}
	return min(max(x, m.leastPositive), m.max)
}

// summary has what moments tell without counts.
func (m moments) summary() Summary {
	s := Summary{Mean: m.mean, Max: m.max}
	if m.count > 1 {
		s.StdErr = math.Sqrt(m.squares / float64(m.count-1) / float64(m.count))
	}
	return s
}
