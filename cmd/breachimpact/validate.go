package main

import (
	"bytes"
	"errors"
	"fmt"

	"breachimpact/impact"
	"breachimpact/law"

	"github.com/urfave/cli/v2"
)

func (p *program) validateCommand() *cli.Command {
	return &cli.Command{
		Name:      "validate",
		Usage:     p.locale.Text("cli.validate.usage"),
		ArgsUsage: "INCIDENT…",
		Flags:     p.assessmentFlags(),
		Action:    p.validate,
	}
}

// validate names every fault of each file, and what is still unknown. An
// assessment finds the last faults, and which questions matter.
func (p *program) validate(c *cli.Context) error {
	o, err := p.quickOptions(c)
	if err != nil {
		return err
	}
	incidents, err := p.decode(c.Args().Slice(), o)
	if err != nil {
		return err
	}
	var (
		b      bytes.Buffer
		faults []error
	)
	for _, d := range incidents {
		assessments, err := assessEach(c, []decoded{d}, o)
		var f failure
		if err != nil && !(errors.As(err, &f) && f.key == "no-jurisdiction") {
			faults = append(faults, err)
			continue
		}
		fmt.Fprintln(&b, p.locale.Text("validate.good", code("file", d.name)))
		p.unknowns(&b, d)
		for _, a := range assessments {
			p.questions(&b, a)
		}
	}
	if err := p.print(b.Bytes()); err != nil {
		return err
	}
	return joined(faults)
}

// unknowns lists what the file mentions and does not confirm.
func (p *program) unknowns(b *bytes.Buffer, d decoded) {
	var lines []string
	for _, s := range d.incident.Stated() {
		if s.KnownConfirmed {
			continue
		}
		line := fmt.Sprintf("  %s:%d: %s", d.name, s.Line, s.Path)
		if s.KnownClaimed {
			line += " (" + p.locale.Text("validate.claimed", law.With("value", s.Claimed)) + ")"
		}
		lines = append(lines, line)
	}
	p.counted(b, "validate.unknown", lines)
}

// questions lists the facts that duties and sanctions wait for.
func (p *program) questions(b *bytes.Buffer, a *impact.Assessment) {
	var lines []string
	for _, q := range a.Questions {
		lines = append(lines, fmt.Sprintf("  %s: %s", answeredAt(q.Definition), q.Definition.Question.In(p.locale.Language)))
	}
	p.counted(b, "validate.questions", lines)
}

// answeredAt is where an incident file answers a question.
func answeredAt(d *law.FactDefinition) string {
	switch d.Given {
	case law.GivenBlock:
		return d.At
	case law.GivenClass:
		return "people[].data" // the rulebook classes the types of data
	case law.GivenDerived:
		return "judgement"
	}
	return "facts." + string(d.ID)
}

func (p *program) counted(b *bytes.Buffer, key string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintln(b, p.locale.Text(key, law.With("count", law.OfInt(len(lines)))))
	for _, line := range lines {
		fmt.Fprintln(b, line)
	}
}
