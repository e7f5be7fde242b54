package impact

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
)

// companyText is a Moroccan company that lost a staff file, all confirmed.
const companyText = `organisation: {country: ma, kind: company, establishments: [ma]}
facts: {declared: no, vital-infrastructure: no, digital-service-provider: no, operator: no, retention-exceeded: no, repeat-offence: no, authority-obstructed: no, authority-decision-refused: no, refused-requests: 0}
timeline: {occurred: 2025-04-01, aware: 2025-04-09T09:00:00+01:00}
breach: {personal_data: yes, confidentiality: published, integrity: none, availability: none, malicious: yes}
people:
  - group: staff
    people: 5000
    data: [{type: national-id}, {type: salary}, {type: full-name}]
`

func TestMissingCurrencyIsAFault(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       law.Currency // none: a fault
		fault      string
	}{
		{"stated", "currency: EUR\norganisation: {country: ma}\n", "EUR", ""},
		{"that of the country", "organisation: {country: ma}\n", "MAD", ""},
		{"that of a country only claimed", "organisation: {country: {claimed: ma}}\n", "MAD", ""},
		{"unknown country", "", "", "currency-needed"},
		{"that of another country", "organisation: {country: fr}\n", "EUR", ""},
		{"a country without a rulebook", "organisation: {country: zz}\n", "", "currency-of-country"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := try(t, c.text)
			if c.want == "" {
				if faults := faultsOf(t, err); len(faults) != 1 || faults[0].Code != c.fault || faults[0].Place.Path != "currency" {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range a.Views() {
				if v.Loss.Currency != c.want {
					t.Errorf("%s: %s, want %s", v.Standpoint, v.Loss.Currency, c.want)
				}
			}
		})
	}
}

func TestOverridesOfUnknownAssumptionsAreFaults(t *testing.T) {
	_, err := try(t, `organisation: {country: ma}
loss:
  parameters:
    sms-price: {low: 0.1, likely: 0.2, high: 0.3, reason: our contract}
    sms-prise: {low: 0.1, high: 0.3, reason: our contract}
    lawyers: {low: 1, high: 2, reason: our contract}
`)
	faults := faultsOf(t, err)
	if len(faults) != 2 || faults[0].Code != "unknown-parameter" || faults[1].Code != "unknown-parameter" {
		t.Fatalf("got %v, want both unknown ids", err)
	}
	if f := faults[0]; f.Place.Line != 7 || f.Args[0].Value != "sms-prise" || f.Args[1].Value != "sms-price" {
		t.Errorf("got %v", f)
	}
	if faults[1].Args[1].Value != "" {
		t.Errorf("%q is offered for lawyers", faults[1].Args[1].Value)
	}
}

func TestOverridesReachTheMoney(t *testing.T) {
	text := strings.Replace(companyText, "people:\n", "loss:\n  parameters:\n    crisis-lump: {low: 123000, high: 123000, reason: a signed contract}\npeople:\n", 1)
	a := assess(t, text)
	f, ok := a.Find("confirmed.loss.crisis.p50")
	if !ok || f.Value.Money.String() != "120000 MAD" {
		t.Errorf("got %+v", f)
	}
}

func TestARateThatIsMissingIsAnError(t *testing.T) {
	if _, err := try(t, "currency: CHF\n"+companyText); !errors.Is(err, loss.ErrNoRate) {
		t.Errorf("got %v", err)
	}
}

func TestWhichJurisdictionsApply(t *testing.T) {
	elsewhere := "currency: EUR\norganisation: {country: us, establishments: [us], targets: []}\nfacts: {means-in-morocco: no, means-in-algeria: no}\ntimeline: {aware: 2025-04-09}\n"
	for _, c := range []struct {
		name, text string
		codes      []string
		want       []string // code and answer; nil: no jurisdiction applies
	}{
		{"established here", companyText, nil, []string{"ma yes"}},
		{"asked for by code", companyText, []string{"ma"}, []string{"ma yes"}},
		{"asked for another that may apply", companyText, []string{"fr"}, []string{"fr unknown"}},
		{"asked for another that does not", strings.Replace(companyText, "establishments: [ma]", "establishments: [ma], targets: []", 1), []string{"fr"}, nil},
		{"established elsewhere", elsewhere, nil, nil},
		{"established elsewhere at one standpoint only", strings.Replace(elsewhere, "[us]", "{confirmed: [us], claimed: [us, ma]}", 1), nil, []string{"ma yes"}},
		{"established elsewhere, means not known", strings.Replace(elsewhere, "means-in-morocco: no", "means-in-morocco: unknown", 1), nil, []string{"ma unknown"}},
		{"its country elsewhere, other establishments not known", strings.Replace(elsewhere, ", establishments: [us]", "", 1), nil, []string{"ma unknown"}},
		{"nothing known", "currency: MAD\n", nil, []string{"ma unknown"}},
		{"before the first text", "currency: MAD\norganisation: {establishments: [ma]}\ntimeline: {occurred: 2008-05-01, aware: 2008-05-02}\n", nil, []string{"ma not-known"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := try(t, c.text, func(o *Options) { o.Jurisdictions = c.codes })
			if c.want == nil {
				if !errors.Is(err, ErrNoJurisdiction) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, j := range a.Document("test").Rulebook.Jurisdictions {
				got = append(got, j.Code+" "+j.Applies)
			}
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("got %q, want %q among them", got, want)
				}
			}
		})
	}
}

// Before the first text there is no answer of law, and the rest still runs.
func TestBeforeTheFirstTextTheRestRuns(t *testing.T) {
	text := strings.NewReplacer("2025-04-01", "2008-04-01", "2025-04-09T09:00:00+01:00", "2008-04-09").Replace(companyText)
	a := assess(t, text)
	if len(a.Claimed.Law("ma").Findings) != 0 || len(a.Duties) != 0 || len(a.Questions) != 0 {
		t.Error("the law answers")
	}
	if !a.Claimed.Severity.Applicable || a.Claimed.Loss.Total == nil {
		t.Error("severity or money is missing")
	}
	if !slices.Contains(a.Document("test").Warnings, "warning.not-known") {
		t.Errorf("warnings %q", a.Document("test").Warnings)
	}
}

func TestTheFileDecidesItsMoment(t *testing.T) {
	stated := "as_of: 2025-04-10T18:00:00+01:00\n" + companyText
	for _, c := range []struct {
		name, text, want string
		warns            bool
	}{
		{"stated", stated, "2025-04-10T18:00:00+01:00", false},
		{"not stated", companyText, "2026-01-15T12:00:00Z", true},
	} {
		a := assess(t, c.text)
		if got := a.Document("test").AsOf; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if warns := slices.Contains(a.Document("test").Warnings, "warning.as-of-now"); warns != c.warns {
			t.Errorf("%s: warns %v", c.name, warns)
		}
		for _, v := range a.Views() {
			if !v.Scenario.Times.AsOf.Equal(a.AsOf) {
				t.Errorf("%s: the law is asked at %s", c.name, v.Scenario.Times.AsOf)
			}
		}
	}
}

func TestWhoDecidesTheSeed(t *testing.T) {
	seed := uint64(9)
	for _, c := range []struct {
		name, text string
		user       *uint64
		want       uint64
	}{
		{"nobody", companyText, nil, DefaultSeed},
		{"the file", "seed: 5\n" + companyText, nil, 5},
		{"the user, over the file", "seed: 5\n" + companyText, &seed, 9},
		{"zero is a seed", "seed: 0\n" + companyText, nil, 0},
	} {
		a := assess(t, c.text, func(o *Options) { o.Seed = c.user })
		if a.Seed != c.want || a.Claimed.Loss.Seed != c.want || a.Confirmed.Loss.Seed != c.want {
			t.Errorf("%s: %d and %d, want %d", c.name, a.Seed, a.Claimed.Loss.Seed, c.want)
		}
	}
}

func TestDefaultTrials(t *testing.T) {
	a := assess(t, companyText, func(o *Options) { o.Trials = 0 })
	if a.Trials != loss.DefaultTrials || a.Claimed.Loss.Trials != loss.DefaultTrials {
		t.Errorf("%d and %d", a.Trials, a.Claimed.Loss.Trials)
	}
}

// The moment of the assessment decides what time is left, and nothing else: the
// whole answer is the same whenever it is asked.
func TestTheMomentOfTheAssessmentChangesNoAnswer(t *testing.T) {
	at := func(year int) *Assessment {
		return assess(t, companyText, func(o *Options) { o.AsOf = time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC) })
	}
	want := at(2025)
	if len(want.Claimed.Law("ma").Findings) == 0 {
		t.Fatal("no finding: nothing is compared")
	}
	for _, year := range []int{2012, 2026, 2030} {
		got := at(year)
		if diff := cmp.Diff(want.Document("test").Standpoints, got.Document("test").Standpoints); diff != "" {
			t.Errorf("%d:\n%s", year, diff)
		}
		for i, f := range got.Claimed.Law("ma").Findings {
			if f.Version != want.Claimed.Law("ma").Findings[i].Version {
				t.Errorf("%d: %s uses another text", year, f.Provision.ID)
			}
		}
	}
}

// A duty looks at the day of awareness, a sanction at the day of the act: that
// of omitting a duty can only be committed while the duty stands, so it looks at
// the day of awareness too.
func TestTheDaysThatDecideWhichTextApplies(t *testing.T) {
	body := "organisation: {establishments: [ma], kind: public-establishment}\ncurrency: MAD\nbreach: {availability: restored}\n"
	for _, c := range []struct {
		name, times    string
		duty, sanction bool // law 05-20 is in force from 15 July 2021
	}{
		{"both the day before", "occurred: 2021-07-14, aware: 2021-07-14", false, false},
		{"both that day", "occurred: 2021-07-15, aware: 2021-07-15", true, true},
		{"act the day before, awareness that day", "occurred: 2021-07-14, aware: 2021-07-15", true, true},
		{"publication stands in for the act", "public: 2021-07-14, aware: 2021-07-15", true, true},
		{"publication stands in for awareness", "occurred: 2021-07-14, public: 2021-07-15", true, true},
		{"the act is all that is known", "occurred: 2021-07-14", false, false},
		{"awareness is all that is known", "aware: 2021-07-15", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := assess(t, body+"timeline: {"+c.times+"}\n")
			j := a.Confirmed.Law("ma")
			if got := j.finding("ma.05-20.8") != nil; got != c.duty {
				t.Errorf("duty of article 8: %v", got)
			}
			if got := j.finding("ma.05-20.50") != nil; got != c.sanction {
				t.Errorf("sanction of article 50: %v", got)
			}
		})
	}
}

func TestTheLawIsNotKnownForEver(t *testing.T) {
	for _, c := range []struct {
		asOf  time.Time
		warns bool
	}{
		{time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), false},
		{time.Date(2026, 11, 21, 23, 59, 0, 0, time.UTC), false},
		{time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), true},
		{time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), true},
	} {
		a := assess(t, companyText, func(o *Options) { o.AsOf = c.asOf })
		if warns := slices.Contains(a.Document("test").Warnings, "warning.known-until"); warns != c.warns {
			t.Errorf("%s: warns %v", c.asOf, warns)
		}
	}
}

func TestWarnings(t *testing.T) {
	stated := "as_of: 2025-04-10T18:00:00+01:00\n"
	for _, c := range []struct {
		name, text string
		change     func(*Options)
		want       []string
	}{
		{"all confirmed", stated + companyText, nil, []string{"warning.rates"}},
		{"no moment stated", companyText, nil, []string{"warning.as-of-now", "warning.rates"}},
		{"people only claimed", stated + strings.Replace(companyText, "people: 5000", "people: {claimed: 5000}", 1), nil, []string{"warning.people-only-claimed", "warning.rates"}},
		{"people unknown", stated + strings.Replace(companyText, "people: 5000", "people: unknown", 1), nil, []string{"warning.people-unknown", "warning.rates"}},
		{"scope unknown", stated + strings.Replace(companyText, "country: ma, kind: company, establishments: [ma]", "kind: company", 1) + "currency: MAD\n", nil, []string{"warning.scope-unknown", "warning.rates"}},
		{"rates of the user", stated + companyText, func(o *Options) {
			rates := o.Loss.Rates
			rates.Mark = law.Verified
			o.Rates = &rates
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := assess(t, c.text, func(o *Options) {
				if c.change != nil {
					c.change(o)
				}
			})
			if got := a.Document("test").Warnings; !slices.Equal(got, append([]string{}, c.want...)) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The two readings of one duty, and what they come to.
func TestHeadlines(t *testing.T) {
	none := law.Verdict(9) // no text in force
	for _, c := range []struct {
		confirmed, claimed law.Verdict
		authority, people  Headline // with a standing claim
		refuted            Headline // with a refuted one, whoever is told
	}{
		{law.Yes, law.Yes, Due, Due, Due},
		{law.Yes, law.No, Due, Due, Due},
		{law.Yes, law.Unknown, Due, Due, Due},
		{law.No, law.Yes, Due, Prepare, NotDue},
		{law.No, law.No, NotDue, NotDue, NotDue},
		{law.No, law.Unknown, Open, Open, NotDue},
		{law.Unknown, law.Yes, Due, Prepare, Open},
		{law.Unknown, law.No, Open, Open, Open},
		{law.Unknown, law.Unknown, Open, Open, Open},
		{none, law.Yes, Due, Prepare, NotDue},
		{none, law.No, NotDue, NotDue, NotDue},
		{none, law.Unknown, Open, Open, NotDue},
		{law.Yes, none, Due, Due, Due},
		{law.No, none, NotDue, NotDue, NotDue},
		{law.Unknown, none, Open, Open, Open},
	} {
		of := func(v law.Verdict) *law.Finding {
			if v == none {
				return nil
			}
			return &law.Finding{Verdict: v}
		}
		d := DutyView{Confirmed: of(c.confirmed), Claimed: of(c.claimed)}
		for _, act := range []law.Act{law.Notify, law.Communicate} {
			for _, claim := range []incident.Claim{incident.Standing, incident.Refuted} {
				want := c.authority
				if act == law.Communicate {
					want = c.people
				}
				if claim == incident.Refuted {
					want = c.refuted
				}
				a := &Assessment{}
				a.Claimed.Scenario.Claim = claim
				if got := a.headline(d, &law.Duty{Act: act}); got != want {
					t.Errorf("confirmed %s, claimed %s, %s, claim %s: %s, want %s", c.confirmed, c.claimed, act, claim, got, want)
				}
			}
		}
	}
}

// The same through a whole assessment: what was only claimed makes an authority
// to be told and the people to be told once it is confirmed.
func TestHeadlinesOfAClaim(t *testing.T) {
	text := `organisation: {country: ma, kind: public-establishment, establishments: [ma]}
timeline: {aware: 2025-04-09}
breach: {personal_data: {claimed: yes}, confidentiality: {confirmed: none, claimed: published}, integrity: none, availability: none, malicious: {confirmed: no, claimed: yes}, claim: %s}
`
	for _, c := range []struct {
		claim string
		want  map[string]Headline
	}{
		{"standing", map[string]Headline{"ma.05-20.8": Due, "ma.practice.cndp": Due, "ma.practice.people": Prepare, "ma.practice.prosecutor": Due}},
		{"refuted", map[string]Headline{"ma.05-20.8": NotDue, "ma.practice.cndp": Open, "ma.practice.people": NotDue, "ma.practice.prosecutor": NotDue}},
	} {
		seen := 0
		for _, d := range assess(t, fmt.Sprintf(text, c.claim)).Duties {
			if want, ok := c.want[d.Finding().Provision.ID]; ok {
				seen++
				if d.Headline != want {
					t.Errorf("%s, %s: %s, want %s", c.claim, d.Finding().Provision.ID, d.Headline, want)
				}
			}
		}
		if seen != len(c.want) {
			t.Errorf("%s: %d of %d duties", c.claim, seen, len(c.want))
		}
	}
}

func TestStatutoryDutiesComeFirst(t *testing.T) {
	for _, id := range caseIDs() {
		practice := false
		a := assess(t, caseText(t, id))
		if len(a.Duties) == 0 {
			t.Fatalf("%s: no duty", id)
		}
		for _, d := range a.Duties {
			statutory := d.Finding().Version.Duty.Basis == law.Statutory
			if statutory && practice {
				t.Errorf("%s: %s comes after a recommendation", id, d.Finding().Provision.ID)
			}
			practice = practice || !statutory
		}
	}
}

func TestQuestionsAreRanked(t *testing.T) {
	for _, id := range caseIDs() {
		a := assess(t, caseText(t, id))
		if len(a.Questions) == 0 {
			t.Fatalf("%s: no question", id)
		}
		place := func(q Question) int {
			i := slices.IndexFunc(a.Rulebook.Facts.Definitions, func(d law.FactDefinition) bool { return d.ID == q.Definition.ID })
			return i - ofBreach(q)*len(a.Rulebook.Facts.Definitions)
		}
		seen := map[law.FactID]bool{}
		for i, q := range a.Questions {
			if seen[q.Definition.ID] {
				t.Errorf("%s: %s is asked twice", id, q.Definition.ID)
			}
			seen[q.Definition.ID] = true
			if q.Duties+q.Sanctions+q.Laws != len(q.Decides) || len(q.Decides) == 0 {
				t.Errorf("%s: %s decides %q, %d duties and %d sanctions", id, q.Definition.ID, q.Decides, q.Duties, q.Sanctions)
			}
			if sorted := slices.Clone(q.Decides); len(slices.Compact(slices.Sorted(slices.Values(sorted)))) != len(q.Decides) {
				t.Errorf("%s: %s decides one thing twice: %q", id, q.Definition.ID, q.Decides)
			}
			if a.Claimed.Facts[q.Definition.ID].Known && !a.Claimed.Facts[q.Definition.ID].Partial && a.Confirmed.Facts[q.Definition.ID].Known {
				t.Errorf("%s: %s is asked and known", id, q.Definition.ID)
			}
			if i == 0 {
				continue
			}
			p := a.Questions[i-1]
			if p.Duties < q.Duties || p.Duties == q.Duties && p.Sanctions < q.Sanctions || p.Duties == q.Duties && p.Sanctions == q.Sanctions && place(p) > place(q) {
				t.Errorf("%s: %s comes before %s", id, p.Definition.ID, q.Definition.ID)
			}
		}
	}
	// Whether the controller is in Morocco decides everything in the case whose
	// controller nobody knows.
	cards := assess(t, caseText(t, "cards-2025"))
	first := []law.FactID{cards.Questions[0].Definition.ID, cards.Questions[1].Definition.ID}
	slices.Sort(first)
	if !slices.Equal(first, []law.FactID{"establishments", "means-in-morocco"}) {
		t.Errorf("first questions %q", first)
	}
}

func TestASettledIncidentAsksNothingSettled(t *testing.T) {
	for _, q := range assess(t, companyText).Questions {
		for _, f := range []law.FactID{"declared", "repeat-offence", "organisation-kind", "establishments", "confidentiality", "personal-data"} {
			if q.Definition.ID == f {
				t.Errorf("%s is asked", f)
			}
		}
	}
}

// The form of figure ids is part of the contract.
var figureID = regexp.MustCompile(`^(confirmed|claimed)\.(people|records|scope\.[a-z]{2}|severity(\.[a-z0-9-]+)?\.(strict|extended)|severity\.advice` +
	`|(duty|rule|deadline|sanction)\.[a-z]{2}(\.[a-z0-9-]+)+|fine\.[a-z]{2}(\.[a-z0-9-]+)+\.(natural|legal)-person(\.indicative)?` +
	`|fines\.[a-z]{2}\.(natural|legal)-person\.(single-act|distinct-acts|prison)(\.with-unknown)?|loss\.(anchor\.)?[a-z-]+\.(p5|p50|p95|mean)|loss\.total\.tvar95|loss\.(betterment|cash\.[123])\.(low|high))$`)

func TestFigures(t *testing.T) {
	texts := map[string]string{"company": companyText}
	for _, id := range caseIDs() {
		texts[id] = caseText(t, id)
	}
	for name, text := range texts {
		a := assess(t, text)
		ids := a.FigureIDs()
		if len(ids) < 50 {
			t.Fatalf("%s: only %d figures", name, len(ids))
		}
		seen := map[string]bool{}
		for _, id := range ids {
			if seen[id] {
				t.Errorf("%s: %s is two figures", name, id)
			}
			seen[id] = true
			if !figureID.MatchString(id) {
				t.Errorf("%s: %s is not of the contract's form", name, id)
			}
			f, ok := a.Find(id)
			if !ok || f.ID != id {
				t.Fatalf("%s: %s is not found", name, id)
			}
			if !strings.HasPrefix(f.Label.Key, "figure.") {
				t.Errorf("%s: %s has label %q", name, id, f.Label.Key)
			}
			f.Step.Walk(func(s law.Step, _ int) {
				if s.Key == "" {
					t.Errorf("%s: %s has a step without a key: %+v", name, id, s)
				}
			})
		}
	}
}

func TestFindTakesTheClaimedFigureByDefault(t *testing.T) {
	a := assess(t, caseText(t, "cnss-2025"))
	for _, c := range []struct{ id, want string }{
		{"claimed.people", "claimed.people"}, {"people", "claimed.people"}, {"confirmed.people", "confirmed.people"},
		{"severity.strict", "claimed.severity.strict"}, {"severity.employees.strict", "claimed.severity.employees.strict"},
		{"fine.ma.09-08.61.legal-person", "claimed.fine.ma.09-08.61.legal-person"}, {"loss.total.p50", "claimed.loss.total.p50"},
		{"claimed.nothing", ""}, {"nothing", ""}, {"", ""}, {"disputed.people", ""},
	} {
		f, ok := a.Find(c.id)
		if ok != (c.want != "") || ok && f.ID != c.want {
			t.Errorf("%q: %v %v", c.id, f, ok)
		}
	}
}

// What is only claimed never shows at the confirmed standpoint.
func TestStandpointsAreNotMixed(t *testing.T) {
	text := strings.NewReplacer("people: 5000", "people: {claimed: 5000}", "confidentiality: published", "confidentiality: {confirmed: unknown, claimed: published}",
		"{type: salary}", "{type: salary, present: {claimed: yes}}", "{type: national-id}", "{type: national-id, present: {claimed: yes}}", "{type: full-name}", "{type: full-name, present: {claimed: yes}}").Replace(companyText)
	a := assess(t, text)
	for id, want := range map[string][2]bool{ // known at confirmed, at claimed
		"people":                  {false, true},
		"severity.strict":         {false, true},
		"severity.staff.strict":   {false, true},
		"loss.notification.p50":   {false, true},
		"loss.crisis.p50":         {true, true},
		"sanction.ma.09-08.52":    {true, true},
		"duty.ma.practice.people": {false, true},
	} {
		for i, s := range incident.Standpoints() {
			f, ok := a.Find(s.String() + "." + id)
			known := ok && !(f.Value.Kind == law.VerdictKind && f.Value.Verdict == law.Unknown)
			if known != want[i] {
				t.Errorf("%s.%s is known: %v", s, id, known)
			}
		}
	}
	// With everything claimed confirmed, both standpoints say the same.
	same := assess(t, companyText).Document("test").Standpoints
	if diff := cmp.Diff(same.Confirmed, same.Claimed); diff != "" {
		t.Error(diff)
	}
}

func TestStandpointFindsItsView(t *testing.T) {
	a := assess(t, companyText)
	for i, s := range incident.Standpoints() {
		if v := a.Standpoint(s); v != a.Views()[i] || v.Standpoint != s {
			t.Errorf("%s: %s", s, v.Standpoint)
		}
	}
}

func TestConflictsAreListed(t *testing.T) {
	for id, want := range map[string][]string{
		// CIO Mag says 5,532 cards were still valid, two other titles 5,523.
		"cards-2025": {"other_records[0].count: 5523 5532"},
		// The number of PDF files differs by source.
		"cnss-2025": {"other_records[1].count: 53574 53576 54000"},
	} {
		var got []string
		for _, c := range assess(t, caseText(t, id)).Conflicts {
			line := c.Path + ":"
			for _, v := range c.Conflicts {
				line += " " + v.Number.String()
			}
			got = append(got, line)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

func TestQuantitiesExplainTheirParts(t *testing.T) {
	a := assess(t, "organisation: {country: ma}\npeople: [{group: a, people: 3, records: 10}, {group: b, people: {low: 1, high: 2}}]\n")
	p, r := a.Claimed.People, a.Claimed.Records
	if !p.Known || p.Step.Key != "people" || p.Range.Low.String() != "4" || p.Range.High.String() != "5" || len(p.Step.Parts) != 2 || p.Step.Parts[0].Key != "people.group" {
		t.Errorf("people %+v", p)
	}
	if r.Known || r.Step.Key != "records.unknown" || r.Step.Result != law.OfVerdict(law.Unknown) || len(r.Step.Parts) != 2 || r.Step.Parts[1].Result.Verdict != law.Unknown {
		t.Errorf("records %+v", r)
	}
}

// Everything that is worded is among the steps the catalogues are held to.
func TestAllStepsHoldsTheWarnings(t *testing.T) {
	a := assess(t, caseText(t, "cards-2025"))
	steps := a.AllSteps()
	for _, w := range a.Warnings {
		if !slices.ContainsFunc(steps, func(s law.Step) bool { return s.Key == w.Key }) {
			t.Errorf("%s is not among them", w.Key)
		}
	}
	if len(steps) < len(a.FigureIDs()) {
		t.Errorf("%d steps for %d figures", len(steps), len(a.FigureIDs()))
	}
}

func TestAssessIsDeterministic(t *testing.T) {
	for _, id := range caseIDs() {
		first := document(t, assess(t, caseText(t, id)))
		for _, workers := range []int{0, 1, 2, 3} {
			if again := document(t, assess(t, caseText(t, id), func(o *Options) { o.Workers = workers })); again != first {
				t.Errorf("%s with %d workers differs:\n%s", id, workers, cmp.Diff(first, again))
			}
		}
	}
}

// BenchmarkAssessCNSS is the whole assessment of the largest real case, loading
// apart.
func BenchmarkAssessCNSS(b *testing.B) {
	o := options(b)
	o.Trials, o.Workers = loss.DefaultTrials, 2
	in := decode(b, caseText(b, "cnss-2025"))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Assess(in, o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadAll is what every run pays: rulebook, severity method and money
// model, read and checked.
func BenchmarkLoadAll(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loadAll(); err != nil {
			b.Fatal(err)
		}
	}
}

// Of a member of the Union without a rulebook only the national law is missing; of
// another country, all of it.
func TestMembersOfAUnionAreApart(t *testing.T) {
	warnings := func(text string) map[string]string {
		a, err := try(t, text)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, w := range a.Warnings {
			for _, arg := range w.Args {
				if arg.Name == "countries" {
					out[w.Key] = arg.Value.Word
				}
			}
		}
		return out
	}
	got := warnings("currency: EUR\norganisation: {country: de, kind: company, establishments: [de, ca]}\n")
	if got["warning.uncovered.member"] != "DE" || got["warning.uncovered"] != "CA" {
		t.Errorf("got %v", got)
	}
}
