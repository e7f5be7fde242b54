package loss

import (
	"fmt"
	"math"
	"strconv"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// Digits is how many significant digits of a simulated amount are shown. At
// 100,000 trials the standard error of a 95th percentile is about half a
// percent to one percent, so a third digit would be noise.
const Digits = 2

// DefaultTrials is the number of trials unless the user asks otherwise.
const DefaultTrials = 100_000

// Known is a quantity of the incident, or that it is unknown.
type Known struct {
	Known bool
	Range law.Range
}

// Input is what an incident gives at one standpoint.
type Input struct {
	People   Known
	Records  Known
	Cards    Known
	DataLeft law.Verdict // whether data reached someone who should not have them
	Issuer   law.Verdict // whether the organisation issued the cards
	HasCards law.Verdict // whether card data are among the data

	Currency law.Currency
	Rates    *Rates // the user's; nil uses the model's
	Seed     uint64
	Trials   int
	Workers  int

	Overrides []Override
}

// Override replaces an assumption for this incident.
type Override struct {
	Parameter string
	Range     law.Range
	Reason    string
}

// Band is the percentiles of a simulated amount, rounded to Digits.
type Band struct {
	P5, P50, P95, Mean, TVaR95 law.Money
}

// Point is one point of an exceedance curve: the chance that the cost is above
// the amount.
type Point struct {
	Amount decimal.Decimal // of the estimate's currency, three significant digits
	Chance decimal.Decimal // four decimals
}

// LineEstimate is one line's answer: a band, or the reason there is none.
type LineEstimate struct {
	Line   *Line
	Band   *Band
	Reason string // message "loss.reason.<Reason>" when Band is nil
	Step   law.Step
}

// Estimate is the whole answer at one standpoint.
type Estimate struct {
	Currency law.Currency
	Seed     uint64
	Trials   int
	Rates    *Rates
	Lines    []LineEstimate
	Total    *Band // nil when no line could be estimated
	Curve    []Point
	Omits    []string // lines that apply but could not be estimated, and the costs never estimated
	SizeBy   Quantity // what "size" was read from: people, records ("" when unknown)
	Step     law.Step
}

// Reasons lists why a line may have no estimate.
func Reasons() []string {
	return []string{"people-unknown", "size-unknown", "cards-unknown", "no-data-left", "data-left-unknown", "not-issuer", "issuer-unknown", "no-cards"}
}

// Estimate simulates the lines that apply.
func (m *Model) Estimate(in Input) (Estimate, error) {
	if in.Trials == 0 {
		in.Trials = DefaultTrials
	}
	rates := in.Rates
	if rates == nil {
		rates = &m.Rates
	}
	out := Estimate{Currency: in.Currency, Seed: in.Seed, Trials: in.Trials, Rates: rates}
	b := builder{model: m, in: in, rates: rates, index: map[string]int{}}
	size, sizeBy := in.People, People
	if !size.Known {
		size, sizeBy = in.Records, "records"
	}
	if size.Known {
		out.SizeBy = sizeBy
	}
	b.quantities = map[Quantity]Known{Size: size, People: in.People, Cards: in.Cards}
	var simulated []int
	for i := range m.Lines {
		line := &m.Lines[i]
		le := LineEstimate{Line: line, Reason: b.reason(line)}
		if le.Reason == "" {
			if err := b.add(line); err != nil {
				return Estimate{}, fmt.Errorf("line %s: %w", line.ID, err)
			}
			simulated = append(simulated, len(out.Lines))
		} else if applies(le.Reason) {
			out.Omits = append(out.Omits, line.ID)
		}
		le.Step = b.step(line, le.Reason)
		out.Lines = append(out.Lines, le)
	}
	for _, a := range m.NotEstimated {
		out.Omits = append(out.Omits, a.ID)
	}
	out.Step = law.Step{Key: "loss.total", Args: []law.Arg{
		law.With("trials", law.OfInt(in.Trials)), law.With("seed", law.OfCode(strconv.FormatUint(in.Seed, 10))), law.With("lines", law.OfInt(len(simulated))),
	}}
	if len(simulated) == 0 {
		out.Step.Key = "loss.total.none"
		return out, nil
	}
	result, err := mc.Run(mc.Model{Factors: b.factors, Lines: b.lines, Seed: in.Seed, Trials: in.Trials}, max(1, in.Workers), nil)
	if err != nil {
		return Estimate{}, fmt.Errorf("simulation: %w", err)
	}
	for i, at := range simulated {
		band := bandOf(result.Lines[i], in.Currency)
		le := &out.Lines[at]
		le.Band = &band
		le.Step.Result = law.OfMoney(band.P50)
	}
	total := bandOf(result.Total, in.Currency)
	out.Total = &total
	out.Step.Result = law.OfMoney(total.P50)
	for _, le := range out.Lines {
		if le.Band != nil {
			out.Step.Parts = append(out.Step.Parts, le.Step)
		}
	}
	for _, p := range result.Total.Curve {
		out.Curve = append(out.Curve, Point{significant(p.X, 3), decimal.NewFromFloat(p.Exceedance).Round(4)})
	}
	return out, nil
}

// applies tells a line that is missing from one that has no business here.
func applies(reason string) bool {
	switch reason {
	case "no-data-left", "not-issuer", "no-cards":
		return false
	}
	return true
}

func bandOf(s mc.Summary, c law.Currency) Band {
	money := func(x float64) law.Money { return law.Money{Amount: significant(x, Digits), Currency: c} }
	return Band{P5: money(s.P5), P50: money(s.P50), P95: money(s.P95), Mean: money(s.Mean), TVaR95: money(s.TVaR95)}
}

// significant is the border from chance to money: a simulated number, rounded
// to stated significant digits, so that it prints alike on every machine.
func significant(x float64, digits int) decimal.Decimal {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return decimal.Zero
	}
	d, err := decimal.NewFromString(strconv.FormatFloat(x, 'e', digits-1, 64))
	if err != nil {
		return decimal.Zero
	}
	return d
}

// float is the border the other way.
func float(d decimal.Decimal) float64 { return d.InexactFloat64() }

// builder turns lines into the kernel's factors and products.
type builder struct {
	model      *Model
	in         Input
	rates      *Rates
	quantities map[Quantity]Known
	factors    []mc.Factor
	index      map[string]int
	lines      []mc.Line
}

// reason says why a line has no estimate, or "" when it has. What rules a line
// out comes before what is not known: a line that has no business here is not
// one that the total omits.
func (b *builder) reason(l *Line) string {
	leaves, issues := l.When != Always, l.When == Issuer
	switch {
	case leaves && b.in.DataLeft == law.No:
		return "no-data-left"
	case issues && b.in.HasCards == law.No:
		return "no-cards"
	case issues && b.in.Issuer == law.No:
		return "not-issuer"
	case leaves && b.in.DataLeft == law.Unknown:
		return "data-left-unknown"
	case issues && b.in.Issuer.And(b.in.HasCards) == law.Unknown:
		return "issuer-unknown"
	}
	for _, t := range l.Terms {
		for _, u := range t {
			if u.Quantity != "" && !b.quantities[u.Quantity].Known {
				return string(u.Quantity) + "-unknown"
			}
		}
	}
	return ""
}

// add appends the line's products, creating the factors it needs.
func (b *builder) add(l *Line) error {
	line := mc.Line{ID: l.ID}
	for _, t := range l.Terms {
		term := mc.Term{Coefficient: 1}
		for _, u := range t {
			exponent := 1.0
			if u.Power != nil {
				exponent = float(u.Power.Decimal)
			}
			if u.Per != nil {
				term.Coefficient *= math.Pow(float(u.Per.Decimal), -exponent)
			}
			if u.Quantity != "" {
				at, err := b.quantity(u.Quantity)
				if err != nil {
					return err
				}
				term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: exponent})
				continue
			}
			p := b.model.Parameter(u.Parameter)
			if p.Unit == UnitMoney {
				cross, err := b.rates.Cross(p.Currency, b.in.Currency)
				if err != nil {
					return err
				}
				term.Coefficient *= float(cross)
			}
			if c, constant := b.constant(p); constant {
				term.Coefficient *= math.Pow(c, exponent)
				continue
			}
			at, err := b.parameter(p, u.Loaded)
			if err != nil {
				return err
			}
			term.Powers = append(term.Powers, mc.Power{Factor: at, Exponent: exponent})
		}
		line.Terms = append(line.Terms, term)
	}
	b.lines = append(b.lines, line)
	return nil
}

func (b *builder) override(id string) *Override {
	for i := range b.in.Overrides {
		if b.in.Overrides[i].Parameter == id {
			return &b.in.Overrides[i]
		}
	}
	return nil
}

func (b *builder) constant(p *Parameter) (float64, bool) {
	if o := b.override(p.ID); o != nil {
		return float(o.Range.Low), o.Range.IsExact()
	}
	if p.Constant != nil {
		return float(p.Constant.Decimal), true
	}
	return 0, false
}

// parameter makes or finds the factor of an assumption. A loaded one moves with
// the other lines' loaded factors: two of them correlate by the square of the
// loading.
func (b *builder) parameter(p *Parameter, loaded bool) (int, error) {
	if at, ok := b.index[p.ID]; ok {
		return at, nil
	}
	var marginal mc.Marginal
	var err error
	if o := b.override(p.ID); o != nil {
		marginal, err = pert(o.Range)
	} else if p.PERT != nil {
		marginal, err = mc.PERT(float(p.PERT.Low.Decimal), float(p.PERT.Likely.Decimal), float(p.PERT.High.Decimal))
	} else {
		marginal, err = mc.Lognormal(float(p.Lognormal.Mu.Decimal), float(p.Lognormal.Sigma.Decimal))
	}
	if err != nil {
		return 0, fmt.Errorf("parameter %s: %w", p.ID, err)
	}
	loading := 0.0
	if loaded {
		loading = math.Sqrt(float(b.model.Correlation.Value.Decimal))
	}
	return b.factor(p.ID, marginal, loading), nil
}

// quantity makes or finds the factor of a count; size and people are the same
// factor when size is read from people.
func (b *builder) quantity(q Quantity) (int, error) {
	id := "quantity." + string(q)
	if q == Size && b.in.People.Known {
		id = "quantity." + string(People)
	}
	if at, ok := b.index[id]; ok {
		return at, nil
	}
	marginal, err := pert(b.quantities[q].Range)
	if err != nil {
		return 0, fmt.Errorf("quantity %s: %w", q, err)
	}
	return b.factor(id, marginal, 0), nil
}

func (b *builder) factor(id string, m mc.Marginal, loading float64) int {
	b.index[id] = len(b.factors)
	b.factors = append(b.factors, mc.Factor{ID: id, Marginal: m, Loading: loading})
	return len(b.factors) - 1
}

// pert reads a range as hard limits with its likeliest value, or the middle.
func pert(r law.Range) (mc.Marginal, error) {
	return mc.PERT(float(r.Low), float(r.Centre()), float(r.High))
}

// step explains a line: its factors, or why there is none.
func (b *builder) step(l *Line, reason string) law.Step {
	s := law.Step{Key: "loss.line", Args: []law.Arg{law.With("line", law.OfText(l.Name)), law.With("code", law.OfCode(l.Code))}, Mark: l.Mark}
	if reason != "" {
		s.Key = "loss.line.none"
		s.Args = append(s.Args, law.With("reason", law.OfWord("loss.reason."+reason)))
		return s
	}
	if !l.Note.IsZero() {
		s.Parts = append(s.Parts, law.Step{Key: "loss.note", Args: []law.Arg{law.With("note", law.OfText(l.Note))}})
	}
	for i, t := range l.Terms {
		product := law.Step{Key: "loss.product", Args: []law.Arg{law.With("number", law.OfInt(i+1))}}
		for _, u := range t {
			product.Parts = append(product.Parts, b.use(u))
		}
		s.Parts = append(s.Parts, product)
	}
	return s
}

func (b *builder) use(u Use) law.Step {
	var s law.Step
	if u.Quantity != "" {
		from := string(u.Quantity)
		if u.Quantity == Size {
			from = "people"
			if !b.in.People.Known {
				from = "records"
			}
		}
		s = law.Step{Key: "loss.quantity", Args: []law.Arg{law.With("quantity", law.OfWord("quantity."+from))}, Result: law.OfRange(b.quantities[u.Quantity].Range)}
	} else {
		p := b.model.Parameter(u.Parameter)
		s = law.Step{Key: "loss.parameter", Mark: p.Mark, Args: []law.Arg{
			law.With("name", law.OfText(p.Name)), law.With("source", law.OfText(p.Source)), law.With("date", law.OfDate(p.Date)),
		}}
		unit := func(r law.Range) law.Value {
			if p.Unit == UnitMoney && r.IsExact() {
				return law.OfMoney(law.Money{Amount: r.Low, Currency: p.Currency})
			}
			return law.OfRange(r)
		}
		if p.Unit == UnitMoney && p.Currency != b.in.Currency {
			if cross, err := b.rates.Cross(p.Currency, b.in.Currency); err == nil {
				s.Parts = append(s.Parts, law.Step{Key: "loss.rate", Mark: b.rates.Mark, Args: []law.Arg{
					law.With("date", law.OfDate(b.rates.Date)), law.With("from", law.OfCode(string(p.Currency))), law.With("rate", law.OfNumber(cross)),
					law.With("to", law.OfCode(string(b.in.Currency))), law.With("source", law.OfText(b.rates.Source)),
				}})
			}
		}
		switch o := b.override(p.ID); {
		case o != nil:
			s.Key = "loss.parameter.override"
			s.Args = append(s.Args, law.With("reason", law.OfCode(o.Reason)))
			s.Result = unit(o.Range)
		case p.Constant != nil:
			s.Result = unit(law.Exactly(p.Constant.Decimal))
		case p.PERT != nil:
			s.Result = unit(law.Range{Low: p.PERT.Low.Decimal, Likely: p.PERT.Likely.Decimal, High: p.PERT.High.Decimal, HasLikely: true})
		default:
			s.Key = "loss.parameter.lognormal"
			s.Args = append(s.Args, law.With("mu", law.OfNumber(p.Lognormal.Mu.Decimal)), law.With("sigma", law.OfNumber(p.Lognormal.Sigma.Decimal)))
		}
	}
	if u.Per != nil {
		s.Parts = append(s.Parts, law.Step{Key: "loss.per", Args: []law.Arg{law.With("per", law.OfNumber(u.Per.Decimal))}})
	}
	if u.Power != nil {
		s.Parts = append(s.Parts, law.Step{Key: "loss.power", Args: []law.Arg{law.With("power", law.OfNumber(u.Power.Decimal))}})
	}
	return s
}
