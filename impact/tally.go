package impact

import (
	"slices"

	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"
)

// Tally is how a count that the money reckons with is added up from the groups, so
// that a workbook can do it again: see [leaked] and [incident.Scenario.People]. The
// high limit is the sum over Possible. So are the low limit and the likeliest value,
// unless there are Certain ones: then the low limit is their sum, and the likeliest
// value is the middle. Counts that overlap may lie within the others: they take part
// in a low limit only by the largest of them, and leave no likeliest value either.
type Tally struct {
	Possible []Tallied
	Certain  []Tallied // nil where they are the same
}

// Tallied is one count of a Tally.
type Tallied struct {
	Group    int    // index of the group
	What     string // "people" or "records" of the group, or "" for a count of its own
	Range    law.Range
	Overlaps bool
}

// Tally is how a quantity is added up; false for one that is not known, or that does
// not come from the groups.
func (v *View) Tally(q loss.Quantity, cardType string) (Tally, bool) {
	sc := v.Scenario
	if !v.Loss.Quantity(q).Known {
		return Tally{}, false
	}
	counts := func(what string, of func(incident.Group) incident.Reading[law.Range]) func(int, incident.Group) []Tallied {
		return func(i int, g incident.Group) []Tallied { return []Tallied{{i, what, of(g).Value, g.Overlaps}} }
	}
	people := counts("people", func(g incident.Group) incident.Reading[law.Range] { return g.People })
	switch q {
	case loss.People:
		return tallyLeaked(sc, people), true
	case loss.Records:
		return tallyLeaked(sc, counts("records", func(g incident.Group) incident.Reading[law.Range] { return g.Records })), true
	case loss.Cards:
		return tallyLeaked(sc, func(i int, g incident.Group) []Tallied { return tallyCards(i, g, cardType) }), true
	case loss.Users:
		return Tally{Possible: tally(sc, people, func(g incident.Group) bool {
			return !g.Availability.Known || g.Availability.Value != incident.NotInterrupted
		})}, true
	}
	return Tally{}, false
}

// tally takes the counts of the groups that are wanted. A group alone overlaps none.
func tally(sc incident.Scenario, of func(int, incident.Group) []Tallied, wanted func(incident.Group) bool) []Tallied {
	var out []Tallied
	groups := 0
	for i, g := range sc.Groups {
		if wanted(g) {
			groups++
			out = append(out, of(i, g)...)
		}
	}
	if groups == 1 {
		for i := range out {
			out[i].Overlaps = false
		}
	}
	return out
}

func tallyLeaked(sc incident.Scenario, of func(int, incident.Group) []Tallied) Tally {
	if dataLeft(sc) == law.No {
		return Tally{Possible: tally(sc, of, func(incident.Group) bool { return true })}
	}
	left := func(g incident.Group) law.Verdict { return leftOf(g.Confidentiality) }
	possible := func(g incident.Group) bool { return left(g) != law.No }
	certain := func(g incident.Group) bool { return left(g) == law.Yes }
	out := Tally{Possible: tally(sc, of, possible)}
	if slices.ContainsFunc(sc.Groups, certain) && slices.ContainsFunc(sc.Groups, func(g incident.Group) bool { return possible(g) && !certain(g) }) {
		out.Certain = tally(sc, of, certain)
		if out.Certain == nil {
			out.Certain = []Tallied{}
		}
	}
	return out
}

// tallyCards are the cards of a group, which are counted once wherever they are.
func tallyCards(i int, g incident.Group, cardType string) []Tallied {
	var out []Tallied
	for _, d := range g.Data {
		switch {
		case d.Type != cardType || d.Present == law.No:
		case d.Records.Known:
			out = append(out, Tallied{Group: i, Range: d.Records.Value})
		default:
			out = append(out, Tallied{Group: i, What: "records", Range: g.Records.Value})
		}
	}
	return out
}

// MoneyEffect is what the money does when a fact is changed.
type MoneyEffect int

// The effects. The zero one is none.
const (
	NoEffect     MoneyEffect = iota
	BesideEffect             // what stands beside the total would be other: measurements, costs that are missing
	LineEffect               // other lines would count, or other people
)

// MoneyEffect tells what a change of a fact of the fact book does to the estimates.
// Fines follow nearly every fact, and are counted only where their probability was
// given.
func (a *Assessment) MoneyEffect(fact law.FactID) MoneyEffect {
	for _, v := range a.Views() {
		if v.Loss.Needs(loss.Fines) {
			return LineEffect
		}
	}
	switch fact {
	case "confidentiality", "availability", "card-issuer", "card-merchant":
		return LineEffect
	case "turnover", "organisation-kind": // whether customers who are not counted could leave
		return BesideEffect
	}
	return NoEffect
}
