package incident

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// read returns a file of testdata.
func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// testBook is the fact book of these tests.
func testBook(t testing.TB) law.FactBook {
	t.Helper()
	root, faults := strict.Parse("facts.yaml", read(t, "facts.yaml"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var book law.FactBook
	r := &strict.Reader{File: "facts.yaml"}
	if r.Decode(root, &book); len(r.Faults) > 0 {
		t.Fatal(r.Faults)
	}
	return book
}

func testTypes() []string {
	return []string{"card-number", "card-cvv", "card-expiry", "salary", "full-name"}
}

// head starts every small file: two lines.
const head = "schema: breachimpact/incident/1\nid: small\n"

// decode reads a small file, without its head, that must be valid.
func decode(t testing.TB, body string) *Incident {
	t.Helper()
	i, err := Decode("small.yaml", []byte(head+body), testBook(t), testTypes())
	if err != nil {
		t.Fatalf("%s\n%v", body, err)
	}
	return i
}

// faultsOf are the faults of a whole file.
func faultsOf(t testing.TB, data string) strict.Faults {
	t.Helper()
	i, err := Decode("small.yaml", []byte(data), testBook(t), testTypes())
	if err == nil {
		return nil
	}
	if i != nil {
		t.Fatal("both an incident and an error")
	}
	var faults strict.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("not faults: %v", err)
	}
	return faults
}

// summary is one line a fault: line, code, path.
func summary(faults strict.Faults) string {
	var lines []string
	for _, f := range faults {
		lines = append(lines, strings.TrimSpace(f.Place.String()+" "+f.Code+" "+f.Place.Path))
	}
	return strings.Join(lines, "\n")
}
