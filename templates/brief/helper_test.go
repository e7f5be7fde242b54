package brief

import (
	"strings"
	"sync"
	"testing"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
)

// rules are the editions that ship with the program, loaded once: they are read
// only.
type rules struct {
	book   *law.Rulebook
	method *severity.Method
	model  *loss.Model
	words  map[string]*locale.Locale
}

var load = sync.OnceValues(func() (rules, error) {
	var r rules
	var err error
	if r.book, err = law.Load(law.Embedded()); err != nil {
		return r, err
	}
	if r.method, err = severity.Load(severity.Embedded()); err != nil {
		return r, err
	}
	if r.model, err = loss.Load(loss.Embedded()); err != nil {
		return r, err
	}
	r.words = map[string]*locale.Locale{}
	for _, lang := range locale.Languages() {
		if r.words[lang], err = locale.Load(lang); err != nil {
			return r, err
		}
	}
	return r, nil
})

// assess assesses the text of an incident file with few trials: what is tested
// is the wording, not the simulation.
func assess(t testing.TB, text string) *impact.Assessment {
	t.Helper()
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, d := range r.method.Catalogue.Types() {
		types = append(types, d.ID)
	}
	in, err := incident.Decode("test.yaml", []byte(text), r.book.Facts, types)
	if err != nil {
		t.Fatal(err)
	}
	a, err := impact.Assess(in, impact.Options{Rulebook: r.book, Severity: r.method, Loss: r.model, Trials: 2000, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func assessCase(t testing.TB, id string) *impact.Assessment {
	t.Helper()
	text, err := cases.Read(id)
	if err != nil {
		t.Fatal(err)
	}
	return assess(t, string(text))
}

func language(t testing.TB, lang string) *locale.Locale {
	t.Helper()
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return r.words[lang]
}

func text(t testing.TB, a *impact.Assessment, lang string) string {
	t.Helper()
	var b strings.Builder
	if err := Text(&b, a, language(t, lang)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func deadlines(t testing.TB, a *impact.Assessment, lang string) string {
	t.Helper()
	var b strings.Builder
	if err := Deadlines(&b, a, language(t, lang)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
