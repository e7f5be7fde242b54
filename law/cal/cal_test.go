package cal

import (
	"strings"
	"testing"
	"time"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// One zone with a change of every sort: forward over midnight, back within the
// night, back over midnight, and back from one o'clock to midnight.
var zone = Zone{Name: "Test/Zone", Changes: []Change{
	{at("2020-01-01T00:00:00Z"), 0},
	{at("2020-03-01T00:00:00Z"), 3600}, // 00:00 becomes 01:00: 1 March begins at 01:00
	{at("2020-06-01T02:00:00Z"), 0},    // 03:00 becomes 02:00
	{at("2020-07-01T02:00:00Z"), 3600}, // 02:00 becomes 03:00
	{at("2020-08-01T23:00:00Z"), 0},    // 00:00 becomes 23:00: 1 August has 25 hours
	{at("2020-09-01T02:00:00Z"), 3600},
	{at("2020-10-25T00:00:00Z"), 0}, // 01:00 becomes 00:00: 25 October strikes midnight twice
}}

func TestAnOffsetHoldsFromItsChange(t *testing.T) {
	for _, c := range []struct {
		name, when string
		want       int
	}{
		{"before the first change the first offset holds", "2019-06-01T00:00:00Z", 0},
		{"a second before a change", "2020-02-29T23:59:59Z", 0},
		{"at the change", "2020-03-01T00:00:00Z", 3600},
		{"a second after", "2020-03-01T00:00:01Z", 3600},
		{"the instant counts, not the offset it is written with", "2020-03-01T01:59:59+02:00", 0},
		{"after the last change the last offset holds", "2030-01-01T00:00:00Z", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := zone.Offset(at(c.when)); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestInShowsTheSameInstant(t *testing.T) {
	utc := at("2020-03-01T12:00:00Z")
	local := zone.In(utc)
	if !local.Equal(utc) || local.Format(time.RFC3339) != "2020-03-01T13:00:00+01:00" {
		t.Errorf("got %s", local.Format(time.RFC3339))
	}
}

func TestTheFirstInstantOfADay(t *testing.T) {
	for _, c := range []struct {
		name             string
		year, month, day int
		want             string
	}{
		{"an ordinary day", 2020, 2, 10, "2020-02-10T00:00:00Z"},
		{"a day in summer", 2020, 4, 10, "2020-04-10T00:00:00+01:00"},
		{"the day before clocks jump over midnight", 2020, 2, 29, "2020-02-29T00:00:00Z"},
		{"the day clocks jump over midnight begins at one", 2020, 3, 1, "2020-03-01T01:00:00+01:00"},
		{"the day clocks go back in the night", 2020, 6, 1, "2020-06-01T00:00:00+01:00"},
		{"the day after it", 2020, 6, 2, "2020-06-02T00:00:00Z"},
		{"the day clocks go forward in the night", 2020, 7, 1, "2020-07-01T00:00:00Z"},
		{"the day that gets a second eleventh hour", 2020, 8, 1, "2020-08-01T00:00:00+01:00"},
		{"the day that begins after that hour", 2020, 8, 2, "2020-08-02T00:00:00Z"},
		{"a day with two midnights begins at the first", 2020, 10, 25, "2020-10-25T00:00:00+01:00"},
		{"the day after two midnights", 2020, 10, 26, "2020-10-26T00:00:00Z"},
		{"before the table", 2019, 1, 1, "2019-01-01T00:00:00Z"},
		{"a leap day", 2024, 2, 29, "2024-02-29T00:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := zone.StartOfDay(c.year, time.Month(c.month), c.day).Format(time.RFC3339); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// The definition itself, held on every day of two years: the instant lies in the
// day, and the second before it does not.
func TestTheFirstInstantIsInTheDayAndTheSecondBeforeIsNot(t *testing.T) {
	for d := at("2019-06-01T00:00:00Z"); d.Year() < 2021; d = d.AddDate(0, 0, 1) {
		y, m, day := d.Date()
		start := zone.StartOfDay(y, m, day)
		if sy, sm, sd := start.Date(); sy != y || sm != m || sd != day {
			t.Errorf("%s begins at %s, on another day", d.Format(time.DateOnly), start)
		}
		if before := zone.In(start.Add(-time.Second)); before.Day() == day && before.Month() == m {
			t.Errorf("%s begins at %s, but %s is in it", d.Format(time.DateOnly), start, before)
		}
	}
}

func TestATableMustBeThereAndInOrder(t *testing.T) {
	for _, c := range []struct {
		name string
		zone Zone
		want string
	}{
		{"in order", zone, ""},
		{"one offset", Zone{"A", []Change{{at("2020-01-01T00:00:00Z"), 0}}}, ""},
		{"empty", Zone{Name: "A"}, "no offsets"},
		{"out of order", Zone{"A", []Change{{at("2020-01-02T00:00:00Z"), 0}, {at("2020-01-01T00:00:00Z"), 1}}}, "2020-01-01"},
		{"twice the same instant", Zone{"A", []Change{{at("2020-01-02T00:00:00Z"), 0}, {at("2020-01-02T00:00:00Z"), 1}}}, "2020-01-02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.zone.Validate()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
