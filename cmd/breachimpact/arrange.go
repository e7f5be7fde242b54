package main

import (
	"slices"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/urfave/cli/v2"
)

// arrange puts a command line into the one order that urfave/cli reads as it
// was meant: program, command, flags, "--", arguments. Left to itself, the
// library silently takes every flag after the first argument for an argument,
// and global flags only before the command. What no command understands is
// refused here, in the reader's language, and never reaches the library.
func arrange(commands []*cli.Command, argv []string) (line, error) {
	a := arranger{commands: commands, path: argv[:1:1]}
	words := asCommands(argv[1:])
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case word == "--":
			for _, rest := range words[i+1:] {
				a.argument(rest)
			}
			i = len(words)
		case strings.HasPrefix(word, "-") && word != "-":
			next := ""
			if i+1 < len(words) {
				next = words[i+1]
			}
			if a.flag(word, next) {
				i++
			}
		default:
			a.argument(word)
		}
	}
	return a.result()
}

// line is a command line in order.
type line struct {
	argv    []string     // for urfave/cli; nil when help is asked for
	help    bool         // tell how the command is used instead of running it
	command *cli.Command // nil for the program itself
	name    string       // of the command with the program, as it is typed
}

// asCommands turns the usual other ways to ask for help and version into ours:
// "help assess" into "assess --help", and --version into the command.
func asCommands(words []string) []string {
	if len(words) == 0 {
		return words
	}
	switch words[0] {
	case "help":
		return append(slices.Clone(words[1:]), "--help")
	case "--version", "-v":
		return append([]string{"version"}, words[1:]...)
	}
	return words
}

// arranger sorts the words of one command line. Flags that stand before the
// command are sorted before it is known which flags the command has, so they
// are looked up among all commands first and held to the command at the end.
type arranger struct {
	commands  []*cli.Command
	command   *cli.Command // nil until named
	path      []string     // program and names of commands
	flags     []given
	arguments []string
	faults    []error
}

// given is one flag of the command line.
type given struct {
	written  string // with its dashes, up to the value
	value    string
	hasValue bool // after an equals sign, or as the next word
}

// argument takes a word that is not a flag: the name of a command while one is
// expected, an argument of it otherwise.
func (a *arranger) argument(word string) {
	var below []*cli.Command
	switch {
	case a.command == nil:
		below = a.commands
	case len(a.command.Subcommands) > 0 && len(a.arguments) == 0:
		below = a.command.Subcommands
	default:
		a.arguments = append(a.arguments, word)
		return
	}
	i := slices.IndexFunc(below, func(c *cli.Command) bool { return c.HasName(word) })
	if i < 0 {
		if len(a.faults) == 0 { // what follows an unknown command means nothing
			names := namesOf(below)
			a.fail(failure{key: "unknown-command", args: []law.Arg{code("value", word)}, nearest: strict.Nearest(word, names), allowed: names})
		}
		return
	}
	a.command = below[i]
	a.path = append(a.path, word)
}

func namesOf(commands []*cli.Command) []string {
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i] = c.Name
	}
	return names
}

// flag takes a word that begins with a dash, and tells whether it took the next
// one too. A name goes with two dashes: "-format" is refused.
func (a *arranger) flag(word, next string) (tookNext bool) {
	written, value, hasValue := strings.Cut(word, "=")
	g := given{written: written, value: value, hasValue: hasValue}
	if !hasValue && takesValue(findFlag(a.known(), written)) && next != "" && (next == "-" || !strings.HasPrefix(next, "-")) {
		g.value, g.hasValue, tookNext = next, true, true
	}
	a.flags = append(a.flags, g)
	return tookNext
}

// known is every flag that may be meant at this point of the line.
func (a *arranger) known() []cli.Flag {
	if a.command != nil {
		return flagsBelow([]*cli.Command{a.command})
	}
	return flagsBelow(a.commands)
}

func flagsBelow(commands []*cli.Command) []cli.Flag {
	var out []cli.Flag
	for _, c := range commands {
		out = append(out, c.Flags...)
		out = append(out, flagsBelow(c.Subcommands)...)
	}
	return out
}

// findFlag looks a flag up as it is written, with its dashes.
func findFlag(flags []cli.Flag, written string) cli.Flag {
	i := slices.IndexFunc(flags, func(f cli.Flag) bool { return dashed(f.Names()[0]) == written })
	if i < 0 {
		return nil
	}
	return flags[i]
}

// dashed is a flag as it is written.
func dashed(name string) string { return "--" + name }

func takesValue(f cli.Flag) bool {
	_, yes := f.(valueFlag)
	return yes
}

// name is the command as it is typed; the path to the program means nothing.
func (a *arranger) name() string {
	return strings.Join(append([]string{programName}, a.path[1:]...), " ")
}

func (a *arranger) fail(f failure) {
	f.code = exitUsage
	f.help = a.name()
	a.faults = append(a.faults, f)
}

// result holds the flags to the command and writes the line anew.
func (a *arranger) result() (line, error) {
	l := line{command: a.command, name: a.name()}
	if len(a.faults) > 0 {
		return l, joined(a.faults)
	}
	for _, g := range a.flags {
		l.help = l.help || !g.hasValue && (g.written == "--help" || g.written == "-h")
	}
	switch {
	case l.help:
		return l, nil
	case a.command == nil:
		a.fail(failure{key: "no-command", args: []law.Arg{code("command", programName)}, allowed: namesOf(a.commands)})
	case len(a.command.Subcommands) > 0:
		a.fail(failure{key: "half-command", args: []law.Arg{code("value", a.command.Name)}, allowed: namesOf(a.command.Subcommands)})
	default:
		l.argv = slices.Concat(a.path, a.commandFlags())
		if len(a.arguments) > 0 {
			l.argv = append(append(l.argv, "--"), a.arguments...)
		}
	}
	return l, joined(a.faults)
}

// commandFlags writes the flags anew, each as one word.
func (a *arranger) commandFlags() []string {
	var out []string
	seen := map[string]bool{}
	for _, g := range a.flags {
		f := findFlag(a.command.Flags, g.written)
		flag := code("flag", g.written)
		switch {
		case f == nil:
			names := writtenFlags(a.command.Flags)
			a.fail(failure{key: "unknown-flag", args: []law.Arg{flag}, nearest: strict.Nearest(g.written, names), allowed: names})
		case seen[g.written]:
			a.fail(failure{key: "flag-twice", args: []law.Arg{flag}})
		case takesValue(f) && g.value == "":
			a.fail(failure{key: "flag-value", args: []law.Arg{flag}})
		case !takesValue(f) && g.hasValue:
			a.fail(failure{key: "flag-no-value", args: []law.Arg{flag}})
		case takesValue(f):
			out = append(out, g.written+"="+g.value)
		default:
			out = append(out, g.written)
		}
		seen[g.written] = true
	}
	return out
}

func writtenFlags(flags []cli.Flag) []string {
	names := make([]string, len(flags))
	for i, f := range flags {
		names[i] = dashed(f.Names()[0])
	}
	return names
}
