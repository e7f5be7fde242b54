package book

import (
	"regexp"
	"slices"
	"strings"
)

// Edition is the book with only the sheets of the given keys, in their order in the
// book. It computes nothing: every value is the one the book has, so that two
// editions of one report cannot say two things.
//
//   - A formula that refers to an absent sheet becomes its cached value.
//   - A link to an absent cell is taken off. A cell that is underlined was made for
//     that link: it is emptied and takes the inert style. A last column that is left
//     with nothing goes.
//   - An input that no formula of the edition reads is locked, without its list, in
//     the inert style.
//   - A chart that draws from an absent sheet is left out.
//
// The names of absent cells are gone with the cells.
func (b Book) Edition(keys ...string) Book {
	e := edition{names: map[string]bool{}, sheets: map[string]bool{}, styles: map[string]Style{}}
	for _, s := range b.Styles {
		e.styles[s.Name] = s
	}
	out := b
	out.Sheets = nil
	for _, s := range b.Sheets {
		if slices.Contains(keys, s.Key) {
			out.Sheets = append(out.Sheets, s)
			e.keep(&s)
		}
	}
	for i := range out.Sheets {
		e.sheet(&out.Sheets[i])
	}
	for i := range out.Sheets {
		e.lock(&out.Sheets[i])
	}
	return out
}

// edition is what a cell of the book must know of the sheets that are kept.
type edition struct {
	names  map[string]bool  // of cells and tables that are kept, in lower case
	sheets map[string]bool  // that are kept, in lower case
	styles map[string]Style // by name
	read   []string         // what formulas of the edition refer to
}

func (e *edition) keep(s *Sheet) {
	e.sheets[strings.ToLower(s.Name)] = true
	for _, row := range s.Rows {
		for _, c := range row.Cells {
			if c.Name != "" {
				e.names[strings.ToLower(c.Name)] = true
			}
		}
	}
	for _, t := range s.Tables {
		e.names[strings.ToLower(t.Name)] = true
	}
}

// sheet copies the rows of a sheet and takes from them what leads nowhere.
func (e *edition) sheet(s *Sheet) {
	s.Rows = slices.Clone(s.Rows)
	emptied := false
	for r := range s.Rows {
		s.Rows[r].Cells = slices.Clone(s.Rows[r].Cells)
		for i := range s.Rows[r].Cells {
			c := &s.Rows[r].Cells[i]
			if c.Formula != "" && !e.stands(c.Formula) {
				c.Formula = ""
			}
			if c.Formula != "" {
				e.read = append(e.read, references(s.Name, c.Formula)...)
			}
			if c.Link == nil || c.Link.To == "" || e.names[strings.ToLower(c.Link.To)] {
				continue
			}
			c.Link = nil
			if style := e.styles[c.Style]; style.Underline && style.Inert != "" {
				c.Style, c.Value, c.Formula = style.Inert, Value{}, ""
				emptied = true
			}
		}
	}
	if emptied {
		dropLastColumn(s)
	}
	s.Charts = slices.DeleteFunc(slices.Clone(s.Charts), func(c Chart) bool {
		return slices.ContainsFunc(c.Series, func(x Series) bool { return !e.sheets[strings.ToLower(x.Sheet)] })
	})
}

// lock takes from the inputs of a sheet what no formula reads any more.
func (e *edition) lock(s *Sheet) {
	for r := range s.Rows {
		for i := range s.Rows[r].Cells {
			c := &s.Rows[r].Cells[i]
			if !c.Input || e.reads(s.Name, c, r) {
				continue
			}
			c.Input, c.List = false, nil
			if inert := e.styles[c.Style].Inert; inert != "" {
				c.Style = inert
			}
		}
	}
}

// reads tells whether a formula of the edition refers to a cell, by name or by
// address. A range counts as reading all of its sheet: better an input too many than
// one that is locked and used.
func (e *edition) reads(sheet string, c *Cell, row int) bool {
	return slices.ContainsFunc(e.read, func(r string) bool {
		return c.Name != "" && r == strings.ToLower(c.Name) || r == strings.ToLower(sheet+"!"+Address(c.Column, row)) || r == strings.ToLower(sheet)+"!:"
	})
}

// stands tells whether all that a formula refers to is in the edition.
func (e *edition) stands(formula string) bool {
	bare, _ := BareFormula(formula)
	for _, name := range NamesIn(bare) {
		if !e.names[strings.ToLower(name)] {
			return false
		}
	}
	for _, m := range sheetInFormula.FindAllStringSubmatch(bare, -1) {
		if !e.sheets[strings.ToLower(sheetName(m))] {
			return false
		}
	}
	return true
}

var (
	// A sheet before a reference: in apostrophes, or bare where its name allows.
	sheetInFormula   = regexp.MustCompile(`(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!`)
	addressInFormula = regexp.MustCompile(`(?:(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!)?\$?\b([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\b(:)?`)
)

func sheetName(match []string) string {
	if match[1] != "" {
		return strings.ReplaceAll(match[1], "''", "'")
	}
	return match[2]
}

// references are the names and addresses that a formula on a sheet refers to, in
// lower case: "in_x", "sheet!b7", and "sheet!:" for a range.
func references(sheet, formula string) []string {
	bare, _ := BareFormula(formula)
	var out []string
	for _, name := range NamesIn(bare) {
		out = append(out, strings.ToLower(name))
	}
	for _, m := range addressInFormula.FindAllStringSubmatch(nameInFormula.ReplaceAllString(bare, ""), -1) {
		on := sheetName(m)
		if on == "" {
			on = sheet
		}
		if m[5] != "" {
			out = append(out, strings.ToLower(on)+"!:")
			continue
		}
		out = append(out, strings.ToLower(on+"!"+m[3]+m[4]))
	}
	return out
}

// dropLastColumn takes away the last column of a sheet, if nothing is left in it but
// its lines, and shortens what lay over it.
func dropLastColumn(s *Sheet) {
	last := len(s.Columns) - 1
	if last < 1 || slices.ContainsFunc(s.Tables, func(t Table) bool { return t.LastColumn >= last }) {
		return
	}
	for _, row := range s.Rows {
		for _, c := range row.Cells {
			empty := c.Formula == "" && c.Name == "" && !c.Input && c.Link == nil && (c.Value.Kind == Blank || c.Value.Kind == Text && c.Value.Text == "")
			if c.Column >= last && !empty {
				return
			}
		}
	}
	s.Columns = s.Columns[:last:last]
	for r := range s.Rows {
		cells := slices.DeleteFunc(s.Rows[r].Cells, func(c Cell) bool { return c.Column >= last })
		for i := range cells {
			if c := &cells[i]; c.Column+c.Span > last {
				c.Span = last - c.Column
			}
		}
		s.Rows[r].Cells = cells
	}
	s.Flags = slices.DeleteFunc(slices.Clone(s.Flags), func(f Flag) bool { return f.Column >= last })
}
