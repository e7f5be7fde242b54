package impact

import (
	"slices"
	"strings"

	"breachimpact/law"
)

// remarks collects what every report must say beside its figures: warnings,
// what the rules leave open, and where sources conflict.
func (a *Assessment) remarks() {
	asOf := law.DateOf(a.AsOf)
	for _, j := range a.Claimed.Jurisdictions {
		if j.Pending || j.Scope.Verdict == law.No && !j.Scope.NotKnown && a.elsewhere() {
			continue // the list of laws says so
		}
		if j.Jurisdiction.KnownUntil.Before(asOf) {
			a.warn("known-until", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)), law.With("date", law.OfDate(j.Jurisdiction.KnownUntil)))
		}
		if j.Scope.NotKnown {
			a.warn("not-known", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)), law.With("date", law.OfDate(j.Jurisdiction.FirstText())))
			continue
		}
		if j.Scope.Verdict == law.Unknown {
			a.warn("scope-unknown", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)), law.With("facts", law.OfText(a.names(j.Scope.Missing))))
		}
		for _, f := range j.Findings {
			a.Open = append(a.Open, f.Provision.Open...)
		}
		// Modifiers carry notes too, and shape the exposures shown.
		for _, p := range j.Jurisdiction.Provisions {
			if p.Kind == law.ModifierKind && len(j.Findings) > 0 {
				a.Open = append(a.Open, p.Open...)
			}
		}
	}
	if a.Announced {
		a.warn("announced")
	}
	if a.Incident.AsOf.IsZero() {
		a.warn("as-of-now")
	}
	switch {
	case a.Confirmed.Scenario.PersonalData == law.No && a.Refuted():
	case !a.Claimed.People.Known && !a.Confirmed.People.Known:
		a.warn("people-unknown")
	case !a.Confirmed.People.Known:
		a.warn("people-only-claimed")
	}
	a.uncovered()
	a.moments()
	a.unusedSubmissions()
	if !a.Claimed.Loss.Rates.Mark.Firm() {
		a.warn("rates", law.With("date", law.OfDate(a.Claimed.Loss.Rates.Date)))
	}
	a.Conflicts = a.Incident.Contested()
}

func (a *Assessment) warn(key string, args ...law.Arg) {
	a.Warnings = append(a.Warnings, law.Step{Key: "warning." + key, Args: args})
}

// names joins the names of facts in each language.
func (a *Assessment) names(ids []law.FactID) law.Text {
	var fr, ar, en []string
	for _, id := range ids {
		if d := a.Rulebook.Facts.Find(id); d != nil {
			fr, ar, en = append(fr, d.Name.FR), append(ar, d.Name.AR), append(en, d.Name.EN)
		}
	}
	return law.Text{FR: strings.Join(fr, ", "), AR: strings.Join(ar, "، "), EN: strings.Join(en, ", ")}
}

// uncovered warns of each country the incident names as one of establishment,
// of targets or of residence, and whose law this edition does not have: its
// duties may be due, and silence would be read as none. Of a member of a union
// whose law is treated, only the national law is missing.
func (a *Assessment) uncovered() {
	var members, others []string
	for _, code := range a.countries() {
		switch {
		case a.Rulebook.Find(code) != nil:
		case slices.ContainsFunc(a.Claimed.Jurisdictions, func(j JurisdictionView) bool { return a.unites(&j, code) }):
			members = append(members, code)
		default:
			others = append(others, code)
		}
	}
	list := func(codes []string) law.Arg {
		return law.With("countries", law.OfCode(strings.ToUpper(strings.Join(codes, ", "))))
	}
	if len(members) > 0 {
		a.warn("uncovered.member", list(members))
	}
	if len(others) > 0 {
		a.warn("uncovered", list(others))
	}
}

// unites tells whether a jurisdiction that applies, or may, is a union that a
// country is a member of: its scope asks for several countries, none by its own
// code.
func (a *Assessment) unites(j *JurisdictionView, country string) bool {
	members := j.Jurisdiction.Countries()
	return j.Scope.Verdict != law.No && !j.Pending && slices.Contains(members, country) && !slices.Contains(members, j.Jurisdiction.Code)
}

// moments warns of instants that are likely slips: an offset that is not the
// civil time of the place, awareness after the assessment.
func (a *Assessment) moments() {
	zone := a.civilTime().Zone
	times := a.Claimed.Scenario.Times
	for _, m := range []law.Moment{times.Occurred, times.Aware, times.Public, {Date: law.DateOf(a.AsOf), Time: a.AsOf}} {
		if !m.HasTime() {
			continue
		}
		if _, offset := m.Time.Zone(); offset != zone.Offset(m.Time) && offset != 0 {
			a.warn("offset", law.With("given", law.OfTime(m.Time)), law.With("local", law.OfTime(zone.In(m.Time))))
		}
	}
	if aware := times.Aware; aware.HasTime() && aware.Time.After(a.AsOf) || law.DateOf(a.AsOf).Before(aware.Date) {
		a.warn("aware-after-as-of", law.With("aware", aware.Value()), law.With("as-of", law.OfTime(a.AsOf)))
	}
}
