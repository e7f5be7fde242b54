package severity

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"breachimpact/law"
)

// oracleRow is one published or derived case with its expected answer.
type oracleRow struct{ id, method, input, expected string }

// answer computes what a row expects, in the row's own notation.
type answer func(m *Method) string

// Answers for the parts of the score. Each goes through Score, not around it.
func dpcOf(kinds ...string) answer {
	return func(m *Method) string { return fmt.Sprintf("DPC=%d", scoreOne(m, settled(kinds...)).DPC) }
}

func dpcRevealing(what string, kinds ...string) answer {
	return func(m *Method) string {
		g := settled(kinds...)
		g.Reveals = what
		return fmt.Sprintf("DPC=%d", scoreOne(m, g).DPC)
	}
}

func dpcOutdated(kinds ...string) answer {
	return func(m *Method) string {
		g := settled(kinds...)
		for i := range g.Data {
			g.Data[i].Outdated = law.Yes
		}
		return fmt.Sprintf("DPC=%d", scoreOne(m, g).DPC)
	}
}

func eiOf(kinds ...string) answer {
	return func(m *Method) string { return "EI=" + scoreOne(m, settled(kinds...)).EI.String() }
}

func cbOf(letter string, change func(*Group)) answer {
	return func(m *Method) string {
		g := settled("full-name")
		change(&g)
		points := scoreOne(m, g).CB
		if points == 0 {
			return letter + "=0"
		}
		return letter + "=+" + points.String()
	}
}

func levelName(l Level) string {
	words := strings.ReplaceAll(string(l), "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

func given(dpc int, ei Quarters, change func(*Group)) func(*Method) GroupScore {
	return func(m *Method) GroupScore {
		g := settled("full-name")
		g.Overrides = []Override{{CellDPC, Points(dpc), "given by the case"}, {CellEI, ei, "given by the case"}}
		if change != nil {
			change(&g)
		}
		return scoreOne(m, g)
	}
}

// seOf goes from facts to the score. The rows that only give both cells, or whose
// cells are another's choice, are run on those (seGiven).
func seOf(change func(*Group), kinds ...string) answer {
	return func(m *Method) string {
		g := settled(kinds...)
		if change != nil {
			change(&g)
		}
		s := scoreOne(m, g)
		return "SE=" + s.SE.String() + " " + levelName(s.Level)
	}
}

func seGiven(dpc int, ei Quarters, change func(*Group)) answer {
	return func(m *Method) string {
		s := given(dpc, ei, change)(m)
		return "SE=" + s.SE.String() + " " + levelName(s.Level)
	}
}

func bandGiven(dpc int, ei Quarters, change func(*Group)) answer {
	return func(m *Method) string {
		s := given(dpc, ei, change)(m)
		return s.SE.String() + " -> " + levelName(s.Level)
	}
}

func bandOf(points string) answer {
	return func(m *Method) string {
		q, _ := ParseQuarters(points)
		return points + " -> " + levelName(m.LevelOf(q))
	}
}

func confidentialityOf(state string) func(*Group) {
	return func(g *Group) { g.Confidentiality = state }
}

// oracleRuns says how each row is answered. A row is here or in outsideThisPackage.
func oracleRuns() map[string]answer {
	runs := crossChecks()
	maps.Copy(runs, enisaRuns())
	return runs
}

func enisaRuns() map[string]answer {
	return map[string]answer{
		"D01": dpcOf("customer-relationship", "full-name"),
		"D03": dpcRevealing("sensitive", "home-address"),
		"D04": dpcOf("full-name", "protected-occupation"),
		"D05": dpcOf("call-history:thin"),
		"D06": dpcOf("call-history:7"),
		"D07": dpcOf("call-history:365"),
		"D09": dpcOf("purchase-history:30"),
		"D10": dpcOf("location-history:365"),
		"D11": dpcOf("pharmacy-purchases"),
		"D12": dpcOf("bank-customer"),
		"D13": dpcOf("bank-transactions:1"),
		"D14": dpcOf("bank-balance:30"),
		"D16": dpcOutdated("card-number", "card-expiry", "card-cvv"),
		"D17": dpcOf("card-number", "card-expiry", "card-cvv"),
		"D18": dpcOf("lab-results:thin"),
		"D19": dpcOf("hospital-visit"),
		"D21": dpcOf("lab-results"),
		"D22": dpcOf("political-opinions"),
		"D23": dpcOf("dating-profile"),
		"D24": dpcOf("password:opens-simple"),
		"D26": dpcOf("full-name", "salary", "purchase-history"),
		"E01": eiOf("full-name:many-namesakes"),
		"E02": eiOf("full-name:few-namesakes"),
		"E03": eiOf("full-name:few-namesakes-small-city"),
		"E05": eiOf("national-id"),
		"E07": eiOf("full-name", "national-id"),
		"E08": eiOf("phone:not-public", "home-address:not-public"),
		"E09": eiOf("phone:small-city"),
		"E10": eiOf("home-address:public-register"),
		"E11": eiOf("email:nameless-not-main"),
		"E13": eiOf("email:named-main"),
		"E14": eiOf("photo:unclear"),
		"E15": eiOf("photo:unclear-with-place"),
		"E16": eiOf("photo"),
		"E18": eiOf("alias"),
		"E19": eiOf("alias:revealing-and-linked"),
		"E21": eiOf("alias", "email:nameless-main"),
		"C01": cbOf("C", confidentialityOf("no-evidence")),
		"C02": cbOf("C", confidentialityOf("known-recipients")),
		"C03": cbOf("C", confidentialityOf("published")),
		"C04": cbOf("I", func(g *Group) { g.Integrity = "restored" }),
		"C05": cbOf("I", func(g *Group) { g.Integrity = "recoverable" }),
		"C07": cbOf("A", func(g *Group) { g.Availability = "restored" }),
		"C08": cbOf("A", func(g *Group) { g.Availability = "rebuildable" }),
		"C10": cbOf("M", func(g *Group) { g.Malicious = law.Yes }),
		"F01": seOf(func(g *Group) { g.Availability, g.Malicious = "rebuildable", law.Yes }, "health-record", "full-name", "phone"),
		"F03": seGiven(1, 1, nil),
		"F04": seOf(confidentialityOf("known-recipients"), "email:named-main"),
		"F06": seGiven(3, 4, confidentialityOf("known-recipients")),
		"F07": seOf(confidentialityOf("known-recipients"), "full-name", "work-email", "salary", "performance-review"),
		"F08": seOf(nil, "full-name", "work-email", "salary", "performance-review"),
		"F11": seOf(nil, "full-name", "email"),
		"F12": seOf(confidentialityOf("unknown-recipients"), "full-name", "work-email"),
		"B01": bandOf("1.75"),
		"B02": bandOf("2"),
		"B03": bandOf("2.75"),
		"B04": bandOf("3"),
		"B05": bandOf("3.75"),
		"B06": bandOf("4"),
		"B07": bandGiven(1, 1, nil),
		"B08": bandGiven(4, 4, func(g *Group) {
			g.Confidentiality, g.Integrity, g.Availability, g.Malicious = "published", "unrecoverable", "lost", law.Yes
		}),
	}
}

func readOracle(t *testing.T) []oracleRow {
	t.Helper()
	f, err := os.Open("testdata/oracle.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []oracleRow
	for _, r := range records[1:] {
		rows = append(rows, oracleRow{r[0], r[1], r[2], r[3]})
	}
	return rows
}

var (
	errNoRows      = errors.New("no oracle row was run")
	errUnaccounted = errors.New("oracle row neither run nor skipped with a reason")
	errStale       = errors.New("an answer has no oracle row")
)

// compare answers every row and returns the mismatches and the rows not run.
// Nothing run, a row unaccounted for, and an answer without a row are errors.
func compare(m *Method, rows []oracleRow, runs map[string]answer) (mismatches []string, skipped []string, err error) {
	ran := 0
	for _, row := range rows {
		run, here := runs[row.id]
		if !here {
			reason := outsideThisPackage(row)
			if reason == "" {
				return nil, nil, fmt.Errorf("%w: %s", errUnaccounted, row.id)
			}
			skipped = append(skipped, row.id+": "+reason)
			continue
		}
		ran++
		if got := run(m); got != row.expected {
			mismatches = append(mismatches, fmt.Sprintf("%s (%s): %s, want %s", row.id, row.input, got, row.expected))
		}
	}
	if ran == 0 {
		return nil, nil, errNoRows
	}
	for id := range runs {
		if !slices.ContainsFunc(rows, func(r oracleRow) bool { return r.id == id }) {
			return nil, nil, fmt.Errorf("%w: %s", errStale, id)
		}
	}
	return mismatches, skipped, nil
}

func TestOracle(t *testing.T) {
	rows := readOracle(t)
	mismatches, skipped, err := compare(method(t), rows, oracleRuns())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mismatches {
		t.Error(m)
	}
	t.Logf("%d rows, %d run, %d not run", len(rows), len(rows)-len(skipped), len(skipped))
	for _, s := range skipped {
		t.Log("not run:", s)
	}
}

// A comparison that cannot fail proves nothing: every altered expectation and
// every altered figure of the method must be noticed.
func TestOracleNoticesSabotage(t *testing.T) {
	m, rows, runs := method(t), readOracle(t), oracleRuns()
	for i, row := range rows {
		if runs[row.id] == nil {
			continue
		}
		altered := slices.Clone(rows)
		altered[i].expected += "5"
		mismatches, _, err := compare(m, altered, runs)
		if err != nil || len(mismatches) != 1 || !strings.HasPrefix(mismatches[0], row.id) {
			t.Errorf("%s with another expectation: %v %v", row.id, mismatches, err)
		}
	}
	for _, c := range []struct{ file, before, after string }{
		{methodFile, "malicious: 0.5", "malicious: 0.25"},
		{methodFile, "{level: medium, at-least: 2}", "{level: medium, at-least: 1.75}"},
		{methodFile, "{level: high, at-least: 3}", "{level: high, at-least: 3.25}"},
		{methodFile, "{id: known-recipients, points: 0.25}", "{id: known-recipients, points: 0.5}"},
		{methodFile, "{id: rebuildable, points: 0.25}", "{id: rebuildable, points: 0.5}"},
		{methodFile, "{id: many-namesakes, ei: 0.25}\n        - {id: few-namesakes, ei: 0.5}", "{id: few-namesakes, ei: 0.25}\n        - {id: many-namesakes, ei: 0.5}"},
		{typesFile, "call detail records\n    category: behavioural\n    cell: 2", "call detail records\n    category: behavioural\n    cell: 3"},
		{combinationsFile, "score: 4, outdated: 1", "score: 3, outdated: 1"},
		{combinationsFile, "outdated: 1", "outdated: 4"},
	} {
		altered, err := Load(edited(t, c.file, c.before, c.after))
		if err != nil {
			t.Errorf("%s -> %s: %v", c.before, c.after, err)
			continue
		}
		mismatches, _, err := compare(altered, rows, runs)
		if err != nil || len(mismatches) == 0 {
			t.Errorf("%s -> %s was not noticed (%v)", c.before, c.after, err)
		}
	}
}

func TestOracleRefusesToFindNothing(t *testing.T) {
	m, rows, runs := method(t), readOracle(t), oracleRuns()
	if _, _, err := compare(m, nil, runs); !errors.Is(err, errNoRows) {
		t.Errorf("no rows: %v", err)
	}
	if _, _, err := compare(m, rows, map[string]answer{}); !errors.Is(err, errUnaccounted) {
		t.Errorf("no answers: %v", err)
	}
	if _, _, err := compare(m, append(slices.Clone(rows), oracleRow{id: "X99", method: "another"}), runs); !errors.Is(err, errUnaccounted) {
		t.Errorf("a row nobody knows: %v", err)
	}
	if _, _, err := compare(m, rows[1:], runs); !errors.Is(err, errStale) {
		t.Errorf("an answer without its row: %v", err)
	}
}
