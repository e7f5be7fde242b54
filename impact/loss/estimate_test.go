package loss

import (
	"testing"

	"breachimpact/law"
)

func TestX(t *testing.T) {
	m, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int64{1000, 10000, 100000, 500000, 1000000, 1996026} {
		e, err := m.Estimate(Input{People: Known{true, law.Count(n)}, DataLeft: law.Yes, HasCards: law.No, Issuer: law.No, Currency: "MAD", Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(n, e.Total.P5, e.Total.P50, e.Total.P95, e.Total.Mean)
		for _, l := range e.Lines {
			if l.Band != nil {
				t.Log("   ", l.Line.ID, l.Band.P5, l.Band.P50, l.Band.P95)
			} else {
				t.Log("   ", l.Line.ID, l.Reason)
			}
		}
	}
	for _, n := range []int64{100000, 500000} {
		e, _ := m.Estimate(Input{People: Known{true, law.Count(n)}, Cards: Known{true, law.Count(n)}, DataLeft: law.Yes, HasCards: law.Yes, Issuer: law.Yes, Currency: "MAD", Seed: 1})
		t.Log(n, e.Total.P5, e.Total.P50, e.Total.P95, e.Total.Mean)
	}
}
