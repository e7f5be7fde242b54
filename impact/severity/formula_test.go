package severity

import (
	"testing"

	"breachimpact/law"
)

// inputs walks every distinct input of the formula: four contexts, four values
// of EI, three of each circumstance and two of intent.
func inputs(m *Method, visit func(dpc int, ei Quarters, g Group)) {
	low, high := m.scores()
	for dpc := low; dpc <= high; dpc++ {
		for _, level := range m.Identification.Levels {
			for _, c := range []string{"no-evidence", "known-recipients", "published"} {
				for _, i := range []string{"restored", "recoverable", "unrecoverable"} {
					for _, a := range []string{"restored", "rebuildable", "lost"} {
						for _, intent := range []law.Verdict{law.No, law.Yes} {
							g := settled("full-name")
							g.Confidentiality, g.Integrity, g.Availability, g.Malicious = c, i, a, intent
							g.Overrides = []Override{{CellDPC, Points(dpc), "all inputs"}, {CellEI, level.EI, "all inputs"}}
							visit(dpc, level.EI, g)
						}
					}
				}
			}
		}
	}
}

func TestEveryInputOfTheFormula(t *testing.T) {
	m := method(t)
	total := 0
	levels := map[Level]int{}
	reached := map[Quarters]bool{}
	topLowContext, topChange := Quarters(0), Quarters(0)
	inputs(m, func(dpc int, ei Quarters, g Group) {
		s := scoreOne(m, g)
		total++
		levels[s.Level]++
		reached[s.SE] = true
		if dpc == 4 && ei == 4 && s.Level != VeryHigh {
			t.Errorf("context 4, EI 1, CB %s: %s, want very-high", s.CB, s.Level)
		}
		if dpc == 1 {
			topLowContext = max(topLowContext, s.SE)
		}
		if got := (terms{dpc, 4, s.CB}).se() - (terms{dpc, 1, s.CB}).se(); dpc == 4 {
			topChange = max(topChange, got)
		}
	})
	want := map[Level]int{Low: 273, Medium: 295, High: 170, VeryHigh: 126}
	for level, n := range want {
		if levels[level] != n {
			t.Errorf("%s: %d inputs, want %d", level, levels[level], n)
		}
	}
	if total != 864 || len(reached) != 24 {
		t.Errorf("%d inputs reach %d values, want 864 and 24", total, len(reached))
	}
	for q := Quarters(1); q <= 24; q++ {
		if !reached[q] {
			t.Errorf("%s is not reached", q)
		}
	}
	if topLowContext != 12 {
		t.Errorf("context 1 reaches %s, want 3", topLowContext)
	}
	if topChange != 12 {
		t.Errorf("EI alone changes context 4 by %s, want 3", topChange)
	}
	if (terms{4, 1, 0}).se() != (terms{1, 4, 0}).se() {
		t.Error("context 4 weakly identified differs from context 1 fully identified")
	}
}

func TestNeighbouringBands(t *testing.T) {
	m := method(t)
	for q := Quarters(1); q <= 24; q++ {
		up, down := m.neighbours(q)
		if (up == nil) != (m.LevelOf(q) == VeryHigh) || (down == nil) != (m.LevelOf(q) == Low) {
			t.Fatalf("%s: up %v down %v", q, up, down)
		}
		if up != nil && (m.LevelOf(q+up.Quarters) != up.Level || m.LevelOf(q+up.Quarters-1) != m.LevelOf(q)) {
			t.Errorf("%s: up %+v is not the smallest rise", q, *up)
		}
		if down != nil && (m.LevelOf(q-down.Quarters) != down.Level || m.LevelOf(q-down.Quarters+1) != m.LevelOf(q)) {
			t.Errorf("%s: down %+v is not the smallest fall", q, *down)
		}
	}
}
