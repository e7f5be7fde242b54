package mc

import (
	"fmt"
	"math"
	"testing"
)

// pertRows compares with the standard columns of a table computed outside this
// package from the textbook formulas.
func pertRows(alpha func(low, mode, high float64) float64, deviation func(d pert) float64) []row {
	var rows []row
	for _, c := range []struct{ low, mode, high, alpha, beta, mean, deviation float64 }{
		{0, 5, 10, 3, 3, 5, 1.88982},
		{0, 1, 10, 1.4, 4.6, 2.33333, 1.59861},
		{10, 20, 100, 1.44444, 4.55556, 31.66667, 14.54331},
		{0, 0, 10, 1, 5, 1.66667, 1.40859},
	} {
		d := must(PERT(c.low, c.mode, c.high)).(pert)
		name := fmt.Sprintf("pert %v %v %v ", c.low, c.mode, c.high)
		rows = append(rows,
			row{name + "alpha", alpha(c.low, c.mode, c.high), c.alpha, 1e-5},
			row{name + "beta", 6 - alpha(c.low, c.mode, c.high), c.beta, 1e-5},
			row{name + "mean", d.Mean(), c.mean, 1e-5},
			row{name + "deviation", deviation(d), c.deviation, 1e-5},
		)
	}
	return rows
}

// tableDeviation is the standard deviation of what is actually sampled.
func tableDeviation(d pert) float64 {
	t := must(d.compile(1)).(*table)
	return math.Sqrt(t.secondMoment() - t.mean()*t.mean())
}

func packageAlpha(low, mode, high float64) float64 {
	return must(PERT(low, mode, high)).(pert).shape()
}

func TestPERTAgreesWithThePublishedTable(t *testing.T) {
	expectAgreement(t, faults(pertRows(packageAlpha, tableDeviation)))
}

func TestPERTTableNoticesTheOtherPERT(t *testing.T) {
	expectFaults(t, faults(pertRows(packageAlpha, func(d pert) float64 { return (d.high - d.low) / 6 })))
	expectFaults(t, faults(pertRows(func(low, mode, high float64) float64 {
		return 1 + 3.99*(mode-low)/(high-low)
	}, tableDeviation)))
}

// riskquantRows compares with the numbers in the tests and the manual of
// Netflix's riskquant.
func riskquantRows(from90 func(lo, hi float64) (Marginal, error)) []row {
	mean := func(lo, hi float64) float64 { return must(from90(lo, hi)).Mean() }
	return []row{
		{"1 to 10", mean(1, 10), 4.040012826945718, 1e-9},
		{"1 to 10, a tenth", 0.1 * mean(1, 10), 0.4040012826945718, 1e-9},
		{"1 to 10, thrice", 3 * mean(1, 10), 12.120038480837177, 1e-9},
		{"635k to 19M", mean(635_000, 19_000_000), 5_922_706.83351131, 1e-9},
		{"100k to 1M, a tenth", 0.1 * mean(100_000, 1_000_000), 40_400.128269457266, 1e-9},
		{"1M to 10M, a hundredth", 0.01 * mean(1e6, 1e7), 40_400, 2e-3},
		{"10M to 1B, a tenth", 0.1 * mean(1e7, 1e9), 26_600_000, 2e-3},
		{"5M to 50M, a twentieth", 0.05 * mean(5e6, 5e7), 1_010_000, 2e-3},
		{"5th percentile", must(from90(1, 10)).Quantile(0.05), 1, 1e-12},
		{"95th percentile", must(from90(1, 10)).Quantile(0.95), 10, 1e-12},
	}
}

func TestLognormalFrom90AgreesWithRiskquant(t *testing.T) {
	expectAgreement(t, faults(riskquantRows(LognormalFrom90)))
}

func TestRiskquantTableNoticesARoundedConstant(t *testing.T) {
	expectFaults(t, faults(riskquantRows(func(lo, hi float64) (Marginal, error) {
		return Lognormal((math.Log(lo)+math.Log(hi))/2, (math.Log(hi)-math.Log(lo))/3.29)
	})))
}

// binomialTail is P(X ≤ x) of Beta(k, 6−k) for a whole k.
func binomialTail(k int, x float64) float64 {
	binomial := [...]float64{1, 5, 10, 10, 5, 1}
	sum := 0.0
	for j := k; j <= 5; j++ {
		sum += binomial[j] * math.Pow(x, float64(j)) * math.Pow(1-x, float64(5-j))
	}
	return sum
}

// betaRows puts quantiles back into the cumulative function.
func betaRows(quantile func(shape, p float64) float64) []row {
	var rows []row
	for k := 1; k <= 5; k++ {
		for _, p := range []float64{1e-30, 1e-12, 1e-6, 0.001, 0.1, 0.3, 0.5, 0.7, 0.95, 0.999} {
			name := fmt.Sprintf("beta %d at %v", k, p)
			rows = append(rows, row{name, binomialTail(k, quantile(float64(k), p)), p, 1e-12})
		}
	}
	for _, shape := range []float64{1.05, 1.44444, 2.5, 3.7, 4.96} {
		cumulative := pertCumulative(0, (shape-1)/4, 1)
		for _, p := range []float64{0.01, 0.1, 0.3, 0.5, 0.7, 0.95, 0.99} {
			name := fmt.Sprintf("beta %v at %v", shape, p)
			rows = append(rows, row{name, cumulative(quantile(shape, p)), p, 1e-6})
		}
	}
	return rows
}

func TestBetaQuantileInvertsTheCumulativeFunction(t *testing.T) {
	expectAgreement(t, faults(betaRows(func(shape, p float64) float64 { return newBeta(shape).quantile(p) })))
}

func TestBetaQuantileComparisonNoticesAnotherShape(t *testing.T) {
	expectFaults(t, faults(betaRows(func(shape, p float64) float64 {
		return newBeta(min(5, shape+1e-6)).quantile(p)
	})))
}

// nodeRows compares all nodes of a shape with quantiles solved one by one.
func nodeRows(shape, interpolated float64) []row {
	b := newBeta(shape)
	var values nodes
	pertNodes(interpolated, 0, 1, 1, &values)
	var rows []row
	for i, x := range values {
		name := fmt.Sprintf("beta %v node %d", shape, i)
		tolerance := 1e-7
		if i < solvedNode(tailPieces) {
			tolerance = 2e-6
		}
		rows = append(rows, row{name, x, b.quantile(nodeProbability(i)), tolerance})
	}
	return rows
}

// Powers between 0 and 1 are interpolated too, even of numbers that come near zero.
func TestNodesOfPowers(t *testing.T) {
	for _, shape := range []float64{1, 1.44444, 3, 5} {
		b := newBeta(shape)
		for _, c := range []struct{ low, exponent float64 }{{0, 0.43}, {0, 0.01}, {1e-6, 0.5}, {0.01, 0.99}, {10, 0.9}} {
			var values nodes
			pertNodes(shape, c.low, 1, c.exponent, &values)
			var rows []row
			for i := 0; i < len(values); i += 7 {
				name := fmt.Sprintf("beta %v above %v to the power %v, node %d", shape, c.low, c.exponent, i)
				want := math.Pow(c.low+b.quantile(nodeProbability(i)), c.exponent)
				rows = append(rows, row{name, values[i], want, 1e-5})
			}
			expectAgreement(t, faults(rows))
			pertNodes(shape, c.low, 1, c.exponent*1.0001, &values)
			if shape == 1 {
				expectFaults(t, faults([]row{{"another power", values[0], rows[0].want, 1e-5}}))
			}
		}
	}
}

func TestNodesAreInterpolated(t *testing.T) {
	for _, shape := range []float64{1, 1.0000001, 1.01, 1.44444, 2.5, 3, shapeNode(5), 3.7, 4.6, 5} {
		expectAgreement(t, faults(nodeRows(shape, shape)))
		expectFaults(t, faults(nodeRows(shape, shape-1e-6)))
	}
}

func TestNormalQuantileInvertsTheTail(t *testing.T) {
	for p := 1e-300; p < 0.5; p *= 1.7 {
		z := normalUpperQuantile(p)
		if got := normalTail(z); math.Abs(got/p-1) > 1e-12*(1+z*z) {
			t.Errorf("tail beyond the quantile of %v is %v", p, got)
		}
	}
}

func TestQuantileAtTheEnds(t *testing.T) {
	for _, c := range []struct {
		name           string
		marginal       Marginal
		lowest, median float64
		highest        float64
	}{
		{"constant", must(Constant(7)), 7, 7, 7},
		{"constant below zero", must(Constant(-7)), -7, -7, -7},
		{"pert", must(PERT(0, 5, 10)), 0, 5, 10},
		{"pert with no range", must(PERT(4, 4, 4)), 4, 4, 4},
		{"pert with the mode at the low end", must(PERT(0, 0, 10)), 0, 10 * (1 - math.Pow(0.5, 0.2)), 10},
		{"pert with the mode at the high end", must(PERT(0, 10, 10)), 0, 10 * math.Pow(0.5, 0.2), 10},
		{"lognormal", must(Lognormal(0, 2)), 0, 1, math.Inf(1)},
		{"lognormal without spread", must(Lognormal(0, 0)), 1, 1, 1},
		{"interval without width", must(LognormalFrom90(3, 3)), 3, 3, 3},
		{"rare event", must(Bernoulli(0.1)), 0, 0, 1},
		{"likely event", must(Bernoulli(0.9)), 0, 1, 1},
		{"impossible event", must(Bernoulli(0)), 0, 0, 0},
		{"certain event", must(Bernoulli(1)), 1, 1, 1},
	} {
		for p, want := range map[float64]float64{0: c.lowest, 0.5: c.median, 1: c.highest} {
			if got := c.marginal.Quantile(p); got != want && !(math.Abs(got-want) <= 1e-14*math.Abs(want)) {
				t.Errorf("%s at %v: got %v, want %v", c.name, p, got, want)
			}
		}
		for _, p := range []float64{-0.1, 1.1, math.NaN()} {
			if got := c.marginal.Quantile(p); !math.IsNaN(got) {
				t.Errorf("%s at %v: got %v, want NaN", c.name, p, got)
			}
		}
	}
}

func TestMarginalsRefuse(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		make func() (Marginal, error)
		want string
	}{
		{"constant nan", func() (Marginal, error) { return Constant(nan) }, "constant NaN is not a finite number"},
		{"constant inf", func() (Marginal, error) { return Constant(inf) }, "constant +Inf is not a finite number"},
		{"pert order", func() (Marginal, error) { return PERT(2, 1, 3) }, "pert 2, 1, 3 must be in order: low ≤ mode ≤ high"},
		{"pert order above", func() (Marginal, error) { return PERT(1, 4, 3) }, "pert 1, 4, 3 must be in order: low ≤ mode ≤ high"},
		{"pert nan", func() (Marginal, error) { return PERT(1, nan, 3) }, "pert 1, NaN, 3 must be finite numbers"},
		{"pert inf", func() (Marginal, error) { return PERT(1, 2, inf) }, "pert 1, 2, +Inf must be finite numbers"},
		{"pert range", func() (Marginal, error) { return PERT(-1e308, 0, 1e308) }, "pert range from -1e+308 to 1e+308 is outside the range of float64"},
		{"lognormal sigma", func() (Marginal, error) { return Lognormal(0, -1) }, "lognormal sigma -1 is negative"},
		{"lognormal nan", func() (Marginal, error) { return Lognormal(nan, 1) }, "lognormal mu NaN and sigma 1 must be finite numbers"},
		{"lognormal mean", func() (Marginal, error) { return Lognormal(0, 50) }, "lognormal with mu 0 and sigma 50 is outside the range of float64"},
		{"lognormal small", func() (Marginal, error) { return Lognormal(-800, 1) }, "lognormal with mu -800 and sigma 1 is outside the range of float64"},
		{"interval order", func() (Marginal, error) { return LognormalFrom90(2, 1) }, "lognormal 90 % interval from 2 to 1 must have 0 < low ≤ high"},
		{"interval zero", func() (Marginal, error) { return LognormalFrom90(0, 1) }, "lognormal 90 % interval from 0 to 1 must have 0 < low ≤ high"},
		{"interval nan", func() (Marginal, error) { return LognormalFrom90(1, nan) }, "lognormal 90 % interval from 1 to NaN must have 0 < low ≤ high"},
		{"bernoulli", func() (Marginal, error) { return Bernoulli(1.5) }, "bernoulli probability 1.5 is not between 0 and 1"},
		{"bernoulli nan", func() (Marginal, error) { return Bernoulli(nan) }, "bernoulli probability NaN is not between 0 and 1"},
	} {
		marginal, err := c.make()
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v and error %v, want %q", c.name, marginal, err, c.want)
		}
	}
}

// A greater mode moves every quantile up. A greater end does not: it also changes
// the shape and so lowers quantiles on the other side. That is the distribution,
// not an accident of this package, and callers must know it.
func TestPERTMonotony(t *testing.T) {
	for _, p := range []float64{1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6} {
		before := 0.0
		for mode := 0.0; mode <= 10; mode += 0.125 {
			got := must(PERT(0, mode, 10)).Quantile(p)
			if got < before {
				t.Errorf("mode %v lowers the quantile %v from %v to %v", mode, p, before, got)
			}
			before = got
		}
	}
	for mode := 0.1; mode <= 1; mode += 0.1 {
		d := must(PERT(0, mode, 1))
		for _, raised := range []Marginal{must(PERT(0, mode, 1.1)), must(PERT(0.1, mode, 1))} {
			if raised.Quantile(0.5) < d.Quantile(0.5) || raised.Mean() < d.Mean() {
				t.Errorf("%v has a lower median or mean than %v", raised, d)
			}
		}
	}
	d, higher, narrower := must(PERT(0, 0.5, 1)), must(PERT(0, 0.5, 1.1)), must(PERT(0.1, 0.5, 1))
	if higher.Quantile(0.05) >= d.Quantile(0.05) || narrower.Quantile(0.95) >= d.Quantile(0.95) {
		t.Error("a greater end no longer lowers the percentiles of the other side: correct the manual")
	}
}

// Neither very large nor very small numbers spoil the interpolation.
func TestPERTOfAnySize(t *testing.T) {
	want := must(must(PERT(1, 2, 5)).compile(1)).(*table)
	for _, size := range []float64{1e-290, 1e-100, 1e100, 1e305} {
		got := must(must(PERT(size, 2*size, 5*size)).compile(1)).(*table)
		for _, u := range []float64{1e-7, 0.01, 0.5, 0.99, 1 - 1e-7} {
			if x, y := got.at(positionOf(u)), size*want.at(positionOf(u)); math.Abs(x/y-1) > 1e-12 {
				t.Errorf("size %v at %v: got %v, want %v", size, u, x, y)
			}
		}
	}
}
