package strict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Place says where a fault is: a file with a line, or a workbook cell. Path is
// the way down the tree, such as people[0].data[2].type.
type Place struct {
	File   string
	Line   int // from 1; 0 when the whole file is meant
	Column int
	Path   string
	Cell   string // Sheet!B7 when the file is a workbook
}

func (p Place) String() string {
	s := p.File
	if p.Cell != "" {
		return s + ":" + p.Cell
	}
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	return s
}

// Arg is one named argument of a fault: words of the input, or of a closed
// vocabulary, never a sentence.
type Arg struct{ Name, Value string }

// Fault is one thing wrong with an input, as data. Code names the message
// "fault.<Code>" that says in the reader's language what is wrong and what to
// do about it.
type Fault struct {
	Code  string
	Place Place
	Args  []Arg
}

// Faults is every fault found in one go. As an error it reads as one line a
// fault in neutral notation, for developers and for editors of data.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		var b strings.Builder
		fmt.Fprintf(&b, "%s: %s", fault.Place, fault.Code)
		if fault.Place.Path != "" {
			fmt.Fprintf(&b, " at %s", fault.Place.Path)
		}
		for _, a := range fault.Args {
			fmt.Fprintf(&b, " %s=%q", a.Name, a.Value)
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

// Sort puts faults in reading order: by file, line, column, then code.
func (f Faults) Sort() {
	slices.SortStableFunc(f, func(a, b Fault) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Code, b.Code),
		)
	})
}

// Codes lists every fault code this package itself can raise. Packages that
// decode with it have lists of their own; a test holds the message catalogues
// to the union.
func Codes() []string {
	return []string{
		"yaml-syntax", "yaml-not-text", "yaml-too-large", "yaml-too-deep", "yaml-empty",
		"yaml-null", "yaml-alias", "yaml-anchor", "yaml-merge", "yaml-tag", "yaml-documents", "yaml-duplicate-key",
		"unknown-key", "missing-key", "not-a-list", "not-a-map", "not-a-word", "not-an-integer", "not-a-decimal", "not-yes-no", "unknown-value",
	}
}
