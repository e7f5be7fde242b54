package law

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Times are the moments that decide which text applies and what time is left.
type Times struct {
	Occurred, Public, Aware Moment
	ProcessorAware          Moment // when the processor knew, if there is one
	Classified              Moment // when the incident was classified as major
	Submissions             []Submission
	AsOf                    time.Time
}

// Submission is one report that was sent.
type Submission struct {
	To   string // an addressee of a jurisdiction
	Step ReportStep
	At   Moment
}

// Reference is the day whose law applies, and which event gave it.
type Reference struct {
	Date Date
	From string // occurred, public, aware or as-of: message "moment.<From>"
}

// Act is the day that decides sanctions: when the act occurred, else when it
// was published, else when it was noticed. A later, milder text is not looked
// for. The act of failing a duty is an omission, and has the day of the duty.
func (t Times) Act() Reference {
	return t.first([]named{{"occurred", t.Occurred}, {"public", t.Public}, {"aware", t.Aware}})
}

// Trigger is the day that decides duties: awareness, else publication, else the
// act.
func (t Times) Trigger() Reference {
	return t.first([]named{{"aware", t.Aware}, {"public", t.Public}, {"occurred", t.Occurred}})
}

// of is when what starts a clock happened.
func (t Times) of(c Clock) Moment {
	switch {
	case c.After != nil:
		return t.submitted(*c.After)
	case c.From == ProcessorAware:
		return t.ProcessorAware
	case c.From == Classified:
		return t.Classified
	}
	return t.Aware
}

// submitted is when a report was sent: the first time, or the last. Among several
// of which one is not dated nothing is known.
func (t Times) submitted(r Report) Moment {
	var found Moment
	for _, s := range t.Submissions {
		if s.To != r.To || s.Step != r.Step {
			continue
		}
		if s.At.IsZero() {
			return Moment{}
		}
		earlier := s.At.before(found)
		if found.IsZero() || earlier != r.Last {
			found = s.At
		}
	}
	return found
}

type named struct {
	name   string
	moment Moment
}

func (t Times) first(order []named) Reference {
	for _, n := range order {
		if !n.moment.IsZero() {
			return Reference{n.moment.Date, n.name}
		}
	}
	return Reference{DateOf(t.AsOf), "as-of"}
}

// Scope says whether a jurisdiction applies at one standpoint.
type Scope struct {
	Verdict  Verdict
	NotKnown bool    // the dates lie before the first encoded text
	Reach    Verdict // of the territorial condition alone, whatever the dates
	Missing  []FactID
	Step     Step
}

// Finding is one provision applied to one standpoint.
type Finding struct {
	Provision *Provision
	Version   *Version
	Reference Reference
	Verdict   Verdict
	Missing   []FactID
	Flips     []Flip
	Deadline  *Deadline  // of a duty with a clock
	Exposures []Exposure // of a sanction, one a party
	Step      Step
	InForce   *Finding // what the text in force answers, where Version is only announced
	derived   []FactID
}

// Exposure is what one party risks under one provision, if a court or authority
// finds the conduct. It is never a finding of guilt.
type Exposure struct {
	On      Party
	Verdict Verdict
	Missing []FactID
	Fine    *FineExposure
	// Indicative is where an authority's guideline puts fines below the cap; nil
	// where there is none. It enters no total.
	Indicative *IndicativeFine
	Prison     *Months
	Measures   []Text
	Modifiers  []string // provisions that changed the penalty
	Could      []string // provisions that would change it, if a missing fact were so
	Unstacked  []string // provisions that would double it again, if they stack: the text does not say
	Doubts     []*Doubt
	Step       Step
}

// Unknowns are the facts that the verdict or the amounts wait for.
func (x Exposure) Unknowns() []FactID {
	out := slices.Clone(x.Missing)
	if x.Fine != nil {
		out = appendNew(out, x.Fine.Missing...)
	}
	if x.Indicative != nil {
		out = appendNew(out, x.Indicative.Missing...)
	}
	return out
}

// FineExposure is a fine's range. High is meaningless unless Bounded: then only
// AtLeast is known of the cap.
type FineExposure struct {
	Low, High  Money
	Bounded    bool
	AtLeast    Money
	Missing    []FactID
	Floor, Cap Formula // with the modifiers applied, for live formulas
}

// Applier evaluates one jurisdiction at one standpoint.
type Applier struct {
	Book         FactBook
	Jurisdiction *Jurisdiction
	Facts        Facts
	Times        Times
	Announced    bool // count announced texts as if they were in force
	// Plain leaves every Step empty, and tries what would change an answer of
	// duties only. It changes nothing else.
	Plain bool
}

// times are the moments with their days in the jurisdiction's civil time: a text
// takes effect on a day there, whatever offset an instant was written with.
func (a Applier) times() Times {
	zone := a.Jurisdiction.Zone
	day := func(m Moment) Moment {
		if m.HasTime() {
			m.Date = DateOf(zone.In(m.Time))
		}
		return m
	}
	return Times{Occurred: day(a.Times.Occurred), Public: day(a.Times.Public), Aware: day(a.Times.Aware), AsOf: zone.In(a.Times.AsOf)}
}

// evaluation is what the conditions of the texts of one day may look at.
func (a Applier) evaluation(facts Facts, on Date) *evaluation {
	return a.evaluating(facts, a.Jurisdiction.bySlot(facts), on)
}

func (a *Applier) evaluating(facts Facts, values []FactValue, on Date) *evaluation {
	e := &evaluation{book: a.Book, facts: facts, plain: a.Plain, hearing: hearing{values: values, on: on, announced: a.Announced}}
	e.applies = func(id string) Outcome {
		p := a.Jurisdiction.Provision(id)
		if p == nil {
			return Outcome{}
		}
		v := p.At(on, a.Announced)
		if v == nil {
			return Outcome{Verdict: No, Step: Step{Key: "condition.not-in-force", Args: []Arg{With("provision", OfCode(id)), With("date", OfDate(on))}, Result: OfVerdict(No)}}
		}
		return e.condition(v.When)
	}
	return e
}

// Scope answers whether the jurisdiction applies.
func (a Applier) Scope() Scope { return a.scope(a.times()) }

func (a *Applier) scope(t Times) Scope {
	on, first := t.Trigger().Date, a.Jurisdiction.FirstText()
	e := a.evaluating(a.Facts, nil, on) // it asks too few facts to order them all
	o := e.condition(a.Jurisdiction.Applies)
	if on.Before(first) && t.Act().Date.Before(first) {
		return Scope{NotKnown: true, Reach: o.Verdict, Step: Step{Key: "scope.not-known", Args: []Arg{With("date", OfDate(on)), With("first", OfDate(first))}}}
	}
	out := Scope{Verdict: o.Verdict, Reach: o.Verdict, Missing: o.Missing}
	if !a.Plain {
		out.Step = Step{Key: "scope", Args: []Arg{With("jurisdiction", OfText(a.Jurisdiction.Name))}, Result: OfVerdict(o.Verdict), Parts: []Step{o.Step}}
	}
	return out
}

// Findings applies every duty and sanction that has a text in force, in the
// order of the rulebook. Where scope is unknown, so is every verdict that is
// not already no.
func (a Applier) Findings() []Finding {
	_, findings, _ := a.All()
	return findings
}

// Rules applies what stands behind the duties and sanctions, for information:
// no verdict of theirs exposes anyone. They use the text in force when the act
// occurred.
func (a Applier) Rules() []Finding {
	_, _, rules := a.All()
	return rules
}

// All is Scope, Findings and Rules in one go.
func (a Applier) All() (scope Scope, findings, rules []Finding) {
	t := a.times()
	scope = a.scope(t)
	if scope.NotKnown || scope.Verdict == No {
		return scope, nil, nil
	}
	trigger, act := t.Trigger(), t.Act()
	values := a.Jurisdiction.bySlot(a.Facts)
	ofTrigger, ofAct := a.evaluating(a.Facts, values, trigger.Date), a.evaluating(a.Facts, values, act.Date)
	count := map[ProvisionKind]int{}
	for i := range a.Jurisdiction.Provisions {
		count[a.Jurisdiction.Provisions[i].Kind]++
	}
	findings, rules = make([]Finding, 0, count[DutyKind]+count[SanctionKind]), make([]Finding, 0, count[RuleKind])
	for i := range a.Jurisdiction.Provisions {
		p := &a.Jurisdiction.Provisions[i]
		out, ref, e := &findings, act, ofAct
		switch {
		case p.Kind == ModifierKind:
			continue
		case p.Kind == RuleKind:
			out = &rules
		case p.Kind == DutyKind || p.Omission:
			ref, e = trigger, ofTrigger
		}
		v := p.At(ref.Date, a.Announced)
		if v == nil {
			continue
		}
		*out = append(*out, Finding{})
		f := &(*out)[len(*out)-1]
		a.finding(f, p, v, ref, scope, e)
		if v.Status == Announced && p.Kind != RuleKind {
			// What is only announced replaces no law: the text in force answers beside it.
			if inForce := p.At(ref.Date, false); inForce != nil {
				enacted := a
				enacted.Announced = false
				e := enacted.evaluating(a.Facts, values, ref.Date)
				f.InForce = &Finding{}
				enacted.finding(f.InForce, p, inForce, ref, scope, e)
			}
		}
	}
	return scope, none(findings), none(rules)
}

// none is nil for an empty list.
func none(list []Finding) []Finding {
	if len(list) == 0 {
		return nil
	}
	return list
}

// finding answers one provision.
func (a *Applier) finding(f *Finding, p *Provision, v *Version, ref Reference, scope Scope, e *evaluation) {
	o := e.condition(v.When)
	*f = Finding{Provision: p, Version: v, Reference: ref}
	f.Verdict = scope.Verdict.And(o.Verdict)
	if f.Verdict == Unknown {
		f.Missing = appendNew(appendNew(f.Missing, scope.Missing...), o.Missing...)
	}
	f.derived = e.derived(&v.When, nil)
	if scope.Verdict == Unknown {
		f.derived = e.derived(&a.Jurisdiction.Applies, f.derived)
	}
	if !a.Plain {
		f.Step = Step{
			Key:    "finding." + string(p.Kind) + "." + f.Verdict.String(),
			Args:   []Arg{With("heading", OfText(p.Heading)), With("date", OfDate(ref.Date)), With("moment", OfWord("moment."+ref.From))},
			Result: OfVerdict(f.Verdict),
			Cites:  v.Cites,
			Mark:   v.Mark,
			Parts:  []Step{o.Step},
		}
		if scope.Verdict == Unknown {
			f.Step.Parts = append(f.Step.Parts, scope.Step)
		}
		if !v.Why.IsZero() {
			f.Step.Parts = append(f.Step.Parts, Step{Key: "why", Args: []Arg{With("why", OfText(v.Why))}, Mark: v.Mark})
		}
	}
	if !a.Plain || v.Duty != nil {
		f.Flips = a.flips(*e, v, scope.Verdict)
	}
	if v.Duty != nil && v.Duty.Clock != nil {
		d := v.Duty.Clock.apply(a.Times, a.Jurisdiction)
		d.Step.Cites = v.Cites
		if v.Duty.Report != "" {
			d.Sent = a.Times.submitted(Report{To: v.Duty.To, Step: v.Duty.Report})
		}
		if !d.Sent.IsZero() {
			d.Step.Parts = append(d.Step.Parts, Step{Key: "deadline.sent", Args: []Arg{With("moment", d.Sent.Value())}})
		}
		f.Deadline = &d
	}
	if v.Penalty != nil {
		f.Exposures = make([]Exposure, 0, len(v.Penalty.On))
		for _, party := range v.Penalty.On {
			if d := a.excluded(v.Penalty, party, e); d != nil {
				if !a.Plain {
					f.Step.Parts = append(f.Step.Parts, d.step(Step{Key: "exposure." + string(party), Args: []Arg{With("heading", OfText(p.Heading))}}))
				}
				continue
			}
			f.Exposures = append(f.Exposures, a.exposure(p, v, party, ref, f, e))
		}
	}
}

// excluded is what takes a party out of a penalty, or nil.
func (a *Applier) excluded(pen *Penalty, party Party, e *evaluation) *Doubt {
	for i := range a.Jurisdiction.Doubts {
		d := &a.Jurisdiction.Doubts[i]
		if slices.Contains(d.On, party) && slices.Contains(d.Excludes, pen.Nature) && e.verdict(&d.When) == Yes {
			return d
		}
	}
	return nil
}

// step words the doubt, with what it rests on.
func (d *Doubt) step(on Step) Step {
	return Step{Key: "doubt", Args: []Arg{With("text", OfText(d.Text))}, Cites: d.Cites, Mark: Judged, Parts: []Step{on}}
}

// exposure applies the penalty to one party, then the modifiers of its
// instrument in rulebook order.
func (a *Applier) exposure(p *Provision, v *Version, party Party, ref Reference, f *Finding, e *evaluation) Exposure {
	pen := v.Penalty
	x := Exposure{On: party, Verdict: f.Verdict, Missing: slices.Clone(f.Missing), Measures: slices.Clone(pen.Measures)}
	var floor, ceiling Formula
	if pen.Fine != nil {
		floor, ceiling = pen.Fine.Low, pen.Fine.High
	}
	prison := pen.Prison
	var modified []Step
	for i := range a.Jurisdiction.Provisions {
		m := &a.Jurisdiction.Provisions[i]
		if m.Kind != ModifierKind {
			continue
		}
		mv := m.At(ref.Date, a.Announced)
		if mv == nil || pen.measureOnly() || mv.Modifies.Instrument != v.Cites[0].Instrument || !slices.Contains(mv.Modifies.On, party) {
			continue
		}
		o := e.condition(mv.When)
		word := o.Verdict.String()
		switch {
		case o.Verdict == No:
			continue
		case slices.ContainsFunc(x.Modifiers, func(id string) bool { return slices.Contains(mv.Modifies.NotWith, id) }) && !stacks(e, mv.Modifies):
			word = "not-stacked"
			x.Unstacked = append(x.Unstacked, m.ID)
		case o.Verdict == Unknown:
			x.Could = append(x.Could, m.ID)
			if f.Verdict != No { // no fact is missing from a settled no
				x.Missing = appendNew(x.Missing, o.Missing...)
			}
		default:
			x.Modifiers = append(x.Modifiers, m.ID)
			if floor != nil && !mv.Modifies.factor().Equal(decimal.NewFromInt(1)) {
				floor = Multiple{mv.Modifies.factor(), floor, m.ID, m.Heading}
				ceiling = Multiple{mv.Modifies.factor(), ceiling, m.ID, m.Heading}
			}
			if prison != nil && mv.Modifies.Prison != nil {
				if *mv.Modifies.Prison == 0 {
					prison = nil
				} else {
					doubled := prison.Times(*mv.Modifies.Prison)
					prison = &doubled
				}
			}
			x.Measures = append(x.Measures, mv.Modifies.Measures...)
		}
		if !a.Plain {
			modified = append(modified, Step{Key: "modifier." + word, Args: []Arg{With("provision", OfCode(m.ID)), With("heading", OfText(m.Heading))},
				Result: OfVerdict(o.Verdict), Cites: mv.Cites, Mark: mv.Mark, Parts: []Step{o.Step}})
		}
	}
	x.Prison = prison
	var fined []Step
	var result Value
	if floor != nil {
		low, high := floor.evaluate(*e), ceiling.evaluate(*e)
		x.Fine = &FineExposure{Low: low.Low, High: high.High, Bounded: high.Bounded, AtLeast: high.Low,
			Missing: appendNew(slices.Clone(low.Missing), high.Missing...), Floor: floor, Cap: ceiling}
		if g := a.Jurisdiction.Guideline(pen.Indicative); g != nil {
			x.Indicative = g.indicate(e, ceiling)
		}
		if !a.Plain {
			fined = append(fined,
				Step{Key: "fine.floor", Result: low.Step.Result, Parts: []Step{low.Step}},
				Step{Key: "fine.cap", Result: high.Step.Result, Parts: []Step{high.Step}})
			if x.Indicative != nil {
				fined = append(fined, x.Indicative.Step)
			}
			result = high.Step.Result
		}
	}
	var doubted []Step
	for i := range a.Jurisdiction.Doubts {
		d := &a.Jurisdiction.Doubts[i]
		if !slices.Contains(d.On, party) {
			continue
		}
		if o := e.condition(d.When); o.Verdict != No && f.Verdict != No {
			x.Doubts = append(x.Doubts, d)
			if o.Verdict == Unknown {
				x.Missing = appendNew(x.Missing, o.Missing...)
			}
			if x.Verdict == Yes {
				x.Verdict = Unknown
			}
			if !a.Plain {
				doubted = append(doubted, d.step(o.Step))
			}
		}
	}
	if a.Plain {
		return x
	}
	var imprisoned []Step
	if prison != nil {
		imprisoned = append(imprisoned, Step{Key: "prison", Args: []Arg{With("low", OfInt(prison.Low)), With("high", OfInt(prison.High)), With("cumulation", OfWord("cumulation."+string(pen.Cumulation)))}})
	} else if party == LegalPerson && pen.Prison != nil {
		imprisoned = append(imprisoned, Step{Key: "prison.not-legal-person"})
	}
	verdict := []Step{{Key: "exposure.verdict", Result: OfWord("exposure." + x.Verdict.exposure())}}
	x.Step = Step{Key: "exposure." + string(party), Args: []Arg{With("heading", OfText(p.Heading))}, Result: result, Cites: v.Cites, Mark: v.Mark,
		Parts: slices.Concat(verdict, fined, imprisoned, modified, doubted)}
	return x
}

// stacks tells whether a modifier is put on top of those it is otherwise not
// stacked with. Only a condition that is met does it: the text does not say.
func stacks(e *evaluation, m *Modifier) bool {
	return !m.StacksWhen.IsZero() && e.verdict(&m.StacksWhen) == Yes
}

// Total is what one party risks in one jurisdiction, in fines only.
type Total struct {
	Jurisdiction string
	On           Party
	Currency     Currency
	Prison       Terms // the gravest term, since terms are not added up
	Exposed      Sums  // provisions whose verdict is yes
	WithUnknown  Sums  // and those that are still unknown
	Parts        []string
	Step         Step
}

// Sums reads fines two ways: all conduct as one act, punished under its gravest
// text, or distinct acts added up, each counted once. A nil sum has no bounded
// fine. AtLeast is what is known of the gravest fine whose cap needs a missing
// fact, such as the turnover; it is in neither sum. Nil when every cap is known.
type Sums struct {
	SingleAct, DistinctActs *Money
	AtLeast                 *Money
}

// exposure is the word of a verdict on an exposure: never a finding of guilt.
func (v Verdict) exposure() string {
	switch v {
	case Yes:
		return "exposed"
	case No:
		return "not-exposed"
	}
	return "unknown"
}

// Terms are the gravest prison terms among exposures; nil is none.
type Terms struct{ Exposed, WithUnknown *Months }

// gravest is the longest prison term of one party.
func gravest(findings []Finding, party Party, unknown bool) *Months {
	var out *Months
	for i := range findings {
		f := &findings[i]
		for k := range f.Exposures {
			x := &f.Exposures[k]
			counts := x.Verdict == Yes || unknown && x.Verdict == Unknown
			if x.On == party && counts && x.Prison != nil && (out == nil || x.Prison.High > out.High || x.Prison.High == out.High && x.Prison.Low > out.Low) {
				out = x.Prison
			}
		}
	}
	return out
}

// Totals adds up exposures, per party, in the jurisdiction's currency. Caps
// that are unbounded for want of a fact are left out and named in the step.
func Totals(j *Jurisdiction, findings []Finding) []Total { return totals(j, findings, false) }

// Totals adds up the exposures of its findings.
func (a Applier) Totals(findings []Finding) []Total { return totals(a.Jurisdiction, findings, a.Plain) }

func totals(j *Jurisdiction, findings []Finding, plain bool) []Total {
	var out []Total
	for _, party := range []Party{NaturalPerson, LegalPerson} {
		t := Total{Jurisdiction: j.Code, On: party, Currency: j.Currency}
		var exposed, unknown Step
		t.Exposed, exposed = sums(j, findings, party, false, plain, &t)
		t.WithUnknown, unknown = sums(j, findings, party, true, plain, nil)
		t.Prison = Terms{gravest(findings, party, false), gravest(findings, party, true)}
		if plain {
			out = append(out, t)
			continue
		}
		t.Step = Step{Key: "total." + string(party), Args: []Arg{With("jurisdiction", OfText(j.Name))}, Parts: []Step{exposed, unknown}}
		for _, term := range []struct {
			key    string
			months *Months
		}{{"total.prison", t.Prison.Exposed}, {"total.prison.with-unknown", t.Prison.WithUnknown}} {
			if term.months != nil {
				t.Step.Parts = append(t.Step.Parts, Step{Key: term.key, Args: []Arg{With("months", OfInt(term.months.High))}})
			}
		}
		if t.Exposed.DistinctActs != nil {
			t.Step.Result = OfMoney(*t.Exposed.DistinctActs)
		} else {
			t.Step.Result = OfVerdict(Unknown)
		}
		out = append(out, t)
	}
	return out
}

// sums takes the gravest fine of each act, then the gravest act and the sum of
// acts.
func sums(j *Jurisdiction, findings []Finding, party Party, unknown, plain bool, total *Total) (Sums, Step) {
	type act struct {
		name string
		top  Money
		from string
	}
	var acts []act
	var least *Money
	step := Step{Key: "total.acts", Cites: j.Totals}
	if unknown {
		step.Key += ".with-unknown"
	}
	for i := range findings {
		f := &findings[i]
		for k := range f.Exposures {
			x := &f.Exposures[k]
			counts := x.Verdict == Yes || unknown && x.Verdict == Unknown
			if x.On != party || !counts || x.Fine == nil || x.Fine.High.Currency != j.Currency && x.Fine.Bounded {
				continue
			}
			if !x.Fine.Bounded {
				if !plain {
					step.Parts = append(step.Parts, Step{Key: "total.unbounded", Args: []Arg{With("provision", OfCode(f.Provision.ID))}, Result: OfMoney(x.Fine.AtLeast)})
				}
				if least == nil || x.Fine.AtLeast.Amount.GreaterThan(least.Amount) {
					least = &x.Fine.AtLeast
				}
				continue
			}
			if total != nil {
				total.Parts = append(total.Parts, f.Provision.ID)
			}
			name := f.Version.Penalty.Act
			i := slices.IndexFunc(acts, func(a act) bool { return a.name == name })
			switch {
			case i < 0:
				acts = append(acts, act{name, x.Fine.High, f.Provision.ID})
			case x.Fine.High.Amount.GreaterThan(acts[i].top.Amount):
				acts[i].top, acts[i].from = x.Fine.High, f.Provision.ID
			}
		}
	}
	if len(acts) == 0 {
		step.Key += ".none"
		return Sums{AtLeast: least}, step
	}
	single, sum := acts[0].top, Money{decimal.Zero, j.Currency}
	for _, a := range acts {
		if a.top.Amount.GreaterThan(single.Amount) {
			single = a.top
		}
		sum.Amount = sum.Amount.Add(a.top.Amount)
		if plain {
			continue
		}
		step.Parts = append(step.Parts, Step{Key: "total.act", Args: []Arg{With("act", OfWord("act."+a.name)), With("provision", OfCode(a.from))}, Result: OfMoney(a.top)})
	}
	step.Args = []Arg{With("single", OfMoney(single)), With("distinct", OfMoney(sum))}
	step.Result = OfMoney(sum)
	return Sums{&single, &sum, least}, step
}
