package impact

import (
	"slices"

	"breachimpact/law"
)

// Action is one line of the list of what to do next: a duty to perform or
// prepare, or a question to settle. The list orders work; it sets no legal time
// limit.
type Action struct {
	Pace     law.Pace
	Duty     *DutyView // one of the two
	Question *Question
}

// How many questions of each rank go into the next hour and the next day; the
// rest go into the next week. Nobody settles more in that time.
const (
	questionsNextHour = 3
	questionsNextDay  = 5
)

// actions derives the list from duties and unknowns: statutory duties first,
// then the questions that decide duties, then practice, then the rest.
func (a *Assessment) actions() {
	for i := range a.Duties {
		d := &a.Duties[i]
		if d.Headline == Due || d.Headline == Prepare {
			a.Actions = append(a.Actions, Action{Pace: d.Finding().Version.Duty.Pace, Duty: d})
		}
	}
	hour, day := 0, 0
	for i := range a.Questions {
		q := &a.Questions[i]
		action := Action{Pace: law.NextWeek, Question: q}
		switch {
		case q.Duties > 0 && hour < questionsNextHour:
			action.Pace = law.NextHour
			hour++
		case day < questionsNextDay:
			action.Pace = law.NextDay
			day++
		}
		a.Actions = append(a.Actions, action)
	}
	rank := func(x Action) int {
		switch {
		case x.Duty != nil && x.Duty.Finding().Version.Duty.Basis == law.Statutory:
			return 0
		case x.Question != nil && x.Question.Duties > 0:
			return 1
		case x.Duty != nil:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(a.Actions, func(x, y Action) int {
		if x.Pace != y.Pace {
			return slices.Index(paces(), x.Pace) - slices.Index(paces(), y.Pace)
		}
		return rank(x) - rank(y)
	})
}

func paces() []law.Pace { return []law.Pace{law.NextHour, law.NextDay, law.NextWeek} }
