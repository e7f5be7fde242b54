package impact

import (
	"slices"

	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/law/cal"
)

// ContractView is a time limit the organisation owes by contract. The file
// states it; no rulebook was asked.
type ContractView struct {
	Obligation incident.Obligation
	Deadline   law.Deadline
}

// contracts starts the contractual clocks, at what is established: a claim is
// not awareness.
func (a *Assessment) contracts() {
	j := a.civilTime()
	for _, o := range a.Incident.Obligations {
		clock := law.Clock{From: o.From, Standard: law.FixedTime, Within: &o.Within}
		a.Contracts = append(a.Contracts, ContractView{o, clock.Start(a.Confirmed.Scenario.Times, j)})
	}
}

// civilTime is the jurisdiction whose clock the organisation lives by: that of its
// country, else the first that applies, else the first that may and is not pending; else
// universal time.
func (a *Assessment) civilTime() *law.Jurisdiction {
	country := a.Confirmed.Scenario.Organisation.Country
	for _, takes := range []func(JurisdictionView) bool{
		func(j JurisdictionView) bool { return country.Known && j.Jurisdiction.Code == country.Value },
		func(j JurisdictionView) bool { return j.Scope.Verdict == law.Yes },
		func(j JurisdictionView) bool { return j.Scope.Verdict != law.No && !j.Scope.NotKnown && !j.Pending },
	} {
		if i := slices.IndexFunc(a.Confirmed.Jurisdictions, takes); i >= 0 {
			return a.Confirmed.Jurisdictions[i].Jurisdiction
		}
	}
	return &law.Jurisdiction{Zone: cal.Zone{Name: "UTC", Changes: []cal.Change{{}}}}
}

// processorAware is when the processor knew, if the timeline says so.
func processorAware(sc incident.Scenario) law.Moment {
	for _, e := range sc.Events {
		if e.What == incident.ProcessorAware {
			return e.At
		}
	}
	return law.Moment{}
}
