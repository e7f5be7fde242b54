package law

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"breachimpact/law/cal"
	"breachimpact/law/strict"
)

// Event is what starts a clock.
type Event string

// The events.
const (
	Aware Event = "aware" // reasonable certainty that a breach occurred, not a rumour
)

// Options lists the events for the strict reader.
func (Event) Options() []string { return []string{string(Aware)} }

// Standard says how a text sets its time.
type Standard string

// The standards. Only Fixed has a figure; the others never get one.
const (
	FixedTime    Standard = "fixed"
	Immediate    Standard = "immediate"
	WithoutDelay Standard = "without-undue-delay"
)

// Options lists the standards for the strict reader.
func (Standard) Options() []string {
	return []string{string(FixedTime), string(Immediate), string(WithoutDelay)}
}

// Hours is a length of time counted in hours, written "72h" in data files.
type Hours struct{ Count int }

// DecodeNode reads a count of hours.
func (h *Hours) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	digits, found := strings.CutSuffix(word, "h")
	count, err := strconv.Atoi(digits)
	if !found || err != nil || !strict.IsInteger(digits) || count == 0 {
		r.Fault(n, "not-hours", strict.Arg{Name: "value", Value: word})
		return
	}
	h.Count = count
}

// String is the form of the data files.
func (h Hours) String() string { return fmt.Sprintf("%dh", h.Count) }

// Clock is how long a duty leaves. Within is required for Fixed and refused for
// the others: where the text has no hour figure, none is invented.
type Clock struct {
	From     Event    `yaml:"from,required"`
	Standard Standard `yaml:"standard,required"`
	Within   *Hours   `yaml:"within"`
}

// DecodeNode reads the clock and holds standard and figure together.
func (c *Clock) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Clock
	var p plain
	before := len(r.Faults)
	r.Decode(n, &p)
	if len(r.Faults) == before && (p.Standard == FixedTime) != (p.Within != nil) {
		r.Fault(n, "clock-figure")
	}
	*c = Clock(p)
}

// Moment is when something happened: an instant, or a civil day, or a month
// when that is all that is known. The zero Moment is unknown.
type Moment struct {
	Date  Date      // of a month, its first day
	Time  time.Time // zero when only the day is known
	Month bool      // only the month is known
}

// IsZero tells whether nothing is known.
func (m Moment) IsZero() bool { return m.Date.IsZero() }

// HasTime tells whether the hour is known.
func (m Moment) HasTime() bool { return !m.Time.IsZero() }

// Value is the moment as an explanation shows it.
func (m Moment) Value() Value {
	switch {
	case m.IsZero():
		return OfVerdict(Unknown)
	case m.HasTime():
		return OfTime(m.Time)
	case m.Month:
		return OfCode(m.String()) // its first day would be a precision nobody stated
	}
	return OfDate(m.Date)
}

// String is RFC 3339 for an instant, the day, or the month.
func (m Moment) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.HasTime():
		return m.Time.Format(time.RFC3339)
	case m.Month:
		return m.Date.String()[:7]
	}
	return m.Date.String()
}

// Deadline is a clock applied to an incident.
type Deadline struct {
	Standard Standard
	Trigger  Moment     // zero: the clock has not started
	Due      *time.Time // in the jurisdiction's civil time; nil where the text has no figure, or the clock has not started
	Earliest bool       // the hour of the trigger is unknown: Due counts from the first instant of that day
	IfPublic *time.Time // when it would be due had publication been awareness; only for a clock that has not started
	Step     Step
}

// apply starts the clock at awareness. A day without an hour counts from its
// first instant, the cautious reading, and says so.
func (c Clock) apply(t Times, zone cal.Zone) Deadline {
	d := Deadline{Standard: c.Standard, Trigger: t.Aware}
	d.Step = Step{Key: "deadline." + string(c.Standard), Args: []Arg{With("trigger", t.Aware.Value())}}
	if c.Within != nil {
		d.Step.Args = append(d.Step.Args, With("hours", OfInt(c.Within.Count)))
	}
	if t.Aware.IsZero() {
		d.Step.Key = "deadline.not-started"
		d.Step.Args = []Arg{With("public", t.Public.Value())}
		if c.Within != nil && !t.Public.IsZero() && !t.Public.Month {
			due := c.due(t.Public, zone)
			d.IfPublic = &due
		}
		return d
	}
	if c.Within != nil && !t.Aware.Month {
		due := c.due(t.Aware, zone)
		d.Due, d.Earliest = &due, !t.Aware.HasTime()
		d.Step.Result = OfTime(due)
	}
	return d
}

func (c Clock) due(m Moment, zone cal.Zone) time.Time {
	start := m.Time
	if !m.HasTime() {
		start = zone.StartOfDay(m.Date.Year, m.Date.Month, m.Date.Day)
	}
	return zone.In(start.Add(time.Duration(c.Within.Count) * time.Hour))
}
