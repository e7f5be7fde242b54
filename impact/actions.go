package impact

import (
	"slices"
	"time"

	"breachimpact/law"
)

// Action is one line of the list of what to do next: a duty to perform or
// prepare, an obligation of a contract, or a question to settle. The list orders work; it sets no legal time
// limit.
type Action struct {
	Pace     law.Pace
	Duty     *DutyView // one of the three
	Question *Question
	Contract *ContractView
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
		if d.Done() != nil {
			continue // the report was sent
		}
		if d.Headline == Due || d.Headline == Prepare {
			a.Actions = append(a.Actions, Action{Pace: d.Finding().Version.Duty.Pace, Duty: d})
		}
	}
	for i := range a.Contracts {
		c := &a.Contracts[i]
		a.Actions = append(a.Actions, Action{Pace: a.contractPace(c), Contract: c})
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
		case x.Contract != nil:
			return 1
		case x.Question != nil && x.Question.Duties > 0:
			return 2
		case x.Duty != nil:
			return 3
		}
		return 4
	}
	slices.SortStableFunc(a.Actions, func(x, y Action) int {
		if x.Pace != y.Pace {
			return slices.Index(paces(), x.Pace) - slices.Index(paces(), y.Pace)
		}
		return rank(x) - rank(y)
	})
}

// contractPace follows the time that is left: what is late, or ends within a day,
// comes first. A clock that has not started may have less left than it seems.
func (a *Assessment) contractPace(c *ContractView) law.Pace {
	due := c.Deadline.Due
	switch {
	case due == nil || due.Sub(a.AsOf) <= 24*time.Hour:
		return law.NextHour
	case due.Sub(a.AsOf) <= 72*time.Hour:
		return law.NextDay
	}
	return law.NextWeek
}

func paces() []law.Pace { return []law.Pace{law.NextHour, law.NextDay, law.NextWeek} }
