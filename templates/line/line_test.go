package line

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumns(t *testing.T) {
	for in, want := range map[string]int{
		"":                    0,
		"abc":                 3,
		"é":                   1,
		"e\u0301":             1, // a combining mark takes no column
		"المغرب":              6,
		"مُدّعى":              4, // with two vowel marks
		"\u2068abc\u2069":     3,
		"1\u202f996\u202f026": 9,
		"a\u200db":            2,
		"中文":                  4,
		"loi n°\u00a009-08":   12,
	} {
		if got := Columns(in); got != want {
			t.Errorf("Columns(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"un mot ; suite", 7, []string{"un", "mot ;", "suite"}},
		{"a « b » c", 5, []string{"a", "« b »", "c"}},
		{"\u2068aa bb\u2069 cc", 2, []string{"\u2068aa\u2069", "\u2068bb\u2069", "cc"}},
		{"ee\u0301e", 2, []string{"ee\u0301", "e"}},
	} {
		if diff := cmp.Diff(c.want, Wrap(c.in, c.limit)); diff != "" {
			t.Errorf("Wrap(%q, %d):\n%s", c.in, c.limit, diff)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  a\t b\r\nc ":        "a b c",
		"a\x1bb":               "a\ufffdb",
		"\u202ea":              "\ufffda",
		"\u2066a":              "\u2066a\u2069",
		"a\u2069b":             "ab",
		"\xff":                 "\ufffd",
		"1\u202f000\u00a0DH":   "1\u202f000\u00a0DH",
		"\u2068x\u2069 \u2068": "\u2068x\u2069 \u2068\u2069",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}
