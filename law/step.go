package law

import (
	"time"

	"github.com/shopspring/decimal"
)

// Step is one node of an explanation. Whatever computes a figure returns its
// Step with it; a figure cannot exist without one. A Step holds a message key
// and typed arguments, never prose: templates/locale renders it in the
// reader's language, and the workbook writes it as rows of the Basis sheet.
type Step struct {
	Key    string // message "step.<Key>"
	Args   []Arg
	Result Value // what this step answers; may be empty for a heading
	Cites  []Citation
	Facts  []FactID // facts that were asked
	Mark   Confidence
	Parts  []Step
}

// Arg is a named argument of a message.
type Arg struct {
	Name  string
	Value Value
}

// With is an argument, for short lists at the call.
func With(name string, v Value) Arg { return Arg{name, v} }

// ValueKind is the type of a Value.
type ValueKind int

// The kinds of value an explanation can show. The zero kind shows nothing.
const (
	NoValue ValueKind = iota
	MoneyKind
	NumberKind
	RangeKind
	DateKind
	TimeKind
	VerdictKind
	TextKind // words that come with their translations
	WordKind // a key of the message catalogue, such as "role.controller"
	CodeKind // shown as it is: an identifier, an article
	MonthKind
)

// Value is one typed value of an explanation or figure, free of language.
type Value struct {
	Kind    ValueKind
	Money   Money
	Number  decimal.Decimal
	Range   Range
	Date    Date // of DateKind; of MonthKind its day says nothing
	Time    time.Time
	Verdict Verdict
	Text    Text
	Word    string // of WordKind and CodeKind
}

// OfMoney makes a value of an amount.
func OfMoney(m Money) Value { return Value{Kind: MoneyKind, Money: m} }

// OfNumber makes a value of an exact number.
func OfNumber(d decimal.Decimal) Value { return Value{Kind: NumberKind, Number: d} }

// OfInt makes a value of a whole number.
func OfInt(n int) Value { return OfNumber(decimal.NewFromInt(int64(n))) }

// OfRange makes a value of a range.
func OfRange(r Range) Value { return Value{Kind: RangeKind, Range: r} }

// OfDate makes a value of a civil day.
func OfDate(d Date) Value { return Value{Kind: DateKind, Date: d} }

// OfMonth makes a value of a month.
func OfMonth(d Date) Value { return Value{Kind: MonthKind, Date: d} }

// OfTime makes a value of an instant, shown in its own zone.
func OfTime(t time.Time) Value { return Value{Kind: TimeKind, Time: t} }

// OfVerdict makes a value of an answer.
func OfVerdict(v Verdict) Value { return Value{Kind: VerdictKind, Verdict: v} }

// OfText makes a value of translated words.
func OfText(t Text) Value { return Value{Kind: TextKind, Text: t} }

// OfWord makes a value that is looked up in the message catalogue.
func OfWord(key string) Value { return Value{Kind: WordKind, Word: key} }

// OfCode makes a value shown as it stands.
func OfCode(s string) Value { return Value{Kind: CodeKind, Word: s} }

// Walk visits the step and everything below it, parents first.
func (s Step) Walk(visit func(step Step, depth int)) { s.walk(visit, 0) }

func (s Step) walk(visit func(Step, int), depth int) {
	visit(s, depth)
	for _, p := range s.Parts {
		p.walk(visit, depth+1)
	}
}
