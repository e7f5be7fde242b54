package severity

import (
	"maps"
	"slices"

	"breachimpact/law"
)

// mostUnstated is how many kinds of data nobody mentioned are listed for a
// group. A name alone begins five combinations that raise a level, a name with
// an address more: a longer list would hide the questions that were asked.
const mostUnstated = 5

// unstated lists the kinds of data that nobody mentioned for a group, not even
// as unknown, of which each alone would complete a combination already begun
// and raise the level by it: the highest score first. What a kind weighs by
// itself does not list it, since any kind at all could be unmentioned; it does
// count in the score shown.
//
// Where one of several kinds would do, the first not mentioned stands for all,
// since a combination names the most common first; when one of them is listed
// as unknown the question has been asked.
//
// None of this enters the worst case, which is about what was asked.
func (m *Method) unstated(g Group, present []presentDatum, se Quarters) []Unknown {
	combined := parts(present)
	var out []Unknown
	for i := range m.Combinations {
		lacking := m.Combinations[i].lacking(combined)
		first := slices.IndexFunc(lacking, func(id string) bool { return !g.lists(id) })
		if first < 0 || slices.ContainsFunc(lacking, g.asks) {
			continue
		}
		id := lacking[first]
		if slices.ContainsFunc(out, func(u Unknown) bool { return u.Type == id }) {
			continue
		}
		met := maps.Clone(combined)
		met[id] = part{}
		if m.band(m.measure(g, m.weighWith(g, present, met)).se()) > m.band(se) {
			out = append(out, m.unstatedKind(id, m.seOf(g.with(id), m.weigh(g.with(id)))))
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

// lacking are the kinds of data of which any one would complete the
// combination, whoever the people are. There are none when it is met, when
// nothing of it is there, or when more than one kind is missing.
func (c *Combination) lacking(parts map[string]part) []string {
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
