package mc

import (
	"errors"
	"fmt"
	"math"
)

// MaxTrials is the greatest number of trials that [Run] accepts.
const MaxTrials = 1_000_000_000

// Factor is an uncertain number that is drawn once in each trial and shared by
// every line that uses it.
type Factor struct {
	// ID names the factor's random stream. Two models that give a factor the same
	// id and the same seed see the same draws of it, whatever else they contain.
	ID string

	Marginal Marginal

	// Loading, in [0, 1), is the weight of the score that all loaded factors
	// share in a trial, in a one-factor Gaussian copula; 0 is independence. Two
	// factors with loadings L and M have normal scores that correlate at L·M.
	Loading float64
}

// Power is a factor, by its index in [Model.Factors], raised to an exponent.
type Power struct {
	Factor   int
	Exponent float64
}

// Term is the product of a coefficient and of powers. Without powers it is the
// coefficient.
type Term struct {
	Coefficient float64
	Powers      []Power
}

// Line is a sum of terms. Without terms it is zero.
type Line struct {
	ID    string
	Terms []Term

	// Aside keeps the line out of the total, and so out of the net total. It is
	// described like any other.
	Aside bool
}

// Model is what [Run] simulates. Its unit is whatever the coefficients and the
// factors multiply to, the same for all lines, since they are added up.
type Model struct {
	Factors []Factor
	Lines   []Line
	Layer   *Layer // nil for none
	Seed    uint64
	Trials  int

	// TotalsOnly asks for the percentiles, TVaR95 and curve of the total and the
	// net total alone. The lines then have a Mean, the same as without it, and zero
	// for the rest. It saves time and memory.
	TotalsOnly bool

	// Brief asks for no more of an output than Mean, StdErr, Max, P5, P50 and P95, the
	// same as without it, and TVaR95 of the total. The rest is zero and there is no
	// curve. It saves time.
	Brief bool
}

// validate reports every fault of the model, joined.
func (m Model) validate() error {
	var faults []error
	report := func(format string, arguments ...any) {
		faults = append(faults, fmt.Errorf(format, arguments...))
	}
	if m.Trials < 1 || m.Trials > MaxTrials {
		report("trials %d is not between 1 and %d", m.Trials, MaxTrials)
	}
	if len(m.Lines) == 0 {
		report("model has no line")
	}

	seen := make(map[string]bool)
	for i, factor := range m.Factors {
		switch {
		case factor.ID == "":
			report("factor %d has no id", i)
		case seen[factor.ID]:
			report("factor %q is given twice", factor.ID)
		}
		seen[factor.ID] = true
		if factor.Marginal == nil {
			report("factor %q has no marginal", factor.ID)
		}
		if !(factor.Loading >= 0 && factor.Loading < 1) {
			report("factor %q has loading %v, which is not in [0, 1)", factor.ID, factor.Loading)
		}
	}

	seen = make(map[string]bool)
	for i, line := range m.Lines {
		switch {
		case line.ID == "":
			report("line %d has no id", i)
		case seen[line.ID]:
			report("line %q is given twice", line.ID)
		}
		seen[line.ID] = true
		for _, term := range line.Terms {
			if !(term.Coefficient >= 0) || math.IsInf(term.Coefficient, 0) {
				report("line %q has coefficient %v, which is not a finite number of at least 0", line.ID, term.Coefficient)
			}
			for _, power := range term.Powers {
				if err := m.validatePower(power); err != nil {
					report("line %q: %w", line.ID, err)
				}
			}
		}
	}
	if m.Layer != nil {
		faults = append(faults, m.Layer.validate(m.Lines)...)
	}
	return errors.Join(faults...)
}

func (m Model) validatePower(power Power) error {
	if power.Factor < 0 || power.Factor >= len(m.Factors) {
		return fmt.Errorf("there is no factor %d", power.Factor)
	}
	if !finite(power.Exponent) {
		return fmt.Errorf("exponent %v is not a finite number", power.Exponent)
	}
	factor := m.Factors[power.Factor]
	if factor.Marginal == nil {
		return nil // reported with the factor
	}
	switch lowest := factor.Marginal.lowest(); {
	case lowest < 0:
		return fmt.Errorf("factor %q can be negative (%v)", factor.ID, lowest)
	case lowest == 0 && power.Exponent < 0 && !isLognormal(factor.Marginal):
		return fmt.Errorf("factor %q can be 0 and has the negative exponent %v", factor.ID, power.Exponent)
	}
	return nil
}

// isLognormal tells the marginal whose support ends at a 0 that is never drawn.
func isLognormal(m Marginal) bool {
	_, ok := m.(lognormal)
	return ok
}
