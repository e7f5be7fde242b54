package mc

import (
	"fmt"
	"math"
)

// lognormal is the distribution of exp(mu + sigma·Z), sigma > 0.
type lognormal struct{ mu, sigma float64 }

// smallestNormal is the smallest float64 with a full significand.
const smallestNormal = 0x1p-1022

// normal95 is the 95th percentile of the standard normal distribution.
const normal95 = 1.6448536269514722

// Lognormal returns the distribution of exp(mu + sigma·Z), where Z is standard
// normal: its median is exp(mu) and its mean exp(mu + sigma²/2). With sigma = 0
// it is a constant. It refuses a negative sigma, NaN and infinities, and a mean
// or a median that float64 cannot hold.
func Lognormal(mu, sigma float64) (Marginal, error) {
	if !finite(mu) || !finite(sigma) {
		return nil, fmt.Errorf("lognormal mu %v and sigma %v must be finite numbers", mu, sigma)
	}
	if sigma < 0 {
		return nil, fmt.Errorf("lognormal sigma %v is negative", sigma)
	}
	l := lognormal{mu, sigma}
	if median, mean := math.Exp(mu), l.Mean(); median < smallestNormal || !finite(mean) {
		return nil, fmt.Errorf("lognormal with mu %v and sigma %v is outside the range of float64", mu, sigma)
	}
	if sigma == 0 {
		return constant{math.Exp(mu)}, nil
	}
	return l, nil
}

// LognormalFrom90 returns the lognormal distribution whose 5th and 95th
// percentiles are lo and hi: mu = (ln lo + ln hi)/2 and sigma = (ln hi − ln lo)
// / 3.2897…, twice the normal 95th percentile. This is the reading that Hubbard
// and Seiersen (How to Measure Anything in Cybersecurity Risk) and Netflix's
// riskquant give to "I am 90 % sure that it lies between". It refuses bounds
// that are not positive or not in order.
func LognormalFrom90(lo, hi float64) (Marginal, error) {
	if !(lo > 0) || !(hi >= lo) || !finite(hi) {
		return nil, fmt.Errorf("lognormal 90 %% interval from %v to %v must have 0 < low ≤ high", lo, hi)
	}
	if lo == hi {
		return constant{lo}, nil
	}
	logLow, logHigh := math.Log(lo), math.Log(hi)
	return Lognormal((logLow+logHigh)/2, (logHigh-logLow)/(2*normal95))
}

func (l lognormal) Mean() float64 { return math.Exp(l.mu + float64(l.sigma*l.sigma)/2) }

func (l lognormal) Quantile(p float64) float64 {
	if !isProbability(p) {
		return math.NaN()
	}
	return math.Exp(l.mu + float64(l.sigma*normalQuantile(p)))
}

func (l lognormal) lowest() float64 { return 0 }

// compile uses that a power of a lognormal is a lognormal.
func (l lognormal) compile(exponent float64) (sampler, error) {
	mu, sigma := l.mu*exponent, l.sigma*exponent
	scores := upperScores()
	var lower, upper nodes
	if median := math.Exp(mu); math.Abs(sigma)*scores[0]+math.Abs(mu) < 700 {
		// One power serves both sides, where it and its products are in range.
		for i, z := range scores {
			power := math.Exp(sigma * z)
			lower[i], upper[i] = median/power, median*power
		}
	} else {
		for i, z := range scores {
			lower[i], upper[i] = math.Exp(mu-float64(sigma*z)), math.Exp(mu+float64(sigma*z))
		}
	}
	// The mean beyond a score, from the closed form of a partial expectation:
	// E[X; Z > z] = E[X]·P(Z > z − sigma).
	mean := math.Exp(mu + float64(sigma*sigma)/2)
	lowerLast := mean * normalTail(scores[0]+sigma) / lastProbability
	upperLast := mean * normalTail(scores[0]-sigma) / lastProbability
	result := newTable(&lower, &upper, lowerLast, upperLast)
	if err := result.check(); err != nil {
		return nil, fmt.Errorf("lognormal with mu %v and sigma %v raised to %v: %w", l.mu, l.sigma, exponent, err)
	}
	return result, nil
}
