package workbook

import (
	"fmt"

	"breachimpact/impact"
	"breachimpact/impact/incident"
)

// effect is what a change of an input does to the money. Every effect makes the
// simulated amounts stale, for they are values.
type effect string

// The effects, as the last column of the Inputs sheet words them: see
// inputs.effect in the catalogues.
const (
	noEffect      effect = ""
	followed      effect = "followed" // expected values follow
	besides       effect = "besides"  // only what stands beside the total would be others
	choosesTheSum effect = "lines"    // other lines would count, so expected values cannot follow either
)

func effectOf(e impact.MoneyEffect) effect {
	switch e {
	case impact.BesideEffect:
		return besides
	case impact.LineEffect:
		return choosesTheSum
	}
	return noEffect
}

// Columns of the Inputs sheet at the end of each line.
const (
	changedColumn = 7
	effectColumn  = 8
)

// simulationCheck and linesCheck name the cells of the Audit sheet that say whether
// simulated amounts, and expected values, still belong to the inputs.
const simulationCheck = "chk_simulation"

func linesCheck(s incident.Standpoint) string { return "chk_lines_" + s.String() }

// unchangedInputs is the test that no line of inputs with an effect was changed; with
// any effect when none is named.
func (b *builder) unchangedInputs(e effect) string {
	marks := func(column int) string {
		letter := columnLetter(column)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", b.inputSheet(), letter, b.firstInput+1, letter, b.lastInput+1)
	}
	test := fmt.Sprintf("(%s<>\"\")", marks(effectColumn))
	if e != noEffect {
		test = fmt.Sprintf("(%s=%s)", marks(effectColumn), quote(b.text("inputs.effect-"+string(e))))
	}
	return fmt.Sprintf("SUMPRODUCT(%s*(%s=%s))=0", test, marks(changedColumn), quote(b.text("inputs.changed")))
}

// unchangedLines is the test that the lines of a standpoint are still those that
// count: no fact that decides about them was changed, and no count became known or
// unknown.
func (b *builder) unchangedLines(s incident.Standpoint) string {
	letter := columnLetter(1 + int(s))
	known := fmt.Sprintf("COUNTIF(%s!$%s$%d:$%s$%d,%s)=%d", b.inputSheet(), letter, b.firstCount+1, letter, b.lastCount+1, quote(b.text("verdict.unknown")), b.unknownCounts[s])
	return "AND(" + b.unchangedInputs(choosesTheSum) + "," + known + ")"
}

// staleMark is an expression that says when simulated amounts no longer belong to the
// inputs, and until then what it is given: for the top of a sheet, or, with nothing,
// for beside an amount.
func (b *builder) staleMark(fresh string) string {
	return fmt.Sprintf("IF(%s=%s,%s,%s)", simulationCheck, quote(b.text("audit.ok")), quote(fresh), quote(b.text("money.stale")))
}

func columnLetter(column int) string { return string(rune('A' + column)) }
