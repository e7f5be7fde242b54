package law

import (
	"errors"
	"fmt"
	"strings"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// ErrCurrency is returned when amounts of different currencies meet. The
// program never converts silently.
var ErrCurrency = errors.New("amounts are in different currencies")

// Currency is an ISO 4217 code, such as MAD.
type Currency string

// MinorDigits is how many decimals the currency is counted in (ISO 4217), and
// whether the code is one the program knows.
func (c Currency) MinorDigits() (int32, bool) {
	switch c {
	case "MAD", "EUR", "USD", "DZD", "GBP", "CHF", "CAD", "AUD", "SAR", "ZAR", "EGP", "TRY", "INR", "BRL", "SGD", "AED", "QAR":
		return 2, true
	case "TND", "KWD", "BHD", "OMR", "JOD", "LYD":
		return 3, true
	case "JPY", "KRW", "XOF", "XAF":
		return 0, true
	}
	return 0, false
}

// Money is an exact amount of one currency. The zero Money has no currency and
// is no amount at all.
type Money struct {
	Amount   decimal.Decimal
	Currency Currency
}

// ParseMoney reads "20000 MAD": plain decimal digits, one space, a known
// currency.
func ParseMoney(s string) (Money, error) {
	digits, code, found := strings.Cut(s, " ")
	c := Currency(code)
	if _, known := c.MinorDigits(); !found || !known || !strict.IsDecimal(digits) {
		return Money{}, fmt.Errorf("%q is not an amount with a known currency, such as 20000 MAD", s)
	}
	d, err := decimal.NewFromString(digits)
	if err != nil {
		return Money{}, fmt.Errorf("amount %q: %w", s, err)
	}
	return Money{d, c}, nil
}

// DecodeNode reads an amount from YAML; the fault code tells a missing currency
// from a malformed number.
func (m *Money) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	parsed, err := ParseMoney(word)
	switch {
	case err == nil && parsed.Amount.IsNegative():
		r.Fault(n, "money-negative", strict.Arg{Name: "value", Value: word})
	case err == nil:
		*m = parsed
	case strict.IsDecimal(word):
		r.Fault(n, "money-without-currency", strict.Arg{Name: "value", Value: word})
	default:
		r.Fault(n, "not-an-amount", strict.Arg{Name: "value", Value: word})
	}
}

// String is the amount as data files write it; for people, templates/locale
// formats it.
func (m Money) String() string { return m.Amount.String() + " " + string(m.Currency) }

// Add returns the sum, or ErrCurrency.
func (m Money) Add(o Money) (Money, error) {
	if m.Currency != o.Currency {
		return Money{}, fmt.Errorf("%w: %s and %s", ErrCurrency, m.Currency, o.Currency)
	}
	return Money{m.Amount.Add(o.Amount), m.Currency}, nil
}

// Times multiplies by an exact factor; nothing is rounded.
func (m Money) Times(f decimal.Decimal) Money { return Money{m.Amount.Mul(f), m.Currency} }

// Cmp compares two amounts of one currency.
func (m Money) Cmp(o Money) (int, error) {
	if m.Currency != o.Currency {
		return 0, fmt.Errorf("%w: %s and %s", ErrCurrency, m.Currency, o.Currency)
	}
	return m.Amount.Cmp(o.Amount), nil
}

// Round rounds half away from zero to the currency's minor unit.
func (m Money) Round() Money {
	digits, _ := m.Currency.MinorDigits()
	return Money{m.Amount.Round(digits), m.Currency}
}
