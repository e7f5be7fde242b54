package severity

import (
	"slices"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Score computes the strict score. Groups are scored apart, since their people
// did not lose the same data; the breach takes the highest.
func (m *Method) Score(in Input) Result {
	result := Result{Top: -1, ExtendedTop: -1}
	for _, g := range in.Groups {
		result.Outage = result.Outage || g.Outage.Known
		result.Groups = append(result.Groups, m.scoreGroup(g, in.PersonalData, in.Plain))
	}
	for i, g := range result.Groups {
		if g.Applicable && (result.Top < 0 || worse(g.SE, result.Groups[result.Top].SE, in.Groups, i, result.Top)) {
			result.Top = i
		}
		if g.Extended != nil && (result.ExtendedTop < 0 || worse(g.Extended.SE, result.Groups[result.ExtendedTop].Extended.SE, in.Groups, i, result.ExtendedTop)) {
			result.ExtendedTop = i
		}
	}
	result.Applicable = result.Top >= 0
	if result.Applicable {
		m.flag(&result, in)
	} else {
		result.Reason = reasonOf(result.Groups, in.PersonalData)
	}
	result.Scale = m.scale(&result, in)
	result.Advice = m.advise(&result, in)
	return result
}

// worse orders two scored groups: by score, then by known number of people. The
// first in the file wins a tie.
func worse(se, than Quarters, groups []Group, a, b int) bool {
	if se != than {
		return se > than
	}
	return people(groups[a]).GreaterThan(people(groups[b]))
}

func people(g Group) decimal.Decimal {
	if !g.PeopleKnown {
		return decimal.Zero
	}
	return g.People.Centre()
}

// reasonOf says why a breach has no score: the reason that leaves most open.
func reasonOf(groups []GroupScore, personalData law.Verdict) string {
	if personalData == law.No {
		return ReasonNoPersonalData
	}
	reason := ""
	for _, g := range groups {
		switch {
		case g.Reason == ReasonNoDataKnown:
			return ReasonNoDataKnown
		case reason == "" || g.Reason == ReasonUntouched:
			reason = g.Reason
		}
	}
	if reason == "" {
		return ReasonNoDataKnown
	}
	return reason
}

// applicable tells whether a group has something to score.
func applicable(g Group, present []presentDatum, personalData law.Verdict) string {
	switch {
	case personalData == law.No:
		return ReasonNoPersonalData
	case g.untouched():
		return ReasonUntouched
	case len(present) > 0:
		return ""
	}
	if len(g.Data) == 0 {
		return ReasonNoDataKnown
	}
	for _, d := range g.Data {
		if d.Present != law.No {
			return ReasonNoDataKnown
		}
	}
	return ReasonNoPersonalData
}

func (m *Method) scoreGroup(g Group, personalData law.Verdict, plain bool) GroupScore {
	w, worst := m.weigh(g), m.worstOf(g)
	present, worstWeight := w.present, m.weighLike(worst, g, w)
	out := GroupScore{ID: g.ID, Reason: applicable(g, present, personalData)}
	out.Extended = m.extend(g, w, personalData, plain)
	if e := out.Extended; e != nil {
		e.Worst = max(e.SE, m.extendedOf(worst, worstWeight, personalData))
	}
	if out.Reason != "" {
		if !plain {
			out.Unknowns = m.unknownWords(g)
		}
		if out.Reason == ReasonNoDataKnown {
			if !plain {
				out.Unknowns = append(out.Unknowns, m.unknowns(g, 0)...)
			}
			out.atWorst(m, m.seOf(worst, worstWeight))
		}
		out.Moves = m.moves(g, w, personalData, &out, plain)
		return out
	}
	out.Applicable = true
	t := m.measure(g, w)
	out.DPC, out.EI, out.CB, out.SE = t.dpc, t.ei, t.cb, t.se()
	out.Level = m.LevelOf(out.SE)
	out.Up, out.Down = m.neighbours(out.SE)
	if !plain {
		out.Step = m.explain(g, present, out)
		out.Cells = m.cells(present, w.combined, g.Vulnerable)
		out.Unknowns = slices.Concat(m.unknowns(g, out.SE), m.unstated(g, present, out.SE), m.unknownWords(g))
	}
	out.atWorst(m, m.seOf(worst, worstWeight))
	out.Moves = m.moves(g, w, personalData, &out, plain)
	if m.allUnintelligible(present) {
		out.Flags = append(out.Flags, FlagUnintelligible)
	}
	return out
}

// atWorst sets the score the group could come to.
func (s *GroupScore) atWorst(m *Method, worst Quarters) {
	s.Worst = max(s.SE, worst)
	if s.Worst > 0 {
		s.WorstLevel = m.LevelOf(s.Worst)
	}
}

// terms are the three terms of the formula.
type terms struct {
	dpc    int
	ei, cb Quarters
}

// se is the formula of the method.
func (t terms) se() Quarters { return Quarters(t.dpc)*t.ei + t.cb }

// measure computes the terms without their explanation, which costs far more
// and is asked for once, while unknowns are settled by the dozen.
func (m *Method) measure(g Group, w weight) terms {
	dpc := top(w.contexts)
	t := terms{
		ei: top(w.identifications),
		cb: m.circumstances(g),
	}
	for _, o := range g.Overrides {
		switch {
		case !m.Allows(o): // the explanation shows that it was refused
		case o.Cell == CellDPC:
			dpc = o.Quarters
		case o.Cell == CellEI:
			t.ei = o.Quarters
		case o.Cell == CellCB:
			t.cb = o.Quarters
		}
	}
	t.dpc = int(dpc / perPoint)
	return t
}

// seOf is the score of a group without its explanation; 0 when nothing is known
// to be affected.
func (m *Method) seOf(g Group, w weight) Quarters {
	if len(w.present) == 0 || g.untouched() {
		return 0
	}
	return m.measure(g, w).se()
}
