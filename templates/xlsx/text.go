package xlsx

import (
	"strings"
	"unicode/utf8"
)

// maxText is what one cell holds, in UTF-16 units; a longer text would be cut
// without a word by the file library, and refused by Excel.
const maxText = 32767

const (
	leftToRightOverride = '\u202D'
	rightToLeftOverride = '\u202E'
	wordJoiner          = "\u2060"
	replacement         = '\uFFFD'
)

// Clean makes any text safe to store in a cell and leaves ordinary text as it
// is. Line ends become "\n" and tabs spaces. Other control characters,
// noncharacters and broken bytes become U+FFFD, so that a reader sees that
// something stood there. The overrides U+202D and U+202E vanish: they let a text
// show something other than it says. A sequence such as _x0041_, which
// spreadsheet programs decode into a character, is broken by an invisible
// U+2060. Clean(Clean(s)) == Clean(s).
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 8)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			out.WriteByte('\n')
		case r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
			out.WriteByte('\n')
		case r == '\t':
			out.WriteByte(' ')
		case r == leftToRightOverride, r == rightToLeftOverride:
		case r == utf8.RuneError, r < 0x20, r >= 0x7F && r <= 0x9F,
			r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			out.WriteRune(replacement)
		default:
			out.WriteRune(r)
		}
		i += size
	}
	return breakEscapes(out.String())
}

// isPlain reports whether Clean has nothing to do: the common case, worth one
// look at the bytes before any copy.
func isPlain(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && c != '\n' || c == 0x7F || c == '_' && isEscape(s[i:]) {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r <= 0x9F || r == leftToRightOverride || r == rightToLeftOverride ||
			r == '\u2028' || r == '\u2029' || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
			return false
		}
		i += size
	}
	return true
}

// breakEscapes puts a word joiner after the underscore of every _xHHHH_.
func breakEscapes(s string) string {
	at := nextEscape(s, 0)
	if at < 0 {
		return s
	}
	var out strings.Builder
	from := 0
	for at >= 0 {
		out.WriteString(s[from : at+1])
		out.WriteString(wordJoiner)
		from = at + 1
		at = nextEscape(s, from)
	}
	out.WriteString(s[from:])
	return out.String()
}

// hasEscape reports whether s holds a sequence such as _x0041_.
func hasEscape(s string) bool { return nextEscape(s, 0) >= 0 }

func nextEscape(s string, from int) int {
	for i := from; i+7 <= len(s); i++ {
		if isEscape(s[i:]) {
			return i
		}
	}
	return -1
}

// isEscape reports whether s begins with a sequence such as _x0041_.
func isEscape(s string) bool {
	return len(s) >= 7 && s[0] == '_' && (s[1] == 'x' || s[1] == 'X') && s[6] == '_' &&
		isHex(s[2]) && isHex(s[3]) && isHex(s[4]) && isHex(s[5])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// looksLikeFormula reports whether a spreadsheet program would take the text for
// a formula when a reader edits the cell and presses Enter. Such cells get the
// text number format, in which nothing typed is a formula.
func looksLikeFormula(s string) bool {
	trimmed := strings.TrimLeft(s, " \n")
	return trimmed != "" && strings.ContainsRune("=+-@", rune(trimmed[0]))
}

// utf16Length counts a text the way Excel's limits do.
func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// isUnclean reports whether s is not safe text of a single line. Names and
// formulas, which an author writes, are refused for it rather than changed.
func isUnclean(s string) bool { return Clean(s) != s || strings.Contains(s, "\n") }
