package mc

import "math"

// MeanOfPower is the expectation of a marginal raised to a power. A PERT whose low
// end is 0 has none for a power of −1 or less; the answer is then +Inf or NaN.
func MeanOfPower(m Marginal, exponent float64) float64 {
	switch m := m.(type) {
	case constant:
		return math.Pow(m.value, exponent)
	case bernoulli:
		return m.probability
	case lognormal:
		return math.Exp(exponent*m.mu + exponent*exponent*m.sigma*m.sigma/2)
	case pert:
		switch exponent {
		case 1:
			return m.Mean()
		case 2:
			mean := m.Mean()
			return float64((mean-m.low)*(m.high-mean)/7) + float64(mean*mean)
		}
		return m.meanOfPower(exponent)
	}
	return math.NaN()
}

// The double exponential rule, x = 1/(1+exp(−π·sinh t)), crowds its points at both
// ends, where the density and the power have their kinks. With this step and reach it
// agrees with the closed moments within 1e-13.
const (
	quadratureStep  = 1.0 / 64
	quadratureReach = 4 * 64
)

// meanOfPower integrates over the beta density that lies under the PERT.
func (d pert) meanOfPower(exponent float64) float64 {
	a, width := d.shape(), d.high-d.low
	b := 6 - a
	sum := 0.0
	for i := -quadratureReach; i <= quadratureReach; i++ {
		t := float64(i) * quadratureStep
		s := math.Pi * math.Sinh(t)
		x, rest := 1/(1+math.Exp(-s)), 1/(1+math.Exp(s))
		value := math.Pow(d.low+float64(width*x), exponent)
		sum += math.Cosh(t) * math.Pow(x, a) * math.Pow(rest, b) * value
	}
	beta := math.Gamma(a) * math.Gamma(b) / math.Gamma(6)
	return sum * quadratureStep * math.Pi / beta
}
