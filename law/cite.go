package law

import "breachimpact/law/strict"

// Instrument is a legal text: a law, decree, code or standard, with where it
// was published. Dates that are not established are left out, never guessed.
type Instrument struct {
	ID        string `yaml:"id,required"`     // jurisdiction.number, such as ma.09-08
	Title     Text   `yaml:"title,required"`  // official title, shortened
	Number    string `yaml:"number,required"` // as it is cited
	Adopted   Date   `yaml:"adopted"`
	Published Date   `yaml:"published"`
	InForce   Date   `yaml:"in-force"`
	Gazette   Text   `yaml:"gazette"`  // gazette and issue
	Official  string `yaml:"official"` // language whose text is authoritative
	URL       string `yaml:"url"`
	Note      Text   `yaml:"note"`
	place     strict.Place
}

// DecodeNode reads the instrument and remembers its place for the checks.
func (i *Instrument) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Instrument
	var p plain
	r.Decode(n, &p)
	*i = Instrument(p)
	i.place = r.Place(n)
}

// Citation points at a place in an instrument, and says when it was read.
type Citation struct {
	Instrument string `yaml:"instrument,required"`
	At         string `yaml:"at"` // article, as digits or a short reference; empty cites the whole text
	Consulted  Date   `yaml:"consulted,required"`
}
