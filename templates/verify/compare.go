package verify

import (
	"cmp"
	"slices"
	"strings"

	"breachimpact/templates/book"
	"breachimpact/templates/xlsx"

	"github.com/shopspring/decimal"
)

// Difference is one place where a report is not what its recomputation gives. An
// empty side is a cell, a sheet, a name or a property that is not there.
type Difference struct {
	Sheet      string // or a defined name or document property, when Address is empty
	Address    string
	Reported   string
	Recomputed string
}

// Compare lists the differences, sheet by sheet in the order of the recomputation,
// by row and column.
func Compare(reported, recomputed xlsx.Contents) []Difference {
	out := append(properties(reported, recomputed), names(reported, recomputed)...)
	for _, want := range recomputed.Sheets {
		got, found := reported.Sheet(want.Name)
		if !found {
			out = append(out, Difference{Sheet: want.Name, Recomputed: want.Name})
			continue
		}
		out = append(out, cells(got, want)...)
	}
	for _, got := range reported.Sheets {
		if _, found := recomputed.Sheet(got.Name); !found {
			out = append(out, Difference{Sheet: got.Name, Reported: got.Name})
		}
	}
	return out
}

func properties(reported, recomputed xlsx.Contents) []Difference {
	value := func(c xlsx.Contents, name string) string {
		i := slices.IndexFunc(c.Properties, func(p book.Property) bool { return p.Name == name })
		if i < 0 {
			return ""
		}
		return c.Properties[i].Value
	}
	var out []Difference
	for _, p := range recomputed.Properties {
		if got := value(reported, p.Name); got != p.Value {
			out = append(out, Difference{Sheet: p.Name, Reported: got, Recomputed: p.Value})
		}
	}
	return out
}

// names compares the defined names, by which formulas find their cells.
func names(reported, recomputed xlsx.Contents) []Difference {
	refers := func(c xlsx.Contents, name string) string {
		i := slices.IndexFunc(c.Names, func(n xlsx.Name) bool { return strings.EqualFold(n.Name, name) })
		if i < 0 {
			return ""
		}
		return strings.NewReplacer("'", "", "$", "").Replace(c.Names[i].RefersTo)
	}
	var out []Difference
	for _, n := range recomputed.Names {
		if strings.HasPrefix(n.Name, "_xlnm.") {
			continue // print areas and filters, which programs keep in their own ways
		}
		if got, want := refers(reported, n.Name), refers(recomputed, n.Name); got != want {
			out = append(out, Difference{Sheet: n.Name, Reported: got, Recomputed: want})
		}
	}
	return out
}

// cells compares two sheets. A cell that is blank on one side and not stored on the
// other is the same.
func cells(got, want xlsx.Sheet) []Difference {
	var out []Difference
	i, k := 0, 0
	for i < len(got.Cells) || k < len(want.Cells) {
		order := 0
		switch {
		case i == len(got.Cells):
			order = 1
		case k == len(want.Cells):
			order = -1
		default:
			order = cmp.Or(cmp.Compare(got.Cells[i].Row, want.Cells[k].Row), cmp.Compare(got.Cells[i].Column, want.Cells[k].Column))
		}
		var a, b xlsx.Cell
		if order <= 0 {
			a = got.Cells[i]
			i++
		}
		if order >= 0 {
			b = want.Cells[k]
			k++
		}
		if same(a, b) {
			continue
		}
		at := a
		if order > 0 {
			at = b
		}
		out = append(out, Difference{Sheet: want.Name, Address: at.Address(), Reported: shown(a), Recomputed: shown(b)})
	}
	return out
}

// same compares what a cell computes and what it shows.
func same(a, b xlsx.Cell) bool {
	return formula(a) == formula(b) && a.Error == b.Error && equal(a.Value, b.Value)
}

// formula is that of a cell in the spelling that all programs share: some put sheet
// names in quotes that others leave bare.
func formula(c xlsx.Cell) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "\n", "", "'", "", "_XLFN.", "", "_xlfn.", "", ";", ",").Replace(c.Formula))
}

// tolerance is how far two numbers may be apart, of the greater: programs keep 15
// or 17 digits.
var tolerance = decimal.New(1, -12)

func equal(a, b book.Value) bool {
	if a.Kind != b.Kind {
		return blank(a) && blank(b)
	}
	if a.Kind != book.Number {
		return a == b
	}
	x, bad := decimal.NewFromString(a.Text)
	y, worse := decimal.NewFromString(b.Text)
	if bad != nil || worse != nil {
		return a == b
	}
	return x.Sub(y).Abs().LessThanOrEqual(decimal.Max(x.Abs(), y.Abs()).Mul(tolerance))
}

func blank(v book.Value) bool {
	return v.Kind == book.Blank || v.Kind == book.Text && v.Text == ""
}

// shown is a cell in a few words.
func shown(c xlsx.Cell) string {
	text := c.Value.Text
	switch {
	case c.Error != "":
		text = c.Error
	case c.Value.Kind == book.Truth && c.Value.True:
		text = "TRUE"
	case c.Value.Kind == book.Truth:
		text = "FALSE"
	}
	if c.Formula != "" {
		text += " (=" + c.Formula + ")"
	}
	return text
}
