package law

import (
	"slices"
	"strconv"
	"strings"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// The checks are the data's own laws. Each has a code, a broken example in
// testdata/bad that must raise it, and a message in templates/locale that says
// what to do.
const (
	duplicateID       = "LAW-001" // two provisions, instruments or facts share an id
	foreignID         = "LAW-002" // an id does not begin with its jurisdiction
	emptySpan         = "LAW-003" // a version ends before it begins
	overlap           = "LAW-004" // two enacted versions are in force on one day
	gap               = "LAW-005" // no version covers the days between two others
	unknownInstrument = "LAW-006" // a citation, or a modifier, names an instrument that is not listed
	unknownProvision  = "LAW-007" // applies, lest or not-with names a provision that does not exist, or of the wrong kind
	circle            = "LAW-008" // conditions refer to each other in a circle
	unknownFact       = "LAW-009" // a condition or formula asks a fact that facts.yaml does not define
	factForm          = "LAW-010" // the test does not fit the type of the fact
	unknownChoice     = "LAW-011" // a word is not among the choices of the fact
	unknownAddressee  = "LAW-012" // a duty is owed to nobody listed
	body              = "LAW-013" // a version lacks the part its kind needs, or has another's
	floorAboveCap     = "LAW-014" // a fine's floor is above its cap, or a prison term's
	foreignCurrency   = "LAW-015" // an amount is not in the jurisdiction's currency
	instrumentDates   = "LAW-016" // adopted, published and in force are out of order
	beforeInstrument  = "LAW-017" // a version takes effect before its instrument was adopted
	unexplainedMark   = "LAW-018" // a mark weaker than verified does not say why
	classFact         = "LAW-019" // a class does not answer a class fact
	zoneOrder         = "LAW-020" // the table of civil time is empty or out of order
	prisonForCompany  = "LAW-021" // prison remains for a legal person after the modifiers of its instrument
	codeOfDirectory   = "LAW-022" // the code differs from the name of the directory
	strayFile         = "LAW-023" // a file of the directory is read by nobody
	holidayYears      = "LAW-024" // the years of the holidays are out of order, or a dated one lies outside them
	unknownGuideline  = "LAW-025" // a penalty names a guideline that is not listed, or has no fine for it
)

// Codes lists every fault code of the rulebook loader beyond those of strict.
func Codes() []string {
	return []string{
		duplicateID, foreignID, emptySpan, overlap, gap, unknownInstrument, unknownProvision, circle, unknownFact, factForm, unknownChoice,
		unknownAddressee, body, floorAboveCap, foreignCurrency, instrumentDates, beforeInstrument, unexplainedMark, classFact, zoneOrder,
		prisonForCompany, codeOfDirectory, strayFile, holidayYears, unknownGuideline,
		"rulebook-file", "condition-form", "formula-form", "bands-order", "clock-figure", "clock-start", "not-a-date", "not-an-instant", "not-an-offset", "not-a-period", "not-a-clocktime",
		"not-an-amount", "money-without-currency", "money-negative", "number-negative", "range-order", "not-a-percentage", "percentage-range", "text-empty",
	}
}

type checker struct {
	book   *Rulebook
	faults strict.Faults
}

func (c *checker) fault(code string, place strict.Place, args ...strict.Arg) {
	c.faults = append(c.faults, strict.Fault{Code: code, Place: place, Args: args})
}

func arg(name, value string) strict.Arg { return strict.Arg{Name: name, Value: value} }

// check holds a rulebook to its own laws.
func check(b *Rulebook) strict.Faults {
	c := &checker{book: b}
	seen := map[FactID]bool{}
	for _, d := range b.Facts.Definitions {
		if seen[d.ID] {
			c.fault(duplicateID, strict.Place{File: "facts.yaml", Line: d.line}, arg("id", string(d.ID)))
		}
		seen[d.ID] = true
	}
	for _, j := range b.Jurisdictions {
		c.jurisdiction(j)
	}
	return c.faults
}

func (c *checker) jurisdiction(j *Jurisdiction) {
	here := strict.Place{File: j.File}
	if dir, _, _ := strings.Cut(j.File, "/"); dir != j.Code {
		c.fault(codeOfDirectory, here, arg("code", j.Code), arg("directory", dir))
	}
	if err := j.Zone.Validate(); err != nil {
		c.fault(zoneOrder, strict.Place{File: strings.Replace(j.File, "jurisdiction", "zone", 1)}, arg("detail", err.Error()))
	}
	c.office(j)
	ids := map[string]bool{}
	unique := func(id string, place strict.Place) {
		if ids[id] {
			c.fault(duplicateID, place, arg("id", id))
		}
		ids[id] = true
		if !strings.HasPrefix(id, j.Code+".") {
			c.fault(foreignID, place, arg("id", id), arg("code", j.Code))
		}
	}
	for _, in := range j.Instruments {
		unique(in.ID, in.place)
		if out := disordered(in.Adopted, in.Published) || disordered(in.Adopted, in.InForce); out {
			c.fault(instrumentDates, in.place, arg("id", in.ID))
		}
	}
	c.condition(j, j.Applies, here)
	c.cites(j, j.Totals, here)
	for _, s := range j.Statements {
		c.cites(j, s.Cites, here)
	}
	for _, d := range j.Doubts {
		c.condition(j, d.When, here)
		c.cites(j, d.Cites, here)
	}
	for _, k := range j.Classes {
		if d := c.book.Facts.Find(k.Fact); d == nil || d.Given != GivenClass {
			c.fault(classFact, k.place, arg("fact", string(k.Fact)))
		}
		c.cites(j, k.Cites, k.place)
	}
	for i := range j.Guidelines {
		g := &j.Guidelines[i]
		unique(g.ID, g.place)
		c.guideline(j, g)
	}
	for i := range j.Provisions {
		unique(j.Provisions[i].ID, j.Provisions[i].place)
		c.provision(j, &j.Provisions[i])
	}
}

// guideline holds the scales to facts and words that exist.
func (c *checker) guideline(j *Jurisdiction, g *Guideline) {
	c.cites(j, g.Cites, g.place)
	doubted := []bool{!g.Mark.Firm() && g.Why.IsZero()}
	for _, s := range g.Scales {
		c.cites(j, s.Cites, g.place)
		c.formula(s.bands(Fixed{Money{decimal.Zero, j.Currency}}, lowEnd), g.place)
		for _, row := range s.Rows {
			doubted = append(doubted, !row.Mark.Firm() && row.Why.IsZero())
			if row.UpTo != nil && row.UpTo.Currency != j.Currency {
				c.fault(foreignCurrency, g.place, arg("id", g.ID), arg("currency", string(j.Currency)))
			}
		}
	}
	if slices.Contains(doubted, true) {
		c.fault(unexplainedMark, g.place, arg("id", g.ID))
	}
}

// office holds the holidays to the years they are known for.
func (c *checker) office(j *Jurisdiction) {
	if j.Office == nil {
		return
	}
	place := strict.Place{File: strings.Replace(j.File, "jurisdiction", "holidays", 1)}
	if j.Office.Known.From > j.Office.Known.To {
		c.fault(holidayYears, place, arg("from", strconv.Itoa(j.Office.Known.From)), arg("to", strconv.Itoa(j.Office.Known.To)))
	}
	for _, d := range j.Office.Dated {
		if d.On.Year < j.Office.Known.From || d.On.Year > j.Office.Known.To || d.Days < 1 {
			c.fault(holidayYears, place, arg("from", d.On.String()), arg("to", d.On.AddDays(d.Days).String()))
		}
	}
	if j.Office.Hours != nil {
		c.cites(j, j.Office.Hours.Cites, place)
	}
}

func disordered(first, second Date) bool {
	return !first.IsZero() && !second.IsZero() && second.Before(first)
}

func (c *checker) cites(j *Jurisdiction, cites []Citation, place strict.Place) {
	for _, cite := range cites {
		if j.Instrument(cite.Instrument) == nil {
			c.fault(unknownInstrument, place, arg("instrument", cite.Instrument))
		}
	}
}

func (c *checker) provision(j *Jurisdiction, p *Provision) {
	if len(p.Versions) == 0 {
		c.fault(body, p.place, arg("id", p.ID), arg("kind", string(p.Kind)))
	}
	for i := range p.Versions {
		v := &p.Versions[i]
		if !v.Valid.To.IsZero() && !v.Valid.From.Before(v.Valid.To) {
			c.fault(emptySpan, v.place, arg("id", p.ID))
		}
		if (p.Kind == DutyKind) != (v.Duty != nil) || (p.Kind == SanctionKind) != (v.Penalty != nil) || (p.Kind == ModifierKind) != (v.Modifies != nil) || (p.Kind == RuleKind) != (v.Rule != nil) || len(v.Cites) == 0 {
			c.fault(body, v.place, arg("id", p.ID), arg("kind", string(p.Kind)))
			continue
		}
		c.cites(j, v.Cites, v.place)
		for _, cite := range v.Cites[:1] {
			if in := j.Instrument(cite.Instrument); in != nil && disordered(in.Adopted, v.Valid.From) {
				c.fault(beforeInstrument, v.place, arg("id", p.ID))
			}
		}
		if !v.Mark.Firm() && v.Why.IsZero() {
			c.fault(unexplainedMark, v.place, arg("id", p.ID))
		}
		c.condition(j, v.When, v.place)
		if c.circular(j, p.ID, v.When, nil) {
			c.fault(circle, v.place, arg("id", p.ID))
		}
		c.parts(j, p, v)
	}
	c.spans(p)
}

func (c *checker) parts(j *Jurisdiction, p *Provision, v *Version) {
	switch {
	case v.Duty != nil:
		if j.Addressee(v.Duty.To) == nil {
			c.fault(unknownAddressee, v.place, arg("id", v.Duty.To))
		}
		if id := v.Duty.Done; id != "" && c.book.Facts.Find(id) == nil {
			c.fault(unknownFact, v.place, arg("fact", string(id)))
		}
		if clock := v.Duty.Clock; clock != nil && clock.After != nil && j.Addressee(clock.After.To) == nil {
			c.fault(unknownAddressee, v.place, arg("id", clock.After.To))
		}
		for _, id := range v.Duty.Lest {
			c.target(j, id, SanctionKind, v.place)
		}
	case v.Modifies != nil:
		if j.Instrument(v.Modifies.Instrument) == nil {
			c.fault(unknownInstrument, v.place, arg("instrument", v.Modifies.Instrument))
		}
		for _, id := range v.Modifies.NotWith {
			c.target(j, id, ModifierKind, v.place)
		}
		c.condition(j, v.Modifies.StacksWhen, v.place)
	case v.Rule != nil:
		for _, id := range v.Rule.Behind {
			c.target(j, id, SanctionKind, v.place)
		}
		if v.Rule.Penalty != nil && v.Rule.Topic != AttackerRule {
			c.fault(body, v.place, arg("id", p.ID), arg("kind", string(v.Rule.Topic)))
		}
		if v.Rule.Penalty != nil {
			c.penalty(j, p, v, v.Rule.Penalty)
		}
	case v.Penalty != nil:
		c.penalty(j, p, v, v.Penalty)
	}
}

func (c *checker) penalty(j *Jurisdiction, p *Provision, v *Version, pen *Penalty) {
	if pen.Prison != nil && (pen.Prison.Low > pen.Prison.High || pen.Prison.Low < 0) {
		c.fault(floorAboveCap, v.place, arg("id", p.ID))
	}
	nothing := pen.Fine == nil && pen.Prison == nil && len(pen.Measures) == 0
	if (pen.Cumulation == FineOnly) == (pen.Prison != nil) || nothing || len(pen.On) == 0 {
		c.fault(body, v.place, arg("id", p.ID), arg("kind", string(pen.Cumulation)))
	}
	if pen.Prison != nil && slices.Contains(pen.On, LegalPerson) && !c.removesPrison(j, v) {
		c.fault(prisonForCompany, v.place, arg("id", p.ID))
	}
	if pen.Indicative != "" && (pen.Fine == nil || j.Guideline(pen.Indicative) == nil) {
		c.fault(unknownGuideline, v.place, arg("id", pen.Indicative))
	}
	if pen.Fine == nil {
		return
	}
	for _, f := range []Formula{pen.Fine.Low, pen.Fine.High} {
		if FormulaCurrency(f) != j.Currency {
			c.fault(foreignCurrency, v.place, arg("id", p.ID), arg("currency", string(j.Currency)))
		}
		c.formula(f, v.place)
	}
	// Held with everything unknown: a floor that needs no fact may not exceed
	// what the cap is at least.
	e := evaluation{book: c.book.Facts}
	low, high := pen.Fine.Low.evaluate(e), pen.Fine.High.evaluate(e)
	if low.Bounded && high.Bounded && low.High.Amount.GreaterThan(high.High.Amount) || low.Low.Amount.GreaterThan(high.Low.Amount) {
		c.fault(floorAboveCap, v.place, arg("id", p.ID))
	}
}

// formula holds the facts a formula asks to the types it can count with.
func (c *checker) formula(f Formula, place strict.Place) {
	fits := func(id FactID, t FactType) {
		switch d := c.book.Facts.Find(id); {
		case d == nil:
			c.fault(unknownFact, place, arg("fact", string(id)))
		case d.Type != t:
			c.fault(factForm, place, arg("fact", string(id)), arg("type", string(d.Type)))
		}
	}
	switch f := f.(type) {
	case Share:
		fits(f.Of, AmountFact)
	case PerUnit:
		fits(f.Fact, NumberFact)
	case Bands:
		if f.byAmount() {
			fits(f.By, AmountFact)
			break
		}
		fits(f.By, ChoiceFact)
		for _, row := range f.Rows {
			if d := c.book.Facts.Find(f.By); d != nil && d.Type == ChoiceFact && !d.Open && !slices.ContainsFunc(d.Choices, func(o FactChoice) bool { return o.ID == row.Is }) {
				c.fault(unknownChoice, place, arg("fact", string(f.By)), arg("value", row.Is))
			}
		}
	}
	for _, p := range f.Parts() {
		c.formula(p, place)
	}
}

// removesPrison tells whether, on every day of a sanction's version, a modifier
// of its instrument takes prison from legal persons whatever the facts.
func (c *checker) removesPrison(j *Jurisdiction, sanction *Version) bool {
	var removers []Span
	days := []Date{sanction.Valid.From}
	for _, p := range j.Provisions {
		for _, v := range p.Versions {
			m := v.Modifies
			if m == nil || m.Instrument != sanction.Cites[0].Instrument || !slices.Contains(m.On, LegalPerson) || m.Prison == nil || *m.Prison != 0 {
				continue
			}
			if !v.When.IsZero() || v.Status != Enacted {
				continue
			}
			removers = append(removers, v.Valid)
			days = append(days, v.Valid.To)
		}
	}
	// The answer can only change where a remover ends.
	for _, d := range days {
		in := func(s Span) bool { return s.Contains(d) }
		if !d.IsZero() && sanction.Valid.Contains(d) && !slices.ContainsFunc(removers, in) {
			return false
		}
	}
	return len(removers) > 0
}

func (c *checker) target(j *Jurisdiction, id string, kind ProvisionKind, place strict.Place) {
	if p := j.Provision(id); p == nil || kind != "" && p.Kind != kind {
		c.fault(unknownProvision, place, arg("id", id))
	}
}

func (c *checker) condition(j *Jurisdiction, root Condition, place strict.Place) {
	root.each(func(k Condition) {
		at := k.place
		if at.File == "" {
			at = place
		}
		if k.Applies != "" {
			c.target(j, k.Applies, "", at)
		}
		if k.Fact == "" {
			return
		}
		d := c.book.Facts.Find(k.Fact)
		if d == nil {
			c.fault(unknownFact, at, arg("fact", string(k.Fact)))
			return
		}
		fits := k.In != nil && d.Type == ChoiceFact || k.AtLeast != nil && d.Type == NumberFact || k.Is != Unknown && d.Type == TruthFact
		if !fits {
			c.fault(factForm, at, arg("fact", string(k.Fact)), arg("type", string(d.Type)))
			return
		}
		for _, w := range k.In {
			if !d.Open && !slices.ContainsFunc(d.Choices, func(o FactChoice) bool { return o.ID == w }) {
				c.fault(unknownChoice, at, arg("fact", string(k.Fact)), arg("value", w))
			}
		}
	})
}

// circular follows applies from a condition back to where it started.
func (c *checker) circular(j *Jurisdiction, start string, root Condition, through []string) bool {
	found := false
	root.each(func(k Condition) {
		if k.Applies == "" || found {
			return
		}
		if k.Applies == start || slices.Contains(through, k.Applies) {
			found = true
			return
		}
		if p := j.Provision(k.Applies); p != nil {
			for _, v := range p.Versions {
				if c.circular(j, start, v.When, append(slices.Clone(through), k.Applies)) {
					found = true
				}
			}
		}
	})
	return found
}

// spans holds the enacted versions of a provision to one text a day, without
// holes.
func (c *checker) spans(p *Provision) {
	var enacted []*Version
	for i := range p.Versions {
		if p.Versions[i].Status == Enacted {
			enacted = append(enacted, &p.Versions[i])
		}
	}
	slices.SortStableFunc(enacted, func(a, b *Version) int {
		return a.Valid.From.Midnight().Compare(b.Valid.From.Midnight())
	})
	for i := 1; i < len(enacted); i++ {
		before, after := enacted[i-1], enacted[i]
		switch {
		case before.Valid.To.IsZero() || after.Valid.From.Before(before.Valid.To):
			c.fault(overlap, after.place, arg("id", p.ID), arg("from", after.Valid.From.String()))
		case before.Valid.To.Before(after.Valid.From):
			c.fault(gap, after.place, arg("id", p.ID), arg("from", before.Valid.To.String()), arg("to", after.Valid.From.String()))
		}
	}
}
