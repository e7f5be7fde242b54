package workbook

import (
	"slices"
	"strings"
	"time"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
)

// deciding is the finding whose clock counts: that of what is established, since a
// claim is not awareness.
func deciding(d impact.DutyView) *law.Finding {
	if d.Confirmed != nil {
		return d.Confirmed
	}
	return d.Claimed
}

// decidingAt is its standpoint.
func (b *builder) decidingAt(d impact.DutyView) incident.Standpoint {
	if d.Confirmed != nil {
		return incident.Confirmed
	}
	return incident.Claimed
}

// why gives the reasons of the conclusion in a sentence, at each standpoint where
// they differ.
func (b *builder) why(d impact.DutyView) string {
	reasons := func(v *impact.View, f *law.Finding) string {
		if f == nil {
			return b.absent(v, d.Jurisdiction)
		}
		return b.reasons(f)
	}
	confirmed, claimed := reasons(&b.a.Confirmed, d.Confirmed), reasons(&b.a.Claimed, d.Claimed)
	if confirmed == claimed {
		return confirmed
	}
	return b.standpoint(incident.Confirmed) + b.text("format.colon") + confirmed + "\n" + b.standpoint(incident.Claimed) + b.text("format.colon") + claimed
}

// reasons are the conditions that settle a verdict, or leave it open.
func (b *builder) reasons(f *law.Finding) string {
	var settled, open []string
	for _, part := range f.Step.Parts {
		if !strings.HasPrefix(part.Key, "condition.") && part.Key != "scope" {
			continue
		}
		for _, s := range grounds(part) {
			list := &settled
			if s.Result.Verdict == law.Unknown {
				list = &open
			}
			if text := b.ground(s); !slices.Contains(*list, text) {
				*list = append(*list, text)
			}
		}
	}
	if f.Verdict == law.Unknown {
		return b.text("duties.why.unknown", law.With("grounds", law.OfText(law.Same(b.join(open)))))
	}
	return b.text("duties.why."+f.Verdict.String(), law.With("grounds", law.OfText(law.Same(b.join(settled)))))
}

// grounds are the single conditions that give a step its answer: of several that
// are all required, one that fails suffices; of several of which one suffices,
// those that hold.
func grounds(s law.Step) []law.Step {
	same := func() []law.Step {
		var out []law.Step
		for _, p := range s.Parts {
			if p.Result.Verdict == s.Result.Verdict {
				out = append(out, grounds(p)...)
			}
		}
		return out
	}
	switch s.Key {
	case "condition.all", "condition.any":
		return same()
	case "condition.not", "condition.applies", "scope":
		var out []law.Step
		for _, p := range s.Parts {
			out = append(out, grounds(p)...)
		}
		return out
	}
	return []law.Step{s}
}

// ground words one condition by what is known of its fact.
func (b *builder) ground(s law.Step) string {
	switch s.Key {
	case "condition.is", "condition.in", "condition.at-least":
		name, value := s.Args[0], s.Args[1]
		if s.Result.Verdict == law.Unknown {
			return b.loc.Value(name.Value)
		}
		return b.text("duties.ground", name, value)
	}
	return brief.Sentence(s, b.loc, b.a.Rulebook)
}

// deadlineCells are the time limit in local and in universal time, and what is
// left of it.
func (b *builder) deadlineCells(d impact.DutyView) []book.Cell {
	f := deciding(d)
	if f.Deadline == nil || d.Headline == impact.NotDue {
		term := b.text("duties.no-clock")
		if f.Deadline != nil {
			term = "–"
		}
		return []book.Cell{wide(dutyLocal, 2, term, sText), str(dutyLeft, "–", sText)}
	}
	certain := d.Headline == impact.Due
	return append(b.limit(f.Deadline), str(dutyLeft, b.counted(f.Deadline, certain), b.countedStyle(f.Deadline, certain)))
}

// limit is a due time as two cells, or in words where the text has no figure or
// the clock has not started.
func (b *builder) limit(d *law.Deadline) []book.Cell {
	if d.Due == nil {
		return []book.Cell{wide(dutyLocal, 2, strings.Join(b.clockOf(d, false), "\n"), sText)}
	}
	local := b.loc.Time(*d.Due)
	if d.Earliest {
		local += "\n" + b.text("brief.clock.hour-unknown")
	}
	if d.Estimated {
		local += "\n" + b.text("brief.clock.estimated")
	}
	return []book.Cell{str(dutyLocal, local, sStrong), str(dutyUTC, b.loc.Time(d.Due.UTC()), sText)}
}

// term is a time limit in a few words.
func (b *builder) term(d *law.Deadline) string {
	switch {
	case d.Due != nil:
		return b.loc.Time(*d.Due)
	case d.Standard != law.FixedTime:
		return b.text("duties.term." + string(d.Standard))
	}
	return b.text("duties.term.not-started")
}

// counted is what is left of a time limit, or what has run: in whole hours. One of
// a duty that may not apply is never said to be over.
func (b *builder) counted(d *law.Deadline, certain bool) string {
	count := func(key string, span time.Duration) string {
		return b.text("brief.clock."+key, law.With("count", law.OfInt(int(span/time.Hour))))
	}
	switch {
	case !d.Sent.IsZero():
		return brief.Done(d, b.loc) + "\n" + b.text("duties.sent", law.With("moment", d.Sent.Value()))
	case d.Due != nil && !d.Late(b.a.AsOf):
		return count("left", d.Due.Sub(b.a.AsOf))
	case d.Due != nil && certain:
		return count("over", b.a.AsOf.Sub(*d.Due))
	case d.Due != nil:
		return b.text("brief.clock.over.open", law.With("due", law.OfTime(*d.Due)))
	case d.Trigger.IsZero():
		return b.text("duties.term.not-started")
	case d.Trigger.HasTime() && !d.Trigger.Time.After(b.a.AsOf):
		return count("elapsed", b.a.AsOf.Sub(d.Trigger.Time))
	}
	return b.text("duties.since", law.With("moment", d.Trigger.Value()))
}

// soon is when little time is left.
const soon = 24 * time.Hour

func (b *builder) countedStyle(d *law.Deadline, certain bool) string {
	switch {
	case !d.Sent.IsZero() || !certain || d.Due == nil:
		return sText
	case d.Late(b.a.AsOf):
		return sBad
	case d.Due.Sub(b.a.AsOf) <= soon:
		return sWarn
	}
	return sText
}
