package main

import (
	"bytes"
	"errors"
	"fmt"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/theme"
	"breachimpact/templates/verify"
	"breachimpact/templates/workbook"
	"breachimpact/templates/xlsx"

	"github.com/urfave/cli/v2"
)

func (p *program) verifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     p.locale.Text("cli.verify.usage"),
		ArgsUsage: "REPORT.xlsx",
		Flags:     []cli.Flag{p.rulesFlag(), p.value("fx", "fx", "FILE")},
		Action:    p.verify,
	}
}

// maxReport is the largest report read: some hundred times an ordinary one.
const maxReport = 64 << 20

// mostDifferences is how many cells are named one by one.
const mostDifferences = 200

// verify recomputes a report from the case file inside it and names every cell that
// differs.
func (p *program) verify(c *cli.Context) error {
	arguments := c.Args().Slice()
	switch len(arguments) {
	case 0:
		return usage("no-report")
	case 1:
	default:
		return usage("too-many", code("value", arguments[1]))
	}
	name := arguments[0]
	data, err := readUpTo(name, maxReport)
	if err != nil {
		return err
	}
	reported, err := xlsx.Read(data)
	if err != nil {
		return failure{code: exitFile, key: "not-a-workbook", args: []law.Arg{code("file", name)}}
	}
	record, err := verify.Read(reported)
	if err != nil {
		return p.unverifiable(name, record, err)
	}
	a, err := p.again(c, name, record)
	if err != nil {
		return err
	}
	// A look changes no value: the report's own is taken at its word.
	f := form{edition: workbook.AllEdition}
	if f.look, err = theme.Default(); err != nil {
		return err
	}
	f.look.Fingerprint = record.Theme
	words, err := p.words(record.Language)
	if err != nil {
		return err
	}
	content, err := f.spreadsheet(a, words)
	if err != nil {
		return err
	}
	recomputed, err := xlsx.Read(content)
	if err != nil {
		return err
	}
	return p.tellDifferences(name, verify.Compare(reported, recomputed), recomputed)
}

// unverifiable says why a report cannot be recomputed.
func (p *program) unverifiable(name string, r verify.Record, err error) error {
	switch {
	case errors.Is(err, verify.ErrNotAReport):
		return failure{code: exitFile, key: "not-a-report", args: []law.Arg{code("file", name)}}
	case errors.Is(err, verify.ErrEdition):
		return failure{code: exitFile, key: "report-edition", args: []law.Arg{code("file", name)}}
	case errors.Is(err, verify.ErrNoCase):
		return failure{code: exitFile, key: "report-without-case", args: []law.Arg{code("file", name)}}
	case errors.Is(err, verify.ErrCase):
		return failure{code: exitDifference, key: "case-changed", args: []law.Arg{code("file", name)}}
	}
	return err
}

// again assesses the case file of a report as it was assessed.
func (p *program) again(c *cli.Context, name string, r verify.Record) (*impact.Assessment, error) {
	if r.Version != toolVersion() {
		return nil, failure{code: exitUsage, key: "report-version", args: []law.Arg{code("file", name), code("version", r.Version), code("own", toolVersion())}}
	}
	if r.OwnRates && c.String("fx") == "" {
		return nil, usage("report-rates", code("file", name))
	}
	o, err := p.options(c)
	if err != nil {
		return nil, err
	}
	o.AsOf, o.Seed, o.Trials, o.Jurisdictions, o.Announced, o.Alternatives = r.AsOf, &r.Seed, r.Trials, r.Laws, r.Announced, true
	for _, code := range r.Laws {
		if o.Rulebook.Find(code) == nil {
			return nil, p.unverifiable(name, r, verify.ErrNotAReport)
		}
	}
	in, err := incident.Decode(name, []byte(r.Case), o.Rulebook.Facts, o.Severity.Catalogue.IDs())
	if err != nil {
		var faults strict.Faults
		if errors.As(err, &faults) {
			return nil, faulty{exitIncident, faults}
		}
		return nil, err
	}
	in.SHA256 = r.Digest
	if r.AsOfGiven {
		in.AsOf = incident.Instant{Time: r.AsOf}
	}
	a, err := impact.Assess(in, o)
	if err != nil {
		return nil, refused(decoded{name, in}, o, err)
	}
	return a, nil
}

// tellDifferences prints what was found.
func (p *program) tellDifferences(name string, found []verify.Difference, recomputed xlsx.Contents) error {
	var b bytes.Buffer
	if len(found) == 0 {
		count := 0
		for _, s := range recomputed.Sheets {
			count += len(s.Cells)
		}
		fmt.Fprintln(&b, p.locale.Text("verify.same", code("file", name), law.With("count", law.OfInt(count))))
		return p.print(b.Bytes())
	}
	fmt.Fprintln(&b, p.locale.Text("verify.differs", code("file", name), law.With("count", law.OfInt(len(found)))))
	for _, d := range found[:min(len(found), mostDifferences)] {
		key := "verify.cell"
		if d.Address == "" {
			key = "verify.part"
		}
		fmt.Fprintln(&b, p.locale.Text(key, code("sheet", d.Sheet), code("cell", d.Address), code("reported", shortened(d.Reported)), code("recomputed", shortened(d.Recomputed))))
	}
	if len(found) > mostDifferences {
		fmt.Fprintln(&b, p.locale.Text("verify.more", law.With("count", law.OfInt(len(found)-mostDifferences))))
	}
	if err := p.print(b.Bytes()); err != nil {
		return err
	}
	return errDifference
}

// longestShown is how much of a cell is shown.
const longestShown = 120

func shortened(s string) string {
	if s == "" {
		return "–"
	}
	runes := []rune(s)
	if len(runes) > longestShown {
		return string(runes[:longestShown]) + "…"
	}
	return s
}

// errDifference says that a report differs from its recomputation. The cells have
// been named by then.
var errDifference = errors.New("report differs")
