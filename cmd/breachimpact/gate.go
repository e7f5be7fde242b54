package main

import (
	"slices"

	"breachimpact/impact"
	"breachimpact/impact/severity"
	"breachimpact/law"

	"github.com/urfave/cli/v2"
)

func checkGate(c *cli.Context) error {
	if !c.IsSet("fail-on") {
		return nil
	}
	return oneOf(c, "fail-on", gates())
}

// gate answers errGate when any assessment meets the gate, and tells which and
// why. The results have been printed by then: a gate is a signal for scripts and
// never hides them.
func (p *program) gate(name string, assessments []*impact.Assessment) error {
	var met [][]law.Arg
	for _, a := range assessments {
		met = append(met, gated(name, a)...)
	}
	return p.tellGate(name, met)
}

// gated gives the reasons for which an assessment meets a gate, with its id.
func gated(name string, a *impact.Assessment) [][]law.Arg {
	met := metBy(name, a)
	for i := range met {
		met[i] = append(met[i], code("id", string(a.Incident.ID)))
	}
	return met
}

// tellGate tells the reasons, if there are any.
func (p *program) tellGate(name string, met [][]law.Arg) error {
	for _, args := range met {
		p.tell(programName + ": " + p.locale.Text("gate."+name, args...))
	}
	if len(met) > 0 {
		return errGate
	}
	return nil
}

// metBy gives the reasons for which an assessment meets a gate, as arguments of
// its message.
func metBy(gate string, a *impact.Assessment) [][]law.Arg {
	switch gate {
	case "notify":
		return notifications(a)
	case "high":
		return severities(a, severity.High, severity.VeryHigh)
	case "very-high":
		return severities(a, severity.VeryHigh)
	case "overdue":
		return overdue(a)
	}
	return nil
}

func notifications(a *impact.Assessment) [][]law.Arg {
	var out [][]law.Arg
	for _, d := range a.Duties {
		duty := d.Finding().Version.Duty
		if d.Headline == impact.Due && duty.Basis == law.Statutory && (duty.Act == law.Notify || duty.Act == law.Communicate) {
			out = append(out, naming(d))
		}
	}
	return out
}

func severities(a *impact.Assessment, levels ...severity.Level) [][]law.Arg {
	s := a.Claimed.Severity
	if !s.Applicable || !slices.Contains(levels, s.Groups[s.Top].Level) {
		return nil
	}
	return [][]law.Arg{{law.With("score", law.OfNumber(s.Groups[s.Top].SE.Decimal()))}}
}

// overdue looks at what has to be done. What is only prepared, advised or
// undecided has no deadline that could have been missed.
func overdue(a *impact.Assessment) [][]law.Arg {
	var out [][]law.Arg
	for _, d := range a.Duties {
		if d.Headline != impact.Due || d.Finding().Version.Duty.Basis == law.Practice {
			continue
		}
		for _, f := range []*law.Finding{d.Confirmed, d.Claimed} {
			if f == nil || f.Verdict != law.Yes || f.Deadline == nil || f.Deadline.Due == nil || !f.Deadline.Sent.IsZero() || !f.Deadline.Due.Before(a.AsOf) {
				continue
			}
			out = append(out, append(naming(d), law.With("due", law.OfTime(*f.Deadline.Due))))
			break // both standpoints have the same clock
		}
	}
	for _, c := range a.Contracts {
		if c.Deadline.Due != nil && c.Deadline.Due.Before(a.AsOf) {
			out = append(out, []law.Arg{law.With("heading", law.OfText(c.Obligation.To.Text)), code("provision", "obligations"), law.With("due", law.OfTime(*c.Deadline.Due))})
		}
	}
	return out
}

func naming(d impact.DutyView) []law.Arg {
	p := d.Finding().Provision
	return []law.Arg{law.With("heading", law.OfText(p.Heading)), code("provision", p.ID)}
}
