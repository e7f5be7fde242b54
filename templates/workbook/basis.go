package workbook

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
)

// block is the explanation of one figure, or of several that share it.
type block struct {
	name    string // defined name of its first row
	figures []impact.Figure
	step    law.Step
}

// blocks gathers the figures of both standpoints into explanations. The
// percentiles of one line have one explanation, and so have the two ways of
// adding up fines. Figures of a law that the report leaves aside are explained only
// when somebody asks.
func (b *builder) blocks(aside bool) {
	index := map[string]int{}
	for _, v := range b.both() {
		for _, f := range v.Figures {
			if f.Aside && !aside {
				continue
			}
			id := shared(f.ID)
			at, seen := index[id]
			if !seen {
				at = len(b.blocks_)
				index[id] = at
				b.blocks_ = append(b.blocks_, block{name: "stp_" + identifier(id), step: f.Step})
			}
			if strings.HasSuffix(f.ID, ".p50") {
				b.blocks_[at].step = f.Step // whose parts are medians too
			}
			b.blocks_[at].figures = append(b.blocks_[at].figures, f)
			b.basis[f.ID] = b.blocks_[at].name
		}
	}
}

// fold gives a claimed figure the explanation of the confirmed one where both are the
// same, step for step and value for value.
func (b *builder) fold() {
	confirmed := map[string]int{}
	var out []block
	for _, k := range b.blocks_ {
		what, claimed := strings.CutPrefix(k.name, "stp_"+incident.Claimed.String()+".")
		if at, found := confirmed[what]; claimed && found && same(out[at], k) {
			out[at].figures = append(out[at].figures, k.figures...)
			for _, f := range k.figures {
				b.basis[f.ID] = out[at].name
			}
			continue
		}
		if what, found := strings.CutPrefix(k.name, "stp_"+incident.Confirmed.String()+"."); found {
			confirmed[what] = len(out)
		}
		out = append(out, k)
	}
	b.blocks_ = out
}

// same tells whether two explanations say the same of figures that are worth the same.
func same(x, y block) bool {
	return len(x.figures) == len(y.figures) && reflect.DeepEqual(x.step, y.step) &&
		slices.EqualFunc(x.figures, y.figures, func(f, g impact.Figure) bool { return reflect.DeepEqual(f.Value, g.Value) })
}

// shared is the id of the explanation a figure belongs to.
func shared(id string) string {
	id = strings.TrimSuffix(id, ".with-unknown")
	for _, end := range []string{".p5", ".p50", ".p95", ".mean", ".tvar95", ".single-act", ".distinct-acts"} {
		if rest, ok := strings.CutSuffix(id, end); ok {
			return rest
		}
	}
	return id
}

// Columns of the sheet.
const (
	basisNumber = iota
	basisStep
	basisResult
	basisSource
	basisMark
	basisConfirmed // back to the figure's cell
	basisClaimed
)

// basisPage writes every step of every figure. It is built last but one, when it
// is known which figures have a cell to link back to.
//
// It is the longest sheet, and is read on paper by whoever checks the report. So
// what would be said twice is said once: explanations that are the same at both
// standpoints, reasoning that was given under an earlier number, the day a source
// was read.
func (b *builder) basisPage() *page {
	p := b.page("basis", 5, 128, 18, 34, 17, 9, 9)
	p.sheet.Dense = true
	p.head(b.text("sheet.basis"), b.text("basis.note"))
	p.sheet.FreezeRows = p.header(b.text("basis.number"), b.text("basis.step"), b.text("basis.result"), b.text("basis.source"), b.text("basis.mark"),
		b.standpoint(incident.Confirmed), b.standpoint(incident.Claimed)) + 1
	p.sheet.RepeatRows = p.sheet.FreezeRows
	w := basisWriter{b: b, p: p, given: map[string]int{}}
	for i, k := range b.blocks_ {
		w.block(i+1, k)
	}
	p.blank()
	b.sources(p, w.read)
	return p
}

// basisWriter remembers what was written, to say it once.
type basisWriter struct {
	b     *builder
	p     *page
	given map[string]int // the number that reasoning was given under, by all its words
	read  []law.Citation
}

// said is a step in words, with those below it.
type said struct {
	law.Step
	text  string
	whole string // everything in it, to tell what was said before
	below []said
	rows  int // below it
}

// worthSaying is from how many steps below one it is shorter to name the number
// they were given under.
const worthSaying = 2

func (w *basisWriter) say(s law.Step) said {
	out := said{Step: s, text: brief.Sentence(s, w.b.loc, w.b.a.Rulebook)}
	var whole strings.Builder
	fmt.Fprintf(&whole, "%s|%s|%s|%v", out.text, w.b.loc.Value(s.Result), s.Mark, s.Cites)
	for _, p := range s.Parts {
		part := w.say(p)
		out.below = append(out.below, part)
		out.rows += 1 + part.rows
		fmt.Fprintf(&whole, "{%s}", part.whole)
	}
	out.whole = whole.String()
	return out
}

// before is the number under which the steps below one were given already.
func (w *basisWriter) before(s said) (int, bool) {
	number, found := w.given[s.whole]
	return number, found && s.rows >= worthSaying
}

func (w *basisWriter) remember(s said, number int) {
	if _, found := w.given[s.whole]; !found {
		w.given[s.whole] = number
	}
}

func (w *basisWriter) block(number int, k block) {
	b := w.b
	root := w.say(k.step)
	earlier, repeated := w.before(root)
	for i, f := range k.figures {
		if fellow(k.figures[:i], f) >= 0 {
			continue // beside that of the other standpoint
		}
		points, label := b.points(k.figures, i), b.text(f.Label.Key, f.Label.Args...)
		cites, mark, first := "", "", str(basisNumber, "", sBasis)
		if i == 0 {
			label = b.opening(label, root)
			if repeated {
				label += b.givenAt(earlier)
			}
			cites, mark = w.places(k.step.Cites), b.markOf(k.step.Mark)
			first = str(basisNumber, strconv.Itoa(number), sBasis)
			first.Name = k.name
		}
		r := w.p.row(first, str(basisStep, points+" · "+label, sBasis), b.basisValue(basisResult, f.Value), str(basisSource, cites, sText), str(basisMark, mark, sMark),
			b.backTo(basisConfirmed, incident.Confirmed, k.figures, f), b.backTo(basisClaimed, incident.Claimed, k.figures, f))
		w.p.sheet.Rows[r].Keep = i+1 < len(k.figures) || len(root.below) > 0 && !repeated
	}
	if repeated {
		return
	}
	for _, ground := range brief.Reasoning(b.a, k.figures[0].ID, b.loc) {
		if _, found := w.given[ground]; found {
			continue
		}
		w.given[ground] = number
		w.line(1, str(basisNumber, "", sText), ground, law.Value{}, nil, "")
	}
	w.remember(root, number)
	w.steps(root.below, 1, number)
}

// fellow is the figure that is the same at the other standpoint, or -1.
func fellow(figures []impact.Figure, f impact.Figure) int {
	_, what, _ := strings.Cut(f.ID, ".")
	return slices.IndexFunc(figures, func(g impact.Figure) bool {
		_, other, _ := strings.Cut(g.ID, ".")
		return other == what
	})
}

// points are the standpoints a figure stands for.
func (b *builder) points(figures []impact.Figure, i int) string {
	if fellow(figures[i+1:], figures[i]) >= 0 {
		return b.text("basis.both", law.With("confirmed", law.OfWord("standpoint.confirmed")), law.With("claimed", law.OfWord(b.standpointKey(incident.Claimed))))
	}
	return b.standpointOf(figures[i].ID)
}

// opening is the name of a figure with its first step, of which one can say it all.
func (b *builder) opening(label string, root said) string {
	switch {
	case strings.HasPrefix(root.Key, "finding."):
		return root.text // it begins with the heading that the name ends with
	case strings.HasPrefix(root.Key, "exposure.") || root.Key == "scope":
		return label
	}
	return label + "\n" + root.text
}

// backTo leads back to the cell of a figure at one standpoint, if it has one.
func (b *builder) backTo(column int, at incident.Standpoint, figures []impact.Figure, f impact.Figure) book.Cell {
	_, what, _ := strings.Cut(f.ID, ".")
	id := at.String() + "." + what
	if !b.placed[id] || !slices.ContainsFunc(figures, func(g impact.Figure) bool { return g.ID == id }) {
		return str(column, "", sText)
	}
	c := str(column, b.text("basis.to-cell"), sLink)
	c.Link = &book.Link{To: figureName(id)}
	return c
}

// steps writes those below a step: short ones that stand beside each other in one
// row, since a row each would make a page of what is read in a line.
func (w *basisWriter) steps(list []said, depth, number int) {
	for len(list) > 0 {
		n := 0
		for n < len(list) && list[n].short() {
			n++
		}
		if n < 2 {
			w.step(list[0], depth, number)
			list = list[1:]
			continue
		}
		var parts []string
		for _, s := range list[:n] {
			part := s.line()
			if result := w.b.loc.Value(s.Result); result != "" {
				part = w.b.text("basis.answer", law.With("step", law.OfCode(part)), law.With("result", law.OfCode(result)))
			}
			parts = append(parts, part)
		}
		w.line(depth, str(basisNumber, "", sText), strings.Join(parts, "  •  "), law.Value{}, nil, "")
		list = list[n:]
	}
}

// shortStep is how long a step can be that shares a row.
const shortStep = 64

// short tells whether a step needs no row of its own: a few words that nothing
// stands below, but what follows from them in few words more.
func (s said) short() bool {
	if len(s.Cites) > 0 || !s.Mark.Firm() || len([]rune(s.line())) > shortStep {
		return false
	}
	return len(s.below) == 0 || len(s.below) == 1 && follows(s.Step, s.below[0].Step) && s.below[0].short()
}

// line is a step with the single ones below it.
func (s said) line() string {
	if len(s.below) == 1 {
		return s.text + " · " + s.below[0].line()
	}
	return s.text
}

// step writes one step and those below it. A step with a single one below it that
// answers the same is written with it in one row.
func (w *basisWriter) step(s said, depth, number int) {
	b := w.b
	text, cites, mark, chain := s.text, s.Cites, s.Mark, []said{s}
	earlier, repeated := w.before(s)
	for !repeated && len(s.below) == 1 && follows(s.Step, s.below[0].Step) {
		s = s.below[0]
		chain = append(chain, s)
		text += " · " + s.text
		if mark.Firm() {
			mark = s.Mark
		}
		if len(cites) == 0 {
			cites = s.Cites
		}
		earlier, repeated = w.before(s)
	}
	if first := chain[0]; !repeated && len([]rune(text)) > longStep {
		// What fills more than a line is said in full once, too.
		if earlier, repeated = w.given[first.whole]; repeated {
			text = cut(text, longStep-20)
		}
	}
	first := str(basisNumber, "", sText)
	if repeated {
		text += b.givenAt(earlier)
		first = str(basisNumber, strconv.Itoa(earlier), sLink)
		first.Link = &book.Link{To: b.blocks_[earlier-1].name}
	}
	w.line(depth, first, text, s.Result, cites, mark)
	if repeated {
		return
	}
	for _, link := range chain {
		w.remember(link, number)
	}
	w.steps(s.below, depth+1, number)
}

// longStep is about how much fits in a line of the sheet.
const longStep = 125

// line is one row of steps.
func (w *basisWriter) line(depth int, first book.Cell, text string, result law.Value, cites []law.Citation, mark law.Confidence) {
	r := w.p.row(first, str(basisStep, strings.Repeat("\u2003", depth)+text, sText), w.b.basisValue(basisResult, result), str(basisSource, w.places(cites), sText),
		str(basisMark, w.b.markOf(mark), sMark), str(basisConfirmed, "", sText), str(basisClaimed, "", sText))
	w.p.sheet.Rows[r].Level = min(depth, 7)
}

// follows tells whether a single step below another says no more than why.
func follows(s, part law.Step) bool {
	same := part.Result.Kind == law.NoValue || reflect.DeepEqual(part.Result, s.Result)
	cites := len(part.Cites) == 0 || len(s.Cites) == 0 || reflect.DeepEqual(part.Cites, s.Cites)
	return same && cites && (part.Mark.Firm() || s.Mark.Firm() || part.Mark == s.Mark)
}

// givenAt says where steps were written out already.
func (b *builder) givenAt(number int) string {
	return " " + b.text("basis.given", law.With("number", law.OfInt(number)))
}

func (b *builder) markOf(m law.Confidence) string {
	if m.Firm() {
		return ""
	}
	return b.text("mark." + string(m))
}

// places names the texts a step rests on. The day each was read stands once, in
// the list of sources.
func (w *basisWriter) places(cites []law.Citation) string {
	for _, c := range cites {
		if !slices.Contains(w.read, c) {
			w.read = append(w.read, c)
		}
	}
	return strings.Join(brief.Places(cites, w.b.a.Rulebook, w.b.loc), "\n")
}

// sources lists what was cited, and the day it was read.
func (b *builder) sources(p *page, read []law.Citation) {
	type day struct {
		instrument string
		consulted  law.Date
	}
	var days []day
	cited := map[day][]law.Citation{}
	for _, c := range read {
		d := day{c.Instrument, c.Consulted}
		if _, seen := cited[d]; !seen {
			days = append(days, d)
		}
		cited[d] = append(cited[d], c)
	}
	p.heading(b.text("basis.sources"))
	p.keep(p.row(str(basisNumber, "", sHeader), str(basisStep, b.text("basis.text"), sHeader), str(basisResult, b.text("basis.read"), sHeader), wide(basisSource, 4, b.text("basis.places"), sHeader)))
	for _, d := range days {
		on := "–"
		if !d.consulted.IsZero() {
			on = b.loc.Date(d.consulted)
		}
		p.row(str(basisNumber, "", sText), str(basisStep, brief.Instrument(d.instrument, b.a.Rulebook, b.loc), sText), str(basisResult, on, sText),
			wide(basisSource, 4, strings.Join(brief.Places(cited[d], b.a.Rulebook, b.loc), "\n"), sText))
	}
}

func (b *builder) basisValue(column int, v law.Value) book.Cell {
	c := b.value(column, v, sNumber)
	if v.Kind == law.MoneyKind {
		// The currency belongs to the explanation, and the digits to the reader.
		return str(column, b.loc.Money(v.Money), sText)
	}
	return c
}

func (b *builder) standpointOf(figure string) string {
	if strings.HasPrefix(figure, incident.Claimed.String()+".") {
		return b.standpoint(incident.Claimed)
	}
	return b.standpoint(incident.Confirmed)
}
