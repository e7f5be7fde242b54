package incident

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestStandpoints holds every way of writing a fact to what it means.
func TestStandpoints(t *testing.T) {
	five, nine, none := Known(law.Count(5)), Known(law.Count(9)), Reading[law.Range]{}
	wide := Known(law.Range{Low: decimal.NewFromInt(5), High: decimal.NewFromInt(9)})
	cases := []struct {
		written            string
		confirmed, claimed Reading[law.Range]
	}{
		{"5", five, five},
		{"unknown", none, none},
		{"'unknown'", none, none},
		{"{low: 5, high: 9}", wide, wide},
		{"{confirmed: 5}", five, five},
		{"{claimed: 9}", none, nine},
		{"{confirmed: 5, claimed: 9}", five, nine},
		{"{claimed: 9, confirmed: 5}", five, nine},
		{"{confirmed: unknown, claimed: 9}", none, nine},
		{"{confirmed: 5, claimed: unknown}", five, none},
		{"{confirmed: unknown}", none, none},
		{"{claimed: unknown}", none, none},
		{"{confirmed: 5, claimed: {low: 5, high: 9}}", five, wide},
		{"{conflict: [5, 9]}", none, none},
		{"{note: nobody counted}", none, none},
		{"", none, none},
	}
	for _, c := range cases {
		t.Run(c.written, func(t *testing.T) {
			body := group
			if c.written != "" {
				body += "  people: " + c.written + "\n"
			}
			i := decode(t, body)
			for s, want := range map[Standpoint]Reading[law.Range]{Confirmed: c.confirmed, Claimed: c.claimed} {
				if diff := cmp.Diff(want, i.At(s).Groups[0].People); diff != "" {
					t.Errorf("%s (-want +got):\n%s", s, diff)
				}
			}
		})
	}
}

func instant(t *testing.T, s string) law.Moment {
	t.Helper()
	at, ok := parseInstant(s)
	if !ok {
		t.Fatalf("%s is no instant", s)
	}
	return law.Moment{Date: law.DateOf(at), Time: at}
}

// TestExample holds the example file to its whole scenario at the claimed
// standpoint, and to what differs at the confirmed one.
func TestExample(t *testing.T) {
	i, err := Decode("example.yaml", read(t, "example.yaml"), testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	mad := func(n int64) law.Money { return law.Money{Amount: decimal.NewFromInt(n), Currency: "MAD"} }
	aware := instant(t, "2025-04-09T09:00:00+01:00")
	public := law.Moment{Date: law.Date{Year: 2025, Month: time.April, Day: 8}}
	unknownDetail := Reading[Detail]{Value: Normal}
	want := Scenario{
		Standpoint: Claimed,
		Organisation: Organisation{
			Name: Known("Example SA"), Country: Known("ma"), Kind: Known(Company), Role: Known(Controller),
			Establishments: Known([]string{"ma"}), Targets: Known([]string{}), Sector: Known("retail"),
			Turnover:  Known(MoneyRange{law.Exactly(decimal.NewFromInt(120000000)), "MAD"}),
			Employees: Known(law.Count(300)), Customers: Known(law.Count(50000)),
		},
		Facts: law.Facts{
			"digital-service-provider": law.Truth(law.Yes), "card-issuer": law.Truth(law.No),
			"card-merchant": law.Truth(law.Yes), "repeat-offence": law.Truth(law.No),
		},
		Judged: law.Facts{"risk": law.Words("high")},
		Times:  law.Times{Public: public, Aware: aware, AsOf: instant(t, "2025-04-10T18:00:00+01:00").Time},
		Events: []Event{
			{What: ClassifiedMajor, At: instant(t, "2025-04-09T11:00:00+01:00")},
			{What: Submitted, To: "acpr", Step: InitialReport, At: instant(t, "2025-04-09T14:00:00+01:00")},
			{What: ProcessorAware, At: public},
		},
		PersonalData:    law.Yes,
		Confidentiality: Known(Published),
		Integrity:       Known(NotAltered),
		Availability:    Known(Restored),
		Outages:         []Outage{{aware, instant(t, "2025-04-09T12:30:00+01:00")}},
		Malicious:       law.Yes,
		Cause:           Known(ExternalAttack),
		Claim:           Standing,
		Volume:          Known(law.Range{Low: decimal.New(13, 9), High: decimal.New(20, 9)}),
		Groups: []Group{{
			ID: "cardholders", Records: Known(law.Count(31220)), Unit: Known(CardUnit), Vulnerable: law.No, DependsOnIt: Known(OnConvenience),
			Residence: Known(Residence{{"ma", decimal.NewFromInt(1)}}), Confidentiality: Known(Published), Integrity: Known(NotAltered),
			Availability: Known(Restored), Malicious: law.Yes,
			Data: []Datum{
				{Type: "card-number", Present: law.Yes, Protection: Known(Unprotected), Detail: unknownDetail},
				{Type: "card-cvv", Records: Known(law.Count(21657)), Present: law.Yes, Detail: unknownDetail},
				{Type: "card-expiry", Records: Known(law.Count(5523)), Present: law.Yes, Detail: unknownDetail},
				{Type: "salary", Present: law.Yes, Detail: Known(Rich), PublicBefore: law.No, Outdated: law.No},
			},
		}},
		OtherRecords: []OtherRecord{{law.Same("companies"), Known(law.Count(499881))}},
		Overrides:    []SeverityOverride{{"cardholders", Identifiable, decimal.New(75, -2), "The names are on the cards."}},
		Loss: []LossParameter{{
			ID: "card-reissue", Reason: "Price agreed with the card maker.",
			Range: law.Range{Low: decimal.NewFromInt(20), Likely: decimal.NewFromInt(35), High: decimal.NewFromInt(60), HasLikely: true},
		}},
		Insurance: Insurance{Known(mad(500000)), Known(mad(10000000))},
	}
	got := i.At(Claimed)
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(LossParameter{}, "Place")); diff != "" {
		t.Errorf("claimed (-want +got):\n%s", diff)
	}

	want.Standpoint = Confirmed
	want.PersonalData = law.Unknown
	want.Confidentiality, want.Groups[0].Confidentiality = Reading[Confidentiality]{}, Reading[Confidentiality]{}
	want.Volume, want.Groups[0].Records = Reading[law.Range]{}, Reading[law.Range]{}
	want.Groups[0].Data[1].Present = law.Unknown
	want.Groups[0].Data[2].Records = Reading[law.Range]{}
	want.OtherRecords[0].Count = Reading[law.Range]{}
	if diff := cmp.Diff(want, i.At(Confirmed), cmpopts.IgnoreFields(LossParameter{}, "Place")); diff != "" {
		t.Errorf("confirmed (-want +got):\n%s", diff)
	}
	if *i.Seed != 1 || i.Currency != "MAD" || i.ID != "example" || i.Campaign != "spring-2025" || i.Title.FR != "Cartes bancaires en vente" {
		t.Errorf("%v %v %v %v %v", *i.Seed, i.Currency, i.ID, i.Campaign, i.Title)
	}
}

// TestUnknownIsNeverNo holds a file in which nothing is known to a scenario in
// which nothing is: no verdict is no, no reading is known.
func TestUnknownIsNeverNo(t *testing.T) {
	i, err := Decode("unknown.yaml", read(t, "unknown.yaml"), testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Standpoints() {
		found := 0
		scenario := i.At(s)
		visitAll(reflect.ValueOf(scenario), "", func(path string, v reflect.Value) {
			switch x := v.Interface().(type) {
			case law.Verdict:
				found++
				if x != law.Unknown {
					t.Errorf("%s: %s is %s", s, path, x)
				}
			case law.Moment:
				found++
				if !x.IsZero() {
					t.Errorf("%s: %s is %s", s, path, x)
				}
			}
			if strings.HasSuffix(path, ".Known") {
				found++
				if v.Bool() {
					t.Errorf("%s: %s", s, path)
				}
			}
		})
		if found < 30 {
			t.Errorf("only %d facts looked at", found)
		}
		if len(scenario.Facts)+len(scenario.Judged) > 0 {
			t.Errorf("%s: facts %v, judged %v", s, scenario.Facts, scenario.Judged)
		}
		for name, total := range map[string]func() (law.Range, bool){"people": scenario.People, "records": scenario.Records} {
			if sum, known := total(); known || !sum.Low.IsZero() {
				t.Errorf("%s: %s %v %v", s, name, sum, known)
			}
		}
	}
	if stated, unknown := len(i.Stated()), len(i.Unknowns()); stated != unknown || stated < 40 {
		t.Errorf("%d facts stated, %d unknown", stated, unknown)
	}
}

func visitAll(v reflect.Value, path string, f func(string, reflect.Value)) {
	f(path, v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				visitAll(v.Field(i), path+"."+field.Name, f)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			visitAll(v.Index(i), path, f)
		}
	}
}

func TestGroupOverrides(t *testing.T) {
	i := decode(t, `breach: {confidentiality: {confirmed: none, claimed: published}, integrity: restored, malicious: yes}
people:
- {group: a}
- {group: b, breach: {confidentiality: known-recipients, malicious: unknown}}
- {group: c, breach: {integrity: {claimed: unrecoverable}}}
`)
	confirmed, claimed := i.At(Confirmed).Groups, i.At(Claimed).Groups
	cases := []struct {
		name      string
		got, want any
	}{
		{"inherited, confirmed", confirmed[0].Confidentiality, Known(NotExposed)},
		{"inherited, claimed", claimed[0].Confidentiality, Known(Published)},
		{"overridden", confirmed[1].Confidentiality, Known(KnownRecipients)},
		{"overridden at both", claimed[1].Confidentiality, Known(KnownRecipients)},
		{"overridden as unknown", claimed[1].Malicious, law.Unknown},
		{"others stay", claimed[1].Integrity, Known(AlteredRestored)},
		{"overridden as claimed only", claimed[2].Integrity, Known(AlteredForGood)},
		{"and unknown as confirmed", confirmed[2].Integrity, Reading[Integrity]{}},
		{"nobody said", confirmed[0].Availability, Reading[Availability]{}},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestClaim(t *testing.T) {
	for written, want := range map[string]Claim{
		"standing": Standing, "refuted": Refuted, "unknown": Standing, "{claimed: refuted}": Standing, "{confirmed: refuted, claimed: standing}": Refuted,
	} {
		i := decode(t, "breach: {claim: "+written+", confidentiality: {confirmed: none, claimed: published}}\n")
		for _, s := range Standpoints() {
			if got := i.At(s).Claim; got != want {
				t.Errorf("%s, %s: %s, want %s", written, s, got, want)
			}
		}
		if i.At(Claimed).Confidentiality != Known(Published) {
			t.Errorf("%s: a claim must be shown even if it is refuted", written)
		}
	}
}

func TestGivenFacts(t *testing.T) {
	i := decode(t, `facts:
  declared: {confirmed: no, claimed: yes}
  refused-requests: {low: 2, likely: 3, high: 9}
  gain: {low: 1 MAD, high: 2.50 MAD}
  safeguards: audit
  transfers: [us, fr]
judgement:
- {fact: sensitive-data, value: no, reason: x}
`)
	want := law.Facts{
		"declared":         law.Truth(law.No),
		"refused-requests": {Known: true, Range: law.Range{Low: decimal.NewFromInt(2), Likely: decimal.NewFromInt(3), High: decimal.NewFromInt(9), HasLikely: true}},
		"gain":             {Known: true, Range: law.Range{Low: decimal.NewFromInt(1), High: decimal.New(25, -1)}, Currency: "MAD"},
		"safeguards":       law.Words("audit"),
		"transfers":        law.Words("us", "fr"),
	}
	if diff := cmp.Diff(want, i.At(Confirmed).Facts); diff != "" {
		t.Errorf("confirmed (-want +got):\n%s", diff)
	}
	want["declared"] = law.Truth(law.Yes)
	if diff := cmp.Diff(want, i.At(Claimed).Facts); diff != "" {
		t.Errorf("claimed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(law.Facts{"sensitive-data": law.Truth(law.No)}, i.At(Claimed).Judged); diff != "" {
		t.Errorf("judged (-want +got):\n%s", diff)
	}
}

func TestPeople(t *testing.T) {
	cases := []struct {
		name, groups string
		low, high    int64
		likely       int64 // negative: none
		known        bool
	}{
		{"no group", "[]", 0, 0, -1, false},
		{"one", "[{group: a, people: 5}]", 5, 5, 5, true},
		{"two", "[{group: a, people: 5}, {group: b, people: {low: 1, likely: 2, high: 4}}]", 6, 9, 7, true},
		{"two without a likeliest", "[{group: a, people: 5}, {group: b, people: {low: 1, high: 4}}]", 6, 9, -1, true},
		{"one unknown", "[{group: a, people: 5}, {group: b, people: unknown}]", 5, 5, 5, false},
		{"overlapping, smaller", "[{group: a, people: 5}, {group: b, people: 4, overlaps: yes}]", 5, 9, -1, true},
		{"overlapping, larger", "[{group: a, people: 5}, {group: b, people: 8, overlaps: yes}]", 8, 13, -1, true},
		{"overlapping first", "[{group: b, people: 8, overlaps: yes}, {group: a, people: 5}, {group: c, people: 6}]", 11, 19, -1, true},
		{"all overlapping", "[{group: a, people: 5, overlaps: yes}, {group: b, people: 8, overlaps: yes}]", 8, 13, -1, true},
		{"alone, so with nothing to overlap", "[{group: a, people: 5, overlaps: yes}]", 5, 5, 5, true},
		{"overlapping with the unknown", "[{group: a, people: unknown}, {group: b, people: 8, overlaps: yes}]", 8, 8, -1, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, field := range []string{"people", "records"} {
				i := decode(t, "people: "+strings.ReplaceAll(c.groups, "people:", field+":")+"\n")
				total := i.People
				if field == "records" {
					total = i.Records
				}
				got, known := total(Confirmed)
				want := law.Range{Low: decimal.NewFromInt(c.low), High: decimal.NewFromInt(c.high)}
				if c.likely >= 0 {
					want.Likely, want.HasLikely = decimal.NewFromInt(c.likely), true
				} else {
					got.Likely = decimal.Zero
				}
				if diff := cmp.Diff(want, got); known != c.known || diff != "" {
					t.Errorf("%s: known %v (-want +got):\n%s", field, known, diff)
				}
			}
		})
	}
}

// TestPeopleBounds holds the total of random groups to what any overlap can
// make of it.
func TestPeopleBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Scenario
		sum, largest := decimal.Zero, decimal.Zero
		disjoint := decimal.Zero
		for range rapid.IntRange(1, 6).Draw(t, "groups") {
			low := rapid.Int64Range(0, 1000).Draw(t, "low")
			r := law.Range{Low: decimal.NewFromInt(low), High: decimal.NewFromInt(low + rapid.Int64Range(0, 1000).Draw(t, "width"))}
			g := Group{People: Known(r), Overlaps: rapid.Bool().Draw(t, "overlaps")}
			s.Groups = append(s.Groups, g)
			sum, largest = sum.Add(r.High), decimal.Max(largest, r.Low)
			if !g.Overlaps {
				disjoint = disjoint.Add(r.Low)
			}
		}
		got, known := s.People()
		if !known || !got.High.Equal(sum) || got.Low.LessThan(largest) || got.Low.LessThan(disjoint) || got.High.LessThan(got.Low) {
			t.Fatalf("%v of %v", got, s.Groups)
		}
	})
}

// TestScenarioIsACopy proves that a caller cannot change the incident through a
// scenario.
func TestScenarioIsACopy(t *testing.T) {
	i := decode(t, "organisation: {targets: [fr]}\nfacts: {safeguards: audit}\n"+group+"  residence: {ma: 5%}\n")
	s := i.At(Confirmed)
	s.Organisation.Targets.Value[0] = "xx"
	s.Facts["safeguards"].Words[0] = "xx"
	s.Groups[0].Residence.Value[0].Country = "xx"
	again := i.At(Confirmed)
	if again.Organisation.Targets.Value[0] != "fr" || again.Facts["safeguards"].Words[0] != "audit" || again.Groups[0].Residence.Value[0].Country != "ma" {
		t.Error("the incident changed")
	}
}

func TestMoments(t *testing.T) {
	april := law.Date{Year: 2025, Month: time.April, Day: 9}
	cases := []struct {
		written string
		want    law.Moment
		shown   string
	}{
		{"2025-04-09", law.Moment{Date: april}, "2025-04-09"},
		{"2025-04", law.Moment{Date: law.Date{Year: 2025, Month: time.April, Day: 1}, Month: true}, "2025-04"},
		{"2025-04-09T23:30:00+01:00", law.Moment{Date: april, Time: time.Date(2025, 4, 9, 22, 30, 0, 0, time.UTC)}, "2025-04-09T23:30:00+01:00"},
		{"2025-04-09T23:30:00Z", law.Moment{Date: april, Time: time.Date(2025, 4, 9, 23, 30, 0, 0, time.UTC)}, "2025-04-09T23:30:00Z"},
		{"2025-04-09T01:30:00.5+05:30", law.Moment{Date: april, Time: time.Date(2025, 4, 8, 20, 0, 0, 5e8, time.UTC)}, "2025-04-09T01:30:00+05:30"},
	}
	for _, c := range cases {
		t.Run(c.written, func(t *testing.T) {
			got := decode(t, "timeline: {occurred: "+c.written+"}\n").At(Confirmed).Times.Occurred
			if diff := cmp.Diff(c.want, got); diff != "" || got.String() != c.shown {
				t.Errorf("%s (-want +got):\n%s", got, diff)
			}
		})
	}
}
