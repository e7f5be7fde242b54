package workbook

import (
	"strings"
	"testing"

	"breachimpact/templates/cases"

	"github.com/shopspring/decimal"
)

// reckonedAgain reads the sentences "a × b × … = c" and "d × i + c = s" of the example and
// reckons them again, as a reader would.
func reckonedAgain(t *testing.T, sentence string) (got, want decimal.Decimal) {
	t.Helper()
	formula, result, _ := strings.Cut(sentence[strings.LastIndex(sentence[:strings.Index(sentence, " × ")], ": ")+2:], " = ")
	sum := decimal.Zero
	for term := range strings.SplitSeq(formula, " + ") {
		product := decimal.NewFromInt(1)
		for factor := range strings.SplitSeq(term, " × ") {
			product = product.Mul(lastNumber(t, factor))
		}
		sum = sum.Add(product)
	}
	return sum, firstNumber(t, result)
}

func firstNumber(t *testing.T, s string) decimal.Decimal {
	return lastNumber(t, strings.Fields(s)[0])
}

func lastNumber(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	fields := strings.Fields(strings.ReplaceAll(s, ",", ""))
	d, err := decimal.NewFromString(strings.TrimRight(fields[len(fields)-1], ".;"))
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

// TestTheExampleCanBeReckonedByHand reads the worked example of every case in English
// and comes to the same.
func TestTheExampleCanBeReckonedByHand(t *testing.T) {
	checked := 0
	for _, id := range cases.IDs() {
		b := build(t, caseText(t, id), "en")
		for _, row := range b.Sheets[methodAt].Rows {
			for _, c := range row.Cells {
				text := strings.Map(func(r rune) rune {
					if r == '\u2068' || r == '\u2069' {
						return -1
					}
					return r
				}, c.Value.Text)
				if !strings.Contains(text, "simulated mean: ") && !strings.HasPrefix(text, "Severity, group") || !strings.Contains(text, " × ") {
					continue
				}
				got, want := reckonedAgain(t, text)
				if off := got.Sub(want).Abs(); off.GreaterThan(want.Abs().Mul(decimal.New(1, -4)).Add(decimal.New(5, -1))) {
					t.Errorf("%s: %q comes to %s", id, text, got)
				}
				checked++
			}
		}
	}
	if checked < 5 {
		t.Errorf("only %d examples were reckoned again", checked)
	}
}
