package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// MaySay lists what an organisation may say publicly as it stands: what is
// established, and nothing that is only claimed. It is advice for whoever drafts
// the statement; counsel still reads it.
func MaySay(a *impact.Assessment, l *locale.Locale) []string {
	b := &brief{a: a, l: l}
	s := a.Confirmed.Scenario
	var out []string
	add := func(key string, args ...law.Arg) { out = append(out, b.say("public.may."+key, args...)) }
	switch aware := s.Times.Aware; {
	case b.refuted():
		add("refuted")
	case !aware.IsZero():
		add("aware", worded("moment", l.Moment(aware)))
	default:
		add("checking")
	}
	switch s.PersonalData {
	case law.Yes:
		add("personal-data")
	case law.No:
		add("no-personal-data")
	}
	if s.PersonalData != law.No {
		if r := s.Confidentiality; r.Known {
			add("confidentiality." + string(r.Value))
		}
		if names := b.dataWhere(func(confirmed, _ law.Verdict) bool { return confirmed == law.Yes }); len(names) > 0 {
			add("data", worded("data", b.commas(names)))
		}
	}
	if r := s.Availability; r.Known && r.Value != incident.NotInterrupted {
		add("availability." + string(r.Value))
	}
	if q := a.Confirmed.People; q.Known && q.Range.High.IsPositive() {
		add("people", worded("people", l.Range(q.Range)))
	}
	if !s.Contained.IsZero() {
		add("contained", worded("moment", l.Moment(s.Contained)))
	}
	for _, d := range a.Duties {
		if at := d.Done(); at != nil && !at.Sent.IsZero() && d.Headline != impact.NotDue {
			if to := d.Jurisdiction.Addressee(d.Finding().Version.Duty.To); to != nil {
				add("sent", worded("to", b.in(to.Name)), worded("moment", l.Moment(at.Sent)))
			}
		}
	}
	if s.PersonalData != law.No {
		add("advice")
	}
	return out
}

// MustNotSay lists what nothing establishes yet, or what must never be said: a
// number that is only claimed, that nothing left, who did it, the data themselves.
func MustNotSay(a *impact.Assessment, l *locale.Locale) []string {
	b := &brief{a: a, l: l}
	s := a.Confirmed.Scenario
	var out []string
	add := func(key string, args ...law.Arg) { out = append(out, b.say("public.not."+key, args...)) }
	if q := a.Believed().People; q.Known && !a.Confirmed.People.Known {
		add("people", worded("people", l.Range(q.Range)))
	} else if !a.Confirmed.People.Known && s.PersonalData != law.No {
		add("no-people")
	}
	established := b.dataWhere(func(confirmed, _ law.Verdict) bool { return confirmed == law.Yes })
	names := b.dataWhere(func(confirmed, claimed law.Verdict) bool { return confirmed != law.Yes && claimed == law.Yes })
	names = slices.DeleteFunc(names, func(n string) bool { return slices.Contains(established, n) }) // of another group
	if len(names) > 0 && !b.refuted() {
		add("data", worded("data", b.commas(names)))
	}
	switch {
	case s.PersonalData == law.No:
	case !s.Confidentiality.Known:
		add("nothing-left")
	case s.Confidentiality.Value == incident.NoEvidence:
		add("no-trace")
	}
	if s.PersonalData == law.Unknown {
		add("no-personal-data")
	}
	if s.Malicious != law.No {
		add("author")
	}
	if s.PersonalData != law.No && (!s.Confidentiality.Known || s.Confidentiality.Value != incident.NotExposed) {
		add("extracts")
	}
	add("fault")
	return out
}

// dataWhere names the kinds of data, each once, whose presence at both standpoints is
// as asked in some group.
func (b *brief) dataWhere(is func(confirmed, claimed law.Verdict) bool) []string {
	var names []string
	for i, g := range b.a.Claimed.Scenario.Groups {
		for k, d := range g.Data {
			name := b.dataName(d.Type)
			if is(b.a.Confirmed.Scenario.Groups[i].Data[k].Present, d.Present) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
