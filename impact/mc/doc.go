// Package mc simulates sums of products of uncertain numbers. It knows no money,
// no law and no language: the caller gives a [Model] and gets a [Result].
//
// # Model
//
// A factor is an uncertain number with a marginal distribution. It is drawn once
// in each trial. A line is a sum of terms, a term a coefficient times powers of
// factors; the total is the sum of the lines. A factor that several lines use is
// one and the same number in all of them, so that lines which depend on, say, the
// same count of people move together. Lines are never negative: coefficients and
// factors that could make them so are refused.
//
//	people, err := mc.PERT(9_000, 10_000, 14_000)
//	…
//	price, err := mc.LognormalFrom90(0.4, 2.5)
//	…
//	result, err := mc.Run(mc.Model{
//		Factors: []mc.Factor{
//			{ID: "people", Marginal: people},
//			{ID: "letter-price", Marginal: price, Loading: 0.7},
//		},
//		Lines: []mc.Line{{ID: "letters", Terms: []mc.Term{{
//			Coefficient: 1,
//			Powers:      []mc.Power{{Factor: 0, Exponent: 1}, {Factor: 1, Exponent: 1}},
//		}}}},
//		Seed:   42,
//		Trials: 100_000,
//	}, 2, nil)
//
// A line that is [Line.Aside] is in no total. It takes part for the sake of the
// factors that it shares, which is cheaper than a run of its own and gives the same
// figures.
//
// # Layer
//
// A [Layer] stands for an insurance: in each trial it recovers what the sum of the
// covered lines has above a retention, up to a limit. [Result.Net] is the
// distribution of what remains of the total. It is computed trial by trial, since
// no percentile of it follows from those of the total and of the lines.
//
// # Draws
//
// Every draw is an inverse cumulative distribution function at one uniform number
// per factor and trial. So a change of a factor's distribution moves each of its
// draws along its own curve and leaves those of the other factors alone: two runs
// with the same seed can be compared trial by trial. In particular, a greater
// constant, coefficient or probability, a greater mode of a PERT, or a PERT or
// lognormal multiplied by a number above 1, lowers no percentile.
//
// The ends of a PERT are another matter. A greater high end makes the shape
// steeper at the low end: PERT(0, 5, 100) has a greater mean and median than
// PERT(0, 5, 10) and yet a lower 1st percentile, 0.48 against 1.06. For most modes
// a greater high end lowers the percentiles up to the 10th, and a greater low end
// those from the 90th; neither lowers the median or the mean. This is a property
// of the distribution, which no sampler can mend. What must only ever raise the
// outcome should multiply or shift the whole of it, or move its mode.
//
// # Streams
//
// Each block of 2048 trials of each factor has a stream of its own: a xoshiro256++
// generator whose state is SHA-256 over a purpose, the seed, the block's number and
// the factor's id. Hence adding, removing or reordering factors and lines disturbs
// nobody else's draws, and it does not matter which worker does which block.
// Floating-point sums are made within a block and merged in the order of the
// blocks, outcomes are counted in integers, and the lines are added to the total in
// the order of their ids, so that a result has the same bits for any number of
// workers and any order.
//
// # Tables
//
// A marginal is compiled once to a piecewise linear quantile function that has 32
// equal bins in each octave of the distance from the nearer end: distances from
// 1/4 to 1/2, from 1/8 to 1/4 and so on, at both ends. What lies beyond 2⁻³² has
// one bin, at its mean. A draw is then one look-up, one multiplication and one
// addition, whatever the distribution. A power of a factor has a table of its own
// and costs no more than the factor.
//
// A segment has the mean of the quantile function over its bin (by Simpson's rule)
// and the greatest slope that stays between the values at the bin's ends. So a
// table rises where its distribution does, never leaves the support, and has the
// mean of the distribution. Measured against the exact functions:
//
//   - the mean of a table agrees within 2e-8 of it;
//   - the quantiles of a PERT agree within 1e-4 of their value, those of a
//     lognormal within 1e-4·(1 + sigma²), from 1e-4 to 1 − 1e-4. The error
//     changes its sign within each bin and averages out; the errors of the
//     percentiles of a sum are far smaller.
//
// A PERT with lambda = 4 is a Beta(a, 6 − a) stretched to its bounds: all of them
// are one family in one parameter, and the upper half of each is the lower half of
// another. The first PERT of a process solves the quantiles of 16 shapes, by
// Halley's method on the hypergeometric series, to about 1e-14; this costs about as
// much as compiling 20 more. Every PERT is then interpolated, in the shape by the
// polynomial through Chebyshev's nodes and in the probability by quintic Hermite
// pieces, so that what a PERT compiles to does not depend on which came before it.
// Nodes agree with the exact quantile within 1e-7 where the distance from the end
// exceeds 2⁻⁷, and within 2e-6 beyond; those of a power between 0 and 1 within
// 1e-5. The lognormal needs only the normal scores
// at the bins' ends, which are computed once. A Bernoulli has no table: its draw is
// an exact comparison, with a probability that is right to 2⁻³².
//
// # Dependence
//
// Dependence is a one-factor Gaussian copula. A factor with the loading L > 0 has
// in each trial the normal score
//
//	z = L·z₀ + √(1−L²)·zᵢ
//
// where zᵢ is its own standard normal score, from its own stream, and z₀ is the
// score that all loaded factors share, from a stream of its own. Its value is its
// quantile at Φ(z). The scores of two factors correlate at the product of their
// loadings: for a common correlation ρ give each the loading √ρ. A loading leaves
// the factor's own distribution as it is. It moves the draws of that factor alone,
// and, except for sampling error, no mean of a line that is a sum; means of
// products of loaded factors do change, as they should.
//
// Own and common scores come from a table with a mean of exactly 0 and a variance
// of exactly 1. A loaded factor has a second table, of its value by its score,
// straight between multiples of 1/128 and made from the first as the first is made
// from the distribution. It adds 1e-4·(1 + sigma²) to the error of a quantile and
// 3e-6·(1 + sigma²) to that of the mean; sigma counts for lognormals only.
//
// # Percentiles
//
// A percentile is the type 7 quantile of Hyndman and Fan (the default of R, NumPy
// and Excel's PERCENTILE.INC): with n sorted outcomes numbered from 0, linear
// interpolation at (n−1)p. Each percentile of a run is within 1e-5 of this, in
// relative terms, always and whatever the distribution; up to 65,536 trials it is
// exact. Sampling errors are another matter: that of a 95th percentile is some 5e-3
// at 100,000 trials.
//
// Memory does not grow with the number of trials. Outcomes are counted in bins that
// are 2⁻¹² of an octave's start wide. Of up to 32 blocks all outcomes are kept; they
// are dealt into buckets, and those buckets are sorted that hold percentiles. In a greater
// run, the outcomes of the first 16, the pilot, are kept, and a window of 4.5 standard
// errors of the pilot's rank, but not more than half an octave, is laid around each
// percentile, in which bins are 2⁻¹⁷ wide. An outcome is read from such a bin as if the
// outcomes in it were spread evenly; the true one lies in the same bin, which is
// below 7.7e-6 of it wide. Should a percentile in the end lie outside its window,
// which takes heavy tails or a gap between clusters, the same draws are made once
// more and counted in windows around exactly the bins that matter: a run then takes
// up to twice as long, and its result has the bits it would have had with a better
// window.
//
// Zero is a bin of its own, and an outcome read from a bin never leaves the range
// of the positive outcomes; so shares of zeros, and lines with a single positive
// outcome, come out exactly.
//
// The exceedance curve is P(L > x), from the same simulation. Its points lie on the
// edges of bins, where the share is counted and not interpolated. A bin holds what
// is above its lower edge and up to its upper one, so that this is so even for
// outcomes that many trials have in common.
//
// [Summary.TVaR95] is the mean of the highest 5 % of the outcomes, from the bins of
// 2⁻¹²; its error is below 2.5e-4 always, and mostly far smaller. Mean, StdErr and
// Max are computed from the outcomes themselves.
//
// # Cost
//
// Most of a run is draws, one for each factor and trial. Then come the percentiles:
// [Model.TotalsOnly] spares those of the lines, and [Model.Brief] all that only a few
// readers want. A loaded factor costs about half as
// much again as an independent one. Compiling a factor takes as long as some ten
// thousand draws. testdata/bench/run.sh compares with other programs.
//
// A small run also asks for memory that costs as much as its draws. Who makes many,
// such as one for each incident of a portfolio, gives each goroutine a [Workspace]
// and runs in that: buffers serve again, and what is compiled of a marginal is
// found again, for as long as it is used now and then. So are the draws of runs of up
// to 65,536 trials: models that share a seed and a factor draw it alike, and a factor
// whose distribution changes is looked up at the same positions.
//
// # Portability
//
// Some processors can multiply and add in one step that rounds once, and Go uses
// it where the source permits. Explicit conversions forbid it wherever a draw, a
// line or a statistic is computed. What remains is the compilation of the tables,
// where math.Exp and math.Log may differ in the last bit between processors too.
// Results therefore agree between processors to some 12 digits, and between runs
// on one kind of processor to the bit.
//
// # Sources
//
//   - PERT: Malcolm, Roseboom, Clark and Fazar, Operations Research 7 (1959);
//     Vose, Risk Analysis, 3rd edition.
//   - Lognormal from a 90 % interval: Hubbard and Seiersen, How to Measure
//     Anything in Cybersecurity Risk; Netflix, riskquant.
//   - xoshiro256++: Blackman and Vigna, ACM Transactions on Mathematical Software
//     47 (2021).
//   - Interpolation through Chebyshev's nodes: Berrut and Trefethen, SIAM Review 46
//     (2004).
//   - One-factor copula: Vasicek, Risk 15 (2002); Li, Journal of Fixed Income 9
//     (2000).
//   - Incomplete beta series: Abramowitz and Stegun 26.5.4.
//   - Sample quantiles: Hyndman and Fan, The American Statistician 50 (1996).
//   - Tail mean: Acerbi and Tasche, Journal of Banking and Finance 26 (2002).
//   - Merged variances: Chan, Golub and LeVeque, Stanford STAN-CS-79-773.
package mc
