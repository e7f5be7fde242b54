package impact

import (
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/law"
)

const abroad = "as_of: 2026-03-04T18:00:00+01:00\ncurrency: EUR\ntimeline: {occurred: 2026-03-01, aware: 2026-03-02}\nbreach: {personal_data: yes, confidentiality: published}\n"

func pendingOf(a *Assessment) string {
	var out []string
	for _, j := range a.Claimed.Jurisdictions {
		// Other laws may be added: what they do is for their own tests.
		if code := j.Jurisdiction.Code; j.Pending && slices.Contains([]string{"eu", "fr", "ma"}, code) {
			out = append(out, code)
		}
	}
	return strings.Join(out, " ")
}

// A law of which only the scope is open waits behind one that applies, or that the
// file has a link with.
func TestWhatMayApplyWaitsBehindWhatDoes(t *testing.T) {
	for _, c := range []struct{ name, organisation, more, want string }{
		{"established here, nothing said of targets", "{country: ma, kind: company, establishments: [ma]}", "", "eu fr"},
		{"established here, targets nobody else", "{country: ma, kind: company, establishments: [ma], targets: []}", "", ""},
		{"established here, targets France", "{country: ma, kind: company, establishments: [ma], targets: [fr]}", "", ""},
		{"established here, targets Spain", "{country: ma, kind: company, establishments: [ma], targets: [es]}", "", ""},
		{"some of the people live in France: a question, no table", "{country: ma, kind: company, establishments: [ma]}", "people: [{group: a, residence: {fr: 40%}}]\n", "eu fr"},
		{"established in Germany: Morocco waits for its means", "{country: de, kind: company, establishments: [de], targets: []}", "", "ma"},
		{"nothing known but the currency, that of the Union", "{kind: company}", "", "ma"},
		{"nothing known but where the people live", "{kind: company}", "people: [{group: a, residence: {ma: 100%}}]\n", ""},
	} {
		a := assess(t, abroad+"organisation: "+c.organisation+"\n"+c.more)
		if got := pendingOf(a); got != c.want {
			t.Errorf("%s: %q waits, want %q", c.name, got, c.want)
		}
		for _, d := range a.Duties {
			if a.Claimed.Law(d.Jurisdiction.Code).Pending {
				t.Errorf("%s: %s is in the table of duties", c.name, d.Finding().Provision.ID)
			}
		}
		for _, q := range a.Questions {
			for _, id := range q.Decides {
				code, _, provision := strings.Cut(id, ".")
				if a.Claimed.Law(code).Pending == provision {
					t.Errorf("%s: %s is asked for %s", c.name, q.Definition.ID, id)
				}
			}
		}
		for _, f := range a.Claimed.Figures {
			_, rest, _ := strings.Cut(f.ID, ".")
			what, id, _ := strings.Cut(rest, ".")
			code, _, _ := strings.Cut(id, ".")
			if at := a.Claimed.Law(code); at != nil && f.Aside != (at.Pending && what != "scope") {
				t.Errorf("%s: %s stands aside: %v", c.name, f.ID, f.Aside)
			}
		}
	}
}

// One scope question decides the laws that wait.
func TestOneQuestionDecidesTheLawsThatWait(t *testing.T) {
	a := assess(t, abroad+"organisation: {country: ma, kind: company, establishments: [ma]}\n")
	i := slices.IndexFunc(a.Questions, func(q Question) bool { return q.Definition.ID == "targets" })
	if i < 0 || !slices.Contains(a.Questions[i].Decides, "eu") || !slices.Contains(a.Questions[i].Decides, "fr") || a.Questions[i].Laws < 2 || a.Questions[i].Duties+a.Questions[i].Sanctions != 0 {
		t.Fatalf("questions %+v", a.Questions)
	}
	if slices.Contains(a.Document("test").Warnings, "warning.scope-unknown") {
		t.Error("what is asked once is warned of too")
	}
}

// Each currency keeps its own totals.
func TestSeveralLawsShareOneTable(t *testing.T) {
	a := assess(t, abroad+"organisation: {country: fr, kind: company, role: controller, establishments: [fr, ma], targets: [], turnover: 75000000 EUR}\njudgement: [{fact: risk, value: high, reason: x}]\n")
	var laws []string
	for _, d := range a.Duties {
		if d.Headline == Due && !slices.Contains(laws, d.Jurisdiction.Code) {
			laws = append(laws, d.Jurisdiction.Code)
		}
	}
	if !slices.Contains(laws, "eu") || !slices.Contains(laws, "ma") {
		t.Errorf("duties of %v", laws)
	}
	for _, j := range a.Claimed.Jurisdictions {
		for _, total := range j.Totals {
			for _, m := range []*law.Money{total.Exposed.SingleAct, total.Exposed.DistinctActs, total.WithUnknown.SingleAct, total.WithUnknown.DistinctActs} {
				if m != nil && m.Currency != j.Jurisdiction.Currency {
					t.Errorf("%s has a total of %s", j.Jurisdiction.Code, m)
				}
			}
		}
	}
	if zone := a.civilTime().Zone.Name; zone != "Europe/Paris" {
		t.Errorf("the clocks of a French bank show %s", zone)
	}
}

func TestProtectionSaysWhetherDataWereIntelligible(t *testing.T) {
	group := func(data ...string) string {
		return "people:\n  - group: a\n    data: [" + strings.Join(data, ", ") + "]\n"
	}
	const safe, lost, clear, hashed = "{type: full-name, protection: encrypted-key-safe}", "{type: email, protection: encrypted-key-lost}", "{type: phone, protection: none}", "{type: password, protection: hashed}"
	for _, c := range []struct {
		name, text string
		want       law.Verdict
	}{
		{"nothing listed", "", law.Unknown},
		{"a group without data", "people: [{group: a}]\n", law.Unknown},
		{"all encrypted, the key safe", group(safe), law.Yes},
		{"one in clear", group(safe, clear), law.No},
		{"its key lost", group(safe, lost), law.No},
		{"one hashed", group(safe, hashed), law.Unknown},
		{"one of unknown protection", group(safe, "{type: email}"), law.Unknown},
		{"the one in clear is not there", group(safe, strings.Replace(clear, "}", ", present: no}", 1)), law.Yes},
		{"the one in clear may be there", group(safe, strings.Replace(clear, "}", ", present: unknown}", 1)), law.Unknown},
		{"another group without data", group(safe) + "  - group: b\n", law.Unknown},
	} {
		in := decode(t, c.text)
		for _, s := range incident.Standpoints() {
			if got := unintelligible(in.At(s)); got != c.want {
				t.Errorf("%s, %s: %s, want %s", c.name, s, got, c.want)
			}
		}
	}
}

func TestEventsStartClocks(t *testing.T) {
	a := assess(t, abroad+`organisation: {country: fr, kind: company, role: controller, establishments: [fr]}
facts: {financial-entity: yes, major-ict-incident: yes}
`)
	if d := a.Claimed.Law("fr").finding("fr.dora.19-intermediate").Deadline; d.Due != nil || d.Sent.Time.Unix() > 0 {
		t.Errorf("without events: %+v", d)
	}
	text := strings.Replace(abroad, "aware: 2026-03-02}", `aware: 2026-03-02T09:00:00+01:00, events: [
  {what: classified-major, at: 2026-03-02T10:00:00+01:00},
  {what: submitted, to: acpr, step: initial, at: 2026-03-02T12:00:00+01:00},
  {what: processor-aware, at: 2026-03-01T12:00:00+01:00}]}`, 1)
	a = assess(t, text+"organisation: {country: fr, kind: company, role: controller, establishments: [fr]}\nfacts: {financial-entity: yes, major-ict-incident: yes}\n")
	for id, want := range map[string]string{"fr.dora.19-initial": "2026-03-02T14:00:00+01:00", "fr.dora.19-intermediate": "2026-03-05T12:00:00+01:00"} {
		d := a.Claimed.Law("fr").finding(id).Deadline
		if d.Due == nil || d.Due.Format("2006-01-02T15:04:05Z07:00") != want {
			t.Errorf("%s: %+v", id, d)
		}
	}
	if sent := a.Claimed.Law("fr").finding("fr.dora.19-initial").Deadline.Sent; !sent.HasTime() {
		t.Error("the initial notification is not known to be sent")
	}
	if slices.ContainsFunc(a.Actions, func(x Action) bool { return x.Duty != nil && x.Duty.Finding().Provision.ID == "fr.dora.19-initial" }) {
		t.Error("what was sent is still to be done")
	}
}
