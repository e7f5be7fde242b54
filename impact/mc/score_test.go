package mc

import (
	"fmt"
	"math"
	"testing"
)

// scoreFaults lists how a table of scores differs from a marginal by more than the
// manual says.
func scoreFaults(name string, compiled *scoreTable, marginal Marginal) []string {
	spread := 1.0
	if l, ok := marginal.(lognormal); ok {
		spread += l.sigma * l.sigma
	}
	var rows []row
	for z := -3.7; z <= 3.7; z += 0.0013 {
		want := marginal.Quantile(1 - normalTail(z))
		rows = append(rows, row{fmt.Sprintf("%s at score %v", name, z), compiled.at(z), want, 2e-4 * spread})
	}
	// The midpoint rule is exact for straight pieces but for the normal weight.
	const step = 1.0 / 1024
	mean, weights := 0.0, 0.0
	for z := -9 + step/2; z < 9; z += step {
		weight := math.Exp(-z * z / 2)
		mean += weight * compiled.at(z)
		weights += weight
	}
	return faults(append(rows, row{name + " mean", mean / weights, marginal.Mean(), 3e-6 * spread}))
}

func TestScoreTableFollowsTheMarginal(t *testing.T) {
	for name, marginal := range tableMarginals() {
		compiled := newScoreTable(must(marginal.compile(1)).(*table))
		expectAgreement(t, scoreFaults(name, compiled, marginal))
		before := 0.0
		for z := -15.9; z < 15.9; z += 0.0017 {
			got := compiled.at(z)
			if got < before*(1-1e-12) || got < marginal.Quantile(0)*(1-1e-12) || got > marginal.Quantile(1)*(1+1e-12) {
				t.Fatalf("%s at score %v: %v follows %v", name, z, got, before)
			}
			before = got
		}
	}
}

func TestScoreComparisonNoticesAnotherTable(t *testing.T) {
	marginal := must(PERT(0, 4, 10))
	expectFaults(t, scoreFaults("mode", newScoreTable(must(must(PERT(0, 4.002, 10)).compile(1)).(*table)), marginal))
	biased := newScoreTable(must(marginal.compile(1)).(*table))
	for i := range biased {
		biased[i].base *= 1 + 1e-5
		biased[i].slope *= 1 + 1e-5
	}
	expectFaults(t, scoreFaults("mean", biased, marginal))
}

func TestScoreEventHasItsProbability(t *testing.T) {
	for _, p := range []float64{1e-9, 0.1, 0.5, 0.9, 1 - 1e-9} {
		threshold := must(must(Bernoulli(p)).compile(1)).ofScores().(scoreEvent)
		if got := normalTail(float64(threshold)); math.Abs(got/p-1) > 1e-9 {
			t.Errorf("event of probability %v happens with %v", p, got)
		}
	}
}
