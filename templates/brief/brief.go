package brief

import (
	"io"
	"strings"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
)

// Text writes the assessment for a terminal of a hundred columns.
func Text(w io.Writer, a *impact.Assessment, l *locale.Locale) error {
	_, err := io.WriteString(w, layText(build(a, l), l))
	return err
}

// brief builds a document. Its methods, one a section, append to it.
type brief struct {
	document
	a *impact.Assessment
	l *locale.Locale
}

func build(a *impact.Assessment, l *locale.Locale) document {
	b := &brief{a: a, l: l}
	b.situation()
	b.facts()
	b.management()
	b.plan()
	b.actions()
	b.law()
	b.sanctions()
	b.rules()
	b.severity()
	b.money()
	b.questions()
	b.conflicts()
	b.notes()
	b.decisions()
	b.warnings()
	b.openPoints()
	b.sources()
	b.provenance()
	return b.document
}

// say words a message of this package.
func (b *brief) say(key string, args ...law.Arg) string { return b.l.Text("brief."+key, args...) }

// in is a text of the data in the reader's language.
func (b *brief) in(t law.Text) string { return t.In(b.l.Language) }

// join puts phrases one after another.
func (b *brief) join(phrases []string) string { return strings.Join(phrases, b.say("join")) }

// commas enumerates names.
func (b *brief) commas(names []string) string { return strings.Join(names, b.say("comma")) }

// worded is an argument that is already words of the reader's language.
func worded(name, text string) law.Arg { return law.With(name, law.OfText(law.Same(text))) }

// quoted is an argument in anybody's language: a name from the file, an
// identifier. Arabic sentences isolate it.
func quoted(name, text string) law.Arg { return law.With(name, law.OfCode(line.Clean(text))) }

// facts names facts of the rulebook, in order, each once.
func (b *brief) factNames(ids ...law.FactID) []string {
	var names []string
	seen := map[law.FactID]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		if d := b.a.Rulebook.Facts.Find(id); d != nil {
			names = append(names, b.in(d.Name))
		}
	}
	return names
}

// reserve is the visible mark of what was not verified, with what it doubts.
func (b *brief) reserve(mark law.Confidence, why law.Text) []item {
	if mark.Firm() {
		return nil
	}
	text := b.l.Text("mark." + string(mark))
	if !why.IsZero() {
		text = b.say("reserve.text", worded("mark", text), worded("why", b.in(why)))
	}
	return []item{{name: b.say("reserve"), text: text}}
}
