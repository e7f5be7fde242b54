package severity

import "breachimpact/law"

// Input is a breach as seen from one standpoint: what is taken to be so, and
// what is not known.
type Input struct {
	PersonalData law.Verdict // whether personal data were affected at all; a stated no leaves nothing to score
	Overlaps     bool        // the same person may be in several groups
	Groups       []Group
}

// Group is people whose data were affected in the same way.
type Group struct {
	ID          string
	People      law.Range
	PeopleKnown bool
	Vulnerable  law.Verdict
	// States in the words of the incident file. Empty or "unknown" is not known.
	Confidentiality string
	Integrity       string
	Availability    string
	Malicious       law.Verdict
	Data            []Datum
	Overrides       []Override
}

// Datum is one kind of data of a group.
type Datum struct {
	Type    string
	Present law.Verdict
	// Detail is thin, normal or rich, or the word of a cell: of the type's
	// category, of its row of identifiers, or opens-<category> for credentials.
	// Empty is normal. Method.Details lists the words a type takes.
	Detail       string
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
	opensPrefix = "opens-"
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

// Details lists the words that Datum.Detail may take for a type.
func (m *Method) Details(t *DataType) []string {
	words := []string{detailThin, detailUsual, detailRich}
	if c := m.Category(t.Category); c != nil {
		for _, k := range c.Cells {
			words = append(words, k.ID)
		}
	}
	if t.Category == Credential {
		for _, c := range m.Categories {
			words = append(words, opensPrefix+c.ID)
		}
	}
	if t.Identifier != nil {
		for _, k := range m.Row(t.Identifier.Row).Cells {
			words = append(words, k.ID)
		}
	}
	return words
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
