package locale

import (
	"strings"
	"testing"
	"time"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// nb and nnb are the no-break space and the narrow one.
const (
	nb  = "\u00a0"
	nnb = "\u202f"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// spaces makes a difference visible that a reader would not see.
var spaces = strings.NewReplacer(nb, "⍽", nnb, "⎵", isolateStart, "‹", isolateEnd, "›")

// triple is what each language writes.
type triple struct{ fr, ar, en string }

func (c triple) of(lang string) string {
	switch lang {
	case "fr":
		return c.fr
	case "ar":
		return c.ar
	}
	return c.en
}

func same(s string) triple { return triple{s, s, s} }

func compare(t *testing.T, what string, want triple, write func(*Locale) string) {
	t.Helper()
	for _, l := range all(t) {
		if got := write(l); got != want.of(l.Language) {
			t.Errorf("%s in %s: %s, want %s", what, l.Language, spaces.Replace(got), spaces.Replace(want.of(l.Language)))
		}
	}
}

func TestUnknownLanguages(t *testing.T) {
	for _, lang := range []string{"", "de", "FR", "fr-MA", "ar_MA", "../fr"} {
		if l, err := Load(lang); err == nil || l != nil || !strings.Contains(err.Error(), "fr, ar, en") {
			t.Errorf("%q: %v %v", lang, l, err)
		}
	}
}

func TestDirections(t *testing.T) {
	for _, l := range all(t) {
		if l.RightToLeft != (l.Language == "ar") {
			t.Errorf("%s is written from right to left: %v", l.Language, l.RightToLeft)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		number string
		want   triple
	}{
		{"0", same("0")},
		{"1", same("1")},
		{"12", same("12")},
		{"123", same("123")},
		{"1234", triple{"1" + nnb + "234", "1.234", "1,234"}},
		{"12345", triple{"12" + nnb + "345", "12.345", "12,345"}},
		{"123456", triple{"123" + nnb + "456", "123.456", "123,456"}},
		{"1996026", triple{"1" + nnb + "996" + nnb + "026", "1.996.026", "1,996,026"}},
		{"1234567.89", triple{"1" + nnb + "234" + nnb + "567,89", "1.234.567,89", "1,234,567.89"}},
		{"0.5", triple{"0,5", "0,5", "0.5"}},
		{"0.25", triple{"0,25", "0,25", "0.25"}},
		{"1.10", triple{"1,1", "1,1", "1.1"}}, // what is exact shows no filling zeros
		{"9.64797", triple{"9,64797", "9,64797", "9.64797"}},
		{"-1", same("-1")},
		{"-123", same("-123")},
		{"-1234.5", triple{"-1" + nnb + "234,5", "-1.234,5", "-1,234.5"}},
		{"-0.5", triple{"-0,5", "-0,5", "-0.5"}},
		{"1000000000000000", triple{"1" + strings.Repeat(nnb+"000", 5), "1" + strings.Repeat(".000", 5), "1" + strings.Repeat(",000", 5)}},
	} {
		compare(t, c.number, c.want, func(l *Locale) string { return l.Number(dec(c.number)) })
	}
	// A number of two significant digits is written out.
	compare(t, "16e5", triple{"1" + nnb + "600" + nnb + "000", "1.600.000", "1,600,000"}, func(l *Locale) string { return l.Number(decimal.New(16, 5)) })
}

func TestRoundedNumbers(t *testing.T) {
	for _, c := range []struct {
		number      string
		least, most int
		want        triple
	}{
		{"5", 2, 2, triple{"5,00", "5,00", "5.00"}},
		{"0.125", 2, 2, triple{"0,13", "0,13", "0.13"}},
		{"-0.125", 2, 2, triple{"-0,13", "-0,13", "-0.13"}},
		{"-0.001", 2, 2, triple{"0,00", "0,00", "0.00"}},
		{"0.25", 0, 8, triple{"0,25", "0,25", "0.25"}},
		{"1.10", 0, 8, triple{"1,1", "1,1", "1.1"}},
		{"1.10", 1, 8, triple{"1,1", "1,1", "1.1"}},
		{"1234567.5", 0, 0, triple{"1" + nnb + "234" + nnb + "568", "1.234.568", "1,234,568"}},
		{"12", 0, 0, same("12")},
	} {
		compare(t, c.number, c.want, func(l *Locale) string { return l.Rounded(dec(c.number), c.least, c.most) })
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		amount string
		unit   law.Currency
		want   triple
	}{
		{"0", "MAD", triple{"0" + nb + "DH", "0" + nb + "درهم", "0" + nb + "MAD"}},
		{"600000", "MAD", triple{"600" + nnb + "000" + nb + "DH", "600.000" + nb + "درهم", "600,000" + nb + "MAD"}},
		{"0.3", "MAD", triple{"0,3" + nb + "DH", "0,3" + nb + "درهم", "0.3" + nb + "MAD"}},
		{"-20000", "MAD", triple{"-20" + nnb + "000" + nb + "DH", "-20.000" + nb + "درهم", "-20,000" + nb + "MAD"}},
		// A currency without a name of its own shows its code.
		{"1234.5", "CHF", triple{"1" + nnb + "234,5" + nb + "CHF", "1.234,5" + nb + "CHF", "1,234.5" + nb + "CHF"}},
	} {
		compare(t, c.amount, c.want, func(l *Locale) string { return l.Money(law.Money{Amount: dec(c.amount), Currency: c.unit}) })
	}
	compare(t, "MAD", triple{"DH", "درهم", "MAD"}, func(l *Locale) string { return l.Currency("MAD") })
	compare(t, "CHF", same("CHF"), func(l *Locale) string { return l.Currency("CHF") })
}

func TestRanges(t *testing.T) {
	width := func(low, high string) law.Range { return law.Range{Low: dec(low), High: dec(high)} }
	for _, c := range []struct {
		name string
		r    law.Range
		want triple
	}{
		{"exact", law.Count(1234), triple{"1" + nnb + "234", "1.234", "1,234"}},
		{"wide", width("5523", "5532"), triple{"de 5" + nnb + "523 à 5" + nnb + "532", "من ‹5.523› إلى ‹5.532›", "5,523 to 5,532"}},
		{"with decimals", width("0.1", "1.2"), triple{"de 0,1 à 1,2", "من ‹0,1› إلى ‹1,2›", "0.1 to 1.2"}},
	} {
		for _, l := range all(t) {
			if got := strings.NewReplacer(isolateStart, "‹", isolateEnd, "›").Replace(l.Range(c.r)); got != c.want.of(l.Language) {
				t.Errorf("%s in %s: %s, want %s", c.name, l.Language, spaces.Replace(got), spaces.Replace(c.want.of(l.Language)))
			}
		}
	}
}

func TestDates(t *testing.T) {
	months := map[time.Month]triple{
		1: {"janvier", "يناير", "January"}, 2: {"février", "فبراير", "February"}, 3: {"mars", "مارس", "March"}, 4: {"avril", "أبريل", "April"},
		5: {"mai", "ماي", "May"}, 6: {"juin", "يونيو", "June"}, 7: {"juillet", "يوليوز", "July"}, 8: {"août", "غشت", "August"},
		9: {"septembre", "شتنبر", "September"}, 10: {"octobre", "أكتوبر", "October"}, 11: {"novembre", "نونبر", "November"}, 12: {"décembre", "دجنبر", "December"},
	}
	for m, name := range months {
		want := triple{"9 " + name.fr + " 2025", "9 " + name.ar + " 2025", "9 " + name.en + " 2025"}
		compare(t, m.String(), want, func(l *Locale) string { return l.Date(law.Date{Year: 2025, Month: m, Day: 9}) })
	}
	compare(t, "no date", same(""), func(l *Locale) string { return l.Date(law.Date{}) })
}

func TestTimesAndMoments(t *testing.T) {
	at := time.Date(2025, 4, 9, 9, 5, 0, 0, time.FixedZone("", 3600))
	day := law.Date{Year: 2025, Month: 4, Day: 9}
	for _, l := range all(t) {
		for _, c := range []struct {
			name, got string
			want      []string // pieces, in this order
		}{
			{"an instant", l.Time(at), []string{l.Date(day), "09:05", "(UTC+01:00)"}},
			{"UTC", l.Time(at.UTC()), []string{l.Date(day), "08:05", "(UTC+00:00)"}},
			{"west of Greenwich", l.Time(at.In(time.FixedZone("", -5*3600))), []string{l.Date(day), "03:05", "(UTC-05:00)"}},
			{"the day where it happened", l.Time(time.Date(2025, 4, 8, 23, 30, 0, 0, time.UTC).In(time.FixedZone("", 3600))), []string{l.Date(day), "00:30", "(UTC+01:00)"}},
			{"a moment with its hour", l.Moment(law.Moment{Date: day, Time: at}), []string{l.Date(day), "09:05", "(UTC+01:00)"}},
			{"a day", l.Moment(law.Moment{Date: day}), []string{l.Date(day)}},
			{"a month", l.Moment(law.Moment{Date: law.Date{Year: 2025, Month: 4, Day: 1}, Month: true}), []string{strings.TrimPrefix(l.Date(day), "9 ")}},
			{"unknown", l.Moment(law.Moment{}), []string{l.Text("verdict.unknown")}},
		} {
			rest := c.got
			for i, piece := range c.want {
				between, after, found := strings.Cut(rest, piece)
				if !found || i == 0 && between != "" {
					t.Errorf("%s in %s: %q, want %q", c.name, l.Language, c.got, c.want)
				}
				rest = after
			}
			if rest != "" || strings.Contains(c.got, "⟦") {
				t.Errorf("%s in %s: %q", c.name, l.Language, c.got)
			}
		}
	}
}

// patched is a locale of a few messages.
func patched(lang string, messages map[string]string) *Locale {
	return &Locale{Language: lang, RightToLeft: lang == "ar", plain: messages, plurals: map[string]bool{}}
}

func TestTextFillsItsPlaceholders(t *testing.T) {
	messages := map[string]string{
		"plain": "word", "one": "a {x} b", "two": "{x}{y}", "twice": "{x} and {x}", "open": "a {x", "verdict.yes": "yes", "format.range": "{low}-{high}", "month.4": "avril", "format.date-time": " ",
	}
	x := func(v law.Value) []law.Arg { return []law.Arg{law.With("x", v)} }
	for _, c := range []struct {
		name, key string
		args      []law.Arg
		fr, ar    string
	}{
		{"no placeholder", "plain", nil, "word", "word"},
		{"an argument nobody asks for", "plain", x(law.OfCode("z")), "word", "word"},
		{"a code", "one", x(law.OfCode("z")), "a z b", "a ‹z› b"},
		{"a text is of the language", "one", x(law.OfText(law.Text{FR: "é", AR: "ع", EN: "e"})), "a é b", "a ع b"},
		{"a word is looked up", "one", x(law.OfWord("plain")), "a word b", "a word b"},
		{"a verdict is looked up", "one", x(law.OfVerdict(law.Yes)), "a yes b", "a yes b"},
		{"a number", "one", x(law.OfInt(1234)), "a 1⎵234 b", "a ‹1.234› b"},
		{"a whole range is isolated", "one", x(law.OfRange(law.Range{Low: dec("1"), High: dec("2")})), "a 1-2 b", "a ‹‹1›-‹2›› b"},
		{"money", "one", x(law.OfMoney(law.Money{Amount: dec("5"), Currency: "MAD"})), "a 5⍽MAD b", "a ‹5⍽MAD› b"},
		{"a date is Arabic already", "one", x(law.OfDate(law.Date{Year: 2025, Month: 4, Day: 9})), "a 9 avril 2025 b", "a 9 avril 2025 b"},
		{"no value", "one", x(law.Value{}), "a  b", "a ‹› b"},
		{"the same argument twice", "twice", x(law.OfCode("z")), "z and z", "‹z› and ‹z›"},
		{"a missing argument shows", "two", x(law.OfCode("z")), "z⟦two.y⟧", "‹z›⟦two.y⟧"},
		{"no arguments at all", "one", nil, "a ⟦one.x⟧ b", "a ⟦one.x⟧ b"},
		{"an argument cannot smuggle a placeholder", "one", x(law.OfCode("{y}")), "a {y} b", "a ‹{y}› b"},
		{"a missing key shows", "nothing", nil, "⟦nothing⟧", "⟦nothing⟧"},
		{"a missing word shows", "one", x(law.OfWord("nothing")), "a ⟦nothing⟧ b", "a ⟦nothing⟧ b"},
		{"a brace nobody closed shows", "open", x(law.OfCode("z")), "a ⟦open.x⟧", "a ⟦open.x⟧"},
	} {
		for lang, want := range map[string]string{"fr": c.fr, "ar": c.ar} {
			if got := spaces.Replace(patched(lang, messages).Text(c.key, c.args...)); got != want {
				t.Errorf("%s in %s: %q, want %q", c.name, lang, got, want)
			}
		}
	}
}

func TestPluralsFollowTheCount(t *testing.T) {
	// months.exact has a form for each category; the forms differ in Arabic.
	const key = "brief.clock.elapsed"
	for _, c := range []struct {
		count int
		form  triple
	}{
		{0, triple{"one", "zero", "other"}},
		{1, triple{"one", "one", "one"}},
		{2, triple{"other", "two", "other"}},
		{3, triple{"other", "few", "other"}},
		{10, triple{"other", "few", "other"}},
		{11, triple{"other", "many", "other"}},
		{72, triple{"other", "many", "other"}},
		{99, triple{"other", "many", "other"}},
		{100, triple{"other", "other", "other"}},
		{103, triple{"other", "few", "other"}},
		{1000000, triple{"many", "other", "other"}},
	} {
		for _, l := range all(t) {
			form := catalogue(t, l.Language)[key][c.form.of(l.Language)]
			want := strings.ReplaceAll(form, "{count}", l.isolate(law.OfInt(c.count)))
			if got := l.Text(key, law.With("count", law.OfInt(c.count))); got != want || form == "" {
				t.Errorf("%d in %s: %q, want %q", c.count, l.Language, got, want)
			}
		}
	}
	// A range counts as its high end; without a count the missing argument shows.
	l := locale(t, "ar")
	if got := l.Text(key, law.With("count", law.OfRange(law.Range{Low: dec("1"), High: dec("3")}))); !strings.Contains(got, "ساعات") {
		t.Errorf("a range: %q", got)
	}
	if got := locale(t, "en").Text(key); !strings.Contains(got, "⟦"+key+".count⟧") {
		t.Errorf("no count: %q", got)
	}
}

func TestValuesOfEveryKind(t *testing.T) {
	l := locale(t, "en")
	for name, c := range map[string]struct {
		v    law.Value
		want string
	}{
		"nothing": {law.Value{}, ""},
		"money":   {law.OfMoney(law.Money{Amount: dec("5"), Currency: "EUR"}), "5" + nb + l.Currency("EUR")},
		"number":  {law.OfInt(5), "5"},
		"range":   {law.OfRange(law.Count(5)), "5"},
		"date":    {law.OfDate(law.Date{Year: 2025, Month: 4, Day: 9}), "9 April 2025"},
		"verdict": {law.OfVerdict(law.No), "no"},
		"text":    {law.OfText(law.Text{FR: "f", AR: "a", EN: "e"}), "e"},
		"word":    {law.OfWord("verdict.yes"), "yes"},
		"code":    {law.OfCode("ma.09-08.58"), "ma.09-08.58"},
	} {
		if got := l.Value(c.v); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Every fault names its remedy in every language: with the arguments it comes
// with, no placeholder stays open.
func TestFaults(t *testing.T) {
	for _, l := range all(t) {
		near := l.Fault(strict.Fault{Code: "unknown-key", Args: []strict.Arg{{Name: "key", Value: "titel"}, {Name: "nearest", Value: "title"}, {Name: "allowed", Value: "id, title"}}})
		if !strings.Contains(near, "titel") || !strings.Contains(near, "title") || strings.Contains(near, "id, title") || strings.Contains(near, "⟦") {
			t.Errorf("%s: %s", l.Language, near)
		}
		allowed := l.Fault(strict.Fault{Code: "unknown-value", Args: []strict.Arg{{Name: "value", Value: "x"}, {Name: "nearest", Value: ""}, {Name: "allowed", Value: "yes, no"}}})
		if !strings.Contains(allowed, "yes, no") || strings.Contains(allowed, "⟦") {
			t.Errorf("%s: %s", l.Language, allowed)
		}
		long := l.Fault(strict.Fault{Code: "unknown-value", Args: []strict.Arg{{Name: "value", Value: "x"}, {Name: "allowed", Value: strings.Repeat("word, ", 100)}}})
		if strings.Contains(long, "word") {
			t.Errorf("%s lists a hundred words: %s", l.Language, long)
		}
	}
}

// Everything that an assessment words is worded in every language: figures,
// labels, steps, warnings, facts, questions, texts.
func TestEverythingIsWorded(t *testing.T) {
	for name, text := range incidents(t) {
		a := assess(t, text)
		steps := a.AllSteps()
		if len(steps) < 20 {
			t.Fatalf("%s: only %d steps", name, len(steps))
		}
		for _, l := range all(t) {
			holds := func(what, s string) {
				if strings.Contains(s, "⟦") {
					t.Errorf("%s in %s: %s: %s", name, l.Language, what, s)
				}
			}
			for _, s := range steps {
				s.Walk(func(s law.Step, _ int) {
					if strings.HasPrefix(s.Key, "figure.") {
						holds("label", l.Text(s.Key, s.Args...))
					} else {
						holds("step", l.Step(s))
					}
					holds("result", l.Value(s.Result))
					if s.Mark != "" {
						holds("mark", l.Text("mark."+string(s.Mark)))
					}
				})
			}
			for _, f := range a.Incident.Stated() {
				holds("stated "+f.Path, l.Value(f.Confirmed)+l.Value(f.Claimed))
				for _, v := range f.Conflicts {
					holds("conflict "+f.Path, l.Value(v))
				}
			}
			for _, v := range a.Views() {
				holds("standpoint", l.Text("standpoint."+v.Standpoint.String()))
				for _, line := range v.Loss.Lines {
					if line.Reason != "" {
						holds("reason", l.Text("loss.reason."+line.Reason))
					}
				}
				for _, f := range v.Severity.Flags {
					holds("flag", l.Text("severity.flag-name."+f))
				}
				for id, fact := range v.Facts {
					holds("fact "+string(id), l.Value(fact.Value(a.Rulebook.Facts.Find(id))))
				}
				for _, j := range v.Jurisdictions {
					for _, total := range j.Totals {
						total.Step.Walk(func(s law.Step, _ int) { holds("total", l.Step(s)) })
					}
				}
			}
			for _, d := range a.Duties {
				holds("headline", l.Text("headline."+string(d.Headline)))
			}
		}
	}
}
