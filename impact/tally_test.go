package impact

import (
	"strings"
	"testing"

	"breachimpact/impact/loss"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// sum adds a tally up as the type says.
func (y Tally) sum() law.Range {
	low := func(list []Tallied) decimal.Decimal {
		sum, most := decimal.Zero, decimal.Zero
		for _, c := range list {
			if c.Overlaps {
				most = decimal.Max(most, c.Range.Low)
			} else {
				sum = sum.Add(c.Range.Low)
			}
		}
		return decimal.Max(sum, most)
	}
	out := law.Range{Low: low(y.Possible), HasLikely: true}
	for _, c := range y.Possible {
		out.High = out.High.Add(c.Range.High)
		out.Likely = out.Likely.Add(c.Range.Centre())
		out.HasLikely = out.HasLikely && c.Range.HasLikely && !c.Overlaps
	}
	if y.Certain != nil {
		out.Low, out.HasLikely = low(y.Certain), false
	}
	return out
}

// TestTallyIsWhatTheMoneyCounts adds up groups of every sort and compares with what
// the estimate was given.
func TestTallyIsWhatTheMoneyCounts(t *testing.T) {
	group := func(name, more string) string {
		return "- group: " + name + "\n  " + strings.ReplaceAll(more, "; ", "\n  ") + "\n  data: [{type: full-name}]\n"
	}
	card := "- group: cards\n  people: 70\n  records: 90\n  unit: card\n  data: [{type: card-number}]\n- group: counted\n  people: 5\n  records: {low: 5, high: 9}\n  data: [{type: card-number, records: {low: 4, likely: 5, high: 9}}]\n"
	for name, groups := range map[string]string{
		"one":                   group("a", "people: 40; records: 90"),
		"one that overlaps":     group("a", "people: 40; records: 90; overlaps: yes"),
		"ranges":                group("a", "people: {low: 10, likely: 11, high: 90}; records: 5") + group("b", "people: {low: 1, high: 9}; records: {low: 4, high: 8}"),
		"overlapping":           group("a", "people: 40; records: 90") + group("b", "people: 70; records: 3; overlaps: yes"),
		"one was spared":        group("a", "people: 40; records: 90") + group("b", "people: 70; records: 3; breach: {confidentiality: none}"),
		"one may have leaked":   group("a", "people: 40; records: 90") + group("b", "people: 70; records: 3; breach: {confidentiality: no-evidence}"),
		"all may have leaked":   group("a", "people: 40; records: 9; breach: {confidentiality: no-evidence}") + group("b", "people: 70; records: 3; breach: {confidentiality: no-evidence}"),
		"nothing left":          group("a", "people: 40; records: 9; breach: {confidentiality: none}") + group("b", "people: 70; records: 3; breach: {confidentiality: none}"),
		"certain ones overlap":  group("a", "people: 40; records: 9") + group("b", "people: 30; records: 9; overlaps: yes") + group("c", "people: 7; records: 3; breach: {confidentiality: no-evidence}"),
		"one was not cut off":   group("a", "people: 40; records: 90") + group("b", "people: 70; records: 3; breach: {availability: none}"),
		"cards":                 card,
		"cards of which a part": card + group("a", "people: 40; records: 90; breach: {confidentiality: no-evidence}"),
	} {
		text := "schema: breachimpact/incident/1\nid: tally\nas_of: 2025-06-01T09:00:00Z\norganisation: {country: ma, kind: company, establishments: [ma]}\nbreach: {personal_data: yes, confidentiality: published, integrity: none, availability: restored}\npeople:\n" + groups
		v := &assess(t, text).Claimed
		compared := 0
		for _, q := range []loss.Quantity{loss.People, loss.Records, loss.Cards, loss.Users} {
			want := v.Loss.Quantity(q)
			got, ok := v.Tally(q, "card-number")
			if ok != want.Known {
				t.Errorf("%s: %s is counted: %v; it is known: %v", name, q, ok, want.Known)
			}
			if !ok {
				continue
			}
			compared++
			if r := got.sum(); !r.Low.Equal(want.Range.Low) || !r.High.Equal(want.Range.High) || !r.Centre().Equal(want.Range.Centre()) {
				t.Errorf("%s: %s: %v, %v, %v counted, and %v, %v, %v given", name, q, r.Low, r.Centre(), r.High, want.Range.Low, want.Range.Centre(), want.Range.High)
			}
		}
		if compared < 3 {
			t.Errorf("%s: only %d counts were compared", name, compared)
		}
	}
}
