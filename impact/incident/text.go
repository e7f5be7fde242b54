package incident

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// maxText is the longest text accepted, in characters: two pages.
const maxText = 4000

// Prose is one text that reads alike in every language: a name, a reason as a
// person wrote it.
type Prose string

// DecodeNode reads a text that is not empty and is safe to print.
func (p *Prose) DecodeNode(r *strict.Reader, n *strict.Node) {
	if text, ok := readText(r, n); ok {
		*p = Prose(text)
	}
}

// Value is the text.
func (p Prose) Value() law.Value { return law.OfText(law.Same(string(p))) }

// Words is a text given once for every language, or in each of the three.
type Words struct{ law.Text }

// DecodeNode reads one string, or {fr, ar, en}.
func (w *Words) DecodeNode(r *strict.Reader, n *strict.Node) {
	if n.Kind != strict.Map {
		if text, ok := readText(r, n); ok {
			w.Text = law.Same(text)
		}
		return
	}
	var each struct {
		FR Prose `yaml:"fr,required"`
		AR Prose `yaml:"ar,required"`
		EN Prose `yaml:"en,required"`
	}
	r.Decode(n, &each)
	w.Text = law.Text{FR: string(each.FR), AR: string(each.AR), EN: string(each.EN)}
}

// readText reads free text. The line end that a YAML block adds is dropped.
func readText(r *strict.Reader, n *strict.Node) (string, bool) {
	word, ok := r.Word(n)
	if !ok {
		return "", false
	}
	text := strings.TrimSpace(word)
	switch {
	case text == "":
		r.Fault(n, textEmpty, strict.Arg{Name: "key", Value: lastStep(r.Path())})
		return "", false
	case utf8.RuneCountInString(text) > maxText:
		r.Fault(n, textTooLong, strict.Arg{Name: "length", Value: strconv.Itoa(utf8.RuneCountInString(text))}, strict.Arg{Name: "limit", Value: strconv.Itoa(maxText)})
		return "", false
	}
	for _, c := range text {
		if !isSafe(c) {
			r.Fault(n, unsafeText, strict.Arg{Name: "character", Value: fmt.Sprintf("U+%04X", c)})
			return "", false
		}
	}
	return text, !holdsCard(r, n, text)
}

// holdsCard refuses a text that holds a card number. The fault does not repeat
// it.
func holdsCard(r *strict.Reader, n *strict.Node, text string) bool {
	digits := cardNumber(text)
	if digits > 0 {
		r.Fault(n, cardNumberInText, strict.Arg{Name: "digits", Value: strconv.Itoa(digits)})
	}
	return digits > 0
}

func lastStep(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// isSafe refuses characters that reorder or hide the text around them, and those
// that XML, hence a workbook, cannot hold. The marks and joiners that Arabic and
// mixed text need are kept.
func isSafe(c rune) bool {
	switch {
	case c == '\n' || c == '\t':
		return true
	case unicode.IsControl(c):
		return false
	case c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x2069: // embeddings, overrides, isolates
		return false
	case c == 0x2028 || c == 0x2029 || c == 0xfeff: // separators that some programs take for line ends; a stray byte order mark
		return false
	case c >= 0xe0000 && c <= 0xe007f: // invisible tags
		return false
	case c >= 0xfdd0 && c <= 0xfdef, c&0xfffe == 0xfffe: // not characters
		return false
	}
	return true
}

// isoDay is a civil day, whose digits belong to no card.
var isoDay = regexp.MustCompile(`\b(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b`)

// cardNumber looks for a payment card number written in full, in groups or not,
// and returns its count of digits, or 0. Other digits may stand before and after
// it, such as an expiry date.
func cardNumber(text string) int {
	// Most texts have too few digits for a card, and are not worth a closer look.
	digits := 0
	for _, c := range text {
		if digitOf(c) >= 0 {
			digits++
		}
	}
	if digits < 13 {
		return 0
	}
	for _, run := range digitRuns(isoDay.ReplaceAllString(text, "|")) {
		for from := range run {
			var number []byte
			for _, group := range run[from:] {
				number = append(number, group...)
				if len(number) > 19 {
					break
				}
				if len(number) >= 13 && luhn(number) {
					return len(number)
				}
			}
		}
	}
	return 0
}

// digitRuns finds groups of digits that are parted by one space or dash, as
// runs. Invisible characters inside a run do not hide it.
func digitRuns(text string) [][][]byte {
	var runs [][][]byte
	var run [][]byte
	var group []byte
	gap := 0
	endGroup := func() {
		if len(group) > 0 {
			run, group = append(run, group), nil
		}
	}
	endRun := func() {
		endGroup()
		if len(run) > 0 {
			runs, run = append(runs, run), nil
		}
	}
	for _, c := range text {
		digit := digitOf(c)
		switch {
		case digit >= 0:
			gap = 0
			group = append(group, byte(digit))
		case c == 0x200b || c == 0x200c || c == 0x200d || c == 0x2060 || c == 0xad: // invisible
		case unicode.Is(unicode.Zs, c) || unicode.Is(unicode.Pd, c):
			endGroup()
			if gap++; gap > 1 {
				endRun()
			}
		default:
			endRun()
		}
	}
	endRun()
	return runs
}

// digitOf is the value of a digit in the scripts this program's readers use, or
// -1.
func digitOf(c rune) int {
	switch {
	case c < '0':
	case c <= '9':
		return int(c - '0')
	case c < 0x0660:
	case c <= 0x0669:
		return int(c - 0x0660)
	case c >= 0x06f0 && c <= 0x06f9:
		return int(c - 0x06f0)
	case c >= 0xff10 && c <= 0xff19:
		return int(c - 0xff10)
	}
	return -1
}

// luhn is the check of ISO/IEC 7812 that every payment card number passes, and
// one number in ten by chance.
func luhn(digits []byte) bool {
	sum := 0
	for i, d := range digits {
		v := int(d)
		if (len(digits)-i)%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// inert makes a text that a file supplied safe to print in a fault: no card
// number, no character that reorders text, no page-long value.
func inert(text string) string {
	const limit = 200
	masked := cardNumber(text) > 0
	var b strings.Builder
	count := 0
	for _, c := range text {
		if count++; count > limit {
			b.WriteRune('…')
			break
		}
		switch {
		case masked && digitOf(c) >= 0:
			b.WriteRune('•')
		case !isSafe(c) || c == '\n' || c == '\t':
			b.WriteRune(unicode.ReplacementChar)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
