package incident

import (
	"breachimpact/law"
	"breachimpact/law/strict"
)

// The closed vocabularies of the incident file. Each type lists its words in the
// order a form should offer them; unknown is never among them, because every
// fact may be unknown. Value is the key under which the message catalogue names
// the word.

// OrganisationKind is what sort of body the controller is.
type OrganisationKind string

// The kinds of organisation.
const (
	State               OrganisationKind = "state"
	LocalAuthority      OrganisationKind = "local-authority"
	PublicEstablishment OrganisationKind = "public-establishment"
	PublicEnterprise    OrganisationKind = "public-enterprise"
	Company             OrganisationKind = "company"
	Association         OrganisationKind = "association"
	NaturalPerson       OrganisationKind = "natural-person"
)

// Options lists the kinds.
func (OrganisationKind) Options() []string {
	return []string{string(State), string(LocalAuthority), string(PublicEstablishment), string(PublicEnterprise), string(Company), string(Association), string(NaturalPerson)}
}

// Value is the word "kind.<kind>".
func (k OrganisationKind) Value() law.Value { return law.OfWord("kind." + string(k)) }

// Role is what the organisation is to the data: it decides on it, or handles it
// for another.
type Role string

// The roles.
const (
	Controller Role = "controller"
	Processor  Role = "processor"
)

// Options lists the roles.
func (Role) Options() []string { return []string{string(Controller), string(Processor)} }

// Value is the word "role.<role>".
func (r Role) Value() law.Value { return law.OfWord("role." + string(r)) }

// Confidentiality is how far the data went.
type Confidentiality string

// The losses of confidentiality, from least to worst.
const (
	NotExposed        Confidentiality = "none"
	NoEvidence        Confidentiality = "no-evidence" // exposed, nobody is known to have looked
	KnownRecipients   Confidentiality = "known-recipients"
	UnknownRecipients Confidentiality = "unknown-recipients"
	Published         Confidentiality = "published"
)

// Options lists the losses of confidentiality.
func (Confidentiality) Options() []string {
	return []string{string(NotExposed), string(NoEvidence), string(KnownRecipients), string(UnknownRecipients), string(Published)}
}

// Value is the word "confidentiality.<loss>".
func (c Confidentiality) Value() law.Value { return law.OfWord("confidentiality." + string(c)) }

// Integrity is what became of altered data.
type Integrity string

// The losses of integrity, from least to worst.
const (
	NotAltered        Integrity = "none"
	AlteredRestored   Integrity = "restored" // before any use
	AlteredRepairable Integrity = "recoverable"
	AlteredForGood    Integrity = "unrecoverable"
)

// Options lists the losses of integrity.
func (Integrity) Options() []string {
	return []string{string(NotAltered), string(AlteredRestored), string(AlteredRepairable), string(AlteredForGood)}
}

// Value is the word "integrity.<loss>".
func (i Integrity) Value() law.Value { return law.OfWord("integrity." + string(i)) }

// Availability is what became of data or services that could not be reached.
type Availability string

// The losses of availability, from least to worst.
const (
	NotInterrupted Availability = "none"
	Restored       Availability = "restored" // without difficulty
	Rebuildable    Availability = "rebuildable"
	Lost           Availability = "lost"
)

// Options lists the losses of availability.
func (Availability) Options() []string {
	return []string{string(NotInterrupted), string(Restored), string(Rebuildable), string(Lost)}
}

// Value is the word "availability.<loss>".
func (a Availability) Value() law.Value { return law.OfWord("availability." + string(a)) }

// Cause is how the breach came about.
type Cause string

// The causes.
const (
	ExternalAttack  Cause = "external-attack"
	Insider         Cause = "insider"
	HumanError      Cause = "error"
	Loss            Cause = "loss"
	Theft           Cause = "theft"
	SystemFailure   Cause = "system-failure"
	AccountTakeover Cause = "account-takeover"
)

// Options lists the causes.
func (Cause) Options() []string {
	return []string{string(ExternalAttack), string(Insider), string(HumanError), string(Loss), string(Theft), string(SystemFailure), string(AccountTakeover)}
}

// Value is the word "cause.<cause>".
func (c Cause) Value() law.Value { return law.OfWord("cause." + string(c)) }

// Claim is what became of the claims that the file records.
type Claim string

// The states of a claim.
const (
	Standing Claim = "standing"
	Refuted  Claim = "refuted"
)

// Options lists the states of a claim.
func (Claim) Options() []string { return []string{string(Standing), string(Refuted)} }

// Value is the word "claim.<state>".
func (c Claim) Value() law.Value { return law.OfWord("claim." + string(c)) }

// Unit is what the records of a group are records of.
type Unit string

// The units.
const (
	PersonUnit  Unit = "person"
	CardUnit    Unit = "card"
	AccountUnit Unit = "account"
	FileUnit    Unit = "file"
	RowUnit     Unit = "row"
)

// Options lists the units.
func (Unit) Options() []string {
	return []string{string(PersonUnit), string(CardUnit), string(AccountUnit), string(FileUnit), string(RowUnit)}
}

// Value is the word "unit.<unit>".
func (u Unit) Value() law.Value { return law.OfWord("unit." + string(u)) }

// Dependence is what losing access costs the people of a group.
type Dependence string

// The dependences, from least to worst.
const (
	OnConvenience Dependence = "convenience"
	OnService     Dependence = "service"
	OnLivelihood  Dependence = "livelihood"
	OnHealth      Dependence = "health"
)

// Options lists the dependences.
func (Dependence) Options() []string {
	return []string{string(OnConvenience), string(OnService), string(OnLivelihood), string(OnHealth)}
}

// Value is the word "depends-on-it.<dependence>".
func (d Dependence) Value() law.Value { return law.OfWord("depends-on-it." + string(d)) }

// Protection is what kept the data unreadable when it left.
type Protection string

// The protections.
const (
	Unprotected      Protection = "none"
	Hashed           Protection = "hashed"
	EncryptedKeySafe Protection = "encrypted-key-safe"
	EncryptedKeyLost Protection = "encrypted-key-lost"
	Truncated        Protection = "truncated"
)

// Options lists the protections.
func (Protection) Options() []string {
	return []string{string(Unprotected), string(Hashed), string(EncryptedKeySafe), string(EncryptedKeyLost), string(Truncated)}
}

// Value is the word "protection.<protection>".
func (p Protection) Value() law.Value { return law.OfWord("protection." + string(p)) }

// Detail is how much of one type of data each person loses.
type Detail string

// The details.
const (
	Thin   Detail = "thin"
	Normal Detail = "normal"
	Rich   Detail = "rich"
)

// Options lists the details.
func (Detail) Options() []string { return []string{string(Thin), string(Normal), string(Rich)} }

// Value is the word "detail.<detail>".
func (d Detail) Value() law.Value { return law.OfWord("detail." + string(d)) }

// Identifies is how easily one kind of data singles a person out, in the words of
// the severity method's table of identifiers. Which words a kind of data takes
// depends on its row of that table.
type Identifies string

// Options lists the words, row by row.
func (Identifies) Options() []string {
	return []string{
		"many-namesakes", "few-namesakes", "few-namesakes-small-city", // full name
		"number-only", "revealing-and-linked", "with-name-or-picture", // official number
		"not-public", "small-city", "public-register", // telephone, home address
		"nameless-not-main", "nameless-main", "named-main", // e-mail address
		"unclear", "unclear-with-place", "clear", // picture
		"unlinkable", "linkable", // code, alias; and revealing-and-linked
	}
}

// Value is the word "identifies.<word>".
func (i Identifies) Value() law.Value { return law.OfWord("identifies." + string(i)) }

// Opens is the category of what a credential gives access to.
type Opens string

// Options lists the categories, from the mildest.
func (Opens) Options() []string { return []string{"simple", "behavioural", "financial", "sensitive"} }

// Value is the word "opens.<category>".
func (o Opens) Value() law.Value { return law.OfWord("opens." + string(o)) }

// Reveals is what merely belonging to a group tells about a person, by what the
// controller is: the customers of a bookshop, the patients of a clinic for
// addictions, the agents of a secret service.
type Reveals string

// Options lists what it may tell, from the mildest.
func (Reveals) Options() []string { return []string{"nothing", "profile", "sensitive", "safety"} }

// Value is the word "reveals.<what>".
func (r Reveals) Value() law.Value { return law.OfWord("reveals." + string(r)) }

// EventName is something that happened and that a clock or a report needs.
type EventName string

// The events.
const (
	ClassifiedMajor EventName = "classified-major" // the organisation classified the incident as major
	Submitted       EventName = "submitted"        // a notification was sent
	ProcessorAware  EventName = "processor-aware"  // its processor became aware
)

// Options lists the events.
func (EventName) Options() []string {
	return []string{string(ClassifiedMajor), string(Submitted), string(ProcessorAware)}
}

// Value is the word "event.<name>".
func (e EventName) Value() law.Value { return law.OfWord("event." + string(e)) }

// Submission is which of several reports to the same authority was sent.
type Submission string

// The submissions.
const (
	InitialReport      Submission = "initial"
	IntermediateReport Submission = "intermediate"
	FinalReport        Submission = "final"
)

// Options lists the submissions.
func (Submission) Options() []string {
	return []string{string(InitialReport), string(IntermediateReport), string(FinalReport)}
}

// Value is the word "submission.<submission>".
func (s Submission) Value() law.Value { return law.OfWord("submission." + string(s)) }

// Act is what a duty asks to do.
type Act string

// The acts.
const (
	Notify      Act = "notify"      // an authority or a contract partner
	Communicate Act = "communicate" // to the people concerned
	Document    Act = "document"
	Update      Act = "update"
)

// Options lists the acts.
func (Act) Options() []string {
	return []string{string(Notify), string(Communicate), string(Document), string(Update)}
}

// Value is the word "act.<act>".
func (a Act) Value() law.Value { return law.OfWord("act." + string(a)) }

// Choice is what the organisation decided about a duty.
type Choice string

// The choices.
const (
	ActNow Choice = "now"
	NotNow Choice = "not-now"
	NotDue Choice = "not-due"
)

// Options lists the choices.
func (Choice) Options() []string { return []string{string(ActNow), string(NotNow), string(NotDue)} }

// Value is the word "decision.<choice>".
func (c Choice) Value() law.Value { return law.OfWord("decision." + string(c)) }

// Cell is a part of the severity score that a person may override.
type Cell string

// The cells.
const (
	DataContext   Cell = "dpc" // data processing context
	Identifiable  Cell = "ei"  // ease of identification
	Circumstances Cell = "cb"  // circumstances of the breach
)

// Options lists the cells.
func (Cell) Options() []string {
	return []string{string(DataContext), string(Identifiable), string(Circumstances)}
}

// Value is the word "cell.<cell>".
func (c Cell) Value() law.Value { return law.OfWord("cell." + string(c)) }

// YesNo is the answer of a fact that is known.
type YesNo string

// The two answers.
const (
	Yes YesNo = "yes"
	No  YesNo = "no"
)

// Options lists the answers.
func (YesNo) Options() []string { return []string{string(Yes), string(No)} }

// Verdict is the answer as law reckons with it.
func (y YesNo) Verdict() law.Verdict {
	v, _ := law.ParseVerdict(string(y))
	return v
}

// Value is the verdict.
func (y YesNo) Value() law.Value { return law.OfVerdict(y.Verdict()) }

// WordKeys lists every key of the message catalogue that a stated fact of a
// closed vocabulary can show, such as "role.controller".
func WordKeys() []string {
	var out []string
	out = appendKeys[OrganisationKind](out)
	out = appendKeys[Role](out)
	out = appendKeys[Confidentiality](out)
	out = appendKeys[Integrity](out)
	out = appendKeys[Availability](out)
	out = appendKeys[Cause](out)
	out = appendKeys[Claim](out)
	out = appendKeys[Unit](out)
	out = appendKeys[Dependence](out)
	out = appendKeys[Protection](out)
	out = appendKeys[Detail](out)
	out = appendKeys[Identifies](out)
	out = appendKeys[Opens](out)
	out = appendKeys[Reveals](out)
	out = appendKeys[EventName](out)
	out = appendKeys[Submission](out)
	out = appendKeys[Act](out)
	out = appendKeys[Choice](out)
	return appendKeys[Cell](out)
}

type vocabulary interface {
	~string
	strict.Optioned
	Valued
}

func appendKeys[T vocabulary](out []string) []string {
	var zero T
	for _, word := range zero.Options() {
		out = append(out, T(word).Value().Word)
	}
	return out
}
