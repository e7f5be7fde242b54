package mc

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// fallen lists the percentages whose percentile is lower than before, by more
// than rounding.
func fallen(before, after Summary) []float64 {
	var result []float64
	for i, x := range percentiles(after) {
		if x < percentiles(before)[i]*(1-1e-9) {
			result = append(result, percentages[i])
		}
	}
	return result
}

// exposure is people × price and a loaded fixed cost.
func exposure(people, price Marginal, seed uint64) Model {
	return Model{
		Factors: []Factor{
			{ID: "people", Marginal: people},
			{ID: "price", Marginal: price, Loading: 0.5},
			{ID: "fixed", Marginal: must(LognormalFrom90(10, 400)), Loading: 0.5},
		},
		Lines: []Line{
			{ID: "letters", Terms: []Term{{1, []Power{{0, 1}, {1, 1}}}}},
			{ID: "counsel", Terms: []Term{{1, []Power{{2, 1}, {0, 0.43}}}}},
		},
		Seed: seed, Trials: 4000,
	}
}

// With the same seed, draws are common: more of a cause must lower no percentile
// of the effect.
func TestMoreLowersNoPercentile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0, 1000).Draw(t, "low")
		width := rapid.Float64Range(0.001, 1e6).Draw(t, "width")
		share := rapid.Float64Range(0, 1).Draw(t, "share")
		moreShare := rapid.Float64Range(share, 1).Draw(t, "more share")
		times := rapid.Float64Range(1, 10).Draw(t, "times")
		seed := rapid.Uint64().Draw(t, "seed")
		pertOf := func(times, share float64) Marginal {
			return must(PERT(low*times, min((low+share*width)*times, (low+width)*times), (low+width)*times))
		}
		price := must(PERT(1, 2, 9))
		before := must(Run(exposure(pertOf(1, share), price, seed), 1, nil))
		for name, people := range map[string]Marginal{
			"a greater mode": pertOf(1, moreShare),
			"a multiple":     pertOf(times, share),
			"both":           pertOf(times, moreShare),
		} {
			after := must(Run(exposure(people, price, seed), 1, nil))
			for i := range before.Lines {
				if fell := fallen(before.Lines[i], after.Lines[i]); fell != nil {
					t.Errorf("%s lowers the percentiles %v of line %d", name, fell, i)
				}
			}
			if fell := fallen(before.Total, after.Total); fell != nil {
				t.Errorf("%s lowers the percentiles %v of the total", name, fell)
			}
		}
	})
}

func TestFallenNotices(t *testing.T) {
	price := must(PERT(1, 2, 9))
	before := must(Run(exposure(must(Constant(1000)), price, 1), 1, nil))
	after := must(Run(exposure(must(Constant(999)), price, 1), 1, nil))
	if len(fallen(before.Total, after.Total)) != len(percentages) {
		t.Error("fewer people go unnoticed")
	}
}

func TestLikelierEventsLowerNoPercentile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		more := rapid.Float64Range(p, 1).Draw(t, "more")
		loading := rapid.Float64Range(0, 0.99).Draw(t, "loading")
		simulate := func(p float64) Summary {
			factors := []Factor{
				{ID: "suit", Marginal: must(Bernoulli(p)), Loading: loading},
				{ID: "sum", Marginal: must(LognormalFrom90(1, 50)), Loading: loading},
			}
			lines := []Line{{ID: "suit", Terms: []Term{{1, []Power{{0, 1}, {1, 1}}}}}}
			return must(Run(Model{Factors: factors, Lines: lines, Trials: 2000}, 1, nil)).Total
		}
		if fell := fallen(simulate(p), simulate(more)); fell != nil {
			t.Errorf("a likelier event lowers the percentiles %v", fell)
		}
	})
}

// sound reports numbers in a summary that cannot be.
func sound(t interface{ Errorf(string, ...any) }, s Summary) {
	before := 0.0
	for i, x := range append(percentiles(s), s.Max) {
		if !(x >= before) || math.IsInf(x, 0) {
			t.Errorf("percentile %d is %v after %v", i, x, before)
		}
		before = x
	}
	if !(s.Mean >= 0 && s.Mean <= s.Max*(1+1e-9)) || !(s.StdErr >= 0) || !(s.TVaR95 >= s.P95 && s.TVaR95 <= s.Max) {
		t.Errorf("mean %v ± %v, tvar %v, p95 %v and max %v do not fit", s.Mean, s.StdErr, s.TVaR95, s.P95, s.Max)
	}
	for i, point := range s.Curve {
		if math.IsNaN(point.X) || !(point.Exceedance >= 0 && point.Exceedance <= 1) {
			t.Errorf("point %v", point)
		}
		if i > 0 && (point.X < s.Curve[i-1].X || point.Exceedance > s.Curve[i-1].Exceedance) {
			t.Errorf("point %v follows %v", point, s.Curve[i-1])
		}
	}
}

// checkMarginal is what the fuzz tests hold against any accepted marginal.
func checkMarginal(t *testing.T, marginal Marginal, loading float64) {
	if mean := marginal.Mean(); !finite(mean) {
		t.Errorf("mean is %v", mean)
	}
	before := math.Inf(-1)
	for _, p := range []float64{0, 1e-300, 1e-9, 0.05, 0.5, 0.95, 1 - 1e-9, 1} {
		got := marginal.Quantile(p)
		if math.IsNaN(got) || got < before {
			t.Errorf("quantile %v is %v after %v", p, got, before)
		}
		before = got
	}
	if !(loading >= 0 && loading < 1) {
		loading = 0
	}
	factor := Factor{ID: "x", Marginal: marginal, Loading: loading}
	result, err := Run(Model{Factors: []Factor{factor}, Lines: single(factor), Trials: 64}, 1, nil)
	if err != nil {
		return // refused, with a reason
	}
	sound(t, result.Total)
}

func FuzzPERT(f *testing.F) {
	f.Add(0.0, 5.0, 10.0, 0.0)
	f.Add(0.0, 0.0, 10.0, 0.5)
	f.Add(1e-310, 2e-310, 1e-300, 0.9)
	f.Add(-1e308, 0.0, 1e308, 0.0)
	f.Add(1.0, 1.0, math.Nextafter(1, 2), 0.0)
	f.Add(0.0, 1.7e308, 1.7e308, 0.2)
	f.Add(math.NaN(), 0.0, math.Inf(1), 0.0)
	f.Fuzz(func(t *testing.T, low, mode, high, loading float64) {
		if marginal, err := PERT(low, mode, high); err == nil {
			checkMarginal(t, marginal, loading)
		}
	})
}

func FuzzLognormal(f *testing.F) {
	f.Add(0.0, 1.0, 0.0)
	f.Add(-700.0, 37.0, 0.5)
	f.Add(600.0, 14.0, 0.9)
	f.Add(0.0, 1e-300, 0.0)
	f.Add(709.0, 0.1, 0.0)
	f.Add(math.Inf(-1), math.NaN(), 0.0)
	f.Fuzz(func(t *testing.T, mu, sigma, loading float64) {
		if marginal, err := Lognormal(mu, sigma); err == nil {
			checkMarginal(t, marginal, loading)
		}
		if marginal, err := LognormalFrom90(mu, sigma); err == nil {
			checkMarginal(t, marginal, loading)
		}
	})
}
