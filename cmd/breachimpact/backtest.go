package main

import (
	"bytes"

	"breachimpact/impact/loss"
	"breachimpact/templates/brief"

	"github.com/urfave/cli/v2"
)

func (p *program) backtestCommand() *cli.Command {
	return &cli.Command{
		Name:   "backtest",
		Usage:  p.locale.Text("cli.backtest.usage"),
		Action: p.backtest,
	}
}

// backtest prints the money ranges held against breaches whose cost is known.
func (p *program) backtest(c *cli.Context) error {
	if c.NArg() > 0 {
		return usage("too-many", code("value", c.Args().First()))
	}
	m, err := loss.Load(loss.Embedded())
	if err != nil {
		return err
	}
	result, err := m.RunBackTest()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := brief.BackTest(&b, m, result, p.locale); err != nil {
		return err
	}
	return p.print(b.Bytes())
}
