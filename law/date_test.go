package law

import (
	"testing"
	"time"
)

func TestOnlyDaysThatExistAreDates(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
	}{
		{"2026-11-21", true}, {"2024-02-29", true}, {"2000-02-29", true}, {"2026-12-31", true},
		{"2026-02-31", false}, {"2026-02-29", false}, {"1900-02-29", false}, {"2026-04-31", false}, {"2026-13-01", false}, {"2026-00-01", false}, {"2026-01-00", false},
		{"2026-1-1", false}, {"26-01-01", false}, {"20260101", false}, {"01/02/2026", false}, {"2026-01-01T00:00:00Z", false}, {"2026-01-01 ", false}, {"", false},
	} {
		d, err := ParseDate(c.text)
		if (err == nil) != c.ok || c.ok && d.String() != c.text {
			t.Errorf("%q: got %q, %v", c.text, d, err)
		}
	}
	for text, want := range map[string]string{"2026-02-31": "not-a-date", "tomorrow": "not-a-date", "[2026-01-01]": "not-a-word", "2026-01-31": ""} {
		var d Date
		if got := codes(read(t, text, &d)); got != want || want != "" && !d.IsZero() {
			t.Errorf("%s: got %q and %q, want %q", text, got, d, want)
		}
	}
}

func TestDaysAreAddedAcrossMonthsYearsAndLeapDays(t *testing.T) {
	for _, c := range []struct {
		from string
		days int
		want string
	}{
		{"2026-01-31", 1, "2026-02-01"}, {"2026-02-28", 1, "2026-03-01"}, {"2024-02-28", 1, "2024-02-29"}, {"2024-02-29", 365, "2025-02-28"}, {"2024-02-29", 1, "2024-03-01"},
		{"2026-12-31", 1, "2027-01-01"}, {"2026-01-01", -1, "2025-12-31"}, {"2026-03-01", -1, "2026-02-28"}, {"2024-03-01", -1, "2024-02-29"}, {"2026-05-05", 0, "2026-05-05"}, {"2026-01-01", 365, "2027-01-01"},
	} {
		if got := day(c.from).AddDays(c.days).String(); got != c.want {
			t.Errorf("%s + %d = %s, want %s", c.from, c.days, got, c.want)
		}
	}
}

func TestDatesAreOrdered(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"2026-01-01", "2026-01-02", true}, {"2026-01-02", "2026-01-01", false}, {"2026-01-01", "2026-01-01", false}, {"2025-12-31", "2026-01-01", true}, {"2026-02-01", "2026-01-31", false}} {
		if got := day(c.a).Before(day(c.b)); got != c.want {
			t.Errorf("%s before %s: %v", c.a, c.b, got)
		}
	}
}

func TestADateOfAnInstantIsThatOfItsOwnZone(t *testing.T) {
	if got := DateOf(instantOf("2026-01-01T23:30:00-05:00")).String(); got != "2026-01-01" {
		t.Errorf("got %s", got)
	}
	if (Date{}).String() != "" || !(Date{}).IsZero() || DateOf(time.Time{}).IsZero() {
		t.Error("the zero Date is not what an instant can give")
	}
}

func TestASpanIsHalfOpen(t *testing.T) {
	closed := Span{From: day("2021-07-15"), To: day("2024-03-01")}
	open := Span{From: day("2021-07-15")}
	for _, c := range []struct {
		name string
		span Span
		day  string
		want bool
	}{
		{"the day before", closed, "2021-07-14", false},
		{"the first day", closed, "2021-07-15", true},
		{"in the middle", closed, "2022-01-01", true},
		{"the last day", closed, "2024-02-29", true},
		{"the day after", closed, "2024-03-01", false},
		{"the day before an open end", open, "2021-07-14", false},
		{"the first day of an open end", open, "2021-07-15", true},
		{"long after, with an open end", open, "2199-12-31", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.span.Contains(day(c.day)); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
	if closed.Contains(Date{}) || open.Contains(Date{}) {
		t.Error("a span contains no date at all")
	}
}
