package severity

import (
	"slices"
	"testing"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// mentioned adds a kind of data to a group with what is said of it.
func mentioned(g Group, id string, is law.Verdict) Group {
	g.Data = append(slices.Clone(g.Data), Datum{Type: id, Present: is})
	return g
}

// kindsUnstated are the kinds of data listed as mentioned by nobody, each with
// its score and level.
func kindsUnstated(s GroupScore) []string {
	var out []string
	for _, u := range s.Unknowns {
		if u.What == UnknownUnstated {
			out = append(out, u.Type+" "+u.SE.String()+" "+string(u.Level))
		}
	}
	return out
}

func TestWhatNobodyMentioned(t *testing.T) {
	m := method(t)
	card := published("card-number", "card-cvv")
	named := mentioned(card, "full-name", law.No)
	vulnerable := settled("photo")
	vulnerable.Vulnerable = law.Yes
	minors := published("purchase-history")
	minors.Vulnerable = law.Yes
	overridden := named
	overridden.Overrides = []Override{{CellDPC, Points(3), "assessed by hand"}}
	account := mentioned(mentioned(published("salary", "bank-account"), "full-name", law.No), "payslip", law.No)
	for _, c := range []struct {
		name  string
		group Group
		want  []string
	}{
		{"one forgotten line decides", named, []string{"card-expiry 2 medium"}},
		{"the highest score first", card, []string{"full-name 4 very-high", "card-expiry 2 medium"}},
		{"stated not to be affected", mentioned(named, "card-expiry", law.No), nil},
		{"listed as unknown, it is asked already", mentioned(named, "card-expiry", law.Unknown), nil},
		{"mentioned in part only", Group{
			ID: "people", Vulnerable: law.No, Malicious: law.Yes, Confidentiality: "published", Integrity: "none", Availability: "none",
			Data: append(slices.Clone(named.Data), Datum{Type: "card-expiry", Present: law.Yes, Detail: detailThin}),
		}, nil},
		{"two are missing", mentioned(published("card-expiry"), "card-number", law.No), nil},
		{"nothing is begun", published("purchase-history"), nil},
		{"the score rises and the level does not", settled("card-number", "card-cvv"), []string{"full-name 3 high"}},
		{"a cell decided by hand stays", overridden, nil},
		{"one of several would do", account, []string{"national-id 2 medium"}},
		{"the next when the first is mentioned", mentioned(account, "national-id", law.No), []string{"id-card-copy 5 very-high"}},
		{"one of several is asked already", mentioned(account, "passport", law.Unknown), nil},
		{"a kind that is grave by itself only", settled("photo"), nil},
		{"completing one completes another", vulnerable, []string{"home-address 4 very-high"}},
		{"that the people are vulnerable begins nothing", minors, nil},
		{"a name alone", published("full-name"), []string{
			"bank-account 3 high", "national-id 2 medium", "residence-card 2 medium", "email 2 medium", "photo 2 medium",
		}},
		{"of eight the first five", published("full-name", "home-address", "card-expiry"), []string{
			"card-number 4 very-high", "child-data 4 very-high", "bank-account 3 high", "national-id 2 medium", "residence-card 2 medium",
		}},
		{"no score, nothing begun", mentioned(settled(), "card-number", law.Unknown), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scoreOne(m, c.group)
			if diff := cmp.Diff(c.want, kindsUnstated(s)); diff != "" {
				t.Error(diff)
			}
			if rest := scoreOne(m, m.worstOf(c.group)); s.Applicable && s.Worst != rest.SE {
				t.Errorf("worst %s, want %s: what is unstated is no part of it", s.Worst, rest.SE)
			}
		})
	}
}

func TestWhatACombinationLacks(t *testing.T) {
	both := &Combination{All: []string{"a", "b"}, Any: []string{"x", "y"}}
	plain := &Combination{All: []string{"a", "b"}}
	one := &Combination{All: []string{"a"}}
	for _, k := range []struct {
		c    *Combination
		here []string
		want []string
	}{
		{both, nil, nil},
		{both, []string{"a"}, nil},
		{both, []string{"x"}, nil},
		{both, []string{"a", "x"}, []string{"b"}},
		{both, []string{"b", "x", "y"}, []string{"a"}},
		{both, []string{"a", "b"}, []string{"x", "y"}},
		{both, []string{"a", "b", "y"}, nil},
		{plain, nil, nil},
		{plain, []string{"a"}, []string{"b"}},
		{plain, []string{"a", "b"}, nil},
		{one, nil, nil},
		{one, []string{"b"}, nil},
		{one, []string{"a"}, nil},
	} {
		here := map[string]part{}
		for _, id := range k.here {
			here[id] = part{}
		}
		if got := k.c.lacking(here); !slices.Equal(got, k.want) {
			t.Errorf("%v %v with %v lacks %v, want %v", k.c.All, k.c.Any, k.here, got, k.want)
		}
	}
}

func TestTheStepOfWhatNobodyMentioned(t *testing.T) {
	m := method(t)
	s := scoreOne(m, mentioned(published("card-number", "card-cvv"), "full-name", law.No))
	const want = "severity.could.unstated type=\"card expiry date\" level=severity.level.medium → 2\n"
	if got := trace(s.Unknowns[0].Step); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWhatIsUnstatedWouldRaiseTheLevel(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		s := scoreOne(m, g)
		before := Quarters(0)
		kinds := map[string]bool{}
		for _, u := range s.Unknowns {
			if u.What != UnknownUnstated {
				continue
			}
			with := scoreOne(m, mentioned(g, u.Type, law.Yes))
			if !s.Applicable || u.SE != with.SE || u.Level != with.Level || m.band(u.SE) <= m.band(s.SE) {
				t.Fatalf("%s: %s %s; mentioned it makes %s, and without it %s", u.Type, u.SE, u.Level, with.SE, s.SE)
			}
			if g.lists(u.Type) || kinds[u.Type] || before > 0 && u.SE > before {
				t.Fatalf("%s is mentioned, listed twice, or out of order: %v", u.Type, kindsUnstated(s))
			}
			before, kinds[u.Type] = u.SE, true
		}
		if len(kinds) > mostUnstated {
			t.Fatalf("%d kinds of data", len(kinds))
		}
	})
}

func TestTheWorstOfWhatIsOnlyClaimed(t *testing.T) {
	m := method(t)
	claimed := settled()
	for _, id := range []string{"full-name", "national-id", "salary", "bank-account"} {
		claimed = mentioned(claimed, id, law.Unknown)
	}
	open := claimed
	open.Confidentiality, open.Malicious = "", law.Unknown
	refused := mentioned(settled(), "salary", law.No)
	whole := claimed
	whole.Confidentiality = "none"
	for _, c := range []struct {
		name  string
		in    Input
		worst string
		level Level
	}{
		{"data only claimed", Input{Groups: []Group{claimed}}, "4", VeryHigh},
		{"and circumstances not known", Input{Groups: []Group{open}}, "5", VeryHigh},
		{"no data named", Input{Groups: []Group{settled()}}, "0", ""},
		{"a kind nobody knows", Input{Groups: []Group{mentioned(settled(), "horoscope", law.Unknown)}}, "0", ""},
		{"data stated not affected", Input{Groups: []Group{refused}}, "0", ""},
		{"no personal data", Input{PersonalData: law.No, Groups: []Group{claimed}}, "0", ""},
		{"nothing happened to them", Input{Groups: []Group{whole}}, "0", ""},
	} {
		s := m.Score(c.in).Groups[0]
		if s.Applicable || s.Worst.String() != c.worst || s.WorstLevel != c.level || s.SE != 0 || s.Level != "" {
			t.Errorf("%s: worst %s %q, want %s %q", c.name, s.Worst, s.WorstLevel, c.worst, c.level)
		}
		for _, u := range s.Unknowns {
			if u.What == UnknownData && u.SE > s.Worst {
				t.Errorf("%s: %s alone %s, all together %s", c.name, u.Type, u.SE, s.Worst)
			}
		}
	}
}

func TestAnOutageIsRemarkedUpon(t *testing.T) {
	m := method(t)
	with := func(c, i, a string) Group {
		g := settled("health-record", "full-name")
		g.Confidentiality, g.Integrity, g.Availability = c, i, a
		return g
	}
	outage, leak := with("none", "none", "lost"), with("published", "none", "none")
	dataless := outage
	dataless.Data = nil
	for _, c := range []struct {
		name   string
		groups []Group
		want   int
	}{
		{"lost for good", []Group{outage}, 1},
		{"rebuilt", []Group{with("none", "none", "rebuildable")}, 1},
		{"soon restored", []Group{with("none", "none", "restored")}, 1},
		{"altered and put right", []Group{with("none", "restored", "lost")}, 1},
		{"integrity not known", []Group{with("none", "", "lost")}, 1},
		{"altered and used", []Group{with("none", "recoverable", "lost")}, 0},
		{"confidentiality not known", []Group{with("", "none", "lost")}, 0},
		{"confidentiality said to be unknown", []Group{with(unknownWord, "none", "lost")}, 0},
		{"exposed", []Group{with("no-evidence", "none", "lost")}, 0},
		{"availability not known", []Group{with("none", "restored", "")}, 0},
		{"a state nobody knows", []Group{with("none", "none", "asleep")}, 0},
		{"altered only", []Group{with("none", "restored", "none")}, 0},
		{"a leak", []Group{leak}, 0},
		{"untouched", []Group{with("none", "none", "none")}, 0},
		{"no data known", []Group{dataless}, 0},
		{"one group of two", []Group{leak, outage}, 1},
		{"both groups, said once", []Group{outage, outage}, 1},
	} {
		r := m.Score(Input{Groups: c.groups})
		got := 0
		for _, step := range r.FlagSteps {
			got += countKey(step, keyOutage)
		}
		if got != c.want || len(r.Flags) > 0 {
			t.Errorf("%s: said %d times, want %d; flags %v", c.name, got, c.want, r.Flags)
		}
	}
}
