package incident

import (
	"errors"
	"testing"

	"breachimpact/law/strict"
)

// FuzzDecode proves that no bytes make Decode panic, that it answers an incident
// or faults, and that what it accepts can be resolved and listed.
func FuzzDecode(f *testing.F) {
	for _, name := range []string{"example.yaml", "unknown.yaml", "facts.yaml"} {
		f.Add(read(f, name))
	}
	for _, c := range badFiles() {
		if text := c.text(); len(text) < 10_000 {
			f.Add([]byte(text))
		}
	}
	book, types := testBook(f), testTypes()
	f.Fuzz(func(t *testing.T, data []byte) {
		i, err := Decode("fuzz.yaml", data, book, types)
		if err != nil {
			var faults strict.Faults
			if i != nil || !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("%v and %v", i, err)
			}
			if shown := faults.Error(); len(faults) <= maxFaults && shown == "" {
				t.Fatal("faults that say nothing")
			}
			return
		}
		for _, s := range Standpoints() {
			scenario := i.At(s)
			low, _ := scenario.People()
			if low.Low.IsNegative() || low.High.LessThan(low.Low) {
				t.Fatalf("people %v", low)
			}
		}
		if unknown, stated := len(i.Unknowns()), len(i.Stated()); unknown > stated {
			t.Fatalf("%d unknown of %d", unknown, stated)
		}
	})
}
