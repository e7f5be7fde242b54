package loss

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// ErrModel is wrapped by every error of Load.
var ErrModel = errors.New("money model is not valid")

// Model is the assumptions, lines and rates of one edition.
type Model struct {
	Parameters   []Parameter
	Lines        []Line
	NotEstimated []Absent
	Correlation  Correlation
	CardType     string // id of the data type that makes a record a payment card
	Rates        Rates
	Fingerprint  string // SHA-256 over names and contents of the data files, in hex
}

// Parameter is one assumption. Exactly one of its shapes is set.
type Parameter struct {
	ID        string         `yaml:"id,required"`
	Name      law.Text       `yaml:"name,required"`
	Unit      Unit           `yaml:"unit,required"`
	Currency  law.Currency   `yaml:"currency"` // of money parameters
	Constant  *law.Number    `yaml:"constant"`
	PERT      *Triple        `yaml:"pert"`
	Lognormal *Lognormal     `yaml:"lognormal"`
	Source    law.Text       `yaml:"source,required"`
	Date      law.Date       `yaml:"date,required"` // of the figure, not of the reading
	Mark      law.Confidence `yaml:"mark,required"`
}

// Unit says what a parameter counts.
type Unit string

// The units.
const (
	UnitMoney Unit = "money"
	UnitShare Unit = "share" // between 0 and 1
	UnitCount Unit = "count"
	UnitRatio Unit = "ratio"
)

// Options lists the units for the strict reader.
func (Unit) Options() []string {
	return []string{string(UnitMoney), string(UnitShare), string(UnitCount), string(UnitRatio)}
}

// Triple is the limits and mode of a standard PERT.
type Triple struct {
	Low    law.Number `yaml:"low,required"`
	Likely law.Number `yaml:"likely,required"`
	High   law.Number `yaml:"high,required"`
}

// Lognormal is the mean and deviation of the logarithm.
type Lognormal struct {
	Mu    law.Number `yaml:"mu,required"`
	Sigma law.Number `yaml:"sigma,required"`
}

// Line is one cost.
type Line struct {
	ID    string         `yaml:"id,required"`
	Code  string         `yaml:"code,required"` // letter by which reports name it
	Name  law.Text       `yaml:"name,required"`
	When  Switch         `yaml:"when,required"`
	Terms [][]Use        `yaml:"terms,required"`
	Note  law.Text       `yaml:"note"`
	Mark  law.Confidence `yaml:"mark,required"`
}

// Use is one factor of a term: a parameter or a quantity, divided by Per and
// raised to Power.
type Use struct {
	Parameter string      `yaml:"use"`
	Quantity  Quantity    `yaml:"quantity"`
	Per       *law.Number `yaml:"per"`
	Power     *law.Number `yaml:"power"`
	Loaded    bool        `yaml:"loaded"` // moves with the other lines' loaded factors
}

// Quantity is what an incident counts.
type Quantity string

// The quantities.
const (
	Size   Quantity = "size" // people, or records where the people are unknown
	People Quantity = "people"
	Cards  Quantity = "cards"
)

// Options lists the quantities for the strict reader.
func (Quantity) Options() []string { return []string{string(Size), string(People), string(Cards)} }

// Switch says what turns a line on.
type Switch string

// The switches.
const (
	Always   Switch = "always"
	DataLeft Switch = "data-left"
	Issuer   Switch = "issuer"
)

// Options lists the switches for the strict reader.
func (Switch) Options() []string { return []string{string(Always), string(DataLeft), string(Issuer)} }

// Absent is a cost that reports name without estimating it.
type Absent struct {
	ID   string   `yaml:"id,required"`
	Code string   `yaml:"code,required"`
	Name law.Text `yaml:"name,required"`
	Why  law.Text `yaml:"why,required"`
}

// Correlation is how strongly the lines' own factors move together.
type Correlation struct {
	Value  law.Number     `yaml:"value,required"` // pairwise, of the normal scores, in [0, 1)
	Source law.Text       `yaml:"source,required"`
	Mark   law.Confidence `yaml:"mark,required"`
}

//go:embed data
var data embed.FS

// Embedded is the edition that ships with the program.
func Embedded() fs.FS {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // the directory is part of the build
	}
	return sub
}

// Load reads the three data files and checks that they hold together.
func Load(fsys fs.FS) (*Model, error) {
	m := &Model{}
	var parameters struct {
		Parameters []Parameter `yaml:"parameters,required"`
	}
	var lines struct {
		Correlation  Correlation `yaml:"correlation,required"`
		CardType     string      `yaml:"card-type,required"`
		Lines        []Line      `yaml:"lines,required"`
		NotEstimated []Absent    `yaml:"not-estimated,required"`
	}
	var rates Rates
	var faults strict.Faults
	h := sha256.New()
	for _, f := range []struct {
		name string
		into any
	}{{"lines.yaml", &lines}, {"parameters.yaml", &parameters}, {"rates.yaml", &rates}} {
		text, err := fs.ReadFile(fsys, f.name)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrModel, err)
		}
		fmt.Fprintf(h, "%s\n%d\n", f.name, len(text))
		h.Write(text)
		root, broken := strict.Parse(f.name, text)
		faults = append(faults, broken...)
		if root == nil {
			continue
		}
		r := &strict.Reader{File: f.name}
		r.Decode(root, f.into)
		faults = append(faults, r.Faults...)
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("%w:\n%w", ErrModel, faults)
	}
	m.Parameters, m.Lines, m.NotEstimated, m.Correlation, m.Rates = parameters.Parameters, lines.Lines, lines.NotEstimated, lines.Correlation, rates
	m.CardType = lines.CardType
	m.Fingerprint = hex.EncodeToString(h.Sum(nil))
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	return m, nil
}

// Parameter finds an assumption by id, or nil.
func (m *Model) Parameter(id string) *Parameter {
	i := slices.IndexFunc(m.Parameters, func(p Parameter) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return &m.Parameters[i]
}
