package loss

import (
	"math"
	"slices"
	"testing"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// TestExpectedByHand holds the formula to sums made by hand on the small edition.
func TestExpectedByHand(t *testing.T) {
	m, err := Load(small(t, "", "", ""))
	if err != nil {
		t.Fatal(err)
	}
	in := leak(250_000)
	in.Trials = 1000
	lines := func(in Input) map[string]float64 {
		out := map[string]float64{}
		e := estimate(t, m, in)
		for _, l := range e.Lines {
			if x, ok := e.Expected(l); ok {
				out[l.Line.ID] = float(x.Value)
			}
		}
		return out
	}
	near := func(name string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-10*want) {
			t.Errorf("%s: %.13g, not %.13g", name, got, want)
		}
	}
	cross, err := m.Rates.Cross("USD", "MAD")
	if err != nil {
		t.Fatal(err)
	}
	spread := math.Exp(0.125)
	letters := 0.25 * 2 * 1.5 * float(cross) // and the mean move of the rate is 1
	near("a lump sum and a lognormal", lines(in)["fixed"], (5+4*10+30)/6.0*spread)
	near("a root of a count, an old price in dollars", lines(in)["letters"], math.Sqrt(250)*letters)

	in.Overrides = []Override{{Parameter: "price", Range: law.Range{Low: dec("1"), Likely: dec("2"), High: dec("9"), HasLikely: true}, Currency: "USD", Reason: "quoted"}}
	near("a price of today that is a range", lines(in)["letters"], math.Sqrt(250)*0.25*3*float(cross))
	in.Lines = []LineOverride{{Line: "letters", Range: law.Range{Low: dec("10"), High: dec("40")}, Currency: "USD", Reason: "quoted"}}
	near("a cost that was given", lines(in)["letters"], 25*float(cross))

	in = leak(1)
	in.Trials = 1000
	in.People.Range = law.Range{Low: dec("0"), High: dec("1000000")}
	near("a root of a wide range", lines(in)["letters"], math.Sqrt(1000)*math.Gamma(3.5)*math.Gamma(6)/(math.Gamma(3)*math.Gamma(6.5))*letters)
}

// elsewhere are the lines, and the total, whose simulated mean is not where the
// formula puts it. move spoils the formula.
func elsewhere(t *testing.T, e Estimate, move func(decimal.Decimal) decimal.Decimal) (out []string, compared int) {
	t.Helper()
	for _, l := range slices.Concat(e.Lines, e.Apart) {
		x, ok := e.Expected(l)
		if ok != (l.Band != nil) {
			t.Errorf("%s: an estimate is %v and its expectation %v", l.Line.ID, l.Band != nil, ok)
		}
		if !ok {
			continue
		}
		compared++
		if !Agrees(l.Simulated, move(x.Value), x.Tolerance) {
			out = append(out, l.Line.ID)
		}
	}
	if value, tolerance := e.ExpectedTotal(); e.Total != nil && !Agrees(e.Simulated, move(value), tolerance) {
		out = append(out, "total")
	}
	return out, compared
}

// TestTheSimulationAgreesWithTheFormulas compares every line of incidents that have
// every shape and every factor.
func TestTheSimulationAgreesWithTheFormulas(t *testing.T) {
	m := model(t)
	wide := func(low, high int64) Known {
		return Known{true, law.Range{Low: decimal.NewFromInt(low), High: decimal.NewFromInt(high)}}
	}
	abroad := everything(t)
	abroad.Country, abroad.Currency = "fr", "EUR"
	ranges := everything(t)
	ranges.People, ranges.Records, ranges.Cards, ranges.OutageHours, ranges.Employees = wide(0, 2_000_000), wide(10, 500_000), wide(1000, 9000), wide(3, 90), wide(10, 4000)
	for i := range ranges.Overrides {
		if o := &ranges.Overrides[i]; o.Parameter == "annual-margin" {
			o.Range, o.Currency = law.Range{Low: dec("1"), Likely: dec("50000"), High: dec("900000"), HasLikely: true}, "USD"
		}
	}
	given := everything(t)
	given.Lines = []LineOverride{{Line: "forensics", Range: law.Range{Low: dec("400000"), High: dec("900000")}, Currency: "EUR", Reason: "quoted"}, {Line: "churn", Off: true, Reason: "a monopoly"}}
	rare := everything(t)
	rare.Trials = 2000
	for i := range rare.Overrides {
		if o := &rare.Overrides[i]; m.Parameter(o.Parameter).Unit == UnitEvent {
			o.Range = law.Exactly(dec("0.0004")) // mostly drawn never: a sample's own deviation would be 0
		}
	}
	for name, in := range map[string]Input{"leak": leak(50_000), "cards": cardLeak(31_220), "everything": everything(t), "abroad": abroad, "ranges": ranges, "given": given, "rare": rare} {
		e := estimate(t, m, in)
		off, compared := elsewhere(t, e, func(d decimal.Decimal) decimal.Decimal { return d })
		if len(off) > 0 || compared < 5 {
			t.Errorf("%s: of %d lines, these lie elsewhere than their formula says: %v", name, compared, off)
		}
		// A formula that is a tenth off is noticed in the greater part of the lines.
		if off, _ := elsewhere(t, e, func(d decimal.Decimal) decimal.Decimal { return d.Mul(dec("1.1")) }); name != "rare" && len(off) < compared/2 {
			t.Errorf("%s: of %d lines whose formula was spoilt, only %v were noticed", name, compared, off)
		}
	}
}
