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
	Aware          Event = "aware"            // reasonable certainty that a breach occurred, not a rumour
	ProcessorAware Event = "processor-aware"  // the same, of the processor
	Classified     Event = "classified-major" // the organisation classified the incident as major
	Submitted      Event = "submitted"        // a report was sent; a clock says which with "after"
)

// Options lists the events that a file can name by themselves.
func (Event) Options() []string {
	return []string{string(Aware), string(ProcessorAware), string(Classified)}
}

// Report is one submission to an addressee, which starts a clock of its own.
type Report struct {
	To   string     `yaml:"to,required"` // an addressee of the jurisdiction
	Step ReportStep `yaml:"step,required"`
	Last bool       `yaml:"last"` // of several submissions of this step, the last; else the first
}

// ReportStep is which of several reports was sent.
type ReportStep string

// The steps, in order.
const (
	InitialReport      ReportStep = "initial"
	IntermediateReport ReportStep = "intermediate"
	FinalReport        ReportStep = "final"
)

// Options lists the steps for the strict reader.
func (ReportStep) Options() []string {
	return []string{string(InitialReport), string(IntermediateReport), string(FinalReport)}
}

// Ceiling is a second limit of a clock.
type Ceiling struct {
	From   Event  `yaml:"from,required"`
	Within Period `yaml:"within,required"`
}

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

// Clock is how long a duty leaves. It starts from an event, or after a report.
// Within is required for Fixed and refused for the others: where the text has no
// figure, none is invented. Of Within and Latest the earlier limit counts, unless
// the clock started only after Latest had passed. Latest starts no clock by itself.
type Clock struct {
	From     Event    `yaml:"from"`
	After    *Report  `yaml:"after"`
	Latest   *Ceiling `yaml:"latest"`
	Standard Standard `yaml:"standard,required"`
	Within   *Period  `yaml:"within"`
	Roll     Roll     `yaml:"roll"` // of a limit in days; none when left out
}

// Roll says where a limit goes that ends on a day off.
type Roll string

// NextWorkingDay moves it to the next worked day; a clock in hours never moves.
const NextWorkingDay Roll = "next-working-day"

// Options lists the ways for the strict reader.
func (Roll) Options() []string { return []string{string(NextWorkingDay)} }

// Period is a length of time: hours run through nights and holidays; days are
// civil days and do not count the first; working days skip days off; months end
// on the day of the same number, or on the last day of a month that has none.
type Period struct {
	Count int
	Unit  PeriodUnit
}

// PeriodUnit is what a period counts.
type PeriodUnit string

// The units, by the letters of the data files: 72h, 10d, 5wd, 1m.
const (
	HoursUnit       PeriodUnit = "h"
	DaysUnit        PeriodUnit = "d"
	WorkingDaysUnit PeriodUnit = "wd"
	MonthsUnit      PeriodUnit = "m"
)

// PeriodUnits lists the units.
func PeriodUnits() []PeriodUnit {
	return []PeriodUnit{WorkingDaysUnit, DaysUnit, HoursUnit, MonthsUnit} // wd before d, which it ends with
}

// DecodeNode reads a period.
func (p *Period) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	for _, unit := range PeriodUnits() {
		digits, found := strings.CutSuffix(word, string(unit))
		count, err := strconv.Atoi(digits)
		if found && err == nil && strict.IsInteger(digits) && count > 0 {
			*p = Period{count, unit}
			return
		}
	}
	r.Fault(n, "not-a-period", strict.Arg{Name: "value", Value: word})
}

// String is the form of the data files.
func (p Period) String() string { return fmt.Sprintf("%d%s", p.Count, p.Unit) }

// DecodeNode reads the clock and holds standard, figure and roll together.
func (c *Clock) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Clock
	var p plain
	before := len(r.Faults)
	r.Decode(n, &p)
	if len(r.Faults) == before {
		hours := p.Within != nil && p.Within.Unit == HoursUnit
		if (p.Standard == FixedTime) != (p.Within != nil) || p.Roll != "" && (p.Within == nil || hours) || p.Latest != nil && p.Within == nil {
			r.Fault(n, "clock-figure")
		}
		if (p.From == "") == (p.After == nil) {
			r.Fault(n, "clock-start")
		}
		if p.After != nil {
			p.From = Submitted
		}
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
		return OfMonth(m.Date) // its first day would be a precision nobody stated
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
	Standard  Standard
	From      Event      // of the limit that counts
	Event     string     // the same as a message: "moment.aware"
	Within    *Period    // the limit that counts; nil where the text has no figure
	Trigger   Moment     // zero: the clock has not started
	Due       *time.Time // in the jurisdiction's civil time; nil where the text has no figure, or the clock has not started
	Earliest  bool       // the hour of the trigger is unknown: hours count from the first instant of that day
	Estimated bool       // a holiday that is not confirmed, or not listed, could move the limit
	IfPublic  *time.Time // when it would be due had publication been awareness; only for a clock that has not started
	Sent      Moment     // when the report that performs the duty was sent; zero: not that the file says
	Step      Step
}

// Late tells whether the time is over at an instant, or was when the report was
// sent. A clock without a figure is never late by the clock: the text does not say
// when it would be. A report of which only the day or the month is known is late
// only if all of that was.
func (d Deadline) Late(now time.Time) bool {
	if d.Due == nil {
		return false
	}
	switch {
	case d.Sent.HasTime():
		now = d.Sent.Time
	case !d.Sent.IsZero():
		return DateOf(*d.Due).Before(d.Sent.Date)
	}
	return now.After(*d.Due)
}

// Start applies the clock of a contract, which no rulebook holds: hours need no
// jurisdiction but its civil time.
func (c Clock) Start(t Times, j *Jurisdiction) Deadline { return c.apply(t, j) }

// apply starts the clock at its event. A day without an hour counts from its
// first instant, the cautious reading, and says so.
func (c Clock) apply(t Times, j *Jurisdiction) Deadline {
	if c.Latest == nil {
		return c.start(t, j)
	}
	// Two limits: the earlier counts. The ceiling binds only once the clock has
	// started, and not one that started after the ceiling had passed.
	first := c.start(t, j)
	ceiling := Clock{From: c.Latest.From, Standard: c.Standard, Within: &c.Latest.Within}.start(t, j)
	pick, note := first, "deadline.latest"
	switch {
	case ceiling.Due == nil:
	case first.Trigger.IsZero():
		note = "deadline.latest.alone"
	case first.Due == nil:
	case instantIn(j.Zone, first.Trigger).After(*ceiling.Due):
		note = "deadline.latest.passed"
	case ceiling.Due.Before(*first.Due):
		pick = ceiling
	}
	pick.Step.Parts = append(pick.Step.Parts, Step{Key: note, Parts: []Step{first.Step, ceiling.Step}})
	return pick
}

// start is one limit.
func (c Clock) start(t Times, j *Jurisdiction) Deadline {
	trigger := t.of(c)
	d := Deadline{Standard: c.Standard, From: c.From, Event: c.moment(), Within: c.Within, Trigger: trigger}
	from := With("event", OfWord(c.moment()))
	d.Step = Step{Key: "deadline." + string(c.Standard), Args: []Arg{from, With("trigger", trigger.Value())}}
	if c.Within != nil {
		d.Step.Args = append(d.Step.Args, With("count", OfInt(c.Within.Count)))
		switch c.Within.Unit {
		case DaysUnit:
			d.Step.Key += ".days"
		case WorkingDaysUnit:
			d.Step.Key += ".working-days"
		case MonthsUnit:
			d.Step.Key += ".months"
		}
	}
	if c.chained() && c.Standard == WithoutDelay {
		d.Step.Key += ".chained"
	}
	if trigger.IsZero() {
		d.Step.Key = "deadline.not-started"
		if c.chained() {
			d.Step.Key += ".chained"
		}
		d.Step.Args = []Arg{from, With("public", t.Public.Value())}
		if c.Within != nil && !c.chained() && !t.Public.IsZero() && !t.Public.Month {
			due, _ := c.due(t.Public, j)
			d.IfPublic = &due
		}
		return d
	}
	if c.Within == nil {
		return d
	}
	if trigger.Month {
		d.Step.Key = "deadline.month-only"
		return d
	}
	due, estimated := c.due(trigger, j)
	d.Due, d.Earliest, d.Estimated = &due, !trigger.HasTime() && c.Within.Unit == HoursUnit, estimated
	d.Step.Result = OfTime(due)
	return d
}

// chained tells whether the clock starts from something other than awareness.
func (c Clock) chained() bool { return c.From != Aware && c.From != ProcessorAware }

// moment is the word for what starts the clock.
func (c Clock) moment() string {
	if c.After != nil {
		return "moment.submitted." + string(c.After.Step)
	}
	return "moment." + string(c.From)
}

// instantIn is a moment as an instant: a day without an hour is its first.
func instantIn(z cal.Zone, m Moment) time.Time {
	if m.HasTime() {
		return m.Time
	}
	return z.StartOfDay(m.Date.Year, m.Date.Month, m.Date.Day)
}

// due is when the period ends, and whether a holiday that is not confirmed
// could move it. Hours never stop; days end with the last minute of the last
// day, the first not being counted.
func (c Clock) due(m Moment, j *Jurisdiction) (time.Time, bool) {
	start := instantIn(j.Zone, m)
	if c.Within.Unit == HoursUnit {
		return j.Zone.In(start.Add(time.Duration(c.Within.Count) * time.Hour)), false
	}
	var calendar cal.Calendar
	if j.Office != nil {
		calendar = j.Office.Calendar()
	}
	first := cal.DayOf(j.Zone.In(start))
	last := first.Add(c.Within.Count)
	if c.Within.Unit == MonthsUnit {
		last = first.AddMonths(c.Within.Count)
	}
	from := last // holidays from this day on decide where the limit ends
	if c.Within.Unit == WorkingDaysUnit {
		last, from = calendar.AddWorking(first, c.Within.Count), first
	}
	if c.Roll == NextWorkingDay {
		last = calendar.Next(last)
	}
	if c.Within.Unit != WorkingDaysUnit && c.Roll == "" {
		return j.Zone.EndOfDay(last), false
	}
	// A feast that is not confirmed may fall a day earlier or later.
	unsure := calendar.Estimated(from.Add(-1), last.Add(1)) || !j.Office.covers(from) || !j.Office.covers(last)
	return j.Zone.EndOfDay(last), unsure
}

// before tells whether m is surely or by its day the earlier of two moments.
func (m Moment) before(o Moment) bool {
	if m.HasTime() && o.HasTime() {
		return m.Time.Before(o.Time)
	}
	return m.Date.Before(o.Date)
}
