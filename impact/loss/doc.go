// Package loss estimates what a breach costs the organisation, as ranges.
//
// # Model
//
// The breach is given, so the question is magnitude, not frequency. Each cost
// line is a sum of products: quantities of the incident (people, records,
// cards) times assumptions (prices, shares, times). Quantities and assumptions
// are factors, drawn once a trial by [breachimpact/impact/mc] and shared by
// every line that uses them; the factors that belong to one line only are
// correlated by a one-factor copula, because whatever makes one cost high tends
// to make the others high. Percentiles of the total come from the simulation
// and are never sums of percentiles.
//
// # What is data
//
// Every assumption, line and exchange rate is YAML under data/, with its
// source, date and mark; an incident may override an assumption with a reason.
// There is no flat cost per record, since published regressions show that cost
// does not grow in proportion to records, and no fine, since no probability of
// one is known.
//
// # Honesty
//
// A line that cannot be estimated says why; the total names what it omits.
// Amounts leave the simulation rounded to two significant digits, which is what
// 100,000 trials support (see [Digits]).
package loss
