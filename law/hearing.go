package law

// A condition is asked far more often than it is explained: every fact that
// could be otherwise is tried for every duty. What is here answers without a
// word of explanation, and must answer as the explanation does.

// hearing is what such an answer needs beside the facts by name. Its zero looks
// every fact up by name.
type hearing struct {
	values    []FactValue // the facts the jurisdiction asks, by their slots
	on        Date        // the day whose texts another provision is read in
	announced bool
	instead   int // the slot of the one fact that is supposed to be otherwise; 0 for none
	other     *FactValue
}

// outcome is the answer of a condition with the unknown facts that could still
// change it.
func (e *evaluation) outcome(c *Condition) Outcome {
	out := Outcome{Verdict: e.verdict(c)}
	if out.Verdict == Unknown {
		out.Missing = e.missing(c, nil)
	}
	return out
}

// verdict is the answer of a condition. A part that settles the whole ends the
// search.
func (e *evaluation) verdict(c *Condition) Verdict {
	switch {
	case c.All != nil:
		v := Yes
		for i := range c.All {
			if v = v.And(e.verdict(&c.All[i])); v == No {
				break
			}
		}
		return v
	case c.Any != nil:
		v := No
		for i := range c.Any {
			if v = v.Or(e.verdict(&c.Any[i])); v == Yes {
				break
			}
		}
		return v
	case c.Not != nil:
		return e.verdict(c.Not).Not()
	case c.Fact != "":
		return test(c, e.value(c))
	case c.to != nil:
		v := c.to.At(e.on, e.announced)
		if v == nil {
			return No
		}
		return e.verdict(&v.When)
	case c.Applies != "":
		return e.applies(c.Applies).Verdict
	}
	return Yes
}

// missing adds the unknown facts of a condition whose answer is unknown: those of
// its parts that are unknown themselves.
func (e *evaluation) missing(c *Condition, list []FactID) []FactID {
	for _, parts := range [][]Condition{c.All, c.Any} {
		for i := range parts {
			if e.verdict(&parts[i]) == Unknown {
				list = e.missing(&parts[i], list)
			}
		}
	}
	switch {
	case c.Not != nil:
		return e.missing(c.Not, list)
	case c.Fact != "":
		return appendNew(list, c.Fact)
	case c.to != nil:
		return e.missing(&c.to.At(e.on, e.announced).When, list) // one without a text then is no, not unknown
	case c.Applies != "":
		return appendNew(list, e.applies(c.Applies).Missing...)
	}
	return list
}

// value is what is known, or supposed, of the fact that a condition asks.
func (e *evaluation) value(c *Condition) *FactValue {
	switch {
	case c.slot == 0:
		v := e.facts[c.Fact]
		return &v
	case c.slot == e.instead:
		return e.other
	case len(e.values) == 0:
		v := e.facts[c.Fact]
		return &v
	}
	return &e.values[c.slot-1]
}

// number gives each fact that the conditions ask its slot, and ties references
// to other provisions to what they name, so that neither is looked up by name
// again. It is done once the rulebook is known to be sound.
func (j *Jurisdiction) number() {
	slots := map[FactID]int{}
	var visit func(c *Condition)
	visit = func(c *Condition) {
		if c.Fact != "" {
			if slots[c.Fact] == 0 {
				j.asked = append(j.asked, c.Fact)
				slots[c.Fact] = len(j.asked)
			}
			c.slot = slots[c.Fact]
		}
		if c.Applies != "" {
			c.to = j.Provision(c.Applies)
		}
		for i := range c.All {
			visit(&c.All[i])
		}
		for i := range c.Any {
			visit(&c.Any[i])
		}
		if c.Not != nil {
			visit(c.Not)
		}
	}
	visit(&j.Applies)
	j.first = j.FirstText()
	for i := range j.Provisions {
		for k := range j.Provisions[i].Versions {
			v := &j.Provisions[i].Versions[k]
			v.turns = &turns{}
			visit(&v.When)
			if v.Modifies != nil {
				visit(&v.Modifies.StacksWhen)
			}
		}
	}
	for i := range j.Doubts {
		visit(&j.Doubts[i].When)
	}
	for i := range j.Guidelines {
		for k := range j.Guidelines[i].Scales {
			s := &j.Guidelines[i].Scales[k]
			s.lows, s.highs = s.bands(nil, lowEnd).Rows, s.bands(nil, highEnd).Rows
		}
	}
}

// bySlot orders facts by the slots of the jurisdiction.
func (j *Jurisdiction) bySlot(facts Facts) []FactValue {
	out := make([]FactValue, len(j.asked))
	for i, id := range j.asked {
		out[i] = facts[id]
	}
	return out
}
