package workbook

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"

	"github.com/google/go-cmp/cmp"
)

// notOnBasis are the sentences of an explanation that the Basis sheet of a report
// does not have.
func notOnBasis(explanation book.Sheet, basis string) []string {
	var out []string
	for _, row := range explanation.Rows[1:] {
		c := row.Cells[0]
		// What names a figure or a part is not reasoning, nor is a first step that repeats
		// the name; the texts cited stand at the end of the sheet, once for all.
		first := c.Style == sText && !strings.HasPrefix(c.Value.Text, "\u2003")
		if c.Style == sBasis || c.Style == sStrong || c.Style == sNote || first {
			continue
		}
		for text := range strings.SplitSeq(strings.TrimLeft(c.Value.Text, "\u2003"), "\n") {
			if !strings.Contains(basis, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// basisText is all that the steps of the Basis sheet say.
func basisText(b book.Book) string {
	var out strings.Builder
	for _, row := range b.Sheets[basisAt].Rows {
		if len(row.Cells) > basisStep {
			out.WriteString(row.Cells[basisStep].Value.Text + "\n")
		}
	}
	return out.String()
}

// An explanation that somebody asks for says what the Basis sheet says, and what the
// report leaves aside is explained too.
func TestExplanationsAreThoseOfTheBasisSheet(t *testing.T) {
	aside, compared := 0, 0
	for _, id := range cases.IDs() {
		a := assess(t, caseText(t, id))
		languages := []string{"fr"}
		if id == "cnss-2025" {
			languages = locale.Languages()
		}
		for _, language := range languages {
			l, err := locale.Load(language)
			if err != nil {
				t.Fatal(err)
			}
			whole, err := Build(a, l, "test")
			if err != nil {
				t.Fatal(err)
			}
			basis := basisText(whole)
			seen := map[string]bool{}
			for _, v := range a.Views() {
				for _, f := range v.Figures {
					name := "stp_" + identifier(shared(f.ID))
					if seen[name] {
						continue // figures that share an explanation have tests of their own
					}
					seen[name] = true
					got, ok := Explanation(a, l, f.ID)
					if !ok {
						t.Fatalf("%s %s: %s has no explanation", id, language, f.ID)
					}
					if f.Aside {
						aside++
						continue
					}
					compared += len(got.Sheets[0].Rows)
					if missing := notOnBasis(got.Sheets[0], basis); len(missing) > 0 {
						t.Fatalf("%s %s: %s is explained otherwise than on the sheet: %q", id, language, f.ID, missing)
					}
				}
			}
		}
	}
	if aside == 0 || compared < 1000 {
		t.Errorf("%d figures of laws aside, %d rows compared: the test proves too little", aside, compared)
	}
}

func TestAnExplanationThatDiffersIsNoticed(t *testing.T) {
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	a := assess(t, caseText(t, "cnss-2025"))
	whole, err := Build(a, l, "test")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := Explanation(a, l, "claimed.severity.strict")
	rows := got.Sheets[0].Rows
	rows[len(rows)-2].Cells[0].Value.Text += " perhaps"
	if len(notOnBasis(got.Sheets[0], basisText(whole))) != 1 {
		t.Error("a planted word was not noticed")
	}
}

func TestNoExplanationOfWhatIsNoFigure(t *testing.T) {
	l, err := locale.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, figure := range []string{"", "people", "claimed.loss.total", "claimed.nothing"} {
		if _, ok := Explanation(assess(t, caseText(t, "cnss-2025")), l, figure); ok {
			t.Errorf("%q is explained", figure)
		}
	}
}

func TestFiguresAreListedOnce(t *testing.T) {
	for _, id := range cases.IDs() {
		a := assess(t, caseText(t, id))
		l, err := locale.Load("fr")
		if err != nil {
			t.Fatal(err)
		}
		var listed []string
		for _, row := range Figures(a, l).Sheets[0].Rows[1:] {
			listed = append(listed, row.Cells[2].Value.Text)
		}
		want := a.FigureIDs()
		slices.Sort(want)
		slices.Sort(listed)
		if diff := cmp.Diff(want, listed); diff != "" {
			t.Errorf("%s: the figures listed are not those there are:\n%s", id, diff)
		}
	}
}

// disagreements are the figures that share an explanation with another and have
// another one: they may differ only in what the first step comes to.
func disagreements(figures []impact.Figure) []string {
	first := map[string]law.Step{}
	var out []string
	for _, f := range figures {
		step := f.Step
		step.Result = law.Value{}
		id := shared(f.ID)
		if other, ok := first[id]; ok && !reflect.DeepEqual(other, step) {
			out = append(out, f.ID)
		}
		first[id] = step
	}
	return out
}

func TestFiguresThatShareAnExplanationAgree(t *testing.T) {
	for _, id := range cases.IDs() {
		a := assess(t, caseText(t, id))
		for _, v := range a.Views() {
			if list := disagreements(v.Figures); len(list) > 0 {
				t.Errorf("%s: explained by the steps of another figure: %q", id, list)
			}
		}
	}
}

func TestDisagreementsAreNoticed(t *testing.T) {
	figures := slices.Clone(assess(t, caseText(t, "cnss-2025")).Claimed.Figures)
	for i := range figures {
		if strings.HasSuffix(figures[i].ID, ".loss.total.p95") {
			figures[i].Step.Parts = figures[i].Step.Parts[1:]
		}
	}
	if list := disagreements(figures); !slices.Contains(list, "claimed.loss.total.p95") {
		t.Errorf("a step that is missing was not noticed: %q", list)
	}
}
