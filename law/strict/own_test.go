package strict

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Every file of the build is in the plain layout, and reads as the library reads it.
func TestOwnFilesReadAlike(t *testing.T) {
	count := 0
	for _, root := range []string{"../data", "../../impact/severity/data", "../../impact/loss/data", "../../templates/locale"} {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" || strings.Contains(path, "testdata") {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			count++
			want, faults := Parse(path, data)
			if len(faults) > 0 {
				t.Errorf("%s: %v", path, faults)
				return nil
			}
			switch got := parsePlain(data); {
			case got == nil:
				t.Logf("%s is not in the plain layout: it is read in ten times the time", path)
			case !reflect.DeepEqual(got, want):
				t.Errorf("%s reads differently: %s", path, difference(got, want))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if count < 45 {
		t.Errorf("only %d files", count)
	}
}

// difference is the first one between two trees.
func difference(got, want *Node) string {
	if got == nil || want == nil || got.Kind != want.Kind || got.Line != want.Line || got.Column != want.Column || got.Text != want.Text || got.Quoted != want.Quoted ||
		len(got.Items) != len(want.Items) || len(got.Fields) != len(want.Fields) {
		return strings.Join([]string{describe(got), describe(want)}, " is not ")
	}
	for i := range got.Items {
		if d := difference(got.Items[i], want.Items[i]); d != "" {
			return d
		}
	}
	for i := range got.Fields {
		if d := difference(got.Fields[i].Key, want.Fields[i].Key) + difference(got.Fields[i].Value, want.Fields[i].Value); d != "" {
			return d
		}
	}
	return ""
}

func describe(n *Node) string {
	if n == nil {
		return "nothing"
	}
	return strings.TrimSpace(strings.Join([]string{itoa(n.Line), itoa(n.Column), n.Text}, " ")) + " (" + itoa(len(n.Items)) + " items, " + itoa(len(n.Fields)) + " fields)"
}

func itoa(i int) string {
	if i < 10 {
		return string(rune('0' + i))
	}
	return itoa(i/10) + itoa(i%10)
}

// What is in the plain layout reads as the library reads it; whatever else is left to it.
func TestPlainLayout(t *testing.T) {
	for text, plain := range map[string]bool{
		"a: b\n":                                    true,
		"a: b":                                      true,
		"# c\n\na: b # c\nb: 'x # y' # z\n":         true,
		"a:\n  b: c\n  d: 'it''s'\ne: \"f\"\n":      true,
		"a:\n- b\n- c\nd: e\n":                      true,
		"a:\n  - b: c\n    d: e\n  - b: f\n":        true,
		"- a\n- b: c\n- 'd'\n":                      true,
		"a: {b: c, d: [e, 'f, g'], h: {}, i: []}\n": true,
		"é: b\n":                                    false,
		"'é': [à, {b: ç}]\n":                        true,
		"a: http://b/c#d\n":                         true,
		"a: -5\n":                                   true,
		"a: yes\nb: 2026-11-21\n":                   true,
		"":                                          false,
		"# nothing\n":                               false,
		"a:\n":                                      false,
		"a: ~\n":                                    false,
		"a: null\n":                                 false,
		"a: b\na: c\n":                              false,
		"a: {b: c, b: d}\n":                         false,
		"a: b\n c: d\n":                             false,
		"a: b\n  c\n":                               false,
		"a: b: c\n":                                 false,
		"a: b:\n":                                   false,
		"a: |\n  b\n":                               false,
		"a: >-\n  b\n":                              false,
		"a: &x b\n":                                 false,
		"a: *x\n":                                   false,
		"a: !t b\n":                                 false,
		"<<: b\n":                                   false,
		"a: <<\n":                                   false,
		"a: \"b\\nc\"\n":                            false,
		"a: \"b\n  c\"\n":                           false,
		"a: 'b\n  c'\n":                             false,
		"a: 'b' c\n":                                false,
		"a: [b,\n  c]\n":                            false,
		"a: [b: c]\n":                               false,
		"a: [b, ]\n":                                false,
		"a: [, b]\n":                                false,
		"a: {b}\n":                                  false,
		"a: {b: }\n":                                false,
		"a: [b]c\n":                                 false,
		"a: [b]#c\n":                                false,
		"? a\n: b\n":                                false,
		"a:\tb\n":                                   false,
		"a: b\r\n":                                  false,
		"--- a\n":                                   false,
		"a: b\n---\nc: d\n":                         false,
		"a: b\n...\n":                               false,
		"  a: b\nc: d\n":                            false,
		"- a\nb: c\n":                               false,
		"a: b\n- c\n":                               false,
		"- - a\n  - b: c\n    d: e\n- f\n":          true,
		"-\n  a\n":                                  false,
		"a:\n    b: c\n  d: e\n":                    false,
		"%YAML 1.2\n":                               false,
		"a: @b\n":                                   false,
		"word\n":                                    false,
	} {
		got := parsePlain([]byte(text))
		if got != nil != plain {
			t.Errorf("%q: plain is %v", text, got != nil)
			continue
		}
		want, faults := Parse("", []byte(text))
		if got != nil && (len(faults) > 0 || !reflect.DeepEqual(got, want)) {
			t.Errorf("%q reads differently: %s %v", text, difference(got, want), faults)
		}
		if own, same := ParseOwn("", []byte(text)); !reflect.DeepEqual(own, want) || !reflect.DeepEqual(same, faults) {
			t.Errorf("%q: ParseOwn and Parse differ", text)
		}
	}
}

// Nothing that reads as plain reads otherwise for the library, or is refused by it.
func FuzzPlain(f *testing.F) {
	f.Add("a:\n  - b: c # d\n    e: {f: [g, 'h']}\n")
	f.Add("a: \"b\"\nc:\n- d\n- 'e'\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := parsePlain([]byte(text))
		if got == nil {
			return
		}
		if want, faults := Parse("", []byte(text)); len(faults) > 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%q reads differently: %s %v", text, difference(got, want), faults)
		}
	})
}
