package law

import (
	"maps"

	"github.com/shopspring/decimal"
)

// Flip is one single fact that would change a verdict, all else being equal.
type Flip struct {
	Fact  FactID
	Value FactValue // what the fact would have to be
	To    Value     // the same, as it is shown
	Then  Verdict
}

// flips tries every other value of every fact the version asks, one at a time.
func (a Applier) flips(v *Version, ref Reference, scope Scope) []Flip {
	verdict := func(facts Facts) Verdict {
		e := a.evaluating(facts, ref.Date, true)
		in := scope.Verdict
		if in == Unknown {
			in = e.condition(a.Jurisdiction.Applies).Verdict
		}
		return in.And(e.condition(v.When).Verdict)
	}
	now := verdict(a.Facts)
	var out []Flip
	asked := v.When.facts(a.factsOf)
	if scope.Verdict == Unknown {
		asked = appendNew(asked, a.Jurisdiction.Applies.facts(a.factsOf)...)
	}
	for _, id := range asked {
		d := a.Book.Find(id)
		if d == nil {
			continue
		}
		for _, alternative := range a.alternatives(d, v) {
			if same(a.Facts[id], alternative.value) {
				continue
			}
			changed := maps.Clone(a.Facts)
			if changed == nil {
				changed = Facts{}
			}
			changed[id] = alternative.value
			if then := verdict(changed); then != now && then != Unknown {
				out = append(out, Flip{id, alternative.value, alternative.shown, then})
			}
		}
	}
	return out
}

type alternative struct {
	value FactValue
	shown Value
}

// alternatives lists what a fact could be instead. Counts are tried on both
// sides of each threshold the version names.
func (a Applier) alternatives(d *FactDefinition, v *Version) []alternative {
	var out []alternative
	switch d.Type {
	case TruthFact:
		for _, t := range []Verdict{Yes, No} {
			out = append(out, alternative{Truth(t), OfVerdict(t)})
		}
	case ChoiceFact:
		if d.Open {
			seen := map[string]bool{}
			collect := func(c Condition) {
				if c.Fact != d.ID {
					return
				}
				for _, w := range c.In {
					if !seen[w] {
						seen[w] = true
						out = append(out, alternative{Words(w), Words(w).Value(d)})
					}
				}
			}
			a.each(v.When, collect)
			a.each(a.Jurisdiction.Applies, collect)
			return out
		}
		for _, c := range d.Choices {
			out = append(out, alternative{Words(c.ID), OfText(c.Name)})
		}
	case NumberFact:
		seen := map[string]bool{}
		collect := func(c Condition) {
			if c.Fact != d.ID || c.AtLeast == nil || seen[c.AtLeast.String()] {
				return
			}
			seen[c.AtLeast.String()] = true
			for _, n := range []decimal.Decimal{*c.AtLeast, c.AtLeast.Sub(decimal.NewFromInt(1))} {
				out = append(out, alternative{FactValue{Known: true, Range: Exactly(n)}, OfNumber(n)})
			}
		}
		a.each(v.When, collect)
		a.each(a.Jurisdiction.Applies, collect)
	}
	return out
}

func same(a, b FactValue) bool {
	if a.Known != b.Known || a.Truth != b.Truth || a.Partial != b.Partial || len(a.Words) != len(b.Words) {
		return false
	}
	for i := range a.Words {
		if a.Words[i] != b.Words[i] {
			return false
		}
	}
	return a.Range.Low.Equal(b.Range.Low) && a.Range.High.Equal(b.Range.High)
}

// each visits a condition and everything inside it, the conditions of the
// provisions it refers to included.
func (a Applier) each(root Condition, visit func(Condition)) {
	root.each(func(c Condition) {
		visit(c)
		p := a.Jurisdiction.Provision(c.Applies)
		if p == nil {
			return
		}
		for _, v := range p.Versions {
			a.each(v.When, visit)
		}
	})
}

// factsOf lists the facts another provision asks, for conditions that refer to
// it.
func (a Applier) factsOf(id string) []FactID {
	p := a.Jurisdiction.Provision(id)
	if p == nil {
		return nil
	}
	var out []FactID
	for _, v := range p.Versions {
		out = appendNew(out, v.When.facts(a.factsOf)...)
	}
	return out
}
