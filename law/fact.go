package law

import (
	"strings"

	"breachimpact/law/strict"
)

// FactID names one fact that law may ask for. The list is law/data/facts.yaml.
type FactID string

// FactType says what a fact's value looks like.
type FactType string

// The types of fact.
const (
	TruthFact  FactType = "truth"  // yes, no or unknown
	ChoiceFact FactType = "choice" // one or more words of a closed list
	NumberFact FactType = "number" // a range of whole numbers
	AmountFact FactType = "amount" // a range of money
)

// Options lists the types for the strict reader.
func (FactType) Options() []string {
	return []string{string(TruthFact), string(ChoiceFact), string(NumberFact), string(AmountFact)}
}

// Given says where an incident states a fact.
type Given string

// The places a fact can come from.
const (
	GivenFacts   Given = "facts"   // the facts block of the incident
	GivenBlock   Given = "block"   // another block: organisation, breach, people
	GivenClass   Given = "class"   // a legal class of the data types that are present
	GivenDerived Given = "derived" // computed, such as whether several countries are concerned
)

// Options lists the places for the strict reader.
func (Given) Options() []string {
	return []string{string(GivenFacts), string(GivenBlock), string(GivenClass), string(GivenDerived)}
}

// FactDefinition describes a fact once for everybody: the condition that asks
// it, the incident that states it, the question that a report prints when it is
// missing.
type FactDefinition struct {
	ID       FactID       `yaml:"id,required"`
	Type     FactType     `yaml:"type,required"`
	Given    Given        `yaml:"given,required"`
	At       string       `yaml:"at"` // where in the incident file, for blocks
	Name     Text         `yaml:"name,required"`
	Question Text         `yaml:"question,required"`
	Help     Text         `yaml:"help"`
	Choices  []FactChoice `yaml:"choices"`
	Open     bool         `yaml:"open"` // a choice whose words are not a closed list, such as country codes
	line     int
}

// FactChoice is one word a choice fact can take.
type FactChoice struct {
	ID   string `yaml:"id,required"`
	Name Text   `yaml:"name,required"`
}

// DecodeNode reads the definition and remembers its line for the checks.
func (d *FactDefinition) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain FactDefinition
	var p plain
	r.Decode(n, &p)
	*d = FactDefinition(p)
	d.line = n.Line
}

// FactBook is every fact law may ask for.
type FactBook struct {
	Definitions []FactDefinition `yaml:"facts,required"`
}

// Find returns a definition, or nil.
func (b FactBook) Find(id FactID) *FactDefinition {
	for i := range b.Definitions {
		if b.Definitions[i].ID == id {
			return &b.Definitions[i]
		}
	}
	return nil
}

// name is what a fact is called in a step: its identifier where the book lacks it.
func (b FactBook) name(id FactID) Value {
	if definition := b.Find(id); definition != nil {
		return OfText(definition.Name)
	}
	return OfCode(string(id))
}

// IDs lists the facts given in one place, in file order.
func (b FactBook) IDs(given Given) []FactID {
	var out []FactID
	for _, d := range b.Definitions {
		if d.Given == given {
			out = append(out, d.ID)
		}
	}
	return out
}

// FactValue is what is known of one fact. Not Known is unknown, whatever else
// it holds.
type FactValue struct {
	Known    bool
	Truth    Verdict  // of a truth fact: Yes or No
	Words    []string // of a choice fact
	Partial  bool     // of a choice fact: there may be words beside these, so a word that is not among them is unknown
	Range    Range    // of a number or amount fact
	Currency Currency // of an amount fact
	Derived  bool     // computed by the program: neither stated in the file nor judged by a person
}

// Facts is what one standpoint knows. A fact that is absent is unknown.
type Facts map[FactID]FactValue

// Truth makes the value of a truth fact; Unknown makes an unknown fact.
func Truth(v Verdict) FactValue { return FactValue{Known: v != Unknown, Truth: v} }

// Words makes the value of a choice fact.
func Words(words ...string) FactValue { return FactValue{Known: true, Words: words} }

// Value is the fact as an explanation shows it.
func (f FactValue) Value(d *FactDefinition) Value {
	if !f.Known {
		return OfVerdict(Unknown)
	}
	switch {
	case d != nil && d.Type == TruthFact:
		return OfVerdict(f.Truth)
	case d != nil && d.Type == NumberFact:
		return OfRange(f.Range)
	case d != nil && d.Type == AmountFact:
		return OfMoney(Money{f.Range.High, f.Currency})
	}
	if d != nil && len(f.Words) == 1 {
		for _, c := range d.Choices {
			if c.ID == f.Words[0] {
				return OfText(c.Name)
			}
		}
	}
	if len(f.Words) == 0 {
		return OfVerdict(No) // none, stated as such
	}
	return OfCode(strings.ToUpper(strings.Join(f.Words, ", ")))
}
