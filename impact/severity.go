package impact

import (
	"slices"
	"strings"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"
)

// severityInput hands the scenario to the severity method in its own words.
func severityInput(sc incident.Scenario) severity.Input {
	in := severity.Input{PersonalData: sc.PersonalData}
	for _, g := range sc.Groups {
		in.Overlaps = in.Overlaps || g.Overlaps
		group := severity.Group{
			ID: g.ID, People: g.People.Value, PeopleKnown: g.People.Known, Vulnerable: g.Vulnerable, Malicious: g.Malicious,
			Takeover: takeover(sc), Outage: longestOutage(sc),
		}
		if g.DependsOnIt.Known {
			group.Dependence = string(g.DependsOnIt.Value)
		}
		switch {
		case g.Reveals.Known:
			group.Reveals = string(g.Reveals.Value)
		case g.RevealsAsked:
			group.Reveals = "unknown"
		}
		if g.Confidentiality.Known {
			group.Confidentiality = string(g.Confidentiality.Value)
		}
		if g.Integrity.Known {
			group.Integrity = string(g.Integrity.Value)
		}
		if g.Availability.Known {
			group.Availability = string(g.Availability.Value)
		}
		for _, d := range g.Data {
			datum := severity.Datum{Type: d.Type, Present: d.Present, PublicBefore: d.PublicBefore, Outdated: d.Outdated}
			if d.Detail.Known && d.Detail.Value != incident.Normal {
				datum.Detail = string(d.Detail.Value)
			}
			if d.Protection.Known {
				datum.Protection = string(d.Protection.Value)
			}
			if d.Period.Known {
				datum.Period = d.Period.Value.Days
			}
			if d.Identifies.Known {
				datum.Identifies = string(d.Identifies.Value)
			}
			if d.Opens.Known {
				datum.Opens = string(d.Opens.Value)
			}
			group.Data = append(group.Data, datum)
		}
		for _, o := range sc.Overrides {
			if o.Group == g.ID {
				quarters, _ := severity.ParseQuarters(o.Value.String()) // the incident's reader holds it to quarter steps
				group.Overrides = append(group.Overrides, severity.Override{Cell: string(o.Cell), Quarters: quarters, Reason: o.Reason})
			}
		}
		in.Groups = append(in.Groups, group)
	}
	return in
}

// takeover is whether somebody entered the accounts of the people concerned.
func takeover(sc incident.Scenario) law.Verdict {
	switch {
	case !sc.Cause.Known:
		return law.Unknown
	case sc.Cause.Value == incident.AccountTakeover:
		return law.Yes
	}
	return law.No
}

// longestOutage is how long the data could not be had: the longest of the
// outages of the file. Of one that is known by its days the least and the most
// are taken; one whose end is not known has no upper limit.
func longestOutage(sc incident.Scenario) severity.Outage {
	var out severity.Outage
	for _, o := range sc.Outages {
		if o.From.IsZero() || o.From.Month || o.To.Month {
			out.Open = true
			continue
		}
		out.Known = true
		if o.To.IsZero() {
			out.Open = true
			continue
		}
		low, high := between(o.From, o.To)
		out.Low, out.High = max(out.Low, low), max(out.High, high)
	}
	if !out.Known {
		return severity.Outage{}
	}
	return out
}

// between is the least and the most time from one moment to another. Days are
// reckoned in universal time: a difference needs no zone.
func between(from, to law.Moment) (least, most time.Duration) {
	span := func(m law.Moment) (first, last time.Time) {
		if m.HasTime() {
			return m.Time, m.Time
		}
		day := time.Date(m.Date.Year, m.Date.Month, m.Date.Day, 0, 0, 0, 0, time.UTC)
		return day, day.Add(24 * time.Hour)
	}
	fromFirst, fromLast := span(from)
	toFirst, toLast := span(to)
	return max(0, toFirst.Sub(fromLast)), max(0, toLast.Sub(fromFirst))
}

// withRisk adds the risk that the advised action stands for, for laws that ask
// it, unless a person has judged it. It is derived and says so; while unknown
// facts could raise it, a milder word is not final.
func withRisk(facts law.Facts, advice *severity.Advice) {
	if _, judged := facts[RiskFact]; judged || advice == nil {
		return
	}
	value := law.Words(RiskOf(advice.Action))
	value.Derived = true
	value.Partial = advice.Worst != advice.Action
	facts[RiskFact] = value
}

// RiskFact is the risk to the people concerned, which laws ask.
const RiskFact law.FactID = "risk"

// RiskOf is the word of the fact for what an action supposes.
func RiskOf(a severity.Action) string {
	switch a {
	case severity.ActAuthority:
		return "likely"
	case severity.ActPeople:
		return "high"
	}
	return "unlikely"
}

// checkWords refuses what the file says of a kind of data that its kind does not
// take: how it identifies, and what it opens.
func checkWords(in *incident.Incident, m *severity.Method) error {
	var faults strict.Faults
	for g := range in.Groups {
		for d := range in.Groups[g].Data {
			datum := &in.Groups[g].Data[d]
			kind := m.Catalogue.Find(datum.Type.ID)
			if kind == nil {
				continue
			}
			words := slices.DeleteFunc(m.IdentifyingWords(kind), func(w string) bool { return !slices.Contains(incident.Identifies("").Options(), w) })
			for _, r := range []incident.Reading[incident.Identifies]{datum.Identifies.Confirmed, datum.Identifies.Claimed} {
				if r.Known && !slices.Contains(words, string(r.Value)) {
					faults = append(faults, strict.Fault{Code: "identifies-otherwise", Place: datum.Identifies.Place, Args: []strict.Arg{
						{Name: "value", Value: string(r.Value)}, {Name: "type", Value: datum.Type.ID}, {Name: "allowed", Value: strings.Join(words, ", ")},
					}})
					break
				}
			}
			if datum.Opens.Stated && kind.Category != severity.Credential {
				faults = append(faults, strict.Fault{Code: "opens-nothing", Place: datum.Opens.Place, Args: []strict.Arg{{Name: "type", Value: datum.Type.ID}}})
			}
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}
