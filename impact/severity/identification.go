package severity

import (
	"fmt"

	"breachimpact/law"
)

// identifications are the candidates for EI: the identifiers present and what
// several kinds of data identify together. Without any identifier the people
// are still not beyond reach; the table's lowest value stands.
func (m *Method) identifications(present []presentDatum, combined map[string]part, vulnerable law.Verdict) []candidate {
	var list []candidate
	for _, d := range present {
		if row, cell := m.identification(d); cell != nil {
			list = append(list, m.identificationOfType(d, row, cell))
		}
	}
	for i := range m.Combinations {
		c := &m.Combinations[i]
		if c.EI == nil {
			continue
		}
		if met, _, _ := c.meets(combined, vulnerable); met {
			list = append(list, m.identificationOfCombination(c))
		}
	}
	if len(list) == 0 {
		floor := m.floorEI()
		list = append(list, candidate{floor.EI, law.Judged, func() law.Step {
			return law.Step{Key: keyEIFloor, Args: []law.Arg{law.With("level", law.OfWord(wordIdentifiability+floor.ID))}, Cites: m.cite("EI")}
		}})
	}
	return list
}

// identificationOfType has the mark of the usual value where that value stands;
// a cell that the assessor named is the table's own.
func (m *Method) identificationOfType(d presentDatum, row *Row, cell *RowCell) candidate {
	usual := row.named(d.Identifies) == nil && cell.EI == d.kind.Identifier.EI
	c := candidate{points: cell.EI}
	if usual {
		c.mark = d.kind.Identifier.Mark
	}
	c.explain = func() law.Step {
		step := m.identifierStep(keyEIType, law.With("type", law.OfText(d.kind.Name)), row, cell)
		if usual && !c.mark.Firm() {
			step.Parts = append(step.Parts, because(d.kind.Identifier.Why))
		}
		return step
	}
	return c
}

func (m *Method) identificationOfCombination(c *Combination) candidate {
	return candidate{c.EI.EI, c.Mark, func() law.Step {
		row := m.Row(c.EI.Row)
		return c.explained(m.identifierStep(keyEICombination, law.With("combination", law.OfText(c.Name)), row, row.Cell(c.EI.EI)))
	}}
}

func (m *Method) identifierStep(key string, what law.Arg, row *Row, cell *RowCell) law.Step {
	return law.Step{
		Key:   key,
		Args:  []law.Arg{what, law.With("row", law.OfWord(wordRow+row.ID)), law.With("cell", law.OfWord(wordIdentification+row.ID+"."+cell.ID))},
		Cites: m.cite(fmt.Sprintf("EI %s %s", row.ID, cell.EI)),
	}
}
