package law

// Derived lists the facts that the program computed, and nobody stated or judged,
// on which the answer of a finding rests.
func (f Finding) Derived() []FactID {
	var out []FactID
	f.Step.Walk(func(s Step, _ int) {
		for _, p := range s.Parts {
			if p.Key == keyDerived {
				out = appendNew(out, s.Facts...)
			}
		}
	})
	return out
}

// keyDerived marks the answer of a condition that asked a derived fact.
const keyDerived = "condition.derived"
