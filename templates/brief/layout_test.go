package brief

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTableAlignsByDisplayWidth(t *testing.T) {
	d := document{}
	d.add(table{numbers: true, head: []string{"ligne", "montant"}, rows: [][]string{{"e\u0301tude", "1\u202f000"}, {"تجربة", "20"}}})
	want := "ligne  montant\n-----  -------\ne\u0301tude    1\u202f000\nتجربة       20\n"
	if diff := cmp.Diff(want, layText(d, language(t, "fr"))); diff != "" {
		t.Error(diff)
	}
}

func TestWideTableWraps(t *testing.T) {
	long := strings.Repeat("mot ", 40)
	widths := fit([][]string{{"a", long, long}}, terminalColumns)
	total := len(gap) * 2
	for _, w := range widths {
		total += w
	}
	if total != terminalColumns {
		t.Errorf("the table takes %d columns", total)
	}
}
