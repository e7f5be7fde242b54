package book

import (
	"regexp"
	"strings"
)

// nameInFormula finds what looks like one of our defined names, see NamePattern.
var nameInFormula = regexp.MustCompile(`(?i)\b(?:in|fig|stp|tbl|chk|sim)_[A-Za-z0-9_.]+`)

// BareFormula is a formula without its quoted texts, and whether every quotation was
// closed.
func BareFormula(formula string) (bare string, closed bool) {
	var out strings.Builder
	quoted := false
	for _, r := range formula {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted:
			out.WriteRune(r)
		}
	}
	return out.String(), !quoted
}

// NamesIn are the defined names that a bare formula refers to.
func NamesIn(bare string) []string { return nameInFormula.FindAllString(bare, -1) }
