package workbook

import (
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
)

// block is the explanation of one figure, or of several that share it.
type block struct {
	name    string // defined name of its first row
	figures []impact.Figure
	step    law.Step
}

// blocks gathers the figures of both standpoints into explanations. The
// percentiles of one line have one explanation, and so have the two ways of
// adding up fines. Figures of a law that the report leaves aside are explained only
// when somebody asks.
func (b *builder) blocks(aside bool) {
	index := map[string]int{}
	for _, v := range b.both() {
		for _, f := range v.Figures {
			if f.Aside && !aside {
				continue
			}
			id := shared(f.ID)
			at, seen := index[id]
			if !seen {
				at = len(b.blocks_)
				index[id] = at
				b.blocks_ = append(b.blocks_, block{name: "stp_" + identifier(id), step: f.Step})
			}
			if strings.HasSuffix(f.ID, ".p50") {
				b.blocks_[at].step = f.Step // whose parts are medians too
			}
			b.blocks_[at].figures = append(b.blocks_[at].figures, f)
			b.basis[f.ID] = b.blocks_[at].name
		}
	}
}

// shared is the id of the explanation a figure belongs to.
func shared(id string) string {
	id = strings.TrimSuffix(id, ".with-unknown")
	for _, end := range []string{".p5", ".p50", ".p95", ".mean", ".tvar95", ".single-act", ".distinct-acts"} {
		if rest, ok := strings.CutSuffix(id, end); ok {
			return rest
		}
	}
	return id
}

// basisPage writes every step of every figure. It is built last but one, when it
// is known which figures have a cell to link back to.
func (b *builder) basisPage() *page {
	p := b.stepsPage()
	p.head(b.text("sheet.basis"), b.text("basis.note"))
	p.sheet.FreezeRows = b.stepsHeader(p) + 1
	p.sheet.RepeatRows = p.sheet.FreezeRows
	for _, k := range b.blocks_ {
		b.block(p, k)
	}
	return p
}

func (b *builder) stepsPage() *page { return b.page("basis", 78, 26, 52, 18, 14) }

func (b *builder) stepsHeader(p *page) int {
	return p.header(b.text("basis.step"), b.text("basis.result"), b.text("basis.source"), b.text("basis.mark"), b.text("basis.back"))
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

// figureRow names a figure, with its value, its id, and the way back to its cell.
func (b *builder) figureRow(p *page, f *impact.Figure) {
	label := str(0, b.standpointOf(f.ID)+" · "+b.text(f.Label.Key, f.Label.Args...), sBasis)
	back := str(4, "", sText)
	if b.placed[f.ID] {
		back = str(4, b.text("basis.to-cell"), sLink)
		back.Link = &book.Link{To: figureName(f.ID)}
	}
	p.row(label, b.basisValue(1, f.Value), str(2, f.ID, sCode), str(3, "", sText), back)
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

func (b *builder) basisValue(column int, v law.Value) book.Cell {
	c := b.value(column, v, sNumber)
	if v.Kind == law.MoneyKind {
		// The currency belongs to the explanation, and the digits to the reader.
		return str(column, b.loc.Money(v.Money), sText)
	}
	return c
}

func (b *builder) standpointOf(figure string) string {
	if strings.HasPrefix(figure, incident.Claimed.String()+".") {
		return b.standpoint(incident.Claimed)
	}
	return b.standpoint(incident.Confirmed)
}
