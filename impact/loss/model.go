package loss

import (
	"slices"

	"breachimpact/law"
)

// Model is the assumptions, lines, anchors, prices and rates of one edition.
type Model struct {
	Parameters   []Parameter
	Lines        []Line
	NotEstimated []Absent
	Refused      []Absent // figures in circulation that the model does not use, and why
	Correlation  Correlation
	Exchange     string // id of the parameter by which every converted amount is multiplied
	Practice     Practice
	Betterment   Betterment
	CashYears    []CashYears
	CardType     string // id of the data type that makes a record a payment card
	Prices       Prices
	Anchors      Anchors
	BackTest     BackTest
	Rates        Rates
	Fingerprint  string // SHA-256 over names and contents of the data files, in hex

	backTest func() (BackTestResult, error) // once
}

// Parameter is one assumption. Exactly one of its shapes is set, or none when
// only the organisation can know it: then Ask is.
type Parameter struct {
	ID         string         `yaml:"id,required"`
	Name       law.Text       `yaml:"name,required"`
	Unit       Unit           `yaml:"unit,required"`
	Currency   law.Currency   `yaml:"currency"` // of money that has a default
	Constant   *law.Number    `yaml:"constant"`
	PERT       *Triple        `yaml:"pert"`
	Lognormal  *Lognormal     `yaml:"lognormal"`
	PriceLevel *LevelTriple   `yaml:"of-price-level"`
	Ask        bool           `yaml:"ask"`   // there is no default: the incident gives it or its cost is not estimated
	Place      string         `yaml:"place"` // code of the country whose prices these are; empty for prices that do not depend on a place
	Year       int            `yaml:"year"`  // whose prices these are; 0 for those of today
	Source     law.Text       `yaml:"source,required"`
	Date       law.Date       `yaml:"date,required"` // of the figure, not of the reading
	Mark       law.Confidence `yaml:"mark,required"`

	Divisor bool // a line divides by it: set when the edition is loaded
}

// Unit says what a parameter counts.
type Unit string

// The units.
const (
	UnitMoney Unit = "money"
	UnitShare Unit = "share" // between 0 and 1
	UnitCount Unit = "count"
	UnitRatio Unit = "ratio"
	UnitEvent Unit = "event" // the probability that something happens at all, drawn as yes or no
)

// Options lists the units for the strict reader.
func (Unit) Options() []string {
	return []string{string(UnitMoney), string(UnitShare), string(UnitCount), string(UnitRatio), string(UnitEvent)}
}

// Triple is the limits and mode of a standard PERT.
type Triple struct {
	Low    law.Number `yaml:"low,required"`
	Likely law.Number `yaml:"likely,required"`
	High   law.Number `yaml:"high,required"`
}

// Lognormal is the mean and deviation of the logarithm.
type Lognormal struct {
	Mu    law.Number `yaml:"mu,required"`
	Sigma law.Number `yaml:"sigma,required"`
}

// Line is one cost.
type Line struct {
	ID    string         `yaml:"id,required"`
	Code  string         `yaml:"code,required"` // letter by which reports name it
	Name  law.Text       `yaml:"name,required"`
	When  []Switch       `yaml:"when"` // all of which must be on; none for a line that is always on
	Terms [][]Use        `yaml:"terms,required"`
	Apart bool           `yaml:"apart"`     // not a cost of the organisation: in no total
	Own   bool           `yaml:"uninsured"` // what no policy pays back
	Note  law.Text       `yaml:"note"`
	Mark  law.Confidence `yaml:"mark,required"`
}

// Use is one factor of a term: a parameter or a quantity, divided by Per and
// raised to Power.
type Use struct {
	Parameter string      `yaml:"use"`
	Quantity  Quantity    `yaml:"quantity"`
	Per       *law.Number `yaml:"per"`
	Power     *law.Number `yaml:"power"`
	Divides   bool        `yaml:"divides"` // the term is divided by it
	Loaded    bool        `yaml:"loaded"`  // moves with the other lines' loaded factors
}

// Quantity is what an incident counts.
type Quantity string

// The quantities.
const (
	Size        Quantity = "size" // people, or records where the people are unknown
	People      Quantity = "people"
	Records     Quantity = "records"
	Cards       Quantity = "cards"
	Customers   Quantity = "customers" // all of them, not only those in the leak
	Employees   Quantity = "employees"
	OutageHours Quantity = "outage-hours"
	Users       Quantity = "users" // people who could not use what was down
	Fines       Quantity = "fines" // an amount of money: what the organisation may be sentenced to
)

// Options lists the quantities for the strict reader.
func (Quantity) Options() []string {
	return []string{string(Size), string(People), string(Records), string(Cards), string(Customers), string(Employees), string(OutageHours), string(Users), string(Fines)}
}

// Switch is a condition of a line.
type Switch string

// The switches.
const (
	DataLeft     Switch = "data-left"     // data reached someone who should not have them
	Issuer       Switch = "issuer"        // payment cards are among the data and the organisation issued them
	Merchant     Switch = "merchant"      // payment cards are among the data and the organisation took them in payment
	Down         Switch = "down"          // something could not be used for a time
	HasCustomers Switch = "has-customers" // there are customers who could leave
)

// Options lists the switches for the strict reader.
func (Switch) Options() []string {
	return []string{string(DataLeft), string(Issuer), string(Merchant), string(Down), string(HasCustomers)}
}

// Absent is a cost that reports name without estimating it.
type Absent struct {
	ID   string   `yaml:"id,required"`
	Code string   `yaml:"code,required"`
	Name law.Text `yaml:"name,required"`
	Why  law.Text `yaml:"why,required"`
}

// Correlation is how strongly the lines' own factors move together.
type Correlation struct {
	Value        law.Number     `yaml:"value,required"`        // pairwise, of the normal scores, in [0, 1)
	Alternatives []law.Number   `yaml:"alternatives,required"` // at which totals are shown beside it
	Source       law.Text       `yaml:"source,required"`
	Mark         law.Confidence `yaml:"mark,required"`
}

// Parameter finds an assumption by id, or nil.
func (m *Model) Parameter(id string) *Parameter {
	i := slices.IndexFunc(m.Parameters, func(p Parameter) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return &m.Parameters[i]
}

// Refusal is why a value cannot replace an assumption.
type Refusal int

// The refusals. The zero one is none.
const (
	NotRefused        Refusal = iota
	RefusedShare              // a share or a probability above 1
	RefusedZero               // something is divided by it
	RefusedCurrency           // a currency of what is no money
	RefusedNoCurrency         // money without a currency, and the assumption has none of its own
)

// Refuses tells whether a range in a currency, or without one, could not stand for
// the assumption.
func (p *Parameter) Refuses(r law.Range, c law.Currency) Refusal {
	switch {
	case (p.Unit == UnitShare || p.Unit == UnitEvent) && r.High.GreaterThan(one):
		return RefusedShare
	case p.Divisor && !r.Low.IsPositive():
		return RefusedZero
	case p.Unit != UnitMoney && c != "":
		return RefusedCurrency
	case p.Unit == UnitMoney && c == "" && p.Currency == "":
		return RefusedNoCurrency
	}
	return NotRefused
}
