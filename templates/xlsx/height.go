package xlsx

import (
	"math"
	"strings"
	"unicode"

	"breachimpact/templates/book"
)

// Row heights are written, not left to the program that opens the file: Excel
// never fits the height of merged cells, and fits nothing in Protected View.
// The estimate needs no font file: letters have classes of width, each that of
// its widest in Calibri, so that it errs towards a line too many: a cut sentence is
// worse than a little white.
const (
	defaultWidth  = 9.14  // characters, of a column that states none
	defaultHeight = 15.0  // points
	maxHeight     = 409.0 // points, Excel's limit
	cellPadding   = 0.9   // characters lost to the two edges of a cell
	indentWidth   = 1.4   // characters of one step of indentation
	widthSize     = 11.0  // points of the font in which widths are counted

	latinLine   = 1.275 // height of a line, in font sizes
	linePadding = 1.0   // points above and below the text of a cell
	arabicLine  = 1.62  // Arabic fonts are taller: marks above and below
)

// rowHeight estimates the height of a row in points; 0 means the default will do.
func rowHeight(row book.Row, columns []float64, named map[string]book.Style) float64 {
	highest := textHeight(row, columns, named)
	if highest <= defaultHeight {
		return 0
	}
	return highest
}

// textHeight is what the text of a row needs.
func textHeight(row book.Row, columns []float64, named map[string]book.Style) float64 {
	highest := 0.0
	for _, cell := range row.Cells {
		style := named[cell.Style]
		size := sizeOf(style)
		lines := 1
		if style.Wrap && cell.Value.Kind == book.Text {
			room := (spanWidth(cell, columns) - cellPadding - indentWidth*float64(style.Indent)) * widthSize / size
			if style.Bold {
				room *= 0.96
			}
			lines = countLines(cell.Value.Text, room)
		}
		line := latinLine
		if cell.Value.Kind == book.Text && hasArabic(cell.Value.Text) {
			line = arabicLine
		}
		highest = math.Max(highest, float64(lines)*size*line+linePadding)
	}
	return math.Min(math.Ceil(highest*4)/4, maxHeight)
}

// spanWidth is the width of all columns a cell covers.
func spanWidth(cell book.Cell, columns []float64) float64 {
	width := 0.0
	for column := cell.Column; column < cell.Column+max(cell.Span, 1); column++ {
		if column < len(columns) && columns[column] > 0 {
			width += columns[column]
		} else {
			width += defaultWidth
		}
	}
	return width
}

// countLines breaks a text into lines of the given room, word by word.
func countLines(text string, room float64) int {
	room = math.Max(room, 1)
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0.0
		for word := range strings.SplitSeq(paragraph, " ") {
			width := textWidth(word)
			if used > 0 && used+spaceWidth+width > room {
				lines++
				used = 0
			} else if used > 0 {
				used += spaceWidth
			}
			if width > room { // a word longer than the line is cut
				extra := math.Ceil(width/room) - 1
				lines += int(extra)
				width -= extra * room
			}
			used += width
		}
	}
	return lines
}

const spaceWidth = 0.5

// textWidth adds up character widths, in digits of the same font.
func textWidth(word string) float64 {
	width := 0.0
	for _, r := range word {
		width += runeWidth(r)
	}
	return width
}

func runeWidth(r rune) float64 {
	switch r {
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return 1
	case 'i', 'j', 'l', '\'':
		return 0.47
	case '.', ',', ':', ';', 'I', '’', '·', 'î':
		return 0.53
	case 'f', '!', '(', ')', '[', ']', '-', 'J':
		return 0.64
	case 't', 'r', '°':
		return 0.69
	case 's', 'z', '/', '"':
		return 0.79
	case 'c', 'x', 'ç', 'L':
		return 0.85
	case 'g', 'k', 'v', 'y', 'F', 'S', '?':
		return 0.93
	case 'a', 'e', 'à', 'â', 'é', 'è', 'ê', 'E', 'T', 'Y', 'Z', '–':
		return 0.98
	case 'w':
		return 1.41
	case 'm', 'M', 'W', '@', '%', 'œ':
		return 1.7
	case 'D', 'G', 'H', 'N', 'O', 'Q', 'U', 'V':
		return 1.33
	}
	switch {
	case r >= 'A' && r <= 'Z':
		return 1.14
	case r < 0x80:
		return 1.04
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		return 0 // marks and direction signs take no room
	case unicode.IsSpace(r):
		return spaceWidth
	case unicode.Is(unicode.Arabic, r):
		return 0.92
	case r >= 0x2E80:
		return 2
	case unicode.IsUpper(r):
		return 1.27
	}
	return 1.04
}

func hasArabic(s string) bool {
	for _, r := range s {
		if r >= 0x0600 && unicode.Is(unicode.Arabic, r) {
			return true
		}
	}
	return false
}
