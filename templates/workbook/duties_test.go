package workbook

import (
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/templates/book"
)

// dutyTexts are the texts of a row of the duties sheet, by column.
func dutyTexts(t *testing.T, b book.Book, name string, column int) []string {
	t.Helper()
	var out []string
	for _, row := range b.Sheets[1].Rows {
		if len(row.Cells) == 0 || !strings.HasPrefix(row.Cells[0].Value.Text, name) {
			continue
		}
		for _, c := range row.Cells {
			if c.Column == column {
				out = append(out, c.Value.Text)
			}
		}
	}
	return out
}

func TestADutyShowsReasonsBothTimesAndDecision(t *testing.T) {
	b := build(t, insured, "en")
	const name = "Notification of the breach to the supervisory authority"
	for _, test := range []struct {
		what   string
		column int
		want   string
	}{
		{"why", dutyWhy, "Applies: personal data affected: yes"},
		{"local time", dutyLocal, "5 March 2026, 09:00 (UTC+01:00)"},
		{"universal time", dutyUTC, "5 March 2026, 08:00 (UTC+00:00)"},
		{"time left", dutyLeft, "15 full hours left"},
		{"decision", dutyLocal, "do it now (DPO; 3 March 2026, 10:00 (UTC+01:00))\nReason: high risk"},
	} {
		texts := dutyTexts(t, b, name, test.column)
		if !strings.Contains(strings.Join(texts, "\n"), test.want) {
			t.Errorf("%s: no %q in %q", test.what, test.want, texts)
		}
	}
}

// The duties stand law by law, those of the home country first, and what the law
// requires before what is only wise.
func TestDutiesStandLawByLaw(t *testing.T) {
	var headings []string
	for _, row := range build(t, insured, "en").Sheets[1].Rows {
		if len(row.Cells) == 1 && row.Cells[0].Style == sHeading {
			headings = append(headings, row.Cells[0].Value.Text)
		}
	}
	want := []string{
		"Plan of action: next hour; next day", "Running time limits",
		"France: Statutory duties", "France: Recommended steps, not required by law", "European Union: Statutory duties",
		"Morocco: Statutory duties", "Morocco: Recommended steps, not required by law",
		"Contractual time limits", "Plan of action: next week",
	}
	if strings.Join(headings, "\n") != strings.Join(want, "\n") {
		t.Errorf("headings %q, want %q", headings, want)
	}
}

// A heading is never the last row of a printed page.
func TestHeadingsAreKeptWithWhatTheyHead(t *testing.T) {
	b := build(t, insured, "en")
	if alone := looseHeadings(b); len(alone) > 0 {
		t.Errorf("headings that a page may end on: %q", alone)
	}
	for r, row := range b.Sheets[1].Rows {
		if len(row.Cells) == 1 && row.Cells[0].Style == sHeading {
			b.Sheets[1].Rows[r].Keep = false
			break
		}
	}
	if len(looseHeadings(b)) != 1 {
		t.Error("a heading that was let go was not noticed")
	}
}

func looseHeadings(b book.Book) []string {
	var out []string
	for _, s := range b.Sheets[1:] { // the summary is one page
		for _, row := range s.Rows {
			if len(row.Cells) > 0 && row.Cells[0].Style == sHeading && !row.Keep {
				out = append(out, s.Name+": "+row.Cells[0].Value.Text)
			}
		}
	}
	return out
}

// Of conditions that are all required one that fails is reason enough; of several
// of which one suffices, those that hold.
func TestGrounds(t *testing.T) {
	leaf := func(name string, v law.Verdict) law.Step {
		return law.Step{Key: "condition.is", Args: []law.Arg{law.With("fact", law.OfCode(name))}, Result: law.OfVerdict(v)}
	}
	group := func(key string, v law.Verdict, parts ...law.Step) law.Step {
		return law.Step{Key: "condition." + key, Result: law.OfVerdict(v), Parts: parts}
	}
	a, b, c := leaf("a", law.Yes), leaf("b", law.No), leaf("c", law.Unknown)
	for _, test := range []struct {
		name string
		step law.Step
		want string
	}{
		{"all, failing", group("all", law.No, a, b, c), "b"},
		{"all, open", group("all", law.Unknown, a, c), "c"},
		{"all, holding", group("all", law.Yes, a, group("any", law.Yes, a, b)), "a a"},
		{"any, holding", group("any", law.Yes, a, b, c), "a"},
		{"any, failing", group("any", law.No, b, b), "b b"},
		{"not", group("not", law.Yes, b), "b"},
		{"of another text", group("applies", law.Unknown, group("all", law.Unknown, a, c)), "c"},
	} {
		var got []string
		for _, s := range grounds(test.step) {
			got = append(got, s.Args[0].Value.Word)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// The sheet of explanations is printed: what fills more than a line stands there
// once, and an explanation that holds at both standpoints is one.
func TestBasisSaysEverythingOnce(t *testing.T) {
	b := build(t, caseText(t, "cnss-2025"), "fr")
	basis := &b.Sheets[basisAt]
	if again := saidAgain(*basis); len(again) > 0 {
		t.Errorf("said in full more than once: %q", again)
	}
	if rows := len(basis.Rows); rows > 700 {
		t.Errorf("%d rows: the sheet has grown long again", rows)
	}
	for _, row := range basis.Rows {
		if len(saidAgain(book.Sheet{Rows: []book.Row{row, row}})) > 0 {
			return // planted, and noticed
		}
	}
	t.Error("a repeated step is not noticed")
}

func saidAgain(s book.Sheet) []string {
	var out []string
	seen := map[string]bool{}
	for _, row := range s.Rows {
		// Short steps that share a row are amounts of an article, not reasoning.
		if row.Level == 0 || len(row.Cells) <= basisStep || row.Cells[basisNumber].Link != nil || strings.Contains(row.Cells[basisStep].Value.Text, "•") {
			continue
		}
		text := strings.TrimLeft(row.Cells[basisStep].Value.Text, "\u2003") + row.Cells[basisResult].Value.Text
		if seen[text] && len([]rune(text)) > longStep+40 {
			out = append(out, text)
		}
		seen[text] = true
	}
	return out
}
