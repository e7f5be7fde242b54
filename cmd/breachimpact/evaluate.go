package main

import (
	"errors"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/urfave/cli/v2"
)

// decoded is one incident and the name it was given by.
type decoded struct {
	name     string
	incident *incident.Incident
}

// decode reads and decodes every incident that the command line names, so that
// the faults of all files come out in one go.
func (p *program) decode(names []string, o impact.Options) ([]decoded, error) {
	inputs, err := p.readInputs(names)
	if err != nil {
		return nil, err
	}
	var (
		out    []decoded
		faults strict.Faults
	)
	types := o.Severity.Catalogue.IDs()
	type result struct {
		decoded
		err error
	}
	err = inOrder(len(inputs), runtime.GOMAXPROCS(0), func(i int) result {
		one, err := incident.Decode(inputs[i].name, inputs[i].data, o.Rulebook.Facts, types)
		inputs[i].data = nil // an incident keeps what it needs
		return result{decoded{inputs[i].name, one}, err}
	}, func(r result) error {
		var found strict.Faults
		switch {
		case errors.As(r.err, &found):
			suggest(found, o.Severity.Catalogue)
			faults = append(faults, found...)
		case r.err != nil:
			return r.err
		default:
			out = append(out, r.decoded)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, faulty{exitIncident, faults}
	}
	return out, nil
}

// typeOfData is the path of a data type in an incident file.
var typeOfData = regexp.MustCompile(`\.data\[\d+\]\.type$`)

// suggest says what may have been meant where a data type is not known. People
// write them in their own words, which may not even have the form of an id; the
// catalogue knows such words in three languages, and the incident file does not.
func suggest(faults strict.Faults, catalogue *severity.Catalogue) {
	for i, f := range faults {
		if !typeOfData.MatchString(f.Place.Path) || f.Code != "unknown-data-type" && f.Code != "unsafe-id" {
			continue
		}
		word := slices.IndexFunc(f.Args, func(a strict.Arg) bool { return a.Name == "value" })
		if word < 0 {
			continue
		}
		nearest := catalogue.Nearest(f.Args[word].Value)
		if len(nearest) == 0 {
			continue
		}
		args := slices.DeleteFunc(slices.Clone(f.Args), func(a strict.Arg) bool { return a.Name == "nearest" })
		faults[i].Args = append(args, strict.Arg{Name: "nearest", Value: strings.Join(nearest, ", ")})
	}
}

// assessEach assesses incidents in the order given, and keeps them all.
func assessEach(c *cli.Context, incidents []decoded, o impact.Options) ([]*impact.Assessment, error) {
	var out []*impact.Assessment
	err := assessing(c, incidents, o, func(a *impact.Assessment) *impact.Assessment { return a }, func(a *impact.Assessment) error {
		out = append(out, a)
		return nil
	})
	return out, err
}

// assessing assesses incidents, makes something of each, several at a time, and
// hands it over in the order given. After the first incident that is refused
// nothing is handed over, but the errors of all are returned. What the command
// line says of the time of the assessment wins over the file: it was said last.
func assessing[T any](c *cli.Context, incidents []decoded, o impact.Options, make func(*impact.Assessment) T, take func(T) error) error {
	type result struct {
		made T
		err  error
	}
	if len(incidents) > 1 {
		o.Workers = 1 // the incidents keep all cores busy
	}
	workers := runtime.GOMAXPROCS(0)
	spaces := workspaces(workers)
	var faults []error
	failed := inOrder(len(incidents), workers, func(i int) result {
		o := o
		o.Workspace = <-spaces
		defer func() { spaces <- o.Workspace }()
		a, err := impact.Assess(dated(c, incidents[i], o), o)
		if err != nil {
			return result{err: refused(incidents[i], o, err)}
		}
		return result{made: make(a)}
	}, func(r result) error {
		switch {
		case r.err != nil:
			faults = append(faults, r.err)
		case len(faults) == 0:
			return take(r.made)
		}
		return nil
	})
	if failed != nil {
		return failed
	}
	return joined(faults)
}

// workspaces holds as many as can be in use at once.
func workspaces(count int) chan *loss.Workspace {
	spaces := make(chan *loss.Workspace, count)
	for range count {
		spaces <- new(loss.Workspace)
	}
	return spaces
}

// dated is an incident with the time of the assessment that the command line
// gives, if it gives one.
func dated(c *cli.Context, d decoded, o impact.Options) *incident.Incident {
	if c.IsSet("as-of") {
		d.incident.AsOf = incident.Instant{Time: o.AsOf}
	}
	return d.incident
}

// checkEach tells of every incident that an assessment would refuse.
func checkEach(c *cli.Context, incidents []decoded, o impact.Options) error {
	var faults []error
	for _, d := range incidents {
		if err := impact.Check(dated(c, d, o), o); err != nil {
			faults = append(faults, refused(d, o, err))
		}
	}
	return joined(faults)
}

// refused turns an error of an assessment into what the user can act on.
func refused(d decoded, o impact.Options, err error) error {
	var faults strict.Faults
	switch {
	case errors.As(err, &faults):
		for i := range faults {
			faults[i].Place.File = d.name
		}
		return faulty{exitIncident, faults}
	case errors.Is(err, impact.ErrNoJurisdiction):
		return failure{code: exitRulebook, key: "no-jurisdiction", args: []law.Arg{code("file", d.name)}}
	case errors.Is(err, loss.ErrNoRate):
		return failure{code: exitIncident, key: "no-rate", args: []law.Arg{code("currency", strings.Join(withoutRate(d, o), ", "))}}
	}
	return err
}

// withoutRate lists the currencies that may be needed and have no rate.
func withoutRate(d decoded, o impact.Options) []string {
	rates := o.Loss.Rates
	if o.Rates != nil {
		rates = *o.Rates
	}
	wanted := []law.Currency{law.Currency(d.incident.Currency)}
	for _, j := range o.Rulebook.Jurisdictions {
		wanted = append(wanted, j.Currency)
	}
	for _, parameter := range o.Loss.Parameters {
		wanted = append(wanted, parameter.Currency)
	}
	for _, s := range incident.Standpoints() {
		sc := d.incident.At(s)
		wanted = append(wanted, sc.Organisation.Turnover.Value.Currency, sc.Insurance.Retention.Value.Currency, sc.Insurance.Limit.Value.Currency)
	}
	for _, p := range d.incident.Loss.Parameters {
		wanted = append(wanted, p.Currency)
	}
	for _, l := range d.incident.Loss.Lines {
		wanted = append(wanted, l.Cost.Currency)
	}
	var out []string
	for _, currency := range wanted {
		if _, err := rates.Rate(currency); currency != "" && err != nil && !slices.Contains(out, string(currency)) {
			out = append(out, string(currency))
		}
	}
	return out
}

// evaluate is the way of every command from its flags and arguments to
// assessments.
func (p *program) evaluate(c *cli.Context, names []string) ([]*impact.Assessment, error) {
	o, err := p.options(c)
	if err != nil {
		return nil, err
	}
	incidents, err := p.decode(names, o)
	if err != nil {
		return nil, err
	}
	return assessEach(c, incidents, o)
}
