package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/locale"

	"github.com/urfave/cli/v2"
)

// The numbers accepted by --trials: fewer say nothing about a twentieth of the
// cases, more are beyond what anyone waits for.
const (
	minTrials = 100
	maxTrials = 10_000_000
)

// maxSeed is the largest seed an incident file can have.
const maxSeed = 999_999_999_999_999_999

func languages() []string { return locale.Languages() }

// options reads the flags that decide an assessment and loads what it needs.
func (p *program) options(c *cli.Context) (impact.Options, error) {
	o := impact.Options{AsOf: p.present(), Announced: c.Bool("include-announced"), Workers: runtime.GOMAXPROCS(0)}
	var faults []error
	keep := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	if seed, set, err := number(c, "seed", 0, maxSeed); set {
		keep(err)
		o.Seed = &seed
	}
	if trials, set, err := number(c, "trials", minTrials, maxTrials); set {
		keep(err)
		o.Trials = int(trials)
	}
	if asOf, set, err := instant(c, "as-of"); set {
		keep(err)
		o.AsOf = asOf
	}
	if len(faults) > 0 {
		return o, joined(faults)
	}
	defer p.tighten()
	var err error
	if o.Rulebook, err = p.rulebook(c); err != nil {
		return o, err
	}
	if o.Jurisdictions, err = codes(c, o.Rulebook); err != nil {
		return o, err
	}
	if o.Severity, err = severity.Load(severity.Embedded()); err != nil {
		return o, err
	}
	if o.Loss, err = loss.Load(loss.Embedded()); err != nil {
		return o, err
	}
	o.Alternatives = c.String("format") != "json" // which has no place for them
	o.Rates, err = rates(c)
	return o, err
}

// quickOptions are for what shows no amount, and need not wait for one.
func (p *program) quickOptions(c *cli.Context) (impact.Options, error) {
	o, err := p.options(c)
	if o.Trials == 0 {
		o.Trials = minTrials
	}
	return o, err
}

// present is the time of the run, to the second, in the offset of the machine.
func (p *program) present() time.Time {
	return fixed(p.now().Truncate(time.Second))
}

// fixed drops the name of the zone, which would make later arithmetic depend on
// the machine, and keeps the offset.
func fixed(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.In(time.FixedZone("", offset))
}

// rulebook loads the embedded rulebook, or the one that --rules names.
func (p *program) rulebook(c *cli.Context) (*law.Rulebook, error) {
	var (
		source fs.FS = law.Embedded()
		dir          = c.String("rules")
		err    error
	)
	if dir != "" {
		if source, err = rulesDirectory(dir); err != nil {
			return nil, err
		}
	}
	book, err := law.Load(source)
	var faults strict.Faults
	switch {
	case errors.As(err, &faults):
		for i := range faults {
			p.sayWhy(&faults[i], source)
			faults[i].Place.File = filepath.Join(dir, faults[i].Place.File)
		}
		return nil, faulty{exitRulebook, faults}
	case err != nil:
		return nil, unreadable(dir, err)
	}
	return book, nil
}

// sayWhy puts the reason for which a file of a rulebook cannot be read in the
// reader's language. A fault holds words, so the file is asked once more.
func (p *program) sayWhy(f *strict.Fault, source fs.FS) {
	if f.Code != "rulebook-file" {
		return
	}
	if _, err := fs.ReadFile(source, f.Place.File); err != nil {
		f.Args = []strict.Arg{{Name: "detail", Value: p.locale.Value(because(err).Value)}}
	}
}

// codes reads --law. A code that no rulebook has would silently assess nothing.
func codes(c *cli.Context, book *law.Rulebook) ([]string, error) {
	if !c.IsSet("law") {
		return nil, nil
	}
	var known []string
	for _, j := range book.Jurisdictions {
		known = append(known, j.Code)
	}
	return list(c, "law", known)
}

// list reads a flag of words parted by commas, in the order of the known ones.
func list(c *cli.Context, name string, known []string) ([]string, error) {
	words := strings.Split(c.String(name), ",")
	for _, word := range words {
		if !slices.Contains(known, word) {
			return nil, badValue(c, name, word, known)
		}
	}
	var out []string
	for _, k := range known {
		if slices.Contains(words, k) {
			out = append(out, k)
		}
	}
	return out, nil
}

// oneOf holds a flag to a closed list.
func oneOf(c *cli.Context, name string, allowed []string) error {
	if value := c.String(name); !slices.Contains(allowed, value) {
		return badValue(c, name, value, allowed)
	}
	return nil
}

func badValue(c *cli.Context, name, value string, allowed []string) failure {
	return failure{
		code: exitUsage, key: "bad-value", args: []law.Arg{code("value", value), code("flag", dashed(name))},
		nearest: strict.Nearest(value, allowed), allowed: allowed, help: c.Command.HelpName,
	}
}

// number reads a whole number, written as in an incident file.
func number(c *cli.Context, name string, low, high uint64) (n uint64, set bool, err error) {
	if !c.IsSet(name) {
		return 0, false, nil
	}
	value := c.String(name)
	n, err = strconv.ParseUint(value, 10, 64)
	if err != nil || !strict.IsInteger(value) || n < low || n > high {
		f := usage("bad-number", code("value", value), code("flag", dashed(name)), law.With("low", law.OfInt(int(low))), law.With("high", law.OfInt(int(high))))
		f.help = c.Command.HelpName
		return 0, true, f
	}
	return n, true, nil
}

// instant reads a time with its zone, by the grammar of the incident file.
func instant(c *cli.Context, name string) (t time.Time, set bool, err error) {
	if !c.IsSet(name) {
		return time.Time{}, false, nil
	}
	value := c.String(name)
	var (
		r  strict.Reader
		at incident.Instant
	)
	r.Decode(&strict.Node{Kind: strict.Scalar, Text: value}, &at)
	if len(r.Faults) > 0 {
		f := usage("bad-instant", code("value", value), code("flag", dashed(name)))
		f.help = c.Command.HelpName
		return time.Time{}, true, f
	}
	return fixed(at.Time), true, nil
}

// rates reads the file that --fx names; without one the money model's own rates
// are used.
func rates(c *cli.Context) (*loss.Rates, error) {
	file := c.String("fx")
	if file == "" {
		return nil, nil
	}
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	found, err := loss.ParseRates(file, data)
	var faults strict.Faults
	switch {
	case errors.As(err, &faults):
		return nil, faulty{exitIncident, faults}
	case err != nil:
		return nil, err
	}
	return &found, nil
}
