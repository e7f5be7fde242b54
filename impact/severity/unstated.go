package severity

import (
	"slices"

	"breachimpact/law"
)

// mostUnstated is how many kinds of data nobody mentioned are listed for a
// group. A name alone lacks one kind for half of the combinations: a longer
// list would hide the questions that were asked, and the first lines say it.
const mostUnstated = 5

// unstated lists the kinds of data that a group's file does not mention, not
// even as unknown, and that would complete a combination already begun and
// raise the level: the highest score first. Where one of several kinds would
// do, the first that raises the level stands for them, since combinations name
// the most common first; none does when one of them is a listed unknown, for
// then the question has been asked.
//
// They are no part of the worst case, which is about what was asked: anything
// at all could be unmentioned.
func (m *Method) unstated(g Group, present []presentDatum, se Quarters) []Unknown {
	combined := parts(present)
	var out []Unknown
	for i := range m.Combinations {
		lacking := m.Combinations[i].lacking(combined, g.Vulnerable)
		if slices.ContainsFunc(lacking, func(id string) bool { return g.asks(id) || unstatedBefore(out, id) }) {
			continue
		}
		for _, id := range lacking {
			if g.lists(id) {
				continue
			}
			if with := m.seOf(g.with(id)); m.band(with) > m.band(se) {
				out = append(out, m.unstatedKind(id, with))
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Unknown) int { return int(b.SE - a.SE) })
	return out[:min(len(out), mostUnstated)]
}

func (m *Method) unstatedKind(id string, se Quarters) Unknown {
	level := m.LevelOf(se)
	return Unknown{What: UnknownUnstated, Type: id, SE: se, Level: level, Step: law.Step{
		Key: keyCouldUnstated,
		Args: []law.Arg{
			law.With("type", law.OfText(m.Catalogue.Find(id).Name)),
			law.With("level", law.OfWord(wordLevel+string(level))),
		},
		Result: se.value(),
	}}
}

func unstatedBefore(list []Unknown, id string) bool {
	return slices.ContainsFunc(list, func(u Unknown) bool { return u.Type == id })
}

// lacking are the kinds of data of which any one would complete the
// combination. There are none when it is met, when nothing of it is there, or
// when more than one kind is missing.
func (c *Combination) lacking(parts map[string]part, vulnerable law.Verdict) []string {
	if c.Vulnerable && vulnerable != law.Yes {
		return nil
	}
	here := func(id string) bool {
		_, found := parts[id]
		return found
	}
	missing := slices.DeleteFunc(slices.Clone(c.All), here)
	one := slices.ContainsFunc(c.Any, here)
	switch begun := one || len(missing) < len(c.All); {
	case begun && len(missing) == 1 && (one || len(c.Any) == 0):
		return missing
	case begun && len(missing) == 0 && !one:
		return c.Any // none when there is nothing to choose from, and it is met
	}
	return nil
}

// lists tells whether a kind of data is mentioned for the group, whatever is
// said of it.
func (g Group) lists(id string) bool {
	return slices.ContainsFunc(g.Data, func(d Datum) bool { return d.Type == id })
}

// asks tells whether a kind of data is mentioned as not known to be affected.
func (g Group) asks(id string) bool {
	return slices.ContainsFunc(g.Data, func(d Datum) bool { return d.Type == id && d.Present == law.Unknown })
}

// with is the group with one more kind of data affected.
func (g Group) with(id string) Group {
	g.Data = append(slices.Clone(g.Data), Datum{Type: id, Present: law.Yes})
	return g
}
