package impact

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"breachimpact/impact/severity"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Document is the assessment as scripts read it, version 1. Amounts and scores
// are strings of exact decimals; absent knowledge is null, never 0.
type Document struct {
	Schema      string              `json:"schema"`
	Tool        toolDocument        `json:"tool"`
	Incident    incidentDocument    `json:"incident"`
	AsOf        string              `json:"as_of"`
	Rulebook    rulebookDocument    `json:"rulebook"`
	Claim       string              `json:"claim"` // standing, or refuted: the claimed standpoint is then for the record
	Standpoints standpointsDocument `json:"standpoints"`
	Contracts   []contractDocument  `json:"contracts"`
	Actions     []actionDocument    `json:"actions"`
	Warnings    []string            `json:"warnings"`
	Open        []law.Text          `json:"open"`
}

type toolDocument struct {
	Version string `json:"version"`
}

type incidentDocument struct {
	ID     string `json:"id"`
	SHA256 string `json:"sha256"`
}

type rulebookDocument struct {
	Fingerprint   string                 `json:"fingerprint"`
	Jurisdictions []jurisdictionDocument `json:"jurisdictions"`
}

type jurisdictionDocument struct {
	Code       string `json:"code"`
	KnownUntil string `json:"known_until"`
	Applies    string `json:"applies"` // yes, no, unknown or not-known, at the claimed standpoint
	Pending    bool   `json:"pending"` // only whether it applies is asked, since others have a better claim
}

type standpointsDocument struct {
	Confirmed viewDocument `json:"confirmed"`
	Claimed   viewDocument `json:"claimed"`
}

type viewDocument struct {
	People         *rangeDocument     `json:"people"`
	Records        *rangeDocument     `json:"records"`
	Severity       severityDocument   `json:"severity"`
	Duties         []dutyDocument     `json:"duties"`
	Sanctions      []sanctionDocument `json:"sanctions"`
	SanctionsTotal []totalDocument    `json:"sanctions_total"`
	Loss           lossDocument       `json:"loss"`
	Rules          []ruleDocument     `json:"rules"` // for information: what stands behind duties and sanctions
	Questions      []questionDocument `json:"questions"`
}

type ruleDocument struct {
	ID           string             `json:"id"`
	Jurisdiction string             `json:"jurisdiction"`
	Topic        string             `json:"topic"`
	Verdict      string             `json:"verdict"`
	Citations    []citationDocument `json:"citations"`
}

type contractDocument struct {
	To       law.Text         `json:"to"`
	Act      string           `json:"act"`
	Deadline deadlineDocument `json:"deadline"`
}

type actionDocument struct {
	Pace     string      `json:"pace"` // hour, day or week: an order of work, not a legal time limit
	Duty     *string     `json:"duty"`
	Fact     *law.FactID `json:"fact"`
	Contract *law.Text   `json:"contract"` // to whom
}

type rangeDocument struct {
	Low    string  `json:"low"`
	Likely *string `json:"likely"`
	High   string  `json:"high"`
}

type severityDocument struct {
	Applicable bool            `json:"applicable"`
	Reason     *string         `json:"reason"`
	Strict     *scoreDocument  `json:"strict"`
	Extended   *scoreDocument  `json:"extended"`
	Groups     []groupDocument `json:"groups"`
	Flags      []string        `json:"flags"`
	Scale      *scaleDocument  `json:"scale"`
	Advice     *adviceDocument `json:"advice"`
}

type scoreDocument struct {
	DPC   string   `json:"dpc"`
	EI    string   `json:"ei"`
	CB    string   `json:"cb"`
	Score string   `json:"score"`
	Level string   `json:"level"`
	Rules []string `json:"rules,omitzero"` // of the extended score only
}

type groupDocument struct {
	Group    string         `json:"group"`
	People   *rangeDocument `json:"people"`
	Records  *rangeDocument `json:"records"`
	Strict   *scoreDocument `json:"strict"`
	Extended *scoreDocument `json:"extended"`
	Moves    []moveDocument `json:"moves"`
}

// moveDocument is one fact that alone moves a band. A level is null where there is
// no score then.
type moveDocument struct {
	Fact     string         `json:"fact"`
	Type     *string        `json:"type"`    // of data
	To       *string        `json:"to"`      // what it would be, in the words of the incident file; null for the worst there is
	Unknown  bool           `json:"unknown"` // the fact is not known; otherwise it would have to be wrong
	Strict   *levelDocument `json:"strict"`
	Extended *levelDocument `json:"extended"`
}

type levelDocument struct {
	Score string `json:"score"`
	Level string `json:"level"`
}

// scaleDocument is how many people, and a key to sort breaches by; no severity.
type scaleDocument struct {
	People  rangeDocument  `json:"people"`
	AtLeast bool           `json:"at_least"` // some groups have no known number
	SortKey *rangeDocument `json:"sort_key"`
}

type adviceDocument struct {
	Action string   `json:"action"` // document | authority | people
	Worst  string   `json:"worst"`  // with every unknown at its worst
	Rules  []string `json:"rules"`
	Risk   string   `json:"risk"` // the fact that laws ask, as derived from the action
}

type dutyDocument struct {
	ID           string             `json:"id"`
	Jurisdiction string             `json:"jurisdiction"`
	To           string             `json:"to"`
	Act          string             `json:"act"`
	Verdict      string             `json:"verdict"`
	Basis        string             `json:"basis"`
	Deadline     *deadlineDocument  `json:"deadline"`
	Channel      channelDocument    `json:"channel"`
	Missing      []law.FactID       `json:"missing"`
	Flips        []flipDocument     `json:"flips"`
	Citations    []citationDocument `json:"citations"`
	Status       string             `json:"status"`   // enacted | announced: counted as a simulation only
	InForce      *inForceDocument   `json:"in_force"` // what the text in force answers, of an announced one
	Derived      []law.FactID       `json:"derived"`  // facts computed by the program on which the answer rests
}

type inForceDocument struct {
	Verdict  string            `json:"verdict"`
	Deadline *deadlineDocument `json:"deadline"`
}

type deadlineDocument struct {
	Due      *string `json:"due"` // null where the text has no figure or the clock has not started
	Standard string  `json:"standard"`
	Trigger  *string `json:"trigger"`
	Sent     *string `json:"sent"` // when the report that performs the duty was sent
}

type channelDocument struct {
	Name law.Text `json:"name"`
	How  law.Text `json:"how"`
	URL  *string  `json:"url"`
}

type flipDocument struct {
	Fact law.FactID `json:"fact"`
	To   string     `json:"to"`
	Then string     `json:"then"`
}

type citationDocument struct {
	Instrument string `json:"instrument"`
	At         string `json:"at"`
	Consulted  string `json:"consulted"`
}

type sanctionDocument struct {
	ID           string              `json:"id"`
	Jurisdiction string              `json:"jurisdiction"`
	Verdict      string              `json:"verdict"`
	On           string              `json:"on"`
	Nature       string              `json:"nature"`
	Fine         *fineDocument       `json:"fine"`
	Indicative   *indicativeDocument `json:"indicative"` // binds nobody; null where no guideline says
	PrisonMonths *monthsDocument     `json:"prison_months"`
	Citations    []citationDocument  `json:"citations"`
}

type fineDocument struct {
	Low      string       `json:"low"`
	High     *string      `json:"high"`
	AtLeast  *string      `json:"at_least"` // of the cap, when a missing fact leaves it open
	Currency string       `json:"currency"`
	Missing  []law.FactID `json:"missing"`
}

// indicativeDocument is where an authority's guideline puts fines below the cap.
type indicativeDocument struct {
	Guideline string       `json:"guideline"`
	Low       string       `json:"low"`
	High      *string      `json:"high"`
	AtLeast   *string      `json:"at_least"` // of the upper end, when a missing fact leaves it open
	Currency  string       `json:"currency"`
	Missing   []law.FactID `json:"missing"`
}

type monthsDocument struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

type totalDocument struct {
	Jurisdiction string       `json:"jurisdiction"`
	On           string       `json:"on"`
	Currency     string       `json:"currency"`
	SingleAct    *string      `json:"single_act"`
	DistinctActs *string      `json:"distinct_acts"`
	PrisonMonths *int         `json:"prison_months"` // the gravest term among exposures
	AtLeast      *string      `json:"at_least"`      // of the gravest fine whose cap needs a missing fact; in neither sum
	WithUnknown  sumsDocument `json:"with_unknown"`
}

type sumsDocument struct {
	SingleAct    *string `json:"single_act"`
	DistinctActs *string `json:"distinct_acts"`
	PrisonMonths *int    `json:"prison_months"`
	AtLeast      *string `json:"at_least"`
}

type questionDocument struct {
	Fact    law.FactID `json:"fact"`
	Decides []string   `json:"decides"`
}

// Document makes the JSON form of the assessment.
func (a *Assessment) Document(version string) Document {
	d := Document{
		Schema:    "breachimpact/assessment/1",
		Tool:      toolDocument{version},
		Incident:  incidentDocument{string(a.Incident.ID), a.Incident.SHA256},
		AsOf:      a.AsOf.Format(time.RFC3339),
		Rulebook:  rulebookDocument{Fingerprint: a.Rulebook.Fingerprint, Jurisdictions: []jurisdictionDocument{}},
		Claim:     string(a.Claimed.Scenario.Claim),
		Contracts: []contractDocument{},
		Actions:   []actionDocument{},
		Warnings:  []string{},
		Open:      orEmpty(a.Open),
	}
	for _, c := range a.Contracts {
		d.Contracts = append(d.Contracts, contractDocument{c.Obligation.To.Text, string(c.Obligation.Act), *deadlineOf(&c.Deadline)})
	}
	for _, x := range a.Actions {
		action := actionDocument{Pace: string(x.Pace)}
		switch {
		case x.Duty != nil:
			action.Duty = &x.Duty.Finding().Provision.ID
		case x.Question != nil:
			action.Fact = &x.Question.Definition.ID
		default:
			action.Contract = &x.Contract.Obligation.To.Text
		}
		d.Actions = append(d.Actions, action)
	}
	for _, j := range a.Claimed.Jurisdictions {
		applies := j.Scope.Verdict.String()
		if j.Scope.NotKnown {
			applies = "not-known"
		}
		d.Rulebook.Jurisdictions = append(d.Rulebook.Jurisdictions, jurisdictionDocument{j.Jurisdiction.Code, j.Jurisdiction.KnownUntil.String(), applies, j.Pending})
	}
	for _, w := range a.Warnings {
		d.Warnings = append(d.Warnings, w.Key)
	}
	d.Standpoints.Confirmed = a.viewDocument(&a.Confirmed, nil, nil)
	d.Standpoints.Claimed = a.viewDocument(&a.Claimed, &a.Confirmed, &d.Standpoints.Confirmed)
	return d
}

// MarshalIndent writes the document with two spaces of indentation and a final
// line end.
func (d Document) MarshalIndent() ([]byte, error) {
	out, err := json.MarshalIndent(d, "", "  ")
	return append(out, '\n'), err
}

// viewDocument makes the JSON form of a standpoint. Of the other one, if there is one
// already, it takes over what is the same there.
func (a *Assessment) viewDocument(v, other *View, made *viewDocument) viewDocument {
	d := viewDocument{Severity: severityOf(v)}
	if v.People.Known {
		d.People = rangeOf(v.People.Range)
	}
	if v.Records.Known {
		d.Records = rangeOf(v.Records.Range)
	}
	if made != nil && v.sameLaw(other) {
		d.Duties, d.Sanctions, d.SanctionsTotal, d.Rules = made.Duties, made.Sanctions, made.SanctionsTotal, made.Rules
	} else {
		d.law(v)
	}
	if made != nil && same(v.Loss.Lines, other.Loss.Lines) {
		d.Loss = made.Loss
	} else {
		d.Loss = lossOf(v.Loss)
	}
	if made != nil { // questions are of the incident, not of a standpoint
		d.Questions = made.Questions
		return d
	}
	d.Questions = []questionDocument{}
	for _, q := range a.Questions {
		d.Questions = append(d.Questions, questionDocument{q.Definition.ID, q.Decides})
	}
	return d
}

// sameLaw tells whether the answers of the law at another standpoint are, not only
// alike, but those of this one.
func (v *View) sameLaw(other *View) bool {
	return slices.EqualFunc(v.Jurisdictions, other.Jurisdictions, func(j, k JurisdictionView) bool {
		return j.Jurisdiction == k.Jurisdiction && same(j.Findings, k.Findings) && same(j.Rules, k.Rules) && same(j.Totals, k.Totals)
	})
}

// same tells whether two lists are one, or both empty.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

// law fills in duties, sanctions and what stands behind them.
func (d *viewDocument) law(v *View) {
	d.Duties, d.Sanctions, d.SanctionsTotal, d.Rules = []dutyDocument{}, []sanctionDocument{}, []totalDocument{}, []ruleDocument{}
	for i := range v.Jurisdictions {
		j := &v.Jurisdictions[i]
		d.Sanctions = slices.Grow(d.Sanctions, 2*len(j.Findings)) // one a party
		d.Rules = slices.Grow(d.Rules, len(j.Rules))
		for k := range j.Findings {
			f := &j.Findings[k]
			if f.Version.Duty != nil {
				d.Duties = append(d.Duties, dutyOf(j.Jurisdiction, f))
				continue
			}
			for x := range f.Exposures {
				d.Sanctions = append(d.Sanctions, sanctionOf(j.Jurisdiction, f, &f.Exposures[x]))
			}
		}
		for k := range j.Rules {
			r := &j.Rules[k]
			d.Rules = append(d.Rules, ruleDocument{r.Provision.ID, j.Jurisdiction.Code, string(r.Version.Rule.Topic), r.Verdict.String(), citationsOf(r.Version.Cites)})
		}
		for _, t := range j.Totals {
			d.SanctionsTotal = append(d.SanctionsTotal, totalDocument{
				t.Jurisdiction, string(t.On), string(t.Currency), amountOf(t.Exposed.SingleAct), amountOf(t.Exposed.DistinctActs), monthsOf(t.Prison.Exposed), amountOf(t.Exposed.AtLeast),
				sumsDocument{amountOf(t.WithUnknown.SingleAct), amountOf(t.WithUnknown.DistinctActs), monthsOf(t.Prison.WithUnknown), amountOf(t.WithUnknown.AtLeast)},
			})
		}
	}
}

func severityOf(v *View) severityDocument {
	s := v.Severity
	d := severityDocument{Applicable: s.Applicable, Groups: []groupDocument{}, Flags: orEmpty(s.Flags)}
	if s.Reason != "" {
		d.Reason = &s.Reason
	}
	if s.Applicable {
		d.Strict = scoreOf(s.Groups[s.Top])
	}
	if s.ExtendedTop >= 0 {
		d.Extended = extendedOf(s.Groups[s.ExtendedTop].Extended)
		if s.Several() {
			d.Extended.Rules = append([]string{severity.RuleGroups}, d.Extended.Rules...)
		}
	}
	if s.Scale.People.High.IsPositive() {
		d.Scale = &scaleDocument{People: *rangeOf(s.Scale.People), AtLeast: !s.Scale.Known}
		if s.Scale.Sortable {
			d.Scale.SortKey = rangeOf(s.Scale.SortKey)
		}
	}
	if s.Advice != nil {
		d.Advice = &adviceDocument{string(s.Advice.Action), string(s.Advice.Worst), orEmpty(s.Advice.Rules), RiskOf(s.Advice.Action)}
	}
	for i, g := range s.Groups {
		gd := groupDocument{Group: g.ID, Extended: extendedOf(g.Extended), Moves: movesOf(g.Moves)}
		if r := v.Scenario.Groups[i].People; r.Known {
			gd.People = rangeOf(r.Value)
		}
		if r := v.Scenario.Groups[i].Records; r.Known {
			gd.Records = rangeOf(r.Value)
		}
		if g.Applicable {
			gd.Strict = scoreOf(g)
		}
		d.Groups = append(d.Groups, gd)
	}
	return d
}

func scoreOf(g severity.GroupScore) *scoreDocument {
	return &scoreDocument{DPC: severity.Points(g.DPC).String(), EI: g.EI.String(), CB: g.CB.String(), Score: g.SE.String(), Level: string(g.Level)}
}

func extendedOf(e *severity.Extended) *scoreDocument {
	if e == nil {
		return nil
	}
	return &scoreDocument{severity.Points(e.DPC).String(), e.EI.String(), e.CB.String(), e.SE.String(), string(e.Level), orEmpty(e.Rules)}
}

func movesOf(moves []severity.Move) []moveDocument {
	word := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	level := func(se severity.Quarters, l severity.Level) *levelDocument {
		if l == "" {
			return nil
		}
		return &levelDocument{se.String(), string(l)}
	}
	out := []moveDocument{}
	for _, m := range moves {
		out = append(out, moveDocument{m.What, word(m.Type), word(m.To), m.Open, level(m.Strict, m.StrictLevel), level(m.Extended, m.ExtendedLevel)})
	}
	return out
}

func dutyOf(j *law.Jurisdiction, f *law.Finding) dutyDocument {
	duty := f.Version.Duty
	to := j.Addressee(duty.To)
	d := dutyDocument{
		ID: f.Provision.ID, Jurisdiction: j.Code, To: duty.To, Act: string(duty.Act), Verdict: f.Verdict.String(), Basis: string(duty.Basis),
		Channel: channelDocument{Name: to.Name, How: to.Channel}, Missing: orEmpty(f.Missing), Flips: []flipDocument{}, Citations: citationsOf(f.Version.Cites),
	}
	if to.URL != "" {
		d.Channel.URL = &to.URL
	}
	d.Flips = slices.Grow(d.Flips, len(f.Flips))
	for i := range f.Flips {
		flip := &f.Flips[i]
		d.Flips = append(d.Flips, flipDocument{flip.Fact, plain(&flip.Value), flip.Then.String()})
	}
	d.Deadline = deadlineOf(f.Deadline)
	d.Status, d.Derived = string(f.Version.Status), orEmpty(f.Derived())
	if f.InForce != nil {
		d.InForce = &inForceDocument{f.InForce.Verdict.String(), deadlineOf(f.InForce.Deadline)}
	}
	return d
}

func deadlineOf(f *law.Deadline) *deadlineDocument {
	if f == nil {
		return nil
	}
	d := &deadlineDocument{Standard: string(f.Standard)}
	if !f.Trigger.IsZero() {
		trigger := f.Trigger.String()
		d.Trigger = &trigger
	}
	if !f.Sent.IsZero() {
		sent := f.Sent.String()
		d.Sent = &sent
	}
	if f.Due != nil {
		due := f.Due.Format(time.RFC3339)
		d.Due = &due
	}
	return d
}

// plain is a fact as the incident file would state it.
func plain(v *law.FactValue) string {
	switch {
	case v.Truth != law.Unknown:
		return v.Truth.String()
	case len(v.Words) > 0:
		return strings.Join(v.Words, " ")
	}
	return v.Range.Low.String()
}

func sanctionOf(j *law.Jurisdiction, f *law.Finding, x *law.Exposure) sanctionDocument {
	verdict := "unknown"
	switch x.Verdict {
	case law.Yes:
		verdict = "exposed"
	case law.No:
		verdict = "not-exposed"
	}
	d := sanctionDocument{ID: f.Provision.ID, Jurisdiction: j.Code, Verdict: verdict, On: string(x.On), Nature: string(f.Version.Penalty.Nature), Citations: citationsOf(f.Version.Cites)}
	if x.Fine != nil {
		fd := fineOf(*x.Fine, x.Missing)
		d.Fine = &fd
	}
	if g := x.Indicative; g != nil {
		ends := fineOf(g.FineExposure, x.Missing)
		d.Indicative = &indicativeDocument{g.Guideline.ID, ends.Low, ends.High, ends.AtLeast, ends.Currency, ends.Missing}
	}
	if x.Prison != nil {
		d.PrisonMonths = &monthsDocument{x.Prison.Low, x.Prison.High}
	}
	return d
}

func fineOf(f law.FineExposure, missing []law.FactID) fineDocument {
	d := fineDocument{Low: digits(f.Low.Amount), Currency: string(f.Low.Currency), Missing: unique(append(slices.Clone(f.Missing), missing...))}
	if f.Bounded {
		high := digits(f.High.Amount)
		d.High = &high
	} else {
		least := digits(f.AtLeast.Amount)
		d.AtLeast = &least
	}
	return d
}

func rangeOf(r law.Range) *rangeDocument {
	d := &rangeDocument{Low: r.Low.String(), High: r.High.String()}
	if r.HasLikely {
		likely := r.Likely.String()
		d.Likely = &likely
	}
	return d
}

func amountOf(m *law.Money) *string {
	if m == nil {
		return nil
	}
	s := digits(m.Amount)
	return &s
}

// digits is an exact number; most are whole, and short enough for the quick way.
func digits(d decimal.Decimal) string {
	if d.Exponent() == 0 && d.NumDigits() <= 18 {
		return strconv.FormatInt(d.CoefficientInt64(), 10)
	}
	return d.String()
}

func monthsOf(m *law.Months) *int {
	if m == nil {
		return nil
	}
	return &m.High
}

func citationsOf(cites []law.Citation) []citationDocument {
	out := make([]citationDocument, 0, len(cites))
	for _, c := range cites {
		out = append(out, citationDocument{c.Instrument, c.At, c.Consulted.String()})
	}
	return out
}

func unique(ids []law.FactID) []law.FactID {
	out := []law.FactID{}
	for _, id := range ids {
		if !slices.Contains(out, id) { // they are few
			out = append(out, id)
		}
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
