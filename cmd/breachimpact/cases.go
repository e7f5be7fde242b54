package main

import (
	"bytes"
	"fmt"

	"breachimpact/impact"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/cases"

	"github.com/urfave/cli/v2"
)

func (p *program) casesCommand() *cli.Command {
	return &cli.Command{
		Name:      "cases",
		Usage:     p.locale.Text("cli.cases.usage"),
		ArgsUsage: "[ID]",
		Action:    p.cases,
	}
}

// cases lists the embedded cases, or prints the file of one: it can be edited
// and assessed like any other.
func (p *program) cases(c *cli.Context) error {
	arguments := c.Args().Slice()
	switch {
	case len(arguments) > 1:
		return usage("too-many", code("value", arguments[1]))
	case len(arguments) == 1:
		data, err := readCase(arguments[0])
		if err != nil {
			return err
		}
		return p.print(data)
	}
	book, err := law.Load(law.Embedded())
	if err != nil {
		return err
	}
	method, err := severity.Load(severity.Embedded())
	if err != nil {
		return err
	}
	var names []string
	for _, id := range cases.IDs() {
		names = append(names, casePrefix+id)
	}
	incidents, err := p.decode(names, impact.Options{Rulebook: book, Severity: method})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, d := range incidents {
		fmt.Fprintf(&b, "%s: %s\n", d.incident.ID, d.incident.Title.In(p.locale.Language))
	}
	return p.print(b.Bytes())
}
