package severity

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"breachimpact/law"
)

// trace writes an explanation as text: keys and values, without a language.
func trace(step law.Step) string {
	var b strings.Builder
	step.Walk(func(s law.Step, depth int) {
		fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", depth), s.Key)
		for _, a := range s.Args {
			fmt.Fprintf(&b, " %s=%s", a.Name, shown(a.Value))
		}
		if s.Result.Kind != law.NoValue {
			fmt.Fprintf(&b, " → %s", shown(s.Result))
		}
		if !s.Mark.Firm() {
			fmt.Fprintf(&b, " [%s]", s.Mark)
		}
		for _, c := range s.Cites {
			fmt.Fprintf(&b, " (%s: %s)", c.Instrument, c.At)
		}
		b.WriteByte('\n')
	})
	return b.String()
}

func shown(v law.Value) string {
	switch v.Kind {
	case law.NumberKind:
		return v.Number.String()
	case law.VerdictKind:
		return v.Verdict.String()
	case law.TextKind:
		return fmt.Sprintf("%q", v.Text.EN)
	}
	return v.Word
}

func TestTrace(t *testing.T) {
	m := method(t)
	g := published("full-name", "national-id", "social-security-number", "phone", "email", "employer", "salary", "bank-account")
	g.Integrity, g.Availability, g.Vulnerable = "", "restored", law.Unknown
	g.Data = append(g.Data, Datum{Type: "health-record"}, Datum{Type: "password", Present: law.Yes}, Datum{Type: "location-history", Present: law.Yes, PublicBefore: law.Yes})
	s := scoreOne(m, g)
	var b strings.Builder
	b.WriteString(trace(s.Step))
	b.WriteString("\nextended:\n")
	b.WriteString(trace(s.Extended.Step))
	b.WriteString("\nmoves:\n")
	for _, v := range s.Moves {
		fmt.Fprintf(&b, "%s %s: ", v.StrictLevel, v.ExtendedLevel)
		b.WriteString(trace(v.Step))
	}
	b.WriteString("\nunknown:\n")
	for _, u := range s.Unknowns {
		b.WriteString(trace(u.Step))
	}
	const file = "testdata/trace.golden"
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("trace differs from %s (go test -update rewrites it):\n%s", file, b.String())
	}
}

func TestMain(m *testing.M) {
	flag.Bool("update", false, "rewrite golden files")
	os.Exit(m.Run())
}
