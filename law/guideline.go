package law

import (
	"slices"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Guideline is how an authority says that it sets fines below a statutory cap:
// one scale after another, each a share of what the one before left. Its range
// stands beside the cap, never instead of it, and binds nobody.
type Guideline struct {
	ID      string     `yaml:"id,required"`
	Name    Text       `yaml:"name,required"`
	Note    Text       `yaml:"note,required"` // what the range is not
	Scales  []Scale    `yaml:"scales,required"`
	Cites   []Citation `yaml:"cites,required"`
	Checked Date       `yaml:"checked,required"`
	Mark    Confidence `yaml:"mark"`
	Why     Text       `yaml:"why"`
	place   strict.Place
}

// DecodeNode reads the guideline and remembers its place for the checks.
func (g *Guideline) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Guideline
	var p plain
	r.Decode(n, &p)
	*g = Guideline(p)
	g.place = r.Place(n)
}

// Scale is one step of a guideline: a low and a high share for each row of a
// fact.
type Scale struct {
	Name  Text       `yaml:"name,required"`
	By    FactID     `yaml:"by,required"`
	Rows  []ScaleRow `yaml:"rows,required"`
	Cites []Citation `yaml:"cites,required"`

	lows, highs []Band // its rows at either end
}

// ScaleRow is one row; its limit belongs to it.
type ScaleRow struct {
	UpTo *Money     `yaml:"up-to"`
	Is   string     `yaml:"is"`
	Low  Percentage `yaml:"low,required"`
	High Percentage `yaml:"high,required"`
	Mark Confidence `yaml:"mark"`
	Why  Text       `yaml:"why"`
}

// DecodeNode reads the scale and holds its rows to one order, and each row to a
// low share that is not above its high one.
func (s *Scale) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Scale
	var p plain
	before := len(r.Faults)
	r.Decode(n, &p)
	*s = Scale(p)
	if len(r.Faults) > before {
		return
	}
	if !ordered(s.bands(nil, lowEnd).Rows) {
		r.Fault(n, "bands-order")
	}
	for _, row := range s.Rows {
		if row.Low.GreaterThan(row.High.Decimal) {
			r.Fault(n, "range-order")
		}
	}
}

// bands is one end of a scale, as a share of a formula.
func (s Scale) bands(of Formula, end func(ScaleRow) decimal.Decimal) Bands {
	f := Bands{By: s.By, Of: of, Name: s.Name, Cites: s.Cites}
	for _, row := range s.Rows {
		f.Rows = append(f.Rows, Band{UpTo: row.UpTo, Is: row.Is, Share: end(row), Mark: row.Mark, Why: row.Why})
	}
	return f
}

func lowEnd(r ScaleRow) decimal.Decimal  { return r.Low.Decimal }
func highEnd(r ScaleRow) decimal.Decimal { return r.High.Decimal }

// Of is the range that the guideline leaves of a cap.
func (g *Guideline) Of(ceiling Formula) FineRange {
	out := FineRange{Low: ceiling, High: ceiling}
	for i := range g.Scales {
		s := &g.Scales[i]
		out.Low = Bands{By: s.By, Of: out.Low, Name: s.Name, Cites: s.Cites, Rows: s.lows}
		out.High = Bands{By: s.By, Of: out.High, Name: s.Name, Cites: s.Cites, Rows: s.highs}
	}
	return out
}

func (g *Guideline) facts() []FactID {
	var out []FactID
	for _, s := range g.Scales {
		out = appendNew(out, s.By)
	}
	return out
}

// notation is the scales in the notation of the data files.
func (g *Guideline) notation() []string {
	var out []string
	for _, s := range g.Scales {
		out = append(out, "low: "+s.bands(nil, lowEnd).notation(), "high: "+s.bands(nil, highEnd).notation())
	}
	return out
}

// Guideline finds a guideline by id, or nil.
func (j *Jurisdiction) Guideline(id string) *Guideline {
	i := slices.IndexFunc(j.Guidelines, func(g Guideline) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return &j.Guidelines[i]
}

// IndicativeFine is what a guideline makes of a cap.
type IndicativeFine struct {
	FineExposure
	Guideline *Guideline
	Step      Step
}

// indicate applies a guideline to a cap as it stands after the modifiers.
func (g *Guideline) indicate(e *evaluation, ceiling Formula) *IndicativeFine {
	r := g.Of(ceiling)
	low, high := r.Low.evaluate(*e), r.High.evaluate(*e)
	out := &IndicativeFine{Guideline: g, FineExposure: FineExposure{Low: low.Low, High: high.High, Bounded: high.Bounded, AtLeast: high.Low,
		Missing: appendNew(slices.Clone(low.Missing), high.Missing...), Floor: r.Low, Cap: r.High}}
	if e.plain {
		return out
	}
	out.Step = Step{Key: "indicative", Args: []Arg{With("guideline", OfText(g.Name)), With("low", OfMoney(low.Low)), With("high", OfMoney(high.High))}, Cites: g.Cites, Mark: g.Mark,
		Parts: []Step{
			{Key: "indicative.low", Result: OfMoney(low.Low), Parts: []Step{low.Step}},
			{Key: "indicative.high", Result: high.Step.Result, Parts: []Step{high.Step}},
			{Key: "indicative.note", Args: []Arg{With("note", OfText(g.Note))}},
		}}
	if !high.Bounded {
		out.Step.Key += ".at-least"
		out.Step.Args[2] = With("high", OfMoney(high.Low))
	}
	return out
}
