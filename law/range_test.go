package law

import "testing"

func TestRangesAreReadWithLimitsInOrder(t *testing.T) {
	for _, c := range []struct{ name, text, want, low, likely, high string }{
		{"a plain number", "12", "", "12", "12", "12"},
		{"a decimal", "0.5", "", "0.5", "0.5", "0.5"},
		{"two limits", "{low: 10, high: 20}", "", "10", "15", "20"},
		{"three values", "{low: 10, likely: 12, high: 20}", "", "10", "12", "20"},
		{"limits that meet", "{low: 10, likely: 10, high: 10}", "", "10", "10", "10"},
		{"zero", "{low: 0, high: 0}", "", "0", "0", "0"},
		{"limits out of order", "{low: 20, high: 10}", "range-order", "", "", ""},
		{"likely below low", "{low: 10, likely: 9, high: 20}", "range-order", "", "", ""},
		{"likely above high", "{low: 10, likely: 21, high: 20}", "range-order", "", "", ""},
		{"a negative number", "-1", "number-negative", "", "", ""},
		{"a negative limit", "{low: -1, high: 20}", "number-negative", "", "", ""},
		{"no high", "{low: 1}", "missing-key", "", "", ""},
		{"no low", "{high: 1}", "missing-key", "", "", ""},
		{"a word", "many", "not-a-decimal", "", "", ""},
		{"a number in quotes", "\"12\"", "not-a-decimal", "", "", ""},
		{"an exponent as a limit", "{low: 1e3, high: 20}", "not-a-decimal", "", "", ""},
		{"an unknown key", "{low: 1, high: 2, middle: 1}", "unknown-key", "", "", ""},
		{"a list", "[1, 2]", "not-a-map", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r Range
			if got := codes(read(t, c.text, &r)); got != c.want {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			if c.want != "" {
				if r != (Range{}) {
					t.Errorf("left %v behind", r)
				}
				return
			}
			if r.Low.String() != c.low || r.Centre().String() != c.likely || r.High.String() != c.high {
				t.Errorf("got %s, %s, %s", r.Low, r.Centre(), r.High)
			}
		})
	}
}

func TestRangesAddLimitByLimit(t *testing.T) {
	sum := Count(5).Add(span(10, 20))
	if sum.Low.String() != "15" || sum.High.String() != "25" || sum.Centre().String() != "20" || sum.HasLikely {
		t.Errorf("got %+v", sum)
	}
	if both := Count(5).Add(Count(7)); !both.HasLikely || !both.IsExact() || both.Likely.String() != "12" {
		t.Errorf("got %+v", both)
	}
	if span(1, 2).IsExact() || !Exactly(dec("1.0")).IsExact() {
		t.Error("exactness is that of the limits")
	}
}

func TestPercentagesLieBetweenZeroAndAHundred(t *testing.T) {
	for _, c := range []struct{ text, want, value string }{
		{"4 %", "", "0.04"}, {"4%", "", "0.04"}, {"0 %", "", "0"}, {"100 %", "", "1"}, {"2.5 %", "", "0.025"}, {"\"4 %\"", "", "0.04"},
		{"100.01 %", "percentage-range", ""}, {"-1 %", "percentage-range", ""},
		{"4", "not-a-percentage", ""}, {"0.04", "not-a-percentage", ""}, {"4  %", "not-a-percentage", ""}, {"\"%\"", "not-a-percentage", ""}, {"\" %\"", "not-a-percentage", ""},
		{"1e1 %", "not-a-percentage", ""}, {"four %", "not-a-percentage", ""}, {"[4 %]", "not-a-word", ""},
	} {
		var p Percentage
		if got := codes(read(t, c.text, &p)); got != c.want || c.want == "" && p.String() != c.value {
			t.Errorf("%s: got %q and %s, want %q and %s", c.text, got, p, c.want, c.value)
		}
	}
}
