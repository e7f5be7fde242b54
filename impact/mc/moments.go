package mc

import "math"

// moments are what is summed up of a line, besides its histogram.
type moments struct {
	count         int
	mean          float64
	squares       float64 // sum of squared distances from the mean
	max           float64
	leastPositive float64 // smallest number above zero, or +Inf
}

func noMoments() moments { return moments{leastPositive: math.Inf(1)} }

// momentsOf makes two passes over the values of a block. Each has four sums, so
// that additions need not wait for one another; their order is fixed.
func momentsOf(values []float64) moments {
	result := noMoments()
	result.count = len(values)
	highest, least := result.max, result.leastPositive
	var a, b, c, d float64
	rest := values
	for ; len(rest) >= 4; rest = rest[4:] {
		a += rest[0]
		b += rest[1]
		c += rest[2]
		d += rest[3]
	}
	for _, value := range rest {
		a += value
	}
	for _, value := range values {
		if value > highest {
			highest = value
		}
		if value < least && value > 0 {
			least = value
		}
	}
	result.max, result.leastPositive = highest, least
	mean := (a + b + (c + d)) / float64(len(values))
	result.mean = mean

	square := func(value float64) float64 {
		distance := value - mean
		return float64(distance * distance)
	}
	a, b, c, d = 0, 0, 0, 0
	rest = values
	for ; len(rest) >= 4; rest = rest[4:] {
		a += square(rest[0])
		b += square(rest[1])
		c += square(rest[2])
		d += square(rest[3])
	}
	for _, value := range rest {
		a += square(value)
	}
	result.squares = a + b + (c + d)
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
