package mc

import "testing"

func benchTally(b *testing.B, outputs int) {
	m := typicalModel(b, 200_000)
	p := must(newPlan(m))
	w := newWorker(p)
	vals := make([][]float64, 9)
	for block := range 32 {
		w.run(block, func(o int, v []float64) { vals[o] = append(vals[o], v...) })
	}
	s := newSimulation(p, 1, 6)
	ts := s.pilotTallies(vals)
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		for o := range outputs {
			at := i % 32 * 2048
			ts[8-o].add(vals[8-o][at : at+2048])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048/float64(outputs), "ns/value")
	b.ReportMetric(float64(len(ts[8].counts)), "places")
}
func BenchmarkTally1(b *testing.B) { benchTally(b, 1) }
func BenchmarkTally9(b *testing.B) { benchTally(b, 9) }
func BenchmarkMoments(b *testing.B) {
	v := testValues(2048)
	for b.Loop() {
		momentsOf(v)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/value")
}
func BenchmarkDrawTable(b *testing.B) {
	t := must(must(PERT(1, 2, 5)).compile(1)).(*table)
	v := make([]float64, 2048)
	s := newStream(factorStream, 1, "x")
	for b.Loop() {
		s.start(3)
		s.drawTable(t, v)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/value")
}
func BenchmarkDrawLoaded(b *testing.B) {
	t := must(must(PERT(1, 2, 5)).compile(1)).(*table)
	c := newCorrelation(.5)
	v, sc, st := make([]float64, 2048), make([]float64, 2048), newScoreTable(t)
	s := newStream(factorStream, 1, "x")
	for b.Loop() {
		s.start(3)
		s.drawScoreTable(c, sc, st, v)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/value")
}

func BenchmarkAddScaled(b *testing.B) {
	v, u := testValues(2048), testValues(2048)
	for b.Loop() {
		addScaled(u, v, 2)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/value")
}
