package severity

import (
	"slices"

	"breachimpact/law"
)

// Method is one edition of the method with its catalogue. It is immutable once
// loaded and safe for use by several goroutines.
type Method struct {
	Source         Source
	Categories     []Category
	Identification Identification
	Circumstances  []Circumstance
	Malicious      Quarters // what intent to harm adds
	Bands          []Band   // by rising score
	FlagOver       int      // people above this number raise the flag
	Protections    []Protection
	Catalogue      *Catalogue
	Combinations   []Combination
	Memberships    []Membership
	Periods        []PeriodRule
	Extended       ExtendedRules
	Fingerprint    string // SHA-256 over names and contents of the data files, in hex
}

// Source is the document the figures come from.
type Source struct {
	Instrument string         `yaml:"instrument,required"`
	Title      law.Text       `yaml:"title,required"`
	Consulted  law.Date       `yaml:"consulted,required"`
	Mark       law.Confidence `yaml:"mark,required"`
	Note       law.Text       `yaml:"note,required"`
}

// Category is a row of the context table: what kind of data, and what each of
// its four scores means.
type Category struct {
	ID    string `yaml:"id,required"`
	Base  int    `yaml:"base,required"`
	Cells []Cell `yaml:"cells,required"`
}

// Cell is one score of a category and the word that says when it applies.
type Cell struct {
	ID    string `yaml:"id,required"`
	Score int    `yaml:"score,required"`
}

// Identification is the table of identifiers.
type Identification struct {
	Levels []Identifiability `yaml:"levels,required"`
	Rows   []Row             `yaml:"rows,required"`
}

// Identifiability names a value of EI.
type Identifiability struct {
	ID string   `yaml:"id,required"`
	EI Quarters `yaml:"ei,required"`
}

// Row is a kind of identifier and the circumstances that make it identify more
// or less easily. Not every row has a cell at every level.
type Row struct {
	ID    string    `yaml:"id,required"`
	Cells []RowCell `yaml:"cells,required"`
}

// RowCell is one circumstance of a row.
type RowCell struct {
	ID       string   `yaml:"id,required"`
	EI       Quarters `yaml:"ei,required"`
	Together bool     `yaml:"together"` // depends on what else was exposed, so it is no open question about the datum itself
}

// Circumstance is confidentiality, integrity or availability, with what each of
// its states adds.
type Circumstance struct {
	ID     string  `yaml:"id,required"`
	States []State `yaml:"states,required"`
}

// State is one state of a circumstance.
type State struct {
	ID     string   `yaml:"id,required"`
	Points Quarters `yaml:"points,required"`
}

// Protection is a way data were protected. None changes the strict score,
// except that a truncated datum is the thin one.
type Protection struct {
	ID             string `yaml:"id,required"`
	Unintelligible bool   `yaml:"unintelligible,required"`
	Thin           bool   `yaml:"thin,required"`
}

// The three circumstances an incident states in words.
const (
	confidentiality = "confidentiality"
	integrity       = "integrity"
	availability    = "availability"
)

// untouched is the state that says a circumstance did not occur at all.
const untouched = "none"

// Category returns a category by id, or nil.
func (m *Method) Category(id string) *Category {
	return find(m.Categories, func(c Category) bool { return c.ID == id })
}

// Cell returns a category's cell by score, or nil.
func (c *Category) Cell(score int) *Cell {
	return find(c.Cells, func(k Cell) bool { return k.Score == score })
}

// Row returns a row of identifiers by id, or nil.
func (m *Method) Row(id string) *Row {
	return find(m.Identification.Rows, func(r Row) bool { return r.ID == id })
}

// Cell returns a row's cell by value, or nil.
func (r *Row) Cell(ei Quarters) *RowCell {
	return find(r.Cells, func(k RowCell) bool { return k.EI == ei })
}

// named returns a row's cell by its word, or nil.
func (r *Row) named(id string) *RowCell {
	return find(r.Cells, func(k RowCell) bool { return k.ID == id })
}

// Circumstance returns a circumstance by id, or nil.
func (m *Method) Circumstance(id string) *Circumstance {
	return find(m.Circumstances, func(c Circumstance) bool { return c.ID == id })
}

// lowest is the row's cell that identifies least.
func (r *Row) lowest() *RowCell {
	best := &r.Cells[0]
	for i := range r.Cells {
		if r.Cells[i].EI < best.EI {
			best = &r.Cells[i]
		}
	}
	return best
}

// highestAlone is the cell that identifies best without help of other data.
func (r *Row) highestAlone() *RowCell {
	best := r.lowest()
	for i := range r.Cells {
		if !r.Cells[i].Together && r.Cells[i].EI > best.EI {
			best = &r.Cells[i]
		}
	}
	return best
}

// state returns a circumstance's state by id, or nil.
func (c *Circumstance) state(id string) *State {
	return find(c.States, func(s State) bool { return s.ID == id })
}

// worst is the state that adds most; the first of several.
func (c *Circumstance) worst() State {
	return slices.MaxFunc(c.States, func(a, b State) int { return int(a.Points - b.Points) })
}

// protection returns a protection by id, or nil.
func (m *Method) protection(id string) *Protection {
	return find(m.Protections, func(p Protection) bool { return p.ID == id })
}

// floorEI is the lowest value of EI, which a group without any identifier has.
func (m *Method) floorEI() Identifiability {
	return slices.MinFunc(m.Identification.Levels, func(a, b Identifiability) int { return int(a.EI - b.EI) })
}

// topEI is the highest value of EI.
func (m *Method) topEI() Quarters {
	return slices.MaxFunc(m.Identification.Levels, func(a, b Identifiability) int { return int(a.EI - b.EI) }).EI
}

// scores are the lowest and highest score of the context table.
func (m *Method) scores() (low, high int) {
	low, high = m.Categories[0].Base, m.Categories[0].Base
	for _, c := range m.Categories {
		for _, k := range c.Cells {
			low, high = min(low, k.Score), max(high, k.Score)
		}
	}
	return low, high
}

// topCB is the highest sum of the circumstances.
func (m *Method) topCB() Quarters {
	sum := m.Malicious
	for _, c := range m.Circumstances {
		sum += c.worst().Points
	}
	return sum
}

// cite points at a place in the published tables.
func (m *Method) cite(at string) []law.Citation {
	return []law.Citation{{Instrument: m.Source.Instrument, At: at, Consulted: m.Source.Consulted}}
}

func find[T any](list []T, is func(T) bool) *T {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return &list[i]
	}
	return nil
}
