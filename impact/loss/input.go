package loss

import (
	"breachimpact/impact/mc"
	"breachimpact/law"
)

// Digits is how many significant digits of a simulated amount are shown. At
// 100,000 trials the standard error of a 95th percentile is about half a
// percent to one percent, so a third digit would be noise.
const Digits = 2

// DefaultTrials is the number of trials unless the user asks otherwise.
const DefaultTrials = 100_000

// Workspace is what estimates share that are made one after the other: see
// [mc.Workspace]. Goroutines need one each.
type Workspace = mc.Workspace

// Known is a quantity of the incident, or that it is unknown.
type Known struct {
	Known bool
	Range law.Range
}

// Input is what an incident gives at one standpoint.
type Input struct {
	People      Known
	Records     Known
	Cards       Known
	Customers   Known // all of them
	Employees   Known
	OutageHours Known // added up
	Users       Known // people who could not use what was down
	Fines       Known // what the organisation may be sentenced to, in Currency
	Turnover    Known // yearly, in Currency

	DataLeft     law.Verdict // whether data reached someone who should not have them
	HasCards     law.Verdict // whether card data are among the data
	Issuer       law.Verdict // whether the organisation issued the cards
	Merchant     law.Verdict // whether it took them in payment
	Down         law.Verdict // whether something could not be used
	HasCustomers law.Verdict // whether there are customers who could leave

	Country  string // whose prices it pays; empty when unknown: those of the assumptions stand
	Currency law.Currency
	Rates    *Rates // the user's; nil uses the model's
	Seed     uint64
	Trials   int
	Workers  int

	// Workspace makes one estimate after another cheaper, and no different; nil does
	// without. It is used until the estimate is returned and not after.
	Workspace *Workspace

	Alternatives bool // also simulate the total at the other correlations
	// Plain is for who reads the numbers alone, and only those of a Document: there are
	// no Steps, no Curve, and no TVaR95 but that of the total.
	Plain bool

	Overrides []Override
	Lines     []LineOverride
	Insurance *Insurance
}

// Override replaces an assumption for this incident. Currency is that of money;
// empty means the assumption's own.
type Override struct {
	Parameter string
	Range     law.Range
	Currency  law.Currency
	Reason    string
}

// LineOverride leaves a line out, or replaces what it costs by a range.
type LineOverride struct {
	Line     string
	Off      bool
	Range    law.Range
	Currency law.Currency
	Reason   string
}

// Insurance pays what the insured costs exceed the retention by, up to the limit.
type Insurance struct{ Retention, Limit law.Money }

// quantity is what the input says of a quantity.
func (in *Input) quantity(q Quantity) Known {
	switch q {
	case Size:
		if in.People.Known {
			return in.People
		}
		return in.Records
	case People:
		return in.People
	case Records:
		return in.Records
	case Cards:
		return in.Cards
	case Customers:
		return in.Customers
	case Employees:
		return in.Employees
	case OutageHours:
		return in.OutageHours
	case Users:
		return in.Users
	case Fines:
		return in.Fines
	}
	return Known{}
}

// sizeBy is the quantity that size is read from, or "" when neither is known.
func (in *Input) sizeBy() Quantity {
	switch {
	case in.People.Known:
		return People
	case in.Records.Known:
		return Records
	}
	return ""
}

// A check is one question behind a switch, and the reason when the answer is no or
// not known.
type check struct {
	answer      law.Verdict
	no, unknown string
}

// checks are the questions behind a switch, in the order in which they rule out.
func (in *Input) checks(s Switch) []check {
	cards := check{in.HasCards, "no-cards", ""}
	switch s {
	case DataLeft:
		return []check{{in.DataLeft, "no-data-left", "data-left-unknown"}}
	case Issuer:
		cards.unknown = "issuer-unknown"
		return []check{cards, {in.Issuer, "not-issuer", "issuer-unknown"}}
	case Merchant:
		cards.unknown = "merchant-unknown"
		return []check{cards, {in.Merchant, "not-merchant", "merchant-unknown"}}
	case Down:
		return []check{{in.Down, "no-outage", "outage-unknown"}}
	case HasCustomers:
		return []check{{in.HasCustomers, "no-customers", "customers-unknown"}}
	}
	return nil
}

// closed says why a line's switches are not all on, or "" when they are. What
// rules a line out comes before what is not known: a line that has no business
// here is not one that the total omits.
func (in *Input) closed(l *Line) string {
	for _, s := range l.When {
		for _, c := range in.checks(s) {
			if c.answer == law.No {
				return c.no
			}
		}
	}
	for _, s := range l.When {
		for _, c := range in.checks(s) {
			if c.answer == law.Unknown {
				return c.unknown
			}
		}
	}
	return ""
}

// Reasons lists why a line, a range or an anchor may have no estimate.
func Reasons() []string {
	return []string{
		"people-unknown", "size-unknown", "records-unknown", "cards-unknown", "customers-unknown", "employees-unknown", "outage-hours-unknown", "users-unknown", "fines-unknown", "turnover-unknown",
		"no-data-left", "data-left-unknown", "no-cards", "not-issuer", "issuer-unknown", "not-merchant", "merchant-unknown", "no-outage", "outage-unknown", "no-customers",
		"needed", "prices-unknown", "switched-off", "no-line", "too-few-records", "too-many-records",
	}
}

// applies tells a line that is missing from one that has no business here.
func applies(reason string) bool {
	switch reason {
	case "no-data-left", "no-cards", "not-issuer", "not-merchant", "no-outage", "no-customers", "switched-off":
		return false
	}
	return true
}
