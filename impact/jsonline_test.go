package impact

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The line has the bytes of the encoder that knows nothing of what is shared, where
// both standpoints are alike and where they differ.
func TestLineIsTheWholeDocument(t *testing.T) {
	alike, different := 0, 0
	for i, in := range varied(t, 120) {
		o := options(t)
		o.Plain = true
		a, err := Assess(in, o)
		if err != nil {
			continue // as others test
		}
		d := a.Document("test <&> \u2028") // what json.Marshal escapes
		want, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.MarshalLine()
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%d: %s", i, cmp.Diff(strings.Split(string(want), "},"), strings.Split(string(got), "},")))
		}
		if same(d.Standpoints.Confirmed.Duties, d.Standpoints.Claimed.Duties) {
			alike++
		} else {
			different++
		}
	}
	if alike == 0 || different == 0 {
		t.Errorf("the law answers alike %d times and differently %d times", alike, different)
	}
}
