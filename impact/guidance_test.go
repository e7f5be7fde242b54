package impact

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/impact/severity"
	"breachimpact/law"
)

// guidance is one worked example of a European guideline: the incident file, and
// what the guideline says was to be done.
type guidance struct {
	id, published, confidence string
	in                        *incident.Incident
}

var errNoGuidance = errors.New("no worked example was found")

// readGuidance reads the examples and their outcomes. A file without an outcome,
// an outcome without its file, and an empty directory are errors.
func readGuidance(t testing.TB, dir string) ([]guidance, error) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(errNoGuidance, err)
	}
	f, err := os.Open(filepath.Join(dir, "outcomes.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []guidance
	for _, row := range rows[1:] {
		name := filepath.Join(dir, row[0]+".yaml")
		if !slices.Contains(files, name) {
			return nil, fmt.Errorf("%s has no file", row[0])
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, guidance{row[0], row[1], row[2], decode(t, string(text))})
	}
	if len(out) != len(files) {
		return nil, fmt.Errorf("%d outcomes for %d files", len(out), len(files))
	}
	return out, nil
}

// advised is what the extended score advises, in the words of the outcomes.
func advised(m *severity.Method, in *incident.Incident) string {
	advice := m.Score(severityInput(in.At(incident.Confirmed))).Advice
	switch {
	case advice == nil:
		return "none"
	case advice.Action == severity.ActPeople:
		return "authority+people"
	}
	return string(advice.Action)
}

// misses are the examples whose outcome the rules do not reach from the facts
// that the guideline states, each with the reason. They are findings, not
// mistakes to tune away.
func misses() map[string]string {
	return map[string]string{
		"edpb-08": "contact data of clients taken by a former employee: 1 × 1 + 0.75 is low; the guideline notifies because of the intent to use them, which no published cell expresses",
	}
}

// disagreements compares the advice with the published outcome. An outcome that
// depends on facts the example leaves open decides nothing.
func disagreements(m *severity.Method, list []guidance, known map[string]string) (out []string, decided int) {
	for _, g := range list {
		if g.published == "depends" {
			continue
		}
		decided++
		_, expected := known[g.id]
		if got := advised(m, g.in); (got == g.published) == expected {
			out = append(out, fmt.Sprintf("%s: advised %s, published %s (%s)", g.id, got, g.published, g.confidence))
		}
	}
	return out, decided
}

func TestGuidance(t *testing.T) {
	list, err := readGuidance(t, "testdata/guidance")
	if err != nil {
		t.Fatal(err)
	}
	m := options(t).Severity
	wrong, decided := disagreements(m, list, misses())
	for _, w := range wrong {
		t.Error(w)
	}
	if decided != 22 {
		t.Errorf("%d examples decide, want the 18 of guidelines 01/2021 and 4 of WP250", decided)
	}
	for id, why := range misses() {
		if !slices.ContainsFunc(list, func(g guidance) bool { return g.id == id }) {
			t.Errorf("%s is no example", id)
		}
		t.Logf("not reached: %s: %s", id, why)
	}
	for _, g := range list {
		t.Logf("%s: advised %s, published %s (%s)", g.id, advised(m, g.in), g.published, g.confidence)
	}
}

// The mapping is tested, not only the arithmetic: a rule that is taken away must
// be noticed, and so must any other outcome. (Rule X2 decides none of these
// examples alone: number 14 has 60,000 people. It has its tests in severity.)
func TestGuidanceNoticesSabotage(t *testing.T) {
	list, err := readGuidance(t, "testdata/guidance")
	if err != nil {
		t.Fatal(err)
	}
	m := options(t).Severity
	for _, c := range []struct {
		name   string
		change func(*severity.ExtendedRules)
	}{
		{"an outage costs nothing", func(e *severity.ExtendedRules) {
			e.Availability.Dependences = slices.Clone(e.Availability.Dependences)
			for i := range e.Availability.Dependences {
				e.Availability.Dependences[i].Points = 1
			}
		}},
		{"many people are as few", func(e *severity.ExtendedRules) { e.LargeScale.People = 1 << 40 }},
		{"medium asks for nothing", func(e *severity.ExtendedRules) {
			e.Advice = slices.Clone(e.Advice)
			e.Advice[1].Action = severity.ActDocument
		}},
	} {
		altered := *m
		c.change(&altered.Extended)
		if wrong, _ := disagreements(&altered, list, misses()); len(wrong) == 0 {
			t.Errorf("%s: not noticed", c.name)
		}
	}
	for i := range list {
		if list[i].published == "depends" {
			continue
		}
		altered := slices.Clone(list)
		altered[i].published = "nothing"
		known := misses()
		delete(known, list[i].id)
		if wrong, _ := disagreements(m, altered, known); !slices.ContainsFunc(wrong, func(w string) bool { return strings.HasPrefix(w, list[i].id+":") }) {
			t.Errorf("%s with another outcome: not noticed", list[i].id)
		}
	}
	if _, err := readGuidance(t, t.TempDir()); !errors.Is(err, errNoGuidance) {
		t.Errorf("an empty directory: %v", err)
	}
}

// The whole way: facts, cells, score, advice, and what articles 33 and 34 of the
// GDPR ask. The risk is derived, so a milder answer that unknown facts could
// overturn is undetermined and never no.
func TestGuidanceReachesTheDuties(t *testing.T) {
	list, err := readGuidance(t, "testdata/guidance")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, g := range list {
		if _, missed := misses()[g.id]; missed || g.published == "depends" {
			continue
		}
		a, err := Assess(g.in, options(t))
		if err != nil {
			t.Fatalf("%s: %v", g.id, err)
		}
		v := &a.Confirmed
		risk := v.Facts[RiskFact]
		if !risk.Derived {
			t.Errorf("%s: the risk is not derived: %+v", g.id, risk)
		}
		notify, tell, record := finding(t, v, "eu.gdpr.33-1"), finding(t, v, "eu.gdpr.34-1"), finding(t, v, "eu.gdpr.33-5")
		want := map[string][2]law.Verdict{
			"document": {law.No, law.No}, "authority": {law.Yes, law.No}, "authority+people": {law.Yes, law.Yes},
		}[g.published]
		if notify.Verdict != want[0] && !(risk.Partial && notify.Verdict == law.Unknown && want[0] == law.No) {
			t.Errorf("%s: article 33(1) is %s, published %s", g.id, notify.Verdict, g.published)
		}
		// The exemptions of article 34(3) are open in the examples, so a yes may still
		// wait for them; a no never may.
		if tell.Verdict == law.No && want[1] == law.Yes || tell.Verdict == law.Yes && want[1] == law.No {
			t.Errorf("%s: article 34(1) is %s, published %s", g.id, tell.Verdict, g.published)
		}
		if record.Verdict != law.Yes {
			t.Errorf("%s: article 33(5) is %s; every breach is recorded", g.id, record.Verdict)
		}
		checked++
	}
	if checked < 20 {
		t.Errorf("only %d examples reach the duties", checked)
	}
}
