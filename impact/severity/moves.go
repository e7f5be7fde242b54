package severity

import (
	"slices"

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
	Extended      Quarters // and the extended one
	ExtendedLevel Level
	Step          law.Step
}

// alternative is one fact of a group that could be otherwise.
type alternative struct {
	what, kind string
	open       bool
	step       law.Step
	change     func(Group) Group
}

// moves lists the facts of which each alone moves a band of the strict or of the
// extended score: those that are not known first, then those that would have to
// be wrong, in the order of the file.
func (m *Method) moves(g Group, personalData law.Verdict, s *GroupScore) []Move {
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
		alternatives = append(alternatives, alternative{what: u.what, kind: u.kind, open: true, step: u.step, change: u.worst})
	}
	alternatives = append(alternatives, m.alternativesOfData(g)...)
	alternatives = append(alternatives, m.alternativesOfCircumstances(g)...)
	var out []Move
	for _, a := range alternatives {
		other := a.change(g)
		move := Move{What: a.what, Type: a.kind, Open: a.open, Strict: m.seOf(other), Extended: m.extendedOf(other, personalData), Step: a.step}
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
			if move.Open { // what it could raise names the level; the rest is read beside both
				move.Step.Args = append(slices.Clone(move.Step.Args), law.With("level", law.OfWord(wordLevel+string(move.decisive(strict, extended)))))
			}
			out = append(out, move)
		}
	}
	return out
}

// echoes tells whether another move about the same kind of data says as much
// already: data that say little weigh like data that are not there.
func (v Move) echoes(o Move) bool {
	return v.Type != "" && !v.Open && !o.Open && v.Type == o.Type && v.StrictLevel == o.StrictLevel && v.ExtendedLevel == o.ExtendedLevel
}

// decisive is the level a move is about: the strict one where it changes.
func (v Move) decisive(strict, extended Level) Level {
	if v.StrictLevel != strict && v.StrictLevel != "" || v.ExtendedLevel == "" {
		return v.StrictLevel
	}
	return v.ExtendedLevel
}

// alternativesOfData are the facts about each datum that is known to be affected.
func (m *Method) alternativesOfData(g Group) []alternative {
	var out []alternative
	for i, d := range g.Data {
		kind := m.Catalogue.Find(d.Type)
		if kind == nil || d.Present != law.Yes {
			continue
		}
		name := law.With("type", law.OfText(kind.Name))
		add := func(what, key string, edit func(*Datum), args ...law.Arg) {
			out = append(out, alternative{what: what, kind: d.Type, step: law.Step{Key: key, Args: append([]law.Arg{name}, args...)}, change: func(g Group) Group {
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
	}
	if len(m.present(g)) > 0 {
		way := m.Extended.Unintelligible[0].Protection
		out = append(out, alternative{what: moveProtection, step: law.Step{Key: keyMoveProtected}, change: func(g Group) Group {
			g.Data = slices.Clone(g.Data)
			for i := range g.Data {
				g.Data[i].Protection = way
			}
			return g
		}})
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
		for _, s := range c.States {
			if s.ID == now.ID || s.Points == now.Points && s.ID != untouched && now.ID != untouched {
				continue
			}
			out = append(out, alternative{
				what: UnknownCircumstance,
				step: law.Step{Key: keyMoveState, Args: []law.Arg{law.With("circumstance", law.OfWord(wordCircumstance+c.ID)), law.With("state", law.OfWord(wordState(c.ID, s.ID)))}},
				change: func(g Group) Group {
					g.setState(c.ID, s.ID)
					return g
				},
			})
		}
	}
	flip := func(what, key string, to law.Verdict, change func(Group) Group) {
		out = append(out, alternative{what: what, step: law.Step{Key: key, Args: []law.Arg{law.With("answer", law.OfVerdict(to))}}, change: change})
	}
	if g.Malicious != law.Unknown {
		flip(UnknownCircumstance, keyMoveMalicious, g.Malicious.Not(), func(g Group) Group { g.Malicious = g.Malicious.Not(); return g })
	}
	if g.Vulnerable != law.Unknown {
		flip(UnknownVulnerable, keyMoveVulnerable, g.Vulnerable.Not(), func(g Group) Group { g.Vulnerable = g.Vulnerable.Not(); return g })
	}
	if _, known := m.dependence(g); known && g.Availability != untouched {
		for _, d := range m.Extended.Availability.Dependences {
			if d.ID == g.Dependence {
				continue
			}
			out = append(out, alternative{what: UnknownDependence, step: law.Step{Key: keyMoveDepend, Args: []law.Arg{law.With("dependence", law.OfWord(wordDependence+d.ID))}}, change: func(g Group) Group {
				g.Dependence = d.ID
				return g
			}})
		}
	}
	return out
}

// What a known fact can be about, beside what can be unknown.
const (
	moveDetail     = "detail"
	moveLessening  = "lessening"
	moveProtection = "protection"
)
