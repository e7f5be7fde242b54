package xlsx

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"breachimpact/templates/book"
)

// The cells of a sheet are written here and not by the library: it keeps them as a
// tree, which costs more time and memory than all the rest of a report, writes no
// typed value beside a formula, and takes numbers through no other way than ours.
// The finishing pass puts them in the place that the library leaves empty.

// cells is the content of one sheet in the words of the file format.
type cells struct {
	rows   []byte // of the element sheetData
	merged []byte // of the element mergeCells
	merges int
}

// texts are the strings that the cells of all sheets share.
type texts struct {
	index map[string]int
	items []byte
	uses  int
}

func (t *texts) of(s string) int {
	t.uses++
	at, ok := t.index[s]
	if !ok {
		at = len(t.index)
		if t.index == nil {
			t.index = make(map[string]int)
		}
		t.index[s] = at
		t.items = append(t.items, "<si><t"...)
		if s != "" && (isSpace(s[0]) || isSpace(s[len(s)-1])) {
			t.items = append(t.items, ` xml:space="preserve"`...)
		}
		t.items = append(t.items, '>')
		t.items = appendXML(t.items, s)
		t.items = append(t.items, "</t></si>"...)
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }

// part is the whole part of the shared strings.
func (t *texts) part() []byte {
	const (
		declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
		namespace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	)
	head := fmt.Sprintf(`%s<sst xmlns="%s" count="%d" uniqueCount="%d">`, declaration, namespace, t.uses, len(t.index))
	return slices.Concat([]byte(head), t.items, []byte("</sst>"))
}

// row adds one row; rows come in order. A row that says nothing is left out.
func (w *writer) row(c *cells, r int, row book.Row, height float64) error {
	start := len(c.rows)
	c.rows = append(c.rows, `<row r="`...)
	c.rows = strconv.AppendInt(c.rows, int64(r+1), 10)
	c.rows = append(c.rows, '"')
	bare := len(c.rows)
	if height > 0 {
		c.rows = append(c.rows, ` ht="`...)
		c.rows = strconv.AppendFloat(c.rows, height, 'f', -1, 64)
		c.rows = append(c.rows, `" customHeight="true"`...)
	}
	if row.Level > 0 {
		c.rows = append(c.rows, ` outlineLevel="`...)
		c.rows = strconv.AppendInt(c.rows, int64(row.Level), 10)
		c.rows = append(c.rows, '"')
	}
	described := len(c.rows) > bare
	c.rows = append(c.rows, '>')
	empty := len(c.rows)
	ordered := row.Cells
	byColumn := func(a, b book.Cell) int { return cmp.Compare(a.Column, b.Column) }
	if !slices.IsSortedFunc(ordered, byColumn) {
		ordered = slices.SortedFunc(slices.Values(ordered), byColumn)
	}
	for i := range ordered {
		if err := w.cell(c, r, &ordered[i]); err != nil {
			return fmt.Errorf("%s: %w", book.Address(ordered[i].Column, r), err)
		}
	}
	if len(c.rows) == empty && !described {
		c.rows = c.rows[:start]
		return nil
	}
	c.rows = append(c.rows, "</row>"...)
	return nil
}

// cell adds one cell and, behind a merged one, those it covers: they carry its
// lines and its ground.
func (w *writer) cell(c *cells, r int, cell *book.Cell) error {
	id, err := w.styles.id(lookOf(*cell))
	if err != nil {
		return err
	}
	c.rows = appendOpening(c.rows, cell.Column, r, id)
	c.rows = w.appendContent(c.rows, cell)
	last := cell.Column + max(cell.Span, 1) - 1
	for column := cell.Column + 1; column <= last; column++ {
		c.rows = append(appendOpening(c.rows, column, r, id), "/>"...)
	}
	if last > cell.Column {
		c.merges++
		c.merged = append(c.merged, `<mergeCell ref="`...)
		c.merged = book.AppendAddress(c.merged, cell.Column, r)
		c.merged = append(c.merged, ':')
		c.merged = book.AppendAddress(c.merged, last, r)
		c.merged = append(c.merged, `"/>`...)
	}
	return nil
}

// appendOpening is a cell up to what it holds: <c r="B2" s="3"
func appendOpening(out []byte, column, row, style int) []byte {
	out = append(out, `<c r="`...)
	out = book.AppendAddress(out, column, row)
	out = append(out, '"')
	if style != 0 {
		out = append(out, ` s="`...)
		out = strconv.AppendInt(out, int64(style), 10)
		out = append(out, '"')
	}
	return out
}

// appendContent ends the opening of a cell with its type and adds what it holds. A
// formula comes with its typed value, so that a previewer shows it; numbers are
// written as their digits: a trip through floating point would change the last.
func (w *writer) appendContent(out []byte, cell *book.Cell) []byte {
	if cell.Formula == "" && cell.Value.Kind == book.Blank {
		return append(out, "/>"...)
	}
	switch {
	case cell.Value.Kind == book.Truth:
		out = append(out, ` t="b"`...)
	case cell.Value.Kind == book.Number:
	case cell.Formula != "":
		out = append(out, ` t="str"`...)
	default:
		out = append(out, ` t="s"`...)
	}
	out = append(out, '>')
	if cell.Formula != "" {
		out = append(out, "<f>"...)
		out = appendXML(out, cell.Formula)
		out = append(out, "</f>"...)
	}
	out = append(out, "<v>"...)
	switch {
	case cell.Value.Kind == book.Number:
		out = append(out, cell.Value.Text...)
	case cell.Value.Kind == book.Truth && cell.Value.True:
		out = append(out, '1')
	case cell.Value.Kind == book.Truth:
		out = append(out, '0')
	case cell.Formula != "":
		out = appendXML(out, Clean(cell.Value.Text))
	default:
		out = strconv.AppendInt(out, int64(w.texts.of(Clean(cell.Value.Text))), 10)
	}
	return append(out, "</v></c>"...)
}

// appendXML writes a clean text so that it may stand in an element or between
// quotation marks. A line end within an element stays one.
func appendXML(out []byte, s string) []byte {
	for {
		at := strings.IndexAny(s, `<>&"`)
		if at < 0 {
			return append(out, s...)
		}
		out = append(out, s[:at]...)
		switch s[at] {
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '&':
			out = append(out, "&amp;"...)
		case '"':
			out = append(out, "&#34;"...)
		}
		s = s[at+1:]
	}
}

// insertCells puts the cells of a sheet into its part.
func insertCells(data []byte, c *cells) ([]byte, error) {
	const opening, closing = "<sheetData>", "</sheetData>"
	start := bytes.Index(data, []byte(opening))
	length := bytes.Index(data[max(start, 0):], []byte(closing))
	if start < 0 || length < 0 {
		return nil, errors.New("no place for the cells of the sheet")
	}
	start += len(opening)
	end := start + length - len(opening)
	out := make([]byte, 0, len(data)+len(c.rows)+len(c.merged)+64)
	out = append(out, data[:start]...)
	out = append(out, c.rows...)
	out = append(out, closing...)
	if c.merges > 0 {
		out = fmt.Appendf(out, `<mergeCells count="%d">`, c.merges)
		out = append(out, c.merged...)
		out = append(out, "</mergeCells>"...)
	}
	return append(out, data[end+len(closing):]...), nil
}
