package law

import (
	"strings"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Bands is a stepwise share of another formula: the share is that of the row in
// which a fact falls. While the fact is not known, or lies across rows, every row
// it may fall in counts.
type Bands struct {
	By    FactID
	Rows  []Band
	Of    Formula
	Name  Text       // what the scale is called; zero for one written inside a formula
	Cites []Citation // of the scale
}

// Band is one row. Rows by an amount have a limit, which belongs to the row, and
// go upwards; the last has none. Rows by a choice name their word.
type Band struct {
	UpTo  *Money
	Is    string
	Share decimal.Decimal // 0.1 for 10 %
	Mark  Confidence
	Why   Text
}

// evaluate multiplies by the least and the greatest share that may apply.
func (f Bands) evaluate(e evaluation) Amount {
	v := e.facts[f.By]
	rows, settled := f.fitting(v)
	least, most := shares(rows)
	a := f.Of.evaluate(e)
	inner := a.Step
	a.Low, a.High = a.Low.Times(least), a.High.Times(most)
	if !settled {
		a.Missing = appendNew(a.Missing, f.By)
	}
	if e.plain {
		return a
	}
	result := a.High
	if !a.Bounded {
		result = a.Low
	}
	a.Step = Step{Key: "formula.bands", Facts: []FactID{f.By}, Cites: f.Cites, Result: OfMoney(result), Parts: []Step{inner}, Args: []Arg{
		With("percent", OfNumber(most.Shift(2))), With("by", e.book.name(f.By)), With("value", v.Value(e.book.Find(f.By))),
	}}
	if !least.Equal(most) {
		a.Step.Key += ".several"
		a.Step.Args = append(a.Step.Args, With("least", OfNumber(least.Shift(2))))
	}
	for _, row := range rows {
		if !row.Mark.Firm() {
			a.Step.Parts = append(a.Step.Parts, Step{Key: "formula.band", Args: []Arg{With("percent", OfNumber(row.Share.Shift(2))), With("why", OfText(row.Why))}, Mark: row.Mark})
		}
	}
	return a
}

// fitting are the rows that a fact may fall in, and whether the fact is known. A
// turnover in another currency than the scale's is a missing fact.
func (f Bands) fitting(v FactValue) ([]Band, bool) {
	if !v.Known {
		return f.Rows, false
	}
	var out []Band
	if f.byAmount() {
		if v.Currency != f.currency() {
			return f.Rows, false
		}
		from := decimal.Zero // of the row, not in it, but for the first
		for i, row := range f.Rows {
			starts := i == 0 || v.Range.High.GreaterThan(from)
			ends := row.UpTo == nil || !v.Range.Low.GreaterThan(row.UpTo.Amount)
			if starts && ends {
				out = append(out, row)
			}
			if row.UpTo != nil {
				from = row.UpTo.Amount
			}
		}
		return out, true
	}
	for _, row := range f.Rows {
		for _, w := range v.Words {
			if row.Is == w {
				out = append(out, row)
			}
		}
	}
	if len(out) == 0 || v.Partial {
		return f.Rows, false
	}
	return out, true
}

func (f Bands) byAmount() bool { return len(f.Rows) > 0 && f.Rows[0].Is == "" }

// currency is that of the limits; "" for a choice, or for a single row without one.
func (f Bands) currency() Currency {
	if f.Rows[0].UpTo == nil {
		return FormulaCurrency(f.Of)
	}
	return f.Rows[0].UpTo.Currency
}

func (f Bands) facts() []FactID { return appendNew([]FactID{f.By}, f.Of.facts()...) }

// Parts is the formula of which a share is taken.
func (f Bands) Parts() []Formula { return []Formula{f.Of} }

// Extremes are the least and the greatest share among the rows that a fact may
// fall in, for live formulas.
func (f Bands) Extremes(v FactValue) (least, most decimal.Decimal) {
	rows, _ := f.fitting(v)
	return shares(rows)
}

// shares are the least and the greatest of some rows.
func shares(rows []Band) (least, most decimal.Decimal) {
	least, most = rows[0].Share, rows[0].Share
	for _, row := range rows {
		least, most = decimal.Min(least, row.Share), decimal.Max(most, row.Share)
	}
	return least, most
}

// ordered tells whether rows form one scale: all by words, each once, or all by
// amounts of one currency that rise to a last row without a limit.
func ordered(rows []Band) bool {
	words := map[string]bool{}
	var last *Money
	for i, row := range rows {
		byWord := row.Is != ""
		switch {
		case byWord != (rows[0].Is != "") || byWord && (row.UpTo != nil || words[row.Is]):
			return false
		case byWord:
			words[row.Is] = true
		case (row.UpTo == nil) != (i == len(rows)-1):
			return false
		case row.UpTo != nil && last != nil && (row.UpTo.Currency != last.Currency || !row.UpTo.Amount.GreaterThan(last.Amount)):
			return false
		}
		last = row.UpTo
	}
	return len(rows) > 0
}

// bandsNode lets a scale written inside a formula be read by the strict reader.
type bandsNode struct{ Bands }

// DecodeNode reads the scale and holds its rows to one order.
func (b *bandsNode) DecodeNode(r *strict.Reader, n *strict.Node) {
	var raw struct {
		By   FactID      `yaml:"by,required"`
		Of   formulaNode `yaml:"of,required"`
		Rows []struct {
			UpTo  *Money     `yaml:"up-to"`
			Is    string     `yaml:"is"`
			Share Percentage `yaml:"share,required"`
		} `yaml:"rows,required"`
	}
	before := len(r.Faults)
	r.Decode(n, &raw)
	b.Bands = Bands{By: raw.By, Of: raw.Of.Formula}
	for _, row := range raw.Rows {
		b.Rows = append(b.Rows, Band{UpTo: row.UpTo, Is: row.Is, Share: row.Share.Decimal})
	}
	if len(r.Faults) == before && !ordered(b.Rows) {
		r.Fault(n, "bands-order")
	}
}

// notation is the scale in the notation of the data files.
func (f Bands) notation() string {
	var rows []string
	for _, row := range f.Rows {
		limit := row.Is
		if limit == "" {
			limit = "…"
		}
		if row.UpTo != nil {
			limit = row.UpTo.String()
		}
		rows = append(rows, limit+": "+row.Share.Shift(2).String()+"%")
	}
	return "bands(" + string(f.By) + ", " + strings.Join(rows, ", ") + ") × "
}
