package brief

import (
	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
)

// sanctions lists what a court or an authority could impose if it found the
// conduct. Nothing here says that it did, or will.
func (b *brief) sanctions() {
	b.document.heading(2, b.say("section.sanctions"))
	shown := false
	for i := range b.a.Claimed.Jurisdictions {
		confirmed, claimed := &b.a.Confirmed.Jurisdictions[i], &b.a.Claimed.Jurisdictions[i]
		var exposed []item
		var others []string
		for _, p := range claimed.Jurisdiction.Provisions {
			k, c := finding(confirmed, p.ID), finding(claimed, p.ID)
			switch {
			case p.Kind != law.SanctionKind || k == nil && c == nil:
			case (k == nil || k.Verdict == law.No) && (c == nil || c.Verdict == law.No):
				others = append(others, b.provision(claimed.Jurisdiction, p.ID))
			default:
				exposed = append(exposed, b.sanction(k, c))
			}
		}
		if len(exposed)+len(others) == 0 {
			continue
		}
		shown = true
		if len(b.a.Claimed.Jurisdictions) > 1 {
			b.document.heading(3, b.say("scope.name", worded("jurisdiction", b.in(claimed.Jurisdiction.Name))))
		}
		b.list(exposed...)
		if len(others) > 0 {
			b.list(item{name: b.say("sanction.not-exposed"), text: b.join(others)})
		}
		if len(exposed) > 0 {
			b.totals(confirmed, claimed)
		}
	}
	if !shown {
		b.paragraph(b.say("sanction.none"))
	}
}

func finding(j *impact.JurisdictionView, id string) *law.Finding {
	for i := range j.Findings {
		if j.Findings[i].Provision.ID == id {
			return &j.Findings[i]
		}
	}
	return nil
}

// sanction is one article. Its text is that of the claimed standpoint, which
// holds all that is confirmed too.
func (b *brief) sanction(confirmed, claimed *law.Finding) item {
	f := claimed
	if f == nil {
		f = confirmed
	}
	p := f.Version.Penalty
	it := item{name: b.say("sanction.heading", worded("cites", b.cites(f.Version.Cites)), worded("heading", b.in(f.Provision.Heading)))}
	it.under = append(it.under, item{name: b.say("sanction.answer"), text: b.answers("exposure", verdictOf(confirmed), verdictOf(claimed))})
	finds := "sanction.if.court"
	if p.Nature == law.Administrative || p.Nature == law.Order {
		finds = "sanction.if.authority"
	}
	found := item{text: b.say(finds, worded("conduct", b.in(p.Conduct)))}
	for _, party := range p.On {
		found.under = append(found.under, b.party(f, exposure(confirmed, party), exposure(claimed, party), p))
	}
	it.under = append(it.under, found, item{name: b.say("sanction.who"), text: b.in(p.Who)})
	if missing := b.factNames(missingOf(confirmed, claimed)...); len(missing) > 0 {
		it.under = append(it.under, item{name: b.say("sanction.missing"), text: b.commas(missing)})
	}
	it.under = append(it.under, b.reserve(f.Version.Mark, f.Version.Why)...)
	return it
}

func exposure(f *law.Finding, party law.Party) *law.Exposure {
	if f == nil {
		return nil
	}
	for i := range f.Exposures {
		if f.Exposures[i].On == party {
			return &f.Exposures[i]
		}
	}
	return nil
}

// missingOf lists the facts that the verdicts of an article wait for.
func missingOf(findings ...*law.Finding) []law.FactID {
	var out []law.FactID
	for _, f := range findings {
		if f != nil {
			out = append(out, f.Missing...)
		}
	}
	return out
}

// party is what one party risks, with whatever makes that less or more certain.
func (b *brief) party(f *law.Finding, confirmed, claimed *law.Exposure, p *law.Penalty) item {
	x := claimed
	if x == nil {
		x = confirmed
	}
	it := item{name: b.l.Text("party." + string(x.On))}
	if x.Verdict != f.Verdict {
		it.name = b.say("sanction.party", worded("party", it.name), worded("answer", b.say("exposure."+x.Verdict.String())))
	}
	it.text = b.penalty(x, p)
	if confirmed != nil && claimed != nil {
		if other := b.penalty(confirmed, p); other != it.text {
			it.text = b.join([]string{b.at(incident.Confirmed, other), b.at(incident.Claimed, it.text)})
		}
	}
	for _, m := range x.Measures {
		it.under = append(it.under, item{name: b.say("sanction.measures"), text: b.in(m)})
	}
	if p.Prison != nil && x.Prison == nil && x.On == law.LegalPerson {
		it.under = append(it.under, item{text: b.say("penalty.no-prison")})
	}
	it.under = append(it.under, b.modifiers("sanction.modified", x.Modifiers)...)
	it.under = append(it.under, b.modifiers("sanction.could", x.Could)...)
	for _, d := range x.Doubts {
		it.under = append(it.under, item{name: b.say("sanction.doubt"), text: b.in(d.Text)})
	}
	return it
}

func (b *brief) at(s incident.Standpoint, penalty string) string {
	return b.say("sanction.at", worded("standpoint", b.say("at."+s.String())), worded("penalty", penalty))
}

// modifiers names the articles that change a penalty, with their own mark.
func (b *brief) modifiers(key string, ids []string) []item {
	var out []item
	for _, id := range ids {
		for _, j := range b.a.Rulebook.Jurisdictions {
			p := j.Provision(id)
			if p == nil || len(p.Versions) == 0 {
				continue
			}
			mark := p.Versions[len(p.Versions)-1].Mark
			text := b.say("sanction.heading", worded("cites", b.provision(j, id)), worded("heading", b.in(p.Heading)))
			out = append(out, item{name: b.say(key), text: b.marked(text, mark)})
		}
	}
	return out
}
