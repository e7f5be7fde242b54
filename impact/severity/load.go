package severity

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// ErrMethod is wrapped by every error of Load.
var ErrMethod = errors.New("severity method is not valid")

// The files of an edition.
const (
	methodFile       = "method.yaml"
	typesFile        = "datatypes.yaml"
	combinationsFile = "combinations.yaml"
	contextFile      = "context.yaml"
	extendedFile     = "extended.yaml"
)

// methodData is method.yaml.
type methodData struct {
	Source         Source         `yaml:"source,required"`
	Categories     []Category     `yaml:"categories,required"`
	Identification Identification `yaml:"identification,required"`
	Circumstances  []Circumstance `yaml:"circumstances,required"`
	Malicious      Quarters       `yaml:"malicious,required"`
	Bands          []Band         `yaml:"bands,required"`
	FlagOver       int            `yaml:"flag-over-people,required"`
	Protections    []Protection   `yaml:"protections,required"`
}

// typesData is datatypes.yaml.
type typesData struct {
	Reasons []Reason    `yaml:"reasons,required"`
	Types   []*DataType `yaml:"types,required"`
}

// combinationsData is combinations.yaml.
type combinationsData struct {
	Combinations []Combination `yaml:"combinations,required"`
}

// contextData is context.yaml.
type contextData struct {
	Memberships []Membership `yaml:"memberships,required"`
	Periods     []PeriodRule `yaml:"periods,required"`
}

// Load reads an edition of the method: method.yaml, datatypes.yaml,
// combinations.yaml, context.yaml and extended.yaml. Every fault of every file is reported together, as
// strict.Faults wrapped in ErrMethod.
func Load(fsys fs.FS) (*Method, error) {
	l := loader{fsys: fsys}
	var (
		table        methodData
		types        typesData
		combinations combinationsData
		context      contextData
		extended     ExtendedRules
	)
	l.read(methodFile, &table)
	l.read(typesFile, &types)
	l.read(combinationsFile, &combinations)
	l.read(contextFile, &context)
	l.read(extendedFile, &extended)
	if len(l.faults) == 0 {
		l.faults = check(&table, &types, &combinations, &context, &extended)
	}
	if len(l.faults) > 0 {
		l.faults.Sort()
		return nil, fmt.Errorf("%w:\n%w", ErrMethod, l.faults)
	}
	giveReasons(&types)
	return &Method{
		Source: table.Source, Categories: table.Categories, Identification: table.Identification, Circumstances: table.Circumstances,
		Malicious: table.Malicious, Bands: table.Bands, FlagOver: table.FlagOver, Protections: table.Protections,
		Catalogue: newCatalogue(types.Types), Combinations: combinations.Combinations,
		Memberships: context.Memberships, Periods: context.Periods, Extended: extended, Fingerprint: l.fingerprint(),
	}, nil
}

// giveReasons puts the words of shared reasons where they are referred to.
func giveReasons(types *typesData) {
	words := map[string]law.Text{}
	for _, r := range types.Reasons {
		words[r.ID] = r.Text
	}
	for _, t := range types.Types {
		t.Why = words[t.Reason]
		if t.Identifier != nil {
			t.Identifier.Why = words[t.Identifier.Reason]
		}
	}
}

type loader struct {
	fsys   fs.FS
	files  []loaded
	faults strict.Faults
}

type loaded struct {
	name string
	data []byte
}

func (l *loader) read(name string, into any) {
	content, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.faults = append(l.faults, strict.Fault{Code: fileMissing, Place: strict.Place{File: name}, Args: []strict.Arg{{Name: "detail", Value: err.Error()}}})
		return
	}
	l.files = append(l.files, loaded{name, content})
	root, faults := strict.ParseOwn(name, content)
	l.faults = append(l.faults, faults...)
	if root == nil {
		return
	}
	r := &strict.Reader{File: name}
	r.Decode(root, into)
	l.faults = append(l.faults, r.Faults...)
}

// fingerprint is over the files in the order they are read, which is fixed.
func (l *loader) fingerprint() string {
	h := sha256.New()
	for _, f := range l.files {
		fmt.Fprintf(h, "%s\n%d\n", f.name, len(f.data))
		h.Write(f.data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
