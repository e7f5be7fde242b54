package impact

import (
	"slices"
	"strings"

	"breachimpact/law"
)

// Question is one unknown fact and what it decides, most decisive first.
type Question struct {
	Definition *law.FactDefinition
	Decides    []string // ids of duties and sanctions whose verdict or amount waits for it, and codes of laws that wait for it to apply
	Duties     int
	Sanctions  int
	Laws       int // jurisdictions of which nothing else is asked
}

// questions ranks the facts that verdicts wait for: those that decide most
// duties first, then most sanctions, then what the breach itself is, then in the
// order of the fact book.
func (a *Assessment) questions() {
	byFact := map[law.FactID]*Question{}
	views := a.Views()
	if a.Refuted() {
		views = views[:1] // what only the refuted claim would need is not asked
	}
	for _, v := range views {
		for _, j := range v.Jurisdictions {
			if j.Pending {
				for _, id := range j.Scope.Missing {
					if q := a.question(byFact, id); q != nil && !slices.Contains(q.Decides, j.Jurisdiction.Code) {
						q.Decides = append(q.Decides, j.Jurisdiction.Code)
						q.Laws++
					}
				}
				continue
			}
			for _, f := range j.Findings {
				missing := slices.Clone(f.Missing)
				for _, x := range f.Exposures {
					if x.Verdict != law.No {
						missing = append(missing, x.Unknowns()...)
					}
				}
				for _, id := range missing {
					q := a.question(byFact, id)
					if q == nil {
						continue
					}
					if slices.Contains(q.Decides, f.Provision.ID) {
						continue
					}
					q.Decides = append(q.Decides, f.Provision.ID)
					if f.Version.Duty != nil {
						q.Duties++
					} else {
						q.Sanctions++
					}
				}
			}
		}
	}
	for i := range a.Rulebook.Facts.Definitions {
		if q := byFact[a.Rulebook.Facts.Definitions[i].ID]; q != nil {
			a.Questions = append(a.Questions, *q)
		}
	}
	slices.SortStableFunc(a.Questions, func(x, y Question) int {
		if x.Duties != y.Duties {
			return y.Duties - x.Duties
		}
		if x.Sanctions != y.Sanctions {
			return y.Sanctions - x.Sanctions
		}
		return ofBreach(y) - ofBreach(x)
	})
}

// ofBreach is 1 for a fact of the breach itself, which whoever answers settles
// first.
func ofBreach(q Question) int {
	if q.Definition.Given == law.GivenBlock && strings.HasPrefix(q.Definition.At, "breach.") {
		return 1
	}
	return 0
}

// question is the one about a fact, new if need be; nil for a fact that no law may
// ask for.
func (a *Assessment) question(byFact map[law.FactID]*Question, id law.FactID) *Question {
	if q := byFact[id]; q != nil {
		return q
	}
	d := a.Rulebook.Facts.Find(id)
	if d == nil {
		return nil
	}
	byFact[id] = &Question{Definition: d}
	return byFact[id]
}
