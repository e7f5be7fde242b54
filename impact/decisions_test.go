package impact

import (
	"strings"
	"testing"
	"time"
)

func kinds(requests []Request) string {
	var out []string
	for _, r := range requests {
		out = append(out, string(r.Kind))
	}
	return strings.Join(out, " ")
}

func TestDecisionsAreAskedTheMostBindingFirst(t *testing.T) {
	const company = "organisation: {establishments: [ma], kind: company}\ncurrency: MAD\n"
	const public = "organisation: {establishments: [ma], kind: public-establishment}\ncurrency: MAD\n"
	const breach = "breach: {personal_data: yes, confidentiality: published, malicious: yes}\n"
	const claim = "breach: {personal_data: {confirmed: unknown, claimed: yes}, confidentiality: {confirmed: unknown, claimed: published}, malicious: yes}\n"
	const high = "judgement: [{fact: risk, value: high, by: dpo, at: 2026-01-14, reason: salaries}]\n"
	const french = "organisation: {country: fr, establishments: [fr], kind: company, role: controller}\n"
	const open = ", integrity: none, availability: none}\npeople: [{group: all, people: 100, data: [{type: salary, protection: none}]}]\nfacts: {risk-removed: no, disproportionate-effort: no}\n"
	const aware = "timeline: {aware: 2026-01-14T09:00:00Z}\n"
	gdpr := func(breach string) string { return french + aware + strings.Replace(breach, "}\n", open, 1) + high }
	for _, c := range []struct{ name, text, want string }{
		{"a public body reports, settles what decides duties, and may tell the people", public + aware + breach, "report settle offer"},
		{"a contract comes before what is advised", owing("aware", "48h"), "contract settle offer"},
		{"what the law wants of a breach with a high risk", gdpr(breach), "report inform settle"},
		{"a claim has the message made ready", gdpr(claim), "report ready settle"},
		{"nothing was affected", company + aware + "breach: {personal_data: no, confidentiality: none, integrity: none, availability: none, malicious: no}\n", ""},
	} {
		a := assess(t, c.text)
		got := kinds(a.Requests())
		if c.want != "" && got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if n := len(a.Requests()); n == 0 || n > mostRequests {
			t.Errorf("%s: %d decisions", c.name, n)
		}
		for _, r := range a.Requests() {
			if r.Duty != nil && (r.Duty.Done() != nil || r.Duty.Headline != Due && r.Duty.Headline != Prepare) {
				t.Errorf("%s: asks for %s, which is %s", c.name, r.Duty.Finding().Provision.ID, r.Duty.Headline)
			}
		}
	}
}

func TestADutyThatWasDoneIsNotAsked(t *testing.T) {
	const text = "organisation: {country: fr, establishments: [fr], kind: company, role: controller}\n" +
		"timeline: {aware: 2026-01-14T09:00:00Z%s}\nbreach: {personal_data: yes, confidentiality: published}\n" +
		"judgement: [{fact: risk, value: likely, by: dpo, at: 2026-01-14, reason: few people}]\n"
	if got := kinds(assess(t, strings.Replace(text, "%s", "", 1)).Requests()); !strings.HasPrefix(got, "report") {
		t.Fatalf("before the report: %s", got)
	}
	sent := ", events: [{what: submitted, to: supervisory-authority, step: initial, at: 2026-01-14T10:00:00Z}]"
	if got := kinds(assess(t, strings.Replace(text, "%s", sent, 1)).Requests()); strings.HasPrefix(got, "report") {
		t.Errorf("after the report: %s", got)
	}
}

func TestNextUpdate(t *testing.T) {
	for _, c := range []struct {
		name, text, at string
		reason         UpdateReason
	}{
		{"a clock ends within the day", owing("aware", "48h"), "2026-03-05T10:00:00Z", UpdateClock},
		{"a clock that is over sets no date", owing("aware", "1h"), "2026-03-05T12:00:00Z", UpdateDay},
		{"a day, while there is work of the day", owing("aware", "10d"), "2026-03-05T12:00:00Z", UpdateDay},
	} {
		u := assess(t, c.text, at("2026-03-04T12:00:00Z")).NextUpdate()
		if got := u.At.UTC().Format(time.RFC3339); got != c.at || u.Reason != c.reason {
			t.Errorf("%s: %s for %s, want %s for %s", c.name, got, u.Reason, c.at, c.reason)
		}
	}
	a := assess(t, owing("aware", "10d"), at("2026-03-04T12:00:00Z"))
	for i := range a.Actions {
		a.Actions[i].Pace = "week"
	}
	a.Contracts[0].Deadline.Due = nil
	if u := a.NextUpdate(); u.Reason != UpdateWeek || u.At != a.AsOf.AddDate(0, 0, 7) {
		t.Errorf("with work of the week alone: %+v", u)
	}
}

// TestAFactMayCloseADuty: what the file says was done is not asked again, though its
// day is not given.
func TestAFactMayCloseADuty(t *testing.T) {
	const text = "organisation: {country: fr, establishments: [fr], kind: company, role: controller}\n" +
		"timeline: {aware: 2026-01-14T09:00:00Z}\nbreach: {personal_data: yes, confidentiality: published}\n" +
		"facts: {authority-notified: ANSWER}\njudgement: [{fact: risk, value: likely, by: dpo, at: 2026-01-14, reason: few people}]\n"
	for answer, done := range map[string]bool{"yes": true, "no": false, "unknown": false, "{confirmed: unknown, claimed: yes}": false} {
		a := assess(t, strings.Replace(text, "ANSWER", answer, 1))
		for _, d := range a.Duties {
			if id := d.Finding().Provision.ID; id == "eu.gdpr.33-1" && (d.Done() != nil) != done {
				t.Errorf("authority-notified: %s: done is %v", answer, !done)
			}
		}
		if asked := strings.HasPrefix(kinds(a.Requests()), "report"); asked == done {
			t.Errorf("authority-notified: %s: asked to send it is %v", answer, asked)
		}
	}
}

// TestADecisionThatWasTakenIsNotAsked keeps management from being asked twice.
func TestADecisionThatWasTakenIsNotAsked(t *testing.T) {
	const text = "organisation: {establishments: [ma], kind: company}\ncurrency: MAD\ntimeline: {aware: 2026-01-14T09:00:00Z}\n" +
		"breach: {personal_data: yes, confidentiality: published, malicious: yes}\n"
	if got := kinds(assess(t, text).Requests()); !strings.Contains(got, "offer") {
		t.Fatalf("before the decision: %s", got)
	}
	decided := text + "decisions: [{duty: ma.practice.people, decision: not-now, by: dpo, at: 2026-01-14, reason: the police asked for silence}]\n"
	if got := kinds(assess(t, decided).Requests()); strings.Contains(got, "offer") {
		t.Errorf("after the decision: %s", got)
	}
}

// TestAReportThatPerformsNothingIsSaid: an addressee whom no duty names would be taken
// for done in silence.
func TestAReportThatPerformsNothingIsSaid(t *testing.T) {
	const text = "organisation: {country: fr, establishments: [fr], kind: company, role: controller}\n" +
		"timeline: {aware: 2026-01-14T09:00:00Z, events: [{what: submitted, to: ADDRESSEE, step: initial, at: 2026-01-14T12:00:00Z}]}\n" +
		"breach: {personal_data: yes, confidentiality: published}\n"
	for to, said := range map[string]bool{"cnil": true, "supervisory-authority": false} {
		found := false
		for _, w := range assess(t, strings.Replace(text, "ADDRESSEE", to, 1)).Warnings {
			found = found || w.Key == "warning.submission-unused"
		}
		if found != said {
			t.Errorf("sent to %s: warned is %v", to, found)
		}
	}
}
