package impact

import (
	"maps"
	"slices"

	"breachimpact/impact/incident"
	"breachimpact/law"
)

// factsOf is the bridge from an incident's blocks to the facts that law asks
// for. A fact that the incident does not give stays absent, which is unknown.
func factsOf(sc incident.Scenario) law.Facts {
	facts := maps.Clone(sc.Facts)
	if facts == nil {
		facts = law.Facts{}
	}
	word := func(id law.FactID, known bool, value string) {
		if known {
			facts[id] = law.Words(value)
		}
	}
	o := sc.Organisation
	word("organisation-kind", o.Kind.Known, string(o.Kind.Value))
	switch {
	case o.Establishments.Known:
		facts["establishments"] = law.Words(o.Establishments.Value...)
	case o.Country.Known:
		// The country is one place of establishment; there may be others.
		facts["establishments"] = law.FactValue{Known: true, Words: []string{o.Country.Value}, Partial: true}
	}
	if sc.PersonalData != law.Unknown {
		facts["personal-data"] = law.Truth(sc.PersonalData)
	}
	malicious := sc.Malicious
	for _, g := range sc.Groups {
		malicious = malicious.Or(g.Malicious)
	}
	if malicious != law.Unknown {
		facts["malicious"] = law.Truth(malicious)
	}
	worst(facts, "confidentiality", sc, sc.Confidentiality, func(g incident.Group) incident.Reading[incident.Confidentiality] { return g.Confidentiality })
	worst(facts, "integrity", sc, sc.Integrity, func(g incident.Group) incident.Reading[incident.Integrity] { return g.Integrity })
	worst(facts, "availability", sc, sc.Availability, func(g incident.Group) incident.Reading[incident.Availability] { return g.Availability })
	organisationFacts(facts, sc)
	maps.Copy(facts, sc.Judged)
	return facts
}

// state is a loss of confidentiality, integrity or availability, whose options
// go from least to worst.
type state interface {
	~string
	Options() []string
}

// worst states the worst loss that the whole breach or any of its groups
// suffered. While one of them is not known, there may be a worse one.
func worst[S state](facts law.Facts, id law.FactID, sc incident.Scenario, whole incident.Reading[S], of func(incident.Group) incident.Reading[S]) {
	order := whole.Value.Options()
	top, partial := -1, false
	see := func(r incident.Reading[S]) {
		if !r.Known {
			partial = true
			return
		}
		top = max(top, slices.Index(order, string(r.Value)))
	}
	see(whole)
	for _, g := range sc.Groups {
		see(of(g))
	}
	if top < 0 {
		return
	}
	facts[id] = law.FactValue{Known: true, Words: []string{order[top]}, Partial: partial && top < len(order)-1}
}

// withClasses adds, for one jurisdiction, whether data of each of its legal
// classes are present: yes when a type of the class is; no when the file says no
// to every type of it in every group, when a person has judged so, or when it is
// stated that no personal data were affected; else unknown. Silence about a kind
// of data is not its absence: a list taken from an attacker's words would
// otherwise lower the exposure.
func withClasses(facts law.Facts, j *law.Jurisdiction, sc incident.Scenario) law.Facts {
	out := maps.Clone(facts)
	for _, class := range j.Classes {
		verdict := Presence(sc, class.Types)
		if sc.PersonalData == law.No {
			verdict = law.No
		}
		if _, judged := sc.Judged[class.Fact]; !judged && verdict != law.Unknown {
			out[class.Fact] = law.Truth(verdict)
		}
	}
	return out
}

// Presence tells whether data of any of these types are present in any group, whatever
// the file says of personal data as such.
func Presence(sc incident.Scenario, types []string) law.Verdict {
	if len(sc.Groups) == 0 {
		return law.Unknown
	}
	verdict := law.No
	for _, g := range sc.Groups {
		denied := 0
		for _, d := range g.Data {
			if slices.Contains(types, d.Type) {
				verdict = verdict.Or(d.Present)
				if d.Present == law.No {
					denied++
				}
			}
		}
		if denied < len(types) {
			verdict = verdict.Or(law.Unknown)
		}
	}
	return verdict
}
