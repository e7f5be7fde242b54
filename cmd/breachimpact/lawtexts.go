package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/brief"

	"github.com/urfave/cli/v2"
)

// showLaw prints one provision, every provision of an instrument, or a whole
// jurisdiction: conditions, penalties, validity and sources.
func (p *program) showLaw(c *cli.Context) error {
	if !c.Args().Present() {
		return usage("needs-law")
	}
	if c.Args().Len() > 1 {
		return usage("too-many", code("value", c.Args().Get(1)))
	}
	book, err := p.rulebook(c)
	if err != nil {
		return err
	}
	id := c.Args().First()
	var b bytes.Buffer
	var ids []string
	for _, j := range book.Jurisdictions {
		ids = append(ids, j.Code)
		for _, in := range j.Instruments {
			ids = append(ids, in.ID)
		}
		for i := range j.Provisions {
			provision := &j.Provisions[i]
			ids = append(ids, provision.ID)
			if id != j.Code && id != provision.ID && !strings.HasPrefix(provision.ID, id+".") {
				continue
			}
			if err := p.showProvision(&b, book, provision); err != nil {
				return err
			}
		}
	}
	if b.Len() == 0 {
		f := usage("unknown-law", code("value", id))
		f.nearest = strict.Nearest(id, ids)
		return f
	}
	return p.print(b.Bytes())
}

func (p *program) showProvision(b *bytes.Buffer, book *law.Rulebook, provision *law.Provision) error {
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "%s\n%s\n", provision.ID, provision.Heading.In(p.locale.Language))
	for _, v := range provision.Versions {
		if err := brief.Steps(b, v.Describe(book.Facts), p.locale, book); err != nil {
			return err
		}
	}
	for _, o := range provision.Open {
		fmt.Fprintf(b, "- %s\n", o.In(p.locale.Language))
	}
	return nil
}

// diffLaws compares the embedded rulebook with another, in the neutral notation
// of the data files.
func (p *program) diffLaws(c *cli.Context) error {
	if c.Args().Present() {
		return usage("too-many", code("value", c.Args().First()))
	}
	if c.String("rules") == "" {
		return usage("needs-rules")
	}
	own, err := law.Load(law.Embedded())
	if err != nil {
		return err
	}
	other, err := p.rulebook(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, change := range law.Diff(own, other) {
		fmt.Fprintf(&b, "%s %s  %s\n", change.Sign, change.ID, change.Line)
	}
	if b.Len() == 0 {
		fmt.Fprintln(&b, p.locale.Text("laws.same"))
	}
	return p.print(b.Bytes())
}

// staleAfter is how long a provision may go without being held against its
// source before a check says so.
const staleAfter = 365 * 24 * time.Hour

// checkLaws loads a rulebook, which holds it to its own laws, and lists what
// deserves a second look: marks weaker than verified, and old checks.
func (p *program) checkLaws(c *cli.Context) error {
	if c.Args().Present() {
		return usage("too-many", code("value", c.Args().First()))
	}
	book, err := p.rulebook(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, p.locale.Text("laws.good"))
	fmt.Fprintln(&b, p.locale.Text("version.rulebook", code("fingerprint", book.Fingerprint)))
	var lines []string
	for _, j := range book.Jurisdictions {
		for _, provision := range j.Provisions {
			for _, v := range provision.Versions {
				if !v.Mark.Firm() {
					lines = append(lines, p.locale.Text("laws.marked", code("id", provision.ID), law.With("mark", law.OfWord("mark."+string(v.Mark)))))
				}
				if p.present().Sub(v.Checked.Midnight()) > staleAfter {
					lines = append(lines, p.locale.Text("laws.stale", code("id", provision.ID), law.With("date", law.OfDate(v.Checked))))
				}
			}
		}
	}
	for _, l := range slices.Compact(lines) {
		fmt.Fprintln(&b, l)
	}
	return p.print(b.Bytes())
}
