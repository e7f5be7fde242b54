package law

import (
	"slices"
	"sync"

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
func (a *Applier) flips(e evaluation, v *Version, scope Verdict) []Flip {
	e.instead = 0
	in, when := scope, e.verdict(&v.When)
	if scope == Unknown {
		in = e.verdict(&a.Jurisdiction.Applies)
	}
	now := in.And(when)
	// A flip is large and most alternatives are none: they are made when their
	// number is known.
	type found struct {
		turn *turn
		at   int
		then Verdict
	}
	var room [64]found
	changes := room[:0]
	asked := a.turns(v)
	for k := range asked {
		t := &asked[k]
		ofScope := t.ofScope && scope == Unknown // a scope that is settled is not asked again
		if !t.ofText && !ofScope {
			continue
		}
		value := &e.values[t.slot-1]
		for i := range t.alternatives {
			alternative := &t.alternatives[i]
			if same(*value, alternative.value) {
				continue
			}
			e.instead, e.other = t.slot, &alternative.value
			in, when := in, when
			if ofScope {
				in = e.verdict(&a.Jurisdiction.Applies)
			}
			if t.ofText {
				when = e.verdict(&v.When)
			}
			if then := in.And(when); then != now && then != Unknown {
				changes = append(changes, found{t, i, then})
			}
		}
	}
	if len(changes) == 0 {
		return nil
	}
	out := make([]Flip, len(changes))
	for i, c := range changes {
		to := &c.turn.alternatives[c.at]
		out[i] = Flip{c.turn.fact, to.value, to.shown, c.then}
	}
	return out
}

// turn is one fact that a version asks, with everything it could be.
type turn struct {
	fact         FactID
	slot         int
	ofText       bool // the text asks it
	ofScope      bool // the territorial scope does
	alternatives []alternative
}

// turns are those of one version. They follow from the rulebook alone, so they
// are worked out when they are first asked and then kept.
type turns struct {
	once sync.Once
	list []turn
}

func (a *Applier) turns(v *Version) []turn {
	v.turns.once.Do(func() {
		ofText, ofScope := v.When.facts(a.factsOf), a.Jurisdiction.Applies.facts(a.factsOf)
		for _, id := range appendNew(slices.Clone(ofText), ofScope...) {
			if d := a.Book.Find(id); d != nil {
				v.turns.list = append(v.turns.list, turn{id, slices.Index(a.Jurisdiction.asked, id) + 1, slices.Contains(ofText, id), slices.Contains(ofScope, id), a.alternatives(d, v)})
			}
		}
	})
	return v.turns.list
}

type alternative struct {
	value FactValue
	shown Value
}

// alternatives lists what a fact could be instead. Counts are tried on both
// sides of each threshold the version names.
func (a *Applier) alternatives(d *FactDefinition, v *Version) []alternative {
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
func (a *Applier) each(root Condition, visit func(Condition)) {
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
func (a *Applier) factsOf(id string) []FactID {
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
