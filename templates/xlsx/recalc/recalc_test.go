package recalc

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"

	"breachimpact/templates/book"
	"breachimpact/templates/xlsx"
)

// tolerance of comparisons: both sides compute in the same floating point.
const tolerance = 1e-9

// sampleBook has formulas of every kind of result, over two sheets, by name.
func sampleBook() book.Book {
	row := func(cells ...book.Cell) book.Row { return book.Row{Cells: cells} }
	input := func(name string, value book.Value) book.Row {
		return row(book.Cell{Value: book.String(name)}, book.Cell{Column: 1, Value: value, Name: name, Input: true})
	}
	formula := func(name, formula string, value book.Value) book.Row {
		return row(book.Cell{Value: book.String(name)}, book.Cell{Column: 1, Formula: formula, Value: value, Name: name})
	}
	return book.Book{
		Language: "fr", Font: "Carlito", Title: "Essai", Created: "2025-04-10T17:00:00Z",
		Sheets: []book.Sheet{
			{Name: "Synthèse l'essai", Rows: []book.Row{
				formula("fig_cap", "MAX(20000000,in_share*in_turnover)", book.Decimal("30000000")),
				formula("fig_half", "fig_cap/2", book.Decimal("15000000")),
				formula("fig_third", "fig_cap/3", book.Decimal("10000000")),
				formula("fig_loss", "in_people*in_unit", book.Decimal("6487084.5")),
				formula("fig_rounded", "ROUND(fig_loss,-3)", book.Decimal("6487000")),
				formula("fig_least", "MIN(fig_loss,fig_half,fig_cap)", book.Decimal("6487084.5")),
				formula("fig_sum", "SUM(fig_cap,fig_half,fig_loss)", book.Decimal("51487084.5")),
				formula("fig_band", `IF(fig_cap>25000000,"élevé","bas & <ordinaire>")`, book.String("élevé")),
				formula("fig_known", `in_choice<>"unknown"`, book.Bool(false)),
				formula("fig_both", "AND(in_flag,fig_half>1)", book.Bool(true)),
				formula("fig_words", `in_choice&" / "&TEXT(in_people,"0")`, book.String("unknown / 1996026")),
				formula("fig_none", `IF(in_flag,"","x")`, book.String("")),
				formula("fig_tax", "ROUND(in_unit*1.2,2)", book.Decimal("3.90")),
			}},
			{Name: "Entrées", Rows: []book.Row{
				input("in_turnover", book.Decimal("750000000.00")),
				input("in_share", book.Decimal("0.04")),
				input("in_people", book.Decimal("1996026")),
				input("in_unit", book.Decimal("3.25")),
				input("in_choice", book.String("unknown")),
				input("in_flag", book.Bool(true)),
			}},
		},
	}
}

func written(t *testing.T, b book.Book) ([]byte, xlsx.Contents) {
	t.Helper()
	data, err := xlsx.Write(b)
	if err != nil {
		t.Fatal(err)
	}
	contents, err := xlsx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return data, contents
}

func recalculated(t *testing.T, data []byte, when mode) xlsx.Contents {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	contents, err := convert(ctx, data, when)
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

func TestEveryFormulaAgrees(t *testing.T) {
	Need(t)
	t.Parallel()
	data, original := written(t, sampleBook())
	for _, difference := range Compare(original, recalculated(t, data, recalculateAlways), tolerance) {
		t.Error(difference)
	}
}

// TestSabotage proves that the check can fail: a wrong value beside a formula is
// reported, and so is a constant other than the one the values were computed
// from.
func TestSabotage(t *testing.T) {
	Need(t)
	t.Parallel()
	b := sampleBook()
	b.Sheets[0].Rows[1].Cells[1].Value = book.Decimal("999")      // fig_half, wrong beside its formula
	b.Sheets[1].Rows[3].Cells[1].Value = book.Decimal("3.26")     // in_unit, while values stand for 3.25
	b.Sheets[0].Rows[7].Cells[1].Value = book.String("bas")       // fig_band
	b.Sheets[0].Rows[9].Cells[1].Value = book.Bool(false)         // fig_both
	b.Sheets[0].Rows[6].Cells[1].Value = book.Decimal("51487084") // fig_sum, by half a unit
	data, original := written(t, b)
	found := map[string]bool{}
	for _, difference := range Compare(original, recalculated(t, data, recalculateAlways), tolerance) {
		found[difference.Address] = true
		if !strings.Contains(difference.String(), "recalculated") {
			t.Errorf("difference says nothing: %s", difference)
		}
	}
	for name, address := range map[string]string{
		"wrong cached number":           "B2",
		"wrong constant, product":       "B4",
		"wrong constant, sum":           "B7",
		"wrong cached text":             "B8",
		"wrong cached truth value":      "B10",
		"wrong constant, rounded":       "B13",
		"wrong constant, lowest of all": "B6",
	} {
		if !found[address] {
			t.Errorf("%s at %s was not reported", name, address)
		}
	}
	if found["B1"] || found["B3"] {
		t.Error("a right figure was reported")
	}
}

// TestTrap proves why the private profile is needed: without it LibreOffice
// answers the wrong number that was stored.
func TestTrap(t *testing.T) {
	Need(t)
	t.Parallel()
	b := sampleBook()
	b.Sheets[0].Rows[1].Cells[1].Value = book.Decimal("999")
	data, original := written(t, b)
	for _, difference := range Compare(original, recalculated(t, data, recalculateNever), tolerance) {
		if difference.Address == "B2" {
			t.Fatal("LibreOffice now recomputes by default; the profile may no longer be needed")
		}
	}
}

func TestWhatIf(t *testing.T) {
	Need(t)
	t.Parallel()
	data, _ := written(t, sampleBook())
	changes := []struct {
		sheet, cell string
		value       book.Value
	}{
		{"", "in_turnover", book.Decimal("1000000000")},
		{"Entrées", "B5", book.String("oui & <non>")},
		{"", "in_flag", book.Bool(false)},
	}
	for _, change := range changes {
		var err error
		if data, err = SetInput(data, change.sheet, change.cell, change.value); err != nil {
			t.Fatal(err)
		}
	}
	contents := recalculated(t, data, recalculateAlways)
	for name, want := range map[string]book.Value{
		"fig_cap":   book.Decimal("40000000"),
		"fig_half":  book.Decimal("20000000"),
		"fig_sum":   book.Decimal("66487084.5"),
		"fig_known": book.Bool(true),
		"fig_both":  book.Bool(false),
		"fig_words": book.String("oui & <non> / 1996026"),
		"fig_none":  book.String("x"),
		"fig_loss":  book.Decimal("6487084.5"),
	} {
		_, cell, ok := contents.Find(name)
		if !ok {
			t.Errorf("%s: not in the recalculated file", name)
			continue
		}
		if !agree(xlsx.Cell{Value: want}, cell, tolerance) {
			t.Errorf("%s: %s, want %s", name, show(cell), show(xlsx.Cell{Value: want}))
		}
	}
}

func TestSetInputRefuses(t *testing.T) {
	data, _ := written(t, sampleBook())
	for _, test := range []struct{ name, sheet, cell string }{
		{"unknown sheet", "Nulle part", "B1"},
		{"unknown cell", "Entrées", "F9"},
		{"formula", "", "fig_cap"},
		{"name on another sheet", "Entrées", "fig_cap"},
	} {
		if _, err := SetInput(data, test.sheet, test.cell, book.Decimal("1")); err == nil {
			t.Errorf("%s: no error", test.name)
		}
	}
	if _, err := SetInput([]byte("not a file"), "", "in_unit", book.Decimal("1")); err == nil {
		t.Error("not a file: no error")
	}
}

func TestSetInputDropsCaches(t *testing.T) {
	data, _ := written(t, sampleBook())
	data, err := SetInput(data, "", "in_unit", book.Decimal("4"))
	if err != nil {
		t.Fatal(err)
	}
	contents, err := xlsx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	formulas := 0
	for _, sheet := range contents.Sheets {
		for _, cell := range sheet.Cells {
			if cell.Formula == "" {
				continue
			}
			formulas++
			if cell.Value.Kind != book.Blank {
				t.Errorf("%s still stores %s", cell.Address(), show(cell))
			}
		}
	}
	if formulas != 13 {
		t.Errorf("%d formulas, want 13", formulas)
	}
	if _, cell, _ := contents.Find("in_unit"); cell.Value != book.Decimal("4") {
		t.Errorf("in_unit is %s", show(cell))
	}
}

func TestCompare(t *testing.T) {
	number, text, truth := book.Decimal, book.String, book.Bool
	for _, test := range []struct {
		name  string
		a, b  xlsx.Cell
		agree bool
	}{
		{"same digits", xlsx.Cell{Value: number("1.5")}, xlsx.Cell{Value: number("1.5")}, true},
		{"written otherwise", xlsx.Cell{Value: number("1500.00")}, xlsx.Cell{Value: number("1.5E3")}, true},
		{"last bit", xlsx.Cell{Value: number("0.3")}, xlsx.Cell{Value: number("0.30000000000000004")}, true},
		{"a cent in a million", xlsx.Cell{Value: number("1000000.00")}, xlsx.Cell{Value: number("1000000.01")}, false},
		{"truth as number", xlsx.Cell{Value: truth(true)}, xlsx.Cell{Value: number("1")}, true},
		{"truth and its opposite", xlsx.Cell{Value: truth(true)}, xlsx.Cell{Value: truth(false)}, false},
		{"number as text", xlsx.Cell{Value: number("1")}, xlsx.Cell{Value: text("1")}, false},
		{"empty text and blank", xlsx.Cell{Value: text("")}, xlsx.Cell{}, true},
		{"zero and blank", xlsx.Cell{Value: number("0")}, xlsx.Cell{}, false},
		{"texts", xlsx.Cell{Value: text("a")}, xlsx.Cell{Value: text("b")}, false},
		{"same error", xlsx.Cell{Error: "#DIV/0!"}, xlsx.Cell{Error: "#DIV/0!"}, false},
		{"error", xlsx.Cell{Value: number("1")}, xlsx.Cell{Error: "#NAME?"}, false},
	} {
		if got := agree(test.a, test.b, tolerance); got != test.agree {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if len(Compare(xlsx.Contents{}, xlsx.Contents{}, tolerance)) == 0 {
		t.Error("a comparison of nothing passed")
	}
}

// recorder stands for a test in TestNeed.
type recorder struct{ skipped, failed bool }

func (r *recorder) Helper()      {}
func (r *recorder) Skip(...any)  { r.skipped = true }
func (r *recorder) Fatal(...any) { r.failed = true }

func TestNeed(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := exec.LookPath(program); err == nil {
		t.Fatal("the program is found on an empty path")
	}
	t.Setenv(RequireVariable, "")
	var optional recorder
	Need(&optional)
	if !optional.skipped || optional.failed {
		t.Errorf("optional: %+v", optional)
	}
	t.Setenv(RequireVariable, "1")
	var required recorder
	Need(&required)
	if !required.failed {
		t.Errorf("required: %+v", required)
	}
}
