package impact

import (
	"slices"

	"breachimpact/law"
)

// pend marks the jurisdictions of which only one thing is known: that they may
// apply, while others have a better claim. A law that surely applies has; where
// none does, one that the file has a link with: a country it names, or its
// currency. The answers of the others stay in the figures and in JSON; a report
// asks the one question that decides, and prints no table of a law that probably
// does not apply.
func (a *Assessment) pend() {
	claim := a.reaches
	if !slices.ContainsFunc(a.Rulebook.Jurisdictions, claim) {
		claim = a.linked
	}
	if !slices.ContainsFunc(a.Rulebook.Jurisdictions, claim) {
		return
	}
	for i := range a.Claimed.Jurisdictions {
		c, k := &a.Claimed.Jurisdictions[i], &a.Confirmed.Jurisdictions[i]
		open := c.Scope.Verdict == law.Unknown || k.Scope.Verdict == law.Unknown
		pending := open && !claim(c.Jurisdiction)
		c.Pending, k.Pending = pending, pending
	}
}

// reaches tells whether a jurisdiction's territorial condition is met at either
// standpoint, whatever the dates.
func (a *Assessment) reaches(j *law.Jurisdiction) bool {
	return slices.ContainsFunc(a.Views(), func(v *View) bool {
		at := v.Law(j.Code)
		return at != nil && at.Scope.Reach == law.Yes
	})
}

// linked tells whether the file names a country that the jurisdiction's scope asks
// about, as one of the controller's or of the people's, or counts in its currency.
func (a *Assessment) linked(j *law.Jurisdiction) bool {
	at := a.Claimed.Law(j.Code)
	if at == nil || at.Scope.Reach == law.No && a.Confirmed.Law(j.Code).Scope.Reach == law.No {
		return false
	}
	if law.Currency(a.Incident.Currency) == j.Currency {
		return true
	}
	asked := j.Countries()
	return slices.ContainsFunc(a.countries(), func(c string) bool { return slices.Contains(asked, c) })
}

// countries are those the file names, as one of establishment, of targets or of
// residence.
func (a *Assessment) countries() []string {
	var out []string
	add := func(codes ...string) {
		for _, c := range codes {
			if c != "" && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	for _, v := range a.Views() {
		o := v.Scenario.Organisation
		add(o.Country.Value)
		add(o.Establishments.Value...)
		add(o.Targets.Value...)
		for _, g := range v.Scenario.Groups {
			for _, share := range g.Residence.Value {
				add(string(share.Country))
			}
		}
	}
	return out
}

// Shown tells whether reports print the jurisdiction's tables: it applies or may,
// and is not pending.
func (j *JurisdictionView) Shown() bool { return len(j.Findings) > 0 && !j.Pending }

// elsewhere tells whether some law applies, or may, beside those that do not.
func (a *Assessment) elsewhere() bool {
	return slices.ContainsFunc(a.Views(), func(v *View) bool {
		return slices.ContainsFunc(v.Jurisdictions, func(j JurisdictionView) bool { return j.Scope.Verdict != law.No })
	})
}

// Law is the view of one jurisdiction by its code, or nil.
func (v *View) Law(code string) *JurisdictionView {
	for i := range v.Jurisdictions {
		if v.Jurisdictions[i].Jurisdiction.Code == code {
			return &v.Jurisdictions[i]
		}
	}
	return nil
}
