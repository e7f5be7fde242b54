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

// basisBlock are the rows of the Basis sheet that begin with a defined name.
func basisBlock(b book.Book, name string) []book.Row {
	s, from, _, ok := b.Find(name)
	if !ok {
		return nil
	}
	rows := b.Sheets[s].Rows[from:]
	for n, row := range rows {
		if n > 0 && len(row.Cells) > 0 && strings.HasPrefix(row.Cells[0].Name, "stp_") {
			return rows[:n]
		}
	}
	return rows
}

// withoutWayBack drops the cells that lead back to the sheets of the report.
func withoutWayBack(rows []book.Row) []book.Row {
	out := slices.Clone(rows)
	for i := range out {
		out[i].Cells = slices.DeleteFunc(slices.Clone(out[i].Cells), func(c book.Cell) bool { return c.Column == 4 })
	}
	return out
}

// An explanation that somebody asks for is the one on the Basis sheet; what the
// report leaves aside is explained too.
func TestExplanationsAreThoseOfTheBasisSheet(t *testing.T) {
	aside := 0
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
					want := withoutWayBack(basisBlock(whole, name))
					if found := withoutWayBack(basisBlock(got, name)); len(want) == 0 || !reflect.DeepEqual(want, found) {
						t.Fatalf("%s %s: %s is explained otherwise than on the sheet:\n%s", id, language, f.ID, cmp.Diff(want, found))
					}
				}
			}
		}
	}
	if aside == 0 {
		t.Error("no case leaves a law aside, so the test proves nothing of those")
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
