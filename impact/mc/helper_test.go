package mc

import (
	"fmt"
	"math"
	"testing"
)

// must unwraps what a test knows to be valid.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// run simulates with one worker and fails the test on an error.
func run(tb testing.TB, m Model) Result {
	tb.Helper()
	result, err := Run(m, 1, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

// single is the line 1·factor of each factor.
func single(factors ...Factor) []Line {
	var lines []Line
	for i, factor := range factors {
		lines = append(lines, Line{ID: factor.ID, Terms: []Term{{Coefficient: 1, Powers: []Power{{i, 1}}}}})
	}
	return lines
}

// percentages are those of which a Summary has the percentile.
var percentages = []float64{1, 5, 10, 25, 50, 75, 90, 95, 99}

// percentiles lists the percentiles of a summary in the order of percentages.
func percentiles(s Summary) []float64 {
	return []float64{s.P1, s.P5, s.P10, s.P25, s.P50, s.P75, s.P90, s.P95, s.P99}
}

// A row compares a number with what somebody else says it is.
type row struct {
	name      string
	got, want float64
	tolerance float64 // relative to want
}

// faults lists the rows that do not agree.
func faults(rows []row) []string {
	var result []string
	for _, r := range rows {
		if !(math.Abs(r.got-r.want) <= r.tolerance*math.Abs(r.want)) {
			result = append(result, fmt.Sprintf("%s: got %v, want %v", r.name, r.got, r.want))
		}
	}
	return result
}

// expectAgreement and expectFaults are the two ways to look at a comparison: the
// second proves that the first can fail.
func expectAgreement(t *testing.T, faults []string) {
	t.Helper()
	for _, fault := range faults {
		t.Error(fault)
	}
}

func expectFaults(t *testing.T, faults []string) {
	t.Helper()
	if len(faults) == 0 {
		t.Error("the comparison accepts a wrong distribution")
	}
}

// A reference is a distribution that is known without simulation.
type reference struct {
	mean, deviation float64
	quantile        func(p float64) float64
	density         func(x float64) float64

	// Of the part above the 95th percentile; zero when not known.
	tailMean, tailVariance float64
}

// faults lists how a simulation differs from the reference by more than
// four standard errors of what it estimates.
func (r reference) faults(s Summary, trials int) []string {
	const allowed = 4
	n := float64(trials)
	var result []string
	check := func(name string, got, want, standardError float64) {
		if !(math.Abs(got-want) <= allowed*standardError) {
			result = append(result, fmt.Sprintf("%s: got %v, want %v ± %v", name, got, want, standardError))
		}
	}
	check("mean", s.Mean, r.mean, r.deviation/math.Sqrt(n))
	for i, got := range percentiles(s) {
		p := percentages[i] / 100
		want := r.quantile(p)
		check(fmt.Sprintf("p%v", percentages[i]), got, want, math.Sqrt(p*(1-p)/n)/r.density(want))
	}
	if r.tailMean != 0 {
		excess := r.tailMean - r.quantile(0.95)
		check("tvar95", s.TVaR95, r.tailMean, math.Sqrt((r.tailVariance+0.95*excess*excess)/(0.05*n)))
	}
	return result
}

// lognormalReference has everything in closed form.
func lognormalReference(mu, sigma float64) reference {
	tail := func(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }
	const z95 = 1.6448536269514722
	mean := math.Exp(mu + sigma*sigma/2)
	tailMean := mean * tail(z95-sigma) / 0.05
	tailSquare := math.Exp(2*mu+2*sigma*sigma) * tail(z95-2*sigma) / 0.05
	return reference{
		mean:      mean,
		deviation: mean * math.Sqrt(math.Expm1(sigma*sigma)),
		quantile: func(p float64) float64 {
			return math.Exp(mu + sigma*math.Sqrt2*math.Erfinv(2*p-1))
		},
		density: func(x float64) float64 {
			z := (math.Log(x) - mu) / sigma
			return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / (sigma * x)
		},
		tailMean:     tailMean,
		tailVariance: tailSquare - tailMean*tailMean,
	}
}

// pertCumulative is P(X ≤ x) of a PERT.
func pertCumulative(low, mode, high float64) func(x float64) float64 {
	alpha := 1 + 4*(mode-low)/(high-low)
	cumulative := betaCumulative(alpha, 6-alpha)
	return func(x float64) float64 { return cumulative((x - low) / (high - low)) }
}

// betaCumulative integrates the density by Simpson's rule and shares no code with
// the package. The substitution u = sin²θ smooths the ends.
func betaCumulative(alpha, beta float64) func(u float64) float64 {
	const steps, step = 20_000, math.Pi / 2 / 20_000
	density := func(angle float64) float64 {
		sin, cos := math.Sincos(angle)
		return math.Pow(sin, 2*alpha-1) * math.Pow(max(cos, 0), 2*beta-1)
	}
	sums := make([]float64, steps+1)
	for i := range steps {
		from := float64(i) * step
		sums[i+1] = sums[i] + density(from) + 4*density(from+step/2) + density(from+step)
	}
	return func(u float64) float64 {
		if u <= 0 {
			return 0
		}
		place := math.Asin(math.Sqrt(min(u, 1))) / step
		i := min(int(place), steps-1)
		return (sums[i] + (sums[i+1]-sums[i])*(place-float64(i))) / sums[steps]
	}
}

func lognormalCumulative(mu, sigma float64) func(x float64) float64 {
	return func(x float64) float64 {
		if x <= 0 {
			return 0
		}
		return math.Erfc(-(math.Log(x)-mu)/sigma/math.Sqrt2) / 2
	}
}
