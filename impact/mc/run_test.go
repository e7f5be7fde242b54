package mc

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestResultDoesNotDependOnWorkers(t *testing.T) {
	for _, trials := range []int{1, blockTrials, 10*blockTrials + 1, 60_000, pilotBlocks*blockTrials + 1, 100_000} {
		m := typicalModel(t, trials)
		m.Layer = &Layer{Retention: 500, Limit: 1000, Lines: []int{1, 3, 7}}
		want := must(Run(m, 1, nil))
		for _, workers := range []int{2, 3, 7} {
			if diff := cmp.Diff(want, must(Run(m, workers, nil))); diff != "" {
				t.Errorf("%d trials on %d workers: %s", trials, workers, diff)
			}
		}
		m.Seed++
		if cmp.Equal(want, must(Run(m, 1, nil))) {
			t.Errorf("%d trials: another seed gives the same result", trials)
		}
	}
}

// permuted lists the factors and lines of a model in another order.
func permuted(m Model, factors, lines []int) Model {
	result := Model{Seed: m.Seed, Trials: m.Trials, Layer: m.Layer}
	place := make([]int, len(factors))
	for i, from := range factors {
		result.Factors = append(result.Factors, m.Factors[from])
		place[from] = i
	}
	for _, from := range lines {
		line := Line{ID: m.Lines[from].ID}
		for _, term := range m.Lines[from].Terms {
			var powers []Power
			for _, power := range term.Powers {
				powers = append(powers, Power{place[power.Factor], power.Exponent})
			}
			line.Terms = append(line.Terms, Term{term.Coefficient, powers})
		}
		result.Lines = append(result.Lines, line)
	}
	return result
}

func TestOrderChangesNothing(t *testing.T) {
	m := typicalModel(t, 30_000)
	want := run(t, m)
	factors := []int{14, 3, 0, 7, 1, 13, 2, 12, 4, 11, 5, 10, 6, 9, 8}
	lines := []int{7, 2, 0, 6, 4, 1, 5, 3}
	got := run(t, permuted(m, factors, lines))
	if diff := cmp.Diff(want.Total, got.Total); diff != "" {
		t.Error(diff)
	}
	for i, from := range lines {
		if diff := cmp.Diff(want.Lines[from], got.Lines[i]); diff != "" {
			t.Errorf("line %d: %s", from, diff)
		}
	}
}

func TestAdditionsDisturbNobody(t *testing.T) {
	m := typicalModel(t, 30_000)
	want := run(t, m)
	m.Factors = append([]Factor{{ID: "new", Marginal: must(PERT(1, 2, 3)), Loading: 0.4}}, m.Factors...)
	for i := range m.Lines {
		for j := range m.Lines[i].Terms {
			powers := slices.Clone(m.Lines[i].Terms[j].Powers)
			for k := range powers {
				powers[k].Factor++
			}
			m.Lines[i].Terms[j].Powers = powers
		}
	}
	m.Lines = append(m.Lines,
		Line{ID: "empty"},
		Line{ID: "a zero", Terms: []Term{{0, []Power{{0, 1}}}}},
	)
	got := run(t, m)
	if diff := cmp.Diff(want.Total, got.Total); diff != "" {
		t.Errorf("a line of zeros changes the total: %s", diff)
	}
	if diff := cmp.Diff(want.Lines, got.Lines[:len(want.Lines)]); diff != "" {
		t.Errorf("a line of zeros changes another: %s", diff)
	}
	if diff := cmp.Diff(Summary{Curve: []Point{{}}}, got.Lines[len(want.Lines)]); diff != "" {
		t.Errorf("a line of zeros has numbers: %s", diff)
	}

	m.Lines = append(m.Lines, Line{ID: "new", Terms: []Term{{1, []Power{{0, 1}}}}})
	got = run(t, m)
	if diff := cmp.Diff(want.Lines, got.Lines[:len(want.Lines)]); diff != "" {
		t.Errorf("a new line changes another: %s", diff)
	}
}

func TestOneFactorInTwoLinesIsDrawnOnce(t *testing.T) {
	m := Model{
		Factors: []Factor{{ID: "people", Marginal: must(PERT(100, 200, 900))}},
		Lines: []Line{
			{ID: "letters", Terms: []Term{{2, []Power{{0, 1}}}}},
			{ID: "calls", Terms: []Term{{3, []Power{{0, 1}}}}},
			{ID: "square", Terms: []Term{{1, []Power{{0, 2}}}}},
			{ID: "product", Terms: []Term{{1, []Power{{0, 1}, {0, 1}}}}},
			{ID: "nothing", Terms: []Term{{1, []Power{{0, 1}, {0, -1}}}}},
		},
		Seed: 1, Trials: 20_000,
	}
	result := run(t, m)
	for i, got := range percentiles(result.Lines[1]) {
		if want := percentiles(result.Lines[0])[i] * 1.5; math.Abs(got/want-1) > 3e-4 {
			t.Errorf("p%v: got %v, want %v", percentages[i], got, want)
		}
	}
	if diff := cmp.Diff(result.Lines[2], result.Lines[3]); diff != "" {
		t.Errorf("x·x is not x²: %s", diff)
	}
	if got := result.Lines[4]; got.P1 != 1 || got.Max != 1 {
		t.Errorf("x/x is from %v to %v, want 1", got.P1, got.Max)
	}
}

func TestTermsOfEveryLength(t *testing.T) {
	const count = 6
	m := Model{Seed: 9, Trials: 5000}
	var powers []Power
	m.Lines = append(m.Lines, Line{ID: "0", Terms: []Term{{Coefficient: 5}}})
	for i := range count {
		m.Factors = append(m.Factors, Factor{ID: fmt.Sprint(i), Marginal: must(PERT(2, 3, 4))})
		powers = append(powers, Power{i, 1})
		m.Lines = append(m.Lines, Line{ID: fmt.Sprint(i + 1), Terms: []Term{{5, slices.Clone(powers)}, {Coefficient: 1}}})
	}
	result := run(t, m)
	for i, line := range result.Lines {
		want := 5 * math.Pow(3, float64(i))
		if i > 0 {
			want++
		}
		if math.Abs(line.Mean/want-1) > 0.02 {
			t.Errorf("mean of %d factors is %v, want %v", i, line.Mean, want)
		}
	}
}

func TestScalingMoneyScalesEverything(t *testing.T) {
	m := typicalModel(t, 30_000)
	want := run(t, m)
	for i := range m.Lines {
		for j := range m.Lines[i].Terms {
			m.Lines[i].Terms[j].Coefficient *= 8
		}
	}
	got := run(t, m)
	for i := range got.Lines {
		// With a power of two not even the rounding differs.
		for j, x := range percentiles(got.Lines[i]) {
			if x != 8*percentiles(want.Lines[i])[j] {
				t.Errorf("line %d: p%v is %v, want eight times %v", i, percentages[j], x, percentiles(want.Lines[i])[j])
			}
		}
	}
	if got.Total.Mean != 8*want.Total.Mean || got.Total.TVaR95 != 8*want.Total.TVaR95 || got.Total.StdErr != 8*want.Total.StdErr {
		t.Errorf("total: got %v, want eight times %v", got.Total, want.Total)
	}
}

func TestLoadingKeepsTheMeanAndRaisesTheTail(t *testing.T) {
	var before Summary
	for i, loading := range []float64{0, 0.3, 0.6, 0.9} {
		got := run(t, sumOfLognormals(5, loading)).Total
		if i > 0 {
			if allowed := 4 * math.Hypot(got.StdErr, before.StdErr); math.Abs(got.Mean-before.Mean) > allowed {
				t.Errorf("loading %v: mean %v follows %v", loading, got.Mean, before.Mean)
			}
			if got.P95 <= before.P95 || got.TVaR95 <= before.TVaR95 || got.P5 >= before.P5 {
				t.Errorf("loading %v: the tails do not widen: %v follows %v", loading, got, before)
			}
		}
		before = got
	}
}

func TestAnotherSeedMovesLittle(t *testing.T) {
	m := typicalModel(t, 100_000)
	want := run(t, m)
	for seed := range uint64(4) {
		m.Seed = seed
		got := run(t, m)
		for i := range got.Lines {
			expectAgreement(t, faults([]row{
				{fmt.Sprintf("seed %d line %d p50", seed, i), got.Lines[i].P50, want.Lines[i].P50, 0.01},
				{fmt.Sprintf("seed %d line %d p95", seed, i), got.Lines[i].P95, want.Lines[i].P95, 0.03},
			}))
		}
	}
}

func TestProgressRises(t *testing.T) {
	m := typicalModel(t, 20*blockTrials+7)
	var seen []int
	must(Run(m, 3, func(done, total int) {
		if total != m.Trials {
			t.Errorf("total is %d, want %d", total, m.Trials)
		}
		seen = append(seen, done)
	}))
	if !slices.IsSorted(seen) || len(seen) != 21 || seen[20] != m.Trials {
		t.Errorf("progress is %v", seen)
	}
}

func TestRunRefuses(t *testing.T) {
	valid := func() Model {
		factors := []Factor{
			{ID: "a", Marginal: must(PERT(1, 2, 3))},
			{ID: "b", Marginal: must(PERT(-1, 2, 3))},
			{ID: "c", Marginal: must(Bernoulli(0.5))},
			{ID: "d", Marginal: must(Lognormal(600, 10))},
			{ID: "e", Marginal: must(Constant(1e300))},
			{ID: "f", Marginal: must(Constant(-1))},
		}
		return Model{Factors: factors, Lines: single(factors[0]), Trials: 10}
	}
	term := func(m *Model, coefficient float64, powers ...Power) {
		m.Lines[0].Terms[0] = Term{coefficient, powers}
	}
	for _, c := range []struct {
		change func(m *Model)
		want   string
	}{
		{func(m *Model) {}, ""},
		{func(m *Model) { m.Trials = 0 }, "trials 0 is not between 1 and 1000000000"},
		{func(m *Model) { m.Trials = MaxTrials + 1 }, "trials 1000000001 is not between 1 and 1000000000"},
		{func(m *Model) { m.Lines = nil }, "model has no line"},
		{func(m *Model) { m.Factors[1].ID = "" }, "factor 1 has no id"},
		{func(m *Model) { m.Factors[1].ID = "a" }, `factor "a" is given twice`},
		{func(m *Model) { m.Factors[0].Marginal = nil }, `factor "a" has no marginal`},
		{func(m *Model) { m.Factors[0].Loading = 1 }, `factor "a" has loading 1, which is not in [0, 1)`},
		{func(m *Model) { m.Factors[0].Loading = math.NaN() }, `factor "a" has loading NaN, which is not in [0, 1)`},
		{func(m *Model) { m.Lines[0].ID = "" }, "line 0 has no id"},
		{func(m *Model) { m.Lines = append(m.Lines, m.Lines[0]) }, `line "a" is given twice`},
		{func(m *Model) { term(m, -1) }, `line "a" has coefficient -1, which is not a finite number of at least 0`},
		{func(m *Model) { term(m, math.NaN()) }, `line "a" has coefficient NaN, which is not a finite number of at least 0`},
		{func(m *Model) { term(m, math.Inf(1)) }, `line "a" has coefficient +Inf, which is not a finite number of at least 0`},
		{func(m *Model) { term(m, 1, Power{6, 1}) }, `line "a": there is no factor 6`},
		{func(m *Model) { term(m, 1, Power{-1, 1}) }, `line "a": there is no factor -1`},
		{func(m *Model) { term(m, 1, Power{0, math.Inf(1)}) }, `line "a": exponent +Inf is not a finite number`},
		{func(m *Model) { term(m, 1, Power{1, 1}) }, `line "a": factor "b" can be negative (-1)`},
		{func(m *Model) { term(m, 1, Power{5, 2}) }, `line "a": factor "f" can be negative (-1)`},
		{func(m *Model) { term(m, 1, Power{2, -1}) }, `line "a": factor "c" can be 0 and has the negative exponent -1`},
		{func(m *Model) { term(m, 1, Power{2, 1}, Power{2, -1}) }, `line "a": factor "c" can be 0 and has the negative exponent -1`},
		{func(m *Model) { term(m, 1, Power{3, 3}) }, `factor "d": lognormal with mu 600 and sigma 10 raised to 3: its values are too large for float64`},
		{func(m *Model) { term(m, 1e300, Power{4, 1}) }, `line "a": coefficient 1e+300 times its constants is too large for float64`},
		{func(m *Model) { term(m, 1e300, Power{0, 20}) }, `line "a" is too large for float64`},
		{func(m *Model) { m.Layer = &Layer{Limit: math.Inf(1), Lines: []int{0}} }, ""},
		{func(m *Model) { m.Layer = &Layer{Retention: -1} }, "layer has retention -1, which is not a finite number of at least 0"},
		{func(m *Model) { m.Layer = &Layer{Retention: math.Inf(1)} }, "layer has retention +Inf, which is not a finite number of at least 0"},
		{func(m *Model) { m.Layer = &Layer{Retention: math.NaN()} }, "layer has retention NaN, which is not a finite number of at least 0"},
		{func(m *Model) { m.Layer = &Layer{Limit: -1} }, "layer has limit -1, which is not a number of at least 0"},
		{func(m *Model) { m.Layer = &Layer{Limit: math.NaN()} }, "layer has limit NaN, which is not a number of at least 0"},
		{func(m *Model) { m.Layer = &Layer{Lines: []int{1}} }, "layer covers line 1, which does not exist"},
		{func(m *Model) { m.Layer = &Layer{Lines: []int{-1}} }, "layer covers line -1, which does not exist"},
		{func(m *Model) { m.Layer = &Layer{Lines: []int{0, 0}} }, "layer covers line 0 twice"},
	} {
		m := valid()
		c.change(&m)
		_, err := Run(m, 1, nil)
		got := ""
		if err != nil {
			got = strings.TrimPrefix(err.Error(), "invalid model: ")
		}
		if got != c.want {
			t.Errorf("got error %q, want %q", got, c.want)
		}
	}
	if _, err := Run(valid(), 0, nil); err == nil || err.Error() != "number of workers 0 is not at least 1" {
		t.Errorf("no workers: got error %v", err)
	}
}

func TestRunReportsAllFaultsAtOnce(t *testing.T) {
	_, err := Run(Model{Lines: []Line{{ID: "x", Terms: []Term{{-1, []Power{{0, 1}}}}}}}, 1, nil)
	want := "invalid model: trials 0 is not between 1 and 1000000000\n" +
		"line \"x\" has coefficient -1, which is not a finite number of at least 0\n" +
		"line \"x\": there is no factor 0"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

// TestGolden notices any change of the simulated figures. When the change is
// meant, the message has the new line; say in the commit why the figures moved.
func TestGolden(t *testing.T) {
	result := run(t, typicalModel(t, 50_000))
	for _, c := range []struct {
		name string
		got  Summary
		want string
	}{
		{"line 0", result.Lines[0], "[33.4 40.9 46.3 57.5 73.3 92.2 111 122 143] mean 76.3 tvar 135"},
		{"line 5", result.Lines[5], "[90.2 117 136 177 239 326 434 510 677] mean 266 tvar 615"},
		{"total", result.Total, "[877 1.07e+03 1.2e+03 1.49e+03 1.92e+03 2.51e+03 3.17e+03 3.66e+03 4.8e+03] mean 2.09e+03 tvar 4.4e+03"},
	} {
		got := fmt.Sprintf("%.3g mean %.3g tvar %.3g", percentiles(c.got), c.got.Mean, c.got.TVaR95)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestStreamsAreApart(t *testing.T) {
	first := func(kind streamKind, seed uint64, id string, block int) uint64 {
		s := newStream(kind, seed, id)
		s.start(block)
		word, _, _, _, _ := step(s.generator.a, s.generator.b, s.generator.c, s.generator.d)
		return word
	}
	seen := make(map[uint64]string)
	for _, kind := range []streamKind{factorStream, commonStream} {
		for seed := range uint64(4) {
			for _, id := range []string{"", "a", "b", "ab", "a\x00"} {
				for block := range 50 {
					name := fmt.Sprint(kind, seed, id, block)
					word := first(kind, seed, id, block)
					if other, ok := seen[word]; ok {
						t.Errorf("streams %s and %s begin alike", name, other)
					}
					seen[word] = name
				}
			}
		}
	}
	// The seeding is part of the result: this number was computed once.
	if got, want := first(factorStream, 42, "people", 3), uint64(0xfa8764d75ec469e8); got != want {
		t.Errorf("got %#x, want %#x", got, want)
	}
}

// The numbers are those of the authors' C program from the state 1, 2, 3, 4.
func TestXoshiro(t *testing.T) {
	var a, b, c, d uint64 = 1, 2, 3, 4
	var got uint64
	for i, want := range []uint64{
		41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
		9973669472204895162, 14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000,
	} {
		if got, a, b, c, d = step(a, b, c, d); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
}
