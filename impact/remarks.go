package impact

import (
	"breachimpact/law"
)

// remarks collects what every report must say beside its figures: warnings,
// what the rules leave open, and where sources conflict.
func (a *Assessment) remarks() {
	asOf := law.DateOf(a.AsOf)
	for _, j := range a.Claimed.Jurisdictions {
		if j.Jurisdiction.KnownUntil.Before(asOf) {
			a.warn("known-until", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)), law.With("date", law.OfDate(j.Jurisdiction.KnownUntil)))
		}
		if j.Scope.NotKnown {
			a.warn("not-known", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)), law.With("date", law.OfDate(j.Jurisdiction.FirstText())))
			continue
		}
		if j.Scope.Verdict == law.Unknown {
			a.warn("scope-unknown", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)))
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
	if a.Incident.AsOf.IsZero() {
		a.warn("as-of-now")
	}
	if !a.Claimed.People.Known {
		a.warn("people-unknown")
	} else if !a.Confirmed.People.Known {
		a.warn("people-only-claimed")
	}
	if !a.Claimed.Loss.Rates.Mark.Firm() {
		a.warn("rates", law.With("date", law.OfDate(a.Claimed.Loss.Rates.Date)))
	}
	for _, s := range a.Incident.Stated() {
		if len(s.Conflicts) > 0 {
			a.Conflicts = append(a.Conflicts, s)
		}
	}
}

func (a *Assessment) warn(key string, args ...law.Arg) {
	a.Warnings = append(a.Warnings, law.Step{Key: "warning." + key, Args: args})
}
