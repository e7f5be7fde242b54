package incident

import (
	"slices"
	"strconv"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// unknownWord is how a file says that nobody knows.
const unknownWord = "unknown"

// Standpoint is whose word is taken for true.
type Standpoint int

// The standpoints.
const (
	Confirmed Standpoint = iota // what the organisation or an authority established
	Claimed                     // what an attacker or the press says, besides what is established
)

// String is the word of the file format.
func (s Standpoint) String() string {
	if s == Claimed {
		return "claimed"
	}
	return "confirmed"
}

// Standpoints lists both, in the order of a report.
func Standpoints() []Standpoint { return []Standpoint{Confirmed, Claimed} }

// Reading is a fact as one standpoint has it. When it is not Known, Value means
// nothing unless the field that holds the reading says otherwise.
type Reading[T any] struct {
	Known bool
	Value T
}

// Known is the reading of a value that is known.
func Known[T any](v T) Reading[T] { return Reading[T]{Known: true, Value: v} }

// convert applies f to what is known.
func convert[T, U any](r Reading[T], f func(T) U) Reading[U] {
	if !r.Known {
		return Reading[U]{}
	}
	return Known(f(r.Value))
}

// Valued is a type whose values a report can print.
type Valued interface{ Value() law.Value }

// Fact is one leaf of the file, at both standpoints, with what was said about
// it. The zero Fact was not stated and is unknown.
type Fact[T Valued] struct {
	Confirmed, Claimed Reading[T]
	Sources            []SourceRef
	Conflict           []T      // other values that sources give; they move no figure
	Note               law.Text // zero when there is none
	Stated             bool     // the file mentions it, be it as unknown
	Place              strict.Place
}

// At is the fact at one standpoint.
func (f Fact[T]) At(s Standpoint) Reading[T] {
	if s == Claimed {
		return f.Claimed
	}
	return f.Confirmed
}

// pairKeys are the keys of a fact written as a map.
func pairKeys() []string { return []string{"confirmed", "claimed", "sources", "conflict", "note"} }

// DecodeNode reads a value, the word unknown, or the map of both standpoints.
func (f *Fact[T]) DecodeNode(r *strict.Reader, n *strict.Node) {
	f.decode(r, n, func(r *strict.Reader, n *strict.Node) T {
		var v T
		r.Decode(n, &v)
		return v
	}, mapKeys[T]())
}

// decode reads the fact with a reader of its values. keys are those a value
// itself has when it is written as a map.
func (f *Fact[T]) decode(r *strict.Reader, n *strict.Node, read func(*strict.Reader, *strict.Node) T, keys []string) {
	f.Stated, f.Place = true, r.Place(n)
	if n.Kind != strict.Map || !isPair(n, keys) {
		v := readValue(r, n, read)
		f.Confirmed, f.Claimed = v, v
		return
	}
	if len(n.Fields) == 0 {
		r.Fault(n, factEmpty)
		return
	}
	claimed := false
	for _, field := range n.Fields {
		r.In(field.Key.Text, func() {
			switch field.Key.Text {
			case "confirmed":
				f.Confirmed = readValue(r, field.Value, read)
			case "claimed":
				f.Claimed, claimed = readValue(r, field.Value, read), true
			case "sources":
				r.Decode(field.Value, &f.Sources)
			case "conflict":
				f.Conflict = readList(r, field.Value, read)
			case "note":
				var note Words
				r.Decode(field.Value, &note)
				f.Note = note.Text
			default:
				r.UnknownKey(field.Key, pairKeys())
			}
		})
	}
	if !claimed {
		f.Claimed = f.Confirmed
	}
}

func readValue[T any](r *strict.Reader, n *strict.Node, read func(*strict.Reader, *strict.Node) T) Reading[T] {
	if n.Kind == strict.Scalar && n.Text == unknownWord {
		return Reading[T]{}
	}
	before := len(r.Faults)
	v := read(r, n)
	if len(r.Faults) > before {
		return Reading[T]{}
	}
	return Known(v)
}

func readList[T any](r *strict.Reader, n *strict.Node, read func(*strict.Reader, *strict.Node) T) []T {
	if n.Kind != strict.List {
		r.Fault(n, "not-a-list")
		return nil
	}
	var out []T
	for i, item := range n.Items {
		r.In("["+strconv.Itoa(i)+"]", func() { out = append(out, read(r, item)) })
	}
	return out
}

// isPair tells the map of both standpoints from a value that is itself a map,
// such as a range. A map that has neither's keys is taken for what it most
// resembles, so that a misspelt key gets a useful fault.
func isPair(n *strict.Node, valueKeys []string) bool {
	has := func(words []string, near bool) bool {
		return slices.ContainsFunc(n.Fields, func(f strict.Field) bool {
			return slices.Contains(words, f.Key.Text) || near && len(strict.Nearest(f.Key.Text, words)) > 0
		})
	}
	switch {
	case has(pairKeys(), false) || len(valueKeys) == 0:
		return true
	case has(valueKeys, false):
		return false
	}
	return has(pairKeys(), true) || len(n.Fields) == 0
}

// rangeKeys are the keys of a range written as a map.
func rangeKeys() []string { return []string{"low", "likely", "high"} }

// mapKeys are the keys of values that are written as maps; a residence has
// country codes, of which two letters stand for all.
func mapKeys[T any]() []string {
	var zero T
	switch any(zero).(type) {
	case Count, MoneyRange, SizeRange:
		return rangeKeys()
	case Residence:
		return []string{"ma"}
	}
	return nil
}
