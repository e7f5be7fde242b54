package workbook

import (
	"slices"

	"breachimpact/templates/book"
	"breachimpact/templates/locale"
)

// The editions of a report.
const (
	AllEdition        = "all"
	ManagementEdition = "management"
)

// Editions are those of a report, the complete one first.
func Editions() []string { return []string{AllEdition, ManagementEdition} }

// managementSheets are what a director reads.
var managementSheets = [...]string{"summary", "duties", "money", "questions"}

// Edition is an edition of a complete report, in its language. Every value is the one
// of the complete report, see [book.Book.Edition].
func Edition(b book.Book, loc *locale.Locale, edition string) book.Book {
	if edition != ManagementEdition {
		return b
	}
	out := b.Edition(managementSheets[:]...)
	out.Subject = loc.Text("edition.management")
	out.Properties = slices.Clone(b.Properties)
	for i := range out.Properties {
		if out.Properties[i].Name == PropertyEdition {
			out.Properties[i].Value = ManagementEdition
		}
	}
	say(&out, loc.Text("edition.management-note"))
	return out
}

// say puts what the edition is where the complete summary warns of changed inputs:
// without inputs there is nothing to warn of, and nothing moves.
func say(b *book.Book, text string) {
	for i := range b.Sheets[0].Rows {
		for k := range b.Sheets[0].Rows[i].Cells {
			if c := &b.Sheets[0].Rows[i].Cells[k]; c.Style == sAlert {
				c.Value, c.Style = book.String(text), sEdition
			}
		}
	}
}
