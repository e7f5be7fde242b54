package plain

import (
	"fmt"
	"regexp"
	"strings"

	"breachimpact/law"
	"breachimpact/templates/locale"

	"github.com/shopspring/decimal"
)

// format is what a number format code says.
type format struct {
	least, most int    // decimals that are always, and at most, shown
	percent     bool   // of a share
	nothing     string // what stands for zero; "" is the number itself
}

// codes that are understood: digits, decimals and a per cent sign, and perhaps parts
// for negative numbers and for zero, the latter a quoted text.
var formatCode = regexp.MustCompile(`^(?:#,##)?0(?:\.(0*)(#*))?(%?)(?:;-[#,0.]+;"([^"]*)")?$`)

// maxDecimals is how many decimals General shows: all that a book has.
const maxDecimals = 30

func parseFormat(code string) (format, error) {
	if code == "" {
		return format{most: maxDecimals}, nil
	}
	m := formatCode.FindStringSubmatch(code)
	if m == nil {
		return format{}, fmt.Errorf("plain: the number format %q is not understood", code)
	}
	return format{least: len(m[1]), most: len(m[1]) + len(m[2]), percent: m[3] != "", nothing: m[4]}, nil
}

// write is a number in the signs of a language.
func (f format) write(digits string, l *locale.Locale) (string, error) {
	d, err := decimal.NewFromString(digits)
	if err != nil {
		return "", fmt.Errorf("plain: %q is not a number: %w", digits, err)
	}
	if d.IsZero() && f.nothing != "" {
		return f.nothing, nil
	}
	if f.percent {
		d = d.Shift(2)
	}
	out := l.Rounded(d, f.least, f.most)
	if f.percent {
		out = l.Text("brief.percent", law.With("value", law.OfText(law.Same(out))))
	}
	if l.RightToLeft && strings.HasPrefix(out, "-") {
		out = isolate(out) // else the sign lands on the far side
	}
	return out, nil
}
