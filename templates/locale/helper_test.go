package locale

import (
	"sync"
	"testing"
	"time"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/cases"
)

func locale(t testing.TB, lang string) *Locale {
	t.Helper()
	l, err := Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// all are the three languages, loaded once.
func all(t testing.TB) []*Locale {
	t.Helper()
	var out []*Locale
	for _, lang := range Languages() {
		out = append(out, locale(t, lang))
	}
	return out
}

// rules are the editions that ship with the program, loaded once.
type rules struct {
	book   *law.Rulebook
	method *severity.Method
	model  *loss.Model
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
	r.model, err = loss.Load(loss.Embedded())
	return r, err
})

func editions(t testing.TB) rules {
	t.Helper()
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func assess(t testing.TB, text string) *impact.Assessment {
	t.Helper()
	r := editions(t)
	in, err := incident.Decode("test.yaml", []byte(text), r.book.Facts, r.method.Catalogue.IDs())
	if err != nil {
		t.Fatal(err)
	}
	a, err := impact.Assess(in, impact.Options{Rulebook: r.book, Severity: r.method, Loss: r.model, AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), Trials: 200, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// incidents are texts that between them reach as many explanations as there
// are: the real cases, and small ones for what those do not hold.
func incidents(t testing.TB) map[string]string {
	t.Helper()
	const head = "schema: breachimpact/incident/1\nid: test\ncurrency: MAD\n"
	out := map[string]string{
		"nothing known":    head,
		"before the law":   head + "timeline: {occurred: 2008-05-01, aware: 2008-05-02}\n",
		"settled":          head + "organisation: {country: ma, kind: company, establishments: [ma]}\nfacts: {declared: no, repeat-offence: yes, refused-requests: 3, incident-reported: no, vital-infrastructure: yes}\ntimeline: {occurred: 2025-04, aware: 2025-04-09}\nbreach: {personal_data: yes, confidentiality: published, integrity: recoverable, availability: lost, malicious: yes}\npeople: [{group: a, people: {low: 90, high: 300}, vulnerable: yes, data: [{type: health-record, protection: hashed}, {type: card-number, records: 7}, {type: password}]}]\nloss: {parameters: {crisis-lump: {low: 1, high: 2, reason: a contract}}}\n",
		"no personal data": head + "organisation: {country: ma, kind: state}\nbreach: {personal_data: no, availability: restored}\npeople: [{group: a}]\n",
	}
	for _, id := range cases.IDs() {
		text, err := cases.Read(id)
		if err != nil {
			t.Fatal(err)
		}
		out[id] = string(text)
	}
	return out
}
