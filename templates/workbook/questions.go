package workbook

import (
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/brief"
)

// questions writes what is not known, in the order in which an answer would change
// the report most: for the law, then for the money, then where sources disagree.
func (b *builder) questions() *page {
	p := b.page("questions", 7, 14, 46, 40, 46, 26, 22, 24)
	p.head(b.text("sheet.questions"), b.text("questions.note"))
	b.legalQuestions(p)
	v := b.a.Believed()
	b.costAnswers(p, v)
	b.costNumbers(p, v)
	b.narrowing(p, v)
	b.disagreements(p)
	return p
}

// legalQuestions are the facts that verdicts wait for, with room for the answer.
func (b *builder) legalQuestions(p *page) {
	p.heading(b.text("questions.law"))
	if b.a.Refuted() {
		p.row(p.span(b.text("questions.refuted"), sNote))
	}
	questions, decides := brief.Asked(b.a, b.loc)
	if len(questions) == 0 {
		p.row(p.span(b.text("questions.none"), sText))
		p.blank()
		return
	}
	paces := map[law.FactID]law.Pace{}
	for _, x := range b.a.Actions {
		if x.Question != nil {
			paces[x.Question.Definition.ID] = x.Pace
		}
	}
	header := p.header(b.text("questions.rank"), b.text("questions.pace"), b.text("questions.question"), b.text("questions.decides"), b.text("questions.help"), b.text("questions.where"), b.text("questions.answer"), b.text("questions.who"))
	p.sheet.FreezeRows = header + 1
	for i, q := range questions {
		style, pace := sText, paces[q.Definition.ID]
		if q.Duties > 0 {
			style = sStrong
		}
		p.row(str(0, b.loc.Number(decimalOf(i+1)), sCentre), str(1, b.text("pace."+string(pace)), style), str(2, q.Definition.Question.In(b.loc.Language), style),
			str(3, b.waiting(q)+strings.Join(decides[i], "\n"), sText), str(4, q.Definition.Help.In(b.loc.Language), sText), str(5, b.where(q.Definition), sCode), str(6, "", sInput), str(7, "", sInput))
	}
	p.blank()
}

// waiting counts what depends on the answer, where a count says anything.
func (b *builder) waiting(q impact.Question) string {
	if q.Duties+q.Sanctions == 0 {
		return ""
	}
	return b.text("questions.waiting", law.With("duties", law.OfInt(q.Duties)), law.With("sanctions", law.OfInt(q.Sanctions))) + "\n"
}

// costAnswers are the open answers that cost lines wait for, with the total at yes
// and at no.
func (b *builder) costAnswers(p *page, v *impact.View) {
	settled, err := v.Loss.Questions()
	if err != nil {
		b.faults = append(b.faults, err.Error())
	}
	if len(settled) == 0 {
		return
	}
	p.heading(b.text("questions.money", law.With("standpoint", law.OfWord(b.standpointKey(v.Standpoint)))))
	p.note(b.text("questions.money-note"))
	p.row(str(0, b.text("questions.rank"), sHeader), wide(1, 2, b.text("questions.question"), sHeader), str(3, b.text("questions.if-yes"), sHeader),
		str(4, b.text("questions.if-no"), sHeader), str(5, b.text("questions.swing"), sHeader), wide(6, 2, b.text("questions.still"), sHeader))
	total := func(s loss.Settled, band *loss.Band) string {
		switch {
		case s.Swing.Amount.IsZero():
			return "–"
		case band == nil:
			return b.text("brief.money.total.none")
		}
		return b.text("brief.sensitivity.band", law.With("p5", law.OfMoney(band.P5)), law.With("p50", law.OfMoney(band.P50)), law.With("p95", law.OfMoney(band.P95)))
	}
	for i, s := range settled {
		p.row(str(0, b.loc.Number(decimalOf(i+1)), sCentre), wide(1, 2, b.text("loss.reason."+s.Reason), sText), str(3, total(s, s.Yes), sText), str(4, total(s, s.No), sText),
			str(5, b.loc.Value(law.OfMoney(s.Swing)), sText), wide(6, 2, b.join(brief.Lacking(s.Needs, s.Unknown, b.loc)), sText))
	}
	p.blank()
}

// costNumbers are the figures that a line waits for and nobody else can give.
func (b *builder) costNumbers(p *page, v *impact.View) {
	titled := false
	for _, l := range v.Loss.Lines {
		lacking := brief.Lacking(l.Needs, l.Unknown, b.loc)
		if l.Band != nil || len(lacking) == 0 {
			continue
		}
		if !titled {
			p.heading(b.text("questions.numbers"))
			p.row(wide(0, 3, b.text("questions.line"), sHeader), wide(3, 3, b.text("questions.to-give"), sHeader), str(6, b.text("questions.answer"), sHeader), str(7, b.text("questions.who"), sHeader))
			titled = true
		}
		p.row(wide(0, 3, l.Line.Code+" · "+l.Line.Name.In(b.loc.Language), sText), wide(3, 3, b.join(lacking), sText), str(6, "", sInput), str(7, "", sInput))
	}
	if titled {
		p.blank()
	}
}

// narrowing lists the inputs whose exact value would take most of the range away.
func (b *builder) narrowing(p *page, v *impact.View) {
	influences := slices.Clone(b.influencesOf(v))
	slices.SortStableFunc(influences, func(x, y loss.Influence) int { return y.Narrowing.Cmp(x.Narrowing) })
	titled, rank := false, 0
	for _, i := range influences {
		if i.Narrowing.IsZero() || rank == mostNarrowing {
			break
		}
		if !titled {
			p.heading(b.text("questions.narrow", law.With("standpoint", law.OfWord(b.standpointKey(v.Standpoint)))))
			p.note(b.text("questions.narrow-note"))
			p.keep(p.row(str(0, b.text("questions.rank"), sHeader), wide(1, 3, b.text("questions.input"), sHeader), str(4, b.text("questions.narrows"), sHeader)))
			titled = true
		}
		rank++
		p.row(str(0, b.loc.Number(decimalOf(rank)), sCentre), wide(1, 3, brief.Driver(i.Driver, b.loc), sText), num(4, i.Narrowing, sShare))
	}
	if titled {
		p.blank()
	}
}

// influencesOf are the inputs that move the total of a standpoint: a long
// computation, made once for all the sheets that show it.
func (b *builder) influencesOf(v *impact.View) []loss.Influence {
	if found, ok := b.influences[v.Standpoint]; ok {
		return found
	}
	found, err := v.Loss.Influences()
	if err != nil {
		b.faults = append(b.faults, err.Error())
	}
	b.influences[v.Standpoint] = found
	return found
}

// mostNarrowing is how many inputs are worth a director's time.
const mostNarrowing = 5

// disagreements are the facts on which sources do not agree.
func (b *builder) disagreements(p *page) {
	if len(b.a.Conflicts) == 0 {
		return
	}
	p.heading(b.text("questions.conflicts"))
	p.row(wide(0, 3, b.text("questions.item"), sHeader), wide(3, 3, b.text("questions.conflict-values"), sHeader), str(6, b.text("questions.answer"), sHeader), str(7, b.text("questions.who"), sHeader))
	for _, c := range b.a.Conflicts {
		var values []string
		for _, v := range c.Conflicts {
			values = append(values, b.loc.Value(v))
		}
		p.row(wide(0, 3, b.pathName(c.Path), sText), wide(3, 3, strings.Join(values, " / "), sText), str(6, "", sInput), str(7, "", sInput))
	}
}
