package mc

import (
	"fmt"
	"math"
	"testing"
)

// TestVerizon simulates the regression behind figure 23 of Verizon's Data Breach
// Investigations Report 2015 (its coefficients recovered from the printed table)
// and compares with the closed form of its percentiles, mean and upper mean.
func TestVerizon(t *testing.T) {
	for _, c := range []struct {
		records             float64
		p5, p50, mean       float64
		p90, p95, p99, tvar float64
	}{
		{records: 10_000, p5: 13_893, p50: 178_968, mean: 598_341, p90: 1_310_807, p95: 2_305_387, p99: 6_644_352, tvar: 5_548_721},
		{records: 100_000, p5: 36_845, p50: 474_619, mean: 1_586_784, p90: 3_476_223, p95: 6_113_819, p99: 17_620_625, tvar: 14_715_044},
		{records: 1_000_000, p5: 97_712, p50: 1_258_675, mean: 4_208_104, p90: 9_218_840, p95: 16_213_668, p99: 46_729_381, tvar: 39_023_863},
	} {
		mu, sigma := 8.19375+0.423569*math.Log(c.records), 1.55367
		closed := lognormalReference(mu, sigma)
		// The coefficients have six digits, and the table's normal quantiles four.
		const printed, rounded = 2e-5, 3e-4
		expectAgreement(t, faults([]row{
			{"p5", closed.quantile(0.05), c.p5, rounded},
			{"p50", closed.quantile(0.5), c.p50, printed},
			{"mean", closed.mean, c.mean, printed},
			{"p90", closed.quantile(0.9), c.p90, rounded},
			{"p95", closed.quantile(0.95), c.p95, rounded},
			{"p99", closed.quantile(0.99), c.p99, rounded},
			{"tvar95", closed.tailMean, c.tvar, printed},
		}))

		// The records enter as a power, as a caller would write it.
		m := Model{
			Factors: []Factor{
				{ID: "records", Marginal: must(Constant(c.records))},
				{ID: "scatter", Marginal: must(Lognormal(0, sigma))},
			},
			Lines: []Line{{ID: "claim", Terms: []Term{{
				Coefficient: math.Exp(8.19375),
				Powers:      []Power{{0, 0.423569}, {1, 1}},
			}}}},
			Seed: 2015, Trials: 400_000,
		}
		simulated := run(t, m).Total
		expectAgreement(t, closed.faults(simulated, m.Trials))

		expectFaults(t, lognormalReference(mu+0.02, sigma).faults(simulated, m.Trials))
		expectFaults(t, lognormalReference(mu, 1.01*sigma).faults(simulated, m.Trials))
		thinTail := closed
		thinTail.tailMean *= 0.95
		expectFaults(t, thinTail.faults(simulated, m.Trials))
	}
}

// independentModel has four lines without a common factor.
func independentModel(seed uint64) Model {
	factors := []Factor{
		{ID: "forensics", Marginal: must(PERT(10, 25, 90))},
		{ID: "letters", Marginal: must(PERT(0, 5, 60))},
		{ID: "calls", Marginal: must(Lognormal(3, 0.6))},
		{ID: "counsel", Marginal: must(Lognormal(2.5, 0.5))},
	}
	return Model{Factors: factors, Lines: single(factors...), Seed: seed, Trials: 200_000}
}

// independentReference is the exact distribution of independentModel's total.
func independentReference() reference {
	return exactSum([]component{
		pertComponent(10, 25, 90),
		pertComponent(0, 5, 60),
		lognormalComponent(3, 0.6),
		lognormalComponent(2.5, 0.5),
	}, 600, 1<<15)
}

func TestIndependentLinesAgreeWithTheConvolution(t *testing.T) {
	exact := independentReference()
	for seed := range uint64(6) {
		m := independentModel(seed)
		expectAgreement(t, exact.faults(run(t, m).Total, m.Trials))
	}

	sabotages := map[string]func(m *Model){
		"another mode":     func(m *Model) { m.Factors[0].Marginal = must(PERT(10, 26, 90)) },
		"another spread":   func(m *Model) { m.Factors[2].Marginal = must(Lognormal(3, 0.62)) },
		"same mean, wider": func(m *Model) { m.Factors[2].Marginal = must(Lognormal(3+0.18-0.21125, 0.65)) },
		"dependence": func(m *Model) {
			for i := range m.Factors {
				m.Factors[i].Loading = 0.3
			}
		},
		"shared draws":  func(m *Model) { m.Lines[3].Terms[0] = Term{0.6, []Power{{2, 1}}} },
		"a missing sum": func(m *Model) { m.Lines[1].Terms[0].Coefficient = 0.95 },
	}
	for name, sabotage := range sabotages {
		t.Run(name, func(t *testing.T) {
			m := independentModel(1)
			sabotage(&m)
			expectFaults(t, exact.faults(run(t, m).Total, m.Trials))
		})
	}
}

// sumOfLognormals has five standard lognormals with a common loading.
func sumOfLognormals(count int, loading float64) Model {
	m := Model{Seed: 20261121, Trials: 400_000}
	for i := range count {
		m.Factors = append(m.Factors, Factor{
			ID:       fmt.Sprintf("component %d", i),
			Marginal: must(Lognormal(0, 1)),
			Loading:  loading,
		})
	}
	m.Lines = single(m.Factors...)
	return m
}

func TestPercentilesDoNotAdd(t *testing.T) {
	result := run(t, sumOfLognormals(2, 0))
	one, two := result.Lines[0], result.Lines[1]
	expectAgreement(t, faults([]row{
		{"p95", result.Total.P95, 8.62, 0.03},
		{"sum of p95", one.P95 + two.P95, 10.36, 0.03},
		{"p5", result.Total.P5, 0.727, 0.03},
		{"sum of p5", one.P5 + two.P5, 0.386, 0.03},
		{"p50", result.Total.P50, 2.44, 0.03},
		{"sum of p50", one.P50 + two.P50, 2, 0.03},
	}))
}

// correlationRows compares with a table of five standard lognormals that have the
// given correlation of their logarithms.
func correlationRows(t *testing.T, loading func(correlation float64) float64) []row {
	var rows []row
	for _, c := range []struct{ correlation, p5, p50, p95, tvar float64 }{
		{0, 3.16, 7.09, 16.97, 22.6},
		{0.3, 2.11, 6.48, 20.19, 28.2},
		{0.5, 1.67, 6.06, 21.86, 32.2},
		{0.8, 1.21, 5.44, 24.22, 38.7},
	} {
		total := run(t, sumOfLognormals(5, loading(c.correlation))).Total
		name := fmt.Sprintf("correlation %v ", c.correlation)
		rows = append(rows,
			row{name + "p5", total.P5, c.p5, 0.03},
			row{name + "p50", total.P50, c.p50, 0.03},
			row{name + "p95", total.P95, c.p95, 0.03},
			row{name + "tvar95", total.TVaR95, c.tvar, 0.03},
			row{name + "mean", total.Mean, 8.24, 0.03},
		)
	}
	return rows
}

func TestCorrelationTable(t *testing.T) {
	expectAgreement(t, faults(correlationRows(t, math.Sqrt)))

	// Full correlation is one factor in five lines.
	m := sumOfLognormals(1, 0)
	m.Lines = nil
	for i := range 5 {
		m.Lines = append(m.Lines, Line{ID: fmt.Sprint(i), Terms: []Term{{1, []Power{{0, 1}}}}})
	}
	total := run(t, m).Total
	expectAgreement(t, faults([]row{
		{"full correlation p5", total.P5, 0.97, 0.03},
		{"full correlation p50", total.P50, 5.06, 0.03},
		{"full correlation p95", total.P95, 25.95, 0.03},
		{"full correlation tvar95", total.TVaR95, 42.3, 0.03},
		{"full correlation mean", total.Mean, 8.24, 0.03},
	}))
}

func TestCorrelationTableNoticesALoadingTakenForACorrelation(t *testing.T) {
	expectFaults(t, faults(correlationRows(t, func(correlation float64) float64 { return correlation })))
}

// A loading must leave each factor's own distribution alone, whatever it is.
func TestLoadingKeepsTheMarginal(t *testing.T) {
	closed := lognormalReference(1, 1.2)
	factor := Factor{ID: "loaded", Marginal: must(Lognormal(1, 1.2)), Loading: 0.8}
	simulate := func() Summary {
		return run(t, Model{Factors: []Factor{factor}, Lines: single(factor), Seed: 3, Trials: 400_000}).Total
	}
	expectAgreement(t, closed.faults(simulate(), 400_000))
	factor.Marginal = must(Lognormal(1, 1.22))
	expectFaults(t, closed.faults(simulate(), 400_000))
}

// eventRows compares how often two events that share a score happen, alone and
// together, with numerical integration.
func eventRows(t *testing.T, loading, integrated float64) []row {
	const trials, probability = 400_000, 0.1
	factors := []Factor{
		{ID: "suit", Marginal: must(Bernoulli(probability)), Loading: loading},
		{ID: "fine", Marginal: must(Bernoulli(probability)), Loading: loading},
	}
	m := Model{Factors: factors, Lines: single(factors...), Seed: 5, Trials: trials}
	m.Lines = append(m.Lines, Line{ID: "both", Terms: []Term{{1, []Power{{0, 1}, {1, 1}}}}})
	result := run(t, m)
	share := func(name string, got, want float64) row {
		return row{name, got, want, 4 * math.Sqrt((1-want)/want/trials)}
	}
	return []row{
		share("suit", result.Lines[0].Mean, probability),
		share("fine", result.Lines[1].Mean, probability),
		share("both", result.Lines[2].Mean, bivariateTail(normalUpperQuantile(probability), integrated)),
	}
}

func TestLoadedEvents(t *testing.T) {
	for _, loading := range []float64{0, 0.4, 0.7, 0.95} {
		expectAgreement(t, faults(eventRows(t, loading, loading)))
	}
	expectFaults(t, faults(eventRows(t, 0.7, 0.65)))
	expectFaults(t, faults(eventRows(t, 0.4, 0)))
}

// bivariateTail is P(Z₁ > z, Z₂ > z) in the one-factor copula, by Simpson's rule
// over the common score.
func bivariateTail(z, loading float64) float64 {
	const steps, width = 4000, 16.0 / 4000
	sum := 0.0
	for i := range steps + 1 {
		common := -8 + float64(i)*width
		given := math.Erfc((z-loading*common)/math.Sqrt(1-loading*loading)/math.Sqrt2) / 2
		weight := float64(2 + 2*(i%2))
		if i == 0 || i == steps {
			weight = 1
		}
		sum += weight * given * given * math.Exp(-common*common/2) / math.Sqrt(2*math.Pi)
	}
	return sum * width / 3
}
