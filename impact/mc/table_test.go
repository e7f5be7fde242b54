package mc

import (
	"fmt"
	"math"
	"testing"
)

// tableMarginals are those that the bounds stated in the manual are tested on.
func tableMarginals() map[string]Marginal {
	result := make(map[string]Marginal)
	for _, mode := range []float64{0, 0.001, 1, 3.3, 5, 7.1, 9, 10} {
		result[fmt.Sprintf("pert 0 %v 10", mode)] = must(PERT(0, mode, 10))
		result[fmt.Sprintf("pert 1000 %v 1010", 1000+mode)] = must(PERT(1000, 1000+mode, 1010))
	}
	for _, sigma := range []float64{0.01, 0.5, 1, 1.55, 2.4, 3.07} {
		result[fmt.Sprintf("lognormal %v", sigma)] = must(Lognormal(3, sigma))
	}
	return result
}

// positionOf is the position of a uniform number.
func positionOf(u float64) float64 {
	if u < 0.5 {
		return -u * positionScale
	}
	return min((1-u)*positionScale, highestPosition)
}

// tableFaults lists how a table differs from a marginal by more than the manual
// says.
func tableFaults(name string, compiled *table, marginal Marginal) []string {
	rows := []row{{name + " mean", compiled.mean(), marginal.Mean(), 2e-8}}
	allowed := 1e-4
	if l, ok := marginal.(lognormal); ok {
		allowed = 1e-4 * (1 + l.sigma*l.sigma)
	}
	for i := range 5000 {
		u := (float64(i) + 0.5) / 5000
		rows = append(rows, row{fmt.Sprintf("%s at %v", name, u), compiled.at(positionOf(u)), marginal.Quantile(u), allowed})
	}
	return faults(rows)
}

func TestTableFollowsTheMarginal(t *testing.T) {
	for name, marginal := range tableMarginals() {
		compiled := must(marginal.compile(1)).(*table)
		expectAgreement(t, tableFaults(name, compiled, marginal))
		before := 0.0
		for i := range 5000 {
			u := (float64(i) + 0.5) / 5000
			got := compiled.at(positionOf(u))
			if got < before {
				t.Errorf("%s at %v: the table falls from %v to %v", name, u, before, got)
			}
			before = got
		}
	}
}

func TestTableComparisonNoticesAnotherTable(t *testing.T) {
	marginal := must(PERT(0, 4, 10))
	expectFaults(t, tableFaults("mode", must(must(PERT(0, 4.001, 10)).compile(1)).(*table), marginal))
	biased := must(marginal.compile(1)).(*table)
	for i := range biased {
		biased[i].base *= 1 + 5e-8
		biased[i].slope *= 1 + 5e-8
	}
	expectFaults(t, tableFaults("mean", biased, marginal))
}

func TestTableStaysInTheSupport(t *testing.T) {
	for name, marginal := range tableMarginals() {
		compiled := must(marginal.compile(1)).(*table)
		for octave := range octaves {
			for bin := range binsPerOctave {
				near := math.Ldexp(1+float64(bin)/binsPerOctave, 20+octave)
				far := math.Nextafter(math.Ldexp(1+float64(bin+1)/binsPerOctave, 20+octave), 0)
				for _, position := range []float64{near, far, -near, -far} {
					got := compiled.at(position)
					lowest, highest := marginal.Quantile(0), marginal.Quantile(1)
					if got < lowest*(1-1e-12) || got > highest*(1+1e-12) {
						t.Fatalf("%s: %v at position %v is outside [%v, %v]", name, got, position, lowest, highest)
					}
				}
			}
		}
	}
}

func TestPowersHaveTheirOwnTable(t *testing.T) {
	for _, exponent := range []float64{0.43, 2, -1, -0.5} {
		for name, marginal := range map[string]Marginal{
			"pert":      must(PERT(2, 3, 10)),
			"lognormal": must(LognormalFrom90(2, 10)),
		} {
			compiled := must(marginal.compile(exponent)).(*table)
			for _, u := range []float64{1e-7, 0.01, 0.3, 0.5, 0.77, 0.99, 1 - 1e-7} {
				got, want := compiled.at(positionOf(u)), math.Pow(marginal.Quantile(u), exponent)
				if math.Abs(got/want-1) > 2e-4 {
					t.Errorf("%s to the power %v at %v: got %v, want %v", name, exponent, u, got, want)
				}
			}
		}
	}
}

func TestPositions(t *testing.T) {
	for _, c := range []struct {
		word uint64
		want float64
	}{
		{0, lowestPosition},
		{1<<63 - 1, highestPosition},
		{1 << 62, 1<<51 + lowestPosition},
		{1 << 63, -highestPosition},
		{math.MaxUint64, -lowestPosition},
		{3 << 62, -(1<<51 - 1)},
	} {
		if got := newPosition(c.word); got != c.want {
			t.Errorf("position of %#x: got %v, want %v", c.word, got, c.want)
		}
	}
	seen := make(map[uint64]bool)
	for octave := range octaves {
		for bin := range binsPerOctave {
			position := math.Ldexp(1+float64(bin)/binsPerOctave, 20+octave)
			seen[slot(position)] = true
			seen[slot(-position)] = true
		}
	}
	if len(seen) != 2*bins {
		t.Errorf("the bins have %d different slots, want %d", len(seen), 2*bins)
	}
}

func TestNormalTableIsStandard(t *testing.T) {
	normal := normalTable()
	if mean, square := normal.mean(), normal.secondMoment(); math.Abs(mean) > 1e-12 || math.Abs(square-1) > 1e-12 {
		t.Errorf("mean %v and mean square %v, want 0 and 1", mean, square)
	}
}
