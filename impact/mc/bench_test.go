package mc

import (
	"fmt"
	"slices"
	"testing"
)

// typicalModel has the size of a real assessment: 15 factors, of which a third
// are loaded, and 8 lines.
func typicalModel(tb testing.TB, trials int) Model {
	tb.Helper()
	m := Model{Seed: 42, Trials: trials}
	for i := range 15 {
		low := float64(1 + i)
		marginal := must(PERT(low, low*2, low*9))
		if i%3 == 2 {
			marginal = must(LognormalFrom90(low, low*12))
		}
		factor := Factor{ID: fmt.Sprintf("factor-%d", i), Marginal: marginal}
		if i >= 10 {
			factor.Loading = 0.7
		}
		m.Factors = append(m.Factors, factor)
	}
	for i := range 8 {
		m.Lines = append(m.Lines, Line{
			ID: fmt.Sprintf("line-%d", i),
			Terms: []Term{
				{Coefficient: 3, Powers: []Power{{0, 1}, {1 + i, 1}}},
				{Coefficient: 2, Powers: []Power{{7 + i, 1}}},
			},
		})
	}
	m.Lines[0].Terms[0].Powers[0].Exponent = 0.43
	return m
}

// eightLines has eight independent PERT lines, or loaded ones.
func eightLines(trials int, loading float64) Model {
	m := exactCases()["p8"].model(42)
	m.Trials = trials
	for i := range m.Factors {
		m.Factors[i].Loading = loading
	}
	return m
}

func benchmarkRun(b *testing.B, m Model, workers int) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(m, workers, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(m.Trials), "ns/trial")
}

// Typical models have percentiles of all their lines.
func BenchmarkTypical100k(b *testing.B) { benchmarkRun(b, typicalModel(b, 100_000), 1) }

func BenchmarkTypical1M(b *testing.B) { benchmarkRun(b, typicalModel(b, 1_000_000), 1) }

func BenchmarkTypical1MTwoWorkers(b *testing.B) { benchmarkRun(b, typicalModel(b, 1_000_000), 2) }

func BenchmarkEight1M(b *testing.B) { benchmarkRun(b, eightLines(1_000_000, 0), 1) }

func BenchmarkEight1MTwoWorkers(b *testing.B) { benchmarkRun(b, eightLines(1_000_000, 0), 2) }

func BenchmarkEightLoaded1M(b *testing.B) { benchmarkRun(b, eightLines(1_000_000, 0.5), 1) }

func BenchmarkEightLoaded1MTwoWorkers(b *testing.B) { benchmarkRun(b, eightLines(1_000_000, 0.5), 2) }

// An item of a portfolio is so small that compiling counts.
func BenchmarkEight10k(b *testing.B) { benchmarkRun(b, eightLines(10_000, 0), 1) }

func benchmarkCompile(b *testing.B, marginal Marginal, exponent float64) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := marginal.compile(exponent); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompilePERT(b *testing.B) { benchmarkCompile(b, must(PERT(10, 25, 90)), 1) }

func BenchmarkCompilePERTToAPower(b *testing.B) { benchmarkCompile(b, must(PERT(10, 25, 90)), 0.43) }

func BenchmarkCompileLognormal(b *testing.B) { benchmarkCompile(b, must(LognormalFrom90(10, 90)), 1) }

func BenchmarkCompileBernoulli(b *testing.B) { benchmarkCompile(b, must(Bernoulli(0.1)), 1) }

func BenchmarkCompileForScores(b *testing.B) {
	compiled := must(must(PERT(10, 25, 90)).compile(1))
	b.ReportAllocs()
	for b.Loop() {
		compiled.ofScores()
	}
}

func perValue(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/blockTrials, "ns/value")
}

func BenchmarkDraw(b *testing.B) {
	compiled := must(must(PERT(10, 25, 90)).compile(1)).(*table)
	values, from := make([]float64, blockTrials), newStream(factorStream, 1, "x")
	for b.Loop() {
		from.drawTable(compiled, values)
	}
	perValue(b)
}

func BenchmarkDrawLoaded(b *testing.B) {
	compiled := newScoreTable(must(must(PERT(10, 25, 90)).compile(1)).(*table))
	values, common := make([]float64, blockTrials), make([]float64, blockTrials)
	from, c := newStream(factorStream, 1, "x"), newCorrelation(0.5)
	for b.Loop() {
		from.drawScoreTable(c, common, compiled, values)
	}
	perValue(b)
}

func BenchmarkMoments(b *testing.B) {
	values := testValues(blockTrials)
	for b.Loop() {
		momentsOf(values)
	}
	perValue(b)
}

func BenchmarkTally(b *testing.B) {
	values := testValues(pilotBlocks * blockTrials)
	var counts histogram
	counts.add(values)
	bins := counts.bins(nil)
	t := new(Workspace).tally(newLayout(bins, pilotWindows(bins, len(values), pilotErrors)))
	for i := 0; b.Loop(); i++ {
		from := i % pilotBlocks * blockTrials
		t.add(values[from : from+blockTrials])
	}
	perValue(b)
}

// As the benchmark without it, but with what the runs before have left.
func BenchmarkEight10kAgain(b *testing.B) {
	m := eightLines(10_000, 0)
	space := new(Workspace)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := space.Run(m, 1, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// An item of a portfolio has shapes of its own, and nobody reads its lines.
func BenchmarkPortfolio(b *testing.B) {
	base, space := eightLines(10_000, 0), new(Workspace)
	base.TotalsOnly = true
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m := base
		m.Factors = slices.Clone(base.Factors)
		for j := range m.Factors {
			d := m.Factors[j].Marginal.(pert)
			d.mode = d.low + (d.mode-d.low)*(0.5+float64(i%1000)/1000)
			m.Factors[j].Marginal = d
		}
		if _, err := space.Run(m, 1, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRanking(b *testing.B) {
	values := testValues(5 * blockTrials)
	m := momentsOf(values)
	var r ranking
	for b.Loop() {
		r.rank(values, m)
		summarise(&r, m)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(values)), "ns/value")
}
