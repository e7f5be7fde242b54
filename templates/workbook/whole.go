package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
)

// Law asks one answer for the whole breach where the file may give one for it and one
// for each group. There are three kinds of cells, so that no change goes round in a
// circle: what the file says of the breach, what holds for each group, which repeats
// the former unless the file says otherwise, and what law is answered, the worst of
// them all, which is no input.

// ofGroups tells whether a fact of the breach is also one of each of its groups.
func (b *builder) ofGroups(id law.FactID) bool {
	return len(b.a.Claimed.Scenario.Groups) > 0 && (id == "malicious" || slices.Contains(b.circumstanceIDs(), string(id)))
}

func (b *builder) circumstanceIDs() []string {
	var out []string
	for _, c := range b.a.Severity.Circumstances {
		out = append(out, c.ID)
	}
	return out
}

// saidOfBreach is what the file says of the breach apart from its groups.
func saidOfBreach(sc incident.Scenario, id law.FactID) law.FactValue {
	word := func(known bool, value string) law.FactValue {
		if !known {
			return law.FactValue{}
		}
		return law.Words(value)
	}
	switch id {
	case "confidentiality":
		return word(sc.Confidentiality.Known, string(sc.Confidentiality.Value))
	case "integrity":
		return word(sc.Integrity.Known, string(sc.Integrity.Value))
	case "availability":
		return word(sc.Availability.Known, string(sc.Availability.Value))
	}
	if sc.Malicious == law.Unknown {
		return law.FactValue{}
	}
	return law.Truth(sc.Malicious)
}

// answer is the name of the cell that law reads for a fact: the worst of the breach and
// its groups where both have one, else the input.
func (b *builder) answer(s incident.Standpoint, id law.FactID, j *law.Jurisdiction) string {
	if b.ofGroups(id) {
		return "stp_" + identifier(s.String()+"."+string(id))
	}
	return b.input(s, id, j)
}

// worsts writes what law is answered where groups have a say.
func (b *builder) worsts(p *page) {
	asked := b.askedFacts()
	for i := range b.a.Rulebook.Facts.Definitions {
		d := &b.a.Rulebook.Facts.Definitions[i]
		if !asked[d.ID] || !b.ofGroups(d.ID) {
			continue
		}
		label := b.text("inputs.worst", law.With("fact", law.OfText(d.Name)))
		p.row(str(0, label, sText), b.worstCell(1, &b.a.Confirmed, d), b.worstCell(2, &b.a.Claimed, d), str(3, "", sCode), str(4, b.text("inputs.status-computed"), sText), str(5, "", sText), str(6, "", sText))
	}
}

// bar stands between words that are sought in one text.
const bar = "|"

func (b *builder) worstCell(column int, v *impact.View, d *law.FactDefinition) book.Cell {
	cells := []string{b.input(v.Standpoint, d.ID, nil)}
	for g := range v.Scenario.Groups {
		cells = append(cells, groupInput(v.Standpoint, g, string(d.ID)))
	}
	unknown := b.text("verdict.unknown")
	fact := factIn(b.asking(v), d.ID, nil)
	// All answers in one text, each between bars: a test for each would be too long a
	// formula where there are many groups.
	said := quote(bar) + "&" + strings.Join(cells, "&"+quote(bar)+"&") + "&" + quote(bar)
	is := func(word string) string { return fmt.Sprintf("ISNUMBER(FIND(%s,%s))", quote(bar+word+bar), said) }
	var expr string
	value := unknown
	if d.Type == law.TruthFact {
		yes, no := b.text("verdict.yes"), b.text("verdict.no")
		expr = fmt.Sprintf("IF(%s,%s,IF(%s,%s,%s))", is(yes), quote(yes), is(unknown), quote(unknown), quote(no))
		if fact.Known {
			value = b.text("verdict." + fact.Truth.String())
		}
	} else {
		// While one is not known, there may be a worse one than the states but the last.
		var seek, known, partial []string
		states := b.a.Severity.States(string(d.ID))
		for i, s := range states {
			word := b.stateWord(string(d.ID), s)
			seek, known = append(seek, quote(bar+word+bar)), append(known, quote(word))
			if i < len(states)-1 {
				partial = append(partial, quote(word+" "+partialMark))
			} else {
				partial = append(partial, quote(word))
			}
			if fact.Known && fact.Words[0] == s {
				value = word
			}
		}
		last := func(words []string) string {
			return fmt.Sprintf("LOOKUP(2,1/ISNUMBER(FIND({%s},%s)),{%s})", strings.Join(seek, ","), said, strings.Join(words, ","))
		}
		expr = fmt.Sprintf("IFERROR(IF(%s,%s,%s),%s)", is(unknown), last(partial), last(known), quote(unknown))
		if fact.Partial {
			value += " " + partialMark
		}
	}
	c := formula(column, expr, book.String(value), sText)
	c.Name = b.answer(v.Standpoint, d.ID, nil)
	return c
}
