package main

import (
	"breachimpact/templates/brief"

	"github.com/urfave/cli/v2"
)

func (p *program) sensitivityCommand() *cli.Command {
	return &cli.Command{
		Name:      "sensitivity",
		Usage:     p.locale.Text("cli.sensitivity.usage"),
		ArgsUsage: "INCIDENT…",
		Flags:     p.assessmentFlags(),
		Action:    p.sensitivity,
	}
}

// sensitivity prints, for each incident, what moves the results.
func (p *program) sensitivity(c *cli.Context) error {
	assessments, err := p.evaluate(c, c.Args().Slice())
	if err != nil {
		return err
	}
	return p.printEach(assessments, brief.Sensitivity)
}
