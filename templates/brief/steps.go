package brief

import (
	"io"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/locale"
)

// Steps writes one explanation tree, each step under the one it serves: what it
// says, what it answers, the text it rests on, and a mark where that was not
// verified. The texts cited follow once, with the gazette of each.
func Steps(w io.Writer, s law.Step, l *locale.Locale, b *law.Rulebook) error {
	var d document
	d.list(stepItem(s, l, b))
	if texts := CitedTexts(s, l, b); len(texts) > 0 {
		d.heading(3, l.Text("brief.step.texts"))
		var items []item
		for _, text := range texts {
			items = append(items, item{text: text})
		}
		d.list(items...)
	}
	_, err := io.WriteString(w, layText(d, l))
	return err
}

func stepItem(s law.Step, l *locale.Locale, b *law.Rulebook) item {
	it := item{text: stepLine(s, l, b)}
	for _, p := range s.Parts {
		it.under = append(it.under, stepItem(p, l, b))
	}
	return it
}

func stepLine(s law.Step, l *locale.Locale, b *law.Rulebook) string {
	line := Sentence(s, l, b)
	if result := l.Value(s.Result); result != "" {
		line = l.Text("brief.step.result", worded("sentence", line), law.With("result", s.Result))
	}
	if len(s.Cites) > 0 {
		var cites []string
		for _, c := range s.Cites {
			cites = append(cites, Cite(c, b, l))
		}
		line = l.Text("brief.step.cited", worded("line", line), worded("cites", strings.Join(cites, l.Text("brief.join"))))
	}
	if !s.Mark.Firm() {
		line = l.Text("brief.step.marked", worded("line", line), worded("mark", l.Text("mark."+string(s.Mark))))
	}
	return line
}

// Sentence words one step without its parts, with citations in place of the ids of
// provisions and instruments. The rulebook may be nil.
func Sentence(s law.Step, l *locale.Locale, b *law.Rulebook) string {
	args := slices.Clone(s.Args)
	for i, a := range args {
		if a.Value.Kind == law.CodeKind {
			if name := cited(a.Value.Word, l, b); name != "" {
				args[i] = worded(a.Name, name)
			}
		}
	}
	s.Args = args
	return l.Step(s)
}

// cited names a provision or an instrument by its id, or is empty.
func cited(id string, l *locale.Locale, b *law.Rulebook) string {
	if b == nil {
		return ""
	}
	if instrument(id, b) != nil {
		return instrumentName(id, b, l)
	}
	names := &brief{a: &impact.Assessment{Rulebook: b}, l: l}
	for _, j := range b.Jurisdictions {
		if j.Provision(id) != nil {
			return names.provision(j, id)
		}
		if g := j.Guideline(id); g != nil {
			return g.Name.In(l.Language)
		}
	}
	return ""
}

// CitedTexts lists the instruments of a tree in the order they are met, with title
// and gazette.
func CitedTexts(s law.Step, l *locale.Locale, b *law.Rulebook) []string {
	var out []string
	seen := map[string]bool{}
	s.Walk(func(step law.Step, _ int) {
		for _, c := range step.Cites {
			in := instrument(c.Instrument, b)
			if in == nil || seen[c.Instrument] {
				continue
			}
			seen[c.Instrument] = true
			text := in.Title.In(l.Language)
			if gazette := in.Gazette.In(l.Language); gazette != "" {
				text = l.Text("brief.step.text", worded("title", text), worded("gazette", gazette))
			}
			out = append(out, text)
		}
	})
	return out
}
