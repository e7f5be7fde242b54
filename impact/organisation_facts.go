package impact

import (
	"slices"
	"strings"

	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/law/strict"
)

// organisationFacts adds what law asks of the organisation beside its kind and its
// establishments, and what the protection of the data settles.
func organisationFacts(facts law.Facts, sc incident.Scenario) {
	o := sc.Organisation
	if o.Role.Known {
		facts["role"] = law.Words(string(o.Role.Value))
	}
	if o.Targets.Known {
		facts["targets"] = law.Words(o.Targets.Value...)
	}
	if o.Turnover.Known {
		facts["turnover"] = law.FactValue{Known: true, Range: o.Turnover.Value.Range, Currency: o.Turnover.Value.Currency}
	}
	if v := unintelligible(sc); v != law.Unknown {
		facts["data-unintelligible"] = law.Truth(v)
	}
}

// unintelligible tells whether the data meant nothing to whoever got them: no when
// data that are surely there were not encrypted, or their key was lost too; yes
// when everything listed was encrypted with a safe key. Hashing and truncation
// leave it open, and so does data whose protection nobody knows.
func unintelligible(sc incident.Scenario) law.Verdict {
	out, seen := law.Yes, false
	for _, g := range sc.Groups {
		if len(g.Data) == 0 {
			out = out.And(law.Unknown)
		}
		for _, d := range g.Data {
			if d.Present == law.No {
				continue
			}
			seen = true
			of := law.Unknown
			switch {
			case !d.Protection.Known:
			case d.Protection.Value == incident.EncryptedKeySafe:
				of = law.Yes
			case d.Present == law.Yes && slices.Contains([]incident.Protection{incident.Unprotected, incident.EncryptedKeyLost}, d.Protection.Value):
				of = law.No
			}
			out = out.And(of)
		}
	}
	if !seen {
		return law.Unknown
	}
	return out
}

// chained adds to the moments those that start further clocks: classification as
// major, and reports that were sent.
func chained(t law.Times, events []incident.Event) law.Times {
	for _, e := range events {
		switch e.What {
		case incident.ClassifiedMajor:
			t.Classified = e.At
		case incident.Submitted:
			t.Submissions = append(t.Submissions, law.Submission{To: e.To, Step: law.ReportStep(e.Step), At: e.At})
		}
	}
	return t
}

// checkAddressees refuses a report sent to nobody that a rulebook knows: its clock
// would go on running, and nobody would know why.
func checkAddressees(in *incident.Incident, b *law.Rulebook) error {
	var known []string
	for _, j := range b.Jurisdictions {
		for _, to := range j.Addressees {
			if !slices.Contains(known, to.ID) {
				known = append(known, to.ID)
			}
		}
	}
	var faults strict.Faults
	for _, e := range in.Timeline.Events {
		if to := string(e.To); e.What == incident.Submitted && to != "" && !slices.Contains(known, to) {
			faults = append(faults, strict.Fault{Code: "unknown-addressee", Place: e.At.Place, Args: []strict.Arg{
				{Name: "value", Value: to}, {Name: "nearest", Value: strings.Join(strict.Nearest(to, known), ", ")}, {Name: "allowed", Value: strings.Join(known, ", ")},
			}})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}
