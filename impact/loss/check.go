package loss

import (
	"errors"
	"fmt"
	"slices"

	"breachimpact/impact/mc"

	"github.com/shopspring/decimal"
)

// checker holds lines, parameters and rates together. Its messages are for
// editors of the data, and come all at once.
type checker struct {
	model  *Model
	faults []error
	seen   map[string]bool // ids of parameters, lines and absent costs
	used   map[string]bool // parameters that a line uses
}

func (m *Model) check() error {
	c := checker{model: m, seen: map[string]bool{}, used: map[string]bool{}}
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
	for _, p := range m.Parameters {
		if !c.used[p.ID] {
			c.fault("parameter %q is used by no line", p.ID)
		}
	}
	if r := m.Correlation.Value.Decimal; r.IsNegative() || !r.LessThan(decimal.NewFromInt(1)) {
		c.fault("correlation %s is not in [0, 1)", r)
	}
	if m.CardType == "" {
		c.fault("card-type is empty")
	}
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
	if shapes != 1 {
		c.fault("parameter %q needs exactly one of constant, pert, lognormal", p.ID)
		return
	}
	for _, v := range values {
		if v.IsNegative() {
			c.fault("parameter %q is negative", p.ID)
			break
		}
	}
	if p.Unit == UnitShare && (p.Lognormal != nil || slices.ContainsFunc(values, func(v decimal.Decimal) bool { return v.GreaterThan(decimal.NewFromInt(1)) })) {
		c.fault("parameter %q: a share goes from 0 to 1", p.ID)
	}
	if (p.Unit == UnitMoney) != (p.Currency != "") {
		c.fault("parameter %q: a currency goes with money and only with it", p.ID)
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
			if p != nil && p.Unit == UnitMoney {
				money++
				if u.Power != nil {
					c.fault("line %q raises money to a power", l.ID)
				}
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
