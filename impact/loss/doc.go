// Package loss estimates what a breach costs the organisation, as ranges.
//
//	model, err := loss.Load(loss.Embedded())
//	…
//	estimate, err := model.Estimate(loss.Input{
//		People: loss.Known{Known: true, Range: law.Count(5000)}, DataLeft: law.Yes,
//		Country: "ma", Currency: "MAD", Seed: 1,
//	})
//
// # Model
//
// The breach is given, so the question is magnitude, not frequency. Each cost
// line is a sum of products: quantities of the incident (people, records, cards,
// customers, hours) times assumptions (prices, shares, times). Quantities and
// assumptions are factors, drawn once a trial by [breachimpact/impact/mc] and
// shared by every line that uses them, the exchange rate included; the factors
// that belong to one line only are correlated by a one-factor copula, because
// whatever makes one cost high tends to make the others high. Percentiles of the
// total come from the simulation and are never sums of percentiles; means add up.
//
// # Two bands, and anchors
//
// [Estimate.Total] is the range of the listed costs: the uncertainty of what is
// listed, and no more. [Estimate.Practice] is the range seen in practice: the same
// median, spread as the costs of real breaches spread. [Estimate.Anchors] are
// published measurements of whole breaches, brought to today's prices and to the
// country; they stand beside the estimate and never enter it. [Model.RunBackTest]
// holds all of these against breaches whose cost was disclosed.
//
// # What is on
//
// A line is on when its switches are (see [Switch]): nobody is told, nobody calls
// and no customer leaves when no data left, while forensics and staff time grow with
// the size of any incident; cards only for who issued or took them, an interruption only where
// something was down, customers only where some could leave. A term that lacks a
// quantity, or an assumption that only the organisation can know, is left out and
// named; a line without a term has a reason instead of an estimate. Fines and
// claims need a probability, and nobody but the organisation can give one: no
// precedent is known. What is no cost of the organisation is apart, in no total.
//
// # What is data
//
// Every assumption, line, anchor, price level, index, exchange rate and back-test
// case is YAML under data/, with its source, date and mark; an incident may
// override an assumption or a line with a reason. There is no flat cost per record,
// since published regressions show that cost does not grow in proportion to
// records; lines.yaml lists this and other figures that are refused, and why.
//
// # Money and time
//
// Amounts in dollars of a past year are brought to today's by US consumer prices
// and then converted at one dated rate; others are left as they are. Prices of a
// place are multiplied by the ratio of the price levels of the incident's country
// and of that place; a country without a level has no estimate of such lines. What
// the organisation states is in its own prices already.
//
// # Honesty
//
// A line that cannot be estimated says why; the total names what it omits, and
// [Estimate.Coverage] how many of the lines that apply it has. Amounts leave the
// simulation rounded to two significant digits, which is what 100,000 trials
// support (see [Digits]).
//
// # Sources
//
// Verizon, Data Breach Investigations Report 2015 (191 claims); Jacobs, Ponemon data
// re-fitted, 2014 (in tests); Cyentia, IRIS 2025; World Bank purchasing power
// parities 2024; US CPI-U; and for each assumption the one it names.
package loss
