package brief

import (
	"io"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Deadlines writes every clock: the duties of each law, then the contracts, with
// trigger, rule, time in local and universal time, and what is left or over.
func Deadlines(w io.Writer, a *impact.Assessment, l *locale.Locale) error {
	b := &brief{a: a, l: l}
	title := b.in(a.Incident.Title.Text)
	if clean(title) == "" {
		title = string(a.Incident.ID)
	}
	b.document.heading(1, b.say("deadlines.title", quoted("title", shorten(title, titleLimit))))
	b.paragraph(b.say("deadlines.as-of", law.With("as-of", law.OfTime(a.AsOf))))
	var items []item
	for _, d := range a.Duties {
		if applied(d).Deadline == nil || d.Headline == impact.NotDue {
			continue
		}
		items = append(items, b.deadline(d))
	}
	if len(items) == 0 {
		b.paragraph(b.say("deadlines.none"))
	}
	b.list(items...)
	b.contracts()
	times := a.Confirmed.Scenario.Times
	if !times.ProcessorAware.IsZero() {
		b.paragraph(b.say("deadlines.processor", worded("moment", l.Moment(times.ProcessorAware))))
	}
	for _, j := range a.Claimed.Jurisdictions {
		for _, s := range j.Jurisdiction.Statements {
			if s.Topic == law.OnDuties && s.Valid.Contains(times.Trigger().Date) && concerned(&j) {
				b.paragraph(b.in(s.Text))
			}
		}
	}
	_, err := io.WriteString(w, layText(b.document, l))
	return err
}

// deadline is one duty with its clock.
func (b *brief) deadline(d impact.DutyView) item {
	f := applied(d)
	to := d.Jurisdiction.Addressee(f.Version.Duty.To)
	it := item{name: b.say("deadlines.headline." + string(d.Headline)), text: b.in(f.Provision.Heading)}
	it.under = append(it.under,
		item{text: b.clock(f)},
		item{text: b.basis(f)},
		item{text: b.in(to.Name)},
	)
	if late := f.Deadline.Late(b.a.AsOf); late {
		it.under = append(it.under, item{text: b.say("deadlines.late")})
	}
	if next, known := d.Jurisdiction.NextOpening(b.a.AsOf); known && to.Opening == law.OfficeOpening {
		it.under = append(it.under, item{text: b.say("deadlines.opening", law.With("time", law.OfTime(next)))})
	}
	if to.Opening == law.AlwaysOpening {
		it.under = append(it.under, item{text: b.say("deadlines.always")})
	}
	return it
}
