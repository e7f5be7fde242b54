package mc

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// summariseValues goes the way of a simulation with one block.
func summariseValues(values []float64) Summary {
	var h histogram
	h.add(values)
	return summarise(h.bins(nil), momentsOf(values))
}

// sortedRows compares percentiles and the upper mean with those of the sorted
// values, shifted for sabotage.
func sortedRows(values []float64, shift float64) []row {
	s := summariseValues(values)
	sorted := slices.Sorted(slices.Values(values))
	var rows []row
	for i, got := range percentiles(s) {
		place := (percentages[i]/100 + shift) * float64(len(sorted)-1)
		k := int(place)
		want := sorted[k] + (place-float64(k))*(sorted[min(k+1, len(sorted)-1)]-sorted[k])
		rows = append(rows, row{fmt.Sprintf("p%v of %d", percentages[i], len(values)), got, want, 1.0 / binsPerHistogramOctave})
	}
	// The highest twentieth; the outcome on its border counts in part.
	wanted := float64(len(sorted)) / 20
	sum, left := 0.0, wanted
	for i := len(sorted) - 1; left > 0; i-- {
		sum += min(1, left) * sorted[i]
		left--
	}
	return append(rows, row{fmt.Sprintf("tvar95 of %d", len(values)), s.TVaR95, sum / wanted, 1.0 / binsPerHistogramOctave})
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
		expectAgreement(t, faults(sortedRows(testValues(count), 0)))
	}
}

func TestSortedComparisonNoticesAShift(t *testing.T) {
	expectFaults(t, faults(sortedRows(testValues(200_000), 0.0005)))
}

func TestPercentilesOfManyValuesAreCloseToTheSortedOnes(t *testing.T) {
	rows := sortedRows(testValues(1_000_000), 0)
	for i := range rows {
		rows[i].tolerance = 1e-4
	}
	expectAgreement(t, faults(rows))
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
		s := summariseValues(c.values)
		expectAgreement(t, faults([]row{
			{c.name + ": mean", s.Mean, c.mean, 1e-12},
			{c.name + ": p5", s.P5, c.p5, 3e-4},
			{c.name + ": p50", s.P50, c.p50, 3e-4},
			{c.name + ": p95", s.P95, c.p95, 3e-4},
			{c.name + ": tvar95", s.TVaR95, c.tvar, 3e-4},
			{c.name + ": max", s.Max, c.highest, 0},
			{c.name + ": points", float64(len(s.Curve)), float64(c.points), 0},
		}))
	}
}

// curveFaults lists the points of a curve that are not what sorted values say.
func curveFaults(curve []Point, sorted []float64) []string {
	var result []string
	for _, point := range curve {
		k, _ := slices.BinarySearch(sorted, point.X)
		if want := 1 - float64(k)/float64(len(sorted)); math.Abs(point.Exceedance-want) > 5e-4 {
			result = append(result, fmt.Sprintf("above %v: got %v, want %v", point.X, point.Exceedance, want))
		}
	}
	return result
}

func TestCurveCountsWhatIsAbove(t *testing.T) {
	values := testValues(50_000)
	s := summariseValues(values)
	sorted := slices.Sorted(slices.Values(values))
	expectAgreement(t, curveFaults(s.Curve, sorted))
	for i, point := range s.Curve {
		if i > 0 && !(point.X > s.Curve[i-1].X && point.Exceedance <= s.Curve[i-1].Exceedance) {
			t.Errorf("point %v follows %v", point, s.Curve[i-1])
		}
	}
	if first, last := s.Curve[0], s.Curve[len(s.Curve)-1]; first.X != s.P1 || last != (Point{X: s.Max}) {
		t.Errorf("the curve runs from %v to %v", first, last)
	}

	wrong := slices.Clone(s.Curve)
	wrong[30].Exceedance += 0.001
	expectFaults(t, curveFaults(wrong, sorted))
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
		{"squares", got.squares, want.squares, 1e-12},
		{"max", got.max, want.max, 0},
		{"least positive", got.leastPositive, want.leastPositive, 0},
	}))
}
