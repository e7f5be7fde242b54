package law

import (
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Formula computes one statutory amount. The kinds are closed, so that each can
// be explained in words and written as a live spreadsheet formula:
//
//	fixed: 20000 MAD
//	share: {of: turnover, percent: 4 %}
//	greater: [...]      the greatest of several
//	lesser: [...]       the least of several
//	per-unit: {amount: 20000 MAD, fact: refused-requests}
//	times: {factor: 2, of: {...}}
//	bands: {by: turnover, rows: [{up-to: 2000000 EUR, share: 50 %}, {share: 100 %}], of: {...}}
type Formula interface {
	// evaluate answers with its explanation; there is no other way to get the
	// amount.
	evaluate(e evaluation) Amount
	// facts lists what the formula asks.
	facts() []FactID
	// Parts are the formulas inside, for those who walk the tree.
	Parts() []Formula
}

// Amount is what a formula answers. With a fact missing it still says what it
// can: at least Low, and High only when Bounded.
type Amount struct {
	Low     Money
	High    Money // meaningless unless Bounded
	Bounded bool
	Missing []FactID
	Step    Step
}

// Fixed is a stated amount.
type Fixed struct{ Amount Money }

// Share is a percentage of an amount fact, such as 4 % of turnover. A turnover
// stated in another currency than the law's is a missing fact, never converted.
type Share struct {
	Of       FactID
	Percent  decimal.Decimal // 0.04 for 4 %
	Currency Currency
}

// Greater is the greatest of its parts.
type Greater struct{ Of []Formula }

// Lesser is the least of its parts.
type Lesser struct{ Of []Formula }

// PerUnit is an amount for each unit counted by a number fact; with the count
// unknown it is at least one unit.
type PerUnit struct {
	Amount Money
	Fact   FactID
}

// Multiple multiplies another formula by an exact factor, such as the doubling of
// fines for legal persons.
type Multiple struct {
	Factor decimal.Decimal
	Of     Formula
	By     string // the provision that multiplies; "" for a factor of the text itself
	Name   Text   // its heading
}

func (f Fixed) evaluate(e evaluation) Amount {
	if e.plain {
		return Amount{Low: f.Amount, High: f.Amount, Bounded: true}
	}
	return Amount{Low: f.Amount, High: f.Amount, Bounded: true, Step: Step{Key: "formula.fixed", Result: OfMoney(f.Amount)}}
}

func (f Share) evaluate(e evaluation) Amount {
	v := e.facts[f.Of]
	var step Step
	if !e.plain {
		step = Step{Key: "formula.share", Facts: []FactID{f.Of}, Args: []Arg{
			With("percent", OfNumber(f.Percent.Shift(2))), With("of", e.book.name(f.Of)), With("value", v.Value(e.book.Find(f.Of))),
		}}
	}
	zero := Money{decimal.Zero, f.Currency}
	if !v.Known || v.Currency != f.Currency {
		if !e.plain {
			step.Result = OfVerdict(Unknown)
		}
		return Amount{Low: zero, Missing: []FactID{f.Of}, Step: step}
	}
	low := Money{v.Range.Low, v.Currency}.Times(f.Percent)
	high := Money{v.Range.High, v.Currency}.Times(f.Percent)
	if !e.plain {
		step.Result = OfMoney(high)
	}
	return Amount{Low: low, High: high, Bounded: true, Step: step}
}

func (f Greater) evaluate(e evaluation) Amount {
	return e.pick(f.Of, "formula.greater", func(a, b Money) bool { return a.Amount.GreaterThan(b.Amount) }, false)
}

func (f Lesser) evaluate(e evaluation) Amount {
	return e.pick(f.Of, "formula.lesser", func(a, b Money) bool { return a.Amount.LessThan(b.Amount) }, true)
}

// pick folds parts by better. An unbounded part leaves the greatest unbounded;
// it cannot raise the least, which any bounded part bounds. Currencies are
// equal: the loader checks it.
func (e evaluation) pick(parts []Formula, key string, better func(a, b Money) bool, anyBounds bool) Amount {
	var out Amount
	var steps []Step
	for i, p := range parts {
		a := p.evaluate(e)
		if !e.plain {
			steps = append(steps, a.Step)
		}
		out.Missing = appendNew(out.Missing, a.Missing...)
		if i == 0 {
			out.Low, out.High, out.Bounded = a.Low, a.High, a.Bounded
			continue
		}
		if better(a.Low, out.Low) {
			out.Low = a.Low
		}
		switch {
		case anyBounds && a.Bounded && (!out.Bounded || better(a.High, out.High)):
			out.High, out.Bounded = a.High, true
		case !anyBounds && !a.Bounded:
			out.Bounded = false
		case !anyBounds && out.Bounded && better(a.High, out.High):
			out.High = a.High
		}
	}
	if e.plain {
		return out
	}
	out.Step = Step{Key: key, Parts: steps}
	if out.Bounded {
		out.Step.Result = OfMoney(out.High)
	} else {
		out.Step.Result = OfMoney(out.Low)
		out.Step.Key += ".at-least"
	}
	return out
}

func (f PerUnit) evaluate(e evaluation) Amount {
	v := e.facts[f.Fact]
	var step Step
	if !e.plain {
		step = Step{Key: "formula.per-unit", Facts: []FactID{f.Fact}, Args: []Arg{
			With("amount", OfMoney(f.Amount)), With("unit", e.book.name(f.Fact)), With("value", v.Value(e.book.Find(f.Fact))),
		}}
	}
	if !v.Known {
		if !e.plain {
			step.Key = "formula.per-unit.at-least"
			step.Result = OfMoney(f.Amount)
		}
		return Amount{Low: f.Amount, Missing: []FactID{f.Fact}, Step: step}
	}
	// A count that may be zero and may be more is still at least one unit: at
	// zero there is nothing to punish. Only a count known to be zero costs zero.
	fewest := decimal.Min(decimal.Max(v.Range.Low, decimal.NewFromInt(1)), v.Range.High)
	high := f.Amount.Times(v.Range.High)
	if !e.plain {
		step.Result = OfMoney(high)
	}
	return Amount{Low: f.Amount.Times(fewest), High: high, Bounded: true, Step: step}
}

func (f Multiple) evaluate(e evaluation) Amount {
	a := f.Of.evaluate(e)
	inner := a.Step
	a.Low, a.High = a.Low.Times(f.Factor), a.High.Times(f.Factor)
	if e.plain {
		return a
	}
	result := a.High
	if !a.Bounded {
		result = a.Low
	}
	a.Step = Step{Key: "formula.times", Args: []Arg{With("factor", OfNumber(f.Factor))}, Result: OfMoney(result), Parts: []Step{inner}}
	if f.By != "" {
		a.Step.Key += ".by"
		a.Step.Args = append(a.Step.Args, With("by", OfText(f.Name)))
	}
	return a
}

func (f Fixed) facts() []FactID    { return nil }
func (f Share) facts() []FactID    { return []FactID{f.Of} }
func (f Greater) facts() []FactID  { return partFacts(f.Of) }
func (f Lesser) facts() []FactID   { return partFacts(f.Of) }
func (f PerUnit) facts() []FactID  { return []FactID{f.Fact} }
func (f Multiple) facts() []FactID { return f.Of.facts() }

func partFacts(parts []Formula) []FactID {
	var out []FactID
	for _, p := range parts {
		out = appendNew(out, p.facts()...)
	}
	return out
}

// Parts of a stated amount: none.
func (f Fixed) Parts() []Formula { return nil }

// Parts of a share: none.
func (f Share) Parts() []Formula { return nil }

// Parts are what the greatest is taken of.
func (f Greater) Parts() []Formula { return f.Of }

// Parts are what the least is taken of.
func (f Lesser) Parts() []Formula { return f.Of }

// Parts of an amount for each unit: none.
func (f PerUnit) Parts() []Formula { return nil }

// Parts is the formula that is multiplied.
func (f Multiple) Parts() []Formula { return []Formula{f.Of} }

// FormulaCurrency is the one currency a formula answers in; "" when its parts
// disagree.
func FormulaCurrency(f Formula) Currency {
	switch f := f.(type) {
	case Fixed:
		return f.Amount.Currency
	case Share:
		return f.Currency
	case PerUnit:
		return f.Amount.Currency
	}
	var c Currency
	for i, p := range f.Parts() {
		pc := FormulaCurrency(p)
		if i > 0 && pc != c {
			return ""
		}
		c = pc
	}
	return c
}

// readFormula reads one formula; a bare amount is Fixed.
func readFormula(r *strict.Reader, n *strict.Node) Formula {
	if n.Kind == strict.Scalar {
		var m Money
		m.DecodeNode(r, n)
		return Fixed{m}
	}
	var raw struct {
		Fixed *Money `yaml:"fixed"`
		Share *struct {
			Of       FactID     `yaml:"of,required"`
			Percent  Percentage `yaml:"percent,required"`
			Currency Currency   `yaml:"currency,required"`
		} `yaml:"share"`
		Greater []formulaNode `yaml:"greater"`
		Lesser  []formulaNode `yaml:"lesser"`
		PerUnit *struct {
			Amount Money  `yaml:"amount,required"`
			Fact   FactID `yaml:"fact,required"`
		} `yaml:"per-unit"`
		Times *struct {
			Factor Number      `yaml:"factor,required"`
			Of     formulaNode `yaml:"of,required"`
		} `yaml:"times"`
		Bands *bandsNode `yaml:"bands"`
	}
	before := len(r.Faults)
	r.Decode(n, &raw)
	if len(r.Faults) > before {
		return nil
	}
	var found []Formula
	if raw.Fixed != nil {
		found = append(found, Fixed{*raw.Fixed})
	}
	if raw.Share != nil {
		found = append(found, Share{raw.Share.Of, raw.Share.Percent.Decimal, raw.Share.Currency})
	}
	if raw.Greater != nil {
		found = append(found, Greater{unwrap(raw.Greater)})
	}
	if raw.Lesser != nil {
		found = append(found, Lesser{unwrap(raw.Lesser)})
	}
	if raw.PerUnit != nil {
		found = append(found, PerUnit{raw.PerUnit.Amount, raw.PerUnit.Fact})
	}
	if raw.Times != nil {
		found = append(found, Multiple{Factor: raw.Times.Factor.Decimal, Of: raw.Times.Of.Formula})
	}
	if raw.Bands != nil {
		found = append(found, raw.Bands.Bands)
	}
	if raw.Times != nil && raw.Times.Factor.IsNegative() {
		r.Fault(n, "number-negative", strict.Arg{Name: "value", Value: raw.Times.Factor.String()})
		return nil
	}
	if len(found) != 1 || FormulaCurrency(found[0]) == "" {
		r.Fault(n, "formula-form")
		return nil
	}
	return found[0]
}

// formulaNode lets lists of formulas be read by the strict reader.
type formulaNode struct{ Formula }

// DecodeNode reads one formula.
func (f *formulaNode) DecodeNode(r *strict.Reader, n *strict.Node) { f.Formula = readFormula(r, n) }

func unwrap(nodes []formulaNode) []Formula {
	out := make([]Formula, 0, len(nodes))
	for _, n := range nodes {
		if n.Formula != nil {
			out = append(out, n.Formula)
		}
	}
	return out
}
