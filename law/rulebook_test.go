package law

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"breachimpact/law/strict"

	"github.com/rogpeppe/go-internal/txtar"
)

// goodFiles are the files of the small rulebook.
func goodFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

func good(t testing.TB) *Rulebook {
	t.Helper()
	b, err := Load(goodFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// broken is one file of testdata/bad: what it replaces in the good rulebook, what
// it takes away, and the faults it must raise, each "file:line: code".
type broken struct {
	code          string
	want, without []string
	files         []txtar.File
}

func readBroken(fsys fs.FS) ([]broken, error) {
	names, err := fs.Glob(fsys, "*.txtar")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("no broken rulebook was found")
	}
	var out []broken
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		archive := txtar.Parse(data)
		b := broken{code: strings.TrimSuffix(path.Base(name), ".txtar"), files: archive.Files}
		for line := range strings.Lines(string(archive.Comment)) {
			if s, ok := strings.CutPrefix(strings.TrimSpace(line), "want: "); ok {
				b.want = append(b.want, s)
			}
			if s, ok := strings.CutPrefix(strings.TrimSpace(line), "without: "); ok {
				b.without = append(b.without, s)
			}
		}
		out = append(out, b)
	}
	return out, nil
}

// raise loads the small rulebook with the broken files in place.
func (b broken) raise(t *testing.T) strict.Faults {
	files := goodFiles(t)
	for _, name := range b.without {
		delete(files, name)
	}
	for _, f := range b.files {
		if f.Name == "range.yaml" {
			root, faults := strict.Parse(f.Name, f.Data)
			r := &strict.Reader{File: f.Name, Faults: faults}
			r.Decode(root, new(Range))
			return r.Faults
		}
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	book, err := Load(files)
	if book != nil {
		t.Error("a broken rulebook was handed out")
	}
	if !errors.Is(err, ErrRulebook) {
		t.Errorf("the error is not ErrRulebook: %v", err)
	}
	var faults strict.Faults
	errors.As(err, &faults)
	return faults
}

func TestEachBrokenRulebookRaisesItsCodeAtItsLine(t *testing.T) {
	cases, err := readBroken(os.DirFS("testdata/bad"))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range cases {
		t.Run(b.code, func(t *testing.T) {
			var got []string
			faults := b.raise(t)
			for _, f := range faults {
				got = append(got, fmt.Sprintf("%s: %s", f.Place, f.Code))
			}
			if !slices.Equal(got, b.want) {
				t.Errorf("got  %q\nwant %q", got, b.want)
			}
			if !slices.ContainsFunc(faults, func(f strict.Fault) bool { return f.Code == b.code }) {
				t.Errorf("%s is not raised", b.code)
			}
		})
	}
}

func TestEveryCodeHasABrokenRulebook(t *testing.T) {
	cases, err := readBroken(os.DirFS("testdata/bad"))
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, b := range cases {
		have = append(have, b.code)
		if !slices.Contains(Codes(), b.code) {
			t.Errorf("%s is not a code", b.code)
		}
	}
	for _, code := range Codes() {
		if !slices.Contains(have, code) {
			t.Errorf("%s has no broken rulebook", code)
		}
		if slices.Contains(strict.Codes(), code) {
			t.Errorf("%s is a code of strict too", code)
		}
	}
	sorted := slices.Sorted(slices.Values(Codes()))
	if len(slices.Compact(sorted)) != len(Codes()) {
		t.Error("a code is listed twice")
	}
}

func TestAHarnessThatFindsNothingFails(t *testing.T) {
	if _, err := readBroken(fstest.MapFS{}); err == nil {
		t.Error("no broken rulebook, and no complaint")
	}
	if _, err := readCases(fstest.MapFS{}, "ma"); err == nil {
		t.Error("no case, and no complaint")
	}
}

func TestTheSmallRulebookLoadsClean(t *testing.T) {
	b := good(t)
	j := b.Find("xx")
	if j == nil || b.Find("zz") != nil || len(b.Jurisdictions) != 1 {
		t.Fatal("the jurisdiction is not found by its code")
	}
	if j.Provision("xx.law.10") == nil || j.Provision("xx.law.99") != nil || j.Instrument("xx.law") == nil || j.Instrument("x") != nil || j.Addressee("authority") == nil || j.Addressee("x") != nil {
		t.Error("its parts are not found by their ids")
	}
	if got := j.FirstText().String(); got != "2020-02-01" {
		t.Errorf("the first text is of %s", got)
	}
	if b.Facts.Find("declared") == nil || b.Facts.Find("x") != nil || fmt.Sprint(b.Facts.IDs(GivenFacts)) != "[declared requests]" {
		t.Error("facts are not found")
	}
}

func TestAllFaultsOfAllFilesAreReportedInReadingOrder(t *testing.T) {
	files := goodFiles(t)
	replace := func(name, old, new string) {
		data := bytes.Replace(files[name].Data, []byte(old), []byte(new), 1)
		if bytes.Equal(data, files[name].Data) {
			t.Fatalf("%s does not hold %q", name, old)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	replace("xx/zone.yaml", "+01:00", "one")
	replace("facts.yaml", "type: truth", "type: trut")
	replace("xx/duties.yaml", "72h", "~")
	_, err := Load(files)
	want := "rulebook is not valid:\n" +
		"facts.yaml:4: unknown-value at facts[0].type value=\"trut\" nearest=\"truth\" allowed=\"truth, choice, number, amount\"\n" +
		"xx/duties.yaml:23: yaml-null at provisions[0].versions[1].duty.clock.within\n" +
		"xx/zone.yaml:5: not-an-offset at changes[1].offset value=\"one\""
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestTheFingerprintIsThatOfTheBytes(t *testing.T) {
	base := good(t).Fingerprint
	if len(base) != 64 {
		t.Fatalf("%q is no SHA-256", base)
	}
	for name, f := range goodFiles(t) {
		for _, change := range []struct {
			what string
			data []byte
		}{
			{"a line end more", append(slices.Clone(f.Data), '\n')},
			{"one letter of a comment", bytes.Replace(f.Data, []byte("# "), []byte("#x"), 1)},
		} {
			files := goodFiles(t)
			files[name] = &fstest.MapFile{Data: change.data}
			b, err := Load(files)
			if err != nil {
				t.Fatal(err)
			}
			if b.Fingerprint == base {
				t.Errorf("%s in %s leaves the fingerprint", change.what, name)
			}
		}
	}
	files := goodFiles(t)
	files["xx/cases/one.yaml"] = &fstest.MapFile{Data: []byte("anything")}
	if b, err := Load(files); err != nil || b.Fingerprint != base {
		t.Errorf("a case changes the fingerprint: %v", err)
	}
}

// backwards lists directories in the other order.
type backwards struct{ fstest.MapFS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := b.MapFS.ReadDir(name)
	slices.Reverse(entries)
	return entries, err
}

func TestTheOrderOfFilesDoesNotMatter(t *testing.T) {
	files := goodFiles(t)
	for name, f := range goodFiles(t) {
		if rest, ok := strings.CutPrefix(name, "xx/"); ok {
			files["aa/"+rest] = &fstest.MapFile{Data: bytes.ReplaceAll(bytes.ReplaceAll(f.Data, []byte("xx."), []byte("aa.")), []byte("code: xx"), []byte("code: aa"))}
		}
	}
	forwards, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	reversed, err := Load(backwards{files})
	if err != nil {
		t.Fatal(err)
	}
	if forwards.Fingerprint != reversed.Fingerprint || reversed.Jurisdictions[0].Code != "aa" || reversed.Jurisdictions[1].Code != "xx" {
		t.Error("the order of files shows")
	}
}

func TestAPrisonTermMustBeTakenFromLegalPersonsOnEveryDay(t *testing.T) {
	files := goodFiles(t)
	split := func(second string) error {
		s := string(files["xx/sanctions.yaml"].Data)
		i := strings.LastIndex(s, "      - valid: {from: 2020-02-01}")
		body := strings.TrimPrefix(s[i:], "      - valid: {from: 2020-02-01}")
		s = s[:i] + "      - valid: {from: 2020-02-01, to: 2023-01-01}" + body + "      - valid: {from: 2023-01-01}" + strings.Replace(body, "prison: 0", second, 1)
		with := goodFiles(t)
		with["xx/sanctions.yaml"] = &fstest.MapFile{Data: []byte(s)}
		_, err := Load(with)
		return err
	}
	if err := split("prison: 0"); err != nil {
		t.Errorf("two versions that both take it away: %v", err)
	}
	if err := split("prison: 1"); err == nil || !strings.Contains(err.Error(), "LAW-021") {
		t.Errorf("the second version leaves it: %v", err)
	}
}

// FuzzLoad: any text in the place of a file gives a rulebook or faults, never a
// panic; what loads can be applied.
func FuzzLoad(f *testing.F) {
	for name, file := range goodFiles(f) {
		f.Add(name, file.Data)
	}
	cases, err := readBroken(os.DirFS("testdata/bad"))
	if err != nil {
		f.Fatal(err)
	}
	for _, b := range cases {
		for _, file := range b.files {
			f.Add(file.Name, file.Data)
		}
	}
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range goodFiles(f) {
			if !yield(name) {
				return
			}
		}
	})
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		files := goodFiles(t)
		if !slices.Contains(names, name) {
			return
		}
		files[name] = &fstest.MapFile{Data: data}
		b, err := Load(files)
		if (b == nil) != (err != nil) {
			t.Fatal(err)
		}
		if b == nil {
			return
		}
		for _, j := range b.Jurisdictions {
			findings := Applier{Book: b.Facts, Jurisdiction: j, Times: on("2024-02-29")}.Findings()
			Totals(j, findings)
		}
	})
}

func BenchmarkParseEmbedded(b *testing.B) {
	data, err := fs.ReadFile(Embedded(), "facts.yaml")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, faults := strict.Parse("facts.yaml", data); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}

func BenchmarkLoadEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Embedded()); err != nil {
			b.Fatal(err)
		}
	}
}
