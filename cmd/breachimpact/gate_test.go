package main

import (
	"testing"
	"time"

	"breachimpact/impact"
	"breachimpact/impact/severity"
	"breachimpact/law"
)

// finding is one duty at one standpoint. Hours is its clock, counted from the
// time of the assessment; 0 means a text without a figure.
func finding(verdict law.Verdict, basis law.Basis, act law.Act, hours int, asOf time.Time) *law.Finding {
	f := &law.Finding{
		Provision: &law.Provision{ID: "xx.law.1", Heading: law.Same("heading")},
		Version:   &law.Version{Duty: &law.Duty{Basis: basis, Act: act}},
		Verdict:   verdict,
		Deadline:  &law.Deadline{},
	}
	if hours != 0 {
		due := asOf.Add(time.Duration(hours) * time.Hour)
		f.Deadline.Due = &due
	}
	return f
}

func TestGates(t *testing.T) {
	asOf := time.Date(2025, 4, 11, 9, 0, 0, 0, time.UTC)
	duty := func(headline impact.Headline, confirmed, claimed *law.Finding) impact.DutyView {
		return impact.DutyView{Headline: headline, Confirmed: confirmed, Claimed: claimed}
	}
	yes := func(basis law.Basis, act law.Act, hours int) *law.Finding {
		return finding(law.Yes, basis, act, hours, asOf)
	}
	no := finding(law.No, law.Statutory, law.Notify, -1, asOf)
	for _, test := range []struct {
		name            string
		duty            impact.DutyView
		notify, overdue bool
	}{
		{"due, late", duty(impact.Due, no, yes(law.Statutory, law.Notify, -1)), true, true},
		{"due, in time", duty(impact.Due, yes(law.Statutory, law.Notify, 1), yes(law.Statutory, law.Notify, 1)), true, false},
		{"due, no figure", duty(impact.Due, yes(law.Statutory, law.Communicate, 0), yes(law.Statutory, law.Communicate, 0)), true, false},
		{"due, to document", duty(impact.Due, yes(law.Statutory, law.Document, -1), yes(law.Statutory, law.Document, -1)), false, true},
		{"contract, late", duty(impact.Due, yes(law.Contractual, law.Notify, -1), yes(law.Contractual, law.Notify, -1)), false, true},
		{"practice, late", duty(impact.Due, yes(law.Practice, law.Notify, -1), yes(law.Practice, law.Notify, -1)), false, false},
		{"to prepare", duty(impact.Prepare, no, yes(law.Statutory, law.Communicate, -1)), false, false},
		{"open", duty(impact.Open, no, no), false, false},
		{"not due", duty(impact.NotDue, no, no), false, false},
		{"not in force at one standpoint", duty(impact.Due, nil, yes(law.Statutory, law.Notify, -1)), true, true},
	} {
		a := &impact.Assessment{AsOf: asOf, Duties: []impact.DutyView{test.duty}}
		if got := len(metBy("notify", a)) > 0; got != test.notify {
			t.Errorf("%s: notify is met: %v", test.name, got)
		}
		reasons := metBy("overdue", a)
		if got := len(reasons) > 0; got != test.overdue {
			t.Errorf("%s: overdue is met: %v", test.name, got)
		}
		if len(reasons) > 1 {
			t.Errorf("%s: one duty is told %d times", test.name, len(reasons))
		}
	}
}

// A contract's clock that has run out meets the gate like a law's.
func TestLateContractsAreOverdue(t *testing.T) {
	now := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		due  time.Time
		want bool
	}{
		{now.Add(-time.Minute), true},
		{now, false},
		{now.Add(time.Minute), false},
	} {
		a := &impact.Assessment{AsOf: now, Contracts: []impact.ContractView{{Deadline: law.Deadline{Due: &c.due}}}}
		if got := len(metBy("overdue", a)) > 0; got != c.want {
			t.Errorf("due %s: met %v", c.due, got)
		}
	}
	if len(metBy("overdue", &impact.Assessment{AsOf: now, Contracts: []impact.ContractView{{}}})) > 0 {
		t.Error("a clock that has not started is overdue")
	}
}

func TestSeverityGates(t *testing.T) {
	for level, want := range map[severity.Level]struct{ high, veryHigh bool }{
		severity.Low:      {},
		severity.Medium:   {},
		severity.High:     {high: true},
		severity.VeryHigh: {high: true, veryHigh: true},
	} {
		a := &impact.Assessment{}
		a.Claimed.Severity = severity.Result{Applicable: true, Groups: []severity.GroupScore{{Level: severity.Low}, {Level: level}}, Top: 1}
		if got := len(metBy("high", a)) > 0; got != want.high {
			t.Errorf("%s: high is met: %v", level, got)
		}
		if got := len(metBy("very-high", a)) > 0; got != want.veryHigh {
			t.Errorf("%s: very-high is met: %v", level, got)
		}
		a.Claimed.Severity.Applicable = false
		if len(metBy("high", a)) > 0 {
			t.Errorf("%s: a gate is met without a score", level)
		}
	}
}
