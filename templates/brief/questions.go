package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// questions asks for the missing facts, the most decisive first.
func (b *brief) questions() {
	if !b.answerable() {
		return // no answer would settle anything
	}
	b.document.heading(2, b.say("section.questions"))
	l := list{numbered: true}
	for _, q := range b.a.Questions {
		if !b.asks(q) {
			continue
		}
		it := item{text: b.in(q.Definition.Question)}
		if decides := b.decides(q); len(decides) > 0 {
			it.under = append(it.under, item{name: b.say("question.decides"), text: b.join(decides)})
		}
		if !q.Definition.Help.IsZero() {
			it.under = append(it.under, item{name: b.say("question.help"), text: b.in(q.Definition.Help)})
		}
		l.items = append(l.items, it)
	}
	if len(l.items) > 0 {
		b.add(l)
		return
	}
	b.paragraph(b.say("questions.none"))
}

// asks tells whether a question is worth asking: of a refuted claim, only what the
// confirmed facts wait for.
func (b *brief) asks(q impact.Question) bool {
	return !b.refuted() || slices.ContainsFunc(q.Decides, func(id string) bool { return b.waits(id, q.Definition.ID) })
}

// waits tells whether a provision waits for a fact at a standpoint that counts.
func (b *brief) waits(provision string, fact law.FactID) bool {
	for _, v := range b.counted() {
		for i := range v.Jurisdictions {
			if j := v.Jurisdictions[i]; j.Pending && j.Jurisdiction.Code == provision && slices.Contains(j.Scope.Missing, fact) {
				return true
			}
			f := finding(&v.Jurisdictions[i], provision)
			if f == nil || v.Jurisdictions[i].Pending {
				continue
			}
			if slices.Contains(f.Missing, fact) {
				return true
			}
			for _, x := range f.Exposures {
				if x.Verdict != law.No && slices.Contains(x.Unknowns(), fact) {
					return true
				}
			}
		}
	}
	return false
}

// decides names what waits for a fact, by jurisdiction.
func (b *brief) decides(q impact.Question) []string {
	var out []string
	for _, j := range b.a.Rulebook.Jurisdictions {
		var ids []string
		for _, id := range q.Decides {
			if j.Provision(id) != nil && b.waits(id, q.Definition.ID) {
				ids = append(ids, id)
			}
		}
		out = append(out, b.provisions(j, ids...)...)
		if slices.Contains(q.Decides, j.Code) && b.waits(j.Code, q.Definition.ID) {
			out = append(out, b.say("question.law", law.With("jurisdiction", law.OfText(j.Name))))
		}
	}
	return out
}

// findProvision names a provision of any jurisdiction.
func (b *brief) findProvision(id string) string {
	for _, j := range b.a.Rulebook.Jurisdictions {
		if j.Provision(id) != nil {
			return b.provision(j, id)
		}
	}
	return line.Clean(id)
}

// Asked are the questions worth asking, the most decisive first, with what waits for
// each in words.
func Asked(a *impact.Assessment, l *locale.Locale) (questions []impact.Question, decides [][]string) {
	b := &brief{a: a, l: l}
	for _, q := range a.Questions {
		if b.asks(q) {
			questions, decides = append(questions, q), append(decides, b.decides(q))
		}
	}
	return questions, decides
}

// Lacking names quantities and assumptions that a cost line waits for.
func Lacking(needs []*loss.Parameter, unknown []loss.Quantity, l *locale.Locale) []string {
	b := &brief{l: l}
	return b.lacking(needs, unknown)
}
