package loss

import (
	"errors"
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

// ratesSchema is the only form of the file there is.
const ratesSchema = "breachimpact/rates/1"

// ErrNoRate is wrapped when a currency has no rate.
var ErrNoRate = errors.New("no exchange rate")

// DecodeNode reads the rates and refuses those that would convert wrongly: of
// a currency nobody knows, not positive, given twice, or not 1 for the base.
func (r *Rates) DecodeNode(rd *strict.Reader, n *strict.Node) {
	type plain Rates
	var p plain
	before := len(rd.Faults)
	rd.Decode(n, &p)
	*r = Rates(p)
	if len(rd.Faults) > before {
		return
	}
	if p.Schema != ratesSchema {
		rd.In("schema", func() {
			rd.Fault(n.Get("schema"), "schema", strict.Arg{Name: "value", Value: p.Schema}, strict.Arg{Name: "expected", Value: ratesSchema})
		})
	}
	if _, known := p.Base.MinorDigits(); !known {
		rd.In("base", func() { rd.Fault(n.Get("base"), "unknown-currency", strict.Arg{Name: "value", Value: string(p.Base)}) })
	}
	seen := map[law.Currency]bool{}
	for i, rate := range p.Rates {
		rd.In(fmt.Sprintf("rates[%d]", i), func() {
			_, known := rate.Currency.MinorDigits()
			switch item := n.Get("rates").Items[i]; {
			case seen[rate.Currency]:
				rd.Fault(item, "duplicate-word", strict.Arg{Name: "value", Value: string(rate.Currency)})
			case !known, !rate.Rate.IsPositive(), rate.Currency == p.Base && !rate.Rate.Equal(decimal.NewFromInt(1)):
				rd.Fault(item, "rate", strict.Arg{Name: "currency", Value: string(rate.Currency)})
			}
			seen[rate.Currency] = true
		})
	}
}

// Rate is the units of a currency for one unit of the base, which need not be
// listed itself.
func (r Rates) Rate(c law.Currency) (decimal.Decimal, error) {
	for _, rate := range r.Rates {
		if rate.Currency == c {
			return rate.Rate.Decimal, nil
		}
	}
	if c == r.Base && c != "" {
		return decimal.NewFromInt(1), nil
	}
	return decimal.Decimal{}, fmt.Errorf("%w for %s", ErrNoRate, c)
}

// crossDigits is how many significant digits a rate between two currencies
// keeps: more than any rate has, and none is lost when it is small.
const crossDigits = 10

// Cross is the units of one currency for one unit of another.
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
	cross := t.DivRound(f, 80) // digits after the point; rates have at most 28 on either side of it
	return cross.Round(crossDigits - int32(cross.NumDigits()) - cross.Exponent()), nil
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
	if len(r.Faults) > 0 {
		return Rates{}, r.Faults
	}
	return rates, nil
}
