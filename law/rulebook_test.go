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
		if into, ok := map[string]any{"range.yaml": new(Range)}[f.Name]; ok {
			root, faults := strict.Parse(f.Name, f.Data)
			r := &strict.Reader{File: f.Name, Faults: faults}
			r.Decode(root, into)
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

// Further ways to break the same laws.
func TestVariantsOfABrokenRulebook(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"two facts share an id", "facts.yaml", "id: kind", "id: declared", "facts.yaml:8: LAW-001"},
		{"two instruments share an id", "xx/instruments.yaml", "instruments:\n", "instruments:\n  - {id: xx.law, number: \"0\", title: {fr: a, ar: أ, en: a}}\n", "xx/instruments.yaml:4: LAW-001"},
		{"an instrument belongs to another country", "xx/instruments.yaml", "instruments:\n", "instruments:\n  - {id: yy.law, number: \"0\", title: {fr: a, ar: أ, en: a}}\n", "xx/instruments.yaml:3: LAW-002"},
		{"a span of no day at all", "xx/duties.yaml", "to: 2024-01-01", "to: 2020-02-01", "xx/duties.yaml:7: LAW-003"},
		{"an open end before another version", "xx/duties.yaml", ", to: 2024-01-01", "", "xx/duties.yaml:18: LAW-004"},
		{"a class cites what is not listed", "xx/classes.yaml", "xx.law", "xx.other", "xx/classes.yaml:3: LAW-006"},
		{"a class answers a fact that nobody defines", "xx/classes.yaml", "fact: sensitive", "fact: sensitiv", "xx/classes.yaml:3: LAW-019"},
		{"a modifier is not stacked with a sanction", "xx/sanctions.yaml", "          prison: 0", "          not-with: [xx.law.10]\n          prison: 0", "xx/sanctions.yaml:26: LAW-007"},
		{"a duty refers to itself", "xx/duties.yaml", "{applies: xx.law.1}", "{applies: xx.law.2}", "xx/duties.yaml:33: LAW-008"},
		{"the scope asks a fact that nobody defines", "xx/jurisdiction.yaml", "applies: {fact: kind", "applies: {fact: knd", "xx/jurisdiction.yaml:7: LAW-009"},
		{"a doubt asks a word that is no choice", "xx/jurisdiction.yaml", "when: {fact: kind, in: [state]}", "when: {fact: kind, in: [stat]}", "xx/jurisdiction.yaml:17: LAW-011"},
		{"a count is asked for yes or no", "xx/sanctions.yaml", "when: {fact: declared, is: no}", "when: {fact: requests, is: no}", "xx/sanctions.yaml:8: LAW-010"},
		{"a truth is asked how many", "xx/sanctions.yaml", "when: {fact: declared, is: no}", "when: {fact: declared, at-least: 1}", "xx/sanctions.yaml:8: LAW-010"},
		{"so much for each truth", "xx/sanctions.yaml", "{per-unit: {amount: 100 EUR, fact: requests}}", "{per-unit: {amount: 100 EUR, fact: declared}}", "xx/sanctions.yaml:7: LAW-010"},
		{"a prison term out of order", "xx/sanctions.yaml", "{low: 3, high: 12}", "{low: 13, high: 12}", "xx/sanctions.yaml:7: LAW-014"},
		{"prison, but said to be a fine only", "xx/sanctions.yaml", "and-or", "fine-only", "xx/sanctions.yaml:7: LAW-013"},
		{"a sanction without a citation", "xx/sanctions.yaml", "cites: [{instrument: xx.law, at: 10, consulted: 2026-01-01}]", "cites: []", "xx/sanctions.yaml:7: LAW-013"},
		{"nothing in force before it was adopted", "xx/instruments.yaml", "in-force: 2020-02-01", "in-force: 2019-02-01", "xx/instruments.yaml:3: LAW-016"},
		{"no table of civil time", "xx/zone.yaml", "changes:\n  - {from: 2020-01-01T00:00:00Z, offset: +00:00}\n  - {from: 2021-01-01T00:00:00Z, offset: +01:00}", "changes: []", "xx/zone.yaml: LAW-020"},
		{"twice the same change", "xx/zone.yaml", "2021-01-01", "2020-01-01", "xx/zone.yaml: LAW-020"},
		{"an instant that is a list", "xx/zone.yaml", "from: 2021-01-01T00:00:00Z", "from: [a]", "xx/zone.yaml:5: not-a-word"},
		{"an offset that is a list", "xx/zone.yaml", "offset: +01:00", "offset: [a]", "xx/zone.yaml:5: not-a-word"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := goodFiles(t)
			files[c.file] = &fstest.MapFile{Data: []byte(replaceOnce(t, string(files[c.file].Data), c.old, c.new))}
			_, err := Load(files)
			var faults strict.Faults
			errors.As(err, &faults)
			if len(faults) == 0 || fmt.Sprintf("%s: %s", faults[0].Place, faults[0].Code) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestARulebookThatCannotBeReadSaysSo(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"nothing there": fstest.MapFS{}, "no such directory": os.DirFS("testdata/none")} {
		if b, err := Load(fsys); b != nil || !errors.Is(err, ErrRulebook) {
			t.Errorf("%s: %v", name, err)
		}
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
		"xx/duties.yaml:25: yaml-null at provisions[0].versions[1].duty.clock.within\n" +
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
	// A line moved from the end of one file to the head of the next is a change too.
	files := goodFiles(t)
	line := []byte("# moved\n")
	files["facts.yaml"] = &fstest.MapFile{Data: append(slices.Clone(files["facts.yaml"].Data), line...)}
	before, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	files = goodFiles(t)
	files["xx/classes.yaml"] = &fstest.MapFile{Data: append(slices.Clone(line), files["xx/classes.yaml"].Data...)}
	if after, err := Load(files); err != nil || after.Fingerprint == before.Fingerprint {
		t.Errorf("a line moved to the next file leaves the fingerprint: %v", err)
	}
	files = goodFiles(t)
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
