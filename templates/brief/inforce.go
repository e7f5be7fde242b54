package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// NotInForce words, in one line a jurisdiction and day, the statutory provisions of
// a kind that had no text in force on the day that decides them. Whoever knows them
// sees that they were not forgotten.
func NotInForce(a *impact.Assessment, kind law.ProvisionKind, l *locale.Locale) []string {
	b := &brief{a: a, l: l}
	var out []string
	for i := range a.Claimed.Jurisdictions {
		if !b.concerns(i) {
			continue
		}
		j := a.Claimed.Jurisdictions[i].Jurisdiction
		var days []law.Moment
		ids := map[law.Moment][]string{}
		for k := range j.Provisions {
			p := &j.Provisions[k]
			if p.Kind != kind || !statutory(p) {
				continue
			}
			if day, absent := b.absent(j, p); absent {
				if !slices.Contains(days, day) {
					days = append(days, day)
				}
				ids[day] = append(ids[day], p.ID)
			}
		}
		for _, day := range days {
			cites := worded("cites", b.join(b.provisions(j, ids[day]...)))
			if day.Month {
				out = append(out, b.say("not-in-force.month", cites, worded("month", l.Moment(day))))
			} else {
				out = append(out, b.say("not-in-force.day", cites, law.With("date", law.OfDate(day.Date))))
			}
		}
	}
	return out
}

// notInForce prints the lines of [NotInForce].
func (b *brief) notInForce(kind law.ProvisionKind) {
	for _, line := range NotInForce(b.a, kind, b.l) {
		b.paragraph(line)
	}
}

// statutory tells what a law lays down from what is only wise.
func statutory(p *law.Provision) bool {
	return slices.ContainsFunc(p.Versions, func(v law.Version) bool { return v.Duty == nil || v.Duty.Basis == law.Statutory })
}

// absent tells whether no standpoint that counts has a text of a provision, and
// the day it was looked for: the first that is that of an event.
func (b *brief) absent(j *law.Jurisdiction, p *law.Provision) (law.Moment, bool) {
	var found law.Moment
	event := false
	for _, v := range b.counted() {
		times, ref := decisive(v, j, p)
		if p.At(ref.Date, b.a.Announced) != nil {
			return law.Moment{}, false
		}
		if !event {
			found, event = momentOf(times, ref), ref.From != "as-of"
		}
	}
	return law.Moment{Date: found.Date, Month: found.Month}, true
}

// decisive is the day that decides which text of a provision counts at one
// standpoint, with its moments in civil time.
func decisive(v *impact.View, j *law.Jurisdiction, p *law.Provision) (law.Times, law.Reference) {
	times := civil(v.Scenario.Times, j)
	if p.Kind == law.DutyKind || p.Omission {
		return times, times.Trigger()
	}
	return times, times.Act()
}

// civil are moments with their days in a jurisdiction's civil time: a text takes
// effect on a day there, whatever offset an instant was written with.
func civil(t law.Times, j *law.Jurisdiction) law.Times {
	day := func(m law.Moment) law.Moment {
		if m.HasTime() {
			m.Date = law.DateOf(j.Zone.In(m.Time))
		}
		return m
	}
	return law.Times{Occurred: day(t.Occurred), Public: day(t.Public), Aware: day(t.Aware), AsOf: j.Zone.In(t.AsOf)}
}

// momentOf is the moment that gave a reference, which may be no more than a month.
func momentOf(t law.Times, ref law.Reference) law.Moment {
	switch ref.From {
	case "occurred":
		return t.Occurred
	case "public":
		return t.Public
	case "aware":
		return t.Aware
	}
	return law.Moment{Date: ref.Date}
}

// inForce says which text a duty is taken from. Where only the month is known, no
// day is printed that nobody stated.
func (b *brief) inForce(d impact.DutyView) string {
	f, v := d.Applied(), &b.a.Confirmed
	if d.Confirmed == nil {
		v = &b.a.Claimed
	}
	moment := law.With("moment", law.OfWord("moment."+f.Reference.From))
	if m := momentOf(v.Scenario.Times, f.Reference); m.Month {
		return b.say("duty.in-force.month", worded("month", b.l.Moment(m)), moment)
	}
	return b.say("duty.in-force.text", law.With("date", law.OfDate(f.Reference.Date)), moment)
}

// unanswered tells whether the facts precede the first text of a jurisdiction, at
// every standpoint that counts: then it answers nothing, not even "no".
func (b *brief) unanswered(i int) bool {
	return !slices.ContainsFunc(b.counted(), func(v *impact.View) bool { return !v.Jurisdictions[i].Scope.NotKnown })
}

// answerable tells whether some jurisdiction has an answer, be it "no".
func (b *brief) answerable() bool {
	for i := range b.a.Claimed.Jurisdictions {
		if !b.unanswered(i) {
			return true
		}
	}
	return false
}

// notKnown says of which jurisdictions nothing can be answered.
func (b *brief) notKnown() {
	for i := range b.a.Claimed.Jurisdictions {
		if j := b.a.Claimed.Jurisdictions[i].Jurisdiction; b.unanswered(i) && !b.a.Claimed.Jurisdictions[i].Pending {
			b.paragraph(b.say("not-known", law.With("jurisdiction", law.OfText(j.Name)), law.With("first", law.OfDate(j.FirstText()))))
		}
	}
}

// concerns tells whether a jurisdiction applies, or may, at a standpoint that
// counts.
func (b *brief) concerns(i int) bool {
	return slices.ContainsFunc(b.counted(), func(v *impact.View) bool { return concerned(&v.Jurisdictions[i]) })
}
