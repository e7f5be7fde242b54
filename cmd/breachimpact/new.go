package main

import (
	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/templates/cases"

	"github.com/urfave/cli/v2"
)

func (p *program) newCommand() *cli.Command {
	return &cli.Command{
		Name:   "new",
		Usage:  p.locale.Text("cli.new.usage"),
		Flags:  []cli.Flag{p.toggle("schema"), p.rulesFlag()},
		Action: p.starter,
	}
}

// starter prints a commented file to start from, or the JSON Schema of all such
// files. The schema names the facts of the rulebook, hence --rules.
func (p *program) starter(c *cli.Context) error {
	if c.Args().Present() {
		return usage("too-many", code("value", c.Args().First()))
	}
	if !c.Bool("schema") {
		text, err := cases.Starter(p.locale.Language)
		if err != nil {
			return err
		}
		return p.print(text)
	}
	book, err := p.rulebook(c)
	if err != nil {
		return err
	}
	method, err := severity.Load(severity.Embedded())
	if err != nil {
		return err
	}
	schema, err := incident.Schema(book.Facts, method.Catalogue.IDs())
	if err != nil {
		return err
	}
	return p.print(schema)
}
