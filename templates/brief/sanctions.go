package brief

import (
	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
)

// sanctions lists what a court or an authority could impose if it found the
// conduct, the exposures first. Nothing here says that it did, or will.
func (b *brief) sanctions() {
	b.document.heading(2, b.say("section.sanctions"))
	shown := false
	for i := range b.a.Claimed.Jurisdictions {
		confirmed, claimed := &b.a.Confirmed.Jurisdictions[i], &b.a.Claimed.Jurisdictions[i]
		articles := b.articles(confirmed, claimed)
		if len(articles) == 0 || claimed.Pending {
			continue
		}
		shown = true
		b.jurisdictionSanctions(confirmed, claimed, articles)
	}
	b.notKnown()
	if !shown && b.answerable() && len(NotInForce(b.a, law.SanctionKind, b.l)) == 0 {
		b.paragraph(b.say("sanction.none"))
	}
	b.notInForce(law.SanctionKind)
}

// article is one sanction at both standpoints.
type article struct {
	confirmed, claimed *law.Finding
	weighed            *law.Finding
}

func (b *brief) articles(confirmed, claimed *impact.JurisdictionView) []article {
	var out []article
	for _, p := range claimed.Jurisdiction.Provisions {
		k, c := finding(confirmed, p.ID), finding(claimed, p.ID)
		if p.Kind == law.SanctionKind && (k != nil || c != nil) {
			out = append(out, article{k, c, b.weighed(k, c)})
		}
	}
	return out
}

// settled tells whether neither standpoint that counts leaves an exposure.
func (b *brief) settled(x article) bool {
	no := func(f *law.Finding) bool { return f == nil || f.Verdict == law.No }
	return no(x.confirmed) && (b.refuted() || no(x.claimed))
}

func (b *brief) jurisdictionSanctions(confirmed, claimed *impact.JurisdictionView, articles []article) {
	var exposed, open, unsettled []article
	var others []string
	for _, x := range articles {
		if b.settled(x) {
			others = append(others, x.weighed.Provision.ID)
			continue
		}
		unsettled = append(unsettled, x)
		if x.weighed.Verdict == law.Yes {
			exposed = append(exposed, x)
		} else {
			open = append(open, x)
		}
	}
	notes := b.shared(unsettled)
	for _, part := range []struct {
		key  string
		list []article
	}{{"yes", exposed}, {"unknown", open}} {
		if len(part.list) == 0 {
			continue
		}
		b.document.heading(3, b.say("sanction.part."+part.key, worded("jurisdiction", b.in(claimed.Jurisdiction.Name))))
		var items []item
		for _, x := range part.list {
			items = append(items, b.sanction(claimed.Jurisdiction, x, notes))
		}
		b.list(items...)
	}
	if items := notes.items(b); len(items) > 0 {
		b.document.heading(3, b.say("sanction.shared"))
		b.list(items...)
	}
	if len(others) > 0 {
		b.list(item{name: b.say("sanction.not-exposed"), text: b.join(b.provisions(claimed.Jurisdiction, others...))})
	}
	if len(unsettled) > 0 {
		b.totals(confirmed, claimed)
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

// sanction is one article.
func (b *brief) sanction(j *law.Jurisdiction, x article, notes *sharedNotes) item {
	f := x.weighed
	p := f.Version.Penalty
	it := item{name: b.say("sanction.heading", worded("cites", b.cites(f.Version.Cites)), worded("heading", b.in(f.Provision.Heading)))}
	it.under = append(it.under, item{name: b.say("sanction.answer"), text: b.answers("exposure", j, verdictOf(x.confirmed), verdictOf(x.claimed))})
	finds := "sanction.if.court"
	if p.Nature == law.Administrative || p.Nature == law.Order {
		finds = "sanction.if.authority"
	}
	found := item{text: b.say(finds, worded("conduct", b.in(p.Conduct)))}
	for _, party := range p.On {
		found.under = append(found.under, b.party(x, party, notes))
	}
	it.under = append(it.under, found, item{name: b.say("sanction.who"), text: b.in(p.Who)})
	if missing := b.factNames(b.missingOf(x.confirmed, x.claimed)...); len(missing) > 0 {
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

// party is what one party risks. Notes that several articles share are printed
// once, after them.
func (b *brief) party(x article, on law.Party, notes *sharedNotes) item {
	e, p := exposure(x.weighed, on), x.weighed.Version.Penalty
	it := item{name: b.l.Text("party." + string(on))}
	if e.Verdict != x.weighed.Verdict {
		it.name = b.say("sanction.party", worded("party", it.name), worded("answer", b.say("exposure."+e.Verdict.String())))
	}
	it.text = b.penalty(e, p)
	k, c := exposure(x.confirmed, on), exposure(x.claimed, on)
	if k != nil && c != nil {
		if confirmed, claimed := b.penalty(k, p), b.penalty(c, p); confirmed != claimed {
			it.text = b.join([]string{b.at(incident.Confirmed, confirmed), b.at(incident.Claimed, claimed)})
		}
	}
	if g := e.Indicative; g != nil && e.Verdict != law.No {
		it.under = append(it.under, b.indicative(g))
	}
	for _, n := range b.partyNotes(x.weighed, on) {
		if !notes.has(on, n) {
			it.under = append(it.under, n)
		}
	}
	return it
}

func (b *brief) at(s incident.Standpoint, penalty string) string {
	if s == incident.Claimed && b.refuted() {
		return b.say("sanction.at.refuted", worded("penalty", penalty))
	}
	return b.say("sanction.at", worded("standpoint", b.say("at."+s.String())), worded("penalty", penalty))
}
