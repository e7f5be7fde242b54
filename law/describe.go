package law

import (
	"fmt"
	"slices"
	"strings"
)

// Describe words a version without facts: when it applies, and what it then
// asks or allows.
func (v Version) Describe(b FactBook) Step {
	s := Step{Key: "describe.version", Args: []Arg{With("from", OfDate(v.Valid.From))}, Cites: v.Cites, Mark: v.Mark}
	if !v.Valid.To.IsZero() {
		s.Key = "describe.version.closed"
		s.Args = append(s.Args, With("to", OfDate(v.Valid.To)))
	}
	if v.Status == Announced {
		s.Parts = append(s.Parts, Step{Key: "describe.announced"})
	}
	if !v.When.IsZero() {
		s.Parts = append(s.Parts, Step{Key: "describe.when", Parts: []Step{v.When.describe(b)}})
	}
	if v.Penalty != nil {
		s.Parts = append(s.Parts, v.Penalty.describe(b))
	}
	if d := v.Duty; d != nil {
		s.Parts = append(s.Parts, Step{Key: "describe.duty", Args: []Arg{With("bearer", OfText(d.Bearer)), With("act", OfWord("act."+string(d.Act)))}})
		if d.Clock != nil {
			s.Parts = append(s.Parts, d.Clock.describe())
		}
	}
	if m := v.Modifies; m != nil {
		s.Parts = append(s.Parts, Step{Key: "describe.modifies", Args: []Arg{With("instrument", OfCode(m.Instrument)), With("factor", OfNumber(m.factor()))}})
	}
	if v.Rule != nil {
		s.Parts = append(s.Parts, Step{Key: "describe.rule", Args: []Arg{With("text", OfText(v.Rule.Text))}})
		if v.Rule.Penalty != nil {
			s.Parts = append(s.Parts, v.Rule.Penalty.describe(b))
		}
	}
	if !v.Why.IsZero() {
		s.Parts = append(s.Parts, Step{Key: "why", Args: []Arg{With("why", OfText(v.Why))}, Mark: v.Mark})
	}
	return s
}

func (c Clock) describe() Step {
	s := Step{Key: "describe.clock." + string(c.Standard), Args: []Arg{With("event", OfWord(c.moment()))}}
	if c.Within != nil {
		s.Args = append(s.Args, With("within", OfCode(c.Within.String())))
	}
	if c.Latest != nil {
		s.Parts = append(s.Parts, Step{Key: "describe.clock.latest", Args: []Arg{With("event", OfWord("moment."+string(c.Latest.From))), With("within", OfCode(c.Latest.Within.String()))}})
	}
	return s
}

// Describe words a guideline without facts: its note, then each scale.
func (g *Guideline) Describe(b FactBook) Step {
	out := Step{Key: "indicative.note", Args: []Arg{With("note", OfText(g.Note))}, Cites: g.Cites, Mark: g.Mark}
	for _, s := range g.Scales {
		scale := Step{Key: "describe.guideline", Args: []Arg{With("name", OfText(s.Name))}, Cites: s.Cites}
		for _, r := range s.Rows {
			row := Step{Key: "describe.guideline.row", Mark: r.Mark, Args: []Arg{With("low", OfNumber(r.Low.Shift(2))), With("high", OfNumber(r.High.Shift(2)))}}
			switch {
			case r.Is != "":
				row.Args = append(row.Args, With("limit", choiceNames(b.Find(s.By), []string{r.Is})))
			case r.UpTo != nil:
				row.Key += ".up-to"
				row.Args = append(row.Args, With("limit", OfMoney(*r.UpTo)))
			default:
				row.Key += ".rest"
			}
			scale.Parts = append(scale.Parts, row)
		}
		out.Parts = append(out.Parts, scale)
	}
	return out
}

func (p Penalty) describe(b FactBook) Step {
	key := "describe.penalty"
	if p.Nature == Administrative || p.Nature == Order {
		key += ".authority"
	}
	s := Step{Key: key, Args: []Arg{With("who", OfText(p.Who)), With("conduct", OfText(p.Conduct))}}
	if p.Fine != nil {
		e := evaluation{book: b}
		low, high := p.Fine.Low.evaluate(e), p.Fine.High.evaluate(e)
		s.Parts = append(s.Parts, Step{Key: "fine.floor", Result: low.Step.Result, Parts: []Step{low.Step}}, Step{Key: "fine.cap", Result: high.Step.Result, Parts: []Step{high.Step}})
	}
	if p.Indicative != "" {
		s.Parts = append(s.Parts, Step{Key: "describe.indicative", Args: []Arg{With("guideline", OfCode(p.Indicative))}})
	}
	if p.Prison != nil {
		s.Parts = append(s.Parts, Step{Key: "prison", Args: []Arg{With("low", OfInt(p.Prison.Low)), With("high", OfInt(p.Prison.High)), With("cumulation", OfWord("cumulation."+string(p.Cumulation)))}})
	}
	for _, m := range p.Measures {
		s.Parts = append(s.Parts, Step{Key: "describe.measure", Args: []Arg{With("measure", OfText(m))}})
	}
	return s
}

// describe words a condition without facts.
func (c Condition) describe(b FactBook) Step {
	group := func(key string, parts []Condition) Step {
		s := Step{Key: key}
		for _, p := range parts {
			s.Parts = append(s.Parts, p.describe(b))
		}
		return s
	}
	switch {
	case c.All != nil:
		return group("condition.all", c.All)
	case c.Any != nil:
		return group("condition.any", c.Any)
	case c.Not != nil:
		return group("condition.not", []Condition{*c.Not})
	case c.Applies != "":
		return Step{Key: "condition.applies", Args: []Arg{With("provision", OfCode(c.Applies))}}
	}
	s := Step{Facts: []FactID{c.Fact}, Args: []Arg{With("fact", b.name(c.Fact))}}
	switch {
	case c.AtLeast != nil:
		s.Key, s.Args = "describe.at-least", append(s.Args, With("threshold", OfNumber(*c.AtLeast)))
	case c.In != nil:
		s.Key, s.Args = "describe.in", append(s.Args, With("choices", choiceNames(b.Find(c.Fact), c.In)))
	default:
		s.Key, s.Args = "describe.is", append(s.Args, With("expected", OfVerdict(c.Is)))
	}
	return s
}

// Change is one line of difference between two editions of a rulebook.
type Change struct {
	ID   string // provision or guideline
	Sign string // "-" only in the old edition, "+" only in the new one
	Line string // neutral notation of data files
}

// Diff compares two editions, provisions and guidelines one by one, in the notation of the
// data files. Wording that decides nothing (headings, notes) is left out.
func Diff(before, after *Rulebook) []Change {
	lines := func(b *Rulebook) map[string][]string {
		out := map[string][]string{}
		for _, j := range b.Jurisdictions {
			for _, p := range j.Provisions {
				out[p.ID] = p.notation()
			}
			for i := range j.Guidelines {
				out[j.Guidelines[i].ID] = j.Guidelines[i].notation()
			}
		}
		return out
	}
	old, now := lines(before), lines(after)
	var ids []string
	for _, m := range []map[string][]string{old, now} {
		for id := range m {
			ids = appendNew(ids, id)
		}
	}
	slices.Sort(ids)
	var out []Change
	for _, id := range ids {
		for _, l := range old[id] {
			if !slices.Contains(now[id], l) {
				out = append(out, Change{id, "-", l})
			}
		}
		for _, l := range now[id] {
			if !slices.Contains(old[id], l) {
				out = append(out, Change{id, "+", l})
			}
		}
	}
	return out
}

// notation is what decides anything in a provision, one line a version and part.
func (p Provision) notation() []string {
	var out []string
	for _, v := range p.Versions {
		span := v.Valid.From.String() + ".." + v.Valid.To.String()
		out = append(out, fmt.Sprintf("%s kind: %s, status: %s, when: %s", span, p.Kind, v.Status, v.When))
		if d := v.Duty; d != nil {
			clock := "-"
			if d.Clock != nil {
				clock = fmt.Sprintf("{from: %s, standard: %s", d.Clock.From, d.Clock.Standard)
				if after := d.Clock.After; after != nil {
					clock = fmt.Sprintf("{after: {to: %s, step: %s, last: %t}, standard: %s", after.To, after.Step, after.Last, d.Clock.Standard)
				}
				if latest := d.Clock.Latest; latest != nil {
					clock += fmt.Sprintf(", latest: {from: %s, within: %s}", latest.From, latest.Within)
				}
				if d.Clock.Within != nil {
					clock += fmt.Sprintf(", within: %s, roll: %s", d.Clock.Within, d.Clock.Roll)
				}
				clock += "}"
			}
			line := fmt.Sprintf("%s basis: %s, act: %s, to: %s, clock: %s, lest: %v", span, d.Basis, d.Act, d.To, clock, d.Lest)
			if d.Report != "" {
				line += ", report: " + string(d.Report)
			}
			if d.Done != "" {
				line += ", done: " + string(d.Done)
			}
			out = append(out, line)
		}
		if m := v.Modifies; m != nil {
			line := fmt.Sprintf("%s modifies: {instrument: %s, on: %v, fine: %s", span, m.Instrument, m.On, m.factor())
			if m.Prison != nil {
				line += fmt.Sprintf(", prison: %d", *m.Prison)
			}
			out = append(out, line+fmt.Sprintf(", not-with: %v, stacks-when: %s}", m.NotWith, m.StacksWhen))
		}
		pen := v.Penalty
		if v.Rule != nil {
			out = append(out, fmt.Sprintf("%s rule: {topic: %s, behind: %v}", span, v.Rule.Topic, v.Rule.Behind))
			pen = v.Rule.Penalty
		}
		if pen != nil {
			line := fmt.Sprintf("%s penalty: {nature: %s, on: %v, act: %s, cumulation: %s", span, pen.Nature, pen.On, pen.Act, pen.Cumulation)
			if pen.Fine != nil {
				line += fmt.Sprintf(", fine: {low: %s, high: %s}", formulaNotation(pen.Fine.Low), formulaNotation(pen.Fine.High))
			}
			if pen.Prison != nil {
				line += fmt.Sprintf(", prison: {low: %d, high: %d}", pen.Prison.Low, pen.Prison.High)
			}
			if pen.Indicative != "" {
				line += ", indicative: " + pen.Indicative
			}
			out = append(out, line+"}")
		}
	}
	return out
}

func formulaNotation(f Formula) string {
	var parts []string
	for _, p := range f.Parts() {
		parts = append(parts, formulaNotation(p))
	}
	switch f := f.(type) {
	case Fixed:
		return f.Amount.String()
	case Share:
		return fmt.Sprintf("%s%% × %s", f.Percent.Shift(2), f.Of)
	case Greater:
		return "greater(" + strings.Join(parts, ", ") + ")"
	case Lesser:
		return "lesser(" + strings.Join(parts, ", ") + ")"
	case PerUnit:
		return fmt.Sprintf("%s × %s", f.Amount, f.Fact)
	case Multiple:
		return fmt.Sprintf("%s × %s", f.Factor, strings.Join(parts, ""))
	case Bands:
		return f.notation() + strings.Join(parts, "")
	}
	return ""
}
