package severity

import (
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// flag raises what the method shows beside the score, for the assessor to weigh.
func (m *Method) flag(r *Result, in Input) {
	m.flagPeople(r, in)
	all, some := true, false
	for i, g := range in.Groups {
		if !r.Groups[i].Applicable {
			continue
		}
		for _, d := range m.present(g) {
			p := m.protection(d.Protection)
			some = some || p != nil && p.Unintelligible
		}
		all = all && len(r.Groups[i].Flags) > 0
	}
	switch {
	case all:
		r.Flags = append(r.Flags, FlagUnintelligible)
		r.FlagSteps = append(r.FlagSteps, law.Step{Key: keyFlagUnintelligible, Cites: m.cite("flags")})
	case some:
		r.FlagSteps = append(r.FlagSteps, law.Step{Key: keyPartlyUnintelligible, Cites: m.cite("flags")})
	}
}

// flagPeople counts people, never records: several cards may be one person's.
// Disjoint groups add up; of overlapping ones the largest is a lower bound.
func (m *Method) flagPeople(r *Result, in Input) {
	low, high, complete := decimal.Zero, decimal.Zero, true
	for i, g := range in.Groups {
		switch {
		case !r.Groups[i].Applicable:
		case !g.PeopleKnown:
			complete = false
		case in.Overlaps:
			low, high = decimal.Max(low, g.People.Low), high.Add(g.People.High)
		default:
			low, high = low.Add(g.People.Low), high.Add(g.People.High)
		}
	}
	threshold := decimal.NewFromInt(int64(m.FlagOver))
	args := []law.Arg{law.With("people", law.OfNumber(low)), law.With("threshold", law.OfInt(m.FlagOver))}
	switch {
	case low.GreaterThan(threshold):
		r.Flags = append(r.Flags, FlagOver100)
		r.FlagSteps = append(r.FlagSteps, law.Step{Key: keyFlagPeople, Args: args, Cites: m.cite("flags")})
	case !complete || high.GreaterThan(threshold):
		top := r.Groups[r.Top]
		r.Unknowns = append(r.Unknowns, Unknown{What: UnknownPeople, SE: top.SE, Level: top.Level, Step: law.Step{Key: keyCouldPeople, Args: args, Cites: m.cite("flags")}})
	}
}

// allUnintelligible tells whether every datum affected is one that nobody can
// read.
func (m *Method) allUnintelligible(present []presentDatum) bool {
	for _, d := range present {
		if p := m.protection(d.Protection); p == nil || !p.Unintelligible {
			return false
		}
	}
	return len(present) > 0
}
