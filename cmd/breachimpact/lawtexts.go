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
	d := display{p: p, book: book}
	for _, j := range book.Jurisdictions {
		if err := d.jurisdiction(j, id); err != nil {
			return err
		}
	}
	if d.b.Len() == 0 {
		return unknownLaw(id, book)
	}
	return p.print(d.b.Bytes())
}

// unknownLaw is the error for an id that names nothing. An article is often
// named without its law, or a law without its country; an id that ends so is
// then what was meant.
func unknownLaw(id string, book *law.Rulebook) failure {
	f := usage("unknown-law", code("value", id))
	var ids []string
	for _, j := range book.Jurisdictions {
		f.allowed = append(f.allowed, j.Code)
		ids = append(ids, j.Code)
		for _, in := range j.Instruments {
			ids = append(ids, in.ID)
		}
		for _, g := range j.Guidelines {
			ids = append(ids, g.ID)
		}
		for _, provision := range j.Provisions {
			ids = append(ids, provision.ID)
		}
	}
	f.nearest = strict.Nearest(id, ids)
	for _, known := range ids {
		if id != "" && len(f.nearest) < 3 && strings.HasSuffix(known, "."+strings.ToLower(id)) && !slices.Contains(f.nearest, known) {
			f.nearest = append(f.nearest, known)
		}
	}
	return f
}

// display writes texts of law, with an empty line between one and the next.
type display struct {
	p    *program
	book *law.Rulebook
	b    bytes.Buffer
}

// block begins a new text.
func (d *display) block(lines ...string) {
	if d.b.Len() > 0 {
		d.b.WriteByte('\n')
	}
	for _, l := range lines {
		if l != "" {
			fmt.Fprintln(&d.b, l)
		}
	}
}

// in is a text in the reader's language.
func (d *display) in(t law.Text) string { return t.In(d.p.locale.Language) }

// jurisdiction shows what an id names in one jurisdiction: all of it, an
// instrument with its provisions, or provisions alone. Provisions stand under
// their instruments, whatever file they come from; good practice has none and
// comes last.
func (d *display) jurisdiction(j *law.Jurisdiction, id string) error {
	all := id == j.Code
	if all {
		d.block(d.p.jurisdictionLine(j))
		for _, s := range j.Statements {
			fmt.Fprintf(&d.b, "- %s\n", d.in(s.Text))
		}
	}
	rest := make([]*law.Provision, len(j.Provisions))
	for i := range j.Provisions {
		rest[i] = &j.Provisions[i]
	}
	for _, in := range j.Instruments {
		if !all && id != in.ID {
			continue
		}
		d.instrument(&in)
		var others []*law.Provision
		for _, provision := range rest {
			if !strings.HasPrefix(provision.ID, in.ID+".") {
				others = append(others, provision)
			} else if err := d.provision(provision, false); err != nil {
				return err
			}
		}
		rest = others
	}
	for i := range j.Guidelines {
		if g := &j.Guidelines[i]; all || id == g.ID || strings.HasPrefix(g.ID, id+".") {
			if err := d.guideline(g); err != nil {
				return err
			}
		}
	}
	for _, provision := range rest {
		if !all && id != provision.ID && !strings.HasPrefix(provision.ID, id+".") {
			continue
		}
		if err := d.provision(provision, !all); err != nil {
			return err
		}
	}
	return nil
}

func (d *display) instrument(in *law.Instrument) {
	title := d.in(in.Title)
	if gazette := d.in(in.Gazette); gazette != "" {
		title = d.p.locale.Text("brief.step.text", law.With("title", law.OfText(in.Title)), law.With("gazette", law.OfText(in.Gazette)))
	}
	d.block(in.ID, title, d.in(in.Note))
}

// guideline shows how an authority sets fines below a cap, scale by scale.
func (d *display) guideline(g *law.Guideline) error {
	d.block(g.ID, d.in(g.Name))
	body, _, err := d.steps(g.Describe(d.book.Facts))
	if err != nil {
		return err
	}
	fmt.Fprintf(&d.b, "\n%s", body)
	return nil
}

// provision shows one provision, its versions in the order of the rulebook.
// Where the provision stands alone the texts it cites are named after it; else
// the instruments shown have named them.
func (d *display) provision(provision *law.Provision, alone bool) error {
	d.block(provision.ID, d.in(provision.Heading))
	var all law.Step
	for _, v := range provision.Versions {
		step := v.Describe(d.book.Facts)
		all.Parts = append(all.Parts, step)
		body, _, err := d.steps(step)
		if err != nil {
			return err
		}
		d.block(strings.TrimSuffix(body, "\n"))
	}
	if len(provision.Open) > 0 {
		d.block(d.p.locale.Text("laws.open"))
		for _, o := range provision.Open {
			fmt.Fprintf(&d.b, "- %s\n", d.in(o))
		}
	}
	if !alone {
		return nil
	}
	_, texts, err := d.steps(all)
	d.b.WriteString(texts)
	return err
}

// steps words an explanation, and apart from it the list of the texts it cites,
// which begins with an empty line.
func (d *display) steps(s law.Step) (body, texts string, err error) {
	var b bytes.Buffer
	if err := brief.Steps(&b, s, d.p.locale, d.book); err != nil {
		return "", "", err
	}
	body = b.String()
	if i := strings.Index(body, "\n\n"+d.p.locale.Text("brief.step.texts")+"\n"); i >= 0 {
		body, texts = body[:i+1], body[i+1:]
	}
	return body, texts, nil
}

// diffLaws compares the embedded rulebook with another, in the neutral notation
// of the data files. Changes stand under the provision they are of, in the order
// of ids.
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
	before := ""
	for _, change := range law.Diff(own, other) {
		if change.ID != before {
			fmt.Fprintln(&b, change.ID)
			before = change.ID
		}
		fmt.Fprintf(&b, "  %s %s\n", change.Sign, change.Line)
	}
	if b.Len() == 0 {
		fmt.Fprintln(&b, p.locale.Text("laws.same"))
	}
	if own.Fingerprint != other.Fingerprint {
		fmt.Fprintf(&b, "\n%s\n", p.locale.Text("laws.compared"))
	}
	return p.print(b.Bytes())
}

// staleAfter is how long a provision may go without being held against its
// source before a check says so.
const staleAfter = 365 * 24 * time.Hour

// checkLaws loads a rulebook, which holds it to its own laws, and lists what
// deserves a second look: what was checked too long ago, and marks weaker than
// verified.
func (p *program) checkLaws(c *cli.Context) error {
	if c.Args().Present() {
		return usage("too-many", code("value", c.Args().First()))
	}
	book, err := p.rulebook(c)
	if err != nil {
		return err
	}
	var lines []string
	for _, j := range book.Jurisdictions {
		if j.KnownUntil.Before(law.DateOf(p.present())) {
			lines = append(lines, p.locale.Text("laws.known-until", code("code", j.Code), law.With("date", law.OfDate(j.KnownUntil))))
		}
		for _, r := range reviewed(j) {
			for _, l := range p.remarks(r) {
				if !slices.Contains(lines, l) { // versions may share a mark
					lines = append(lines, l)
				}
			}
		}
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, p.locale.Text("laws.good"))
	fmt.Fprintln(&b, p.locale.Text("version.rulebook", code("fingerprint", book.Fingerprint)))
	if len(lines) > 0 {
		fmt.Fprintf(&b, "\n%s\n", p.locale.Text("laws.review", law.With("count", law.OfInt(len(lines)))))
	}
	for _, l := range lines {
		fmt.Fprintf(&b, "  %s\n", l)
	}
	return p.print(b.Bytes())
}

// review is a part of a rulebook that somebody held against its source.
type review struct {
	id      string
	checked law.Date
	mark    law.Confidence
	why     law.Text // what a weak mark doubts; may be empty
}

// reviewed lists the parts of a jurisdiction that carry a date of review.
func reviewed(j *law.Jurisdiction) []review {
	var out []review
	part := func(id string) string { return j.Code + " " + id }
	for _, a := range j.Addressees {
		out = append(out, review{id: part(a.ID), checked: a.Consulted, mark: a.Mark})
	}
	for _, s := range j.Statements {
		out = append(out, review{id: part(s.ID), checked: s.Checked, mark: s.Mark})
	}
	for _, d := range j.Doubts {
		out = append(out, review{id: part(d.ID), checked: d.Checked})
	}
	for _, c := range j.Classes {
		out = append(out, review{id: part(string(c.Fact)), checked: c.Checked})
	}
	for _, g := range j.Guidelines {
		out = append(out, review{id: g.ID, checked: g.Checked, mark: g.Mark, why: g.Why})
		for _, s := range g.Scales {
			for _, r := range s.Rows {
				if !r.Mark.Firm() {
					out = append(out, review{id: g.ID, checked: g.Checked, mark: r.Mark, why: r.Why})
				}
			}
		}
	}
	for _, provision := range j.Provisions {
		for _, v := range provision.Versions {
			out = append(out, review{id: provision.ID, checked: v.Checked, mark: v.Mark, why: v.Why})
		}
	}
	return out
}

// remarks says what deserves a second look in one part.
func (p *program) remarks(r review) []string {
	var out []string
	if p.present().Sub(r.checked.Midnight()) > staleAfter {
		out = append(out, p.locale.Text("laws.stale", code("id", r.id), law.With("date", law.OfDate(r.checked))))
	}
	mark := law.With("mark", law.OfWord("mark."+string(r.mark)))
	switch {
	case r.mark.Firm():
	case r.why.IsZero():
		out = append(out, p.locale.Text("laws.marked", code("id", r.id), mark))
	default:
		out = append(out, p.locale.Text("laws.marked-why", code("id", r.id), mark, law.With("why", law.OfText(r.why))))
	}
	return out
}
