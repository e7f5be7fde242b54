package law

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// smallBook defines a few facts of each type.
var smallBook = FactBook{Definitions: []FactDefinition{
	{ID: "t1", Type: TruthFact, Given: GivenFacts, Name: Same("T1")},
	{ID: "t2", Type: TruthFact, Given: GivenFacts, Name: Same("T2")},
	{ID: "t3", Type: TruthFact, Given: GivenFacts, Name: Same("T3")},
	{ID: "c", Type: ChoiceFact, Given: GivenBlock, Name: Same("C"), Choices: []FactChoice{{"a", Text{"à", "أ", "a"}}, {"b", Same("B")}, {"d", Same("D")}}},
	{ID: "n", Type: NumberFact, Given: GivenFacts, Name: Same("N")},
	{ID: "m", Type: NumberFact, Given: GivenFacts, Name: Same("M")},
	{ID: "turnover", Type: AmountFact, Given: GivenBlock, Name: Same("turnover")},
	{ID: "profit", Type: AmountFact, Given: GivenBlock, Name: Same("profit")},
}}

func evaluate(c Condition, facts Facts) Outcome {
	e := evaluation{book: smallBook, facts: facts}
	// "p" applies when t1 is yes; nothing else is defined.
	e.applies = func(string) Outcome { return e.condition(Condition{Fact: "t1", Is: Yes}) }
	return e.condition(c)
}

func number(low, high int64) FactValue { return FactValue{Known: true, Range: span(low, high)} }

func TestEachConditionAnswersItsFacts(t *testing.T) {
	partial := FactValue{Known: true, Words: []string{"a"}, Partial: true}
	for _, c := range []struct {
		name, condition string
		facts           Facts
		want            Verdict
		missing         string
		key             string
	}{
		{"yes is yes", "{fact: t1, is: yes}", Facts{"t1": Truth(Yes)}, Yes, "[]", "condition.is"},
		{"no is not yes", "{fact: t1, is: yes}", Facts{"t1": Truth(No)}, No, "[]", "condition.is"},
		{"no is no", "{fact: t1, is: no}", Facts{"t1": Truth(No)}, Yes, "[]", "condition.is"},
		{"an absent fact is unknown", "{fact: t1, is: yes}", nil, Unknown, "[t1]", "condition.is"},
		{"an unknown fact is unknown", "{fact: t1, is: no}", Facts{"t1": Truth(Unknown)}, Unknown, "[t1]", "condition.is"},

		{"a word of the list", "{fact: c, in: [a, b]}", Facts{"c": Words("b")}, Yes, "[]", "condition.in"},
		{"a word outside the list", "{fact: c, in: [a, b]}", Facts{"c": Words("d")}, No, "[]", "condition.in"},
		{"one of several words is in the list", "{fact: c, in: [b]}", Facts{"c": Words("a", "b")}, Yes, "[]", "condition.in"},
		{"known to have no word at all", "{fact: c, in: [a]}", Facts{"c": Words()}, No, "[]", "condition.in"},
		{"an unknown choice", "{fact: c, in: [a]}", nil, Unknown, "[c]", "condition.in"},
		{"a partial choice that holds the word", "{fact: c, in: [a]}", Facts{"c": partial}, Yes, "[]", "condition.in"},
		{"a partial choice that may hold the word", "{fact: c, in: [b]}", Facts{"c": partial}, Unknown, "[c]", "condition.in"},

		{"at the threshold", "{fact: n, at-least: 500}", Facts{"n": number(500, 500)}, Yes, "[]", "condition.at-least"},
		{"one below the threshold", "{fact: n, at-least: 500}", Facts{"n": number(499, 499)}, No, "[]", "condition.at-least"},
		{"a range above", "{fact: n, at-least: 500}", Facts{"n": number(500, 900)}, Yes, "[]", "condition.at-least"},
		{"a range below", "{fact: n, at-least: 500}", Facts{"n": number(10, 499)}, No, "[]", "condition.at-least"},
		{"a range that straddles the threshold", "{fact: n, at-least: 500}", Facts{"n": number(499, 500)}, Unknown, "[n]", "condition.at-least"},
		{"an unknown number", "{fact: n, at-least: 500}", nil, Unknown, "[n]", "condition.at-least"},

		{"all: every one", "{all: [{fact: t1, is: yes}, {fact: t2, is: yes}]}", Facts{"t1": Truth(Yes), "t2": Truth(Yes)}, Yes, "[]", "condition.all"},
		{"all: one no settles it, and nothing is missing", "{all: [{fact: t1, is: yes}, {fact: t2, is: yes}]}", Facts{"t2": Truth(No)}, No, "[]", "condition.all"},
		{"all: one unknown", "{all: [{fact: t1, is: yes}, {fact: t2, is: yes}]}", Facts{"t2": Truth(Yes)}, Unknown, "[t1]", "condition.all"},
		{"all: a fact asked twice is missing once", "{all: [{fact: t1, is: yes}, {fact: t1, is: no}]}", nil, Unknown, "[t1]", "condition.all"},
		{"any: one yes settles it, and nothing is missing", "{any: [{fact: t1, is: yes}, {fact: t2, is: yes}]}", Facts{"t2": Truth(Yes)}, Yes, "[]", "condition.any"},
		{"any: none", "{any: [{fact: t1, is: yes}, {fact: t2, is: yes}]}", Facts{"t1": Truth(No), "t2": Truth(No)}, No, "[]", "condition.any"},
		{"any: one unknown", "{any: [{fact: t1, is: yes}, {fact: t2, is: yes}]}", Facts{"t2": Truth(No)}, Unknown, "[t1]", "condition.any"},
		{"a settled branch hides what it did not need", "{any: [{all: [{fact: t1, is: yes}, {fact: t2, is: yes}]}, {fact: t3, is: yes}]}", Facts{"t2": Truth(No)}, Unknown, "[t3]", "condition.any"},
		{"not turns yes", "{not: {fact: t1, is: yes}}", Facts{"t1": Truth(Yes)}, No, "[]", "condition.not"},
		{"not leaves unknown", "{not: {fact: t1, is: yes}}", nil, Unknown, "[t1]", "condition.not"},
		{"another provision applies", "{applies: p}", Facts{"t1": Truth(Yes)}, Yes, "[]", "condition.applies"},
		{"another provision may apply", "{applies: p}", nil, Unknown, "[t1]", "condition.applies"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var condition Condition
			if faults := read(t, c.condition, &condition); len(faults) > 0 {
				t.Fatal(faults)
			}
			o := evaluate(condition, c.facts)
			if o.Verdict != c.want || fmt.Sprint(o.Missing) != c.missing || o.Step.Key != c.key {
				t.Errorf("got %s %v %s, want %s %s %s", o.Verdict, o.Missing, o.Step.Key, c.want, c.missing, c.key)
			}
			if o.Step.Result.Verdict != c.want {
				t.Errorf("the step says %s", o.Step.Result.Verdict)
			}
		})
	}
}

func TestNoConditionAlwaysHolds(t *testing.T) {
	o := evaluate(Condition{}, nil)
	if o.Verdict != Yes || len(o.Missing) > 0 || o.Step.Key != "condition.always" || (Condition{}).String() != "always" {
		t.Errorf("got %+v", o)
	}
}

func TestAConditionHasExactlyOneForm(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "{}", "condition-form"},
		{"two forms", "{fact: t1, is: yes, all: [{fact: t2, is: yes}]}", "condition-form"},
		{"a fact without a test", "{fact: t1}", "condition-form"},
		{"a test without a fact", "{is: yes}", "condition-form"},
		{"two tests", "{fact: t1, is: yes, in: [a]}", "condition-form"},
		{"a test beside another form", "{applies: p, is: yes}", "condition-form"},
		{"asking whether a fact is unknown", "{fact: t1, is: unknown}", "condition-form"},
		{"asking whether a fact is true", "{fact: t1, is: true}", "condition-form"},
		{"all of nothing", "{all: []}", "condition-form"},
		{"any of nothing", "{any: []}", "condition-form"},
		{"in no list", "{fact: c, in: []}", "condition-form"},
		{"a fault inside is reported there and not twice", "{all: [{fact: t1}]}", "condition-form"},
		{"an unknown form", "{fact: n, at-most: 5}", "unknown-key"},
		{"a threshold that is no number", "{fact: n, at-least: many}", "not-a-decimal"},
		{"a word", "always", "not-a-map"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var condition Condition
			if got := codes(read(t, c.text, &condition)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAConditionPrintsCompactly(t *testing.T) {
	var c Condition
	faults := read(t, "{all: [{any: [{fact: t1, is: yes}, {fact: c, in: [a, b]}]}, {not: {fact: n, at-least: 5}}, {applies: p}]}", &c)
	want := "all(any(t1=yes c in [a b]) not(n>=5) applies:p)"
	if got := c.String(); len(faults) > 0 || got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	count := 0
	c.each(func(Condition) { count++ })
	if count != 7 {
		t.Errorf("visited %d conditions, want 7", count)
	}
	asked := c.facts(func(string) []FactID { return []FactID{"t3", "t1"} })
	if fmt.Sprint(asked) != "[t1 c n t3]" {
		t.Errorf("asks %v", asked)
	}
}

func TestAConditionShowsWordsInTheReadersLanguage(t *testing.T) {
	o := evaluate(Condition{Fact: "c", In: []string{"a", "b"}}, Facts{"c": Words("a")})
	if got := o.Step.Args[2].Value.Text; got != (Text{FR: "à, B", AR: "أ، B", EN: "a, B"}) {
		t.Errorf("choices are shown as %+v", got)
	}
	if got := o.Step.Args[1].Value.Text.AR; got != "أ" {
		t.Errorf("the value is shown as %q", got)
	}
}

func TestAFactShowsItsValue(t *testing.T) {
	for _, c := range []struct {
		name  string
		id    FactID
		value FactValue
		kind  ValueKind
	}{
		{"unknown", "t1", FactValue{}, VerdictKind},
		{"a truth", "t1", Truth(Yes), VerdictKind},
		{"a number", "n", number(1, 2), RangeKind},
		{"an amount", "turnover", FactValue{Known: true, Range: span(1, 2), Currency: "EUR"}, MoneyKind},
		{"one word of the list", "c", Words("a"), TextKind},
		{"several words", "c", Words("a", "b"), CodeKind},
		{"a word the list does not have", "c", Words("z"), CodeKind},
		{"a fact nobody defined", "zz", Words("z"), CodeKind},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.value.Value(smallBook.Find(c.id)); got.Kind != c.kind {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// Generators.

func genCondition(depth int) *rapid.Generator[Condition] {
	return rapid.Custom(func(t *rapid.T) Condition {
		form := rapid.IntRange(0, 6).Draw(t, "form")
		if depth == 0 {
			form = rapid.IntRange(0, 3).Draw(t, "leaf")
		}
		switch form {
		case 0:
			return Condition{Fact: rapid.SampledFrom([]FactID{"t1", "t2", "t3"}).Draw(t, "fact"), Is: rapid.SampledFrom([]Verdict{Yes, No}).Draw(t, "is")}
		case 1:
			return Condition{Fact: "c", In: rapid.SampledFrom([][]string{{"a"}, {"b"}, {"a", "d"}}).Draw(t, "in")}
		case 2:
			n := dec(fmt.Sprint(rapid.IntRange(0, 10).Draw(t, "at least")))
			return Condition{Fact: rapid.SampledFrom([]FactID{"n", "m"}).Draw(t, "number"), AtLeast: &n}
		case 3:
			return Condition{Applies: "p"}
		case 4:
			inner := genCondition(depth-1).Draw(t, "not")
			return Condition{Not: &inner}
		case 5:
			return Condition{All: rapid.SliceOfN(genCondition(depth-1), 1, 3).Draw(t, "all")}
		}
		return Condition{Any: rapid.SliceOfN(genCondition(depth-1), 1, 3).Draw(t, "any")}
	})
}

func genValue(id FactID) *rapid.Generator[FactValue] {
	return rapid.Custom(func(t *rapid.T) FactValue {
		switch smallBook.Find(id).Type {
		case TruthFact:
			return Truth(rapid.SampledFrom([]Verdict{Yes, No}).Draw(t, "truth"))
		case ChoiceFact:
			v := Words(rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "d"}), 0, 3, rapid.ID).Draw(t, "words")...)
			v.Partial = rapid.Bool().Draw(t, "partial")
			return v
		}
		low := rapid.Int64Range(0, 10).Draw(t, "low")
		return number(low, low+rapid.Int64Range(0, 5).Draw(t, "width"))
	})
}

var conditionFacts = []FactID{"t1", "t2", "t3", "c", "n", "m"}

func genFacts(t *rapid.T) Facts {
	facts := Facts{}
	for _, id := range conditionFacts {
		if rapid.Bool().Draw(t, "known "+string(id)) {
			facts[id] = genValue(id).Draw(t, string(id))
		}
	}
	return facts
}

// learn knows more than v did: an unknown value becomes known, a range narrows, a
// partial choice gains words or is completed.
func learn(t *rapid.T, id FactID, v FactValue) FactValue {
	switch {
	case !v.Known:
		return genValue(id).Draw(t, "learnt")
	case v.Partial:
		more := rapid.SliceOfDistinct(rapid.SampledFrom([]string{"a", "b", "d"}), rapid.ID).Draw(t, "more")
		return FactValue{Known: true, Words: appendNew(slices.Clone(v.Words), more...), Partial: rapid.Bool().Draw(t, "still partial")}
	case smallBook.Find(id).Type == NumberFact:
		low := rapid.Int64Range(v.Range.Low.IntPart(), v.Range.High.IntPart()).Draw(t, "low")
		return number(low, rapid.Int64Range(low, v.Range.High.IntPart()).Draw(t, "high"))
	}
	return v
}

func TestLearningAFactNeverTurnsASettledVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, facts := genCondition(3).Draw(t, "condition"), genFacts(t)
		before := evaluate(c, facts)
		id := rapid.SampledFrom(conditionFacts).Draw(t, "learn about")
		after := evaluate(c, facts.with(Facts{id: learn(t, id, facts[id])}))
		if before.Verdict != Unknown && after.Verdict != before.Verdict {
			t.Fatalf("%s: %s became %s", c, before.Verdict, after.Verdict)
		}
	})
}

func TestMissingIsEmptyExactlyWhenTheVerdictIsSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, facts := genCondition(3).Draw(t, "condition"), genFacts(t)
		o := evaluate(c, facts)
		if (len(o.Missing) == 0) != (o.Verdict != Unknown) {
			t.Fatalf("%s is %s and misses %v", c, o.Verdict, o.Missing)
		}
		for i, id := range o.Missing {
			if slices.Contains(o.Missing[:i], id) {
				t.Fatalf("%s is missing twice", id)
			}
			if v := facts[id]; v.Known && !v.Partial && v.Range.IsExact() {
				t.Fatalf("%s is missing though it is known", id)
			}
		}
	})
}

func TestKnowingEverythingSettlesEveryCondition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := Facts{"n": number(3, 3), "m": number(7, 7), "c": Words("b")}
		for _, id := range []FactID{"t1", "t2", "t3"} {
			facts[id] = genValue(id).Draw(t, string(id))
		}
		if c := genCondition(3).Draw(t, "condition"); evaluate(c, facts).Verdict == Unknown {
			t.Fatalf("%s is unknown", c)
		}
	})
}

func TestDeMorganHoldsForConditions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts, facts := rapid.SliceOfN(genCondition(2), 1, 3).Draw(t, "parts"), genFacts(t)
		var negated []Condition
		for _, p := range parts {
			negated = append(negated, Condition{Not: &p})
		}
		notAll, notAny := evaluate(Condition{Not: &Condition{All: parts}}, facts), evaluate(Condition{Not: &Condition{Any: parts}}, facts)
		anyNot, allNot := evaluate(Condition{Any: negated}, facts), evaluate(Condition{All: negated}, facts)
		if notAll.Verdict != anyNot.Verdict || notAny.Verdict != allNot.Verdict {
			t.Fatalf("not all %s, any not %s; not any %s, all not %s", notAll.Verdict, anyNot.Verdict, notAny.Verdict, allNot.Verdict)
		}
		if fmt.Sprint(notAll.Missing) != fmt.Sprint(anyNot.Missing) {
			t.Fatalf("missing %v and %v", notAll.Missing, anyNot.Missing)
		}
	})
}
