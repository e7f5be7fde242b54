package brief

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/templates/cases"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// assessments are the incidents that the tests below go through.
func assessments(t *testing.T) map[string]*impact.Assessment {
	t.Helper()
	out := map[string]*impact.Assessment{}
	for _, id := range cases.IDs() {
		out[id] = assessCase(t, id)
	}
	for _, name := range []string{"rich", "unknown"} {
		out[name] = assessFile(t, name, nil)
	}
	out["refuted"] = assessFile(t, "rich", refute)
	out["partly-known"] = assessFile(t, "rich", replace("    people: 40", "    people: unknown"))
	out["not-a-breach"] = assessFile(t, "rich", notPersonal)
	out["before-the-law"] = assessFile(t, "unknown", replace("2025-04-10", "2005-04-10"))
	return out
}

// The incidents below are those of testdata, changed.
func replace(old, by string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, by) }
}

func refute(s string) string {
	return replace("  malicious: yes", "  malicious: yes\n  claim: refuted")(s)
}

func notPersonal(s string) string {
	s = replace("personal_data: yes", "personal_data: no")(s)
	return replace("people: 40", "people: unknown")(replace("people: {confirmed: 120, claimed: 50000}", "people: unknown")(s))
}

func assessFile(t *testing.T, name string, edit func(string) string) *impact.Assessment {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if edit != nil {
		text = edit(text)
	}
	return assess(t, text)
}

// forms yields every output of every assessment.
func forms(t *testing.T, visit func(name, lang, out string)) {
	t.Helper()
	for name, a := range assessments(t) {
		for _, lang := range locale.Languages() {
			visit(name+"."+lang+".txt", lang, text(t, a, lang))
			visit(name+".deadlines."+lang+".txt", lang, deadlines(t, a, lang))
		}
	}
}

func TestNothingIsLeftUnworded(t *testing.T) {
	forms(t, func(name, _, out string) {
		for _, printed := range strings.Split(out, "\n") {
			if strings.ContainsAny(printed, "⟦⟧{}") {
				t.Errorf("%s: %s", name, printed)
			}
		}
	})
}

func TestNoEnglishInOtherLanguages(t *testing.T) {
	english := regexp.MustCompile(`(?i)\b(the|and|of|with|unknown|claimed|confirmed|not-due|very-high)\b`)
	forms(t, func(name, lang, out string) {
		if lang == "en" {
			return
		}
		if found := english.FindString(out); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
	})
}

func TestTextFitsTheTerminal(t *testing.T) {
	forms(t, func(name, _, out string) {
		if !strings.HasSuffix(name, ".txt") {
			return
		}
		for _, printed := range strings.Split(out, "\n") {
			if line.Columns(printed) > terminalColumns {
				t.Errorf("%s: %d columns: %s", name, line.Columns(printed), printed)
			}
		}
	})
}

// TestClaimedIsNeverShownAsConfirmed looks for the number that only the attacker
// gave. It stands beside the word for a claim on the same line, and never in the
// column of what is confirmed.
func TestClaimedIsNeverShownAsConfirmed(t *testing.T) {
	a := assessCase(t, "cnss-2025")
	for lang, c := range map[string]struct{ number, word string }{
		"fr": {"1\u202f996\u202f026", "allégu"}, "ar": {"1.996.026", "دعاء|دّعى"}, "en": {"1,996,026", "claimed"},
	} {
		l, claim := language(t, lang), regexp.MustCompile(c.word)
		sources := l.Text("brief.section.sources") // titles are quoted as they are; a sentence says what they are worth
		for _, out := range []string{text(t, a, lang)} {
			found := 0
			before, after, _ := strings.Cut(out, sources)
			if !strings.Contains(oneLine(after), oneLine(l.Text("brief.sources.note"))) {
				t.Errorf("%s: the note on the titles of sources is missing", lang)
			}
			lines := strings.Split(before, "\n")
			for i, printed := range lines {
				if !strings.Contains(printed, c.number) {
					continue
				}
				found++
				// A sentence may wrap between the number and the word.
				if !claim.MatchString(printed + lines[i+1]) {
					t.Errorf("%s: %q stands without %q: %s", lang, c.number, c.word, printed)
				}
			}
			if found < 3 {
				t.Errorf("%s: the claimed number is shown %d times", lang, found)
			}
		}
	}
	for _, block := range build(a, language(t, "en")).blocks {
		tab, ok := block.(table)
		if !ok || len(tab.head) != 3 {
			continue
		}
		for _, row := range tab.rows {
			if strings.Contains(row[1], "1,996,026") || strings.Contains(row[1], "claimed") {
				t.Errorf("a claim stands in the column of what is confirmed: %q", row)
			}
		}
	}
}

// oneLine undoes the wrapping of lines.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestNothingKnownIsSaidPlainly(t *testing.T) {
	out := text(t, assessFile(t, "unknown", nil), "en")
	for _, want := range []string{
		"nothing-known", "Organisation not identified", "number of people unknown", "severity not assessable",
		"no legal duty established at this stage", "its law may apply, a fact is missing", "Questions to settle",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the brief of an incident nobody knows anything about lacks %q", want)
		}
	}
	for _, never := range []string{"(claimed)", "hours from", "To do\n"} {
		if strings.Contains(out, never) {
			t.Errorf("it holds %q", never)
		}
	}
}

func TestRefutedClaim(t *testing.T) {
	out := text(t, assessments(t)["refuted"], "en")
	for _, want := range []string{"The claim is refuted", "50,040 (claimed, refuted)", "By the refuted claim, for the record", "160 people concerned (confirmed number)", "Claimed (refuted)", "With the claims (refuted)"} {
		if !strings.Contains(oneLine(out), want) {
			t.Errorf("the brief of a refuted claim lacks %q", want)
		}
	}
	for _, never := range []string{"Claimed, not confirmed", "with the claims taken into account", "if the claim is true", "only claimed; no figure"} {
		if strings.Contains(oneLine(out), never) {
			t.Errorf("the brief of a refuted claim holds %q", never)
		}
	}
}

// TestRefutedClaimAsksNothing holds the questions, the plan and the warnings to
// what the confirmed facts need.
func TestRefutedClaimAsksNothing(t *testing.T) {
	standing, refuted := assessFile(t, "rich", claimPersonal), assessFile(t, "rich", func(s string) string { return refute(claimPersonal(s)) })
	refuted.Questions, refuted.Actions, refuted.Warnings = standing.Questions, standing.Actions, standing.Warnings // whoever computes them
	b := &brief{a: refuted, l: language(t, "en")}
	left, dropped := 0, 0
	for _, q := range refuted.Questions {
		question, out := b.in(q.Definition.Question), oneLine(text(t, refuted, "en"))
		switch {
		case b.asks(q):
			left++
		case strings.Contains(out, question):
			t.Errorf("%q is asked for a refuted claim", question)
		default:
			dropped++
		}
	}
	if left == 0 || dropped == 0 {
		t.Errorf("%d questions are asked, %d are not", left, dropped)
	}
	if out := text(t, refuted, "en"); strings.Contains(oneLine(out), "is only claimed; no figure") {
		t.Error("a refuted claim is warned of")
	}
}

// claimPersonal leaves everything but the claim unknown.
func claimPersonal(s string) string {
	s = replace("personal_data: yes", "personal_data: {claimed: no}")(s)
	s = replace("people: {confirmed: 120, claimed: 50000}", "people: {claimed: 50000}")(s)
	return replace("digital-service-provider: yes", "digital-service-provider: {claimed: yes, confirmed: no}")(replace("significant-impact: yes", "significant-impact: {claimed: unknown, confirmed: no}")(s))
}

func TestRichIncident(t *testing.T) {
	out := oneLine(text(t, assessFile(t, "rich", nil), "en"))
	for _, want := range []string{
		"160 people confirmed, 50,040 claimed",
		"insurer: notify",
		"33 full hours elapsed",
		"Informing the CNDP in writing: not for now",
		"the tool's conclusion: ",
		"sensitive data: no (a judgement, not derived by the rules)",
		"Volume unknown 13 GB – 20 GB (claimed)",
		"records, group clients: kept: 150; the sources give: 50,000, 61,000 (sources police)",
		"March 2025",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the brief lacks %q", want)
		}
	}
}

func TestSameBytesEveryTime(t *testing.T) {
	for _, lang := range locale.Languages() {
		first, second := assessCase(t, "cards-2025"), assessCase(t, "cards-2025")
		if text(t, first, lang) != text(t, second, lang) {
			t.Errorf("%s: the same incident gave other bytes", lang)
		}
	}
}

type broken struct{}

var errBroken = errors.New("the disk is full")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteErrorsAreReturned(t *testing.T) {
	a, l := assessCase(t, "cards-2025"), language(t, "fr")
	for name, err := range map[string]error{
		"Deadlines": Deadlines(broken{}, a, l), "Text": Text(broken{}, a, l), "Steps": Steps(broken{}, a.Claimed.Figures[0].Step, l, a.Rulebook),
	} {
		if !errors.Is(err, errBroken) {
			t.Errorf("%s returned %v", name, err)
		}
	}
}
