package workbook

import (
	"bytes"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
	"breachimpact/templates/xlsx"
)

// Where sheets stand, which TestSheetsStandInReadingOrderAndDirection holds.
const (
	moneyAt = iota + 4
	questionsAt
	inputsAt
	basisAt
	methodAt
)

// withoutBasis drops the sheet of explanations, which is long and has tests of
// its own, and the fingerprints, which change with any data.
func withoutBasis(b book.Book) book.Book {
	b.Sheets = slices.Delete(slices.Clone(b.Sheets), basisAt, basisAt+1)
	return b
}

var fingerprint = regexp.MustCompile(`[0-9a-f]{64}`)

// TestBooksReadAsTheGoldens holds one case whole and in every language, and the
// reading sheets of the others in the first one.
func TestBooksReadAsTheGoldens(t *testing.T) {
	for _, id := range cases.IDs() {
		if id == "cnss-2025" {
			for _, language := range locale.Languages() {
				golden(t, id+"."+language+".txt", readable(withoutBasis(build(t, caseText(t, id), language))))
			}
			continue
		}
		b := build(t, caseText(t, id), "fr")
		b.Sheets = b.Sheets[:inputsAt]
		golden(t, id+".fr.txt", readable(b))
	}
}

func readable(b book.Book) string {
	return fingerprint.ReplaceAllString(xlsx.Dump(b), "<fingerprint>")
}

func TestSheetsStandInReadingOrderAndDirection(t *testing.T) {
	for _, language := range locale.Languages() {
		l, err := locale.Load(language)
		if err != nil {
			t.Fatal(err)
		}
		b := build(t, caseText(t, "cnss-2025"), language)
		if b.RightToLeft != (language == "ar") {
			t.Errorf("%s: right to left is %v", language, b.RightToLeft)
		}
		for i, key := range []string{"summary", "duties", "sanctions", "severity", "money", "questions", "inputs", "basis", "method", "audit", "case-file"} {
			if got, want := b.Sheets[i].Name, l.Text("sheet."+key); got != want {
				t.Errorf("%s: sheet %d is %q, not %q", language, i, got, want)
			}
		}
		if !b.Sheets[0].OnePage || b.Sheets[0].Portrait {
			t.Errorf("%s: the summary is not one landscape page", language)
		}
		if len(b.Sheets[moneyAt].Charts) != 2 || !b.Sheets[moneyAt].Charts[0].LogX {
			t.Errorf("%s: the money sheet has no exceedance chart on a logarithmic axis", language)
		}
	}
}

func TestBooksAreValidAndLoseNothingWhenWritten(t *testing.T) {
	for _, id := range cases.IDs() {
		for _, language := range locale.Languages() {
			b := build(t, caseText(t, id), language)
			data, err := xlsx.Write(b)
			if err != nil {
				t.Fatalf("%s %s: %v", id, language, err)
			}
			contents, err := xlsx.Read(data)
			if err != nil {
				t.Fatalf("%s %s: %v", id, language, err)
			}
			missing := 0
			each(b, func(s *book.Sheet, row int, c *book.Cell) {
				sheet, ok := contents.Sheet(s.Name)
				if !ok {
					t.Fatalf("%s %s: sheet %q is lost", id, language, s.Name)
				}
				got, ok := sheet.Cell(c.Column, row)
				if c.Value.Kind == book.Blank || c.Value.Text == "" && c.Value.Kind == book.Text {
					return
				}
				if !ok || got.Formula != c.Formula || c.Value.Kind == book.Text && got.Value.Text != xlsx.Clean(c.Value.Text) {
					if missing++; missing < 5 {
						t.Errorf("%s %s: %s!%s is %+v, not %+v", id, language, s.Name, book.Address(c.Column, row), got.Value, c.Value)
					}
				}
			})
		}
	}
}

func TestSameInputGivesTheSameBytes(t *testing.T) {
	write := func(language string) []byte {
		data, err := xlsx.Write(build(t, caseText(t, "cnss-2025"), language))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, language := range locale.Languages() {
		first := write(language)
		before := runtime.GOMAXPROCS(1)
		second := write(language)
		runtime.GOMAXPROCS(before)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two runs differ", language)
		}
		t.Setenv("TZ", "Pacific/Kiritimati")
		t.Setenv("LANG", "tr_TR.UTF-8")
		if !bytes.Equal(first, write(language)) {
			t.Errorf("%s: the environment changes the file", language)
		}
	}
}

func TestNoMessageIsMissing(t *testing.T) {
	for _, id := range cases.IDs() {
		for _, language := range locale.Languages() {
			each(build(t, caseText(t, id), language), func(s *book.Sheet, row int, c *book.Cell) {
				if strings.Contains(c.Value.Text, "⟦") || strings.Contains(c.Formula, "⟦") {
					t.Errorf("%s %s: %s!%s has no message: %s%s", id, language, s.Name, book.Address(c.Column, row), c.Value.Text, c.Formula)
				}
			})
		}
	}
}

// latin is a run of Latin letters long enough to be a word.
var latin = regexp.MustCompile(`[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ']{3,}`)

// properNames stay as they are in Arabic: acronyms, names of products and of
// organisations, and the terms of the published methods.
var properNames = []string{
	"CNSS", "CNDP", "DGSSI", "ENISA", "UODO", "AEPD", "CNIL", "ACPR", "ANPDP", "DORA", "CUNA", "Twilio", "Verizon", "Jacobs", "Anthem", "Home", "Depot", "MOVEit", "Utah", "IANA", "RIB", "IBAN", "Excel",
	"sigma", "https",
	// Breaches of the back-test, and who published figures.
	"TalkTalk", "Desjardins", "Optus", "Medibank", "Telecom", "Coupang", "Uber", "Mobile", "Sony", "PlayStation", "Network", "Capital", "Target", "Heartland", "Equifax", "Change",
	"Healthcare", "IRIS", "Xtreme", "Ponemon", "Cyentia", "PERT", "DBIR", "breachcostlab",
	"breachimpact", "verify", "lambda", "copula",
}

func TestNoLatinWordIsLeftInArabic(t *testing.T) {
	found := 0
	l, err := locale.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range cases.IDs() {
		a := assess(t, caseText(t, id))
		b, err := Build(a, l, "test")
		if err != nil {
			t.Fatal(err)
		}
		own := ownWords(a)
		each(withoutBasis(b), func(s *book.Sheet, row int, c *book.Cell) {
			// Codes and paths are identifiers; the list of stated facts quotes the file.
			if c.Style == sCode || c.Style == sCodeFar || c.Value.Kind != book.Text || s.Name == b.Sheets[inputsAt].Name {
				return
			}
			for _, word := range latin.FindAllString(addresses.ReplaceAllString(own.Replace(c.Value.Text), ""), -1) {
				if found++; !slices.Contains(properNames, word) {
					t.Errorf("%s: %s!%s leaves %q in %q", id, s.Name, book.Address(c.Column, row), word, c.Value.Text)
				}
			}
		})
	}
	if found == 0 {
		t.Error("no Latin word was looked at, so the test proves nothing")
	}
}

// ownWords strikes out what the incident file itself calls things: a name and
// the identifiers of groups stay as they were written.
func ownWords(a *impact.Assessment) *strings.Replacer {
	pairs := []string{string(a.Incident.ID), ""}
	for _, v := range []*impact.View{&a.Confirmed, &a.Claimed} {
		if name := v.Scenario.Organisation.Name; name.Known {
			pairs = append(pairs, name.Value, "")
		}
		for _, g := range v.Scenario.Groups {
			pairs = append(pairs, g.ID, "")
		}
	}
	return strings.NewReplacer(pairs...)
}

var addresses = regexp.MustCompile(`https://\S+|--[a-z]+`)

func TestNoEnglishSentenceIsLeftInFrench(t *testing.T) {
	names := map[string]bool{} // of breaches, which are the same in both
	for _, c := range assess(t, caseText(t, "cnss-2025")).Loss.BackTest.Cases {
		names[c.Name.EN] = true
	}
	for _, id := range cases.IDs() {
		english := map[string]bool{}
		each(build(t, caseText(t, id), "en"), func(_ *book.Sheet, _ int, c *book.Cell) {
			if c.Style != sCode && strings.Count(c.Value.Text, " ") >= 2 && !strings.Contains(c.Value.Text, "DPC × EI") {
				english[c.Value.Text] = true
			}
		})
		b := build(t, caseText(t, id), "fr")
		each(b, func(s *book.Sheet, row int, c *book.Cell) {
			if c.Style != sCode && english[c.Value.Text] && !names[c.Value.Text] && s.Name != b.Sheets[inputsAt].Name {
				t.Errorf("%s: %s!%s reads as in English: %q", id, s.Name, book.Address(c.Column, row), c.Value.Text)
			}
		})
	}
}

// TestEveryNumberIsExplained holds principle four: no number without its why.
func TestEveryNumberIsExplained(t *testing.T) {
	for _, id := range cases.IDs() {
		b := build(t, caseText(t, id), "fr")
		orphans := orphanNumbers(b)
		if len(orphans) > 0 {
			t.Errorf("%s: numbers that lead to no explanation: %v", id, orphans)
		}
	}
}

// TestOrphanNumbersAreNoticed proves that the test above can fail.
func TestOrphanNumbersAreNoticed(t *testing.T) {
	b := build(t, caseText(t, "cnss-2025"), "fr")
	b.Sheets[2].Rows = append(b.Sheets[2].Rows, book.Row{Cells: []book.Cell{{Value: book.Decimal("42"), Style: sMoney}}})
	if len(orphanNumbers(b)) != 1 {
		t.Errorf("a planted number was not noticed: %v", orphanNumbers(b))
	}
}

// orphanNumbers lists numeric cells that neither link to the Basis sheet nor
// stand on this short list:
//   - Inputs and Basis themselves;
//   - the published points and thresholds of the severity method, which are
//     named cells that formulas and the method's citation refer to;
//   - the points of the exceedance curve and of the tornado, which charts draw, and
//     the assumptions, whose source stands in their own row: on Money;
//   - the shares by which an input would narrow the range, named in their own row: on
//     Questions;
//   - the cases of the back-test, which say in their own row what a cost covers: on
//     Method.
func orphanNumbers(b book.Book) []string {
	inputs, basis, money := b.Sheets[inputsAt].Name, b.Sheets[basisAt].Name, b.Sheets[moneyAt].Name
	names := map[string]bool{}
	for _, row := range b.Sheets[basisAt].Rows {
		for _, c := range row.Cells {
			if c.Name != "" {
				names[c.Name] = true
			}
		}
	}
	var orphans []string
	each(b, func(s *book.Sheet, row int, c *book.Cell) {
		explained := c.Link != nil && names[c.Link.To]
		method := slices.ContainsFunc([]string{"points", "band", "dependence", "length"}, func(k string) bool { return strings.HasPrefix(c.Name, "stp_"+k+".") })
		table := s.Name == money && (c.Style == sShare || c.Style == sNumber || c.Style == sMoney && c.Formula == "" && curvePoint(s, row))
		table = table || s.Name == b.Sheets[methodAt].Name && c.Style == sNumber || s.Name == b.Sheets[questionsAt].Name && c.Style == sShare
		if c.Value.Kind != book.Number || s.Name == inputs || s.Name == basis || explained || method || table {
			return
		}
		orphans = append(orphans, s.Name+"!"+book.Address(c.Column, row))
	})
	return orphans
}

// curvePoint tells whether a row of the money sheet is drawn by its chart.
func curvePoint(s *book.Sheet, row int) bool {
	for _, chart := range s.Charts {
		for _, series := range chart.Series {
			if row >= series.FirstRow && row <= series.LastRow {
				return true
			}
		}
	}
	return false
}

func TestBasisIsLinkedBothWays(t *testing.T) {
	b := build(t, caseText(t, "cnss-2025"), "fr")
	cells := map[string]*book.Cell{}
	each(b, func(_ *book.Sheet, _ int, c *book.Cell) {
		if c.Name != "" {
			cells[c.Name] = c
		}
	})
	linked, references := 0, 0
	for _, row := range b.Sheets[basisAt].Rows {
		for _, c := range row.Cells {
			if c.Link == nil {
				continue
			}
			figure := cells[c.Link.To]
			if strings.HasPrefix(c.Link.To, "stp_") {
				// Steps that were given before: the number shown is that of the explanation.
				if figure == nil || figure.Value.Text == "" || figure.Value.Text != c.Value.Text {
					t.Errorf("number %s leads to %s, which is not the explanation of that number", c.Value.Text, c.Link.To)
				}
				references++
				continue
			}
			if figure == nil || figure.Link == nil || !strings.HasPrefix(figure.Link.To, "stp_") {
				t.Errorf("the explanation leads to %s, which does not lead back", c.Link.To)
			}
			linked++
		}
	}
	if linked < 30 {
		t.Errorf("only %d figures are linked from their explanation", linked)
	}
	if references < 30 {
		t.Errorf("only %d steps refer to where they were given", references)
	}
}

// TestUserTextNeverBecomesAFormula writes hostile words where a user may.
func TestUserTextNeverBecomesAFormula(t *testing.T) {
	text := strings.Replace(caseText(t, "cnss-2025"), "name: Caisse nationale de sécurité sociale (CNSS)", `name: "=HYPERLINK(\"http://x\",\"y\")"`, 1)
	text = strings.Replace(text, "  fr: Caisse nationale", "  fr: \"+cmd|' /C calc'!A0\" #", 1)
	b := build(t, text, "fr")
	seen := 0
	each(b, func(s *book.Sheet, row int, c *book.Cell) {
		if strings.Contains(c.Formula, "HYPERLINK") || strings.Contains(c.Formula, "cmd|") {
			t.Errorf("%s!%s: user text in a formula: %s", s.Name, book.Address(c.Column, row), c.Formula)
		}
		if strings.Contains(c.Value.Text, "HYPERLINK") || strings.Contains(c.Value.Text, "cmd|") {
			seen++
		}
	})
	if seen == 0 {
		t.Error("the hostile words are nowhere in the book, so the test proves nothing")
	}
	if _, err := xlsx.Write(b); err != nil {
		t.Error(err)
	}
}

func BenchmarkReport(b *testing.B) {
	a := assess(b, caseText(b, "cnss-2025"))
	l, err := locale.Load("fr")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		described, err := Build(a, l, "test")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := xlsx.Write(described); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBuild is the first part of it. What an assessment finds out once, when it is
// first asked, is found before: see BenchmarkReportInOneLanguage for all of it.
func BenchmarkBuild(b *testing.B) {
	a := assess(b, caseText(b, "cnss-2025"))
	l, err := locale.Load("fr")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(a, l, "test"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWrite is the second.
func BenchmarkWrite(b *testing.B) {
	described := build(b, caseText(b, "cnss-2025"), "fr")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Write(described); err != nil {
			b.Fatal(err)
		}
	}
}

// TestTheLargestFileStillMakesAReport holds the limit on groups to what a sheet
// can carry.
func TestTheLargestFileStillMakesAReport(t *testing.T) {
	const most = 40 // incident refuses one more
	var text strings.Builder
	text.WriteString(twoSides[:strings.Index(twoSides, "people:")] + "people:\n")
	for i := range most {
		fmt.Fprintf(&text, "  - group: g%d\n    people: {confirmed: unknown, claimed: %d}\n    data:\n", i, 100+i)
		for _, kind := range []string{"full-name", "salary", "national-id", "bank-account", "email", "passport"} {
			fmt.Fprintf(&text, "      - {type: %s, present: {confirmed: unknown, claimed: yes}}\n", kind)
		}
	}
	if _, err := xlsx.Write(build(t, text.String(), "ar")); err != nil {
		t.Error(err)
	}
}

// TestManyGroupsFitTheFormulas: no formula may have more characters than a spreadsheet
// takes, however many groups of people there are.
func TestManyGroupsFitTheFormulas(t *testing.T) {
	text := "schema: breachimpact/incident/1\nid: many\nas_of: 2025-06-01T09:00:00Z\norganisation: {country: ma, kind: company, establishments: [ma]}\n" +
		"breach: {personal_data: yes, confidentiality: published, integrity: unknown, availability: unknown, malicious: yes}\npeople:\n"
	for i := range 40 { // incident refuses one more
		text += fmt.Sprintf("- {group: "+strings.Repeat("g", 60)+"-%d, people: {low: 1000, high: 20000}, data: [{type: full-name}, {type: national-id}]}\n", i)
	}
	for _, data := range []string{"[{type: full-name}, {type: national-id}]", "[{type: full-name, present: unknown}]"} {
		for _, language := range locale.Languages() {
			if _, err := xlsx.Write(build(t, strings.ReplaceAll(text, "[{type: full-name}, {type: national-id}]", data), language)); err != nil {
				t.Error(err)
			}
		}
	}
}
