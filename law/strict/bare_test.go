package strict

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestBare(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing to take", "a: 1\nb: two\n", "a: 1\nb: two\n"},
		{"a line of its own", "# a secret\na: 1\n  # another\nb: 2\n", "\na: 1\n\nb: 2\n"},
		{"behind a value", "a: 1 # a secret\nb: 2\t# another\n", "a: 1\nb: 2\n"},
		{"no comment without a space", "a: x#y\nb: http://a/#b\n", "a: x#y\nb: http://a/#b\n"},
		{"in quotes", "a: \"x # y\" # z\nb: 'x # y' # z\n", "a: \"x # y\"\nb: 'x # y'\n"},
		{"an apostrophe is no quote", "a: the expert's # a secret\nb: l'un # b\n", "a: the expert's\nb: l'un\n"},
		{"quotes in quotes", "a: \"x \\\" # y\" # z\nb: 'it''s # y' # z\n", "a: \"x \\\" # y\"\nb: 'it''s # y'\n"},
		{"quotes over lines", "a: \"x\n  # y\" # z\n", "a: \"x\n  # y\"\n"},
		{"in flow", "a: [x, \"y # z\", 'w'] # s\nb: {c: \"d # e\"} # s\n", "a: [x, \"y # z\", 'w']\nb: {c: \"d # e\"}\n"},
		{"in a block", "a: |\n  # text\n  more\nb: 1 # s\n", "a: |\n  # text\n  more\nb: 1\n"},
		{"in a folded block", "a: >- # s\n  # text\nb: 1 # s\n", "a: >-\n  # text\nb: 1\n"},
		{"in a block of an entry", "- a: |\n    # text\n  b: 1 # s\n- |\n  # text\n- c # s\n", "- a: |\n    # text\n  b: 1\n- |\n  # text\n- c\n"},
		{"a byte order mark", "\ufeffa: 1 # s\n", "a: 1\n"},
		{"lines of another system", "a: 1 # s\r\nb: 2\r\n", "a: 1\nb: 2\n"},
	} {
		got, ok := Bare([]byte(c.text))
		if !ok || got != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, got, ok, c.want)
		}
	}
	for name, text := range map[string]string{"not sound": "a: [", "empty": "", "null": "a:\n"} {
		if got, ok := Bare([]byte(text)); ok || got != "" {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
}

// Every file of the house can be bared.
func TestEveryFileCanBeBared(t *testing.T) {
	count := 0
	for _, root := range []string{"../data", "../../impact", "../../templates/cases"} {
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".yaml" || strings.Contains(path, "unknown.yaml") {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			count++
			if _, ok := Bare(data); !ok {
				t.Errorf("%s cannot be bared", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if count < 50 {
		t.Errorf("only %d files", count)
	}
}

// What is left is the same file to whoever reads it, without a comment.
func FuzzBare(f *testing.F) {
	f.Add("a: 1 # b\n")
	f.Add("- \"x # y\" # z\n- |\n  # text\n")
	f.Add("{a: 'b # c', d: [e, f]} # g")
	f.Fuzz(func(t *testing.T, text string) {
		bare, ok := Bare([]byte(text))
		if !ok {
			return
		}
		before, _ := Parse("", []byte(text))
		after, faults := Parse("", []byte(bare))
		if len(faults) > 0 || !reflect.DeepEqual(before, after) {
			t.Errorf("%q became %q", text, bare)
		}
		if again, ok := Bare([]byte(bare)); !ok || again != bare {
			t.Errorf("%q became %q", bare, again)
		}
	})
}
