package severity

import (
	"testing"

	"breachimpact/law"
)

func BenchmarkLoad(b *testing.B) {
	files := Embedded()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(files); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	m := method(b)
	g := published("full-name", "national-id", "social-security-number", "phone", "email", "employer", "salary", "bank-account")
	g.Integrity, g.Availability, g.Vulnerable = "", "", law.Unknown
	in := Input{Groups: []Group{g}}
	b.ReportAllocs()
	for b.Loop() {
		if !m.Score(in).Applicable {
			b.Fatal("no score")
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	c := method(b).Catalogue
	c.Search("warm the index")
	b.ReportAllocs()
	for b.Loop() {
		if len(c.Search("carte")) == 0 {
			b.Fatal("nothing found")
		}
	}
}
