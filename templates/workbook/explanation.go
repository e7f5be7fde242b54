package workbook

import (
	"strings"

	"cmp"
	"slices"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
	"breachimpact/templates/locale"
	"breachimpact/templates/theme"
)

// Explanations are read as text, so they have no theme.

// Explanation is what the Basis sheet has on one figure, in the same sentences, as a
// book of its own and whole: where the sheet refers to what it said before, this says
// it. It knows the figures of a law that the report leaves aside, too, and tells
// whether there is such a figure.
func Explanation(a *impact.Assessment, loc *locale.Locale, figure string) (book.Book, bool) {
	b := newBuilder(theme.Theme{}, a, loc)
	b.blocks(true)
	p := b.stepsPage()
	b.stepsHeader(p)
	for _, k := range b.blocks_ {
		if k.name == b.basis[figure] {
			// What was asked for stands first, before those that share its steps.
			k.figures = slices.Clone(k.figures)
			slices.SortStableFunc(k.figures, func(x, y impact.Figure) int { return cmp.Compare(asked(y, figure), asked(x, figure)) })
			b.block(p, k)
			b.book.Sheets = []book.Sheet{p.sheet}
			return b.book, true
		}
	}
	return book.Book{}, false
}

func asked(f impact.Figure, figure string) int {
	if f.ID == figure {
		return 1
	}
	return 0
}

// Figures lists every figure that Explanation knows, in the order of the Basis sheet.
func Figures(a *impact.Assessment, loc *locale.Locale) book.Book {
	b := newBuilder(theme.Theme{}, a, loc)
	b.blocks(true)
	p := b.stepsPage()
	b.stepsHeader(p)
	for _, k := range b.blocks_ {
		for i := range k.figures {
			b.figureRow(p, &k.figures[i])
		}
	}
	b.book.Sheets = []book.Sheet{p.sheet}
	return b.book
}

// Reading is the report without the two sheets that are looked up and not read: the
// explanations, each of which Explanation has, and the case file.
func Reading(a *impact.Assessment, loc *locale.Locale, version string) (book.Book, error) {
	whole, err := Build(a, loc, version)
	if err != nil {
		return book.Book{}, err
	}
	sheets := whole.Sheets
	whole.Sheets = nil
	for _, s := range sheets {
		if s.Name != loc.Text("sheet.basis") && s.Name != loc.Text("sheet.case-file") {
			whole.Sheets = append(whole.Sheets, s)
		}
	}
	return whole, nil
}

func (b *builder) stepsPage() *page { return b.page("basis", 78, 26, 52, 18) }

func (b *builder) stepsHeader(p *page) int {
	return p.header(b.text("basis.step"), b.text("basis.result"), b.text("basis.source"), b.text("basis.mark"))
}

// block writes the figures of an explanation, for a score its grounds in sentences,
// then the steps, each under the one it serves, and the texts they rest on.
func (b *builder) block(p *page, k block) {
	for i := range k.figures {
		b.figureRow(p, &k.figures[i])
		if i == 0 {
			p.sheet.Rows[p.next()-1].Cells[0].Name = k.name
		}
	}
	if grounds := brief.Reasoning(b.a, k.figures[0].ID, b.loc); len(grounds) > 0 {
		for _, ground := range grounds {
			p.row(p.span(ground, sPlain))
		}
		p.row(p.span(b.text("explain.steps"), sStrong))
	}
	b.steps(p, k.step)
	if texts := brief.CitedTexts(k.step, b.loc, b.a.Rulebook); len(texts) > 0 {
		p.row(p.span(b.text("brief.step.texts")+b.text("format.colon")+strings.Join(texts, "\n"), sNote))
	}
}

// figureRow names a figure, with its value and its id.
func (b *builder) figureRow(p *page, f *impact.Figure) {
	label := str(0, b.standpointOf(f.ID)+" · "+b.text(f.Label.Key, f.Label.Args...), sBasis)
	p.row(label, b.basisValue(1, f.Value), str(2, f.ID, sCode), str(3, "", sText))
}

func (b *builder) steps(p *page, step law.Step) {
	step.Walk(func(s law.Step, depth int) {
		var cites []string
		for _, c := range s.Cites {
			cites = append(cites, brief.Cite(c, b.a.Rulebook, b.loc))
		}
		mark := ""
		if !s.Mark.Firm() {
			mark = b.text("mark." + string(s.Mark))
		}
		indent := strings.Repeat("\u2003", depth)
		r := p.row(str(0, indent+brief.Sentence(s, b.loc, b.a.Rulebook), sText), b.basisValue(1, s.Result), str(2, strings.Join(cites, "\n"), sText), str(3, mark, sMark))
		p.sheet.Rows[r].Level = min(depth, 7)
	})
}
