package brief

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"breachimpact/templates/cases"
)

var otherFacts = regexp.MustCompile(`Other facts of which each would suffice: (\d+)`)

// The prose names a few facts that alone would move the level; those it does not
// name, it counts.
func TestReasoningLeavesNoFactUncounted(t *testing.T) {
	beyond := 0
	for _, id := range cases.IDs() {
		a := assessCase(t, id)
		s := a.Claimed.Severity
		if s.ExtendedTop < 0 {
			continue
		}
		g := s.Groups[s.ExtendedTop]
		want := 0
		for _, m := range g.Moves {
			if m.ExtendedLevel != "" && m.ExtendedLevel != g.Extended.Level {
				want++
			}
		}
		prose := strings.Join(Reasoning(a, "claimed.severity.extended", language(t, "en")), " ")
		got := strings.Count(prose, "(severity would be ")
		if other := otherFacts.FindStringSubmatch(prose); other != nil {
			n, err := strconv.Atoi(other[1])
			if err != nil {
				t.Fatal(err)
			}
			got += n
			beyond++
		}
		if got != want {
			t.Errorf("%s: the prose accounts for %d facts of %d:\n%s", id, got, want, prose)
		}
	}
	if beyond == 0 {
		t.Error("no case has more facts than the prose names")
	}
}
