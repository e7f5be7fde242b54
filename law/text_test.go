package law

import (
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
		{OfCode("ma.1"), CodeKind, OfCode("ma.1").Word == "ma.1"},
	} {
		if c.value.Kind != c.kind || !c.holds {
			t.Errorf("%+v", c.value)
		}
	}
}

func TestHoursAreWholeAndNotZero(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"72h", ""}, {"1h", ""}, {"24h", ""},
		{"0h", "not-hours"}, {"72", "not-hours"}, {"72 h", "not-hours"}, {"3d", "not-hours"}, {"1.5h", "not-hours"}, {"-1h", "not-hours"}, {"+1h", "not-hours"}, {"072h", "not-hours"},
		{"h", "not-hours"}, {"99999999999999999999h", "not-hours"}, {"[72h]", "not-a-word"},
	} {
		var h Hours
		if got := codes(read(t, c.text, &h)); got != c.want || c.want == "" && h.String() != c.text || c.want != "" && h.Count != 0 {
			t.Errorf("%s: got %q and %s, want %q", c.text, got, h, c.want)
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
		{"2025-04", false, false, CodeKind},
		{"2025-04-09", false, false, DateKind},
		{"2025-04-09T09:00:00+01:00", false, true, TimeKind},
	} {
		m := moment(c.text)
		if m.IsZero() != c.zero || m.HasTime() != c.hasTime || m.String() != c.text || m.Value().Kind != c.kind {
			t.Errorf("%q: %+v, %q, %+v", c.text, m, m.String(), m.Value())
		}
	}
	if got := moment("2025-04").Value().Word; got != "2025-04" {
		t.Errorf("a month is shown as %q", got)
	}
	if m := (Moment{Date: day("2025-04-09"), Time: time.Time{}}); m.HasTime() {
		t.Error("a zero time is no time")
	}
}
