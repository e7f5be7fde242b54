package main

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"breachimpact/law"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){programName: main})
}

// TestScripts runs the program as people and scripts do. Beside the usual
// commands, "code N program…" asserts an exit code, "mode MODE FILE" the
// permissions of a file, "rulebook DIR" copies the embedded rulebook, "change FILE
// AFTER OLD NEW" edits it, and "picture FILE WIDTH HEIGHT" makes a PNG.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":     assertCode,
			"mode":     assertMode,
			"rulebook": copyRulebook,
			"change":   change,
			"picture":  picture,
		},
		Condition: func(name string) (bool, error) {
			if name != "root" {
				return false, errors.New("unknown condition " + name)
			}
			return os.Geteuid() == 0, nil // to whom nothing is denied
		},
	})
}

// assertCode runs a program and holds its exit code to the one expected.
func assertCode(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: code N program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// assertMode holds a file to its permissions.
func assertMode(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		ts.Fatalf("usage: mode MODE FILE")
	}
	want, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := info.Mode().Perm(); got != os.FileMode(want) {
		ts.Fatalf("mode of %s is %o, want %o", args[1], got, want)
	}
}

// copyRulebook copies the rulebook of the program, for a script to change.
func copyRulebook(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 1 {
		ts.Fatalf("usage: rulebook DIR")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), law.Embedded()))
}

// change replaces the first OLD after AFTER in a file; \n in NEW begins a line.
func change(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 4 {
		ts.Fatalf("usage: change FILE AFTER OLD NEW")
	}
	before, rest, found := strings.Cut(ts.ReadFile(args[0]), args[1])
	if !found || !strings.Contains(rest, args[2]) {
		ts.Fatalf("no %q after %q in %s", args[2], args[1], args[0])
	}
	text := before + args[1] + strings.Replace(rest, args[2], strings.ReplaceAll(args[3], `\n`, "\n"), 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// picture makes a PNG.
func picture(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 3 {
		ts.Fatalf("usage: picture FILE WIDTH HEIGHT")
	}
	width, err := strconv.Atoi(args[1])
	ts.Check(err)
	height, err := strconv.Atoi(args[2])
	ts.Check(err)
	var out bytes.Buffer
	ts.Check(png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o600))
}
