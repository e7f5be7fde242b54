package law

import (
	"strings"

	"breachimpact/law/strict"
)

// Text is a name or a sentence that belongs to a datum rather than to the
// program: a heading, a question, an offence. It is a struct, not a map, so
// that a missing language is visible; all three are required.
type Text struct {
	FR string `yaml:"fr,required" json:"fr"`
	AR string `yaml:"ar,required" json:"ar"`
	EN string `yaml:"en,required" json:"en"`
}

// DecodeNode reads the three languages; an empty one is as bad as a missing one.
func (t *Text) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Text
	var p plain
	r.Decode(n, &p)
	for _, f := range n.Fields {
		if f.Value.Kind == strict.Scalar && strings.TrimSpace(f.Value.Text) == "" {
			r.Fault(f.Value, "text-empty", strict.Arg{Name: "key", Value: f.Key.Text})
		}
	}
	*t = Text(p)
}

// In returns the text in a language: fr, ar or en. Any other code is a
// programming error and answers nothing.
func (t Text) In(language string) string {
	switch language {
	case "fr":
		return t.FR
	case "ar":
		return t.AR
	case "en":
		return t.EN
	}
	return ""
}

// IsZero tells whether there is no text.
func (t Text) IsZero() bool { return t == Text{} }

// Same is a text that reads alike in every language, such as a proper name.
func Same(s string) Text { return Text{s, s, s} }

// Confidence says how far a figure or rule was checked against its source. It
// is printed wherever the figure is.
type Confidence string

// The marks, from firm to weak. Empty in data means verified.
const (
	Verified   Confidence = "verified"    // read in the source named
	Secondary  Confidence = "secondary"   // read in press or commentary only
	Judged     Confidence = "judged"      // our reading or our assumption
	FromMemory Confidence = "from-memory" // not checked
	Disputed   Confidence = "disputed"    // sources conflict
)

// Options lists the marks for the strict reader.
func (Confidence) Options() []string {
	return []string{string(Verified), string(Secondary), string(Judged), string(FromMemory), string(Disputed)}
}

// Firm tells whether a figure needs no visible mark.
func (c Confidence) Firm() bool { return c == "" || c == Verified }

var _ strict.Optioned = Confidence("")
