package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"breachimpact/law"
	"breachimpact/templates/locale"
)

// What the system says is worded in the reader's language, with a remedy.
func TestBecause(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "error.detail.disk-full"},
		{&os.LinkError{Op: "rename", Old: "x", New: "y", Err: syscall.EISDIR}, "error.detail.directory"},
		{errors.Join(nil, &fs.PathError{Op: "sync", Path: "x", Err: syscall.EIO}), "error.detail.device"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "error.detail.denied"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EPERM}, "error.detail.denied"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, "error.detail.missing"},
		{&os.LinkError{Op: "rename", Old: "x", New: "y", Err: syscall.EEXIST}, "error.detail.directory"},
		{syscall.EFBIG, "error.detail.too-large"},
		{syscall.EROFS, "error.detail.read-only"},
		{syscall.ENAMETOOLONG, "error.detail.name-too-long"},
	} {
		if got := because(test.err); got.Name != "detail" || got.Value.Kind != law.WordKind || got.Value.Word != test.want {
			t.Errorf("%v: got %v, want %s", test.err, got, test.want)
		}
	}
	for _, test := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "x", Err: errors.New("the tape is torn")}, "the tape is torn"},
		{&os.LinkError{Op: "link", Old: "x", New: "y", Err: errors.New("the tape is torn")}, "the tape is torn"},
		{errors.New("the tape is torn"), "the tape is torn"},
	} {
		if got := because(test.err).Value; got.Kind != law.CodeKind || got.Word != test.want {
			t.Errorf("%v: got %v", test.err, got)
		}
	}
}

func TestEveryDetailIsWorded(t *testing.T) {
	for _, lang := range locale.Languages() {
		words := testProgram(t, lang).locale
		for _, d := range details() {
			if !words.Has(d.key) {
				t.Errorf("%s.yaml has no message %s", lang, d.key)
			}
		}
	}
}

// A path through a file is no path: the reason is not left in English.
func TestARefusalSpeaksTheLanguageOfTheReader(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for lang, wrong := range map[string]string{"fr": "not a directory", "ar": "not a directory"} {
		code, _, stderr := call(map[string]string{"LANG": lang}, time.Now, "assess", filepath.Join(file, "x.yaml"))
		if code != exitFile || strings.Contains(stderr, wrong) || strings.Contains(stderr, "⟦") {
			t.Errorf("%s: code %d: %s", lang, code, stderr)
		}
	}
}
