package mc

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// allOutcomes draws what a run draws and keeps the total of every trial, sorted.
func allOutcomes(m Model) []float64 {
	p := must(newPlan(m, new(shelf), new(draws)))
	w := new(worker)
	w.prepare(p)
	var result []float64
	for block := range (m.Trials + blockTrials - 1) / blockTrials {
		w.run(block, func(output int, values []float64) {
			if output == len(p.lines) {
				result = append(result, values...)
			}
		})
	}
	slices.Sort(result)
	return result
}

// adversaries are distributions that are hard on a histogram.
func adversaries() map[string]Model {
	event := func(p float64) Factor { return Factor{ID: fmt.Sprint("event ", p), Marginal: must(Bernoulli(p))} }
	factor := func(m Marginal) Factor { return Factor{ID: "size", Marginal: m} }
	product := func(factors ...Factor) Model {
		line := Line{ID: "line", Terms: []Term{{Coefficient: 1}}}
		for i := range factors {
			line.Terms[0].Powers = append(line.Terms[0].Powers, Power{i, 1})
		}
		return Model{Factors: factors, Lines: []Line{line}}
	}
	clusters := product(event(0.5), factor(must(PERT(1e9, 2e9, 3e9))))
	clusters.Factors = append(clusters.Factors, Factor{ID: "base", Marginal: must(PERT(1, 2, 3))})
	clusters.Lines = append(clusters.Lines, Line{ID: "base", Terms: []Term{{1, []Power{{2, 1}}}}})
	ties := Model{Factors: []Factor{event(0.3), event(0.6), event(0.05)}}
	for i, coefficient := range []float64{8, 16, 0.1} {
		ties.Lines = append(ties.Lines, Line{ID: fmt.Sprint(i), Terms: []Term{{coefficient, []Power{{i, 1}}}}})
	}
	return map[string]Model{
		"zero":                  {Lines: []Line{{ID: "nothing"}}},
		"constant":              {Lines: []Line{{ID: "0.1", Terms: []Term{{Coefficient: 0.1}}}}},
		"atom at zero":          product(event(0.7), factor(must(Lognormal(3, 1)))),
		"rare and large":        product(event(0.009), factor(must(Lognormal(20, 2)))),
		"one positive outcome":  product(event(1e-5), factor(must(PERT(1, 2, 3)))),
		"ties":                  ties,
		"sigma 3":               product(factor(must(Lognormal(0, 3)))),
		"sigma 20":              product(factor(must(Lognormal(0, 20)))),
		"narrow":                product(factor(must(PERT(1000, 1000.01, 1000.1)))),
		"far from zero":         product(factor(must(PERT(1000, 1001, 1010)))),
		"clusters far apart":    clusters,
		"very small":            product(factor(must(PERT(1e-300, 2e-300, 5e-300)))),
		"one octave to another": product(factor(must(PERT(0.9, 1, 1.1)))),
	}
}

func adversaryRows(name string, s Summary, sorted []float64) []row {
	var rows []row
	for i, got := range percentiles(s) {
		rows = append(rows, row{fmt.Sprintf("%s p%v", name, percentages[i]), got, typeSevenOf(sorted, summaryProbabilities[i]), percentileBound})
	}
	return rows
}

// The bound of the manual, below and above the size of the pilot, on the figures
// that a run really has.
func TestPercentilesKeepTheirBound(t *testing.T) {
	for name, m := range adversaries() {
		for _, trials := range []int{10_000, pilotBlocks * blockTrials, pilotBlocks*blockTrials + 1, 150_000} {
			m.Trials = trials
			sorted := allOutcomes(m)
			result := must(Run(m, 2, nil))
			expectAgreement(t, faults(adversaryRows(name, result.Total, sorted)))
			expectAgreement(t, curveFaults(result.Total.Curve, sorted))
			sound(t, result.Total)
			if s := result.Total; s.P50 > 0 {
				s.P50 *= 1 + 2.1*percentileBound
				expectFaults(t, faults(adversaryRows(name, s, sorted)))
			}
		}
	}
}

// With windows too narrow to hold the percentiles, a second pass gives the same
// bits.
func TestPercentilesOutsideTheirWindows(t *testing.T) {
	m := typicalModel(t, 100_000)
	m.Layer = &Layer{Retention: 500, Limit: 1000, Lines: []int{1, 3, 7}}
	simulate := func(windowErrors float64, workers int) (Result, bool) {
		s := newSimulation(new(Workspace), must(newPlan(m, new(shelf), new(draws))), workers, windowErrors)
		return must(s.run(nil)), s.secondPass
	}
	want, second := simulate(pilotErrors, 1)
	if second {
		t.Error("windows of six standard errors do not hold the percentiles")
	}
	for _, workers := range []int{1, 3} {
		got, second := simulate(0, workers)
		if !second {
			t.Fatal("windows without width hold all percentiles")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the second pass changes the result: %s", diff)
		}
	}
}

func TestTotalsOnlyLeavesTheRestAsItIs(t *testing.T) {
	for _, trials := range []int{5, 5000, 100_001} {
		m := typicalModel(t, trials)
		m.Lines = append(m.Lines, single(m.Factors[3:6]...)...) // these have a faster way
		if trials > 5000 {
			m.Layer = &Layer{Retention: 500, Limit: 1000, Lines: []int{1, 3, 7}}
		}
		want := run(t, m)
		m.TotalsOnly = true
		got := run(t, m)
		for i, line := range want.Lines {
			want.Lines[i] = Summary{Mean: line.Mean}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d trials: %s", trials, diff)
		}
	}
}

func TestBriefLeavesTheRestAsItIs(t *testing.T) {
	for _, trials := range []int{1, 2, 5, 21, 5000, 10_000, 65_536, 100_001} {
		m := typicalModel(t, trials)
		m.Lines = append(m.Lines, Line{ID: "zero"}, Line{ID: "certain", Terms: []Term{{Coefficient: 3}}})
		for _, p := range []float64{0.03, 0.05, 0.5, 0.96, 0.999} { // zeros up to, at and beyond the percentiles
			event := fmt.Sprintf("event %v", p)
			m.Factors = append(m.Factors, Factor{ID: event, Marginal: must(Bernoulli(p))})
			m.Lines = append(m.Lines, Line{ID: event, Terms: []Term{{1, []Power{{len(m.Factors) - 1, 1}, {3, 1}}}}})
		}
		if trials > 5000 {
			m.Layer = &Layer{Retention: 500, Limit: 1000, Lines: []int{1, 3}}
		}
		want := run(t, m)
		brief := func(s Summary) Summary {
			return Summary{Mean: s.Mean, StdErr: s.StdErr, Max: s.Max, P5: s.P5, P50: s.P50, P95: s.P95}
		}
		tail := want.Total.TVaR95
		want.Total = brief(want.Total)
		want.Total.TVaR95 = tail
		for i, line := range want.Lines {
			want.Lines[i] = brief(line)
		}
		if want.Net != nil {
			net := brief(*want.Net)
			want.Net = &net
		}
		m.Brief = true
		space := new(Workspace) // whose selection has traces of other outputs
		for range 2 {
			if diff := cmp.Diff(want, must(space.Run(m, 2, nil))); diff != "" {
				t.Errorf("%d trials: %s", trials, diff)
			}
		}
	}
}

// What a run allocates in all, collected or not, hardly depends on its trials.
func TestMemoryDoesNotGrowWithTheTrials(t *testing.T) {
	allocated := func(trials int) int64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		must(Run(eightLines(trials, 0), 2, nil))
		runtime.ReadMemStats(&after)
		return int64(after.TotalAlloc - before.TotalAlloc)
	}
	allocated(100_000) // what is computed once in a process
	few, many := allocated(100_000), allocated(1_600_000)
	if more := many - few; more > 2<<20 {
		t.Errorf("1.5 million more trials allocate %d more bytes than %d", more, few)
	}
	// A slice of the outcomes would be noticed.
	if 8*1_500_000 <= 2<<20 {
		t.Error("the bound is too wide to notice kept outcomes")
	}
}
