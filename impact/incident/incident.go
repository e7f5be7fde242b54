package incident

import (
	"breachimpact/law"
	"breachimpact/law/strict"
)

// Incident is one breach of one controller as its file states it. Blocks that
// the file leaves out are zero, which means unknown, or none for lists.
type Incident struct {
	Schema       SchemaName        `yaml:"schema,required"`
	ID           ID                `yaml:"id,required"`
	Campaign     ID                `yaml:"campaign"` // shared by the files of one attack
	Title        Words             `yaml:"title"`
	AsOf         Instant           `yaml:"as_of"`    // zero: the caller takes the present
	Currency     Currency          `yaml:"currency"` // empty: that of the controller's country
	Seed         *uint64           `yaml:"seed"`     // nil: the caller chooses
	Organisation OrganisationBlock `yaml:"organisation"`
	Facts        GivenFacts        `yaml:"facts"`
	Judgements   []Judgement       `yaml:"judgement"`
	Decisions    []Decision        `yaml:"decisions"`
	Obligations  []Obligation      `yaml:"obligations"`
	Insurance    InsuranceBlock    `yaml:"insurance"`
	Timeline     TimelineBlock     `yaml:"timeline"`
	Breach       BreachBlock       `yaml:"breach"`
	Groups       []GroupBlock      `yaml:"people"`
	OtherRecords []OtherBlock      `yaml:"other_records"` // of what is not people
	Overrides    []Override        `yaml:"severity_overrides"`
	Loss         LossOverrides     `yaml:"loss"`
	Sources      []Source          `yaml:"sources"`

	SHA256 string // of the exact bytes of the file, in hexadecimal

	raw []byte // what it was decoded from
}

// OrganisationBlock is the controller, or the processor, as stated.
type OrganisationBlock struct {
	Name           Fact[Prose]            `yaml:"name"`
	Country        Fact[Country]          `yaml:"country"`
	Kind           Fact[OrganisationKind] `yaml:"kind"`
	Role           Fact[Role]             `yaml:"role"`
	Establishments Fact[Countries]        `yaml:"establishments"`
	Targets        Fact[Countries]        `yaml:"targets"` // whose residents it serves or monitors
	Sector         Fact[Prose]            `yaml:"sector"`
	Turnover       Fact[MoneyRange]       `yaml:"turnover"`  // worldwide, of the group, last financial year
	Employees      Fact[Count]            `yaml:"employees"` // people
	Customers      Fact[Count]            `yaml:"customers"` // all of them, not only those in the leak
}

// Judgement is what a person decided about a fact that no rule can derive. Value
// fits the definition of the fact.
type Judgement struct {
	Fact   FactRef `yaml:"fact,required"`
	Stated Raw     `yaml:"value,required"`
	By     Prose   `yaml:"by"`
	At     Moment  `yaml:"at"`
	Reason Prose   `yaml:"reason,required"`

	Value law.FactValue
}

// Decision is what the organisation decided about a duty, and why. It is kept
// and printed; it changes no verdict.
type Decision struct {
	Duty   ProvisionID `yaml:"duty,required"`
	Choice Choice      `yaml:"decision,required"`
	By     Prose       `yaml:"by"`
	At     Moment      `yaml:"at"`
	Reason Prose       `yaml:"reason,required"`
}

// Obligation is a duty under a contract.
type Obligation struct {
	To     Words      `yaml:"to,required"`
	Act    Act        `yaml:"act,required"`
	From   law.Event  `yaml:"from,required"`
	Within law.Period `yaml:"within,required"`
	Source SourceRef  `yaml:"source"`
}

// InsuranceBlock is the cover for such losses.
type InsuranceBlock struct {
	Retention Fact[Amount] `yaml:"retention"` // what the organisation bears first
	Limit     Fact[Amount] `yaml:"limit"`     // what the insurer pays at most
}

// TimelineBlock is when things happened.
type TimelineBlock struct {
	Occurred  Fact[Moment] `yaml:"occurred"`
	Aware     Fact[Moment] `yaml:"aware"` // reasonable certainty, not a rumour
	Public    Fact[Moment] `yaml:"public"`
	Contained Fact[Moment] `yaml:"contained"`
	Events    []EventBlock `yaml:"events"`
}

// EventBlock is one further event.
type EventBlock struct {
	What EventName    `yaml:"what,required"`
	To   ID           `yaml:"to"`   // addressee of what was submitted
	Step Submission   `yaml:"step"` // which report was submitted
	At   Fact[Moment] `yaml:"at,required"`
}

// BreachBlock is what happened to the data.
type BreachBlock struct {
	PersonalData    Fact[YesNo]           `yaml:"personal_data"`
	Confidentiality Fact[Confidentiality] `yaml:"confidentiality"`
	Integrity       Fact[Integrity]       `yaml:"integrity"`
	Availability    Fact[Availability]    `yaml:"availability"`
	Outages         []OutageBlock         `yaml:"outages"`
	Malicious       Fact[YesNo]           `yaml:"malicious"`
	Cause           Fact[Cause]           `yaml:"cause"`
	Claim           Fact[Claim]           `yaml:"claim"`
	Volume          Fact[SizeRange]       `yaml:"volume"`
}

// OutageBlock is one time during which a service was down.
type OutageBlock struct {
	From Fact[Moment] `yaml:"from,required"`
	To   Fact[Moment] `yaml:"to"`
}

// GroupBlock is people who share the same fate.
type GroupBlock struct {
	Name       Ref              `yaml:"group,required"`
	People     Fact[Count]      `yaml:"people"`  // human beings
	Records    Fact[Count]      `yaml:"records"` // what was counted
	Unit       Fact[Unit]       `yaml:"unit"`    // of the records
	Residence  Fact[Residence]  `yaml:"residence"`
	Vulnerable Fact[YesNo]      `yaml:"vulnerable"` // children, patients, people at risk
	DependsOn  Fact[Dependence] `yaml:"depends-on-it"`
	Reveals    Fact[Reveals]    `yaml:"reveals"`  // what belonging to the group tells; absent: nothing beyond the data
	Overlaps   bool             `yaml:"overlaps"` // its people may be in other groups too
	Breach     GroupBreach      `yaml:"breach"`
	Data       []DatumBlock     `yaml:"data"`
}

// GroupBreach is what differs for one group. A fact that is stated here, be it
// as unknown, replaces the one of the whole breach.
type GroupBreach struct {
	Confidentiality Fact[Confidentiality] `yaml:"confidentiality"`
	Integrity       Fact[Integrity]       `yaml:"integrity"`
	Availability    Fact[Availability]    `yaml:"availability"`
	Malicious       Fact[YesNo]           `yaml:"malicious"`
}

// DatumBlock is one type of data of a group.
type DatumBlock struct {
	Type         DataTypeRef      `yaml:"type,required"`
	Records      Fact[Count]      `yaml:"records"` // that hold it
	Present      Fact[YesNo]      `yaml:"present"` // absent: listing it says so
	Protection   Fact[Protection] `yaml:"protection"`
	Detail       Fact[Detail]     `yaml:"detail"`
	Period       Fact[Stretch]    `yaml:"period"` // of a person's life that the data cover
	Identifies   Fact[Identifies] `yaml:"identifies"`
	Opens        Fact[Opens]      `yaml:"opens"` // of a credential
	PublicBefore Fact[YesNo]      `yaml:"public-before"`
	Outdated     Fact[YesNo]      `yaml:"outdated"`
}

// OtherBlock counts records of what is not people.
type OtherBlock struct {
	What  Words       `yaml:"what,required"`
	Count Fact[Count] `yaml:"count,required"`
}

// Override replaces one cell of a group's severity, for a reason.
type Override struct {
	Group  Ref         `yaml:"group,required"`
	Cell   Cell        `yaml:"cell,required"`
	Value  QuarterStep `yaml:"value,required"`
	Reason Prose       `yaml:"reason,required"`
	place  strict.Place
}

// DecodeNode reads the override and holds its value to the limits of its cell.
func (o *Override) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Override
	var p plain
	r.Decode(n, &p)
	*o = Override(p)
	o.place = r.Place(n)
	o.checkRange(r, n)
}

// Source is where facts were found.
type Source struct {
	ID        Ref    `yaml:"id,required"`
	Title     Words  `yaml:"title,required"`
	Publisher Words  `yaml:"publisher"`
	Date      Moment `yaml:"date"`
	URL       URL    `yaml:"url"`
}
