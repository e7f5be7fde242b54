package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// help is a result like any other: it goes to standard output. It is written
// here because the library's own mixes English words into any translation.
func (p *program) help(app *cli.App, l line) error {
	var b bytes.Buffer
	if l.command == nil || len(l.command.Subcommands) > 0 {
		p.helpOnCommands(&b, app, l)
	} else {
		p.helpOnCommand(&b, l)
	}
	return p.print(b.Bytes())
}

// helpOnCommands lists the commands of the program, or those that begin with
// the word given.
func (p *program) helpOnCommands(b *bytes.Buffer, app *cli.App, l line) {
	commands, about := app.Commands, app.Usage
	if l.command != nil {
		commands, about = l.command.Subcommands, l.command.Usage
	}
	fmt.Fprintf(b, "%s %s\n%s\n\n", programName, toolVersion(), about)
	p.heading(b, "usage")
	fmt.Fprintf(b, "  %s COMMAND [ARGUMENTS] [--FLAGS]\n\n", programName)
	p.heading(b, "commands")
	for _, c := range commands {
		p.listCommand(b, strings.TrimPrefix(l.name+" "+c.Name, programName+" "), c)
	}
	fmt.Fprintf(b, "\n%s\n%s\n", p.locale.Text("cli.incident"), p.locale.Text("cli.more", code("command", programName)))
}

// listCommand lists a command, or those below it.
func (p *program) listCommand(b *bytes.Buffer, name string, c *cli.Command) {
	if len(c.Subcommands) == 0 {
		item(b, strings.TrimSpace(name+" "+c.ArgsUsage), c.Usage)
	}
	for _, sub := range c.Subcommands {
		p.listCommand(b, name+" "+sub.Name, sub)
	}
}

func (p *program) helpOnCommand(b *bytes.Buffer, l line) {
	fmt.Fprintf(b, "%s: %s\n\n", l.name, l.command.Usage)
	p.heading(b, "usage")
	fmt.Fprintf(b, "  %s\n\n", strings.TrimSpace(l.name+" "+l.command.ArgsUsage)+" [--FLAGS]")
	p.heading(b, "flags")
	for _, f := range l.command.Flags {
		switch f := f.(type) {
		case valueFlag:
			item(b, dashed(f.Name)+" "+f.placeholder, f.Usage)
		case *cli.BoolFlag:
			item(b, dashed(f.Name), f.Usage)
		}
	}
	item(b, "-h, --help", p.locale.Text("cli.flag.help"))
	if strings.Contains(l.command.ArgsUsage, "INCIDENT") {
		fmt.Fprintf(b, "\n%s\n", p.locale.Text("cli.incident"))
	}
}

func (p *program) heading(b *bytes.Buffer, key string) {
	fmt.Fprintln(b, p.locale.Text("cli.heading."+key))
}

// item puts a name on one line and what it means on the next: columns would
// need the width of Arabic letters, which terminals do not agree on.
func item(b *bytes.Buffer, name, meaning string) {
	fmt.Fprintf(b, "  %s\n      %s\n", name, meaning)
}
