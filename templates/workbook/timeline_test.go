package workbook

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"breachimpact/templates/book"

	"github.com/shopspring/decimal"
)

func TestPiecesOfABar(t *testing.T) {
	at := func(h float64) time.Time {
		return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Add(time.Duration(h * float64(time.Hour)))
	}
	due := func(h float64) *time.Time { d := at(h); return &d }
	for _, test := range []struct {
		name string
		bar  clockBar
		now  float64
		want [5]float64 // before, run, over, after, left
	}{
		{"running", clockBar{start: at(0), due: due(72), end: at(57)}, 57, [5]float64{0, 57, 0, 0, 15}},
		{"late", clockBar{start: at(0), due: due(48), end: at(57)}, 57, [5]float64{0, 48, 9, 0, 0}},
		{"started later", clockBar{start: at(6), due: due(78), end: at(57)}, 57, [5]float64{6, 51, 0, 0, 21}},
		{"sent in time", clockBar{start: at(3), due: due(7), end: at(6)}, 57, [5]float64{3, 3, 0, 51, 0}},
		{"sent late", clockBar{start: at(3), due: due(7), end: at(9.5)}, 57, [5]float64{3, 4, 2.5, 47.5, 0}},
		{"no figure", clockBar{start: at(2), end: at(57)}, 57, [5]float64{2, 55, 0, 0, 0}},
		{"no figure, sent", clockBar{start: at(2), end: at(12)}, 57, [5]float64{2, 10, 0, 45, 0}},
		{"to the minute", clockBar{start: at(0), due: due(57), end: at(57)}, 57, [5]float64{0, 57, 0, 0, 0}},
	} {
		p := test.bar.pieces(at(0), at(test.now))
		got := [5]float64{p.before.Hours(), p.run.Hours(), p.over.Hours(), p.after.Hours(), p.left.Hours()}
		if got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// insured is the bank of three laws with the time limit of a contract, which has
// passed, and a decision.
const insured = threeLaws + `obligations:
  - {to: cyber insurer, act: notify, from: aware, within: 48h}
decisions:
  - {duty: eu.gdpr.33-1, decision: now, by: DPO, at: 2026-03-03T10:00:00+01:00, reason: high risk}
  - {duty: ma.practice.cndp, decision: not-now, reason: counsel is asked}
`

// timelineRowsOf are the rows that the chart of the duties sheet draws.
func timelineRowsOf(t *testing.T, b book.Book) []book.Row {
	t.Helper()
	s := b.Sheets[1]
	if len(s.Charts) != 1 || s.Charts[0].Kind != book.Timeline {
		t.Fatalf("%d charts on the sheet of duties", len(s.Charts))
	}
	first := s.Charts[0].Series[0]
	return s.Rows[first.FirstRow : first.LastRow+1]
}

// Aware on 2 March at 9:00, classified at 12:00, the first report sent at 15:00;
// now is 4 March at 18:00, which is 57 hours after awareness.
func TestTheTimelineCountsFromTheFirstTrigger(t *testing.T) {
	rows := timelineRowsOf(t, build(t, insured, "en"))
	for _, test := range []struct {
		label string
		want  [6]string // before, run, over, after, now, left
	}{
		{"PASSED: cyber insurer", [6]string{"0", "48", "9", "0", "0.39", "0"}},
		{"To do: Notification of the breach to the supervisory authority", [6]string{"0", "57", "0", "0", "0.39", "15"}},
		{"To do: DORA: intermediate report", [6]string{"6", "51", "0", "0", "0.39", "21"}},
		{"Done in time: DORA: ", [6]string{"3", "3", "0", "51", "0.39", "0"}},
		{"To be settled: Reporting the incident to the DGSSI", [6]string{"0", "57", "0", "0", "0.39", "0"}},
	} {
		found := false
		var labels []string
		for _, row := range rows {
			labels = append(labels, row.Cells[timeLabel].Value.Text)
			if !strings.HasPrefix(row.Cells[timeLabel].Value.Text, test.label) {
				continue
			}
			found = true
			for i, want := range test.want {
				if got := row.Cells[timeBefore+i].Value; got != book.Decimal(want) {
					t.Errorf("%s: piece %d is %s, not %s", test.label, i, got.Text, want)
				}
			}
		}
		if !found {
			t.Errorf("no bar %q among %q", test.label, labels)
		}
	}
	if first := rows[0].Cells[timeLabel].Value.Text; !strings.HasPrefix(first, "PASSED") {
		t.Errorf("what is late is not at the top: %q", first)
	}
	if broken := brokenBars(rows, 57); len(broken) > 0 {
		t.Error(broken)
	}
}

// Every bar reaches the same present.
func TestBarsThatMissThePresentAreNoticed(t *testing.T) {
	rows := timelineRowsOf(t, build(t, insured, "en"))
	rows[2].Cells[timeRun].Value = book.Decimal("40")
	if broken := brokenBars(rows, 57); len(broken) != 1 {
		t.Errorf("a bar that ends too early was not noticed: %v", broken)
	}
}

func brokenBars(rows []book.Row, now int64) []string {
	var out []string
	for _, row := range rows {
		sum := decimal.Zero
		for column := timeBefore; column <= timeAfter; column++ {
			sum = sum.Add(decimal.RequireFromString(row.Cells[column].Value.Text))
		}
		if !sum.Equal(decimal.NewFromInt(now)) {
			out = append(out, fmt.Sprintf("%s ends %s hours after the first trigger", row.Cells[timeLabel].Value.Text, sum))
		}
	}
	return out
}

// A clock that nothing started is not drawn, and the sheet says why.
func TestWithoutAStartedClockASentenceStandsForTheChart(t *testing.T) {
	b := build(t, caseText(t, "phantom-atlas-2025"), "en")
	said := false
	each(b, func(s *book.Sheet, _ int, c *book.Cell) {
		said = said || s.Name == b.Sheets[1].Name && strings.HasPrefix(c.Value.Text, "No clock has started in this file")
	})
	if len(b.Sheets[1].Charts) != 0 || !said {
		t.Errorf("%d charts; sentence: %v", len(b.Sheets[1].Charts), said)
	}
}

// Of a duty that may not apply no bar is ever said to be late.
func TestAnOpenDutyIsNeverLate(t *testing.T) {
	text := strings.Replace(insured, "  - {fact: risk, value: high, reason: bank accounts}\n", "", 1)
	text = strings.Replace(text, "as_of: 2026-03-04", "as_of: 2026-03-09", 1)
	text = strings.Replace(text, "personal_data: yes", "personal_data: unknown", 1)
	checked := 0
	for _, row := range timelineRowsOf(t, build(t, text, "en")) {
		label := row.Cells[timeLabel].Value.Text
		if strings.HasPrefix(label, "To be settled") {
			checked++
		}
		if strings.Contains(label, "supervisory authority") && strings.HasPrefix(label, "PASSED") {
			t.Errorf("a duty that may not apply is said to be late: %q", label)
		}
	}
	if checked == 0 {
		t.Error("no open duty is drawn, so the test proves nothing")
	}
}
