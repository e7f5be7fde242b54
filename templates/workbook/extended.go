package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
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
	state := func(circumstance, word string) string {
		return groupInput(v.Standpoint, g, circumstance) + "=" + quote(b.stateWord(circumstance, word))
	}
	seen := "0"
	if e.Seen != nil {
		dpc := cell("\u2003"+b.text("severity-sheet.seen-context"), num(1, decimal.NewFromInt(int64(e.Seen.DPC)), sPoints), b.decidedBy(e, severity.BranchConfidentiality, 0))
		ei := cell("\u2003"+b.text("severity-sheet.seen-identification"), num(1, e.Seen.EI.Decimal(), sPoints), b.decidedBy(e, severity.BranchConfidentiality, 1))
		least := fmt.Sprintf("%s*%s", dependenceName(b.a.Severity.Extended.Availability.Dependences[0].ID), lengthName(b.a.Severity.Extended.Availability.Lengths[0].ID))
		// Seen by nobody and not used: at most put right in time.
		seen = fmt.Sprintf("IF(AND(%s,OR(%s,%s)),IF(%s,%s,0),%s*%s)",
			state("confidentiality", "none"), state("integrity", "none"), state("integrity", "restored"),
			state("integrity", "restored"), least, dpc, ei)
	}
	cost := cell("\u2003"+b.text("severity-sheet.missed"), num(1, decimal.NewFromInt(int64(e.Missed.DPC)), sPoints), b.decidedBy(e, severity.BranchAvailability, 0))
	length := cell("\u2003"+b.text("severity-sheet.length"), num(1, e.Missed.EI.Decimal(), sPoints), b.decidedBy(e, severity.BranchAvailability, 1))
	permanent := b.a.Severity.Extended.Availability.Permanent
	var lost []string
	for _, s := range b.a.Severity.States("availability") {
		if s != "none" {
			lost = append(lost, state("availability", s))
		}
	}
	missed := fmt.Sprintf("IF(OR(%s),%s*IF(%s,%s,%s),0)", strings.Join(lost, ","), cost, state("availability", permanent.State), lengthName(permanent.ID), length)
	added := formula(1, cb, book.Decimal(e.CB.String()), sPoints)
	if slices.Contains(e.Rules, severity.RuleTakeover) {
		added = formula(1, b.entered(v, g), book.Decimal(e.CB.String()), sPoints)
	}
	sum := cell("\u2003"+b.text("severity-sheet.cb"), added, "")
	style = sStrong
	at := cell(b.text("severity-sheet.extended-score"), b.explained(formula(1, fmt.Sprintf("MAX(%s,%s)+%s", seen, missed, sum), book.Decimal(e.SE.String()), sScore), figure), b.text("severity-sheet.extended-note"))
	level := formula(1, b.levelExpr(at), book.String(b.text("severity.level."+string(e.Level))), levelStyle(e.Level))
	if g == v.Severity.ExtendedTop {
		level.Name = extendedLevelName(v)
	}
	p.row(str(0, b.text("severity-sheet.extended-level"), sStrong), level, str(2, "", sText), str(3, "", sText), str(4, b.ruleList(e.Rules), sText), b.because(5, figure))
	if g == v.Severity.ExtendedTop {
		top := v.Standpoint.String() + ".severity.extended"
		p.row(str(0, b.text("severity-sheet.extended-breach"), sStrong), b.explained(formula(1, at, book.Decimal(e.SE.String()), sScore), top),
			str(2, "", sText), str(3, "", sText), str(4, b.text("severity-sheet.breach-note"), sText), b.because(5, top))
	}
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
		if v.Severity.ExtendedTop >= 0 {
			c = formula(1, b.adviceExpr(v), c.Value, sText)
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
	p.row(str(0, b.text("brief.severity.scale"), sStrong), str(1, b.loc.Range(s.People), sText), str(2, "", sText), str(3, "", sText), str(4, reading, sText), str(5, "", sText))
}

// adviceExpr picks the action by the level of the extended score.
func (b *builder) adviceExpr(v *impact.View) string {
	return b.byLevel(v, func(a severity.Action) string { return b.text("severity.action." + string(a)) })
}

// riskExpr is the risk that laws ask for, as derived from the level. While what is
// not known could raise it, its mark says that a worse one is not excluded.
func (b *builder) riskExpr(v *impact.View, d *law.FactDefinition, partial bool) string {
	name := func(a severity.Action) string {
		for _, c := range d.Choices {
			if c.ID == impact.RiskOf(a) {
				if partial {
					return c.Name.In(b.loc.Language) + " " + partialMark
				}
				return c.Name.In(b.loc.Language)
			}
		}
		return ""
	}
	if v.Severity.ExtendedTop < 0 {
		return quote(name(v.Severity.Advice.Action))
	}
	return b.byLevel(v, name)
}

// byLevel picks a word by the level of the extended score; for one level the
// number of people, which no input of the report changes, may call for more.
func (b *builder) byLevel(v *impact.View, word func(severity.Action) string) string {
	e := &b.a.Severity.Extended
	many := v.Severity.Advice != nil && slices.Contains(v.Severity.Advice.Rules, severity.RuleScale)
	expr := quote("")
	for i := len(e.Advice) - 1; i >= 0; i-- {
		action := e.Advice[i].Action
		if e.Advice[i].Level == e.LargeScale.Level && many {
			action = e.LargeScale.Action
		}
		expr = fmt.Sprintf("IF(%s=%s,%s,%s)", extendedLevelName(v), quote(b.text("severity.level."+string(e.Advice[i].Level))), quote(word(action)), expr)
	}
	return expr
}
