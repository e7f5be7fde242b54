package main

import (
	"io"
	"time"

	"breachimpact/templates/locale"

	"github.com/urfave/cli/v2"
)

// programName is what users type.
const programName = "breachimpact"

// program is one run: its streams, its environment, its clock, its language.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	locale         *locale.Locale
}

// run does what the command line asks for and returns the exit code.
func run(argv []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string, now func() time.Time) (exit int) {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, getenv: getenv, now: now}
	defer p.rescue(&exit)
	defer p.relax()()
	if len(argv) == 0 {
		argv = []string{programName} // a caller of exec may leave even that out
	}
	words, err := locale.Load(chooseLanguage(argv[1:], getenv))
	if err != nil {
		panic(err) // the catalogues are part of the build
	}
	p.locale = words
	app := p.app()
	line, err := arrange(app.Commands, argv)
	switch {
	case err != nil:
	case line.help:
		err = p.help(app, line)
	default:
		err = app.Run(line.argv)
	}
	return p.conclude(err)
}

// app describes the commands to urfave/cli. The library dispatches and keeps
// the values of flags; order, help, errors and exit codes are ours, because its
// own are in English and some go to the wrong stream.
func (p *program) app() *cli.App {
	app := &cli.App{
		Name:                      programName,
		Usage:                     p.locale.Text("cli.summary"),
		Reader:                    p.stdin,
		Writer:                    p.stdout,
		ErrWriter:                 p.stderr,
		HideHelp:                  true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		OnUsageError:              misunderstood,
		// The default calls os.Exit from deep inside for any error that happens to
		// have a method ExitCode, so codes would be decided in two places.
		ExitErrHandler: func(*cli.Context, error) {},
		Commands: []*cli.Command{
			p.assessCommand(),
			p.reportCommand(),
			p.verifyCommand(),
			p.deadlinesCommand(),
			p.validateCommand(),
			p.explainCommand(),
			p.sensitivityCommand(),
			p.backtestCommand(),
			p.casesCommand(),
			p.datatypesCommand(),
			p.lawsCommand(),
			p.newCommand(),
			p.versionCommand(),
		},
	}
	for _, c := range app.Commands {
		p.prepare(c)
	}
	return app
}

// prepare gives a command, and those below it, what all commands share.
func (p *program) prepare(c *cli.Command) {
	c.HideHelp = true
	c.OnUsageError = misunderstood
	for _, sub := range c.Subcommands {
		p.prepare(sub)
	}
	if c.Name == "report" { // whose --lang names the languages of the reports
		return
	}
	c.Flags = append(c.Flags, p.languageFlag())
	action := c.Action
	c.Action = func(c *cli.Context) error {
		if c.IsSet("lang") {
			if err := oneOf(c, "lang", languages()); err != nil {
				return err
			}
		}
		return action(c)
	}
}

// misunderstood is for what arrange let through and the library refuses. That
// would be a mistake in arrange; it is a usage error for the user all the same.
func misunderstood(_ *cli.Context, err error, _ bool) error {
	return usage("usage", code("detail", err.Error()))
}
