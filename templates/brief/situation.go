package brief

import (
	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// titleLimit is how many letters of a title are printed.
const titleLimit = 200

// situation writes the title and the one sentence a person would say on the
// telephone.
func (b *brief) situation() {
	title := b.in(b.a.Incident.Title.Text)
	if clean(title) == "" {
		title = string(b.a.Incident.ID)
	}
	b.document.heading(1, b.say("title", quoted("title", shorten(title, titleLimit))))
	b.paragraph(b.sentence())
}

// Situation is the one sentence a person would say on the telephone: who, as at
// when, what is established and what is only claimed.
func Situation(a *impact.Assessment, l *locale.Locale) string {
	b := &brief{a: a, l: l}
	return clean(b.sentence())
}

func (b *brief) sentence() string {
	clauses := []string{b.confidentialityClause(), b.peopleClause(), b.severityClause(), b.dutiesClause()}
	if b.refuted() {
		clauses = append([]string{b.l.Value(incident.Refuted.Value())}, clauses...)
	}
	return b.say("situation", quoted("organisation", b.organisation()), law.With("as-of", law.OfTime(b.a.AsOf)), worded("clauses", b.join(clauses)))
}

func (b *brief) organisation() string {
	confirmed, claimed := b.a.Confirmed.Scenario.Organisation.Name, b.believed().Scenario.Organisation.Name
	switch {
	case confirmed.Known:
		return shorten(confirmed.Value, titleLimit)
	case claimed.Known:
		return b.claimedCell(shorten(claimed.Value, titleLimit))
	}
	return b.say("organisation.unknown")
}

func (b *brief) confidentialityClause() string {
	clause := func(r incident.Reading[incident.Confidentiality], status string) string {
		return b.say("clause.confidentiality", law.With("value", r.Value.Value()), worded("status", b.say("status."+status)))
	}
	confirmed, claimed := b.a.Confirmed.Scenario.Confidentiality, b.believed().Scenario.Confidentiality
	switch {
	case confirmed.Known:
		return clause(confirmed, "confirmed")
	case claimed.Known:
		return clause(claimed, "claimed")
	}
	return b.say("clause.confidentiality.unknown")
}

func (b *brief) peopleClause() string {
	confirmed, claimed := b.a.Confirmed.People, b.believed().People
	number := func(name string, q impact.Quantity) law.Arg { return law.With(name, law.OfRange(q.Range)) }
	switch {
	case confirmed.Known && claimed.Known && b.l.Range(confirmed.Range) != b.l.Range(claimed.Range):
		return b.say("clause.people.both", number("confirmed", confirmed), number("claimed", claimed))
	case confirmed.Known:
		return b.say("clause.people.confirmed", number("people", confirmed))
	case claimed.Known:
		return b.say("clause.people.claimed", number("people", claimed))
	}
	return b.say("clause.people.unknown")
}

func (b *brief) severityClause() string {
	level := func(name string, v *impact.View) law.Arg {
		return law.With(name, levelValue(v.Severity.Groups[v.Severity.Top].Level))
	}
	confirmed, claimed := &b.a.Confirmed, b.believed()
	switch k, c := confirmed.Severity.Applicable, claimed.Severity.Applicable; {
	case k && c && confirmed.Severity.Groups[confirmed.Severity.Top].Level == claimed.Severity.Groups[claimed.Severity.Top].Level:
		return b.say("clause.severity.same", level("level", confirmed))
	case k && c:
		return b.say("clause.severity.both", level("confirmed", confirmed), level("claimed", claimed))
	case c:
		return b.say("clause.severity.claimed", level("level", claimed))
	case k:
		return b.say("clause.severity.confirmed", level("level", confirmed))
	}
	return b.say("clause.severity.none")
}

func (b *brief) dutiesClause() string {
	due := 0
	for _, d := range b.a.Duties {
		if d.Headline == impact.Due && d.Finding().Version.Duty.Basis == law.Statutory {
			due++
		}
	}
	if due == 0 {
		return b.say("clause.no-duty")
	}
	return b.say("clause.duties", law.With("count", law.OfInt(due)))
}
