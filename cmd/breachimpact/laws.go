package main

import (
	"bytes"
	"fmt"

	"breachimpact/law"

	"github.com/urfave/cli/v2"
)

func (p *program) lawsCommand() *cli.Command {
	return &cli.Command{
		Name:  "laws",
		Usage: p.locale.Text("cli.laws.usage"),
		Subcommands: []*cli.Command{{
			Name:   "list",
			Usage:  p.locale.Text("cli.laws.list.usage"),
			Flags:  []cli.Flag{p.rulesFlag()},
			Action: p.listLaws,
		}, {
			Name:      "show",
			Usage:     p.locale.Text("cli.laws.show.usage"),
			ArgsUsage: "ID",
			Flags:     []cli.Flag{p.rulesFlag()},
			Action:    p.showLaw,
		}, {
			Name:   "diff",
			Usage:  p.locale.Text("cli.laws.diff.usage"),
			Flags:  []cli.Flag{p.rulesFlag()},
			Action: p.diffLaws,
		}, {
			Name:   "check",
			Usage:  p.locale.Text("cli.laws.check.usage"),
			Flags:  []cli.Flag{p.rulesFlag()},
			Action: p.checkLaws,
		}},
	}
}

// listLaws prints what the rulebook covers, how far it was checked, and the
// fingerprint that tells one edition from another.
func (p *program) listLaws(c *cli.Context) error {
	if c.Args().Present() {
		return usage("too-many", code("value", c.Args().First()))
	}
	book, err := p.rulebook(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, j := range book.Jurisdictions {
		fmt.Fprintln(&b, p.jurisdictionLine(j))
	}
	fmt.Fprintln(&b, p.locale.Text("version.rulebook", code("fingerprint", book.Fingerprint)))
	return p.print(b.Bytes())
}

// jurisdictionLine says what a jurisdiction covers, and how far it was checked.
func (p *program) jurisdictionLine(j *law.Jurisdiction) string {
	provisions := p.locale.Text("laws.provisions", law.With("count", law.OfInt(len(j.Provisions))))
	return p.locale.Text("laws.row",
		code("code", j.Code),
		law.With("name", law.OfText(j.Name)),
		law.With("date", law.OfDate(j.KnownUntil)),
		law.With("provisions", law.OfText(law.Same(provisions))),
	)
}
