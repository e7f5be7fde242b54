package line

import (
	"strings"
	"unicode"
)

// The directional isolates that locale puts around arguments.
const (
	isolateStart = '\u2068'
	isolateEnd   = '\u2069'
)

// Clean makes a string one line that can neither move the cursor nor reorder or
// hide what stands around it: line ends become spaces, control characters and
// directional overrides the replacement character, and isolates are balanced.
func Clean(s string) string {
	var b strings.Builder
	open, space := 0, false
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			space = b.Len() > 0
			continue
		case hides(r):
			r = unicode.ReplacementChar
		case r == isolateStart || r == '\u2066' || r == '\u2067':
			open++
		case r == isolateEnd && open == 0:
			continue
		case r == isolateEnd:
			open--
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	b.WriteString(strings.Repeat(string(isolateEnd), open))
	return b.String()
}

// hides tells characters that have no business in printed text.
func hides(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r >= 0x202a && r <= 0x202e: // embeddings and overrides
		return true
	case r == 0xfeff || r >= 0xe0000 && r <= 0xe007f: // a stray mark, invisible tags
		return true
	case r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe: // not characters
		return true
	}
	return false
}
