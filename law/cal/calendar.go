package cal

import (
	"slices"
	"time"
)

// Day is a civil day.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the civil day an instant shows in its own zone.
func DayOf(t time.Time) Day { return Day{t.Year(), t.Month(), t.Day()} }

func (d Day) midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Add moves by civil days.
func (d Day) Add(n int) Day { return DayOf(d.midnight().AddDate(0, 0, n)) }

// AddMonths moves by months: to the day of the same number, or to the last day of
// a month that has none (Regulation 1182/71, art. 3(2)(c)).
func (d Day) AddMonths(n int) Day {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Day{first.Year(), first.Month(), min(d.Day, last)}
}

// Before tells whether d is an earlier day.
func (d Day) Before(o Day) bool { return d.midnight().Before(o.midnight()) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.midnight().Weekday() }

// Calendar says which days are worked: every day but the weekend and the
// holidays. Holidays that are only estimated count, since a deadline that rests
// on one must say so; see Estimated.
type Calendar struct {
	Weekend  []time.Weekday
	Holidays []Holiday
}

// Holiday is one day off.
type Holiday struct {
	Day       Day
	Estimated bool // announced only on sighting of the moon, or not checked
}

// Working tells whether a day is worked.
func (c Calendar) Working(d Day) bool {
	return !slices.Contains(c.Weekend, d.Weekday()) && !slices.ContainsFunc(c.Holidays, func(h Holiday) bool { return h.Day == d })
}

// Next is the day itself when it is worked, else the first worked day after it.
// A calendar without worked days answers the day itself.
func (c Calendar) Next(d Day) Day {
	next := d
	for range 366 {
		if c.Working(next) {
			return next
		}
		next = next.Add(1)
	}
	return d
}

// AddWorking counts n worked days after d, not counting d itself.
func (c Calendar) AddWorking(d Day, n int) Day {
	for range n {
		d = c.Next(d.Add(1))
	}
	return d
}

// Estimated tells whether a holiday that is not confirmed lies within the days
// from first to last, both included.
func (c Calendar) Estimated(first, last Day) bool {
	return slices.ContainsFunc(c.Holidays, func(h Holiday) bool {
		return h.Estimated && !h.Day.Before(first) && !last.Before(h.Day)
	})
}

// Hours are opening hours on worked days, in minutes from local midnight.
type Hours struct{ Open, Close int }

// NextOpening is the instant itself while open, else the next opening, in the
// zone's civil time.
func (c Calendar) NextOpening(z Zone, h Hours, t time.Time) time.Time {
	local := z.In(t)
	day := DayOf(local)
	minute := local.Hour()*60 + local.Minute()
	if c.Working(day) && minute >= h.Open && minute < h.Close {
		return local
	}
	if !c.Working(day) || minute >= h.Close {
		day = c.Next(day.Add(1))
	}
	return z.At(day, h.Open)
}

// At is the instant at which the clocks of a civil day show a time, in minutes:
// the first of the two when clocks go back over it, and when they jump over it
// the instant that would have shown it.
func (z Zone) At(d Day, minutes int) time.Time {
	wall := d.midnight().Add(time.Duration(minutes) * time.Minute)
	before := z.Offset(z.StartOfDay(d.Year, d.Month, d.Day))
	for _, offset := range []int{before, z.Offset(wall.Add(-time.Duration(before) * time.Second))} {
		if t := wall.Add(-time.Duration(offset) * time.Second); z.Offset(t) == offset {
			return z.In(t)
		}
	}
	return z.In(wall.Add(-time.Duration(before) * time.Second))
}

// EndOfDay is the last minute of a civil day: a time limit in days may be met
// until then.
func (z Zone) EndOfDay(d Day) time.Time {
	next := d.Add(1)
	return z.In(z.StartOfDay(next.Year, next.Month, next.Day).Add(-time.Minute))
}
