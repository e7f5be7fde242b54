package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// names lists a directory.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// broken is a file on a disk that fails in one of the ways disks do.
type broken struct {
	temporary
	write, sync, close error
}

func (b broken) Write(p []byte) (int, error) {
	if b.write == nil {
		return b.temporary.Write(p)
	}
	n, err := b.temporary.Write(p[:len(p)/2])
	return n, errors.Join(err, b.write)
}

func (b broken) Sync() error { return errors.Join(b.temporary.Sync(), b.sync) }

func (b broken) Close() error { return errors.Join(b.temporary.Close(), b.close) }

var (
	errFull  = &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	twoFiles = [2]output{{"a.xlsx", []byte("first content")}, {"b.xlsx", []byte("second content")}}
)

func TestSave(t *testing.T) {
	dir := t.TempDir()
	s := saver{dir: dir, create: createTemporary}
	if err := s.save(twoFiles[:]); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"a.xlsx", "b.xlsx"}) {
		t.Errorf("directory holds %v", got)
	}
	for _, f := range twoFiles {
		if got := read(t, filepath.Join(dir, f.name)); got != string(f.content) {
			t.Errorf("%s holds %q", f.name, got)
		}
		if info, err := os.Stat(filepath.Join(dir, f.name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode of %s: %v, %v", f.name, info.Mode(), err)
		}
	}
}

func TestSaveOnABrokenDisk(t *testing.T) {
	for name, fault := range map[string]broken{
		"write": {write: errFull},
		"sync":  {sync: errFull},
		"close": {close: errFull},
	} {
		for _, force := range []bool{false, true} {
			dir := t.TempDir()
			if force {
				if err := os.WriteFile(filepath.Join(dir, "a.xlsx"), []byte("before"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			s := saver{dir: dir, force: force}
			// The first file is sound: it must not be put in place either.
			s.create = func(dir, name string) (temporary, error) {
				file, err := createTemporary(dir, name)
				if name == "a.xlsx" || err != nil {
					return file, err
				}
				b := fault
				b.temporary = file
				return b, nil
			}
			var f failure
			if err := s.save(twoFiles[:]); !errors.As(err, &f) || f.key != "output-failed" || f.code != exitFile {
				t.Errorf("%s: got %v", name, err)
			}
			var want []string
			if force {
				want = []string{"a.xlsx"}
				if got := read(t, filepath.Join(dir, "a.xlsx")); got != "before" {
					t.Errorf("%s: the target was changed to %q", name, got)
				}
			}
			if got := names(t, dir); !slices.Equal(got, want) {
				t.Errorf("%s: directory holds %v, want %v", name, got, want)
			}
		}
	}
}

func TestSaveReplacesNothingUnlessTold(t *testing.T) {
	dir := t.TempDir()
	s := saver{dir: dir, create: createTemporary}
	if err := os.WriteFile(s.path("b.xlsx"), []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	// Someone took the name after the check: the rename itself must not win.
	var f failure
	if err := s.save(twoFiles[:]); !errors.As(err, &f) || f.key != "output-exists" {
		t.Fatalf("got %v", err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"b.xlsx"}) {
		t.Errorf("directory holds %v", got)
	}
	if got := read(t, s.path("b.xlsx")); got != "before" {
		t.Errorf("the target was changed to %q", got)
	}
	if err := s.check([]string{"a.xlsx", "b.xlsx"}); !errors.As(err, &f) || f.key != "output-exists" {
		t.Errorf("check: %v", err)
	}
	s.force = true
	if err := s.check([]string{"a.xlsx", "b.xlsx"}); err != nil {
		t.Errorf("check with force: %v", err)
	}
	if err := s.save(twoFiles[:]); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s.path("b.xlsx")); got != "second content" {
		t.Errorf("after force: %q", got)
	}
	if info, err := os.Stat(s.path("b.xlsx")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode after force: %v, %v", info.Mode(), err)
	}
}

// A link that hangs, to a file that another user made, is a name that is taken.
func TestSaveDoesNotFollowLinks(t *testing.T) {
	dir := t.TempDir()
	victim := filepath.Join(dir, "victim")
	s := saver{dir: filepath.Join(dir, "out"), create: createTemporary}
	if err := os.Mkdir(s.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(victim, s.path("a.xlsx")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	var f failure
	if err := s.save(twoFiles[:1]); !errors.As(err, &f) || f.key != "output-exists" {
		t.Errorf("got %v", err)
	}
	s.force = true
	if err := s.save(twoFiles[:1]); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(victim); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the target of the link was written")
	}
}

func TestSaveChecksItsDirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"missing": "output-directory", "file": "output-file"} {
		s := saver{dir: filepath.Join(dir, name), create: createTemporary}
		if got := keyOf(s.check([]string{"a.xlsx"})); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	s := saver{dir: dir, create: createTemporary}
	if got := keyOf(s.check([]string{"a.xlsx", "a.xlsx"})); got != "output-twice" {
		t.Errorf("the same target twice: got %q", got)
	}
}
