package severity

import (
	"slices"
	"testing"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestScores(t *testing.T) {
	m := method(t)
	vulnerable := func(g Group) Group { g.Vulnerable = law.Yes; return g }
	protect := func(g Group, how string) Group {
		for i := range g.Data {
			g.Data[i].Protection = how
		}
		return g
	}
	for _, c := range []struct {
		name  string
		group Group
		dpc   int
		ei    string
		se    string
		level Level
	}{
		{"payroll of a social security fund", published("full-name", "national-id", "social-security-number", "phone", "email", "employer", "salary", "bank-account"), 4, "1", "5", VeryHigh},
		{"full cards without names", published("card-number", "card-expiry", "card-cvv"), 4, "0.25", "2", Medium},
		{"full cards with names", published("card-number", "card-expiry", "card-cvv", "full-name"), 4, "1", "5", VeryHigh},
		{"card number alone", published("card-number"), 2, "0.25", "1.5", Low},
		{"card number and security code", published("card-number", "card-cvv"), 3, "0.25", "1.75", Low},
		{"truncated cards", protect(published("card-number", "card-expiry", "card-cvv"), "truncated"), 1, "0.25", "1.25", Low},
		{"encryption does not lower the strict score", protect(published("card-number", "card-expiry", "card-cvv"), "encrypted-key-safe"), 4, "0.25", "2", Medium},
		{"names and e-mails of any number of people", published("full-name", "email"), 1, "1", "2", Medium},
		{"names and birth dates and addresses", published("full-name", "birth-date", "home-address"), 1, "1", "2", Medium},
		{"identity number alone", published("national-id"), 1, "0.25", "1.25", Low},
		{"data without any identifier", published("salary"), 3, "0.25", "1.75", Low},
		{"a password, nothing known of what it opens", published("password"), 1, "0.25", "1.25", Low},
		{"a password to a bank", published("password:opens-financial", "email:nameless-main"), 3, "0.75", "3.25", High},
		{"online banking credentials", published("bank-credentials"), 3, "0.25", "1.75", Low},
		{"addresses", settled("home-address"), 1, "0.25", "0.25", Low},
		{"addresses of vulnerable people", vulnerable(settled("home-address")), 4, "0.25", "1", Low},
		{"a blurred picture with an address is no clear picture with an address", settled("photo:unclear", "home-address"), 1, "0.25", "0.25", Low},
		{"a clear picture with an address", settled("photo", "home-address"), 1, "1", "1", Low},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scoreOne(m, c.group)
			if !s.Applicable || s.DPC != c.dpc || s.EI.String() != c.ei || s.SE.String() != c.se || s.Level != c.level {
				t.Errorf("%v: DPC %d EI %s SE %s %s, want %d %s %s %s", s.Applicable, s.DPC, s.EI, s.SE, s.Level, c.dpc, c.ei, c.se, c.level)
			}
		})
	}
}

func TestOnlyWhatIsKnownCounts(t *testing.T) {
	m := method(t)
	g := settled("full-name:many-namesakes")
	g.Data = append(g.Data, Datum{Type: "diagnosis"}, Datum{Type: "salary", Present: law.No})
	g.Confidentiality, g.Malicious = "", law.Unknown
	s := scoreOne(m, g)
	if s.DPC != 1 || s.CB != 0 {
		t.Errorf("DPC %d CB %s, want 1 and 0", s.DPC, s.CB)
	}
	type could struct {
		what, kind, se string
	}
	var got []could
	for _, u := range s.Unknowns {
		got = append(got, could{u.What, u.Type, u.SE.String()})
	}
	want := []could{
		{UnknownData, "diagnosis", "1"},
		{UnknownCircumstance, "", "0.75"}, // confidentiality
		{UnknownCircumstance, "", "0.75"}, // intent
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(could{})); diff != "" {
		t.Error(diff)
	}
	if s.Worst.String() != "2" || s.WorstLevel != Medium {
		t.Errorf("worst %s %s, want 2 medium", s.Worst, s.WorstLevel)
	}
}

func TestWhatTheMethodDoesNotKnowIsListed(t *testing.T) {
	m := method(t)
	g := settled("full-name:tall", "horoscope")
	g.Integrity = "bent"
	s := scoreOne(m, g)
	var keys []string
	for _, u := range s.Unknowns {
		if u.What == UnknownWord {
			keys = append(keys, u.Step.Key)
		}
	}
	if want := []string{keyNoDetail, keyNoType, keyNoState}; !slices.Equal(keys, want) {
		t.Errorf("%v, want %v", keys, want)
	}
}

func TestWithoutAScore(t *testing.T) {
	m := method(t)
	unknown := settled()
	unknown.Data = []Datum{{Type: "salary"}}
	none := settled()
	none.Data = []Datum{{Type: "salary", Present: law.No}}
	whole := settled("salary")
	whole.Confidentiality = "none"
	for _, c := range []struct {
		name   string
		in     Input
		reason string
	}{
		{"nobody named", Input{}, ReasonNoDataKnown},
		{"no data named", Input{Groups: []Group{settled()}}, ReasonNoDataKnown},
		{"data only claimed", Input{Groups: []Group{unknown}}, ReasonNoDataKnown},
		{"data stated not affected", Input{Groups: []Group{none}}, ReasonNoPersonalData},
		{"no personal data", Input{PersonalData: law.No, Groups: []Group{settled("salary")}}, ReasonNoPersonalData},
		{"nothing happened to them", Input{Groups: []Group{whole}}, ReasonUntouched},
		{"one untouched, one without data", Input{Groups: []Group{whole, none}}, ReasonUntouched},
		{"one open question leaves it open", Input{Groups: []Group{none, unknown, whole}}, ReasonNoDataKnown},
	} {
		r := m.Score(c.in)
		if r.Applicable || r.Reason != c.reason || r.Top != -1 || len(r.Flags) > 0 || len(r.FlagSteps) > 0 {
			t.Errorf("%s: %v %q top %d, want %q", c.name, r.Applicable, r.Reason, r.Top, c.reason)
		}
	}
}

func TestTheBreachIsItsWorstGroup(t *testing.T) {
	m := method(t)
	withPeople := func(g Group, n int64) Group { g.People, g.PeopleKnown = law.Count(n), true; return g }
	mild, grave := settled("full-name"), published("health-record", "full-name", "national-id")
	for _, c := range []struct {
		name   string
		groups []Group
		top    int
	}{
		{"the score decides", []Group{withPeople(mild, 1_000_000), withPeople(grave, 1)}, 1},
		{"then people", []Group{withPeople(grave, 1), withPeople(grave, 2)}, 1},
		{"then the order of the file", []Group{withPeople(grave, 2), withPeople(grave, 2)}, 0},
		{"a known number before an unknown one", []Group{grave, withPeople(grave, 2)}, 1},
		{"a group without a score never", []Group{settled(), mild}, 1},
	} {
		if r := m.Score(Input{Groups: c.groups}); r.Top != c.top {
			t.Errorf("%s: top %d, want %d", c.name, r.Top, c.top)
		}
	}
}

func TestFlags(t *testing.T) {
	m := method(t)
	group := func(low, high int64, how string) Group {
		g := settled("full-name", "email")
		g.People, g.PeopleKnown = law.Range{Low: decimal.NewFromInt(low), High: decimal.NewFromInt(high)}, true
		for i := range g.Data {
			g.Data[i].Protection = how
		}
		return g
	}
	uncounted := settled("full-name")
	partly := group(5, 5, "hashed")
	partly.Data[0].Protection = "none"
	for _, c := range []struct {
		name     string
		in       Input
		flags    []string
		unknowns int
	}{
		{"100 is not more than 100", Input{Groups: []Group{group(100, 100, "none")}}, nil, 0},
		{"101 is", Input{Groups: []Group{group(101, 101, "none")}}, []string{FlagOver100}, 0},
		{"disjoint groups add up", Input{Groups: []Group{group(60, 60, "none"), group(60, 60, "none")}}, []string{FlagOver100}, 0},
		{"overlapping ones may not", Input{Overlaps: true, Groups: []Group{group(60, 60, "none"), group(60, 60, "none")}}, nil, 1},
		{"a range across the limit is open", Input{Groups: []Group{group(50, 500, "none")}}, nil, 1},
		{"an unknown number is open", Input{Groups: []Group{uncounted}}, nil, 1},
		{"hashed", Input{Groups: []Group{group(5, 5, "hashed")}}, []string{FlagUnintelligible}, 0},
		{"encrypted with the key lost too", Input{Groups: []Group{group(5, 5, "encrypted-key-lost")}}, nil, 0},
		{"one readable datum is enough", Input{Groups: []Group{partly}}, nil, 0},
		{"one readable group is enough", Input{Groups: []Group{group(5, 5, "hashed"), group(5, 5, "none")}}, nil, 0},
	} {
		r := m.Score(c.in)
		if !slices.Equal(r.Flags, c.flags) || len(r.Unknowns) != c.unknowns {
			t.Errorf("%s: %v and %d unknowns, want %v and %d", c.name, r.Flags, len(r.Unknowns), c.flags, c.unknowns)
		}
	}
}

func TestOverrides(t *testing.T) {
	m := method(t)
	g := published("full-name", "email")
	g.Overrides = []Override{{CellDPC, Points(3), "the list says who is ill"}, {CellCB, 2, "the page was seen by one person"}}
	s := scoreOne(m, g)
	if s.SE.String() != "3.5" {
		t.Errorf("SE %s, want 3.5", s.SE)
	}
	if step := s.Step.Parts[0]; step.Key != keyOverride || step.Parts[0].Key != keyDPC || step.Mark != law.Judged {
		t.Errorf("the computed cell is not kept below the override: %+v", step)
	}
	for _, bad := range []Override{
		{CellDPC, Points(3), ""},
		{CellDPC, 13, "not a whole point"},
		{CellDPC, Points(5), "above the table"},
		{CellDPC, 0, "below the table"},
		{CellEI, 0, "below the table"},
		{CellEI, 5, "above the table"},
		{CellCB, -1, "negative"},
		{CellCB, 9, "above the sum"},
		{"se", 4, "no such cell"},
	} {
		if m.Allows(bad) {
			t.Errorf("%+v is allowed", bad)
		}
		g.Overrides = []Override{bad}
		s := scoreOne(m, g)
		if s.SE.String() != "2" {
			t.Errorf("%+v changed the score to %s", bad, s.SE)
		}
		if refusals := countKey(s.Step, keyOverrideRefused); refusals != 1 {
			t.Errorf("%+v: %d refusals shown, want 1", bad, refusals)
		}
	}
}

func countKey(step law.Step, key string) int {
	n := 0
	step.Walk(func(s law.Step, _ int) {
		if s.Key == key {
			n++
		}
	})
	return n
}

func TestCellsNameTheCombinationThatRaisedThem(t *testing.T) {
	m := method(t)
	s := scoreOne(m, published("card-number", "card-expiry", "card-cvv", "full-name"))
	if got := s.Cells[0]; got.DPC != 2 || got.Word != "severity.cell.financial.some-information" || got.EI != 1 || !slices.Equal(got.Combined, []string{"full-card", "card-with-security-code", "card-with-expiry", "code-with-name"}) {
		t.Errorf("card number: %+v", got)
	}
}

func TestListedTwiceIsAsStrongAsItsStrongest(t *testing.T) {
	m := method(t)
	g := settled("card-number", "card-number", "card-expiry", "card-cvv")
	g.Data[0].Outdated = law.Yes
	if s := scoreOne(m, g); s.DPC != 4 {
		t.Errorf("some cards expired, some not: DPC %d, want 4", s.DPC)
	}
	g.Data[1].Outdated = law.Yes
	if s := scoreOne(m, g); s.DPC != 1 {
		t.Errorf("all cards expired: DPC %d, want 1", s.DPC)
	}
}

func TestWordsOfTheMethodAreListed(t *testing.T) {
	m := method(t)
	for _, c := range []struct {
		kind  string
		words []string
	}{
		{"salary", nil},
		{"national-id", []string{"number-only", "revealing-and-linked", "with-name-or-picture"}},
		{"full-name", []string{"many-namesakes", "few-namesakes", "few-namesakes-small-city", "with-birth-date-and-address"}},
	} {
		if got := m.IdentifyingWords(m.Catalogue.Find(c.kind)); !slices.Equal(got, c.words) {
			t.Errorf("%s: %v, want %v", c.kind, got, c.words)
		}
	}
	if got := m.States("availability"); !slices.Equal(got, []string{"none", "restored", "rebuildable", "lost"}) {
		t.Errorf("availability: %v", got)
	}
	if got := m.States("mood"); got != nil {
		t.Errorf("mood: %v", got)
	}
	if got := m.ProtectionWords(); !slices.Contains(got, "truncated") {
		t.Errorf("protections: %v", got)
	}
}
