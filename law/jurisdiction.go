package law

import (
	"time"

	"breachimpact/law/cal"
	"breachimpact/law/strict"
)

// Jurisdiction is one country's rulebook, or a union's.
type Jurisdiction struct {
	Code       string      `yaml:"code,required"`
	Name       Text        `yaml:"name,required"`
	Currency   Currency    `yaml:"currency,required"`
	Language   string      `yaml:"authoritative-language,required"` // whose text prevails
	KnownUntil Date        `yaml:"known-until,required"`            // the law was checked up to this day
	Applies    Condition   `yaml:"applies,required"`                // territorial scope
	Addressees []Addressee `yaml:"addressees,required"`
	Statements []Statement `yaml:"statements"`
	Doubts     []Doubt     `yaml:"doubts"`
	Totals     []Citation  `yaml:"totals"` // what says how sanctions add up

	Office      *Office // nil when the rulebook lists no holidays
	Zone        cal.Zone
	ZoneCites   []ZoneCite
	Classes     []Class
	Guidelines  []Guideline
	Instruments []Instrument
	Provisions  []Provision
	File        string
	first       Date     // FirstText
	asked       []FactID // by the conditions, each once: a fact's slot is its place here, from 1
}

// Addressee is who a duty is owed to, with how to reach it.
type Addressee struct {
	ID        string     `yaml:"id,required"`
	Kind      string     `yaml:"kind,required"` // authority, people or prosecutor
	Name      Text       `yaml:"name,required"`
	Channel   Text       `yaml:"channel,required"`
	URL       string     `yaml:"url"`
	Opening   Opening    `yaml:"opening"` // when it can be reached; unknown when left out
	Consulted Date       `yaml:"consulted,required"`
	Mark      Confidence `yaml:"mark"`
}

// Opening says when an addressee can be reached.
type Opening string

// The openings.
const (
	OfficeOpening Opening = "office" // in the hours of administrations
	AlwaysOpening Opening = "always" // at any hour, such as an online form
)

// Options lists the openings for the strict reader.
func (Opening) Options() []string { return []string{string(OfficeOpening), string(AlwaysOpening)} }

// Statement is a plain sentence about the law that every report must carry, and
// that no table of duties or sanctions would show: what the law does not
// provide.
type Statement struct {
	ID      string     `yaml:"id,required"`
	Topic   Topic      `yaml:"topic,required"`
	Valid   Span       `yaml:"valid,required"`
	Text    Text       `yaml:"text,required"`
	Cites   []Citation `yaml:"cites,required"`
	Checked Date       `yaml:"checked,required"`
	Mark    Confidence `yaml:"mark"`
}

// Topic is the part of a report a statement belongs to.
type Topic string

// The topics.
const (
	OnDuties    Topic = "duties"
	OnSanctions Topic = "sanctions"
	OnScope     Topic = "scope"
)

// Options lists the topics for the strict reader.
func (Topic) Options() []string {
	return []string{string(OnDuties), string(OnSanctions), string(OnScope)}
}

// Doubt turns an exposure into "unknown" where the sources do not settle
// whether the text reaches this party at all. Where it excludes a nature of
// penalty, its condition takes the party out of such a penalty; only while the
// condition is not decided is it a doubt.
type Doubt struct {
	ID      string     `yaml:"id,required"`
	On      []Party    `yaml:"on,required"`
	When    Condition  `yaml:"when,required"`
	Text    Text       `yaml:"text,required"`
	Cites   []Citation `yaml:"cites"`
	Checked Date       `yaml:"checked,required"`

	Excludes []Nature `yaml:"excludes"`
}

// Class is what a law calls a set of data types: sensitive, needing prior
// authorisation. Its fact is "yes" when one of the types is present.
type Class struct {
	Fact    FactID     `yaml:"fact,required"`
	Name    Text       `yaml:"name,required"`
	Types   []string   `yaml:"types,required"` // ids of the data-type catalogue
	Cites   []Citation `yaml:"cites,required"`
	Checked Date       `yaml:"checked,required"`
	place   strict.Place
}

// DecodeNode reads the class and remembers its place for the checks.
func (c *Class) DecodeNode(r *strict.Reader, n *strict.Node) {
	type plain Class
	var p plain
	r.Decode(n, &p)
	*c = Class(p)
	c.place = r.Place(n)
}

// ZoneCite says where a part of the table of civil time comes from.
type ZoneCite struct {
	From   time.Time
	Source Text
	Mark   Confidence
}

// zoneFile is zone.yaml.
type zoneFile struct {
	Name    string       `yaml:"name,required"`
	Changes []zoneChange `yaml:"changes,required"`
}

type zoneChange struct {
	From   instant    `yaml:"from,required"` // UTC
	Offset offset     `yaml:"offset,required"`
	Source Text       `yaml:"source"` // stated where it changes
	Mark   Confidence `yaml:"mark"`
}

type instant struct{ time.Time }

// DecodeNode reads an RFC 3339 instant.
func (i *instant) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	t, err := time.Parse(time.RFC3339, word)
	if err != nil {
		r.Fault(n, "not-an-instant", strict.Arg{Name: "value", Value: word})
		return
	}
	i.Time = t
}

type offset struct{ seconds int }

// DecodeNode reads an offset such as +01:00.
func (o *offset) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	t, err := time.Parse("-07:00", word)
	if err != nil {
		r.Fault(n, "not-an-offset", strict.Arg{Name: "value", Value: word})
		return
	}
	_, o.seconds = t.Zone()
}

// Instrument finds an instrument by id, or nil.
func (j *Jurisdiction) Instrument(id string) *Instrument {
	for i := range j.Instruments {
		if j.Instruments[i].ID == id {
			return &j.Instruments[i]
		}
	}
	return nil
}

// Addressee finds an addressee by id, or nil.
func (j *Jurisdiction) Addressee(id string) *Addressee {
	for i := range j.Addressees {
		if j.Addressees[i].ID == id {
			return &j.Addressees[i]
		}
	}
	return nil
}

// Provision finds a provision by id, or nil.
func (j *Jurisdiction) Provision(id string) *Provision {
	for i := range j.Provisions {
		if j.Provisions[i].ID == id {
			return &j.Provisions[i]
		}
	}
	return nil
}

// Countries are the words that the territorial scope asks about.
func (j *Jurisdiction) Countries() []string {
	var out []string
	j.Applies.each(func(c Condition) { out = appendNew(out, c.In...) })
	return out
}

// FirstText is the day the earliest encoded provision takes effect: before it
// the jurisdiction answers "not known".
func (j *Jurisdiction) FirstText() Date {
	first := j.first
	for i := range j.Provisions {
		if !j.first.IsZero() {
			break // it was looked for when the rulebook was loaded
		}
		for k := range j.Provisions[i].Versions {
			if from := j.Provisions[i].Versions[k].Valid.From; first.IsZero() || from.Before(first) {
				first = from
			}
		}
	}
	return first
}

// AskedFacts lists every fact that the jurisdiction's conditions and formulas
// ask, in the order they are first asked.
func (j *Jurisdiction) AskedFacts() []FactID {
	direct := func(string) []FactID { return nil } // the provision referred to is visited itself
	out := j.Applies.facts(direct)
	for _, p := range j.Provisions {
		for _, v := range p.Versions {
			out = appendNew(out, v.facts(direct)...)
			if v.Penalty == nil {
				continue
			}
			if g := j.Guideline(v.Penalty.Indicative); g != nil {
				out = appendNew(out, g.facts()...)
			}
		}
	}
	for _, d := range j.Doubts {
		out = appendNew(out, d.When.facts(direct)...)
	}
	return out
}
