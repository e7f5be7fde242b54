package brief

import (
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Places words citations together, the articles of one instrument in one phrase
// and without the days they were read.
func Places(cites []law.Citation, b *law.Rulebook, l *locale.Locale) []string {
	return places(cites, b, l)
}

// Instrument is the title of a text with its gazette; of one that is no law, its
// name.
func Instrument(id string, b *law.Rulebook, l *locale.Locale) string {
	in := instrument(id, b)
	if in == nil {
		return instrumentName(id, b, l)
	}
	title := in.Title.In(l.Language)
	if gazette := in.Gazette.In(l.Language); gazette != "" {
		return l.Text("brief.step.text", worded("title", title), worded("gazette", gazette))
	}
	return title
}
