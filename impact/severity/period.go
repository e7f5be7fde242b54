package severity

import (
	"slices"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// Membership is a cell of the context table that belonging to a group reaches by
// itself, because of what the controller is or who the people are.
type Membership struct {
	ID       string `yaml:"id,required"`
	Category string `yaml:"category,required"`
	Score    int    `yaml:"score,required"`
}

// PeriodRule changes the score of a datum by how much of a person's life it
// covers: the volume for each person, never how many people there are.
type PeriodRule struct {
	ID         string         `yaml:"id,required"`
	Name       law.Text       `yaml:"name,required"`
	Categories []string       `yaml:"categories"` // of data it is about
	Types      []string       `yaml:"types"`      // or kinds of data
	AtLeast    int            `yaml:"at-least"`   // days; 0: no lower limit
	AtMost     int            `yaml:"at-most"`    // days; 0: no upper limit
	Raise      int            `yaml:"raise"`      // the score it reaches at least
	Lower      int            `yaml:"lower"`      // or at most
	Mark       law.Confidence `yaml:"mark"`       // empty is verified
	Why        law.Text       `yaml:"why"`        // required unless verified
	place      strict.Place
}

// DecodeNode reads the rule and remembers its place for the checks.
func (p *PeriodRule) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain PeriodRule
	var q plain
	r.Decode(n, &q)
	*p = PeriodRule(q)
	p.place = r.Place(n)
}

// about tells whether the rule speaks of a kind of data.
func (p *PeriodRule) about(t *DataType) bool {
	return slices.Contains(p.Categories, t.Category) || slices.Contains(p.Types, t.ID)
}

func (p *PeriodRule) covers(days int) bool {
	return days >= p.AtLeast && (p.AtMost == 0 || days <= p.AtMost)
}

func (p *PeriodRule) apply(score int) int {
	if p.Raise > 0 {
		return max(score, p.Raise)
	}
	return min(score, p.Lower)
}

// period is the rule that decides for a datum, or nil: of several the one that
// leads highest, then the firmest, then the first.
func (m *Method) period(d presentDatum) *PeriodRule {
	if d.Period == 0 {
		return nil
	}
	var best *PeriodRule
	for i := range m.Periods {
		p := &m.Periods[i]
		// Data that say little stay so however long they cover, and data that say much
		// do not say less for covering a day.
		if !p.about(d.kind) || !p.covers(d.Period) || p.Raise > 0 && d.thin || p.Lower > 0 && d.Detail == detailRich {
			continue
		}
		if best == nil || p.rank() > best.rank() || p.rank() == best.rank() && weakness(p.Mark) < weakness(best.Mark) {
			best = p
		}
	}
	return best
}

// rank orders the rules that meet one datum: any that raises before any that
// lowers.
func (p *PeriodRule) rank() int {
	if p.Raise > 0 {
		return perPoint + p.Raise
	}
	return p.Lower
}

// longest is the length from which no rule about a kind of data could lead
// higher; 0 when no rule raises it.
func (m *Method) longest(t *DataType) int {
	days, score := 0, 0
	for i := range m.Periods {
		if p := &m.Periods[i]; p.about(t) && p.Raise > score {
			days, score = p.AtLeast, p.Raise
		}
	}
	return days
}

// membership finds a membership, or nil.
func (m *Method) membership(id string) *Membership {
	return find(m.Memberships, func(k Membership) bool { return k.ID == id })
}

// topMembership is the membership that weighs most.
func (m *Method) topMembership() *Membership {
	top := &m.Memberships[0]
	for i := range m.Memberships {
		if m.Memberships[i].Score > top.Score {
			top = &m.Memberships[i]
		}
	}
	return top
}
