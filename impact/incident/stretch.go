package incident

import (
	"regexp"
	"strconv"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// Stretch is how much of a person's life one kind of data covers: a day of
// transactions, a year of calls. It is about each person, never about how many
// there are.
type Stretch struct {
	Days int    // at least 1; a week has 7, a month 30, a year 365
	Text string // as the file has it, such as 1y
}

// stretchPattern is a count and a unit: days, weeks, months or years.
const stretchPattern = `^[1-9][0-9]{0,3}[dwmy]$`

var stretchForm = regexp.MustCompile(stretchPattern)

// DecodeNode reads a stretch.
func (s *Stretch) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !stretchForm.MatchString(word) {
		r.Fault(n, notAStretch, strict.Arg{Name: "value", Value: word})
		return
	}
	count, _ := strconv.Atoi(word[:len(word)-1]) // the form has at most four digits
	*s = Stretch{Days: count * daysOf(word[len(word)-1]), Text: word}
}

// daysOf is the length of a unit, as the severity rules reckon it.
func daysOf(unit byte) int {
	switch unit {
	case 'w':
		return 7
	case 'm':
		return 30
	case 'y':
		return 365
	}
	return 1
}

// Value is the stretch as the file has it.
func (s Stretch) Value() law.Value { return law.OfCode(s.Text) }
