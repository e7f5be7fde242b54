package brief

import (
	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// titleLimit is how many letters of a title are printed.
const titleLimit = 200

// situation writes the title and the one sentence a person would say on the
// telephone.
func (b *brief) situation() {
	b.document.heading(1, b.say("title", quoted("title", b.name())))
	b.paragraph(b.sentence())
}

// name is the title of the incident, else its identifier.
func (b *brief) name() string {
	if title := b.in(b.a.Incident.Title.Text); line.Clean(title) != "" {
		return shorten(title, titleLimit)
	}
	return shorten(string(b.a.Incident.ID), titleLimit)
}

// Situation is the one sentence a person would say on the telephone: who, as at
// when, what is established and what is only claimed.
func Situation(a *impact.Assessment, l *locale.Locale) string {
	b := &brief{a: a, l: l}
	return line.Clean(b.sentence())
}

func (b *brief) sentence() string {
	var clauses []string
	if b.refuted() {
		clauses = append(clauses, b.l.Value(incident.Refuted.Value()))
	}
	clauses = append(clauses, b.confidentialityClause())
	if people := b.peopleClause(); people != "" {
		clauses = append(clauses, people)
	}
	clauses = append(clauses, b.severityClauses()...)
	clauses = append(append(clauses, b.dutiesClauses()...), b.contractClauses()...)
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

// peopleClause is empty where nobody is known of and there was no breach: then no
// number is missing.
func (b *brief) peopleClause() string {
	of := func(v *impact.View) (string, bool) {
		return b.total(v.People.Range, v.People.Known), v.People.Known || v.People.Range.Low.IsPositive()
	}
	confirmed, k := of(&b.a.Confirmed)
	claimed, c := of(b.believed())
	switch {
	case k && c && confirmed != claimed:
		return b.say("clause.people.both", quoted("confirmed", confirmed), quoted("claimed", claimed))
	case k:
		return b.say("clause.people.confirmed", quoted("people", confirmed))
	case c:
		return b.say("clause.people.claimed", quoted("people", claimed))
	case notABreach(&b.a.Confirmed) && !b.believed().Severity.Applicable:
		return ""
	}
	return b.say("clause.people.unknown")
}

// notABreach tells whether it is stated that no personal data were affected.
func notABreach(v *impact.View) bool {
	reason := v.Severity.Reason
	return !v.Severity.Applicable && (reason == severity.ReasonNoPersonalData || reason == severity.ReasonUntouched)
}

func (b *brief) severityClauses() []string {
	level := func(name string, v *impact.View) law.Arg {
		return law.With(name, levelValue(v.Severity.Groups[v.Severity.Top].Level))
	}
	confirmed, claimed := &b.a.Confirmed, b.believed()
	switch k, c := confirmed.Severity.Applicable, claimed.Severity.Applicable; {
	case notABreach(confirmed) && c:
		return []string{b.say("clause.not-a-breach"), b.say("clause.severity.if-claimed", level("level", claimed))}
	case notABreach(confirmed):
		return []string{b.say("clause.not-a-breach")}
	case k && c && confirmed.Severity.Groups[confirmed.Severity.Top].Level == claimed.Severity.Groups[claimed.Severity.Top].Level:
		return []string{b.say("clause.severity.same", level("level", confirmed))}
	case k && c:
		return []string{b.say("clause.severity.both", level("confirmed", confirmed), level("claimed", claimed))}
	case c:
		return []string{b.say("clause.severity.claimed", level("level", claimed))}
	case k:
		return []string{b.say("clause.severity.confirmed", level("level", confirmed))}
	}
	return []string{b.say("clause.severity.none")}
}

// dutiesClauses counts the statutory duties. What is not decided is never passed
// over: "none established" alone would read as "none".
func (b *brief) dutiesClauses() []string {
	count, all, done, late := map[impact.Headline]int{}, 0, 0, 0
	for _, d := range b.a.Duties {
		if d.Finding().Version.Duty.Basis == law.Statutory {
			all++
			if d.Done() != nil && d.Headline != impact.NotDue {
				done++
				continue
			}
			count[d.Headline]++
			if at := d.Applied().Deadline; d.Headline == impact.Due && at != nil && at.Late(b.a.AsOf) {
				late++
			}
		}
	}
	number := func(h impact.Headline) law.Arg { return law.With("count", law.OfInt(count[h])) }
	var out []string
	switch {
	case count[impact.Due] > 0:
		out = append(out, b.say("clause.duties", number(impact.Due)))
	case done > 0:
	case all > 0 && count[impact.NotDue] == all:
		out = append(out, b.say("clause.duties.not-due"))
	case !b.answerable():
		out = append(out, b.say("clause.duties.not-known"))
	case all == 0 && len(NotInForce(b.a, law.DutyKind, b.l)) > 0:
		out = append(out, b.say("clause.duties.not-in-force"))
	default:
		out = append(out, b.say("clause.no-duty"))
	}
	if late > 0 {
		out = append(out, b.say("clause.duties.late", law.With("count", law.OfInt(late))))
	}
	if done > 0 {
		out = append(out, b.say("clause.duties.done", law.With("count", law.OfInt(done))))
	}
	if count[impact.Prepare] > 0 {
		out = append(out, b.say("clause.duties.prepare", number(impact.Prepare)))
	}
	if count[impact.Open] > 0 {
		out = append(out, b.say("clause.duties.open", number(impact.Open)))
	}
	return out
}

// contractClauses counts what the organisation owes by contract, and what of it
// is late.
func (b *brief) contractClauses() []string {
	var out []string
	if n := len(b.a.Contracts); n > 0 {
		out = append(out, b.say("clause.contracts", law.With("count", law.OfInt(n))))
	}
	late := 0
	for _, c := range b.a.Contracts {
		if c.Deadline.Late(b.a.AsOf) {
			late++
		}
	}
	if late > 0 {
		out = append(out, b.say("clause.contracts.late", law.With("count", law.OfInt(late))))
	}
	return out
}
