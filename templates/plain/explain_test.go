package plain

import (
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/templates/brief"
	"breachimpact/templates/locale"
	"breachimpact/templates/workbook"
)

// oneSpace undoes the wrapping of lines, and takes the marks of direction away: they
// are closed and opened again where a line ends.
func oneSpace(s string) string {
	return strings.Join(strings.Fields(undirected.Replace(s)), " ")
}

// The steps of every figure say in an explanation what they say by themselves.
func TestNoStepIsLost(t *testing.T) {
	for _, id := range []string{"cnss-2025", "cards-2025", "la-poste-2025"} {
		a := assess(t, id)
		for _, language := range locale.Languages() {
			l := words(t, language)
			compared := 0
			for _, v := range a.Views() {
				for _, f := range v.Figures {
					if sharesTheStepsOfAnother(f.ID) {
						continue
					}
					compared++
					b, _ := workbook.Explanation(a, l, f.ID)
					if lost := lostStep(text(t, b, language), f.Step, l, a.Rulebook); lost != "" {
						t.Fatalf("%s %s: the explanation of %s lacks:\n%s", id, language, f.ID, lost)
					}
				}
			}
			if compared < 50 {
				t.Errorf("%s %s: only %d explanations were compared", id, language, compared)
			}
		}
	}
}

// sharesTheStepsOfAnother tells the figures of whose explanation the first step gives
// the result of another: a median, or the fines for one act.
func sharesTheStepsOfAnother(id string) bool {
	for _, end := range []string{".p5", ".p95", ".mean", ".tvar95"} {
		if strings.HasSuffix(id, end) {
			return true
		}
	}
	return false
}

// lostStep is the first step in an explanation tree that a text lacks: what it says,
// what it answers, the texts it rests on, and its mark.
func lostStep(out string, s law.Step, l *locale.Locale, book *law.Rulebook) string {
	var alone strings.Builder
	if err := brief.Steps(&alone, s, l, book); err != nil {
		return err.Error()
	}
	tree, cited, _ := strings.Cut(alone.String(), l.Text("brief.step.texts")+"\n")
	out = oneSpace(out)
	if tree = oneSpace(tree); !strings.Contains(out, tree) {
		return tree
	}
	for _, text := range strings.Split(cited, "\n- ")[min(1, strings.Count(cited, "\n- ")):] {
		if text = oneSpace(text); !strings.Contains(out, text) {
			return text
		}
	}
	return ""
}

func TestALostStepIsFound(t *testing.T) {
	a := assess(t, "cnss-2025")
	l := words(t, "fr")
	figure, _ := a.Find("severity.strict")
	b, _ := workbook.Explanation(a, l, figure.ID)
	whole := text(t, b, "fr")
	if lost := lostStep(whole, figure.Step, l, a.Rulebook); lost != "" {
		t.Fatal(lost)
	}
	steps := strings.Index(whole, "\n- ")
	spoiled := whole[:steps] + strings.Replace(whole[steps:], "0,25", "0,26", 1)
	if lostStep(spoiled, figure.Step, l, a.Rulebook) == "" {
		t.Error("a step that says something else was not found")
	}
}
