package main

import (
	"bytes"
	"io"

	"breachimpact/impact"
	"breachimpact/templates/brief"
	"breachimpact/templates/locale"

	"github.com/urfave/cli/v2"
)

func (p *program) deadlinesCommand() *cli.Command {
	return &cli.Command{
		Name:      "deadlines",
		Usage:     p.locale.Text("cli.deadlines.usage"),
		ArgsUsage: "INCIDENT…",
		Flags:     p.assessmentFlags(),
		Action:    p.deadlines,
	}
}

// deadlines prints every clock of each incident.
func (p *program) deadlines(c *cli.Context) error {
	o, err := p.quickOptions(c)
	if err != nil {
		return err
	}
	incidents, err := p.decode(c.Args().Slice(), o)
	if err != nil {
		return err
	}
	assessments, err := assessEach(c, incidents, o)
	if err != nil {
		return err
	}
	return p.printEach(assessments, brief.Deadlines)
}

// printEach prints something of each assessment, with a blank line between them.
func (p *program) printEach(assessments []*impact.Assessment, write func(io.Writer, *impact.Assessment, *locale.Locale) error) error {
	var b bytes.Buffer
	for i, a := range assessments {
		if i > 0 {
			b.WriteByte('\n')
		}
		if err := write(&b, a, p.locale); err != nil {
			return err
		}
	}
	return p.print(b.Bytes())
}
