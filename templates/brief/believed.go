package brief

import (
	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
)

// refuted tells whether what has been established refutes the claim. The claimed
// standpoint is then shown for the record only.
func (b *brief) refuted() bool { return b.a.Claimed.Scenario.Claim == incident.Refuted }

// believed is the standpoint that the report goes by.
func (b *brief) believed() *impact.View { return b.a.Believed() }

// counted are the standpoints that the report reckons with: both, unless the claim
// is refuted.
func (b *brief) counted() []*impact.View {
	if b.refuted() {
		return []*impact.View{&b.a.Confirmed}
	}
	return b.a.Views()
}

// both words two answers that differ.
func (b *brief) both(confirmed, claimed string) string {
	key := "answers.both"
	if b.refuted() {
		key = "answers.refuted"
	}
	return b.say(key, worded("confirmed", confirmed), worded("claimed", claimed))
}

// weighed is the finding that decides under which heading an article stands: that
// of all that is said, unless it settles what the confirmed facts leave open. A
// claim that clears somebody is no more evidence than one that accuses.
func (b *brief) weighed(confirmed, claimed *law.Finding) *law.Finding {
	switch {
	case claimed == nil || b.refuted() && confirmed != nil:
		return confirmed
	case confirmed != nil && claimed.Verdict == law.No:
		return confirmed
	}
	return claimed
}

// claimedCell marks a value that is only claimed, in its own cell.
func (b *brief) claimedCell(value string) string {
	if b.refuted() {
		return b.say("cell.refuted", worded("value", value))
	}
	return b.say("cell.claimed", worded("value", value))
}
