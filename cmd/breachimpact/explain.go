package main

import (
	"slices"
	"strings"

	"breachimpact/impact/incident"
	"breachimpact/law/strict"
	"breachimpact/templates/workbook"

	"github.com/urfave/cli/v2"
)

func (p *program) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     p.locale.Text("cli.explain.usage"),
		ArgsUsage: "INCIDENT [FIGURE]",
		Flags:     append([]cli.Flag{p.value("format", "format", strings.Join(explanations(), "|"))}, p.assessmentFlags()...),
		Action:    p.explain,
	}
}

// explain prints what the Basis sheet of the report has on one figure, or lists the
// figures.
func (p *program) explain(c *cli.Context) error {
	arguments := c.Args().Slice()
	if len(arguments) > 2 {
		return usage("too-many", code("value", arguments[2]))
	}
	format := explanations()[0]
	if c.IsSet("format") {
		if err := oneOf(c, "format", explanations()); err != nil {
			return err
		}
		format = c.String("format")
	}
	assessments, err := p.evaluate(c, arguments[:min(1, len(arguments))])
	if err != nil {
		return err
	}
	a := assessments[0]
	explanation := workbook.Figures(a, p.locale)
	if len(arguments) == 2 {
		figure, found := a.Find(arguments[1])
		if !found {
			f := usage("unknown-figure", code("value", arguments[1]))
			f.nearest = nearestFigures(arguments[1], a.FigureIDs())
			return f
		}
		explanation, _ = workbook.Explanation(a, p.locale, figure.ID)
	}
	text, err := p.plainly(explanation, format, string(a.Incident.ID), true)
	if err != nil {
		return err
	}
	return p.print([]byte(text))
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
