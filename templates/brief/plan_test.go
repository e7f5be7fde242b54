package brief

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// section is what stands under a heading of the second level.
func section(blocks []block, title string) []block {
	var out []block
	inside := false
	for _, b := range blocks {
		if h, ok := b.(heading); ok && h.level <= 2 {
			inside = h.text == title
			continue
		}
		if inside {
			out = append(out, b)
		}
	}
	return out
}

func TestPlanIsInOrder(t *testing.T) {
	l := language(t, "en")
	a := assessCase(t, "cnss-2025")
	var headings []string
	items := 0
	for _, b := range section(build(a, l).blocks, l.Text("brief.plan.title")) {
		switch b := b.(type) {
		case heading:
			headings = append(headings, b.text)
		case list:
			items += len(b.items)
		}
	}
	if want := []string{"In the next hour", "In the next day", "In the next week"}; !slices.Equal(headings, want) {
		t.Errorf("the plan has the headings %q, want %q", headings, want)
	}
	if items != len(a.Actions) {
		t.Errorf("the plan has %d lines for %d actions", items, len(a.Actions))
	}
	if blocks := section(build(assessments(t)["before-the-law"], l).blocks, l.Text("brief.plan.title")); blocks != nil {
		t.Errorf("a plan without anything to do: %v", blocks)
	}
}

// timeLimit is what a legal time limit is called. The plan says once that it is
// none; no heading and no duty of it says anything else.
var timeLimit = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`(?i)délai|échéance|au plus tard|heures|[0-9] ?h\b`),
	"ar": regexp.MustCompile(`أجل|آجال|ساعات|في أقصاه|[0-9] ساعة`),
	"en": regexp.MustCompile(`(?i)time limit|deadline|\bdue\b|hours|[0-9] ?h\b`),
}

func TestPlanIsNoTimeLimit(t *testing.T) {
	for name, a := range assessments(t) {
		for _, lang := range locale.Languages() {
			l := language(t, lang)
			blocks := section(build(a, l).blocks, l.Text("brief.plan.title"))
			if len(blocks) == 0 {
				continue
			}
			if p, ok := blocks[0].(paragraph); !ok || p.text != l.Text("brief.plan.note") {
				t.Errorf("%s in %s: the plan does not begin by saying what it is: %v", name, lang, blocks[0])
			}
			for _, b := range blocks {
				if h, ok := b.(heading); ok && timeLimit[lang].MatchString(h.text) {
					t.Errorf("%s in %s: %q reads as a time limit", name, lang, h.text)
				}
			}
			for _, x := range a.Actions {
				if words := Action(x, l); x.Duty != nil && timeLimit[lang].MatchString(words) {
					t.Errorf("%s in %s: %q reads as a time limit", name, lang, words)
				}
			}
		}
	}
}

func TestActionTellsLawFromPractice(t *testing.T) {
	l := language(t, "en")
	for basis, want := range map[law.Basis]string{law.Statutory: "Statutory duty: x", law.Practice: "Recommended: x", law.Contractual: "Contractual duty: x"} {
		f := &law.Finding{Provision: &law.Provision{Heading: law.Same("x")}, Version: &law.Version{Duty: &law.Duty{Basis: basis}}}
		if got := Action(impact.Action{Duty: &impact.DutyView{Claimed: f, Headline: impact.Due}}, l); got != want {
			t.Errorf("%s: %q, want %q", basis, got, want)
		}
		if got := Action(impact.Action{Duty: &impact.DutyView{Claimed: f, Headline: impact.Prepare}}, l); !strings.HasPrefix(got, "Prepare (") {
			t.Errorf("%s, to prepare: %q", basis, got)
		}
	}
}
