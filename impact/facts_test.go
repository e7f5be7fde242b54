package impact

import (
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func partly(words ...string) law.FactValue {
	return law.FactValue{Known: true, Words: words, Partial: true}
}

// Every block of the incident and the fact it becomes; what a block does not
// say is no fact.
var bridge = []struct {
	name, text string
	want       law.Facts
}{
	{"nothing", "", law.Facts{}},
	{"everything unknown", "organisation: {country: unknown, kind: unknown, establishments: unknown}\nfacts: {declared: unknown}\nbreach: {personal_data: unknown, confidentiality: unknown, integrity: unknown, availability: unknown, malicious: unknown}\n", law.Facts{}},
	{"where it is established", "organisation: {establishments: [ma, fr]}\n", law.Facts{"establishments": law.Words("ma", "fr")}},
	{"its country alone leaves room for other establishments", "organisation: {country: ma}\n", law.Facts{"establishments": partly("ma")}},
	{"so it does when establishments are unknown", "organisation: {country: fr, establishments: unknown}\n", law.Facts{"establishments": partly("fr")}},
	{"establishments win over the country", "organisation: {country: ma, establishments: [fr]}\n", law.Facts{"establishments": law.Words("fr")}},
	{"its kind", "organisation: {kind: public-establishment}\n", law.Facts{"organisation-kind": law.Words("public-establishment")}},
	{"its role", "organisation: {role: processor}\n", law.Facts{"role": law.Words("processor")}},
	{"whom it targets", "organisation: {targets: [fr, es]}\n", law.Facts{"targets": law.Words("fr", "es")}},
	{"that it targets nobody is an answer", "organisation: {targets: []}\n", law.Facts{"targets": {Known: true, Words: []string{}}}},
	{"its turnover", "organisation: {turnover: {low: 5 MAD, high: 7 MAD}}\n", law.Facts{"turnover": {Known: true, Range: law.Range{Low: decimal.NewFromInt(5), High: decimal.NewFromInt(7)}, Currency: "MAD"}}},
	{"its sector and staff are asked by no law yet", "organisation: {sector: retail, employees: 12}\n", law.Facts{}},
	{"the facts block", "facts: {declared: no, card-issuer: yes, refused-requests: {low: 1, high: 3}}\n", law.Facts{
		"declared": law.Truth(law.No), "card-issuer": law.Truth(law.Yes),
		"refused-requests": {Known: true, Range: law.Range{Low: decimal.NewFromInt(1), High: decimal.NewFromInt(3)}},
	}},
	{"personal data", "breach: {personal_data: no}\n", law.Facts{"personal-data": law.Truth(law.No)}},
	{"intent", "breach: {malicious: no}\n", law.Facts{"malicious": law.Truth(law.No)}},
	{"confidentiality", "breach: {confidentiality: published}\n", law.Facts{"confidentiality": law.Words("published")}},
	{"integrity", "breach: {integrity: none}\n", law.Facts{"integrity": law.Words("none")}},
	{"availability", "breach: {availability: restored}\n", law.Facts{"availability": law.Words("restored")}},
	{"a judged class", "judgement: [{fact: sensitive-data, value: yes, reason: read by counsel}]\n", law.Facts{"sensitive-data": law.Truth(law.Yes)}},
	{"moments, people and cause are not facts of law", "timeline: {aware: 2025-04-09}\nbreach: {cause: theft}\npeople: [{group: a, people: 5}]\n", law.Facts{}},

	// A group's own state counts: the worst of all is that of the breach.
	{"the worst group", "breach: {confidentiality: none}\npeople: [{group: a, breach: {confidentiality: published}}, {group: b}]\n", law.Facts{"confidentiality": law.Words("published")}},
	{"a group that was spared does not hide the whole", "breach: {integrity: unrecoverable}\npeople: [{group: a, breach: {integrity: none}}]\n", law.Facts{"integrity": law.Words("unrecoverable")}},
	{"a group of which nothing is known may be worse", "breach: {availability: restored}\npeople: [{group: a, breach: {availability: unknown}}]\n", law.Facts{"availability": partly("restored")}},
	{"nothing is worse than the worst", "breach: {availability: lost}\npeople: [{group: a, breach: {availability: unknown}}]\n", law.Facts{"availability": law.Words("lost")}},
	{"only a group is known", "people: [{group: a, breach: {confidentiality: known-recipients, malicious: yes}}]\n", law.Facts{"confidentiality": partly("known-recipients"), "malicious": law.Truth(law.Yes)}},
	{"intent towards one group", "breach: {malicious: no}\npeople: [{group: a, breach: {malicious: yes}}]\n", law.Facts{"malicious": law.Truth(law.Yes)}},
	{"intent unknown towards one group", "breach: {malicious: no}\npeople: [{group: a, breach: {malicious: unknown}}]\n", law.Facts{}},
}

func TestBlocksBecomeFacts(t *testing.T) {
	for _, c := range bridge {
		t.Run(c.name, func(t *testing.T) {
			in := decode(t, c.text)
			for _, s := range incident.Standpoints() {
				if diff := cmp.Diff(c.want, factsOf(in.At(s))); diff != "" {
					t.Errorf("%s (-want +got):\n%s", s, diff)
				}
			}
		})
	}
}

// Every fact that law may ask has a way from the incident: its block is in the
// table above, it stands in the facts block, or a class gives it.
func TestEveryBlockFactIsBridged(t *testing.T) {
	bridged := map[law.FactID]bool{}
	for _, c := range bridge {
		for id := range c.want {
			bridged[id] = true
		}
	}
	ids := options(t).Rulebook.Facts.IDs(law.GivenBlock)
	if len(ids) == 0 {
		t.Fatal("no fact is given in a block")
	}
	for _, id := range ids {
		if !bridged[id] {
			t.Errorf("no row of the table gives the fact %s", id)
		}
	}
}

// Standpoints never mix: what is only claimed is no fact at the confirmed one.
func TestClaimsAreNoConfirmedFacts(t *testing.T) {
	in := decode(t, `breach:
  personal_data: {confirmed: unknown, claimed: yes}
  confidentiality: {confirmed: no-evidence, claimed: published}
  malicious: {claimed: yes}
`)
	if diff := cmp.Diff(law.Facts{"confidentiality": law.Words("no-evidence")}, factsOf(in.At(incident.Confirmed))); diff != "" {
		t.Errorf("confirmed:\n%s", diff)
	}
	want := law.Facts{"personal-data": law.Truth(law.Yes), "confidentiality": law.Words("published"), "malicious": law.Truth(law.Yes)}
	if diff := cmp.Diff(want, factsOf(in.At(incident.Claimed))); diff != "" {
		t.Errorf("claimed:\n%s", diff)
	}
}

// The class of health data: yes when one is present; unknown when one may be,
// or when nothing is known of the data of some group; else no.
func TestClasses(t *testing.T) {
	group := func(data ...string) string {
		return "people:\n  - group: a\n    data: [" + strings.Join(data, ", ") + "]\n"
	}
	second := func(data ...string) string {
		return "  - group: b\n    data: [" + strings.Join(data, ", ") + "]\n"
	}
	const health, name = "{type: health-record}", "{type: full-name}"
	absent := func(s string) string { return strings.Replace(s, "}", ", present: no}", 1) }
	maybe := func(s string) string { return strings.Replace(s, "}", ", present: unknown}", 1) }
	for _, c := range []struct {
		name, text string
		want       law.Verdict
	}{
		{"present", group(health), law.Yes},
		{"present beside others", group(name, health), law.Yes},
		{"present in one group", group(name) + second(health), law.Yes},
		{"may be present", group(name, maybe(health)), law.Unknown},
		{"may be present, nothing else known", group(maybe(health)), law.Unknown},
		{"silence is not absence", group(name), law.Unknown},
		{"one of several kinds stated to be absent", group(name, absent(health)), law.Unknown},
		{"every kind stated to be absent", group(append(denied(t), name)...), law.No},
		{"every kind stated to be absent in one group of two", group(append(denied(t), name)...) + second(name), law.Unknown},
		{"stated to be absent, nothing else known", group(absent(health)), law.Unknown},
		{"other data only may be present", group(maybe(name)), law.Unknown},
		{"no group", "", law.Unknown},
		{"no data listed", group(), law.Unknown},
		{"a group of which nothing is known", group(name) + second(), law.Unknown},
		{"a group of which nothing is known beside a yes", group(health) + second(), law.Yes},
		{"no personal data at all", "breach: {personal_data: no}\n", law.No},
		{"no personal data, yet listed", "breach: {personal_data: no}\n" + group(health), law.No},
		{"judged to be absent", group(health) + "judgement: [{fact: sensitive-data, value: no, reason: pseudonymised}]\n", law.No},
		{"judged to be present", group(name) + "judgement: [{fact: sensitive-data, value: yes, reason: free text}]\n", law.Yes},
	} {
		t.Run(c.name, func(t *testing.T) {
			sc := decode(t, c.text).At(incident.Claimed)
			j := options(t).Rulebook.Find("ma")
			got := withClasses(factsOf(sc), j, sc)["sensitive-data"]
			if got.Known != (c.want != law.Unknown) || got.Truth != c.want {
				t.Errorf("got %+v, want %s", got, c.want)
			}
		})
	}
}

// denied lists every sensitive kind of data as absent.
func denied(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, class := range options(t).Rulebook.Find("ma").Classes {
		if class.Fact != "sensitive-data" {
			continue
		}
		for _, kind := range class.Types {
			out = append(out, "{type: "+kind+", present: no}")
		}
	}
	return out
}

func TestWithClassesLeavesTheFactsAlone(t *testing.T) {
	sc := decode(t, "people: [{group: a, data: [{type: health-record}]}]\n").At(incident.Claimed)
	facts := factsOf(sc)
	withClasses(facts, options(t).Rulebook.Find("ma"), sc)
	if len(facts) != 0 {
		t.Errorf("the facts shared by all jurisdictions changed: %v", facts)
	}
}

// The incident's words are those of the severity method: what one can say, the
// other can read.
func TestSeverityReadsTheWordsOfTheIncident(t *testing.T) {
	m := options(t).Severity
	for _, c := range []struct {
		circumstance string
		words        []string
	}{
		{"confidentiality", incident.Confidentiality("").Options()},
		{"integrity", incident.Integrity("").Options()},
		{"availability", incident.Availability("").Options()},
	} {
		if diff := cmp.Diff(c.words, m.States(c.circumstance)); diff != "" {
			t.Errorf("%s:\n%s", c.circumstance, diff)
		}
	}
	if diff := cmp.Diff(incident.Protection("").Options(), m.ProtectionWords()); diff != "" {
		t.Errorf("protection:\n%s", diff)
	}
}

func TestSeverityInputKeepsEverything(t *testing.T) {
	in := decode(t, `breach: {personal_data: yes, confidentiality: published, integrity: restored, availability: lost, malicious: yes}
people:
  - group: staff
    people: 12
    vulnerable: no
    overlaps: yes
    data:
      - {type: salary, detail: rich, public-before: no, outdated: yes, protection: hashed}
      - {type: full-name, present: unknown}
severity_overrides: [{group: staff, cell: ei, value: 0.75, reason: few know them}]
`)
	got := severityInput(in.At(incident.Confirmed))
	g := got.Groups[0]
	if got.PersonalData != law.Yes || !got.Overlaps || g.ID != "staff" || !g.PeopleKnown || !g.People.Low.Equal(decimal.NewFromInt(12)) ||
		g.Vulnerable != law.No || g.Confidentiality != "published" || g.Integrity != "restored" || g.Availability != "lost" || g.Malicious != law.Yes {
		t.Errorf("got %+v", got)
	}
	if d := g.Data[0]; d.Type != "salary" || d.Present != law.Yes || d.Detail != "rich" || d.PublicBefore != law.No || d.Outdated != law.Yes || d.Protection != "hashed" {
		t.Errorf("got %+v", d)
	}
	if d := g.Data[1]; d.Type != "full-name" || d.Present != law.Unknown || d.Detail != "" || d.Protection != "" {
		t.Errorf("got %+v", d)
	}
	if o := g.Overrides; len(o) != 1 || o[0].Cell != "ei" || o[0].Quarters != 3 || o[0].Reason != "few know them" {
		t.Errorf("got %+v", o)
	}
}
