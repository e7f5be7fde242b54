package severity

import (
	"slices"

	"breachimpact/law"
)

// settling is one unknown of a group and the group with it at its worst.
type settling struct {
	what, kind string
	step       func() law.Step
	worst      func(Group) Group
}

// unknowns lists what could raise a group's score, each settled alone at its
// worst. What would change nothing is left out.
func (m *Method) unknowns(g Group, se Quarters) []Unknown {
	var out []Unknown
	for _, s := range m.settlings(g) {
		other := s.worst(g)
		worst := m.seOf(other, m.weigh(other))
		if worst <= se {
			continue
		}
		step := s.step()
		step.Args = append(step.Args, law.With("level", law.OfWord(wordLevel+string(m.LevelOf(worst)))))
		step.Result = worst.value()
		out = append(out, Unknown{What: s.what, Type: s.kind, SE: worst, Level: m.LevelOf(worst), Step: step})
	}
	return out
}

// worstOf is a group with every unknown at its worst.
func (m *Method) worstOf(g Group) Group {
	for _, s := range m.settlings(g) {
		g = s.worst(g)
	}
	return g
}

func (m *Method) settlings(g Group) []settling {
	var out []settling
	for i, d := range g.Data {
		kind := m.Catalogue.Find(d.Type)
		if kind == nil || d.Present == law.No {
			continue
		}
		out = append(out, m.settlingsOfDatum(i, d, kind)...)
	}
	for i := range m.Circumstances {
		c := &m.Circumstances[i]
		if c.state(g.state(c.ID)) != nil {
			continue
		}
		worst := c.worst()
		out = append(out, settling{
			what: UnknownCircumstance,
			step: func() law.Step {
				return law.Step{Key: keyCouldState, Args: []law.Arg{law.With("circumstance", law.OfWord(wordCircumstance+c.ID)), law.With("state", law.OfWord(wordState(c.ID, worst.ID)))}}
			},
			worst: func(g Group) Group {
				g.setState(c.ID, worst.ID)
				return g
			},
		})
	}
	if g.Malicious == law.Unknown {
		out = append(out, settling{what: UnknownCircumstance, step: func() law.Step { return law.Step{Key: keyCouldMalicious} }, worst: func(g Group) Group {
			g.Malicious = law.Yes
			return g
		}})
	}
	if g.Vulnerable == law.Unknown {
		out = append(out, settling{what: UnknownVulnerable, step: func() law.Step { return law.Step{Key: keyCouldVulnerable} }, worst: func(g Group) Group {
			g.Vulnerable = law.Yes
			return g
		}})
	}
	if g.Reveals == unknownWord {
		top := m.topMembership()
		out = append(out, settling{
			what: UnknownReveals, step: func() law.Step {
				return law.Step{Key: keyCouldReveal, Args: []law.Arg{law.With("membership", law.OfWord(wordReveals+top.ID))}}
			},
			worst: func(g Group) Group {
				g.Reveals = top.ID
				return g
			},
		})
	}
	return append(out, m.settlingsOfOutage(g)...)
}

// settlingsOfOutage are the unknowns that only the extended score weighs.
func (m *Method) settlingsOfOutage(g Group) []settling {
	if g.Availability == untouched {
		return nil
	}
	var out []settling
	if _, known := m.dependence(g); !known {
		dependences := m.Extended.Availability.Dependences
		worst := dependences[len(dependences)-1]
		out = append(out, settling{
			what: UnknownDependence, step: func() law.Step {
				return law.Step{Key: keyCouldDepend, Args: []law.Arg{law.With("dependence", law.OfWord(wordDependence+worst.ID))}}
			},
			worst: func(g Group) Group {
				g.Dependence = worst.ID
				return g
			},
		})
	}
	if !g.Outage.Known || g.Outage.Open || g.Outage.High > g.Outage.Low {
		out = append(out, settling{what: UnknownLength, step: func() law.Step { return law.Step{Key: keyCouldLast} }, worst: m.lastedLonger})
	}
	return out
}

func (m *Method) settlingsOfDatum(i int, d Datum, kind *DataType) []settling {
	name := law.With("type", law.OfText(kind.Name))
	change := func(edit func(*Datum)) func(Group) Group {
		return func(g Group) Group {
			g.Data = slices.Clone(g.Data)
			edit(&g.Data[i])
			return g
		}
	}
	var out []settling
	if d.Present == law.Unknown {
		out = append(out, settling{what: UnknownData, kind: d.Type, step: func() law.Step { return law.Step{Key: keyCouldData, Args: []law.Arg{name}} }, worst: change(func(d *Datum) { d.Present = law.Yes })})
	}
	if m.opensUnknown(d, kind) {
		top := m.topCategory()
		out = append(out, settling{
			what: UnknownOpens, kind: d.Type,
			step: func() law.Step {
				return law.Step{Key: keyCouldOpen, Args: []law.Arg{name, law.With("category", law.OfWord(wordCategory+top.ID))}}
			},
			worst: change(func(d *Datum) { d.Opens = top.ID }),
		})
		return out
	}
	if days := m.longest(kind); days > 0 && d.Period == 0 && (d.Detail == "" || d.Detail == detailUsual) {
		out = append(out, settling{
			what: UnknownPeriod, kind: d.Type,
			step: func() law.Step {
				return law.Step{Key: keyCouldPeriod, Args: []law.Arg{name, law.With("days", law.OfInt(days))}}
			},
			worst: change(func(d *Datum) { d.Period = days }),
		})
	}
	if kind.Identifier == nil || d.Identifies != "" || d.Detail == detailThin || d.Detail == detailRich {
		return out
	}
	row := m.Row(kind.Identifier.Row)
	if worst := row.highestAlone(); worst.EI > kind.Identifier.EI {
		out = append(out, settling{
			what: UnknownIdentification, kind: d.Type,
			step: func() law.Step {
				return law.Step{Key: keyCouldIdentify, Args: []law.Arg{name, law.With("cell", law.OfWord(wordIdentification+row.ID+"."+worst.ID))}}
			},
			worst: change(func(d *Datum) { d.Identifies = worst.ID }),
		})
	}
	return out
}

// topCategory is the category with the highest base score.
func (m *Method) topCategory() *Category {
	top := &m.Categories[0]
	for i := range m.Categories {
		if m.Categories[i].Base > top.Base {
			top = &m.Categories[i]
		}
	}
	return top
}

// unknownWords lists the words of a group that the method does not know. They
// count for nothing, and must not do so in silence.
func (m *Method) unknownWords(g Group) []Unknown {
	var out []Unknown
	add := func(kind, key string, args ...law.Arg) {
		out = append(out, Unknown{What: UnknownWord, Type: kind, Step: law.Step{Key: key, Args: args, Mark: law.Judged}})
	}
	for _, d := range g.Data {
		kind := m.Catalogue.Find(d.Type)
		if kind == nil {
			add(d.Type, keyNoType, law.With("type", law.OfCode(d.Type)))
			continue
		}
		for _, word := range m.strangeWords(d, kind) {
			add(d.Type, keyNoDetail, law.With("type", law.OfText(kind.Name)), law.With("detail", law.OfCode(word)))
		}
	}
	for i := range m.Circumstances {
		c := &m.Circumstances[i]
		if word := g.state(c.ID); stateKnown(word) && c.state(word) == nil {
			add("", keyNoState, law.With("circumstance", law.OfWord(wordCircumstance+c.ID)), law.With("state", law.OfCode(word)))
		}
	}
	return out
}

// strangeWords are the words said of a datum that its kind does not take.
func (m *Method) strangeWords(d Datum, kind *DataType) []string {
	var out []string
	if d.Detail != "" && !slices.Contains([]string{detailThin, detailUsual, detailRich}, d.Detail) {
		out = append(out, d.Detail)
	}
	if d.Identifies != "" && !slices.Contains(m.IdentifyingWords(kind), d.Identifies) {
		out = append(out, d.Identifies)
	}
	if d.Opens != "" && (kind.Category != Credential || m.Category(d.Opens) == nil) {
		out = append(out, d.Opens)
	}
	return out
}
