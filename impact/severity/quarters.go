package severity

import (
	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Quarters is a number of quarter-points: 19 is 4.75. Every figure of the
// method is a multiple of a quarter, so sums and products stay exact.
type Quarters int

// perPoint is how many quarters make a point.
const perPoint = 4

// Points is a whole number of points.
func Points(n int) Quarters { return Quarters(n * perPoint) }

// Decimal is the exact number of points.
func (q Quarters) Decimal() decimal.Decimal {
	return decimal.New(int64(q)*(100/perPoint), -2)
}

// String is the exact number of points, such as 4.75, 3.5 or 2.
func (q Quarters) String() string { return q.Decimal().String() }

// value is the number for an explanation.
func (q Quarters) value() law.Value { return law.OfNumber(q.Decimal()) }

// ParseQuarters reads a plain decimal that is a non-negative multiple of 0.25
// below 100 points.
func ParseQuarters(s string) (Quarters, bool) {
	if !strict.IsDecimal(s) {
		return 0, false
	}
	four := decimal.RequireFromString(s).Mul(decimal.NewFromInt(perPoint))
	if !four.IsInteger() || four.IsNegative() || four.GreaterThanOrEqual(decimal.NewFromInt(100*perPoint)) {
		return 0, false
	}
	return Quarters(four.IntPart()), true
}

// DecodeNode reads quarter-points from a data file.
func (q *Quarters) DecodeNode(r *strict.Reader, n *strict.Node) {
	digits, ok := r.Decimal(n)
	if !ok {
		return
	}
	parsed, ok := ParseQuarters(digits)
	if !ok {
		r.Fault(n, notQuarter, strict.Arg{Name: "value", Value: digits})
		return
	}
	*q = parsed
}
