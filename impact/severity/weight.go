package severity

// weight is what the data of a group weigh, whatever befell them: what both scores
// are made of. It takes most of the time of a score, and is worked out once for both.
type weight struct {
	present         []presentDatum
	combined        map[string]part
	contexts        []candidate // for DPC
	identifications []candidate // for EI
}

func (m *Method) weigh(g Group) weight { return m.weighOf(g, m.present(g)) }

// weighOf weighs some of the data of a group.
func (m *Method) weighOf(g Group, present []presentDatum) weight {
	return m.weighWith(g, present, parts(present))
}

// weighWith weighs data as if they combined otherwise than they do.
func (m *Method) weighWith(g Group, present []presentDatum, combined map[string]part) weight {
	return weight{present, combined, m.contexts(g, present, combined), m.identifications(present, combined, g.Vulnerable)}
}

// weighLike weighs a group that was made of another by a change. The weight of the
// other stands where the change is to what befell the data.
func (m *Method) weighLike(g, other Group, w weight) weight {
	if sameData(g.Data, other.Data) && g.Vulnerable == other.Vulnerable && g.Reveals == other.Reveals {
		return w
	}
	return m.weigh(g)
}

// sameData tells whether two lists are one: who changes data changes a copy.
func sameData(a, b []Datum) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }
