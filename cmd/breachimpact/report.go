package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/locale"
	"breachimpact/templates/theme"
	"breachimpact/templates/workbook"
	"breachimpact/templates/xlsx"

	"github.com/urfave/cli/v2"
)

func (p *program) reportCommand() *cli.Command {
	flags := []cli.Flag{
		p.value("lang", "langs", "fr,ar,en"),
		p.value("out", "out", "DIR"),
		p.value("for", "for", strings.Join(workbook.Editions(), "|")),
		p.value("theme", "theme", "FILE"),
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
	f := form{edition: workbook.AllEdition}
	if c.IsSet("for") {
		if err := oneOf(c, "for", workbook.Editions()); err != nil {
			return err
		}
		f.edition = c.String("for")
	}
	var err error
	if f.look, err = look(c); err != nil {
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
	if err := s.check(f.targets(incidents, languages)); err != nil {
		return err
	}
	assessments, err := assessEach(c, incidents, o)
	if err != nil {
		return err
	}
	var files []output
	for _, a := range assessments {
		for _, lang := range languages {
			words, err := p.words(lang)
			if err != nil {
				return err
			}
			content, err := f.spreadsheet(a, words)
			if err != nil {
				return err
			}
			files = append(files, output{f.target(string(a.Incident.ID), lang), content})
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

// form is what the reports of one run have in common beside their content.
type form struct {
	edition string
	look    theme.Theme
}

// target is the name of one report. An incident's id is safe as a file name on
// every system. Editions have names of their own, so that both fit in one folder.
func (f form) target(id, lang string) string {
	if f.edition != workbook.AllEdition {
		id += "." + f.edition
	}
	return id + "." + lang + ".xlsx"
}

func (f form) targets(incidents []decoded, languages []string) []string {
	var out []string
	for _, d := range incidents {
		for _, lang := range languages {
			out = append(out, f.target(string(d.incident.ID), lang))
		}
	}
	return out
}

// words are those of a language: of the program's own there is no need of a second copy.
func (p *program) words(lang string) (*locale.Locale, error) {
	if lang == p.locale.Language {
		return p.locale, nil
	}
	return locale.Load(lang)
}

func (f form) spreadsheet(a *impact.Assessment, words *locale.Locale) ([]byte, error) {
	b, err := workbook.BuildIn(f.look, a, words, toolVersion())
	if err != nil {
		return nil, err
	}
	return xlsx.Write(workbook.Edition(b, words, f.edition))
}

// look reads the theme that --theme names; without one, that of the house is used. A
// logo is sought beside the theme.
func look(c *cli.Context) (theme.Theme, error) {
	file := c.String("theme")
	if file == "" {
		return theme.Default()
	}
	data, err := readFile(file)
	if err != nil {
		return theme.Theme{}, err
	}
	t, err := theme.Parse(file, data, func(name string) ([]byte, error) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(file), name)
		}
		data, err := readUpTo(name, theme.MaxLogo+1)
		if f := (failure{}); errors.As(err, &f) && f.key == "file-missing" {
			return nil, fs.ErrNotExist
		}
		return data, err
	})
	if faults := (strict.Faults{}); errors.As(err, &faults) {
		return theme.Theme{}, faulty{exitIncident, faults}
	}
	return t, err
}

func outputFailed(path string, err error) failure {
	return failure{code: exitFile, key: "output-failed", args: []law.Arg{code("file", path), because(err)}}
}
