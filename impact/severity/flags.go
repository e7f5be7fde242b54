package severity

import (
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// flag raises what the method shows beside the score, for the assessor to weigh.
func (m *Method) flag(r *Result, in Input) {
	m.flagPeople(r, in)
	m.remarkOutage(r, in)
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

// flagPeople raises the flag of many people.
func (m *Method) flagPeople(r *Result, in Input) {
	low, high, complete := countPeople(r, in, scored)
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

// remarkOutage says that the method does not tell an outage from a leak, where a
// group that has a score suffered an outage alone.
func (m *Method) remarkOutage(r *Result, in Input) {
	for i, g := range in.Groups {
		if r.Groups[i].Applicable && m.outage(g) {
			r.FlagSteps = append(r.FlagSteps, law.Step{Key: keyOutage, Cites: m.cite("SE")})
			return
		}
	}
}

// outage tells whether a group lost the use of its data and nothing else, as far
// as is known: nobody saw them, and they were not altered or were put right
// first. While it is not known whether anybody saw them it may be a leak.
func (m *Method) outage(g Group) bool {
	lost := m.Circumstance(availability).state(g.Availability)
	altered := m.Circumstance(integrity).state(g.Integrity)
	return g.Confidentiality == untouched && lost != nil && lost.ID != untouched && (altered == nil || altered.Points == 0)
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
