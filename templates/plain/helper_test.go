package plain

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
	"breachimpact/templates/workbook"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// editions are those that ship with the program, loaded once: they are read only.
type editions struct {
	rulebook *law.Rulebook
	method   *severity.Method
	model    *loss.Model
	words    map[string]*locale.Locale
}

var load = sync.OnceValues(func() (editions, error) {
	e := editions{words: map[string]*locale.Locale{}}
	var err error
	if e.rulebook, err = law.Load(law.Embedded()); err != nil {
		return e, err
	}
	if e.method, err = severity.Load(severity.Embedded()); err != nil {
		return e, err
	}
	if e.model, err = loss.Load(loss.Embedded()); err != nil {
		return e, err
	}
	for _, language := range locale.Languages() {
		if e.words[language], err = locale.Load(language); err != nil {
			return e, err
		}
	}
	return e, nil
})

func loaded(t testing.TB) editions {
	t.Helper()
	e, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func words(t testing.TB, language string) *locale.Locale {
	t.Helper()
	return loaded(t).words[language]
}

// assess assesses a case with few trials: what is tested is the form.
func assess(t testing.TB, id string, change ...func(*incident.Incident)) *impact.Assessment {
	t.Helper()
	e := loaded(t)
	text, err := cases.Read(id)
	if err != nil {
		t.Fatal(err)
	}
	in, err := incident.Decode("incident.yaml", text, e.rulebook.Facts, e.method.Catalogue.IDs())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(in)
	}
	a, err := impact.Assess(in, impact.Options{Rulebook: e.rulebook, Severity: e.method, Loss: e.model, Trials: 2000, Workers: 1, Alternatives: true})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func reading(t testing.TB, a *impact.Assessment, language string) book.Book {
	t.Helper()
	b, err := workbook.Reading(a, words(t, language), "test")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func markdown(t testing.TB, b book.Book, language string) string {
	t.Helper()
	out, err := Markdown(b, words(t, language), words(t, language).Text("plain.explain"))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func records(t testing.TB, b book.Book, language string) string {
	t.Helper()
	l := words(t, language)
	header, err := CSVHeader(l)
	if err != nil {
		t.Fatal(err)
	}
	out, err := CSV(b, l, "test")
	if err != nil {
		t.Fatal(err)
	}
	return header + out
}

func text(t testing.TB, b book.Book, language string) string {
	t.Helper()
	out, err := Text(b, words(t, language))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fingerprint is hidden in golden files, so that a corrected note in the data does
// not change what is tested here.
var fingerprint = regexp.MustCompile(`[0-9a-f]{64}`)

func golden(t *testing.T, name, got string) {
	t.Helper()
	got = strings.ReplaceAll(fingerprint.ReplaceAllString(got, "(fingerprint)"), "\r\n", "\n")
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs; look at it, then run with -update:\n%s", name, diff)
	}
}
