package incident

import (
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Scenario is an incident as one standpoint has it: plain values, known or not.
type Scenario struct {
	Standpoint      Standpoint
	Organisation    Organisation
	Facts           law.Facts // the facts block; facts that are not known are absent
	Judged          law.Facts // what a person judged; alike at both standpoints
	Times           law.Times // AsOf is that of the file, zero if it has none
	Contained       law.Moment
	Events          []Event
	PersonalData    law.Verdict
	Confidentiality Reading[Confidentiality]
	Integrity       Reading[Integrity]
	Availability    Reading[Availability]
	Outages         []Outage
	Malicious       law.Verdict
	Cause           Reading[Cause]
	Claim           Claim              // Refuted only when that is confirmed, and then at both standpoints
	Volume          Reading[law.Range] // bytes
	Groups          []Group
	OtherRecords    []OtherRecord
	Overrides       []SeverityOverride
	Loss            []LossParameter
	LossLines       []LossLine
	Insurance       Insurance
}

// Organisation is the controller, or the processor.
type Organisation struct {
	Name           Reading[string]
	Country        Reading[string]
	Kind           Reading[OrganisationKind]
	Role           Reading[Role]
	Establishments Reading[[]string] // unknown when left out, even if the country is known
	Targets        Reading[[]string]
	Sector         Reading[string]
	Turnover       Reading[MoneyRange] // a year
	Employees      Reading[law.Range]  // people
	Customers      Reading[law.Range]
}

// Event is one event of the timeline. A zero At is unknown.
type Event struct {
	What EventName
	To   string     // addressee, or empty
	Step Submission // or empty
	At   law.Moment
}

// Outage is one time during which a service was down. Zero moments are unknown;
// an unknown To does not mean that it still is.
type Outage struct{ From, To law.Moment }

// Group is people who share the same fate.
type Group struct {
	ID              string
	People          Reading[law.Range] // human beings
	Records         Reading[law.Range] // in units of Unit
	Unit            Reading[Unit]
	Vulnerable      law.Verdict
	DependsOnIt     Reading[Dependence]
	Reveals         Reading[Reveals]
	RevealsAsked    bool // the file mentions it, be it as unknown
	Residence       Reading[Residence]
	Overlaps        bool // its people may be in other groups too
	Confidentiality Reading[Confidentiality]
	Integrity       Reading[Integrity]
	Availability    Reading[Availability]
	Malicious       law.Verdict
	Data            []Datum
}

// Datum is one type of data of a group.
type Datum struct {
	Type         string
	Records      Reading[law.Range] // that hold it
	Present      law.Verdict        // Yes when the type is listed without saying
	Protection   Reading[Protection]
	Detail       Reading[Detail] // Value is Normal when not Known
	Period       Reading[Stretch]
	Identifies   Reading[Identifies]
	Opens        Reading[Opens]
	PublicBefore law.Verdict
	Outdated     law.Verdict
}

// OtherRecord counts records of what is not people.
type OtherRecord struct {
	What  law.Text
	Count Reading[law.Range]
}

// SeverityOverride replaces one cell of a group's severity.
type SeverityOverride struct {
	Group  string
	Cell   Cell
	Value  decimal.Decimal // a multiple of 0.25 within the limits of the cell
	Reason string
}

// Insurance is the cover for such losses.
type Insurance struct {
	Retention, Limit Reading[law.Money]
}

// At resolves the incident at one standpoint. The scenario shares nothing that a
// caller could change in the incident.
func (i *Incident) At(s Standpoint) Scenario {
	t, b, o := &i.Timeline, &i.Breach, &i.Organisation
	out := Scenario{
		Standpoint: s,
		Organisation: Organisation{
			Name:           convert(o.Name.At(s), Prose.text),
			Country:        convert(o.Country.At(s), func(c Country) string { return string(c) }),
			Kind:           o.Kind.At(s),
			Role:           o.Role.At(s),
			Establishments: convert(o.Establishments.At(s), Countries.codes),
			Targets:        convert(o.Targets.At(s), Countries.codes),
			Sector:         convert(o.Sector.At(s), Prose.text),
			Turnover:       o.Turnover.At(s),
			Employees:      convert(o.Employees.At(s), Count.bounds),
			Customers:      convert(o.Customers.At(s), Count.bounds),
		},
		Facts:           law.Facts{},
		Judged:          law.Facts{},
		Times:           law.Times{Occurred: moment(t.Occurred.At(s)), Public: moment(t.Public.At(s)), Aware: moment(t.Aware.At(s)), AsOf: i.AsOf.Time},
		Contained:       moment(t.Contained.At(s)),
		PersonalData:    verdict(b.PersonalData.At(s)),
		Confidentiality: b.Confidentiality.At(s),
		Integrity:       b.Integrity.At(s),
		Availability:    b.Availability.At(s),
		Malicious:       verdict(b.Malicious.At(s)),
		Cause:           b.Cause.At(s),
		Claim:           Standing,
		Volume:          convert(b.Volume.At(s), func(v SizeRange) law.Range { return v.Range }),
		Insurance: Insurance{
			Retention: convert(i.Insurance.Retention.At(s), func(a Amount) law.Money { return a.Money }),
			Limit:     convert(i.Insurance.Limit.At(s), func(a Amount) law.Money { return a.Money }),
		},
	}
	// Only what is established refutes a claim: an attacker's silence does not.
	if b.Claim.Confirmed == Known(Refuted) {
		out.Claim = Refuted
	}
	for _, f := range i.Facts.List {
		if r := f.Fact.At(s); r.Known {
			out.Facts[f.ID] = cloneFact(r.Value.Fact)
		}
	}
	for _, j := range i.Judgements {
		if j.Value.Known {
			out.Judged[law.FactID(j.Fact.ID)] = cloneFact(j.Value)
		}
	}
	for _, e := range t.Events {
		out.Events = append(out.Events, Event{What: e.What, To: string(e.To), Step: e.Step, At: moment(e.At.At(s))})
	}
	for _, o := range b.Outages {
		out.Outages = append(out.Outages, Outage{moment(o.From.At(s)), moment(o.To.At(s))})
	}
	for g := range i.Groups {
		out.Groups = append(out.Groups, i.Groups[g].at(s, b))
	}
	for _, r := range i.OtherRecords {
		out.OtherRecords = append(out.OtherRecords, OtherRecord{r.What.Text, convert(r.Count.At(s), Count.bounds)})
	}
	for _, v := range i.Overrides {
		out.Overrides = append(out.Overrides, SeverityOverride{v.Group.ID, v.Cell, v.Value.Decimal, string(v.Reason)})
	}
	out.Loss = append(out.Loss, i.Loss.Parameters...)
	out.LossLines = append(out.LossLines, i.Loss.Lines...)
	return out
}

func (g *GroupBlock) at(s Standpoint, b *BreachBlock) Group {
	out := Group{
		ID:              g.Name.ID,
		People:          convert(g.People.At(s), Count.bounds),
		Records:         convert(g.Records.At(s), Count.bounds),
		Unit:            g.Unit.At(s),
		Vulnerable:      verdict(g.Vulnerable.At(s)),
		DependsOnIt:     g.DependsOn.At(s),
		Reveals:         g.Reveals.At(s),
		RevealsAsked:    g.Reveals.Stated,
		Residence:       convert(g.Residence.At(s), func(r Residence) Residence { return append(Residence(nil), r...) }),
		Overlaps:        g.Overlaps,
		Confidentiality: override(g.Breach.Confidentiality, b.Confidentiality).At(s),
		Integrity:       override(g.Breach.Integrity, b.Integrity).At(s),
		Availability:    override(g.Breach.Availability, b.Availability).At(s),
		Malicious:       verdict(override(g.Breach.Malicious, b.Malicious).At(s)),
	}
	for _, d := range g.Data {
		datum := Datum{
			Type:         d.Type.ID,
			Records:      convert(d.Records.At(s), Count.bounds),
			Present:      law.Yes,
			Protection:   d.Protection.At(s),
			Detail:       d.Detail.At(s),
			Period:       d.Period.At(s),
			Identifies:   d.Identifies.At(s),
			Opens:        d.Opens.At(s),
			PublicBefore: verdict(d.PublicBefore.At(s)),
			Outdated:     verdict(d.Outdated.At(s)),
		}
		if d.Present.Stated {
			datum.Present = verdict(d.Present.At(s))
		}
		if !datum.Detail.Known {
			datum.Detail.Value = Normal
		}
		out.Data = append(out.Data, datum)
	}
	return out
}

// override takes the group's fact when the file states one.
func override[T Valued](group, whole Fact[T]) Fact[T] {
	if group.Stated {
		return group
	}
	return whole
}

func verdict(r Reading[YesNo]) law.Verdict {
	if !r.Known {
		return law.Unknown
	}
	return r.Value.Verdict()
}

func moment(r Reading[Moment]) law.Moment {
	if !r.Known {
		return law.Moment{}
	}
	return r.Value.Moment
}

func cloneFact(v law.FactValue) law.FactValue {
	v.Words = append([]string(nil), v.Words...)
	return v
}

func (p Prose) text() string { return string(p) }

func (c Count) bounds() law.Range { return c.Range }
