package law

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"breachimpact/law/cal"
	"breachimpact/law/strict"
)

// ErrRulebook is wrapped by every error of Load.
var ErrRulebook = errors.New("rulebook is not valid")

// Rulebook is every jurisdiction of one edition.
type Rulebook struct {
	Facts         FactBook
	Jurisdictions []*Jurisdiction // by code
	Fingerprint   string          // SHA-256 over names and contents of the data files, in hex
}

// Find returns a jurisdiction by code, or nil.
func (b *Rulebook) Find(code string) *Jurisdiction {
	i := slices.IndexFunc(b.Jurisdictions, func(j *Jurisdiction) bool { return j.Code == code })
	if i < 0 {
		return nil
	}
	return b.Jurisdictions[i]
}

// Load reads a rulebook: facts.yaml, and one directory a jurisdiction with
// jurisdiction, instruments, duties, sanctions, classes and zone files, and
// where it has them rules, guidelines and holidays. Any other file is a fault: law that
// nobody reads would be believed to apply. Directories whose name begins with a
// dot are not jurisdictions. Every
// fault of every file is reported together, as strict.Faults wrapped in
// ErrRulebook. The cases directories are test data and are not read.
func Load(fsys fs.FS) (*Rulebook, error) {
	l := loader{fsys: fsys}
	b := &Rulebook{}
	l.read("facts.yaml", &b.Facts)
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRulebook, err)
	}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			b.Jurisdictions = append(b.Jurisdictions, l.jurisdiction(e.Name()))
		}
	}
	if len(l.faults) == 0 {
		l.faults = append(l.faults, check(b)...)
	}
	if len(l.faults) > 0 {
		l.faults.Sort()
		return nil, fmt.Errorf("%w:\n%w", ErrRulebook, l.faults)
	}
	for _, j := range b.Jurisdictions {
		j.number()
	}
	slices.SortFunc(b.Jurisdictions, func(a, b *Jurisdiction) int { return strings.Compare(a.Code, b.Code) })
	slices.SortFunc(l.files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	h := sha256.New()
	for _, f := range l.files {
		fmt.Fprintf(h, "%s\n%d\n", f.name, len(f.data))
		h.Write(f.data)
	}
	b.Fingerprint = hex.EncodeToString(h.Sum(nil))
	return b, nil
}

type file struct {
	name string
	data []byte
}

type loader struct {
	fsys   fs.FS
	files  []file
	faults strict.Faults
}

func (l *loader) read(name string, into any) {
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.faults = append(l.faults, strict.Fault{Code: "rulebook-file", Place: strict.Place{File: name}, Args: []strict.Arg{{Name: "detail", Value: err.Error()}}})
		return
	}
	l.files = append(l.files, file{name, data})
	parse := strict.Parse
	if _, ours := l.fsys.(edition); ours {
		parse = strict.ParseOwn
	}
	root, faults := parse(name, data)
	l.faults = append(l.faults, faults...)
	if root == nil {
		return
	}
	r := &strict.Reader{File: name}
	r.Decode(root, into)
	l.faults = append(l.faults, r.Faults...)
}

func (l *loader) jurisdiction(dir string) *Jurisdiction {
	j := &Jurisdiction{File: path.Join(dir, "jurisdiction.yaml")}
	l.read(j.File, j)
	j.File = path.Join(dir, "jurisdiction.yaml")
	var instruments struct {
		Instruments []Instrument `yaml:"instruments,required"`
	}
	l.read(path.Join(dir, "instruments.yaml"), &instruments)
	j.Instruments = instruments.Instruments
	known := []string{"jurisdiction.yaml", "instruments.yaml", "duties.yaml", "sanctions.yaml", "classes.yaml", "zone.yaml", "rules.yaml", "guidelines.yaml", "holidays.yaml", "cases"}
	present := map[string]bool{}
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.faults = append(l.faults, strict.Fault{Code: "rulebook-file", Place: strict.Place{File: dir}, Args: []strict.Arg{{Name: "detail", Value: err.Error()}}})
	}
	for _, e := range entries {
		present[e.Name()] = true
		if !slices.Contains(known, e.Name()) {
			l.faults = append(l.faults, strict.Fault{Code: strayFile, Place: strict.Place{File: path.Join(dir, e.Name())}, Args: []strict.Arg{{Name: "file", Value: e.Name()}}})
		}
	}
	if present["holidays.yaml"] {
		j.Office = &Office{}
		l.read(path.Join(dir, "holidays.yaml"), j.Office)
	}
	if present["guidelines.yaml"] {
		var guidelines struct {
			Guidelines []Guideline `yaml:"guidelines,required"`
		}
		l.read(path.Join(dir, "guidelines.yaml"), &guidelines)
		j.Guidelines = guidelines.Guidelines
	}
	for _, name := range []string{"duties.yaml", "sanctions.yaml", "rules.yaml"} {
		if name == "rules.yaml" && !present[name] {
			continue
		}
		var provisions struct {
			Provisions []Provision `yaml:"provisions,required"`
		}
		l.read(path.Join(dir, name), &provisions)
		j.Provisions = append(j.Provisions, provisions.Provisions...)
	}
	var classes struct {
		Classes []Class `yaml:"classes,required"`
	}
	l.read(path.Join(dir, "classes.yaml"), &classes)
	j.Classes = classes.Classes
	var zone zoneFile
	l.read(path.Join(dir, "zone.yaml"), &zone)
	j.Zone = cal.Zone{Name: zone.Name}
	for _, c := range zone.Changes {
		j.Zone.Changes = append(j.Zone.Changes, cal.Change{From: c.From.Time, Offset: c.Offset.seconds})
		if !c.Source.IsZero() {
			j.ZoneCites = append(j.ZoneCites, ZoneCite{c.From.Time, c.Source, c.Mark})
		}
	}
	return j
}
