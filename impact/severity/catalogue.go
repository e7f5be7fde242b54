package severity

import (
	"slices"
	"strings"
	"sync"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// The two kinds of data that have no row of their own in the context table.
const (
	// IdentifierOnly is data the method knows as a means of identification and
	// not as something that harms by what it says.
	IdentifierOnly = "identifier-only"
	// Credential is data that take the category of what they open.
	Credential = "credential"
)

// Enables is a harm that a kind of data makes possible.
type Enables string

// The harms.
const (
	Fraud            Enables = "fraud"
	Extortion        Enables = "extortion"
	Discrimination   Enables = "discrimination"
	IdentityTheft    Enables = "identity-theft"
	Stalking         Enables = "stalking"
	AccountTakeover  Enables = "account-takeover"
	PhysicalHarm     Enables = "physical-harm"
	ReputationalHarm Enables = "reputational-harm"
)

// Options lists the harms for the strict reader.
func (Enables) Options() []string {
	return []string{string(Fraud), string(Extortion), string(Discrimination), string(IdentityTheft), string(Stalking), string(AccountTakeover), string(PhysicalHarm), string(ReputationalHarm)}
}

// DataType is one kind of data, neutral between jurisdictions: each rulebook
// says which of its legal classes the kind belongs to.
type DataType struct {
	ID           string         `yaml:"id,required"`
	Name         law.Text       `yaml:"name,required"`
	Synonyms     Synonyms       `yaml:"synonyms"`
	Category     string         `yaml:"category,required"`
	Cell         int            `yaml:"cell"`          // usual score; none for identifiers and credentials
	Thin         int            `yaml:"thin"`          // when it says little; 0: as usual
	Rich         int            `yaml:"rich"`          // when it says much; 0: as usual
	PublicBefore int            `yaml:"public-before"` // when it was public already; 0: as usual
	Outdated     int            `yaml:"outdated"`      // when it no longer holds; 0: as usual
	Opens        string         `yaml:"opens"`         // category a credential opens, when its kind says so
	Identifier   *Identifier    `yaml:"identifier"`
	Enables      []Enables      `yaml:"enables"`
	Mark         law.Confidence `yaml:"mark"` // of the usual score; empty is verified
	Reason       string         `yaml:"why"`  // id of a reason; required unless verified
	Why          law.Text       // the reason's words
	place        strict.Place
}

// Identifier says how easily a kind of data identifies by itself, in its usual
// circumstances.
type Identifier struct {
	Row    string         `yaml:"row,required"`
	EI     Quarters       `yaml:"ei,required"`
	Mark   law.Confidence `yaml:"mark"`
	Reason string         `yaml:"why"`
	Why    law.Text
}

// DecodeNode reads the type and remembers its place for the checks.
func (t *DataType) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain DataType
	var p plain
	r.Decode(n, &p)
	*t = DataType(p)
	t.place = r.Place(n)
}

// Synonyms are the words people type for a kind of data, in any language. A file
// has them in one line parted by semicolons: as list items they would be most of
// the nodes of the catalogue, and most of the time it takes to read it.
type Synonyms []string

// DecodeNode reads the line.
func (s *Synonyms) DecodeNode(r *strict.Reader, n *strict.Node) {
	line, ok := r.Word(n)
	if !ok {
		return
	}
	for word := range strings.SplitSeq(line, ";") {
		word = strings.TrimSpace(word)
		if word == "" {
			r.Fault(n, "text-empty", strict.Arg{Name: "key", Value: "synonyms"})
			return
		}
		*s = append(*s, word)
	}
}

// Reason is a reason shared by several judgements.
type Reason struct {
	ID   string   `yaml:"id,required"`
	Text law.Text `yaml:"text,required"`
}

// Catalogue is every kind of data the program knows, in the order of its file.
type Catalogue struct {
	types []*DataType
	byID  map[string]*DataType
	terms func() []term // built at the first search, since most runs never search
}

func newCatalogue(types []*DataType) *Catalogue {
	c := &Catalogue{types: types, byID: make(map[string]*DataType, len(types))}
	for _, t := range types {
		c.byID[t.ID] = t
	}
	c.terms = sync.OnceValue(c.index)
	return c
}

// Types lists every kind of data.
func (c *Catalogue) Types() []*DataType { return slices.Clone(c.types) }

// Find returns a kind of data by id, or nil.
func (c *Catalogue) Find(id string) *DataType { return c.byID[id] }

// IDs lists the ids.
func (c *Catalogue) IDs() []string {
	ids := make([]string, len(c.types))
	for i, t := range c.types {
		ids[i] = t.ID
	}
	return ids
}
