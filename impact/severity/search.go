package severity

import (
	"cmp"
	"slices"
	"strings"

	"breachimpact/law/strict"
)

// term is one id, name or synonym of a kind of data, ready to be searched.
type term struct {
	kind  int // index of the type
	text  string
	words []string
}

func (c *Catalogue) index() []term {
	var terms []term
	for i, t := range c.types {
		spellings := append([]string{t.ID, t.Name.FR, t.Name.AR, t.Name.EN}, t.Synonyms...)
		for _, s := range spellings {
			words := significant(fold(s))
			terms = append(terms, term{i, strings.Join(words, " "), words})
		}
	}
	return terms
}

// Search finds kinds of data by id, name or synonym in French, Arabic or
// English: whole terms first, then terms that begin so, then terms that have
// all the words typed, then terms that contain the letters typed when they are
// five or more. Case,
// accents, vowel marks, letter variants and articles do not matter.
func (c *Catalogue) Search(word string) []*DataType {
	words := significant(fold(word))
	if len(words) == 0 {
		return nil
	}
	query := strings.Join(words, " ")
	best := make(map[int]int)
	for _, t := range c.terms() {
		rank, found := t.match(query, words)
		if before, seen := best[t.kind]; found && (!seen || rank < before) {
			best[t.kind] = rank
		}
	}
	found := make([]int, 0, len(best))
	for kind := range best {
		found = append(found, kind)
	}
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(best[a]-best[b], a-b) })
	out := make([]*DataType, len(found))
	for i, kind := range found {
		out[i] = c.types[kind]
	}
	return out
}

// fewestInside is how many letters must be typed to be looked for inside words:
// fewer stand in too many by chance, such as CIN in vaccination.
const fewestInside = 5

// The ranks of a match, best first.
const (
	rankWhole = iota
	rankBegins
	rankAllWords
	rankContains
)

func (t term) match(query string, words []string) (int, bool) {
	switch {
	case t.text == query:
		return rankWhole, true
	case strings.HasPrefix(t.text, query):
		return rankBegins, true
	case t.hasAll(words):
		return rankAllWords, true
	case len([]rune(query)) >= fewestInside && strings.Contains(t.text, query):
		return rankContains, true
	}
	return 0, false
}

// hasAll tells whether each word typed begins some word of the term.
func (t term) hasAll(words []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(t.words, func(own string) bool { return strings.HasPrefix(own, w) }) {
			return false
		}
	}
	return true
}

// Nearest suggests up to three ids for a word that is not one: what a search
// for it finds, else the ids or names with the fewest letters changed.
func (c *Catalogue) Nearest(word string) []string {
	var ids []string
	add := func(id string) {
		if len(ids) < 3 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, t := range c.Search(word) {
		add(t.ID)
	}
	for _, id := range strict.Nearest(word, c.IDs()) {
		add(id)
	}
	if len(ids) > 0 {
		return ids
	}
	query := strings.Join(significant(fold(word)), " ")
	terms := c.terms()
	texts := make([]string, len(terms))
	for i, t := range terms {
		texts[i] = t.text
	}
	for _, near := range strict.Nearest(query, texts) {
		add(c.types[terms[slices.Index(texts, near)].kind].ID)
	}
	return ids
}
