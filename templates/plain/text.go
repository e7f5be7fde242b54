package plain

import (
	"strings"

	"breachimpact/templates/book"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// terminalColumns is the width that Text keeps to.
const terminalColumns = 100

// Text writes a book for a terminal of a hundred columns: figures with their id on a
// line of its own, where scripts find it, paragraphs, and steps as a list. A row of a
// table names what each of its cells is: columns made with spaces break in terminals
// that reorder lines.
func Text(b book.Book, l *locale.Locale) (string, error) {
	t := &terminal{reader: read(&b, l)}
	for i := range b.Sheets {
		before := gap
		for _, row := range t.rows(&b.Sheets[i]) {
			if row.kind != before && t.b.Len() > 0 && (row.kind == paragraph || row.kind == part || row.kind == heading || before == paragraph) || row.kind == paragraph && before == paragraph {
				if before != part && before != heading {
					t.b.WriteByte('\n')
				}
			}
			t.row(row)
			before = row.kind
		}
	}
	return t.b.String(), t.fault
}

type terminal struct {
	*reader
	b strings.Builder
}

func (t *terminal) row(row row) {
	switch row.kind {
	case heading, part, paragraph:
		t.lines(t.shown(row.cells[0]), "", "")
	case picture:
		t.lines(row.chart.Title+t.l.Text("format.colon")+row.chart.Alt, "", "")
	case subject:
		t.subject(row.cells)
	case step:
		indent := strings.Repeat("  ", row.level)
		t.lines(t.sentence(row.cells, t.joined, line.Clean), indent+"- ", indent+"  ")
	case entry:
		t.lines(t.named(row), "- ", "  ")
	}
}

// subject writes the id of a figure on a line of its own, and below it what the
// figure is and what it comes to.
func (t *terminal) subject(cells []book.Cell) {
	label, value := cells[0], ""
	for _, c := range cells[1:] {
		switch {
		case t.styles[c.Style].LeftToRead && c.Value.Kind == book.Text:
			t.lines(line.Clean(c.Value.Text), "", "")
		case t.styles[c.Style].Role != book.Pointer:
			value = t.shown(c)
		}
	}
	words := t.shown(label)
	if value != "" {
		words = t.l.Text("explain.value", same("label", words), code("value", value))
	}
	t.b.WriteString("    " + line.Clean(words) + "\n")
}

// named is a row in which each cell says what it is.
func (t *terminal) named(row row) string {
	if row.header == nil {
		return t.sentence(row.cells, t.joined, line.Clean)
	}
	var parts []string
	for i, c := range row.cells {
		words := t.joined(c)
		if name := row.header.names[c.Column]; name != "" && i > 0 {
			words = name + t.l.Text("format.colon") + words
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, t.l.Text("brief.join"))
}

// joined are the lines of a cell in one sentence.
func (t *terminal) joined(c book.Cell) string {
	return strings.TrimLeft(strings.ReplaceAll(t.shown(c), "\n", t.l.Text("brief.join")), indented)
}

// lines writes text in lines that fit, the first after one prefix and the others
// after another.
func (t *terminal) lines(words, first, rest string) {
	for part := range strings.SplitSeq(words, "\n") {
		for _, s := range line.Wrap(line.Clean(part), terminalColumns-line.Columns(rest)) {
			t.b.WriteString(strings.TrimRight(first+s, " ") + "\n")
			first = rest
		}
	}
}
