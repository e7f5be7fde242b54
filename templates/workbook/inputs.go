package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
)

// inputs writes the only cells a reader may change: the facts that law asks, the
// counts, the state of each group and the assumptions of the money; then every fact
// as the incident file states it, with its source.
func (b *builder) inputs() *page {
	p := b.page("inputs", 42, 22, 22, 22, 16, 30, 46, 11, 17)
	p.sheet.Dense = true
	p.head(b.text("sheet.inputs"), b.text("inputs.note"))
	p.heading(b.text("inputs.facts"))
	b.inputHeader(p)
	b.firstInput = p.next()
	asked := b.askedFacts()
	for i := range b.a.Rulebook.Facts.Definitions {
		d := &b.a.Rulebook.Facts.Definitions[i]
		if !asked[d.ID] {
			continue
		}
		for _, j := range b.inputsOf(d) {
			name := d.Name.In(b.loc.Language)
			if j != nil {
				name += " (" + j.Name.In(b.loc.Language) + ")"
			}
			cell := func(column int, v *impact.View) book.Cell { return b.factCell(column, v, d, j) }
			status, source := b.factStatus(d, j)
			b.inputRow(p, inputLine{label: name, cells: []book.Cell{cell(1, &b.a.Confirmed), cell(2, &b.a.Claimed)}, where: b.where(d), status: status, source: source,
				remark: d.Question.In(b.loc.Language), effect: effectOf(b.a.MoneyEffect(d.ID))})
		}
	}
	b.worsts(p)
	b.scopes(p)
	p.blank()
	p.heading(b.text("inputs.groups"))
	b.inputHeader(p)
	b.countInputs(p)
	b.groupInputs(p)
	p.blank()
	b.assumptionInputs(p)
	b.lastInput = p.next() - 1
	b.statedFacts(p)
	return p
}

func (b *builder) inputHeader(p *page) {
	p.header(b.text("inputs.fact"), b.standpoint(incident.Confirmed), b.standpoint(incident.Claimed), b.text("inputs.where"), b.text("inputs.status"), b.text("inputs.sources"),
		b.text("inputs.question"), b.text("inputs.changed-header"), b.text("inputs.effect"))
}

// scopes writes whether each law applies, by the inputs above: the cells that the
// formulas of its provisions ask. They are no inputs.
func (b *builder) scopes(p *page) {
	for i, j := range b.asking(&b.a.Confirmed) {
		claimed := b.asking(&b.a.Claimed)[i]
		cell := func(column int, v *impact.View, j *impact.JurisdictionView) book.Cell {
			expr := live{b: b, standpoint: v.Standpoint, view: j}.condition(j.Jurisdiction.Applies)
			c := formula(column, words(expr, b.text("verdict.no"), b.text("verdict.unknown"), b.text("verdict.yes")), book.String(b.text("verdict."+j.Scope.Reach.String())), sText)
			c.Name = scopeName(v.Standpoint, j.Jurisdiction.Code)
			return c
		}
		label := b.text("inputs.scope", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)))
		p.row(str(0, label, sText), cell(1, &b.a.Confirmed, &j), cell(2, &b.a.Claimed, &claimed), str(3, "", sCode), str(4, b.text("inputs.status-computed"), sText), str(5, "", sText), str(6, "", sText))
	}
}

// inputLine is one line of inputs: cells from the second column on, and what stands
// beside them.
type inputLine struct {
	label  string
	cells  []book.Cell // two, or three without where
	where  string      // path in the incident file
	status string
	source string
	remark string
	effect effect
}

// inputRow writes a line of inputs and, at its end, a formula that says when a value
// is no longer what the report was made from, and what such a change does to the
// money.
func (b *builder) inputRow(p *page, l inputLine) {
	row := p.next() + 1
	var same []string
	for _, c := range l.cells {
		value := quote(c.Value.Text)
		if c.Value.Kind == book.Number {
			value = c.Value.Text
		}
		if c.Input || c.Formula != "" {
			same = append(same, fmt.Sprintf("%s%d=%s", columnLetter(c.Column), row, value))
		}
	}
	cells := append([]book.Cell{str(0, l.label, sText)}, l.cells...)
	if len(l.cells) == 2 {
		cells = append(cells, str(3, l.where, sCode))
	}
	changed := str(changedColumn, "", sWarnMark)
	if len(same) > 0 {
		changed = formula(changedColumn, fmt.Sprintf("IF(AND(%s),\"\",%s)", strings.Join(same, ","), quote(b.text("inputs.changed"))), book.String(""), sWarnMark)
	}
	effect := ""
	if l.effect != noEffect {
		effect = b.text("inputs.effect-" + string(l.effect))
	}
	p.row(append(cells, str(4, l.status, sText), str(5, l.source, sText), str(6, l.remark, sText), changed, str(effectColumn, effect, sText))...)
}

// askedFacts are those that a provision of the jurisdictions shown asks.
func (b *builder) askedFacts() map[law.FactID]bool {
	asked := map[law.FactID]bool{}
	for _, v := range b.both() {
		for _, j := range b.asking(v) {
			for _, id := range j.Jurisdiction.AskedFacts() {
				asked[id] = true
			}
		}
	}
	return asked
}

// asking are the jurisdictions of a view whose tables the report shows at either
// standpoint; all of them when it shows none.
func (b *builder) asking(v *impact.View) []impact.JurisdictionView {
	var out []impact.JurisdictionView
	for i, j := range v.Jurisdictions {
		if b.a.Claimed.Jurisdictions[i].Shown() || b.a.Confirmed.Jurisdictions[i].Shown() {
			out = append(out, j)
		}
	}
	if len(out) == 0 {
		return v.Jurisdictions
	}
	return out
}

// inputsOf are the jurisdictions for which a fact has a line of its own: the
// classes of data where several laws have them, since each draws them its own
// way. A nil jurisdiction is one line for all.
func (b *builder) inputsOf(d *law.FactDefinition) []*law.Jurisdiction {
	var out []*law.Jurisdiction
	if d.Given == law.GivenClass {
		for _, j := range b.asking(&b.a.Claimed) {
			if slices.Contains(j.Jurisdiction.AskedFacts(), d.ID) {
				out = append(out, j.Jurisdiction)
			}
		}
	}
	if len(out) < 2 {
		return []*law.Jurisdiction{nil}
	}
	return out
}

// factIn is a fact as the jurisdictions of a view have it, or one of them; classes
// are theirs, the rest is alike in all.
func factIn(views []impact.JurisdictionView, id law.FactID, only *law.Jurisdiction) law.FactValue {
	for _, j := range views {
		if f, ok := j.Facts[id]; ok && (only == nil || j.Jurisdiction == only) {
			return f
		}
	}
	return law.FactValue{}
}

// input is the name of the cell of a fact, for one jurisdiction.
func (b *builder) input(s incident.Standpoint, id law.FactID, j *law.Jurisdiction) string {
	what := string(id)
	if d := b.a.Rulebook.Facts.Find(id); d != nil && j != nil && b.inputsOf(d)[0] != nil {
		what += "." + j.Code
	}
	return inputName(s, what)
}

func (b *builder) where(d *law.FactDefinition) string {
	if d.At != "" {
		return d.At
	}
	if d.Given == law.GivenFacts {
		return "facts." + string(d.ID)
	}
	return b.text("inputs.derived")
}

// factCell is the editable cell of a fact, with its list of words.
func (b *builder) factCell(column int, v *impact.View, d *law.FactDefinition, j *law.Jurisdiction) book.Cell {
	f := factIn(b.asking(v), d.ID, j)
	if b.ofGroups(d.ID) {
		f = saidOfBreach(v.Scenario, d.ID)
	}
	unknown := b.text("verdict.unknown")
	c := str(column, unknown, sInput)
	c.Name, c.Input = b.input(v.Standpoint, d.ID, j), true
	switch d.Type {
	case law.TruthFact:
		c.List = []string{b.text("verdict.yes"), b.text("verdict.no"), unknown}
		if f.Known {
			c.Value = book.String(b.text("verdict." + f.Truth.String()))
		}
		if d.Given == law.GivenClass {
			c.Formula = b.classExpr(v, d, j)
		}
	case law.ChoiceFact:
		if d.Open {
			if f.Known {
				words := strings.ToUpper(strings.Join(f.Words, " "))
				if f.Partial {
					words += " " + partialMark
				}
				c.Value = book.String(words)
			}
			break
		}
		for _, o := range d.Choices {
			name := o.Name.In(b.loc.Language)
			c.List = append(c.List, name)
			if !f.Known || len(f.Words) != 1 || f.Words[0] != o.ID {
				continue
			}
			if f.Partial {
				// There may be worse: a word that is not among these is not excluded.
				name += " " + partialMark
				c.List = append(c.List, name)
			}
			c.Value = book.String(name)
		}
		c.List = append(c.List, unknown)
		if f.Derived || d.ID == impact.RiskFact && !f.Known {
			c.Formula = b.riskExpr(v, d, f.Partial)
		}
	case law.NumberFact:
		if f.Known && f.Range.IsExact() {
			c.Value, c.Style = book.Decimal(f.Range.Low.String()), sInputNum
		} else if f.Known {
			c.Value, c.Input, c.Style = book.String(b.loc.Range(f.Range)), false, sText
		}
	case law.AmountFact:
		switch {
		case f.Known && f.Range.IsExact() && b.counts(d.ID, f.Currency):
			c.Value, c.Style = book.Decimal(f.Range.Low.String()), sInputNum
		case f.Known:
			c.Value, c.Input, c.Style = book.String(b.loc.Value(incident.MoneyRange{Range: f.Range, Currency: f.Currency}.Value())), false, sText
		}
	}
	return c
}

// counts tells whether the laws that ask an amount reckon in its currency: in
// another it is a missing fact, never converted.
func (b *builder) counts(id law.FactID, c law.Currency) bool {
	for _, j := range b.asking(&b.a.Claimed) {
		if slices.Contains(j.Jurisdiction.AskedFacts(), id) && j.Jurisdiction.Currency != c {
			return false
		}
	}
	return true
}

// groupInputs are the states of each group of people.
func (b *builder) groupInputs(p *page) {
	for g, group := range b.a.Claimed.Scenario.Groups {
		line := func(what string, known func(incident.Group) bool, cell func(column int, v *impact.View) book.Cell) {
			confirmed, claimed := known(b.a.Confirmed.Scenario.Groups[g]), known(b.a.Claimed.Scenario.Groups[g])
			status, source := b.stated(groupPath(g, "breach."+what), confirmed, claimed)
			if b.statedAt(groupPath(g, "breach."+what)) == nil {
				status, source = b.stated("breach."+what, confirmed, claimed)
			}
			b.inputRow(p, inputLine{label: b.text("inputs."+what, law.With("group", law.OfCode(group.ID))), cells: []book.Cell{cell(1, &b.a.Confirmed), cell(2, &b.a.Claimed)},
				where: groupPath(g, "breach."+what), status: status, source: source, remark: b.text("inputs.same-as"), effect: effectOf(b.a.MoneyEffect(law.FactID(what)))})
		}
		for _, circumstance := range b.a.Severity.Circumstances {
			line(circumstance.ID, func(g incident.Group) bool { return stateOf(g, circumstance.ID) != "" }, func(column int, v *impact.View) book.Cell {
				return b.stateCell(column, v, g, circumstance.ID)
			})
		}
		line("malicious", func(g incident.Group) bool { return g.Malicious != law.Unknown }, func(column int, v *impact.View) book.Cell {
			c := str(column, b.text("verdict."+v.Scenario.Groups[g].Malicious.String()), sInput)
			c.Name, c.Input = groupInput(v.Standpoint, g, "malicious"), true
			c.List = []string{b.text("verdict.yes"), b.text("verdict.no"), b.text("verdict.unknown")}
			b.follow(&c, v, g, "malicious")
			return c
		})
		label := b.text("inputs.untouched", law.With("group", law.OfCode(group.ID)))
		p.row(str(0, label, sText), b.untouchedCell(1, &b.a.Confirmed, g), b.untouchedCell(2, &b.a.Claimed, g), str(3, "", sCode), str(4, b.text("inputs.status-computed"), sText), str(5, "", sText), str(6, "", sText))
	}
}

func groupPath(g int, what string) string { return fmt.Sprintf("people[%d].%s", g, what) }

func groupInput(s incident.Standpoint, g int, what string) string {
	return inputName(s, fmt.Sprintf("group%d.%s", g+1, what))
}

// stateCell is the state of one circumstance of a group. The words are those of
// the incident file's vocabulary.
func (b *builder) stateCell(column int, v *impact.View, g int, circumstance string) book.Cell {
	c := str(column, b.stateWord(circumstance, stateOf(v.Scenario.Groups[g], circumstance)), sInput)
	c.Name, c.Input = groupInput(v.Standpoint, g, circumstance), true
	for _, s := range b.a.Severity.States(circumstance) {
		c.List = append(c.List, b.stateWord(circumstance, s))
	}
	c.List = append(c.List, b.text("verdict.unknown"))
	b.follow(&c, v, g, circumstance)
	return c
}

// follow makes a group's cell repeat that of the whole breach unless the file says
// otherwise of the group.
func (b *builder) follow(c *book.Cell, v *impact.View, g int, fact string) {
	d := b.a.Rulebook.Facts.Find(law.FactID(fact))
	if d == nil || !b.askedFacts()[d.ID] || b.statedAt(groupPath(g, "breach."+fact)) != nil {
		return
	}
	c.Formula = b.input(v.Standpoint, d.ID, nil)
}

// stateWord words a state as the fact book does, so that the same state has one
// word on the sheet.
func (b *builder) stateWord(circumstance, state string) string {
	if state == "" {
		return b.text("verdict.unknown")
	}
	if d := b.a.Rulebook.Facts.Find(law.FactID(circumstance)); d != nil {
		for _, c := range d.Choices {
			if c.ID == state {
				return c.Name.In(b.loc.Language)
			}
		}
	}
	return b.text(circumstance + "." + state)
}

func stateOf(g incident.Group, circumstance string) string {
	switch circumstance {
	case "confidentiality":
		return string(g.Confidentiality.Value)
	case "integrity":
		return string(g.Integrity.Value)
	case "availability":
		return string(g.Availability.Value)
	}
	return ""
}
