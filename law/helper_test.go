package law

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// read decodes the value under "x" of a small YAML text.
func read(t *testing.T, text string, into any) strict.Faults {
	t.Helper()
	root, faults := strict.Parse("f.yaml", []byte("x: "+text+"\n"))
	if len(faults) > 0 {
		t.Fatalf("%q does not parse: %v", text, faults)
	}
	r := &strict.Reader{File: "f.yaml"}
	r.Decode(root.Get("x"), into)
	return r.Faults
}

// codes is the form in which tables state faults.
func codes(faults strict.Faults) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Code)
	}
	return strings.Join(out, " ")
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func money(s string) Money {
	m, err := ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return m
}

func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func instantOf(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// moment reads an instant, a day or a month; "" is unknown.
func moment(s string) Moment {
	switch len(s) {
	case 0:
		return Moment{}
	case len("2025-01"):
		return Moment{Date: day(s + "-01"), Month: true}
	case len("2025-01-02"):
		return Moment{Date: day(s)}
	}
	t := instantOf(s)
	return Moment{Date: DateOf(t), Time: t}
}

func span(low, high int64) Range {
	return Range{Low: decimal.NewFromInt(low), High: decimal.NewFromInt(high)}
}

// embedded is the rulebook that ships, loaded once: loading is pure.
var embedded = func() *Rulebook {
	b, err := Load(Embedded())
	if err != nil {
		panic(err)
	}
	return b
}()

func morocco(facts Facts, times Times) Applier {
	return Applier{Book: embedded.Facts, Jurisdiction: embedded.Find("ma"), Facts: facts, Times: times}
}

// on places everything on one day.
func on(date string) Times {
	return Times{Occurred: moment(date), Public: moment(date), Aware: moment(date), AsOf: instantOf("2026-11-21T12:00:00Z")}
}

// with is a copy of facts with some replaced.
func (f Facts) with(more Facts) Facts {
	out := Facts{}
	for id, v := range f {
		out[id] = v
	}
	for id, v := range more {
		out[id] = v
	}
	return out
}

func finding(t *testing.T, findings []Finding, id string) Finding {
	t.Helper()
	for _, f := range findings {
		if f.Provision.ID == id {
			return f
		}
	}
	t.Fatalf("no finding of %s", id)
	return Finding{}
}

func (f Finding) exposure(t *testing.T, party Party) Exposure {
	t.Helper()
	for _, x := range f.Exposures {
		if x.On == party {
			return x
		}
	}
	t.Fatalf("%s has no exposure of a %s", f.Provision.ID, party)
	return Exposure{}
}

// brief is a fine and prison in one line: "20000-200000 MAD, 3-12 months".
func (x Exposure) brief() string {
	var parts []string
	switch {
	case x.Fine == nil:
	case x.Fine.Bounded:
		parts = append(parts, fmt.Sprintf("%s-%s", x.Fine.Low.Amount, x.Fine.High))
	default:
		parts = append(parts, fmt.Sprintf("%s- at least %s", x.Fine.Low.Amount, x.Fine.AtLeast))
	}
	if x.Prison != nil {
		parts = append(parts, fmt.Sprintf("%d-%d months", x.Prison.Low, x.Prison.High))
	}
	return strings.Join(parts, ", ")
}

// keys lists the message keys of a step and everything below it.
func (s Step) keys() []string {
	var out []string
	s.Walk(func(s Step, _ int) { out = append(out, s.Key) })
	return out
}

func replaceOnce(t *testing.T, text, old, new string) string {
	t.Helper()
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q is there %d times", old, strings.Count(text, old))
	}
	return strings.Replace(text, old, new, 1)
}
