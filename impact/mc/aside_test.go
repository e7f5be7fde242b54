package mc

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A line aside is what it is in a run of its own, and the others, the total and the
// net total are what they are without it.
func TestLineAside(t *testing.T) {
	for _, trials := range []int{5000, 100_000} {
		for _, totalsOnly := range []bool{false, true} {
			m := typicalModel(t, trials)
			m.TotalsOnly = totalsOnly
			m.Layer = &Layer{Retention: 500, Limit: 1000, Lines: []int{1, 3}}
			want := run(t, m)
			for _, at := range []int{8, 4} { // at the end, and in the middle where ids are sorted
				with := m
				extra := m.Lines[2]
				extra.ID, extra.Aside = "line-3-aside", true
				with.Lines = slices.Insert(slices.Clone(m.Lines), at, extra)
				got := run(t, with)
				if diff := cmp.Diff(want.Lines[2], got.Lines[at]); diff != "" {
					t.Errorf("the line aside:\n%s", diff)
				}
				got.Lines = slices.Delete(got.Lines, at, at+1)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("the others:\n%s", diff)
				}
			}
		}
	}
}

func TestOnlyLinesAside(t *testing.T) {
	m := typicalModel(t, 5000)
	want := run(t, m)
	for i := range m.Lines {
		m.Lines[i].Aside = true
	}
	got := run(t, m)
	if diff := cmp.Diff(want.Lines, got.Lines); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Summary{Curve: []Point{{}}}, got.Total); diff != "" {
		t.Error(diff)
	}
}

func TestLayerRefusesALineAside(t *testing.T) {
	m := typicalModel(t, 10)
	m.Lines[3].Aside = true
	m.Layer = &Layer{Lines: []int{3}}
	if _, err := Run(m, 1, nil); err == nil {
		t.Error("a line aside is covered")
	}
}
