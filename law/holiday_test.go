package law

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"breachimpact/law/cal"

	"pgregory.net/rapid"
)

// The days off of Moroccan administrations: the fixed ones of the decrees and the
// feasts, with "?" where a day was computed or not checked.
func TestTheHolidaysOfMorocco(t *testing.T) {
	fixed := func(year string, also ...string) string {
		days := []string{"01-01", "01-11", "01-14", "05-01", "07-30", "08-14", "08-20", "08-21", "11-06", "11-18"}
		for i, d := range days {
			days[i] = year + "-" + d
		}
		days = append(days, also...)
		slices.Sort(days)
		return strings.Join(slices.Compact(days), " ")
	}
	want := map[int]string{
		2024: fixed("2024", "2024-04-10", "2024-04-11", "2024-06-17?", "2024-06-18?", "2024-07-07", "2024-09-16", "2024-09-17"),
		2025: fixed("2025", "2025-03-31", "2025-04-01", "2025-06-07", "2025-06-08", "2025-06-09", "2025-06-27?", "2025-09-05", "2025-09-06"),
		2026: fixed("2026", "2026-03-20?", "2026-03-21?", "2026-05-27?", "2026-05-28?", "2026-06-17?", "2026-08-26?", "2026-08-27?", "2026-10-31"),
	}
	got := map[int][]string{}
	for _, h := range embedded.Find("ma").Office.Calendar().Holidays {
		s := fmt.Sprintf("%04d-%02d-%02d", h.Day.Year, h.Day.Month, h.Day.Day)
		if h.Estimated {
			s += "?"
		}
		got[h.Day.Year] = append(got[h.Day.Year], s)
	}
	if len(got) != len(want) {
		t.Errorf("the years are %d, not %d", len(got), len(want))
	}
	for year, days := range want {
		slices.Sort(got[year])
		if s := strings.Join(got[year], " "); s != days {
			t.Errorf("%d: got\n%s, want\n%s", year, s, days)
		}
	}
}

func TestADayOffThatWasNotCheckedSaysSo(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		if j.Office == nil {
			continue
		}
		for _, d := range j.Office.Dated {
			if d.Status == EstimatedDay && (d.Mark.Firm() || d.Mark == Secondary) {
				t.Errorf("%s, %s: estimated, yet marked %q", j.Code, d.On, d.Mark)
			}
		}
	}
}

func TestFixedHolidaysBeginInTheirYear(t *testing.T) {
	o := *embedded.Find("ma").Office
	o.Known.From = 2022
	c := o.Calendar()
	for _, d := range []struct {
		day     string
		working bool
	}{
		{"2022-01-14", true}, {"2023-01-13", true}, {"2024-01-15", true}, {"2024-01-14", false}, {"2026-01-14", false}, // the Amazigh New Year, from 2024
		{"2024-10-31", true}, {"2025-10-31", true}, {"2023-11-06", false}, {"2022-11-18", false},
	} {
		if got := c.Working(dayOf(day(d.day))); got != d.working {
			t.Errorf("%s is worked: %v", d.day, got)
		}
	}
}

// The hours are those of decree 2-05-916, Monday to Friday, in Moroccan civil time.
func TestTheNextOpeningOfAMoroccanAdministration(t *testing.T) {
	ma := embedded.Find("ma")
	for _, c := range []struct{ name, now, want string }{
		{"before hours", "2025-04-09T07:00:00+01:00", "2025-04-09T08:30:00+01:00"},
		{"a minute before", "2025-04-09T08:29:00+01:00", "2025-04-09T08:30:00+01:00"},
		{"at the opening", "2025-04-09T08:30:00+01:00", "2025-04-09T08:30:00+01:00"},
		{"in hours: now", "2025-04-09T11:15:30+01:00", "2025-04-09T11:15:30+01:00"},
		{"a minute before the close", "2025-04-09T16:29:00+01:00", "2025-04-09T16:29:00+01:00"},
		{"at the close", "2025-04-09T16:30:00+01:00", "2025-04-10T08:30:00+01:00"},
		{"after hours", "2025-04-09T20:00:00+01:00", "2025-04-10T08:30:00+01:00"},
		{"Friday evening", "2025-04-11T17:00:00+01:00", "2025-04-14T08:30:00+01:00"},
		{"Saturday", "2025-04-12T11:00:00+01:00", "2025-04-14T08:30:00+01:00"},
		{"Sunday", "2025-04-13T23:59:00+01:00", "2025-04-14T08:30:00+01:00"},
		{"written in UTC", "2025-04-09T07:45:00Z", "2025-04-09T08:45:00+01:00"},
		{"a fixed holiday", "2025-07-30T10:00:00+01:00", "2025-07-31T08:30:00+01:00"},
		{"two holidays in a row", "2025-08-19T18:00:00+01:00", "2025-08-22T08:30:00+01:00"},
		{"Eid al-Fitr after a weekend", "2025-03-28T17:00:00Z", "2025-04-02T08:30:00Z"},
		{"Eid al-Adha and the exceptional Monday", "2025-06-06T18:00:00+01:00", "2025-06-10T08:30:00+01:00"},
		{"clocks go back for Ramadan in between", "2026-02-13T17:00:00+01:00", "2026-02-16T08:30:00Z"},
		{"clocks go forward after Ramadan in between", "2026-03-19T17:00:00Z", "2026-03-23T08:30:00+01:00"},
		{"the change of 20 September 2026 in between", "2026-09-18T17:00:00+01:00", "2026-09-21T08:30:00Z"},
		{"Unity Day was an ordinary day in 2025", "2025-10-31T09:00:00+01:00", "2025-10-31T09:00:00+01:00"},
		{"after it was decreed, on a Saturday", "2026-10-30T17:00:00Z", "2026-11-02T08:30:00Z"},
		{"New Year", "2024-12-31T17:00:00+01:00", "2025-01-02T08:30:00+01:00"},
		{"a year nobody listed", "2023-05-02T10:00:00+01:00", ""},
		{"a year nobody listed yet", "2027-02-02T10:00:00Z", ""},
		{"an opening in a year nobody listed yet", "2026-12-31T17:00:00Z", ""},
		{"the first minute of the first year, written elsewhere", "2023-12-31T23:30:00Z", "2024-01-02T08:30:00+01:00"},
		{"the last minute of the last year, written elsewhere", "2027-01-01T00:30:00+01:00", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			next, ok := ma.NextOpening(instantOf(c.now))
			got := ""
			if ok {
				got = next.Format(time.RFC3339)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	without := *ma
	for _, office := range []*Office{nil, {}, {Weekend: ma.Office.Weekend, Known: ma.Office.Known}} {
		without.Office = office
		if _, ok := without.NextOpening(instantOf("2025-04-09T10:00:00+01:00")); ok {
			t.Errorf("%+v opens", office)
		}
	}
}

// People can be told at any time; "open" is a word for a desk.
func TestEveryDeskSaysWhenItCanBeReached(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		for _, a := range j.Addressees {
			if people := a.Kind == "people"; people != (a.Opening == "") || a.Opening == OfficeOpening && (j.Office == nil || j.Office.Hours == nil) {
				t.Errorf("%s: %s opens %q", j.Code, a.ID, a.Opening)
			}
		}
	}
}

// Clocks in days on the calendar of Morocco. Duties of Moroccan law have none:
// these are clocks that another text, or a contract, may set there.
func TestClocksInDays(t *testing.T) {
	ma := embedded.Find("ma")
	for _, c := range []struct {
		name, within, aware, due string
		estimated                bool
	}{
		{"five working days over a weekend", "5wd", "2025-04-09T09:00:00+01:00", "2025-04-16T23:59:00+01:00", false},
		{"from a Friday evening", "1wd", "2025-04-11T23:30:00+01:00", "2025-04-14T23:59:00+01:00", false},
		{"from a Saturday", "1wd", "2025-04-12", "2025-04-14T23:59:00+01:00", false},
		{"over Eid al-Fitr", "2wd", "2025-03-28", "2025-04-03T23:59:00Z", false},
		{"over the exceptional day of June 2025", "1wd", "2025-06-06", "2025-06-10T23:59:00+01:00", false},
		{"over a feast that is only estimated", "1wd", "2026-05-26T12:00:00+01:00", "2026-05-29T23:59:00+01:00", true},
		{"up to the eve of such a feast, which may come a day early", "1wd", "2026-05-25T12:00:00+01:00", "2026-05-26T23:59:00+01:00", true},
		{"well before it", "1wd", "2026-05-20T12:00:00+01:00", "2026-05-21T23:59:00+01:00", false},
		{"in a year whose feasts are not listed", "1wd", "2027-06-01", "2027-06-02T23:59:00Z", true},
		{"into a year whose feasts are not listed", "2wd", "2026-12-30", "2027-01-01T23:59:00Z", true},
		{"ten civil days", "10d", "2025-04-09T09:00:00+01:00", "2025-04-19T23:59:00+01:00", false},
		{"ten civil days that end on a Saturday and roll", "10d, roll: next-working-day", "2025-04-09T09:00:00+01:00", "2025-04-21T23:59:00+01:00", false},
		{"civil days run through feasts, even estimated ones", "3d", "2026-05-26T12:00:00+01:00", "2026-05-29T23:59:00+01:00", false},
		{"a limit that rolls over an estimated feast", "1d, roll: next-working-day", "2026-05-26T12:00:00+01:00", "2026-05-29T23:59:00+01:00", true},
		{"across the change of clocks of Ramadan", "3d", "2026-02-13T10:00:00+01:00", "2026-02-16T23:59:00Z", false},
		{"the day is that of Morocco, whatever the offset", "1d", "2025-04-09T23:30:00Z", "2025-04-11T23:59:00+01:00", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := clock(t, "{from: aware, standard: fixed, within: "+c.within+"}").apply(Times{Aware: moment(c.aware)}, ma)
			if d.Due == nil || d.Due.Format(time.RFC3339) != c.due || d.Estimated != c.estimated || d.Earliest {
				t.Errorf("due %v, estimated %v, earliest %v; want %s, %v", d.Due, d.Estimated, d.Earliest, c.due, c.estimated)
			}
		})
	}
}

func TestAClockOfTheProcessorStartsWhenTheProcessorKnew(t *testing.T) {
	c := clock(t, "{from: processor-aware, standard: fixed, within: 48h}")
	times := Times{Aware: moment("2026-03-20T10:00:00Z"), ProcessorAware: moment("2026-02-13T10:00:00+01:00")}
	d := c.apply(times, embedded.Find("ma"))
	if d.Due == nil || d.Due.Format(time.RFC3339) != "2026-02-15T09:00:00Z" || d.From != ProcessorAware {
		t.Errorf("due %v from %s", d.Due, d.From)
	}
	if d := c.apply(Times{Aware: times.Aware}, embedded.Find("ma")); d.Due != nil || d.Step.Key != "deadline.not-started" {
		t.Errorf("the controller's awareness starts the processor's clock: %v, %s", d.Due, d.Step.Key)
	}
}

// A rulebook without holidays cannot count working days reliably, and says so.
func TestWithoutHolidaysACountOfWorkingDaysIsUncertain(t *testing.T) {
	j := good(t).Find("xx")
	times := Times{Aware: moment("2025-04-09T09:00:00Z")}
	for _, c := range []struct {
		within string
		want   bool
	}{{"5wd", true}, {"5d, roll: next-working-day", true}, {"5d", false}, {"120h", false}} {
		if d := clock(t, "{from: aware, standard: fixed, within: "+c.within+"}").apply(times, j); d.Estimated != c.want {
			t.Errorf("%s: estimated %v", c.within, d.Estimated)
		}
	}
}

func TestADeadlineNeverComesBeforeItsStartNorEarlierForAHoliday(t *testing.T) {
	ma := embedded.Find("ma")
	rapid.Check(t, func(t *rapid.T) {
		start := instantOf("2024-01-02T00:00:00Z").Add(time.Duration(rapid.IntRange(0, 3*365*24*60).Draw(t, "minutes")) * time.Minute)
		period := Period{rapid.IntRange(1, 40).Draw(t, "count"), rapid.SampledFrom([]PeriodUnit{HoursUnit, DaysUnit, WorkingDaysUnit}).Draw(t, "unit")}
		c := Clock{From: Aware, Standard: FixedTime, Within: &period}
		if period.Unit != HoursUnit && rapid.Bool().Draw(t, "rolls") {
			c.Roll = NextWorkingDay
		}
		times := Times{Aware: Moment{Date: DateOf(start), Time: start}}
		due := *c.apply(times, ma).Due
		if due.Before(start) {
			t.Fatalf("%s after %s is due %s", period, start, due)
		}
		office := *ma.Office
		on := day("2024-01-01").AddDays(rapid.IntRange(0, 3*366).Draw(t, "holiday"))
		office.Dated = append(slices.Clone(office.Dated), DatedDay{On: on, Days: rapid.IntRange(1, 3).Draw(t, "days"), Status: ConfirmedDay})
		more := *ma
		more.Office = &office
		later := *c.apply(times, &more).Due
		if later.Before(due) {
			t.Fatalf("%s after %s is due %s, and %s with a holiday on %s", period, start, due, later, on)
		}
		moves := period.Unit == WorkingDaysUnit || c.Roll != ""
		if !moves && !later.Equal(due) {
			t.Fatalf("%s after %s heeds the holiday of %s", period, start, on)
		}
		if period.Unit == HoursUnit && due.Sub(start) != time.Duration(period.Count)*time.Hour {
			t.Fatalf("%s are %s", period, due.Sub(start))
		}
		if moves && !ma.Office.Calendar().Working(cal.DayOf(due)) {
			t.Fatalf("%s after %s ends on a day off: %s", period, start, due)
		}
		if longer := (Clock{From: Aware, Standard: FixedTime, Within: &Period{period.Count + 1, period.Unit}, Roll: c.Roll}); longer.apply(times, ma).Due.Before(due) {
			t.Fatalf("one more than %s after %s is due earlier", period, start)
		}
	})
}
