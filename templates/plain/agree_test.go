package plain

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/templates/book"
	"breachimpact/templates/brief"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
	"breachimpact/templates/workbook"

	"github.com/shopspring/decimal"
)

// everyBook visits each embedded case in each language.
func everyBook(t *testing.T, visit func(name, language string, a *impact.Assessment, b book.Book)) {
	t.Helper()
	for _, id := range cases.IDs() {
		a := assess(t, id)
		for _, language := range locale.Languages() {
			visit(id+" "+language, language, a, reading(t, a, language))
		}
	}
}

// numberCells are the cells with a number, by sheet and place.
func numberCells(b book.Book) map[string]book.Cell {
	out := map[string]book.Cell{}
	for _, s := range b.Sheets {
		for at, line := range s.Rows {
			for _, c := range line.Cells {
				if c.Value.Kind == book.Number {
					out[s.Name+"!"+book.Address(c.Column, at)] = c
				}
			}
		}
	}
	return out
}

// lostRecords names the numbers of a book that its records have not, or have
// otherwise, and those that they have and the book has not.
func lostRecords(t *testing.T, b book.Book, language, out string) []string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, byteOrderMark)))
	if language != "en" {
		r.Comma = ';'
	}
	list, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, record := range list[1:] {
		if len(record) != len(columns()) {
			t.Fatalf("a record of %d values: %q", len(record), record)
		}
		if record[8] == "number" {
			found[record[1]+"!"+record[3]] = record[7]
		}
	}
	var lost []string
	for at, c := range numberCells(b) {
		if found[at] != c.Value.Text {
			lost = append(lost, at)
		}
		delete(found, at)
	}
	for at := range found {
		lost = append(lost, at)
	}
	return lost
}

func TestRecordsHaveEveryNumber(t *testing.T) {
	everyBook(t, func(name, language string, _ *impact.Assessment, b book.Book) {
		out := records(t, b, language)
		if lost := lostRecords(t, b, language, out); len(lost) > 0 {
			t.Errorf("%s: numbers lost on the way to CSV: %q", name, lost)
		}
	})
}

// The check can fail: a record that is missing, a digit that is another, and a
// number that nobody computed are all found.
func TestLostRecordsAreFound(t *testing.T) {
	b := reading(t, assess(t, "cnss-2025"), "fr")
	out := records(t, b, "fr")
	for name, spoiled := range map[string]string{
		"missing": regexp.MustCompile(`(?m)^.*;1996026;number;.*\r\n`).ReplaceAllString(out, ""),
		"other":   strings.Replace(out, ";1996026;number", ";1996027;number", 1),
		"added":   out + "x;y;;A1;;;;42;number;\r\n",
	} {
		if len(lostRecords(t, b, "fr", spoiled)) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}

// undirected takes the marks of direction away.
var undirected = strings.NewReplacer("\u2066", "", "\u2068", "", "\u2069", "")

// parted is what stands between the cells of a row, in a table or in a list.
var parted = regexp.MustCompile(`\||\*\*|: | — `)

// missingNumbers are the numbers of a book that stand in its Markdown less often
// than in its cells.
func missingNumbers(t *testing.T, b book.Book, language, out string) []string {
	t.Helper()
	stands := map[string]int{}
	for line := range strings.Lines(undirected.Replace(out)) {
		line = strings.TrimSpace(line)
		for _, cell := range parted.Split(line, -1) {
			stands[strings.Trim(cell, " \u00a0")]++
		}
	}
	styles := map[string]book.Style{}
	for _, s := range b.Styles {
		styles[s.Name] = s
	}
	for _, s := range b.Sheets { // a text of the same digits is not the number
		for _, line := range s.Rows {
			for _, c := range line.Cells {
				if c.Value.Kind == book.Text {
					stands[undirected.Replace(c.Value.Text)]--
				}
			}
		}
	}
	var missing []string
	for at, c := range numberCells(b) {
		f, err := parseFormat(styles[c.Style].Number)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.write(c.Value.Text, words(t, language))
		if err != nil {
			t.Fatal(err)
		}
		shown = undirected.Replace(shown)
		if stands[shown]--; stands[shown] < 0 {
			missing = append(missing, at+" "+shown)
		}
	}
	return missing
}

func TestMarkdownHasEveryNumber(t *testing.T) {
	everyBook(t, func(name, language string, _ *impact.Assessment, b book.Book) {
		if missing := missingNumbers(t, b, language, markdown(t, b, language)); len(missing) > 0 {
			slices.Sort(missing)
			t.Errorf("%s: %d numbers are missing from the Markdown, such as %q", name, len(missing), missing[:min(4, len(missing))])
		}
	})
}

func TestMissingNumbersAreFound(t *testing.T) {
	b := reading(t, assess(t, "cnss-2025"), "fr")
	out := markdown(t, b, "fr")
	// One of the places where the number stands is enough.
	spoiled := strings.Replace(out, "| 1\u202f996\u202f026 |", "| 1\u202f996\u202f027 |", 1)
	if spoiled == out || len(missingNumbers(t, b, "fr", spoiled)) == 0 {
		t.Error("a number that became another was not found")
	}
}

// printed is a number as a language writes it.
var printed = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`\d{1,3}(?:\x{202f}\d{3})+(?:,\d+)?|\d+(?:,\d+)?`),
	"ar": regexp.MustCompile(`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?`),
	"en": regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`),
}

// numbersIn are the numbers of a text, in plain digits.
func numbersIn(s, language string) []string {
	group, point := "\u202f", ","
	switch language {
	case "en":
		group, point = ",", "."
	case "ar":
		group = "."
	}
	var out []string
	for _, n := range printed[language].FindAllString(s, -1) {
		out = append(out, plainly(strings.Replace(strings.ReplaceAll(n, group, ""), point, ".", 1)))
	}
	return out
}

func plainly(digits string) string { return decimal.RequireFromString(digits).String() }

// strangers are the numbers of a text that a book has nowhere.
func strangers(b book.Book, language, out string) []string {
	has := map[string]bool{}
	for _, s := range b.Sheets {
		for _, line := range s.Rows {
			for _, c := range line.Cells {
				switch c.Value.Kind {
				case book.Number:
					d := decimal.RequireFromString(c.Value.Text)
					has[d.String()] = true
					has[d.Shift(2).String()] = true // a share is printed as a percentage
				case book.Text:
					for _, n := range numbersIn(c.Value.Text, language) {
						has[n] = true
					}
				}
			}
		}
	}
	var list []string
	for _, n := range numbersIn(out, language) {
		if !has[n] && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

func briefly(t *testing.T, a *impact.Assessment, language string) string {
	t.Helper()
	var b strings.Builder
	if err := brief.Text(&b, a, words(t, language)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The text for a terminal is written from the assessment, not from the book. Each of
// its numbers stands in the book all the same.
func TestTheBriefHasNoNumberOfItsOwn(t *testing.T) {
	everyBook(t, func(name, language string, a *impact.Assessment, _ book.Book) {
		whole, err := workbook.Build(a, words(t, language), "test")
		if err != nil {
			t.Fatal(err)
		}
		if list := strangers(whole, language, briefly(t, a, language)); len(list) > 0 {
			t.Errorf("%s: the brief prints numbers that the book has not: %q", name, list)
		}
	})
}

func TestStrangersAreFound(t *testing.T) {
	a := assess(t, "cnss-2025")
	b := reading(t, a, "fr")
	out := strings.Replace(briefly(t, a, "fr"), "1\u202f996\u202f026", "1\u202f996\u202f027", 1)
	if list := strangers(b, "fr", out); !slices.Contains(list, "1996027") {
		t.Errorf("a number that became another was not found, only %q", list)
	}
}
