package mc

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

	// Curve is the loss exceedance curve, exact at its points: up to curvePoints
	// of them, about equal steps apart on a logarithmic axis. All but the last lie
	// on the edges of bins that are 2⁻¹² of them wide; outcomes that are closer
	// together than this have fewer points. The first is the edge at or below the
	// greater of P1 and the least positive outcome, and the last is {Max, 0}. X
	// rises and Exceedance does not. A line that has only one positive outcome, or
	// none, has the one point {Max, 0}.
	Curve []Point
}

// Point is a point of a loss exceedance curve.
type Point struct {
	X          float64
	Exceedance float64 // P(L > X), the share of trials above X
}

const curvePoints = 80

// briefly expects to be able to ask for the outcomes that its percentiles are made of.
func briefly(o interface{ ranked(rank int) float64 }, m moments) Summary {
	s := m.summary()
	for i, target := range []*float64{&s.P5, &s.P50, &s.P95} {
		*target = quantile(o, m.count, briefProbabilities[i])
	}
	return s
}

// summarise expects the outcomes of the whole simulation.
func summarise(o outcomes, m moments) Summary {
	s := m.summary()
	for i, target := range []*float64{&s.P1, &s.P5, &s.P10, &s.P25, &s.P50, &s.P75, &s.P90, &s.P95, &s.P99} {
		*target = quantile(o, m.count, summaryProbabilities[i])
	}
	s.TVaR95 = tailMean(o, m, s)
	s.Curve = curve(o, m, s.P1)
	return s
}

// tailMean is TVaR95, between P95 and Max whatever rounding does.
func tailMean(o outcomes, m moments, s Summary) float64 {
	return min(max(upperMean(o, m, 0.05), s.P95), s.Max)
}
