package mc

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLayerInClosedCases(t *testing.T) {
	unlimited := math.Inf(1)
	for _, c := range []struct {
		retention, limit   float64
		covered, uncovered float64
		want               float64
	}{
		{0, unlimited, 70, 30, 30},
		{0, 50, 70, 30, 50},
		{0, 70, 70, 30, 30},
		{20, unlimited, 70, 30, 50},
		{20, 10, 70, 30, 90},
		{20, 50, 70, 30, 50},
		{70, unlimited, 70, 30, 100},
		{80, unlimited, 70, 30, 100},
		{80, 0, 70, 30, 100},
		{20, 0, 70, 30, 100},
		{20, 40, 0, 30, 30},
		{0, 0, 0, 0, 0},
		// Not blurred by a difference of large numbers.
		{0.1, unlimited, 1e15, 0, 0.1},
		{0.1, unlimited, 1e300, 0, 0.1},
	} {
		var net [1]float64
		layer := Layer{Retention: c.retention, Limit: c.limit}
		layer.net(net[:], []float64{c.covered + c.uncovered}, []float64{c.covered}, []float64{c.uncovered})
		if net[0] != c.want {
			t.Errorf("%v above %v of %v, with %v beside: got %v, want %v", c.limit, c.retention, c.covered, c.uncovered, net[0], c.want)
		}
	}
}

// netRows compares a layer with the closed form for a lognormal: what is kept of
// X above a retention r is min(X, r), and its percentiles are those of X, capped.
func netRows(t *testing.T, retention float64) []row {
	const mu, sigma, claimed = 2, 0.8, 10
	factor := Factor{ID: "x", Marginal: must(Lognormal(mu, sigma))}
	m := Model{
		Factors: []Factor{factor}, Lines: single(factor), Seed: 3, Trials: 300_000,
		Layer: &Layer{Retention: retention, Limit: math.Inf(1), Lines: []int{0}},
	}
	net := *run(t, m).Net
	below := func(z float64) float64 { return 1 - normalTail(z) }
	z := (math.Log(claimed) - mu) / sigma
	mean := math.Exp(mu+sigma*sigma/2)*below(z-sigma) + claimed*normalTail(z)
	rows := []row{{"mean", net.Mean, mean, 0.005}, {"max", net.Max, claimed, 0}}
	closed := lognormalReference(mu, sigma)
	for i, got := range percentiles(net) {
		want := min(claimed, closed.quantile(percentages[i]/100))
		rows = append(rows, row{fmt.Sprintf("p%v", percentages[i]), got, want, 0.01})
	}
	return rows
}

func TestLayerAgreesWithTheClosedForm(t *testing.T) {
	expectAgreement(t, faults(netRows(t, 10)))
	expectFaults(t, faults(netRows(t, 10.2)))
}

func TestNetIsNeverAboveTheTotal(t *testing.T) {
	for _, layer := range []Layer{
		{Retention: 0, Limit: 100, Lines: []int{0}},
		{Retention: 500, Limit: 800, Lines: []int{7, 1, 3}},
		{Retention: 2000, Limit: math.Inf(1), Lines: []int{0, 1, 2, 3, 4, 5, 6, 7}},
	} {
		m := typicalModel(t, 30_000)
		without := run(t, m)
		if without.Net != nil {
			t.Error("there is a net total without a layer")
		}
		m.Layer = &layer
		with := run(t, m)
		if fell := fallen(*with.Net, with.Total); fell != nil {
			t.Errorf("%v: the percentiles %v of the net total are above the total", layer, fell)
		}
		if with.Net.Mean >= with.Total.Mean {
			t.Errorf("%v: the net mean is %v of %v", layer, with.Net.Mean, with.Total.Mean)
		}
		sound(t, *with.Net)
		with.Net = nil
		if diff := cmp.Diff(without, with); diff != "" {
			t.Errorf("%v changes something else: %s", layer, diff)
		}
	}
}

func TestLayerThatRecoversNothing(t *testing.T) {
	for _, layer := range []Layer{
		{Retention: 0, Limit: 0, Lines: []int{0, 2, 5}},
		{Retention: 1e12, Limit: math.Inf(1), Lines: []int{0, 2, 5}},
		{Retention: 0, Limit: math.Inf(1)},
	} {
		m := typicalModel(t, 30_000)
		m.Layer = &layer
		result := run(t, m)
		if diff := cmp.Diff(result.Total, *result.Net); diff != "" {
			t.Errorf("%v: the net total is not the total: %s", layer, diff)
		}
	}
}

func TestLayerOnEverything(t *testing.T) {
	m := typicalModel(t, 30_000)
	m.Layer = &Layer{Limit: math.Inf(1), Lines: []int{7, 6, 5, 4, 3, 2, 1, 0}}
	if net := *run(t, m).Net; net.Max != 0 || net.Mean != 0 {
		t.Errorf("something remains: %v", net)
	}
}
