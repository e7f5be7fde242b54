package brief

import (
	"regexp"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

func TestSituation(t *testing.T) {
	for _, c := range []struct {
		name, file string
		edit       func(string) string
		want       []string
		never      []string
	}{
		{"nothing known", "unknown", nil, []string{"number of people unknown", "no legal duty established at this stage; 6 to settle"}, nil},
		{"undecided", "rich", nil, []string{"1 legal duty to carry out; 5 to settle"}, nil},
		{"partly known", "rich", replace("    people: 40", "    people: unknown"), []string{"at least 120 people confirmed, at least 50,000 claimed"}, nil},
		{"not a breach", "rich", notPersonal, []string{"not a personal data breach according to what is established"}, []string{"number of people", "severity"}},
		{"claimed to be one", "rich", replace("personal_data: yes", "personal_data: {confirmed: no, claimed: yes}"), []string{"not a personal data breach according to what is established; severity very high if the claim is true"}, []string{"not assessable"}},
		{"before the law", "unknown", replace("2025-04-10", "2005-04-10"), []string{"the facts precede the first encoded text, no legal answer is possible"}, []string{"no legal duty"}},
		{"before the duties", "unknown", replace("2025-04-10", "2015-04-10"), []string{"none of the encoded legal duties was in force on the date used"}, []string{"no legal duty", "to settle"}},
	} {
		got := Situation(assessFile(t, c.file, c.edit), language(t, "en"))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q lacks %q", c.name, got, want)
			}
		}
		for _, never := range c.never {
			if strings.Contains(got, never) {
				t.Errorf("%s: %q holds %q", c.name, got, never)
			}
		}
	}
}

func TestDutiesClauses(t *testing.T) {
	a := assessFile(t, "rich", nil)
	var statutory []impact.DutyView
	for _, d := range a.Duties {
		if d.Finding().Version.Duty.Basis == law.Statutory {
			statutory = append(statutory, d)
		}
	}
	for _, c := range []struct {
		headlines []impact.Headline
		want      string
	}{
		{[]impact.Headline{impact.NotDue, impact.NotDue}, "none of the encoded legal duties applies on the known facts"},
		{[]impact.Headline{impact.NotDue, impact.Open}, "no legal duty established at this stage; 1 to settle"},
		{[]impact.Headline{impact.Prepare, impact.Open}, "no legal duty established at this stage; 1 to prepare; 1 to settle"},
		{[]impact.Headline{impact.Due, impact.NotDue}, "1 legal duty to carry out"},
	} {
		a.Duties = statutory[:len(c.headlines)]
		for i, h := range c.headlines {
			a.Duties[i].Headline = h
		}
		b := &brief{a: a, l: language(t, "en")}
		if got := b.join(b.dutiesClauses()); got != c.want {
			t.Errorf("%v: %q, want %q", c.headlines, got, c.want)
		}
	}
}

// TestNoNumberIsMadeUp looks for a lower limit that says nothing.
func TestNoNumberIsMadeUp(t *testing.T) {
	zero := regexp.MustCompile(`(at least|au moins) 0([^0-9.,]|$)|(^|[^0-9.,])0\x{2069}? على الأقل`)
	forms(t, func(name, _, out string) {
		if found := zero.FindString(oneLine(out)); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
	})
	b := &brief{l: language(t, "fr")}
	people := func(n int) severity.Unknown {
		return severity.Unknown{What: severity.UnknownPeople, Step: law.Step{Key: "severity.could.people", Args: []law.Arg{law.With("people", law.OfInt(n)), law.With("threshold", law.OfInt(100))}}}
	}
	if got := b.unknownPeople(people(0)); strings.Contains(got, "au moins") {
		t.Errorf("nobody known: %q", got)
	}
	if got := b.unknownPeople(people(7)); !strings.Contains(got, "au moins 7") {
		t.Errorf("seven known: %q", got)
	}
}

func TestNotInForce(t *testing.T) {
	a := assessCase(t, "anonymous-morocco-2012")
	for lang, want := range map[string]string{
		"fr": "loi n° 05-20, art.\u00a08, 14, 27, 30 et 33\u00a0; loi n° 43-20, art.\u00a040\u00a0: pas en vigueur à la date retenue (février 2012)",
		"en": "Law no. 05-20, arts. 8, 14, 27, 30 and 33; Law no. 43-20, art. 40: not in force on the date used (February 2012)",
	} {
		lines := NotInForce(a, law.DutyKind, language(t, lang))
		if len(lines) != 1 || lines[0] != want {
			t.Errorf("%s: %q, want %q", lang, lines, want)
		}
	}
	day := assessFile(t, "unknown", replace("2025-04-10", "2012-02-12"))
	if lines := NotInForce(day, law.SanctionKind, language(t, "fr")); len(lines) != 1 || !strings.HasSuffix(lines[0], "pas en vigueur au 12 février 2012") {
		t.Errorf("of a day: %q", lines)
	}
	for _, name := range []string{"cnss-2025", "employment-ministry-2025"} { // their controllers are known to be in Morocco
		if lines := NotInForce(assessCase(t, name), law.DutyKind, language(t, "fr")); lines != nil {
			t.Errorf("%s: %q", name, lines)
		}
	}
	for _, lang := range locale.Languages() {
		if out := text(t, a, lang); strings.ContainsAny(out, "⟦⟧") || strings.Contains(out, "1 février 2012") {
			t.Errorf("%s: a day that nobody stated", lang)
		}
	}
}

// TestBeforeTheLaw holds the report to silence about a law that it does not know.
func TestBeforeTheLaw(t *testing.T) {
	a := assessFile(t, "unknown", replace("2025-04-10", "2005-04-10"))
	for lang, never := range map[string]string{"fr": "faits connus", "ar": "الوقائع المعروفة", "en": "known facts"} {
		l := language(t, lang)
		answer := l.Text("brief.not-known", law.With("jurisdiction", law.OfText(a.Claimed.Law("ma").Jurisdiction.Name)), law.With("first", law.OfDate(a.Claimed.Law("ma").Jurisdiction.FirstText())))
		for form, out := range map[string]string{"text": text(t, a, lang), "deadlines": deadlines(t, a, lang)} {
			if strings.Contains(oneLine(out), never) || !strings.Contains(oneLine(out), oneLine(answer)) {
				t.Errorf("%s in %s does not say that nothing can be answered:\n%s", form, lang, out)
			}
		}
		if out := text(t, a, lang); strings.Contains(out, l.Text("brief.questions.none")) || strings.Contains(out, l.Text("brief.actions.none")) {
			t.Errorf("%s: an answer is given", lang)
		}
	}
}

// TestCombinationIsNamed: no row of the table shows what several data do together.
func TestCombinationIsNamed(t *testing.T) {
	out := oneLine(text(t, assessCase(t, "cnss-2025"), "en"))
	for _, want := range []string{"Data context kept (4): Together", "Identification kept (1): Together"} {
		if !strings.Contains(out, want) {
			t.Errorf("the brief lacks %q", want)
		}
	}
	term := law.Step{Key: "severity.ei", Result: law.OfInt(2), Parts: []law.Step{
		{Key: "low", Result: law.OfInt(1)}, {Key: "weak", Result: law.OfInt(2), Mark: law.Judged}, {Key: "firm", Result: law.OfInt(2)}, {Key: "last", Result: law.OfInt(2)}, {Key: "refused"},
	}}
	if got := deciding(term).Key; got != "firm" {
		t.Errorf("%q decides", got)
	}
	if got := deciding(law.Step{Key: "severity.override", Result: law.OfInt(2), Parts: []law.Step{term}}).Key; got != "severity.override" {
		t.Errorf("of an override %q decides", got)
	}
}

// TestWorstOfAGroupWithoutAScore: one line, not one a kind of data.
func TestWorstOfAGroupWithoutAScore(t *testing.T) {
	unknown := func(what string) severity.Unknown {
		return severity.Unknown{What: what, SE: severity.Points(3), Step: law.Step{Key: "severity.could.malicious", Args: []law.Arg{law.With("level", law.OfWord("severity.level.high"))}}}
	}
	s := severity.Result{Top: -1, ExtendedTop: -1, Reason: severity.ReasonNoDataKnown, Groups: []severity.GroupScore{{
		ID: "g", Reason: severity.ReasonNoDataKnown, Worst: severity.Points(4), WorstLevel: severity.VeryHigh,
		Unknowns: []severity.Unknown{unknown(severity.UnknownData), unknown(severity.UnknownData), unknown(severity.UnknownWord)},
	}}}
	a := assessFile(t, "unknown", nil)
	a.Confirmed.Severity, a.Claimed.Severity = s, s
	b := &brief{a: a, l: language(t, "en")}
	could := b.could(s)
	if len(could) != 1 || len(could[0].under) != 2 {
		t.Fatalf("what could raise the score: %+v", could)
	}
	if got := could[0].under[1].text; !strings.Contains(got, "worst: 4 (") {
		t.Errorf("the worst is worded %q", got)
	}
	if out := oneLine(text(t, a, "en")); !strings.Contains(out, "worst: 4 (") {
		t.Error("the brief lacks the worst of a group without a score")
	}
	s.Groups[0].Worst, s.Groups[0].Unknowns = 0, nil
	if got := b.could(s); got != nil {
		t.Errorf("nothing is known of a worst: %+v", got)
	}
}
