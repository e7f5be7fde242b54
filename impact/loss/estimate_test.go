package loss

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// reissueReason is why the lines on cards have no estimate, by whether data
// left, whether cards are among them and whether the organisation issued them;
// "on" means they have one when the cards are counted. Written out, so that it
// is not the code again.
var reissueReason = map[[3]law.Verdict]string{
	{law.Yes, law.Yes, law.Yes}:             "on",
	{law.Yes, law.Yes, law.No}:              "not-issuer",
	{law.Yes, law.Yes, law.Unknown}:         "issuer-unknown",
	{law.Yes, law.No, law.Yes}:              "no-cards",
	{law.Yes, law.No, law.No}:               "no-cards",
	{law.Yes, law.No, law.Unknown}:          "no-cards",
	{law.Yes, law.Unknown, law.Yes}:         "issuer-unknown",
	{law.Yes, law.Unknown, law.No}:          "not-issuer",
	{law.Yes, law.Unknown, law.Unknown}:     "issuer-unknown",
	{law.No, law.Yes, law.Yes}:              "no-data-left",
	{law.No, law.Yes, law.No}:               "no-data-left",
	{law.No, law.Yes, law.Unknown}:          "no-data-left",
	{law.No, law.No, law.Yes}:               "no-data-left",
	{law.No, law.No, law.No}:                "no-data-left",
	{law.No, law.No, law.Unknown}:           "no-data-left",
	{law.No, law.Unknown, law.Yes}:          "no-data-left",
	{law.No, law.Unknown, law.No}:           "no-data-left",
	{law.No, law.Unknown, law.Unknown}:      "no-data-left",
	{law.Unknown, law.Yes, law.Yes}:         "data-left-unknown",
	{law.Unknown, law.Yes, law.No}:          "not-issuer",
	{law.Unknown, law.Yes, law.Unknown}:     "data-left-unknown",
	{law.Unknown, law.No, law.Yes}:          "no-cards",
	{law.Unknown, law.No, law.No}:           "no-cards",
	{law.Unknown, law.No, law.Unknown}:      "no-cards",
	{law.Unknown, law.Unknown, law.Yes}:     "data-left-unknown",
	{law.Unknown, law.Unknown, law.No}:      "not-issuer",
	{law.Unknown, law.Unknown, law.Unknown}: "data-left-unknown",
}

// The lines that the total does not miss when they are off.
var ruledOut = []string{"no-data-left", "no-cards", "not-issuer", "no-outage", "no-customers"}

func TestWhichLinesAreOn(t *testing.T) {
	m := model(t)
	known := func(k bool) Known {
		if k {
			return count(1000)
		}
		return Known{}
	}
	combinations := 0
	for key, cardReason := range reissueReason {
		left := key[0]
		for bits := range 8 {
			combinations++
			people, records, counted := bits&1 != 0, bits&2 != 0, bits&4 != 0
			in := Input{People: known(people), Records: known(records), Cards: known(counted), DataLeft: left, HasCards: key[1], Issuer: key[2], Merchant: law.Unknown, Down: law.No, HasCustomers: law.No, Currency: "MAD", Trials: 50}
			name := fmt.Sprintf("left %s, cards %s, issuer %s, people %v, records %v, counted %v", key[0], key[1], key[2], people, records, counted)

			want := map[string]string{"crisis": ""} // a lump sum asks nothing
			want["forensics"], want["internal-time"] = "", ""
			if !people && !records {
				want["forensics"], want["internal-time"] = "size-unknown", "size-unknown"
			}
			for _, id := range []string{"notification", "calls"} {
				switch {
				case left == law.No:
					want[id] = "no-data-left"
				case left == law.Unknown:
					want[id] = "data-left-unknown"
				case !people: // records are not people: nobody telephones for a card
					want[id] = "people-unknown"
				}
			}
			for _, id := range []string{"card-reissue", "card-fraud"} {
				switch {
				case cardReason != "on":
					want[id] = cardReason
				case !counted:
					want[id] = "cards-unknown"
				}
			}
			// What has no default and nobody gave.
			for _, id := range []string{"monitoring", "claims"} {
				want[id] = map[law.Verdict]string{law.No: "no-data-left", law.Unknown: "data-left-unknown", law.Yes: "needed"}[left]
			}
			want["sanctions"], want["interruption"], want["churn"] = "needed", "no-outage", "no-customers"
			if left == law.No {
				want["churn"] = "no-data-left" // which rules out first
			}
			switch {
			case left == law.No:
				want["card-schemes"] = "no-data-left"
			case key[1] == law.No:
				want["card-schemes"] = "no-cards"
			case left == law.Unknown:
				want["card-schemes"] = "data-left-unknown"
			default:
				want["card-schemes"] = "merchant-unknown"
			}
			e := estimate(t, m, in)
			if len(e.Lines)+len(e.Apart) != len(m.Lines) || len(e.Apart) != 1 {
				t.Fatalf("%s: %d lines and %d apart", name, len(e.Lines), len(e.Apart))
			}
			var omits []string
			on := 0
			for _, l := range e.Lines {
				if l.Reason != want[l.Line.ID] || (l.Band == nil) != (l.Reason != "") {
					t.Errorf("%s: line %s has reason %q and band %v, want %q", name, l.Line.ID, l.Reason, l.Band != nil, want[l.Line.ID])
				}
				if l.Reason == "" {
					on++
				} else if !slices.Contains(ruledOut, l.Reason) {
					omits = append(omits, l.Line.ID)
				}
				if l.Step.Key != map[bool]string{true: "loss.line", false: "loss.line.none"}[l.Band != nil] {
					t.Errorf("%s: line %s has step %s", name, l.Line.ID, l.Step.Key)
				}
			}
			omits = append(omits, "victims", "reputation")
			if !slices.Equal(e.Omits, omits) {
				t.Errorf("%s: the total omits %q, want %q", name, e.Omits, omits)
			}
			if e.Total == nil || len(e.Step.Parts) != on {
				t.Errorf("%s: a total of %d lines, want %d", name, len(e.Step.Parts), on)
			}
			size := Quantity("")
			switch {
			case people:
				size = People
			case records:
				size = "records"
			}
			if e.SizeBy != size {
				t.Errorf("%s: size read from %q, want %q", name, e.SizeBy, size)
			}
		}
	}
	if combinations != 216 {
		t.Errorf("%d combinations, want 216", combinations)
	}
}

// Availability alone was hit: nobody is told, nobody calls, no card is replaced.
func TestAnOutageCostsNoNotification(t *testing.T) {
	in := leak(500_000)
	in.DataLeft = law.No
	e := estimate(t, model(t), in)
	for _, l := range e.Lines {
		if on := l.Band != nil; on != slices.Contains([]string{"forensics", "crisis", "internal-time"}, l.Line.ID) {
			t.Errorf("line %s on: %v", l.Line.ID, on)
		}
	}
}

func TestNoLineMeansNoTotal(t *testing.T) {
	m := fresh(t)
	m.Lines = slices.DeleteFunc(m.Lines, func(l Line) bool { return len(l.When) == 0 })
	e := estimate(t, m, Input{Currency: "MAD"})
	if e.Total != nil || e.Curve != nil || e.Step.Key != "loss.total.none" || e.Step.Result.Kind != law.NoValue {
		t.Errorf("got %+v", e)
	}
	if e.Trials != DefaultTrials {
		t.Errorf("%d trials", e.Trials)
	}
}

// raw simulates without the rounding at the border. Its lines are those that are on,
// in the order of the model.
func raw(t testing.TB, m *Model, in Input) mc.Result {
	t.Helper()
	p, err := m.prepare(in)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.run(p.factors, p.lines, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rawLine is one line of raw.
func rawLine(t testing.TB, m *Model, in Input, id string) mc.Summary {
	t.Helper()
	p, err := m.prepare(in)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(p.lines, func(l mc.Line) bool { return l.ID == id })
	if i < 0 {
		t.Fatalf("line %s is off", id)
	}
	return raw(t, m, in).Lines[i]
}

// What the tests below read unrounded is what Estimate rounds.
func TestRawIsTheEstimateBeforeRounding(t *testing.T) {
	in := cardLeak(31_220)
	if diff := cmp.Diff(bandOf(raw(t, model(t), in).Total, "MAD"), *estimate(t, model(t), in).Total); diff != "" {
		t.Error(diff)
	}
}

func pertMean(low, likely, high float64) float64 { return (low + 4*likely + high) / 6 }

// meanOf is the mean of every line in closed form: factors of one term are
// independent, since at most one of them is loaded, so that means multiply.
func meanOf(people, cards float64) map[string]float64 {
	const usd = 9.64797
	return map[string]float64{
		"forensics":     178000 * usd * math.Pow(people/168000, 0.43) * math.Exp(0.84*0.84/2) * pertMean(0.40, 0.64, 1) * 1.0998,
		"crisis":        pertMean(50e3, 150e3, 800e3),
		"notification":  people * (pertMean(2, 3, 5)*pertMean(0.10, 0.30, 1.20) + pertMean(0, 0.02, 0.20)*pertMean(4, 8, 15)),
		"calls":         people * pertMean(0.005, 0.03, 0.15) * pertMean(6, 10, 20) / 60 * pertMean(45, 70, 120),
		"card-reissue":  cards * pertMean(0.2, 0.8, 1) * pertMean(20, 40, 100),
		"card-fraud":    cards * pertMean(0, 8, 50),
		"internal-time": pertMean(20, 80, 400) * math.Pow(people/100000, 0.3) * pertMean(600, 1000, 2000),
	}
}

// Every line's simulated mean is its closed form, within four standard errors.
func TestMeansAgreeWithTheClosedForm(t *testing.T) {
	m := model(t)
	for _, n := range []int64{1_000, 100_000, 1_996_026} {
		in := cardLeak(n)
		in.Trials = 100_000
		r := raw(t, m, in)
		want := meanOf(float64(n), float64(n))
		sum := 0.0
		if len(r.Lines) != len(want) {
			t.Errorf("%d lines are on, want %d", len(r.Lines), len(want))
		}
		for id, mean := range want {
			sum += mean
			if got := rawLine(t, m, in, id); math.Abs(got.Mean-mean) > 4*got.StdErr {
				t.Errorf("%d people, line %s: mean %.0f, closed form %.0f, standard error %.0f", n, id, got.Mean, mean, got.StdErr)
			}
		}
		if math.Abs(r.Total.Mean-sum) > 4*r.Total.StdErr {
			t.Errorf("%d people: mean of the total %.0f, closed form %.0f", n, r.Total.Mean, sum)
		}
	}
}

// The illustration computed beside the choice of these defaults: 20,000 draws
// with seed 42 of another generator, printed to two digits, in MAD.
type illustration struct {
	name          string
	in            Input
	p5, p50, p95  float64
	low5, low50   float64 // how far below the row P5 and P50 may lie
	low95, high95 float64
}

// Tolerances are what was measured (in brackets, ours over theirs), with room
// for their sampling error at 20,000 draws (1 % of P50, 2 % of P95) and for
// their rounding (up to 5 % of a figure of two digits).
//
// From 100,000 records up the medians lie within 7 % and the tails within 8 %.
// Our P5 lies 5 to 20 % below theirs: the lines' own factors correlate at 0.5
// here, and their table looks like 0.25, a loading of 0.5 each (see the next
// test). At 10,000 records their P50 is 0.15 million higher than ours: their
// small counts hold a fixed part that no formula of the model explains.
//
// The row for 1,000 records does not agree and is not held: they print
// 0.24 / 0.56 / 1.25 million, and this model gives 0.16 / 0.41 / 1.00. Its
// exact mean is 0.474 million, which the closed form above confirms.
var illustrations = []illustration{
	{"10,000 records", leak(10_000), 0.35e6, 0.85e6, 2.2e6, 0.28, 0.19, 0.11, 0.02},          // 0.73 0.82 0.91
	{"100,000 records", leak(100_000), 0.71e6, 1.7e6, 5.1e6, 0.21, 0.08, 0.08, 0.08},         // 0.80 0.94 0.97
	{"500,000 records", leak(500_000), 1.6e6, 3.7e6, 10e6, 0.18, 0.07, 0.08, 0.08},           // 0.84 0.97 1.05
	{"1,000,000 records", leak(1_000_000), 2.6e6, 5.7e6, 15e6, 0.21, 0.07, 0.08, 0.08},       // 0.81 0.96 1.01
	{"2,000,000 records", leak(2_000_000), 4.2e6, 9.0e6, 21e6, 0.20, 0.07, 0.08, 0.09},       // 0.82 0.98 1.07
	{"100,000 cards, issuer", cardLeak(100_000), 3.3e6, 6.6e6, 12e6, 0.10, 0.07, 0.08, 0.08}, // 0.94 0.96 1.01
	{"500,000 cards, issuer", cardLeak(500_000), 14e6, 28e6, 47e6, 0.10, 0.07, 0.08, 0.08},   // 0.95 0.96 1.03
}

// disagreements lists the rows of the illustration that a model does not meet.
func disagreements(t *testing.T, m *Model, rows []illustration) []string {
	t.Helper()
	var out []string
	for _, row := range rows {
		got := raw(t, m, row.in).Total
		for _, c := range []struct {
			name             string
			got, theirs      float64
			below, aboveThem float64
		}{{"P5", got.P5, row.p5, row.low5, 0.06}, {"P50", got.P50, row.p50, row.low50, 0.05}, {"P95", got.P95, row.p95, row.low95, row.high95}} {
			if ratio := c.got / c.theirs; ratio < 1-c.below || ratio > 1+c.aboveThem {
				out = append(out, fmt.Sprintf("%s, %s: %.0f, the illustration has %.0f (ratio %.3f)", row.name, c.name, c.got, c.theirs, ratio))
			}
		}
	}
	return out
}

func TestTheIllustrationIsMet(t *testing.T) {
	for _, d := range disagreements(t, model(t), illustrations) {
		t.Error(d)
	}
}

// At a pairwise correlation of 0.25 every percentile of the illustration from
// 100,000 records up is met within 7 %, the 5th included.
func TestTheIllustrationLooksLikeACorrelationOfAQuarter(t *testing.T) {
	m := fresh(t)
	m.Correlation.Value.Decimal = dec("0.25")
	rows := slices.Clone(illustrations[1:])
	for i := range rows {
		rows[i].low5, rows[i].low50, rows[i].low95, rows[i].high95 = 0.07, 0.07, 0.07, 0.07
	}
	for _, d := range disagreements(t, m, rows) {
		t.Error(d)
	}
}

// The comparison notices a wrong model: each of these changes is one a slip
// could make, and each must break rows.
func TestTheIllustrationNoticesAWrongModel(t *testing.T) {
	line := func(m *Model, id string) *Line {
		return &m.Lines[slices.IndexFunc(m.Lines, func(l Line) bool { return l.ID == id })]
	}
	for _, c := range []struct {
		name  string
		spoil func(*Model)
	}{
		{"no notification", func(m *Model) { line(m, "notification").Terms = line(m, "notification").Terms[1:] }},
		{"one card in two reissued twice", func(m *Model) {
			m.Parameter("reissue-cost").PERT.Likely.Decimal, m.Parameter("reissue-cost").PERT.High.Decimal = dec("80"), dec("200")
		}},
		{"world prices", func(m *Model) {
			level := m.Parameter("local-price-level").PriceLevel
			level.Low.Fixed.Decimal, level.Likely.Fixed.Decimal = dec("0.58"), dec("0.75")
		}},
		{"dollars taken for dirhams", func(m *Model) { m.Parameter("forensics-reference").Currency = "MAD" }},
		{"a power forgotten", func(m *Model) { line(m, "forensics").Terms[0][1].Power = nil }},
		{"a divisor forgotten", func(m *Model) { line(m, "calls").Terms[0][2].Per = nil }},
		{"no correlation", func(m *Model) { m.Correlation.Value.Decimal = decimal.Zero }},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			c.spoil(m)
			if len(disagreements(t, m, illustrations)) == 0 {
				t.Error("the comparison did not notice")
			}
		})
	}
}

// People are an exact count and every trial sees the same draws, so that no
// trial, hence no percentile, falls.
func TestMorePeopleLowerNothing(t *testing.T) {
	m := model(t)
	var before []law.Money
	for _, n := range []int64{0, 1, 2, 9, 10, 99, 500, 1_000, 1_001, 5_000, 31_220, 100_000, 168_000, 499_881, 1_000_000, 1_996_026, 10_000_000, 1_000_000_000} {
		now := estimate(t, m, cardLeak(n)).Total.percentiles()
		for i := range before {
			if now[i].Amount.LessThan(before[i].Amount) {
				t.Errorf("%d people: percentile %d falls from %s to %s", n, i, before[i], now[i])
			}
		}
		before = now
	}
}

// An amount of money in another unit is the same amount: all percentiles scale
// with the rates. Powers of ten keep the digits, so that rounding agrees too.
func TestPercentilesScaleWithMoney(t *testing.T) {
	m := model(t)
	usd := dec("9.64797")
	in := cardLeak(100_000)
	in.Overrides = []Override{{Parameter: "exchange-rate", Range: law.Exactly(dec("1"))}}
	base := estimate(t, m, in)
	for _, k := range []string{"0.001", "0.1", "10", "1000", "1000000"} {
		rates := Rates{Base: "USD", Rates: []Rate{{"MAD", law.Number{Decimal: usd}}, {"TND", law.Number{Decimal: usd.Mul(dec(k))}}}}
		in := in
		in.Currency, in.Rates = "TND", &rates
		scaled := estimate(t, m, in)
		for i, l := range append([]LineEstimate{{Band: scaled.Total}}, scaled.Lines...) {
			want := base.Total
			if i > 0 {
				want = base.Lines[i-1].Band
			}
			if want == nil {
				continue // off
			}
			for j, p := range l.Band.percentiles() {
				if w := want.percentiles()[j].Amount.Mul(dec(k)); !p.Amount.Equal(w) || p.Currency != "TND" {
					t.Errorf("times %s: line %d, percentile %d: %s, want %s", k, i, j, p, w)
				}
			}
		}
	}
}

func TestALineOfZeroChangesNothing(t *testing.T) {
	for _, c := range []struct {
		name      string
		parameter Parameter
		terms     [][]Use
	}{
		{"a constant of zero", Parameter{ID: "nil", Unit: UnitMoney, Currency: "MAD", Constant: &law.Number{}}, [][]Use{{{Parameter: "nil"}, {Quantity: People}}}},
		{"a range of zero", Parameter{ID: "nil", Unit: UnitMoney, Currency: "MAD", PERT: &Triple{}}, [][]Use{{{Parameter: "nil", Loaded: true}}}},
	} {
		m := fresh(t)
		m.Parameters = append(m.Parameters, c.parameter)
		m.Lines = append([]Line{{ID: "zero", Terms: c.terms}}, m.Lines...)
		if err := m.check(); err != nil {
			t.Fatal(err)
		}
		with, without := estimate(t, m, leak(31_220)), estimate(t, model(t), leak(31_220))
		if diff := cmp.Diff(without.Total, with.Total); diff != "" {
			t.Errorf("%s: the total changed:\n%s", c.name, diff)
		}
		if diff := cmp.Diff(without.Curve, with.Curve); diff != "" {
			t.Errorf("%s: the curve changed:\n%s", c.name, diff)
		}
		for i, l := range without.Lines {
			if diff := cmp.Diff(l.Band, with.Lines[i+1].Band); diff != "" {
				t.Errorf("%s: line %s changed:\n%s", c.name, l.Line.ID, diff)
			}
		}
		if zero := lineOf(t, with, "zero"); zero.Band == nil || !zero.Band.TVaR95.Amount.IsZero() {
			t.Errorf("%s: the line costs %v", c.name, zero.Band)
		}
	}
}

func TestTheSameSeedGivesTheSameEstimate(t *testing.T) {
	m := model(t)
	first := estimate(t, m, cardLeak(31_220))
	for workers := range 4 {
		in := cardLeak(31_220)
		in.Workers = workers
		again := estimate(t, m, in)
		first.simulation, again.simulation = nil, nil // which know the number of workers
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%d workers: %s", workers, cmp.Diff(first.Total, again.Total))
		}
	}
	other := cardLeak(31_220)
	other.Seed++
	if reflect.DeepEqual(first.Curve, estimate(t, m, other).Curve) {
		t.Error("another seed draws the same numbers")
	}
}

// At 100,000 trials another seed moves P50 by less than 1 % and P95 by less than
// 3 %, before rounding; so the two digits shown mean something.
func TestAnotherSeedMovesLittle(t *testing.T) {
	m := model(t)
	in := leak(1_996_026)
	in.Trials = DefaultTrials
	base := raw(t, m, in).Total
	for seed := uint64(1); seed <= 4; seed++ {
		in.Seed = seed
		got := raw(t, m, in).Total
		if d50, d95 := math.Abs(got.P50/base.P50-1), math.Abs(got.P95/base.P95-1); d50 > 0.01 || d95 > 0.03 {
			t.Errorf("seed %d: P50 moves by %.2f %%, P95 by %.2f %%", seed, 100*d50, 100*d95)
		}
	}
}

func TestCorrelationWidensAndKeepsMeans(t *testing.T) {
	var before mc.Summary
	for i, rho := range []string{"0", "0.25", "0.5", "0.8"} {
		m := fresh(t)
		m.Correlation.Value.Decimal = dec(rho)
		in := cardLeak(100_000)
		in.Trials = 100_000
		got := raw(t, m, in).Total
		if i > 0 {
			if !(got.P95 > before.P95 && got.P5 < before.P5 && got.TVaR95 > before.TVaR95) {
				t.Errorf("correlation %s: P5 %.0f and P95 %.0f, before %.0f and %.0f", rho, got.P5, got.P95, before.P5, before.P95)
			}
			if diff := math.Abs(got.Mean - before.Mean); diff > 4*math.Hypot(got.StdErr, before.StdErr) {
				t.Errorf("correlation %s: the mean moves from %.0f to %.0f", rho, before.Mean, got.Mean)
			}
		}
		before = got
	}
}

// step is the distance between two numbers that print differently.
func step(d decimal.Decimal) decimal.Decimal {
	f := d.InexactFloat64()
	return decimal.New(1, int32(math.Floor(math.Log10(f)))-Digits+1)
}

func TestCurrenciesAgree(t *testing.T) {
	m := model(t)
	in := cardLeak(100_000)
	in.Overrides = []Override{{Parameter: "exchange-rate", Range: law.Exactly(dec("1"))}} // what converts is certain here
	dirhams := estimate(t, m, in)
	for _, c := range []law.Currency{"EUR", "USD", "DZD", "KRW"} {
		in.Currency = c
		other := estimate(t, m, in)
		cross, err := m.Rates.Cross(c, "MAD")
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range other.Total.percentiles() {
			want := dirhams.Total.percentiles()[i].Amount
			room := step(want).Add(step(p.Amount).Mul(cross)).Div(decimal.NewFromInt(2))
			if p.Currency != c || p.Amount.Mul(cross).Sub(want).Abs().GreaterThan(room) {
				t.Errorf("%s, percentile %d: %s is %s MAD, want %s", c, i, p, p.Amount.Mul(cross), want)
			}
		}
		if other.Currency != c {
			t.Errorf("currency %s", other.Currency)
		}
	}
}

func TestACurrencyWithoutARateIsAnError(t *testing.T) {
	in := leak(1000)
	in.Currency = "CHF"
	if _, err := model(t).Estimate(in); !errors.Is(err, ErrNoRate) || !strings.Contains(err.Error(), "CHF") {
		t.Errorf("got %v", err)
	}
	// The user's rates replace the model's: they are not added to them.
	in = leak(1000)
	in.Rates = &Rates{Base: "EUR", Rates: []Rate{{"MAD", law.Number{Decimal: dec("10.9")}}}}
	if _, err := model(t).Estimate(in); !errors.Is(err, ErrNoRate) || !strings.Contains(err.Error(), "USD") {
		t.Errorf("got %v", err)
	}
}

func TestTrialsOutOfRangeAreAnError(t *testing.T) {
	in := leak(1000)
	in.Trials = -1
	if _, err := model(t).Estimate(in); err == nil {
		t.Error("no error")
	}
}

func rangeOf(low, likely, high string) law.Range {
	return law.Range{Low: dec(low), Likely: dec(likely), High: dec(high), HasLikely: true}
}

func TestOverrides(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		name, parameter, line string
		by                    law.Range
		p5, p95               string // between which the line must lie
		result                law.Value
	}{
		{"an exact amount", "crisis-lump", "crisis", law.Exactly(dec("123000")), "120000", "120000", law.OfMoney(law.Money{Amount: dec("123000"), Currency: "MAD"})},
		{"a range", "crisis-lump", "crisis", rangeOf("200000", "210000", "220000"), "200000", "220000", law.OfRange(rangeOf("200000", "210000", "220000"))},
		{"a range without a mode", "crisis-lump", "crisis", law.Range{Low: dec("200000"), High: dec("220000")}, "200000", "220000", law.OfRange(law.Range{Low: dec("200000"), High: dec("220000")})},
		{"an exact share", "call-share", "calls", law.Exactly(dec("0")), "0", "0", law.OfRange(law.Exactly(dec("0")))},
		{"money of another currency", "forensics-reference", "forensics", law.Exactly(dec("0")), "0", "0", law.OfMoney(law.Money{Amount: dec("0"), Currency: "USD"})},
		{"a range instead of a constant", "forensics-reference", "forensics", rangeOf("0", "0", "0.001"), "0", "0.1", law.OfRange(rangeOf("0", "0", "0.001"))},
		{"a range instead of a lognormal", "forensics-spread", "forensics", rangeOf("0", "0", "0.000001"), "0", "5", law.OfRange(rangeOf("0", "0", "0.000001"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := leak(100_000)
			in.Overrides = []Override{{Parameter: c.parameter, Range: c.by, Reason: "measured here"}}
			e := estimate(t, m, in)
			l := lineOf(t, e, c.line)
			if l.Band.P5.Amount.LessThan(dec(c.p5)) || l.Band.P95.Amount.GreaterThan(dec(c.p95)) {
				t.Errorf("from %s to %s, want from %s to %s", l.Band.P5, l.Band.P95, c.p5, c.p95)
			}
			said := 0
			e.Step.Walk(func(s law.Step, _ int) {
				if s.Key != "loss.parameter.override" {
					return
				}
				said++
				if s.Args[len(s.Args)-1].Name != "reason" || s.Args[len(s.Args)-1].Value.Word != "measured here" {
					t.Errorf("the step does not give the reason: %+v", s.Args)
				}
				if diff := cmp.Diff(c.result, s.Result); diff != "" {
					t.Errorf("the step does not show the value:\n%s", diff)
				}
			})
			if said != 1 {
				t.Errorf("the override is explained %d times", said)
			}
			// Other lines are as they were.
			for _, was := range estimate(t, m, leak(100_000)).Lines { // of which those that are off stay off
				if was.Line.ID != c.line {
					if diff := cmp.Diff(was.Band, lineOf(t, e, was.Line.ID).Band); diff != "" {
						t.Errorf("line %s changed:\n%s", was.Line.ID, diff)
					}
				}
			}
		})
	}
}

func TestSignificantIsTheBorder(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   string
	}{
		{0, 2, "0"}, {1, 2, "1"}, {9.94, 2, "9.9"}, {9.96, 2, "10"}, {10.4, 2, "10"}, {99.4, 2, "99"}, {99.6, 2, "100"},
		{123, 2, "120"}, {125.1, 2, "130"}, {994_999, 2, "990000"}, {995_001, 2, "1000000"}, {1_592_000, 2, "1600000"},
		{1_592_000, 3, "1590000"}, {1_996_026, 3, "2000000"}, {0.004567, 2, "0.0046"}, {1e15, 2, "1000000000000000"},
		{math.NaN(), 2, "0"}, {math.Inf(1), 2, "0"},
	} {
		got := significant(c.x, c.digits)
		if got.String() != c.want {
			t.Errorf("%v to %d digits: %s, want %s", c.x, c.digits, got, c.want)
		}
	}
}

func TestEveryAmountHasTwoDigits(t *testing.T) {
	e := estimate(t, model(t), cardLeak(31_220))
	bands := []*Band{e.Total}
	for _, l := range e.Lines {
		if l.Band != nil {
			bands = append(bands, l.Band)
		}
	}
	for _, b := range bands {
		for _, p := range b.percentiles() {
			if digits := strings.Trim(strings.ReplaceAll(p.Amount.String(), ".", ""), "0"); len(digits) > Digits {
				t.Errorf("%s has more than %d digits", p, Digits)
			}
		}
		if !(b.P5.Amount.LessThan(b.P50.Amount) && b.P50.Amount.LessThan(b.P95.Amount) && !b.TVaR95.Amount.LessThan(b.P95.Amount)) {
			t.Errorf("percentiles out of order: %+v", b)
		}
	}
}

// A curve only falls, from what is nearly certain to what was never seen.
func TestTheExceedanceCurveFalls(t *testing.T) {
	e := estimate(t, model(t), leak(100_000))
	if len(e.Curve) != 80 {
		t.Fatalf("%d points", len(e.Curve))
	}
	for i, p := range e.Curve {
		if p.Chance.IsNegative() || p.Chance.GreaterThan(decimal.NewFromInt(1)) || p.Chance.Exponent() < -4 {
			t.Errorf("chance %s", p.Chance)
		}
		if i > 0 && (p.Chance.GreaterThan(e.Curve[i-1].Chance) || p.Amount.LessThan(e.Curve[i-1].Amount)) {
			t.Errorf("point %d: %s at %s after %s at %s", i, p.Chance, p.Amount, e.Curve[i-1].Chance, e.Curve[i-1].Amount)
		}
	}
	if first, last := e.Curve[0].Chance, e.Curve[len(e.Curve)-1].Chance; first.LessThan(dec("0.98")) || !last.IsZero() {
		t.Errorf("from %s to %s", first, last)
	}
}

// People and size are one number, drawn once, where size is read from people:
// drawn twice, the total would come out too narrow.
func TestSizeIsThePeople(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		name string
		in   Input
		want []string
	}{
		{"people known", cardLeak(1000), []string{"quantity.people", "quantity.cards"}},
		{"only records known", Input{Records: count(1000), Cards: count(1000), DataLeft: law.Yes, Issuer: law.Yes, HasCards: law.Yes, Currency: "MAD"}, []string{"quantity.records", "quantity.cards"}},
	} {
		b, err := m.prepare(c.in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		seen := map[string]bool{}
		for _, f := range b.factors {
			if seen[f.ID] {
				t.Errorf("%s: %s is drawn twice", c.name, f.ID)
			}
			seen[f.ID] = true
			if strings.HasPrefix(f.ID, "quantity.") {
				got = append(got, f.ID)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Every step of a line has a key, and the factors it is made of.
func TestStepsNameWhatTheyUse(t *testing.T) {
	in := cardLeak(31_220)
	in.Customers, in.Employees, in.OutageHours, in.Users, in.Fines = count(1), count(2), count(3), count(4), count(5)
	in.Merchant, in.Down, in.HasCustomers = law.Yes, law.Yes, law.Yes
	for _, p := range model(t).Parameters {
		if p.Ask {
			in.Overrides = append(in.Overrides, Override{Parameter: p.ID, Range: law.Exactly(dec("0.5")), Currency: "MAD", Reason: "measured here"})
		}
	}
	e := estimate(t, model(t), in)
	used := map[string]bool{}
	e.Apart[0].Step.Walk(func(s law.Step, _ int) {
		for _, a := range s.Args {
			if a.Name == "name" {
				used[a.Value.Text.EN] = true
			}
		}
	})
	e.Step.Walk(func(s law.Step, _ int) {
		if s.Key == "" {
			t.Errorf("a step without a key: %+v", s)
		}
		for _, a := range s.Args {
			if a.Name == "name" {
				used[a.Value.Text.EN] = true
			}
		}
	})
	for _, p := range model(t).Parameters {
		if !used[p.Name.EN] {
			t.Errorf("parameter %s is used and not explained", p.ID)
		}
	}
	if e.Step.Result.Money != e.Total.P50 {
		t.Errorf("the total's step shows %v", e.Step.Result)
	}
	// A conversion is said where one happened, and nowhere else.
	rates := 0
	e.Step.Walk(func(s law.Step, _ int) {
		if s.Key == "loss.rate" {
			rates++
		}
	})
	if rates != 3 {
		t.Errorf("%d conversions explained, want those of the reference case, of monitoring and of awards", rates)
	}
}

// An incident of a batch: few trials, one worker, no explanation.
func BenchmarkEstimateOfABatch(b *testing.B) {
	m := model(b)
	in := cardLeak(1_996_026)
	in.Country, in.Trials, in.Plain, in.Workspace = "ma", 10_000, true, new(mc.Workspace)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Estimate(in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEstimate(b *testing.B) {
	m := model(b)
	in := cardLeak(1_996_026)
	in.Trials = 100_000
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Estimate(in); err != nil {
			b.Fatal(err)
		}
	}
}

// A workspace changes no figure, neither of the estimate nor of what it is asked
// later, when the workspace serves others.
func TestWorkspaceChangesNoEstimate(t *testing.T) {
	m := model(t)
	space := new(Workspace)
	asked := func(in Input) (e Estimate, influences []Influence, questions []Settled) {
		e, err := m.Estimate(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Seed++ // another estimate in between
		if _, err := m.Estimate(in); err != nil {
			t.Fatal(err)
		}
		if influences, err = e.Influences(); err != nil {
			t.Fatal(err)
		}
		if questions, err = e.Questions(); err != nil {
			t.Fatal(err)
		}
		e.simulation = nil
		return e, influences, questions
	}
	for _, size := range []int64{500, 1_996_026} {
		in := cardLeak(size)
		in.Trials, in.HasCards, in.Alternatives = 2000, law.Unknown, true
		e, influences, questions := asked(in)
		in.Workspace = space
		e2, influences2, questions2 := asked(in)
		if !reflect.DeepEqual(e, e2) || !reflect.DeepEqual(influences, influences2) || !reflect.DeepEqual(questions, questions2) {
			t.Errorf("the leak of %d is estimated otherwise in a workspace", size)
		}
		if len(questions) == 0 || len(influences) == 0 || len(e.Dependences) == 0 {
			t.Error("nothing was asked")
		}
	}
}
