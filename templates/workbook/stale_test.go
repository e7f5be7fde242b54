package workbook

import (
	"testing"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/templates/locale"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
)

// reckoned is what the money of an incident was reckoned from: without the fines,
// where no line counts them.
func reckoned(a *impact.Assessment) [2]loss.Input {
	var out [2]loss.Input
	for i, v := range a.Views() {
		out[i] = v.Loss.Input()
		if !v.Loss.Needs(loss.Fines) {
			out[i].Fines = loss.Known{}
		}
	}
	return out
}

var exactly = cmp.Options{cmp.Comparer(decimal.Decimal.Equal), cmpopts.IgnoreFields(loss.Input{}, "Rates"), cmpopts.EquateEmpty()}

// unnoticed lists the cells of which some value would have the money reckoned from
// something else without the Inputs sheet saying that it has an effect on it.
func unnoticed(t *testing.T, p probe, effect func(editable) string) (out []string, tried, felt int) {
	t.Helper()
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	before := reckoned(assessWith(t, p.text(), 10))
	for _, e := range editables(t, build(t, p.text(), "fr")) {
		if e.path == "" { // an assumption, or what is judged, which no line reads
			continue
		}
		for _, o := range e.others(l) {
			tried++
			after := reckoned(assessWith(t, p.at(e.path, e.standpoint, o.file).text(), 10))
			if !cmp.Equal(before, after, exactly) {
				if felt++; effect(e) == "" {
					out = append(out, e.name+" "+o.file)
				}
			}
		}
	}
	return out, tried, felt
}

// TestEveryInputOfTheSimulationIsWatched tries the values of every cell that may be
// changed: what the simulation reads must turn the check.
func TestEveryInputOfTheSimulationIsWatched(t *testing.T) {
	fined := moroccan().with(func(p *probe) {
		p.assumptions["fine-probability"] = "{value: 0.1, reason: counsel}"
		p.values["organisation.customers"] = "unknown"
	})
	for name, p := range map[string]probe{"Morocco": moroccan(), "European Union": european(), "Algeria": algerian(), "a fine that is counted": fined} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			missed, tried, felt := unnoticed(t, p, func(e editable) string { return e.effect })
			if len(missed) > 0 || tried < 80 || felt < 15 {
				t.Errorf("of %d changes the money felt %d, and the sheet is silent on %v", tried, felt, missed)
			}
		})
	}
}

// TestASilentInputIsNoticed proves that the test above can fail.
func TestASilentInputIsNoticed(t *testing.T) {
	silent := func(e editable) string {
		if e.name == "in_claimed.availability" || e.name == "in_confirmed.group1.people" {
			return ""
		}
		return e.effect
	}
	missed, _, _ := unnoticed(t, moroccan(), silent)
	if len(missed) == 0 {
		t.Error("two inputs were kept silent, and nobody noticed")
	}
}

// TestAssumptionsAreWatched: a change of any of them is one the simulation used.
func TestAssumptionsAreWatched(t *testing.T) {
	for _, e := range editables(t, build(t, moroccan().text(), "fr")) {
		if e.path == "" && e.definition == nil && e.effect == "" {
			t.Errorf("%s has no effect", e.name)
		}
	}
}
