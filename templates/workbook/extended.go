package workbook

import (
	"fmt"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/book"

	"github.com/shopspring/decimal"
)

// extendedTables writes the points of the rules of the extended score as named
// cells, and each rule with its ground.
func (b *builder) extendedTables(p *page) {
	e := &b.a.Severity.Extended
	p.heading(b.text("severity-sheet.rules"))
	for _, r := range e.Rules {
		p.row(p.span(b.text("step.severity.rule", law.With("rule", law.OfCode(r.ID)), law.With("name", law.OfText(r.Name)), law.With("text", law.OfText(r.Text)), law.With("authority", law.OfText(r.Authority))), sText))
	}
	p.blank()
	p.header(b.text("severity-sheet.missed"), b.text("severity-sheet.value"))
	point := func(name, word string, points decimal.Decimal) {
		c := num(1, points, sPoints)
		c.Name = name
		p.row(str(0, "\u2003"+word, sText), c)
	}
	for _, d := range e.Availability.Dependences {
		point(dependenceName(d.ID), b.text("depends-on-it."+d.ID), decimal.NewFromInt(int64(d.Points)))
	}
	p.header(b.text("severity-sheet.length"), b.text("severity-sheet.value"))
	for _, l := range e.Availability.Lengths {
		point(lengthName(l.ID), b.text("severity.length."+l.ID), l.Points.Decimal())
	}
	point(lengthName(e.Availability.Critical.ID), b.text("severity.length."+e.Availability.Critical.ID), e.Availability.Critical.Points.Decimal())
	point(lengthName(e.Availability.Permanent.ID), b.text("severity.length."+e.Availability.Permanent.ID), e.Availability.Permanent.Points.Decimal())
	p.blank()
}

func dependenceName(id string) string { return "stp_" + identifier("dependence."+id) }

func lengthName(id string) string { return "stp_" + identifier("length."+id) }

// extendedGroup writes the extended score of a group as live arithmetic: the
// greater of what the data weigh if anybody saw them and of what not having them
// costs, by the states on the Inputs sheet, and the circumstances.
func (b *builder) extendedGroup(p *page, v *impact.View, g int, cb string) {
	score := v.Severity.Groups[g]
	e := score.Extended
	if e == nil {
		return
	}
	figure := v.Standpoint.String() + ".severity." + score.ID + ".extended"
	p.header(b.text("severity-sheet.extended"), b.text("severity-sheet.value"), "", "", b.text("severity-sheet.reading"), "")
	if cb == "" {
		cb = b.circumstances(p, v, g, circumstancesOf(e.Step), e.CB, figure)
	}
	style := sText
	cell := func(label string, c book.Cell, reading string) string {
		at := fmt.Sprintf("B%d", p.next()+1)
		if c.Link == nil {
			c.Link = &book.Link{To: b.basis[figure]}
		}
		p.row(str(0, label, style), c, str(2, "", sText), str(3, "", sText), str(4, reading, sText), str(5, "", sText))
		return at
	}
	seen := "0"
	if e.Seen != nil {
		dpc := cell("\u2003"+b.text("severity-sheet.seen-context"), num(1, decimal.NewFromInt(int64(e.Seen.DPC)), sPoints), b.decidedBy(e, severity.BranchConfidentiality, 0))
		ei := cell("\u2003"+b.text("severity-sheet.seen-identification"), num(1, e.Seen.EI.Decimal(), sPoints), b.decidedBy(e, severity.BranchConfidentiality, 1))
		least := fmt.Sprintf("%s*%s", dependenceName(b.a.Severity.Extended.Availability.Dependences[0].ID), lengthName(b.a.Severity.Extended.Availability.Lengths[0].ID))
		// Seen by nobody and not used: at most put right in time.
		seen = fmt.Sprintf("IF(AND(%s,OR(%s,%s)),IF(%s,%s,0),%s*%s)",
			b.isState(v, g, "confidentiality", "none"), b.isState(v, g, "integrity", "none"), b.isState(v, g, "integrity", "restored"),
			b.isState(v, g, "integrity", "restored"), least, dpc, ei)
	}
	cost := cell("\u2003"+b.text("severity-sheet.missed"), num(1, decimal.NewFromInt(int64(e.Missed.DPC)), sPoints), b.decidedBy(e, severity.BranchAvailability, 0))
	length := cell("\u2003"+b.text("severity-sheet.length"), num(1, e.Missed.EI.Decimal(), sPoints), b.decidedBy(e, severity.BranchAvailability, 1))
	permanent := b.a.Severity.Extended.Availability.Permanent
	missed := fmt.Sprintf("IF(%s,%s*IF(%s,%s,%s),0)", b.outOfUse(v, g), cost, b.isState(v, g, "availability", permanent.State), lengthName(permanent.ID), length)
	added := formula(1, cb, book.Decimal(e.CB.String()), sPoints)
	if cause := v.Scenario.Cause; cause.Known && cause.Value == incident.AccountTakeover && circumstancesOf(e.Step).Key == "severity.cb" {
		added = formula(1, b.entered(v, g), book.Decimal(e.CB.String()), sPoints)
	}
	sum := cell("\u2003"+b.text("severity-sheet.cb"), added, "")
	style = sStrong
	at := cell(b.text("severity-sheet.extended-score"), b.explained(formula(1, fmt.Sprintf("IF(%s,MAX(%s,%s)+%s,%s)", b.extends(v, g), seen, missed, sum, quote(dash)), book.Decimal(e.SE.String()), sScore), figure), b.text("severity-sheet.extended-note"))
	b.largeScaleRow(p, v, g, at)
	level := func(cell string) book.Cell {
		return formula(1, b.orWord(cell, b.levelExpr(cell), quote(dash)), book.String(b.text("severity.level."+string(e.Level))), levelStyle(e.Level))
	}
	rules := str(4, b.ruleList(e.Rules), sText)
	row := []book.Cell{str(0, b.text("severity-sheet.extended-level"), sStrong), level(at), str(2, "", sText), str(3, "", sText), rules, b.because(5, figure)}
	if g != v.Severity.ExtendedTop {
		p.row(row...)
		return
	}
	top := v.Standpoint.String() + ".severity.extended"
	named := level(figureName(top))
	named.Name = extendedLevelName(v)
	breach := []book.Cell{str(0, b.text("severity-sheet.extended-breach"), sStrong),
		b.explained(formula(1, b.breachScore(v, true, quote(dash)), book.Decimal(e.SE.String()), sScore), top),
		str(2, "", sText), str(3, "", sText), str(4, b.text("severity-sheet.breach-note"), sText), b.because(5, top)}
	if len(v.Severity.Groups) == 1 {
		row[1] = named
		p.row(row...)
		p.row(breach...)
		return
	}
	p.row(row...)
	p.row(breach...)
	p.row(str(0, b.text("severity-sheet.extended-breach-level"), sStrong), named, str(2, "", sText), str(3, "", sText), str(4, "", sText), b.because(5, top))
}

// circumstancesOf finds the step of CB in an extended explanation.
func circumstancesOf(step law.Step) law.Step {
	for _, p := range step.Parts {
		if p.Key == "severity.cb" || p.Key == "severity.override" {
			return p
		}
	}
	return law.Step{}
}

// entered is CB with what the entry into an account implies.
func (b *builder) entered(v *impact.View, g int) string {
	var terms []string
	for _, c := range b.a.Severity.Circumstances {
		input := groupInput(v.Standpoint, g, c.ID)
		points := b.pointsExpr(input, c.ID)
		if c.ID == "confidentiality" {
			implied := pointsName(c.ID, b.a.Severity.Extended.Takeover.Confidentiality)
			points = fmt.Sprintf("IF(%s=%s,0,MAX(%s,%s))", input, quote(b.stateWord(c.ID, "none")), points, implied)
		}
		terms = append(terms, points)
	}
	input := groupInput(v.Standpoint, g, "malicious")
	terms = append(terms, fmt.Sprintf("IF(%s=%s,%s,%s)", input, quote(b.text("verdict.no")), pointsName("malicious", "no"), pointsName("malicious", "yes")))
	return "SUM(" + strings.Join(terms, ",") + ")"
}

// decidedBy words what decided a factor of the reading that counts; of the other
// it says nothing.
func (b *builder) decidedBy(e *severity.Extended, branch string, factor int) string {
	if e.Branch != branch {
		return ""
	}
	step := e.Step.Parts[0].Parts[factor]
	for _, c := range step.Parts {
		if c.Result.Kind == law.NumberKind && c.Result.Number.Equal(step.Result.Number) {
			return b.loc.Step(c)
		}
	}
	return b.loc.Step(step)
}

func (b *builder) ruleList(ids []string) string {
	if len(ids) == 0 {
		return b.text("step.severity.rule.none")
	}
	var names []string
	for _, id := range ids {
		names = append(names, b.text("brief.reasoning.rule", law.With("rule", law.OfCode(id)), law.With("name", law.OfText(b.a.Severity.Extended.Rule(id).Name))))
	}
	return b.join(names)
}

// moves is the table of facts of which each alone would change a level.
func (b *builder) moves(p *page, score severity.GroupScore) {
	if len(score.Moves) == 0 {
		return
	}
	p.header(b.text("brief.severity.column.fact"), b.text("severity-sheet.strict"), "", b.text("severity-sheet.extended"), "", "")
	level := func(column int, l severity.Level, se severity.Quarters) book.Cell {
		if l == "" {
			return str(column, b.text("brief.severity.unscored"), sText)
		}
		return str(column, b.text("brief.severity.scored", law.With("score", law.OfNumber(se.Decimal())), law.With("level", law.OfWord("severity.level."+string(l)))), sText)
	}
	for _, m := range score.Moves {
		p.row(str(0, b.loc.Step(m.Step), sText), level(1, m.StrictLevel, m.Strict), str(2, "", sText), level(3, m.ExtendedLevel, m.Extended), str(4, "", sText), str(5, "", sText))
	}
}

func extendedLevelName(v *impact.View) string {
	return "fig_" + identifier(v.Standpoint.String()+".severity.extended.level")
}

// advice is the action advised and the scale, beside the scores. The action
// follows the level of the extended score.
func (b *builder) advice(p *page, v *impact.View) {
	s := v.Severity.Scale
	if v.Severity.Advice != nil || s.People.High.IsPositive() {
		p.blank() // the table above does not go on
	}
	if a := v.Severity.Advice; a != nil {
		figure := v.Standpoint.String() + ".severity.advice"
		c := str(1, b.text("severity.action."+string(a.Action)), sText)
		name := b.text("brief.severity.no-breach")
		c.Formula = b.adviceExpr(v)
		if v.Severity.ExtendedTop >= 0 {
			name = b.text("brief.severity.advice")
		}
		p.row(str(0, name, sStrong), b.explained(c, figure), str(2, "", sText), str(3, "", sText), str(4, b.text("brief.severity.advice.derived"), sText), b.because(5, figure))
	}
	if !s.People.High.IsPositive() {
		return
	}
	reading := b.text("brief.severity.scale.axis", law.With("axis", law.OfCode(s.Axis())))
	if s.Sortable {
		reading += ". " + b.text("brief.severity.scale.sort-key", law.With("key", law.OfRange(s.SortKey)))
	}
	score := figureName(v.Standpoint.String() + ".severity.strict")
	if !v.Severity.Applicable {
		score = figureName(v.Standpoint.String() + ".severity.extended")
	}
	p.row(str(0, b.text("brief.severity.scale"), sStrong), b.whileScored(str(1, b.loc.Range(s.People), sText), score), str(2, "", sText), str(3, "", sText), b.whileScored(str(4, reading, sText), score), str(5, "", sText))
}

// adviceExpr picks the action by the level of the extended score.
func (b *builder) adviceExpr(v *impact.View) string {
	return b.byLevel(v, func(a severity.Action) string { return b.text("severity.action." + string(a)) }, b.text("severity.action."+string(severity.ActDocument)), b.text("audit.stale"), dash)
}

// riskExpr is the risk that laws ask for, as derived from the level. While what is
// not known could raise it, its mark says that a worse one is not excluded.
func (b *builder) riskExpr(v *impact.View, d *law.FactDefinition, partial bool) string {
	unknown := b.text("verdict.unknown")
	word := func(a severity.Action, partial bool) string {
		for _, c := range d.Choices {
			if c.ID == impact.RiskOf(a) {
				if partial && a != v.Severity.Advice.Worst {
					return c.Name.In(b.loc.Language) + " " + partialMark
				}
				return c.Name.In(b.loc.Language)
			}
		}
		return ""
	}
	return b.byLevel(v, func(a severity.Action) string { return word(a, partial) }, word(severity.ActDocument, false), unknown, unknown)
}

// byLevel picks a word by the level of the extended score; for one level the number of
// people may call for more. Without a score there is nothing to do but to keep a
// record, where it is known that nothing was affected; else there is the last word.
func (b *builder) byLevel(v *impact.View, word func(severity.Action) string, record, stale, none string) string {
	e := &b.a.Severity.Extended
	expr := fmt.Sprintf("IF(%s,%s,%s)", b.nothingAffected(v), quote(record), quote(none))
	if v.Severity.ExtendedTop < 0 {
		if wanting := b.wanting(v, true); wanting != "FALSE" {
			return fmt.Sprintf("IF(%s,%s,%s)", wanting, quote(stale), expr)
		}
		return expr
	}
	score := figureName(v.Standpoint.String() + ".severity.extended")
	picked := quote("")
	for i := len(e.Advice) - 1; i >= 0; i-- {
		action := quote(word(e.Advice[i].Action))
		if e.Advice[i].Level == e.LargeScale.Level {
			action = fmt.Sprintf("IF(%s,%s,%s)", b.many(v), quote(word(e.LargeScale.Action)), action)
		}
		picked = fmt.Sprintf("IF(%s=%s,%s,%s)", extendedLevelName(v), quote(b.text("severity.level."+string(e.Advice[i].Level))), action, picked)
	}
	return fmt.Sprintf("IF(ISNUMBER(%s),%s,IF(%s=%s,%s,%s))", score, picked, score, quote(b.text("audit.stale")), quote(stale), expr)
}
