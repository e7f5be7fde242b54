package impact

import (
	"slices"
	"strings"
	"testing"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
)

const breachHead = "organisation: {country: ma, kind: company}\n"

func groupsOf(t *testing.T, text string) []severity.Group {
	t.Helper()
	return severityInput(decode(t, breachHead+text).At(incident.Confirmed)).Groups
}

// One kind of data gives 1, 2 or 3 by what is said of it: calls to a helpdesk, a
// week of calls, a year of calls (rows D05–D07).
func TestOneKindOfDataByItsCircumstances(t *testing.T) {
	m := options(t).Severity
	for _, c := range []struct {
		said string
		dpc  int
	}{
		{"detail: thin", 1}, {"period: 1w", 2}, {"period: 7d", 2}, {"period: 1m", 2}, {"period: 1y", 3}, {"period: 12m", 3}, {"detail: rich", 3},
	} {
		g := groupsOf(t, "people:\n- group: callers\n  vulnerable: no\n  data: [{type: call-history, "+c.said+"}]\n")
		if s := m.Score(severity.Input{PersonalData: law.Yes, Groups: g}).Groups[0]; s.DPC != c.dpc {
			t.Errorf("%s: DPC %d, want %d", c.said, s.DPC, c.dpc)
		}
	}
}

func TestWhatTheFileSaysReachesTheMethod(t *testing.T) {
	g := groupsOf(t, `breach: {cause: account-takeover, outages: [{from: 2025-12-22, to: 2025-12-25}, {from: 2026-01-01T08:00:00+01:00, to: 2026-01-01T12:30:00+01:00}]}
people:
- group: holders
  depends-on-it: livelihood
  reveals: sensitive
  data:
  - {type: password, opens: financial}
  - {type: full-name, identifies: few-namesakes}
- group: others
  reveals: unknown
  data: [{type: salary}]
`)
	first, second := g[0], g[1]
	if first.Takeover != law.Yes || first.Dependence != "livelihood" || first.Reveals != "sensitive" || second.Reveals != "unknown" {
		t.Errorf("%+v", first)
	}
	if first.Data[0].Opens != "financial" || first.Data[1].Identifies != "few-namesakes" {
		t.Errorf("%+v", first.Data)
	}
	if want := (severity.Outage{Known: true, Low: 48 * time.Hour, High: 96 * time.Hour}); first.Outage != want {
		t.Errorf("outage %+v, want %+v", first.Outage, want)
	}
	if open := groupsOf(t, "breach: {outages: [{from: 2025-12-22, to: unknown}]}\npeople: [{group: all}]\n")[0].Outage; !open.Known || !open.Open || open.Low != 0 {
		t.Errorf("an outage without its end: %+v", open)
	}
	if none := groupsOf(t, "breach: {outages: [{from: unknown, to: 2025-12-22}]}\npeople: [{group: all}]\n")[0].Outage; none.Known {
		t.Errorf("an outage without its beginning: %+v", none)
	}
}

// What the format allows and what the method knows are the same words.
func TestTheWordsOfTheFileAreThoseOfTheMethod(t *testing.T) {
	m := options(t).Severity
	var words []string
	for _, r := range m.Identification.Rows {
		for _, c := range r.Cells {
			// A cell that other data reach is no word of its own, unless the register or
			// the reference database is what was exposed.
			if !slices.Contains([]string{"with-birth-date-and-address", "clear-with-context"}, c.ID) && !slices.Contains(words, c.ID) {
				words = append(words, c.ID)
			}
		}
	}
	options := incident.Identifies("").Options()
	slices.Sort(words)
	slices.Sort(options)
	if !slices.Equal(words, options) {
		t.Errorf("identifies: %v, the method has %v", options, words)
	}
	for _, w := range incident.Opens("").Options() {
		if m.Category(w) == nil {
			t.Errorf("opens: %s is no category", w)
		}
	}
	var memberships []string
	for _, k := range m.Memberships {
		memberships = append(memberships, k.ID)
	}
	if got := incident.Reveals("").Options(); !slices.Equal(got[1:], memberships) || got[0] != "nothing" {
		t.Errorf("reveals: %v, the method has %v", got, memberships)
	}
	for i, d := range m.Extended.Availability.Dependences {
		if got := incident.Dependence("").Options(); got[i] != d.ID {
			t.Errorf("depends-on-it: %v", got)
		}
	}
}

func TestWordsAboutTheWrongKindOfDataAreRefused(t *testing.T) {
	_, err := try(t, breachHead+`people:
- group: all
  data:
  - {type: phone, identifies: named-main}
  - {type: salary, identifies: {confirmed: unknown, claimed: clear}}
  - {type: full-name, opens: financial}
`)
	var got []string
	for _, f := range faultsOf(t, err) {
		got = append(got, f.Code+" "+f.Place.Path)
	}
	want := "identifies-otherwise people[0].data[0].identifies, identifies-otherwise people[0].data[1].identifies, opens-nothing people[0].data[2].opens"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

// The risk that laws ask for is derived from the action advised, marked so, and
// gives way to a person's judgement.
func TestRiskIsDerivedAndGivesWayToJudgement(t *testing.T) {
	const leak = breachHead + `breach: {personal_data: yes, confidentiality: published, integrity: none, availability: none, malicious: yes}
people:
- group: staff
  people: 40
  vulnerable: no
  data: [{type: full-name}, {type: national-id}, {type: salary}]
`
	risk := func(text string) law.FactValue {
		a := assess(t, text)
		return a.Confirmed.Facts["risk"]
	}
	if v := risk(leak); !v.Derived || v.Partial || !slices.Equal(v.Words, []string{"high"}) {
		t.Errorf("a leak of identity numbers: %+v", v)
	}
	open := strings.Replace(strings.Replace(leak, "{type: national-id}, {type: salary}", "{type: health-record, present: unknown}", 1), "malicious: yes", "malicious: no", 1)
	if v := risk(open); !v.Derived || !v.Partial || !slices.Equal(v.Words, []string{"unlikely"}) {
		t.Errorf("health data perhaps: %+v", v)
	}
	judged := leak + "judgement: [{fact: risk, value: likely, by: dpo, at: 2025-04-09, reason: the numbers are false}]\n"
	if v := risk(judged); v.Derived || v.Partial || !slices.Equal(v.Words, []string{"likely"}) {
		t.Errorf("a judgement: %+v", v)
	}
	if v, found := assess(t, breachHead+"breach: {personal_data: unknown}\npeople: [{group: all}]\n").Confirmed.Facts["risk"]; found {
		t.Errorf("nothing known: %+v", v)
	}
}

// A duty whose answer rests on a derived fact says so, and a judgement ends that.
func TestAnAnswerOnADerivedRiskSaysSo(t *testing.T) {
	const leak = `organisation: {country: fr, kind: company, role: controller, establishments: [fr], targets: []}
timeline: {occurred: 2026-03-01, aware: 2026-03-02T09:00:00+01:00}
breach: {personal_data: yes, confidentiality: published, integrity: none, availability: none, malicious: yes}
people:
- group: staff
  people: 40
  vulnerable: no
  reveals: nothing
  data: [{type: full-name}, {type: email, identifies: named-main}]
`
	a := assess(t, leak)
	f := finding(t, &a.Confirmed, "eu.gdpr.33-1")
	if f.Verdict != law.Yes || !slices.Equal(f.Derived(), []law.FactID{RiskFact}) {
		t.Errorf("derived: %s on %v", f.Verdict, f.Derived())
	}
	judged := assess(t, leak+"judgement: [{fact: risk, value: unlikely, by: dpo, at: 2026-03-02, reason: x}]\n")
	f = finding(t, &judged.Confirmed, "eu.gdpr.33-1")
	if f.Verdict != law.No || f.Derived() != nil {
		t.Errorf("judged: %s on %v", f.Verdict, f.Derived())
	}
}

// A text that is only announced takes no duty away: what it would answer stands
// beside the law in force.
func TestASimulationTakesNoDutyAway(t *testing.T) {
	a := assess(t, `organisation: {country: fr, kind: company, role: controller, establishments: [fr], targets: []}
timeline: {occurred: 2026-03-01, aware: 2026-03-02T09:00:00+01:00}
breach: {personal_data: yes, confidentiality: published}
judgement: [{fact: risk, value: likely, by: dpo, at: 2026-03-02, reason: x}]
`, func(o *Options) { o.Announced = true })
	i := slices.IndexFunc(a.Duties, func(d DutyView) bool { return d.Finding().Provision.ID == "eu.gdpr.33-1" })
	d := a.Duties[i]
	if d.Headline != Due || d.Confirmed.Verdict != law.Yes || d.Announced == nil || d.Announced.Verdict != law.No || d.Announced.Version.Status != law.Announced {
		t.Errorf("%s, in force %s", d.Headline, d.Confirmed.Verdict)
	}
}
