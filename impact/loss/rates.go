package loss

import (
	"fmt"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Rates are the exchange rates of one day: units of a currency for one unit of
// the base.
type Rates struct {
	Schema string         `yaml:"schema,required"`
	Date   law.Date       `yaml:"date,required"`
	Base   law.Currency   `yaml:"base,required"`
	Source law.Text       `yaml:"source,required"`
	Mark   law.Confidence `yaml:"mark"`
	Rates  []Rate         `yaml:"rates,required"`
}

// Rate is one currency's rate.
type Rate struct {
	Currency law.Currency `yaml:"currency,required"`
	Rate     law.Number   `yaml:"rate,required"`
}

// ErrNoRate is wrapped when a currency has no rate.
var ErrNoRate = fmt.Errorf("no exchange rate")

// Rate is the units of a currency for one unit of the base.
func (r Rates) Rate(c law.Currency) (decimal.Decimal, error) {
	for _, rate := range r.Rates {
		if rate.Currency == c && rate.Rate.IsPositive() {
			return rate.Rate.Decimal, nil
		}
	}
	return decimal.Decimal{}, fmt.Errorf("%w for %s", ErrNoRate, c)
}

// Cross is the units of one currency for one unit of another, to ten decimals.
func (r Rates) Cross(from, to law.Currency) (decimal.Decimal, error) {
	if from == to {
		return decimal.NewFromInt(1), nil
	}
	f, err := r.Rate(from)
	if err != nil {
		return decimal.Decimal{}, err
	}
	t, err := r.Rate(to)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return t.DivRound(f, 10), nil
}

// ParseRates reads a file of rates given by the user.
func ParseRates(file string, text []byte) (Rates, error) {
	root, faults := strict.Parse(file, text)
	if len(faults) > 0 {
		return Rates{}, faults
	}
	var rates Rates
	r := &strict.Reader{File: file}
	r.Decode(root, &rates)
	for _, rate := range rates.Rates {
		if _, known := rate.Currency.MinorDigits(); !known || !rate.Rate.IsPositive() {
			r.Fault(root, "rate", strict.Arg{Name: "currency", Value: string(rate.Currency)})
		}
	}
	if len(r.Faults) > 0 {
		return Rates{}, r.Faults
	}
	return rates, nil
}
