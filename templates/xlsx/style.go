package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

// Look of what a style leaves open.
const (
	defaultSize   = 10.0
	defaultColour = "1F2328" // near-black: pure black tires the eye on white
)

// readingOrder values of the file format.
const (
	orderLeftToRight = 1
	orderRightToLeft = 2
)

// textFormat is the built-in number format "@".
const textFormat = 49

// look is everything that decides a cell's format record: its named style and
// what the content of the cell adds to it.
type look struct {
	style   string
	number  bool // holds a number though the style has no number format
	input   bool // the reader may change it
	guarded bool // text that must not become a formula when edited
}

// styles gives every look its format record once.
type styles struct {
	file        *excelize.File
	font        string
	rightToLeft bool
	named       map[string]book.Style
	ids         map[look]int
}

func newStyles(file *excelize.File, b book.Book) *styles {
	named := make(map[string]book.Style, len(b.Styles)+1)
	named[""] = book.Style{}
	for _, style := range b.Styles {
		named[style.Name] = style
	}
	return &styles{file, b.Font, b.RightToLeft, named, make(map[look]int, 2*len(named))}
}

// lookOf tells how a cell must be formatted.
func lookOf(cell book.Cell) look {
	return look{
		style:   cell.Style,
		number:  cell.Value.Kind == book.Number,
		input:   cell.Input,
		guarded: cell.Formula == "" && cell.Value.Kind == book.Text && looksLikeFormula(cell.Value.Text),
	}
}

// id returns the format record of a look, making it at first use. Cells are
// visited in order, so records are numbered alike in every run.
func (s *styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	format := s.format(s.named[l.style], l)
	id, err := s.file.NewStyle(&format)
	if err != nil {
		return 0, fmt.Errorf("style %q: %w", l.style, err)
	}
	s.ids[l] = id
	return id, nil
}

// conditional makes the format that a flag lays over a cell: only what differs
// from the cell's own look.
func (s *styles) conditional(name string) (int, error) {
	style := s.named[name]
	format := excelize.Style{Fill: fillOf(style)}
	if style.Colour != "" || style.Bold {
		format.Font = &excelize.Font{Bold: style.Bold, Color: style.Colour}
	}
	id, err := s.file.NewConditionalStyle(&format)
	if err != nil {
		return 0, fmt.Errorf("style %q as a flag: %w", name, err)
	}
	return id, nil
}

func (s *styles) format(style book.Style, l look) excelize.Style {
	font := &excelize.Font{
		Family: s.font,
		Size:   sizeOf(style),
		Color:  defaultColour,
		Bold:   style.Bold,
		Italic: style.Italic,
	}
	if style.Colour != "" {
		font.Color = style.Colour
	}
	if style.Underline {
		font.Underline = "single"
	}
	format := excelize.Style{
		Font:      font,
		Fill:      fillOf(style),
		Border:    bordersOf(style),
		Alignment: s.alignment(style, l),
	}
	switch {
	case style.Number != "":
		format.CustomNumFmt = &style.Number
	case l.guarded:
		format.NumFmt = textFormat
	}
	if l.input {
		format.Protection = &excelize.Protection{Locked: false}
	}
	return format
}

func (s *styles) alignment(style book.Style, l look) *excelize.Alignment {
	numeric := style.Number != "" || l.number
	alignment := &excelize.Alignment{
		Vertical: "top",
		WrapText: style.Wrap,
	}
	if style.Middle {
		alignment.Vertical = "center"
	}
	start, end := "left", "right"
	if s.rightToLeft {
		start, end = end, start
		alignment.ReadingOrder = orderRightToLeft
		if numeric || style.LeftToRead {
			alignment.ReadingOrder = orderLeftToRight
		}
		if style.Number != "" {
			// Digits are written from the left in Arabic too: a column of
			// amounts lines up on its units only at the right.
			start, end = "right", "right"
		}
	} else if style.LeftToRead {
		alignment.ReadingOrder = orderLeftToRight
	}
	switch style.Align {
	case book.Start:
		alignment.Horizontal = start
	case book.End:
		alignment.Horizontal = end
	case book.Centre:
		alignment.Horizontal = "center"
	}
	if style.Align != book.Centre {
		alignment.Indent = style.Indent
	}
	return alignment
}

func fillOf(style book.Style) excelize.Fill {
	if style.Fill == "" {
		return excelize.Fill{}
	}
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{style.Fill}}
}

func bordersOf(style book.Style) []excelize.Border {
	const thin = 1
	if style.Border != "" {
		borders := make([]excelize.Border, 0, 4)
		for _, edge := range []string{"left", "right", "top", "bottom"} {
			borders = append(borders, excelize.Border{Type: edge, Color: style.Border, Style: thin})
		}
		if style.Bottom != "" {
			borders[3].Color = style.Bottom
		}
		return borders
	}
	if style.Bottom != "" {
		return []excelize.Border{{Type: "bottom", Color: style.Bottom, Style: thin}}
	}
	return nil
}

func sizeOf(style book.Style) float64 {
	if style.Size == 0 {
		return defaultSize
	}
	return style.Size
}
