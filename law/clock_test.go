package law

import (
	"testing"
	"time"
	_ "time/tzdata" // the reference to hold our own table against, in tests only
)

func clock(t *testing.T, text string) Clock {
	t.Helper()
	var c Clock
	if faults := read(t, text, &c); len(faults) > 0 {
		t.Fatal(faults)
	}
	return c
}

func TestAClockHasAFigureExactlyWhenItsStandardIsFixed(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"fixed with hours", "{from: aware, standard: fixed, within: 72h}", ""},
		{"fixed with days", "{from: aware, standard: fixed, within: 10d}", ""},
		{"fixed with days that roll", "{from: aware, standard: fixed, within: 10d, roll: next-working-day}", ""},
		{"fixed with working days", "{from: processor-aware, standard: fixed, within: 5wd, roll: next-working-day}", ""},
		{"hours that roll", "{from: aware, standard: fixed, within: 72h, roll: next-working-day}", "clock-figure"},
		{"nothing that rolls", "{from: aware, standard: immediate, roll: next-working-day}", "clock-figure"},
		{"without undue delay with working days", "{from: aware, standard: without-undue-delay, within: 5wd}", "clock-figure"},
		{"a way to roll that does not exist", "{from: aware, standard: fixed, within: 10d, roll: back}", "unknown-value"},
		{"immediate", "{from: aware, standard: immediate}", ""},
		{"without undue delay", "{from: aware, standard: without-undue-delay}", ""},
		{"fixed without hours", "{from: aware, standard: fixed}", "clock-figure"},
		{"immediate with hours", "{from: aware, standard: immediate, within: 72h}", "clock-figure"},
		{"without undue delay with hours", "{from: aware, standard: without-undue-delay, within: 72h}", "clock-figure"},
		{"from an event that starts no clock", "{from: public, standard: immediate}", "unknown-value"},
		{"a standard that does not exist", "{from: aware, standard: quickly}", "unknown-value"},
		{"hours that are none", "{from: aware, standard: fixed, within: 3 days}", "not-a-period"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var clock Clock
			if got := codes(read(t, c.text, &clock)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What Morocco's civil time does to clocks. Ramadan 2026 ran at UTC+0 from
// 15 February to 22 March; UTC+0 is permanent from 20 September 2026.
func TestSeventyTwoHoursAreSeventyTwoHours(t *testing.T) {
	fixed := clock(t, "{from: aware, standard: fixed, within: 72h}")
	ma := embedded.Find("ma")
	for _, c := range []struct {
		name, aware, due string
		earliest         bool
	}{
		{"an ordinary week", "2025-04-09T09:00:00+01:00", "2025-04-12T09:00:00+01:00", false},
		{"across the end of a month and a leap day", "2024-02-28T10:00:00+01:00", "2024-03-02T10:00:00+01:00", false},
		{"across the end of a year", "2024-12-30T10:00:00+01:00", "2025-01-02T10:00:00+01:00", false},
		{"into Ramadan: the wall clock shows an hour less", "2026-02-13T10:00:00+01:00", "2026-02-16T09:00:00Z", false},
		{"out of Ramadan", "2026-03-20T10:00:00Z", "2026-03-23T11:00:00+01:00", false},
		{"across the change of 20 September 2026", "2026-09-18T12:00:00+01:00", "2026-09-21T11:00:00Z", false},
		{"after it, at permanent UTC+0", "2026-11-01T12:00:00Z", "2026-11-04T12:00:00Z", false},
		{"aware abroad: the same instant, due in Moroccan time", "2025-04-09T10:00:00+02:00", "2025-04-12T09:00:00+01:00", false},
		{"over a weekend and a holiday nothing is added", "2025-07-25T18:00:00+01:00", "2025-07-28T18:00:00+01:00", false},
		{"a day without an hour counts from its first instant", "2025-04-09", "2025-04-12T00:00:00+01:00", true},
		{"the day Ramadan time begins", "2026-02-15", "2026-02-17T23:00:00Z", true},
		{"the day Ramadan time ends", "2026-03-22", "2026-03-25T01:00:00+01:00", true},
		{"a day that began at one in the morning", "2009-06-01", "2009-06-04T01:00:00+01:00", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := fixed.apply(Times{Aware: moment(c.aware)}, ma)
			if d.Due == nil || d.Due.Format(time.RFC3339) != c.due || d.Earliest != c.earliest {
				t.Fatalf("due %v, earliest %v; want %s", d.Due, d.Earliest, c.due)
			}
			if m := moment(c.aware); m.HasTime() && d.Due.Sub(m.Time) != 72*time.Hour {
				t.Errorf("%v passed", d.Due.Sub(m.Time))
			}
			if d.Step.Key != "deadline.fixed" || !d.Step.Result.Time.Equal(*d.Due) || d.Standard != FixedTime || d.IfPublic != nil {
				t.Errorf("got %+v", d)
			}
		})
	}
}

func TestAClockWithoutAFigureNeverGetsOne(t *testing.T) {
	ma := embedded.Find("ma")
	for _, standard := range []string{"immediate", "without-undue-delay"} {
		c := clock(t, "{from: aware, standard: "+standard+"}")
		for _, times := range []Times{
			{}, {Public: moment("2025-04-08")}, {Aware: moment("2025-04")}, {Aware: moment("2025-04-09")},
			{Aware: moment("2025-04-09T09:00:00+01:00"), Public: moment("2025-04-08"), Occurred: moment("2025-04-01")},
		} {
			if d := c.apply(times, ma); d.Due != nil || d.IfPublic != nil || d.Earliest || d.Step.Result.Kind != NoValue {
				t.Errorf("%s, %+v: got %+v", standard, times, d)
			}
		}
	}
}

func TestAClockStartsOnlyFromStatedAwareness(t *testing.T) {
	fixed := clock(t, "{from: aware, standard: fixed, within: 72h}")
	ma := embedded.Find("ma")
	for _, c := range []struct {
		name     string
		times    Times
		key      string
		ifPublic string
	}{
		{"nothing is known", Times{}, "deadline.not-started", ""},
		{"it occurred, but nobody is known to be aware", Times{Occurred: moment("2025-04-01")}, "deadline.not-started", ""},
		{"published on a day", Times{Public: moment("2025-04-08")}, "deadline.not-started", "2025-04-11T00:00:00+01:00"},
		{"published at an instant", Times{Public: moment("2025-04-08T20:00:00Z")}, "deadline.not-started", "2025-04-11T21:00:00+01:00"},
		{"published some time in a month", Times{Public: moment("2025-04")}, "deadline.not-started", ""},
		{"aware some time in a month: started, but not from a day", Times{Aware: moment("2025-04")}, "deadline.month-only", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := fixed.apply(c.times, ma)
			got := ""
			if d.IfPublic != nil {
				got = d.IfPublic.Format(time.RFC3339)
			}
			if d.Due != nil || d.Earliest || d.Step.Key != c.key || got != c.ifPublic {
				t.Errorf("got %+v, if public %s", d, got)
			}
		})
	}
}

func TestALongerClockIsNeverDueEarlier(t *testing.T) {
	ma := embedded.Find("ma")
	aware := Times{Aware: moment("2026-02-13T10:00:00+01:00")}
	var last time.Time
	for h := 1; h < 24*60; h++ {
		due := *(Clock{From: Aware, Standard: FixedTime, Within: &Period{h, HoursUnit}}).apply(aware, ma).Due
		if !due.After(last) || !due.After(aware.Aware.Time) {
			t.Fatalf("%d hours are due %s, after %s", h, due, last)
		}
		last = due
	}
}

// Zone files know every change but that of September 2026, which is why the table
// is ours.
func TestTheTableOfCivilTimeAgreesWithZoneFilesUntilTheDecreeOf2026(t *testing.T) {
	zone := embedded.Find("ma").Zone
	reference, err := time.LoadLocation("Africa/Casablanca")
	if err != nil {
		t.Fatal(err)
	}
	agree := func(at time.Time) {
		if _, want := at.In(reference).Zone(); zone.Offset(at) != want {
			t.Errorf("%s: offset %d, zone files say %d", at.Format(time.RFC3339), zone.Offset(at), want)
		}
	}
	end := instantOf("2026-07-01T00:00:00Z")
	for at := instantOf("2009-01-01T00:00:00Z"); at.Before(end); at = at.Add(15 * time.Minute) {
		agree(at)
	}
	for _, c := range zone.Changes[1:] {
		if c.From.Before(end) {
			agree(c.From.Add(-time.Second))
			agree(c.From)
			agree(c.From.Add(time.Second))
		}
	}
}

func TestTimeIsPermanentlyUTCFromTwentySeptember2026(t *testing.T) {
	zone := embedded.Find("ma").Zone
	for _, c := range []struct{ utc, want string }{
		{"2026-09-20T00:59:59Z", "2026-09-20T01:59:59+01:00"},
		{"2026-09-20T01:00:00Z", "2026-09-20T01:00:00Z"},
		{"2026-12-01T12:00:00Z", "2026-12-01T12:00:00Z"},
		{"2027-02-15T12:00:00Z", "2027-02-15T12:00:00Z"},
		{"2027-06-01T12:00:00Z", "2027-06-01T12:00:00Z"},
		{"2040-06-01T12:00:00Z", "2040-06-01T12:00:00Z"},
	} {
		if got := zone.In(instantOf(c.utc)).Format(time.RFC3339); got != c.want {
			t.Errorf("%s is %s, want %s", c.utc, got, c.want)
		}
	}
	// The zone data of Go 1.26 predate the decree and still say UTC+1; those of a
	// machine that is up to date say UTC+0. Nothing else is a known difference.
	reference, err := time.LoadLocation("Africa/Casablanca")
	if err != nil {
		t.Fatal(err)
	}
	_, offset := instantOf("2026-12-01T12:00:00Z").In(reference).Zone()
	t.Logf("zone files say %d seconds after the decree, the decree says 0", offset)
	if offset != 3600 && offset != 0 {
		t.Errorf("zone files say %d after the decree", offset)
	}
}

func TestTheTableOfCivilTimeSaysWhereItComesFrom(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		if len(j.ZoneCites) == 0 || !j.ZoneCites[0].From.Equal(j.Zone.Changes[0].From) {
			t.Errorf("%s: the first offset has no source", j.Code)
		}
		for _, c := range j.ZoneCites {
			if c.Source.FR == "" || c.Source.AR == "" || c.Source.EN == "" {
				t.Errorf("%s: %s has an empty source", j.Code, c.From)
			}
		}
	}
}
