package severity

import (
	"time"

	"breachimpact/law"
)

// availabilityReading is what not having the data costs, times how long it
// lasted; nil while no loss of availability is known.
func (m *Method) availabilityReading(g Group) *reading {
	lost := m.Circumstance(availability).state(g.Availability)
	if lost == nil && !g.Outage.Known || lost != nil && lost.ID == untouched {
		return nil // a dated outage is a loss, whatever became of the data
	}
	dependence, known := m.dependence(g)
	length := m.length(g, dependence, g.Outage.Low)
	return m.lossReading(g, dependence, length, known)
}

// repairedReading is the least there is, for data that were altered, seen by
// nobody and put right before any use: they could not be relied on meanwhile.
func (m *Method) repairedReading(g Group) *reading {
	altered := m.Circumstance(integrity).state(g.Integrity)
	if !m.spared(g) || altered == nil || altered.ID == untouched {
		return nil
	}
	rule := &m.Extended.Availability
	return m.lossReading(g, rule.Dependences[0], rule.Lengths[0], true)
}

func (m *Method) lossReading(g Group, dependence Dependence, length Length, known bool) *reading {
	out := &reading{branch: BranchAvailability, dpc: dependence.Points, ei: length.Points, rules: []string{RuleAvailability}}
	out.step = func() law.Step {
		dependent := law.Step{Key: keyDependence, Args: []law.Arg{law.With("dependence", law.OfWord(wordDependence+dependence.ID))}, Result: law.OfInt(dependence.Points)}
		if !known {
			dependent.Key += ".unknown"
			dependent.Mark = law.Judged
		}
		lasted := law.Step{Key: keyLength, Args: []law.Arg{law.With("length", law.OfWord(wordLength+length.ID))}, Result: length.Points.value()}
		if g.Availability != untouched && m.length(m.lastedLonger(g), dependence, m.lastedLonger(g).Outage.Low).ID != length.ID {
			lasted.Key += ".unknown"
			lasted.Mark = law.Judged
		} else if g.Outage.Known {
			lasted.Args = append(lasted.Args, law.With("hours", law.OfInt(int(g.Outage.Low.Hours()))))
			lasted.Key += ".hours"
		}
		return law.Step{Key: keyReadingAvailability, Result: out.product().value(), Parts: []law.Step{dependent, lasted}}
	}
	return out
}

// dependence is what not having the data costs the group: the least of all while
// that is not known.
func (m *Method) dependence(g Group) (Dependence, bool) {
	list := m.Extended.Availability.Dependences
	if d := find(list, func(d Dependence) bool { return d.ID == g.Dependence }); d != nil {
		return *d, true
	}
	return list[0], false
}

// length is the length of an outage that lasted so long.
func (m *Method) length(g Group, dependence Dependence, lasted time.Duration) Length {
	rule := &m.Extended.Availability
	if g.Availability == rule.Permanent.State {
		return Length{ID: rule.Permanent.ID, Points: rule.Permanent.Points}
	}
	best := rule.Lengths[0]
	for _, l := range rule.Lengths[1:] {
		if lasted > time.Duration(l.Beyond)*time.Hour {
			best = l
		}
	}
	critical := rule.Critical
	if dependence.ID == critical.Dependence && lasted > time.Duration(critical.Beyond)*time.Hour && critical.Points >= best.Points {
		best = Length{critical.ID, critical.Beyond, critical.Points}
	}
	return best
}

// lastedLonger is the group with its outage at its longest: beyond every length
// of the rule where there is no upper limit.
func (m *Method) lastedLonger(g Group) Group {
	longest := g.Outage.High
	if !g.Outage.Known || g.Outage.Open {
		lengths := m.Extended.Availability.Lengths
		longest = max(g.Outage.Low, time.Duration(lengths[len(lengths)-1].Beyond+1)*time.Hour)
	}
	g.Outage = Outage{Known: true, Low: longest, High: longest}
	return g
}

// lengths lists the ids of every length.
func (m *Method) lengths() []string {
	rule := &m.Extended.Availability
	return append(idsOf(rule.Lengths, func(l Length) string { return l.ID }), rule.Critical.ID, rule.Permanent.ID)
}
