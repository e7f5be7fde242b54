package book

import (
	"slices"
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for _, test := range []struct {
		column, row int
		want        string
	}{
		{0, 0, "A1"},
		{1, 9, "B10"},
		{25, 0, "Z1"},
		{26, 0, "AA1"},
		{27, 99, "AB100"},
		{51, 0, "AZ1"},
		{52, 0, "BA1"},
		{701, 0, "ZZ1"},
		{702, 0, "AAA1"},
		{16383, 1048575, "XFD1048576"},
	} {
		if got := Address(test.column, test.row); got != test.want {
			t.Errorf("Address(%d, %d) = %s, want %s", test.column, test.row, got, test.want)
		}
	}
}

func TestNamePattern(t *testing.T) {
	for _, name := range []string{"in_turnover", "fig_claimed.fine.ma.09_08.61", "tbl_a", "sim_1", "stp_x.y", "chk_Z"} {
		if !NamePattern.MatchString(name) {
			t.Errorf("%q refused", name)
		}
	}
	for _, name := range []string{"", "in_", "MAD2026", "A1", "R1C1", "c", "fig-x", "fig_a b", "x_in_a", "in_a!", "in_é", "fig_a\n"} {
		if NamePattern.MatchString(name) {
			t.Errorf("%q accepted", name)
		}
	}
}

func TestFind(t *testing.T) {
	b := Book{Sheets: []Sheet{
		{Name: "one", Rows: []Row{{}, {Cells: []Cell{{Column: 3, Name: "in_a"}}}}},
		{Name: "two", Rows: []Row{{Cells: []Cell{{Column: 0, Name: "in_b"}}}}},
	}}
	if sheet, row, column, ok := b.Find("in_a"); !ok || sheet != 0 || row != 1 || column != 3 {
		t.Errorf("in_a at %d %d %d %v", sheet, row, column, ok)
	}
	if sheet, row, column, ok := b.Find("in_b"); !ok || sheet != 1 || row != 0 || column != 0 {
		t.Errorf("in_b at %d %d %d %v", sheet, row, column, ok)
	}
	if _, _, _, ok := b.Find("in_c"); ok {
		t.Error("found a name that no cell bears")
	}
}

// NamesIn finds what the pattern of names finds.
func TestNamesIn(t *testing.T) {
	for _, formula := range []string{
		"", "in_", "in_a", "a+in_a*FIG_b.c_1-x_in_a", "SUM(tbl_x)in_b", "in_a.in_b", "in_a:in_b", "Sheet!in_a", "inn_a", "1in_a", ".in_a", "in__", "éin_a",
		"IF(chk_texts=\"\",in_x,sim_y)", "stp_1/stp_2 stp_", "in_a(in_b", "_in_a", "in_é", "in_a é in_b",
	} {
		if got, want := NamesIn(formula), nameInFormula.FindAllString(formula, -1); !slices.Equal(got, want) {
			t.Errorf("%q: %q, not %q", formula, got, want)
		}
	}
}

func FuzzNamesIn(f *testing.F) {
	f.Add("a+in_a*FIG_b.c_1-x_in_a")
	f.Fuzz(func(t *testing.T, formula string) {
		if got, want := NamesIn(formula), nameInFormula.FindAllString(formula, -1); !slices.Equal(got, want) && !strings.ContainsAny(formula, "ſK") {
			t.Errorf("%q: %q, not %q", formula, got, want)
		}
	})
}
