package verify

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"breachimpact/templates/book"
	"breachimpact/templates/workbook"
	"breachimpact/templates/xlsx"

	"github.com/google/go-cmp/cmp"
)

// small is a report as far as this package looks at one.
func small() xlsx.Contents {
	text := func(row, column int, s string) xlsx.Cell {
		return xlsx.Cell{Row: row, Column: column, Value: book.String(s)}
	}
	lines := []string{"schema: a", "", "id: b"}
	return xlsx.Contents{
		Sheets: []xlsx.Sheet{
			{Name: "Money", Cells: []xlsx.Cell{
				text(0, 0, "Total"),
				{Row: 0, Column: 1, Value: book.Decimal("8800000"), Formula: "SUM(B2:B3)"},
				{Row: 1, Column: 1, Value: book.Decimal("0.1")},
				{Row: 2, Column: 1, Value: book.Bool(true)},
			}},
			{Name: "Case", Cells: []xlsx.Cell{text(4, 1, lines[0]), text(6, 1, lines[2])}},
		},
		Names: []xlsx.Name{{Name: workbook.CaseName, RefersTo: "Case!$B$5"}},
		Properties: []book.Property{
			{Name: workbook.PropertyVersion, Value: "1"}, {Name: workbook.PropertyLanguage, Value: "ar"}, {Name: workbook.PropertyDigest, Value: "abc"},
			{Name: workbook.PropertyAsOf, Value: "2026-11-01T09:00:00+01:00"}, {Name: workbook.PropertyAsOfGiven, Value: "yes"},
			{Name: workbook.PropertySeed, Value: "7"}, {Name: workbook.PropertyTrials, Value: "1000"}, {Name: workbook.PropertyLaws, Value: "ma,eu"},
			{Name: workbook.PropertyAnnounced, Value: "yes"}, {Name: workbook.PropertyOwnRates, Value: "no"},
			{Name: workbook.PropertyCaseLines, Value: "3"}, {Name: workbook.PropertyCaseDigest, Value: workbook.CaseDigest(lines)},
		},
	}
}

func set(c *xlsx.Contents, name, value string) {
	i := slices.IndexFunc(c.Properties, func(p book.Property) bool { return p.Name == name })
	c.Properties[i].Value = value
}

func TestRead(t *testing.T) {
	r, err := Read(small())
	if err != nil {
		t.Fatal(err)
	}
	if r.Case != "schema: a\n\nid: b\n" || r.Version != "1" || r.Language != "ar" || r.Digest != "abc" || r.Seed != 7 || r.Trials != 1000 ||
		!slices.Equal(r.Laws, []string{"ma", "eu"}) || !r.AsOfGiven || !r.Announced || r.OwnRates || r.AsOf.Format("15:04 -0700") != "09:00 +0100" {
		t.Errorf("got %+v", r)
	}
	for _, c := range []struct {
		name  string
		spoil func(*xlsx.Contents)
		want  error
	}{
		{"no properties", func(c *xlsx.Contents) { c.Properties = nil }, ErrNotAReport},
		{"no time", func(c *xlsx.Contents) { set(c, workbook.PropertyAsOf, "yesterday") }, ErrNotAReport},
		{"no seed", func(c *xlsx.Contents) { set(c, workbook.PropertySeed, "-1") }, ErrNotAReport},
		{"no trials", func(c *xlsx.Contents) { set(c, workbook.PropertyTrials, "many") }, ErrNotAReport},
		{"another language", func(c *xlsx.Contents) { set(c, workbook.PropertyLanguage, "xx") }, ErrNotAReport},
		{"negative trials", func(c *xlsx.Contents) { set(c, workbook.PropertyTrials, "-5") }, ErrNotAReport},
		{"trials without end", func(c *xlsx.Contents) { set(c, workbook.PropertyTrials, "99999999999") }, ErrNotAReport},
		{"negative lines", func(c *xlsx.Contents) { set(c, workbook.PropertyCaseLines, "-1") }, ErrNotAReport},
		{"no lines counted", func(c *xlsx.Contents) { set(c, workbook.PropertyCaseLines, "") }, ErrNotAReport},
		{"no case file", func(c *xlsx.Contents) { set(c, workbook.PropertyCaseLines, "0") }, ErrNoCase},
		{"fewer lines", func(c *xlsx.Contents) { set(c, workbook.PropertyCaseLines, "2") }, ErrCase},
		{"more lines than there are", func(c *xlsx.Contents) { set(c, workbook.PropertyCaseLines, "900000000") }, ErrCase},
		{"another line", func(c *xlsx.Contents) { c.Sheets[1].Cells[1].Value = book.String("id: c") }, ErrCase},
		{"no name", func(c *xlsx.Contents) { c.Names = nil }, ErrCase},
	} {
		contents := small()
		c.spoil(&contents)
		if _, err := Read(contents); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	all := small()
	set(&all, workbook.PropertyLaws, workbook.None)
	if r, err := Read(all); err != nil || r.Laws != nil {
		t.Errorf("all laws: %v, %v", r.Laws, err)
	}
}

func TestCompare(t *testing.T) {
	if found := Compare(small(), small()); found != nil {
		t.Fatalf("a report differs from itself: %+v", found)
	}
	for _, c := range []struct {
		name   string
		change func(*xlsx.Contents) // of the report
		want   []Difference
	}{
		{"a number", func(c *xlsx.Contents) { c.Sheets[0].Cells[1].Value = book.Decimal("8900000") }, []Difference{{"Money", "B1", "8900000 (=SUM(B2:B3))", "8800000 (=SUM(B2:B3))"}}},
		{"a digit that no program keeps", func(c *xlsx.Contents) { c.Sheets[0].Cells[2].Value = book.Decimal("0.10000000000000001") }, nil},
		{"a number as text", func(c *xlsx.Contents) { c.Sheets[0].Cells[2].Value = book.String("0.1") }, []Difference{{"Money", "B2", "0.1", "0.1"}}},
		{"a formula typed over", func(c *xlsx.Contents) { c.Sheets[0].Cells[1].Formula = "" }, []Difference{{"Money", "B1", "8800000", "8800000 (=SUM(B2:B3))"}}},
		{"a formula written otherwise", func(c *xlsx.Contents) { c.Sheets[0].Cells[1].Formula = "sum( B2:B3 )" }, nil},
		{"another formula", func(c *xlsx.Contents) { c.Sheets[0].Cells[1].Formula = "SUM(B2:B4)" }, []Difference{{"Money", "B1", "8800000 (=SUM(B2:B4))", "8800000 (=SUM(B2:B3))"}}},
		{"an error", func(c *xlsx.Contents) {
			c.Sheets[0].Cells[1].Error, c.Sheets[0].Cells[1].Value = "#REF!", book.Value{}
		}, []Difference{{"Money", "B1", "#REF! (=SUM(B2:B3))", "8800000 (=SUM(B2:B3))"}}},
		{"a truth", func(c *xlsx.Contents) { c.Sheets[0].Cells[3].Value = book.Bool(false) }, []Difference{{"Money", "B3", "FALSE", "TRUE"}}},
		{"a cell taken away", func(c *xlsx.Contents) { c.Sheets[0].Cells = c.Sheets[0].Cells[1:] }, []Difference{{"Money", "A1", "", "Total"}}},
		{"a cell added", func(c *xlsx.Contents) {
			c.Sheets[0].Cells = append(c.Sheets[0].Cells, xlsx.Cell{Row: 9, Column: 3, Value: book.String("see me")})
		}, []Difference{{"Money", "D10", "see me", ""}}},
		{"a blank cell added", func(c *xlsx.Contents) {
			c.Sheets[0].Cells = append(c.Sheets[0].Cells, xlsx.Cell{Row: 9, Column: 3}, xlsx.Cell{Row: 9, Column: 4, Value: book.String("")})
		}, nil},
		{"a sheet taken away", func(c *xlsx.Contents) { c.Sheets = c.Sheets[1:] }, []Difference{{"Money", "", "", "Money"}}},
		{"a sheet added", func(c *xlsx.Contents) { c.Sheets = append(c.Sheets, xlsx.Sheet{Name: "Notes"}) }, []Difference{{"Notes", "", "Notes", ""}}},
		{"a property", func(c *xlsx.Contents) { set(c, workbook.PropertySeed, "8") }, []Difference{{workbook.PropertySeed, "", "8", "7"}}},
		{"a name led elsewhere", func(c *xlsx.Contents) { c.Names[0].RefersTo = "Case!$B$6" }, []Difference{{workbook.CaseName, "", "Case!B6", "Case!B5"}}},
		{"a name spelt otherwise", func(c *xlsx.Contents) { c.Names[0].RefersTo = "'Case'!$B$5" }, nil},
		{"two things, in order", func(c *xlsx.Contents) {
			c.Sheets[1].Cells[0].Value, c.Sheets[0].Cells[2].Value = book.String("x"), book.Decimal("0.2")
		}, []Difference{{"Money", "B2", "0.2", "0.1"}, {"Case", "B5", "x", "schema: a"}}},
	} {
		report := small()
		report.Names = slices.Clone(report.Names)
		c.change(&report)
		if diff := cmp.Diff(c.want, Compare(report, small())); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
	if shown := shown(xlsx.Cell{Value: book.String(strings.Repeat("x", 5))}); shown != "xxxxx" {
		t.Errorf("shown %q", shown)
	}
}
