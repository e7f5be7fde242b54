package brief

import (
	"time"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// clock words the time a duty leaves. A text without a number of hours never
// gets one here, and a clock without awareness has not started. One of a duty that
// is not certain to apply is never said to be over.
func (b *brief) clock(f *law.Finding, certain bool) string {
	c, d := f.Version.Duty.Clock, f.Deadline
	if c == nil || d == nil {
		return b.say("clock.none")
	}
	if d.Standard != law.FixedTime {
		return b.join([]string{b.say("clock." + string(d.Standard)), b.since(d)})
	}
	if d.Within != nil {
		return b.fixedClock(*d.Within, d, certain) // of two limits, the one that counts
	}
	return b.fixedClock(*c.Within, d, certain)
}

// chainedClock words a clock that starts from classification or from a report that
// was sent, rather than from awareness.
func (b *brief) chainedClock(d *law.Deadline, certain bool) string {
	length := worded("within", b.say("within."+string(d.Within.Unit), law.With("count", law.OfInt(d.Within.Count))))
	event := law.With("event", law.OfWord(d.Event))
	since := b.say("clock.chained.since", event, worded("trigger", b.l.Moment(d.Trigger)))
	switch {
	case d.Due != nil:
		parts := []string{b.say("clock.chained", length, event, law.With("due", law.OfTime(*d.Due)), law.With("universal", law.OfTime(d.Due.UTC()))), b.left(*d.Due, d.Sent, certain), since}
		if d.Earliest {
			parts = append(parts, b.say("clock.chained.hour-unknown"))
		}
		return b.join(parts)
	case !d.Trigger.IsZero():
		return b.join([]string{b.say("clock.chained.open", length, event), since, b.say("clock.chained.month-only")})
	}
	return b.join([]string{b.say("clock.chained.open", length, event), b.say("clock.chained.not-started")})
}

// fixedClock words a clock that has a figure.
func (b *brief) fixedClock(within law.Period, d *law.Deadline, certain bool) string {
	if d.From == law.Classified || d.From == law.Submitted {
		return b.chainedClock(d, certain)
	}
	length := worded("within", b.say("within."+string(within.Unit), law.With("count", law.OfInt(within.Count))))
	switch {
	case d.Due != nil:
		parts := []string{
			b.say("clock.fixed", length, law.With("due", law.OfTime(*d.Due)), law.With("universal", law.OfTime(d.Due.UTC()))),
			b.left(*d.Due, d.Sent, certain),
			b.aware(d),
		}
		if d.Estimated {
			parts = append(parts, b.say("clock.estimated"))
		}
		if d.Earliest {
			parts = append(parts, b.say("clock.hour-unknown"))
		}
		return b.join(parts)
	case !d.Trigger.IsZero():
		return b.join([]string{b.say("clock.fixed.open", length), b.aware(d), b.say("clock.month-only")})
	}
	parts := []string{b.say("clock.fixed.open", length), b.say("clock.not-started")}
	if d.IfPublic != nil {
		parts = append(parts, b.say("clock.if-public", law.With("due", law.OfTime(*d.IfPublic))))
	}
	return b.join(parts)
}

// since says when the clock started, and how long ago where the hour is known.
func (b *brief) since(d *law.Deadline) string {
	t := d.Trigger
	if t.IsZero() && d.From == law.Submitted {
		return b.say("clock.chained.not-started")
	}
	if t.IsZero() {
		return b.say("clock.not-started")
	}
	if !t.HasTime() || b.a.AsOf.Before(t.Time) {
		return b.aware(d)
	}
	if !d.Sent.IsZero() {
		return b.join([]string{b.aware(d), b.say("clock.sent", worded("moment", b.l.Moment(d.Sent)))})
	}
	return b.join([]string{b.aware(d), b.say("clock.elapsed", wholeHours(b.a.AsOf.Sub(t.Time)))})
}

// aware says who became aware, and when.
func (b *brief) aware(d *law.Deadline) string {
	if d.From == law.Submitted {
		return b.say("clock.chained.since", law.With("event", law.OfWord(d.Event)), worded("trigger", b.l.Moment(d.Trigger)))
	}
	key := "clock.since"
	if d.From == law.ProcessorAware {
		key = "clock.since.processor"
	}
	return b.say(key, worded("trigger", b.l.Moment(d.Trigger)))
}

// certain tells whether a duty is to be done, rather than prepared or open.
func certain(d impact.DutyView) bool { return d.Headline == impact.Due }

// done says that a report was sent, in time or not.
func (b *brief) done(d *law.Deadline) string { return Done(d, b.l) }

// Done words a clock whose report was sent: whether that was in time, where the
// text sets a time and the file knows the hour.
func Done(d *law.Deadline, l *locale.Locale) string {
	switch {
	case d.Sent.IsZero():
		return l.Text("brief.done.undated")
	case d.Due == nil:
		return l.Text("brief.done")
	case !d.Late(d.Sent.Time):
		return l.Text("brief.done.in-time")
	case d.Sent.HasTime() && d.Sent.Time.Sub(*d.Due) >= time.Hour:
		return l.Text("brief.done.late", wholeHours(d.Sent.Time.Sub(*d.Due)))
	}
	return l.Text("brief.done.after")
}

// left is the time until a deadline, or since it; or when the report was sent.
func (b *brief) left(due time.Time, sent law.Moment, certain bool) string {
	if !sent.IsZero() {
		return b.say("clock.sent", worded("moment", b.l.Moment(sent)))
	}
	if rest := due.Sub(b.a.AsOf); rest >= 0 {
		return b.say("clock.left", wholeHours(rest))
	}
	if !certain {
		return b.say("clock.over.open", law.With("due", law.OfTime(due)))
	}
	return b.say("clock.over", wholeHours(b.a.AsOf.Sub(due)))
}

func wholeHours(d time.Duration) law.Arg { return law.With("count", law.OfInt(int(d/time.Hour))) }
