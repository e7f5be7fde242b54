package line

import (
	"unicode"

	"golang.org/x/text/width"
)

// Columns is how many columns of a terminal a string takes: none for combining
// marks and for format characters such as isolates and joiners, two for wide
// characters, one for the rest, Arabic letters included.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.IsControl(r):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
