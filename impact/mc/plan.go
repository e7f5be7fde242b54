package mc

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A plan is a model made ready to run: constants multiplied into coefficients,
// factors that no line needs left out, and every distinct power of a factor
// compiled once into a column of values.
type plan struct {
	seed    uint64
	trials  int
	factors []plannedFactor
	columns int
	lines   []plannedLine

	// order lists the lines by id. The total is summed in this order, so that the
	// order in which a caller lists the lines does not change its rounding.
	order []int

	layer   *Layer
	covered []bool // by line; nil without a layer

	totalsOnly, brief bool
}

type plannedFactor struct {
	id          string
	correlation *correlation // nil when it is independent
	powers      []plannedPower
	drawn       *drawn // the positions, or the scores of a loaded one; nil when none are kept
}

// known tells whether an earlier run has drawn all powers of the factor.
func (f *plannedFactor) known() bool {
	for i := range f.powers {
		if !f.powers[i].drawn.known() {
			return false
		}
	}
	return true
}

// asksScores tells whether the common scores are needed to draw the factor.
func (f *plannedFactor) asksScores() bool {
	return f.correlation != nil && !f.known() && !f.drawn.known()
}

// A plannedPower has values that are known, or a way to sample them.
type plannedPower struct {
	exponent float64
	column   int
	drawn    *drawn // nil when none are kept
	sampler  sampler
	scores   scoreSampler // instead, when the factor is loaded
}

type plannedLine struct {
	id    string
	aside bool
	terms []plannedTerm
}

type plannedTerm struct {
	coefficient float64
	columns     []int
}

// newPlan expects a valid model. It takes from the shelf what is compiled already, and
// from the draws what is drawn.
func newPlan(m Model, from *shelf, kept *draws) (*plan, error) {
	p := &plan{seed: m.Seed, trials: m.Trials, totalsOnly: m.TotalsOnly, brief: m.Brief}
	planned := make(map[int]int) // a factor's index in the model to that in the plan
	for _, line := range m.Lines {
		result := plannedLine{id: line.ID, aside: line.Aside}
		for _, term := range line.Terms {
			compiled, err := p.term(m, term, planned)
			if err != nil {
				return nil, fmt.Errorf("line %q: %w", line.ID, err)
			}
			if compiled.coefficient > 0 {
				result.terms = append(result.terms, compiled)
			}
		}
		p.lines = append(p.lines, result)
	}
	if err := p.compile(m, planned, from, kept); err != nil {
		return nil, err
	}

	p.order = make([]int, len(m.Lines))
	for i := range p.order {
		p.order[i] = i
	}
	slices.SortFunc(p.order, func(a, b int) int { return cmp.Compare(m.Lines[a].ID, m.Lines[b].ID) })

	if m.Layer != nil {
		p.layer = m.Layer
		p.covered = make([]bool, len(m.Lines))
		for _, line := range m.Layer.Lines {
			p.covered[line] = true
		}
	}
	return p, nil
}

// outputs is the number of distributions that a run describes: the lines, the
// total after them and, with a layer, the net total after that.
func (p *plan) outputs() int {
	if p.layer != nil {
		return len(p.lines) + 2
	}
	return len(p.lines) + 1
}

// described reports whether an output gets more than its moments.
func (p *plan) described(output int) bool { return !p.totalsOnly || output >= len(p.lines) }

// describedOutputs counts the outputs that are.
func (p *plan) describedOutputs() int {
	if p.totalsOnly {
		return p.outputs() - len(p.lines)
	}
	return p.outputs()
}

// summarise describes an output as far as it is asked for.
func (p *plan) summarise(output int, o outcomes, m moments) Summary {
	if !p.brief {
		return summarise(o, m)
	}
	s := briefly(o, m)
	if output == len(p.lines) {
		s.TVaR95 = tailMean(o, m, s)
	}
	return s
}

// name returns what to call an output.
func (p *plan) name(output int) string {
	switch output {
	case len(p.lines):
		return "the total"
	case len(p.lines) + 1:
		return "the net total"
	}
	return fmt.Sprintf("line %q", p.lines[output].id)
}

// term folds constants away and joins the powers of one factor, so that x·x is
// the same column as x².
func (p *plan) term(m Model, term Term, planned map[int]int) (plannedTerm, error) {
	result := plannedTerm{coefficient: term.Coefficient}
	var factors []int
	exponents := make(map[int]float64)
	for _, power := range term.Powers {
		if c, ok := m.Factors[power.Factor].Marginal.(constant); ok {
			result.coefficient *= math.Pow(c.value, power.Exponent)
			continue
		}
		if _, ok := exponents[power.Factor]; !ok {
			factors = append(factors, power.Factor)
		}
		exponents[power.Factor] += power.Exponent
	}
	if !finite(result.coefficient) {
		return result, fmt.Errorf("coefficient %v times its constants is too large for float64", term.Coefficient)
	}
	if result.coefficient == 0 {
		return result, nil
	}
	for _, factor := range factors {
		if exponent := exponents[factor]; exponent != 0 {
			result.columns = append(result.columns, p.column(m, factor, exponent, planned))
		}
	}
	return result, nil
}

// column returns the column of a power, adding the factor and the power to the
// plan when they are new.
func (p *plan) column(m Model, factor int, exponent float64, planned map[int]int) int {
	index, ok := planned[factor]
	if !ok {
		index = len(p.factors)
		planned[factor] = index
		added := plannedFactor{id: m.Factors[factor].ID}
		if loading := m.Factors[factor].Loading; loading > 0 {
			added.correlation = newCorrelation(loading)
		}
		p.factors = append(p.factors, added)
	}
	target := &p.factors[index]
	for _, power := range target.powers {
		if power.exponent == exponent {
			return power.column
		}
	}
	target.powers = append(target.powers, plannedPower{exponent: exponent, column: p.columns})
	p.columns++
	return p.columns - 1
}

// compile makes the samplers, one for each distinct power of each distinct
// marginal: factors that have the same distribution share it. What is drawn already
// needs none.
func (p *plan) compile(m Model, planned map[int]int, from *shelf, kept *draws) error {
	for original, factor := range m.Factors {
		index, ok := planned[original]
		if !ok {
			continue
		}
		target := &p.factors[index]
		p.recall(target, factor, kept)
		for i := range target.powers {
			power := &target.powers[i]
			if power.drawn.known() {
				continue
			}
			made, err := from.get(factor.Marginal, power.exponent, target.correlation != nil)
			if err != nil {
				return fmt.Errorf("factor %q: %w", factor.ID, err)
			}
			power.sampler = made.sampler
			if target.correlation != nil {
				power.scores = made.scores
			}
		}
	}
	return nil
}

// recall finds what was drawn of a factor before, in runs that keep all outcomes:
// the draws of greater ones are too many.
func (p *plan) recall(target *plannedFactor, factor Factor, kept *draws) {
	if p.trials > pilotBlocks*blockTrials {
		return
	}
	key := drawnKey{seed: p.seed, factor: factor.ID, loading: factor.Loading, trials: p.trials}
	values := key
	values.marginal = factor.Marginal
	for i := range target.powers {
		values.exponent = target.powers[i].exponent
		target.powers[i].drawn = kept.get(values, valuesWorth)
	}
	if !target.known() {
		target.drawn = kept.get(key, positionsWorth)
	}
}

// finish says that all trials have been made.
func (p *plan) finish() {
	for i := range p.factors {
		factor := &p.factors[i]
		for k := range factor.powers {
			factor.powers[k].drawn.finish()
		}
		factor.drawn.finish()
	}
}

// add adds the term's values to those of its line. The explicit conversions keep
// the compiler from fusing a product into a sum, which some processors would
// round differently.
func (t plannedTerm) add(line []float64, columns [][]float64) {
	coefficient := t.coefficient
	switch len(t.columns) {
	case 0:
		for i := range line {
			line[i] += coefficient
		}
	case 1:
		a := columns[t.columns[0]][:len(line)]
		for i := range line {
			line[i] += float64(coefficient * a[i])
		}
	case 2:
		a, b := columns[t.columns[0]][:len(line)], columns[t.columns[1]][:len(line)]
		for i := range line {
			line[i] += float64(coefficient * a[i] * b[i])
		}
	case 3:
		a, b, c := columns[t.columns[0]][:len(line)], columns[t.columns[1]][:len(line)], columns[t.columns[2]][:len(line)]
		for i := range line {
			line[i] += float64(coefficient * a[i] * b[i] * c[i])
		}
	case 4:
		a, b, c, d := columns[t.columns[0]][:len(line)], columns[t.columns[1]][:len(line)], columns[t.columns[2]][:len(line)], columns[t.columns[3]][:len(line)]
		for i := range line {
			line[i] += float64(coefficient * a[i] * b[i] * c[i] * d[i])
		}
	default:
		for i := range line {
			product := coefficient
			for _, column := range t.columns {
				product *= columns[column][i]
			}
			line[i] += product
		}
	}
}
