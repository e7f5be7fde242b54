package law

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// A fine that rises with turnover, written inside a formula.
const stepwise = "{bands: {by: turnover, of: 1000 EUR, rows: [{up-to: 100 EUR, share: 1 %}, {up-to: 200 EUR, share: 10 %}, {share: 100 %}]}}"

func TestBandsTakeTheShareOfTheRow(t *testing.T) {
	const byWord = "{bands: {by: level, of: 1000 EUR, rows: [{is: low, share: 10 %}, {is: high, share: 100 %}]}}"
	const ofShare = "{bands: {by: turnover, of: {share: {of: turnover, percent: 10 %, currency: EUR}}, rows: [{up-to: 100 EUR, share: 50 %}, {share: 100 %}]}}"
	for _, c := range []struct {
		name, formula string
		facts         Facts
		want, key     string
	}{
		{"in the first row", stepwise, Facts{"turnover": amount(50, 50, "EUR")}, "10 to 10 EUR", "formula.bands"},
		{"the limit belongs to its row", stepwise, Facts{"turnover": amount(100, 100, "EUR")}, "10 to 10 EUR", "formula.bands"},
		{"just above it", stepwise, Facts{"turnover": amount(101, 101, "EUR")}, "100 to 100 EUR", "formula.bands"},
		{"above every limit", stepwise, Facts{"turnover": amount(201, 201, "EUR")}, "1000 to 1000 EUR", "formula.bands"},
		{"nothing at all", stepwise, Facts{"turnover": amount(0, 0, "EUR")}, "10 to 10 EUR", "formula.bands"},
		{"a range across rows", stepwise, Facts{"turnover": amount(100, 200, "EUR")}, "10 to 100 EUR", "formula.bands.several"},
		{"a range within one", stepwise, Facts{"turnover": amount(101, 200, "EUR")}, "100 to 100 EUR", "formula.bands"},
		{"unknown: every row may be meant", stepwise, nil, "10 to 1000 EUR for want of [turnover]", "formula.bands.several"},
		{"another currency is a missing fact", stepwise, Facts{"turnover": amount(50, 50, "MAD")}, "10 to 1000 EUR for want of [turnover]", "formula.bands.several"},
		{"by a word", byWord, Facts{"level": Words("high")}, "1000 to 1000 EUR", "formula.bands"},
		{"by an unknown word", byWord, nil, "100 to 1000 EUR for want of [level]", "formula.bands.several"},
		{"by a word that may not be the only one", byWord, Facts{"level": {Known: true, Words: []string{"low"}, Partial: true}}, "100 to 1000 EUR for want of [level]", "formula.bands.several"},
		{"of what is not bounded", ofShare, nil, "at least 0 EUR for want of [turnover]", "formula.bands.several"},
		{"of what is", ofShare, Facts{"turnover": amount(100, 100, "EUR")}, "5 to 5 EUR", "formula.bands"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := formula(t, c.formula).evaluate(evaluation{book: smallBook, facts: c.facts})
			if a.say() != c.want || a.Step.Key != c.key {
				t.Errorf("got %s (%s), want %s (%s)", a.say(), a.Step.Key, c.want, c.key)
			}
			shown := a.Low
			if a.Bounded {
				shown = a.High
			}
			if a.Step.Result.Money.String() != shown.String() {
				t.Errorf("the step says %s", a.Step.Result.Money)
			}
		})
	}
}

func TestTheRowsOfAScaleAreInOrder(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"rising to a last one", "[{up-to: 1 EUR, share: 1 %}, {share: 2 %}]", ""},
		{"one row without a limit", "[{share: 2 %}]", ""},
		{"by words", "[{is: low, share: 1 %}, {is: high, share: 2 %}]", ""},
		{"none", "[]", "bands-order"},
		{"no last row", "[{up-to: 1 EUR, share: 1 %}]", "bands-order"},
		{"a last row in the middle", "[{share: 1 %}, {up-to: 1 EUR, share: 1 %}]", "bands-order"},
		{"falling", "[{up-to: 2 EUR, share: 1 %}, {up-to: 1 EUR, share: 1 %}, {share: 1 %}]", "bands-order"},
		{"twice the same", "[{up-to: 2 EUR, share: 1 %}, {up-to: 2 EUR, share: 1 %}, {share: 1 %}]", "bands-order"},
		{"two currencies", "[{up-to: 2 EUR, share: 1 %}, {up-to: 3 MAD, share: 1 %}, {share: 1 %}]", "bands-order"},
		{"a word twice", "[{is: low, share: 1 %}, {is: low, share: 2 %}]", "bands-order"},
		{"a word and an amount", "[{is: low, share: 1 %}, {share: 2 %}]", "bands-order"},
		{"a word with a limit", "[{is: low, up-to: 1 EUR, share: 1 %}]", "bands-order"},
		{"a share above one", "[{share: 200 %}]", "percentage-range"},
	} {
		var n formulaNode
		if got := codes(read(t, "{bands: {by: turnover, of: 1 EUR, rows: "+c.rows+"}}", &n)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// union is a controller in the Union with a breach of everything.
func union(facts Facts) Applier {
	all := Facts{"establishments": Words("de"), "organisation-kind": Words("company"), "role": Words("controller"), "personal-data": Truth(Yes), "confidentiality": Words("published"),
		"integrity": Words("none"), "availability": Words("none"), "risk": Words("high"), "retention-exceeded": Truth(Yes)}
	return Applier{Book: embedded.Facts, Jurisdiction: embedded.Find("eu"), Facts: all.with(facts), Times: on("2026-10-01")}
}

// The matrix of tiers, seriousness and sizes: cap x seriousness x size, each cell
// reckoned apart from the program.
func TestTheMatrixOfTheGuidelines(t *testing.T) {
	for _, c := range []struct {
		turnover       int64
		level          string
		lower, greater string // of the lower and the upper tier
	}{
		{1_000_000, "low", "0-4000 EUR", "0-8000 EUR"}, {1_000_000, "medium", "2000-8000 EUR", "4000-16000 EUR"}, {500_000, "high", "4000-40000 EUR", "8000-80000 EUR"},
		{5_000_000, "medium", "3000-40000 EUR", "6000-80000 EUR"}, {20_000_000, "medium", "15000-200000 EUR", "30000-400000 EUR"},
		{75_000_000, "medium", "80000-400000 EUR", "160000-800000 EUR"}, // the example of page 52
		{150_000_000, "high", "300000-5000000 EUR", "600000-10000000 EUR"}, {300_000_000, "low", "0-1000000 EUR", "0-2000000 EUR"},
		{500_000_000, "high", "800000-10000000 EUR", "1600000-20000000 EUR"},                // not yet above the switch
		{500_000_001, "high", "2000000.004-10000000.02 EUR", "4000000.008-20000000.04 EUR"}, // no size adjustment above it
		{8_000_000_000, "low", "0-16000000 EUR", "0-32000000 EUR"},                          // a chain of supermarkets
	} {
		findings := union(Facts{"turnover": amount(c.turnover, c.turnover, "EUR"), "seriousness": Words(c.level)}).Findings()
		for id, want := range map[string]string{"eu.gdpr.83-4-32": c.lower, "eu.gdpr.83-5-5-1-f": c.greater} {
			g := finding(t, findings, id).exposure(t, LegalPerson).Indicative
			if got := fmt.Sprintf("%s-%s", g.Low.Amount, g.High); got != want || !g.Bounded || len(g.Missing) > 0 {
				t.Errorf("%s at %d, %s: got %s, want %s", id, c.turnover, c.level, got, want)
			}
		}
	}
}

// What is not known widens the range, and is named.
func TestARangeSaysWhatItWaitsFor(t *testing.T) {
	for _, c := range []struct {
		name  string
		facts Facts
		want  string
	}{
		{"nothing", nil, "0, at least 8000 EUR [turnover seriousness]"},
		{"the turnover", Facts{"turnover": amount(75_000_000, 75_000_000, "EUR")}, "0-4000000 EUR [seriousness]"},
		{"the seriousness", Facts{"seriousness": Words("high")}, "8000, at least 80000 EUR [turnover]"},
		{"a turnover between two bands", Facts{"seriousness": Words("medium"), "turnover": amount(40_000_000, 60_000_000, "EUR")}, "30000-800000 EUR []"},
	} {
		x := finding(t, union(c.facts).Findings(), "eu.gdpr.83-5-5-1-f").exposure(t, LegalPerson)
		g := x.Indicative
		got := fmt.Sprintf("%s-%s %v", g.Low.Amount, g.High, g.Missing)
		if !g.Bounded {
			got = fmt.Sprintf("%s, at least %s %v", g.Low.Amount, g.AtLeast, g.Missing)
		}
		if got != c.want {
			t.Errorf("%s known: got %s, want %s", c.name, got, c.want)
		}
		// It stands beside the statutory cap, which it leaves as it is.
		if least := x.Fine.AtLeast.String(); x.Fine.Low.Amount.IsPositive() || !x.Fine.Bounded && least != "20000000 EUR" || x.Fine.Bounded && x.Fine.High.String() != "20000000 EUR" {
			t.Errorf("%s known: the cap is %s", c.name, x.brief())
		}
	}
}

// A band whose percentages nobody found carries its mark to the explanation.
func TestADoubtfulBandIsMarked(t *testing.T) {
	marks := func(turnover int64) (out []Confidence) {
		x := finding(t, union(Facts{"turnover": amount(turnover, turnover, "EUR"), "seriousness": Words("low")}).Findings(), "eu.gdpr.83-4-32").exposure(t, LegalPerson)
		x.Indicative.Step.Walk(func(s Step, _ int) {
			if s.Key == "formula.band" {
				out = appendNew(out, s.Mark)
			}
		})
		return out
	}
	for turnover, want := range map[int64]string{1_000_000: "[]", 2_000_000: "[]", 2_000_001: "[from-memory]", 10_000_000: "[from-memory]", 10_000_001: "[secondary]", 600_000_000: "[]"} {
		if got := fmt.Sprint(marks(turnover)); got != want {
			t.Errorf("at %d: %s, want %s", turnover, got, want)
		}
	}
}

// More turnover never lowers a range, nor does more seriousness.
func TestMoreTurnoverNeverLowersARange(t *testing.T) {
	levels := []string{"low", "medium", "high"}
	ids := []string{"eu.gdpr.83-4-32", "eu.gdpr.83-5-5-1-f"}
	rapid.Check(t, func(t *rapid.T) {
		less := rapid.Int64Range(0, 2_000_000_000).Draw(t, "turnover")
		more := less + rapid.Int64Range(0, 1_000_000_000).Draw(t, "more")
		level := rapid.IntRange(0, 2).Draw(t, "level")
		worse := rapid.IntRange(level, 2).Draw(t, "worse")
		id := rapid.SampledFrom(ids).Draw(t, "infringement")
		of := func(turnover int64, level int) *IndicativeFine {
			a := union(Facts{"turnover": amount(turnover, turnover, "EUR"), "seriousness": Words(levels[level])})
			v := a.Jurisdiction.Provision(id).Versions[0]
			return a.Jurisdiction.Guideline(v.Penalty.Indicative).indicate(a.evaluation(a.Facts, day("2026-10-01")), v.Penalty.Fine.High)
		}
		a, b := of(less, level), of(more, worse)
		if b.Low.Amount.LessThan(a.Low.Amount) || b.High.Amount.LessThan(a.High.Amount) {
			t.Fatalf("%s: %s to %s at %d %s; %s to %s at %d %s", id, a.Low, a.High, less, levels[level], b.Low, b.High, more, levels[worse])
		}
		if a.Low.Amount.GreaterThan(a.High.Amount) {
			t.Fatalf("%s above %s", a.Low, a.High)
		}
	})
}

// Sabotage: a scale that falls is noticed by the property above.
func TestAFallingScaleWouldBeNoticed(t *testing.T) {
	f := formula(t, "{bands: {by: turnover, of: 1000 EUR, rows: [{up-to: 100 EUR, share: 50 %}, {share: 10 %}]}}")
	at := func(n int64) decimal.Decimal {
		return f.evaluate(evaluation{book: smallBook, facts: Facts{"turnover": amount(n, n, "EUR")}}).High.Amount
	}
	if !at(200).LessThan(at(100)) {
		t.Error("a falling scale does not fall")
	}
}

// GDPR 83(3): whatever is found of one breach, what its linked infringements add up
// to is the cap of the gravest; nor does a wider range of facts exceed it.
func TestLinkedInfringementsNeverExceedTheGravestCap(t *testing.T) {
	j := embedded.Find("eu")
	rapid.Check(t, func(t *rapid.T) {
		facts := genWorld(t)
		facts["order-not-complied"] = Truth(No) // a conduct of its own
		turnover := rapid.Int64Range(0, 5_000_000_000).Draw(t, "turnover")
		facts["turnover"] = amount(turnover, turnover, "EUR")
		findings := Applier{Book: embedded.Facts, Jurisdiction: j, Facts: facts, Times: on("2026-10-01")}.Findings()
		for _, total := range Totals(j, findings) {
			for _, unknown := range []bool{false, true} {
				sums := total.Exposed
				if unknown {
					sums = total.WithUnknown
				}
				gravest := decimal.Zero
				for _, f := range findings {
					for _, x := range f.Exposures {
						if x.On == total.On && (x.Verdict == Yes || unknown && x.Verdict == Unknown) {
							gravest = decimal.Max(gravest, x.Fine.High.Amount)
						}
					}
				}
				if sums.DistinctActs == nil {
					if gravest.IsPositive() {
						t.Fatalf("no total, though %s is exposed", gravest)
					}
					continue
				}
				if sums.DistinctActs.Amount.GreaterThan(gravest) || !sums.SingleAct.Amount.Equal(gravest) {
					t.Fatalf("%s: %s, the gravest is %s", total.On, sums.DistinctActs, gravest)
				}
			}
		}
	})
}
