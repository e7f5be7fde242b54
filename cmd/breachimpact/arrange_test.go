package main

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"breachimpact/templates/locale"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
)

func testCommands(t *testing.T) []*cli.Command {
	t.Helper()
	words, err := locale.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return (&program{locale: words}).app().Commands
}

func TestArrange(t *testing.T) {
	for _, test := range []struct{ given, want string }{
		{"assess a.yaml", "assess -- a.yaml"},
		{"assess case:x --format json", "assess --format=json -- case:x"},
		{"assess --format json case:x", "assess --format=json -- case:x"},
		{"assess a.yaml --format=json b.yaml --include-announced c.yaml", "assess --format=json --include-announced -- a.yaml b.yaml c.yaml"},
		{"--lang en assess a.yaml", "assess --lang=en -- a.yaml"},
		{"--include-announced assess a.yaml", "assess --include-announced -- a.yaml"},
		{"assess -", "assess -- -"},
		{"assess - --seed 7", "assess --seed=7 -- -"},
		{"assess --seed 7 -- --seed", "assess --seed=7 -- --seed"},
		{"assess --rules=a=b x", "assess --rules=a=b -- x"},
		{"assess --rules - x", "assess --rules=- -- x"},
		{"laws list", "laws list"},
		{"laws show ma --rules d", "laws show --rules=d -- ma"},
		{"--rules d laws diff", "laws diff --rules=d"},
		{"datatypes mot de passe --lang ar", "datatypes --lang=ar -- mot de passe"},
		{"laws --lang en list", "laws list --lang=en"},
		{"--lang en laws list --rules d", "laws list --lang=en --rules=d"},
		{"report help", "report -- help"},
		{"assess assess", "assess -- assess"},
		{"--version", "version"},
		{"-v --lang en", "version --lang=en"},
	} {
		l, err := arrange(testCommands(t), append([]string{"breachimpact"}, strings.Fields(test.given)...))
		if err != nil {
			t.Errorf("%s: %v", test.given, err)
			continue
		}
		if diff := cmp.Diff("breachimpact "+test.want, strings.Join(l.argv, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.given, diff)
		}
	}
}

func TestArrangeRefuses(t *testing.T) {
	for _, test := range []struct{ given, want string }{
		{"", "no-command"},
		{"--lang en", "no-command"},
		{"asses x", "unknown-command"},
		{"laws", "half-command"},
		{"laws lst", "unknown-command"},
		{"assess x --frmat json", "unknown-flag"},
		{"assess x -format json", "unknown-flag"},
		{"assess x -f", "unknown-flag"},
		{"assess x --force", "unknown-flag"},
		{"assess x --", ""},
		{"assess x ---", "unknown-flag"},
		{"assess x --=3", "unknown-flag"},
		{"assess x --format", "flag-value"},
		{"assess x --format=", "flag-value"},
		{"assess x --format --lang en", "flag-value"},
		{"assess x --include-announced=no", "flag-no-value"},
		{"assess x --seed 1 --seed 2", "flag-twice"},
		{"assess x --law ma --law=fr", "flag-twice"},
		{"assess x --help=no", "unknown-flag"},
		{"assess x --generate-bash-completion", "unknown-flag"},
	} {
		_, err := arrange(testCommands(t), append([]string{"breachimpact"}, strings.Fields(test.given)...))
		if got := keyOf(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.given, got, test.want)
		}
	}
}

// keyOf is the key of the first failure.
func keyOf(err error) string {
	var list several
	if errors.As(err, &list) {
		err = list[0]
	}
	var f failure
	if errors.As(err, &f) {
		return f.key
	}
	return ""
}

func TestArrangeTellsEveryFault(t *testing.T) {
	_, err := arrange(testCommands(t), strings.Fields("breachimpact assess x --frmat json --seed= --law ma --law eu"))
	var list several
	if !errors.As(err, &list) || len(list) != 3 {
		t.Fatalf("got %v, want three faults", err)
	}
	var f failure
	if errors.As(list[0], &f); !slices.Contains(f.nearest, "--format") {
		t.Errorf("nearest to --frmat: %v", f.nearest)
	}
}

func TestArrangeHelp(t *testing.T) {
	for _, test := range []struct{ given, want string }{
		{"--help", "breachimpact"},
		{"help", "breachimpact"},
		{"-h", "breachimpact"},
		{"assess --help", "breachimpact assess"},
		{"assess -h x.yaml", "breachimpact assess"},
		{"help assess", "breachimpact assess"},
		{"help laws list", "breachimpact laws list"},
		{"laws --help", "breachimpact laws"},
		{"--lang ar --help", "breachimpact"},
	} {
		l, err := arrange(testCommands(t), append([]string{"breachimpact"}, strings.Fields(test.given)...))
		if err != nil || !l.help || l.name != test.want {
			t.Errorf("%s: got %q, help %v, %v", test.given, l.name, l.help, err)
		}
	}
}

// The command a flag belongs to may stand after it, so a name must mean the
// same kind of flag everywhere.
func TestFlagsOfOneNameAreOfOneKind(t *testing.T) {
	kinds := map[string]bool{}
	flags := flagsBelow(testCommands(t))
	if len(flags) < 20 {
		t.Fatalf("only %d flags were found", len(flags))
	}
	for _, f := range flags {
		name := f.Names()[0]
		if kind, seen := kinds[name]; seen && kind != takesValue(f) {
			t.Errorf("--%s takes a value with one command and none with another", name)
		}
		kinds[name] = takesValue(f)
	}
}
