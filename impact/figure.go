package impact

import (
	"slices"
	"strings"

	"breachimpact/impact/incident"
	"breachimpact/law"
)

// Figure is one number, date or verdict of an assessment with its explanation.
type Figure struct {
	ID    string // <standpoint>.<what>
	Label law.Step
	Value law.Value
	Step  law.Step
	Aside bool // of a law of which only the scope is asked: reports leave it out
}

// Find returns a figure by id; an id without a standpoint means the claimed
// one.
func (a *Assessment) Find(id string) (*Figure, bool) {
	if !strings.HasPrefix(id, "confirmed.") && !strings.HasPrefix(id, "claimed.") {
		id = "claimed." + id
	}
	for _, v := range a.Views() {
		for i := range v.Figures {
			if v.Figures[i].ID == id {
				return &v.Figures[i], true
			}
		}
	}
	return nil, false
}

// FigureIDs lists every figure, confirmed first.
func (a *Assessment) FigureIDs() []string {
	var ids []string
	for _, v := range a.Views() {
		for _, f := range v.Figures {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// figures names every answer of one standpoint.
func (a *Assessment) figures(v *View) []Figure {
	prefix := v.Standpoint.String() + "."
	var out []Figure
	aside := false
	add := func(what, label string, value law.Value, step law.Step, args ...law.Arg) {
		out = append(out, Figure{ID: prefix + what, Label: law.Step{Key: "figure." + label, Args: args}, Value: value, Step: step, Aside: aside})
	}
	add("people", "people", v.People.Step.Result, v.People.Step)
	add("records", "records", v.Records.Step.Result, v.Records.Step)
	a.severityFigures(v, add)
	for _, j := range v.Jurisdictions {
		aside = false
		add("scope."+j.Jurisdiction.Code, "scope", j.Scope.Step.Result, j.Scope.Step, law.With("jurisdiction", law.OfText(j.Jurisdiction.Name)))
		aside = j.Pending
		for i := range j.Findings {
			findingFigures(&j.Findings[i], add)
		}
		for i := range j.Rules {
			r := &j.Rules[i]
			add("rule."+r.Provision.ID, "rule", law.OfVerdict(r.Verdict), r.Step, law.With("heading", law.OfText(r.Provision.Heading)))
		}
		for _, t := range j.Totals {
			party := law.With("party", law.OfWord("party."+string(t.On)))
			name := law.With("jurisdiction", law.OfText(j.Jurisdiction.Name))
			base := "fines." + j.Jurisdiction.Code + "." + string(t.On)
			add(base+".single-act", "fines.single-act", amount(t.Exposed.SingleAct), t.Step, party, name)
			add(base+".distinct-acts", "fines.distinct-acts", amount(t.Exposed.DistinctActs), t.Step, party, name)
			// Only natural persons are imprisoned.
			if t.On == law.NaturalPerson {
				add(base+".prison", "fines.prison", months(t.Prison.Exposed), t.Step, party, name)
				add(base+".prison.with-unknown", "fines.prison.with-unknown", months(t.Prison.WithUnknown), t.Step, party, name)
			}
			add(base+".single-act.with-unknown", "fines.single-act.with-unknown", amount(t.WithUnknown.SingleAct), t.Step, party, name)
			add(base+".distinct-acts.with-unknown", "fines.distinct-acts.with-unknown", amount(t.WithUnknown.DistinctActs), t.Step, party, name)
		}
	}
	aside = false
	a.lossFigures(v, add)
	return out
}

// months is the value of the gravest prison term, or nothing where there is none.
func months(m *law.Months) law.Value {
	if m == nil {
		return law.Value{}
	}
	return law.OfInt(m.High)
}

// amount is the value of a sum, or nothing when no exposure counts towards it.
func amount(m *law.Money) law.Value {
	if m == nil {
		return law.Value{}
	}
	return law.OfMoney(*m)
}

type adder func(what, label string, value law.Value, step law.Step, args ...law.Arg)

func (a *Assessment) severityFigures(v *View, add adder) {
	s := v.Severity
	if s.Applicable {
		top := s.Groups[s.Top]
		add("severity.strict", "severity", law.OfNumber(top.SE.Decimal()), top.Step)
	} else {
		add("severity.strict", "severity", law.OfVerdict(law.Unknown), noScore(s.Reason))
	}
	if s.ExtendedTop >= 0 {
		top := s.Groups[s.ExtendedTop].Extended
		add("severity.extended", "severity.extended", law.OfNumber(top.SE.Decimal()), top.Step)
	} else {
		add("severity.extended", "severity.extended", law.OfVerdict(law.Unknown), noScore(s.Reason))
	}
	for _, g := range s.Groups {
		if g.Applicable {
			add("severity."+g.ID+".strict", "severity.group", law.OfNumber(g.SE.Decimal()), g.Step, law.With("group", law.OfCode(g.ID)))
		}
		if g.Extended != nil {
			add("severity."+g.ID+".extended", "severity.group.extended", law.OfNumber(g.Extended.SE.Decimal()), g.Extended.Step, law.With("group", law.OfCode(g.ID)))
		}
	}
	if s.Advice != nil {
		add("severity.advice", "severity.advice", s.Advice.Step.Result, s.Advice.Step)
	}
}

func noScore(reason string) law.Step {
	return law.Step{Key: "severity.none", Args: []law.Arg{law.With("reason", law.OfWord("severity.reason."+reason))}, Result: law.OfVerdict(law.Unknown)}
}

func findingFigures(f *law.Finding, add adder) {
	heading := law.With("heading", law.OfText(f.Provision.Heading))
	id := f.Provision.ID
	if f.Version.Duty != nil {
		add("duty."+id, "duty", law.OfVerdict(f.Verdict), f.Step, heading)
		if f.Deadline != nil {
			add("deadline."+id, "deadline", f.Deadline.Step.Result, f.Deadline.Step, heading)
		}
		return
	}
	add("sanction."+id, "sanction", law.OfVerdict(f.Verdict), f.Step, heading)
	for _, x := range f.Exposures {
		if x.Fine == nil {
			continue
		}
		label, value := "fine.at-least", law.OfMoney(x.Fine.AtLeast)
		if x.Fine.Bounded {
			label, value = "fine", law.OfMoney(x.Fine.High)
		}
		party := law.With("party", law.OfWord("party."+string(x.On)))
		add("fine."+id+"."+string(x.On), label, value, x.Step, heading, party)
		if g := x.Indicative; g != nil {
			end := g.AtLeast
			if g.Bounded {
				end = g.High
			}
			add("fine."+id+"."+string(x.On)+".indicative", "fine.indicative", law.OfMoney(end), g.Step, heading, party, law.With("low", law.OfMoney(g.Low)))
		}
	}
}

// Standpoint returns the view of one standpoint.
func (a *Assessment) Standpoint(s incident.Standpoint) *View {
	if s == incident.Claimed {
		return &a.Claimed
	}
	return &a.Confirmed
}

// AllSteps lists every step that words something outside the figures, so that a
// test can hold the message catalogues to them.
func (a *Assessment) AllSteps() []law.Step {
	var out []law.Step
	for _, v := range a.Views() {
		for _, f := range v.Figures {
			out = append(out, f.Label, f.Step)
		}
		for _, l := range slices.Concat(v.Loss.Lines, v.Loss.Apart) {
			out = append(out, l.Step)
		}
		for _, x := range v.Loss.Anchors {
			out = append(out, x.Step)
		}
	}
	return append(out, slices.Clone(a.Warnings)...)
}
