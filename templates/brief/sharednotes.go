package brief

import (
	"breachimpact/law"
)

// partyNotes is what makes a penalty more, or less certain: measures, articles
// that change it or could, and doubts whether it reaches the party at all.
func (b *brief) partyNotes(f *law.Finding, on law.Party) []item {
	x := exposure(f, on)
	var out []item
	for _, d := range x.Doubts {
		out = append(out, item{name: b.say("sanction.doubt"), text: b.in(d.Text)})
	}
	out = append(out, b.modifiers("sanction.modified", x.Modifiers)...)
	out = append(out, b.modifiers("sanction.could", x.Could)...)
	for _, m := range x.Measures {
		out = append(out, item{name: b.say("sanction.measures"), text: b.in(m)})
	}
	if f.Version.Penalty.Prison != nil && x.Prison == nil && on == law.LegalPerson {
		out = append(out, item{text: b.say("penalty.no-prison")})
	}
	return out
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
			text := b.say("sanction.heading", worded("cites", b.provision(j, id)), worded("heading", b.in(p.Heading)))
			out = append(out, item{name: b.say(key), text: b.marked(text, b.retained(j, p)[0].Mark)})
		}
	}
	return out
}

// sharedNotes are the notes that several articles have for one party: the
// doubling of fines and the doubt about public bodies would otherwise fill the
// page and hide what differs.
type sharedNotes struct {
	notes []sharedNote
	total int // articles in all
}

type sharedNote struct {
	on         law.Party
	name, text string
	cites      []law.Citation
	articles   int
}

// shared gathers the notes of articles.
func (b *brief) shared(articles []article) *sharedNotes {
	s := &sharedNotes{total: len(articles)}
	for _, x := range articles {
		for _, on := range x.weighed.Version.Penalty.On {
			for _, n := range b.partyNotes(x.weighed, on) {
				s.count(on, n, x.weighed.Version.Cites)
			}
		}
	}
	return s
}

func (s *sharedNotes) count(on law.Party, n item, cites []law.Citation) {
	i := s.find(on, n)
	if i < 0 {
		s.notes = append(s.notes, sharedNote{on: on, name: n.name, text: n.text})
		i = len(s.notes) - 1
	}
	s.notes[i].articles++
	s.notes[i].cites = append(s.notes[i].cites, cites...)
}

func (s *sharedNotes) find(on law.Party, n item) int {
	for i, m := range s.notes {
		if m.on == on && m.name == n.name && m.text == n.text {
			return i
		}
	}
	return -1
}

// has tells whether a note is printed with the shared ones.
func (s *sharedNotes) has(on law.Party, n item) bool {
	i := s.find(on, n)
	return i >= 0 && s.notes[i].articles > 1
}

// items lists the shared notes by party, with their articles where those are not
// all.
func (s *sharedNotes) items(b *brief) []item {
	var out []item
	for _, on := range []law.Party{law.NaturalPerson, law.LegalPerson} {
		it := item{name: b.l.Text("party." + string(on))}
		for _, n := range s.notes {
			if n.on != on || n.articles < 2 {
				continue
			}
			note := item{name: n.name, text: n.text}
			if n.articles < s.total {
				note.under = []item{{text: b.say("sanction.shared.for", worded("cites", b.cites(n.cites)))}}
			}
			it.under = append(it.under, note)
		}
		if len(it.under) > 0 {
			out = append(out, it)
		}
	}
	return out
}
