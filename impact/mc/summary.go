package mc

import (
	"math"
	"sort"
)

// Summary describes the distribution of a line or of the total. All but the
// exceedances have the unit of the model.
type Summary struct {
	Mean   float64
	StdErr float64 // standard error of Mean: sample standard deviation / √trials

	// Percentiles, by the type 7 definition; see the package documentation.
	P1, P5, P10, P25, P50, P75, P90, P95, P99 float64

	// TVaR95 is the mean of the highest 5 % of the outcomes, an outcome on the
	// border counting in part. It is never below P95.
	TVaR95 float64

	Max float64 // the highest outcome drawn: it grows with the number of trials

	// Curve is the loss exceedance curve: curvePoints points, equal steps apart
	// on a logarithmic axis from the lowest positive of P1 and the least positive
	// outcome to Max. X rises and Exceedance does not. A line that has only one
	// positive outcome, or none, has the one point {Max, 0}.
	Curve []Point
}

// Point is a point of a loss exceedance curve.
type Point struct {
	X          float64
	Exceedance float64 // P(L > X), the share of trials above X
}

const curvePoints = 80

// outcomes are the sorted numbers behind a summary, as far as a histogram knows.
type outcomes struct {
	bins    []bin
	moments moments
}

// summarise expects the bins of the whole simulation.
func summarise(bins []bin, m moments) Summary {
	o := outcomes{bins: bins, moments: m}
	s := Summary{
		Mean:   m.mean,
		P1:     o.quantile(0.01),
		P5:     o.quantile(0.05),
		P10:    o.quantile(0.10),
		P25:    o.quantile(0.25),
		P50:    o.quantile(0.50),
		P75:    o.quantile(0.75),
		P90:    o.quantile(0.90),
		P95:    o.quantile(0.95),
		P99:    o.quantile(0.99),
		Max:    m.max,
		TVaR95: o.upperMean(0.05),
	}
	if m.count > 1 {
		s.StdErr = math.Sqrt(m.squares / float64(m.count-1) / float64(m.count))
	}
	s.TVaR95 = min(max(s.TVaR95, s.P95), s.Max) // whatever rounding does
	s.Curve = o.curve(s.P1)
	return s
}

// clamp keeps what is read from inside a bin between the outcomes that are known
// exactly; the bin of zero is exact already.
func (o outcomes) clamp(x float64) float64 {
	if x == 0 {
		return 0
	}
	return min(max(x, o.moments.leastPositive), o.moments.max)
}

// ranked returns the outcome of a rank counted from 0, as if the outcomes of each
// bin were spread evenly over it. The true one is in the same bin.
func (o outcomes) ranked(rank int) float64 {
	i := sort.Search(len(o.bins), func(i int) bool { return o.bins[i].before > rank }) - 1
	b := o.bins[i]
	place := (float64(rank-b.before) + 0.5) / float64(b.count)
	return o.clamp(b.low + float64((b.high-b.low)*place))
}

// quantile is the type 7 quantile of Hyndman and Fan: with n outcomes, linear
// interpolation at the rank (n−1)p.
func (o outcomes) quantile(p float64) float64 {
	rank, fraction := math.Modf(float64(float64(o.moments.count-1) * p))
	low := o.ranked(int(rank))
	if fraction == 0 {
		return low
	}
	high := o.ranked(int(rank) + 1)
	return low + float64((high-low)*fraction)
}

// upperMean returns the mean of the highest share of the outcomes.
func (o outcomes) upperMean(share float64) float64 {
	wanted := share * float64(o.moments.count)
	left, sum := wanted, 0.0
	for i := len(o.bins) - 1; i >= 0 && left > 0; i-- {
		b := o.bins[i]
		taken := min(left, float64(b.count))
		// The upper part of a bin that is taken in part.
		middle := b.high - float64((b.high-b.low)*(taken/float64(b.count)/2))
		sum += float64(taken * o.clamp(middle))
		left -= taken
	}
	return sum / wanted
}

// exceedance returns the share of the outcomes above x.
func (o outcomes) exceedance(x float64) float64 {
	if x >= o.moments.max {
		return 0
	}
	i := sort.Search(len(o.bins), func(i int) bool { return o.bins[i].low > x }) - 1
	count := float64(o.moments.count)
	if i < 0 {
		return 1
	}
	b := o.bins[i]
	above := float64(o.moments.count - b.before - b.count)
	if x < b.high {
		above += float64(float64(b.count) * ((b.high - x) / (b.high - b.low)))
	}
	return above / count
}

func (o outcomes) curve(start float64) []Point {
	from, to := max(start, o.moments.leastPositive), o.moments.max
	if !(from < to) {
		return []Point{{X: to}}
	}
	points := make([]Point, curvePoints)
	logFrom, logTo := math.Log(from), math.Log(to)
	for i := range points {
		x := from
		switch {
		case i == len(points)-1:
			x = to
		case i > 0:
			x = math.Exp(logFrom + float64((logTo-logFrom)*(float64(i)/(curvePoints-1))))
		}
		points[i] = Point{X: x, Exceedance: o.exceedance(x)}
	}
	return points
}
