package severity

import (
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Advice is what a level of severity advises to do. It follows the extended
// score, never overrides a statutory trigger or a person's judgement, and is not
// the legal test.
type Advice struct {
	Action Action
	Worst  Action // with every unknown at its worst
	Rules  []string
	Step   law.Step
}

// advise is the advice for a breach; nil while nothing is known to have been
// affected. Where it is stated that no personal data were, what remains is the
// record of the incident.
func (m *Method) advise(r *Result, in Input) *Advice {
	if r.ExtendedTop < 0 {
		if r.Reason != ReasonNoPersonalData && r.Reason != ReasonUntouched {
			return nil
		}
		return &Advice{Action: ActDocument, Worst: ActDocument, Step: law.Step{
			Key: keyAdviceNone, Args: []law.Arg{law.With("reason", law.OfWord(wordReason+r.Reason))}, Result: law.OfWord(wordAction + string(ActDocument)),
		}}
	}
	low, high, complete := countPeople(r, in, m.largeScaleGroup)
	top := r.Groups[r.ExtendedTop].Extended
	out := &Advice{Action: m.Extended.action(top.Level)}
	out.Step = law.Step{
		Key: keyAdvice, Mark: m.Extended.Mark,
		Args: []law.Arg{law.With("level", law.OfWord(wordLevel+string(top.Level))), law.With("score", top.SE.value())},
	}
	scale := m.Extended.LargeScale
	threshold := decimal.NewFromInt(int64(scale.People))
	if top.Level == scale.Level && !top.Hidden && low.GreaterThanOrEqual(threshold) && scale.Action.rank() > out.Action.rank() {
		out.Action = scale.Action
		out.Rules = []string{RuleScale}
		step := m.ruleStep(RuleScale)
		out.Step.Parts = append(out.Step.Parts, step)
	}
	worst := top.Worst
	for _, g := range r.Groups {
		if g.Extended != nil {
			worst = max(worst, g.Extended.Worst)
		} else {
			worst = max(worst, g.Worst)
		}
	}
	out.Worst = m.Extended.action(m.LevelOf(worst))
	if m.LevelOf(worst) == scale.Level && !top.Hidden && m.couldBeMany(r, in, complete, high) && scale.Action.rank() > out.Worst.rank() {
		out.Worst = scale.Action
	}
	if out.Action.rank() > out.Worst.rank() {
		out.Worst = out.Action
	}
	out.Step.Result = law.OfWord(wordAction + string(out.Action))
	if out.Worst != out.Action {
		out.Step.Parts = append(out.Step.Parts, law.Step{Key: keyAdviceWorst, Result: law.OfWord(wordAction + string(out.Worst))})
	}
	return out
}

// largeScaleGroup tells whether the people of a group count for rule X6: those
// whose own level is the one it speaks of, or above.
func (m *Method) largeScaleGroup(g GroupScore) bool {
	return g.Extended != nil && m.band(g.Extended.SE) >= m.bandOf(m.Extended.LargeScale.Level)
}

// couldBeMany tells whether, with every unknown at its worst, the people could be
// as many as rule X6 asks.
func (m *Method) couldBeMany(r *Result, in Input, complete bool, high decimal.Decimal) bool {
	threshold := decimal.NewFromInt(int64(m.Extended.LargeScale.People))
	if !complete || high.GreaterThanOrEqual(threshold) {
		return true
	}
	_, all, every := countPeople(r, in, func(g GroupScore) bool {
		return g.Extended != nil && m.band(g.Extended.Worst) >= m.bandOf(m.Extended.LargeScale.Level) || g.Extended == nil && g.Worst > 0
	})
	return !every || all.GreaterThanOrEqual(threshold)
}
