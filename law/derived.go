package law

// Derived lists the facts that the program computed, and nobody stated or judged,
// on which the answer of a finding rests.
func (f Finding) Derived() []FactID { return f.derived }

// derived adds the facts of a condition that the program computed.
func (e *evaluation) derived(c *Condition, list []FactID) []FactID {
	for _, parts := range [][]Condition{c.All, c.Any} {
		for i := range parts {
			list = e.derived(&parts[i], list)
		}
	}
	switch {
	case c.Not != nil:
		return e.derived(c.Not, list)
	case c.Fact != "":
		if v := e.value(c); v.Known && v.Derived {
			return appendNew(list, c.Fact)
		}
	case c.to != nil:
		if v := c.to.At(e.on, e.announced); v != nil {
			return e.derived(&v.When, list)
		}
	}
	return list
}

// keyDerived marks the answer of a condition that asked a derived fact.
const keyDerived = "condition.derived"
