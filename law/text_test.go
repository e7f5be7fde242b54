package law

import (
	"fmt"
	"testing"
	"time"
)

func TestATextHasThreeLanguages(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"all three", "{fr: a, ar: b, en: c}", ""},
		{"one is missing", "{fr: a, ar: b}", "missing-key"},
		{"one is empty", "{fr: a, ar: \"\", en: c}", "text-empty"},
		{"one is blank", "{fr: a, ar: b, en: \"  \"}", "text-empty"},
		{"a fourth", "{fr: a, ar: b, en: c, es: d}", "unknown-key"},
		{"a plain word", "hello", "not-a-map"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got Text
			if s := codes(read(t, c.text, &got)); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
	text := Text{"a", "b", "c"}
	if text.In("fr") != "a" || text.In("ar") != "b" || text.In("en") != "c" || text.In("es") != "" || text.IsZero() || !(Text{}).IsZero() || Same("x") != (Text{"x", "x", "x"}) {
		t.Error("a text does not answer in its languages")
	}
}

func TestOnlyVerifiedIsFirm(t *testing.T) {
	for mark, want := range map[Confidence]bool{"": true, Verified: true, Secondary: false, Judged: false, FromMemory: false, Disputed: false} {
		if mark.Firm() != want {
			t.Errorf("%q: firm %v", mark, mark.Firm())
		}
	}
}

func TestAStepIsWalkedParentsFirst(t *testing.T) {
	tree := Step{Key: "a", Parts: []Step{{Key: "b", Parts: []Step{{Key: "c"}}}, {Key: "d"}}}
	var got string
	tree.Walk(func(s Step, depth int) { got += s.Key + string(rune('0'+depth)) })
	if got != "a0b1c2d1" {
		t.Errorf("got %s", got)
	}
}

func TestAValueKeepsItsKind(t *testing.T) {
	now := instantOf("2026-01-01T00:00:00Z")
	for _, c := range []struct {
		value Value
		kind  ValueKind
		holds bool
	}{
		{Value{}, NoValue, true},
		{OfMoney(money("1 MAD")), MoneyKind, OfMoney(money("1 MAD")).Money.String() == "1 MAD"},
		{OfNumber(dec("1.5")), NumberKind, OfNumber(dec("1.5")).Number.String() == "1.5"},
		{OfInt(3), NumberKind, OfInt(3).Number.String() == "3"},
		{OfRange(Count(2)), RangeKind, OfRange(Count(2)).Range.IsExact()},
		{OfDate(day("2026-01-01")), DateKind, OfDate(day("2026-01-01")).Date.Day == 1},
		{OfTime(now), TimeKind, OfTime(now).Time.Equal(now)},
		{OfVerdict(Yes), VerdictKind, OfVerdict(Yes).Verdict == Yes},
		{OfText(Same("a")), TextKind, OfText(Same("a")).Text.FR == "a"},
		{OfWord("a.b"), WordKind, OfWord("a.b").Word == "a.b"},
		{OfMonth(day("2026-01-01")), MonthKind, OfMonth(day("2026-01-01")).Date.Month == 1},
		{OfCode("ma.1"), CodeKind, OfCode("ma.1").Word == "ma.1"},
	} {
		if c.value.Kind != c.kind || !c.holds {
			t.Errorf("%+v", c.value)
		}
	}
}

func TestAPeriodIsAWholeCountOfOneUnit(t *testing.T) {
	for _, c := range []struct {
		text, want string
		period     Period
	}{
		{"72h", "", Period{72, HoursUnit}}, {"1h", "", Period{1, HoursUnit}}, {"10d", "", Period{10, DaysUnit}}, {"5wd", "", Period{5, WorkingDaysUnit}},
		{"0h", "not-a-period", Period{}}, {"0d", "not-a-period", Period{}}, {"0wd", "not-a-period", Period{}}, {"-1d", "not-a-period", Period{}}, {"+1d", "not-a-period", Period{}},
		{"1.5d", "not-a-period", Period{}}, {"010d", "not-a-period", Period{}}, {"10 d", "not-a-period", Period{}}, {"10", "not-a-period", Period{}}, {"d", "not-a-period", Period{}}, {"wd", "not-a-period", Period{}},
		{"2w", "not-a-period", Period{}}, {"3m", "", Period{3, MonthsUnit}}, {"0m", "not-a-period", Period{}}, {"3mo", "not-a-period", Period{}}, {"10D", "not-a-period", Period{}}, {"1_0d", "not-a-period", Period{}}, {"0x10d", "not-a-period", Period{}}, {"5wdwd", "not-a-period", Period{}},
		{"99999999999999999999d", "not-a-period", Period{}}, {"[10d]", "not-a-word", Period{}},
	} {
		var p Period
		if got := codes(read(t, c.text, &p)); got != c.want || p != c.period || c.want == "" && p.String() != c.text {
			t.Errorf("%s: got %q and %v, want %q and %v", c.text, got, p, c.want, c.period)
		}
	}
}

func TestAClocktimeIsATimeOfDay(t *testing.T) {
	for _, c := range []struct {
		text, want string
		minutes    int
	}{
		{`"08:30"`, "", 510}, {`"00:00"`, "", 0}, {`"23:59"`, "", 1439},
		{`"24:00"`, "not-a-clocktime", 0}, {`"8:30"`, "not-a-clocktime", 0}, {`"08:60"`, "not-a-clocktime", 0}, {`"08h30"`, "not-a-clocktime", 0}, {`"08:30:00"`, "not-a-clocktime", 0}, {"510", "not-a-clocktime", 0}, {"[a]", "not-a-word", 0},
	} {
		var at Clocktime
		if got := codes(read(t, c.text, &at)); got != c.want || at.Minutes != c.minutes || c.want == "" && `"`+at.String()+`"` != c.text {
			t.Errorf("%s: got %q and %s, want %q", c.text, got, at, c.want)
		}
	}
}

func TestADayOfTheYearComesEveryYear(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"01-14", ""}, {"12-31", ""}, {"02-28", ""}, {"02-29", "not-a-date"}, {"13-01", "not-a-date"}, {"1-14", "not-a-date"}, {"2024-01-14", "not-a-date"}, {"[a]", "not-a-word"},
	} {
		var d MonthDay
		if got := codes(read(t, c.text, &d)); got != c.want || c.want == "" && fmt.Sprintf("%02d-%02d", d.Month, d.Day) != c.text {
			t.Errorf("%s: got %q and %v, want %q", c.text, got, d, c.want)
		}
	}
}

func TestAMomentIsAsPreciseAsItIsKnown(t *testing.T) {
	for _, c := range []struct {
		text    string
		zero    bool
		hasTime bool
		kind    ValueKind
	}{
		{"", true, false, VerdictKind},
		{"2025-04", false, false, MonthKind},
		{"2025-04-09", false, false, DateKind},
		{"2025-04-09T09:00:00+01:00", false, true, TimeKind},
	} {
		m := moment(c.text)
		if m.IsZero() != c.zero || m.HasTime() != c.hasTime || m.String() != c.text || m.Value().Kind != c.kind {
			t.Errorf("%q: %+v, %q, %+v", c.text, m, m.String(), m.Value())
		}
	}
	if got := moment("2025-04").Value().Date; got.Year != 2025 || got.Month != 4 {
		t.Errorf("a month is shown as %v", got)
	}
	if m := (Moment{Date: day("2025-04-09"), Time: time.Time{}}); m.HasTime() {
		t.Error("a zero time is no time")
	}
}
