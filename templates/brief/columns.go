package brief

import (
	"strings"

	"breachimpact/templates/line"
)

// gap is what stands between two columns.
const gap = "  "

// narrowest is the width below which no column is squeezed.
const narrowest = 6

// columns writes a table whose cells wrap.
func (t *textLayout) columns(b table) {
	rows := make([][]string, 0, len(b.rows)+1)
	for _, row := range append([][]string{b.head}, b.rows...) {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = line.Clean(c)
		}
		rows = append(rows, cells)
	}
	widths := fit(rows, terminalColumns)
	for i, row := range rows {
		t.row(row, widths, b.numbers)
		if i == 0 {
			rule := make([]string, len(widths))
			for k, w := range widths {
				rule[k] = strings.Repeat("-", w)
			}
			t.line(strings.Join(rule, gap))
		}
	}
}

func (t *textLayout) row(row []string, widths []int, numbers bool) {
	cells, height := make([][]string, len(row)), 0
	for i, c := range row {
		cells[i] = line.Wrap(c, widths[i])
		height = max(height, len(cells[i]))
	}
	for k := range height {
		parts := make([]string, len(row))
		for i := range row {
			s := ""
			if k < len(cells[i]) {
				s = cells[i][k]
			}
			pad := strings.Repeat(" ", max(0, widths[i]-line.Columns(s)))
			if numbers && i > 0 {
				parts[i] = pad + s
			} else {
				parts[i] = s + pad
			}
		}
		t.line(strings.Join(parts, gap))
	}
}

// fit gives each column its widest cell, then takes from the widest column until
// the table fits.
func fit(rows [][]string, limit int) []int {
	widths := make([]int, len(rows[0]))
	total := len(gap) * (len(widths) - 1)
	for _, row := range rows {
		for i, c := range row {
			widths[i] = max(widths[i], line.Columns(c))
		}
	}
	for _, w := range widths {
		total += w
	}
	for ; total > limit; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	return widths
}
