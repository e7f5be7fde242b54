package book

import (
	"reflect"
	"testing"
)

// three is a book whose sheets refer to one another in every way there is.
func three() Book {
	link := func(to string) *Link { return &Link{To: to} }
	return Book{
		Styles: []Style{{Name: "text"}, {Name: "link", Underline: true, Inert: "text"}, {Name: "input", Inert: "text"}},
		Sheets: []Sheet{
			{Key: "front", Name: "Front", Columns: []float64{10, 10, 10}, Rows: []Row{
				{Cells: []Cell{{Column: 0, Span: 3, Value: String("Title")}}},
				{Cells: []Cell{
					{Column: 0, Formula: "fig_total*2", Value: Decimal("6")},
					{Column: 1, Formula: `IF(in_far="fig_total",1,0)`, Value: Decimal("0"), Name: "fig_front"},
					{Column: 2, Value: String("why"), Style: "link", Link: link("stp_why")},
				}},
				{Cells: []Cell{
					{Column: 0, Formula: "'The far one'!B2+1", Value: Decimal("8"), Link: link("fig_total")},
					{Column: 1, Formula: "Far!B2", Value: Decimal("9"), Link: link("stp_why"), Style: "text"},
					{Column: 2, Value: String("why"), Style: "link", Link: link("stp_why")},
				}},
			}, Charts: []Chart{{Title: "near", Series: []Series{{Sheet: "Money"}}}, {Title: "far", Series: []Series{{Sheet: "Money"}, {Sheet: "Far"}}}}},
			{Key: "money", Name: "Money", Columns: []float64{10, 10}, Rows: []Row{
				{Cells: []Cell{
					{Column: 0, Name: "fig_total", Formula: "in_near+B2", Value: Decimal("3")},
					{Column: 1, Name: "in_near", Value: Decimal("1"), Input: true, Style: "input"},
				}},
				{Cells: []Cell{
					{Column: 0, Name: "in_idle", Value: String("a"), Input: true, Style: "input", List: []string{"a", "b"}},
					{Column: 1, Value: Decimal("2"), Input: true, Style: "input"},
				}},
				{Cells: []Cell{{Column: 1, Value: String("see the front"), Style: "link", Link: link("fig_front")}}},
			}},
			{Key: "far", Name: "Far", Rows: []Row{{Cells: []Cell{
				{Column: 0, Name: "in_far", Value: String("x"), Input: true},
				{Column: 1, Name: "stp_why", Value: String("because"), Formula: "fig_total&in_idle"},
			}}}},
			{Key: "farther", Name: "The far one"},
		},
	}
}

func TestEdition(t *testing.T) {
	b := three()
	got := b.Edition("money", "front", "questions")
	if !reflect.DeepEqual(b, three()) {
		t.Fatal("the book itself was changed")
	}
	want := []Sheet{
		{Key: "front", Name: "Front", Columns: []float64{10, 10}, Rows: []Row{
			{Cells: []Cell{{Column: 0, Span: 2, Value: String("Title")}}},
			{Cells: []Cell{
				{Column: 0, Formula: "fig_total*2", Value: Decimal("6")},
				{Column: 1, Value: Decimal("0"), Name: "fig_front"},
			}},
			{Cells: []Cell{
				{Column: 0, Value: Decimal("8"), Link: &Link{To: "fig_total"}},
				{Column: 1, Value: Decimal("9"), Style: "text"},
			}},
		}, Charts: []Chart{{Title: "near", Series: []Series{{Sheet: "Money"}}}}},
		{Key: "money", Name: "Money", Columns: []float64{10, 10}, Rows: []Row{
			{Cells: []Cell{
				{Column: 0, Name: "fig_total", Formula: "in_near+B2", Value: Decimal("3")},
				{Column: 1, Name: "in_near", Value: Decimal("1"), Input: true, Style: "input"},
			}},
			{Cells: []Cell{
				{Column: 0, Name: "in_idle", Value: String("a"), Style: "text"},
				{Column: 1, Value: Decimal("2"), Input: true, Style: "input"},
			}},
			{Cells: []Cell{{Column: 1, Value: String("see the front"), Style: "link", Link: &Link{To: "fig_front"}}}},
		}},
	}
	if len(got.Sheets) != len(want) {
		t.Fatalf("%d sheets", len(got.Sheets))
	}
	for i := range want {
		if !reflect.DeepEqual(got.Sheets[i], want[i]) {
			t.Errorf("sheet %d:\n%+v\nwant\n%+v", i, got.Sheets[i], want[i])
		}
	}
}

// A column that still says something stays, and the links in it are emptied.
func TestEditionKeepsAColumnThatIsUsed(t *testing.T) {
	b := three()
	b.Sheets[0].Rows[0] = Row{Cells: []Cell{{Column: 2, Value: String("Done")}}}
	s := b.Edition("front", "money").Sheets[0]
	if len(s.Columns) != 3 || !reflect.DeepEqual(s.Rows[1].Cells[2], Cell{Column: 2, Style: "text"}) {
		t.Errorf("got %+v", s)
	}
}

func TestReferences(t *testing.T) {
	for _, c := range []struct {
		formula string
		want    []string
	}{
		{`fig_A.b_9*2`, []string{"fig_a.b_9"}},
		{`IF($B$7="C9",D4,'It''s'!E5)`, []string{"s!b7", "s!d4", "it's!e5"}},
		{`SUM(Far!B2:B9)`, []string{"far!:", "s!b9"}},
		{`fig_claimed.loss.total.p95`, []string{"fig_claimed.loss.total.p95"}},
	} {
		if got := references("S", c.formula); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.formula, got, c.want)
		}
	}
}
