package brief

import (
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/line"
)

// facts sets what is confirmed beside what is only claimed.
func (b *brief) facts() {
	b.document.heading(2, b.say("section.facts"))
	b.paragraph(b.say("claim.note"))
	column := b.say("column.claimed")
	if b.refuted() {
		b.paragraph(b.say("claim.refuted"))
		column = b.say("column.refuted")
	}
	t := table{head: []string{b.say("column.fact"), b.say("column.confirmed"), column}}
	row := func(label string, of func(incident.Scenario) string) {
		t.rows = append(t.rows, b.pair(label, of(b.a.Confirmed.Scenario), of(b.a.Claimed.Scenario)))
	}
	row(b.say("fact.people"), func(s incident.Scenario) string { return b.total(s.People()) })
	row(b.recordsLabel(b.a.Claimed.Scenario.Groups), func(s incident.Scenario) string { return b.total(s.Records()) })
	b.groupRows(row)
	for i, o := range b.a.Claimed.Scenario.OtherRecords {
		row(b.say("fact.other", quoted("what", b.in(o.What))), func(s incident.Scenario) string { return reading(b, s.OtherRecords[i].Count, law.OfRange) })
	}
	row(b.say("fact.personal-data"), func(s incident.Scenario) string { return b.verdict(s.PersonalData) })
	row(b.say("fact.confidentiality"), func(s incident.Scenario) string { return reading(b, s.Confidentiality, incident.Confidentiality.Value) })
	row(b.say("fact.integrity"), func(s incident.Scenario) string { return reading(b, s.Integrity, incident.Integrity.Value) })
	row(b.say("fact.availability"), func(s incident.Scenario) string { return reading(b, s.Availability, incident.Availability.Value) })
	row(b.say("fact.malicious"), func(s incident.Scenario) string { return b.verdict(s.Malicious) })
	row(b.say("fact.cause"), func(s incident.Scenario) string { return reading(b, s.Cause, incident.Cause.Value) })
	if b.a.Incident.Breach.Volume.Stated {
		volume := b.a.Incident.Breach.Volume
		t.rows = append(t.rows, b.pair(b.say("fact.volume"), reading(b, volume.Confirmed, incident.SizeRange.Value), reading(b, volume.Claimed, incident.SizeRange.Value)))
	}
	row(b.say("fact.occurred"), func(s incident.Scenario) string { return b.moment(s.Times.Occurred) })
	row(b.say("fact.aware"), func(s incident.Scenario) string { return b.moment(s.Times.Aware) })
	row(b.say("fact.public"), func(s incident.Scenario) string { return b.moment(s.Times.Public) })
	row(b.say("fact.contained"), func(s incident.Scenario) string { return b.moment(s.Contained) })
	b.add(t)
}

// groupRows adds what differs by group: counts where there are several groups,
// and the data.
func (b *brief) groupRows(row func(string, func(incident.Scenario) string)) {
	groups := b.a.Claimed.Scenario.Groups
	label := func(fact, group string) string {
		if len(groups) < 2 {
			return fact
		}
		return b.say("fact.group", worded("fact", fact), quoted("group", group))
	}
	for i, g := range groups {
		if len(groups) > 1 {
			row(label(b.say("fact.people"), g.ID), func(s incident.Scenario) string { return reading(b, s.Groups[i].People, law.OfRange) })
			row(label(b.recordsLabel(groups[i:i+1]), g.ID), func(s incident.Scenario) string { return reading(b, s.Groups[i].Records, law.OfRange) })
		}
		row(label(b.say("fact.data"), g.ID), func(s incident.Scenario) string { return b.data(s.Groups[i].Data) })
	}
}

// recordsLabel names what the records are records of, where all groups agree:
// cards are not people.
func (b *brief) recordsLabel(groups []incident.Group) string {
	for i, g := range groups {
		if !g.Unit.Known || g.Unit.Value != groups[0].Unit.Value {
			return b.say("fact.records")
		}
		if i == len(groups)-1 {
			return b.say("fact.records.unit", law.With("unit", g.Unit.Value.Value()))
		}
	}
	return b.say("fact.records")
}

// pair is a row of both standpoints. A claim that adds nothing is not repeated;
// one that adds something is marked in its own cell, for whoever copies it.
func (b *brief) pair(label, confirmed, claimed string) []string {
	unknown := b.say("cell.unknown")
	switch {
	case claimed == unknown:
	case claimed == confirmed:
		claimed = b.say("cell.same")
	default:
		claimed = b.claimedCell(claimed)
	}
	return []string{label, confirmed, claimed}
}

// total words a sum over the groups. Where some are not known it is a lower limit.
func (b *brief) total(r law.Range, known bool) string {
	switch {
	case known:
		return b.l.Range(r)
	case r.Low.IsPositive():
		return b.say("at-least", law.With("count", law.OfNumber(r.Low)))
	}
	return b.say("cell.unknown")
}

func (b *brief) verdict(v law.Verdict) string {
	if v == law.Unknown {
		return b.say("cell.unknown")
	}
	return b.l.Value(law.OfVerdict(v))
}

func (b *brief) moment(m law.Moment) string {
	if m.IsZero() {
		return b.say("cell.unknown")
	}
	return b.l.Moment(m)
}

// reading words a fact at one standpoint.
func reading[T any](b *brief, r incident.Reading[T], value func(T) law.Value) string {
	if !r.Known {
		return b.say("cell.unknown")
	}
	return b.l.Value(value(r.Value))
}

// data names the kinds of data known to be affected, then those that may be.
func (b *brief) data(data []incident.Datum) string {
	var names, maybe []string
	for _, d := range data {
		name := b.dataName(d.Type)
		if d.Records.Known {
			name = b.say("fact.data.counted", worded("name", name), law.With("count", law.OfRange(d.Records.Value)))
		}
		switch d.Present {
		case law.Yes:
			names = append(names, name)
		case law.Unknown:
			maybe = append(maybe, name)
		}
	}
	switch {
	case len(names) > 0 && len(maybe) > 0:
		return b.say("fact.data.maybe", worded("names", b.commas(names)), worded("maybe", b.commas(maybe)))
	case len(names) > 0:
		return b.commas(names)
	}
	return b.say("cell.unknown")
}

// dataName is the catalogue's name of a kind of data.
func (b *brief) dataName(id string) string {
	if t := b.a.Severity.Catalogue.Find(id); t != nil {
		return b.in(t.Name)
	}
	return line.Clean(id)
}
