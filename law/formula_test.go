package law

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func formula(t *testing.T, text string) Formula {
	t.Helper()
	var n formulaNode
	if faults := read(t, text, &n); len(faults) > 0 {
		t.Fatal(faults)
	}
	return n.Formula
}

func amount(low, high int64, c Currency) FactValue {
	return FactValue{Known: true, Range: span(low, high), Currency: c}
}

// say is an amount in one line: "1 to 2 EUR", or "at least 1 EUR".
func (a Amount) say() string {
	s := "at least " + a.Low.String()
	if a.Bounded {
		s = fmt.Sprintf("%s to %s", a.Low.Amount, a.High)
	}
	if len(a.Missing) > 0 {
		s += fmt.Sprint(" for want of ", a.Missing)
	}
	return s
}

func TestEachFormulaAnswersWhatItCan(t *testing.T) {
	million := amount(1_000_000_000, 1_000_000_000, "EUR")
	const cap83 = "{greater: [20000000 EUR, {share: {of: turnover, percent: 4 %, currency: EUR}}]}"
	for _, c := range []struct {
		name, formula string
		facts         Facts
		want, key     string
	}{
		{"a bare amount is fixed", "20000 MAD", nil, "20000 to 20000 MAD", "formula.fixed"},
		{"a fixed amount", "{fixed: 20000 MAD}", nil, "20000 to 20000 MAD", "formula.fixed"},

		{"a share of a known amount", "{share: {of: turnover, percent: 4 %, currency: EUR}}", Facts{"turnover": million}, "40000000 to 40000000 EUR", "formula.share"},
		{"a share of a range", "{share: {of: turnover, percent: 4 %, currency: EUR}}", Facts{"turnover": amount(100, 200, "EUR")}, "4 to 8 EUR", "formula.share"},
		{"a share of the unknown", "{share: {of: turnover, percent: 4 %, currency: EUR}}", nil, "at least 0 EUR for want of [turnover]", "formula.share"},
		{"a share of another currency is never converted", "{share: {of: turnover, percent: 4 %, currency: EUR}}", Facts{"turnover": amount(100, 200, "MAD")}, "at least 0 EUR for want of [turnover]", "formula.share"},

		{"with the turnover unknown the cap is at least twenty million", cap83, nil, "at least 20000000 EUR for want of [turnover]", "formula.greater.at-least"},
		{"with a small turnover the fixed part wins", cap83, Facts{"turnover": amount(1_000_000, 1_000_000, "EUR")}, "20000000 to 20000000 EUR", "formula.greater"},
		{"with a large turnover the share wins", cap83, Facts{"turnover": million}, "40000000 to 40000000 EUR", "formula.greater"},
		{"at the turnover where both meet", cap83, Facts{"turnover": amount(500_000_000, 500_000_000, "EUR")}, "20000000 to 20000000 EUR", "formula.greater"},
		{"with a range of turnover across that point", cap83, Facts{"turnover": amount(100_000_000, 1_000_000_000, "EUR")}, "20000000 to 40000000 EUR", "formula.greater"},
		{"the order of the parts does not matter", "{greater: [{share: {of: turnover, percent: 4 %, currency: EUR}}, 20000000 EUR]}", nil, "at least 20000000 EUR for want of [turnover]", "formula.greater.at-least"},
		{"the greatest of three", "{greater: [1 EUR, 3 EUR, 2 EUR]}", nil, "3 to 3 EUR", "formula.greater"},

		{"a lesser part bounds what is unknown", "{lesser: [500 EUR, {share: {of: turnover, percent: 4 %, currency: EUR}}]}", nil, "0 to 500 EUR for want of [turnover]", "formula.lesser"},
		{"in the other order too", "{lesser: [{share: {of: turnover, percent: 4 %, currency: EUR}}, 500 EUR]}", nil, "0 to 500 EUR for want of [turnover]", "formula.lesser"},
		{"the least of three", "{lesser: [2 EUR, 1 EUR, 3 EUR]}", nil, "1 to 1 EUR", "formula.lesser"},
		{"the least of a range", "{lesser: [500 EUR, {share: {of: turnover, percent: 10 %, currency: EUR}}]}", Facts{"turnover": amount(1000, 9000, "EUR")}, "100 to 500 EUR", "formula.lesser"},
		{"nothing bounds the least of two unknowns", "{lesser: [{share: {of: turnover, percent: 4 %, currency: EUR}}, {share: {of: profit, percent: 4 %, currency: EUR}}]}", nil, "at least 0 EUR for want of [turnover profit]", "formula.lesser.at-least"},

		{"so much for each", "{per-unit: {amount: 200 MAD, fact: n}}", Facts{"n": number(3, 3)}, "600 to 600 MAD", "formula.per-unit"},
		{"so much for each of a range", "{per-unit: {amount: 200 MAD, fact: n}}", Facts{"n": number(2, 5)}, "400 to 1000 MAD", "formula.per-unit"},
		{"an unknown count is at least one", "{per-unit: {amount: 200 MAD, fact: n}}", nil, "at least 200 MAD for want of [n]", "formula.per-unit.at-least"},
		{"a count that may be zero is at least one", "{per-unit: {amount: 200 MAD, fact: n}}", Facts{"n": number(0, 5)}, "200 to 1000 MAD", "formula.per-unit"},
		{"a count known to be zero costs nothing", "{per-unit: {amount: 200 MAD, fact: n}}", Facts{"n": number(0, 0)}, "0 to 0 MAD", "formula.per-unit"},

		{"twice a fixed amount", "{times: {factor: 2, of: 100 MAD}}", nil, "200 to 200 MAD", "formula.times"},
		{"half of it", "{times: {factor: 0.5, of: 101 MAD}}", nil, "50.5 to 50.5 MAD", "formula.times"},
		{"twice a range", "{times: {factor: 2, of: {per-unit: {amount: 200 MAD, fact: n}}}}", Facts{"n": number(2, 5)}, "800 to 2000 MAD", "formula.times"},
		{"twice the unknown is at least twice the least", "{times: {factor: 2, of: {per-unit: {amount: 200 MAD, fact: n}}}}", nil, "at least 400 MAD for want of [n]", "formula.times"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := formula(t, c.formula).evaluate(evaluation{book: smallBook, facts: c.facts})
			if a.say() != c.want || a.Step.Key != c.key {
				t.Errorf("got %s (%s), want %s (%s)", a.say(), a.Step.Key, c.want, c.key)
			}
			shown := a.Low // where there is no cap, the step shows the least it can be
			if a.Bounded {
				shown = a.High
			}
			if r := a.Step.Result; r.Kind == MoneyKind && r.Money.String() != shown.String() {
				t.Errorf("the step says %s, the amount is %s", r.Money, a.say())
			}
		})
	}
}

func TestAFormulaHasOneFormAndOneCurrency(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "{}", "formula-form"},
		{"two forms", "{fixed: 1 EUR, greater: [1 EUR]}", "formula-form"},
		{"the greatest of nothing", "{greater: []}", "formula-form"},
		{"two currencies", "{greater: [1 EUR, 1 MAD]}", "formula-form"},
		{"two currencies inside", "{greater: [1 EUR, {times: {factor: 2, of: 1 MAD}}]}", "formula-form"},
		{"a share of nobody knows what currency", "{share: {of: turnover, percent: 4 %}}", "missing-key"},
		{"a share above one", "{share: {of: turnover, percent: 400 %, currency: EUR}}", "percentage-range"},
		{"an amount without a currency", "{greater: [1, 2 EUR]}", "money-without-currency"},
		{"a negative factor", "{times: {factor: -2, of: 1 EUR}}", "number-negative"},
		{"a fault deep inside is reported once", "{times: {factor: 2, of: {greater: [{fixed: x}]}}}", "not-an-amount"},
		{"an unknown form", "{bundles: []}", "unknown-key"},
		{"a list", "[1 EUR]", "not-a-map"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var n formulaNode
			if got := codes(read(t, c.text, &n)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAFormulaListsItsFactsPartsAndCurrency(t *testing.T) {
	f := formula(t, "{greater: [{times: {factor: 2, of: {lesser: [{share: {of: turnover, percent: 1 %, currency: EUR}}, 5 EUR]}}}, {per-unit: {amount: 1 EUR, fact: n}}, {share: {of: turnover, percent: 2 %, currency: EUR}}]}")
	if got := fmt.Sprint(f.facts()); got != "[turnover n]" {
		t.Errorf("facts %s", got)
	}
	leaves := 0
	var count func(Formula)
	count = func(f Formula) {
		if len(f.Parts()) == 0 {
			leaves++
		}
		for _, p := range f.Parts() {
			count(p)
		}
	}
	count(f)
	if leaves != 4 || FormulaCurrency(f) != "EUR" {
		t.Errorf("%d leaves in %s", leaves, FormulaCurrency(f))
	}
}

func TestEveryFormulaExplainsItself(t *testing.T) {
	f := formula(t, "{times: {factor: 2, of: {greater: [20000000 EUR, {share: {of: turnover, percent: 4 %, currency: EUR}}]}}}")
	a := f.evaluate(evaluation{book: smallBook, facts: Facts{"turnover": amount(1_000_000_000, 1_000_000_000, "EUR")}})
	if got := fmt.Sprint(a.Step.keys()); got != "[formula.times formula.greater formula.fixed formula.share]" {
		t.Errorf("steps %s", got)
	}
	if got := a.Step.Result.Money.String(); got != "80000000 EUR" {
		t.Errorf("the step says %s", got)
	}
	if share := a.Step.Parts[0].Parts[1]; share.Args[0].Value.Number.String() != "4" || fmt.Sprint(share.Facts) != "[turnover]" {
		t.Errorf("the share is shown as %+v", share)
	}
}

func genFormula(depth int) *rapid.Generator[Formula] {
	return rapid.Custom(func(t *rapid.T) Formula {
		form := rapid.IntRange(0, 5).Draw(t, "form")
		if depth == 0 {
			form = rapid.IntRange(0, 2).Draw(t, "leaf")
		}
		eur := func() Money { return Money{decimal.NewFromInt(rapid.Int64Range(0, 1000).Draw(t, "eur")), "EUR"} }
		switch form {
		case 0:
			return Fixed{eur()}
		case 1:
			return Share{rapid.SampledFrom([]FactID{"turnover", "profit"}).Draw(t, "of"), decimal.New(rapid.Int64Range(0, 100).Draw(t, "percent"), -2), "EUR"}
		case 2:
			return PerUnit{eur(), rapid.SampledFrom([]FactID{"n", "m"}).Draw(t, "unit")}
		case 3:
			return Multiple{Factor: decimal.New(rapid.Int64Range(0, 40).Draw(t, "factor"), -1), Of: genFormula(depth-1).Draw(t, "of")}
		case 4:
			return Greater{rapid.SliceOfN(genFormula(depth-1), 1, 3).Draw(t, "greater")}
		}
		return Lesser{rapid.SliceOfN(genFormula(depth-1), 1, 3).Draw(t, "lesser")}
	})
}

// genKnowledge draws facts, and facts that know more of the same world: what was
// unknown becomes a range, what was a range narrows. Counts are at least one: a
// count known to be zero means that the provision is not engaged at all.
func genKnowledge(t *rapid.T) (less, more Facts) {
	less, more = Facts{}, Facts{}
	for _, id := range []FactID{"turnover", "profit", "n", "m"} {
		floor, currency := int64(1), Currency("")
		if smallBook.Find(id).Type == AmountFact {
			floor, currency = 0, "EUR"
		}
		low := rapid.Int64Range(floor, 5000).Draw(t, "low "+string(id))
		high := rapid.Int64Range(low, 10000).Draw(t, "high "+string(id))
		state := rapid.IntRange(0, 2).Draw(t, "state "+string(id))
		if state > 0 {
			more[id] = amount(low, high, currency)
		}
		if state > 1 {
			wide := rapid.Int64Range(high, 20000).Draw(t, "wide "+string(id))
			less[id] = amount(rapid.Int64Range(floor, low).Draw(t, "deep "+string(id)), wide, currency)
		}
	}
	return less, more
}

func TestLowIsNeverAboveHighAndKnowingMoreNeverLowersIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := genFormula(3).Draw(t, "formula")
		less, more := genKnowledge(t)
		before, after := f.evaluate(evaluation{book: smallBook, facts: less}), f.evaluate(evaluation{book: smallBook, facts: more})
		for _, a := range []Amount{before, after} {
			if a.Bounded && a.Low.Amount.GreaterThan(a.High.Amount) {
				t.Fatalf("low is above high: %s", a.say())
			}
			if !a.Bounded && len(a.Missing) == 0 {
				t.Fatalf("unbounded though nothing is missing: %s", a.say())
			}
			if a.Low.Currency != "EUR" || a.Bounded && a.High.Currency != "EUR" {
				t.Fatalf("lost its currency: %s", a.say())
			}
		}
		if after.Low.Amount.LessThan(before.Low.Amount) {
			t.Fatalf("knowing more lowered %s to %s", before.say(), after.say())
		}
		if before.Bounded && (!after.Bounded || after.High.Amount.GreaterThan(before.High.Amount)) {
			t.Fatalf("knowing more raised %s to %s", before.say(), after.say())
		}
	})
}
