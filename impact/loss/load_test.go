package loss

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

func TestTheEmbeddedEditionLoads(t *testing.T) {
	m := model(t)
	var lines []string
	for _, l := range m.Lines {
		lines = append(lines, l.ID)
	}
	if want := []string{"forensics", "crisis", "notification", "calls", "monitoring", "card-reissue", "card-fraud", "card-schemes", "internal-time", "interruption", "churn", "sanctions", "claims", "users-time"}; !slices.Equal(lines, want) {
		t.Errorf("lines %q, want %q", lines, want)
	}
	if len(m.Fingerprint) != 64 || len(m.Parameters) == 0 || len(m.NotEstimated) == 0 || m.CardType != "card-number" {
		t.Errorf("the edition is not complete: %+v", m)
	}
	// No cost of a Moroccan breach was ever disclosed: none is verified.
	for _, p := range m.Parameters {
		if p.Mark == law.Verified {
			t.Errorf("parameter %s is marked verified", p.ID)
		}
		if p.Mark == "" {
			t.Errorf("parameter %s has no mark", p.ID)
		}
	}
}

// The data agree with the published figures they cite.
func TestTheEmbeddedFiguresAgreeWithTheirSources(t *testing.T) {
	m := model(t)
	usd, err := m.Rates.Cross("USD", "MAD")
	if err != nil {
		t.Fatal(err)
	}
	// World Bank, purchasing power parity 2024, against the rate of the file: the
	// level of the data is of the average rate of 2024 and lies within 3 % of it.
	level, _ := m.Prices.Level("ma")
	if spot := dec("3.96454").DivRound(usd, 4); !spot.Equal(dec("0.4109")) || level.Sub(spot).Abs().GreaterThan(dec("0.0125")) {
		t.Errorf("price level of Morocco %s, %s at the rate of the file", level, spot)
	}
	// The defaults that were researched for Morocco follow from its price level.
	if got, want := m.Parameter("local-price-level").PriceLevel.at(level), rangeOf("0.40", "0.64", "1.00"); !same(got, want) {
		t.Errorf("price of experts in Morocco %v, want %v", got, want)
	}
	if got, want := m.Anchors.Transfer.PriceLevel.at(level), rangeOf("0.10", "0.20", "0.64"); !same(got, want) {
		t.Errorf("transfer to Morocco %v, want %v", got, want)
	}
}

func same(a, b law.Range) bool {
	return a.Low.Equal(b.Low) && a.Centre().Equal(b.Centre()) && a.High.Equal(b.High)
}

// Every message of the checks has an edition that raises it, and that edition
// loads without the fault.
var brokenModels = []struct {
	name, file, old, replacement, want string
}{
	{"a parameter given twice", "parameters.yaml", "id: spread", "id: lump", `id "lump" is given twice`},
	{"a line named like a parameter", "lines.yaml", "id: fixed", "id: lump", `id "lump" is given twice`},
	{"an absent cost named like a line", "lines.yaml", "id: churn", "id: letters", `id "letters" is given twice`},
	{"an empty id", "lines.yaml", "id: churn", `id: ""`, "an id is empty"},
	{"no shape", "parameters.yaml", "constant: 0.25, ", "", `parameter "part" needs exactly one of constant, pert, lognormal, of-price-level, ask`},
	{"two shapes", "parameters.yaml", "constant: 0.25, ", "constant: 0.25, pert: {low: 0, likely: 0, high: 1}, ", `parameter "part" needs exactly one of constant, pert, lognormal, of-price-level, ask`},
	{"limits out of order", "parameters.yaml", "likely: 10", "likely: 40", `parameter "lump": low, likely and high are out of order`},
	{"a negative limit", "parameters.yaml", "low: 5", "low: -5", `parameter "lump" is negative`},
	{"a negative constant", "parameters.yaml", "constant: 2", "constant: -2", `parameter "price" is negative`},
	{"a negative sigma", "parameters.yaml", "sigma: 0.5", "sigma: -0.5", `parameter "spread": `},
	{"a share above one", "parameters.yaml", "constant: 0.25", "constant: 1.25", `parameter "part": a share goes from 0 to 1`},
	{"a share without an upper limit", "parameters.yaml", "unit: ratio", "unit: share", `parameter "spread": a share goes from 0 to 1`},
	{"money without a currency", "parameters.yaml", "currency: MAD, place: ma, ", "", `parameter "lump": a currency goes with money that has a default, and only with it`},
	{"a currency without money", "parameters.yaml", "unit: ratio", "unit: ratio, currency: MAD", `parameter "spread": a currency goes with money that has a default, and only with it`},
	{"a currency without a rate", "parameters.yaml", "currency: MAD", "currency: EUR", `parameter "lump": no exchange rate for EUR`},
	{"a parameter nobody uses", "lines.yaml", ", {use: spread}", "", `parameter "spread" is used by no line`},
	{"a parameter nobody defines", "lines.yaml", "{use: part}", "{use: parts}", `line "letters" uses unknown parameter "parts"`},
	{"a factor that is nothing", "lines.yaml", "{use: part}", "{per: 2}", `line "letters": a factor is a parameter or a quantity`},
	{"a factor that is two things", "lines.yaml", "{use: part}", "{use: part, quantity: cards}", `line "letters": a factor is a parameter or a quantity`},
	{"a division by zero", "lines.yaml", "per: 1000", "per: 0", `line "letters" divides by 0`},
	{"a power of zero", "lines.yaml", "power: 0.5", "power: 0", `line "letters" raises to the power 0, which is not positive`},
	{"a negative power", "lines.yaml", "power: 0.5", "power: -0.5", `line "letters" raises to the power -0.5, which is not positive`},
	{"money to a power", "lines.yaml", "{use: price}", "{use: price, power: 2}", `line "letters" raises money to a power`},
	{"two amounts of money in a term", "lines.yaml", "{use: part}, {use: price}", "{use: part}, {use: price}, {use: price}", `line "letters": a term has exactly one amount of money, not 2`},
	{"no money in a term", "lines.yaml", ", {use: price}", "", `line "letters": a term has exactly one amount of money, not 0`},
	{"two loaded factors in a term", "lines.yaml", "{use: spread}", "{use: spread, loaded: yes}", `line "fixed": at most one factor of a term is loaded`},
	{"a loaded quantity", "lines.yaml", "quantity: people,", "quantity: people, loaded: yes,", `line "letters": only an uncertain parameter can be loaded`},
	{"a loaded constant", "lines.yaml", "{use: part}", "{use: part, loaded: yes}", `line "letters": only an uncertain parameter can be loaded`},
	{"a line without terms", "lines.yaml", "terms: [[{use: lump, loaded: yes}, {use: spread}]]", "terms: []", `line "fixed" has no term`},
	{"a negative correlation", "lines.yaml", "value: 0.5", "value: -0.1", "correlation -0.1 is not in [0, 1)"},
	{"a full correlation", "lines.yaml", "value: 0.5", "value: 1", "correlation 1 is not in [0, 1)"},
	{"no type of card", "lines.yaml", "card-type: card-number", `card-type: ""`, "card-type is empty"},

	{"an exchange that is nothing", "lines.yaml", "exchange: move", "exchange: lump", `exchange "lump" is no ratio with a default`},
	{"an alternative correlation of one", "lines.yaml", "alternatives: [0, 0.8]", "alternatives: [0, 1]", "correlation 1 is not in [0, 1)"},
	{"a practice without a spread", "lines.yaml", "deviation: 1.3", "deviation: 0", "practice: deviation 0 is not positive"},
	{"betterment out of order", "lines.yaml", "low: 0.4, high: 0.6", "low: 0.7, high: 0.6", "betterment: shares 0.7 and 0.6 are not in order in [0, 1)"},
	{"betterment of everything", "lines.yaml", "low: 0.4, high: 0.6", "low: 0.4, high: 1", "are not in order in [0, 1)"},
	{"years that do not add up", "lines.yaml", "[0.6, 0.3, 0.1]", "[0.6, 0.3, 0.2]", `cash "survey": 3 shares that add up to 1.1`},
	{"a year too few", "lines.yaml", "[0.6, 0.3, 0.1]", "[0.6, 0.4]", `cash "survey": 2 shares`},
	{"a default that is asked for", "parameters.yaml", "constant: 0.25, ", "constant: 0.25, ask: yes, ", `parameter "part" needs exactly one of`},
	{"prices of a year without an index", "parameters.yaml", "year: 2014", "year: 2013", `parameter "price": prices of 2013 in USD cannot be brought forward`},
	{"dirhams brought forward by dollars", "parameters.yaml", "place: ma,", "place: ma, year: 2014,", `parameter "lump": prices of 2014 in MAD cannot be brought forward`},
	{"prices of a place without a level", "parameters.yaml", "place: ma,", "place: fr,", `parameter "lump": there is no price level for "fr"`},
	{"a place of what is no money", "parameters.yaml", "unit: share,", "unit: share, place: ma,", `parameter "part": a place and a year go with money`},
	{"a division by money", "lines.yaml", "{use: price}", "{use: price, divides: yes}", `line "letters" raises money to a power`},
	{"a division by a quantity", "lines.yaml", "power: 0.5}", "power: 0.5, divides: yes}", `line "letters" divides by what can be 0`},
	{"a year of the index twice", "prices.yaml", "    - {year: 2014, index: 200}", "    - {year: 2014, index: 200}\n    - {year: 2014, index: 200}", "price index of 2014 is given twice or is not positive"},
	{"a price level of zero", "prices.yaml", "level: 0.4}", "level: 0}", `price level of "ma" is given twice or is not positive`},
	{"no price level at home", "prices.yaml", "country: ma", "country: dz", `there is no price level for "ma"`},
	{"a transfer out of order", "anchors.yaml", "low: {level: 0.25}", "low: {level: 0.75}", "transfer: limits are out of order at the price level of"},
	{"an anchor without a model", "anchors.yaml", "    tiers:\n      - {below: 1000, mu: 1, sigma: 1}\n      - {below: 2000, mu: 2, sigma: 1}\n      - {mu: 3, sigma: 1}\n", "", `anchor "by-turnover" needs a regression or tiers`},
	{"tiers out of order", "anchors.yaml", "below: 2000", "below: 500", `anchor "by-turnover": tier 2 is out of order`},
	{"a last tier with an end", "anchors.yaml", "{mu: 3", "{below: 3000, mu: 3", `anchor "by-turnover": tier 3 is out of order`},
	{"a tier without a spread", "anchors.yaml", "mu: 2, sigma: 1", "mu: 2, sigma: 0", `anchor "by-turnover": tier 2 is out of order`},
	{"an anchor of another year", "anchors.yaml", "year: 2014\n    tiers", "year: 2013\n    tiers", `anchor "by-turnover": prices of 2013 in USD cannot be brought forward`},
	{"a regression without a sample", "anchors.yaml", "sample: 100", "sample: 0", `anchor "verizon": a number of its regression is out of range`},
	{"a regression that holds nowhere", "anchors.yaml", "to: 1000000", "to: 10", `anchor "verizon": a number of its regression is out of range`},
	{"no claims to hold cases against", "anchors.yaml", "id: verizon", "id: claims", `back-test: there is no regression "verizon"`},
	{"a back-test nowhere", "backtest.yaml", "country: us", "country: xx", `back-test: there is no price level for "xx"`},
	{"a back-test of no year", "backtest.yaml", "year: 2014", "year: 1900", "back-test: there is no price index for 1900"},
	{"a profile of nothing", "backtest.yaml", "parameter: part", "parameter: parts", `back-test: there is no parameter "parts"`},
	{"a profile out of order", "backtest.yaml", "likely: 0.5", "likely: 1.5", `back-test: limits of "part" are out of order`},
	{"a case without a cost", "backtest.yaml", "cost: 5", "cost: 0", `back-test: "four" has no records or no cost`},

	// What the strict reader refuses.
	{"a null constant is not zero", "parameters.yaml", "constant: 2", "constant:", "yaml-null"},
	{"a tilde is not zero", "parameters.yaml", "constant: 2", "constant: ~", "yaml-null"},
	{"a null limit is not zero", "parameters.yaml", "low: 5", "low: null", "yaml-null"},
	{"a missing limit is not zero", "parameters.yaml", "low: 5, ", "", "missing-key"},
	{"a null rate is not zero", "rates.yaml", "rate: 10", "rate:", "yaml-null"},
	{"an unknown key", "parameters.yaml", "constant: 2", "constant: 2, cap: 3", "unknown-key"},
	{"a key given twice", "lines.yaml", "card-type: card-number", "card-type: card-number\ncard-type: card-cvv", "yaml-duplicate-key"},
	{"an unknown switch", "lines.yaml", "when: [data-left]", "when: [sometimes]", "unknown-value"},
	{"an unknown quantity", "lines.yaml", "quantity: people", "quantity: households", "unknown-value"},
	{"an unknown unit", "parameters.yaml", "unit: ratio", "unit: factor", "unknown-value"},
	{"an unknown mark", "parameters.yaml", "mark: judged", "mark: certain", "unknown-value"},
	{"a name in two languages", "lines.yaml", "name: {fr: a, ar: b, en: c}", "name: {fr: a, en: c}", "missing-key"},
	{"a source that is empty", "parameters.yaml", "source: {fr: a,", "source: {fr: \"\",", "text-empty"},
	{"a day that does not exist", "parameters.yaml", "date: 2026-01-01", "date: 2026-02-30", "not-a-date"},
	{"a number with an exponent", "parameters.yaml", "constant: 2", "constant: 2e3", "not-a-decimal"},
	{"true is not yes", "lines.yaml", "loaded: yes", "loaded: true", "not-yes-no"},
	{"rates of another form", "rates.yaml", "rates/1", "rates/2", "schema"},
	{"a rate of zero", "rates.yaml", "rate: 10", "rate: 0", "rate at rates[1]"},
	{"a negative rate", "rates.yaml", "rate: 10", "rate: -10", "rate at rates[1]"},
	{"a rate of no known currency", "rates.yaml", "currency: MAD", "currency: XXX", "rate at rates[1]"},
	{"a base that is not one", "rates.yaml", "rate: 1}", "rate: 2}", "rate at rates[0]"},
	{"a base nobody knows", "rates.yaml", "base: USD", "base: XXX", "unknown-currency at base"},
	{"a rate given twice", "rates.yaml", "  - {currency: MAD, rate: 10}", "  - {currency: MAD, rate: 10}\n  - {currency: MAD, rate: 11}", "duplicate-word at rates[2]"},
}

func TestABrokenModelIsRefused(t *testing.T) {
	if _, err := Load(small(t, "", "", "")); err != nil {
		t.Fatalf("the small edition is broken before anything is broken: %v", err)
	}
	for _, c := range brokenModels {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(small(t, c.file, c.old, c.replacement))
			if !errors.Is(err, ErrModel) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestEveryFaultOfAModelIsReportedAtOnce(t *testing.T) {
	files := small(t, "lines.yaml", "per: 1000", "per: 0")
	files["parameters.yaml"] = small(t, "parameters.yaml", "low: 5", "low: -5")["parameters.yaml"]
	_, err := Load(files)
	if err == nil || !strings.Contains(err.Error(), "divides by 0") || !strings.Contains(err.Error(), "is negative") {
		t.Errorf("not both faults: %v", err)
	}
	files = small(t, "lines.yaml", "when: [data-left]", "when: [sometimes]")
	files["rates.yaml"] = small(t, "rates.yaml", "rate: 10", "rate: 0")["rates.yaml"]
	if _, err := Load(files); err == nil || !strings.Contains(err.Error(), "lines.yaml:17") || !strings.Contains(err.Error(), "rates.yaml:8") {
		t.Errorf("not the faults of both files with their lines: %v", err)
	}
}

func TestAModelWithoutLinesIsRefused(t *testing.T) {
	m := &Model{Correlation: Correlation{Value: law.Number{Decimal: decimal.Zero}}, CardType: "card-number"}
	if err := m.check(); err == nil || !strings.Contains(err.Error(), "there is no line") {
		t.Errorf("got %v", err)
	}
}

func TestAMissingFileIsRefused(t *testing.T) {
	for _, name := range []string{"anchors.yaml", "backtest.yaml", "lines.yaml", "parameters.yaml", "prices.yaml", "rates.yaml"} {
		files := small(t, "", "", "")
		delete(files, name)
		if _, err := Load(files); !errors.Is(err, ErrModel) || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

func TestTheFingerprintFollowsTheData(t *testing.T) {
	load := func(files fs.FS) string {
		m, err := Load(files)
		if err != nil {
			t.Fatal(err)
		}
		return m.Fingerprint
	}
	base := load(small(t, "", "", ""))
	if base != load(small(t, "", "", "")) {
		t.Error("the same data have two fingerprints")
	}
	for file, change := range map[string][2]string{
		"anchors.yaml": {"slope: 0.5", "slope: 0.6"}, "backtest.yaml": {"cost: 5", "cost: 6"}, "lines.yaml": {"code: A", "code: Z"},
		"parameters.yaml": {"low: 5", "low: 6"}, "prices.yaml": {"index: 300", "index: 301"}, "rates.yaml": {"rate: 10", "rate: 11"},
	} {
		if load(small(t, file, change[0], change[1])) == base {
			t.Errorf("a change of %s does not show in the fingerprint", file)
		}
	}
}

func TestParameterFindsByID(t *testing.T) {
	m := model(t)
	if p := m.Parameter("sms-price"); p == nil || p.ID != "sms-price" {
		t.Errorf("got %v", p)
	}
	if p := m.Parameter("sms"); p != nil {
		t.Errorf("found %v", p)
	}
}

// The vocabularies of the strict reader are those of the constants.
func TestVocabularies(t *testing.T) {
	for name, c := range map[string]struct{ got, want []string }{
		"unit":     {Unit("").Options(), []string{"money", "share", "count", "ratio", "event"}},
		"quantity": {Quantity("").Options(), []string{"size", "people", "records", "cards", "customers", "employees", "outage-hours", "users", "fines"}},
		"switch":   {Switch("").Options(), []string{"data-left", "issuer", "merchant", "down", "has-customers"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %q", name, c.got)
		}
	}
}
