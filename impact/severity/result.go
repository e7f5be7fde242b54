package severity

import "breachimpact/law"

// Result is the score of a breach: that of its worst group.
type Result struct {
	Applicable bool
	Reason     string // why there is no score; empty when there is one
	Groups     []GroupScore
	Top        int        // index of the worst group in Groups; -1 when none has a score
	Flags      []string   // beside the score, never in it
	FlagSteps  []law.Step // what Flags say, and remarks that raise none
	Unknowns   []Unknown  // what could raise a flag
	// ExtendedTop is the index of the group with the highest extended score; -1
	// when none has one. It may be another group than Top.
	ExtendedTop int
	Outage      bool // an outage is dated, which is a loss of availability whatever became of the data
	Scale       Scale
	Advice      *Advice // nil while nothing is known to have been affected
}

// Several tells whether several groups have a score, so that the breach takes the
// highest (rule X1).
func (r Result) Several() bool {
	count := 0
	for _, g := range r.Groups {
		if scored(g) {
			count++
		}
	}
	return count > 1
}

// The reasons for having no score.
const (
	ReasonNoDataKnown    = "no-data-known"    // no kind of data is known to have been affected
	ReasonNoPersonalData = "no-personal-data" // it is stated that none were
	ReasonUntouched      = "untouched"        // confidentiality, integrity and availability are all stated to be whole
)

// The flags.
const (
	FlagOver100        = "over-100-people"
	FlagUnintelligible = "unintelligible"
)

// GroupScore is the score of one group of people.
type GroupScore struct {
	ID         string
	Applicable bool
	Reason     string
	DPC        int
	EI         Quarters
	CB         Quarters
	SE         Quarters
	Level      Level
	Worst      Quarters  // SE with every unknown at its worst, also with ReasonNoDataKnown; without what is unstated
	WorstLevel Level     // of Worst; empty when that is 0, since then nothing could be scored
	Up, Down   *Distance // to the neighbouring bands; nil where there is none
	Step       law.Step
	Cells      []CellScore
	Unknowns   []Unknown
	Flags      []string
	Extended   *Extended // nil when neither branch has anything to say
	Moves      []Move    // facts of which each alone moves a band
}

// CellScore is what one kind of data contributed, for the table of a report.
type CellScore struct {
	Type       string
	Category   string
	Word       string   // message key of the cell, such as severity.cell.simple.ordinary; empty when DPC is 0
	DPC        int      // 0: identifier only
	EI         Quarters // 0: does not identify
	Mark       law.Confidence
	Combined   []string // combinations it is part of that were met and raised its own cell
	Protection string
}

// Unknown is something not known that could raise the score.
type Unknown struct {
	What  string // one of the Unknown… words
	Type  string // the kind of data, when it is about one
	SE    Quarters
	Level Level // of SE, the score with this alone at its worst
	Step  law.Step
}

// What can be unknown.
const (
	UnknownData           = "data"           // whether a kind of data was affected
	UnknownCircumstance   = "circumstance"   // a state of confidentiality, integrity or availability, or whether the act was malicious
	UnknownVulnerable     = "vulnerable"     // whether the people are
	UnknownIdentification = "identification" // how easily an identifier identifies
	UnknownOpens          = "opens"          // what a credential opens
	UnknownPeriod         = "period"         // how much of a person's life a kind of data covers
	UnknownReveals        = "reveals"        // what belonging to the group tells
	UnknownDependence     = "dependence"     // what not having the data costs
	UnknownLength         = "length"         // how long they could not be had
	UnknownPeople         = "people"         // how many are concerned
	UnknownUnstated       = "unstated"       // whether a kind of data that nobody mentioned was affected
	UnknownWord           = "word"           // a type, detail or state that the method does not know, hence not counted
)
