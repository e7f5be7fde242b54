package severity

import (
	"math"
	"strings"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Scale is how many people a breach concerns, on a logarithmic axis, and the key
// by which several breaches may be sorted. Severity for one person does not
// depend on it.
type Scale struct {
	Known     bool      // the number of people of every group that has a score
	People    law.Range // Low is the least there are, High the most
	Decades   [2]int    // powers of ten that Low and High reach; 0 below 10 people
	SortKey   law.Range // W = log10(Σ people × SE), two decimals; only for sorting, since SE counts ranks
	Sortable  bool      // SortKey is there: some people, and a strict score
	Truncated bool      // some groups have a score and no known number: what is here is a lower limit
}

// scale measures the groups that have a score. Disjoint groups add up; of
// overlapping ones the largest is the least there can be.
func (m *Method) scale(r *Result, in Input) Scale {
	low, high, complete := countPeople(r, in, scored)
	out := Scale{Known: complete && high.IsPositive(), People: between(low, high), Truncated: !complete && high.IsPositive()}
	if !high.IsPositive() {
		return out
	}
	out.Decades = [2]int{decade(low), decade(high)}
	var least, most, largest float64
	for i, g := range r.Groups {
		if !g.Applicable || !in.Groups[i].PeopleKnown {
			continue
		}
		se, _ := g.SE.Decimal().Float64()
		fewest, _ := in.Groups[i].People.Low.Float64()
		greatest, _ := in.Groups[i].People.High.Float64()
		least, most, largest = least+fewest*se, most+greatest*se, max(largest, fewest*se)
	}
	if in.Overlaps {
		least = largest
	}
	if least > 0 {
		out.Sortable = true
		out.SortKey = between(key(least), key(most))
	}
	return out
}

// Axis draws the powers of ten on a logarithmic axis, from a hundred to a hundred
// million, with those that the numbers of people reach in brackets. It is the
// same in every language.
func (s Scale) Axis() string {
	const first, last = 2, 8
	var out []string
	if s.Decades[0] < first {
		out = append(out, "[<10²]")
	}
	for k := first; k <= last; k++ {
		mark := "10" + string([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[k])
		low, high := min(s.Decades[0], last), min(s.Decades[1], last)
		if k >= low && k <= high {
			mark = "[" + mark + "]"
		}
		out = append(out, mark)
	}
	return strings.Join(out, " ")
}

// between is the range of two limits; one number when they agree.
func between(low, high decimal.Decimal) law.Range {
	if low.Equal(high) {
		return law.Exactly(low)
	}
	return law.Range{Low: low, High: high}
}

// key is the common logarithm to two decimals.
func key(x float64) decimal.Decimal {
	return decimal.New(int64(math.Round(math.Log10(x)*100)), -2)
}

// decade is the power of ten a count reaches: 6 for 1,996,026.
func decade(n decimal.Decimal) int {
	out := 0
	for ten := decimal.NewFromInt(10); n.GreaterThanOrEqual(ten); n = n.Div(ten) {
		out++
	}
	return out
}

// countPeople counts people, never records: several cards may be one person's.
// complete tells whether the number of every group that counts is known.
func countPeople(r *Result, in Input, counts func(GroupScore) bool) (low, high decimal.Decimal, complete bool) {
	complete = true
	for i, g := range in.Groups {
		switch {
		case !counts(r.Groups[i]):
		case !g.PeopleKnown:
			complete = false
		case in.Overlaps:
			low, high = decimal.Max(low, g.People.Low), high.Add(g.People.High)
		default:
			low, high = low.Add(g.People.Low), high.Add(g.People.High)
		}
	}
	return low, high, complete
}

// scored tells whether a group has a score of either kind.
func scored(g GroupScore) bool { return g.Applicable || g.Extended != nil }
