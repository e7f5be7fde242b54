package brief

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"breachimpact/templates/locale"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fingerprint is hidden in golden files, so that a corrected note in the data
// does not change what is tested here.
var fingerprint = regexp.MustCompile(`[0-9a-f]{64}`)

func TestGolden(t *testing.T) {
	for _, id := range []string{"cnss-2025", "cards-2025"} {
		a := assessCase(t, id)
		for _, lang := range locale.Languages() {
			golden(t, id+"."+lang+".txt", text(t, a, lang))
		}
		for _, lang := range []string{"fr", "ar"} {
			golden(t, id+".deadlines."+lang+".txt", deadlines(t, a, lang))
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	got = fingerprint.ReplaceAllString(got, "(fingerprint)")
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; look at it, then run with -update:\n%s", name, diff)
	}
}
