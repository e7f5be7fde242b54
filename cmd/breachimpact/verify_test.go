package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tampered is a workbook with one text of its parts replaced, as someone with a
// text editor would.
func tampered(t *testing.T, file, old, replacement string) {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		cells := strings.HasPrefix(f.Name, "xl/worksheets/") || strings.HasPrefix(f.Name, "xl/sharedStrings") || strings.HasPrefix(f.Name, "docProps/")
		if cells && !found && strings.Contains(string(data), old) {
			data, found = []byte(strings.Replace(string(data), old, replacement, 1)), true
		}
		into, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := into.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || !found {
		t.Fatalf("%q is in no part (%v)", old, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A report verifies as it was written, in every language and with every option that
// shaped it; after each change, the change is named.
func TestVerify(t *testing.T) {
	at := func() time.Time { return time.Date(2026, 11, 21, 8, 30, 0, 0, time.FixedZone("", 3600)) }
	command := func(args ...string) (string, string, int) {
		var stdout, stderr bytes.Buffer
		exit := run(append([]string{"breachimpact"}, args...), strings.NewReader(""), &stdout, &stderr, func(string) string { return "" }, at)
		return stdout.String(), stderr.String(), exit
	}
	dir := t.TempDir()
	report := func(lang string, options ...string) string {
		t.Helper()
		args := append([]string{"report", "case:cards-2025", "--lang", lang, "--out", dir, "--force", "--trials", "500"}, options...)
		if _, stderr, exit := command(args...); exit != exitDone {
			t.Fatal(stderr)
		}
		return filepath.Join(dir, "cards-2025."+lang+".xlsx")
	}
	for _, c := range [][]string{{"fr"}, {"ar"}, {"en"}, {"en", "--seed", "9"}, {"en", "--law", "ma"}, {"en", "--include-announced"}, {"en", "--as-of", "2026-01-02T03:04:05Z"}} {
		file := report(c[0], c[1:]...)
		if stdout, stderr, exit := command("verify", file, "--lang", "en"); exit != exitDone || !strings.Contains(stdout, "no difference") {
			t.Errorf("%v: exit %d\n%s%s", c, exit, stdout[:min(len(stdout), 2000)], stderr)
		}
	}
	for _, c := range []struct{ name, old, replacement, says string }{
		{"a number", "<v>31220</v>", "<v>31219</v>", "31219, recomputed 31220"},
		{"a word", "Crisis communication", "Other communication", "Other communication"},
		{"the seed", ">1</vt:lpwstr>", ">2</vt:lpwstr>", "seed"},
	} {
		file := report("en")
		tampered(t, file, c.old, c.replacement)
		if stdout, stderr, exit := command("verify", file, "--lang", "en"); exit != exitDifference || !strings.Contains(stdout, c.says) {
			t.Errorf("%s: exit %d\n%s%s", c.name, exit, stdout[:min(len(stdout), 2000)], stderr)
		}
	}
	for _, c := range []struct {
		name, old, replacement string
		exit                   int
		says                   string
	}{
		{"the case file", "id: cards-2025", "id: cards-2026", exitDifference, "case-file sheet"},
		{"the version", ">devel</vt:lpwstr>", ">0.1</vt:lpwstr>", exitUsage, "version 0.1"},
	} {
		file := report("en")
		tampered(t, file, c.old, c.replacement)
		if _, stderr, exit := command("verify", file, "--lang", "en"); exit != c.exit || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: exit %d\n%s", c.name, exit, stderr)
		}
	}
}
