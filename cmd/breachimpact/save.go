package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"breachimpact/law"
)

// output is one file to write.
type output struct {
	name    string // in the directory of the saver
	content []byte
}

// temporary is a file being written. It is an interface so that a test can
// write to a disk that is full.
type temporary interface {
	io.Writer
	Sync() error
	Close() error
	Name() string
}

// createTemporary makes a file beside its target, because a rename is whole or
// not at all only within one file system. Nobody but its owner may read it: a
// report is confidential from its first byte.
func createTemporary(dir, name string) (temporary, error) {
	return os.CreateTemp(dir, "."+name+".*.tmp") // with mode 0600
}

// saver writes files that are whole or not there, and that replace nothing
// unless told to.
type saver struct {
	dir    string // empty: the current one
	force  bool   // replace what exists
	create func(dir, name string) (temporary, error)
}

func (s saver) path(name string) string { return filepath.Join(s.dir, name) }

// directory is the directory to write in; without a name os.CreateTemp would
// take the one for temporary files.
func (s saver) directory() string { return cmp.Or(s.dir, ".") }

// check refuses targets that could not be written, before the work is done.
func (s saver) check(names []string) error {
	info, err := os.Stat(s.directory())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return failure{code: exitFile, key: "output-directory", args: []law.Arg{code("file", s.dir)}}
	case err == nil && !info.IsDir():
		return failure{code: exitFile, key: "output-file", args: []law.Arg{code("file", s.dir)}}
	case err != nil:
		return outputFailed(s.dir, err)
	}
	var faults []error
	seen := map[string]bool{}
	for _, name := range names {
		if seen[name] {
			return usage("output-twice", code("file", s.path(name)))
		}
		seen[name] = true
		if s.force {
			continue
		}
		if _, err := os.Lstat(s.path(name)); err == nil {
			faults = append(faults, s.exists(name))
		}
	}
	return joined(faults)
}

func (s saver) exists(name string) failure {
	return failure{code: exitFile, key: "output-exists", args: []law.Arg{code("file", s.path(name))}}
}

// save writes every file beside its target first, and puts them in place only
// when all are whole. On any error no temporary file is left, and no new target
// either; a target that was replaced by force before the error stays replaced,
// for it is whole.
func (s saver) save(files []output) (err error) {
	var temporaries, placed []string
	defer func() {
		for _, t := range temporaries {
			// After a rename the name is gone already, which is as good.
			_ = os.Remove(t)
		}
		if err != nil && !s.force {
			for _, t := range placed {
				_ = os.Remove(t)
			}
		}
	}()
	for _, f := range files {
		t, err := s.create(s.directory(), f.name)
		if err != nil {
			return outputFailed(s.path(f.name), err)
		}
		temporaries = append(temporaries, t.Name())
		if err := fill(t, f.content); err != nil {
			return outputFailed(s.path(f.name), err)
		}
	}
	for i, f := range files {
		if err := s.place(temporaries[i], f.name); err != nil {
			return err
		}
		placed = append(placed, s.path(f.name))
	}
	return nil
}

// fill writes the content and makes sure that it reached the disk: a full disk
// may show only when a file is flushed or closed.
func fill(t temporary, content []byte) error {
	_, err := t.Write(content)
	if err == nil {
		err = t.Sync()
	}
	return errors.Join(err, t.Close())
}

// place gives a whole file its name. A link, unlike a rename, fails when the
// name is taken, be it since a moment ago.
func (s saver) place(temporary, name string) error {
	target := s.path(name)
	if !s.force {
		err := os.Link(temporary, target)
		if err == nil {
			return nil
		}
		// A file system without hard links leaves a short moment in which
		// another program could take the name.
		if _, taken := os.Lstat(target); taken == nil || errors.Is(err, fs.ErrExist) {
			return s.exists(name)
		}
	}
	if err := os.Rename(temporary, target); err != nil {
		return outputFailed(target, err)
	}
	return nil
}
