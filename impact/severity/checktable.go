package severity

import (
	"slices"

	"breachimpact/law/strict"
)

// table holds method.yaml to what the formula needs: every score of a category
// named once, every row within the levels, every circumstance with a state that
// adds nothing, bands that rise from zero.
func (c *checker) table(t *methodData) {
	here := strict.Place{File: methodFile}
	incomplete := func(id string) { c.fault(incompleteTable, here, arg("id", id)) }
	c.arabic(t.Source.Note, here, t.Source.Instrument)
	c.categories(t, here, incomplete)
	c.identification(t, here, incomplete)
	if got := idsOf(t.Circumstances, func(x Circumstance) string { return x.ID }); !slices.Equal(got, []string{confidentiality, integrity, availability}) {
		incomplete("circumstances")
	}
	for _, x := range t.Circumstances {
		c.ids(here, idsOf(x.States, func(s State) string { return s.ID }))
		if s := x.state(untouched); s == nil || s.Points != 0 || !slices.IsSortedFunc(x.States, func(a, b State) int { return int(a.Points - b.Points) }) {
			incomplete(x.ID)
		}
	}
	c.ids(here, idsOf(t.Protections, func(p Protection) string { return p.ID }))
	if len(t.Protections) == 0 {
		incomplete("protections")
	}
	levels := idsOf(t.Bands, func(b Band) string { return string(b.Level) })
	rising := len(t.Bands) > 0 && t.Bands[0].AtLeast == 0
	for i := 1; i < len(t.Bands); i++ {
		rising = rising && t.Bands[i-1].AtLeast < t.Bands[i].AtLeast
	}
	if !rising || !slices.Equal(levels, Low.Options()) {
		c.fault(bandOrder, here)
	}
}

func (c *checker) categories(t *methodData, here strict.Place, incomplete func(string)) {
	c.ids(here, idsOf(t.Categories, func(x Category) string { return x.ID }))
	if len(t.Categories) == 0 {
		incomplete("categories")
	}
	for _, x := range t.Categories {
		c.ids(here, idsOf(x.Cells, func(k Cell) string { return k.ID }))
		inOrder := len(x.Cells) > 0
		for i, k := range x.Cells {
			inOrder = inOrder && k.Score == i+1
		}
		if !inOrder || x.Cell(x.Base) == nil {
			incomplete(x.ID)
		}
	}
}

func (c *checker) identification(t *methodData, here strict.Place, incomplete func(string)) {
	levels := t.Identification.Levels
	c.ids(here, idsOf(levels, func(l Identifiability) string { return l.ID }))
	c.ids(here, idsOf(t.Identification.Rows, func(r Row) string { return r.ID }))
	if len(levels) == 0 || len(t.Identification.Rows) == 0 {
		incomplete("identification")
	}
	for _, r := range t.Identification.Rows {
		c.ids(here, idsOf(r.Cells, func(k RowCell) string { return k.ID }))
		if len(r.Cells) == 0 {
			incomplete(r.ID)
		}
		for i, k := range r.Cells {
			known := slices.ContainsFunc(levels, func(l Identifiability) bool { return l.EI == k.EI })
			if !known || k.EI == 0 || i > 0 && r.Cells[i-1].EI >= k.EI {
				c.fault(outsideRow, here, arg("id", k.ID), arg("row", r.ID), arg("ei", k.EI.String()))
			}
		}
	}
}

// ids holds the words of one table to their form and to being given once.
func (c *checker) ids(place strict.Place, ids []string) {
	seen := map[string]bool{}
	for _, id := range ids {
		c.unique(seen[id], id, place)
		seen[id] = true
	}
}

func idsOf[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}
