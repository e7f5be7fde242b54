package law

import "testing"

func TestEmbeddedRulebookLoads(t *testing.T) {
	b, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Jurisdictions) == 0 {
		t.Fatal("the embedded rulebook has no jurisdiction")
	}
}
