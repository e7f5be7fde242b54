package brief

import (
	"slices"
	"strings"
	"testing"
	"time"

	"breachimpact/law"
)

// severalLaws is a Moroccan company that the law of Algeria and that of the Union
// reach too.
const severalLaws = `schema: breachimpact/incident/1
id: several-laws
as_of: 2026-03-04T18:00:00+01:00
seed: 1
organisation: {name: Example, country: ma, kind: company, role: controller, establishments: [ma, dz, fr], targets: []}
timeline: {occurred: 2026-03-01, aware: 2026-03-02T09:00:00+01:00, public: 2026-03-03}
breach: {personal_data: yes, confidentiality: published, integrity: none, availability: none, malicious: yes}
people:
  - {group: clients, people: 4000, records: 4000, unit: person, data: [{type: full-name, protection: none}, {type: bank-account, protection: none}]}
`

// Where a report has several laws, each duty names its own, and the law of the
// controller's country comes first.
func TestDutiesNameTheirLaw(t *testing.T) {
	a := assess(t, severalLaws)
	if first := a.Claimed.Jurisdictions[0].Jurisdiction.Code; first != "ma" {
		t.Errorf("the first law is %s", first)
	}
	var codes []string
	for _, d := range (&brief{a: a, l: language(t, "fr")}).listed() {
		if code := d.Jurisdiction.Code; d.Finding().Version.Duty.Basis == law.Statutory && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if want := []string{"ma", "dz", "eu", "fr"}; !slices.Equal(codes, want) {
		t.Errorf("the laws stand in the order %q, want %q", codes, want)
	}
	for lang, want := range map[string]string{"fr": "Droit\u00a0: Algérie", "ar": "القانون: الجزائر", "en": "Law: Algeria"} {
		for name, got := range map[string]string{"text": text(t, a, lang), "deadlines": deadlines(t, a, lang)} {
			if !strings.Contains(got, want) {
				t.Errorf("%s in %s does not say %q", name, lang, want)
			}
		}
	}
	if got := text(t, assessCase(t, "cnss-2025"), "en"); strings.Contains(got, "Law: Morocco") {
		t.Error("a report with one law names it at each duty")
	}
}

// A report that was sent is done, in time or late; what may not be due is never
// over.
func TestWhatWasSentIsDone(t *testing.T) {
	due := time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC)
	for want, sent := range map[string]law.Moment{
		"Done in time":              {Date: law.DateOf(due), Time: due.Add(-time.Hour)},
		"Done 3 hours late":         {Date: law.DateOf(due), Time: due.Add(3*time.Hour + time.Minute)},
		"Done after the time limit": {Date: law.DateOf(due.AddDate(0, 0, 2))},
	} {
		if got := Done(&law.Deadline{Due: &due, Sent: sent}, language(t, "en")); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := Done(&law.Deadline{Sent: law.Moment{Date: law.DateOf(due)}}, language(t, "en")); got != "Done" {
		t.Errorf("without a time limit: %q", got)
	}
	bank := strings.Replace(severalLaws, "\nbreach:", `
facts: {financial-entity: yes, major-ict-incident: yes}
breach:`, 1)
	bank = strings.Replace(bank, "public: 2026-03-03}", `public: 2026-03-03, events: [{what: classified-major, at: 2026-03-02T12:00:00+01:00}, {what: submitted, to: acpr, step: initial, at: 2026-03-02T15:00:00+01:00}]}`, 1)
	a := assess(t, bank)
	if got := deadlines(t, a, "en"); !strings.Contains(got, "- Done in time: ") {
		t.Error("the report that was sent is not done")
	}
	if got := text(t, a, "en"); !strings.Contains(got, "\nDone\n~~~~\n") || !strings.Contains(Situation(a, language(t, "en")), "1 legal duty done") {
		t.Error("the report that was sent is still to be done")
	}
	for _, x := range a.Actions {
		if x.Duty != nil && x.Duty.Done() != nil {
			t.Errorf("the plan still lists %s", x.Duty.Finding().Provision.ID)
		}
	}
	f := &law.Finding{Version: &law.Version{Duty: &law.Duty{Clock: &law.Clock{Standard: law.FixedTime, Within: &law.Period{Count: 4, Unit: law.HoursUnit}}}},
		Deadline: &law.Deadline{Standard: law.FixedTime, Due: &due, Trigger: law.Moment{Date: law.DateOf(due)}}}
	b := &brief{a: a, l: language(t, "en")}
	if got := b.clock(f, false); !strings.Contains(got, "would have expired on 2 March 2026") || strings.Contains(got, "over for") {
		t.Errorf("a clock that may not count: %q", got)
	}
}
