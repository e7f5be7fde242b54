// Package locale words everything the program says, in French, Arabic and
// English, and formats its numbers, amounts and dates.
//
// # Messages
//
// The catalogues fr.yaml, ar.yaml and en.yaml hold one sentence a key, with
// named placeholders in braces: "{count}". A message that depends on a number
// is a map of plural categories (zero, one, two, few, many, other; Arabic has
// all six), chosen by its argument "count". There is no fallback from one
// language to another: the three files have the same keys and placeholders, and
// a test holds them to it. A key that is missing all the same shows as ⟦key⟧,
// which the tests look for in everything the program prints.
//
// Names that belong to a datum (a heading of law, a data type) are not here but
// in the data, as law.Text.
//
// # Formats
//
// Digits are Latin in all three languages, as in Moroccan practice. French
// groups thousands with a narrow no-break space, English with a comma, Arabic
// with a dot and a decimal comma. In Arabic sentences every argument is put
// between directional isolates, so that an amount or a reference never
// reorders the words around it.
package locale

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"github.com/shopspring/decimal"
	"golang.org/x/text/language"
)

//go:embed fr.yaml ar.yaml en.yaml
var files embed.FS

// Languages lists the languages of the program, the first being the default.
func Languages() []string { return []string{"fr", "ar", "en"} }

// Locale words things in one language.
type Locale struct {
	Language    string
	RightToLeft bool
	plain       map[string]string
	plural      *i18n.Localizer
	plurals     map[string]bool
}

// Load reads the catalogue of a language.
func Load(lang string) (*Locale, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("language %q is not one of %s", lang, strings.Join(Languages(), ", "))
	}
	data, err := files.ReadFile(lang + ".yaml")
	if err != nil {
		return nil, err
	}
	root, faults := strict.ParseOwn(lang+".yaml", data)
	if len(faults) > 0 {
		return nil, faults
	}
	l := &Locale{Language: lang, RightToLeft: lang == "ar", plain: map[string]string{}, plurals: map[string]bool{}}
	tag := language.MustParse(lang)
	bundle := i18n.NewBundle(tag)
	if err := l.collect(bundle, tag, root, ""); err != nil {
		return nil, fmt.Errorf("%s.yaml: %w", lang, err)
	}
	l.plural = i18n.NewLocalizer(bundle, lang)
	return l, nil
}

func pluralCategories() []string { return []string{"zero", "one", "two", "few", "many", "other"} }

// collect flattens the tree into dotted keys.
func (l *Locale) collect(bundle *i18n.Bundle, tag language.Tag, n *strict.Node, prefix string) error {
	for _, f := range n.Fields {
		key := f.Key.Text
		if prefix != "" {
			key = prefix + "." + key
		}
		switch {
		case f.Value.Kind == strict.Scalar:
			l.plain[key] = f.Value.Text
		case f.Value.Kind == strict.Map && isPlural(f.Value):
			m := &i18n.Message{ID: key}
			for _, form := range f.Value.Fields {
				*pluralForm(m, form.Key.Text) = form.Value.Text
			}
			l.plurals[key] = true
			if err := bundle.AddMessages(tag, m); err != nil {
				return fmt.Errorf("message %s: %w", key, err)
			}
		case f.Value.Kind == strict.Map:
			if err := l.collect(bundle, tag, f.Value, key); err != nil {
				return err
			}
		default:
			return fmt.Errorf("line %d: a message is a sentence or a map", f.Value.Line)
		}
	}
	return nil
}

func isPlural(n *strict.Node) bool {
	if n.Get("other") == nil {
		return false
	}
	for _, f := range n.Fields {
		if !slices.Contains(pluralCategories(), f.Key.Text) {
			return false
		}
	}
	return true
}

func pluralForm(m *i18n.Message, category string) *string {
	switch category {
	case "zero":
		return &m.Zero
	case "one":
		return &m.One
	case "two":
		return &m.Two
	case "few":
		return &m.Few
	case "many":
		return &m.Many
	}
	return &m.Other
}

// Has tells whether a key exists.
func (l *Locale) Has(key string) bool {
	_, ok := l.plain[key]
	return ok || l.plurals[key]
}

// Text words a message. Arguments are formatted by their type.
func (l *Locale) Text(key string, args ...law.Arg) string {
	pattern, ok := l.plain[key]
	if !ok && l.plurals[key] {
		pattern, ok = l.pick(key, args)
	}
	if !ok {
		return "⟦" + key + "⟧"
	}
	if !strings.Contains(pattern, "{") {
		return pattern
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		i := slices.IndexFunc(args, func(a law.Arg) bool { return a.Name == name })
		if !closed || i < 0 {
			b.WriteString("⟦" + key + "." + name + "⟧")
		} else {
			b.WriteString(l.isolate(args[i].Value))
		}
		pattern = after
	}
}

// pick chooses the plural form by the argument "count".
func (l *Locale) pick(key string, args []law.Arg) (string, bool) {
	count := "0"
	for _, a := range args {
		if a.Name == "count" {
			switch a.Value.Kind {
			case law.NumberKind:
				count = a.Value.Number.String()
			case law.RangeKind:
				count = a.Value.Range.High.String()
			}
		}
	}
	s, err := l.plural.Localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: count, TemplateParser: template.IdentityParser{}})
	return s, err == nil
}

// First strong isolate and its end: an isolated argument cannot reorder the
// Arabic words around it, nor they it.
const (
	isolateStart = "\u2068"
	isolateEnd   = "\u2069"
)

func (l *Locale) isolate(v law.Value) string {
	s := l.Value(v)
	if !l.RightToLeft || v.Kind == law.WordKind || v.Kind == law.VerdictKind || v.Kind == law.TextKind || v.Kind == law.DateKind || startsArabic(s) {
		return s // reads from right to left by itself
	}
	return isolateStart + s + isolateEnd
}

// startsArabic tells whether the first letter of a text is Arabic: it then takes
// the direction of the sentence without help, and isolates only trouble
// renderers that know them badly.
func startsArabic(s string) bool {
	for _, r := range s {
		if unicode.IsDigit(r) {
			return false
		}
		if unicode.IsLetter(r) {
			return unicode.Is(unicode.Arabic, r)
		}
	}
	return false
}

// Value formats one typed value.
func (l *Locale) Value(v law.Value) string {
	switch v.Kind {
	case law.MoneyKind:
		return l.Money(v.Money)
	case law.NumberKind:
		return l.Number(v.Number)
	case law.RangeKind:
		return l.Range(v.Range)
	case law.DateKind:
		return l.Date(v.Date)
	case law.TimeKind:
		return l.Time(v.Time)
	case law.VerdictKind:
		return l.Text("verdict." + v.Verdict.String())
	case law.TextKind:
		return v.Text.In(l.Language)
	case law.WordKind:
		return l.Text(v.Word)
	case law.CodeKind:
		return v.Word
	case law.MonthKind:
		return l.month(v.Date)
	}
	return ""
}

// Number formats an exact number, all its digits.
func (l *Locale) Number(d decimal.Decimal) string {
	return l.signs(d.IsNegative(), d.Abs().String())
}

// Rounded formats a number with at least and at most so many decimals, halves away
// from zero as spreadsheet programs round.
func (l *Locale) Rounded(d decimal.Decimal, least, most int) string {
	d = d.Round(int32(most))
	_, fraction, _ := strings.Cut(d.Abs().String(), ".")
	return l.signs(d.IsNegative(), d.Abs().StringFixed(int32(max(least, len(fraction)))))
}

// signs puts the marks of the language into plain digits.
func (l *Locale) signs(negative bool, digits string) string {
	group, point := "\u202f", ","
	switch l.Language {
	case "en":
		group, point = ",", "."
	case "ar":
		group = "."
	}
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 && len(whole) > 3 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if hasFraction {
		b.WriteString(point + fraction)
	}
	return b.String()
}

// Money formats an amount with its currency after it, as all three languages
// write it in Morocco; whole amounts show no decimals.
func (l *Locale) Money(m law.Money) string {
	unit := string(m.Currency)
	if key := "currency." + unit; l.Has(key) {
		unit = l.plain[key]
	}
	return l.Number(m.Amount) + "\u00a0" + unit
}

// Currency names a currency.
func (l *Locale) Currency(c law.Currency) string {
	if key := "currency." + string(c); l.Has(key) {
		return l.plain[key]
	}
	return string(c)
}

// Range formats a range, or the number when it is one.
func (l *Locale) Range(r law.Range) string {
	if r.IsExact() {
		return l.Number(r.Low)
	}
	return l.Text("format.range", law.With("low", law.OfNumber(r.Low)), law.With("high", law.OfNumber(r.High)))
}

// Date formats a civil day with the name of its month.
func (l *Locale) Date(d law.Date) string {
	if d.IsZero() {
		return ""
	}
	day := strconv.Itoa(d.Day)
	if d.Day == 1 {
		day = l.Text("format.first-day")
	}
	return fmt.Sprintf("%s %s %d", day, l.Text(fmt.Sprintf("month.%d", int(d.Month))), d.Year)
}

// Time formats an instant in its own zone, to the minute, with the offset.
func (l *Locale) Time(t time.Time) string {
	return l.Date(law.DateOf(t)) + l.plain["format.date-time"] + t.Format("15:04") + " (UTC" + t.Format("-07:00") + ")"
}

// Moment formats an instant, a day or a month.
func (l *Locale) Moment(m law.Moment) string {
	switch {
	case m.IsZero():
		return l.Text("verdict.unknown")
	case m.HasTime():
		return l.Time(m.Time)
	case m.Month:
		return l.month(m.Date)
	}
	return l.Date(m.Date)
}

// month formats a month without a day.
func (l *Locale) month(d law.Date) string {
	return fmt.Sprintf("%s %d", l.Text(fmt.Sprintf("month.%d", int(d.Month))), d.Year)
}

// Step words one step of an explanation, without its parts.
func (l *Locale) Step(s law.Step) string { return l.Text("step."+s.Key, s.Args...) }

// Fault words one fault: where, what is wrong, and what to do.
func (l *Locale) Fault(f strict.Fault) string {
	args := make([]law.Arg, 0, len(f.Args)+1)
	for _, a := range f.Args {
		args = append(args, law.With(a.Name, law.OfCode(a.Value)))
	}
	s := l.Text("fault."+f.Code, args...)
	if nearest := value(f.Args, "nearest"); nearest != "" {
		s += " " + l.Text("fault-nearest", law.With("nearest", law.OfCode(nearest)))
	} else if allowed := value(f.Args, "allowed"); allowed != "" && len(allowed) < 400 {
		s += " " + l.Text("fault-allowed", law.With("allowed", law.OfCode(allowed)))
	}
	return s
}

func value(args []strict.Arg, name string) string {
	for _, a := range args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}
