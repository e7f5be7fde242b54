package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/cases"
)

// limit is how much of a file is read: one byte more than is accepted, so that
// a file that is too large is told from one that just fits, and a device that
// never ends is refused at once.
const limit = strict.MaxBytes + 1

// casePrefix names an embedded case on the command line.
const casePrefix = "case:"

// stdinName names standard input in messages.
const stdinName = "-"

// input is the bytes of one incident and the name that messages show.
type input struct {
	name string
	data []byte
}

// readInputs reads every incident that the command line names, and tells every
// one that cannot be read.
func (p *program) readInputs(names []string) ([]input, error) {
	if len(names) == 0 {
		return nil, usage("needs-incident")
	}
	var (
		inputs []input
		faults []error
		stdin  bool
	)
	for _, name := range names {
		if name == stdinName && stdin {
			return nil, usage("stdin-twice")
		}
		stdin = stdin || name == stdinName
		data, err := p.readInput(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		inputs = append(inputs, input{name, data})
	}
	return inputs, joined(faults)
}

func (p *program) readInput(name string) ([]byte, error) {
	if name == stdinName {
		data, err := io.ReadAll(io.LimitReader(p.stdin, limit))
		if err != nil {
			return nil, unreadable(name, err)
		}
		return data, nil
	}
	if id, found := strings.CutPrefix(name, casePrefix); found {
		return readCase(id)
	}
	return readFile(name)
}

func readCase(id string) ([]byte, error) {
	data, err := cases.Read(id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, failure{code: exitUsage, key: "unknown-case", args: []law.Arg{code("value", id)}, nearest: strict.Nearest(id, cases.IDs()), allowed: cases.IDs()}
	}
	return data, err
}

// readFile reads a file up to the limit. Whoever decodes it refuses one that
// reaches the limit.
func readFile(name string) ([]byte, error) { return readUpTo(name, limit) }

// readUpTo reads a file up to a number of bytes.
func readUpTo(name string, most int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer func() { _ = file.Close() }() // nothing was written
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, failure{code: exitFile, key: "file-directory", args: []law.Arg{code("file", name)}}
	}
	data, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return data, nil
}

func unreadable(name string, err error) failure {
	f := failure{code: exitFile, args: []law.Arg{code("file", name)}}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.key = "file-missing"
	case errors.Is(err, fs.ErrPermission):
		f.key = "file-denied"
	default:
		f.key = "file-unreadable"
		f.args = append(f.args, because(err))
	}
	return f
}

// rulesDirectory opens a rulebook given by the user.
func rulesDirectory(name string) (fs.FS, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	if !info.IsDir() {
		return nil, failure{code: exitFile, key: "rules-directory", args: []law.Arg{code("file", name)}}
	}
	return limited{os.DirFS(name)}, nil
}

// limited is a file system whose files are read up to the limit.
type limited struct{ fs.FS }

// ReadFile reads a file up to the limit.
func (l limited) ReadFile(name string) ([]byte, error) {
	file, err := l.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(file, limit))
}
