package brief

import (
	"reflect"

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
	if !s.Applicable {
		return []block{paragraph{b.say("severity.none", law.With("reason", law.OfWord("severity.reason."+s.Reason)))}}
	}
	var d document
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
		if !g.Applicable {
			continue
		}
		var items []item
		for _, u := range g.Unknowns {
			items = append(items, raised(u.Step, u.SE))
		}
		if g.Worst > g.SE {
			items = append(items, item{text: b.say("severity.worst", law.With("score", law.OfNumber(g.Worst.Decimal())), law.With("level", levelValue(g.WorstLevel)))})
		}
		if len(items) == 0 {
			items = []item{{text: b.say("severity.worst.none")}}
		}
		name := b.say("severity.could")
		if len(s.Groups) > 1 {
			name = b.say("fact.group", worded("fact", name), quoted("group", g.ID))
		}
		out = append(out, item{name: name, under: items})
	}
	for _, u := range s.Unknowns {
		out = append(out, item{text: b.l.Step(u.Step)})
	}
	return out
}
