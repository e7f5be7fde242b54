package incident

import (
	"cmp"
	"reflect"
	"slices"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// StatedFact is one fact as the file has it, for the sheet of inputs. A value
// that is not known is the verdict unknown.
type StatedFact struct {
	Path               string // such as people[0].records
	Confirmed, Claimed law.Value
	KnownConfirmed     bool
	KnownClaimed       bool
	Sources            []string    // ids
	Conflicts          []law.Value // other values that sources give
	Note               law.Text    // zero when there is none
	Line               int         // of the file, from 1
	Place              strict.Place
}

// mentioned is a Fact of any type.
type mentioned interface {
	stated() (StatedFact, bool)
	contested() bool
}

// Stated lists every fact that the file mentions, in file order.
func (i *Incident) Stated() []StatedFact {
	return i.facts(func(mentioned) bool { return true })
}

// Contested lists the facts of which sources give other values, in file order.
func (i *Incident) Contested() []StatedFact { return i.facts(mentioned.contested) }

func (i *Incident) facts(wanted func(mentioned) bool) []StatedFact {
	var out []StatedFact
	visit(reflect.ValueOf(i).Elem(), func(v any) {
		if f, ok := v.(mentioned); ok && wanted(f) {
			if s, ok := f.stated(); ok {
				out = append(out, s)
			}
		}
	})
	slices.SortStableFunc(out, func(a, b StatedFact) int {
		return cmp.Or(cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column))
	})
	return out
}

// Unknowns lists the paths of the facts that the file mentions and that are not
// known at the confirmed standpoint, in file order. Facts that it leaves out are
// not listed.
func (i *Incident) Unknowns() []string {
	var out []string
	for _, s := range i.Stated() {
		if !s.KnownConfirmed {
			out = append(out, s.Path)
		}
	}
	return out
}

func (f *Fact[T]) contested() bool { return f.Stated && len(f.Conflict) > 0 }

func (f *Fact[T]) stated() (StatedFact, bool) {
	if !f.Stated {
		return StatedFact{}, false
	}
	out := StatedFact{
		Path: f.Place.Path, Line: f.Place.Line, Place: f.Place, Note: f.Note,
		Confirmed: valueOf(f.Confirmed), KnownConfirmed: f.Confirmed.Known,
		Claimed: valueOf(f.Claimed), KnownClaimed: f.Claimed.Known,
	}
	for _, s := range f.Sources {
		out.Sources = append(out.Sources, s.ID)
	}
	for _, v := range f.Conflict {
		out.Conflicts = append(out.Conflicts, v.Value())
	}
	return out, true
}

func valueOf[T Valued](r Reading[T]) law.Value {
	if !r.Known {
		return law.OfVerdict(law.Unknown)
	}
	return r.Value.Value()
}
