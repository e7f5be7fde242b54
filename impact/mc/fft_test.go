package mc

import (
	"fmt"
	"math"
	"math/bits"
	"math/cmplx"
	"testing"
)

// fourier transforms values in place: X(k) = Σ x(j)·exp(sign·2πi·jk/n), for n a
// power of two.
func fourier(values []complex128, sign float64) {
	n := len(values)
	shift := 64 - bits.Len(uint(n-1))
	for i := range values {
		if j := int(bits.Reverse64(uint64(i)) >> shift); j > i {
			values[i], values[j] = values[j], values[i]
		}
	}
	roots := make([]complex128, n/2)
	for i := range roots {
		sin, cos := math.Sincos(sign * 2 * math.Pi * float64(i) / float64(n))
		roots[i] = complex(cos, sin)
	}
	for half := 1; half < n; half *= 2 {
		stride := n / (2 * half)
		for start := 0; start < n; start += 2 * half {
			for i := range half {
				odd := values[start+half+i] * roots[i*stride]
				even := values[start+i]
				values[start+i], values[start+half+i] = even+odd, even-odd
			}
		}
	}
}

// A component is one line of a sum, with what an exact convolution needs of it,
// from formulas that share no code with the package.
type component struct {
	low            float64
	mean, variance float64
	cumulative     func(x float64) float64 // P(X ≤ low + x)
}

func betaComponent(low, high, alpha, beta float64) component {
	width, mean := high-low, alpha/(alpha+beta)
	cumulative := betaCumulative(alpha, beta)
	return component{
		low:        low,
		mean:       low + width*mean,
		variance:   width * width * mean * (1 - mean) / (alpha + beta + 1),
		cumulative: func(x float64) float64 { return cumulative(x / width) },
	}
}

func pertComponent(low, mode, high float64) component {
	alpha := 1 + 4*(mode-low)/(high-low)
	return betaComponent(low, high, alpha, 6-alpha)
}

// pyfairComponent is the PERT whose standard deviation is a sixth of its range.
func pyfairComponent(low, mode, high float64) component {
	mean, deviation := (low+4*mode+high)/6, (high-low)/6
	share := (mean - low) / (high - low)
	alpha := share * ((mean-low)*(high-mean)/(deviation*deviation) - 1)
	return betaComponent(low, high, alpha, alpha*(1-share)/share)
}

func lognormalComponent(mu, sigma float64) component {
	mean := math.Exp(mu + sigma*sigma/2)
	return component{
		mean:       mean,
		variance:   mean * mean * math.Expm1(sigma*sigma),
		cumulative: lognormalCumulative(mu, sigma),
	}
}

// exactSum returns the distribution of the sum of independent components, by
// convolution on a lattice of the given number of points from the sum of the low
// ends as far as the reach. What is beyond the reach is left out, which changes
// nothing below it.
//
// The mass of a cell goes to its two ends, in equal parts. The masses are tilted by
// exp(−20·x/reach) while they are convolved, so that what wraps around comes back
// 10⁻⁹ times smaller.
func exactSum(components []component, reach float64, points int) reference {
	const tilt = 20.0
	cell := reach / float64(points)
	product := make([]complex128, points)
	for i := range product {
		product[i] = 1
	}
	var mean, variance, low float64
	masses := make([]complex128, points)
	for _, c := range components {
		mean += c.mean
		variance += c.variance
		low += c.low
		clear(masses)
		before := 0.0
		for i := range points - 1 {
			after := c.cumulative(float64(i+1) * cell)
			half := complex((after-before)/2, 0)
			masses[i] += half
			masses[i+1] += half
			before = after
		}
		for i := range masses {
			masses[i] *= complex(math.Exp(-tilt*float64(i)/float64(points)), 0)
		}
		fourier(masses, 1)
		for i := range product {
			product[i] *= masses[i]
		}
	}
	fourier(product, -1)
	density := make([]float64, points)
	cumulative := make([]float64, points) // at the lattice points
	sum := 0.0
	for i := range product {
		mass := real(product[i]) / float64(points) * math.Exp(tilt*float64(i)/float64(points))
		cumulative[i] = sum + mass/2
		sum += mass
		density[i] = mass / cell
	}
	find := func(p float64) int {
		i := 1
		for cumulative[i] < p {
			i++
		}
		return i
	}
	return reference{
		mean:      mean,
		deviation: math.Sqrt(variance),
		quantile: func(p float64) float64 {
			i := find(p)
			share := (p - cumulative[i-1]) / (cumulative[i] - cumulative[i-1])
			return low + cell*(float64(i-1)+share)
		},
		density: func(x float64) float64 { return density[int((x-low)/cell+0.5)] },
	}
}

// An exactCase is a sum of independent lines with its exact distribution.
type exactCase struct {
	marginals  []Marginal
	components []component
	reach      float64
}

// exactCases are eight PERT lines, and four of them with four lognormal ones.
func exactCases() map[string]exactCase {
	perts := [][3]float64{
		{20_000, 60_000, 250_000}, {5_000, 15_000, 90_000}, {1_000, 8_000, 40_000}, {30_000, 50_000, 400_000},
		{0, 20_000, 200_000}, {2_000, 5_000, 12_000}, {0, 100_000, 1_500_000}, {10_000, 10_000, 600_000},
	}
	p8, mix := exactCase{reach: 3.1e6}, exactCase{reach: 4e6}
	for i, p := range perts {
		marginal, exact := must(PERT(p[0], p[1], p[2])), pertComponent(p[0], p[1], p[2])
		p8.marginals, p8.components = append(p8.marginals, marginal), append(p8.components, exact)
		if i >= 4 {
			const mu = 10
			sigma := []float64{0.8, 1.0, 1.3, 1.6}[i-4]
			marginal, exact = must(Lognormal(mu, sigma)), lognormalComponent(mu, sigma)
		}
		mix.marginals, mix.components = append(mix.marginals, marginal), append(mix.components, exact)
	}
	return map[string]exactCase{"p8": p8, "mix": mix}
}

func (c exactCase) model(seed uint64) Model {
	m := Model{Seed: seed, Trials: 200_000, TotalsOnly: true}
	for i, marginal := range c.marginals {
		m.Factors = append(m.Factors, Factor{ID: fmt.Sprint(i), Marginal: marginal})
	}
	m.Lines = single(m.Factors...)
	return m
}

const exactPoints = 1 << 17

func TestIndependentLinesAgreeWithTheExactSum(t *testing.T) {
	for name, c := range exactCases() {
		t.Run(name, func(t *testing.T) {
			exact := exactSum(c.components, c.reach, exactPoints)
			for seed := range uint64(8) {
				m := c.model(seed)
				expectAgreement(t, exact.faults(must(Run(m, 2, nil)).Total, m.Trials))
			}
			// Two wrong models, and a wrong idea of what a PERT is.
			m := c.model(1)
			m.Factors[0].Marginal = must(PERT(20_000, 66_000, 250_000))
			expectFaults(t, exact.faults(must(Run(m, 2, nil)).Total, m.Trials))
			m = c.model(1)
			for i := range m.Factors {
				m.Factors[i].Loading = 0.2
			}
			expectFaults(t, exact.faults(must(Run(m, 2, nil)).Total, m.Trials))

			wrong := append([]component{pyfairComponent(20_000, 60_000, 250_000)}, c.components[1:]...)
			wrong[1] = pyfairComponent(5_000, 15_000, 90_000)
			wrong[3] = pyfairComponent(30_000, 50_000, 400_000)
			m = c.model(1)
			expectFaults(t, exactSum(wrong, c.reach, exactPoints/8).faults(must(Run(m, 2, nil)).Total, m.Trials))
		})
	}
}

// A high end that is 2 % greater is noticed on the line that matters most.
func TestExactSumNoticesAGreaterHighEnd(t *testing.T) {
	c := exactCases()["p8"]
	exact := exactSum(c.components, c.reach, exactPoints)
	m := c.model(1)
	m.Factors[6].Marginal = must(PERT(0, 100_000, 1_530_000))
	expectFaults(t, exact.faults(must(Run(m, 2, nil)).Total, m.Trials))
}

// exactRows compares two references.
func exactRows(name string, got, want reference, tolerance float64) []row {
	rows := []row{
		{name + " mean", got.mean, want.mean, 1e-12},
		{name + " deviation", got.deviation, want.deviation, 1e-12},
	}
	for _, p := range summaryProbabilities {
		rows = append(rows, row{fmt.Sprint(name, " at ", p), got.quantile(p), want.quantile(p), tolerance})
	}
	return rows
}

// The exact sum is itself right to 1e-6: it agrees with closed forms, and does not
// move on another lattice.
func TestExactSumIsExact(t *testing.T) {
	for name, c := range exactCases() {
		fine := exactSum(c.components, c.reach, exactPoints)
		expectAgreement(t, faults(exactRows(name, exactSum(c.components, c.reach*1.3, exactPoints), fine, 1e-6)))
		expectFaults(t, faults(exactRows(name, exactSum(c.components[1:], c.reach, exactPoints), fine, 1e-6)))
	}
	lognormal := exactSum([]component{lognormalComponent(10, 0.8)}, 3e5, exactPoints)
	expectAgreement(t, faults(exactRows("one lognormal", lognormal, lognormalReference(10, 0.8), 1e-6)))

	// Beta(1, 5) has a closed quantile.
	one := exactSum([]component{pertComponent(0, 0, 1000)}, 1000, exactPoints)
	for _, p := range summaryProbabilities {
		expectAgreement(t, faults([]row{{fmt.Sprint("beta at ", p), one.quantile(p), 1000 * (1 - math.Pow(1-p, 0.2)), 1e-6}}))
	}
}

func TestFourierIsItsDefinition(t *testing.T) {
	values := make([]complex128, 16)
	for i := range values {
		values[i] = complex(float64(i*i%7), float64(i%3))
	}
	got := append([]complex128(nil), values...)
	fourier(got, 1)
	for k := range values {
		var want complex128
		for j, value := range values {
			want += value * cmplx.Rect(1, 2*math.Pi*float64(j*k)/16)
		}
		if cmplx.Abs(got[k]-want) > 1e-12 {
			t.Errorf("at %d: got %v, want %v", k, got[k], want)
		}
	}
}
