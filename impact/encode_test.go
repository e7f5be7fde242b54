package impact

import (
	"encoding/json"
	"strings"
	"testing"

	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
)

// general is the document as the general encoder writes it, at a depth.
func general(t testing.TB, d Document, depth int) string {
	t.Helper()
	out, err := json.MarshalIndent(d, strings.Repeat("  ", depth), "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestADocumentIsWrittenAsTheGeneralEncoderWritesIt(t *testing.T) {
	o := options(t)
	o.Plain = true
	for i, in := range varied(t, 60) {
		a, err := Assess(in, o)
		if err != nil {
			continue
		}
		d := a.Document("1")
		if got, want := string(d.Append([]byte("x"), i%3)), "x"+general(t, d, i%3); got != want {
			t.Errorf("%d: %s", i, cmp.Diff(want, got))
		}
	}
	var empty Document
	if got, want := string(empty.Append(nil, 0)), general(t, empty, 0); got != want {
		t.Error(cmp.Diff(want, got))
	}
	deep := Document{Open: []law.Text{{FR: "é", AR: "ع", EN: "e"}}}
	if got, want := string(deep.Append(nil, 30)), general(t, deep, 30); got != want {
		t.Error(cmp.Diff(want, got))
	}
}

func TestAStringIsQuotedAsTheGeneralEncoderQuotesIt(t *testing.T) {
	for _, s := range []string{"", "plain", "l'été", "ع 🙂", `"quoted"`, `back\slash`, "<b>&amp;", "tab\tline\n", "\x00\x1f\x7f", "\u2028\u2029", "bad \xff byte", "\xe2\x80", "\ufffd"} {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(appendString(nil, s)); got != string(want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
