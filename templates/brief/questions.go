package brief

import "breachimpact/impact"

// questions asks for the missing facts, the most decisive first.
func (b *brief) questions() {
	b.document.heading(2, b.say("section.questions"))
	if len(b.a.Questions) == 0 {
		b.paragraph(b.say("questions.none"))
		return
	}
	l := list{numbered: true}
	for _, q := range b.a.Questions {
		it := item{text: b.in(q.Definition.Question)}
		if decides := b.decides(q); len(decides) > 0 {
			it.under = append(it.under, item{name: b.say("question.decides"), text: b.join(decides)})
		}
		if !q.Definition.Help.IsZero() {
			it.under = append(it.under, item{name: b.say("question.help"), text: b.in(q.Definition.Help)})
		}
		l.items = append(l.items, it)
	}
	b.add(l)
}

// decides names what waits for a fact, by jurisdiction.
func (b *brief) decides(q impact.Question) []string {
	var out []string
	for _, j := range b.a.Rulebook.Jurisdictions {
		var ids []string
		for _, id := range q.Decides {
			if j.Provision(id) != nil {
				ids = append(ids, id)
			}
		}
		out = append(out, b.provisions(j, ids...)...)
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
	return clean(id)
}
