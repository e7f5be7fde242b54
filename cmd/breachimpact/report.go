package main

import (
	"bytes"
	"fmt"
	"path/filepath"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
	"breachimpact/templates/workbook"
	"breachimpact/templates/xlsx"

	"github.com/urfave/cli/v2"
)

func (p *program) reportCommand() *cli.Command {
	flags := []cli.Flag{
		p.value("lang", "langs", "fr,ar,en"),
		p.value("out", "out", "DIR"),
		p.toggle("force"),
	}
	return &cli.Command{
		Name:      "report",
		Usage:     p.locale.Text("cli.report.usage"),
		ArgsUsage: "INCIDENT…",
		Flags:     append(append(flags, p.assessmentFlags()...), p.gateFlag()),
		Action:    p.report,
	}
}

// report writes one workbook a language for each incident. The targets are
// checked before anything is computed, and nothing is put in its place before
// every workbook is whole on the disk.
func (p *program) report(c *cli.Context) error {
	languages := languages()
	if c.IsSet("lang") {
		var err error
		if languages, err = list(c, "lang", languages); err != nil {
			return err
		}
	}
	if err := checkGate(c); err != nil {
		return err
	}
	o, err := p.options(c)
	if err != nil {
		return err
	}
	incidents, err := p.decode(c.Args().Slice(), o)
	if err != nil {
		return err
	}
	s := saver{dir: c.String("out"), force: c.Bool("force"), create: createTemporary}
	if err := s.check(targets(incidents, languages)); err != nil {
		return err
	}
	assessments, err := assessEach(c, incidents, o)
	if err != nil {
		return err
	}
	var files []output
	for _, a := range assessments {
		for _, lang := range languages {
			content, err := spreadsheet(a, lang)
			if err != nil {
				return err
			}
			files = append(files, output{target(string(a.Incident.ID), lang), content})
		}
	}
	if err := s.save(files); err != nil {
		return err
	}
	var paths bytes.Buffer
	for _, f := range files {
		fmt.Fprintln(&paths, filepath.Join(s.dir, f.name))
	}
	if err := p.print(paths.Bytes()); err != nil {
		return err
	}
	return p.gate(c.String("fail-on"), assessments)
}

// target is the name of one report. An incident's id is safe as a file name on
// every system.
func target(id, lang string) string { return id + "." + lang + ".xlsx" }

func targets(incidents []decoded, languages []string) []string {
	var out []string
	for _, d := range incidents {
		for _, lang := range languages {
			out = append(out, target(string(d.incident.ID), lang))
		}
	}
	return out
}

func spreadsheet(a *impact.Assessment, lang string) ([]byte, error) {
	words, err := locale.Load(lang)
	if err != nil {
		return nil, err
	}
	b, err := workbook.Build(a, words, toolVersion())
	if err != nil {
		return nil, err
	}
	return xlsx.Write(b)
}

func outputFailed(path string, err error) failure {
	return failure{code: exitFile, key: "output-failed", args: []law.Arg{code("file", path), because(err)}}
}
