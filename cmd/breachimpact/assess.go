package main

import (
	"bytes"
	"runtime/debug"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
	"breachimpact/templates/plain"
	"breachimpact/templates/workbook"

	"github.com/urfave/cli/v2"
)

func (p *program) assessCommand() *cli.Command {
	flags := []cli.Flag{p.value("format", "format", strings.Join(formats(), "|"))}
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
	o, err := p.options(c)
	if err != nil {
		return err
	}
	incidents, err := p.decode(c.Args().Slice(), o)
	if err != nil {
		return err
	}
	o.Plain = format == "json" // which shows no explanation
	var met [][]law.Arg
	w := p.writerOf(format, len(incidents))
	if slices.ContainsFunc(incidents, func(d decoded) bool { return len(withoutRate(d, o)) > 0 }) {
		w.hold() // one may be refused as late as in the simulation
	}
	if len(incidents) > 1 { // of which the first is not shown if the last is refused
		if p.getenv("GOGC") == "" {
			debug.SetGCPercent(400) // what an incident leaves behind is cleared less often: some hundred megabytes for a fifth of the time
		}
		if err := checkEach(c, incidents, o); err != nil {
			return err
		}
	}
	type result struct {
		a    *impact.Assessment
		text []byte
		err  error
	}
	err = assessing(c, incidents, o, func(a *impact.Assessment) result {
		text, err := w.document(a)
		return result{a, text, err}
	}, func(r result) error {
		if r.err != nil {
			return r.err
		}
		met = append(met, gated(c.String("fail-on"), r.a)...)
		return w.write(r.a, r.text)
	})
	if err != nil {
		return err
	}
	if err := w.close(); err != nil {
		return err
	}
	return p.tellGate(c.String("fail-on"), met)
}

// resultWriter writes the results of several incidents one after another, so
// that thousands of them need no more memory than a few.
type resultWriter struct {
	p       *program
	format  string
	version string
	count   int // of the incidents
	done    int // of those written
	held    *bytes.Buffer
}

func (p *program) writerOf(format string, count int) *resultWriter {
	return &resultWriter{p: p, format: format, version: toolVersion(), count: count}
}

// hold keeps everything until the end.
func (w *resultWriter) hold() { w.held = &bytes.Buffer{} }

// document is the JSON of an assessment, on one line among several; nothing in the
// other formats, whose words are not looked up by several workers at once.
func (w *resultWriter) document(a *impact.Assessment) ([]byte, error) {
	switch {
	case w.format != "json":
		return nil, nil
	case w.count == 1:
		return a.Document(w.version).MarshalIndent()
	}
	return a.Document(w.version).MarshalLine()
}

// write adds one result, with what stands between it and the one before.
func (w *resultWriter) write(a *impact.Assessment, document []byte) error {
	first := w.done == 0
	w.done++
	switch {
	case w.format == "json" && w.count == 1:
		return w.put(document)
	case w.format == "json" && first:
		return w.put([]byte("[\n"), document)
	case w.format == "json":
		return w.put([]byte(",\n"), document)
	}
	var b bytes.Buffer
	if !first && w.format != "csv" {
		b.WriteByte('\n')
	}
	if w.format == "text" {
		if err := brief.Text(&b, a, w.p.locale); err != nil {
			return err
		}
		return w.put(b.Bytes())
	}
	report, err := workbook.Reading(a, w.p.locale, w.version)
	if err != nil {
		return err
	}
	text, err := w.p.plainly(report, w.format, string(a.Incident.ID), first, w.p.locale.Text("plain.explain"))
	if err != nil {
		return err
	}
	b.WriteString(text)
	return w.put(b.Bytes())
}

// plainly writes a book without a spreadsheet. Of several books in CSV only the
// first has a header.
func (p *program) plainly(b book.Book, format, incident string, first bool, notes ...string) (string, error) {
	switch format {
	case "md":
		return plain.Markdown(b, p.locale, notes...)
	case "csv":
		header := ""
		if first {
			var err error
			if header, err = plain.CSVHeader(p.locale); err != nil {
				return "", err
			}
		}
		records, err := plain.CSV(b, p.locale, incident)
		return header + records, err
	}
	return plain.Text(b, p.locale)
}

// close ends the results.
func (w *resultWriter) close() error {
	end := ""
	if w.format == "json" && w.count > 1 {
		end = "\n]\n"
	}
	if err := w.put([]byte(end)); err != nil || w.held == nil {
		return err
	}
	return w.p.print(w.held.Bytes())
}

func (w *resultWriter) put(parts ...[]byte) error {
	for _, part := range parts {
		if w.held != nil {
			w.held.Write(part)
			continue
		}
		if err := w.p.print(part); err != nil {
			return err
		}
	}
	return nil
}
