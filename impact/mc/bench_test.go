package mc

import (
	"fmt"
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

func benchmarkRun(b *testing.B, trials, workers int) {
	m := typicalModel(b, trials)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(m, workers, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRun100k(b *testing.B) { benchmarkRun(b, 100_000, 1) }

func BenchmarkRun1M(b *testing.B) { benchmarkRun(b, 1_000_000, 1) }

func BenchmarkRun1MTwoWorkers(b *testing.B) { benchmarkRun(b, 1_000_000, 2) }

func BenchmarkCompilePERT(b *testing.B) {
	marginal := must(PERT(10, 25, 90))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := marginal.compile(1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompileLognormal(b *testing.B) {
	marginal := must(LognormalFrom90(10, 90))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := marginal.compile(1); err != nil {
			b.Fatal(err)
		}
	}
}
