package loss

import (
	"errors"
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

func TestCross(t *testing.T) {
	r := model(t).Rates
	for _, c := range []struct {
		from, to law.Currency
		want     string
	}{
		{"MAD", "MAD", "1"},
		{"XXX", "XXX", "1"}, // nothing is converted, so no rate is needed
		{"USD", "MAD", "9.64797"},
		{"MAD", "USD", "0.1036487468"},
		{"EUR", "MAD", "10.96073753"},
		{"MAD", "DZD", "13.8704826"},
		{"USD", "KRW", "1358.19"},
		{"KRW", "EUR", "0.0006480904734"}, // ten significant digits, not ten decimals
	} {
		got, err := r.Cross(c.from, c.to)
		if err != nil || !got.Equal(dec(c.want)) {
			t.Errorf("%s to %s: %s %v, want %s", c.from, c.to, got, err, c.want)
		}
	}
	// Aggregator's own crosses of the same day, which we did not compute.
	for _, c := range []struct {
		from, to law.Currency
		want     string
		places   int32
	}{{"EUR", "MAD", "10.961", 3}, {"EUR", "USD", "1.13607", 5}, {"MAD", "DZD", "13.870", 3}} {
		if got, err := r.Cross(c.from, c.to); err != nil || !got.Round(c.places).Equal(dec(c.want)) {
			t.Errorf("%s to %s: %s %v, published %s", c.from, c.to, got, err, c.want)
		}
	}
}

func TestAMissingRateIsAnError(t *testing.T) {
	r := model(t).Rates
	for _, c := range []struct{ from, to, missing law.Currency }{{"MAD", "CHF", "CHF"}, {"CHF", "MAD", "CHF"}, {"CHF", "JPY", "CHF"}, {"", "MAD", ""}} {
		if got, err := r.Cross(c.from, c.to); !errors.Is(err, ErrNoRate) || !strings.HasSuffix(err.Error(), " for "+string(c.missing)) || !got.IsZero() {
			t.Errorf("%s to %s: %s %v", c.from, c.to, got, err)
		}
	}
	if _, err := (Rates{}).Rate(""); !errors.Is(err, ErrNoRate) {
		t.Errorf("no rates at all: %v", err)
	}
}

func TestTheBaseNeedsNoRate(t *testing.T) {
	r, err := ParseRates("fx.yaml", []byte(strings.Replace(smallRates, "  - {currency: USD, rate: 1}\n", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if cross, err := r.Cross("USD", "MAD"); err != nil || !cross.Equal(dec("10")) {
		t.Errorf("%s %v", cross, err)
	}
}

// A rate however small converts to something.
func TestACrossIsNeverZero(t *testing.T) {
	tiny := "0." + strings.Repeat("0", 27) + "1"
	huge := "1" + strings.Repeat("0", 27)
	r := Rates{Base: "USD", Rates: []Rate{{"MAD", law.Number{Decimal: dec(huge)}}, {"EUR", law.Number{Decimal: dec(tiny)}}}}
	if got, err := r.Cross("MAD", "EUR"); err != nil || !got.Equal(decimal.New(1, -55)) {
		t.Errorf("%s %v", got, err)
	}
}

var brokenRates = []struct {
	name, old, replacement, code, path string
	line                               int
}{
	{"another form", "rates/1", "rates/9", "schema", "schema", 1},
	{"no form", "schema: breachimpact/rates/1\n", "", "missing-key", "", 1},
	{"no date", "date: 2026-01-01\n", "", "missing-key", "", 1},
	{"no source", "source: {fr: a, ar: b, en: c}\n", "", "missing-key", "", 1},
	{"a base nobody knows", "base: USD", "base: usd", "unknown-currency", "base", 3},
	{"a currency nobody knows", "currency: MAD", "currency: DH", "rate", "rates[1]", 8},
	{"a rate of zero", "rate: 10", "rate: 0", "rate", "rates[1]", 8},
	{"a negative rate", "rate: 10", "rate: -9.6", "rate", "rates[1]", 8},
	{"a base that is not one", "rate: 1}", "rate: 1.1}", "rate", "rates[0]", 7},
	{"a currency given twice", "currency: MAD", "currency: USD", "duplicate-word", "rates[1]", 8},
	{"no rate", ", rate: 10", "", "missing-key", "rates[1]", 8},
	{"a null rate", "rate: 10", "rate: null", "yaml-null", "", 8},
	{"a word for a rate", "rate: 10", "rate: ten", "not-a-decimal", "rates[1].rate", 8},
	{"a comma in a rate", "rate: 10}", `rate: "9,6"}`, "not-a-decimal", "rates[1].rate", 8},
	{"an unknown key", "mark: secondary", "marks: secondary", "unknown-key", "marks", 5},
	{"no text at all", smallRates, "", "yaml-empty", "", 0},
}

func TestBrokenRatesAreRefused(t *testing.T) {
	if _, err := ParseRates("fx.yaml", []byte(smallRates)); err != nil {
		t.Fatalf("the rates are broken before anything is broken: %v", err)
	}
	for _, c := range brokenRates {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(smallRates, c.old) {
				t.Fatalf("%q is not there to be broken", c.old)
			}
			_, err := ParseRates("fx.yaml", []byte(strings.Replace(smallRates, c.old, c.replacement, 1)))
			var faults strict.Faults
			if !errors.As(err, &faults) || len(faults) != 1 {
				t.Fatalf("got %v, want one fault", err)
			}
			f := faults[0]
			if f.Code != c.code || c.path != "" && f.Place.Path != c.path || f.Place.File != "fx.yaml" || c.line > 0 && f.Place.Line != c.line {
				t.Errorf("got %v, want %s at line %d, path %s", faults, c.code, c.line, c.path)
			}
		})
	}
}

func TestEveryFaultOfTheRatesIsReportedAtOnce(t *testing.T) {
	text := strings.NewReplacer("rates/1", "rates/9", "base: USD", "base: XXX", "rate: 10", "rate: 0").Replace(smallRates)
	_, err := ParseRates("fx.yaml", []byte(text))
	var faults strict.Faults
	if !errors.As(err, &faults) || len(faults) != 3 {
		t.Errorf("got %v, want three faults", err)
	}
}

// FuzzParseRates: any bytes give rates or faults, never both and never a panic;
// what passes converts every pair of its currencies both ways to something
// positive.
func FuzzParseRates(f *testing.F) {
	f.Add([]byte(smallRates))
	for _, c := range brokenRates {
		f.Add([]byte(strings.Replace(smallRates, c.old, c.replacement, 1)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := ParseRates("fx.yaml", text)
		if err != nil {
			var faults strict.Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("an error without faults: %v", err)
			}
			return
		}
		for _, a := range r.Rates {
			for _, b := range r.Rates {
				cross, err := r.Cross(a.Currency, b.Currency)
				if err != nil || !cross.IsPositive() {
					t.Fatalf("%s to %s: %s %v", a.Currency, b.Currency, cross, err)
				}
			}
		}
	})
}
