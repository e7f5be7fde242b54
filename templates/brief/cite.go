package brief

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Cite words one citation, such as "law no. 09-08, art. 61 (read on 21 November
// 2026)". The rulebook may be nil. An instrument that it does not hold, such as
// the document of the severity method, is named by the message
// "brief.instrument.<id>", else by its id.
func Cite(c law.Citation, b *law.Rulebook, l *locale.Locale) string {
	text := place(c, b, l)
	if c.Consulted.IsZero() {
		return text
	}
	return l.Text("brief.cite", worded("text", text), law.With("date", law.OfDate(c.Consulted)))
}

// place is the instrument and the place in it, without the day of reading.
func place(c law.Citation, b *law.Rulebook, l *locale.Locale) string {
	text := instrumentName(c.Instrument, b, l)
	at := clean(c.At)
	switch {
	case at == "":
		return text
	case at[0] >= '0' && at[0] <= '9':
		return l.Text("brief.cite.article", worded("text", text), quoted("article", at))
	}
	// The severity method cites tables, and within them a cell in its own words.
	table, _, _ := strings.Cut(at, " ")
	if key := "brief.place." + table; l.Has(key) {
		at = l.Text(key)
	}
	return l.Text("brief.cite.place", worded("text", text), worded("place", at))
}

func instrumentName(id string, b *law.Rulebook, l *locale.Locale) string {
	if in := instrument(id, b); in != nil {
		return short(in, l.Language)
	}
	if key := "brief.instrument." + id; l.Has(key) {
		return l.Text(key)
	}
	if id == "" {
		return l.Text("brief.cite.unnamed")
	}
	return clean(id)
}

func instrument(id string, b *law.Rulebook) *law.Instrument {
	if b == nil {
		return nil
	}
	for _, j := range b.Jurisdictions {
		if in := j.Instrument(id); in != nil {
			return in
		}
	}
	return nil
}

// short is the title up to its number, as a lawyer cites it: "Law no. 09-08 on
// the protection of …" is "Law no. 09-08". French lowers the first letter of a
// common noun within a sentence. A title without the number stays whole.
func short(in *law.Instrument, language string) string {
	title := clean(in.Title.In(language))
	for _, number := range []string{in.Number, strings.ReplaceAll(in.Number, "-", ".")} {
		if i := strings.Index(title, number); number != "" && i >= 0 {
			title = title[:i+len(number)]
			break
		}
	}
	first, size := utf8.DecodeRuneInString(title)
	second, _ := utf8.DecodeRuneInString(title[size:])
	if language == "fr" && unicode.IsLower(second) {
		title = string(unicode.ToLower(first)) + title[size:]
	}
	return title
}

// cites words the citations of a provision, without the days of reading.
func (b *brief) cites(cites []law.Citation) string {
	var out []string
	for _, c := range cites {
		out = append(out, place(c, b.a.Rulebook, b.l))
	}
	return b.join(out)
}
