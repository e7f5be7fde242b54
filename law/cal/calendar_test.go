package cal

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(s string) Day {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return DayOf(t)
}

func (d Day) text() string { return d.midnight().Format(time.DateOnly) }

// A week with a holiday on Monday 6 and a feast that is only estimated on
// Wednesday 8 January 2020.
var week = Calendar{
	Weekend:  []time.Weekday{time.Saturday, time.Sunday},
	Holidays: []Holiday{{Day: day("2020-01-06")}, {Day: day("2020-01-08"), Estimated: true}},
}

func TestWorkedDays(t *testing.T) {
	for _, c := range []struct {
		day     string
		working bool
		next    string
	}{
		{"2020-01-03", true, "2020-01-03"},  // Friday
		{"2020-01-04", false, "2020-01-07"}, // Saturday: the weekend, then the holiday
		{"2020-01-05", false, "2020-01-07"},
		{"2020-01-06", false, "2020-01-07"},
		{"2020-01-07", true, "2020-01-07"},
		{"2020-01-08", false, "2020-01-09"}, // estimated, and off all the same
		{"2019-12-31", true, "2019-12-31"},
	} {
		if got := week.Working(day(c.day)); got != c.working {
			t.Errorf("%s is worked: %v", c.day, got)
		}
		if got := week.Next(day(c.day)).text(); got != c.next {
			t.Errorf("after %s: %s, want %s", c.day, got, c.next)
		}
	}
	every := []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	if got := (Calendar{Weekend: every}).Next(day("2020-01-01")).text(); got != "2020-01-01" {
		t.Errorf("a calendar without worked days goes to %s", got)
	}
}

func TestCountingWorkedDaysLeavesOutTheFirst(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2020-01-01", 0, "2020-01-01"}, {"2020-01-01", 1, "2020-01-02"}, {"2020-01-02", 2, "2020-01-07"}, {"2020-01-03", 1, "2020-01-07"},
		{"2020-01-04", 1, "2020-01-07"}, {"2020-01-07", 1, "2020-01-09"}, {"2019-12-30", 5, "2020-01-07"}, {"2020-02-28", 1, "2020-03-02"},
	} {
		if got := week.AddWorking(day(c.from), c.n).text(); got != c.want {
			t.Errorf("%d worked days after %s: %s, want %s", c.n, c.from, got, c.want)
		}
	}
}

func TestWhatIsOnlyEstimatedIsSaid(t *testing.T) {
	for _, c := range []struct {
		first, last string
		want        bool
	}{
		{"2020-01-01", "2020-01-07", false}, {"2020-01-01", "2020-01-08", true}, {"2020-01-08", "2020-01-08", true}, {"2020-01-09", "2020-01-31", false},
		{"2020-01-06", "2020-01-06", false}, // confirmed
	} {
		if got := week.Estimated(day(c.first), day(c.last)); got != c.want {
			t.Errorf("%s to %s: %v", c.first, c.last, got)
		}
	}
}

// genCalendar draws a calendar with some holidays of the first two months of 2020.
func genCalendar(t *rapid.T) Calendar {
	c := Calendar{Weekend: []time.Weekday{time.Saturday, time.Sunday}}
	for _, n := range rapid.SliceOfN(rapid.IntRange(0, 60), 0, 8).Draw(t, "holidays") {
		c.Holidays = append(c.Holidays, Holiday{Day: day("2020-01-01").Add(n)})
	}
	return c
}

func TestMoreHolidaysNeverBringADayForward(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCalendar(t)
		from := day("2020-01-01").Add(rapid.IntRange(0, 60).Draw(t, "from"))
		n := rapid.IntRange(0, 15).Draw(t, "n")
		more := c
		more.Holidays = append(append([]Holiday{}, c.Holidays...), Holiday{Day: day("2020-01-01").Add(rapid.IntRange(0, 80).Draw(t, "another"))})
		for _, pair := range [][2]Day{{c.AddWorking(from, n), more.AddWorking(from, n)}, {c.Next(from), more.Next(from)}} {
			if pair[1].Before(pair[0]) {
				t.Fatalf("from %s: %s with one holiday more, %s without", from.text(), pair[1].text(), pair[0].text())
			}
		}
		if got := c.AddWorking(from, n); got.Before(from) || n > 0 && !c.Working(got) || got.Before(from.Add(n)) {
			t.Fatalf("%d worked days after %s: %s", n, from.text(), got.text())
		}
		if got := c.Next(from); got.Before(from) || !c.Working(got) {
			t.Fatalf("the next worked day of %s is %s", from.text(), got.text())
		}
	})
}

// The zone of cal_test.go, which changes its clocks in every way.
func TestTheClockOfADayIsReadAsItShows(t *testing.T) {
	for _, c := range []struct {
		name, day string
		minutes   int
		want      string
	}{
		{"an ordinary day", "2020-02-10", 510, "2020-02-10T08:30:00Z"},
		{"midnight", "2020-02-10", 0, "2020-02-10T00:00:00Z"},
		{"a day in summer", "2020-04-10", 510, "2020-04-10T08:30:00+01:00"},
		{"clocks went back in the night", "2020-06-01", 510, "2020-06-01T08:30:00Z"},
		{"the hour that is struck twice: the first", "2020-06-01", 150, "2020-06-01T02:30:00+01:00"},
		{"clocks went forward in the night", "2020-07-01", 510, "2020-07-01T08:30:00+01:00"},
		{"the hour that is left out: the instant that would have shown it", "2020-07-01", 150, "2020-07-01T03:30:00+01:00"},
		{"a day that began at one in the morning", "2020-03-01", 510, "2020-03-01T08:30:00+01:00"},
		{"a day with two midnights", "2020-10-25", 510, "2020-10-25T08:30:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := zone.At(day(c.day), c.minutes).Format(time.RFC3339); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestADayEndsInItsLastMinute(t *testing.T) {
	for _, c := range []struct{ day, want string }{
		{"2020-02-10", "2020-02-10T23:59:00Z"}, {"2020-02-29", "2020-02-29T23:59:00Z"}, {"2020-06-01", "2020-06-01T23:59:00Z"}, {"2020-10-24", "2020-10-24T23:59:00+01:00"},
	} {
		if got := zone.EndOfDay(day(c.day)).Format(time.RFC3339); got != c.want {
			t.Errorf("%s ends %s, want %s", c.day, got, c.want)
		}
	}
}

func TestTheNextOpeningIsOpen(t *testing.T) {
	h := Hours{Open: 510, Close: 990}
	rapid.Check(t, func(t *rapid.T) {
		c := genCalendar(t)
		now := at("2020-01-01T00:00:00Z").Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "minutes")) * time.Minute)
		next := c.NextOpening(zone, h, now)
		minute := next.Hour()*60 + next.Minute()
		if next.Before(now) || !c.Working(DayOf(next)) || minute < h.Open || minute >= h.Close {
			t.Fatalf("from %s: %s", now, next)
		}
		if !next.Equal(now) && minute != h.Open {
			t.Fatalf("from %s: %s is not an opening", now, next)
		}
		// Nothing earlier was open.
		for t2 := now; t2.Before(next) && t2.Before(now.Add(14*24*time.Hour)); t2 = t2.Add(30 * time.Minute) {
			local := zone.In(t2)
			if m := local.Hour()*60 + local.Minute(); c.Working(DayOf(local)) && m >= h.Open && m < h.Close {
				t.Fatalf("from %s: open at %s already, not only at %s", now, local, next)
			}
		}
	})
}
