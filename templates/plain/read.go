package plain

import (
	"slices"
	"strings"

	"breachimpact/templates/book"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// kind is what a row is to a reader.
type kind int

const (
	gap       kind = iota // ends a table
	heading               // opens a section
	part                  // opens a part of a section
	paragraph             // covers the page
	entry                 // a row of a table, or of no table when it has no header
	subject               // a figure that is explained
	step                  // of an explanation
	picture               // a chart
)

// row is one row of a sheet, or of a half of it.
type row struct {
	kind    kind
	at      int      // its place in the sheet
	section []string // the headings above
	header  *header
	cells   []book.Cell // those with something in them
	level   int         // of a step
	chart   *book.Chart
}

// header names the columns of a table.
type header struct{ names map[int]string }

// reader reads the sheets of one book.
type reader struct {
	book   *book.Book
	l      *locale.Locale
	styles map[string]book.Style
	names  map[string]bool // cells that can be led to
	bare   bool            // for programs: no marks of direction are added
	fault  error
}

func read(b *book.Book, l *locale.Locale) *reader {
	r := &reader{book: b, l: l, styles: map[string]book.Style{}, names: map[string]bool{}}
	for _, s := range b.Styles {
		r.styles[s.Name] = s
	}
	for i := range b.Sheets {
		for _, line := range b.Sheets[i].Rows {
			for _, c := range line.Cells {
				if c.Name != "" {
					r.names[c.Name] = true
				}
			}
		}
	}
	return r
}

// half is a run of columns that is read by itself, and how far it was read.
type half struct {
	first, last   int
	heading, part string
	header        *header
	explaining    bool // below a subject
	rows          []row
}

// rows reads a sheet.
func (r *reader) rows(s *book.Sheet) []row {
	charts := map[int][]*book.Chart{} // several stand side by side
	for i := range s.Charts {
		charts[s.Charts[i].Row] = append(charts[s.Charts[i].Row], &s.Charts[i])
	}
	halves := r.halves(s)
	var out []row
	flush := func() {
		for _, h := range halves {
			out = append(out, h.rows...)
			h.rows = nil
		}
	}
	for at, line := range s.Rows {
		for _, chart := range charts[at] {
			flush()
			out = append(out, row{kind: picture, at: at, section: halves[0].section(), chart: chart})
		}
		if len(halves) > 1 && slices.ContainsFunc(line.Cells, func(c book.Cell) bool { return width(c) >= len(s.Columns) }) {
			flush()
			for _, h := range halves[1:] {
				h.end()
			}
			r.place(halves[0], at, line, line.Cells, len(s.Columns))
			flush()
			continue
		}
		for _, h := range halves {
			var cells []book.Cell
			for _, c := range line.Cells {
				if c.Column >= h.first && c.Column <= h.last {
					cells = append(cells, c)
				}
			}
			r.place(h, at, line, cells, h.last-h.first+1)
		}
	}
	flush()
	return out
}

func width(c book.Cell) int { return max(1, c.Span) }

// halves parts the columns at those that no cell covers, but for cells that cover
// all.
func (r *reader) halves(s *book.Sheet) []*half {
	covered := make([]bool, len(s.Columns))
	for _, line := range s.Rows {
		for _, c := range line.Cells {
			for k := 0; k < width(c) && width(c) < len(s.Columns) && c.Column+k < len(s.Columns); k++ {
				covered[c.Column+k] = true
			}
		}
	}
	var out []*half
	for column, is := range covered {
		switch {
		case !is:
		case column > 0 && covered[column-1] && len(out) > 0:
			out[len(out)-1].last = column
		default:
			out = append(out, &half{first: column, last: column})
		}
	}
	if len(out) < 2 {
		return []*half{{last: max(0, len(s.Columns)-1)}}
	}
	return out
}

func (h *half) section() []string {
	var out []string
	for _, s := range []string{h.heading, h.part} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// end is what a blank row does.
func (h *half) end() {
	h.header, h.explaining = nil, false
	h.rows = append(h.rows, row{kind: gap})
}

// place reads one row, or what of it stands in a half, of so many columns.
func (r *reader) place(h *half, at int, line book.Row, cells []book.Cell, columns int) {
	if len(cells) == 0 {
		h.end()
		return
	}
	var filled []book.Cell
	for _, c := range cells {
		if !r.isEmpty(c) {
			filled = append(filled, c)
		}
	}
	if len(filled) == 0 {
		return
	}
	first, role := filled[0], r.styles[filled[0].Style].Role
	words := oneLine(r.shown(first))
	found := row{at: at, cells: filled}
	switch covers := width(first) >= columns; {
	case covers && (role == book.Title || words == oneLine(r.book.Title)):
		return // the name of the sheet, or of the book, which stands above
	case covers && role == book.Heading:
		h.heading, h.part, h.header, h.explaining = words, "", nil, false
		found.kind = heading
	case covers && role == book.Part:
		h.part = words
		found.kind = part
	case covers:
		found.kind = paragraph
	case slices.ContainsFunc(filled, func(c book.Cell) bool { return r.styles[c.Style].Role == book.Header }):
		h.header = &header{names: map[int]string{}}
		for _, c := range filled {
			h.header.names[c.Column] = oneLine(r.shown(c))
		}
		if role != book.Heading {
			return
		}
		// A heading that shares its row with the names of the columns.
		delete(h.header.names, first.Column)
		h.heading, h.part, h.explaining = words, "", false
		found.kind, found.cells = heading, filled[:1]
	case role == book.Subject:
		h.explaining = true
		found.kind = subject
	case h.explaining:
		found.kind, found.level = step, line.Level
	default:
		found.kind = entry
	}
	found.header, found.section = h.header, h.section()
	h.rows = append(h.rows, found)
}

// isEmpty tells whether nothing is left of a cell: it is blank, or only leads to
// what is not here.
func (r *reader) isEmpty(c book.Cell) bool {
	switch {
	case c.Value.Kind == book.Blank, c.Value.Kind == book.Text && strings.TrimSpace(c.Value.Text) == "":
		return true
	case r.styles[c.Style].Role == book.Pointer:
		return c.Link == nil || c.Link.To != "" && !r.names[c.Link.To]
	}
	return false
}

// shown is what a cell shows, line by line.
func (r *reader) shown(c book.Cell) string {
	style := r.styles[c.Style]
	switch c.Value.Kind {
	case book.Number:
		f, err := parseFormat(style.Number)
		if err != nil {
			r.keep(err)
			return ""
		}
		out, err := f.write(c.Value.Text, r.l)
		r.keep(err)
		return out
	case book.Truth:
		if c.Value.True {
			return r.l.Text("verdict.yes")
		}
		return r.l.Text("verdict.no")
	case book.Text:
		var lines []string
		for _, part := range strings.FieldsFunc(c.Value.Text, isLineEnd) {
			if part = line.Clean(part); part != "" {
				lines = append(lines, part)
			}
		}
		out := strings.Join(lines, "\n")
		if r.l.RightToLeft && style.LeftToRead && len(lines) == 1 && !r.bare && out != "–" {
			out = isolate(out)
		}
		return out
	}
	return ""
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

// indented are the spaces with which a sheet shows what belongs under what.
const indented = " \u2003"

// oneLine are the words of a cell on one line, without indentation.
func oneLine(s string) string { return strings.TrimLeft(line.Clean(s), indented) }

// isolate keeps what is read from left to right from reordering the words around
// it.
func isolate(s string) string { return "\u2066" + s + "\u2069" }

func (r *reader) keep(err error) {
	if err != nil && r.fault == nil {
		r.fault = err
	}
}

// sentence joins the cells of an entry or a step: what it is, what it comes to, what
// it rests on, and how far it can be trusted. write gives the words of a cell, quote
// makes words that are not of a cell as plain.
func (r *reader) sentence(cells []book.Cell, write func(c book.Cell) string, quote func(string) string) string {
	var out string
	for i, c := range cells {
		words := write(c)
		switch {
		case i == 0:
			out = words
		case r.styles[c.Style].Role == book.Reserve:
			out += " " + quote(r.l.Text("brief.step.marked", same("line", ""), same("mark", r.shown(c))))
		case c.Column == cells[0].Column+width(cells[0]):
			out = r.l.Text("brief.step.result", same("sentence", out), code("result", words))
		default:
			out = r.l.Text("brief.step.cited", same("line", out), same("cites", words))
		}
	}
	return out
}
