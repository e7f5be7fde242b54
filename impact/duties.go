package impact

import (
	"cmp"
	"slices"

	"breachimpact/law"
)

// DutyView is one duty at both standpoints, with the one that heads the report.
type DutyView struct {
	Jurisdiction *law.Jurisdiction
	Confirmed    *law.Finding // nil when no text was in force at this standpoint
	Claimed      *law.Finding
	Announced    *law.Finding // what an announced text would answer, when such texts are counted: a simulation that takes no duty away
	Headline     Headline
	Stated       bool // the file says that it was performed, and not when: the fact that the law names
}

// Headline is what a duty comes to when both standpoints are read together.
type Headline string

// The headlines.
const (
	Due     Headline = "due"     // to be done
	Prepare Headline = "prepare" // due if the claim is confirmed: have it ready
	NotDue  Headline = "not-due"
	Open    Headline = "open" // not decided: a fact is missing
)

// Finding is the finding that any of the standpoints has, for what does not
// differ between them.
func (d DutyView) Finding() *law.Finding {
	if d.Claimed != nil {
		return d.Claimed
	}
	return d.Confirmed
}

// Applied is the finding whose text and clock a duty is shown with: that of the
// confirmed standpoint where there is one, because a claim starts no clock.
func (d DutyView) Applied() *law.Finding {
	if d.Confirmed != nil {
		return d.Confirmed
	}
	return d.Claimed
}

// Done is the clock of a duty whose report was sent, or that the file states was
// performed, or nil: it is no longer to be done, in time or not. Without a day, Sent
// is zero.
func (d DutyView) Done() *law.Deadline {
	for _, f := range []*law.Finding{d.Confirmed, d.Claimed} {
		if f != nil && f.Deadline != nil && !f.Deadline.Sent.IsZero() {
			return f.Deadline
		}
	}
	if !d.Stated {
		return nil
	}
	if at := d.Applied().Deadline; at != nil {
		return at
	}
	return &law.Deadline{}
}

// order puts the law of the controller's country first, then that of a union it
// belongs to, then the others that apply, that may, and that do not.
func (a *Assessment) order() {
	var home []string
	for _, v := range a.Views() {
		if country := v.Scenario.Organisation.Country; country.Known {
			home = append(home, country.Value)
		}
	}
	at := func(code string) int {
		c, k := a.Claimed.Law(code), a.Confirmed.Law(code)
		is := func(v law.Verdict) bool { return c.Scope.Verdict == v || k.Scope.Verdict == v }
		switch j := c.Jurisdiction; {
		case slices.Contains(home, code):
			return 0
		case c.Pending:
			return 4
		case is(law.Yes) && slices.ContainsFunc(j.Countries(), func(c string) bool { return slices.Contains(home, c) }):
			return 1
		case is(law.Yes):
			return 2
		case is(law.Unknown):
			return 3
		}
		return 5
	}
	rank := map[string]int{}
	for _, j := range a.Claimed.Jurisdictions {
		rank[j.Jurisdiction.Code] = at(j.Jurisdiction.Code)
	}
	for _, v := range a.Views() {
		slices.SortStableFunc(v.Jurisdictions, func(x, y JurisdictionView) int {
			return cmp.Compare(rank[x.Jurisdiction.Code], rank[y.Jurisdiction.Code])
		})
	}
}

// duties pairs the duties of both standpoints, statutory ones first.
func (a *Assessment) duties() {
	for _, statutory := range []bool{true, false} {
		for i := range a.Claimed.Jurisdictions {
			cj, kj := &a.Claimed.Jurisdictions[i], &a.Confirmed.Jurisdictions[i]
			if cj.Pending {
				continue
			}
			for p := range cj.Jurisdiction.Provisions {
				id := cj.Jurisdiction.Provisions[p].ID
				d := DutyView{Jurisdiction: cj.Jurisdiction, Confirmed: kj.finding(id), Claimed: cj.finding(id)}
				d.inForce()
				f := d.Finding()
				if f == nil || f.Version.Duty == nil || (f.Version.Duty.Basis == law.Statutory) != statutory {
					continue
				}
				d.Headline = a.headline(d, f.Version.Duty)
				d.Stated = kj.Facts[f.Version.Duty.Done].Truth == law.Yes
				a.Duties = append(a.Duties, d)
			}
		}
	}
}

// inForce puts the text in force where an announced one was counted.
func (d *DutyView) inForce() {
	for _, f := range []**law.Finding{&d.Confirmed, &d.Claimed} {
		if *f != nil && (*f).InForce != nil {
			d.Announced, *f = *f, (*f).InForce
		}
	}
}

func (j *JurisdictionView) finding(id string) *law.Finding {
	for i := range j.Findings {
		if j.Findings[i].Provision.ID == id {
			return &j.Findings[i]
		}
	}
	return nil
}

// headline reads the two verdicts together. Telling an authority does not wait
// for a standing claim to be proved; telling people does.
func (a *Assessment) headline(d DutyView, duty *law.Duty) Headline {
	verdict := func(f *law.Finding) law.Verdict {
		if f == nil {
			return law.No
		}
		return f.Verdict
	}
	confirmed, claimed := verdict(d.Confirmed), verdict(d.Claimed)
	if a.Refuted() {
		claimed = confirmed
	}
	switch {
	case confirmed == law.Yes:
		return Due
	case claimed == law.Yes && duty.Act == law.Communicate:
		return Prepare
	case claimed == law.Yes:
		return Due
	case confirmed == law.Unknown || claimed == law.Unknown:
		return Open
	}
	return NotDue
}
