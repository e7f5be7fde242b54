package loss

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"breachimpact/law/strict"
)

// ErrModel is wrapped by every error of Load.
var ErrModel = errors.New("money model is not valid")

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

// Load reads the data files and checks that they hold together.
func Load(fsys fs.FS) (*Model, error) {
	m := &Model{}
	var parameters struct {
		Parameters []Parameter `yaml:"parameters,required"`
	}
	var lines struct {
		Correlation  Correlation `yaml:"correlation,required"`
		Exchange     string      `yaml:"exchange,required"`
		Practice     Practice    `yaml:"practice,required"`
		Betterment   Betterment  `yaml:"betterment,required"`
		CashYears    []CashYears `yaml:"cash-by-year,required"`
		CardType     string      `yaml:"card-type,required"`
		Lines        []Line      `yaml:"lines,required"`
		NotEstimated []Absent    `yaml:"not-estimated,required"`
		Refused      []Absent    `yaml:"refused,required"`
	}
	var faults strict.Faults
	h := sha256.New()
	for _, f := range []struct {
		name string
		into any
	}{
		{"anchors.yaml", &m.Anchors}, {"backtest.yaml", &m.BackTest}, {"lines.yaml", &lines},
		{"parameters.yaml", &parameters}, {"prices.yaml", &m.Prices}, {"rates.yaml", &m.Rates},
	} {
		text, err := fs.ReadFile(fsys, f.name)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrModel, err)
		}
		fmt.Fprintf(h, "%s\n%d\n", f.name, len(text))
		h.Write(text)
		root, broken := strict.ParseOwn(f.name, text)
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
	m.Parameters, m.Lines, m.NotEstimated, m.Refused = parameters.Parameters, lines.Lines, lines.NotEstimated, lines.Refused
	m.Correlation, m.Exchange, m.Practice, m.Betterment = lines.Correlation, lines.Exchange, lines.Practice, lines.Betterment
	m.CashYears, m.CardType = lines.CashYears, lines.CardType
	m.Fingerprint = hex.EncodeToString(h.Sum(nil))
	m.backTest = sync.OnceValues(m.runBackTest)
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	return m, nil
}
