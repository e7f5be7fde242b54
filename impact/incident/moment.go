package incident

import (
	"regexp"
	"strings"
	"time"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// Patterns of dates and times, which the schema shares.
const (
	dayPattern     = `[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`
	clockPattern   = `T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?`
	zonePattern    = `(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])`
	monthPattern   = `[0-9]{4}-(0[1-9]|1[0-2])`
	instantPattern = `^` + dayPattern + clockPattern + zonePattern + `$`
	momentPattern  = `^(` + monthPattern + `|` + dayPattern + `|` + dayPattern + clockPattern + zonePattern + `)$`
)

var (
	instantForm  = regexp.MustCompile(instantPattern)
	zonelessForm = regexp.MustCompile(`^` + dayPattern + `[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$`)
)

// The years a workbook can show as dates, and that a breach can lie in.
const (
	firstYear = 1900
	lastYear  = 2199
)

// parseInstant reads an RFC 3339 instant, at the offset it is written with. The
// machine's own zone plays no part.
func parseInstant(word string) (time.Time, bool) {
	if !instantForm.MatchString(word) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, word)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return time.Time{}, false
	}
	if strings.HasSuffix(word, "Z") {
		return t.UTC(), true
	}
	_, offset := t.Zone()
	return t.In(time.FixedZone("", offset)), true
}

// Instant is a moment known to the second, with its offset from UTC.
type Instant struct{ time.Time }

// DecodeNode reads RFC 3339 with a zone.
func (i *Instant) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	t, ok := parseInstant(word)
	switch {
	case ok:
		i.Time = t
	case zonelessForm.MatchString(word):
		r.Fault(n, instantWithoutZone, strict.Arg{Name: "value", Value: word})
	default:
		r.Fault(n, notAnInstant, strict.Arg{Name: "value", Value: word})
	}
}

// Moment is when something happened: an instant, a civil day in the controller's
// zone when the hour is unknown, or a month.
type Moment struct{ law.Moment }

// DecodeNode reads an RFC 3339 instant with a zone, a day, or a month.
func (m *Moment) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if t, ok := parseInstant(word); ok {
		m.Moment = law.Moment{Date: law.DateOf(t), Time: t}
		return
	}
	if zonelessForm.MatchString(word) {
		r.Fault(n, instantWithoutZone, strict.Arg{Name: "value", Value: word})
		return
	}
	day, month := word, false
	if len(word) == len("2025-01") {
		day, month = word+"-01", true
	}
	date, err := law.ParseDate(day)
	if err != nil || date.Year < firstYear || date.Year > lastYear {
		r.Fault(n, notAMoment, strict.Arg{Name: "value", Value: word})
		return
	}
	m.Moment = law.Moment{Date: date, Month: month}
}

// Value is the moment as precisely as it is known: a month is never shown as its
// first day.
func (m Moment) Value() law.Value {
	if m.Month {
		return law.OfCode(m.String())
	}
	return m.Moment.Value()
}

// days are the first and last civil day of the controller that the moment may lie
// in. An offset is taken for the controller's; UTC may stand for any zone.
func days(m law.Moment) (first, last law.Date) {
	switch {
	case m.Month:
		return m.Date, law.DateOf(m.Date.Midnight().AddDate(0, 1, -1))
	case m.HasTime() && m.Time.Location() == time.UTC:
		return law.DateOf(m.Time.Add(-12 * time.Hour)), law.DateOf(m.Time.Add(14 * time.Hour))
	}
	return m.Date, m.Date
}

// surelyAfter tells whether a lies after b whatever the hours that are not
// known.
func surelyAfter(a, b law.Moment) bool {
	switch {
	case a.IsZero() || b.IsZero():
		return false
	case a.HasTime() && b.HasTime():
		return a.Time.After(b.Time)
	}
	first, _ := days(a)
	_, last := days(b)
	return last.Before(first)
}
