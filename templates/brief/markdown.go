package brief

import (
	"strconv"
	"strings"

	"breachimpact/templates/locale"
)

// layMarkdown lays a document out as GitHub-flavoured Markdown. The only HTML in
// it is the block that gives Arabic its direction.
func layMarkdown(d document, l *locale.Locale) string {
	m := &markdownLayout{colon: l.Text("brief.colon")}
	if l.RightToLeft {
		m.b.WriteString("<div dir=\"rtl\">\n\n")
	}
	for i, b := range d.blocks {
		if i > 0 {
			m.b.WriteByte('\n')
		}
		switch b := b.(type) {
		case heading:
			m.b.WriteString(strings.Repeat("#", b.level) + " " + escape(b.text) + "\n")
		case paragraph:
			m.b.WriteString(escapeStart(b.text) + "\n")
		case list:
			m.items(b.items, b.numbered, "")
		case table:
			m.table(b)
		}
	}
	if l.RightToLeft {
		m.b.WriteString("\n</div>\n")
	}
	return m.b.String()
}

type markdownLayout struct {
	b     strings.Builder
	colon string
}

func (m *markdownLayout) items(items []item, numbered bool, indent string) {
	for i, it := range items {
		bullet := "- "
		if numbered {
			bullet = strconv.Itoa(i+1) + ". "
		}
		m.b.WriteString(indent + bullet + m.entry(it) + "\n")
		m.items(it.under, false, indent+strings.Repeat(" ", len(bullet)))
	}
}

func (m *markdownLayout) entry(it item) string {
	switch name := escape(it.name); {
	case name == "":
		return escapeStart(it.text)
	case it.text == "":
		return "**" + name + "**"
	default:
		return "**" + name + "**" + m.colon + escape(it.text)
	}
}

func (m *markdownLayout) table(b table) {
	m.row(b.head)
	for i := range b.head {
		if b.numbers && i > 0 {
			m.b.WriteString("| ---: ")
		} else {
			m.b.WriteString("| --- ")
		}
	}
	m.b.WriteString("|\n")
	for _, row := range b.rows {
		m.row(row)
	}
}

func (m *markdownLayout) row(cells []string) {
	for _, c := range cells {
		m.b.WriteString("| " + escape(c) + " ")
	}
	m.b.WriteString("|\n")
}
