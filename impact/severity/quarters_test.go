package severity

import "testing"

func TestQuartersAreExact(t *testing.T) {
	for _, c := range []struct {
		quarters Quarters
		text     string
	}{{0, "0"}, {1, "0.25"}, {2, "0.5"}, {3, "0.75"}, {4, "1"}, {19, "4.75"}, {24, "6"}} {
		if got := c.quarters.String(); got != c.text {
			t.Errorf("%d quarters: %s, want %s", int(c.quarters), got, c.text)
		}
		if got, ok := ParseQuarters(c.text); !ok || got != c.quarters {
			t.Errorf("parse %s: %d %v, want %d", c.text, int(got), ok, int(c.quarters))
		}
	}
	for _, bad := range []string{"", "0.3", "-0.25", "1e0", "0.125", "100", "a", ".5", "1."} {
		if got, ok := ParseQuarters(bad); ok {
			t.Errorf("parse %q: %d, want a refusal", bad, int(got))
		}
	}
	if got, ok := ParseQuarters("0.750"); !ok || got != 3 {
		t.Errorf("parse 0.750: %d %v, want 3", int(got), ok)
	}
}
