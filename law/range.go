package law

import (
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Range is a quantity known within hard limits, with a likeliest value when one
// was given. A single number is a range of zero width.
type Range struct {
	Low, High decimal.Decimal
	Likely    decimal.Decimal
	HasLikely bool
}

// Exactly is the range of one known number.
func Exactly(d decimal.Decimal) Range { return Range{Low: d, High: d, Likely: d, HasLikely: true} }

// Count is the range of one known whole number.
func Count(n int64) Range { return Exactly(decimal.NewFromInt(n)) }

// Centre is the likeliest value, or the middle when none was given.
func (r Range) Centre() decimal.Decimal {
	if r.HasLikely {
		return r.Likely
	}
	return r.Low.Add(r.High).Div(decimal.NewFromInt(2))
}

// IsExact tells whether low and high are the same.
func (r Range) IsExact() bool { return r.Low.Equal(r.High) }

// Add adds two ranges limit by limit.
func (r Range) Add(o Range) Range {
	return Range{Low: r.Low.Add(o.Low), High: r.High.Add(o.High), Likely: r.Centre().Add(o.Centre()), HasLikely: r.HasLikely && o.HasLikely}
}

// DecodeNode reads a plain number, or {low, likely, high} or {low, high} with
// limits in order.
func (r *Range) DecodeNode(rd *strict.Reader, n *strict.Node) {
	if n.Kind == strict.Scalar {
		if digits, ok := rd.Decimal(n); ok {
			d := decimal.RequireFromString(digits)
			if d.IsNegative() {
				rd.Fault(n, "number-negative", strict.Arg{Name: "value", Value: digits})
				return
			}
			*r = Exactly(d)
		}
		return
	}
	var raw struct {
		Low    Number  `yaml:"low,required"`
		Likely *Number `yaml:"likely"`
		High   Number  `yaml:"high,required"`
	}
	before := len(rd.Faults)
	rd.Decode(n, &raw)
	if len(rd.Faults) > before {
		return
	}
	out := Range{Low: raw.Low.Decimal, High: raw.High.Decimal}
	if out.Low.IsNegative() {
		rd.Fault(n, "number-negative", strict.Arg{Name: "value", Value: out.Low.String()})
		return
	}
	ordered := !out.High.LessThan(out.Low)
	if raw.Likely != nil {
		out.Likely, out.HasLikely = raw.Likely.Decimal, true
		ordered = ordered && !out.Likely.LessThan(out.Low) && !out.High.LessThan(out.Likely)
	}
	if !ordered {
		rd.Fault(n, "range-order")
		return
	}
	*r = out
}

// Number is an exact decimal in a data file.
type Number struct{ decimal.Decimal }

// DecodeNode reads a plain decimal.
func (d *Number) DecodeNode(r *strict.Reader, n *strict.Node) {
	if digits, ok := r.Decimal(n); ok {
		d.Decimal = decimal.RequireFromString(digits)
	}
}

// Percentage is a share between 0 and 1, written "4 %" or "4%" in data files.
type Percentage struct{ decimal.Decimal }

// DecodeNode reads a percentage from 0 to 100.
func (p *Percentage) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	digits, found := cutPercent(word)
	if !found || !strict.IsDecimal(digits) {
		r.Fault(n, "not-a-percentage", strict.Arg{Name: "value", Value: word})
		return
	}
	d := decimal.RequireFromString(digits)
	if d.IsNegative() || d.GreaterThan(decimal.NewFromInt(100)) {
		r.Fault(n, "percentage-range", strict.Arg{Name: "value", Value: word})
		return
	}
	p.Decimal = d.Shift(-2)
}

func cutPercent(s string) (string, bool) {
	if len(s) < 2 || s[len(s)-1] != '%' {
		return "", false
	}
	s = s[:len(s)-1]
	if s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s, true
}
