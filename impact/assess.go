package impact

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"
)

// ErrNoJurisdiction is returned when no rulebook applies, or may apply, to the
// incident at either standpoint. One whose first encoded text is later than the
// incident is not such a case: the rest is assessed, and a warning says so.
var ErrNoJurisdiction = errors.New("no encoded jurisdiction applies to the incident")

// Options is what an assessment needs beside the incident. All references are
// read only, but for the Workspace.
type Options struct {
	Rulebook      *law.Rulebook
	Severity      *severity.Method
	Loss          *loss.Model
	AsOf          time.Time   // now; the incident's own as_of wins when it has one
	Jurisdictions []string    // codes to look at; empty means all
	Announced     bool        // count announced texts as if in force
	Rates         *loss.Rates // the user's exchange rates; nil for the model's
	Seed          *uint64     // overrides the incident's seed
	Trials        int         // 0 means loss.DefaultTrials
	Workers       int         // for the simulation; does not change the result

	// Workspace makes one assessment after another cheaper, and no different; nil
	// does without. Assessments that are made at once need one each.
	Workspace *loss.Workspace

	Alternatives bool // also simulate the total at other correlations, for those who will read it
	// Plain answers without explaining, for who reads the Document alone: there are
	// no Figures, the Steps of law and severity are empty, and what could be asked
	// beside the document's own questions and flips is not worked out.
	Plain bool
}

// Assessment is everything the program has to say about one incident, free of
// language.
type Assessment struct {
	Incident  *incident.Incident
	Rulebook  *law.Rulebook
	Severity  *severity.Method
	Loss      *loss.Model
	AsOf      time.Time
	Seed      uint64
	Trials    int
	Announced bool     // announced texts were counted as if in force
	Asked     []string // the jurisdictions looked at; empty means all
	OwnRates  bool     // the exchange rates are the user's
	Confirmed View
	Claimed   View
	Duties    []DutyView
	Contracts []ContractView
	Questions []Question
	Actions   []Action
	Warnings  []law.Step
	Open      []law.Text // what the applicable rules do not formalise
	Conflicts []incident.StatedFact

	exposed severity.Input // what the standpoint seen last exposed
	lost    loss.Input     // and what its money was reckoned from
}

// View is the assessment at one standpoint.
type View struct {
	Standpoint    incident.Standpoint
	Scenario      incident.Scenario
	Facts         law.Facts // without the classes, which differ by jurisdiction
	People        Quantity
	Records       Quantity
	Severity      severity.Result
	Jurisdictions []JurisdictionView
	Loss          loss.Estimate
	Figures       []Figure
}

// Quantity is a count of people or records, or that it is unknown.
type Quantity struct {
	Known bool
	Range law.Range
	Step  law.Step
}

// JurisdictionView is one rulebook at one standpoint.
type JurisdictionView struct {
	Jurisdiction *law.Jurisdiction
	Facts        law.Facts
	Scope        law.Scope
	Findings     []law.Finding
	Rules        []law.Finding // what stands behind them, for information
	Totals       []law.Total
	Pending      bool // its scope alone is open, while another law applies: see Shown
}

// DefaultSeed is used when neither the user nor the incident gives one.
const DefaultSeed = 1

// Assess computes the assessment. Its error is ErrNoJurisdiction, strict.Faults
// when the incident needs something only its author can give, or an internal
// fault.
func Assess(in *incident.Incident, o Options) (*Assessment, error) {
	a, currency, err := begin(in, o)
	if err != nil {
		return nil, err
	}
	applicable := false
	for _, s := range incident.Standpoints() {
		v, err := a.view(s, currency, o)
		if err != nil {
			return nil, fmt.Errorf("%s standpoint: %w", s, err)
		}
		for _, j := range v.Jurisdictions {
			applicable = applicable || j.Scope.Verdict != law.No // not-known is no "no"
		}
		if s == incident.Confirmed {
			a.Confirmed = v
		} else {
			a.Claimed = v
		}
	}
	if !applicable {
		return nil, ErrNoJurisdiction
	}
	a.pend()
	a.order()
	a.duties()
	a.contracts()
	a.questions()
	a.actions()
	a.remarks()
	if !o.Plain {
		a.Confirmed.Figures = a.figures(&a.Confirmed)
		a.Claimed.Figures = a.figures(&a.Claimed)
	}
	return a, nil
}

// begin settles what holds at both standpoints, the currency of the money among
// it, and refuses what only the author of the file can put right.
func begin(in *incident.Incident, o Options) (*Assessment, law.Currency, error) {
	a := &Assessment{Incident: in, Rulebook: o.Rulebook, Severity: o.Severity, Loss: o.Loss, AsOf: o.AsOf, Seed: DefaultSeed, Trials: o.Trials, Announced: o.Announced, Asked: o.Jurisdictions, OwnRates: o.Rates != nil}
	if !in.AsOf.IsZero() {
		a.AsOf = in.AsOf.Time
	}
	switch {
	case o.Seed != nil:
		a.Seed = *o.Seed
	case in.Seed != nil:
		a.Seed = *in.Seed
	}
	if a.Trials == 0 {
		a.Trials = loss.DefaultTrials
	}
	if err := checkLoss(in, o.Loss); err != nil {
		return nil, "", err
	}
	if err := checkWords(in, o.Severity); err != nil {
		return nil, "", err
	}
	if err := checkAddressees(in, o.Rulebook); err != nil {
		return nil, "", err
	}
	currency, err := a.currency(in, o.Rulebook)
	return a, currency, err
}

// Check gives the error with which Assess would refuse an incident, at a small
// part of its cost, so that of many none is shown while one of them is faulty. It
// asks for no exchange rate.
func Check(in *incident.Incident, o Options) error {
	a, _, err := begin(in, o)
	if err != nil {
		return err
	}
	for _, s := range incident.Standpoints() {
		sc := a.scenario(s)
		facts := factsOf(sc)
		for _, j := range o.Rulebook.Jurisdictions {
			if !o.asks(j) {
				continue
			}
			scope := func() law.Scope {
				return law.Applier{Book: o.Rulebook.Facts, Jurisdiction: j, Facts: withClasses(facts, j, sc), Times: sc.Times, Announced: o.Announced, Plain: true}.Scope()
			}
			found := scope()
			if found.Verdict == law.Unknown && slices.Contains(found.Missing, RiskFact) {
				withRisk(facts, o.Severity.Score(severityInput(sc)).Advice)
				found = scope()
			}
			if found.Verdict != law.No { // not-known is no "no"
				return nil
			}
		}
	}
	return ErrNoJurisdiction
}

// asks tells whether a jurisdiction is to be looked at.
func (o Options) asks(j *law.Jurisdiction) bool {
	return len(o.Jurisdictions) == 0 || slices.Contains(o.Jurisdictions, j.Code)
}

// Views lists both standpoints, confirmed first.
func (a *Assessment) Views() []*View { return []*View{&a.Confirmed, &a.Claimed} }

// currency is that of the file, else that of the controller's country. Without
// either the money would be guessed, so it is a fault.
func (a *Assessment) currency(in *incident.Incident, b *law.Rulebook) (law.Currency, error) {
	if in.Currency != "" {
		return law.Currency(in.Currency), nil
	}
	for _, s := range incident.Standpoints() {
		country := in.At(s).Organisation.Country
		if !country.Known {
			continue
		}
		if j := b.Find(country.Value); j != nil {
			return j.Currency, nil
		}
	}
	place := strict.Place{Path: "currency"}
	for _, s := range incident.Standpoints() {
		if country := in.At(s).Organisation.Country; country.Known { // the country is known, its money is not
			return "", strict.Faults{{Code: "currency-of-country", Place: place, Args: []strict.Arg{{Name: "country", Value: strings.ToUpper(country.Value)}}}}
		}
	}
	return "", strict.Faults{{Code: "currency-needed", Place: place}}
}

// scenario is the incident at one standpoint, with all that starts a clock.
func (a *Assessment) scenario(s incident.Standpoint) incident.Scenario {
	sc := a.Incident.At(s)
	sc.Times.AsOf = a.AsOf
	sc.Times.ProcessorAware = processorAware(sc)
	sc.Times = chained(sc.Times, sc.Events)
	return sc
}

func (a *Assessment) view(s incident.Standpoint, currency law.Currency, o Options) (View, error) {
	sc := a.scenario(s)
	v := View{Standpoint: s, Scenario: sc, Facts: factsOf(sc)}
	v.People = quantity("people", sc, incident.Scenario.People)
	v.Records = quantity("records", sc, incident.Scenario.Records)
	exposed := severityInput(sc)
	exposed.Plain = o.Plain
	if s == incident.Claimed && reflect.DeepEqual(a.exposed, exposed) {
		v.Severity = a.Confirmed.Severity
	} else {
		v.Severity = o.Severity.Score(exposed)
	}
	a.exposed = exposed
	withRisk(v.Facts, v.Severity.Advice)
	for _, j := range o.Rulebook.Jurisdictions {
		if !o.asks(j) {
			continue
		}
		jv := JurisdictionView{Jurisdiction: j, Facts: withClasses(v.Facts, j, sc)}
		// Often nothing is claimed beyond what is confirmed, and the answer is there.
		if k := a.Confirmed.Law(j.Code); k != nil && reflect.DeepEqual(k.Facts, jv.Facts) && reflect.DeepEqual(a.Confirmed.Scenario.Times, sc.Times) {
			jv.Scope, jv.Findings, jv.Rules, jv.Totals = k.Scope, k.Findings, k.Rules, k.Totals
		} else {
			applier := law.Applier{Book: o.Rulebook.Facts, Jurisdiction: j, Facts: jv.Facts, Times: sc.Times, Announced: o.Announced, Plain: o.Plain}
			jv.Scope, jv.Findings, jv.Rules = applier.All()
			jv.Totals = applier.Totals(jv.Findings)
		}
		v.Jurisdictions = append(v.Jurisdictions, jv)
	}
	rates := o.Rates
	if rates == nil {
		rates = &o.Loss.Rates
	}
	input, err := lossInput(sc, v, o.Loss, currency, rates)
	if err != nil {
		return View{}, err
	}
	input.Seed, input.Trials, input.Rates, input.Workers, input.Alternatives, input.Plain = a.Seed, a.Trials, o.Rates, o.Workers, o.Alternatives, o.Plain
	if s == incident.Claimed && reflect.DeepEqual(a.lost, input) {
		v.Loss = a.Confirmed.Loss
		return v, nil
	}
	a.lost = input
	input.Workspace = o.Workspace
	v.Loss, err = o.Loss.Estimate(input)
	return v, err
}

func quantity(what string, sc incident.Scenario, total func(incident.Scenario) (law.Range, bool)) Quantity {
	r, known := total(sc)
	q := Quantity{Known: known, Range: r, Step: law.Step{Key: what, Result: law.OfVerdict(law.Unknown)}}
	if known {
		q.Step.Result = law.OfRange(r)
	} else {
		q.Step.Key += ".unknown"
	}
	for _, g := range sc.Groups {
		reading := g.People
		if what == "records" {
			reading = g.Records
		}
		part := law.Step{Key: what + ".group", Args: []law.Arg{law.With("group", law.OfCode(g.ID))}, Result: law.OfVerdict(law.Unknown)}
		if reading.Known {
			part.Result = law.OfRange(reading.Value)
		}
		q.Step.Parts = append(q.Step.Parts, part)
	}
	return q
}

// Refuted tells whether what was claimed has been refuted by what is
// established: the claimed standpoint is then kept for the record only.
func (a *Assessment) Refuted() bool { return a.Claimed.Scenario.Claim == incident.Refuted }
