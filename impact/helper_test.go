package impact

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"
)

// edition is what ships with the program, loaded once: it is read only.
type edition struct {
	book   *law.Rulebook
	method *severity.Method
	model  *loss.Model
}

func loadAll() (edition, error) {
	var e edition
	var err error
	if e.book, err = law.Load(law.Embedded()); err != nil {
		return e, err
	}
	if e.method, err = severity.Load(severity.Embedded()); err != nil {
		return e, err
	}
	e.model, err = loss.Load(loss.Embedded())
	return e, err
}

var shipped = sync.OnceValues(loadAll)

// now is a moment after every date of the tests and within what is known of the
// law.
var now = time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)

func options(t testing.TB) Options {
	t.Helper()
	e, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	// Few trials: the simulation has tests of its own.
	return Options{Rulebook: e.book, Severity: e.method, Loss: e.model, AsOf: now, Trials: 200, Workers: 1}
}

func decode(t testing.TB, text string) *incident.Incident {
	t.Helper()
	if !strings.HasPrefix(text, "schema:") && !strings.Contains(text, "\nschema:") {
		text = "schema: breachimpact/incident/1\nid: test\n" + text
	}
	o := options(t)
	in, err := incident.Decode("test.yaml", []byte(text), o.Rulebook.Facts, o.Severity.Catalogue.IDs())
	if err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	return in
}

func assess(t testing.TB, text string, change ...func(*Options)) *Assessment {
	t.Helper()
	a, err := try(t, text, change...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func try(t testing.TB, text string, change ...func(*Options)) (*Assessment, error) {
	t.Helper()
	o := options(t)
	for _, c := range change {
		c(&o)
	}
	return Assess(decode(t, text), o)
}

// caseText reads an embedded case as a file: this package may not import
// templates.
func caseText(t testing.TB, id string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "templates", "cases", id+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func caseIDs() []string { return []string{"cards-2025", "cnss-2025"} }

func document(t testing.TB, a *Assessment) string {
	t.Helper()
	out, err := a.Document("test").MarshalIndent()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func finding(t testing.TB, v *View, id string) law.Finding {
	t.Helper()
	for i := range v.Jurisdictions {
		if f := v.Jurisdictions[i].finding(id); f != nil {
			return *f
		}
	}
	t.Fatalf("no finding %s", id)
	return law.Finding{}
}

func exposure(t testing.TB, v *View, id string, on law.Party) law.Exposure {
	t.Helper()
	for _, x := range finding(t, v, id).Exposures {
		if x.On == on {
			return x
		}
	}
	t.Fatalf("%s exposes no %s", id, on)
	return law.Exposure{}
}

func faultsOf(t testing.TB, err error) strict.Faults {
	t.Helper()
	var faults strict.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("got %v, want faults", err)
	}
	return faults
}
