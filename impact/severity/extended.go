package severity

import (
	"slices"

	"breachimpact/law"
)

// Extended is the extended score of a group: the strict formula with the named
// rules applied. It stands beside the strict score and is never blended with it.
type Extended struct {
	Branch   string // which reading of the breach counts: Branch…
	DPC      int    // of the availability branch, what not having the data costs
	EI       Quarters
	CB       Quarters
	SE       Quarters
	Level    Level
	Worst    Quarters // with every unknown at its worst
	Up, Down *Distance
	Rules    []string // ids of the rules that made a difference to this group, in order
	Hidden   bool     // what counts is data that nobody can read
	Step     law.Step
	// The products of both readings, for a sheet that computes with them: what the
	// data weigh if anybody saw them, nil when no kind is known, and what not having
	// them costs while they are not lost for good.
	Seen   *Product
	Missed Product
}

// Product is the two factors of a reading.
type Product struct {
	DPC int
	EI  Quarters
}

// The two readings of a breach.
const (
	BranchConfidentiality = "confidentiality" // data that may have been seen, altered or used
	BranchAvailability    = "availability"    // data that could not be had
)

// reading is one branch of the extended score: a product and what made it.
type reading struct {
	branch string
	dpc    int
	ei     Quarters
	rules  []string
	hidden bool // data that nobody can read
	step   func() law.Step
}

func (r *reading) product() Quarters {
	if r == nil {
		return 0
	}
	return Quarters(r.dpc) * r.ei
}

// extend computes the extended score of a group but for Worst, or nil when neither
// branch has anything to say.
func (m *Method) extend(g Group, w weight, personalData law.Verdict, plain bool) *Extended {
	best, other := m.readings(g, w, personalData)
	if best == nil {
		return nil
	}
	cb, entered := m.extendedCircumstances(g)
	out := &Extended{Branch: best.branch, DPC: best.dpc, EI: best.ei, CB: cb, SE: best.product() + cb, Rules: slices.Clone(best.rules), Hidden: best.hidden}
	if entered {
		out.Rules = append(out.Rules, RuleTakeover)
		slices.Sort(out.Rules)
	}
	out.Level = m.LevelOf(out.SE)
	out.Up, out.Down = m.neighbours(out.SE)
	if !plain {
		out.Step = m.explainExtended(g, out, best, other)
	}
	if len(w.present) > 0 {
		seen := m.confidentialityReading(g, w)
		out.Seen = &Product{seen.dpc, seen.ei}
	}
	dependence, _ := m.dependence(g)
	passing := g
	passing.Availability = untouched
	out.Missed = Product{dependence.Points, m.length(passing, dependence, g.Outage.Low).Points}
	return out
}

// extendedOf is the extended score without its explanation; 0 when there is none.
func (m *Method) extendedOf(g Group, w weight, personalData law.Verdict) Quarters {
	best, _ := m.readings(g, w, personalData)
	if best == nil {
		return 0
	}
	cb, _ := m.extendedCircumstances(g)
	return best.product() + cb
}

// readings are the branches of a group, the higher first: a further exposure
// never lowers the score. An outage alone has no confidentiality branch.
func (m *Method) readings(g Group, w weight, personalData law.Verdict) (best, other *reading) {
	if personalData == law.No || g.untouched() {
		return nil, nil
	}
	if len(w.present) > 0 && !m.spared(g) {
		best = m.confidentialityReading(g, w)
	}
	if len(w.present) > 0 || personalData == law.Yes {
		other = m.availabilityReading(g)
	}
	if best == nil && other == nil && len(w.present) > 0 {
		best = m.repairedReading(g)
	}
	if best == nil || other != nil && other.product() > best.product() {
		best, other = other, best
	}
	return best, other
}

// spared tells whether it is known that nobody saw the data and that no altered
// datum was used: what is left is that they could not be had. What is not known
// spares nobody.
func (m *Method) spared(g Group) bool {
	altered := m.Circumstance(integrity).state(g.Integrity)
	return g.Confidentiality == untouched && altered != nil && altered.Points == 0
}

// confidentialityReading is DPC × EI with the rules on identity numbers and on
// unintelligible data. What nobody can read counts with the lowest
// identification; what is readable counts as if the rest were not there.
func (m *Method) confidentialityReading(g Group, w weight) *reading {
	whole, present := m.readingOf(g, w), w.present
	readable := slices.DeleteFunc(slices.Clone(present), m.unintelligible)
	if _, decided := m.decidedByHand(g, CellEI); decided || len(readable) == len(present) {
		return whole
	}
	best := m.hidden(whole)
	if len(readable) > 0 {
		if r := m.readingOf(g, m.weighOf(g, readable)); r.product() >= best.product() {
			best = r
		}
	}
	if best.product() == whole.product() {
		return whole
	}
	best.rules = append(best.rules, RuleUnintelligible)
	slices.Sort(best.rules)
	inner := best.step
	best.step = func() law.Step {
		step := inner()
		unreadable := law.Step{Key: keyUnintelligible}
		for _, d := range present {
			if m.unintelligible(d) {
				unreadable.Parts = append(unreadable.Parts, law.Step{Key: keyUnreadable, Args: []law.Arg{law.With("type", law.OfText(d.kind.Name))}})
			}
		}
		step.Parts = append(step.Parts, unreadable)
		return step
	}
	return best
}

// hidden is a reading of data that nobody can read: the lowest identification.
func (m *Method) hidden(whole *reading) *reading {
	out := *whole
	out.ei, out.hidden = m.floorEI().EI, true
	out.rules = slices.Clone(whole.rules)
	out.step = func() law.Step {
		step := whole.step()
		step.Parts[1] = law.Step{Key: keyEIHidden, Args: []law.Arg{law.With("level", law.OfWord(wordIdentifiability+m.floorEI().ID))}, Result: out.ei.value()}
		step.Result = out.product().value()
		return step
	}
	return &out
}

// readingOf is the product over some of the data.
func (m *Method) readingOf(g Group, w weight) *reading {
	best := decide(w.contexts)
	plain := best.points
	// The strict explanation lists every candidate; here the one that decided
	// stands beside what the rule adds.
	contexts := append([]candidate{best}, m.identityContext(w.present, w.combined)...)
	identifications := []candidate{decide(w.identifications)}
	dpc, ei := top(contexts), top(identifications)
	out := &reading{branch: BranchConfidentiality}
	if o, decided := m.decidedByHand(g, CellDPC); decided {
		dpc = o
	} else if dpc > plain {
		out.rules = []string{RuleIdentity}
	}
	if o, decided := m.decidedByHand(g, CellEI); decided {
		ei = o
	}
	out.dpc, out.ei = int(dpc/perPoint), ei
	out.step = func() law.Step {
		dpcStep, eiStep := highest(keyDPC, contexts), highest(keyEI, identifications)
		dpcStep.Cites, eiStep.Cites = m.cite("DPC"), m.cite("EI")
		for _, o := range g.Overrides {
			switch {
			case !m.Allows(o):
			case o.Cell == CellDPC:
				dpcStep = overridden(dpcStep, o)
			case o.Cell == CellEI:
				eiStep = overridden(eiStep, o)
			}
		}
		return law.Step{Key: keyReadingConfidentiality, Result: out.product().value(), Parts: []law.Step{dpcStep, eiStep}}
	}
	return out
}

// decidedByHand is the value an assessor gave a cell, with a reason.
func (m *Method) decidedByHand(g Group, cell string) (Quarters, bool) {
	value, found := Quarters(0), false
	for _, o := range g.Overrides {
		if o.Cell == cell && m.Allows(o) {
			value, found = o.Quarters, true
		}
	}
	return value, found
}

// identityContext is the candidate that rule X2 adds: an identity number in full,
// alone or beside the name, or a copy of an identity document; of several the
// gravest. There is none without such data.
func (m *Method) identityContext(present []presentDatum, combined map[string]part) []candidate {
	rule := &m.Extended.Identity
	_, named := combined[rule.Name]
	var out []candidate
	for _, d := range present {
		if d.weak {
			continue
		}
		score, key := rule.Alone, keyIdentityAlone
		switch {
		case slices.Contains(rule.Documents, d.Type):
			score, key = rule.Named, keyIdentityDocument
		case !slices.Contains(rule.Numbers, d.Type):
			continue
		case named:
			score, key = rule.Named, keyIdentityNamed
		}
		out = append(out, candidate{Points(score), m.Extended.Mark, func() law.Step {
			return law.Step{Key: key, Args: append([]law.Arg{law.With("type", law.OfText(d.kind.Name))}, cellArgs(m.Category(rule.Category), score)...)}
		}})
	}
	if len(out) == 0 {
		return nil
	}
	return []candidate{decide(out)}
}

// extendedCircumstances is CB with what the entry into an account implies, and
// whether that changed it.
func (m *Method) extendedCircumstances(g Group) (Quarters, bool) {
	if o, decided := m.decidedByHand(g, CellCB); decided {
		return o, false
	}
	strict := m.circumstances(g)
	entered := m.circumstances(m.entered(g))
	return max(strict, entered), entered > strict
}

// entered is a group whose accounts were entered, with what that implies: data
// shown to somebody unknown, on purpose. What is stated to the contrary stands.
func (m *Method) entered(g Group) Group {
	if g.Takeover != law.Yes {
		return g
	}
	c := m.Circumstance(confidentiality)
	implied := c.state(m.Extended.Takeover.Confidentiality)
	if s := c.state(g.Confidentiality); g.Confidentiality != untouched && (s == nil || s.Points < implied.Points) {
		g.Confidentiality = implied.ID
	}
	if g.Malicious == law.Unknown {
		g.Malicious = law.Yes
	}
	return g
}

func (m *Method) explainExtended(g Group, e *Extended, best, other *reading) law.Step {
	parts := []law.Step{best.step()}
	if m.spared(g) && e.Branch == BranchAvailability {
		parts[0].Parts = append(parts[0].Parts, law.Step{Key: keySpared})
	}
	if other != nil {
		lesser := other.step()
		parts = append(parts, law.Step{Key: keyReadingLesser, Result: lesser.Result, Parts: []law.Step{lesser}})
	}
	cb := m.circumstancesStep(m.entered(g))
	if e.CB == m.circumstances(g) {
		cb = m.circumstancesStep(g)
	}
	for _, o := range g.Overrides {
		if o.Cell == CellCB && m.Allows(o) {
			cb = overridden(cb, o)
		}
	}
	parts = append(parts, cb)
	for _, id := range e.Rules {
		parts = append(parts, m.ruleStep(id))
	}
	if len(e.Rules) == 0 {
		parts = append(parts, law.Step{Key: keyNoRule})
	}
	parts = append(parts, m.bandStep(e.SE, e.Up, e.Down))
	key := keyExtended
	if e.Branch == BranchAvailability {
		key = keyExtendedAvailability
	}
	return law.Step{
		Key:    key,
		Args:   []law.Arg{law.With("dpc", law.OfInt(e.DPC)), law.With("ei", e.EI.value()), law.With("cb", e.CB.value())},
		Result: e.SE.value(), Mark: m.Extended.Mark, Cites: m.cite("SE"), Parts: parts,
	}
}

// ruleStep words a rule with its authority.
func (m *Method) ruleStep(id string) law.Step {
	r := m.Extended.Rule(id)
	return law.Step{Key: keyRule, Mark: m.Extended.Mark, Args: []law.Arg{
		law.With("rule", law.OfCode(r.ID)), law.With("name", law.OfText(r.Name)), law.With("text", law.OfText(r.Text)), law.With("authority", law.OfText(r.Authority)),
	}}
}
