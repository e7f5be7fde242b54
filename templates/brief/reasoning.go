package brief

import (
	"reflect"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Reasoning explains a severity score in paragraphs, for a reader who has to defend
// it: what was found, on what ground, what is not known, what would change it, and
// what the figure is not. There are none for another figure.
func Reasoning(a *impact.Assessment, figure string, l *locale.Locale) []string {
	b := &brief{a: a, l: l}
	for _, v := range a.Views() {
		what, found := strings.CutPrefix(figure, v.Standpoint.String()+".severity.")
		if !found {
			continue
		}
		group, extended, found := b.scoreOf(v, what)
		switch {
		case !found && (what == "strict" || what == "extended"):
			b.paragraph(b.sentences(b.say("reasoning.none."+v.Severity.Reason), b.say("reasoning.none")))
		case !found:
			return nil
		case extended:
			b.reasonExtended(v, group)
		default:
			b.reasonStrict(v, group)
		}
		b.paragraph(b.say("reasoning.limits"))
		var out []string
		for _, x := range b.blocks {
			if p, is := x.(paragraph); is && p.text != "" {
				out = append(out, p.text)
			}
		}
		return out
	}
	return nil
}

// scoreOf finds the group that a figure is about: strict, extended, or a group's.
func (b *brief) scoreOf(v *impact.View, what string) (severity.GroupScore, bool, bool) {
	s := v.Severity
	switch {
	case what == "strict" && s.Applicable:
		return s.Groups[s.Top], false, true
	case what == "extended" && s.ExtendedTop >= 0:
		return s.Groups[s.ExtendedTop], true, true
	}
	for _, g := range s.Groups {
		switch {
		case what == g.ID+".strict" && g.Applicable:
			return g, false, true
		case what == g.ID+".extended" && g.Extended != nil:
			return g, true, true
		}
	}
	return severity.GroupScore{}, false, false
}

func (b *brief) reasonStrict(v *impact.View, g severity.GroupScore) {
	b.paragraph(b.sentences(
		b.say("reasoning.strict."+b.footing(v), quoted("group", g.ID), law.With("score", law.OfNumber(g.SE.Decimal())), law.With("level", levelValue(g.Level))),
		b.say("reasoning.terms", law.With("dpc", law.OfInt(g.DPC)), law.With("ei", law.OfNumber(g.EI.Decimal())), law.With("cb", law.OfNumber(g.CB.Decimal()))),
		b.say("reasoning.consequence", law.With("consequence", law.OfWord("severity.consequence."+string(g.Level)))),
		b.onlyClaimed(v),
	))
	dpc, ei := g.Step.Parts[0], g.Step.Parts[1]
	b.paragraph(b.sentences(
		b.ground("reasoning.context", dpc), b.ground("reasoning.identification", ei), b.added(g.Step.Parts[2]),
	))
	b.paragraph(b.sentences(b.distance(g.SE), b.single(g, false)))
	if e := g.Extended; e != nil {
		b.paragraph(b.sentences(b.say("reasoning.extended.beside", law.With("score", law.OfNumber(e.SE.Decimal())), law.With("level", levelValue(e.Level))), b.ruleNames(e.Rules)))
	}
}

func (b *brief) reasonExtended(v *impact.View, g severity.GroupScore) {
	e := g.Extended
	strict := b.say("reasoning.extended.without")
	if g.Applicable {
		strict = b.say("reasoning.extended.strict", law.With("score", law.OfNumber(g.SE.Decimal())), law.With("level", levelValue(g.Level)))
	}
	b.paragraph(b.sentences(
		b.say("reasoning.extended."+b.footing(v), quoted("group", g.ID), law.With("score", law.OfNumber(e.SE.Decimal())), law.With("level", levelValue(e.Level))), strict, b.onlyClaimed(v),
	))
	first, second := "reasoning.context", "reasoning.identification"
	if e.Branch == severity.BranchAvailability {
		first, second = "reasoning.dependence", "reasoning.length"
	}
	reading := e.Step.Parts[0]
	var circumstances law.Step
	for _, p := range e.Step.Parts {
		if p.Key == "severity.cb" || p.Key == "severity.override" {
			circumstances = p
		}
	}
	spared := ""
	for _, p := range reading.Parts {
		if p.Key == "severity.extended.spared" {
			spared = b.say("reasoning.spared")
		}
	}
	b.paragraph(b.sentences(spared, b.ground(first, reading.Parts[0]), b.ground(second, reading.Parts[1]), b.added(circumstances)))
	if len(e.Rules) == 0 {
		b.paragraph(b.say("severity.extended.same"))
	}
	for _, id := range e.Rules {
		b.paragraph(b.departure(id))
	}
	b.paragraph(b.sentences(b.distance(e.SE), b.single(g, true)))
}

// footing is what a score rests on: established facts where both standpoints give
// the same.
func (b *brief) footing(v *impact.View) string {
	if reflect.DeepEqual(b.a.Confirmed.Severity, b.a.Claimed.Severity) {
		return "same"
	}
	return v.Standpoint.String()
}

// onlyClaimed keeps a claim apart from evidence.
func (b *brief) onlyClaimed(v *impact.View) string {
	if b.footing(v) == incident.Claimed.String() {
		return b.say("reasoning.claim")
	}
	return ""
}

// sentences are one paragraph; what has nothing to say is left out.
func (b *brief) sentences(list ...string) string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// ground words a term: its value, the candidate that decided, and why where that
// is our judgement.
func (b *brief) ground(key string, term law.Step) string {
	decided := deciding(term)
	text := b.say(key, law.With("value", term.Result), worded("ground", b.say("reasoning.ground."+strings.TrimPrefix(decided.Key, "severity."), decided.Args...)))
	for _, p := range decided.Parts {
		switch p.Key {
		case "severity.because":
			text = b.sentences(text, b.say("reasoning.judged", p.Args...))
		case "severity.dpc.period", "severity.dpc.lessened":
			text = b.sentences(text, b.say("reasoning."+strings.TrimPrefix(p.Key, "severity.dpc."), p.Args...))
		}
	}
	return text
}

// added words the circumstances: what each added, and what is not known.
func (b *brief) added(cb law.Step) string {
	if cb.Key != "severity.cb" {
		return b.say("reasoning.circumstances.override", append([]law.Arg{law.With("value", cb.Result)}, cb.Args...)...)
	}
	var counted, unknown []string
	for _, p := range cb.Parts {
		switch {
		case p.Key == "severity.cb.unknown":
			unknown = append(unknown, b.l.Value(p.Args[0].Value))
		case p.Result.Number.IsPositive():
			name := law.OfWord("severity.circumstance." + strings.TrimPrefix(p.Key, "severity.cb."))
			counted = append(counted, b.say("reasoning.circumstance", law.With("name", name), law.With("state", p.Args[0].Value), law.With("points", p.Result)))
		}
	}
	text := b.say("reasoning.circumstances.none")
	if len(counted) > 0 {
		text = b.say("reasoning.circumstances", law.With("value", cb.Result), worded("list", b.commas(counted)))
	}
	if len(unknown) > 0 {
		text = b.sentences(text, b.say("reasoning.circumstances.unknown", worded("list", b.commas(unknown))))
	}
	return text
}

// distance says how far each other level is.
func (b *brief) distance(se severity.Quarters) string {
	var out []string
	for _, d := range b.a.Severity.Distances(se) {
		key, q := "reasoning.distance.up", d.Quarters
		if q < 0 {
			key, q = "reasoning.distance.down", -q
		}
		out = append(out, b.say(key, law.With("level", levelValue(d.Level)), law.With("points", law.OfNumber(q.Decimal()))))
	}
	return b.say("reasoning.distance", worded("list", b.join(out)))
}

// mostSingle is how many single facts a paragraph can hold.
const mostSingle = 3

// single names the first facts of which each alone would move the level of the
// score that is explained: those that would have to be wrong, then those that are
// not known; and says how many there are beside.
func (b *brief) single(g severity.GroupScore, extended bool) string {
	var known, open []string
	left := 0
	for _, m := range g.Moves {
		level, now := m.StrictLevel, g.Level
		if extended {
			level, now = m.ExtendedLevel, g.Extended.Level
		}
		switch {
		case level == "" || level == now:
			continue
		case m.Open && len(open) < mostSingle:
			open = append(open, b.say("reasoning.move", worded("fact", b.l.Step(m.Step)), law.With("level", levelValue(level))))
		case !m.Open && len(known) < mostSingle:
			known = append(known, b.say("reasoning.move", worded("fact", b.l.Step(m.Step)), law.With("level", levelValue(level))))
		default:
			left++
		}
	}
	var out []string
	if len(known) > 0 {
		out = append(out, b.say("reasoning.moves", worded("list", b.join(known))))
	}
	if len(open) > 0 {
		out = append(out, b.say("reasoning.moves.open", worded("list", b.join(open))))
	}
	if left > 0 {
		out = append(out, b.say("reasoning.moves.more", law.With("count", law.OfInt(left))))
	}
	if len(out) == 0 {
		return b.say("reasoning.moves.none")
	}
	return b.sentences(out...)
}

func (b *brief) ruleNames(ids []string) string {
	if len(ids) == 0 {
		return b.say("severity.extended.same")
	}
	var out []string
	for _, id := range ids {
		out = append(out, b.say("reasoning.rule", law.With("rule", law.OfCode(id)), law.With("name", law.OfText(b.a.Severity.Extended.Rule(id).Name))))
	}
	return b.say("reasoning.rules", worded("list", b.commas(out)))
}
