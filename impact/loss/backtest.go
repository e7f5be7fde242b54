package loss

import (
	"fmt"
	"math"
	"slices"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// BackTest is breaches whose cost was disclosed, against which the ranges are held.
type BackTest struct {
	Year    int               `yaml:"year,required"` // of whose dollars the costs are
	Country string            `yaml:"country,required"`
	Profile []ProfileOverride `yaml:"profile,required"`
	Cases   []BackTestCase    `yaml:"cases,required"`
}

// ProfileOverride is an assumption that is replaced for all cases, because they
// happened elsewhere.
type ProfileOverride struct {
	Parameter string         `yaml:"parameter,required"`
	Low       law.Number     `yaml:"low,required"`
	Likely    law.Number     `yaml:"likely,required"`
	High      law.Number     `yaml:"high,required"`
	Currency  law.Currency   `yaml:"currency"`
	Source    law.Text       `yaml:"source,required"`
	Mark      law.Confidence `yaml:"mark,required"`
}

// BackTestCase is one breach.
type BackTestCase struct {
	ID      string         `yaml:"id,required"`
	Name    law.Text       `yaml:"name,required"`
	Records law.Number     `yaml:"records,required"`
	Cost    law.Number     `yaml:"cost,required"` // millions, of the currency and year of the table
	Covers  law.Text       `yaml:"covers,required"`
	Mark    law.Confidence `yaml:"mark,required"`
}

// Trial is one case held against the ranges. All amounts are dollars of the year of
// the table, rounded to Digits.
type Trial struct {
	Case     *BackTestCase
	Cost     law.Money
	Claims   Range // of the regression on insurance claims
	Headline Range // of the regression on the other cases: this one left out
	Listed   Range // of the listed costs
	Practice Range
	Inside   [ranges]bool // in the order above
	// Residual is how many prediction deviations of the claims the cost lies above
	// their median, two decimals.
	Residual decimal.Decimal
}

// ranges is how many ranges a case is held against.
const ranges = 4

// The ranges in the order of [Trial.Inside].
const (
	AgainstClaims = iota
	AgainstHeadline
	AgainstListed
	AgainstPractice
)

// BackTestResult is the table and its coverage.
type BackTestResult struct {
	Currency law.Currency
	Year     int
	Trials   []Trial
	Inside   [ranges]int // cases inside each range, of len(Trials)
	// Above counts cases above the median of the claims.
	Above int
	// InsideClaims95 counts cases inside the 95 % prediction interval of the claims,
	// which is what their authors print.
	InsideClaims95 int
}

// million is the unit of the costs in the table.
var million = decimal.NewFromInt(1_000_000)

const (
	backTestSeed     = 1
	backTestTrials   = 10_000
	backTestCurrency = "USD"
	claimsAnchor     = "verizon"
)

// RunBackTest holds the ranges against the disclosed cases, as they are. The lines
// are those of an organisation of the table's country that lost data and of which
// nothing else is known; the claims and the headline cases are regressions of the
// same dollars. Ranges go from the 5th to the 95th percentile, so that nine cases
// in ten should lie inside. It is computed when it is first asked for.
func (m *Model) RunBackTest() (BackTestResult, error) { return m.backTest() }

func (m *Model) runBackTest() (BackTestResult, error) {
	b := &m.BackTest
	out := BackTestResult{Currency: backTestCurrency, Year: b.Year}
	i := slices.IndexFunc(m.Anchors.Anchors, func(a Anchor) bool { return a.ID == claimsAnchor })
	claims := m.Anchors.Anchors[i].Regression
	since, _ := m.Prices.Since(b.Year)
	space := new(mc.Workspace)
	for i := range b.Cases {
		c := &b.Cases[i]
		records, cost := float(c.Records.Decimal), float(c.Cost.Mul(million))
		others := slices.Delete(slices.Clone(b.Cases), i, i+1)
		listed, err := m.backTestLines(c, space)
		if err != nil {
			return BackTestResult{}, fmt.Errorf("case %s: %w", c.ID, err)
		}
		deviation := claims.predictionDeviation(records)
		practice := math.Exp(normal95 * float(m.Practice.Deviation.Decimal))
		fitted := fit(others)
		intervals := [ranges][3]float64{
			AgainstClaims:   interval(claims, records),
			AgainstHeadline: interval(&fitted, records),
			AgainstListed:   {listed[0] / float(since), listed[1] / float(since), listed[2] / float(since)},
		}
		median := intervals[AgainstListed][1]
		intervals[AgainstPractice] = [3]float64{median / practice, median, median * practice}

		t := Trial{Case: c, Cost: rounded(cost, backTestCurrency)}
		for k, shown := range []*Range{&t.Claims, &t.Headline, &t.Listed, &t.Practice} {
			x := intervals[k]
			*shown = Range{rounded(x[0], backTestCurrency), rounded(x[1], backTestCurrency), rounded(x[2], backTestCurrency)}
			if t.Inside[k] = cost >= x[0] && cost <= x[2]; t.Inside[k] {
				out.Inside[k]++
			}
		}
		residual := math.Log(cost/claims.median(records)) / deviation
		t.Residual = decimal.NewFromFloat(residual).Round(2)
		if residual > 0 {
			out.Above++
		}
		if math.Abs(residual) <= float(claims.Student.Decimal) {
			out.InsideClaims95++
		}
		out.Trials = append(out.Trials, t)
	}
	return out, nil
}

// backTestLines is P5, P50 and P95 of the listed costs of a case, in today's dollars.
func (m *Model) backTestLines(c *BackTestCase, space *mc.Workspace) ([3]float64, error) {
	known := Known{true, law.Exactly(c.Records.Decimal)}
	in := Input{
		People: known, Records: known, DataLeft: law.Yes, HasCards: law.No, Issuer: law.No, Merchant: law.No, Down: law.No, HasCustomers: law.Unknown,
		Country: m.BackTest.Country, Currency: backTestCurrency, Seed: backTestSeed, Trials: backTestTrials, Workspace: space,
	}
	for _, o := range m.BackTest.Profile {
		in.Overrides = append(in.Overrides, Override{Parameter: o.Parameter, Currency: o.Currency, Range: law.Range{Low: o.Low.Decimal, Likely: o.Likely.Decimal, High: o.High.Decimal, HasLikely: true}})
	}
	s, err := m.prepare(in)
	if err != nil {
		return [3]float64{}, err
	}
	total, err := s.total(s.factors, in.Trials)
	if err != nil {
		return [3]float64{}, err
	}
	return [3]float64{total.P5, total.P50, total.P95}, nil
}

// interval is P5, P50 and P95 of one new breach, by the normal distribution as for
// the anchors: with a sample of twenty Student's t would be a twentieth wider in the
// logarithm.
func interval(r *Regression, records float64) [3]float64 {
	median := r.median(records)
	spread := math.Exp(normal95 * r.predictionDeviation(records))
	return [3]float64{median / spread, median, median * spread}
}

// fit is the least-squares line through ln(cost) over ln(records).
func fit(cases []BackTestCase) Regression {
	n := float64(len(cases))
	var meanX, meanY float64
	point := func(c BackTestCase) (x, y float64) {
		return math.Log(float(c.Records.Decimal)), math.Log(float(c.Cost.Mul(million)))
	}
	for _, c := range cases {
		x, y := point(c)
		meanX += x / n
		meanY += y / n
	}
	var squares, products float64
	for _, c := range cases {
		x, y := point(c)
		squares += (x - meanX) * (x - meanX)
		products += (x - meanX) * (y - meanY)
	}
	slope := products / squares
	intercept := meanY - slope*meanX
	var residuals float64
	for _, c := range cases {
		x, y := point(c)
		residuals += (y - intercept - slope*x) * (y - intercept - slope*x)
	}
	number := func(x float64) law.Number { return law.Number{Decimal: decimal.NewFromFloat(x)} }
	return Regression{
		Intercept: number(intercept), Slope: number(slope), Deviation: number(math.Sqrt(residuals / (n - 2))),
		Sample: number(n), MeanLog: number(meanX), SumSquares: number(squares),
	}
}
