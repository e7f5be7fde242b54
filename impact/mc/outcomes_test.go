package mc

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// summariseKept goes the way of a simulation that keeps its outcomes.
func summariseKept(values []float64) Summary {
	var r ranking
	r.rank(values, momentsOf(values))
	return summarise(&r, momentsOf(values))
}

// summariseTallied goes the way of a greater one, all of whose windows are right.
func summariseTallied(values []float64) Summary {
	var counts histogram
	counts.add(values)
	bins := counts.bins(nil)
	t := new(Workspace).tally(newLayout(bins, exactWindows(neededBins(bins, len(values)))))
	t.add(values)
	return summarise(&counted{bins: t.bins(nil), tally: t, moments: momentsOf(values)}, momentsOf(values))
}

// percentileBound is what the manual states.
const percentileBound = 1e-5

// typeSevenOf is the definition, applied to sorted values.
func typeSevenOf(sorted []float64, p float64) float64 {
	place := p * float64(len(sorted)-1)
	k := int(place)
	return sorted[k] + (place-float64(k))*(sorted[min(k+1, len(sorted)-1)]-sorted[k])
}

// sortedRows compares percentiles and the upper mean with those of the sorted
// values, shifted for sabotage.
func sortedRows(s Summary, values []float64, shift, tolerance float64) []row {
	sorted := slices.Sorted(slices.Values(values))
	var rows []row
	for i, got := range percentiles(s) {
		want := typeSevenOf(sorted, percentages[i]/100+shift)
		rows = append(rows, row{fmt.Sprintf("p%v of %d", percentages[i], len(values)), got, want, tolerance})
	}
	// The highest twentieth; the outcome on its border counts in part.
	wanted := float64(len(sorted)) / 20
	sum, left := 0.0, wanted
	for i := len(sorted) - 1; left > 0; i-- {
		sum += min(1, left) * sorted[i]
		left--
	}
	return append(rows, row{fmt.Sprintf("tvar95 of %d", len(values)), s.TVaR95, sum / wanted, 1.0 / coarseBins})
}

func testValues(count int) []float64 {
	generator := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, count)
	for i := range values {
		values[i] = math.Exp(3 * generator.NormFloat64())
	}
	return values
}

func TestPercentilesAreThoseOfTheSortedValues(t *testing.T) {
	for _, count := range []int{1, 2, 3, 19, 20, 101, 5000, 200_000} {
		values := testValues(count)
		expectAgreement(t, faults(sortedRows(summariseKept(values), values, 0, 1e-14)))
		expectAgreement(t, faults(sortedRows(summariseTallied(values), values, 0, percentileBound)))
	}
}

func TestSortedComparisonNoticesAShift(t *testing.T) {
	values := testValues(200_000)
	expectFaults(t, faults(sortedRows(summariseKept(values), values, 0.0005, percentileBound)))
	s := summariseKept(values)
	s.P50 *= 1 + 1.1e-5
	expectFaults(t, faults(sortedRows(s, values, 0, percentileBound)))
}

func TestSummaryOfFewDifferentValues(t *testing.T) {
	repeat := func(value float64, times int) []float64 { return slices.Repeat([]float64{value}, times) }
	for _, c := range []struct {
		name               string
		values             []float64
		mean, p5, p50, p95 float64
		tvar, highest      float64
		points             int
	}{
		{"only zero", repeat(0, 100), 0, 0, 0, 0, 0, 0, 1},
		{"one zero", repeat(0, 1), 0, 0, 0, 0, 0, 0, 1},
		{"only seven", repeat(7, 100), 7, 7, 7, 7, 7, 7, 1},
		{"a tenth is 100", append(repeat(0, 90), repeat(100, 10)...), 10, 0, 0, 100, 100, 100, 1},
		{"a fiftieth is 100", append(repeat(0, 98), repeat(100, 2)...), 2, 0, 0, 0, 40, 100, 1},
		{"very large and very small", append(repeat(1e300, 50), repeat(1e-300, 50)...), 5e299, 1e-300, 5e299, 1e300, 1e300, 1e300, curvePoints},
	} {
		for i, s := range []Summary{summariseKept(c.values), summariseTallied(c.values)} {
			bound := percentileBound * float64(i)
			expectAgreement(t, faults([]row{
				{c.name + ": mean", s.Mean, c.mean, 1e-12},
				{c.name + ": p5", s.P5, c.p5, bound},
				{c.name + ": p50", s.P50, c.p50, bound},
				{c.name + ": p95", s.P95, c.p95, bound},
				{c.name + ": tvar95", s.TVaR95, c.tvar, 1.0 / coarseBins},
				{c.name + ": max", s.Max, c.highest, 0},
				{c.name + ": points", float64(len(s.Curve)), float64(c.points), 0},
			}))
		}
	}
}

// curveFaults lists the points of a curve that are not what sorted values say.
func curveFaults(curve []Point, sorted []float64) []string {
	var result []string
	for _, point := range curve {
		k, _ := slices.BinarySearch(sorted, point.X)
		for k < len(sorted) && sorted[k] == point.X {
			k++
		}
		if want := float64(len(sorted)-k) / float64(len(sorted)); point.Exceedance != want {
			result = append(result, fmt.Sprintf("above %v: got %v, want %v", point.X, point.Exceedance, want))
		}
	}
	return result
}

func TestCurveCountsWhatIsAbove(t *testing.T) {
	tied := slices.Repeat([]float64{0, 1, 1, 2, 3, 4, 4, 4, 8, 16}, 700) // on edges of bins
	for name, values := range map[string][]float64{"heavy tail": testValues(50_000), "ties": tied} {
		for _, s := range []Summary{summariseKept(values), summariseTallied(values)} {
			sorted := slices.Sorted(slices.Values(values))
			expectAgreement(t, curveFaults(s.Curve, sorted))
			for i, point := range s.Curve {
				if i > 0 && !(point.X > s.Curve[i-1].X && point.Exceedance <= s.Curve[i-1].Exceedance) {
					t.Errorf("%s: point %v follows %v", name, point, s.Curve[i-1])
				}
			}
			from := max(s.P1, 1e-9)
			if name == "ties" {
				from = 1
			}
			first, last := s.Curve[0], s.Curve[len(s.Curve)-1]
			if !(first.X <= from && first.X >= from*(1-1.0/coarseBins)) || last != (Point{X: s.Max}) || len(s.Curve) != curvePoints {
				t.Errorf("%s: %d points from %v to %v, want %v to %v", name, len(s.Curve), first, last, from, s.Max)
			}
			wrong := slices.Clone(s.Curve)
			wrong[30].Exceedance += 1e-5
			expectFaults(t, curveFaults(wrong, sorted))
		}
	}
}

// A curve has fewer points where all outcomes are in few bins.
func TestCurveOfNarrowOutcomes(t *testing.T) {
	values := make([]float64, 1000)
	for i := range values {
		values[i] = 1000.1 + float64(i)/1000
	}
	s := summariseKept(values)
	expectAgreement(t, curveFaults(s.Curve, values))
	if len(s.Curve) != 10 { // a bin is 1/8 wide
		t.Errorf("the curve is %v", s.Curve)
	}
}

func TestMomentsMergeToThoseOfTheWhole(t *testing.T) {
	values := testValues(9999)
	want := momentsOf(values)
	got := noMoments()
	for block := range slices.Chunk(values, blockTrials) {
		got.merge(momentsOf(block))
	}
	expectAgreement(t, faults([]row{
		{"count", float64(got.count), float64(want.count), 0},
		{"mean", got.mean, want.mean, 1e-13},
		{"squares", got.squares, want.squares, 1e-11},
		{"max", got.max, want.max, 0},
		{"least positive", got.leastPositive, want.leastPositive, 0},
	}))
}

// Moments are taken in one pass; this is the textbook's way in two.
func TestMomentsAreThoseOfTheDefinition(t *testing.T) {
	heavy := testValues(blockTrials)
	slices.Sort(heavy)
	backward := slices.Clone(heavy)
	slices.Reverse(backward)
	for name, values := range map[string][]float64{
		"from the least":    heavy,
		"from the greatest": backward,
		"one":               {7},
		"five":              {0, 3, 0, 1e-300, 2},
		"far from zero":     {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 5},
		"equal":             slices.Repeat([]float64{0.1}, 2000),
	} {
		var sum, squares, highest float64
		least := math.Inf(1)
		for _, x := range values {
			sum += x
			highest = max(highest, x)
			if x > 0 {
				least = min(least, x)
			}
		}
		mean := sum / float64(len(values))
		for _, x := range values {
			squares += (x - mean) * (x - mean)
		}
		got := momentsOf(values)
		expectAgreement(t, faults([]row{{name + ": mean", got.mean, mean, 1e-12}}))
		if math.Abs(got.squares-squares) > 1e-11*squares+1e-20 {
			t.Errorf("%s: squares %v, want %v", name, got.squares, squares)
		}
		if got.max != highest || got.leastPositive != least || got.count != len(values) {
			t.Errorf("%s: %v, want max %v and least positive %v", name, got, highest, least)
		}
	}
	if got := momentsOf([]float64{0, 0}); !math.IsInf(got.leastPositive, 1) {
		t.Errorf("least positive of zeros is %v", got.leastPositive)
	}
}
