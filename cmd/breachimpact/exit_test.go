package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"breachimpact/law/strict"
)

// README's table and exit.go say the same.
func TestReadmeListsTheExitCodes(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, row := range regexp.MustCompile(`(?m)^\| *([0-9]+) *\|`).FindAllStringSubmatch(string(text), -1) {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, n)
	}
	if !slices.Equal(got, exitCodes()) {
		t.Errorf("README lists %v, exit.go %v", got, exitCodes())
	}
}

func TestExitCodesAreDistinctAndLeaveThree(t *testing.T) {
	codes := exitCodes()
	if len(slices.Compact(slices.Sorted(slices.Values(codes)))) != len(codes) || slices.Contains(codes, 3) {
		t.Errorf("got %v", codes)
	}
}

// call runs the program in this process.
func call(environment map[string]string, now func() time.Time, argv ...string) (code int, stdout, stderr string) {
	var out, errs strings.Builder
	getenv := func(name string) string { return environment[name] }
	code = run(append([]string{programName}, argv...), strings.NewReader(""), &out, &errs, getenv, now)
	return code, out.String(), errs.String()
}

func TestConclude(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
	}{
		{nil, exitDone},
		{errGate, exitGate},
		{errDifference, exitDifference},
		{usage("usage"), exitUsage},
		{failure{code: exitFile, key: "file-missing"}, exitFile},
		{faulty{exitIncident, strict.Faults{{Code: "yaml-empty"}}}, exitIncident},
		{faulty{exitRulebook, strict.Faults{{Code: "yaml-empty"}}}, exitRulebook},
		{several{failure{code: exitFile, key: "file-missing"}, usage("usage")}, exitFile},
		{fmt.Errorf("while at it: %w", faulty{exitIncident, nil}), exitIncident},
		{errors.New("what nobody foresaw"), exitInternal},
	} {
		p := testProgram(t, "en")
		p.stderr = io.Discard
		if got := p.conclude(test.err); got != test.want {
			t.Errorf("%v: got %d, want %d", test.err, got, test.want)
		}
	}
}

// A panic becomes a short message. The clock stands in for a part that breaks.
func TestPanicIsAnInternalFault(t *testing.T) {
	broken := func() time.Time { panic("the clock is broken") }
	code, stdout, stderr := call(nil, broken, "assess", "case:cnss-2025")
	if code != exitInternal || stdout != "" || !strings.Contains(stderr, "the clock is broken") {
		t.Errorf("code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if strings.Contains(stderr, "goroutine") {
		t.Errorf("a stack is shown to a user:\n%s", stderr)
	}
	_, _, stderr = call(map[string]string{"BREACHIMPACT_DEBUG": "1"}, broken, "assess", "case:cnss-2025")
	if !strings.Contains(stderr, "goroutine") {
		t.Errorf("no stack is shown on request:\n%s", stderr)
	}
}

// A name on the command line must not be able to rewrite the screen.
func TestControlCharactersAreShown(t *testing.T) {
	_, _, stderr := call(nil, time.Now, "assess", "evil\x1b[2Jname\nbreachimpact: ok")
	if strings.ContainsAny(stderr, "\x1b") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("stderr: %q", stderr)
	}
}

// failing is an output that is full after some bytes.
type failing struct{ room int }

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestResultThatCannotBeWritten(t *testing.T) {
	for _, argv := range [][]string{
		{"assess", "case:cnss-2025"},
		{"assess", "case:cnss-2025", "--format", "json"},
		{"explain", "case:cnss-2025"},
		{"deadlines", "case:cnss-2025"},
		{"validate", "case:cnss-2025"},
		{"laws", "show", "ma"}, {"laws", "check"}, {"laws", "diff", "--rules", "../../law/data"}, {"datatypes"}, {"datatypes", "rib"},
		{"cases"}, {"cases", "cnss-2025"}, {"laws", "list"}, {"version"}, {"new"}, {"new", "--schema"}, {"--help"}, {"assess", "--help"},
	} {
		var errs strings.Builder
		got := run(append([]string{programName}, argv...), strings.NewReader(""), &failing{10}, &errs, func(string) string { return "" }, time.Now)
		if got != exitFile {
			t.Errorf("%v: exit code %d: %s", argv, got, errs.String())
		}
	}
}
