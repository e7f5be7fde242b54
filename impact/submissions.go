package impact

import (
	"slices"
	"strings"

	"breachimpact/law"
)

// unusedSubmissions warns of reports that the file says were sent and that perform no
// duty, nor start a clock: whoever wrote them believes a duty done that is not.
func (a *Assessment) unusedSubmissions() {
	var known, warned []string
	used := func(s law.Submission) bool { return false }
	for _, d := range a.Duties {
		duty := d.Finding().Version.Duty
		before := used
		used = func(s law.Submission) bool {
			after := duty.Clock != nil && duty.Clock.After != nil && duty.Clock.After.To == s.To && duty.Clock.After.Step == s.Step
			return before(s) || after || duty.To == s.To && duty.Report == s.Step
		}
		if duty.Report != "" && d.Headline != NotDue && !slices.Contains(known, duty.To) {
			known = append(known, duty.To)
		}
	}
	if len(known) == 0 {
		return
	}
	for _, s := range a.Confirmed.Scenario.Times.Submissions {
		if !used(s) && !slices.Contains(warned, s.To) {
			warned = append(warned, s.To)
			a.warn("submission-unused", law.With("to", law.OfCode(s.To)), law.With("known", law.OfCode(strings.Join(known, ", "))))
		}
	}
}
