package severity

import "breachimpact/law"

// cells is the table of a report: each kind of data with its own cells and the
// combinations that went beyond them.
func (m *Method) cells(present []presentDatum, combined map[string]part, vulnerable law.Verdict) []CellScore {
	out := make([]CellScore, len(present))
	for i, d := range present {
		out[i] = CellScore{Type: d.Type, Category: d.kind.Category, Mark: d.kind.Mark, Protection: d.Protection}
		if score, category := m.context(d); score > 0 {
			out[i].DPC, _ = d.lessened(score)
			out[i].Word = wordCell + category.ID + "." + category.Cell(out[i].DPC).ID
		}
		if _, cell := m.identification(d); cell != nil {
			out[i].EI = cell.EI
		}
	}
	for i := range m.Combinations {
		c := &m.Combinations[i]
		met, public, outdated := c.meets(combined, vulnerable)
		if !met {
			continue
		}
		for k := range out {
			raises := c.DPC != nil && c.DPC.score(public, outdated) > out[k].DPC || c.EI != nil && c.EI.EI > out[k].EI
			if raises && c.names(out[k].Type) && !present[k].weak {
				out[k].Combined = append(out[k].Combined, c.ID)
			}
		}
	}
	return out
}
