package workbook

import (
	"strings"
	"testing"

	"breachimpact/templates/locale"
)

// TestADutyWhoseReportWasSentIsDone reads the conclusions of an incident of which one
// report was sent, with and without that event.
func TestADutyWhoseReportWasSentIsDone(t *testing.T) {
	l, err := locale.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	const sent = "    - {what: submitted, to: acpr, step: initial, at: 2026-03-02T15:00:00+01:00}\n"
	conclusions := func(text string) (done, due int) {
		b := build(t, text, "en")
		for _, row := range b.Sheets[1].Rows {
			for _, c := range row.Cells {
				if c.Column != 3 || !strings.HasPrefix(c.Formula, "IF(") {
					continue
				}
				switch c.Value.Text {
				case l.Text("brief.done.in-time"):
					done++
					if c.Style != sGood || !strings.Contains(c.Formula, quote(c.Value.Text)) || strings.Contains(c.Formula, quote(l.Text("headline.due"))) {
						t.Errorf("a report that was sent stands as %s in %q", c.Style, c.Formula)
					}
				case l.Text("headline.due"):
					due++
				}
			}
		}
		return done, due
	}
	done, due := conclusions(threeLaws)
	before, more := conclusions(strings.Replace(threeLaws, sent, "", 1))
	if done != 1 || before != 0 || more != due+1 {
		t.Errorf("%d done and %d due with the report sent, %d and %d without it", done, due, before, more)
	}
}
