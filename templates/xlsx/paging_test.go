package xlsx

import (
	"slices"
	"testing"

	"breachimpact/templates/book"
)

func TestPageStarts(t *testing.T) {
	const keep, force = 1, 2
	sheet := func(repeat int, marks ...int) *book.Sheet {
		s := &book.Sheet{Columns: []float64{50}, RepeatRows: repeat}
		for _, m := range marks {
			s.Rows = append(s.Rows, book.Row{Keep: m == keep, Break: m == force})
		}
		return s
	}
	page := pageRoom(sheet(0)) // four rows of 110 points fit, five do not
	if page < 450 || page > 520 {
		t.Fatalf("a page has room for %g points", page)
	}
	for _, test := range []struct {
		name  string
		sheet *book.Sheet
		want  []int
	}{
		{"one page", sheet(0, keep, 0, 0, 0), nil},
		{"two pages", sheet(0, keep, 0, 0, 0, 0, 0), []int{4}},
		{"a heading goes with what it heads", sheet(0, 0, 0, 0, keep, 0, 0), []int{3}},
		{"so do two", sheet(0, 0, 0, keep, keep, 0, 0), []int{2}},
		{"a chain longer than a page is cut", sheet(0, keep, keep, keep, keep, keep, keep), []int{4}},
		{"a page that is asked for", sheet(0, keep, 0, force, 0, 0, 0, 0), []int{2, 6}},
		{"a header on every page", sheet(1, keep, 0, 0, 0, 0, 0, 0, 0), []int{4, 7}},
		{"nothing to keep: the printer decides", sheet(0, 0, 0, 0, 0, 0, 0), nil},
	} {
		heights := slices.Repeat([]float64{110}, len(test.sheet.Rows))
		if got := pageStarts(test.sheet, heights); !slices.Equal(got, test.want) {
			t.Errorf("%s: pages begin at %v, want %v", test.name, got, test.want)
		}
	}
	if wide := pageRoom(&book.Sheet{Columns: []float64{300}}); wide < 1.5*page {
		t.Errorf("a sheet shrunk to the width of the page has room for %g points only", wide)
	}
}
