package law

import (
	"fmt"
	"strings"
	"time"

	"breachimpact/law/cal"
	"breachimpact/law/strict"
)

// Office is when administrations work: the weekend, the hours and the holidays
// of holidays.yaml.
type Office struct {
	Weekend []Weekday     `yaml:"weekend,required"`
	Hours   *OfficeHours  `yaml:"hours"`
	Fixed   []FixedDay    `yaml:"fixed,required"`
	Dated   []DatedDay    `yaml:"dated,required"`
	Known   HolidayLimits `yaml:"known,required"`
}

// HolidayLimits are the years for which moving feasts are listed: outside them a
// count of working days is not reliable.
type HolidayLimits struct {
	From int `yaml:"from,required"`
	To   int `yaml:"to,required"`
}

// OfficeHours are the opening hours with their source.
type OfficeHours struct {
	From  Clocktime  `yaml:"from,required"`
	To    Clocktime  `yaml:"to,required"`
	Cites []Citation `yaml:"cites,required"`
	Note  Text       `yaml:"note"`
}

// FixedDay is a holiday on the same day each year.
type FixedDay struct {
	On   MonthDay   `yaml:"on,required"`
	From int        `yaml:"from"` // first year; 0 means always
	Name Text       `yaml:"name,required"`
	Mark Confidence `yaml:"mark"`
}

// DatedDay is a feast of one year, or an exceptional day off.
type DatedDay struct {
	On     Date       `yaml:"on,required"`
	Days   int        `yaml:"days,required"`
	Name   Text       `yaml:"name,required"`
	Status DayStatus  `yaml:"status,required"`
	Mark   Confidence `yaml:"mark"`
}

// DayStatus tells a feast that was announced from one that is computed.
type DayStatus string

// The statuses.
const (
	ConfirmedDay DayStatus = "confirmed"
	EstimatedDay DayStatus = "estimated"
)

// Options lists the statuses for the strict reader.
func (DayStatus) Options() []string { return []string{string(ConfirmedDay), string(EstimatedDay)} }

// Weekday is a day of the week in lower case English, as data files write it.
type Weekday string

// Options lists the days for the strict reader.
func (Weekday) Options() []string {
	var out []string
	for d := time.Sunday; d <= time.Saturday; d++ {
		out = append(out, strings.ToLower(d.String()))
	}
	return out
}

func (w Weekday) day() time.Weekday {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), string(w)) {
			return d
		}
	}
	return time.Sunday // Options holds the word to the list
}

// Clocktime is a time of day, HH:MM, in minutes from midnight.
type Clocktime struct{ Minutes int }

// DecodeNode reads a time of day.
func (c *Clocktime) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	t, err := time.Parse("15:04", word)
	if err != nil || len(word) != 5 {
		r.Fault(n, "not-a-clocktime", strict.Arg{Name: "value", Value: word})
		return
	}
	c.Minutes = t.Hour()*60 + t.Minute()
}

// String is HH:MM.
func (c Clocktime) String() string { return fmt.Sprintf("%02d:%02d", c.Minutes/60, c.Minutes%60) }

// MonthDay is a day of every year, MM-DD.
type MonthDay struct {
	Month time.Month
	Day   int
}

// DecodeNode reads a day of the year; 29 February is refused.
func (m *MonthDay) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	d, err := ParseDate("2023-" + word)
	if err != nil {
		r.Fault(n, "not-a-date", strict.Arg{Name: "value", Value: word})
		return
	}
	m.Month, m.Day = d.Month, d.Day
}

// Calendar expands the holidays for the years that are known.
func (o Office) Calendar() cal.Calendar {
	c := cal.Calendar{}
	for _, w := range o.Weekend {
		c.Weekend = append(c.Weekend, w.day())
	}
	for year := o.Known.From; year <= o.Known.To; year++ {
		for _, f := range o.Fixed {
			if year >= f.From {
				c.Holidays = append(c.Holidays, cal.Holiday{Day: cal.Day{Year: year, Month: f.On.Month, Day: f.On.Day}})
			}
		}
	}
	for _, d := range o.Dated {
		for n := range d.Days {
			c.Holidays = append(c.Holidays, cal.Holiday{Day: dayOf(d.On).Add(n), Estimated: d.Status == EstimatedDay})
		}
	}
	return c
}

func dayOf(d Date) cal.Day { return cal.Day{Year: d.Year, Month: d.Month, Day: d.Day} }

// covers tells whether the holidays of a day's year are listed.
func (o *Office) covers(d cal.Day) bool {
	return o != nil && d.Year >= o.Known.From && d.Year <= o.Known.To
}

// NextOpening is when the administration can next be reached: now, when open.
// It is false when the jurisdiction lists no hours, or no holidays for the year
// of that day or of the opening.
func (j *Jurisdiction) NextOpening(t time.Time) (time.Time, bool) {
	if j.Office == nil || j.Office.Hours == nil || !j.Office.covers(cal.DayOf(j.Zone.In(t))) {
		return time.Time{}, false
	}
	hours := cal.Hours{Open: j.Office.Hours.From.Minutes, Close: j.Office.Hours.To.Minutes}
	next := j.Office.Calendar().NextOpening(j.Zone, hours, t)
	if !j.Office.covers(cal.DayOf(next)) {
		return time.Time{}, false
	}
	return next, true
}
