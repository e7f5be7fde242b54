package severity

import (
	"slices"
	"strings"
	"testing"
	"time"

	"breachimpact/law"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func protectedBy(g Group, how string, kinds ...string) Group {
	g.Data = slices.Clone(g.Data)
	for i := range g.Data {
		if len(kinds) == 0 || slices.Contains(kinds, g.Data[i].Type) {
			g.Data[i].Protection = how
		}
	}
	return g
}

// outageOf is a group that lost the use of its data for some hours and nothing
// else.
func outageOf(state, dependence string, hours int, kinds ...string) Group {
	g := settled(kinds...)
	g.Confidentiality, g.Availability, g.Dependence = "none", state, dependence
	if hours >= 0 {
		d := time.Duration(hours) * time.Hour
		g.Outage = Outage{Known: true, Low: d, High: d}
	}
	return g
}

func attacked(g Group) Group { g.Malicious = law.Yes; return g }

func TestExtendedScores(t *testing.T) {
	m := method(t)
	takeover := settled("email-credentials:opens-simple", "messages")
	takeover.Confidentiality, takeover.Malicious, takeover.Takeover = "", law.Unknown, law.Yes
	shown := takeover
	shown.Confidentiality = "none"
	parcel := settled("full-name", "national-id", "home-address", "bank-account")
	parcel.Confidentiality = "unknown-recipients"
	defaced := settled("full-name")
	defaced.Confidentiality, defaced.Integrity = "none", "restored"
	byHand := published("full-name", "national-id")
	byHand.Overrides = []Override{{CellDPC, Points(2), "assessed by hand"}}
	hospital := attacked(outageOf("restored", "health", 30, "health-record", "full-name"))
	dated := hospital
	dated.Availability, dated.Integrity = "", ""
	dated.Data = present("health-record", "full-name", "national-id")
	dated.Confidentiality = "none"
	leaked := hospital
	leaked.Confidentiality = "published"
	for _, c := range []struct {
		name   string
		group  Group
		strict string // "" for none
		want   string
		level  Level
		rules  []string
	}{
		{"X2: a parcel with two people's identity numbers", parcel, "2.5", "4.5", VeryHigh, []string{"X2"}},
		{"X2: an identity number alone", settled("national-id"), "0.25", "0.75", Low, []string{"X2"}},
		{"X2: a copy of the card holds the name", settled("id-card-copy"), "1", "4", VeryHigh, []string{"X2"}},
		{"X2: not a truncated number", protectedBy(settled("full-name", "national-id"), "truncated", "national-id"), "0.25", "0.25", Low, nil},
		{"X2: not against a cell decided by hand", byHand, "3", "3", High, nil},
		{"X3: whoever enters a mailbox sees it", takeover, "0.75", "1.75", Low, []string{"X3"}},
		{"X3: what is stated to the contrary stands", shown, "", "", "", nil},
		{"X4: encrypted cards", protectedBy(published("full-name", "card-number", "card-expiry", "card-cvv"), "encrypted-key-safe"), "5", "2", Medium, []string{"X4"}},
		{"X4: the key lost too", protectedBy(published("full-name", "card-number"), "encrypted-key-lost"), "3", "3", High, nil},
		{"X4: a hashed password", protectedBy(published("email:named-main", "password:opens-financial"), "hashed", "password"), "4", "2", Medium, []string{"X4"}},
		{"X4: a hashed identity number is found again", protectedBy(published("full-name", "national-id"), "hashed"), "2", "5", VeryHigh, []string{"X2"}},
		{"X5: minutes of a call centre", outageOf("restored", "convenience", 0, "phone"), "0.25", "0.25", Low, []string{"X5"}},
		{"X5: a hospital for thirty hours", hospital, "1.5", "3.5", High, []string{"X5"}},
		{"X5: and its records published", leaked, "2", "4", VeryHigh, []string{"X5"}},
		{"X5: a day exactly", outageOf("restored", "service", 24, "phone"), "0.25", "0.5", Low, []string{"X5"}},
		{"X5: more than a day", outageOf("restored", "service", 25, "phone"), "0.25", "1", Low, []string{"X5"}},
		{"X5: 72 hours exactly", outageOf("restored", "service", 72, "phone"), "0.25", "1", Low, []string{"X5"}},
		{"X5: more than 72 hours", outageOf("restored", "service", 73, "phone"), "0.25", "1.5", Low, []string{"X5"}},
		{"X5: an hour of health exactly", outageOf("restored", "health", 1, "phone"), "0.25", "1", Low, []string{"X5"}},
		{"X5: more than an hour of health", outageOf("restored", "health", 2, "phone"), "0.25", "3", High, []string{"X5"}},
		{"X5: for good", outageOf("lost", "livelihood", -1, "phone"), "0.75", "3.5", High, []string{"X5"}},
		{"X5: nothing known of length and dependence", outageOf("restored", "", -1, "phone"), "0.25", "0.25", Low, []string{"X5"}},
		{"altered, seen by nobody, put right", defaced, "0.25", "0.25", Low, []string{"X5"}},
		{"X5: a dated outage is a loss, though its state is not known", dated, "4.5", "4.5", VeryHigh, nil},
		{"no rule", published("full-name", "email"), "2", "2", Medium, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scoreOne(m, c.group)
			strict := ""
			if s.Applicable {
				strict = s.SE.String()
			}
			if strict != c.strict {
				t.Errorf("strict %s, want %s", strict, c.strict)
			}
			if s.Extended == nil || c.want == "" {
				if c.want != "" || s.Extended != nil {
					t.Fatalf("extended %+v, want %q", s.Extended, c.want)
				}
				return
			}
			if e := s.Extended; e.SE.String() != c.want || e.Level != c.level || !slices.Equal(e.Rules, c.rules) {
				t.Errorf("extended %d × %s + %s = %s %s %v, want %s %s %v", e.DPC, e.EI, e.CB, e.SE, e.Level, e.Rules, c.want, c.level, c.rules)
			}
		})
	}
}

// An outage has an extended score even where the kinds of data are not known: it
// is about what not having them costs.
func TestAnOutageOfDataNobodyListed(t *testing.T) {
	m := method(t)
	g := outageOf("restored", "service", 100)
	g.Data = nil
	for _, c := range []struct {
		personal law.Verdict
		want     string
	}{{law.Yes, "1.5"}, {law.Unknown, ""}, {law.No, ""}} {
		r := m.Score(Input{PersonalData: c.personal, Groups: []Group{g}})
		got := ""
		if r.ExtendedTop >= 0 {
			got = r.Groups[r.ExtendedTop].Extended.SE.String()
		}
		if got != c.want || r.Applicable {
			t.Errorf("personal data %s: extended %q, strict %v, want %q and none", c.personal, got, r.Applicable, c.want)
		}
	}
}

func TestAdvice(t *testing.T) {
	m := method(t)
	people := func(g Group, n int64) Group { g.People, g.PeopleKnown = law.Count(n), true; return g }
	medium := published("full-name", "email")
	whole := settled("salary")
	whole.Confidentiality = "none"
	doubtful := settled("full-name:many-namesakes", "diagnosis")
	doubtful.Malicious = law.Unknown
	for _, c := range []struct {
		name          string
		in            Input
		action, worst Action
		rules         []string
	}{
		{"low", Input{Groups: []Group{people(settled("email:nameless-not-main"), 1000000)}}, ActDocument, ActDocument, nil},
		{"medium", Input{Groups: []Group{people(medium, 9999)}}, ActAuthority, ActAuthority, nil},
		{"medium, many people", Input{Groups: []Group{people(medium, 10000)}}, ActPeople, ActPeople, []string{"X6"}},
		{"medium, many people together", Input{Groups: []Group{people(medium, 5000), people(medium, 5000)}}, ActPeople, ActPeople, []string{"X6"}},
		{"medium, perhaps the same people", Input{Overlaps: true, Groups: []Group{people(medium, 5000), people(medium, 5000)}}, ActAuthority, ActPeople, nil},
		{"medium, number not known", Input{Groups: []Group{medium}}, ActAuthority, ActPeople, nil},
		{"few at medium, many at low", Input{Groups: []Group{people(medium, 5), people(settled("email:nameless-not-main"), 20000)}}, ActAuthority, ActAuthority, nil},
		{"many people, but nobody can read", Input{Groups: []Group{people(protectedBy(published("full-name", "diagnosis", "email"), "encrypted-key-safe"), 20000)}}, ActAuthority, ActAuthority, nil},
		{"very high, one person", Input{Groups: []Group{people(published("full-name", "health-record", "email"), 1)}}, ActPeople, ActPeople, nil},
		{"not known to be malicious", Input{Groups: []Group{people(doubtful, 10)}}, ActDocument, ActDocument, nil},
		{"no personal data", Input{PersonalData: law.No, Groups: []Group{settled("salary")}}, ActDocument, ActDocument, nil},
		{"untouched", Input{Groups: []Group{whole}}, ActDocument, ActDocument, nil},
	} {
		a := m.Score(c.in).Advice
		if a == nil || a.Action != c.action || a.Worst != c.worst || !slices.Equal(a.Rules, c.rules) {
			t.Errorf("%s: %+v, want %s, at worst %s, %v", c.name, a, c.action, c.worst, c.rules)
		}
	}
	// Unknown integrity spares nobody, though nobody saw the data.
	altered := settled("full-name", "diagnosis", "email")
	altered.Confidentiality, altered.Integrity = "none", ""
	if a := m.Score(Input{Groups: []Group{altered}}).Advice; a == nil || a.Action != ActPeople {
		t.Errorf("perhaps altered: %+v", a)
	}
	if a := m.Score(Input{Groups: []Group{settled()}}).Advice; a != nil {
		t.Errorf("nothing known: %+v", a)
	}
}

// The published examples of the sort key.
func TestSortKey(t *testing.T) {
	m := method(t)
	people := func(g Group, n int64) Group { g.People, g.PeopleKnown = law.Count(n), true; return g }
	veryHigh, medium := published("full-name", "salary", "bank-account", "national-id"), published("full-name", "email")
	patient := settled("full-name", "national-id", "health-record")
	patient.Confidentiality = "known-recipients"
	for _, c := range []struct {
		name     string
		groups   []Group
		overlaps bool
		want     string
		decades  [2]int
	}{
		{"Equifax", []Group{people(veryHigh, 147_900_000)}, false, "8.87 8.87", [2]int{8, 8}},
		{"a hundred million e-mail addresses", []Group{people(medium, 100_000_000)}, false, "8.3 8.3", [2]int{8, 8}},
		{"a million addresses and ten thousand cards", []Group{people(medium, 1_000_000), people(veryHigh, 10_000)}, false, "6.31 6.31", [2]int{6, 6}},
		{"one patient", []Group{people(patient, 1)}, false, "0.63 0.63", [2]int{0, 0}},
		{"perhaps the same people", []Group{people(medium, 1000), people(medium, 1000)}, true, "3.3 3.6", [2]int{3, 3}},
		{"nobody knows how many", []Group{medium}, false, "", [2]int{}},
	} {
		s := m.Score(Input{Groups: c.groups, Overlaps: c.overlaps}).Scale
		got := ""
		if s.Sortable {
			got = s.SortKey.Low.String() + " " + s.SortKey.High.String()
		}
		if got != c.want || s.Decades != c.decades {
			t.Errorf("%s: W %q decades %v, want %q %v", c.name, got, s.Decades, c.want, c.decades)
		}
	}
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		decades [2]int
		want    string
	}{
		{[2]int{6, 6}, "10² 10³ 10⁴ 10⁵ [10⁶] 10⁷ 10⁸"},
		{[2]int{0, 3}, "[<10²] [10²] [10³] 10⁴ 10⁵ 10⁶ 10⁷ 10⁸"},
		{[2]int{0, 1}, "[<10²] 10² 10³ 10⁴ 10⁵ 10⁶ 10⁷ 10⁸"},
		{[2]int{9, 9}, "10² 10³ 10⁴ 10⁵ 10⁶ 10⁷ [10⁸]"},
	} {
		if got := (Scale{Decades: c.decades}).Axis(); got != c.want {
			t.Errorf("%v: %s, want %s", c.decades, got, c.want)
		}
	}
}

func TestWhatMovesTheBand(t *testing.T) {
	m := method(t)
	g := published("full-name", "national-id", "salary", "bank-account")
	g.Integrity = ""
	var got []string
	for _, v := range scoreOne(m, g).Moves {
		got = append(got, strings.TrimPrefix(v.Step.Key, "severity.move.")+" "+v.Type+" "+string(v.StrictLevel)+" "+string(v.ExtendedLevel))
	}
	// 5.00 strict and extended; without the identity number the profile is gone and
	// the name alone identifies no better than the account it stands beside.
	for _, want := range []string{"absent full-name medium medium", "protected  very-high medium"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
	if slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "very-high very-high") }) {
		t.Errorf("a move that moves nothing: %q", got)
	}
}

func TestDistancesToEachBand(t *testing.T) {
	m := method(t)
	for q := Quarters(1); q <= 24; q++ {
		for _, d := range m.Distances(q) {
			step := Quarters(1)
			if d.Quarters < 0 {
				step = -1
			}
			if m.LevelOf(q+d.Quarters) != d.Level || m.LevelOf(q+d.Quarters-step) == d.Level {
				t.Errorf("%s: %s to %s is not the smallest change", q, d.Quarters, d.Level)
			}
		}
		if len(m.Distances(q)) != 3 {
			t.Errorf("%s: %v", q, m.Distances(q))
		}
	}
}

func inputOf(g Group) Input { return Input{PersonalData: law.Yes, Groups: []Group{g}} }

func extendedSE(m *Method, g Group) Quarters {
	if e := m.Score(inputOf(g)).Groups[0].Extended; e != nil {
		return e.SE
	}
	return 0
}

// A further exposure never lowers the extended score: more data, a worse state,
// vulnerable people, a graver dependence, a longer outage, less protection.
func TestAFurtherExposureNeverLowersTheExtendedScore(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		check := func(what string, worse Group) {
			if before, after := extendedSE(m, g), extendedSE(m, worse); after < before {
				t.Fatalf("%s: %s to %s", what, before, after)
			}
		}
		added := datums(m).Draw(t, "added")
		added.Present = law.Yes
		more := g
		more.Data = append(slices.Clone(g.Data), added)
		check("more data", more)

		bare := protectedBy(g, "none")
		check("no protection", bare)

		vulnerable := g
		vulnerable.Vulnerable = law.Yes
		check("vulnerable", vulnerable)

		graver := g
		graver.Dependence = "health"
		check("health depends on it", graver)
		check("a longer outage", m.lastedLonger(g))

		intended := g
		intended.Malicious = law.Yes
		check("intent", intended)
		if g.Takeover != law.Yes {
			entered := g
			entered.Takeover = law.Yes
			check("accounts entered", entered)
		}

		c := rapid.SampledFrom(m.Circumstances).Draw(t, "circumstance")
		from := rapid.IntRange(0, len(c.States)-1).Draw(t, "from")
		to := rapid.IntRange(from, len(c.States)-1).Draw(t, "to")
		g.setState(c.ID, c.States[from].ID)
		worse := g
		worse.setState(c.ID, c.States[to].ID)
		check(c.ID, worse)
	})
}

func TestTheExtendedExplanationRecomputesTheScore(t *testing.T) {
	m := method(t)
	keys := m.MessageKeys()
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		r := m.Score(inputOf(g))
		s := r.Groups[0]
		steps := []law.Step{}
		for _, v := range s.Moves {
			steps = append(steps, v.Step)
		}
		if r.Advice != nil {
			steps = append(steps, r.Advice.Step)
		}
		if e := s.Extended; e != nil {
			product := e.Step.Parts[0].Result.Number
			sum := product
			for _, p := range e.Step.Parts {
				if p.Key == keyCB || p.Key == keyOverride {
					sum = sum.Add(p.Result.Number)
				}
				if p.Key == keyReadingLesser && p.Result.Number.GreaterThan(product) {
					t.Fatalf("the lesser reading %s is above %s", p.Result.Number, product)
				}
			}
			want := decimal.NewFromInt(int64(e.DPC)).Mul(e.EI.Decimal())
			parts := e.Step.Parts[0].Parts
			inner := parts[0].Result.Number.Mul(parts[1].Result.Number)
			if !product.Equal(want) || !inner.Equal(want) || !sum.Equal(e.SE.Decimal()) || e.Worst < e.SE || e.Level != m.LevelOf(e.SE) {
				t.Fatalf("%d × %s + %s = %s: parts make %s, %s and %s", e.DPC, e.EI, e.CB, e.SE, product, inner, sum)
			}
			steps = append(steps, e.Step)
		}
		listed(t, keys, steps)
	})
}
