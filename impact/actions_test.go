package impact

import (
	"testing"
	"time"

	"breachimpact/law"
)

// owing is a Moroccan company that knows since Tuesday 3 March 2026, 10:00 local,
// and owes a notice by contract.
func owing(from, within string) string {
	return "organisation: {establishments: [ma], kind: company}\ncurrency: MAD\n" +
		"timeline:\n  aware: 2026-03-03T10:00:00+00:00\n  events: [{what: processor-aware, at: 2026-03-02T08:00:00+00:00}]\n" +
		"breach: {personal_data: yes, confidentiality: published, malicious: yes}\n" +
		"obligations: [{to: insurer, act: notify, from: " + from + ", within: " + within + "}]\n"
}

func at(text string) func(*Options) {
	return func(o *Options) {
		moment, err := time.Parse(time.RFC3339, text)
		if err != nil {
			panic(err)
		}
		o.AsOf = moment
	}
}

func TestContractClocks(t *testing.T) {
	for _, c := range []struct{ from, within, due string }{
		{"aware", "48h", "2026-03-05T10:00:00Z"},
		{"processor-aware", "24h", "2026-03-03T08:00:00Z"},
		{"aware", "1h", "2026-03-03T11:00:00Z"},
		{"aware", "10d", "2026-03-13T23:59:00Z"},
		{"aware", "4wd", "2026-03-09T23:59:00Z"}, // the week-end does not count
	} {
		a := assess(t, owing(c.from, c.within), at("2026-03-03T12:00:00Z"))
		if len(a.Contracts) != 1 || a.Contracts[0].Deadline.Due == nil {
			t.Fatalf("%s %s: %+v", c.from, c.within, a.Contracts)
		}
		if got := a.Contracts[0].Deadline.Due.UTC().Format(time.RFC3339); got != c.due {
			t.Errorf("%s from %s: due %s, want %s", c.within, c.from, got, c.due)
		}
	}
}

// A claim is not awareness: without a stated one, no contractual clock starts.
func TestContractClocksWaitForAwareness(t *testing.T) {
	a := assess(t, "organisation: {establishments: [ma]}\ncurrency: MAD\ntimeline: {aware: {claimed: 2026-03-03}, public: 2026-03-03}\n"+
		"obligations: [{to: insurer, act: notify, from: aware, within: 48h}]\n", at("2026-03-09T12:00:00Z"))
	d := a.Contracts[0].Deadline
	if d.Due != nil || d.IfPublic == nil || d.Late(a.AsOf) {
		t.Errorf("%+v", d)
	}
}

func TestContractsAreInThePlan(t *testing.T) {
	for _, c := range []struct {
		within, now string
		pace        law.Pace
	}{
		{"24h", "2026-03-06T12:00:00Z", law.NextHour}, // late
		{"24h", "2026-03-03T12:00:00Z", law.NextHour},
		{"72h", "2026-03-03T12:00:00Z", law.NextDay},
		{"20d", "2026-03-03T12:00:00Z", law.NextWeek},
	} {
		a := assess(t, owing("aware", c.within), at(c.now))
		found := 0
		for _, x := range a.Actions {
			if x.Contract != nil {
				found++
				if x.Pace != c.pace {
					t.Errorf("%s at %s: %s, want %s", c.within, c.now, x.Pace, c.pace)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s at %s: %d contracts in the plan", c.within, c.now, found)
		}
	}
}

// The plan holds every duty to do or prepare and every question, once, the hour
// before the day before the week; and within each, what the law imposes first.
func TestThePlan(t *testing.T) {
	for _, id := range caseIDs() {
		a := assess(t, caseText(t, id))
		duties, questions, last := 0, 0, 0
		for _, x := range a.Actions {
			at := 0
			for i, p := range paces() {
				if p == x.Pace {
					at = i
				}
			}
			if at < last {
				t.Errorf("%s: %s after a later pace", id, x.Pace)
			}
			last = at
			switch {
			case x.Duty != nil:
				duties++
				if x.Duty.Headline != Due && x.Duty.Headline != Prepare {
					t.Errorf("%s: %s is in the plan and %s", id, x.Duty.Finding().Provision.ID, x.Duty.Headline)
				}
			case x.Question != nil:
				questions++
			}
		}
		want := 0
		for _, d := range a.Duties {
			if d.Headline == Due || d.Headline == Prepare {
				want++
			}
		}
		if duties != want || questions != len(a.Questions) {
			t.Errorf("%s: %d duties of %d and %d questions of %d", id, duties, want, questions, len(a.Questions))
		}
		if a.Actions[0].Duty == nil && want > 0 && a.Actions[0].Pace == law.NextHour {
			for _, x := range a.Actions {
				if x.Pace == law.NextHour && x.Duty != nil && x.Duty.Finding().Version.Duty.Basis == law.Statutory {
					t.Errorf("%s: a question stands before a statutory duty", id)
				}
			}
		}
	}
}
