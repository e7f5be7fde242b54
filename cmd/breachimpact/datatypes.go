package main

import (
	"bytes"
	"fmt"
	"strings"

	"breachimpact/impact/severity"

	"github.com/urfave/cli/v2"
)

func (p *program) datatypesCommand() *cli.Command {
	return &cli.Command{
		Name:      "datatypes",
		Usage:     p.locale.Text("cli.datatypes.usage"),
		ArgsUsage: "[WORD]",
		Action:    p.datatypes,
	}
}

// datatypes lists the types of data, or those that answer to a word in any of
// the three languages, best first. A name of several words needs no quotation
// marks.
func (p *program) datatypes(c *cli.Context) error {
	method, err := severity.Load(severity.Embedded())
	if err != nil {
		return err
	}
	types := method.Catalogue.Types()
	if c.Args().Present() {
		word := strings.Join(c.Args().Slice(), " ")
		if types = method.Catalogue.Search(word); len(types) == 0 {
			f := usage("unknown-datatype", code("value", word))
			f.nearest = method.Catalogue.Nearest(word)
			return f
		}
	}
	var b bytes.Buffer
	for _, t := range types {
		fmt.Fprintf(&b, "%s: %s (%s)\n", t.ID, t.Name.In(p.locale.Language), p.locale.Text("severity.category."+t.Category))
	}
	return p.print(b.Bytes())
}
