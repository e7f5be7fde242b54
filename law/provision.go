package law

import (
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// ProvisionKind says what a provision does.
type ProvisionKind string

// The kinds of provision.
const (
	DutyKind     ProvisionKind = "duty"     // something to do, for someone, by some time
	SanctionKind ProvisionKind = "sanction" // what a court or authority may impose
	ModifierKind ProvisionKind = "modifier" // changes the penalties of other provisions
	RuleKind     ProvisionKind = "rule"     // what stands behind the duties and sanctions, for information
)

// Options lists the kinds for the strict reader.
func (ProvisionKind) Options() []string {
	return []string{string(DutyKind), string(SanctionKind), string(ModifierKind), string(RuleKind)}
}

// Status tells a text in force from one that is only announced.
type Status string

// The two statuses. An announced version is never selected unless asked for.
const (
	Enacted   Status = "enacted"
	Announced Status = "announced"
)

// Options lists the statuses for the strict reader.
func (Status) Options() []string { return []string{string(Enacted), string(Announced)} }

// Provision is one article, or one rule of an article, through time. Its ID is
// jurisdiction.instrument.article, such as ma.09-08.58, and never changes.
type Provision struct {
	ID       string        `yaml:"id,required"`
	Kind     ProvisionKind `yaml:"kind,required"`
	Heading  Text          `yaml:"heading,required"`
	Omission bool          `yaml:"omission"` // of a sanction: the conduct is failing a duty, so the duty's day decides the text
	Versions []Version     `yaml:"versions,required"`
	Open     []Text        `yaml:"open"` // what is not formalised, printed in every report
	place    strict.Place
}

// DecodeNode reads the provision and remembers its place for the checks.
func (p *Provision) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Provision
	var q plain
	r.Decode(n, &q)
	*p = Provision(q)
	p.place = r.Place(n)
}

// Version is a provision as it stood over a span of days.
type Version struct {
	Valid    Span       `yaml:"valid,required"`
	Status   Status     `yaml:"status"` // enacted when left out
	When     Condition  `yaml:"when"`
	Duty     *Duty      `yaml:"duty"`
	Penalty  *Penalty   `yaml:"penalty"`
	Modifies *Modifier  `yaml:"modifies"`
	Rule     *Rule      `yaml:"rule"`
	Cites    []Citation `yaml:"cites,required"`
	Checked  Date       `yaml:"checked,required"` // when a person last held it against its source
	Mark     Confidence `yaml:"mark"`             // verified when left out
	Why      Text       `yaml:"why"`              // what a mark weaker than verified doubts
	place    strict.Place
	turns    *turns // what its facts could be instead
}

// DecodeNode reads the version and remembers its place for the checks.
func (v *Version) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Version
	var q plain
	r.Decode(n, &q)
	*v = Version(q)
	v.place = r.Place(n)
	if v.Status == "" {
		v.Status = Enacted
	}
}

// Rule is a text that calls for no act by a deadline and exposes nobody by
// itself: the obligation behind a sanction, the attacker's own offences, the
// basis of civil liability.
type Rule struct {
	Topic   RuleTopic `yaml:"topic,required"`
	Text    Text      `yaml:"text,required"`
	Behind  []string  `yaml:"behind"`  // sanctions for breaching it
	Penalty *Penalty  `yaml:"penalty"` // of the attacker: never counted as anyone's exposure
}

// RuleTopic is what a rule is about.
type RuleTopic string

// The topics of rules.
const (
	ObligationRule RuleTopic = "obligation" // what the controller owed before the breach
	AttackerRule   RuleTopic = "attacker"   // what the author of the attack risks
	CivilRule      RuleTopic = "civil"      // liability towards the people
	ProcedureRule  RuleTopic = "procedure"  // how offences are found and tried
	ContractRule   RuleTopic = "contract"   // what a contract or a scheme requires
)

// RuleTopics lists the topics in the order of a report.
func RuleTopics() []RuleTopic {
	return []RuleTopic{ObligationRule, CivilRule, ContractRule, AttackerRule, ProcedureRule}
}

// Options lists the topics for the strict reader.
func (RuleTopic) Options() []string {
	var out []string
	for _, t := range RuleTopics() {
		out = append(out, string(t))
	}
	return out
}

// Act is what a duty asks for.
type Act string

// The acts.
const (
	Notify      Act = "notify"      // tell an authority
	Communicate Act = "communicate" // tell the people concerned
	Document    Act = "document"    // keep a record
	Update      Act = "update"      // correct or complete what was filed
)

// Options lists the acts for the strict reader.
func (Act) Options() []string {
	return []string{string(Notify), string(Communicate), string(Document), string(Update)}
}

// Basis says where a duty comes from. Practice is wise, not statutory, and is
// never shown as an obligation.
type Basis string

// The bases.
const (
	Statutory   Basis = "statutory"
	Contractual Basis = "contractual"
	Practice    Basis = "practice"
)

// Options lists the bases for the strict reader.
func (Basis) Options() []string {
	return []string{string(Statutory), string(Contractual), string(Practice)}
}

// Duty is what must, or should, be done.
type Duty struct {
	Basis  Basis      `yaml:"basis,required"`
	Bearer Text       `yaml:"bearer,required"` // who owes it, in words
	To     string     `yaml:"to,required"`     // an addressee of the jurisdiction
	Act    Act        `yaml:"act,required"`
	Report ReportStep `yaml:"report"` // the report that performs it, when the incident's timeline can say that it was sent
	Done   FactID     `yaml:"done"`   // the fact by which an organisation says that it was performed, be its day unknown
	Clock  *Clock     `yaml:"clock"`
	Lest   []string   `yaml:"lest"` // sanctions for failing it
	Advice Text       `yaml:"advice"`
	Pace   Pace       `yaml:"pace,required"` // how soon a sensible officer acts, whatever the clock says
}

// Pace says into which list of actions a duty goes. It is advice on the order of
// work, never a legal time limit.
type Pace string

// The paces.
const (
	NextHour Pace = "hour"
	NextDay  Pace = "day"
	NextWeek Pace = "week"
)

// Options lists the paces for the strict reader.
func (Pace) Options() []string { return []string{string(NextHour), string(NextDay), string(NextWeek)} }

// Party is who a penalty hits.
type Party string

// The parties.
const (
	NaturalPerson Party = "natural-person"
	LegalPerson   Party = "legal-person"
)

// Options lists the parties for the strict reader.
func (Party) Options() []string { return []string{string(NaturalPerson), string(LegalPerson)} }

// Nature is the branch of law of a penalty.
type Nature string

// The natures.
const (
	Criminal       Nature = "criminal"
	Administrative Nature = "administrative"
	Civil          Nature = "civil"
	Order          Nature = "order"
)

// Options lists the natures for the strict reader.
func (Nature) Options() []string {
	return []string{string(Criminal), string(Administrative), string(Civil), string(Order)}
}

// Cumulation says how prison and fine stand together.
type Cumulation string

// The ways.
const (
	FineOnly Cumulation = "fine-only"
	AndOr    Cumulation = "and-or" // prison and fine, or one of the two only
	Both     Cumulation = "both"
)

// Options lists the ways for the strict reader.
func (Cumulation) Options() []string {
	return []string{string(FineOnly), string(AndOr), string(Both)}
}

// Penalty is what may be imposed if the conduct is found.
type Penalty struct {
	Nature     Nature     `yaml:"nature,required"`
	On         []Party    `yaml:"on,required"`
	Who        Text       `yaml:"who,required"`     // whom the text names
	Conduct    Text       `yaml:"conduct,required"` // completes "if a court finds that …"
	Act        string     `yaml:"act,required"`     // penalties of one act do not add up: the gravest counts
	Fine       *FineRange `yaml:"fine"`
	Indicative string     `yaml:"indicative"` // the guideline that says where below the cap fines are set
	Prison     *Months    `yaml:"prison"`
	Cumulation Cumulation `yaml:"cumulation,required"`
	Measures   []Text     `yaml:"measures"`
	PerUnit    Text       `yaml:"per"` // "for each infringement", when the text says so
}

// Stated is the fine of a penalty whose amounts need no fact; false when it has
// none or they do.
func (p Penalty) Stated() (low, high Money, ok bool) {
	if p.Fine == nil {
		return Money{}, Money{}, false
	}
	l, isFixed := p.Fine.Low.(Fixed)
	h, isFixedToo := p.Fine.High.(Fixed)
	if !isFixed || !isFixedToo {
		return Money{}, Money{}, false
	}
	return l.Amount, h.Amount, true
}

// measureOnly tells whether nothing is imposed but measures, which modifiers of
// fines and prison do not reach.
func (p Penalty) measureOnly() bool { return p.Fine == nil && p.Prison == nil }

// FineRange is the floor and the cap of a fine.
type FineRange struct {
	Low, High Formula
}

// DecodeNode reads both formulas.
func (f *FineRange) DecodeNode(r *strict.Reader, n *strict.Node) {
	var raw struct {
		Low  formulaNode `yaml:"low,required"`
		High formulaNode `yaml:"high,required"`
	}
	r.Decode(n, &raw)
	f.Low, f.High = raw.Low.Formula, raw.High.Formula
}

// Months is a term of imprisonment.
type Months struct {
	Low  int `yaml:"low,required"`
	High int `yaml:"high,required"`
}

// Times multiplies both bounds.
func (m Months) Times(n int) Months { return Months{m.Low * n, m.High * n} }

// Modifier changes the penalties of an instrument, such as the doubling of
// fines for legal persons. It applies on its own condition, with the facts of
// the incident.
type Modifier struct {
	Instrument string    `yaml:"instrument,required"` // provisions of this instrument
	On         []Party   `yaml:"on,required"`
	Fine       *Number   `yaml:"fine"`   // multiplies fines
	Prison     *int      `yaml:"prison"` // multiplies prison; 0 removes it
	Measures   []Text    `yaml:"measures"`
	NotWith    []string  `yaml:"not-with"`    // modifiers it is not stacked with: the text does not say
	StacksWhen Condition `yaml:"stacks-when"` // counsel's own reading, by which it is stacked after all
}

// DecodeNode reads the modifier and refuses a negative factor.
func (m *Modifier) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Modifier
	var p plain
	r.Decode(n, &p)
	if p.Fine != nil && p.Fine.IsNegative() {
		r.Fault(n, "number-negative", strict.Arg{Name: "value", Value: p.Fine.String()})
	}
	*m = Modifier(p)
}

// factor is the fine multiplier, one when the modifier leaves fines alone.
func (m Modifier) factor() decimal.Decimal {
	if m.Fine == nil {
		return decimal.NewFromInt(1)
	}
	return m.Fine.Decimal
}

// At returns the version in force on a day, or nil. Announced versions count
// only when asked for, and then win over the enacted one.
func (p *Provision) At(d Date, announced bool) *Version {
	var found *Version
	for i := range p.Versions {
		v := &p.Versions[i]
		if !v.Valid.Contains(d) || v.Status == Announced && !announced {
			continue
		}
		if found == nil || v.Status == Announced {
			found = v
		}
	}
	return found
}

// Last is the version to name a provision by where no day decides: the last one
// enacted, or the last one announced when nothing is enacted. Nil without versions.
func (p Provision) Last() *Version {
	var found *Version
	for i := range p.Versions {
		v := &p.Versions[i]
		switch {
		case found == nil, v.Status == found.Status && !v.Valid.From.Before(found.Valid.From), v.Status == Enacted && found.Status == Announced:
			found = v
		}
	}
	return found
}

// facts lists every fact a version asks, penalties included.
func (v Version) facts(of func(string) []FactID) []FactID {
	out := v.When.facts(of)
	if v.Modifies != nil {
		out = appendNew(out, v.Modifies.StacksWhen.facts(of)...)
	}
	if v.Penalty != nil && v.Penalty.Fine != nil {
		out = appendNew(out, v.Penalty.Fine.Low.facts()...)
		out = appendNew(out, v.Penalty.Fine.High.facts()...)
	}
	if v.Modifies != nil {
		out = appendNew(out, v.Modifies.StacksWhen.facts(of)...)
	}
	return out
}
