package loss

import (
	"strconv"
	"strings"

	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// step explains a line: its factors, or why there is none.
func (s *simulation) step(l *Line, a answer) law.Step {
	if s.in.Plain {
		return law.Step{}
	}
	step := law.Step{Key: "loss.line", Args: []law.Arg{law.With("line", law.OfText(l.Name)), law.With("code", law.OfCode(l.Code))}, Mark: l.Mark}
	if o := s.lineOverride(l.ID); o != nil {
		step.Mark = ""
		step.Parts = append(step.Parts, s.overrideStep(o))
		if o.Off {
			step.Key = "loss.line.none"
			step.Args = append(step.Args, law.With("reason", law.OfWord("loss.reason.switched-off")))
		}
		return step
	}
	if a.reason != "" {
		step.Key = "loss.line.none"
		step.Args = append(step.Args, law.With("reason", law.OfWord("loss.reason."+a.reason)))
		step.Parts = missing(a)
		return step
	}
	if !l.Note.IsZero() {
		step.Parts = append(step.Parts, law.Step{Key: "loss.note", Args: []law.Arg{law.With("note", law.OfText(l.Note))}})
	}
	for _, i := range a.terms {
		product := law.Step{Key: "loss.product", Args: []law.Arg{law.With("number", law.OfInt(i+1))}}
		for _, u := range l.Terms[i] {
			product.Parts = append(product.Parts, s.use(u))
		}
		step.Parts = append(step.Parts, product)
	}
	step.Parts = append(step.Parts, missing(a)...)
	return step
}

// missing names what a line was estimated without.
func missing(a answer) []law.Step {
	var out []law.Step
	for _, p := range a.needs {
		out = append(out, law.Step{Key: "loss.needed", Mark: p.Mark, Args: []law.Arg{law.With("name", law.OfText(p.Name)), law.With("source", law.OfText(p.Source))}})
	}
	for _, q := range a.unknown {
		out = append(out, law.Step{Key: "loss.quantity.unknown", Args: []law.Arg{law.With("quantity", law.OfWord("quantity."+string(q)))}})
	}
	return out
}

func (s *simulation) overrideStep(o *LineOverride) law.Step {
	reason := law.With("reason", law.OfCode(o.Reason))
	if o.Off {
		return law.Step{Key: "loss.line.off", Args: []law.Arg{reason}}
	}
	step := law.Step{Key: "loss.line.given", Args: []law.Arg{reason}, Result: money(o.Range, o.Currency)}
	if o.Currency != s.in.Currency {
		step.Parts = append(step.Parts, s.rate(o.Currency))
	}
	return step
}

// money is an exact amount, or a range whose currency stands elsewhere.
func money(r law.Range, c law.Currency) law.Value {
	if r.IsExact() {
		return law.OfMoney(law.Money{Amount: r.Low, Currency: c})
	}
	return law.OfRange(r)
}

func (s *simulation) use(u Use) law.Step {
	var step law.Step
	if u.Quantity != "" {
		of := u.Quantity
		if of == Size {
			of = s.in.sizeBy()
		}
		step = law.Step{Key: "loss.quantity", Args: []law.Arg{law.With("quantity", law.OfWord("quantity."+string(of)))}, Result: law.OfRange(s.in.quantity(u.Quantity).Range)}
	} else {
		step = s.parameterStep(s.model.Parameter(u.Parameter))
	}
	if u.Per != nil {
		step.Parts = append(step.Parts, law.Step{Key: "loss.per", Args: []law.Arg{law.With("per", law.OfNumber(u.Per.Decimal))}})
	}
	if u.Divides {
		step.Parts = append(step.Parts, law.Step{Key: "loss.divides"})
	}
	if u.Power != nil {
		step.Parts = append(step.Parts, law.Step{Key: "loss.power", Args: []law.Arg{law.With("power", law.OfNumber(u.Power.Decimal))}})
	}
	return step
}

// parameterStep explains an assumption as the incident has it, and what brings an
// amount to its prices.
func (s *simulation) parameterStep(p *Parameter) law.Step {
	step := law.Step{Key: "loss.parameter", Mark: p.Mark, Args: []law.Arg{
		law.With("name", law.OfText(p.Name)), law.With("source", law.OfText(p.Source)), law.With("date", law.OfDate(p.Date)),
	}}
	currency, o := p.Currency, s.override(p.ID)
	if o != nil && o.Currency != "" {
		currency = o.Currency
	}
	if p.Unit == UnitMoney && o == nil {
		step.Parts = s.priceSteps(p)
	}
	if p.Unit == UnitMoney && currency != s.in.Currency {
		step.Parts = append(step.Parts, s.rate(currency))
		exchange := s.parameterStep(s.model.Parameter(s.model.Exchange))
		step.Parts = append(step.Parts, exchange)
	}
	switch r, ranged := s.shape(p); {
	case o != nil:
		step.Key, step.Mark = "loss.parameter.override", ""
		step.Args = append(step.Args, law.With("reason", law.OfCode(o.Reason)))
		fallthrough
	case ranged:
		step.Result = law.OfRange(r)
		if p.Unit == UnitMoney {
			step.Result = money(r, currency)
		}
	default:
		step.Key = "loss.parameter.lognormal"
		step.Args = append(step.Args, law.With("mu", law.OfNumber(p.Lognormal.Mu.Decimal)), law.With("sigma", law.OfNumber(p.Lognormal.Sigma.Decimal)))
	}
	return step
}

// priceSteps explain what brings an amount to today's prices and to the country.
func (s *simulation) priceSteps(p *Parameter) []law.Step {
	var out []law.Step
	one := decimal.NewFromInt(1)
	if since, _ := s.model.Prices.Since(p.Year); !since.Equal(one) {
		index := s.model.Prices.Index
		out = append(out, law.Step{Key: "loss.prices.since", Mark: index.Mark, Result: law.OfNumber(since), Args: []law.Arg{
			law.With("year", law.OfCode(strconv.Itoa(p.Year))), law.With("now", law.OfMonth(index.Now)), law.With("source", law.OfText(index.Source)),
		}})
	}
	if relative := s.relative(p); !relative.Equal(one) {
		levels := s.model.Prices.Levels
		out = append(out, law.Step{Key: "loss.prices.place", Mark: levels.Mark, Result: law.OfNumber(relative), Args: []law.Arg{
			law.With("place", law.OfCode(strings.ToUpper(p.Place))), law.With("source", law.OfText(levels.Source)),
		}})
	}
	return out
}

// rate explains a conversion into the currency of the estimate.
func (s *simulation) rate(from law.Currency) law.Step {
	step := law.Step{Key: "loss.rate", Mark: s.rates.Mark, Args: []law.Arg{
		law.With("date", law.OfDate(s.rates.Date)), law.With("from", law.OfCode(string(from))),
		law.With("to", law.OfCode(string(s.in.Currency))), law.With("source", law.OfText(s.rates.Source)),
	}}
	if cross, err := s.rates.Cross(from, s.in.Currency); err == nil { // the lines were built with it
		step.Args = append(step.Args, law.With("rate", law.OfNumber(cross)))
	}
	return step
}
