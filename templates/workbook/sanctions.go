package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"

	"github.com/shopspring/decimal"
)

// sanctions writes each article with what a natural and a legal person risk, as
// live arithmetic over the Inputs sheet, then the totals two ways.
func (b *builder) sanctions() *page {
	p := b.page("sanctions", 38, 12, 12, 12, 12, 12, 12, 12, 12, 12, 9, 44, 44, 11)
	p.sheet.Dense = true
	p.head(b.text("sheet.sanctions"), b.text("sanctions.note"))
	b.statements(p, law.OnSanctions)
	for i := range b.a.Claimed.Jurisdictions {
		base, v := b.base(b.a.Claimed.Jurisdictions[i].Jurisdiction)
		if v == nil {
			continue
		}
		p.blank()
		from := p.next()
		p.heading(b.text("sanctions.jurisdiction", law.With("jurisdiction", law.OfText(v.Jurisdiction.Name)), law.With("currency", law.OfCode(b.loc.Currency(v.Jurisdiction.Currency)))))
		p.header(b.text("sanctions.offence"), b.text("sanctions.party"), b.standpoint(incident.Confirmed), b.standpoint(incident.Claimed),
			b.text("sanctions.text-low"), b.text("sanctions.text-high"), b.text("sanctions.factor"), b.text("sanctions.low"), b.text("sanctions.high"),
			b.text("sanctions.prison-low"), b.text("sanctions.prison-high"), b.text("sanctions.conduct"), b.text("sanctions.remarks"), "")
		t := &totals{b: b, jurisdiction: v.Jurisdiction}
		n := &notes{b: b}
		for _, f := range b.gravestFirst(v) {
			for _, x := range f.Exposures {
				b.exposureRow(p, base, v.Jurisdiction, f, x, t, n)
			}
		}
		n.write(p)
		p.row(p.span(b.text("sanctions.amounts-note"), sNote))
		b.notInForce(p, law.SanctionKind)
		p.blank()
		t.write(p)
		p.amounts(from, b.loc.Currency(v.Jurisdiction.Currency))
		b.rules(p, base, v)
	}
	return p
}

// gravestFirst are the sanctions in reading order: what either standpoint exposes
// to, then what is undetermined, then the rest, each in the order of the texts.
func (b *builder) gravestFirst(v *impact.JurisdictionView) []*law.Finding {
	var out []*law.Finding
	rank := map[*law.Finding]int{}
	for k := range v.Findings {
		f := &v.Findings[k]
		if f.Version.Penalty == nil {
			continue
		}
		out = append(out, f)
		rank[f] = 2
		for _, view := range b.both() {
			for _, x := range f.Exposures {
				_, at := exposureAt(view, v.Jurisdiction, f.Provision.ID, x.On)
				switch {
				case at == nil:
				case at.Verdict == law.Yes:
					rank[f] = 0
				case at.Verdict == law.Unknown:
					rank[f] = min(rank[f], 1)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y *law.Finding) int { return rank[x] - rank[y] })
	return out
}

// rules lists, for information, the texts around the sanctions. Their amounts
// are words, since they enter no total.
func (b *builder) rules(p *page, base *impact.View, v *impact.JurisdictionView) {
	if len(v.Rules) == 0 {
		return
	}
	p.blank()
	p.heading(b.text("sanctions.rules"))
	for _, topic := range law.RuleTopics() {
		titled := false
		for i := range v.Rules {
			r := &v.Rules[i]
			if r.Version.Rule.Topic != topic || r.Verdict == law.No {
				continue
			}
			if !titled {
				p.row(p.span(b.text("rule-topic."+string(topic)), sStrong))
				titled = true
			}
			says := r.Version.Rule.Text.In(b.loc.Language)
			if pen := r.Version.Rule.Penalty; pen != nil {
				says += "\n" + brief.Penalty(pen, b.loc)
			}
			p.row(book.Cell{Column: 0, Span: 2, Value: book.String(r.Provision.Heading.In(b.loc.Language) + "\n" + b.cites(r)), Style: sText},
				book.Cell{Column: 2, Span: 10, Value: book.String(says), Style: sText},
				book.Cell{Column: 12, Value: book.String(b.text("sanctions.rule-applies") + b.text("format.colon") + b.text("verdict."+r.Verdict.String())), Style: sText},
				b.because(13, base.Standpoint.String()+".rule."+r.Provision.ID))
		}
	}
}

// exposureRow writes one party's risk under one provision, and hands its cells
// to the totals.
func (b *builder) exposureRow(p *page, base *impact.View, j *law.Jurisdiction, f *law.Finding, x law.Exposure, t *totals, n *notes) {
	row := p.next() + 1
	cells := make([]book.Cell, 14)
	heading := f.Provision.Heading.In(b.loc.Language) + "\n" + b.cites(f)
	cells[0] = str(0, heading, sStrong)
	cells[1] = str(1, b.text("party."+string(x.On)), sText)
	var live live
	for column, view := range map[int]*impact.View{2: &b.a.Confirmed, 3: &b.a.Claimed} {
		cells[column] = str(column, b.absent(view, j), sText)
		found, exposure := exposureAt(view, j, f.Provision.ID, x.On)
		if found == nil {
			continue
		}
		l := b.live(view, j, found.Reference.Date)
		if view == base {
			live = l
		}
		expr := words(l.exposure(found, x.On), b.text("exposure.not-exposed"), b.text("exposure.unknown"), b.text("exposure.exposed"))
		cells[column] = formula(column, expr, book.String(b.exposureWord(exposure.Verdict)), verdictStyle(exposure.Verdict))
		cells[column].Link = &book.Link{To: b.basis[view.Standpoint.String()+".sanction."+f.Provision.ID]}
	}
	for column := 4; column <= 10; column++ {
		cells[column] = str(column, "–", sCentre)
	}
	figure := base.Standpoint.String() + ".fine." + f.Provision.ID + "." + string(x.On)
	if x.Fine != nil {
		b.fineCells(cells, live, f, x, figure, row)
		t.add(x.On, f, row)
	}
	if x.Prison != nil {
		b.prisonCells(cells, live, f, x, figure)
		t.prison = append(t.prison, totalTerm{party: x.On, row: row, id: f.Provision.ID})
	}
	found := law.With("conduct", law.OfText(f.Version.Penalty.Conduct))
	conduct := b.text("sanctions.if-found", found)
	if f.Version.Penalty.Nature == law.Administrative && f.Version.Penalty.Fine != nil {
		conduct = b.text("sanctions.if-found.authority", found)
	}
	cells[11] = str(11, conduct+"\n"+b.text("sanctions.who", law.With("who", law.OfText(f.Version.Penalty.Who))), sText)
	cells[12] = str(12, strings.Join(b.exposureRemarks(f, x, n), "\n"), sText)
	cells[13] = b.because(13, base.Standpoint.String()+".sanction."+f.Provision.ID)
	if x.Fine != nil {
		cells[13] = b.because(13, figure)
	}
	p.row(cells...)
	if x.Indicative != nil {
		b.indicativeRow(p, live, x, figure+".indicative", n)
	}
}

// indicativeRow writes, under an exposure, where a guideline puts fines below the
// cap. It enters no total.
func (b *builder) indicativeRow(p *page, l live, x law.Exposure, figure string, n *notes) {
	g := x.Indicative
	cells := make([]book.Cell, 14)
	for column := range cells {
		cells[column] = str(column, "", sNote)
	}
	cells[0] = str(0, b.text("sanctions.indicative", law.With("guideline", law.OfText(g.Guideline.Name))), sNote)
	cells[1] = str(1, b.text("party."+string(x.On)), sNote)
	end := g.AtLeast
	if g.Bounded {
		end = g.High
	}
	cells[7] = formula(7, l.amount(g.Floor), book.Decimal(g.Low.Amount.String()), sMoney)
	cells[7].Link = &book.Link{To: b.basis[figure]}
	// The upper end takes the greatest share that may apply, but only of a cap that
	// is known.
	expr := l.amount(g.Cap)
	upper := l
	upper.upper = true
	switch bounded := l.bounded(x.Fine.Cap); bounded {
	case "":
		expr = upper.amount(g.Cap)
	default:
		expr = fmt.Sprintf("IF(%s,%s,%s)", bounded, upper.amount(g.Cap), expr)
	}
	cells[8] = b.explained(formula(8, expr, book.Decimal(end.Amount.String()), sMoney), figure)
	remarks := []string{b.text("sanctions.see", law.With("notes", law.OfCode(n.ref(b.text("sanctions.indicative.note", law.With("note", law.OfText(g.Guideline.Note)))))))}
	if !g.Bounded {
		remarks = append(remarks, b.text("sanctions.at-least"))
	}
	if len(g.Missing) > 0 {
		remarks = append(remarks, b.text("sanctions.missing", law.With("facts", law.OfCode(b.factNames(g.Missing)))))
	}
	cells[12] = str(12, strings.Join(remarks, "\n"), sText)
	cells[13] = b.because(13, figure)
	p.row(cells...)
}

func exposureAt(v *impact.View, j *law.Jurisdiction, id string, party law.Party) (*law.Finding, *law.Exposure) {
	for i := range v.Jurisdictions {
		if v.Jurisdictions[i].Jurisdiction != j {
			continue
		}
		for k := range v.Jurisdictions[i].Findings {
			f := &v.Jurisdictions[i].Findings[k]
			for n := range f.Exposures {
				if f.Provision.ID == id && f.Exposures[n].On == party {
					return f, &f.Exposures[n]
				}
			}
		}
	}
	return nil, nil
}

// fineCells are the amounts of the text, the factor of the modifiers, and the
// product.
func (b *builder) fineCells(cells []book.Cell, l live, f *law.Finding, x law.Exposure, figure string, row int) {
	base := f.Version.Penalty.Fine
	text := func(column int, formulaOf law.Formula, amount law.Money) {
		if fixed, ok := formulaOf.(law.Fixed); ok {
			cells[column] = money(column, fixed.Amount)
		} else {
			cells[column] = formula(column, l.amount(formulaOf), book.Decimal(amount.Amount.String()), sMoney)
		}
		cells[column].Link = &book.Link{To: b.basis[figure]}
	}
	factorExpr := l.multiplier(f, x.On, fineFactor)
	factor := multiple(x.Fine.Cap)
	high := x.Fine.AtLeast
	if x.Fine.Bounded {
		high = x.Fine.High
	}
	text(4, base.Low, law.Money{Amount: x.Fine.Low.Amount.Div(factor), Currency: x.Fine.Low.Currency})
	l.upper = true
	text(5, base.High, law.Money{Amount: high.Amount.Div(factor), Currency: high.Currency})
	if factorExpr == exprYes {
		cells[6] = num(6, factor, sNumber)
	} else {
		cells[6] = formula(6, factorExpr, book.Decimal(factor.String()), sNumber)
	}
	cells[6].Link = &book.Link{To: b.basis[figure]}
	cells[7] = formula(7, fmt.Sprintf("E%d*G%d", row, row), book.Decimal(x.Fine.Low.Amount.String()), sMoney)
	cells[7].Link = &book.Link{To: b.basis[figure]}
	cells[8] = b.explained(formula(8, fmt.Sprintf("F%d*G%d", row, row), book.Decimal(high.Amount.String()), sMoneyBold), figure)
}

// multiple is the product of the factors that modifiers put on a formula.
func multiple(f law.Formula) decimal.Decimal {
	product := decimal.NewFromInt(1)
	for {
		m, ok := f.(law.Multiple)
		if !ok || m.By == "" {
			return product
		}
		product = product.Mul(m.Factor)
		f = m.Of
	}
}

func (b *builder) prisonCells(cells []book.Cell, l live, f *law.Finding, x law.Exposure, figure string) {
	base := f.Version.Penalty.Prison
	factor := l.multiplier(f, x.On, prisonFactor)
	for column, months := range map[int][2]int{9: {base.Low, x.Prison.Low}, 10: {base.High, x.Prison.High}} {
		cells[column] = num(column, decimal.NewFromInt(int64(months[1])), sNumber)
		if factor != exprYes {
			cells[column] = formula(column, fmt.Sprintf("%d*%s", months[0], factor), book.Decimal(fmt.Sprint(months[1])), sNumber)
		}
		cells[column].Link = &book.Link{To: b.basis[figure]}
		cells[column].Unit = b.text("summary.months")
	}
}

// exposureRemarks are what the amounts do not say by themselves.
func (b *builder) exposureRemarks(f *law.Finding, x law.Exposure, n *notes) []string {
	var out []string
	pen := f.Version.Penalty
	if !pen.PerUnit.IsZero() {
		out = append(out, pen.PerUnit.In(b.loc.Language))
	}
	if x.Fine != nil && !x.Fine.Bounded {
		out = append(out, b.text("sanctions.at-least"))
	}
	if x.Prison != nil {
		out = append(out, b.text("cumulation."+string(pen.Cumulation)))
	}
	var refs []string
	if pen.Prison != nil && x.On == law.LegalPerson {
		refs = append(refs, n.ref(b.text("step.prison.not-legal-person")))
	}
	for _, m := range x.Measures {
		refs = append(refs, n.ref(b.text("sanctions.measure", law.With("measure", law.OfText(m)))))
	}
	for _, d := range x.Doubts {
		refs = append(refs, n.ref(b.text("sanctions.doubt", law.With("text", law.OfText(d.Text)))))
	}
	for _, id := range x.Unstacked {
		for _, j := range b.a.Claimed.Jurisdictions {
			if m := j.Jurisdiction.Provision(id); m != nil {
				refs = append(refs, n.ref(b.text("sanctions.unstacked", law.With("heading", law.OfText(m.Heading)))))
			}
		}
	}
	for _, id := range x.Could {
		for _, j := range b.a.Claimed.Jurisdictions {
			if m := j.Jurisdiction.Provision(id); m != nil {
				refs = append(refs, n.ref(b.text("sanctions.could", law.With("heading", law.OfText(m.Heading)))))
			}
		}
	}
	if len(refs) > 0 {
		out = append(out, b.text("sanctions.see", law.With("notes", law.OfCode(b.join(refs)))))
	}
	if flips := b.flipLines(f); len(flips) > 0 && x.On == pen.On[0] {
		out = append(out, b.text("sanctions.flips", law.With("flips", law.OfCode(b.join(flips)))))
	}
	if len(x.Missing) > 0 {
		out = append(out, b.text("sanctions.missing", law.With("facts", law.OfCode(b.factNames(x.Missing)))))
	}
	return out
}

// notes are remarks that many rows share: written once below the table, numbered
// in the order they are met.
type notes struct {
	b     *builder
	texts []string
}

func (n *notes) ref(text string) string {
	i := slices.Index(n.texts, text)
	if i < 0 {
		i = len(n.texts)
		n.texts = append(n.texts, text)
	}
	return fmt.Sprint(i + 1)
}

func (n *notes) write(p *page) {
	for i, t := range n.texts {
		p.row(p.span(n.b.text("sanctions.note-line", law.With("number", law.OfCode(fmt.Sprint(i+1))), law.With("text", law.OfCode(t))), sNote))
	}
}

// totals adds the rows up: the gravest of each act, then the gravest act and the
// sum of acts.
type totals struct {
	b            *builder
	jurisdiction *law.Jurisdiction
	acts         []string
	terms        []totalTerm // of fines
	prison       []totalTerm
}

// totalTerm is one row of the table above.
type totalTerm struct {
	act   string
	party law.Party
	row   int
	id    string
}

func (t *totals) add(party law.Party, f *law.Finding, row int) {
	act := f.Version.Penalty.Act
	if !slices.Contains(t.acts, act) {
		t.acts = append(t.acts, act)
	}
	t.terms = append(t.terms, totalTerm{act, party, row, f.Provision.ID})
}

// countColumn is one way of counting: a party, at a standpoint, exposed or with
// the undetermined included.
type countColumn struct {
	party   law.Party
	verdict string // column letter of the verdict
	unknown bool
	view    *impact.View
	column  int
}

// columns are the eight ways, side by side.
func (t *totals) columns() []countColumn {
	var out []countColumn
	for _, party := range []law.Party{law.NaturalPerson, law.LegalPerson} {
		for _, unknown := range []bool{false, true} {
			out = append(out,
				countColumn{party, "C", unknown, &t.b.a.Confirmed, 0},
				countColumn{party, "D", unknown, &t.b.a.Claimed, 0})
		}
	}
	for i := range out {
		out[i].column = firstCount + i
	}
	return out
}

const firstCount = 2

func (t *totals) write(p *page) {
	b := t.b
	p.heading(b.text("sanctions.totals"))
	note := b.text("sanctions.totals-note")
	for _, c := range t.jurisdiction.Totals {
		note += "\n" + brief.Place(c, b.a.Rulebook, b.loc)
	}
	p.row(p.span(note, sNote))
	header := []book.Cell{str(0, b.text("sanctions.act"), sHeader), str(1, "", sHeader)}
	for _, c := range t.columns() {
		key := "sanctions.count-exposed"
		if c.unknown {
			key = "sanctions.count-unknown"
		}
		header = append(header, str(c.column, b.text(key, law.With("party", law.OfWord("party."+string(c.party))), law.With("standpoint", law.OfWord(b.standpointKey(c.view.Standpoint)))), sHeader))
	}
	p.row(header...)
	first := p.next() + 1
	for _, act := range t.acts {
		cells := []book.Cell{str(0, b.text("act."+act), sText)}
		for _, c := range t.columns() {
			cells = append(cells, t.actCell(act, c))
		}
		p.row(cells...)
	}
	last := p.next()
	for _, way := range []struct{ key, function string }{{"single-act", "MAX"}, {"distinct-acts", "SUM"}} {
		cells := []book.Cell{str(0, b.text("sanctions."+way.key), sStrong)}
		for _, c := range t.columns() {
			cells = append(cells, t.sumCell(c, way.key, way.function, first, last))
		}
		p.row(cells...)
	}
	cells := []book.Cell{str(0, b.text("sanctions.prison-row"), sStrong)}
	for _, c := range t.columns() {
		cells = append(cells, t.prisonCell(c))
	}
	p.row(cells...)
}

// prisonCell is the gravest term among the exposures counted. Only the terms of
// the text are compared, with the standpoint's own factors.
func (t *totals) prisonCell(c countColumn) book.Cell {
	b := t.b
	var parts []string
	for _, term := range t.prison {
		if term.party != c.party {
			continue
		}
		f, _ := exposureAt(c.view, t.jurisdiction, term.id, c.party)
		if f == nil || f.Version.Penalty.Prison == nil {
			continue
		}
		l := b.live(c.view, t.jurisdiction, f.Reference.Date)
		months := fmt.Sprintf("%d*%s", f.Version.Penalty.Prison.High, l.multiplier(f, c.party, prisonFactor))
		parts = append(parts, fmt.Sprintf("IF(%s,%s,0)", t.counts(c, term.row), months))
	}
	if len(parts) == 0 {
		return str(c.column, "–", sCentre)
	}
	cached := decimal.Zero
	for _, v := range c.view.Jurisdictions {
		for _, total := range v.Totals {
			months := total.Prison.Exposed
			if c.unknown {
				months = total.Prison.WithUnknown
			}
			if v.Jurisdiction == t.jurisdiction && total.On == c.party && months != nil {
				cached = decimal.NewFromInt(int64(months.High))
			}
		}
	}
	cell := formula(c.column, "MAX("+strings.Join(parts, ",")+")", book.Decimal(cached.String()), sOrNothing)
	cell.Unit = b.text("summary.months")
	figure := t.figure(c, "prison")
	if c.unknown {
		figure += ".with-unknown"
	}
	return b.explained(cell, figure)
}

// counts is the test that a row counts in a column.
func (t *totals) counts(c countColumn, row int) string {
	verdict := fmt.Sprintf("%s%d", c.verdict, row)
	exposed, unknown := quote(t.b.text("exposure.exposed")), quote(t.b.text("exposure.unknown"))
	if c.unknown {
		return fmt.Sprintf("OR(%s=%s,%s=%s)", verdict, exposed, verdict, unknown)
	}
	return verdict + "=" + exposed
}

// actCell is the gravest fine of one act. Amounts are the standpoint's own: the
// table above shows those of one of them only. A cap that waits for a fact does
// not count.
func (t *totals) actCell(act string, c countColumn) book.Cell {
	b := t.b
	var parts []string
	cached := decimal.Zero
	for _, term := range t.terms {
		if term.act != act || term.party != c.party {
			continue
		}
		f, x := exposureAt(c.view, t.jurisdiction, term.id, c.party)
		if f == nil {
			continue
		}
		l := b.live(c.view, t.jurisdiction, f.Reference.Date)
		l.upper = true
		test := t.counts(c, term.row)
		if bounded := l.bounded(f.Version.Penalty.Fine.High); bounded != "" {
			test = fmt.Sprintf("AND(%s,%s)", test, bounded)
		}
		amount := fmt.Sprintf("%s*%s", l.amount(f.Version.Penalty.Fine.High), l.multiplier(f, c.party, fineFactor))
		parts = append(parts, fmt.Sprintf("IF(%s,%s,0)", test, amount))
		if x.Fine.Bounded && (x.Verdict == law.Yes || c.unknown && x.Verdict == law.Unknown) {
			cached = decimal.Max(cached, x.Fine.High.Amount)
		}
	}
	if len(parts) == 0 {
		return str(c.column, "–", sCentre)
	}
	cell := formula(c.column, "MAX("+strings.Join(parts, ",")+")", book.Decimal(cached.String()), sOrNothing)
	cell.Link = &book.Link{To: b.basis[t.figure(c, "distinct-acts")]}
	return cell
}

func (t *totals) figure(c countColumn, way string) string {
	return c.view.Standpoint.String() + ".fines." + t.jurisdiction.Code + "." + string(c.party) + "." + way
}

// sumCell is a total; nothing exposed is a dash, since it is no amount.
func (t *totals) sumCell(c countColumn, key, function string, first, last int) book.Cell {
	b := t.b
	letter := strings.TrimRight(book.Address(c.column, 0), "0123456789")
	area := fmt.Sprintf("%s%d:%s%d", letter, first, letter, last)
	value := book.String("–")
	for _, v := range c.view.Jurisdictions {
		if v.Jurisdiction != t.jurisdiction {
			continue
		}
		for _, total := range v.Totals {
			if total.On != c.party {
				continue
			}
			sums := total.Exposed
			if c.unknown {
				sums = total.WithUnknown
			}
			amount := sums.DistinctActs
			if key == "single-act" {
				amount = sums.SingleAct
			}
			if amount != nil {
				value = book.Decimal(amount.Amount.String())
			}
		}
	}
	cell := formula(c.column, fmt.Sprintf(`IF(SUM(%s)=0,"–",%s(%s))`, area, function, area), value, sMoneyBold)
	figure := t.figure(c, key)
	if c.unknown {
		figure += ".with-unknown"
	}
	return b.explained(cell, figure)
}
