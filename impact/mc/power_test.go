package mc

import (
	"math"
	"testing"
)

// TestMeanOfPower compares with moments that have a closed form.
func TestMeanOfPower(t *testing.T) {
	beta := func(a, p float64) float64 { // of B to the power p, B ~ Beta(a, 6 − a)
		return math.Gamma(a+p) * math.Gamma(6) / (math.Gamma(a) * math.Gamma(6+p))
	}
	// With the mode at the low end the density of B is 5(1−b)⁴, and dividing by
	// (1+x) gives the mean of 1/(1+B) as a polynomial and a logarithm.
	reciprocal := 5 * (16*math.Ln2 - 131.0/12)
	for _, test := range []struct {
		name     string
		marginal Marginal
		exponent float64
		want     float64
	}{
		{"a constant", must(Constant(3)), 0.5, math.Sqrt(3)},
		{"an event", must(Bernoulli(0.2)), 2, 0.2},
		{"a lognormal", must(Lognormal(0.3, 0.8)), 1, math.Exp(0.3 + 0.32)},
		{"a lognormal, power 0.43", must(Lognormal(0.3, 0.8)), 0.43, math.Exp(0.43*0.3 + 0.43*0.43*0.32)},
		{"pert", must(PERT(2, 3, 10)), 1, 4},
		{"pert squared", must(PERT(2, 3, 10)), 2, 4*4 + 2*6.0/7},
		{"pert from zero, power 0.43", must(PERT(0, 5, 10)), 0.43, math.Pow(10, 0.43) * beta(3, 0.43)},
		{"pert from zero, skewed", must(PERT(0, 0, 1000)), 0.3, math.Pow(1000, 0.3) * beta(1, 0.3)},
		{"pert from zero, cubed", must(PERT(0, 9, 10)), 3, 1000 * beta(4.6, 3)},
		{"pert divided by", must(PERT(1, 1, 2)), -1, reciprocal},
		{"a narrow pert", must(PERT(1e6, 1e6+1, 1e6+2)), 0.43, math.Pow(1e6+1, 0.43)},
	} {
		if got := MeanOfPower(test.marginal, test.exponent); !(math.Abs(got-test.want) <= 1e-11*test.want) {
			t.Errorf("%s: %.15g, not %.15g", test.name, got, test.want)
		}
	}
}

// TestMeanOfPowerIsThatOfTheDraws holds the formula to what is sampled.
func TestMeanOfPowerIsThatOfTheDraws(t *testing.T) {
	for _, exponent := range []float64{0.3, 0.43, 1, 2} {
		d := must(PERT(100, 5_000, 90_000))
		table := must(d.compile(exponent)).(*table)
		if got, want := MeanOfPower(d, exponent), table.mean(); math.Abs(got-want) > 1e-6*want {
			t.Errorf("to the power %v: %v, and the table has %v", exponent, got, want)
		}
	}
}
