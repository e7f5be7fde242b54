// Package recalc checks a workbook with a second calculator, LibreOffice. It is
// test support: tests of several packages use it, and no package that ships may
// import it, for it runs a program and reads the environment.
//
// A report holds formulas and, beside each, the value our engine computed. Every
// one of them is checked by letting LibreOffice recompute the file:
//
//	recalc.Need(t)
//	original, err := xlsx.Read(data)
//	recomputed, err := recalc.Recalculate(ctx, data)
//	for _, difference := range recalc.Compare(original, recomputed, 1e-9) { t.Error(difference) }
//
// # The trap
//
// LibreOffice believes the numbers stored beside formulas and does not
// recompute a file on opening, not even when the file asks for it: a naive check
// would compare our numbers with themselves. [Recalculate] therefore runs it
// with a private profile that forces recalculation, and the tests of this
// package prove that a wrong stored value is found with that setting and missed
// without it.
//
// # Without LibreOffice
//
// [Need] skips the test, saying so. In continuous integration the variable
// BREACHIMPACT_REQUIRE_SOFFICE=1 turns the skip into a failure.
package recalc

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"breachimpact/templates/xlsx"
)

// RequireVariable makes Need fail instead of skip when it is "1".
const RequireVariable = "BREACHIMPACT_REQUIRE_SOFFICE"

// program is LibreOffice without a window.
const program = "soffice"

// Available reports whether LibreOffice can be run.
func Available() bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// TB is the part of testing.TB that Need uses; taking it keeps package testing
// out of this one.
type TB interface {
	Helper()
	Skip(arguments ...any)
	Fatal(arguments ...any)
}

// Need skips the test if LibreOffice is missing, or fails it where LibreOffice
// is required.
func Need(t TB) {
	t.Helper()
	if Available() {
		return
	}
	if os.Getenv(RequireVariable) == "1" {
		t.Fatal("LibreOffice is required here and soffice is not on the path")
	}
	t.Skip("NOT CHECKED: formulas were not recalculated, because soffice is not on the path")
}

// Recalculate lets LibreOffice recompute every formula of a workbook and returns
// what the file then holds.
func Recalculate(ctx context.Context, data []byte) (xlsx.Contents, error) {
	return convert(ctx, data, recalculateAlways)
}

// mode says when LibreOffice recomputes a file on opening.
type mode int

const (
	recalculateAlways mode = 0
	recalculateNever  mode = 1 // what it amounts to by default; only to prove the trap
)

const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>%d</value></prop></item>
</oor:items>
`

// convert opens and saves a workbook with LibreOffice. Each run has its own
// profile, so that tests may run side by side and nothing of the user's is
// touched.
func convert(ctx context.Context, data []byte, when mode) (_ xlsx.Contents, err error) {
	folder, err := os.MkdirTemp("", "breachimpact-recalc-")
	if err != nil {
		return xlsx.Contents{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	profile := filepath.Join(folder, "profile")
	input := filepath.Join(folder, "book.xlsx")
	output := filepath.Join(folder, "out")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		return xlsx.Contents{}, err
	}
	registry := filepath.Join(profile, "user", "registrymodifications.xcu")
	if err := os.WriteFile(registry, fmt.Appendf(nil, settings, when), 0o600); err != nil {
		return xlsx.Contents{}, err
	}
	if err := os.WriteFile(input, data, 0o600); err != nil {
		return xlsx.Contents{}, err
	}
	command := exec.CommandContext(ctx, program, "--headless", "--norestore",
		"-env:UserInstallation=file://"+filepath.ToSlash(profile),
		"--convert-to", "xlsx", "--outdir", output, input)
	report, err := command.CombinedOutput()
	if err != nil {
		return xlsx.Contents{}, fmt.Errorf("run %s: %w: %s", program, err, strings.TrimSpace(string(report)))
	}
	saved, err := os.ReadFile(filepath.Join(output, "book.xlsx"))
	if err != nil {
		return xlsx.Contents{}, fmt.Errorf("%s saved nothing: %w: %s", program, err, strings.TrimSpace(string(report)))
	}
	contents, err := xlsx.Read(saved)
	if err != nil {
		return xlsx.Contents{}, fmt.Errorf("read what %s saved: %w", program, err)
	}
	return contents, nil
}
