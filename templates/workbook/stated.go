package workbook

import (
	"fmt"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
)

// statedAt is what the file says at a path, or nil when it is silent there.
func (b *builder) statedAt(path string) *incident.StatedFact {
	for i := range b.facts {
		if b.facts[i].Path == path {
			return &b.facts[i]
		}
	}
	return nil
}

// stated words what stands behind the value of an input: whether it is confirmed,
// claimed or unknown, and where the file has it from.
func (b *builder) stated(path string, confirmed, claimed bool) (status, source string) {
	f := b.statedAt(path)
	switch {
	case !confirmed && !claimed:
		status = b.text("verdict.unknown")
	case !confirmed:
		status = b.text("inputs.status-claimed")
	case f != nil && b.loc.Value(f.Confirmed) != b.loc.Value(f.Claimed):
		status = b.text("inputs.status-both")
	default:
		status = b.text("inputs.status-confirmed")
	}
	if f != nil {
		source = b.sourcesOf(*f)
	}
	if source == "" && (confirmed || claimed) {
		source = b.text("inputs.no-source")
	}
	return status, source
}

// factStatus is that of a fact that law asks. What is computed from other facts has
// their sources, and what a person judged names that person.
func (b *builder) factStatus(d *law.FactDefinition, j *law.Jurisdiction) (status, source string) {
	for _, judged := range b.a.Incident.Judgements {
		if judged.Fact.ID == string(d.ID) && judged.Value.Known {
			return b.text("inputs.status-judged"), b.join([]string{string(judged.By), b.loc.Moment(judged.At.Moment)})
		}
	}
	known := func(v *impact.View) bool { return factIn(b.asking(v), d.ID, j).Known }
	if b.ofGroups(d.ID) {
		known = func(v *impact.View) bool { return saidOfBreach(v.Scenario, d.ID).Known }
	}
	confirmed, claimed := known(&b.a.Confirmed), known(&b.a.Claimed)
	if d.At == "" && d.Given != law.GivenFacts || d.At != "" && b.statedAt(b.where(d)) == nil && (confirmed || claimed) {
		if !confirmed && !claimed {
			return b.text("verdict.unknown"), ""
		}
		return b.text("inputs.status-computed"), ""
	}
	return b.stated(b.where(d), confirmed, claimed)
}

// sourcesOf names the sources of a fact, one a line.
func (b *builder) sourcesOf(f incident.StatedFact) string {
	var out []string
	for _, id := range f.Sources {
		for _, s := range b.a.Incident.Sources {
			if s.ID.ID == id {
				out = append(out, b.sourceLine(s))
			}
		}
	}
	return strings.Join(out, "\n")
}

// statedFacts lists what the file says, line by line, with sources and
// conflicts.
func (b *builder) statedFacts(p *page) {
	p.heading(b.text("inputs.stated"))
	p.row(p.span(b.text("inputs.stated-note"), sNote))
	p.row(str(0, b.text("inputs.path"), sHeader), str(1, b.standpoint(incident.Confirmed), sHeader), str(2, b.standpoint(incident.Claimed), sHeader),
		book.Cell{Column: 3, Span: 3, Value: book.String(b.text("inputs.sources")), Style: sHeader}, book.Cell{Column: 6, Span: 3, Value: book.String(b.text("inputs.remark")), Style: sHeader})
	for _, f := range b.facts {
		remark := f.Note.In(b.loc.Language)
		if len(f.Conflicts) > 0 {
			var values []string
			for _, c := range f.Conflicts {
				values = append(values, b.loc.Value(c))
			}
			conflict := b.text("inputs.conflict", law.With("values", law.OfCode(b.join(values))))
			remark = strings.TrimSpace(conflict + " " + remark)
		}
		p.row(str(0, fmt.Sprintf("%s (%s %d)", f.Path, b.text("inputs.line"), f.Line), sCode),
			str(1, b.loc.Value(f.Confirmed), sText), str(2, b.loc.Value(f.Claimed), sText),
			book.Cell{Column: 3, Span: 3, Value: book.String(b.sourcesOf(f)), Style: sText}, book.Cell{Column: 6, Span: 3, Value: book.String(remark), Style: sText})
	}
}

func (b *builder) sourceLine(s incident.Source) string {
	parts := []string{}
	if publisher := s.Publisher.Text.In(b.loc.Language); publisher != "" {
		parts = append(parts, publisher)
	}
	if !s.Date.IsZero() {
		parts = append(parts, b.loc.Moment(s.Date.Moment))
	}
	return b.join(parts)
}
