package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"breachimpact/law"
	"breachimpact/templates/cases"

	"github.com/urfave/cli/v2"
)

// leaves lists the commands that do something, as they are typed.
func leaves(prefix string, commands []*cli.Command) []string {
	var out []string
	for _, c := range commands {
		name := strings.TrimSpace(prefix + " " + c.Name)
		if len(c.Subcommands) == 0 {
			out = append(out, name)
		}
		out = append(out, leaves(name, c.Subcommands)...)
	}
	return out
}

// documented lists the commands of a table whose first column is a command line
// in a code span; "laws list\|check" stands for two.
func documented(text string) []string {
	var out []string
	for _, row := range regexp.MustCompile("(?m)^\\| *`([a-z].*)` *\\|").FindAllStringSubmatch(text, -1) {
		for line := range strings.SplitSeq(row[1], "` · `") {
			first, rest, _ := strings.Cut(line, " ")
			found := false
			for choice := range strings.SplitSeq(rest, `\|`) {
				if word, _, _ := strings.Cut(choice, " "); regexp.MustCompile(`^[a-z]+$`).MatchString(word) {
					out = append(out, first+" "+word)
					found = true
				}
			}
			if !found {
				out = append(out, first)
			}
		}
	}
	return out
}

// Every command is in the help, whose lines are its own, and in README's table,
// which has no other.
func TestEveryCommandIsDocumented(t *testing.T) {
	known := map[string]bool{}
	_, help, _ := call(nil, time.Now, "--help")
	for _, name := range leaves("", testCommands(t)) {
		known[name] = true
		if !regexp.MustCompile(`(?m)^  ` + name + `( |$)`).MatchString(help) {
			t.Errorf("%s is not in the help", name)
		}
		code, text, _ := call(nil, time.Now, append(strings.Fields(name), "--help")...)
		if code != exitDone || !strings.HasPrefix(text, programName+" "+name+": ") {
			t.Errorf("%s has no help of its own: %s", name, text)
		}
	}
	if len(known) < 12 {
		t.Fatalf("only %d commands were found", len(known))
	}
	inReadme := map[string]bool{}
	for _, name := range documented(read(t, "../../README.md")) {
		inReadme[name] = true
		if !known[name] {
			t.Errorf("README has the command %q, and the program has not", name)
		}
	}
	for name := range known {
		if !inReadme[name] {
			t.Errorf("README does not list the command %q", name)
		}
	}
}

func TestDocumented(t *testing.T) {
	text := "| command | does |\n| --- | --- |\n| `assess INCIDENT…` | a |\n| `laws list\\|show ID\\|check` | b |\n| `cases [ID]` · `version` | c |\n| `explain INCIDENT [FIGURE]` | d |\n| `new [--lang LANG]` | `--schema` |\n| 0 | done |\n"
	if got := strings.Join(documented(text), ", "); got != "assess, laws list, laws show, laws check, cases, version, explain, new" {
		t.Errorf("got %s", got)
	}
}

// A question says where the file answers it: a key that the starter has, or the
// list of judgements, which only some files need.
func TestAnsweredAt(t *testing.T) {
	book, err := law.Load(law.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	starter, err := cases.Starter("en")
	if err != nil {
		t.Fatal(err)
	}
	for i := range book.Facts.Definitions {
		d := &book.Facts.Definitions[i]
		at := answeredAt(d)
		block, key, _ := strings.Cut(strings.Replace(at, "[]", "", 1), ".")
		if at != "judgement" && !regexp.MustCompile(`(?ms)^`+block+`:.*^ +(- )?`+key+`:`).Match(starter) {
			t.Errorf("%s: no %s in the starter", d.ID, at)
		}
	}
}

// The rulebook is checked against the day of the run.
func TestCheckLawsKnowsTheDay(t *testing.T) {
	for _, test := range []struct {
		day         string
		stale, past bool
	}{
		{"2026-11-21T23:00:00Z", false, false},
		{"2026-11-22T00:00:00Z", false, true},
		{"2027-11-20T00:00:00Z", false, true},
		{"2027-11-23T00:00:00Z", true, true},
	} {
		now, err := time.Parse(time.RFC3339, test.day)
		if err != nil {
			t.Fatal(err)
		}
		code, text, _ := call(nil, func() time.Time { return now }, "laws", "check", "--lang", "en")
		if code != exitDone {
			t.Errorf("%s: code %d", test.day, code)
		}
		if got := strings.Contains(text, "ma.09-08.58: last checked"); got != test.stale {
			t.Errorf("%s: provisions to check again: %v", test.day, got)
		}
		if got := strings.Contains(text, "ma: law checked up to"); got != test.past {
			t.Errorf("%s: law to look for: %v", test.day, got)
		}
	}
}
