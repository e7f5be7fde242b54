package brief

import (
	"strconv"

	"breachimpact/law"
)

// sources lists where the facts of the file were found.
func (b *brief) sources() {
	var items []item
	for _, s := range b.a.Incident.Sources {
		parts := []string{b.in(s.Title.Text)}
		if p := b.in(s.Publisher.Text); p != "" {
			parts = append(parts, p)
		}
		if !s.Date.IsZero() {
			parts = append(parts, b.l.Moment(s.Date.Moment))
		}
		if s.URL != "" {
			parts = append(parts, string(s.URL))
		}
		items = append(items, item{name: s.ID.ID, text: b.join(parts)})
	}
	if len(items) == 0 {
		return
	}
	b.section("sources", items)
	b.paragraph(b.say("sources.note"))
}

// provenance is what someone needs to compute the same answer again.
func (b *brief) provenance() {
	a := b.a
	var items []item
	add := func(name, text string) { items = append(items, item{name: name, text: text}) }
	add(b.say("provenance.case"), string(a.Incident.ID))
	add(b.say("provenance.as-of"), b.l.Time(a.AsOf))
	add(b.say("provenance.input"), a.Incident.SHA256)
	add(b.say("provenance.rulebook"), a.Rulebook.Fingerprint)
	add(b.say("provenance.method"), a.Severity.Fingerprint)
	add(b.say("provenance.model"), a.Loss.Fingerprint)
	for i, j := range a.Claimed.Jurisdictions {
		if b.aside(i) {
			continue
		}
		add(b.say("provenance.known-until", worded("jurisdiction", b.in(j.Jurisdiction.Name))), b.l.Date(j.Jurisdiction.KnownUntil))
	}
	add(b.say("provenance.simulation"), b.say("provenance.simulation.text", quoted("seed", strconv.FormatUint(a.Seed, 10)), law.With("trials", law.OfInt(a.Trials))))
	if r := a.Claimed.Loss.Rates; r != nil {
		text := b.say("provenance.rates.text", worded("source", b.in(r.Source)), law.With("date", law.OfDate(r.Date)))
		add(b.say("provenance.rates"), b.marked(text, r.Mark))
	}
	b.section("provenance", items)
}
