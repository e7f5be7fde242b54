package main

import (
	"errors"
	"regexp"
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
	for _, in := range inputs {
		one, err := incident.Decode(in.name, in.data, o.Rulebook.Facts, o.Severity.Catalogue.IDs())
		var found strict.Faults
		switch {
		case errors.As(err, &found):
			suggest(found, o.Severity.Catalogue)
			faults = append(faults, found...)
		case err != nil:
			return nil, err
		default:
			out = append(out, decoded{in.name, one})
		}
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

// assessEach assesses incidents in the order given. What the command line says
// of the time of the assessment wins over the file: it was said last.
func assessEach(c *cli.Context, incidents []decoded, o impact.Options) ([]*impact.Assessment, error) {
	var (
		out    []*impact.Assessment
		faults []error
	)
	for _, d := range incidents {
		if c.IsSet("as-of") {
			d.incident.AsOf = incident.Instant{Time: o.AsOf}
		}
		a, err := impact.Assess(d.incident, o)
		if err != nil {
			faults = append(faults, refused(d, o, err))
			continue
		}
		out = append(out, a)
	}
	return out, joined(faults)
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
