package severity

import (
	"strings"
	"unicode"
)

// fold brings a word as people type it to the form it is searched in: lower
// case, without accents, vowel marks or tatweel, one letter for the variants of
// alef, hamza, ya and ta marbuta, and words apart.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case foldLetter(&b, r):
		case r == 'ـ' || unicode.Is(unicode.Mn, r):
			// Tatweel, Arabic vowel marks, combining accents: nothing is written.
		case r >= '٠' && r <= '٩':
			b.WriteRune('0' + r - '٠')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// foldLetter writes the plain form of a letter that has variants.
func foldLetter(b *strings.Builder, r rune) bool {
	switch r {
	case 'à', 'â', 'ä', 'á', 'ã':
		b.WriteByte('a')
	case 'ç':
		b.WriteByte('c')
	case 'é', 'è', 'ê', 'ë':
		b.WriteByte('e')
	case 'î', 'ï', 'í', 'ì':
		b.WriteByte('i')
	case 'ñ':
		b.WriteByte('n')
	case 'ô', 'ö', 'ó', 'ò', 'õ':
		b.WriteByte('o')
	case 'ù', 'û', 'ü', 'ú':
		b.WriteByte('u')
	case 'ÿ':
		b.WriteByte('y')
	case 'œ':
		b.WriteString("oe")
	case 'æ':
		b.WriteString("ae")
	case 'آ', 'أ', 'إ', 'ٱ':
		b.WriteRune('ا')
	case 'ؤ':
		b.WriteRune('و')
	case 'ئ', 'ى':
		b.WriteRune('ي')
	case 'ة':
		b.WriteRune('ه')
	case 'ء':
		// A lone hamza is often left out in typing.
	default:
		return false
	}
	return true
}

// significant are the folded words that carry meaning: without articles and
// with the Arabic article taken off. A text of nothing but articles keeps them.
func significant(folded string) []string {
	words := strings.Fields(folded)
	var out []string
	for _, w := range words {
		if !isArticle(w) {
			out = append(out, withoutArticle(w))
		}
	}
	if len(out) == 0 {
		return words
	}
	return out
}

func isArticle(w string) bool {
	switch w {
	case "le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "et", "the", "of", "an", "and":
		return true
	}
	return false
}

// withoutArticle takes the Arabic definite article off, also behind a
// one-letter conjunction or preposition. Short words keep it: it is part of
// them.
func withoutArticle(w string) string {
	for _, prefix := range []string{"وال", "بال", "كال", "فال", "لل", "ال"} {
		if rest, found := strings.CutPrefix(w, prefix); found && len([]rune(rest)) >= 3 {
			return rest
		}
	}
	return w
}
