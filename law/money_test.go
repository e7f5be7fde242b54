package law

import (
	"errors"
	"testing"
)

func TestMoneyIsParsedExactly(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"20000 MAD", "20000 MAD"},
		{"0 MAD", "0 MAD"},
		{"0.10 EUR", "0.1 EUR"},
		{"12345678901234567890.123456789 TND", "12345678901234567890.123456789 TND"},
		{"-5 EUR", "-5 EUR"},
		{"20000", ""}, {"20000MAD", ""}, {"20000  MAD", ""}, {"MAD 20000", ""}, {"20 000 MAD", ""}, {"20,000 MAD", ""}, {"20000 mad", ""},
		{"20000 XXX", ""}, {"1e6 MAD", ""}, {"0x10 MAD", ""}, {"010 MAD", ""}, {"+5 MAD", ""}, {".5 MAD", ""}, {" 5 MAD", ""}, {"5 MAD ", ""}, {"", ""}, {" ", ""},
	} {
		m, err := ParseMoney(c.text)
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%q was read as %s", c.text, m)
		case c.want != "" && (err != nil || m.String() != c.want):
			t.Errorf("%q: got %s, %v; want %s", c.text, m, err, c.want)
		}
	}
}

func TestMoneyInAFileSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"20000 MAD", ""},
		{"\"20000 MAD\"", ""},
		{"20000", "money-without-currency"},
		{"20000.50", "money-without-currency"},
		{"-5 MAD", "money-negative"},
		{"20000 dirhams", "not-an-amount"},
		{"20000 XYZ", "not-an-amount"},
		{"1_000 MAD", "not-an-amount"},
		{"1e6", "not-an-amount"},
		{"MAD", "not-an-amount"},
		{"[20000 MAD]", "not-a-word"},
	} {
		var m Money
		if got := codes(read(t, c.text, &m)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
		if c.want != "" && m != (Money{}) {
			t.Errorf("%s left %s behind", c.text, m)
		}
	}
}

func TestCurrenciesNeverMix(t *testing.T) {
	if _, err := money("1 MAD").Add(money("1 EUR")); !errors.Is(err, ErrCurrency) {
		t.Errorf("Add: %v", err)
	}
	if _, err := money("1 MAD").Cmp(money("1 EUR")); !errors.Is(err, ErrCurrency) {
		t.Errorf("Cmp: %v", err)
	}
	if _, err := (Money{}).Add(money("1 EUR")); !errors.Is(err, ErrCurrency) {
		t.Errorf("the zero Money was added to an amount: %v", err)
	}
}

func TestMoneyArithmeticIsExact(t *testing.T) {
	if sum, err := money("0.1 EUR").Add(money("0.2 EUR")); err != nil || sum.String() != "0.3 EUR" {
		t.Errorf("0.1 + 0.2 = %s, %v", sum, err)
	}
	if sum, err := money("1 EUR").Add(money("-3 EUR")); err != nil || sum.String() != "-2 EUR" {
		t.Errorf("1 - 3 = %s, %v", sum, err)
	}
	if got := money("99.99 EUR").Times(dec("0.04")).String(); got != "3.9996 EUR" {
		t.Errorf("4 %% of 99.99 = %s: it must not be rounded", got)
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"1 MAD", "2 MAD", -1}, {"2 MAD", "2.00 MAD", 0}, {"3 MAD", "2 MAD", 1}, {"-3 MAD", "2 MAD", -1}} {
		if got, err := money(c.a).Cmp(money(c.b)); err != nil || got != c.want {
			t.Errorf("Cmp(%s, %s) = %d, %v", c.a, c.b, got, err)
		}
	}
}

func TestRoundingIsHalfAwayFromZeroToTheMinorUnit(t *testing.T) {
	for _, c := range []struct{ amount, want string }{
		{"1.005 MAD", "1.01 MAD"}, {"1.004 MAD", "1 MAD"}, {"-1.005 MAD", "-1.01 MAD"}, {"-1.004 MAD", "-1 MAD"},
		{"2.675 EUR", "2.68 EUR"}, {"2.665 EUR", "2.67 EUR"},
		{"1.0005 TND", "1.001 TND"}, {"1.0004 TND", "1 TND"}, {"1.005 TND", "1.005 TND"},
		{"0.5 JPY", "1 JPY"}, {"-0.5 JPY", "-1 JPY"}, {"1.49 XOF", "1 XOF"},
	} {
		if got := money(c.amount).Round().String(); got != c.want {
			t.Errorf("%s rounds to %s, want %s", c.amount, got, c.want)
		}
	}
}

func TestMinorDigits(t *testing.T) {
	for _, c := range []struct {
		code   Currency
		digits int32
		known  bool
	}{{"MAD", 2, true}, {"EUR", 2, true}, {"DZD", 2, true}, {"TND", 3, true}, {"KWD", 3, true}, {"JPY", 0, true}, {"XAF", 0, true}, {"mad", 0, false}, {"", 0, false}, {"XXX", 0, false}} {
		if digits, known := c.code.MinorDigits(); digits != c.digits || known != c.known {
			t.Errorf("%q: got %d, %v", c.code, digits, known)
		}
	}
}
