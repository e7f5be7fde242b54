package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"breachimpact/law"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// Cite words one citation, such as "law no. 09-08, art. 61 (read on 21 November
// 2026)". The rulebook may be nil. An instrument that it does not hold, such as
// the document of the severity method, is named by the message
// "brief.instrument.<id>", else by its id.
func Cite(c law.Citation, b *law.Rulebook, l *locale.Locale) string {
	text := Place(c, b, l)
	if c.Consulted.IsZero() {
		return text
	}
	return l.Text("brief.cite", worded("text", text), law.With("date", law.OfDate(c.Consulted)))
}

// Place is the instrument and the place in it: Cite without the day of reading,
// for where many citations stand together.
func Place(c law.Citation, b *law.Rulebook, l *locale.Locale) string {
	text := instrumentName(c.Instrument, b, l)
	switch at := line.Clean(c.At); {
	case at == "":
		return text
	case isArticle(at):
		return articles(c.Instrument, text, []string{at}, l)
	default:
		return l.Text("brief.cite.place", worded("text", text), worded("place", inner(at, l)))
	}
}

func isArticle(at string) bool { return at != "" && at[0] >= '0' && at[0] <= '9' }

// inner names a place that is no article. The severity method cites tables, and
// within them a cell in words of its own.
func inner(at string, l *locale.Locale) string {
	table, _, _ := strings.Cut(at, " ")
	if key := "brief.place." + table; l.Has(key) {
		return l.Text(key)
	}
	return at
}

// articles cites articles of one instrument. Some codes have their own word for
// an article, under a key that ends in their id.
func articles(id, text string, ats []string, l *locale.Locale) string {
	key := "brief.cite.articles"
	if l.Has(key + "." + id) {
		key += "." + id
	}
	all := ats[0]
	if last := len(ats) - 1; last > 0 {
		all = strings.Join(ats[:last], l.Text("brief.comma")) + l.Text("brief.and") + ats[last]
	}
	return l.Text(key, law.With("count", law.OfInt(len(ats))), worded("text", text), quoted("articles", all))
}

// places words citations together, the articles of one instrument in one phrase.
func places(cites []law.Citation, b *law.Rulebook, l *locale.Locale) []string {
	var out []string
	done := map[string]bool{}
	for i, c := range cites {
		if !isArticle(line.Clean(c.At)) {
			if phrase := Place(c, b, l); !slices.Contains(out, phrase) {
				out = append(out, phrase)
			}
			continue
		}
		if done[c.Instrument] {
			continue
		}
		done[c.Instrument] = true
		var ats []string
		for _, other := range cites[i:] {
			at := line.Clean(other.At)
			if other.Instrument == c.Instrument && isArticle(at) && !slices.Contains(ats, at) {
				ats = append(ats, at)
			}
		}
		out = append(out, articles(c.Instrument, instrumentName(c.Instrument, b, l), ats, l))
	}
	return out
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
	return line.Clean(id)
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
	title := line.Clean(in.Title.In(language))
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

// retained are the versions of a provision to cite: those in force on the day that
// decides, at the standpoints that count; where there is no such day, or no text on
// it, the last enacted one. A text that is only announced is cited only if asked for.
// The provision has a version.
func (b *brief) retained(j *law.Jurisdiction, p *law.Provision) []*law.Version {
	var out []*law.Version
	if len(b.a.Confirmed.Jurisdictions) > 0 { // a tree of steps has no incident
		for _, view := range b.counted() {
			_, ref := decisive(view, j, p)
			if v := p.At(ref.Date, b.a.Announced); v != nil && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	if len(out) == 0 {
		out = append(out, p.Last())
	}
	return out
}

// cites words the citations of a provision, without the days of reading.
func (b *brief) cites(cites []law.Citation) string {
	return b.join(places(cites, b.a.Rulebook, b.l))
}
