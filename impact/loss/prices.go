package loss

import (
	"slices"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Prices bring figures of another year or another country to those of the
// incident.
type Prices struct {
	Index  PriceIndex  `yaml:"us-consumer-prices,required"`
	Levels PriceLevels `yaml:"price-levels,required"`
}

// PriceIndex is the consumer prices of the United States. Only figures in dollars
// are brought forward: a Moroccan index on top of today's exchange rate would
// count inflation twice.
type PriceIndex struct {
	Now    law.Date       `yaml:"now,required"` // the last day of the month to which figures are brought
	Index  law.Number     `yaml:"index,required"`
	Years  []YearIndex    `yaml:"years,required"` // annual averages
	Source law.Text       `yaml:"source,required"`
	Mark   law.Confidence `yaml:"mark,required"`
}

// YearIndex is the average of one year.
type YearIndex struct {
	Year  int        `yaml:"year,required"`
	Index law.Number `yaml:"index,required"`
}

// PriceLevels say how dear a country is beside the United States: purchasing power
// parity over the market rate.
type PriceLevels struct {
	Home      string         `yaml:"home,required"` // whose prices stand where nobody knows the country
	Countries []PriceLevel   `yaml:"countries,required"`
	Source    law.Text       `yaml:"source,required"`
	Mark      law.Confidence `yaml:"mark,required"`
}

// PriceLevel is that of one country; the United States are 1.
type PriceLevel struct {
	Country string     `yaml:"country,required"`
	Level   law.Number `yaml:"level,required"`
}

// LevelTriple is a PERT whose limits and mode depend on the price level of the
// country.
type LevelTriple struct {
	Low    LevelNumber `yaml:"low,required"`
	Likely LevelNumber `yaml:"likely,required"`
	High   LevelNumber `yaml:"high,required"`
}

// LevelNumber is fixed + level · the price level.
type LevelNumber struct {
	Fixed law.Number `yaml:"fixed"`
	Level law.Number `yaml:"level"`
}

func (n LevelNumber) at(level decimal.Decimal) decimal.Decimal {
	return n.Fixed.Add(n.Level.Mul(level))
}

func (t LevelTriple) at(level decimal.Decimal) law.Range {
	return law.Range{Low: t.Low.at(level), Likely: t.Likely.at(level), High: t.High.at(level), HasLikely: true}
}

// riseDigits is how many decimals a rise of prices keeps.
const riseDigits = 4

// Since is the factor from the prices of a year to those of Now, and whether the
// index has the year. The year 0 stands for Now.
func (p Prices) Since(year int) (decimal.Decimal, bool) {
	if year == 0 {
		return decimal.NewFromInt(1), true
	}
	i := slices.IndexFunc(p.Index.Years, func(y YearIndex) bool { return y.Year == year })
	if i < 0 {
		return decimal.Decimal{}, false
	}
	return p.Index.Index.DivRound(p.Index.Years[i].Index.Decimal, riseDigits), true
}

// Level is the price level of a country, and whether it is known.
func (p Prices) Level(country string) (decimal.Decimal, bool) {
	i := slices.IndexFunc(p.Levels.Countries, func(l PriceLevel) bool { return l.Country == country })
	if i < 0 {
		return decimal.Decimal{}, false
	}
	return p.Levels.Countries[i].Level.Decimal, true
}
