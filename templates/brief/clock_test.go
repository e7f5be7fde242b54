package brief

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// clockOf words one clock, at six in the evening of 10 April 2025.
func clockOf(t *testing.T, lang string, clock *law.Clock, d *law.Deadline) string {
	t.Helper()
	zone := time.FixedZone("", 3600)
	b := &brief{a: &impact.Assessment{AsOf: time.Date(2025, 4, 10, 18, 0, 0, 0, zone)}, l: language(t, lang)}
	return b.clock(&law.Finding{Version: &law.Version{Duty: &law.Duty{Clock: clock}}, Deadline: d}, true)
}

func TestClock(t *testing.T) {
	zone := time.FixedZone("", 3600)
	aware := time.Date(2025, 4, 9, 9, 0, 0, 0, zone)
	due, public := aware.Add(72*time.Hour), aware.Add(48*time.Hour)
	early := time.Date(2025, 4, 10, 9, 0, 0, 0, zone)
	fixed := &law.Clock{Standard: law.FixedTime, Within: &law.Period{Count: 72, Unit: law.HoursUnit}}
	instant := law.Moment{Date: law.DateOf(aware), Time: aware}
	for _, c := range []struct {
		name  string
		clock *law.Clock
		d     *law.Deadline
		want  []string
	}{
		{"none", nil, nil, []string{"no time limit is set"}},
		{"immediate", &law.Clock{Standard: law.Immediate}, &law.Deadline{Standard: law.Immediate, Trigger: instant}, []string{"immediate: the text sets no number of hours", "33 full hours elapsed"}},
		{"without delay", &law.Clock{Standard: law.WithoutDelay}, &law.Deadline{Standard: law.WithoutDelay}, []string{"without undue delay", "a claim is not awareness"}},
		{"running", fixed, &law.Deadline{Standard: law.FixedTime, Trigger: instant, Due: &due}, []string{"72 hours from awareness: by 12 April 2025", "39 full hours left", "awareness: 9 April 2025"}},
		{"processor", fixed, &law.Deadline{Standard: law.FixedTime, From: law.ProcessorAware, Trigger: instant, Due: &due}, []string{"awareness of the processor: 9 April 2025"}},
		{"over", fixed, &law.Deadline{Standard: law.FixedTime, Trigger: instant, Due: &early, Earliest: true}, []string{"over for 9 full hours", "hour of awareness unknown"}},
		{"not started", fixed, &law.Deadline{Standard: law.FixedTime, IfPublic: &public}, []string{"not started", "had publication been awareness it would end at 11 April 2025"}},
		{"chained", fixed, &law.Deadline{Standard: law.FixedTime, From: law.Submitted, Event: "moment.submitted.initial", Within: fixed.Within, Trigger: instant, Due: &due}, []string{"72 hours from: submission of the initial notification, by 12 April 2025", "39 full hours left", "submission of the initial notification: 9 April 2025"}},
		{"chained, months", fixed, &law.Deadline{Standard: law.FixedTime, From: law.Submitted, Event: "moment.submitted.intermediate", Within: &law.Period{Count: 1, Unit: law.MonthsUnit}}, []string{"1 month from: submission of the intermediate report", "does not date that event"}},
		{"chained, over", fixed, &law.Deadline{Standard: law.FixedTime, From: law.Classified, Event: "moment.classified-major", Within: fixed.Within, Trigger: instant, Due: &early, Earliest: true}, []string{"over for 9 full hours", "hour unknown"}},
		{"chained, month", fixed, &law.Deadline{Standard: law.FixedTime, From: law.Classified, Event: "moment.classified-major", Within: fixed.Within, Trigger: law.Moment{Date: law.DateOf(aware), Month: true}}, []string{"no time limit can be computed"}},
		{"chained, without a figure", &law.Clock{Standard: law.WithoutDelay}, &law.Deadline{Standard: law.WithoutDelay, From: law.Submitted, Event: "moment.submitted.initial", Trigger: instant}, []string{"without undue delay", "submission of the initial notification: 9 April 2025"}},
		{"chained, nothing sent", &law.Clock{Standard: law.WithoutDelay}, &law.Deadline{Standard: law.WithoutDelay, From: law.Submitted, Event: "moment.submitted.initial"}, []string{"does not date that event"}},
		{"of two limits the one that counts", fixed, &law.Deadline{Standard: law.FixedTime, From: law.Aware, Within: &law.Period{Count: 24, Unit: law.HoursUnit}, Trigger: instant, Due: &due}, []string{"24 hours from awareness"}},
		{"sent", fixed, &law.Deadline{Standard: law.FixedTime, Trigger: instant, Due: &early, Sent: instant}, []string{"by 10 April 2025", "sent: 9 April 2025"}},
		{"sent, without a figure", &law.Clock{Standard: law.WithoutDelay}, &law.Deadline{Standard: law.WithoutDelay, Trigger: instant, Sent: instant}, []string{"sent: 9 April 2025"}},
		{"month", fixed, &law.Deadline{Standard: law.FixedTime, Trigger: law.Moment{Date: law.DateOf(aware), Month: true}}, []string{"no deadline can be computed"}},
	} {
		got := clockOf(t, "en", c.clock, c.d)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q lacks %q", c.name, got, want)
			}
		}
		for _, lang := range locale.Languages() {
			if words := clockOf(t, lang, c.clock, c.d); strings.Contains(words, "⟦") {
				t.Errorf("%s in %s: %s", c.name, lang, words)
			}
		}
	}
}

// TestNoHourIsInvented holds texts without a number of hours to no number at all.
func TestNoHourIsInvented(t *testing.T) {
	number := regexp.MustCompile(`[0-9]`)
	for _, s := range []law.Standard{law.Immediate, law.WithoutDelay} {
		for _, lang := range locale.Languages() {
			if got := clockOf(t, lang, &law.Clock{Standard: s}, &law.Deadline{Standard: s}); number.MatchString(got) {
				t.Errorf("%s in %s: %s", s, lang, got)
			}
		}
	}
}
