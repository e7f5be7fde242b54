package brief

import (
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
)

// TestOnlyWhatIsEstablishedMayBeSaid holds every embedded case: a number or a state
// that is only claimed is never among what may be said.
func TestOnlyWhatIsEstablishedMayBeSaid(t *testing.T) {
	numbers := 0
	for _, id := range cases.IDs() {
		a := assessCase(t, id)
		for _, lang := range locale.Languages() {
			l := language(t, lang)
			may, not := strings.Join(MaySay(a, l), "\n"), strings.Join(MustNotSay(a, l), "\n")
			if may == "" || not == "" {
				t.Errorf("%s %s: nothing is said of what may or may not be said", id, lang)
			}
			if claimed := a.Believed().People; claimed.Known && !a.Confirmed.People.Known {
				numbers++
				people := l.Range(claimed.Range)
				if strings.Contains(may, people) {
					t.Errorf("%s %s: the claimed number %s may be said", id, lang, people)
				}
				if !strings.Contains(not, people) {
					t.Errorf("%s %s: nothing warns of the claimed number %s", id, lang, people)
				}
			}
			if r := a.Claimed.Scenario.Confidentiality; r.Known && !a.Confirmed.Scenario.Confidentiality.Known && strings.Contains(may, l.Value(r.Value.Value())) {
				t.Errorf("%s %s: a claimed state may be said: %s", id, lang, may)
			}
		}
	}
	if numbers == 0 {
		t.Error("no case has a number that is only claimed, so the test proves nothing")
	}
}

func TestWhatMayBeSaid(t *testing.T) {
	const head = "schema: breachimpact/incident/1\nid: said\norganisation: {country: ma, kind: company, establishments: [ma]}\nas_of: 2025-06-01T09:00:00Z\n"
	l := language(t, "en")
	for _, c := range []struct{ name, text, may, not string }{
		{"established", head + "timeline: {aware: 2025-05-30}\nbreach: {personal_data: yes, confidentiality: published}\npeople: [{group: all, people: 120, data: [{type: full-name}]}]\n",
			"People concerned, as established: 120", "Who is supposed to have done it"},
		{"only claimed", head + "breach: {personal_data: {confirmed: unknown, claimed: yes}}\npeople: [{group: all, people: {confirmed: unknown, claimed: 120}, data: [{type: full-name, present: {confirmed: unknown, claimed: yes}}]}]\n",
			"it is being checked", "The data that are only claimed: full name"},
		{"refuted", head + "breach: {claim: refuted, personal_data: {confirmed: no, claimed: yes}}\npeople: [{group: all, people: {confirmed: unknown, claimed: 120}, data: [{type: full-name, present: {confirmed: no, claimed: yes}}]}]\n",
			"Verification refutes", "Who is at fault"},
		{"no trace", head + "breach: {personal_data: yes, confidentiality: no-evidence}\npeople: [{group: all, people: 120, data: [{type: full-name}]}]\n",
			"Personal data are affected", "the absence of traces is no proof"},
	} {
		a := assess(t, c.text)
		if got := strings.Join(MaySay(a, l), "\n"); !strings.Contains(got, c.may) {
			t.Errorf("%s: may say %q", c.name, got)
		}
		if got := strings.Join(MustNotSay(a, l), "\n"); !strings.Contains(got, c.not) {
			t.Errorf("%s: must not say %q", c.name, got)
		}
		if a.Refuted() && strings.Contains(strings.Join(MustNotSay(a, l), "\n"), "120") {
			t.Errorf("%s: a refuted number is repeated", c.name)
		}
	}
}

// TestNextClock says which clock a director hears of first.
func TestNextClock(t *testing.T) {
	const text = "schema: breachimpact/incident/1\nid: clock\norganisation: {country: fr, kind: company, role: controller, establishments: [fr]}\nas_of: 2026-01-15T12:00:00Z\n" +
		"timeline: {aware: 2026-01-14T09:00:00Z%s}\nbreach: {personal_data: yes, confidentiality: published}\n%s"
	high := "judgement: [{fact: risk, value: high, by: dpo, at: 2026-01-14, reason: salaries}]\n"
	contract := "obligations: [{to: insurer, act: notify, from: aware, within: 24h}]\n"
	sent := ", events: [{what: submitted, to: supervisory-authority, step: initial, at: 2026-01-14T12:00:00Z}]"
	l := language(t, "en")
	for _, c := range []struct {
		name, sent, more, want string
		overdue                bool
	}{
		{"72 hours that run", "", high, "17 January 2026", false},
		{"a contract that ended before", "", high + contract, "insurer", true},
		{"the notification was sent", sent, high, "undue delay", false},
		{"risk is not settled", "", "", "To be settled", false},
	} {
		a := assess(t, strings.Replace(strings.Replace(text, "%s", c.sent, 1), "%s", c.more, 1))
		if c.name == "risk is not settled" {
			unsettle(a)
		}
		lines, overdue := NextClock(a, l)
		if got := strings.Join(lines, "\n"); !strings.Contains(got, c.want) || overdue != c.overdue {
			t.Errorf("%s: %q, overdue %v", c.name, got, overdue)
		}
	}
}

// unsettle opens every statutory duty, as if what decides it were not known.
func unsettle(a *impact.Assessment) {
	for i := range a.Duties {
		a.Duties[i].Headline = impact.Open
		if a.Duties[i].Finding().Version.Duty.Basis == law.Practice {
			a.Duties[i].Headline = impact.NotDue
		}
	}
}
