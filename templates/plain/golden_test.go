package plain

import (
	"testing"

	"breachimpact/templates/book"
	"breachimpact/templates/locale"
	"breachimpact/templates/workbook"
)

// of keeps some sheets of a book, by their place.
func of(b book.Book, places ...int) book.Book {
	var sheets []book.Sheet
	for _, i := range places {
		sheets = append(sheets, b.Sheets[i])
	}
	b.Sheets = sheets
	return b
}

// One case is held as a reader sees it: whole in French, in the other languages the
// sheets of words and of amounts.
func TestGolden(t *testing.T) {
	a := assess(t, "cnss-2025")
	for _, language := range locale.Languages() {
		b := reading(t, a, language)
		if language == "fr" {
			golden(t, "cnss-2025.fr.md", markdown(t, b, language))
			golden(t, "cnss-2025.fr.csv", records(t, of(b, 0, 4), language))
		} else {
			golden(t, "cnss-2025."+language+".md", markdown(t, of(b, 0, 1, 3, 4), language))
			golden(t, "cnss-2025."+language+".csv", records(t, of(b, 0), language))
		}
		for _, figure := range []string{"claimed.severity.strict", "confirmed.fines.ma.natural-person.single-act"} {
			explained, ok := workbook.Explanation(a, words(t, language), figure)
			if !ok {
				t.Fatalf("no explanation of %s", figure)
			}
			golden(t, figure+"."+language+".txt", text(t, explained, language))
		}
	}
	explained, _ := workbook.Explanation(a, words(t, "ar"), "claimed.severity.strict")
	page, err := Markdown(explained, words(t, "ar"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "claimed.severity.strict.ar.md", page)
}
