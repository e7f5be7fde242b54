package severity

import (
	"slices"
	"testing"
	"time"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func verdicts() *rapid.Generator[law.Verdict] {
	return rapid.SampledFrom([]law.Verdict{law.Yes, law.No, law.Unknown})
}

func datums(m *Method) *rapid.Generator[Datum] {
	return rapid.Custom(func(t *rapid.T) Datum {
		kind := rapid.SampledFrom(m.Catalogue.types).Draw(t, "kind")
		return Datum{
			Type: kind.ID, Present: verdicts().Draw(t, "present"),
			Detail:       rapid.SampledFrom([]string{"", "", detailThin, detailUsual, detailRich}).Draw(t, "detail"),
			Period:       rapid.SampledFrom([]int{0, 0, 1, 7, 30, 180, 365, 1000}).Draw(t, "period"),
			Identifies:   rapid.SampledFrom(append(m.IdentifyingWords(kind), "", "")).Draw(t, "identifies"),
			Opens:        opened(m, kind).Draw(t, "opens"),
			PublicBefore: verdicts().Draw(t, "public before"), Outdated: verdicts().Draw(t, "outdated"),
			Protection: rapid.SampledFrom(append(m.ProtectionWords(), "")).Draw(t, "protection"),
		}
	})
}

// opened is what a kind of data opens: of a credential only.
func opened(m *Method, kind *DataType) *rapid.Generator[string] {
	words := []string{""}
	if kind.Category == Credential {
		words = append(words, idsOf(m.Categories, func(c Category) string { return c.ID })...)
	}
	return rapid.SampledFrom(words)
}

func outages() *rapid.Generator[Outage] {
	return rapid.Custom(func(t *rapid.T) Outage {
		low := rapid.IntRange(0, 100).Draw(t, "hours")
		high := rapid.IntRange(low, 120).Draw(t, "hours at most")
		return Outage{
			Known: rapid.Bool().Draw(t, "known"), Open: rapid.Bool().Draw(t, "open"),
			Low: time.Duration(low) * time.Hour, High: time.Duration(high) * time.Hour,
		}
	})
}

func groups(m *Method) *rapid.Generator[Group] {
	return rapid.Custom(func(t *rapid.T) Group {
		g := Group{
			ID: "people", Vulnerable: verdicts().Draw(t, "vulnerable"), Malicious: verdicts().Draw(t, "malicious"),
			Reveals:    rapid.SampledFrom([]string{"", unknownWord, "nothing", "profile", "sensitive", "safety"}).Draw(t, "reveals"),
			Takeover:   verdicts().Draw(t, "takeover"),
			Dependence: rapid.SampledFrom([]string{"", unknownWord, "convenience", "service", "livelihood", "health"}).Draw(t, "dependence"),
			Outage:     outages().Draw(t, "outage"),
		}
		if !g.Outage.Known {
			g.Outage = Outage{}
		}
		g.Data = rapid.SliceOfN(datums(m), 0, 8).Draw(t, "data")
		for _, c := range m.Circumstances {
			g.setState(c.ID, rapid.SampledFrom(append(m.States(c.ID), "", unknownWord)).Draw(t, c.ID))
		}
		return g
	})
}

func TestAddingDataNeverLowers(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		before := scoreOne(m, g)
		added := datums(m).Draw(t, "added")
		added.Present = law.Yes
		g.Data = append(slices.Clone(g.Data), added)
		after := scoreOne(m, g)
		if after.SE < before.SE || after.DPC < before.DPC || after.EI < before.EI {
			t.Fatalf("%s with more data: %s", before.SE, after.SE)
		}
	})
}

func TestAWorseStateNeverLowers(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		c := rapid.SampledFrom(m.Circumstances).Draw(t, "circumstance")
		from := rapid.IntRange(0, len(c.States)-1).Draw(t, "from")
		to := rapid.IntRange(from, len(c.States)-1).Draw(t, "to")
		g.setState(c.ID, c.States[from].ID)
		before := scoreOne(m, g)
		g.setState(c.ID, c.States[to].ID)
		if after := scoreOne(m, g); after.SE < before.SE {
			t.Fatalf("%s to %s: %s to %s", c.States[from].ID, c.States[to].ID, before.SE, after.SE)
		}
		g.Malicious = law.No
		before = scoreOne(m, g)
		g.Malicious = law.Yes
		if after := scoreOne(m, g); after.SE < before.SE {
			t.Fatalf("intent lowers %s to %s", before.SE, after.SE)
		}
	})
}

func TestLesseningOnlyLowersAndDetailKeepsItsOrder(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		d := datums(m).Draw(t, "datum")
		d.Present = law.Yes
		at := len(g.Data)
		g.Data = append(slices.Clone(g.Data), d)
		score := func(change func(*Datum)) Quarters {
			g.Data = slices.Clone(g.Data)
			g.Data[at] = d
			change(&g.Data[at])
			return scoreOne(m, g).SE
		}
		plain := score(func(d *Datum) { d.PublicBefore, d.Outdated = law.No, law.No })
		unknown := score(func(d *Datum) { d.PublicBefore, d.Outdated = law.Unknown, law.Unknown })
		lessened := score(func(d *Datum) { d.PublicBefore, d.Outdated = law.Yes, law.Yes })
		if plain != unknown || lessened > plain {
			t.Fatalf("not lessened %s, not known %s, lessened %s", plain, unknown, lessened)
		}
		thin := score(func(d *Datum) { d.Detail = detailThin })
		usual := score(func(d *Datum) { d.Detail = detailUsual })
		rich := score(func(d *Datum) { d.Detail = detailRich })
		if thin > usual || usual > rich {
			t.Fatalf("thin %s, usual %s, rich %s", thin, usual, rich)
		}
	})
}

func TestProtectionIsNoPartOfTheStrictScore(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		var scores []Quarters
		for _, how := range []string{"", "none", "hashed", "encrypted-key-safe", "encrypted-key-lost"} {
			g.Data = slices.Clone(g.Data)
			for i := range g.Data {
				g.Data[i].Protection = how
			}
			scores = append(scores, scoreOne(m, g).SE)
		}
		if slices.Max(scores) != slices.Min(scores) {
			t.Fatalf("scores by protection: %v", scores)
		}
	})
}

func TestUnknownsLieBetweenTheScoreAndTheWorst(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		s := scoreOne(m, g)
		for _, u := range s.Unknowns {
			if u.What == UnknownWord {
				t.Fatalf("a word of the method is not known to it: %+v", u)
			}
			// What nobody mentioned is no part of the worst case.
			if u.SE <= s.SE || u.What != UnknownUnstated && u.SE > s.Worst {
				t.Fatalf("%s %s: %s, want above %s and at most %s", u.What, u.Type, u.SE, s.SE, s.Worst)
			}
		}
		if s.Worst < s.SE || (s.WorstLevel == "") != (s.Worst == 0) || s.Worst > 0 && s.WorstLevel != m.LevelOf(s.Worst) {
			t.Fatalf("worst %s below %s", s.Worst, s.SE)
		}
		// With nothing unknown there is nothing left to raise the score.
		settled := scoreOne(m, m.worstOf(g))
		for _, u := range settled.Unknowns {
			if settled.Applicable && u.What != UnknownUnstated {
				t.Fatalf("unknown when all is settled: %+v", u)
			}
		}
		if s.Reason == ReasonNoDataKnown && s.Worst != settled.SE {
			t.Fatalf("worst %s, with all settled so %s", s.Worst, settled.SE)
		}
	})
}

// recompute reads a score back from its explanation alone.
func recompute(t *rapid.T, step law.Step) decimal.Decimal {
	number := func(s law.Step) decimal.Decimal {
		if s.Key == keyOverride {
			return s.Result.Number
		}
		var values []decimal.Decimal
		for _, p := range s.Parts {
			if p.Key != keyOverrideRefused {
				values = append(values, p.Result.Number)
			}
		}
		want := decimal.Max(values[0], values[1:]...)
		if s.Key == keyCB {
			want = decimal.Sum(values[0], values[1:]...)
		}
		if !want.Equal(s.Result.Number) {
			t.Fatalf("%s says %s, its parts make %s", s.Key, s.Result.Number, want)
		}
		return want
	}
	return number(step.Parts[0]).Mul(number(step.Parts[1])).Add(number(step.Parts[2]))
}

func TestTheExplanationRecomputesTheScore(t *testing.T) {
	m := method(t)
	keys := m.MessageKeys()
	rapid.Check(t, func(t *rapid.T) {
		g := groups(m).Draw(t, "group")
		if rapid.Bool().Draw(t, "overridden") {
			g.Overrides = []Override{
				{CellEI, Quarters(rapid.IntRange(0, 5).Draw(t, "ei")), "assessed by hand"},
				{CellDPC, Quarters(rapid.IntRange(3, 17).Draw(t, "dpc")), "assessed by hand"},
				{CellCB, Quarters(rapid.IntRange(-1, 9).Draw(t, "cb")), "assessed by hand"},
			}
		}
		s := scoreOne(m, g)
		if !s.Applicable {
			return
		}
		if got := recompute(t, s.Step); !got.Equal(s.SE.Decimal()) || !s.Step.Result.Number.Equal(got) {
			t.Fatalf("explanation makes %s, score is %s", got, s.SE)
		}
		steps := []law.Step{s.Step}
		for _, u := range s.Unknowns {
			steps = append(steps, u.Step)
		}
		listed(t, keys, steps)
	})
}

func TestScoreIsAFunctionOfItsInput(t *testing.T) {
	m := method(t)
	rapid.Check(t, func(t *rapid.T) {
		in := Input{Groups: rapid.SliceOfN(groups(m), 0, 3).Draw(t, "groups")}
		copied := Input{Groups: slices.Clone(in.Groups)}
		for i := range copied.Groups {
			copied.Groups[i].Data = slices.Clone(in.Groups[i].Data)
		}
		first := m.Score(in)
		if diff := cmp.Diff(first, m.Score(in), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(copied, in, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal("scoring changed its input", diff)
		}
		slices.Reverse(copied.Groups)
		if turned := m.Score(copied); turned.Applicable != first.Applicable || turned.Reason != first.Reason || turned.Applicable && turned.Groups[turned.Top].SE != first.Groups[first.Top].SE {
			t.Fatalf("the order of groups changes the breach: %+v %+v", first.Reason, turned.Reason)
		}
	})
}
