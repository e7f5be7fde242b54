package main

import (
	"strings"

	"breachimpact/templates/locale"

	"github.com/urfave/cli/v2"
)

// valueFlag is a flag with a value, and what stands for the value in the help.
// Values are text for urfave/cli and are read by this package, whose errors are
// in the reader's language.
type valueFlag struct {
	*cli.StringFlag
	placeholder string
}

// The words of the flags that take one of a closed list.

func formats() []string { return []string{"text", "json", "md", "csv"} }

// explanations are the formats of an explanation.
func explanations() []string { return []string{"text", "md", "csv"} }

func gates() []string { return []string{"notify", "high", "very-high", "overdue"} }

// value makes a flag with a value. Its message is cli.flag.<message>.
func (p *program) value(name, message, placeholder string) cli.Flag {
	return valueFlag{&cli.StringFlag{Name: name, Usage: p.locale.Text("cli.flag." + message)}, placeholder}
}

// toggle makes a flag without a value.
func (p *program) toggle(name string) cli.Flag {
	return &cli.BoolFlag{Name: name, Usage: p.locale.Text("cli.flag." + name)}
}

func (p *program) languageFlag() cli.Flag {
	return p.value("lang", "lang", strings.Join(locale.Languages(), "|"))
}

func (p *program) rulesFlag() cli.Flag { return p.value("rules", "rules", "DIR") }

// assessmentFlags are those of every command that assesses incidents.
func (p *program) assessmentFlags() []cli.Flag {
	return []cli.Flag{
		p.value("law", "law", "CODES"),
		p.value("as-of", "as-of", "T"),
		p.rulesFlag(),
		p.toggle("include-announced"),
		p.value("fx", "fx", "FILE"),
		p.value("seed", "seed", "N"),
		p.value("trials", "trials", "N"),
	}
}

func (p *program) gateFlag() cli.Flag {
	return p.value("fail-on", "fail-on", strings.Join(gates(), "|"))
}
