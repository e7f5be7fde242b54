package mc

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// differentModels are of all sizes, with and without what a run may have.
func differentModels(t *testing.T) []Model {
	var models []Model
	for i, trials := range []int{10_000, 1, 70_000, 3000, 10_000} {
		m := typicalModel(t, trials)
		m.Seed = uint64(i)
		m.TotalsOnly = i%2 == 1
		if i%3 == 0 {
			m.Layer = &Layer{Retention: 500, Limit: 1000, Lines: []int{1, 3}}
		}
		models = append(models, m, eightLines(trials, 0), eightLines(trials, 0.5))
	}
	return models
}

func TestWorkspaceChangesNoResult(t *testing.T) {
	space := new(Workspace)
	for range 4 { // draws are kept from the second time on, positions from the third
		for i, m := range differentModels(t) {
			want := run(t, m)
			if diff := cmp.Diff(want, must(space.Run(m, 1+i%2, nil))); diff != "" {
				t.Errorf("model %d in a workspace that was used:\n%s", i, diff)
			}
			if diff := cmp.Diff(want, must((*Workspace)(nil).Run(m, 1, nil))); diff != "" {
				t.Errorf("model %d in no workspace:\n%s", i, diff)
			}
		}
	}
}

// What a run returns is not touched by the next.
func TestWorkspaceKeepsNoResult(t *testing.T) {
	space := new(Workspace)
	m := typicalModel(t, 5000)
	got, want := must(space.Run(m, 1, nil)), run(t, m)
	m.Seed++
	must(space.Run(m, 1, nil))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWorkspaceAfterAnError(t *testing.T) {
	space := new(Workspace)
	good, refused := typicalModel(t, 5000), typicalModel(t, 0)
	overflowing := typicalModel(t, 5000)
	overflowing.Lines[3].Terms[0].Coefficient = 1e308
	uncompiled := typicalModel(t, 5000)
	uncompiled.Lines[3].Terms[0].Powers[0].Exponent = 1000
	for _, bad := range []Model{refused, overflowing, uncompiled} {
		if _, err := space.Run(bad, 1, nil); err == nil {
			t.Fatal("a faulty model is accepted")
		}
		if diff := cmp.Diff(run(t, good), must(space.Run(good, 1, nil))); diff != "" {
			t.Error(diff)
		}
	}
}

// What is always used stays, whatever else comes and goes, and the shelf is bounded.
func TestShelfForgetsWhatIsNotUsed(t *testing.T) {
	var s shelf
	always := must(PERT(1, 2, 3))
	first := must(s.get(always, 1, true))
	once := must(s.get(must(PERT(0, 1, 7)), 1, false))
	for i := range 5 * shelfRoom {
		must(s.get(must(Bernoulli(1/float64(i+2))), 1, false))
		if must(s.get(always, 1, false)) != first {
			t.Fatal("what is used every time is compiled again")
		}
		if size := len(s.recent) + len(s.stale); size > 2*shelfRoom {
			t.Fatalf("the shelf holds %d tables", size)
		}
	}
	if must(s.get(must(PERT(0, 1, 7)), 1, false)) == once {
		t.Error("what was used once is kept")
	}
}

// The draws of a factor that was independent before are asked for by score later.
func TestShelfAddsScores(t *testing.T) {
	space := new(Workspace)
	for _, loading := range []float64{0, 0.5, 0} {
		m := eightLines(3000, loading)
		if diff := cmp.Diff(run(t, m), must(space.Run(m, 1, nil))); diff != "" {
			t.Errorf("loading %v:\n%s", loading, diff)
		}
	}
}

// What differs between the models of a portfolio meets draws that are kept: of the
// factors that stay, and of the positions of those that change.
func TestWorkspaceKeepsDraws(t *testing.T) {
	space := new(Workspace)
	for i := range 8 {
		for _, loading := range []float64{0, 0.5} {
			m := eightLines(5000, loading)
			m.Factors[1].Marginal = must(PERT(1, 2, 7+float64(i)))
			m.Factors[2].Marginal = must(Bernoulli(1 / float64(i+2)))
			m.Lines[0].Terms[0].Powers = append(m.Lines[0].Terms[0].Powers, Power{Factor: 1, Exponent: 0.5})
			if diff := cmp.Diff(run(t, m), must(space.Run(m, 1+i%2, nil))); diff != "" {
				t.Errorf("model %d, loading %v:\n%s", i, loading, diff)
			}
		}
	}
	key := drawnKey{seed: eightLines(5000, 0).Seed, factor: eightLines(5000, 0).Factors[1].ID, trials: 5000}
	if positions := space.drawn.recent[key]; !positions.known() {
		t.Error("the positions of a factor that changes are not kept")
	}
}

// A run that fails leaves no half of a draw behind.
func TestDrawsOfAFailedRun(t *testing.T) {
	space := new(Workspace)
	m := typicalModel(t, 5000)
	for range 3 {
		bad := typicalModel(t, 5000)
		bad.Lines[3].Terms[0].Powers[0].Exponent = 1000
		if _, err := space.Run(bad, 1, nil); err == nil {
			t.Fatal("a faulty model is accepted")
		}
		if diff := cmp.Diff(run(t, m), must(space.Run(m, 1, nil))); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDrawsAreBounded(t *testing.T) {
	var d draws
	always := drawnKey{factor: "always", trials: 60_000}
	first := d.get(always, 1)
	for i := range uint64(5 * drawsRoom) {
		d.get(drawnKey{factor: "other", seed: i, trials: 60_000}, 1)
		d.get(drawnKey{factor: "once", seed: i, trials: 60_000}, 2)
		if d.get(always, 1) != first {
			t.Fatal("what is used every time is forgotten")
		}
		held := 0
		for _, generation := range []map[drawnKey]*drawn{d.recent, d.stale} {
			if len(generation) > drawsRoom {
				t.Fatalf("%d draws in a generation", len(generation))
			}
			for _, one := range generation {
				held += len(one.values)
			}
		}
		if held != d.held || held > drawsHeld {
			t.Fatalf("%d numbers are held, %d are counted", held, d.held)
		}
	}
}

func ExampleWorkspace() {
	var space Workspace // one for each goroutine
	for seed := range uint64(3) {
		m := Model{Seed: seed, Trials: 1000}
		price, err := PERT(1, 2, 3)
		if err != nil {
			panic(err)
		}
		m.Factors = []Factor{{ID: "price", Marginal: price}}
		m.Lines = []Line{{ID: "line", Terms: []Term{{1, []Power{{Factor: 0, Exponent: 1}}}}}}
		result, err := space.Run(m, 1, nil)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%.1f\n", result.Total.Mean)
	}
	// Output:
	// 2.0
	// 2.0
	// 2.0
}
