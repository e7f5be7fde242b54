package brief

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/law"
)

// conflicts prints the values that sources give against the one that was kept.
func (b *brief) conflicts() {
	var items []item
	for _, s := range b.a.Conflicts {
		kept := b.keptValue(s.Confirmed, s.KnownConfirmed, s.Claimed, s.KnownClaimed)
		var values []string
		for _, v := range s.Conflicts {
			values = append(values, b.claimedCell(b.l.Value(v)))
		}
		if s.KnownConfirmed {
			values = nil
			for _, v := range s.Conflicts {
				values = append(values, b.l.Value(v))
			}
		}
		text := b.say("conflict.text", worded("kept", kept), worded("values", b.commas(values)))
		if len(s.Sources) > 0 {
			text = b.say("conflict.sources", worded("text", text), quoted("sources", b.commas(s.Sources)))
		}
		items = append(items, item{name: b.field(s.Path), text: text})
	}
	b.section("conflicts", items)
}

// keptValue is the value that moves the figures, marked when it is only claimed.
func (b *brief) keptValue(confirmed law.Value, knownConfirmed bool, claimed law.Value, knownClaimed bool) string {
	switch {
	case knownConfirmed:
		return b.l.Value(confirmed)
	case knownClaimed:
		return b.claimedCell(b.l.Value(claimed))
	}
	return b.say("cell.unknown")
}

// notes prints what the file says about its own facts.
func (b *brief) notes() {
	var items []item
	for _, s := range b.a.Incident.Stated() {
		if !s.Note.IsZero() {
			items = append(items, item{name: b.field(s.Path), text: b.in(s.Note)})
		}
	}
	b.section("notes", items)
}

func (b *brief) warnings() {
	var items []item
	for _, w := range b.a.Warnings {
		if b.warns(w) {
			items = append(items, item{text: b.l.Step(w)})
		}
	}
	b.section("warnings", items)
}

// warns tells whether a warning matters: one that only a refuted claim gives rise
// to does not.
func (b *brief) warns(w law.Step) bool {
	if !b.refuted() {
		return true
	}
	switch w.Key {
	case "warning.people-only-claimed":
		return false
	case "warning.scope-unknown":
		return slices.ContainsFunc(b.a.Confirmed.Jurisdictions, func(j impact.JurisdictionView) bool {
			return names(w, j.Jurisdiction) && j.Scope.Verdict == law.Unknown && !j.Scope.NotKnown
		})
	case "warning.not-known":
		return slices.ContainsFunc(b.a.Confirmed.Jurisdictions, func(j impact.JurisdictionView) bool {
			return names(w, j.Jurisdiction) && j.Scope.NotKnown
		})
	}
	return true
}

// names tells whether a step is about a jurisdiction.
func names(s law.Step, j *law.Jurisdiction) bool {
	return slices.ContainsFunc(s.Args, func(a law.Arg) bool { return a.Value.Kind == law.TextKind && a.Value.Text == j.Name })
}

func (b *brief) openPoints() {
	var items []item
	var seen []law.Text
	for _, o := range b.a.Open {
		if !slices.Contains(seen, o) {
			seen = append(seen, o)
			items = append(items, item{text: b.in(o)})
		}
	}
	b.section("open", items)
}

// section prints a list under its heading, or nothing at all.
func (b *brief) section(name string, items []item) {
	if len(items) == 0 {
		return
	}
	b.document.heading(2, b.say("section."+name))
	b.list(items...)
}
