package workbook

import (
	"cmp"
	"slices"

	"breachimpact/impact"
	"breachimpact/templates/book"
	"breachimpact/templates/locale"
	"breachimpact/templates/theme"
)

// Explanations are read as text, so they have no theme.

// Explanation is what the Basis sheet has on one figure, by the same hand and in the
// same words, as a book of its own; also for a figure of a law that the report leaves
// aside. It tells whether there is such a figure.
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
