package law

import (
	"fmt"
	"time"

	"breachimpact/law/strict"
)

// Date is a civil day without a clock or a zone. The zero Date is invalid and
// stands for "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads YYYY-MM-DD and refuses days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil || len(s) != 10 {
		return Date{}, fmt.Errorf("%q is not a day that exists, written YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// DateOf is the civil day an instant shows in its own zone.
func DateOf(t time.Time) Date { return Date{t.Year(), t.Month(), t.Day()} }

// DecodeNode reads a date from YAML.
func (d *Date) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	parsed, err := ParseDate(word)
	if err != nil {
		r.Fault(n, "not-a-date", strict.Arg{Name: "value", Value: word})
		return
	}
	*d = parsed
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is YYYY-MM-DD, or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month > 99 || d.Day > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	// A document writes hundreds of days; formatting by a pattern is ten times slower.
	digit := func(n int) byte { return byte('0' + n%10) }
	month := int(d.Month)
	return string([]byte{digit(d.Year / 1000), digit(d.Year / 100), digit(d.Year / 10), digit(d.Year), '-', digit(month / 10), digit(month), '-', digit(d.Day / 10), digit(d.Day)})
}

// Midnight is the first instant of the day in UTC, for arithmetic only.
func (d Date) Midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays moves by civil days.
func (d Date) AddDays(n int) Date { return DateOf(d.Midnight().AddDate(0, 0, n)) }

// Before tells whether d is an earlier day.
func (d Date) Before(o Date) bool {
	switch {
	case d.Year != o.Year:
		return d.Year < o.Year
	case d.Month != o.Month:
		return d.Month < o.Month
	}
	return d.Day < o.Day
}

// Span is a half-open range of days: From is in it, To is not. A zero To means
// still in force.
type Span struct {
	From Date `yaml:"from,required"`
	To   Date `yaml:"to"`
}

// Contains tells whether a day lies in the span.
func (s Span) Contains(d Date) bool {
	return !d.Before(s.From) && (s.To.IsZero() || d.Before(s.To))
}
