package loss

import (
	"math"
	"slices"
	"sync"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Expected is the expected value of a line by formula, without chance: what the mean
// of the simulated amounts comes to when there are enough of them. The mean of a sum
// is the sum of the means, whatever depends on what; the mean of a product is the
// product of the means when its factors are independent, which those of a term are:
// at most one of them moves with those of other lines (see check).
type Expected struct {
	Products  []Product
	Value     decimal.Decimal // the sum of the products, of the estimate's currency
	Tolerance decimal.Decimal // how far the simulated mean may be off: four standard errors, and its rounding
}

// Product is a term of a line.
type Product struct {
	Scale  decimal.Decimal // what is certain: prices of the year, of the country, rates, what counts are divided by
	Powers []Power
}

// Power is the mean of an uncertain number raised to a power. Exactly one of
// Parameter, Quantity and Line says what it is a mean of.
type Power struct {
	Parameter *Parameter
	Quantity  Quantity // never Size: what size is read from
	Line      *Line    // the cost that the organisation gave for the whole line
	Range     law.Range
	Lognormal *Lognormal // instead of the range
	Exponent  decimal.Decimal
	Mean      decimal.Decimal // (low + 4·likely + high)/6, or exp(mu + sigma²/2), where the exponent is 1
}

// exactDigits is how many digits a number keeps that a spreadsheet program reckons
// again: more than the two calculators agree on would differ between processors.
const exactDigits = 12

// SimulatedDigits is how many digits of a simulated mean are compared with its
// expected value. Two would hide a small mistake.
const SimulatedDigits = 4

// tolerated is how many standard errors lie between a simulated mean and its
// expectation without anything being wrong: more happens once in 16,000 times.
const tolerated = 4

// Expected is the expected value of a line that has an estimate.
func (e Estimate) Expected(l LineEstimate) (Expected, bool) {
	if l.Band == nil {
		return Expected{}, false
	}
	s := e.simulation
	var out Expected
	mean, deviation := 0.0, 0.0
	for _, p := range s.products(l.Line) {
		scale, square := float(p.Scale), float(p.Scale)*float(p.Scale)
		for i := range p.Powers {
			power := &p.Powers[i]
			first, second := s.moments(*power)
			power.Mean = significant(first, exactDigits)
			scale, square = scale*first, square*second
		}
		mean += scale
		deviation += math.Sqrt(max(0, square-scale*scale))
		out.Products = append(out.Products, p)
	}
	out.Value = significant(mean, exactDigits)
	// Deviations of terms that move together add up, and of others do not reach their sum.
	out.Tolerance = significant(tolerated*deviation/math.Sqrt(float64(e.Trials))+halfUnit(l.Simulated), Digits+1)
	return out, true
}

// ExpectedTotal is the sum over the lines of the total, and how far the simulated
// mean may be off.
func (e Estimate) ExpectedTotal() (value, tolerance decimal.Decimal) {
	for _, l := range e.Lines {
		if x, ok := e.Expected(l); ok {
			value, tolerance = value.Add(x.Value), tolerance.Add(x.Tolerance)
		}
	}
	return value, tolerance.Add(significant(halfUnit(e.Simulated), Digits))
}

// Agrees tells whether a simulated mean lies where it should.
func Agrees(simulated, expected, tolerance decimal.Decimal) bool {
	return simulated.Sub(expected).Abs().LessThanOrEqual(tolerance)
}

// halfUnit is half of the last digit that is kept of a simulated mean.
func halfUnit(simulated decimal.Decimal) float64 {
	x := float(simulated.Abs())
	if x == 0 {
		return 0
	}
	return math.Pow(10, math.Floor(math.Log10(x))-SimulatedDigits+1) / 2
}

// products are the terms that are counted of a line.
func (s *simulation) products(l *Line) []Product {
	if o := s.lineOverride(l.ID); o != nil {
		p := product{scale: 1}
		p.multiply(Power{Line: l, Range: o.Range, Exponent: one})
		s.rated(&p, o.Currency)
		return []Product{p.made()}
	}
	i := slices.IndexFunc(s.model.Lines, func(x Line) bool { return x.ID == l.ID })
	var out []Product
	for _, t := range s.answers[i].terms {
		p := product{scale: 1}
		for _, u := range l.Terms[t] {
			s.multiply(&p, u)
		}
		out = append(out, p.made())
	}
	return out
}

// product is a Product being made.
type product struct {
	scale  float64
	powers []Power
}

func (p product) made() Product { return Product{significant(p.scale, exactDigits), p.powers} }

// multiply adds a factor. One that is there already is the same number, not another
// of its kind: its powers add up.
func (p *product) multiply(f Power) {
	for i := range p.powers {
		if x := &p.powers[i]; x.Parameter == f.Parameter && x.Quantity == f.Quantity && x.Line == f.Line {
			x.Exponent = x.Exponent.Add(f.Exponent)
			return
		}
	}
	p.powers = append(p.powers, f)
}

func (s *simulation) multiply(p *product, u Use) {
	exponent := one
	if u.Power != nil {
		exponent = u.Power.Decimal
	}
	if u.Divides {
		exponent = exponent.Neg()
	}
	if u.Per != nil {
		p.scale *= math.Pow(float(u.Per.Decimal), -float(exponent))
	}
	if u.Quantity != "" {
		of := u.Quantity
		if of == Size {
			of = s.in.sizeBy()
		}
		p.multiply(Power{Quantity: of, Range: s.in.quantity(of).Range, Exponent: exponent})
		return
	}
	a := s.model.Parameter(u.Parameter)
	p.multiply(s.power(a, exponent))
	if a.Unit != UnitMoney {
		return
	}
	currency := a.Currency
	if o := s.override(a.ID); o == nil {
		since, _ := s.model.Prices.Since(a.Year) // check has asked
		p.scale *= float(since) * float(s.relative(a))
	} else if o.Currency != "" {
		currency = o.Currency
	}
	s.rated(p, currency)
}

func (s *simulation) power(a *Parameter, exponent decimal.Decimal) Power {
	out := Power{Parameter: a, Exponent: exponent}
	if r, ranged := s.shape(a); ranged {
		out.Range = r
	} else {
		out.Lognormal = a.Lognormal
	}
	return out
}

// rated brings a product to the currency of the estimate.
func (s *simulation) rated(p *product, from law.Currency) {
	if from == s.in.Currency {
		return
	}
	cross, _ := s.rates.Cross(from, s.in.Currency) // the lines were built with it
	p.scale *= float(cross)
	p.multiply(s.power(s.model.Parameter(s.model.Exchange), one))
}

// means keeps what moments has found: the lines ask for the same again and again, and
// so do the reports in several languages.
type means struct {
	lock  sync.Mutex
	known map[meansKey]meansOf
}

type meansKey struct {
	marginal mc.Marginal
	exponent float64
}

type meansOf struct{ first, second float64 }

func (m *means) of(marginal mc.Marginal, exponent float64) meansOf {
	m.lock.Lock()
	defer m.lock.Unlock()
	key := meansKey{marginal, exponent}
	found, ok := m.known[key]
	if !ok {
		found = meansOf{mc.MeanOfPower(marginal, exponent), mc.MeanOfPower(marginal, 2*exponent)}
		if m.known == nil {
			m.known = make(map[meansKey]meansOf)
		}
		m.known[key] = found
	}
	return found
}

// moments are the means of a power and of its square.
func (s *simulation) moments(p Power) (first, second float64) {
	exponent := float(p.Exponent)
	if p.Parameter != nil && p.Parameter.Unit == UnitEvent {
		chance := mean(p.Range) // the outcome is 0 or 1, and so is its square
		return chance, chance
	}
	var marginal mc.Marginal
	var err error
	if p.Lognormal != nil {
		marginal, err = mc.Lognormal(float(p.Lognormal.Mu.Decimal), float(p.Lognormal.Sigma.Decimal))
	} else {
		marginal, err = pert(p.Range)
	}
	if err != nil { // prepare has made the same
		return math.NaN(), math.NaN()
	}
	found := s.means.of(marginal, exponent)
	return found.first, found.second
}

// Mean is the mean of a power.
func (e Estimate) Mean(p Power) decimal.Decimal {
	first, _ := e.simulation.moments(p)
	return significant(first, exactDigits)
}

// Needs tells whether the lines that are counted, at least one of them, use a
// quantity.
func (e Estimate) Needs(q Quantity) bool {
	for _, l := range slices.Concat(e.Lines, e.Apart) {
		if l.Band == nil {
			continue
		}
		for _, p := range e.simulation.products(l.Line) {
			for _, x := range p.Powers {
				if x.Quantity == q {
					return true
				}
			}
		}
	}
	return false
}

// Quantity is what the estimate was given of a quantity.
func (e Estimate) Quantity(q Quantity) Known { return e.simulation.in.quantity(q) }

// Input is what the estimate was made from. Its Workspace is gone.
func (e Estimate) Input() Input { return e.simulation.in }
