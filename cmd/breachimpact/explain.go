package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/brief"

	"github.com/urfave/cli/v2"
)

func (p *program) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     p.locale.Text("cli.explain.usage"),
		ArgsUsage: "INCIDENT [FIGURE]",
		Flags:     p.assessmentFlags(),
		Action:    p.explain,
	}
}

// explain prints the explanation of one figure, or lists the figures.
func (p *program) explain(c *cli.Context) error {
	arguments := c.Args().Slice()
	if len(arguments) > 2 {
		return usage("too-many", code("value", arguments[2]))
	}
	assessments, err := p.evaluate(c, arguments[:min(1, len(arguments))])
	if err != nil {
		return err
	}
	a := assessments[0]
	var b bytes.Buffer
	if len(arguments) == 1 {
		for _, v := range a.Views() {
			for i := range v.Figures {
				p.headline(&b, &v.Figures[i])
			}
		}
		return p.print(b.Bytes())
	}
	figure, found := a.Find(arguments[1])
	if !found {
		f := usage("unknown-figure", code("value", arguments[1]))
		f.nearest = nearestFigures(arguments[1], a.FigureIDs())
		return f
	}
	p.headline(&b, figure)
	reasoned, err := brief.Reasoning(&b, a, figure.ID, p.locale)
	if err != nil {
		return err
	}
	if reasoned {
		fmt.Fprintf(&b, "%s\n", p.locale.Text("explain.steps"))
	}
	if err := brief.Steps(&b, figure.Step, p.locale, a.Rulebook); err != nil {
		return err
	}
	return p.print(b.Bytes())
}

// headline is the id of a figure, what it is, and what it comes to.
func (p *program) headline(b *bytes.Buffer, f *impact.Figure) {
	text := p.locale.Text(f.Label.Key, f.Label.Args...)
	if value := p.locale.Value(f.Value); value != "" { // a clock without a figure has none
		text = p.locale.Text("explain.value", law.With("label", law.OfText(law.Same(text))), code("value", value))
	}
	fmt.Fprintf(b, "%s\n    %s\n", f.ID, text)
}

// nearestFigures looks among the ids with and without their standpoint, since
// the one on the command line may be left out.
func nearestFigures(id string, ids []string) []string {
	candidates := slices.Clone(ids)
	prefix := incident.Claimed.String() + "."
	for _, full := range ids {
		if short, found := strings.CutPrefix(full, prefix); found {
			candidates = append(candidates, short)
		}
	}
	return strict.Nearest(id, candidates)
}
