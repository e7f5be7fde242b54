package workbook

import (
	"fmt"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/book"

	"github.com/shopspring/decimal"
)

// severity writes the strict score, group by group and at both standpoints, as
// live arithmetic: DPC and EI are the highest of their candidates, CB the sum of
// what the states on the Inputs sheet are worth.
func (b *builder) severity() *page {
	p := b.page("severity", 58, 24, 16, 16, 46, 14)
	p.sheet.Dense = true
	p.head(b.text("sheet.severity"), b.text("severity-sheet.note"))
	for i, v := range b.both() {
		if i > 0 {
			p.blank()
		}
		p.heading(b.standpoint(v.Standpoint))
		b.severityView(p, v)
	}
	p.blank()
	b.methodTables(p)
	p.blank()
	p.row(p.span(b.a.Severity.Source.Title.In(b.loc.Language), sNote))
	p.row(p.span(b.a.Severity.Source.Note.In(b.loc.Language), sNote))
	return p
}

// methodTables writes the published points and thresholds once, as named cells,
// so that no formula hides a constant.
func (b *builder) methodTables(p *page) {
	p.heading(b.text("severity-sheet.points"))
	p.header(b.text("severity-sheet.state"), b.text("severity-sheet.added"))
	point := func(circumstance, state, word string, points severity.Quarters) {
		c := num(1, points.Decimal(), sPoints)
		c.Name = pointsName(circumstance, state)
		p.row(str(0, "\u2003"+word, sText), c)
	}
	for _, c := range b.a.Severity.Circumstances {
		p.row(str(0, b.text("severity.circumstance."+c.ID), sStrong), str(1, "", sText))
		for _, s := range c.States {
			point(c.ID, s.ID, b.stateWord(c.ID, s.ID), s.Points)
		}
	}
	p.row(str(0, b.text("severity.circumstance.malicious"), sStrong), str(1, "", sText))
	point("malicious", "yes", b.text("verdict.yes"), b.a.Severity.Malicious)
	point("malicious", "no", b.text("verdict.no"), 0)
	p.blank()
	b.extendedTables(p)
	p.heading(b.text("severity-sheet.bands"))
	p.header(b.text("severity-sheet.level"), b.text("severity-sheet.from"))
	for _, band := range b.a.Severity.Bands {
		c := num(1, band.AtLeast.Decimal(), sPoints)
		c.Name = bandName(band.Level)
		p.row(str(0, b.text("severity.level."+string(band.Level)), sText), c)
	}
}

func pointsName(circumstance, state string) string {
	return "stp_" + identifier("points."+circumstance+"."+state)
}

func bandName(l severity.Level) string { return "stp_" + identifier("band."+string(l)) }

// pointsExpr looks a state up by its word. An unknown state is no word of the
// table and adds nothing.
func (b *builder) pointsExpr(cell, circumstance string) string {
	expr := "0"
	if circumstance == "malicious" {
		return fmt.Sprintf("IF(%s=%s,%s,%s)", cell, quote(b.text("verdict.yes")), pointsName(circumstance, "yes"), expr)
	}
	states := b.a.Severity.States(circumstance)
	for i := len(states) - 1; i >= 0; i-- {
		expr = fmt.Sprintf("IF(%s=%s,%s,%s)", cell, quote(b.stateWord(circumstance, states[i])), pointsName(circumstance, states[i]), expr)
	}
	return expr
}

func (b *builder) severityView(p *page, v *impact.View) {
	if !v.Severity.Applicable {
		c := p.span(b.text("severity-sheet.none", law.With("reason", law.OfWord("severity.reason."+v.Severity.Reason))), sWarn)
		c.Formula = b.breachScore(v, false, b.reasonExpr(v))
		p.row(b.explained(c, v.Standpoint.String()+".severity.strict"))
	}
	for g := range v.Severity.Groups {
		cb := b.severityGroup(p, v, g)
		b.extendedGroup(p, v, g, cb)
		b.moves(p, v.Severity.Groups[g])
	}
	for _, f := range v.Severity.FlagSteps {
		p.row(b.whileScored(p.span(b.loc.Step(f), sWarn), figureName(v.Standpoint.String()+".severity.strict")))
	}
	b.advice(p, v)
}

// severityGroup writes the strict score of a group and answers the cell of its
// circumstances, which the extended score takes over; none without a score.
func (b *builder) severityGroup(p *page, v *impact.View, g int) string {
	score := v.Severity.Groups[g]
	p.row(p.span(b.text("severity-sheet.group", law.With("group", law.OfCode(score.ID))), sStrong))
	if !score.Applicable {
		c := p.span(b.text("severity-sheet.none", law.With("reason", law.OfWord("severity.reason."+score.Reason))), sText)
		c.Formula = b.groupReasonExpr(v, g)
		p.row(c)
		if score.Worst > 0 {
			p.row(p.span(b.text("severity-sheet.worst", law.With("score", law.OfNumber(score.Worst.Decimal())), law.With("level", law.OfWord("severity.level."+string(score.WorstLevel)))), sWarn))
		}
		return ""
	}
	figure := v.Standpoint.String() + ".severity." + score.ID + ".strict"
	b.dataTypes(p, v, score)
	p.header(b.text("severity-sheet.term"), b.text("severity-sheet.value"), "", "", b.text("severity-sheet.reading"), "")
	dpc := b.highest(p, "dpc", score.Step.Parts[0], decimal.NewFromInt(int64(score.DPC)), figure)
	ei := b.highest(p, "ei", score.Step.Parts[1], score.EI.Decimal(), figure)
	cb := b.circumstances(p, v, g, score.Step.Parts[2], score.CB, figure)
	se := p.next() + 1
	p.row(str(0, b.text("severity-sheet.se"), sStrong), b.explained(formula(1, fmt.Sprintf("IF(%s,%s,%s*%s+%s)", b.unscored(v, g), quote(b.text("summary.no-score")), dpc, ei, cb), book.Decimal(score.SE.String()), sScore), figure),
		str(2, "", sText), str(3, "", sText), str(4, b.text("severity-sheet.formula"), sText), b.because(5, figure))
	level := func(cell string) book.Cell {
		return formula(1, b.orWord(cell, b.levelExpr(cell), quote(dash)), book.String(b.text("severity.level."+string(score.Level))), levelStyle(score.Level))
	}
	if g != v.Severity.Top {
		p.row(str(0, b.text("severity-sheet.level"), sStrong), level(fmt.Sprintf("B%d", se)))
	} else {
		b.breachRows(p, v, score, fmt.Sprintf("B%d", se), level)
	}
	b.couldRaise(p, score)
	return cb
}

// breachRows writes the score of the breach and its level. Of several groups another
// may come to have the highest, so that group's own level is apart.
func (b *builder) breachRows(p *page, v *impact.View, score severity.GroupScore, se string, level func(cell string) book.Cell) {
	top := v.Standpoint.String() + ".severity.strict"
	name := figureName(top)
	named := level(name)
	named.Name = "fig_" + identifier(v.Standpoint.String()+".severity.level")
	meaning := str(4, b.text("severity.consequence."+string(score.Level)), sText)
	meaning.Formula = fmt.Sprintf("IF(%s=%s,%s,\"\")", named.Name, quote(named.Value.Text), quote(meaning.Value.Text))
	note := str(4, b.text("severity-sheet.breach-note"), sText)
	note.Formula = b.orWord(name, quote(note.Value.Text), b.reasonExpr(v))
	levelRow := []book.Cell{str(0, b.text("severity-sheet.level"), sStrong), named, str(2, "", sText), str(3, "", sText), meaning, b.because(5, top)}
	breachRow := []book.Cell{str(0, b.text("severity-sheet.breach"), sStrong),
		b.explained(formula(1, b.breachScore(v, false, quote(b.text("summary.no-score"))), book.Decimal(score.SE.String()), sScore), top),
		str(2, "", sText), str(3, "", sText), note, b.because(5, top)}
	if len(v.Severity.Groups) == 1 {
		p.row(levelRow...)
		p.row(breachRow...)
		return
	}
	p.row(str(0, b.text("severity-sheet.level"), sStrong), level(se))
	p.row(breachRow...)
	levelRow[0].Value = book.String(b.text("severity-sheet.breach-level"))
	p.row(levelRow...)
}

func levelStyle(l severity.Level) string {
	switch l {
	case severity.Low:
		return sGood
	case severity.Medium:
		return sWarn
	}
	return sBad
}

// levelExpr picks the band by its threshold cells, highest first.
func (b *builder) levelExpr(se string) string {
	bands := b.a.Severity.Bands
	expr := quote(b.text("severity.level." + string(bands[0].Level)))
	for i := 1; i < len(bands); i++ {
		expr = fmt.Sprintf("IF(%s>=%s,%s,%s)", se, bandName(bands[i].Level), quote(b.text("severity.level."+string(bands[i].Level))), expr)
	}
	return expr
}

// dataTypes is the table of what is present, with category and legal class.
func (b *builder) dataTypes(p *page, v *impact.View, score severity.GroupScore) {
	p.header(b.text("severity-sheet.type"), b.text("severity-sheet.category"), "DPC", "EI", b.text("severity-sheet.class"), b.text("basis.mark"))
	for _, c := range score.Cells {
		kind := b.a.Severity.Catalogue.Find(c.Type)
		dpc, ei := str(2, "–", sCentre), str(3, "–", sCentre)
		if c.DPC > 0 {
			dpc = num(2, decimal.NewFromInt(int64(c.DPC)), sPoints)
			dpc.Link = &book.Link{To: b.basis[v.Standpoint.String()+".severity."+score.ID+".strict"]}
		}
		if c.EI > 0 {
			ei = num(3, c.EI.Decimal(), sPoints)
			ei.Link = &book.Link{To: b.basis[v.Standpoint.String()+".severity."+score.ID+".strict"]}
		}
		mark := ""
		if !c.Mark.Firm() {
			mark = b.text("mark." + string(c.Mark))
		}
		p.row(str(0, kind.Name.In(b.loc.Language), sText), str(1, b.text("severity.category."+c.Category), sText), dpc, ei, str(4, b.classes(v, c.Type), sText), str(5, mark, sMark))
	}
}

// classes names what each jurisdiction's law calls a data type.
func (b *builder) classes(v *impact.View, dataType string) string {
	var names []string
	for _, j := range b.asking(v) {
		for _, k := range j.Jurisdiction.Classes {
			for _, t := range k.Types {
				if t == dataType {
					names = append(names, j.Jurisdiction.Name.In(b.loc.Language)+b.text("format.colon")+k.Name.In(b.loc.Language))
				}
			}
		}
	}
	return b.join(names)
}

// highest writes the candidates of a term taken by maximum, then the term, and
// returns the term's cell. A term that a person has set is its own value.
func (b *builder) highest(p *page, term string, step law.Step, value decimal.Decimal, figure string) string {
	label := b.text("severity-sheet." + term)
	var cells []string
	if step.Key == "severity."+term {
		for _, part := range step.Parts {
			cells = append(cells, fmt.Sprintf("B%d", p.next()+1))
			mark := ""
			if !part.Mark.Firm() {
				mark = b.text("mark." + string(part.Mark))
			}
			points := num(1, part.Result.Number, sPoints)
			points.Link = &book.Link{To: b.basis[figure]}
			p.row(str(0, "\u2003"+b.loc.Step(part), sText), points, str(2, "", sText), str(3, "", sText), str(4, "", sText), str(5, mark, sMark))
		}
	}
	at := fmt.Sprintf("B%d", p.next()+1)
	c := num(1, value, sScore)
	if len(cells) > 0 {
		c = formula(1, "MAX("+strings.Join(cells, ",")+")", book.Decimal(value.String()), sScore)
	}
	c.Link = &book.Link{To: b.basis[figure]}
	p.row(str(0, label, sStrong), c, str(2, "", sText), str(3, "", sText), str(4, b.loc.Step(step), sText), str(5, "", sText))
	return at
}

// circumstances looks each state up in the table of points. An unknown state is
// in no row of the table and adds nothing.
func (b *builder) circumstances(p *page, v *impact.View, g int, step law.Step, value severity.Quarters, figure string) string {
	at := func() string { return fmt.Sprintf("B%d", p.next()+1) }
	if step.Key != "severity.cb" {
		cell := at()
		c := num(1, value.Decimal(), sScore)
		c.Link = &book.Link{To: b.basis[figure]}
		p.row(str(0, b.text("severity-sheet.cb"), sStrong), c, str(2, "", sText), str(3, "", sText), str(4, b.loc.Step(step), sText), str(5, "", sText))
		return cell
	}
	var cells []string
	ids := []string{}
	for _, c := range b.a.Severity.Circumstances {
		ids = append(ids, c.ID)
	}
	for i, id := range append(ids, "malicious") {
		part := step.Parts[i]
		cells = append(cells, at())
		points := formula(1, b.pointsExpr(groupInput(v.Standpoint, g, id), id), book.Decimal(part.Result.Number.String()), sPoints)
		points.Link = &book.Link{To: b.basis[figure]}
		p.row(str(0, "\u2003"+b.text("severity.circumstance."+id), sText), points, str(2, "", sText), str(3, "", sText), str(4, b.loc.Step(part), sText), str(5, "", sText))
	}
	sum := at()
	c := formula(1, "SUM("+strings.Join(cells, ",")+")", book.Decimal(value.String()), sScore)
	c.Link = &book.Link{To: b.basis[figure]}
	p.row(str(0, b.text("severity-sheet.cb"), sStrong), c, str(2, "", sText), str(3, "", sText), str(4, b.loc.Step(step), sText), str(5, "", sText))
	return sum
}

// couldRaise lists what is not known and would raise the score.
func (b *builder) couldRaise(p *page, score severity.GroupScore) {
	if len(score.Unknowns) == 0 {
		return
	}
	p.row(p.span(b.text("severity-sheet.unknowns"), sStrong))
	for _, u := range score.Unknowns {
		p.row(p.span("\u2003"+b.loc.Step(u.Step), sText))
	}
}
