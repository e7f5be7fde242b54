package impact

import (
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

// civilTime is the jurisdiction whose clock the organisation lives by: the first
// that applies, or may; else universal time.
func (a *Assessment) civilTime() *law.Jurisdiction {
	for _, j := range a.Confirmed.Jurisdictions {
		if j.Scope.Verdict != law.No && !j.Scope.NotKnown {
			return j.Jurisdiction
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
