package loss

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// embedded is the edition that ships with the program. It is read only: a test
// that changes something takes fresh.
var embedded = sync.OnceValues(func() (*Model, error) { return Load(Embedded()) })

func model(t testing.TB) *Model {
	t.Helper()
	m, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func fresh(t testing.TB) *Model {
	t.Helper()
	m, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func count(n int64) Known { return Known{true, law.Count(n)} }

// leak is an incident in which data of that many people left and no card is
// among them.
func leak(people int64) Input {
	return Input{People: count(people), Records: count(people), DataLeft: law.Yes, Issuer: law.No, HasCards: law.No, Currency: "MAD", Seed: 42, Trials: 20_000}
}

// cardLeak is a leak of an issuer's cards, one a person.
func cardLeak(cards int64) Input {
	in := leak(cards)
	in.Cards, in.Issuer, in.HasCards = count(cards), law.Yes, law.Yes
	return in
}

func estimate(t testing.TB, m *Model, in Input) Estimate {
	t.Helper()
	e, err := m.Estimate(in)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// percentiles lists a band in a fixed order.
func (b Band) percentiles() []law.Money { return []law.Money{b.P5, b.P50, b.P95, b.Mean, b.TVaR95} }

// A small edition in which one thing can be broken at a time. One unit of each
// quantity costs 10 MAD, 2 USD or a share of 100 MAD.
const (
	smallLines = `correlation: {value: 0.5, alternatives: [0, 0.8], source: {fr: a, ar: b, en: c}, mark: judged}
exchange: move
practice: {deviation: 1.3, source: {fr: a, ar: b, en: c}, mark: judged}
betterment: {low: 0.4, high: 0.6, source: {fr: a, ar: b, en: c}, mark: judged}
cash-by-year:
  - {id: survey, shares: [0.6, 0.3, 0.1], source: {fr: a, ar: b, en: c}, mark: judged}
card-type: card-number
lines:
  - id: fixed
    code: A
    name: {fr: a, ar: b, en: c}
    terms: [[{use: lump, loaded: yes}, {use: spread}]]
    mark: judged
  - id: letters
    code: B
    name: {fr: a, ar: b, en: c}
    when: [data-left]
    terms: [[{quantity: people, per: 1000, power: 0.5}, {use: part}, {use: price}]]
    mark: judged
not-estimated:
  - {id: churn, code: F, name: {fr: a, ar: b, en: c}, why: {fr: a, ar: b, en: c}}
refused:
  - {id: flat, code: X, name: {fr: a, ar: b, en: c}, why: {fr: a, ar: b, en: c}}
`
	smallParameters = `parameters:
  - {id: lump, name: {fr: a, ar: b, en: c}, unit: money, currency: MAD, place: ma, pert: {low: 5, likely: 10, high: 30}, source: {fr: a, ar: b, en: c}, date: 2026-01-01, mark: judged}
  - {id: spread, name: {fr: a, ar: b, en: c}, unit: ratio, lognormal: {mu: 0, sigma: 0.5}, source: {fr: a, ar: b, en: c}, date: 2026-01-01, mark: judged}
  - {id: part, name: {fr: a, ar: b, en: c}, unit: share, constant: 0.25, source: {fr: a, ar: b, en: c}, date: 2026-01-01, mark: judged}
  - {id: price, name: {fr: a, ar: b, en: c}, unit: money, currency: USD, year: 2014, constant: 2, source: {fr: a, ar: b, en: c}, date: 2026-01-01, mark: judged}
  - {id: move, name: {fr: a, ar: b, en: c}, unit: ratio, pert: {low: 0.9, likely: 1, high: 1.1}, source: {fr: a, ar: b, en: c}, date: 2026-01-01, mark: judged}
`
	smallPrices = `us-consumer-prices:
  now: 2026-05-31
  index: 300
  source: {fr: a, ar: b, en: c}
  mark: judged
  years:
    - {year: 2014, index: 200}
price-levels:
  home: ma
  source: {fr: a, ar: b, en: c}
  mark: judged
  countries:
    - {country: us, level: 1}
    - {country: ma, level: 0.4}
`
	smallAnchors = `transfer:
  of-price-level: {low: {level: 0.25}, likely: {level: 0.5}, high: {fixed: 0.4, level: 0.6}}
  source: {fr: a, ar: b, en: c}
  mark: judged
anchors:
  - id: verizon
    name: {fr: a, ar: b, en: c}
    reading: {fr: a, ar: b, en: c}
    currency: USD
    year: 2014
    regression: {intercept: 8, slope: 0.5, deviation: 1.5, sample: 100, student: 1.98, mean-log: 9, sum-squares: 1000, from: 100, to: 1000000}
    source: {fr: a, ar: b, en: c}
    mark: judged
  - id: by-turnover
    name: {fr: a, ar: b, en: c}
    reading: {fr: a, ar: b, en: c}
    currency: USD
    year: 2014
    tiers:
      - {below: 1000, mu: 1, sigma: 1}
      - {below: 2000, mu: 2, sigma: 1}
      - {mu: 3, sigma: 1}
    source: {fr: a, ar: b, en: c}
    mark: judged
`
	smallBackTest = `year: 2014
country: us
profile:
  - {parameter: part, low: 0, likely: 0.5, high: 1, source: {fr: a, ar: b, en: c}, mark: judged}
cases:
  - {id: one, name: {fr: a, ar: b, en: c}, records: 1000, cost: 1, covers: {fr: a, ar: b, en: c}, mark: judged}
  - {id: two, name: {fr: a, ar: b, en: c}, records: 2000, cost: 2, covers: {fr: a, ar: b, en: c}, mark: judged}
  - {id: three, name: {fr: a, ar: b, en: c}, records: 4000, cost: 3, covers: {fr: a, ar: b, en: c}, mark: judged}
  - {id: four, name: {fr: a, ar: b, en: c}, records: 8000, cost: 5, covers: {fr: a, ar: b, en: c}, mark: judged}
`
	smallRates = `schema: breachimpact/rates/1
date: 2026-01-01
base: USD
source: {fr: a, ar: b, en: c}
mark: secondary
rates:
  - {currency: USD, rate: 1}
  - {currency: MAD, rate: 10}
`
)

// small is the small edition with one text replaced in one of its files.
func small(t testing.TB, file, old, replacement string) fstest.MapFS {
	t.Helper()
	texts := map[string]string{
		"anchors.yaml": smallAnchors, "backtest.yaml": smallBackTest, "lines.yaml": smallLines,
		"parameters.yaml": smallParameters, "prices.yaml": smallPrices, "rates.yaml": smallRates,
	}
	if old != "" {
		if !strings.Contains(texts[file], old) {
			t.Fatalf("%s does not contain %q: nothing would be broken", file, old)
		}
		texts[file] = strings.Replace(texts[file], old, replacement, 1)
	}
	out := fstest.MapFS{}
	for name, text := range texts {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// lineOf finds the answer of one line.
func lineOf(t testing.TB, e Estimate, id string) LineEstimate {
	t.Helper()
	i := slices.IndexFunc(e.Lines, func(l LineEstimate) bool { return l.Line.ID == id })
	if i < 0 {
		t.Fatalf("no line %q", id)
	}
	return e.Lines[i]
}
