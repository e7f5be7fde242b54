package incident

import (
	"strings"
	"testing"
)

// Card numbers of the test ranges that payment networks publish; none was ever
// issued.
func TestCardNumber(t *testing.T) {
	cases := []struct {
		name, text string
		digits     int
	}{
		{"sixteen", "4111111111111111", 16},
		{"in fours", "card 4111 1111 1111 1111, valid", 16},
		{"dashes", "5555-5555-5555-4444", 16},
		{"fifteen", "3782 822463 10005", 15},
		{"fourteen", "30569309025904", 14},
		{"thirteen", "4222222222222", 13},
		{"nineteen", "6304000000000000000", 19},
		{"with its date and code", "4111111111111111 12 27 123", 16},
		{"after other digits", "1 4111 1111 1111 1111", 16},
		{"no-break spaces", "4111\u00a01111\u202f1111\u00a01111", 16},
		{"dashes of typographers", "4111–1111—1111‐1111", 16},
		{"hidden by an invisible space", "4111\u200b111111111111", 16},
		{"Arabic digits", "٤١١١ ١١١١ ١١١١ ١١١١", 16},
		{"Persian digits", "۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱", 16},
		{"in a word", "x4111111111111111y", 16},

		{"fails the check", "4111111111111112", 0},
		{"twelve digits", "411111111111", 0},
		{"twenty digits", "41111111111111111111", 0},
		{"masked", "411111******1111", 0},
		{"last four", "ends in 1111", 0},
		{"days", "2025-04-08 2025-04-09 2025-04-10", 0},
		{"commas", "1,996,026 and 499,881", 0},
		{"telephone", "+212 5 37 57 11 24", 0},
		{"nothing", "", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := cardNumber(c.text); got != c.digits {
				t.Errorf("%q: %d digits, want %d", c.text, got, c.digits)
			}
			if shown := inert(c.text); cardNumber(shown) > 0 {
				t.Errorf("shown as %q", shown)
			}
		})
	}
}

func TestInert(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"plain", "صندوق", "صندوق"},
		{"card", "pay 4111 1111 1111 1111", "pay •••• •••• •••• ••••"},
		{"override", "a\u202eb\n", "a\ufffdb\ufffd"},
		{"long", strings.Repeat("x", 300), strings.Repeat("x", 200) + "…"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := inert(c.text); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
