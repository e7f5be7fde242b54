package severity

import (
	"slices"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// Combination is what several kinds of data reveal together and none of them
// alone: a full card, a name with the number of its identity card.
type Combination struct {
	ID         string          `yaml:"id,required"`
	Name       law.Text        `yaml:"name,required"`
	All        []string        `yaml:"all,required"` // all of these
	Any        []string        `yaml:"any"`          // and at least one of these
	Vulnerable bool            `yaml:"vulnerable"`   // and the people are vulnerable
	Unless     []string        `yaml:"unless"`       // stated ways to identify that deny what the combination supposes
	DPC        *CombinationDPC `yaml:"dpc"`
	EI         *CombinationEI  `yaml:"ei"`
	Mark       law.Confidence  `yaml:"mark"` // empty is verified
	Why        law.Text        `yaml:"why"`  // required unless verified
	place      strict.Place
}

// CombinationDPC is the cell of the context table a combination reaches.
type CombinationDPC struct {
	Category     string `yaml:"category,required"`
	Score        int    `yaml:"score,required"`
	PublicBefore int    `yaml:"public-before"` // when a needed part was public already; 0: the same
	Outdated     int    `yaml:"outdated"`      // when a needed part no longer holds; 0: the same
}

// CombinationEI is the cell of the identifier table a combination reaches.
type CombinationEI struct {
	Row string   `yaml:"row,required"`
	EI  Quarters `yaml:"ei,required"`
}

// DecodeNode reads the combination and remembers its place for the checks.
func (c *Combination) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Combination
	var p plain
	r.Decode(n, &p)
	*c = Combination(p)
	c.place = r.Place(n)
}

// names tells whether a kind of data takes part in the combination.
func (c *Combination) names(id string) bool {
	return slices.Contains(c.All, id) || slices.Contains(c.Any, id)
}

// score is the cell the combination reaches, given which of its parts have been
// lessened.
func (d *CombinationDPC) score(public, outdated bool) int {
	score := d.Score
	if public && d.PublicBefore > 0 {
		score = min(score, d.PublicBefore)
	}
	if outdated && d.Outdated > 0 {
		score = min(score, d.Outdated)
	}
	return score
}

// meets tells whether the parts are there, and whether some part that cannot be
// replaced by another was public before or is outdated.
func (c *Combination) meets(parts map[string]part, vulnerable law.Verdict) (met, public, outdated bool) {
	if c.Vulnerable && vulnerable != law.Yes {
		return false, false, false
	}
	for _, id := range c.All {
		p, here := parts[id]
		if !here || slices.Contains(c.Unless, p.identifies) {
			return false, false, false
		}
		public, outdated = public || p.public, outdated || p.outdated
	}
	if len(c.Any) == 0 {
		return true, public, outdated
	}
	anyPublic, anyOutdated := true, true
	for _, id := range c.Any {
		if p, here := parts[id]; here {
			met = true
			anyPublic, anyOutdated = anyPublic && p.public, anyOutdated && p.outdated
		}
	}
	return met, met && (public || anyPublic), met && (outdated || anyOutdated)
}

// part is what a combination asks of one kind of data that is present in full.
type part struct {
	public, outdated bool
	identifies       string // as stated; empty is not
}

// parts are the kinds of data of a group that can take part in combinations. A
// kind listed twice is as strong as its strongest entry.
func parts(data []presentDatum) map[string]part {
	out := make(map[string]part, len(data))
	for _, d := range data {
		if d.weak {
			continue
		}
		p := part{public: d.PublicBefore == law.Yes, outdated: d.Outdated == law.Yes, identifies: d.Identifies}
		if before, seen := out[d.Type]; seen {
			p = part{public: p.public && before.public, outdated: p.outdated && before.outdated}
		}
		out[d.Type] = p
	}
	return out
}
