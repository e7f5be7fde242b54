package main

import (
	"errors"
	"fmt"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// failure is something the user can act on, as data: the message "error.<key>"
// says what is wrong and what to do.
type failure struct {
	code    int
	key     string
	args    []law.Arg
	nearest []string // what may have been meant
	allowed []string // what could be given instead
	help    string   // the command whose help may be of use; usage errors only
}

// Error is for developers; users see the message.
func (f failure) Error() string {
	var b strings.Builder
	b.WriteString(f.key)
	for _, a := range f.args {
		fmt.Fprintf(&b, " %s=%q", a.Name, a.Value.Word)
	}
	return b.String()
}

// faulty is a file with faults, and the exit code they lead to.
type faulty struct {
	code   int
	faults strict.Faults
}

func (f faulty) Error() string { return f.faults.Error() }

// several is more than one error. The first decides the exit code.
type several []error

func (s several) Error() string { return errors.Join(s...).Error() }

// joined is nothing, the error itself, or several.
func joined(list []error) error {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return several(list)
}

// errGate says that the gate of --fail-on is met. The results and the reason
// have been printed by then.
var errGate = errors.New("gate met")

// code is an argument shown as it stands.
func code(name, value string) law.Arg { return law.With(name, law.OfCode(value)) }

func usage(key string, args ...law.Arg) failure {
	return failure{code: exitUsage, key: key, args: args}
}
