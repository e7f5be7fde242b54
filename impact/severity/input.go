package severity

import (
	"time"

	"breachimpact/law"
)

// Input is a breach as seen from one standpoint: what is taken to be so, and
// what is not known.
type Input struct {
	PersonalData law.Verdict // whether personal data were affected at all; a stated no leaves nothing to score
	Overlaps     bool        // the same person may be in several groups
	Groups       []Group
	Plain        bool // scores, levels, moves and advice only: no Step is made, nor Cells and Unknowns
}

// Group is people whose data were affected in the same way.
type Group struct {
	ID          string
	People      law.Range
	PeopleKnown bool
	Vulnerable  law.Verdict
	// Reveals is what belonging to the group tells about a person, a membership of
	// the method. Empty is nothing; "unknown" is not known.
	Reveals string
	// Takeover is whether somebody entered the accounts of these people.
	Takeover law.Verdict
	// Dependence is what not having the data costs these people. Empty or
	// "unknown" is not known.
	Dependence string
	Outage     Outage
	// States in the words of the incident file. Empty or "unknown" is not known.
	Confidentiality string
	Integrity       string
	Availability    string
	Malicious       law.Verdict
	Data            []Datum
	Overrides       []Override
}

// Outage is how long the data could not be used: between Low and High. The zero
// Outage is not known to have lasted at all.
type Outage struct {
	Known     bool
	Low, High time.Duration
	Open      bool // no upper limit is known; High means nothing then
}

// Datum is one kind of data of a group.
type Datum struct {
	Type         string
	Present      law.Verdict
	Detail       string // thin, normal or rich; empty is normal
	Period       int    // days of a person's life that it covers; 0 is not known
	Identifies   string // word of a cell of its row of identifiers; empty is not known
	Opens        string // of a credential, the category of what it opens; empty is not known
	PublicBefore law.Verdict
	Outdated     law.Verdict
	Protection   string
}

// The cells an assessor can decide by hand.
const (
	CellDPC = "dpc"
	CellEI  = "ei"
	CellCB  = "cb"
)

// Override replaces a computed cell by the assessor's, with a reason. Quarters
// are quarter-points for every cell: a context of 3 is 12 quarters.
type Override struct {
	Cell     string
	Quarters Quarters
	Reason   string
}

// The words of detail every type takes.
const (
	detailThin  = "thin"
	detailUsual = "normal"
	detailRich  = "rich"
	unknownWord = "unknown"
)

// Circumstances of a group, in the order they are added.
func (g Group) state(circumstance string) string {
	switch circumstance {
	case confidentiality:
		return g.Confidentiality
	case integrity:
		return g.Integrity
	case availability:
		return g.Availability
	}
	return ""
}

func (g *Group) setState(circumstance, state string) {
	switch circumstance {
	case confidentiality:
		g.Confidentiality = state
	case integrity:
		g.Integrity = state
	case availability:
		g.Availability = state
	}
}

func stateKnown(s string) bool { return s != "" && s != unknownWord }

// untouched tells whether the group is stated to have suffered nothing.
func (g Group) untouched() bool {
	return g.Confidentiality == untouched && g.Integrity == untouched && g.Availability == untouched
}

// IdentifyingWords lists the words that Datum.Identifies may take for a type:
// none when it does not identify.
func (m *Method) IdentifyingWords(t *DataType) []string {
	if t.Identifier == nil {
		return nil
	}
	return idsOf(m.Row(t.Identifier.Row).Cells, func(c RowCell) string { return c.ID })
}

// States lists the words a circumstance (confidentiality, integrity or
// availability) may take.
func (m *Method) States(circumstance string) []string {
	c := m.Circumstance(circumstance)
	if c == nil {
		return nil
	}
	words := make([]string, len(c.States))
	for i, s := range c.States {
		words[i] = s.ID
	}
	return words
}

// ProtectionWords lists the words that Datum.Protection may take.
func (m *Method) ProtectionWords() []string {
	words := make([]string, len(m.Protections))
	for i, p := range m.Protections {
		words[i] = p.ID
	}
	return words
}

// Allows tells whether an override is one the method knows: its cell exists, its
// value is one the cell can take, and it gives a reason.
func (m *Method) Allows(o Override) bool {
	if o.Reason == "" {
		return false
	}
	low, high := m.scores()
	switch o.Cell {
	case CellDPC:
		return o.Quarters%perPoint == 0 && o.Quarters >= Points(low) && o.Quarters <= Points(high)
	case CellEI:
		return o.Quarters >= m.floorEI().EI && o.Quarters <= m.topEI()
	case CellCB:
		return o.Quarters >= 0 && o.Quarters <= m.topCB()
	}
	return false
}
