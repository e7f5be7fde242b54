package brief

import (
	"cmp"
	"reflect"
	"slices"

	"breachimpact/impact"
	"breachimpact/impact/severity"
	"breachimpact/law"
)

// levelValue is the word of a level.
func levelValue(l severity.Level) law.Value { return law.OfWord("severity.level." + string(l)) }

// severity prints the score of each group, what made it, and what could raise it.
func (b *brief) severity() {
	b.document.heading(2, b.say("section.severity"))
	b.standpoints("severity", b.severityAt)
	b.paragraph(b.say("severity.formula"))
	source := b.a.Severity.Source
	b.list(item{name: b.say("severity.method"), text: b.in(source.Title), under: b.reserve(source.Mark, source.Note)})
}

// standpoints prints a section once for both standpoints where they agree, else
// once for each, under headings that tell them apart.
func (b *brief) standpoints(section string, of func(*impact.View) []block) {
	confirmed, claimed := of(&b.a.Confirmed), of(&b.a.Claimed)
	if reflect.DeepEqual(confirmed, claimed) {
		b.document.heading(3, b.say("at.same"))
		b.add(claimed...)
		return
	}
	b.document.heading(3, b.say(section+".at.confirmed"))
	b.add(confirmed...)
	if b.refuted() {
		b.document.heading(3, b.say("at.refuted"))
	} else {
		b.document.heading(3, b.say(section+".at.claimed"))
	}
	b.add(claimed...)
}

func (b *brief) severityAt(v *impact.View) []block {
	s := v.Severity
	var d document
	if !s.Applicable {
		d.paragraph(b.say("severity.none", law.With("reason", law.OfWord("severity.reason."+s.Reason))))
		d.list(b.could(s)...)
		return d.blocks
	}
	groups := table{head: b.heads("group", "context", "identification", "circumstances", "score", "level")}
	for _, g := range s.Groups {
		if !g.Applicable {
			groups.rows = append(groups.rows, []string{clean(g.ID), "", "", "", "", b.l.Text("severity.reason." + g.Reason)})
			continue
		}
		groups.rows = append(groups.rows, []string{
			clean(g.ID), b.l.Number(severity.Points(g.DPC).Decimal()), b.points(g.EI), b.points(g.CB), b.points(g.SE), b.l.Value(levelValue(g.Level)),
		})
	}
	d.add(groups)
	for _, g := range s.Groups {
		if g.Applicable {
			d.add(paragraph{b.say("severity.cells", quoted("group", g.ID))}, b.cells(g))
			d.list(b.decided(g)...)
		}
	}
	d.list(b.could(s)...)
	if flags := b.flags(v); len(flags) > 0 {
		d.list(item{name: b.say("severity.flags"), under: flags})
	}
	return d.blocks
}

// flags is what the method shows beside the score. One that only the claims raise
// says so: it may hold a claimed number.
func (b *brief) flags(v *impact.View) []item {
	confirmed := map[string]bool{}
	for _, f := range b.a.Confirmed.Severity.FlagSteps {
		confirmed[b.l.Step(f)] = true
	}
	var out []item
	for _, f := range v.Severity.FlagSteps {
		text := b.l.Step(f)
		if !confirmed[text] {
			text = b.claimedCell(text)
		}
		out = append(out, item{text: text})
	}
	return out
}

func (b *brief) heads(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = b.say("severity.column." + k)
	}
	return out
}

func (b *brief) points(q severity.Quarters) string { return b.l.Number(q.Decimal()) }

func (b *brief) cells(g severity.GroupScore) table {
	t := table{head: b.heads("data", "category", "context", "identification", "mark")}
	for _, c := range g.Cells {
		mark := c.Mark
		if mark == "" {
			mark = law.Verified
		}
		row := []string{b.dataName(c.Type), b.l.Text("severity.category." + c.Category), b.say("dash"), b.say("dash"), b.l.Text("mark." + string(mark))}
		if c.DPC > 0 {
			row[2] = b.l.Number(severity.Points(c.DPC).Decimal())
		}
		if c.EI > 0 {
			row[3] = b.points(c.EI)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// decided names what gave a group its context and its identification. That may be
// several kinds of data together, which no row of the table shows.
func (b *brief) decided(g severity.GroupScore) []item {
	if len(g.Step.Parts) < 2 {
		return nil
	}
	context := quoted("value", b.l.Number(severity.Points(g.DPC).Decimal()))
	identification := quoted("value", b.points(g.EI))
	return []item{
		{name: b.say("severity.decided.context", context), text: b.l.Step(deciding(g.Step.Parts[0]))},
		{name: b.say("severity.decided.identification", identification), text: b.l.Step(deciding(g.Step.Parts[1]))},
	}
}

// deciding is the candidate that gave a term its value: the firmest of the
// highest, then the first, as the method has it. An assessor's own value is
// explained by the term itself.
func deciding(term law.Step) law.Step {
	if term.Key == "severity.override" {
		return term
	}
	firm := law.Confidence("").Options()
	rank := func(s law.Step) int { return slices.Index(firm, string(cmp.Or(s.Mark, law.Verified))) }
	best, found := term, false
	for _, c := range term.Parts {
		highest := c.Result.Kind == law.NumberKind && c.Result.Number.Equal(term.Result.Number)
		if highest && (!found || rank(c) < rank(best)) {
			best, found = c, true
		}
	}
	return best
}

// could lists what is unknown and would raise the score, each alone and then all
// together.
func (b *brief) could(s severity.Result) []item {
	var out []item
	raised := func(step law.Step, se severity.Quarters) item {
		if step.Result.Kind == law.NoValue {
			return item{text: b.l.Step(step)}
		}
		return item{text: b.say("severity.could.text", worded("step", b.l.Step(step)), law.With("score", law.OfNumber(se.Decimal())))}
	}
	for _, g := range s.Groups {
		var items []item
		for _, u := range g.Unknowns {
			// Without a score each kind of data would raise it: all of them together say it once.
			if g.Applicable || u.What == severity.UnknownWord {
				items = append(items, raised(u.Step, u.SE))
			}
		}
		if g.Worst > g.SE {
			items = append(items, item{text: b.say("severity.worst", law.With("score", law.OfNumber(g.Worst.Decimal())), law.With("level", levelValue(g.WorstLevel)))})
		}
		switch {
		case len(items) == 0 && !g.Applicable:
			continue
		case len(items) == 0:
			items = []item{{text: b.say("severity.worst.none")}}
		}
		name := b.say("severity.could")
		if len(s.Groups) > 1 {
			name = b.say("fact.group", worded("fact", name), quoted("group", g.ID))
		}
		out = append(out, item{name: name, under: items})
	}
	for _, u := range s.Unknowns {
		out = append(out, item{text: b.unknownPeople(u)})
	}
	return out
}

// unknownPeople words an unknown of the whole breach. "At least 0" people would say
// nothing.
func (b *brief) unknownPeople(u severity.Unknown) string {
	for _, a := range u.Step.Args {
		if u.What == severity.UnknownPeople && a.Name == "people" && !a.Value.Number.IsPositive() {
			return b.say("severity.could.people-unknown", u.Step.Args...)
		}
	}
	return b.l.Step(u.Step)
}
