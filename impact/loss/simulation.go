package loss

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// simulation is the lines of one incident made ready for the kernel. It can be run
// again with one thing changed, and since each factor has its own stream, what is
// not changed is drawn alike.
type simulation struct {
	model   *Model
	in      Input
	rates   *Rates
	factors []mc.Factor
	sources []source // of each factor
	index   map[string]int
	lines   []mc.Line // of the total
	apart   []mc.Line
	insured []int // indices in lines of what a policy pays back
	answers []answer
	space   *mc.Workspace // of the runs; nil when none is under way

	influences func() ([]Influence, error) // once
	means      means
}

// source says what a factor stands for: a parameter, a quantity, or a line whose
// cost the organisation gave itself.
type source struct {
	parameter *Parameter
	quantity  Quantity
	line      *Line
}

// answer is what became of a line.
type answer struct {
	reason  string       // why it has no estimate
	needs   []*Parameter // assumptions without a default that nobody gave
	unknown []Quantity   // quantities of left-out terms
	terms   []int        // indices of the terms that are counted
}

// prepare decides about every line and builds the factors of those that are on.
func (m *Model) prepare(in Input) (*simulation, error) {
	s := &simulation{model: m, in: in, rates: in.Rates, index: map[string]int{}, space: in.Workspace}
	s.in.Workspace = nil // the estimate outlives the right to use it
	if s.rates == nil {
		s.rates = &m.Rates
	}
	for i := range m.Lines {
		l := &m.Lines[i]
		a := s.decide(l)
		if a.reason == "" {
			line, err := s.line(l, a.terms)
			if err != nil {
				return nil, fmt.Errorf("line %s: %w", l.ID, err)
			}
			if line.Aside = l.Apart; line.Aside {
				s.apart = append(s.apart, line)
			} else {
				if !l.Own {
					s.insured = append(s.insured, len(s.lines))
				}
				s.lines = append(s.lines, line)
			}
		}
		s.answers = append(s.answers, a)
	}
	s.influences = sync.OnceValues(s.allInfluences)
	return s, nil
}

// decide says which terms of a line can be counted, or why none can.
func (s *simulation) decide(l *Line) answer {
	if o := s.lineOverride(l.ID); o != nil {
		if o.Off {
			return answer{reason: "switched-off"}
		}
		return answer{}
	}
	if reason := s.in.closed(l); reason != "" {
		return answer{reason: reason}
	}
	var a answer
	unpriced := false
	for i, t := range l.Terms {
		complete := true
		for _, u := range t {
			switch p := s.model.Parameter(u.Parameter); {
			case u.Quantity != "":
				if !s.in.quantity(u.Quantity).Known {
					complete = false
					if !slices.Contains(a.unknown, u.Quantity) {
						a.unknown = append(a.unknown, u.Quantity)
					}
				}
			case s.override(p.ID) != nil:
			case p.Ask:
				complete = false
				if !slices.Contains(a.needs, p) {
					a.needs = append(a.needs, p)
				}
			case !s.priced(p):
				complete, unpriced = false, true
			}
		}
		if complete {
			a.terms = append(a.terms, i)
		}
	}
	switch {
	case len(a.terms) > 0:
	case unpriced:
		a.reason = "prices-unknown"
	case len(a.needs) > 0:
		a.reason = "needed" // which they are says more than that a number is missing too
	default:
		a.reason = string(a.unknown[0]) + "-unknown"
	}
	return a
}

// priced tells whether a parameter can be brought to the prices of the incident's
// country.
func (s *simulation) priced(p *Parameter) bool {
	if s.in.Country == "" || p.Place == "" && p.PriceLevel == nil {
		return true
	}
	_, known := s.model.Prices.Level(s.in.Country)
	return known
}

// level is the price level that is counted with: that of the country, or, when
// nobody knows the country, that of the home of the assumptions.
func (s *simulation) level() decimal.Decimal {
	country := s.in.Country
	if country == "" {
		country = s.model.Prices.Levels.Home
	}
	level, _ := s.model.Prices.Level(country) // priced has asked, and check for the home
	return level
}

// relative brings an amount of a parameter's place to the prices of the country.
func (s *simulation) relative(p *Parameter) decimal.Decimal {
	home := s.model.Prices.Levels.Home
	if p.Place == "" || s.in.Country == "" && p.Place == home || s.in.Country == p.Place {
		return decimal.NewFromInt(1)
	}
	there, _ := s.model.Prices.Level(p.Place)
	return s.level().DivRound(there, riseDigits)
}

func (s *simulation) override(id string) *Override {
	for i := range s.in.Overrides {
		if s.in.Overrides[i].Parameter == id {
			return &s.in.Overrides[i]
		}
	}
	return nil
}

func (s *simulation) lineOverride(id string) *LineOverride {
	for i := range s.in.Lines {
		if s.in.Lines[i].Line == id {
			return &s.in.Lines[i]
		}
	}
	return nil
}

// line makes the kernel's line, creating the factors it needs.
func (s *simulation) line(l *Line, terms []int) (mc.Line, error) {
	line := mc.Line{ID: l.ID}
	if o := s.lineOverride(l.ID); o != nil {
		term, err := s.given(l, o)
		if err != nil {
			return mc.Line{}, err
		}
		line.Terms = append(line.Terms, term)
		return line, nil
	}
	for _, i := range terms {
		term, err := s.term(l.Terms[i])
		if err != nil {
			return mc.Line{}, err
		}
		line.Terms = append(line.Terms, term)
	}
	return line, nil
}

// given is the cost that the organisation put in a line's place.
func (s *simulation) given(l *Line, o *LineOverride) (mc.Term, error) {
	term := mc.Term{Coefficient: 1}
	if err := s.convert(&term, o.Currency); err != nil {
		return mc.Term{}, err
	}
	marginal, err := pert(o.Range)
	if err != nil {
		return mc.Term{}, err
	}
	at := s.factor("line."+l.ID, marginal, s.loading(true), source{line: l})
	term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: 1})
	return term, nil
}

func (s *simulation) term(t []Use) (mc.Term, error) {
	term := mc.Term{Coefficient: 1}
	for _, u := range t {
		exponent := 1.0
		if u.Power != nil {
			exponent = float(u.Power.Decimal)
		}
		if u.Divides {
			exponent = -exponent
		}
		if u.Per != nil {
			term.Coefficient *= math.Pow(float(u.Per.Decimal), -exponent)
		}
		if u.Quantity != "" {
			at, err := s.quantity(u.Quantity)
			if err != nil {
				return mc.Term{}, err
			}
			term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: exponent})
			continue
		}
		p := s.model.Parameter(u.Parameter)
		if err := s.price(&term, p); err != nil {
			return mc.Term{}, err
		}
		if c, constant := s.constant(p); constant {
			term.Coefficient *= math.Pow(c, exponent)
			continue
		}
		at, err := s.parameter(p, u.Loaded)
		if err != nil {
			return mc.Term{}, err
		}
		term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: exponent})
	}
	return term, nil
}

// price brings money to the currency, the day and the country of the incident. What
// the organisation gave is in its own prices already.
func (s *simulation) price(term *mc.Term, p *Parameter) error {
	if p.Unit != UnitMoney {
		return nil
	}
	if o := s.override(p.ID); o != nil {
		currency := o.Currency
		if currency == "" {
			currency = p.Currency
		}
		return s.convert(term, currency)
	}
	since, _ := s.model.Prices.Since(p.Year) // check has asked
	term.Coefficient *= float(since) * float(s.relative(p))
	return s.convert(term, p.Currency)
}

// convert multiplies a term by the rate between two currencies and by the factor
// that says how far rates may move.
func (s *simulation) convert(term *mc.Term, from law.Currency) error {
	if from == s.in.Currency {
		return nil
	}
	cross, err := s.rates.Cross(from, s.in.Currency)
	if err != nil {
		return err
	}
	term.Coefficient *= float(cross)
	p := s.model.Parameter(s.model.Exchange)
	if c, constant := s.constant(p); constant {
		term.Coefficient *= c
		return nil
	}
	at, err := s.parameter(p, false)
	if err != nil {
		return err
	}
	term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: 1})
	return nil
}

func (s *simulation) constant(p *Parameter) (float64, bool) {
	if p.Unit == UnitEvent {
		return 0, false
	}
	if o := s.override(p.ID); o != nil {
		return float(o.Range.Low), o.Range.IsExact()
	}
	if p.Constant != nil {
		return float(p.Constant.Decimal), true
	}
	return 0, false
}

// shape is the range of a parameter that is not lognormal, as the incident has it.
func (s *simulation) shape(p *Parameter) (law.Range, bool) {
	switch o := s.override(p.ID); {
	case o != nil:
		return o.Range, true
	case p.Constant != nil:
		return law.Exactly(p.Constant.Decimal), true
	case p.PERT != nil:
		return law.Range{Low: p.PERT.Low.Decimal, Likely: p.PERT.Likely.Decimal, High: p.PERT.High.Decimal, HasLikely: true}, true
	case p.PriceLevel != nil:
		return p.PriceLevel.at(s.level()), true
	}
	return law.Range{}, false
}

// parameter makes or finds the factor of an assumption. A loaded one moves with
// the other lines' loaded factors: two of them correlate by the square of the
// loading.
func (s *simulation) parameter(p *Parameter, loaded bool) (int, error) {
	if at, ok := s.index[p.ID]; ok {
		return at, nil
	}
	var marginal mc.Marginal
	var err error
	switch r, ranged := s.shape(p); {
	case p.Unit == UnitEvent:
		// Of an uncertain probability only the mean matters for one event.
		marginal, err = mc.Bernoulli(mean(r))
	case ranged:
		marginal, err = pert(r)
	default:
		marginal, err = mc.Lognormal(float(p.Lognormal.Mu.Decimal), float(p.Lognormal.Sigma.Decimal))
	}
	if err != nil {
		return 0, fmt.Errorf("parameter %s: %w", p.ID, err)
	}
	return s.factor(p.ID, marginal, s.loading(loaded), source{parameter: p}), nil
}

func (s *simulation) loading(loaded bool) float64 {
	if !loaded {
		return 0
	}
	return math.Sqrt(float(s.model.Correlation.Value.Decimal))
}

// quantity makes or finds the factor of a count; size and people are the same
// factor when size is read from people.
func (s *simulation) quantity(q Quantity) (int, error) {
	of := q
	if q == Size {
		of = s.in.sizeBy()
	}
	id := "quantity." + string(of)
	if at, ok := s.index[id]; ok {
		return at, nil
	}
	marginal, err := pert(s.in.quantity(q).Range)
	if err != nil {
		return 0, fmt.Errorf("quantity %s: %w", q, err)
	}
	return s.factor(id, marginal, 0, source{quantity: of}), nil
}

func (s *simulation) factor(id string, m mc.Marginal, loading float64, of source) int {
	s.index[id] = len(s.factors)
	s.factors = append(s.factors, mc.Factor{ID: id, Marginal: m, Loading: loading})
	s.sources = append(s.sources, of)
	return len(s.factors) - 1
}

// Assumption is the range that a parameter has in this estimate, unless it is
// lognormal or was not given, and what replaced it.
func (e Estimate) Assumption(p *Parameter) (r law.Range, ranged bool, override *Override) {
	r, ranged = e.simulation.shape(p)
	return r, ranged, e.simulation.override(p.ID)
}

// borrow sees to it that there is a workspace, for as long as it takes to call what
// it returns.
func (s *simulation) borrow() (giveBack func()) {
	if s.space == nil {
		s.space = new(mc.Workspace)
	}
	return func() { s.space = nil }
}

// run simulates the given lines with the given factors.
func (s *simulation) run(factors []mc.Factor, lines []mc.Line, layer *mc.Layer) (mc.Result, error) {
	return s.simulate(mc.Model{Factors: factors, Lines: lines, Layer: layer, Trials: s.in.Trials, Brief: s.in.Plain})
}

// total simulates the lines of the total for who wants nothing but that.
func (s *simulation) total(factors []mc.Factor, trials int) (mc.Summary, error) {
	r, err := s.simulate(mc.Model{Factors: factors, Lines: s.lines, Trials: trials, TotalsOnly: true, Brief: true})
	return r.Total, err
}

func (s *simulation) simulate(m mc.Model) (mc.Result, error) {
	if len(m.Lines) == 0 {
		return mc.Result{}, nil
	}
	m.Seed = s.in.Seed
	r, err := s.space.Run(m, max(1, s.in.Workers), nil)
	if err != nil {
		return mc.Result{}, fmt.Errorf("simulation: %w", err)
	}
	return r, nil
}

// pert reads a range as hard limits with its likeliest value, or the middle.
func pert(r law.Range) (mc.Marginal, error) {
	return mc.PERT(float(r.Low), float(r.Centre()), float(r.High))
}

// mean is that of the PERT of a range.
func mean(r law.Range) float64 {
	return (float(r.Low) + 4*float(r.Centre()) + float(r.High)) / 6
}
