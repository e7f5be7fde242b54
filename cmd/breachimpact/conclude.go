package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"unicode"

	"breachimpact/law"
)

// conclude tells the user what went wrong, if anything did, and returns the
// exit code.
func (p *program) conclude(err error) int {
	var list several
	if !errors.As(err, &list) {
		list = several{err}
	}
	exit := p.tellError(list[0])
	for _, other := range list[1:] {
		p.tellError(other)
	}
	var f failure
	if errors.As(list[0], &f) && f.help != "" {
		p.tell(p.locale.Text("cli.try-help", code("command", f.help)))
	}
	return exit
}

func (p *program) tellError(err error) int {
	var (
		known failure
		file  faulty
	)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errGate):
		return exitGate
	case errors.Is(err, errDifference):
		return exitDifference
	case errors.As(err, &file):
		p.tellFaults(file)
		return file.code
	case errors.As(err, &known):
		p.tellFailure(known)
		return known.code
	}
	p.tellInternal(err.Error())
	return exitInternal
}

// tellFaults prints every fault on a line of its own, as editors expect it:
// place, message, code. The count ends the list.
func (p *program) tellFaults(f faulty) {
	for _, fault := range f.faults {
		p.tell(fmt.Sprintf("%s: %s [%s]", fault.Place, p.locale.Fault(fault), fault.Code))
	}
	p.tell(programName + ": " + p.locale.Text("faults", law.With("count", law.OfInt(len(f.faults)))))
}

func (p *program) tellFailure(f failure) {
	message := p.locale.Text("error."+f.key, f.args...)
	// The nearest words say more than the whole list, which may be long.
	if len(f.nearest) > 0 {
		message += " " + p.locale.Text("fault-nearest", code("nearest", strings.Join(f.nearest, ", ")))
	} else if len(f.allowed) > 0 {
		message += " " + p.locale.Text("fault-allowed", code("allowed", strings.Join(f.allowed, ", ")))
	}
	p.tell(programName + ": " + message)
}

func (p *program) tellInternal(detail string) {
	p.tellFailure(failure{key: "internal", args: []law.Arg{code("detail", detail)}})
}

// tell prints one line on standard error. Names of files and words of the
// command line are part of it, so control characters, with which a name could
// rewrite the screen, are made visible.
func (p *program) tell(line string) {
	line = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, line)
	// Nothing is left to tell when standard error itself fails.
	_, _ = fmt.Fprintln(p.stderr, line)
}

// rescue turns a panic into an internal fault. A stack means nothing to the
// people this is for, so it is shown only on request.
func (p *program) rescue(exit *int) {
	r := recover()
	if r == nil {
		return
	}
	*exit = exitInternal
	detail := fmt.Sprint(r)
	if p.locale == nil {
		p.tell(programName + ": " + detail)
	} else {
		p.tellInternal(detail)
	}
	if p.getenv("BREACHIMPACT_DEBUG") != "" {
		_, _ = p.stderr.Write(debug.Stack())
	}
}
