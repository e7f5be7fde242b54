package main

import (
	"bytes"
	"encoding/json"

	"breachimpact/impact"
	"breachimpact/templates/brief"

	"github.com/urfave/cli/v2"
)

func (p *program) assessCommand() *cli.Command {
	flags := []cli.Flag{p.value("format", "format", "text|json|md")}
	return &cli.Command{
		Name:      "assess",
		Usage:     p.locale.Text("cli.assess.usage"),
		ArgsUsage: "INCIDENT…",
		Flags:     append(append(flags, p.assessmentFlags()...), p.gateFlag()),
		Action:    p.assess,
	}
}

// assess prints the whole assessment of each incident.
func (p *program) assess(c *cli.Context) error {
	format := formats()[0]
	if c.IsSet("format") {
		if err := oneOf(c, "format", formats()); err != nil {
			return err
		}
		format = c.String("format")
	}
	if err := checkGate(c); err != nil {
		return err
	}
	assessments, err := p.evaluate(c, c.Args().Slice())
	if err != nil {
		return err
	}
	result, err := p.render(format, assessments)
	if err != nil {
		return err
	}
	if err := p.print(result); err != nil {
		return err
	}
	return p.gate(c.String("fail-on"), assessments)
}

func (p *program) render(format string, assessments []*impact.Assessment) ([]byte, error) {
	if format == "json" {
		return documents(assessments)
	}
	var b bytes.Buffer
	write := brief.Text
	if format == "md" {
		write = brief.Markdown
	}
	for i, a := range assessments {
		if i > 0 {
			b.WriteByte('\n')
		}
		if err := write(&b, a, p.locale); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// documents is the JSON of one assessment, or an array when there are several.
func documents(assessments []*impact.Assessment) ([]byte, error) {
	if len(assessments) == 1 {
		return assessments[0].Document(toolVersion()).MarshalIndent()
	}
	var list []impact.Document
	for _, a := range assessments {
		list = append(list, a.Document(toolVersion()))
	}
	out, err := json.MarshalIndent(list, "", "  ")
	return append(out, '\n'), err
}
