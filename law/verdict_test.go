package law

import "testing"

var verdicts = []Verdict{Yes, No, Unknown}

func TestVerdictsFollowKleene(t *testing.T) {
	for _, c := range []struct{ a, b, and, or Verdict }{
		{Yes, Yes, Yes, Yes}, {Yes, No, No, Yes}, {Yes, Unknown, Unknown, Yes},
		{No, Yes, No, Yes}, {No, No, No, No}, {No, Unknown, No, Unknown},
		{Unknown, Yes, Unknown, Yes}, {Unknown, No, No, Unknown}, {Unknown, Unknown, Unknown, Unknown},
	} {
		if c.a.And(c.b) != c.and || c.a.Or(c.b) != c.or {
			t.Errorf("%s, %s: and %s, or %s; want %s, %s", c.a, c.b, c.a.And(c.b), c.a.Or(c.b), c.and, c.or)
		}
	}
	for v, want := range map[Verdict]Verdict{Yes: No, No: Yes, Unknown: Unknown} {
		if v.Not() != want {
			t.Errorf("not %s is %s", v, v.Not())
		}
	}
}

func TestVerdictsObeyTheLawsOfLogic(t *testing.T) {
	for _, a := range verdicts {
		if a.Not().Not() != a || a.And(a) != a || a.Or(a) != a || a.And(Yes) != a || a.Or(No) != a || a.And(No) != No || a.Or(Yes) != Yes {
			t.Errorf("a law of one variable fails for %s", a)
		}
		for _, b := range verdicts {
			if a.And(b) != b.And(a) || a.Or(b) != b.Or(a) {
				t.Errorf("order matters for %s, %s", a, b)
			}
			if a.And(b).Not() != a.Not().Or(b.Not()) || a.Or(b).Not() != a.Not().And(b.Not()) {
				t.Errorf("De Morgan fails for %s, %s", a, b)
			}
			if a.And(a.Or(b)) != a || a.Or(a.And(b)) != a {
				t.Errorf("absorption fails for %s, %s", a, b)
			}
			for _, c := range verdicts {
				if a.And(b).And(c) != a.And(b.And(c)) || a.Or(b).Or(c) != a.Or(b.Or(c)) {
					t.Errorf("grouping matters for %s, %s, %s", a, b, c)
				}
				if a.And(b.Or(c)) != a.And(b).Or(a.And(c)) || a.Or(b.And(c)) != a.Or(b).And(a.Or(c)) {
					t.Errorf("distribution fails for %s, %s, %s", a, b, c)
				}
			}
		}
	}
}

func TestVerdictsReadBackAsTheyAreWritten(t *testing.T) {
	for _, v := range verdicts {
		if got, ok := ParseVerdict(v.String()); !ok || got != v {
			t.Errorf("%s reads back as %s, %v", v, got, ok)
		}
	}
	for _, s := range []string{"", "Yes", "true", "oui", "maybe"} {
		if got, ok := ParseVerdict(s); ok || got != Unknown {
			t.Errorf("%q was read as %s", s, got)
		}
	}
	var zero Verdict
	if zero != Unknown {
		t.Error("the zero verdict must be unknown")
	}
}
