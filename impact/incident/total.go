package incident

import (
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// People is how many human beings the groups hold at one standpoint. See
// [Scenario.People].
func (i *Incident) People(s Standpoint) (law.Range, bool) { return i.At(s).People() }

// Records is how many records the groups hold at one standpoint, whatever their
// units. See [Scenario.People].
func (i *Incident) Records(s Standpoint) (law.Range, bool) { return i.At(s).Records() }

// People adds up the human beings of all groups. Groups are disjoint unless they
// say otherwise: one that overlaps may lie wholly within the others, so it
// raises the high limit by its own and the low limit only where it alone is
// larger than all disjoint groups together; no likeliest value is given then.
//
// The answer is not known (false) when there is no group, or when that of any
// group is not. The range then counts the known groups only: its Low is still a
// lower limit, and the rest means nothing.
func (s Scenario) People() (law.Range, bool) {
	return s.total(func(g Group) Reading[law.Range] { return g.People })
}

// Records adds up the records of all groups, in the same way: groups whose people
// overlap may count the same records too. Units are not looked at.
func (s Scenario) Records() (law.Range, bool) {
	return s.total(func(g Group) Reading[law.Range] { return g.Records })
}

func (s Scenario) total(of func(Group) Reading[law.Range]) (law.Range, bool) {
	var sum law.Range
	known, counted, overlaps := len(s.Groups) > 0, false, false
	least := decimal.Zero
	for _, g := range s.Groups {
		r := of(g)
		switch {
		case !r.Known:
			known = false
			continue
		case g.Overlaps && len(s.Groups) > 1:
			overlaps = true
			least = decimal.Max(least, r.Value.Low)
			sum.High = sum.High.Add(r.Value.High)
			continue
		case !counted:
			counted = true
			high := sum.High
			sum = r.Value
			sum.High = sum.High.Add(high)
		default:
			sum = sum.Add(r.Value)
		}
	}
	if overlaps {
		sum.Low = decimal.Max(sum.Low, least)
		sum.Likely, sum.HasLikely = decimal.Zero, false
	}
	return sum, known
}
