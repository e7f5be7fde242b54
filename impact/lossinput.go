package impact

import (
	"slices"
	"strings"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// lossInput hands what the scenario says to the money model. Amounts in other
// currencies are converted at the given rates.
func lossInput(sc incident.Scenario, v View, m *loss.Model, currency law.Currency, rates *loss.Rates) (loss.Input, error) {
	o := sc.Organisation
	in := loss.Input{
		Currency:     currency,
		People:       leaked(sc, incident.Scenario.People),
		Records:      leaked(sc, incident.Scenario.Records),
		Customers:    known(o.Customers),
		Employees:    known(o.Employees),
		OutageHours:  outageHours(sc.Outages),
		Users:        users(sc),
		DataLeft:     dataLeft(sc),
		Issuer:       sc.Facts["card-issuer"].Truth,
		Merchant:     sc.Facts["card-merchant"].Truth,
		Down:         down(sc),
		HasCustomers: hasCustomers(o),
	}
	if o.Country.Known {
		in.Country = o.Country.Value
	}
	in.Cards = leaked(sc, func(sc incident.Scenario) (law.Range, bool) {
		count, _ := cards(sc, m.CardType)
		return count.Range, count.Known
	})
	_, in.HasCards = cards(withLeft(sc, law.Unknown), m.CardType)
	for _, p := range sc.Loss {
		in.Overrides = append(in.Overrides, loss.Override{Parameter: p.ID, Range: p.Range, Currency: p.Currency, Reason: string(p.Reason)})
	}
	for _, l := range sc.LossLines {
		in.Lines = append(in.Lines, loss.LineOverride{Line: l.ID, Off: l.Off, Range: l.Cost.Range, Currency: l.Cost.Currency, Reason: string(l.Reason)})
	}
	if i := sc.Insurance; i.Retention.Known && i.Limit.Known {
		in.Insurance = &loss.Insurance{Retention: i.Retention.Value, Limit: i.Limit.Value}
	}
	if t := o.Turnover; t.Known {
		cross, err := rates.Cross(t.Value.Currency, currency)
		if err != nil {
			return loss.Input{}, err
		}
		in.Turnover = loss.Known{Known: true, Range: scaled(t.Value.Range, cross)}
	}
	fines, err := fines(v, currency, rates)
	in.Fines = fines
	return in, err
}

// leaked counts what groups hold whose data left: a group that was spared, or only could
// not be reached, makes no leak dearer. Groups of which that is not known raise the
// high limit alone. Where no data left at all, everyone counts: it is then the size
// of the incident.
func leaked(sc incident.Scenario, total func(incident.Scenario) (law.Range, bool)) loss.Known {
	if dataLeft(sc) == law.No {
		r, known := total(sc)
		return loss.Known{Known: known, Range: r}
	}
	possible, certain := withLeft(sc, law.Unknown), withLeft(sc, law.Yes)
	all, known := total(possible)
	if !known || len(certain.Groups) == len(possible.Groups) || len(certain.Groups) == 0 {
		return loss.Known{Known: known, Range: all}
	}
	least, _ := total(certain)
	return loss.Known{Known: true, Range: law.Range{Low: least.Low, High: all.High}}
}

// withLeft keeps the groups whose data left, or, with Unknown, may have.
func withLeft(sc incident.Scenario, least law.Verdict) incident.Scenario {
	sc.Groups = slices.DeleteFunc(slices.Clone(sc.Groups), func(g incident.Group) bool {
		left := leftOf(g.Confidentiality)
		return left == law.No || least == law.Yes && left != law.Yes
	})
	return sc
}

func known(r incident.Reading[law.Range]) loss.Known {
	return loss.Known{Known: r.Known, Range: r.Value}
}

func scaled(r law.Range, by decimal.Decimal) law.Range {
	return law.Range{Low: r.Low.Mul(by), Likely: r.Likely.Mul(by), High: r.High.Mul(by), HasLikely: r.HasLikely}
}

// fines is what the organisation may be sentenced to: from the lowest fine that it
// is exposed to, to the gravest single act under each law, added up over the laws.
// It is not known while a cap waits for a fact; texts of which it is not known
// whether they are met are left out.
func fines(v View, currency law.Currency, rates *loss.Rates) (loss.Known, error) {
	party := law.LegalPerson
	if kind := v.Scenario.Organisation.Kind; kind.Known && kind.Value == incident.NaturalPerson {
		party = law.NaturalPerson
	}
	out := loss.Known{Range: law.Exactly(decimal.Zero)}
	for _, j := range v.Jurisdictions {
		for _, t := range j.Totals {
			switch {
			case t.On != party:
				continue
			case t.Exposed.AtLeast != nil:
				return loss.Known{}, nil
			case t.Exposed.SingleAct == nil:
				continue
			}
			cross, err := rates.Cross(t.Currency, currency)
			if err != nil {
				return loss.Known{}, err
			}
			one := law.Range{Low: lowestFine(j, party), High: t.Exposed.SingleAct.Amount}
			out.Range, out.Known = out.Range.Add(scaled(one, cross)), true
			out.Range.HasLikely = false
		}
	}
	return out, nil
}

// lowestFine is the least that a party is exposed to under one law.
func lowestFine(j JurisdictionView, party law.Party) decimal.Decimal {
	lowest, found := decimal.Zero, false
	for _, f := range j.Findings {
		for _, x := range f.Exposures {
			if x.On != party || x.Verdict != law.Yes || x.Fine == nil {
				continue
			}
			if low := x.Fine.Low.Amount; !found || low.LessThan(lowest) {
				lowest, found = low, true
			}
		}
	}
	return lowest
}

// down says whether something could not be used for a time.
func down(sc incident.Scenario) law.Verdict {
	of := func(r incident.Reading[incident.Availability]) law.Verdict {
		switch {
		case !r.Known:
			return law.Unknown
		case r.Value == incident.NotInterrupted:
			return law.No
		}
		return law.Yes
	}
	out := of(sc.Availability)
	for _, g := range sc.Groups {
		out = out.Or(of(g.Availability))
	}
	if len(sc.Outages) > 0 {
		return law.Yes // what was dated happened
	}
	return out
}

// users is the people who could not use what was down, where every group that was
// hit is counted.
func users(sc incident.Scenario) loss.Known {
	sc.Groups = slices.DeleteFunc(slices.Clone(sc.Groups), func(g incident.Group) bool {
		return g.Availability.Known && g.Availability.Value == incident.NotInterrupted
	})
	if slices.ContainsFunc(sc.Groups, func(g incident.Group) bool { return !g.Availability.Known }) {
		return loss.Known{}
	}
	r, known := sc.People()
	return loss.Known{Known: known, Range: r}
}

// outageHours is for how long something was down, times that overlap counted once.
// Where only days are known, the hours lie between the shortest and the longest time
// that these days leave.
func outageHours(outages []incident.Outage) loss.Known {
	if len(outages) == 0 {
		return loss.Known{}
	}
	var shortest, longest []span
	for _, o := range outages {
		if o.From.IsZero() || o.To.IsZero() {
			return loss.Known{}
		}
		earliest, from := reading(o.From)
		to, latest := reading(o.To)
		longest = append(longest, span{earliest, latest})
		if from.Before(to) {
			shortest = append(shortest, span{from, to})
		}
	}
	low, high := hours(union(shortest)), hours(union(longest))
	if low.Equal(high) {
		return loss.Known{Known: true, Range: law.Exactly(low)}
	}
	return loss.Known{Known: true, Range: law.Range{Low: low, High: high}}
}

// reading is between which instants a moment lies.
func reading(m law.Moment) (earliest, latest time.Time) {
	if m.HasTime() {
		return m.Time, m.Time
	}
	return m.Date.Midnight(), m.Date.AddDays(1).Midnight()
}

type span struct{ from, to time.Time }

// union is how long at least one of the spans lasts.
func union(spans []span) time.Duration {
	slices.SortFunc(spans, func(a, b span) int { return a.from.Compare(b.from) })
	var sum time.Duration
	var end time.Time
	for _, s := range spans {
		if s.from.Before(end) {
			s.from = end
		}
		if s.from.Before(s.to) {
			sum += s.to.Sub(s.from)
			end = s.to
		}
	}
	return sum
}

// hours is a length of time in hours, to the minute.
func hours(d time.Duration) decimal.Decimal {
	return decimal.NewFromInt(int64(d/time.Minute)).DivRound(decimal.NewFromInt(60), 4)
}

// hasCustomers says whether there are customers who could leave. Authorities have
// none, unless the file counts them.
func hasCustomers(o incident.Organisation) law.Verdict {
	switch {
	case o.Customers.Known && o.Customers.Value.High.IsPositive():
		return law.Yes
	case o.Customers.Known:
		return law.No
	case !o.Kind.Known:
		return law.Unknown
	case slices.Contains([]incident.OrganisationKind{incident.State, incident.LocalAuthority, incident.PublicEstablishment, incident.NaturalPerson}, o.Kind.Value):
		return law.No
	}
	return law.Unknown
}

// dataLeft says whether data of any group reached someone who should not have
// them. Exposure without evidence of access leaves it unknown.
func dataLeft(sc incident.Scenario) law.Verdict {
	if len(sc.Groups) == 0 {
		return leftOf(sc.Confidentiality)
	}
	out := law.No
	for _, g := range sc.Groups {
		out = out.Or(leftOf(g.Confidentiality))
	}
	return out
}

func leftOf(r incident.Reading[incident.Confidentiality]) law.Verdict {
	switch {
	case !r.Known || r.Value == incident.NoEvidence:
		return law.Unknown
	case r.Value == incident.NotExposed:
		return law.No
	}
	return law.Yes
}

// cards counts payment cards: records that hold a card number, or the records
// of a group that counts in cards. Its verdict is whether there are any.
func cards(sc incident.Scenario, cardType string) (loss.Known, law.Verdict) {
	var total loss.Known
	known := true
	for _, g := range sc.Groups {
		for _, d := range g.Data {
			if d.Type != cardType || d.Present == law.No {
				continue
			}
			count := d.Records
			if !count.Known && g.Unit.Known && g.Unit.Value == incident.CardUnit {
				count = g.Records
			}
			switch {
			case !count.Known:
				known = false
			case total.Known:
				total.Range = total.Range.Add(count.Value)
			default:
				total = loss.Known{Known: true, Range: count.Value}
			}
		}
	}
	total.Known = total.Known && known
	return total, Presence(sc, []string{cardType})
}

// checkLoss refuses overrides of assumptions and lines that do not exist, and values
// that their unit does not take.
func checkLoss(in *incident.Incident, m *loss.Model) error {
	var faults strict.Faults
	fault := func(code string, place strict.Place, args ...strict.Arg) {
		faults = append(faults, strict.Fault{Code: code, Place: place, Args: args})
	}
	unknown := func(code, id string, place strict.Place, ids []string) {
		fault(code, place, strict.Arg{Name: "value", Value: id}, strict.Arg{Name: "nearest", Value: strings.Join(strict.Nearest(id, ids), ", ")}, strict.Arg{Name: "allowed", Value: strings.Join(ids, ", ")})
	}
	parameters := make([]string, len(m.Parameters))
	for i, p := range m.Parameters {
		parameters[i] = p.ID
	}
	for _, given := range in.Loss.Parameters {
		p := m.Parameter(given.ID)
		if p == nil {
			unknown("unknown-parameter", given.ID, given.Place, parameters)
			continue
		}
		switch p.Refuses(given.Range, given.Currency) {
		case loss.RefusedShare:
			fault("loss-share", given.Place, strict.Arg{Name: "parameter", Value: p.ID}, strict.Arg{Name: "value", Value: given.Range.High.String()})
		case loss.RefusedZero:
			fault("loss-zero", given.Place, strict.Arg{Name: "parameter", Value: p.ID})
		case loss.RefusedCurrency:
			fault("loss-currency", given.Place, strict.Arg{Name: "parameter", Value: p.ID})
		case loss.RefusedNoCurrency:
			fault("loss-no-currency", given.Place, strict.Arg{Name: "parameter", Value: p.ID})
		}
	}
	lines := make([]string, len(m.Lines))
	for i, l := range m.Lines {
		lines[i] = l.ID
	}
	for _, given := range in.Loss.Lines {
		if !slices.Contains(lines, given.ID) {
			unknown("unknown-line", given.ID, given.Place, lines)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}
