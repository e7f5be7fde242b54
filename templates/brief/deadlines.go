package brief

import (
	"cmp"
	"io"
	"slices"
	"time"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Deadlines writes every clock: the duties of each law, then the contracts, with
// trigger, rule, time in local and universal time, and what is left or over.
func Deadlines(w io.Writer, a *impact.Assessment, l *locale.Locale) error {
	b := &brief{a: a, l: l}
	b.document.heading(1, b.say("deadlines.title", quoted("title", b.name())))
	b.paragraph(b.say("deadlines.as-of", law.With("as-of", law.OfTime(a.AsOf))))
	b.notKnown()
	var items []item
	for _, d := range b.clocks() {
		items = append(items, b.deadline(d))
	}
	if len(items) == 0 && b.answerable() {
		b.paragraph(b.say("deadlines.none"))
	}
	b.list(items...)
	b.notInForce(law.DutyKind)
	b.contracts()
	if aware := a.Confirmed.Scenario.Times.ProcessorAware; !aware.IsZero() {
		b.paragraph(b.say("deadlines.processor", worded("moment", l.Moment(aware))))
	}
	for i := range a.Claimed.Jurisdictions {
		for _, s := range b.statements(i) {
			if s.Topic == law.OnDuties {
				b.paragraph(b.statement(s))
			}
		}
	}
	_, err := io.WriteString(w, layText(b.document, l))
	return err
}

// clocks are the duties with a clock: those to be done first, then those to
// prepare and to settle, then those that are done; among them those with a figure first, the next to end at
// the top.
func (b *brief) clocks() []impact.DutyView {
	order := []impact.Headline{impact.Due, impact.Prepare, impact.Open}
	var out []impact.DutyView
	for _, d := range b.a.Duties {
		if d.Applied().Deadline != nil && slices.Contains(order, d.Headline) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(x, y impact.DutyView) int {
		return cmp.Or(
			performed(x)-performed(y),
			slices.Index(order, x.Headline)-slices.Index(order, y.Headline),
			sooner(x.Applied().Deadline.Due, y.Applied().Deadline.Due),
		)
	})
	return out
}

// performed is 1 for a duty whose report was sent.
func performed(d impact.DutyView) int {
	if d.Done() != nil {
		return 1
	}
	return 0
}

// sooner orders two times; one that the text does not fix comes last.
func sooner(x, y *time.Time) int {
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	}
	return x.Compare(*y)
}

// deadline is one duty with its clock.
func (b *brief) deadline(d impact.DutyView) item {
	f := d.Applied()
	it := item{name: b.say("deadlines.headline." + string(d.Headline)), text: b.in(f.Provision.Heading)}
	it.under = append(it.under, b.of(d)...)
	switch at := d.Done(); {
	case at != nil:
		it.name = b.done(at)
	case f.Deadline.Late(b.a.AsOf) && certain(d):
		it.under = append(it.under, item{text: b.say("deadlines.late")})
	}
	it.under = append(it.under,
		item{name: b.say("duty.clock"), text: b.clock(f, certain(d))},
		item{name: b.say("duty.basis"), text: b.basis(f)},
	)
	if missing := b.factNames(b.missing(d)...); d.Headline == impact.Open && len(missing) > 0 {
		it.under = append(it.under, item{name: b.say("duty.missing"), text: b.commas(missing)})
	}
	if to := d.Jurisdiction.Addressee(f.Version.Duty.To); to != nil {
		it.under = append(it.under, item{name: b.say("duty.to"), text: b.in(to.Name), under: b.opening(d.Jurisdiction, to)})
	}
	it.under = append(it.under, b.cautions(d)...)
	return it
}

// opening says when an addressee can next be reached, where that is known.
func (b *brief) opening(j *law.Jurisdiction, to *law.Addressee) []item {
	if to.Opening == law.AlwaysOpening {
		return []item{{text: b.say("deadlines.always")}}
	}
	next, known := j.NextOpening(b.a.AsOf)
	switch {
	case to.Opening != law.OfficeOpening || !known:
		return nil
	case !next.After(b.a.AsOf):
		return []item{{text: b.say("deadlines.opening-now")}}
	}
	return []item{{text: b.say("deadlines.opening", law.With("time", law.OfTime(next)))}}
}
