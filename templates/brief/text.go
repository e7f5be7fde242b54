package brief

import (
	"strconv"
	"strings"

	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// terminalColumns is the width that Text keeps to.
const terminalColumns = 100

// layText lays a document out for a terminal.
func layText(d document, l *locale.Locale) string {
	t := &textLayout{l: l, colon: l.Text("brief.colon")}
	for i, b := range d.blocks {
		if _, after := previous(d.blocks, i).(heading); i > 0 && !after {
			t.line("")
		} else if _, is := b.(heading); is && i > 0 {
			t.line("")
		}
		switch b := b.(type) {
		case heading:
			t.heading(b)
		case paragraph:
			t.lines(line.Wrap(line.Clean(b.text), terminalColumns), "", "")
		case list:
			t.items(b.items, b.numbered, "")
		case table:
			t.table(b)
		}
	}
	return t.b.String()
}

func previous(blocks []block, i int) block {
	if i == 0 {
		return nil
	}
	return blocks[i-1]
}

type textLayout struct {
	b     strings.Builder
	l     *locale.Locale
	colon string
}

func (t *textLayout) line(s string) {
	t.b.WriteString(strings.TrimRight(s, " "))
	t.b.WriteByte('\n')
}

// lines writes the first line after one prefix and the others after another of
// the same width.
func (t *textLayout) lines(lines []string, first, rest string) {
	for i, s := range lines {
		if i == 0 {
			t.line(first + s)
		} else {
			t.line(rest + s)
		}
	}
}

func (t *textLayout) heading(h heading) {
	lines := line.Wrap(line.Clean(h.text), terminalColumns)
	t.lines(lines, "", "")
	longest := 0
	for _, s := range lines {
		longest = max(longest, line.Columns(s))
	}
	switch h.level {
	case 1:
		t.line(strings.Repeat("=", longest))
	case 2:
		t.line(strings.Repeat("-", longest))
	default:
		t.line(strings.Repeat("~", longest))
	}
}

func (t *textLayout) items(items []item, numbered bool, indent string) {
	for i, it := range items {
		bullet := "- "
		if numbered {
			bullet = strconv.Itoa(i+1) + ". "
		}
		hang := indent + strings.Repeat(" ", len(bullet))
		t.lines(line.Wrap(t.entry(it), terminalColumns-len(hang)), indent+bullet, hang)
		t.items(it.under, false, hang)
	}
}

func (t *textLayout) entry(it item) string {
	name, text := line.Clean(it.name), line.Clean(it.text)
	if name == "" || text == "" {
		return name + text
	}
	return name + t.colon + text
}

// table writes columns; right to left, a list, since columns made with spaces
// break in terminals that reorder lines.
func (t *textLayout) table(b table) {
	if t.l.RightToLeft {
		// Under the heading of the first column, which has the currency.
		t.items([]item{{name: b.head[0], under: asItems(b, t.colon, t.l.Text("brief.join"))}}, false, "")
		return
	}
	t.columns(b)
}

// asItems reads a table row by row.
func asItems(b table, colon, join string) []item {
	var out []item
	for _, row := range b.rows {
		it := item{name: row[0]}
		var parts []string
		for i, cell := range row[1:] {
			if cell != "" {
				parts = append(parts, b.head[i+1]+colon+cell)
			}
		}
		it.text = strings.Join(parts, join)
		out = append(out, it)
	}
	return out
}
