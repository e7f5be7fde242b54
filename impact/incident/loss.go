package incident

import (
	"cmp"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// LossOverrides replaces assumptions about costs, or what whole lines cost.
type LossOverrides struct {
	Parameters LossParameters `yaml:"parameters"`
	Lines      LossLines      `yaml:"lines"`
}

// LossParameters is the assumptions replaced, in file order. Which ids exist and
// in what unit they count is for the package that reckons losses.
type LossParameters []LossParameter

// LossParameter is one assumption replaced by a range, for a reason. Currency is
// that of amounts written with one, else empty.
type LossParameter struct {
	ID       string
	Range    law.Range
	Currency law.Currency
	Reason   Prose
	Place    strict.Place
}

// LossLines is the cost lines replaced, in file order.
type LossLines []LossLine

// LossLine is one cost line that is left out, or whose cost is given, for a reason.
type LossLine struct {
	ID     string
	Off    bool
	Cost   MoneyRange // unless Off
	Reason Prose
	Place  strict.Place
}

// quote is a number, or an amount of money: "0.3" or "20 EUR".
type quote struct {
	number   decimal.Decimal
	currency law.Currency
}

// DecodeNode reads a plain number, or an amount with its currency.
func (q *quote) DecodeNode(r *strict.Reader, n *strict.Node) {
	if n.Kind == strict.Scalar && strings.Contains(n.Text, " ") {
		var m law.Money
		r.Decode(n, &m)
		*q = quote{m.Amount, m.Currency}
		return
	}
	var number law.Number
	before := len(r.Faults)
	r.Decode(n, &number)
	if len(r.Faults) == before && number.IsNegative() {
		r.Fault(n, "number-negative", strict.Arg{Name: "value", Value: number.String()})
	}
	q.number = number.Decimal
}

// lossParameter is what stands under an id: a value, or a range.
type lossParameter struct {
	Value  *quote `yaml:"value"`
	Low    *quote `yaml:"low"`
	Likely *quote `yaml:"likely"`
	High   *quote `yaml:"high"`
	Reason Prose  `yaml:"reason,required"`
}

// bounds is the range and its currency. A value and a range exclude each other.
func (l lossParameter) bounds(r *strict.Reader, n *strict.Node) (law.Range, law.Currency) {
	if l.Value != nil {
		if l.Low != nil || l.Likely != nil || l.High != nil {
			r.Fault(n, valueAndRange)
		}
		return law.Exactly(l.Value.number), l.Value.currency
	}
	for _, end := range []struct {
		key string
		is  *quote
	}{{"low", l.Low}, {"high", l.High}} {
		if end.is == nil {
			r.Fault(n, "missing-key", strict.Arg{Name: "key", Value: end.key})
			return law.Range{}, ""
		}
	}
	var likely *decimal.Decimal
	other := l.High.currency
	if l.Likely != nil {
		likely = &l.Likely.number
		if l.Likely.currency != l.Low.currency {
			other = l.Likely.currency
		}
	}
	if other != l.Low.currency {
		r.Fault(n, rangeCurrency, strict.Arg{Name: "low", Value: cmp.Or(string(l.Low.currency), "–")}, strict.Arg{Name: "high", Value: cmp.Or(string(other), "–")})
		return law.Range{}, ""
	}
	return ordered(r, n, l.Low.number, likely, l.High.number), l.Low.currency
}

// DecodeNode reads a map from ids to values or ranges with a reason.
func (l *LossParameters) DecodeNode(r *strict.Reader, n *strict.Node) {
	named(r, n, func(id string, place strict.Place, value *strict.Node) {
		var raw lossParameter
		before := len(r.Faults)
		r.Decode(value, &raw)
		p := LossParameter{ID: id, Reason: raw.Reason, Place: place}
		if len(r.Faults) == before {
			p.Range, p.Currency = raw.bounds(r, value)
		}
		*l = append(*l, p)
	})
}

// lossLine is what stands under a line's id.
type lossLine struct {
	Off    bool        `yaml:"off"`
	Cost   *MoneyRange `yaml:"cost"`
	Reason Prose       `yaml:"reason,required"`
}

// DecodeNode reads a map from lines to "off" or a cost, with a reason.
func (l *LossLines) DecodeNode(r *strict.Reader, n *strict.Node) {
	named(r, n, func(id string, place strict.Place, value *strict.Node) {
		var raw lossLine
		before := len(r.Faults)
		r.Decode(value, &raw)
		line := LossLine{ID: id, Reason: raw.Reason, Place: place, Off: raw.Off}
		if len(r.Faults) == before && line.Off == (raw.Cost != nil) {
			r.Fault(value, offOrCost)
		}
		if raw.Cost != nil {
			line.Cost = *raw.Cost
		}
		*l = append(*l, line)
	})
}

// named reads a map whose keys are ids.
func named(r *strict.Reader, n *strict.Node, each func(id string, place strict.Place, value *strict.Node)) {
	if n.Kind != strict.Map {
		r.Fault(n, "not-a-map")
		return
	}
	for _, f := range n.Fields {
		r.In(f.Key.Text, func() {
			var id Ref
			r.Decode(f.Key, &id)
			each(id.ID, r.Place(f.Key), f.Value)
		})
	}
}
