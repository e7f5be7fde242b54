package workbook

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// trials is enough for the shape of a report, and keeps the tests quick.
const trials = 2000

// What every assessment needs is read only, and loaded once.
var (
	loadRulebook = sync.OnceValues(func() (*law.Rulebook, error) { return law.Load(law.Embedded()) })
	loadMethod   = sync.OnceValues(func() (*severity.Method, error) { return severity.Load(severity.Embedded()) })
	loadModel    = sync.OnceValues(func() (*loss.Model, error) { return loss.Load(loss.Embedded()) })
)

func rulebook(t testing.TB) *law.Rulebook {
	t.Helper()
	book, err := loadRulebook()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func assess(t testing.TB, text string) *impact.Assessment {
	t.Helper()
	return assessWith(t, text, trials)
}

// assessWith is for who looks at nothing that is simulated, and takes few trials.
func assessWith(t testing.TB, text string, trials int) *impact.Assessment {
	t.Helper()
	rulebook := rulebook(t)
	method, err := loadMethod()
	if err != nil {
		t.Fatal(err)
	}
	model, err := loadModel()
	if err != nil {
		t.Fatal(err)
	}
	in, err := incident.Decode("incident.yaml", []byte(text), rulebook.Facts, method.Catalogue.IDs())
	if err != nil {
		t.Fatal(err)
	}
	a, err := impact.Assess(in, impact.Options{
		Rulebook: rulebook, Severity: method, Loss: model, Trials: trials, Workers: 1,
		AsOf: time.Date(2025, 6, 1, 9, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func caseText(t testing.TB, id string) string {
	t.Helper()
	text, err := cases.Read(id)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func build(t testing.TB, text, language string) book.Book {
	t.Helper()
	l, err := locale.Load(language)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Build(assess(t, text), l, "test")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got); -update rewrites it:\n%s", name, diff)
	}
}

// each visits every cell of a book with its sheet and row.
func each(b book.Book, visit func(s *book.Sheet, row int, c *book.Cell)) {
	for i := range b.Sheets {
		for r := range b.Sheets[i].Rows {
			for k := range b.Sheets[i].Rows[r].Cells {
				visit(&b.Sheets[i], r, &b.Sheets[i].Rows[r].Cells[k])
			}
		}
	}
}
