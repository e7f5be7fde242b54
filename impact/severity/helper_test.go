package severity

import (
	"bytes"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"breachimpact/law"

	"pgregory.net/rapid"
)

func method(t testing.TB) *Method {
	t.Helper()
	m, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// listed holds explanations to messages that are listed, and to arguments that
// say something.
func listed(t *rapid.T, keys []string, steps []law.Step) {
	for _, step := range steps {
		step.Walk(func(step law.Step, _ int) {
			words := []string{"step." + step.Key}
			for _, a := range step.Args {
				if a.Value.Kind == law.WordKind {
					words = append(words, a.Value.Word)
				}
				if a.Value.Kind == law.TextKind && a.Value.Text.IsZero() {
					t.Fatalf("%s: argument %s is empty", step.Key, a.Name)
				}
			}
			if step.Result.Kind == law.WordKind {
				words = append(words, step.Result.Word)
			}
			for _, w := range words {
				if _, found := slices.BinarySearch(keys, w); !found {
					t.Fatalf("message %s is not listed", w)
				}
			}
		})
	}
}

// present lists kinds of data as affected; a kind may carry a word after a colon:
// its detail, what it opens, the days it covers, or how it identifies.
func present(kinds ...string) []Datum {
	data := make([]Datum, len(kinds))
	for i, k := range kinds {
		kind, word, _ := strings.Cut(k, ":")
		data[i] = Datum{Type: kind, Present: law.Yes}
		opens, isOpens := strings.CutPrefix(word, "opens-")
		days, err := strconv.Atoi(word)
		switch {
		case slices.Contains([]string{detailThin, detailUsual, detailRich}, word):
			data[i].Detail = word
		case isOpens:
			data[i].Opens = opens
		case err == nil:
			data[i].Period = days
		default:
			data[i].Identifies = word
		}
	}
	return data
}

// settled is a group whose circumstances are all known and add nothing.
func settled(kinds ...string) Group {
	return Group{
		ID: "people", Vulnerable: law.No, Malicious: law.No,
		Confidentiality: "no-evidence", Integrity: "none", Availability: "none", Data: present(kinds...),
	}
}

// published is a group whose data an attacker published.
func published(kinds ...string) Group {
	g := settled(kinds...)
	g.Confidentiality, g.Malicious = "published", law.Yes
	return g
}

func scoreOne(m *Method, g Group) GroupScore {
	return m.Score(Input{Groups: []Group{g}}).Groups[0]
}

// edited is the embedded edition with one text replaced in one file.
func edited(t testing.TB, file, before, after string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, name := range []string{methodFile, typesFile, combinationsFile, contextFile, extendedFile} {
		content, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !bytes.Contains(content, []byte(before)) {
				t.Fatalf("%s does not contain %q", file, before)
			}
			content = bytes.Replace(content, []byte(before), []byte(after), 1)
		}
		out[name] = &fstest.MapFile{Data: content}
	}
	return out
}
