package main

import (
	"bytes"
	"fmt"
	"runtime/debug"

	"breachimpact/impact/loss"
	"breachimpact/impact/severity"

	"github.com/urfave/cli/v2"
)

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{
		Name:   "version",
		Usage:  p.locale.Text("cli.version.usage"),
		Flags:  []cli.Flag{p.rulesFlag()},
		Action: p.version,
	}
}

// version prints what decides a result besides the incident: the program, and
// the editions of its data.
func (p *program) version(c *cli.Context) error {
	if c.Args().Present() {
		return usage("too-many", code("value", c.Args().First()))
	}
	book, err := p.rulebook(c)
	if err != nil {
		return err
	}
	method, err := severity.Load(severity.Embedded())
	if err != nil {
		return err
	}
	model, err := loss.Load(loss.Embedded())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\n", programName, toolVersion())
	fmt.Fprintln(&b, p.locale.Text("version.rulebook", code("fingerprint", book.Fingerprint)))
	fmt.Fprintln(&b, p.locale.Text("version.method", code("fingerprint", method.Fingerprint)))
	fmt.Fprintln(&b, p.locale.Text("version.money", code("fingerprint", model.Fingerprint)))
	return p.print(b.Bytes())
}

// toolVersion is what the build recorded: the release, else the revision.
func toolVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	return versionOf(info)
}

func versionOf(info *debug.BuildInfo) string {
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+dirty"
		}
	}
	if revision == "" {
		return "devel"
	}
	return "devel-" + revision + dirty
}
