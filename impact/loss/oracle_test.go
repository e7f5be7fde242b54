package loss

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// table reads published figures: each row by the names of its columns. An empty
// cell is not in the row.
func table(t testing.TB, name string) []map[string]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	var out []map[string]float64
	for _, row := range rows[1:] {
		cells := map[string]float64{}
		for i, text := range row {
			if x, err := strconv.ParseFloat(text, 64); err == nil {
				cells[rows[0][i]] = x
			}
		}
		out = append(out, cells)
	}
	return out
}

// off lists where what is got differs from what is published by more than a share
// of it.
func off(name string, got, want, share float64) []string {
	if math.Abs(got/want-1) <= share {
		return nil
	}
	return []string{fmt.Sprintf("%s: %.6g, published %.6g (%+.3f %%)", name, got, want, 100*(got/want-1))}
}

func expectNone(t *testing.T, faults []string) {
	t.Helper()
	for _, f := range faults {
		t.Error(f)
	}
}

func expectSome(t *testing.T, faults []string) {
	t.Helper()
	if len(faults) == 0 {
		t.Error("the comparison did not notice")
	}
}

func (m *Model) anchor(t testing.TB, id string) *Anchor {
	t.Helper()
	for i := range m.Anchors.Anchors {
		if m.Anchors.Anchors[i].ID == id {
			return &m.Anchors.Anchors[i]
		}
	}
	t.Fatalf("no anchor %q", id)
	return nil
}

// verizonFaults holds a regression to the printed table of its authors. The average
// columns have the variance of the mean: that of one breach without its own.
func verizonFaults(t *testing.T, r *Regression) []string {
	var out []string
	for _, row := range table(t, "verizon.csv") {
		n := row["records"]
		name := fmt.Sprintf("%.0f records", n)
		one := r.predictionDeviation(n)
		mean := math.Sqrt(one*one - float(r.Deviation.Decimal)*float(r.Deviation.Decimal))
		out = append(out, off(name+", expected", r.median(n), row["expected"], 0.0002)...)
		for column, x := range map[string]float64{
			"prediction-lower": -one, "prediction-upper": one, "average-lower": -mean, "average-upper": mean,
		} {
			share := 0.0004
			if column == "prediction-lower" && n < 10_000 {
				share = 0.005 // printed to the nearest ten
			} else if column == "prediction-lower" && n < 100_000 {
				share = 0.001
			}
			out = append(out, off(name+", "+column, r.median(n)*math.Exp(float(r.Student.Decimal)*x), row[column], share)...)
		}
	}
	return out
}

func TestVerizonsTableIsReproduced(t *testing.T) {
	expectNone(t, verizonFaults(t, model(t).anchor(t, "verizon").Regression))
}

func TestVerizonsTableNoticesOtherCoefficients(t *testing.T) {
	for name, spoil := range map[string]func(*Regression){
		"slope":       func(r *Regression) { r.Slope.Decimal = dec("0.4236") },
		"intercept":   func(r *Regression) { r.Intercept.Decimal = dec("8.194") },
		"deviation":   func(r *Regression) { r.Deviation.Decimal = dec("1.555") },
		"sample":      func(r *Regression) { r.Sample.Decimal = dec("150") },
		"mean-log":    func(r *Regression) { r.MeanLog.Decimal = dec("9.5") },
		"sum-squares": func(r *Regression) { r.SumSquares.Decimal = dec("2500") },
	} {
		t.Run(name, func(t *testing.T) {
			r := *model(t).anchor(t, "verizon").Regression
			spoil(&r)
			expectSome(t, verizonFaults(t, &r))
		})
	}
}

// Jacobs 2014 is no anchor: 28 times dearer at 100,000 records, it is the other side
// of what is not known. Its published values check the form of the regression.
func TestJacobs(t *testing.T) {
	jacobs := func(intercept, slope string) *Regression {
		return &Regression{Intercept: law.Number{Decimal: dec(intercept)}, Slope: law.Number{Decimal: dec(slope)}}
	}
	faults := func(r *Regression) []string {
		return append(off("32,311", r.median(32_311), 5_689_387, 1e-6), off("25,000", r.median(25_000), 4_683_565, 1e-6)...)
	}
	expectNone(t, faults(jacobs("7.6799625", "0.7583576")))
	expectSome(t, faults(jacobs("7.68", "0.76")))
	expectNone(t, off("with rounded coefficients", jacobs("7.68", "0.76").median(25_000), 4_762_292, 1e-4))
}

func TestRiseOfPrices(t *testing.T) {
	m := model(t)
	for _, row := range table(t, "prices.csv") {
		if got, known := m.Prices.Since(int(row["year"])); !known || !got.Equal(decimal.NewFromFloat(row["factor"])) {
			t.Errorf("%.0f: %s, published %v", row["year"], got, row["factor"])
		}
	}
	if _, known := m.Prices.Since(1900); known {
		t.Error("prices of 1900 are known")
	}
}

// interruptionFaults holds line E to hand-computed losses.
func interruptionFaults(t *testing.T, m *Model) []string {
	var out []string
	for i, row := range table(t, "interruption.csv") {
		in := Input{Currency: "MAD", Down: law.Yes, DataLeft: law.No, OutageHours: Known{true, law.Exactly(decimal.NewFromFloat(row["hours"]))}, Trials: 100}
		for id, column := range map[string]string{"annual-margin": "margin", "operating-hours": "operating-hours", "online-share": "online", "peak-factor": "peak", "lost-share": "lost"} {
			o := Override{Parameter: id, Range: law.Exactly(decimal.NewFromFloat(row[column]))}
			if id == "annual-margin" {
				o.Currency = "MAD"
			}
			in.Overrides = append(in.Overrides, o)
		}
		out = append(out, off(fmt.Sprintf("row %d", i+1), rawLine(t, m, in, "interruption").Mean, row["loss"], 1e-6)...)
	}
	return out
}

func TestInterruptionAgreesWithTheFormula(t *testing.T) {
	expectNone(t, interruptionFaults(t, model(t)))
}

func TestInterruptionNoticesAnotherFormula(t *testing.T) {
	m := fresh(t)
	for i := range m.Lines {
		if m.Lines[i].ID == "interruption" {
			m.Lines[i].Terms[0] = m.Lines[i].Terms[0][:5] // the share lost forgotten
		}
	}
	expectSome(t, interruptionFaults(t, m))
}

// A public calculator: notices at 1.50 and monitoring at 30 taken up by one in ten
// of 25,000, and 25,000 besides, is 137,500.
func TestPublicCalculator(t *testing.T) {
	in := leak(25_000)
	in.Currency = "USD"
	exact := func(id, value string, currency law.Currency) {
		in.Overrides = append(in.Overrides, Override{Parameter: id, Range: law.Exactly(dec(value)), Currency: currency})
	}
	exact("sms-segments", "0", "")
	exact("post-share", "1", "")
	exact("letter-price", "1.5", "USD")
	exact("monitoring-take-up", "0.1", "")
	exact("monitoring-price", "30", "USD")
	exact("crisis-lump", "25000", "USD")
	for _, id := range []string{"forensics", "calls", "internal-time"} {
		in.Lines = append(in.Lines, LineOverride{Line: id, Off: true})
	}
	r := raw(t, model(t), in)
	expectNone(t, off("total", r.Total.Mean, 137_500, 1e-9))
	in.Lines = in.Lines[1:]
	expectSome(t, off("total", raw(t, model(t), in).Total.Mean, 137_500, 1e-9))
}

// transferFaults holds the anchors in dirhams to the table that was computed when the
// transfer was chosen, printed with two digits.
func transferFaults(t *testing.T, m *Model) []string {
	var out []string
	for _, row := range table(t, "transfer.csv") {
		in := leak(int64(row["records"]))
		in.Trials, in.Country = 100_000, "ma"
		e := estimate(t, m, in)
		name := fmt.Sprintf("%.0f records", row["records"])
		for _, a := range e.Anchors {
			want, listed := row["headline"]
			switch {
			case a.Anchor.ID == "verizon":
				// Rounding of both sides to two digits, and sampling: 8 % in all.
				out = append(out, off(name+", P5", float(a.Range.P5.Amount)/1e6, row["p5"], 0.08)...)
				out = append(out, off(name+", P50", float(a.Range.P50.Amount)/1e6, row["p50"], 0.08)...)
				out = append(out, off(name+", P95", float(a.Range.P95.Amount)/1e6, row["p95"], 0.08)...)
			case a.Anchor.ID == "headline" && listed != (a.Range != nil):
				out = append(out, fmt.Sprintf("%s: headline %v, listed %v", name, a.Range != nil, listed))
			case a.Anchor.ID == "headline" && listed:
				out = append(out, off(name+", headline", float(a.Range.P50.Amount)/1e6, want, 0.08)...)
			}
		}
	}
	return out
}

func TestAnchorsInMorocco(t *testing.T) { expectNone(t, transferFaults(t, model(t))) }

func TestAnchorsNoticeAnotherTransfer(t *testing.T) {
	for name, spoil := range map[string]func(*Model){
		"price level alone":          func(m *Model) { m.Anchors.Transfer.PriceLevel.Likely.Level.Decimal = dec("1") },
		"no rise of prices":          func(m *Model) { m.anchor(t, "verizon").Year = 0 },
		"the median taken for all":   func(m *Model) { m.anchor(t, "verizon").Regression.Deviation.Decimal = dec("0.1") },
		"a headline for every size":  func(m *Model) { m.anchor(t, "headline").Regression.From.Decimal = dec("1") },
		"dirhams at the wrong rate":  func(m *Model) { m.Rates.Rates[1].Rate.Decimal = dec("8") },
		"the price level of another": func(m *Model) { m.Prices.Levels.Countries[1].Level.Decimal = dec("0.74") },
	} {
		t.Run(name, func(t *testing.T) {
			m := fresh(t)
			spoil(m)
			expectSome(t, transferFaults(t, m))
		})
	}
}

// The tiers by turnover have the published medians and 95th percentiles.
func TestTiersByTurnover(t *testing.T) {
	published := [][2]float64{{357e3, 9.1e6}, {466.7e3, 12.3e6}, {1.8e6, 61.8e6}, {2.2e6, 266.2e6}}
	tiers := model(t).anchor(t, "iris").Tiers
	if len(tiers) != len(published) {
		t.Fatalf("%d tiers", len(tiers))
	}
	for i, tier := range tiers {
		mu, sigma := float(tier.Mu.Decimal), float(tier.Sigma.Decimal)
		expectNone(t, off(fmt.Sprintf("tier %d, P50", i+1), math.Exp(mu), published[i][0], 0.001))
		expectNone(t, off(fmt.Sprintf("tier %d, P95", i+1), math.Exp(mu+normal95*sigma), published[i][1], 0.001))
	}
	// The tier follows the turnover, in whatever currency; its end belongs to the next.
	for turnover, want := range map[string]int{"1": 0, "99999999": 0, "100000000": 1, "999999999": 1, "1000000000": 2, "10000000000": 3, "900000000000": 3} {
		for _, c := range []law.Currency{"USD", "MAD"} {
			s, err := model(t).prepare(Input{Currency: c})
			if err != nil {
				t.Fatal(err)
			}
			cross, err := s.rates.Cross("USD", c)
			if err != nil {
				t.Fatal(err)
			}
			s.in.Turnover = Known{true, law.Exactly(dec(turnover).Mul(cross).Mul(dec("1.000000001")))}
			tier, err := s.tier(model(t).anchor(t, "iris"))
			if err != nil || !tier.Mu.Equal(tiers[want].Mu.Decimal) {
				t.Errorf("turnover of USD %s in %s: mu %s, want tier %d (%v)", turnover, c, tier.Mu, want+1, err)
			}
		}
	}
}

// backTestFaults holds the back-test to the table computed beside the facts.
func backTestFaults(t *testing.T, m *Model) []string {
	r, err := m.runBackTest()
	if err != nil {
		t.Fatal(err)
	}
	rows := table(t, "backtest.csv")
	if len(rows) != len(r.Trials) {
		t.Fatalf("%d cases, %d published", len(r.Trials), len(rows))
	}
	var out []string
	for i, trial := range r.Trials {
		row, name := rows[i], trial.Case.ID
		out = append(out, off(name+", cost", float(trial.Case.Cost.Decimal), row["cost"], 1e-9)...)
		out = append(out, off(name+", P50", float(trial.Claims.P50.Amount)/1e6, row["p50"], 0.055)...) // two digits
		out = append(out, off(name+", P95", float(trial.Claims.P95.Amount)/1e6, row["p95"], 0.055)...)
		if got := float(trial.Residual); math.Abs(got-row["residual"]) > 0.011 {
			out = append(out, fmt.Sprintf("%s: residual %.2f, published %.2f", name, got, row["residual"]))
		}
	}
	return out
}

func TestBackTestAgreesWithTheTable(t *testing.T) { expectNone(t, backTestFaults(t, model(t))) }

func TestBackTestNoticesAWrongCost(t *testing.T) {
	m := fresh(t)
	m.BackTest.Cases[3].Cost.Decimal = dec("22")
	expectSome(t, backTestFaults(t, m))
	m = fresh(t)
	m.BackTest.Cases[0], m.BackTest.Cases[1] = m.BackTest.Cases[1], m.BackTest.Cases[0]
	expectSome(t, backTestFaults(t, m))
}

// What the report claims of its own ranges: not more than was observed.
func TestCoverageIsWhatWasObserved(t *testing.T) {
	r, err := model(t).RunBackTest()
	if err != nil {
		t.Fatal(err)
	}
	if r.Above != 21 || r.InsideClaims95 != 8 {
		t.Errorf("%d above the median of the claims, %d in their 95 %% interval; published 21 and about 8", r.Above, r.InsideClaims95)
	}
	counted := [ranges]int{}
	for _, trial := range r.Trials {
		for k, x := range []Range{trial.Claims, trial.Headline, trial.Listed, trial.Practice} {
			if trial.Inside[k] {
				counted[k]++
			}
			if x.P50.Amount.LessThan(x.P5.Amount) || x.P95.Amount.LessThan(x.P50.Amount) {
				t.Errorf("%s: range %d is out of order", trial.Case.ID, k)
			}
			// Two digits can hide which side of an end a cost lies on, not more.
			inside := !trial.Cost.Amount.LessThan(x.P5.Amount) && !trial.Cost.Amount.GreaterThan(x.P95.Amount)
			near := trial.Cost.Amount.Equal(x.P5.Amount) || trial.Cost.Amount.Equal(x.P95.Amount)
			if inside != trial.Inside[k] && !near {
				t.Errorf("%s: range %d says inside %v", trial.Case.ID, k, trial.Inside[k])
			}
		}
	}
	if counted != r.Inside || counted == ([ranges]int{}) {
		t.Errorf("coverage %v, counted %v", r.Inside, counted)
	}
	// The cases of public bodies, of notification and response only, are those that the
	// listed lines describe: they lie inside the range seen in practice.
	for _, trial := range r.Trials[:4] {
		if id := trial.Case.ID; id != "talktalk-2015" && !trial.Inside[AgainstPractice] {
			t.Errorf("%s is outside the range seen in practice", id)
		}
	}
}

// The headline anchor is the fit of the cases, which are listed; left out of its own
// fit, a case cannot draw the line to itself.
func TestHeadlineIsTheFitOfTheCases(t *testing.T) {
	m := model(t)
	r := m.anchor(t, "headline").Regression
	got := fit(m.BackTest.Cases)
	for _, c := range []struct {
		name      string
		got, want law.Number
		room      float64
	}{
		{"intercept", got.Intercept, r.Intercept, 0.01}, {"slope", got.Slope, r.Slope, 0.001}, {"deviation", got.Deviation, r.Deviation, 0.001},
		{"sample", got.Sample, r.Sample, 0}, {"mean-log", got.MeanLog, r.MeanLog, 0.001}, {"sum-squares", got.SumSquares, r.SumSquares, 0.01},
	} {
		if math.Abs(float(c.got.Decimal)-float(c.want.Decimal)) > c.room {
			t.Errorf("%s: the data have %s, the cases give %s", c.name, c.want, c.got)
		}
	}
	moved := m.BackTest.Cases[1:]
	if other := fit(moved); other.Slope.Equal(got.Slope.Decimal) {
		t.Error("leaving a case out changes nothing")
	}
}
