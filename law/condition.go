package law

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// Condition is a node of a provision's "when". The vocabulary is closed, so
// that every condition can be explained in three languages and none hides a
// program:
//
//	all: [...]                       every one of them
//	any: [...]                       at least one of them
//	not: {...}
//	{fact: declared, is: no}         a truth fact
//	{fact: organisation-kind, in: [state, public-establishment]}
//	{fact: people, at-least: 500}    a number fact
//	{applies: ma.05-20.8}            another provision's condition holds
type Condition struct {
	All     []Condition
	Any     []Condition
	Not     *Condition
	Fact    FactID
	Is      Verdict
	In      []string
	AtLeast *decimal.Decimal
	Applies string

	place strict.Place
	slot  int        // where Fact stands among those the jurisdiction asks, from 1; 0 while nobody numbered them
	to    *Provision // what Applies names, once the jurisdiction is whole
}

// DecodeNode reads one condition and refuses mixtures of forms.
func (c *Condition) DecodeNode(r *strict.Reader, n *strict.Node) {
	var raw struct {
		All     []Condition `yaml:"all"`
		Any     []Condition `yaml:"any"`
		Not     *Condition  `yaml:"not"`
		Fact    FactID      `yaml:"fact"`
		Is      string      `yaml:"is"`
		In      []string    `yaml:"in"`
		AtLeast *Number     `yaml:"at-least"`
		Applies string      `yaml:"applies"`
	}
	before := len(r.Faults)
	r.Decode(n, &raw)
	if len(r.Faults) > before {
		return
	}
	forms := 0
	for _, present := range []bool{raw.All != nil, raw.Any != nil, raw.Not != nil, raw.Fact != "", raw.Applies != ""} {
		if present {
			forms++
		}
	}
	tests := 0
	for _, present := range []bool{raw.Is != "", raw.In != nil, raw.AtLeast != nil} {
		if present {
			tests++
		}
	}
	// An empty list would be a constant: "any of nothing" is no, which nothing
	// unknown could ever correct.
	empty := raw.All != nil && len(raw.All) == 0 || raw.Any != nil && len(raw.Any) == 0 || raw.In != nil && len(raw.In) == 0
	if forms != 1 || (raw.Fact != "") != (tests == 1) || tests > 1 || empty {
		r.Fault(n, "condition-form")
		return
	}
	*c = Condition{All: raw.All, Any: raw.Any, Not: raw.Not, Fact: raw.Fact, In: raw.In, Applies: raw.Applies, place: r.Place(n)}
	if raw.Is != "" {
		v, ok := ParseVerdict(raw.Is)
		if !ok || v == Unknown {
			r.Fault(n, "condition-form")
			return
		}
		c.Is = v
	}
	if raw.AtLeast != nil {
		c.AtLeast = &raw.AtLeast.Decimal
	}
}

// IsZero tells whether there is no condition, which always holds.
func (c Condition) IsZero() bool {
	return c.All == nil && c.Any == nil && c.Not == nil && c.Fact == "" && c.Applies == ""
}

// Outcome is the answer of a condition with its reasons. Missing lists the
// unknown facts that could still change the answer, without repeats.
type Outcome struct {
	Verdict Verdict
	Missing []FactID
	Step    Step
}

// evaluation is what a condition may look at.
type evaluation struct {
	book    FactBook
	facts   Facts
	applies func(provision string) Outcome
	plain   bool // only answers are wanted: no explanation is made
	hearing
}

func (e *evaluation) condition(c Condition) Outcome {
	if e.plain {
		return e.outcome(&c)
	}
	switch {
	case c.IsZero():
		return Outcome{Verdict: Yes, Step: Step{Key: "condition.always", Result: OfVerdict(Yes)}}
	case c.All != nil:
		return e.group(c.All, "condition.all", Yes, Verdict.And)
	case c.Any != nil:
		return e.group(c.Any, "condition.any", No, Verdict.Or)
	case c.Not != nil:
		inner := e.condition(*c.Not)
		v := inner.Verdict.Not()
		return Outcome{v, inner.Missing, Step{Key: "condition.not", Result: OfVerdict(v), Parts: []Step{inner.Step}}}
	case c.Applies != "":
		inner := e.applies(c.Applies)
		return Outcome{inner.Verdict, inner.Missing, Step{
			Key: "condition.applies", Args: []Arg{With("provision", OfCode(c.Applies))},
			Result: OfVerdict(inner.Verdict), Parts: []Step{inner.Step},
		}}
	}
	return e.fact(c)
}

// group folds parts; a part's missing facts count only while its own answer is
// unknown and the whole is not settled without it.
func (e *evaluation) group(parts []Condition, key string, verdict Verdict, fold func(Verdict, Verdict) Verdict) Outcome {
	out := Outcome{Verdict: verdict, Step: Step{Key: key, Parts: make([]Step, 0, len(parts))}}
	var missing []FactID
	for i := range parts {
		o := e.condition(parts[i])
		out.Verdict = fold(out.Verdict, o.Verdict)
		out.Step.Parts = append(out.Step.Parts, o.Step)
		missing = appendNew(missing, o.Missing...)
	}
	out.Step.Result = OfVerdict(out.Verdict)
	if out.Verdict == Unknown {
		out.Missing = missing
	}
	return out
}

func (e *evaluation) fact(c Condition) Outcome {
	value := e.facts[c.Fact]
	v := test(&c, &value)
	definition := e.book.Find(c.Fact)
	name := e.book.name(c.Fact)
	step := Step{Facts: []FactID{c.Fact}, Result: OfVerdict(v), Args: []Arg{With("fact", name), With("value", value.Value(definition))}}
	switch {
	case c.AtLeast != nil:
		step.Key = "condition.at-least"
		step.Args = append(step.Args, With("threshold", OfNumber(*c.AtLeast)))
	case c.In != nil:
		step.Key = "condition.in"
		step.Args = append(step.Args, With("choices", choiceNames(definition, c.In)))
	default:
		step.Key = "condition.is"
		step.Args = append(step.Args, With("expected", OfVerdict(c.Is)))
	}
	if value.Known && value.Derived {
		step.Mark = Judged
		step.Parts = append(step.Parts, Step{Key: keyDerived, Args: []Arg{With("fact", name)}})
	}
	out := Outcome{Verdict: v, Step: step}
	if v == Unknown {
		out.Missing = []FactID{c.Fact}
	}
	return out
}

// test is the answer of a condition on one fact.
func test(c *Condition, value *FactValue) Verdict {
	if !value.Known {
		return Unknown
	}
	holds := false
	switch {
	case c.AtLeast != nil:
		switch {
		case !value.Range.Low.LessThan(*c.AtLeast):
			return Yes
		case value.Range.High.LessThan(*c.AtLeast):
			return No
		}
		return Unknown
	case c.In != nil:
		holds = slices.ContainsFunc(value.Words, func(w string) bool { return slices.Contains(c.In, w) })
		if !holds && value.Partial {
			return Unknown
		}
	default:
		holds = value.Truth == c.Is
	}
	if holds {
		return Yes
	}
	return No
}

func choiceNames(d *FactDefinition, ids []string) Value {
	var fr, ar, en []string
	for _, id := range ids {
		t := Same(strings.ToUpper(id))
		if d != nil {
			for _, c := range d.Choices {
				if c.ID == id {
					t = c.Name
				}
			}
		}
		fr, ar, en = append(fr, t.FR), append(ar, t.AR), append(en, t.EN)
	}
	return OfText(Text{FR: strings.Join(fr, ", "), AR: strings.Join(ar, "، "), EN: strings.Join(en, ", ")})
}

// facts lists every fact a condition asks, through the provisions it refers to.
func (c Condition) facts(of func(provision string) []FactID) []FactID {
	var out []FactID
	if c.Fact != "" {
		out = append(out, c.Fact)
	}
	for _, p := range c.All {
		out = appendNew(out, p.facts(of)...)
	}
	for _, p := range c.Any {
		out = appendNew(out, p.facts(of)...)
	}
	if c.Not != nil {
		out = appendNew(out, c.Not.facts(of)...)
	}
	if c.Applies != "" {
		out = appendNew(out, of(c.Applies)...)
	}
	return out
}

// each visits the condition and every condition inside it.
func (c Condition) each(visit func(Condition)) {
	if c.IsZero() {
		return
	}
	visit(c)
	for _, p := range c.All {
		p.each(visit)
	}
	for _, p := range c.Any {
		p.each(visit)
	}
	if c.Not != nil {
		c.Not.each(visit)
	}
}

func appendNew[T comparable](list []T, more ...T) []T {
	for _, m := range more {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// String is the condition in a compact notation for developers and golden
// files.
func (c Condition) String() string {
	join := func(word string, parts []Condition) string {
		var s []string
		for _, p := range parts {
			s = append(s, p.String())
		}
		return word + "(" + strings.Join(s, " ") + ")"
	}
	switch {
	case c.All != nil:
		return join("all", c.All)
	case c.Any != nil:
		return join("any", c.Any)
	case c.Not != nil:
		return "not(" + c.Not.String() + ")"
	case c.Applies != "":
		return "applies:" + c.Applies
	case c.AtLeast != nil:
		return fmt.Sprintf("%s>=%s", c.Fact, c.AtLeast)
	case c.In != nil:
		return fmt.Sprintf("%s in %v", c.Fact, c.In)
	case c.Fact != "":
		return fmt.Sprintf("%s=%s", c.Fact, c.Is)
	}
	return "always"
}
