package workbook

import (
	"fmt"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/locale"
	"breachimpact/templates/theme"

	"github.com/shopspring/decimal"
)

// Build describes the whole report in one language, in the look of the house.
// version is the program's, for the Audit sheet.
func Build(a *impact.Assessment, loc *locale.Locale, version string) (book.Book, error) {
	look, err := theme.Default()
	if err != nil {
		return book.Book{}, err
	}
	return BuildIn(look, a, loc, version)
}

// BuildIn is Build in another look. Values, formulas and names are the same.
func BuildIn(look theme.Theme, a *impact.Assessment, loc *locale.Locale, version string) (book.Book, error) {
	b := newBuilder(look, a, loc)
	b.version = version
	b.book.Properties = b.properties()
	b.blocks(false)
	b.fold()
	b.assume()
	// Basis links back to cells of the sheets before it, and Audit compares with
	// them, so the order of writing is the order of reading.
	for _, write := range []func() *page{b.summary, b.duties, b.sanctions, b.severity, b.money, b.questions, b.inputs, b.basisPage, b.method, b.audit, b.caseFile} {
		b.book.Sheets = append(b.book.Sheets, write().sheet)
	}
	b.placeSummaryCharts()
	if len(b.faults) > 0 {
		return book.Book{}, fmt.Errorf("workbook: %s", strings.Join(b.faults, "; "))
	}
	return b.book, nil
}

// newBuilder has everything but the sheets.
func newBuilder(look theme.Theme, a *impact.Assessment, loc *locale.Locale) *builder {
	b := &builder{a: a, loc: loc, look: look, basis: map[string]string{}, placed: map[string]bool{}, influences: map[incident.Standpoint][]loss.Influence{}, facts: a.Incident.Stated()}
	b.book = book.Book{
		Language:    loc.Language,
		RightToLeft: loc.RightToLeft,
		Font:        look.Font.In(loc.Language),
		Title:       b.title(),
		Subject:     loc.Text("report.title"),
		Created:     a.AsOf.UTC().Format("2006-01-02T15:04:05Z"),
		Styles:      styles(look),
	}
	return b
}

type builder struct {
	a       *impact.Assessment
	loc     *locale.Locale
	look    theme.Theme
	version string
	book    book.Book
	blocks_ []block           // explanations, in the order of the figures
	basis   map[string]string // figure id → defined name of its explanation
	placed  map[string]bool   // figures that have a cell of their own
	faults  []string

	facts   []incident.StatedFact // what the file says, in its order
	assumed []assumed             // assumptions that lines use

	firstInput, lastInput int // rows of the Inputs sheet that a reader may change
	firstCount, lastCount int // among them, those of counts
	unknownCounts         map[incident.Standpoint]int

	influences    map[incident.Standpoint][]loss.Influence // what was computed of them
	summaryCharts []book.Chart                             // the charts of other sheets that the summary repeats
	chartRow      int                                      // where it does
}

func (b *builder) text(key string, args ...law.Arg) string { return b.loc.Text(key, args...) }

func (b *builder) title() string {
	if t := b.a.Incident.Title.Text.In(b.loc.Language); t != "" {
		return t
	}
	return string(b.a.Incident.ID)
}

// page is a sheet being written, row by row.
type page struct {
	b     *builder
	sheet book.Sheet
}

func (b *builder) page(key string, columns ...float64) *page {
	return &page{b: b, sheet: book.Sheet{
		Key:     key,
		Name:    b.text("sheet." + key),
		Columns: columns,
		Footer:  book.Footer{Left: b.text("report.confidential"), Right: string(b.a.Incident.ID)},
	}}
}

// next is the row that will be written next, from zero.
func (p *page) next() int { return len(p.sheet.Rows) }

func (p *page) row(cells ...book.Cell) int {
	p.sheet.Rows = append(p.sheet.Rows, book.Row{Cells: cells})
	return len(p.sheet.Rows) - 1
}

func (p *page) blank() { p.row() }

// amounts says, of the rows from one on, in which unit their amounts are: the book
// has it only in the words of a heading.
func (p *page) amounts(from int, unit string) {
	for _, row := range p.sheet.Rows[from:] {
		for i := range row.Cells {
			switch c := &row.Cells[i]; c.Style {
			case sMoney, sMoneyBold, sOrNothing:
				if c.Unit == "" && c.Value.Kind == book.Number { // a prison term is in months
					c.Unit = unit
				}
			}
		}
	}
}

// span is the cell that covers all columns of the page.
func (p *page) span(s, style string) book.Cell {
	return book.Cell{Value: book.String(s), Style: style, Span: len(p.sheet.Columns)}
}

// head writes what a page is and of which incident; both stay on the screen, and on
// every printed page.
func (p *page) head(title, note string) {
	p.row(p.span(title, sTitle))
	p.row(p.span(p.b.title(), sSubtitle))
	p.sheet.FreezeRows, p.sheet.RepeatRows = p.next(), p.next()
	if note != "" {
		p.row(p.span(note, sNote))
	}
	p.blank()
}

// heading is printed on the page of what it stands over.
func (p *page) heading(s string) { p.keep(p.row(p.span(s, sHeading))) }

// note says in small print how to read what stands beside it.
func (p *page) note(s string) { p.keep(p.row(p.span(s, sNote))) }

// keep holds a row on the page of the row below it.
func (p *page) keep(row int) { p.sheet.Rows[row].Keep = true }

// header writes the header of a table.
func (p *page) header(titles ...string) int {
	cells := make([]book.Cell, len(titles))
	for i, t := range titles {
		cells[i] = str(i, t, sHeader)
	}
	r := p.row(cells...)
	p.keep(r)
	return r
}

// room leaves blank rows for a chart, on one page.
func (p *page) room(rows int) {
	for range rows - 1 {
		p.keep(p.row())
	}
	p.blank()
}

// wide is a text over several columns.
func wide(column, span int, s, style string) book.Cell {
	return book.Cell{Column: column, Span: span, Value: book.String(s), Style: style}
}

func str(column int, s, style string) book.Cell {
	return book.Cell{Column: column, Value: book.String(s), Style: style}
}

func num(column int, d decimal.Decimal, style string) book.Cell {
	return book.Cell{Column: column, Value: book.Decimal(d.String()), Style: style}
}

func money(column int, m law.Money) book.Cell { return num(column, m.Amount, sMoney) }

// formula is a live cell with the engine's own result as its cached value.
func formula(column int, expr string, cached book.Value, style string) book.Cell {
	return book.Cell{Column: column, Formula: expr, Value: cached, Style: style}
}

// explained links a cell to the explanation of a figure, and gives it the
// figure's own name the first time.
func (b *builder) explained(c book.Cell, figure string) book.Cell {
	name, ok := b.basis[figure]
	if !ok {
		b.faults = append(b.faults, "no explanation for "+figure)
		return c
	}
	c.Link = &book.Link{To: name, Tip: b.text("report.explain-tip")}
	if !b.placed[figure] {
		b.placed[figure] = true
		c.Name = figureName(figure)
	}
	return c
}

// because is the small cell at the end of a row that leads to an explanation.
func (b *builder) because(column int, figure string) book.Cell {
	c := str(column, b.text("report.why"), sLink)
	name, ok := b.basis[figure]
	if !ok {
		b.faults = append(b.faults, "no explanation for "+figure)
		return c
	}
	c.Link = &book.Link{To: name, Tip: b.text("report.explain-tip")}
	return c
}

func figureName(id string) string { return "fig_" + identifier(id) }

// amountOrText is the figure's value as a cell: typed when it is a number.
func (b *builder) value(column int, v law.Value, numberStyle string) book.Cell {
	switch v.Kind {
	case law.MoneyKind:
		return num(column, v.Money.Amount, sMoney)
	case law.NumberKind:
		return num(column, v.Number, numberStyle)
	case law.RangeKind:
		if v.Range.IsExact() {
			return num(column, v.Range.Low, numberStyle)
		}
	}
	return str(column, b.loc.Value(v), sText)
}

// base is the view that has findings of a jurisdiction: the claimed one, unless
// its scope leaves it without any.
func (b *builder) base(j *law.Jurisdiction) (*impact.View, *impact.JurisdictionView) {
	for _, v := range []*impact.View{&b.a.Claimed, &b.a.Confirmed} {
		for i := range v.Jurisdictions {
			if v.Jurisdictions[i].Jurisdiction == j && v.Jurisdictions[i].Shown() {
				return v, &v.Jurisdictions[i]
			}
		}
	}
	return nil, nil
}

// absent says why a standpoint has no answer: the law does not apply there, or
// no text was in force.
func (b *builder) absent(v *impact.View, j *law.Jurisdiction) string {
	for _, view := range v.Jurisdictions {
		if view.Jurisdiction == j && view.Scope.Verdict == law.No {
			return b.text("duties.out-of-scope")
		}
	}
	return b.text("duties.not-in-force")
}

// both lists the standpoints with their views, confirmed first.
func (b *builder) both() []*impact.View { return []*impact.View{&b.a.Confirmed, &b.a.Claimed} }

func (b *builder) standpoint(s incident.Standpoint) string { return b.text(b.standpointKey(s)) }

// standpointKey names a standpoint; a refuted claim is never shown as standing.
func (b *builder) standpointKey(s incident.Standpoint) string {
	if s == incident.Claimed && b.a.Refuted() {
		return "standpoint.refuted"
	}
	return "standpoint." + s.String()
}

// verdictStyle is never colour alone: the word stands in the cell.
func verdictStyle(v law.Verdict) string {
	switch v {
	case law.Yes:
		return sBad
	case law.Unknown:
		return sWarn
	}
	return sText
}

// exposureWord names the verdict of an exposure: never a finding of guilt.
func (b *builder) exposureWord(v law.Verdict) string { return b.text("exposure." + exposureKey(v)) }

func exposureKey(v law.Verdict) string {
	switch v {
	case law.Yes:
		return "exposed"
	case law.No:
		return "not-exposed"
	}
	return "unknown"
}

func (b *builder) join(parts []string) string {
	return strings.Join(parts, b.text("format.list"))
}

// factNames words a list of facts.
func (b *builder) factNames(ids []law.FactID) string {
	var names []string
	for _, id := range ids {
		if d := b.a.Rulebook.Facts.Find(id); d != nil {
			names = append(names, d.Name.In(b.loc.Language))
		}
	}
	return b.join(names)
}
