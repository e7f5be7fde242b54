package incident

import (
	"slices"
	"strconv"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// GivenValue is the value of a fact of the fact book, with its definition.
type GivenValue struct {
	Definition *law.FactDefinition
	Fact       law.FactValue
}

// Value is the fact as a report prints it.
func (g GivenValue) Value() law.Value {
	switch {
	case g.Definition == nil || !g.Fact.Known:
		return g.Fact.Value(g.Definition)
	case g.Definition.Type == law.NumberFact:
		return rangeValue(g.Fact.Range)
	case g.Definition.Type == law.AmountFact:
		return MoneyRange{g.Fact.Range, g.Fact.Currency}.Value()
	}
	return g.Fact.Value(g.Definition)
}

// GivenFact is one fact of the facts block.
type GivenFact struct {
	ID   law.FactID
	Fact Fact[GivenValue]
}

// GivenFacts is the facts block, in file order. Its keys are those of the fact
// book, so it is read in two steps.
type GivenFacts struct {
	List []GivenFact
	node *strict.Node
}

// DecodeNode keeps the block until the fact book is at hand.
func (g *GivenFacts) DecodeNode(r *strict.Reader, n *strict.Node) {
	if n.Kind != strict.Map {
		r.Fault(n, "not-a-map")
		return
	}
	g.node = n
}

// read fills the block.
func (g *GivenFacts) read(r *strict.Reader, book law.FactBook) {
	if g.node == nil {
		return
	}
	for _, f := range g.node.Fields {
		r.In(f.Key.Text, func() {
			d := findFact(r, f.Key, book, law.GivenFacts)
			if d == nil {
				return
			}
			given := GivenFact{ID: d.ID}
			given.Fact.decode(r, f.Value, givenReader(d), givenKeys(d))
			g.List = append(g.List, given)
		})
	}
}

// findFact finds the fact a node names, among those that may be given here.
func findFact(r *strict.Reader, n *strict.Node, book law.FactBook, here ...law.Given) *law.FactDefinition {
	d := book.Find(law.FactID(n.Text))
	switch {
	case d == nil:
		var names []string
		for _, given := range here {
			for _, id := range book.IDs(given) {
				names = append(names, string(id))
			}
		}
		r.Fault(n, unknownFact, strict.Arg{Name: "value", Value: n.Text}, strict.Arg{Name: "nearest", Value: strings.Join(strict.Nearest(n.Text, names), ", ")}, strict.Arg{Name: "allowed", Value: strings.Join(names, ", ")})
		return nil
	case !slices.Contains(here, d.Given):
		r.Fault(n, factGivenElsewhere, strict.Arg{Name: "fact", Value: n.Text}, strict.Arg{Name: "given", Value: string(d.Given)}, strict.Arg{Name: "at", Value: d.At})
		return nil
	}
	return d
}

func givenKeys(d *law.FactDefinition) []string {
	if d.Type == law.NumberFact || d.Type == law.AmountFact {
		return rangeKeys()
	}
	return nil
}

// givenReader reads the known values of a fact by its type.
func givenReader(d *law.FactDefinition) func(*strict.Reader, *strict.Node) GivenValue {
	return func(r *strict.Reader, n *strict.Node) GivenValue {
		return GivenValue{d, readGiven(r, n, d)}
	}
}

func readGiven(r *strict.Reader, n *strict.Node, d *law.FactDefinition) law.FactValue {
	switch d.Type {
	case law.TruthFact:
		var answer YesNo
		r.Decode(n, &answer)
		return law.Truth(answer.Verdict())
	case law.NumberFact:
		var count Count
		r.Decode(n, &count)
		return law.FactValue{Known: true, Range: count.Range}
	case law.AmountFact:
		var money MoneyRange
		r.Decode(n, &money)
		return law.FactValue{Known: true, Range: money.Range, Currency: money.Currency}
	}
	return readChoice(r, n, d)
}

// readChoice reads one word, or a list of different words.
func readChoice(r *strict.Reader, n *strict.Node, d *law.FactDefinition) law.FactValue {
	nodes := []*strict.Node{n}
	if n.Kind == strict.List {
		nodes = n.Items
	}
	var allowed []string
	for _, c := range d.Choices {
		allowed = append(allowed, c.ID)
	}
	words := []string{}
	for i, item := range nodes {
		check := func() {
			word, ok := r.Word(item)
			switch {
			case !ok:
			case d.Open && !idForm.MatchString(word):
				r.Fault(item, unsafeID, strict.Arg{Name: "value", Value: word})
			case !d.Open && !slices.Contains(allowed, word):
				r.Fault(item, "unknown-value", strict.Arg{Name: "value", Value: word}, strict.Arg{Name: "nearest", Value: strings.Join(strict.Nearest(word, allowed), ", ")}, strict.Arg{Name: "allowed", Value: strings.Join(allowed, ", ")})
			case d.Open && holdsCard(r, item, word):
			case slices.Contains(words, word):
				r.Fault(item, duplicateWord, strict.Arg{Name: "value", Value: word})
			default:
				words = append(words, word)
			}
		}
		if n.Kind == strict.List {
			r.In("["+strconv.Itoa(i)+"]", check)
		} else {
			check()
		}
	}
	return law.Words(words...)
}

// Raw is a value whose type is known only once the fact it belongs to is.
type Raw struct{ node *strict.Node }

// DecodeNode keeps the node.
func (w *Raw) DecodeNode(_ *strict.Reader, n *strict.Node) { w.node = n }
