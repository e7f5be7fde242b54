package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/book"

	"github.com/shopspring/decimal"
)

// A change on the Inputs sheet can take a score away, or call for one that the report
// was made without. Then the cells say that there is none, or that the report must be
// made again: what the score would be is not in the workbook.

const personalData law.FactID = "personal-data"

// saysPersonalData is the test of the answer whether personal data were affected. Where
// no law asks it there is no such cell, and the file's answer stands.
func (b *builder) saysPersonalData(v *impact.View, answer law.Verdict) string {
	if !b.askedFacts()[personalData] {
		if v.Scenario.PersonalData == answer {
			return "TRUE"
		}
		return "FALSE"
	}
	return b.input(v.Standpoint, personalData, nil) + "=" + quote(b.text("verdict."+answer.String()))
}

func (b *builder) isState(v *impact.View, g int, circumstance, state string) string {
	return groupInput(v.Standpoint, g, circumstance) + "=" + quote(b.stateWord(circumstance, state))
}

// untouched is the test that a group's data are whole in every respect.
func (b *builder) untouched(v *impact.View, g int) string {
	return untouchedName(v, g) + "=" + quote(b.text("verdict.yes"))
}

// untouchedName is a cell of its own, since many formulas ask it of every group.
func untouchedName(v *impact.View, g int) string {
	return "stp_" + identifier(fmt.Sprintf("%s.group%d.untouched", v.Standpoint, g+1))
}

func (b *builder) untouchedCell(column int, v *impact.View, g int) book.Cell {
	whole := true
	var tests []string
	for _, c := range b.a.Severity.Circumstances {
		tests = append(tests, b.isState(v, g, c.ID, "none"))
		whole = whole && stateOf(v.Scenario.Groups[g], c.ID) == "none"
	}
	value := b.text("verdict.no")
	if whole {
		value = b.text("verdict.yes")
	}
	c := formula(column, fmt.Sprintf("IF(AND(%s),%s,%s)", strings.Join(tests, ","), quote(b.text("verdict.yes")), quote(b.text("verdict.no"))), book.String(value), sText)
	c.Name = untouchedName(v, g)
	return c
}

// unscored is the test that there is nothing to score in a group of which some data are
// known to be affected.
func (b *builder) unscored(v *impact.View, g int) string {
	return fmt.Sprintf("OR(%s,%s)", b.saysPersonalData(v, law.No), b.untouched(v, g))
}

// outOfUse is the test that a group could not have its data: an outage that is dated
// is one, unless the state says otherwise.
func (b *builder) outOfUse(v *impact.View, g int) string {
	if v.Severity.Outage {
		return "NOT(" + b.isState(v, g, "availability", "none") + ")"
	}
	return fmt.Sprintf("NOT(OR(%s,%s))", b.isState(v, g, "availability", "none"), b.isState(v, g, "availability", ""))
}

// extends is the test that a group has an extended score: by its data, or by what not
// having them costs where personal data are stated to be affected.
func (b *builder) extends(v *impact.View, g int) string {
	if !b.knowsData(v, g) {
		return fmt.Sprintf("AND(%s,%s)", b.saysPersonalData(v, law.Yes), b.outOfUse(v, g))
	}
	return fmt.Sprintf("AND(NOT(%s),OR(NOT(%s),NOT(%s),%s))", b.saysPersonalData(v, law.No),
		b.isState(v, g, "confidentiality", "none"), b.isState(v, g, "integrity", "none"), b.outOfUse(v, g))
}

// knowsData tells whether some kind of data of a group is known to be affected, without
// which the strict method has nothing to score.
func (b *builder) knowsData(v *impact.View, g int) bool {
	for _, d := range v.Scenario.Groups[g].Data {
		if d.Present == law.Yes && b.a.Severity.Catalogue.Find(d.Type) != nil {
			return true
		}
	}
	return false
}

// wanting is the test that some group would have a score that the report was made
// without, strict or extended.
func (b *builder) wanting(v *impact.View, extended bool) string {
	var tests []string
	for g := range v.Severity.Groups {
		switch {
		case extended && v.Severity.Groups[g].Extended == nil:
			tests = append(tests, b.extends(v, g))
		case !extended && !v.Severity.Groups[g].Applicable && b.knowsData(v, g):
			tests = append(tests, "NOT("+b.unscored(v, g)+")")
		}
	}
	if len(tests) == 0 {
		return "FALSE"
	}
	return "OR(" + strings.Join(tests, ",") + ")"
}

// wantingScores are the tests that some score is wanting; empty where none can be.
func (b *builder) wantingScores(v *impact.View) string {
	var tests []string
	for _, extended := range []bool{false, true} {
		if w := b.wanting(v, extended); w != "FALSE" {
			tests = append(tests, w)
		}
	}
	return strings.Join(tests, ",")
}

// breachScore is the highest score of the groups: nothing, with the given word, where
// none has one, and to be done again where one is wanting.
func (b *builder) breachScore(v *impact.View, extended bool, otherwise string) string {
	var cells []string
	for _, s := range v.Severity.Groups {
		switch {
		case extended && s.Extended != nil:
			cells = append(cells, figureName(v.Standpoint.String()+".severity."+s.ID+".extended"))
		case !extended && s.Applicable:
			cells = append(cells, figureName(v.Standpoint.String()+".severity."+s.ID+".strict"))
		}
	}
	expr := otherwise
	switch len(cells) {
	case 0:
	case 1:
		expr = fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", cells[0], cells[0], otherwise)
	default:
		// Each is named once: with many groups the formula would be too long.
		var places []string
		for i := range cells {
			places = append(places, strconv.Itoa(i+1))
		}
		expr = fmt.Sprintf("IFERROR(LARGE(CHOOSE({%s},%s),1),%s)", strings.Join(places, ","), strings.Join(cells, ","), otherwise)
	}
	if wanting := b.wanting(v, extended); wanting != "FALSE" {
		expr = fmt.Sprintf("IF(%s,%s,%s)", wanting, quote(b.text("audit.stale")), expr)
	}
	return expr
}

// reason is the sentence for having no score, as text of a formula.
func (b *builder) reason(r string) string {
	return quote(b.text("severity-sheet.none", law.With("reason", law.OfWord("severity.reason."+r))))
}

// groupReasonExpr says why a group has no strict score, as the engine would.
func (b *builder) groupReasonExpr(v *impact.View, g int) string {
	rest := b.reason(severity.ReasonNoPersonalData)
	switch {
	case b.knowsData(v, g):
		rest = quote(b.text("audit.stale"))
	case b.undecided(v, g):
		rest = b.reason(severity.ReasonNoDataKnown)
	}
	return fmt.Sprintf("IF(%s,%s,IF(%s,%s,%s))", b.saysPersonalData(v, law.No), b.reason(severity.ReasonNoPersonalData), b.untouched(v, g), b.reason(severity.ReasonUntouched), rest)
}

// reasonExpr says why there is no strict score of the breach.
func (b *builder) reasonExpr(v *impact.View) string {
	var open, whole []string
	for g := range v.Severity.Groups {
		whole = append(whole, b.untouched(v, g))
		if b.undecided(v, g) {
			open = append(open, "NOT("+b.untouched(v, g)+")")
		}
	}
	expr := b.reason(severity.ReasonNoDataKnown)
	if len(whole) > 0 {
		expr = fmt.Sprintf("IF(OR(%s),%s,%s)", strings.Join(whole, ","), b.reason(severity.ReasonUntouched), b.reason(severity.ReasonNoPersonalData))
	}
	if len(open) > 0 {
		expr = fmt.Sprintf("IF(OR(%s),%s,%s)", strings.Join(open, ","), b.reason(severity.ReasonNoDataKnown), expr)
	}
	return fmt.Sprintf("IF(%s,%s,%s)", b.saysPersonalData(v, law.No), b.reason(severity.ReasonNoPersonalData), expr)
}

// undecided tells whether the file leaves open if any data of a group are affected.
func (b *builder) undecided(v *impact.View, g int) bool {
	data := v.Scenario.Groups[g].Data
	if b.knowsData(v, g) {
		return false
	}
	for _, d := range data {
		if d.Present != law.No {
			return true
		}
	}
	return len(data) == 0
}

// orWord shows a score as it is, to be done again as such, and none as the word for it.
func (b *builder) orWord(cell, scored, none string) string {
	stale := quote(b.text("audit.stale"))
	return fmt.Sprintf("IF(ISNUMBER(%s),%s,IF(%s=%s,%s,%s))", cell, scored, cell, stale, stale, none)
}

// whileScored keeps a sentence as long as there is a score.
func (b *builder) whileScored(c book.Cell, cell string) book.Cell {
	c.Formula = fmt.Sprintf("IF(ISNUMBER(%s),%s,\"\")", cell, quote(c.Value.Text))
	return c
}

// dash stands for what there is none of.
const dash = "–"

// nothingAffected is the test that the action advised is to keep a record: there is
// nothing to score, and it is known why.
func (b *builder) nothingAffected(v *impact.View) string {
	var whole, open []string
	for g := range v.Severity.Groups {
		whole = append(whole, b.untouched(v, g))
		if b.knowsData(v, g) || b.undecided(v, g) {
			// Neither a score nor an open question is left of it.
			open = append(open, b.untouched(v, g))
		}
	}
	if len(whole) == 0 {
		return b.saysPersonalData(v, law.No)
	}
	rest := "TRUE"
	if len(open) > 0 {
		rest = "AND(" + strings.Join(open, ",") + ")"
	}
	return fmt.Sprintf("OR(%s,%s)", b.saysPersonalData(v, law.No), rest)
}

// classExpr is whether data of a legal class are present: none where no personal data
// were affected. A person's judgement stands; of that it makes no formula.
func (b *builder) classExpr(v *impact.View, d *law.FactDefinition, only *law.Jurisdiction) string {
	if _, judged := v.Scenario.Judged[d.ID]; judged || !b.askedFacts()[personalData] {
		return ""
	}
	for _, j := range b.asking(v) {
		if only != nil && j.Jurisdiction != only {
			continue
		}
		for _, class := range j.Jurisdiction.Classes {
			if class.Fact == d.ID {
				return fmt.Sprintf("IF(%s,%s,%s)", b.saysPersonalData(v, law.No), quote(b.text("verdict.no")), quote(b.text("verdict."+impact.Presence(v.Scenario, class.Types).String())))
			}
		}
	}
	return ""
}

// many is the test that as many people as rule X6 asks have the level it speaks of, or
// one above.
func (b *builder) many(v *impact.View) string {
	scale := b.a.Severity.Extended.LargeScale
	if v.Severity.Groups[v.Severity.ExtendedTop].Extended.Hidden {
		return "FALSE" // nobody can read the data
	}
	var counts []string
	overlaps := slices.ContainsFunc(b.a.Claimed.Scenario.Groups, func(g incident.Group) bool { return g.Overlaps })
	for g, s := range v.Severity.Groups {
		if s.Extended == nil {
			continue
		}
		counts = append(counts, largeScaleName(v, g))
	}
	function := "SUM"
	if overlaps {
		function = "MAX"
	}
	return fmt.Sprintf("%s(%s)>=%d", function, strings.Join(counts, ","), scale.People)
}

func largeScaleName(v *impact.View, g int) string {
	return "stp_" + identifier(fmt.Sprintf("%s.group%d.large-scale", v.Standpoint, g+1))
}

// largeScaleRow writes how many people of a group count for rule X6: those known at
// least, where the level is the one it speaks of or above.
func (b *builder) largeScaleRow(p *page, v *impact.View, g int, score string) {
	people := v.Scenario.Groups[g].People
	cell := groupInput(v.Standpoint, g, "people")
	count := "N(" + cell + ")" // a word counts nobody
	known := decimal.Zero
	if people.Known {
		known = people.Value.Low
		if !people.Value.IsExact() {
			count = fmt.Sprintf("IF(%s=%s,%s,%s)", cell, quote(b.loc.Range(people.Value)), known, count)
		}
	}
	least := bandName(b.a.Severity.Extended.LargeScale.Level)
	for _, band := range b.a.Severity.Bands {
		if band.Level == b.a.Severity.Extended.LargeScale.Level && v.Severity.Groups[g].Extended.SE < band.AtLeast {
			known = decimal.Zero
		}
	}
	c := formula(1, fmt.Sprintf("IF(N(%s)>=%s,%s,0)", score, least, count), book.Decimal(known.String()), sNumber)
	c.Name = largeScaleName(v, g)
	c.Link = b.because(1, v.Standpoint.String()+".severity."+v.Severity.Groups[g].ID+".extended").Link
	p.row(str(0, b.text("severity-sheet.large-scale"), sText), c, str(2, "", sText), str(3, "", sText), str(4, "", sText), str(5, "", sText))
}
