package xlsx

import (
	"strings"
	"testing"

	"breachimpact/templates/book"
)

func TestRowHeight(t *testing.T) {
	named := map[string]book.Style{
		"":     {},
		"wrap": {Wrap: true},
		"big":  {Size: 20},
		"step": {Wrap: true, Indent: 4},
	}
	words := strings.Repeat("mots de taille moyenne ", 10) // 230 characters
	arabic := strings.Repeat("كلمات عربية متوسطة ", 10)
	of := func(cells ...book.Cell) float64 {
		return rowHeight(book.Row{Cells: cells}, []float64{20, 20, 60}, named)
	}
	text := func(column, span int, style, s string) book.Cell {
		return book.Cell{Column: column, Span: span, Style: style, Value: book.String(s)}
	}
	for _, test := range []struct {
		name      string
		got       float64
		low, high float64
	}{
		{"empty row", of(), 0, 0},
		{"one line", of(text(0, 1, "wrap", "court")), 0, 0},
		{"one line, not wrapped", of(text(0, 1, "", words)), 0, 0},
		{"larger letters", of(text(0, 1, "big", "Titre")), 24, 32},
		{"wrapped", of(text(0, 1, "wrap", words)), 125, 185},
		{"wrapped in merged columns", of(text(0, 3, "wrap", words)), 25, 45},
		{"arabic", of(text(2, 1, "wrap", arabic)), 45, 85},
		{"line ends", of(text(2, 1, "wrap", "a\nb\nc")), 38, 46},
		{"a word without spaces", of(text(0, 1, "wrap", strings.Repeat("a", 100))), 60, 90},
		{"never above the limit", of(text(0, 1, "wrap", strings.Repeat(words, 30))), maxHeight, maxHeight},
	} {
		if test.got < test.low || test.got > test.high {
			t.Errorf("%s: %g points, want %g to %g", test.name, test.got, test.low, test.high)
		}
	}
	if of(text(0, 1, "step", words)) <= of(text(0, 1, "wrap", words)) {
		t.Error("indentation takes no room")
	}
	if of(text(0, 1, "wrap", words), text(1, 2, "wrap", "court")) != of(text(0, 1, "wrap", words)) {
		t.Error("the highest cell does not decide")
	}
}
