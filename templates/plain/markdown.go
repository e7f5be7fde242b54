package plain

import (
	"slices"
	"strings"

	"breachimpact/templates/book"
	"breachimpact/templates/locale"
)

// Markdown writes a book as one document of GitHub-flavoured Markdown. Notes stand
// below its title. The only HTML in it is line ends within a cell, places that links
// lead to, and the block that gives Arabic its direction.
func Markdown(b book.Book, l *locale.Locale, notes ...string) (string, error) {
	m := &document{reader: read(&b, l), led: map[string]bool{}}
	for i := range b.Sheets {
		for _, line := range b.Sheets[i].Rows {
			for _, c := range line.Cells {
				if c.Link != nil && m.names[c.Link.To] {
					m.led[c.Link.To] = true
				}
			}
		}
	}
	if b.RightToLeft {
		m.b.WriteString("<div dir=\"rtl\">\n\n")
	}
	m.b.WriteString("# " + escape(b.Title) + "\n")
	if b.Subject != "" {
		m.block(escapeStart(b.Subject))
	}
	for _, note := range notes {
		m.block(escapeStart(note))
	}
	for i := range b.Sheets {
		m.block("## " + escape(b.Sheets[i].Name))
		m.sheet(m.rows(&b.Sheets[i]))
	}
	if b.RightToLeft {
		m.b.WriteString("\n</div>\n")
	}
	return m.b.String(), m.fault
}

// lineEnd is a line end within a cell.
const lineEnd = "<br>"

type document struct {
	*reader
	b   strings.Builder
	led map[string]bool // names of cells that a link leads to
}

// block writes a block of its own.
func (m *document) block(s string) { m.b.WriteString("\n" + s + "\n") }

// sheet writes rows, those of one kind that follow one another together.
func (m *document) sheet(rows []row) {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && together(rows[0], rows[n]) {
			n++
		}
		m.rowsOf(rows[:n])
		rows = rows[n:]
	}
}

// together tells whether a row goes on with what another began.
func together(first, next row) bool {
	steps := func(k kind) bool { return k == step }
	return first.kind == next.kind && first.header == next.header || steps(first.kind) && steps(next.kind)
}

func (m *document) rowsOf(rows []row) {
	switch rows[0].kind {
	case heading, part:
		level := map[kind]string{heading: "### ", part: "#### "}[rows[0].kind]
		for _, row := range rows {
			m.block(level + m.inline(row.cells[0]))
		}
	case paragraph:
		m.paragraphs(rows)
	case picture:
		for _, row := range rows {
			m.block(escapeStart(row.chart.Title) + m.l.Text("format.colon") + escape(row.chart.Alt))
		}
	case subject, step:
		m.items(rows)
	case entry:
		if rows[0].header == nil {
			m.items(rows)
			return
		}
		m.table(rows)
	}
}

// paragraphs are a list where several are framed.
func (m *document) paragraphs(rows []row) {
	framed := func(r row) bool { return m.styles[r.cells[0].Style].Border != "" }
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && framed(rows[n]) {
			n++
		}
		if n > 1 {
			m.items(rows[:n])
		} else {
			n = 1
			m.block(m.start(rows[0].cells[0]))
		}
		rows = rows[n:]
	}
}

// items is a list, steps each under the one it serves.
func (m *document) items(rows []row) {
	m.b.WriteByte('\n')
	for _, row := range rows {
		indent := strings.Repeat("  ", row.level)
		m.b.WriteString(indent + "- " + m.joined(row) + "\n")
	}
}

// joined is an entry or a step in one sentence; a figure and what names an entry
// stand out.
func (m *document) joined(row row) string {
	return m.sentence(row.cells, func(c book.Cell) string {
		switch first := c.Column == row.cells[0].Column; {
		case first && row.kind != step && len(row.cells) > 1:
			return "**" + strings.TrimLeft(m.inline(c), indented) + "**"
		case first:
			return strings.TrimLeft(m.start(c), indented)
		case row.kind == step:
			return strings.ReplaceAll(m.inline(c), lineEnd, escape(m.l.Text("brief.join"))+" ")
		}
		return m.inline(c)
	}, escape)
}

func (m *document) table(rows []row) {
	names := rows[0].header.names
	var columns []int
	for column, name := range names {
		if name != "" {
			columns = append(columns, column)
		}
	}
	for _, row := range rows {
		for _, c := range row.cells {
			if !slices.Contains(columns, c.Column) {
				columns = append(columns, c.Column)
			}
		}
	}
	slices.Sort(columns)
	m.b.WriteByte('\n')
	for _, column := range columns {
		m.b.WriteString("| " + orSpace(escape(names[column])))
	}
	m.b.WriteString("|\n")
	for _, column := range columns {
		rule := "| --- "
		if numbers(rows, column) {
			rule = "| ---: "
		}
		m.b.WriteString(rule)
	}
	m.b.WriteString("|\n")
	for _, row := range rows {
		for _, column := range columns {
			words := ""
			if i := slices.IndexFunc(row.cells, func(c book.Cell) bool { return c.Column == column }); i >= 0 {
				words = m.inline(row.cells[i])
			}
			m.b.WriteString("| " + orSpace(words))
		}
		m.b.WriteString("|\n")
	}
}

func orSpace(s string) string {
	if s == "" {
		return ""
	}
	return s + " "
}

// numbers tells whether a column holds numbers, or what says that there is none.
func numbers(rows []row, column int) bool {
	found := false
	for _, row := range rows {
		for _, c := range row.cells {
			switch {
			case c.Column != column || c.Value.Text == "–":
			case c.Value.Kind != book.Number:
				return false
			default:
				found = true
			}
		}
	}
	return found
}

// inline is a cell within a line.
func (m *document) inline(c book.Cell) string { return m.linked(c, escape) }

// start is a cell that begins a block.
func (m *document) start(c book.Cell) string { return m.linked(c, escapeStart) }

func (m *document) linked(c book.Cell, first func(string) string) string {
	var lines []string
	for i, part := range strings.Split(m.shown(c), "\n") {
		write := escape
		if i == 0 {
			write = first
		}
		lines = append(lines, write(part))
	}
	out := strings.Join(lines, lineEnd)
	switch {
	case c.Link == nil:
	case c.Link.URL != "":
		out = "[" + out + "](<" + address(c.Link.URL) + ">)"
	case m.led[c.Link.To]:
		out = "[" + out + "](#" + c.Link.To + ")"
	}
	if m.led[c.Name] {
		out = `<a id="` + c.Name + `"></a>` + out
	}
	return out
}

// address keeps an address within its angle brackets.
func address(url string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "", "\r", "", `\`, "%5C").Replace(url)
}
