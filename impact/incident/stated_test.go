package incident

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
)

// shown is a value in neutral notation.
func shown(v law.Value) string {
	switch v.Kind {
	case law.MoneyKind:
		return v.Money.String()
	case law.NumberKind:
		return v.Number.String()
	case law.RangeKind:
		return v.Range.Low.String() + ".." + v.Range.High.String()
	case law.DateKind:
		return v.Date.String()
	case law.TimeKind:
		return law.Moment{Date: law.DateOf(v.Time), Time: v.Time}.String()
	case law.VerdictKind:
		return v.Verdict.String()
	case law.TextKind:
		return v.Text.EN
	}
	return v.Word
}

// TestStated holds the facts of the example file, in file order with their
// lines, to a golden.
func TestStated(t *testing.T) {
	i, err := Decode("example.yaml", read(t, "example.yaml"), testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range i.Stated() {
		fmt.Fprintf(&b, "%d %s: %s | %s", s.Line, s.Path, shown(s.Confirmed), shown(s.Claimed))
		for _, c := range s.Conflicts {
			fmt.Fprintf(&b, " conflict %s", shown(c))
		}
		if len(s.Sources) > 0 {
			fmt.Fprintf(&b, " sources %s", strings.Join(s.Sources, ","))
		}
		if !s.Note.IsZero() {
			fmt.Fprintf(&b, " note %q", s.Note.In("fr"))
		}
		b.WriteByte('\n')
	}
	golden(t, "stated.golden", b.String())
}

// golden compares with a file of testdata, or rewrites it under -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile("testdata/"+name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(read(t, name)), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestShown holds every kind of value to how the inputs show it.
func TestShown(t *testing.T) {
	cases := []struct{ body, want string }{
		{"organisation: {name: Caisse}", "Caisse"},
		{"organisation: {country: ma}", "MA"},
		{"organisation: {targets: [fr, dz]}", "FR, DZ"},
		{"organisation: {targets: []}", ""},
		{"organisation: {kind: company}", "kind.company"},
		{"organisation: {turnover: 1.5 MAD}", "1.5 MAD"},
		{"organisation: {turnover: {low: 1 MAD, high: 2 MAD}}", "1 MAD – 2 MAD"},
		{"organisation: {employees: 300}", "300"},
		{"organisation: {employees: {low: 300, high: 301}}", "300..301"},
		{"insurance: {limit: 10 EUR}", "10 EUR"},
		{"timeline: {aware: 2025-01}", "2025-01"},
		{"timeline: {aware: 2025-01-31}", "2025-01-31"},
		{"timeline: {aware: 2025-01-31T10:00:00+01:00}", "2025-01-31T10:00:00+01:00"},
		{"breach: {malicious: no}", "no"},
		{"breach: {volume: 13 GB}", "13 GB"},
		{"breach: {volume: {low: 500 KB, likely: 1 MB, high: 13 GB}}", "500 KB – 13 GB"},
		{"people: [{group: a, residence: {ma: 90%, fr: 2.5%}}]", "MA 90%, FR 2.5%"},
		{"facts: {declared: no}", "no"},
		{"facts: {refused-requests: 3}", "3"},
		{"facts: {refused-requests: {low: 3, high: 4}}", "3..4"},
		{"facts: {gain: {low: 3 MAD, high: 4 MAD}}", "3 MAD – 4 MAD"},
		{"facts: {safeguards: audit}", "audit"},
		{"facts: {transfers: [us, fr]}", "US, FR"},
	}
	for _, c := range cases {
		t.Run(c.body, func(t *testing.T) {
			stated := decode(t, c.body+"\n").Stated()
			if len(stated) != 1 || shown(stated[0].Confirmed) != c.want || stated[0].Line != 3 || !stated[0].KnownConfirmed {
				t.Errorf("%+v, want %q", stated, c.want)
			}
		})
	}
}

func TestUnknowns(t *testing.T) {
	i := decode(t, "breach: {malicious: unknown, cause: {claimed: theft}, integrity: none, availability: {confirmed: lost, claimed: unknown}}\nfacts: {declared: unknown}\n")
	want := []string{"breach.malicious", "breach.cause", "facts.declared"}
	if diff := cmp.Diff(want, i.Unknowns()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWordKeys holds the keys to one a word, each with its prefix.
func TestWordKeys(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range WordKeys() {
		if prefix, word, _ := strings.Cut(key, "."); prefix == "" || word == "" || seen[key] {
			t.Errorf("key %q", key)
		}
		seen[key] = true
	}
	if len(seen) < 60 {
		t.Errorf("only %d keys", len(seen))
	}
}
