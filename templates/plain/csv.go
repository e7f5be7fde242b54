package plain

import (
	"encoding/csv"
	"strings"
	"unicode"

	"breachimpact/templates/book"
	"breachimpact/templates/locale"
)

// byteOrderMark tells spreadsheet programs that the text is UTF-8.
const byteOrderMark = "\ufeff"

// columns are the messages that name the columns of the CSV.
func columns() []string {
	return []string{
		"plain.csv.incident", "plain.csv.sheet", "plain.csv.section", "plain.csv.cell", "plain.csv.name",
		"plain.csv.row", "plain.csv.column", "plain.csv.value", "plain.csv.kind", "plain.csv.unit",
	}
}

// CSVHeader is what a file begins with: the mark of its encoding and the names of
// the columns.
func CSVHeader(l *locale.Locale) (string, error) {
	var names []string
	for _, c := range columns() {
		names = append(names, l.Text(c))
	}
	records, err := encode([][]string{names}, l)
	return byteOrderMark + records, err
}

// CSV writes a record for each cell of a book, without the header, so that several
// incidents can follow one another.
func CSV(b book.Book, l *locale.Locale, incident string) (string, error) {
	r := read(&b, l)
	r.bare = true
	var records [][]string
	for i := range b.Sheets {
		s := &b.Sheets[i]
		for _, row := range r.rows(s) {
			if row.kind == heading || row.kind == part || row.kind == gap || row.kind == picture {
				continue // a heading stands with every record below it
			}
			label := ""
			for k, c := range row.cells {
				name := ""
				if row.header != nil {
					name = row.header.names[c.Column]
				}
				value, kind := r.raw(c)
				records = append(records, []string{
					harmless(incident), harmless(s.Name), harmless(strings.Join(row.section, " / ")), book.Address(c.Column, row.at), c.Name,
					harmless(label), harmless(name), value, kind, harmless(c.Unit),
				})
				if k == 0 && c.Value.Kind == book.Text {
					label = oneLine(r.shown(c))
				}
			}
		}
	}
	if r.fault != nil {
		return "", r.fault
	}
	return encode(records, l)
}

// raw is what a cell holds, and of which kind.
func (r *reader) raw(c book.Cell) (value, kind string) {
	switch c.Value.Kind {
	case book.Number:
		return c.Value.Text, "number"
	case book.Truth:
		if c.Value.True {
			return "true", "truth"
		}
		return "false", "truth"
	}
	return harmless(r.shown(c)), "text"
}

// harmless keeps a spreadsheet program from taking a text for a formula.
func harmless(s string) string {
	s = strings.TrimLeft(s, indented)
	// Spaces and marks of direction show nothing, and may be dropped by who loads it.
	begins := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if strings.IndexAny(begins, "=+-@＝＋－＠") == 0 || strings.IndexAny(s, "\t\r") == 0 {
		return "'" + s
	}
	return s
}

// encode writes records. French and Arabic spreadsheet programs part values by
// semicolons.
func encode(records [][]string, l *locale.Locale) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if l.Language != "en" {
		w.Comma = ';'
	}
	if err := w.WriteAll(records); err != nil {
		return "", err
	}
	return b.String(), nil
}
