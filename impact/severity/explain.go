package severity

import "breachimpact/law"

// explain is the step of a group's score. Its first three parts are the terms
// of the formula; the fourth is the band.
func (m *Method) explain(g Group, present []presentDatum, score GroupScore) law.Step {
	combined := parts(present)
	dpc := highest(keyDPC, m.contexts(g, present, combined))
	dpc.Cites = m.cite("DPC")
	ei := highest(keyEI, m.identifications(present, combined, g.Vulnerable))
	ei.Cites = m.cite("EI")
	cb := m.circumstancesStep(g)
	for _, o := range g.Overrides {
		term := &dpc // where a refusal of an unknown cell is shown
		switch o.Cell {
		case CellEI:
			term = &ei
		case CellCB:
			term = &cb
		}
		if m.Allows(o) {
			*term = overridden(*term, o)
		} else {
			term.Parts = append(term.Parts, refused(o))
		}
	}
	return law.Step{
		Key:    keySE,
		Args:   []law.Arg{law.With("dpc", law.OfInt(score.DPC)), law.With("ei", score.EI.value()), law.With("cb", score.CB.value())},
		Result: score.SE.value(),
		Cites:  m.cite("SE"),
		Mark:   weakest(m.Source.Mark, dpc.Mark, ei.Mark, cb.Mark),
		Parts:  []law.Step{dpc, ei, cb, m.bandStep(score.SE, score.Up, score.Down)},
	}
}

// bandStep is the band of a score and how far each of the others is.
func (m *Method) bandStep(se Quarters, up, down *Distance) law.Step {
	at := m.band(se)
	step := law.Step{
		Key:    keyBand,
		Args:   []law.Arg{law.With("from", m.Bands[at].AtLeast.value()), law.With("consequence", law.OfWord(wordConsequence+string(m.Bands[at].Level)))},
		Result: law.OfWord(wordLevel + string(m.Bands[at].Level)), Cites: m.cite("SE bands"),
	}
	for _, d := range m.Distances(se) {
		key, q := keyBandUp, d.Quarters
		if q < 0 {
			key, q = keyBandDown, -q
		}
		if up != nil && d.Level == up.Level || down != nil && d.Level == down.Level {
			key += ".next"
		}
		step.Parts = append(step.Parts, law.Step{Key: key, Args: []law.Arg{law.With("level", law.OfWord(wordLevel+string(d.Level)))}, Result: q.value()})
	}
	return step
}

// overridden replaces a term by the assessor's, keeping the computed one as its
// part.
func overridden(step law.Step, o Override) law.Step {
	return law.Step{
		Key:    keyOverride,
		Args:   []law.Arg{law.With("cell", law.OfWord(wordTerm+o.Cell)), law.With("from", step.Result), law.With("reason", law.OfText(law.Same(o.Reason)))},
		Result: o.Quarters.value(), Mark: law.Judged, Parts: []law.Step{step},
	}
}

func refused(o Override) law.Step {
	return law.Step{Key: keyOverrideRefused, Args: []law.Arg{law.With("cell", law.OfCode(o.Cell)), law.With("value", o.Quarters.value())}, Mark: law.Judged}
}
