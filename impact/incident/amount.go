package incident

import (
	"regexp"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// maxCount is the largest count accepted. It is a hundred thousand times the
// people alive, and every whole number up to it is exact in a float64.
const maxCount = 1_000_000_000_000_000

// Count is a range of whole numbers of things.
type Count struct{ law.Range }

// DecodeNode reads a whole number, {low, likely, high} or {low, high}.
func (c *Count) DecodeNode(r *strict.Reader, n *strict.Node) {
	var v law.Range
	before := len(r.Faults)
	r.Decode(n, &v)
	if len(r.Faults) > before {
		return
	}
	limit := decimal.NewFromInt(maxCount)
	for _, d := range []decimal.Decimal{v.Low, v.Likely, v.High} {
		switch {
		case !d.IsInteger():
			r.Fault(n, notWhole, strict.Arg{Name: "value", Value: d.String()})
			return
		case d.GreaterThan(limit):
			r.Fault(n, numberTooLarge, strict.Arg{Name: "value", Value: d.String()}, strict.Arg{Name: "limit", Value: limit.String()})
			return
		}
	}
	c.Range = v
}

// Value is the number, or the range.
func (c Count) Value() law.Value { return rangeValue(c.Range) }

func rangeValue(r law.Range) law.Value {
	if r.IsExact() {
		return law.OfNumber(r.Low)
	}
	return law.OfRange(r)
}

// Amount is one stated sum of money.
type Amount struct{ law.Money }

// DecodeNode reads "500000 MAD".
func (a *Amount) DecodeNode(r *strict.Reader, n *strict.Node) { a.Money.DecodeNode(r, n) }

// Value is the amount.
func (a Amount) Value() law.Value { return law.OfMoney(a.Money) }

// MoneyRange is a range of money of one currency.
type MoneyRange struct {
	Range    law.Range
	Currency law.Currency
}

// DecodeNode reads an amount, or a range whose limits are amounts of one
// currency, in order.
func (m *MoneyRange) DecodeNode(r *strict.Reader, n *strict.Node) {
	if n.Kind != strict.Map {
		var a law.Money
		r.Decode(n, &a)
		*m = MoneyRange{law.Exactly(a.Amount), a.Currency}
		return
	}
	var raw struct {
		Low    law.Money  `yaml:"low,required"`
		Likely *law.Money `yaml:"likely"`
		High   law.Money  `yaml:"high,required"`
	}
	before := len(r.Faults)
	r.Decode(n, &raw)
	if len(r.Faults) > before {
		return
	}
	var likely *decimal.Decimal
	if raw.Likely != nil {
		likely = &raw.Likely.Amount
	}
	if raw.Low.Currency != raw.High.Currency || raw.Likely != nil && raw.Likely.Currency != raw.Low.Currency {
		r.Fault(n, rangeCurrency, strict.Arg{Name: "low", Value: string(raw.Low.Currency)}, strict.Arg{Name: "high", Value: string(raw.High.Currency)})
		return
	}
	m.Currency = raw.Low.Currency
	m.Range = ordered(r, n, raw.Low.Amount, likely, raw.High.Amount)
}

// ordered makes a range of limits that must not be out of order.
func ordered(r *strict.Reader, n *strict.Node, low decimal.Decimal, likely *decimal.Decimal, high decimal.Decimal) law.Range {
	if high.LessThan(low) || likely != nil && (likely.LessThan(low) || high.LessThan(*likely)) {
		r.Fault(n, rangeOrder)
		return law.Range{}
	}
	out := law.Range{Low: low, High: high}
	if likely != nil {
		out.Likely, out.HasLikely = *likely, true
	}
	return out
}

// Value is the amount, or both limits in the notation of data files: a range of
// money is not one of the kinds an explanation formats.
func (m MoneyRange) Value() law.Value {
	low, high := law.Money{Amount: m.Range.Low, Currency: m.Currency}, law.Money{Amount: m.Range.High, Currency: m.Currency}
	if m.Range.IsExact() {
		return law.OfMoney(low)
	}
	return law.OfCode(low.String() + " – " + high.String())
}

const sizePattern = `^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})? (KB|MB|GB|TB)$`

var sizeForm = regexp.MustCompile(sizePattern)

// Size is an amount of data in bytes, with the text it was stated in.
type Size struct {
	Bytes decimal.Decimal
	Text  string
}

// DecodeNode reads "13 GB": KB, MB, GB and TB are powers of a thousand.
func (s *Size) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !sizeForm.MatchString(word) {
		r.Fault(n, notASize, strict.Arg{Name: "value", Value: word})
		return
	}
	digits, unit, _ := strings.Cut(word, " ")
	power := int32(3 * (1 + strings.Index("KMGT", unit[:1])))
	*s = Size{decimal.RequireFromString(digits).Shift(power), word}
}

// SizeRange is a range of amounts of data, in bytes.
type SizeRange struct {
	Range law.Range
	Text  string
}

// DecodeNode reads a size, or a range whose limits are sizes, in order.
func (s *SizeRange) DecodeNode(r *strict.Reader, n *strict.Node) {
	if n.Kind != strict.Map {
		var one Size
		r.Decode(n, &one)
		*s = SizeRange{law.Exactly(one.Bytes), one.Text}
		return
	}
	var raw struct {
		Low    Size  `yaml:"low,required"`
		Likely *Size `yaml:"likely"`
		High   Size  `yaml:"high,required"`
	}
	before := len(r.Faults)
	r.Decode(n, &raw)
	if len(r.Faults) > before {
		return
	}
	var likely *decimal.Decimal
	if raw.Likely != nil {
		likely = &raw.Likely.Bytes
	}
	s.Range = ordered(r, n, raw.Low.Bytes, likely, raw.High.Bytes)
	s.Text = raw.Low.Text + " – " + raw.High.Text
}

// Value is the size as it was stated.
func (s SizeRange) Value() law.Value { return law.OfCode(s.Text) }

// Share is the part of a group that lives in one country, from 0 to 1.
type Share struct {
	Country Country
	Part    decimal.Decimal
}

// Residence is where the people of a group live, in file order. The shares need
// not add up to one: the rest live elsewhere, or nobody knows where.
type Residence []Share

// DecodeNode reads {ma: 90%, fr: 5%}.
func (s *Residence) DecodeNode(r *strict.Reader, n *strict.Node) {
	if n.Kind != strict.Map {
		r.Fault(n, "not-a-map")
		return
	}
	sum := decimal.Zero
	var out Residence
	for _, f := range n.Fields {
		r.In(f.Key.Text, func() {
			var share Share
			r.Decode(f.Key, &share.Country)
			var part law.Percentage
			r.Decode(f.Value, &part)
			share.Part = part.Decimal
			sum = sum.Add(share.Part)
			out = append(out, share)
		})
	}
	if sum.GreaterThan(decimal.NewFromInt(1)) {
		r.Fault(n, residenceSum, strict.Arg{Name: "sum", Value: sum.Shift(2).String()})
	}
	*s = out
}

// Value is the countries with their percentages.
func (s Residence) Value() law.Value {
	parts := make([]string, len(s))
	for i, share := range s {
		parts[i] = strings.ToUpper(string(share.Country)) + " " + share.Part.Shift(2).String() + "%"
	}
	return law.OfCode(strings.Join(parts, ", "))
}

// Currency is the currency of the money results.
type Currency string

// DecodeNode reads an ISO 4217 code that law knows.
func (c *Currency) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if _, known := law.Currency(word).MinorDigits(); !known {
		r.Fault(n, unknownCurrency, strict.Arg{Name: "value", Value: word})
		return
	}
	*c = Currency(word)
}

// QuarterStep is a severity figure that counts in quarters.
type QuarterStep struct {
	decimal.Decimal
	read bool // false after a fault
}

// DecodeNode reads a multiple of 0.25.
func (q *QuarterStep) DecodeNode(r *strict.Reader, n *strict.Node) {
	digits, ok := r.Decimal(n)
	if !ok {
		return
	}
	d := decimal.RequireFromString(digits)
	if !d.Mul(decimal.NewFromInt(4)).IsInteger() {
		r.Fault(n, notAQuarterStep, strict.Arg{Name: "value", Value: digits})
		return
	}
	q.Decimal, q.read = d, true
}
