package severity

import (
	"slices"
	"strconv"

	"breachimpact/law/strict"
)

// context holds context.yaml to the table: cells that exist, rules about
// something, with one effect and a limit.
func (c *checker) context(t *contextData) {
	here := strict.Place{File: contextFile}
	c.ids(here, idsOf(t.Memberships, func(k Membership) string { return k.ID }))
	if len(t.Memberships) == 0 {
		c.fault(incompleteTable, here, arg("id", "memberships"))
	}
	for _, k := range t.Memberships {
		c.cell(here, k.ID, k.Category, k.Score)
	}
	seen := map[string]bool{}
	for i := range t.Periods {
		p := &t.Periods[i]
		c.unique(seen[p.ID], p.ID, p.place)
		seen[p.ID] = true
		c.period(p)
	}
}

func (c *checker) period(p *PeriodRule) {
	c.arabic(p.Name, p.place, p.ID)
	c.explained(p.Mark, p.Why, p.place, p.ID)
	limited := p.AtLeast > 0 || p.AtMost > 0
	about := len(p.Categories)+len(p.Types) > 0
	if (p.Raise > 0) == (p.Lower > 0) || !limited || !about || p.AtMost > 0 && p.AtMost < p.AtLeast || p.Raise > 0 && p.AtLeast == 0 {
		c.fault(ruleForm, p.place, arg("id", p.ID))
	}
	categories := slices.Clone(p.Categories)
	for _, id := range p.Types {
		if c.types[id] == nil {
			c.fault(unknownType, p.place, arg("id", p.ID), arg("type", id))
			continue
		}
		categories = append(categories, c.types[id].Category)
	}
	for _, id := range categories {
		c.cell(p.place, p.ID, id, max(p.Raise, p.Lower))
	}
}

// cell holds a score to the row of its category.
func (c *checker) cell(place strict.Place, id, category string, score int) {
	switch k := c.method.Category(category); {
	case k == nil:
		c.fault(unknownCategory, place, arg("id", id), arg("category", category))
	case k.Cell(score) == nil:
		c.fault(outsideTable, place, arg("id", id), arg("category", category), arg("score", strconv.Itoa(score)))
	}
}

// extended holds extended.yaml to the tables and to what the rules need.
func (c *checker) extended(table *methodData, e *ExtendedRules) {
	here := strict.Place{File: extendedFile}
	wrong := func(id string) { c.fault(ruleForm, here, arg("id", id)) }
	if got := idsOf(e.Rules, func(r Rule) string { return r.ID }); !slices.Equal(got, Rules()) {
		wrong("rules")
	}
	for _, r := range e.Rules {
		c.arabic(r.Name, here, r.ID)
		c.arabic(r.Text, here, r.ID)
	}
	for _, id := range append(append([]string{e.Identity.Name}, e.Identity.Numbers...), e.Identity.Documents...) {
		if c.types[id] == nil {
			c.fault(unknownType, here, arg("id", RuleIdentity), arg("type", id))
		}
	}
	c.cell(here, RuleIdentity, e.Identity.Category, e.Identity.Alone)
	c.cell(here, RuleIdentity, e.Identity.Category, e.Identity.Named)
	if e.Identity.Alone > e.Identity.Named {
		wrong(RuleIdentity)
	}
	confidence := find(table.Circumstances, func(x Circumstance) bool { return x.ID == confidentiality })
	if confidence.state(e.Takeover.Confidentiality) == nil {
		wrong(RuleTakeover)
	}
	for _, w := range e.Unintelligible {
		if p := find(table.Protections, func(p Protection) bool { return p.ID == w.Protection }); p == nil || !p.Unintelligible {
			wrong(RuleUnintelligible)
		}
	}
	if len(e.Unintelligible) == 0 || e.Unintelligible[0].Credentials {
		wrong(RuleUnintelligible)
	}
	c.availability(table, &e.Availability, here)
	levels := idsOf(e.Advice, func(a AdviceOfLevel) string { return string(a.Level) })
	rising := slices.IsSortedFunc(e.Advice, func(a, b AdviceOfLevel) int { return a.Action.rank() - b.Action.rank() })
	if !slices.Equal(levels, Low.Options()) || !rising || e.LargeScale.People <= 0 {
		wrong(RuleScale)
	}
}

func (c *checker) availability(table *methodData, a *AvailabilityRule, here strict.Place) {
	wrong := func() { c.fault(ruleForm, here, arg("id", RuleAvailability)) }
	c.ids(here, idsOf(a.Dependences, func(d Dependence) string { return d.ID }))
	c.ids(here, idsOf(a.Lengths, func(l Length) string { return l.ID }))
	rising := len(a.Dependences) > 0 && len(a.Lengths) > 0 && a.Lengths[0].Beyond == 0
	for i := 1; i < len(a.Dependences); i++ {
		rising = rising && a.Dependences[i-1].Points < a.Dependences[i].Points
	}
	for i := 1; i < len(a.Lengths); i++ {
		rising = rising && a.Lengths[i-1].Beyond < a.Lengths[i].Beyond && a.Lengths[i-1].Points < a.Lengths[i].Points
	}
	lost := find(table.Circumstances, func(x Circumstance) bool { return x.ID == availability }).state(a.Permanent.State)
	critical := find(a.Dependences, func(d Dependence) bool { return d.ID == a.Critical.Dependence })
	if !rising || lost == nil || critical == nil || a.Permanent.Points < a.Lengths[len(a.Lengths)-1].Points {
		wrong()
	}
}
