package brief

import (
	"breachimpact/impact"
	"breachimpact/law"
)

// Cautions say what an answer about a duty rests on, where that is less than the
// law in force and the facts of the file: a text that is only announced, a fact
// that the program derived. clock words the clock of a finding.
func Cautions(d impact.DutyView, say func(key string, args ...law.Arg) string, clock func(*law.Finding) string) []string {
	var out []string
	if a := d.Announced; a != nil {
		out = append(out, say("duty.announced", law.With("answer", law.OfVerdict(a.Verdict)), worded("clock", clock(a))))
	}
	if d.Applied().Version.Status == law.Announced {
		out = append(out, say("duty.announced.alone"))
	}
	if len(d.Applied().Derived()) > 0 {
		out = append(out, say("duty.derived"))
	}
	return out
}

// cautions are those of a duty, as items.
func (b *brief) cautions(d impact.DutyView) []item {
	var out []item
	clock := func(f *law.Finding) string { return b.clock(f, false) } // a simulation is never over
	for _, text := range Cautions(d, b.say, clock) {
		out = append(out, item{name: b.say("reserve"), text: text})
	}
	return out
}
