package impact

import (
	"testing"

	"breachimpact/impact/severity"
	"breachimpact/law"
)

// Law names data types by the ids of a catalogue it does not import, so nothing
// but this test would notice a type that does not exist: its class would just
// never be met.
func TestLegalClassesNameTypesOfTheCatalogue(t *testing.T) {
	rulebook, err := law.Load(law.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	method, err := severity.Load(severity.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, j := range rulebook.Jurisdictions {
		for _, class := range j.Classes {
			for _, id := range class.Types {
				named++
				if method.Catalogue.Find(id) == nil {
					t.Errorf("%s: class %s names %q, which is no data type", j.Code, class.Fact, id)
				}
			}
		}
	}
	if named == 0 {
		t.Error("no class names a data type, so the test proves nothing")
	}
}

// The sensitive list of law 09-08 is closed: these are the types people most
// often take for sensitive and that it does not name (art. 1(3)).
func TestMoroccanSensitiveListIsClosed(t *testing.T) {
	rulebook, err := law.Load(law.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	ma := rulebook.Find("ma")
	for _, class := range ma.Classes {
		if class.Fact != "sensitive-data" {
			continue
		}
		for _, never := range []string{"salary", "bank-account", "card-number", "card-cvv", "national-id", "social-security-number", "fingerprint", "face-template", "criminal-record", "sex-life", "sexual-orientation", "location-history", "child-data"} {
			for _, id := range class.Types {
				if id == never {
					t.Errorf("%s is classed as sensitive, and the statute does not name it", id)
				}
			}
		}
		return
	}
	t.Error("morocco has no class of sensitive data")
}
