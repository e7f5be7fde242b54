package recalc

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"breachimpact/templates/book"
	"breachimpact/templates/xlsx"
)

// Difference is a cell whose recomputed value is not the stored one.
type Difference struct {
	Sheet, Address         string
	Formula                string // "" for a constant
	Original, Recalculated string
}

func (d Difference) String() string {
	what := "constant"
	if d.Formula != "" {
		what = "=" + d.Formula
	}
	return fmt.Sprintf("%s!%s %s: stored %s, recalculated %s", d.Sheet, d.Address, what, d.Original, d.Recalculated)
}

// Compare lists every cell of the original, formulas and constants alike, that
// the recalculated file answers otherwise. Numbers agree within the tolerance,
// relative to the larger of them and absolute below one. An error value never
// agrees with anything, not even with itself: no report may show one. An
// original without a single formula gives a difference too, since a check that
// checked nothing must not pass.
func Compare(original, recalculated xlsx.Contents, tolerance float64) []Difference {
	var differences []Difference
	formulas := 0
	for _, sheet := range original.Sheets {
		other, _ := recalculated.Sheet(sheet.Name)
		for _, cell := range sheet.Cells {
			if cell.Formula != "" {
				formulas++
			}
			answer, _ := other.Cell(cell.Column, cell.Row)
			if agree(cell, answer, tolerance) {
				continue
			}
			differences = append(differences, Difference{
				Sheet: sheet.Name, Address: cell.Address(), Formula: cell.Formula,
				Original: show(cell), Recalculated: show(answer),
			})
		}
	}
	if formulas == 0 {
		differences = append(differences, Difference{Original: "no formula", Recalculated: "nothing"})
	}
	return differences
}

func agree(a, b xlsx.Cell, tolerance float64) bool {
	if a.Error != "" || b.Error != "" {
		return false
	}
	x, isNumber := numberOf(a.Value)
	y, isNumberToo := numberOf(b.Value)
	if isNumber && isNumberToo {
		return math.Abs(x-y) <= tolerance*math.Max(1, math.Max(math.Abs(x), math.Abs(y)))
	}
	if isNumber || isNumberToo {
		return false
	}
	// A blank cell and an empty text are the same to every formula, and
	// LibreOffice saves one as the other.
	return strings.TrimSpace(a.Value.Text) == strings.TrimSpace(b.Value.Text)
}

// numberOf reads numbers and truth values: LibreOffice saves some truth values
// as 0 and 1.
func numberOf(v book.Value) (float64, bool) {
	switch v.Kind {
	case book.Number:
		number, err := strconv.ParseFloat(v.Text, 64)
		return number, err == nil
	case book.Truth:
		if v.True {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func show(cell xlsx.Cell) string {
	switch {
	case cell.Error != "":
		return cell.Error
	case cell.Value.Kind == book.Text:
		return strconv.Quote(cell.Value.Text)
	case cell.Value.Kind == book.Truth:
		return strconv.FormatBool(cell.Value.True)
	case cell.Value.Kind == book.Number:
		return cell.Value.Text
	}
	return "nothing"
}
