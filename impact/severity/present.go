package severity

import "breachimpact/law"

// presentDatum is a datum known to be affected, with what its detail means.
type presentDatum struct {
	Datum
	kind      *DataType
	truncated bool
	thin      bool // says little
	weak      bool // too poor to take part in a combination
}

// present selects the data that count: known to be affected, of a known kind.
func (m *Method) present(g Group) []presentDatum {
	var out []presentDatum
	for _, d := range g.Data {
		kind := m.Catalogue.Find(d.Type)
		if kind == nil || d.Present != law.Yes {
			continue
		}
		p := m.protection(d.Protection)
		truncated := p != nil && p.Thin
		datum := presentDatum{Datum: d, kind: kind, truncated: truncated, thin: truncated || d.Detail == detailThin}
		// A combination supposes its parts as they usually are: a blurred
		// picture with an address is not a clear picture with an address.
		_, cell := m.identification(datum)
		datum.weak = datum.thin || cell != nil && cell.EI < kind.Identifier.EI
		out = append(out, datum)
	}
	return out
}

// context is the score of a datum in the context table before it is lessened,
// and the category whose row it stands in. The score is 0 for what the table
// does not know.
func (m *Method) context(d presentDatum) (score int, category *Category) {
	if d.kind.Category == Credential {
		opens := d.kind.Opens
		if m.Category(d.Opens) != nil {
			opens = d.Opens
		}
		if category = m.Category(opens); category != nil {
			return category.Base, category
		}
		// What it opens is not known: the lowest cell there is.
		lowest := m.lowestCategory()
		low, _ := m.scores()
		return low, lowest
	}
	category = m.Category(d.kind.Category)
	if category == nil {
		return 0, nil
	}
	score = d.kind.Cell
	switch {
	case d.thin:
		score = orUsual(d.kind.Thin, score)
	case d.Detail == detailRich:
		score = orUsual(d.kind.Rich, score)
	}
	if rule := m.period(d); rule != nil {
		score = rule.apply(score)
	}
	return score, category
}

func orUsual(score, usual int) int {
	if score == 0 {
		return usual
	}
	return score
}

// lowestCategory is the category with the lowest base score.
func (m *Method) lowestCategory() *Category {
	lowest := &m.Categories[0]
	for i := range m.Categories {
		if m.Categories[i].Base < lowest.Base {
			lowest = &m.Categories[i]
		}
	}
	return lowest
}

// lessened is a score after what is established to lessen it.
func (d presentDatum) lessened(score int) (int, []string) {
	var by []string
	lower := func(established law.Verdict, to int, word string) {
		if established == law.Yes && to > 0 && to < score {
			score = to
			by = append(by, word)
		}
	}
	lower(d.PublicBefore, d.kind.PublicBefore, "public-before")
	lower(d.Outdated, d.kind.Outdated, "outdated")
	return score, by
}

// identification is the cell of the identifier table a datum stands in, or nil.
func (m *Method) identification(d presentDatum) (*Row, *RowCell) {
	if d.kind.Identifier == nil {
		return nil, nil
	}
	row := m.Row(d.kind.Identifier.Row)
	if d.truncated {
		return row, row.lowest()
	}
	if cell := row.named(d.Identifies); cell != nil {
		return row, cell
	}
	return row, row.Cell(d.kind.Identifier.EI)
}

// opensUnknown tells whether a datum is a credential of which nobody said what
// it opens.
func (m *Method) opensUnknown(d Datum, kind *DataType) bool {
	if kind == nil || kind.Category != Credential || kind.Opens != "" {
		return false
	}
	return m.Category(d.Opens) == nil
}
