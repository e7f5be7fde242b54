package loss

import (
	"slices"
	"testing"

	"breachimpact/law"
)

// The influences of a total of certain lines and one uncertain one are that one's.
func TestOneUncertainInput(t *testing.T) {
	m := model(t)
	in := leak(1000)
	for _, l := range m.Lines {
		o := LineOverride{Line: l.ID, Off: true}
		switch l.ID {
		case "crisis":
			o = LineOverride{Line: l.ID, Range: rangeOf("100000", "200000", "300000"), Currency: "MAD"}
		case "forensics":
			o = LineOverride{Line: l.ID, Range: law.Exactly(dec("50000")), Currency: "MAD"}
		}
		in.Lines = append(in.Lines, o)
	}
	got, err := estimate(t, m, in).Influences()
	if err != nil || len(got) != 1 {
		t.Fatalf("%d influences, %v", len(got), err)
	}
	one := got[0]
	if one.Driver.Line == nil || one.Driver.Line.ID != "crisis" {
		t.Errorf("driver %+v", one.Driver)
	}
	// Symmetrical, so that the median with the input at its tenth percentile and at its
	// ninetieth lie alike around 250,000; knowing it leaves nothing open.
	if !one.AtLow.Amount.Add(one.AtHigh.Amount).Equal(dec("500000")) || !one.Narrowing.Equal(dec("1")) {
		t.Errorf("from %s to %s, narrowing %s", one.AtLow, one.AtHigh, one.Narrowing)
	}
	if diff := one.AtHigh.Amount.Sub(one.AtLow.Amount).Sub(one.Swing.Amount).Abs(); diff.GreaterThan(dec("10000")) {
		t.Errorf("swing %s", one.Swing)
	}
}

// All that the total uses and is not certain has an influence, in order; nothing else.
func TestInfluences(t *testing.T) {
	e := estimate(t, model(t), cardLeak(100_000))
	got, err := e.Influences()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i, x := range got {
		if x.Driver.Parameter == nil {
			t.Fatalf("a driver that is no assumption: %+v", x.Driver)
		}
		ids = append(ids, x.Driver.Parameter.ID)
		if i > 0 && x.swing > got[i-1].swing {
			t.Errorf("%s is out of order", ids[i])
		}
		if x.AtLow.Amount.GreaterThan(x.AtHigh.Amount) {
			t.Errorf("%s: more costs less", ids[i]) // no line of these divides by it
		}
		if x.Narrowing.IsNegative() || x.Narrowing.GreaterThan(dec("1")) || !x.Low.LessThan(x.High) {
			t.Errorf("%s: narrowing %s, from %s to %s", ids[i], x.Narrowing, x.Low, x.High)
		}
	}
	want := []string{
		"agent-hour", "call-minutes", "call-share", "crisis-lump", "day-cost", "exchange-rate", "forensics-spread", "fraud-cost", "internal-days",
		"letter-price", "local-price-level", "post-share", "reissue-cost", "reissue-share", "sms-price", "sms-segments",
	}
	if slices.Sort(ids); !slices.Equal(ids, want) {
		t.Errorf("inputs %q, want %q", ids, want)
	}
	again, err := e.Influences()
	if err != nil || len(again) != len(got) || !again[0].Swing.Amount.Equal(got[0].Swing.Amount) {
		t.Error("asked twice, it answers otherwise")
	}
	// The people are an input once they are uncertain, and then a strong one.
	in := leak(0)
	in.People = Known{true, rangeOf("10000", "100000", "2000000")}
	got, err = estimate(t, model(t), in).Influences()
	if err != nil || !slices.ContainsFunc(got[:3], func(x Influence) bool { return x.Driver.Quantity == People }) {
		t.Errorf("uncertain people are not among the first three: %+v, %v", got[:3], err)
	}
	if none, err := estimate(t, model(t), Input{Currency: "MAD", Country: "tv"}).Influences(); none != nil || err != nil {
		t.Errorf("without a total: %v, %v", none, err)
	}
}

// A question is worth asking for what its lines cost; it says what they would lack.
func TestQuestions(t *testing.T) {
	m := model(t)
	in := cardLeak(100_000)
	in.Issuer, in.Down, in.HasCustomers = law.Unknown, law.No, law.No
	in.Merchant = law.Unknown
	got, err := estimate(t, m, in).Questions()
	if err != nil || len(got) != 2 {
		t.Fatalf("%d questions, %v", len(got), err)
	}
	issuer, merchant := got[0], got[1]
	if issuer.Reason != "issuer-unknown" || merchant.Reason != "merchant-unknown" {
		t.Fatalf("in the order %s, %s", issuer.Reason, merchant.Reason)
	}
	if !issuer.Yes.P50.Amount.GreaterThan(issuer.No.P50.Amount) || issuer.Swing.Amount.IsZero() || len(issuer.Needs)+len(issuer.Unknown) > 0 {
		t.Errorf("issuer: %+v", issuer)
	}
	if !merchant.Swing.Amount.IsZero() || len(merchant.Needs) != 1 || merchant.Needs[0].ID != "card-assessment" {
		t.Errorf("merchant: %+v", merchant)
	}
	in = leak(100_000)
	in.DataLeft, in.Merchant, in.Down, in.HasCustomers = law.Unknown, law.No, law.No, law.No
	got, err = estimate(t, m, in).Questions()
	if err != nil || len(got) != 1 || got[0].Reason != "data-left-unknown" || !got[0].Yes.P95.Amount.GreaterThan(got[0].No.P95.Amount) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// The total at other correlations: wider with more, the same mean within its error.
func TestDependences(t *testing.T) {
	in := cardLeak(100_000)
	in.Alternatives, in.Trials = true, 100_000
	e := estimate(t, model(t), in)
	if len(e.Dependences) != 2 || !e.Dependences[0].Correlation.IsZero() || !e.Dependences[1].Correlation.Equal(dec("0.8")) {
		t.Fatalf("got %+v", e.Dependences)
	}
	none, strong := e.Dependences[0].Total, e.Dependences[1].Total
	if !(none.P95.Amount.LessThan(e.Total.P95.Amount) && e.Total.P95.Amount.LessThan(strong.P95.Amount)) {
		t.Errorf("P95 %s, %s, %s", none.P95, e.Total.P95, strong.P95)
	}
	if !(none.P5.Amount.GreaterThan(e.Total.P5.Amount) && e.Total.P5.Amount.GreaterThan(strong.P5.Amount)) {
		t.Errorf("P5 %s, %s, %s", none.P5, e.Total.P5, strong.P5)
	}
	if none.Mean.Amount.Sub(strong.Mean.Amount).Abs().GreaterThan(step(none.Mean.Amount)) {
		t.Errorf("means %s and %s", none.Mean, strong.Mean)
	}
	in.Alternatives = false
	if estimate(t, model(t), in).Dependences != nil {
		t.Error("computed without being asked")
	}
}

// Refusals of what a person may put in an assumption's place.
func TestRefuses(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		parameter string
		by        law.Range
		currency  law.Currency
		want      Refusal
	}{
		{"call-share", law.Exactly(dec("1")), "", NotRefused},
		{"call-share", law.Exactly(dec("30")), "", RefusedShare},
		{"fine-probability", rangeOf("0", "0.5", "1.01"), "", RefusedShare},
		{"call-minutes", law.Exactly(dec("30")), "", NotRefused},
		{"call-minutes", law.Exactly(dec("30")), "MAD", RefusedCurrency},
		{"operating-hours", law.Exactly(dec("2200")), "", NotRefused},
		{"operating-hours", rangeOf("0", "1", "2"), "", RefusedZero},
		{"crisis-lump", law.Exactly(dec("30")), "", NotRefused},
		{"crisis-lump", law.Exactly(dec("30")), "EUR", NotRefused},
		{"customer-margin", law.Exactly(dec("30")), "EUR", NotRefused},
		{"customer-margin", law.Exactly(dec("30")), "", RefusedNoCurrency},
	} {
		if got := m.Parameter(c.parameter).Refuses(c.by, c.currency); got != c.want {
			t.Errorf("%s = %v %s: %d, want %d", c.parameter, c.by, c.currency, got, c.want)
		}
	}
}
