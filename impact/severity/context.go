package severity

import (
	"fmt"

	"breachimpact/law"
)

// candidate is one thing that could decide a term taken by maximum. Its
// explanation is built when it is asked for.
type candidate struct {
	points  Quarters
	mark    law.Confidence
	explain func() law.Step
}

// decide picks the highest candidate, the firmest of equals, and then the
// first. A list is never empty: it has a floor.
func decide(list []candidate) candidate {
	best := list[0]
	for _, c := range list[1:] {
		if c.points > best.points || c.points == best.points && weakness(c.mark) < weakness(best.mark) {
			best = c
		}
	}
	return best
}

// top is the value of a term taken by maximum.
func top(list []candidate) Quarters { return decide(list).points }

// highest is the step of a term taken by maximum, with its candidates as parts.
func highest(key string, list []candidate) law.Step {
	best := decide(list)
	step := law.Step{Key: key, Result: best.points.value(), Mark: best.mark}
	for _, c := range list {
		part := c.explain()
		part.Result, part.Mark = c.points.value(), c.mark
		step.Parts = append(step.Parts, part)
	}
	return step
}

// contexts are the candidates for DPC: the cells of the data present and of
// what they reveal together. Data that only identify leave the lowest score.
func (m *Method) contexts(g Group, present []presentDatum, combined map[string]part) []candidate {
	var list []candidate
	for _, d := range present {
		if c, ok := m.contextOfType(d); ok {
			list = append(list, c)
		}
	}
	for i := range m.Combinations {
		if c, ok := m.contextOfCombination(&m.Combinations[i], combined, g.Vulnerable); ok {
			list = append(list, c)
		}
	}
	if k := m.membership(g.Reveals); k != nil {
		list = append(list, candidate{points: Points(k.Score), explain: func() law.Step {
			category := m.Category(k.Category)
			return law.Step{Key: keyDPCMembership, Args: cellArgs(category, k.Score), Cites: m.citeContext(category, k.Score)}
		}})
	}
	if len(list) == 0 {
		low, _ := m.scores()
		list = append(list, candidate{Points(low), law.Judged, func() law.Step { return law.Step{Key: keyDPCFloor} }})
	}
	return list
}

func (m *Method) contextOfType(d presentDatum) (candidate, bool) {
	score, category := m.context(d)
	if score == 0 {
		return candidate{}, false
	}
	final, by := d.lessened(score)
	mark := d.kind.Mark
	if p := m.period(d); p != nil {
		mark = weakest(mark, p.Mark)
	}
	return candidate{Points(final), mark, func() law.Step { return m.contextStep(d, category, score, final, by) }}, true
}

func (m *Method) contextStep(d presentDatum, category *Category, score, final int, by []string) law.Step {
	step := law.Step{
		Key:   keyDPCType,
		Args:  append([]law.Arg{law.With("type", law.OfText(d.kind.Name))}, cellArgs(category, final)...),
		Cites: m.citeContext(category, final),
	}
	if d.kind.Category == Credential {
		step.Key = keyDPCCredential
	}
	if !d.kind.Mark.Firm() {
		step.Parts = append(step.Parts, because(d.kind.Why))
	}
	if p := m.period(d); p != nil {
		part := law.Step{Key: keyDPCPeriod, Args: []law.Arg{law.With("period", law.OfText(p.Name))}, Result: law.OfInt(score)}
		if !p.Mark.Firm() {
			part.Mark = p.Mark
			part.Parts = append(part.Parts, because(p.Why))
		}
		step.Parts = append(step.Parts, part)
	}
	for _, word := range by {
		step.Parts = append(step.Parts, law.Step{Key: keyDPCLessened, Args: []law.Arg{law.With("by", law.OfWord(wordLessening+word)), law.With("from", law.OfInt(score))}, Result: law.OfInt(final)})
	}
	if d.truncated {
		step.Parts = append(step.Parts, law.Step{Key: keyDPCTruncated, Args: []law.Arg{law.With("type", law.OfText(d.kind.Name))}})
	}
	return step
}

func (m *Method) contextOfCombination(c *Combination, combined map[string]part, vulnerable law.Verdict) (candidate, bool) {
	if c.DPC == nil {
		return candidate{}, false
	}
	met, public, outdated := c.meets(combined, vulnerable)
	if !met {
		return candidate{}, false
	}
	score := c.DPC.score(public, outdated)
	return candidate{Points(score), c.Mark, func() law.Step {
		category := m.Category(c.DPC.Category)
		return c.explained(law.Step{
			Key:   keyDPCCombination,
			Args:  append([]law.Arg{law.With("combination", law.OfText(c.Name))}, cellArgs(category, score)...),
			Cites: m.citeContext(category, score),
		})
	}}, true
}

// cellArgs name a cell of the context table.
func cellArgs(category *Category, score int) []law.Arg {
	return []law.Arg{
		law.With("category", law.OfWord(wordCategory+category.ID)),
		law.With("cell", law.OfWord(wordCell+category.ID+"."+category.Cell(score).ID)),
	}
}

func (m *Method) citeContext(category *Category, score int) []law.Citation {
	return m.cite(fmt.Sprintf("DPC %s %d", category.ID, score))
}

// explained adds the reason of a judgement to a step about the combination.
func (c *Combination) explained(step law.Step) law.Step {
	if !c.Mark.Firm() {
		step.Parts = append(step.Parts, because(c.Why))
	}
	return step
}

// because carries the reason of a judgement.
func because(why law.Text) law.Step {
	return law.Step{Key: keyBecause, Args: []law.Arg{law.With("why", law.OfText(why))}}
}
