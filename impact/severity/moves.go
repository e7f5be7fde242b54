package severity

import (
	"slices"
	"strings"
	"time"

	"breachimpact/law"
)

// Move is one fact that, were it otherwise and nothing else with it, would put a
// score into another band: what to check before the figure is relied on.
type Move struct {
	What          string   // as in Unknown, or what a known fact is about
	Type          string   // the kind of data, when it is about one
	Open          bool     // the fact is not known; otherwise it is, and would have to be wrong
	Strict        Quarters // the strict score then; 0 when there is none
	StrictLevel   Level    // empty when there is none
	To            string   // what the fact would be, as the incident file has it; empty for the worst there is
	Extended      Quarters // and the extended one
	ExtendedLevel Level
	Step          law.Step
}

// alternative is one fact of a group that could be otherwise.
type alternative struct {
	what, kind string
	to         string // in the words of the incident file
	open       bool
	step       func() law.Step
	change     func(Group) Group
}

// moves lists the facts of which each alone moves a band of the strict or of the
// extended score: those that are not known first, then those that would have to
// be wrong, in the order of the file.
func (m *Method) moves(g Group, w weight, personalData law.Verdict, s *GroupScore, plain bool) []Move {
	strict, extended := Level(""), Level("")
	if s.Applicable {
		strict = s.Level
	}
	if s.Extended != nil {
		extended = s.Extended.Level
	}
	if strict == "" && extended == "" {
		return nil
	}
	var alternatives []alternative
	for _, u := range m.settlings(g) {
		// What it could raise is read beside each score, so the words name no level.
		step := func() law.Step {
			could := u.step()
			return law.Step{Key: strings.Replace(could.Key, keyCould, keyMoveOpen, 1), Args: could.Args}
		}
		alternatives = append(alternatives, alternative{what: u.what, kind: u.kind, open: true, step: step, change: u.worst})
	}
	alternatives = append(alternatives, m.alternativesOfData(g, w.present)...)
	alternatives = append(alternatives, m.alternativesOfCircumstances(g)...)
	var out []Move
	for _, a := range alternatives {
		other := a.change(g)
		weight := m.weighLike(other, g, w)
		move := Move{What: a.what, Type: a.kind, Open: a.open, To: a.to, Strict: m.seOf(other, weight), Extended: m.extendedOf(other, weight, personalData)}
		if move.Strict > 0 {
			move.StrictLevel = m.LevelOf(move.Strict)
		}
		if move.Extended > 0 {
			move.ExtendedLevel = m.LevelOf(move.Extended)
		}
		if strict == "" {
			move.Strict, move.StrictLevel = 0, ""
		}
		if (move.StrictLevel != strict || move.ExtendedLevel != extended) && !slices.ContainsFunc(out, move.echoes) {
			if !plain {
				move.Step = a.step()
			}
			out = append(out, move)
		}
	}
	return out
}

// echoes tells whether another move about the same thing says as much already:
// data that say little weigh like data that are not there, and of several states
// the nearest one that moves a level is enough.
func (v Move) echoes(o Move) bool {
	same := v.Type != "" && v.Type == o.Type || v.Type == "" && v.What == o.What && v.To != "" && o.To != ""
	return same && v.Open == o.Open && v.StrictLevel == o.StrictLevel && v.ExtendedLevel == o.ExtendedLevel
}

// alternativesOfData are the facts about each datum that is known to be affected.
func (m *Method) alternativesOfData(g Group, present []presentDatum) []alternative {
	var out []alternative
	for i, d := range g.Data {
		kind := m.Catalogue.Find(d.Type)
		if kind == nil || d.Present != law.Yes {
			continue
		}
		name := law.With("type", law.OfText(kind.Name))
		add := func(what, key string, edit func(*Datum), args ...law.Arg) {
			out = append(out, alternative{what: what, kind: d.Type, step: func() law.Step { return law.Step{Key: key, Args: append([]law.Arg{name}, args...)} }, change: func(g Group) Group {
				g.Data = slices.Clone(g.Data)
				edit(&g.Data[i])
				return g
			}})
		}
		add(UnknownData, keyMoveAbsent, func(d *Datum) { d.Present = law.No })
		if d.Detail != detailThin {
			add(moveDetail, keyMoveThin, func(d *Datum) { d.Detail = detailThin })
		}
		if d.Detail != detailRich {
			add(moveDetail, keyMoveRich, func(d *Datum) { d.Detail = detailRich })
		}
		if d.PublicBefore != law.Yes && kind.PublicBefore > 0 {
			add(moveLessening, keyMovePublic, func(d *Datum) { d.PublicBefore = law.Yes })
		}
		if d.Outdated != law.Yes {
			add(moveLessening, keyMoveOutdated, func(d *Datum) { d.Outdated = law.Yes })
		}
		if d.Identifies != "" && kind.Identifier != nil {
			row := m.Row(kind.Identifier.Row)
			for _, c := range row.Cells {
				if c.ID != d.Identifies && !c.Together {
					add(UnknownIdentification, keyMoveIdentifies, func(d *Datum) { d.Identifies = c.ID }, law.With("cell", law.OfWord(wordIdentification+row.ID+"."+c.ID)))
				}
			}
		}
		if d.Opens != "" && kind.Category == Credential {
			for _, c := range m.Categories {
				if c.ID != d.Opens {
					add(UnknownOpens, keyMoveOpens, func(d *Datum) { d.Opens = c.ID }, law.With("category", law.OfWord(wordCategory+c.ID)))
				}
			}
		}
		if days := m.longest(kind); days > 0 && d.Period > 0 && d.Period < days {
			add(UnknownPeriod, keyMovePeriod, func(d *Datum) { d.Period = days }, law.With("days", law.OfInt(days)))
		}
	}
	return append(out, m.alternativesOfProtection(present)...)
}

// alternativesOfProtection are what nobody could read, and what anybody could
// after all.
func (m *Method) alternativesOfProtection(present []presentDatum) []alternative {
	if len(present) == 0 {
		return nil
	}
	under := func(way string) func(Group) Group {
		return func(g Group) Group {
			g.Data = slices.Clone(g.Data)
			for i := range g.Data {
				g.Data[i].Protection = way
			}
			return g
		}
	}
	var out []alternative
	if slices.ContainsFunc(present, m.unintelligible) {
		out = append(out, alternative{what: moveProtection, step: func() law.Step { return law.Step{Key: keyMoveReadable} }, change: under("")})
	}
	if !m.allUnintelligible(present) {
		out = append(out, alternative{what: moveProtection, step: func() law.Step { return law.Step{Key: keyMoveProtected} }, change: under(m.Extended.Unintelligible[0].Protection)})
	}
	return out
}

// alternativesOfCircumstances are the facts about the group and what befell it.
func (m *Method) alternativesOfCircumstances(g Group) []alternative {
	var out []alternative
	for i := range m.Circumstances {
		c := &m.Circumstances[i]
		now := c.state(g.state(c.ID))
		if now == nil {
			continue
		}
		for _, s := range nearest(c.States, now.ID) {
			if s.ID == now.ID || s.Points == now.Points && s.ID != untouched && now.ID != untouched {
				continue
			}
			out = append(out, alternative{
				what: c.ID, to: s.ID,
				step: func() law.Step {
					return law.Step{Key: keyMoveState, Args: []law.Arg{law.With("circumstance", law.OfWord(wordCircumstance+c.ID)), law.With("state", law.OfWord(wordState(c.ID, s.ID)))}}
				},
				change: func(g Group) Group {
					g.setState(c.ID, s.ID)
					return g
				},
			})
		}
	}
	flip := func(what, key string, to law.Verdict, change func(Group) Group) {
		out = append(out, alternative{what: what, to: to.String(), step: func() law.Step { return law.Step{Key: key, Args: []law.Arg{law.With("answer", law.OfVerdict(to))}} }, change: change})
	}
	if g.Malicious != law.Unknown {
		flip(moveMalicious, keyMoveMalicious, g.Malicious.Not(), func(g Group) Group { g.Malicious = g.Malicious.Not(); return g })
	}
	if g.Vulnerable != law.Unknown {
		flip(UnknownVulnerable, keyMoveVulnerable, g.Vulnerable.Not(), func(g Group) Group { g.Vulnerable = g.Vulnerable.Not(); return g })
	}
	if g.Reveals != unknownWord {
		for _, k := range append([]Membership{{ID: revealsNothing}}, m.Memberships...) {
			if k.ID == g.Reveals || k.ID == revealsNothing && g.Reveals == "" {
				continue
			}
			out = append(out, alternative{what: UnknownReveals, to: k.ID, open: g.Reveals == "", step: func() law.Step {
				return law.Step{Key: keyMoveReveals, Args: []law.Arg{law.With("membership", law.OfWord(wordReveals+k.ID))}}
			}, change: func(g Group) Group {
				g.Reveals = k.ID
				return g
			}})
		}
	}
	if g.Outage.Known && !g.Outage.Open {
		lengths := m.Extended.Availability.Lengths
		longest := time.Duration(lengths[len(lengths)-1].Beyond) * time.Hour
		if g.Outage.High <= longest {
			out = append(out, alternative{what: UnknownLength, step: func() law.Step {
				return law.Step{Key: keyMoveLength, Args: []law.Arg{law.With("length", law.OfWord(wordLength+lengths[len(lengths)-1].ID))}}
			}, change: func(g Group) Group {
				g.Outage = Outage{Known: true, Low: longest + time.Hour, High: longest + time.Hour}
				return g
			}})
		}
	}
	if _, known := m.dependence(g); known && g.Availability != untouched {
		for _, d := range m.Extended.Availability.Dependences {
			if d.ID == g.Dependence {
				continue
			}
			out = append(out, alternative{what: UnknownDependence, step: func() law.Step {
				return law.Step{Key: keyMoveDepend, Args: []law.Arg{law.With("dependence", law.OfWord(wordDependence+d.ID))}}
			}, change: func(g Group) Group {
				g.Dependence = d.ID
				return g
			}})
		}
	}
	return out
}

// nearest orders the states of a circumstance by how far each is from the one
// there is: milder ones first, then graver ones.
func nearest(states []State, id string) []State {
	at := slices.IndexFunc(states, func(s State) bool { return s.ID == id })
	milder := slices.Clone(states[:at])
	slices.Reverse(milder)
	return append(milder, states[at+1:]...)
}

// revealsNothing says that belonging to the group tells nothing by itself.
const revealsNothing = "nothing"

// What a known fact can be about, beside what can be unknown.
const (
	moveDetail     = "detail"
	moveLessening  = "lessening"
	moveProtection = "protection"
	moveMalicious  = "malicious"
)
