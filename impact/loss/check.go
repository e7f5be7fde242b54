package loss

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

var one = decimal.NewFromInt(1)

// indexed is the currency whose prices the index of [Prices] follows.
const indexed law.Currency = "USD"

// checker holds lines, parameters and rates together. Its messages are for
// editors of the data, and come all at once.
type checker struct {
	model  *Model
	faults []error
	seen   map[string]bool // ids of parameters, lines and absent costs
	used   map[string]bool // parameters that a line uses
}

func (m *Model) check() error {
	c := checker{model: m, seen: map[string]bool{transferFactor: true}, used: map[string]bool{}}
	for i := range m.Parameters {
		c.parameter(&m.Parameters[i])
	}
	if len(m.Lines) == 0 {
		c.fault("there is no line")
	}
	for i := range m.Lines {
		c.line(&m.Lines[i])
	}
	for _, a := range m.NotEstimated {
		c.unique(a.ID)
	}
	for _, a := range m.Refused {
		c.unique(a.ID)
	}
	c.exchange()
	for _, p := range m.Parameters {
		if !c.used[p.ID] {
			c.fault("parameter %q is used by no line", p.ID)
		}
	}
	for _, r := range append([]law.Number{m.Correlation.Value}, m.Correlation.Alternatives...) {
		if r.IsNegative() || !r.LessThan(one) {
			c.fault("correlation %s is not in [0, 1)", r)
		}
	}
	if m.CardType == "" {
		c.fault("card-type is empty")
	}
	c.spreads()
	c.prices()
	for i := range m.Anchors.Anchors {
		c.anchor(&m.Anchors.Anchors[i])
	}
	c.levels("transfer", m.Anchors.Transfer.PriceLevel)
	c.backTest()
	return errors.Join(c.faults...)
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *checker) unique(id string) {
	switch {
	case id == "":
		c.fault("an id is empty")
	case c.seen[id]:
		c.fault("id %q is given twice", id)
	}
	c.seen[id] = true
}

func (c *checker) parameter(p *Parameter) {
	c.unique(p.ID)
	var values []decimal.Decimal
	shapes := 0
	if p.Constant != nil {
		shapes++
		values = append(values, p.Constant.Decimal)
	}
	if p.PERT != nil {
		shapes++
		values = append(values, p.PERT.Low.Decimal, p.PERT.Likely.Decimal, p.PERT.High.Decimal)
		if !slices.IsSortedFunc(values, decimal.Decimal.Cmp) {
			c.fault("parameter %q: low, likely and high are out of order", p.ID)
		}
	}
	if p.Lognormal != nil {
		shapes++
		if _, err := mc.Lognormal(float(p.Lognormal.Mu.Decimal), float(p.Lognormal.Sigma.Decimal)); err != nil {
			c.fault("parameter %q: %w", p.ID, err)
		}
	}
	if p.PriceLevel != nil {
		shapes++
		c.levels("parameter "+strconv.Quote(p.ID), *p.PriceLevel)
	}
	if p.Ask {
		shapes++
	}
	if shapes != 1 {
		c.fault("parameter %q needs exactly one of constant, pert, lognormal, of-price-level, ask", p.ID)
		return
	}
	for _, v := range values {
		if v.IsNegative() {
			c.fault("parameter %q is negative", p.ID)
			break
		}
	}
	if (p.Unit == UnitShare || p.Unit == UnitEvent) && (p.Lognormal != nil || slices.ContainsFunc(values, one.LessThan)) {
		c.fault("parameter %q: a share goes from 0 to 1", p.ID)
	}
	if (p.Unit == UnitMoney && !p.Ask) != (p.Currency != "") {
		c.fault("parameter %q: a currency goes with money that has a default, and only with it", p.ID)
	}
	if p.Unit != UnitMoney && (p.Place != "" || p.Year != 0) {
		c.fault("parameter %q: a place and a year go with money", p.ID)
	}
	if _, known := c.model.Prices.Level(p.Place); p.Place != "" && !known {
		c.fault("parameter %q: there is no price level for %q", p.ID, p.Place)
	}
	if _, known := c.model.Prices.Since(p.Year); !known || p.Year != 0 && p.Currency != indexed {
		c.fault("parameter %q: prices of %d in %s cannot be brought forward", p.ID, p.Year, p.Currency)
	}
	if p.Currency != "" {
		if _, err := c.model.Rates.Rate(p.Currency); err != nil {
			c.fault("parameter %q: %w", p.ID, err)
		}
	}
}

func (c *checker) line(l *Line) {
	c.unique(l.ID)
	if len(l.Terms) == 0 {
		c.fault("line %q has no term", l.ID)
	}
	for _, term := range l.Terms {
		money, loaded := 0, 0
		for _, u := range term {
			if u.Loaded {
				loaded++
			}
			if u.Per != nil && !u.Per.IsPositive() {
				c.fault("line %q divides by %s", l.ID, u.Per)
			}
			if u.Power != nil && !u.Power.IsPositive() {
				c.fault("line %q raises to the power %s, which is not positive", l.ID, u.Power)
			}
			if (u.Parameter == "") == (u.Quantity == "") {
				c.fault("line %q: a factor is a parameter or a quantity", l.ID)
				continue
			}
			var p *Parameter
			if u.Parameter != "" {
				c.used[u.Parameter] = true
				if p = c.model.Parameter(u.Parameter); p == nil {
					c.fault("line %q uses unknown parameter %q", l.ID, u.Parameter)
					continue
				}
			}
			if u.Loaded && (p == nil || p.Constant != nil) {
				c.fault("line %q: only an uncertain parameter can be loaded", l.ID)
			}
			if p != nil && p.Unit == UnitMoney || u.Quantity == Fines {
				money++
				if u.Power != nil || u.Divides {
					c.fault("line %q raises money to a power", l.ID)
				}
			}
			if u.Divides {
				if p == nil || !p.positive() {
					c.fault("line %q divides by what can be 0", l.ID)
				} else {
					p.Divisor = true
				}
			}
			if p != nil && p.Unit == UnitEvent && (u.Loaded || u.Power != nil || u.Per != nil || u.Divides) {
				c.fault("line %q does more with an event than let it happen", l.ID)
			}
		}
		if loaded > 1 {
			c.fault("line %q: at most one factor of a term is loaded, or correlation would move its mean", l.ID)
		}
		if money != 1 {
			c.fault("line %q: a term has exactly one amount of money, not %d", l.ID, money)
		}
	}
}

// positive tells whether a parameter can be divided by.
func (p *Parameter) positive() bool {
	return p.Constant != nil && p.Constant.IsPositive() || p.PERT != nil && p.PERT.Low.IsPositive() || p.Ask
}

func (c *checker) levels(name string, t LevelTriple) {
	for _, l := range c.model.Prices.Levels.Countries {
		if r := t.at(l.Level.Decimal); r.Low.IsNegative() || r.Likely.LessThan(r.Low) || r.High.LessThan(r.Likely) {
			c.fault("%s: limits are out of order at the price level of %q", name, l.Country)
		}
	}
}

// exchange holds the factor of converted amounts: a ratio, with or without a spread.
func (c *checker) exchange() {
	p := c.model.Parameter(c.model.Exchange)
	if p == nil || p.Unit != UnitRatio || p.Ask || p.PriceLevel != nil {
		c.fault("exchange %q is no ratio with a default", c.model.Exchange)
		return
	}
	c.used[p.ID] = true
}

func (c *checker) spreads() {
	if !c.model.Practice.Deviation.IsPositive() {
		c.fault("practice: deviation %s is not positive", c.model.Practice.Deviation)
	}
	b := c.model.Betterment
	if b.Low.IsNegative() || b.High.LessThan(b.Low.Decimal) || !b.High.LessThan(one) {
		c.fault("betterment: shares %s and %s are not in order in [0, 1)", b.Low, b.High)
	}
	for _, y := range c.model.CashYears {
		sum := decimal.Zero
		for _, share := range y.Shares {
			sum = sum.Add(share.Decimal)
		}
		if len(y.Shares) != cashPeriods || !sum.Equal(one) {
			c.fault("cash %q: %d shares that add up to %s, want %d that add up to 1", y.ID, len(y.Shares), sum, cashPeriods)
		}
	}
}

func (c *checker) prices() {
	index := c.model.Prices.Index
	seen := map[int]bool{}
	for _, y := range index.Years {
		if seen[y.Year] || !y.Index.IsPositive() {
			c.fault("price index of %d is given twice or is not positive", y.Year)
		}
		seen[y.Year] = true
	}
	countries := map[string]bool{}
	for _, l := range c.model.Prices.Levels.Countries {
		if countries[l.Country] || !l.Level.IsPositive() {
			c.fault("price level of %q is given twice or is not positive", l.Country)
		}
		countries[l.Country] = true
	}
	if home := c.model.Prices.Levels.Home; !countries[home] {
		c.fault("there is no price level for %q", home)
	}
}

func (c *checker) anchor(a *Anchor) {
	c.unique(a.ID)
	if (a.Regression == nil) == (len(a.Tiers) == 0) {
		c.fault("anchor %q needs a regression or tiers", a.ID)
		return
	}
	if _, known := c.model.Prices.Since(a.Year); !known || a.Currency != indexed {
		c.fault("anchor %q: prices of %d in %s cannot be brought forward", a.ID, a.Year, a.Currency)
	}
	if r := a.Regression; r != nil && !(r.Deviation.IsPositive() && r.Sample.IsPositive() && r.Student.IsPositive() && r.SumSquares.IsPositive() && r.From.IsPositive() && r.From.LessThan(r.To.Decimal)) {
		c.fault("anchor %q: a number of its regression is out of range", a.ID)
	}
	for i, t := range a.Tiers {
		last := i == len(a.Tiers)-1
		if last != (t.Below == nil) || !t.Sigma.IsPositive() || i > 0 && !last && !a.Tiers[i-1].Below.LessThan(t.Below.Decimal) {
			c.fault("anchor %q: tier %d is out of order", a.ID, i+1)
		}
	}
}

func (c *checker) backTest() {
	b := c.model.BackTest
	if _, known := c.model.Prices.Since(b.Year); !known {
		c.fault("back-test: there is no price index for %d", b.Year)
	}
	if _, known := c.model.Prices.Level(b.Country); !known {
		c.fault("back-test: there is no price level for %q", b.Country)
	}
	if i := slices.IndexFunc(c.model.Anchors.Anchors, func(a Anchor) bool { return a.ID == claimsAnchor }); i < 0 || c.model.Anchors.Anchors[i].Regression == nil {
		c.fault("back-test: there is no regression %q", claimsAnchor)
	}
	for _, o := range b.Profile {
		switch p := c.model.Parameter(o.Parameter); {
		case p == nil:
			c.fault("back-test: there is no parameter %q", o.Parameter)
		case o.Low.IsNegative() || o.Likely.LessThan(o.Low.Decimal) || o.High.LessThan(o.Likely.Decimal):
			c.fault("back-test: limits of %q are out of order", o.Parameter)
		}
	}
	if len(b.Cases) < 4 {
		c.fault("back-test: %d cases are too few to leave one out", len(b.Cases))
	}
	for _, k := range b.Cases {
		c.unique(k.ID)
		if !k.Records.IsPositive() || !k.Cost.IsPositive() {
			c.fault("back-test: %q has no records or no cost", k.ID)
		}
	}
}
