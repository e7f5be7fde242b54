package brief

import (
	"cmp"
	"reflect"
	"slices"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/line"
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
	}
	if s.Applicable || s.ExtendedTop >= 0 {
		d.add(b.groupScores(s))
	}
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
	d.list(b.beside(v)...)
	for _, g := range s.Groups {
		if t := b.moves(g); len(t.rows) > 0 {
			d.add(paragraph{b.say("severity.moves", quoted("group", g.ID))}, t)
		}
	}
	return d.blocks
}

// groupScores is one row a group: the terms of the strict score, and the extended
// one beside it.
func (b *brief) groupScores(s severity.Result) table {
	t := table{head: b.heads("group", "context", "identification", "circumstances", "score", "level", "extended")}
	for _, g := range s.Groups {
		row := []string{line.Clean(g.ID), "", "", "", "", b.l.Text("severity.reason." + g.Reason), b.say("dash")}
		if g.Applicable {
			row = []string{
				line.Clean(g.ID), b.l.Number(severity.Points(g.DPC).Decimal()), b.points(g.EI), b.points(g.CB), b.points(g.SE), b.l.Value(levelValue(g.Level)), b.say("dash"),
			}
		}
		if e := g.Extended; e != nil {
			row[6] = b.scored(e.SE, e.Level)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// scored is a score with its level; where there is none, that there is not.
func (b *brief) scored(se severity.Quarters, level severity.Level) string {
	if level == "" {
		return b.say("severity.unscored")
	}
	return b.say("severity.scored", law.With("score", law.OfNumber(se.Decimal())), law.With("level", levelValue(level)))
}

// beside is what stands beside the strict score and is never blended with it: the
// extended score with its rules, the action it advises, and the scale.
func (b *brief) beside(v *impact.View) []item {
	s := v.Severity
	var out []item
	if s.ExtendedTop >= 0 {
		e := s.Groups[s.ExtendedTop].Extended
		it := item{name: b.say("severity.extended"), text: b.scored(e.SE, e.Level)}
		if s.Several() {
			it.under = append(it.under, item{text: b.departure(severity.RuleGroups)})
		}
		for _, id := range e.Rules {
			it.under = append(it.under, item{text: b.departure(id)})
		}
		if len(e.Rules) == 0 {
			it.under = append(it.under, item{text: b.say("severity.extended.same")})
		}
		if e.Worst > e.SE {
			it.under = append(it.under, item{text: b.say("severity.extended.worst", law.With("score", law.OfNumber(e.Worst.Decimal())), law.With("level", levelValue(b.a.Severity.LevelOf(e.Worst))))})
		}
		out = append(out, it)
	}
	if a := s.Advice; a != nil && s.ExtendedTop < 0 {
		out = append(out, item{name: b.say("severity.no-breach"), text: b.l.Value(law.OfWord("severity.action." + string(a.Action)))})
	} else if a != nil {
		it := item{name: b.say("severity.advice"), text: b.l.Value(law.OfWord("severity.action." + string(a.Action)))}
		for _, id := range a.Rules {
			it.under = append(it.under, item{text: b.departure(id)})
		}
		if a.Worst != a.Action {
			it.under = append(it.under, item{text: b.say("severity.advice.worst", law.With("action", law.OfWord("severity.action."+string(a.Worst))))})
		}
		it.under = append(it.under, item{text: b.say("severity.advice.derived")})
		out = append(out, it)
	}
	if s.Scale.People.High.IsPositive() {
		out = append(out, b.scale(v))
	}
	return out
}

// departure words a rule of the extended score with its ground.
func (b *brief) departure(id string) string {
	r := b.a.Severity.Extended.Rule(id)
	return b.l.Text("step.severity.rule", law.With("rule", law.OfCode(r.ID)), law.With("name", law.OfText(r.Name)), law.With("text", law.OfText(r.Text)), law.With("authority", law.OfText(r.Authority)))
}

// scale is how many people there are, as powers of ten, and the key by which
// several breaches may be sorted.
func (b *brief) scale(v *impact.View) item {
	s := v.Severity.Scale
	text := b.l.Value(law.OfRange(s.People))
	if v.Standpoint == incident.Claimed && !b.a.Confirmed.Severity.Scale.Known {
		text = b.claimedCell(text)
	}
	it := item{name: b.say("severity.scale"), text: text}
	it.under = append(it.under, item{text: b.say("severity.scale.axis", law.With("axis", law.OfCode(s.Axis())))})
	if s.Truncated {
		it.under = append(it.under, item{text: b.say("severity.scale.at-least")})
	}
	if s.Sortable {
		it.under = append(it.under, item{text: b.say("severity.scale.sort-key", law.With("key", law.OfRange(s.SortKey)))})
	}
	return it
}

// mostMoves is how many facts that move a level are printed for a group; a longer
// list would hide the first ones.
const mostMoves = 10

// moves is the table of facts of which each alone would change a level.
func (b *brief) moves(g severity.GroupScore) table {
	t := table{head: b.heads("fact", "score", "extended")}
	for _, m := range g.Moves[:min(len(g.Moves), mostMoves)] {
		t.rows = append(t.rows, []string{b.l.Step(m.Step), b.scored(m.Strict, m.StrictLevel), b.scored(m.Extended, m.ExtendedLevel)})
	}
	return t
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
