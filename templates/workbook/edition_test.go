package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
	"breachimpact/templates/xlsx"
	"breachimpact/templates/xlsx/recalc"
)

// unlike lists the cells in which an edition says something else than the book it is
// of. A cell that was a link only may be empty.
func unlike(edition, whole book.Book) []string {
	type place struct {
		sheet       string
		row, column int
	}
	cells := map[place]*book.Cell{}
	each(whole, func(s *book.Sheet, row int, c *book.Cell) { cells[place{s.Key, row, c.Column}] = c })
	var out []string
	seen := map[place]bool{}
	each(edition, func(s *book.Sheet, row int, c *book.Cell) {
		at := place{s.Key, row, c.Column}
		seen[at] = true
		was := cells[at]
		if was == nil {
			out = append(out, fmt.Sprintf("%v is new", at))
			return
		}
		if was.Style == sAlert {
			return // where the edition says what it is
		}
		if was.Style == sLink && c.Value.Kind == book.Blank {
			return
		}
		if c.Value != was.Value || c.Name != was.Name || c.Formula != "" && c.Formula != was.Formula {
			out = append(out, fmt.Sprintf("%v is %+v and was %+v", at, *c, *was))
		}
	})
	for i := range whole.Sheets {
		s := &whole.Sheets[i]
		if !slices.ContainsFunc(edition.Sheets, func(k book.Sheet) bool { return k.Key == s.Key }) {
			continue
		}
		for r, row := range s.Rows {
			for _, c := range row.Cells {
				if !seen[place{s.Key, r, c.Column}] && c.Value.Text != "" && c.Style != sLink {
					out = append(out, fmt.Sprintf("%s!%s is gone", s.Key, book.Address(c.Column, r)))
				}
			}
		}
	}
	return out
}

func TestTheManagementEditionSaysTheSame(t *testing.T) {
	for _, id := range cases.IDs() {
		a := assess(t, caseText(t, id))
		for _, language := range locale.Languages() {
			l, err := locale.Load(language)
			if err != nil {
				t.Fatal(err)
			}
			whole, err := Build(a, l, "test")
			if err != nil {
				t.Fatal(err)
			}
			before := xlsx.Dump(whole)
			edition := Edition(whole, l, ManagementEdition)
			if xlsx.Dump(whole) != before {
				t.Fatalf("%s %s: the edition changed the complete report", id, language)
			}
			for _, difference := range unlike(edition, whole) {
				t.Errorf("%s %s: %s", id, language, difference)
			}
			var keys []string
			for _, s := range edition.Sheets {
				keys = append(keys, s.Key)
			}
			kept := slices.DeleteFunc(slices.Clone(managementSheets[:]), func(k string) bool {
				return !slices.ContainsFunc(whole.Sheets, func(s book.Sheet) bool { return s.Key == k })
			})
			slices.Sort(keys)
			slices.Sort(kept)
			if !slices.Equal(keys, kept) || len(kept) < 3 {
				t.Errorf("%s %s: the sheets are %v", id, language, keys)
			}
			said := 0
			each(edition, func(s *book.Sheet, row int, c *book.Cell) {
				if c.Input || len(c.List) > 0 {
					t.Errorf("%s %s: %s!%s can be changed, and nothing follows", id, language, s.Key, book.Address(c.Column, row))
				}
				if c.Style == sLink && c.Link == nil {
					t.Errorf("%s %s: %s!%s looks like a link", id, language, s.Key, book.Address(c.Column, row))
				}
				if c.Value.Text == l.Text("edition.management-note") {
					said++
				}
			})
			if said != 1 {
				t.Errorf("%s %s: the edition says %d times what it is", id, language, said)
			}
			if i := slices.IndexFunc(edition.Properties, func(p book.Property) bool { return p.Name == PropertyEdition }); edition.Properties[i].Value != ManagementEdition {
				t.Errorf("%s %s: the properties say %v", id, language, edition.Properties[i])
			}
			// Write refuses formulas, links and charts that lead nowhere.
			data, err := xlsx.Write(edition)
			if err != nil {
				t.Fatalf("%s %s: %v", id, language, err)
			}
			for _, name := range read(t, data).Names {
				check := strings.HasPrefix(name.Name, "chk_") // those of Money stay with it
				if _, _, _, kept := edition.Find(name.Name); strings.HasPrefix(name.Name, "in_") || strings.HasPrefix(name.Name, "stp_") || check && !kept {
					t.Errorf("%s %s: the name %s is left", id, language, name.Name)
				}
			}
		}
	}
}

func TestAnEditionThatDiffersIsNoticed(t *testing.T) {
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	whole := build(t, caseText(t, "cnss-2025"), "fr")
	for name, spoil := range map[string]func(s *book.Sheet){
		"a value":   func(s *book.Sheet) { s.Rows[10].Cells[1].Value = book.Decimal("7") },
		"a formula": func(s *book.Sheet) { s.Rows[10].Cells[1].Formula = "1+1" },
		"a name":    func(s *book.Sheet) { s.Rows[10].Cells[1].Name = "fig_x" },
		"a cell":    func(s *book.Sheet) { s.Rows[10].Cells = s.Rows[10].Cells[1:] },
		"one more":  func(s *book.Sheet) { s.Rows[4].Cells = append(s.Rows[4].Cells, str(40, "x", sText)) },
	} {
		edition := Edition(whole, l, ManagementEdition)
		spoil(&edition.Sheets[0])
		if found := unlike(edition, whole); len(found) != 1 {
			t.Errorf("%s: %q", name, found)
		}
	}
}

// TestLibreOfficeAgreesWithTheManagementEdition recomputes one language of each case,
// and all of one.
func TestLibreOfficeAgreesWithTheManagementEdition(t *testing.T) {
	recalc.Need(t)
	for i, id := range cases.IDs() {
		for k, language := range locale.Languages() {
			if id != "cnss-2025" && i%len(locale.Languages()) != k {
				continue
			}
			t.Run(id+" "+language, func(t *testing.T) {
				t.Parallel()
				l, err := locale.Load(language)
				if err != nil {
					t.Fatal(err)
				}
				data := write(t, Edition(build(t, caseText(t, id), language), l, ManagementEdition))
				original := read(t, data)
				if n := formulas(original); n < 3 {
					t.Fatalf("only %d formulas, so the check would prove little", n)
				}
				for _, difference := range recalc.Compare(original, recalculate(t, data), tolerance) {
					t.Error(difference)
				}
			})
		}
	}
}
