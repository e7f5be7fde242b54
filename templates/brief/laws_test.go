package brief

import (
	"slices"
	"strings"
	"testing"

	"breachimpact/law"
)

// severalLaws is a Moroccan company that the law of Algeria and that of the Union
// reach too.
const severalLaws = `schema: breachimpact/incident/1
id: several-laws
as_of: 2026-03-04T18:00:00+01:00
seed: 1
organisation: {name: Example, country: ma, kind: company, role: controller, establishments: [ma, dz, fr], targets: []}
timeline: {occurred: 2026-03-01, aware: 2026-03-02T09:00:00+01:00, public: 2026-03-03}
breach: {personal_data: yes, confidentiality: published, integrity: none, availability: none, malicious: yes}
people:
  - {group: clients, people: 4000, records: 4000, unit: person, data: [{type: full-name, protection: none}, {type: bank-account, protection: none}]}
`

// Where a report has several laws, each duty names its own, and the law of the
// controller's country comes first.
func TestDutiesNameTheirLaw(t *testing.T) {
	a := assess(t, severalLaws)
	if first := a.Claimed.Jurisdictions[0].Jurisdiction.Code; first != "ma" {
		t.Errorf("the first law is %s", first)
	}
	var codes []string
	for _, d := range (&brief{a: a, l: language(t, "fr")}).listed() {
		if code := d.Jurisdiction.Code; d.Finding().Version.Duty.Basis == law.Statutory && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if want := []string{"ma", "dz", "eu", "fr"}; !slices.Equal(codes, want) {
		t.Errorf("the laws stand in the order %q, want %q", codes, want)
	}
	for lang, want := range map[string]string{"fr": "Droit\u00a0: Algérie", "ar": "القانون: الجزائر", "en": "Law: Algeria"} {
		for name, got := range map[string]string{"text": text(t, a, lang), "deadlines": deadlines(t, a, lang)} {
			if !strings.Contains(got, want) {
				t.Errorf("%s in %s does not say %q", name, lang, want)
			}
		}
	}
	if got := text(t, assessCase(t, "cnss-2025"), "en"); strings.Contains(got, "Law: Morocco") {
		t.Error("a report with one law names it at each duty")
	}
}
