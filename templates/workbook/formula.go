package workbook

import (
	"fmt"
	"slices"
	"strings"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"

	"github.com/shopspring/decimal"
)

// live writes law's closed vocabulary as spreadsheet expressions over the input
// cells of one standpoint and jurisdiction.
type live struct {
	b          *builder
	standpoint incident.Standpoint
	view       *impact.JurisdictionView
	on         law.Date // the day whose texts apply
	upper      bool     // of a count known as a range, take the upper limit
}

// Truth values of expressions.
const (
	exprNo  = "0"
	exprYes = "1"
)

// condition is the expression of a condition: 0 no, 0.5 unknown, 1 yes.
func (v live) condition(c law.Condition) string {
	switch {
	case c.IsZero():
		return exprYes
	case c.All != nil:
		return v.fold("MIN", c.All)
	case c.Any != nil:
		return v.fold("MAX", c.Any)
	case c.Not != nil:
		return "(1-" + v.condition(*c.Not) + ")"
	case c.Applies != "":
		p := v.view.Jurisdiction.Provision(c.Applies)
		if version := p.At(v.on, v.b.a.Announced); version != nil {
			return v.condition(version.When)
		}
		return exprNo
	}
	return v.test(c)
}

func (v live) fold(function string, parts []law.Condition) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = v.condition(p)
	}
	if len(out) == 1 {
		return out[0]
	}
	return function + "(" + strings.Join(out, ",") + ")"
}

// test is the expression of one fact. A count known only as a range has no cell
// that could be compared, so its answer is written as it is.
func (v live) test(c law.Condition) string {
	cell := v.b.answer(v.standpoint, c.Fact, v.view.Jurisdiction)
	unknown := quote(v.b.loc.Text("verdict.unknown"))
	value := v.view.Facts[c.Fact]
	switch {
	case c.AtLeast != nil:
		if value.Known && !value.Range.IsExact() {
			switch {
			case !value.Range.Low.LessThan(*c.AtLeast):
				return exprYes
			case value.Range.High.LessThan(*c.AtLeast):
				return exprNo
			}
			return "0.5"
		}
		return fmt.Sprintf("IF(ISNUMBER(%s),IF(%s>=%s,1,0),0.5)", cell, cell, c.AtLeast)
	case c.In != nil:
		d := v.b.a.Rulebook.Facts.Find(c.Fact)
		if v.b.ofGroups(c.Fact) {
			return v.worstAmong(cell, d, c.In)
		}
		var tests []string
		if d.Open && len(c.In) > 1 {
			// One test for all of them: a union has more members than a formula may
			// have characters.
			var words []string
			for _, w := range c.In {
				words = append(words, quote(strings.ToUpper(w)))
			}
			tests = []string{fmt.Sprintf("SUMPRODUCT(ISNUMBER(FIND({%s},%s))*1)>0", strings.Join(words, ","), cell)}
		}
		for _, w := range c.In {
			if len(tests) > 0 && d.Open {
				break
			}
			if d.Open {
				tests = append(tests, fmt.Sprintf("ISNUMBER(FIND(%s,%s))", quote(strings.ToUpper(w)), cell))
				continue
			}
			i := slices.IndexFunc(d.Choices, func(o law.FactChoice) bool { return o.ID == w })
			name := d.Choices[i].Name.In(v.b.loc.Language)
			tests = append(tests, cell+"="+quote(name))
			if value.Partial {
				tests = append(tests, cell+"="+quote(name+" "+partialMark))
			}
		}
		otherwise := "0"
		if d.Open || value.Partial {
			otherwise = fmt.Sprintf("IF(ISNUMBER(FIND(%s,%s)),0.5,0)", quote(partialMark), cell)
		}
		return fmt.Sprintf("IF(%s=%s,0.5,IF(OR(%s),1,%s))", cell, unknown, strings.Join(tests, ","), otherwise)
	}
	yes, no := quote(v.b.loc.Text("verdict.yes")), quote(v.b.loc.Text("verdict.no"))
	if c.Is == law.No {
		yes, no = no, yes
	}
	return fmt.Sprintf("IF(%s=%s,1,IF(%s=%s,0,0.5))", cell, yes, cell, no)
}

// worstAmong is the test that the worst of the breach and its groups is one of some
// states. While one of them is not known, none is excluded.
func (v live) worstAmong(cell string, d *law.FactDefinition, in []string) string {
	var words []string
	for _, c := range d.Choices {
		if slices.Contains(in, c.ID) {
			words = append(words, quote(c.Name.In(v.b.loc.Language)))
		}
	}
	return fmt.Sprintf("IF(ISNUMBER(MATCH(SUBSTITUTE(%s,%s,\"\"),{%s},0)),1,IF(OR(%s=%s,RIGHT(%s)=%s),0.5,0))",
		cell, quote(" "+partialMark), strings.Join(words, ","), cell, quote(v.b.text("verdict.unknown")), cell, quote(partialMark))
}

// scope is whether the jurisdiction applies: a cell of the Inputs sheet, since a
// union has so many members that its condition cannot stand in every formula.
func (v live) scope() string {
	name := scopeName(v.standpoint, v.view.Jurisdiction.Code)
	return fmt.Sprintf("IF(%s=%s,1,IF(%s=%s,0,0.5))", name, quote(v.b.text("verdict.yes")), name, quote(v.b.text("verdict.no")))
}

func scopeName(s incident.Standpoint, code string) string {
	return "stp_" + identifier(s.String()+".applies."+code)
}

// finding is a provision's verdict: its own condition, within the scope.
func (v live) finding(f *law.Finding) string {
	when := v.condition(f.Version.When)
	if when == exprYes {
		return v.scope()
	}
	return "MIN(" + v.scope() + "," + when + ")"
}

// exposure is a party's verdict: a doubt turns yes into unknown.
func (v live) exposure(f *law.Finding, party law.Party) string {
	expr := v.finding(f)
	for _, d := range v.view.Jurisdiction.Doubts {
		if !slices.Contains(d.On, party) {
			continue
		}
		when := v.condition(d.When)
		certain := "0.5"
		if slices.Contains(d.Excludes, f.Version.Penalty.Nature) {
			certain = exprNo // no such penalty reaches this party
		}
		expr = fmt.Sprintf("MIN(%s,IF(%s=1,%s,IF(%s>0,0.5,1)))", expr, when, certain, when)
	}
	return expr
}

// words turns a three-valued expression into one of three words.
func words(expr, no, unknown, yes string) string {
	return fmt.Sprintf("CHOOSE(1+2*%s,%s,%s,%s)", expr, quote(no), quote(unknown), quote(yes))
}

// multiplier is the product of the modifiers that reach a party, as factors of
// fines or of prison terms. "1" means that none could.
func (v live) multiplier(f *law.Finding, party law.Party, of func(*law.Modifier) (string, bool)) string {
	var factors []string
	conditions := map[string]string{}
	for i := range v.view.Jurisdiction.Provisions {
		p := &v.view.Jurisdiction.Provisions[i]
		if p.Kind != law.ModifierKind {
			continue
		}
		version := p.At(v.on, v.b.a.Announced)
		if version == nil || version.Modifies.Instrument != f.Version.Cites[0].Instrument || !slices.Contains(version.Modifies.On, party) {
			continue
		}
		conditions[p.ID] = v.condition(version.When)
		factor, changes := of(version.Modifies)
		if !changes {
			continue
		}
		var tests []string
		if conditions[p.ID] != exprYes {
			tests = append(tests, conditions[p.ID]+"=1")
		}
		for _, other := range version.Modifies.NotWith {
			if o, reaches := conditions[other]; reaches {
				tests = append(tests, v.unstacked(o, version.Modifies.StacksWhen))
			}
		}
		switch len(tests) {
		case 0:
			factors = append(factors, factor)
		case 1:
			factors = append(factors, fmt.Sprintf("IF(%s,%s,1)", tests[0], factor))
		default:
			factors = append(factors, fmt.Sprintf("IF(AND(%s),%s,1)", strings.Join(tests, ","), factor))
		}
	}
	if len(factors) == 0 {
		return exprYes
	}
	return strings.Join(factors, "*")
}

// unstacked is the test that lets a modifier apply beside another: the other
// does not, or counsel holds that they stack.
func (v live) unstacked(other string, stacks law.Condition) string {
	test := other + "<1"
	if stacks.IsZero() {
		return test
	}
	return fmt.Sprintf("OR(%s,%s=1)", test, v.condition(stacks))
}

// fineFactor and prisonFactor read a modifier's factors.
func fineFactor(m *law.Modifier) (string, bool) {
	if m.Fine == nil {
		return "", false
	}
	return m.Fine.String(), true
}

func prisonFactor(m *law.Modifier) (string, bool) {
	if m.Prison == nil {
		return "", false
	}
	return fmt.Sprint(*m.Prison), true
}

// amount is the expression of a statutory formula: the one switch over law's
// closed kinds. With a fact missing it is what the amount is at least.
func (v live) amount(f law.Formula) string {
	switch f := f.(type) {
	case law.Fixed:
		return f.Amount.Amount.String()
	case law.Share:
		if value := v.view.Facts[f.Of]; value.Known && !value.Range.IsExact() && value.Currency == f.Currency {
			limit := value.Range.Low
			if v.upper {
				limit = value.Range.High
			}
			return fmt.Sprintf("%s*%s", f.Percent, limit)
		}
		cell := inputName(v.standpoint, string(f.Of))
		return fmt.Sprintf("IF(ISNUMBER(%s),%s*%s,0)", cell, f.Percent, cell)
	case law.Bands:
		return v.bands(f) + "*" + v.amount(f.Of)
	case law.Greater:
		return v.amounts("MAX", f.Of)
	case law.Lesser:
		return v.amounts("MIN", f.Of)
	case law.PerUnit:
		cell := inputName(v.standpoint, string(f.Fact))
		if value := v.view.Facts[f.Fact]; value.Known && !value.Range.IsExact() {
			limit := decimal.Max(value.Range.Low, decimal.NewFromInt(1))
			if v.upper {
				limit = value.Range.High
			}
			return fmt.Sprintf("%s*%s", f.Amount.Amount, limit)
		}
		return fmt.Sprintf("%s*IF(ISNUMBER(%s),%s,1)", f.Amount.Amount, cell, cell)
	case law.Multiple:
		return fmt.Sprintf("%s*(%s)", f.Factor, v.amount(f.Of))
	}
	panic(fmt.Sprintf("workbook: formula kind %T has no spreadsheet form", f))
}

func (v live) amounts(function string, parts []law.Formula) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = v.amount(p)
	}
	return function + "(" + strings.Join(out, ",") + ")"
}

// bands is the share of the row in which a fact falls. Of several rows that it may
// fall in, the least counts, or the greatest for an upper limit.
func (v live) bands(f law.Bands) string {
	least, most := f.Extremes(law.FactValue{})
	otherwise := least
	if v.upper {
		otherwise = most
	}
	cell := v.b.answer(v.standpoint, f.By, v.view.Jurisdiction)
	d := v.b.a.Rulebook.Facts.Find(f.By)
	if d.Type == law.AmountFact {
		if value := v.view.Facts[f.By]; value.Known && !value.Range.IsExact() {
			least, most = f.Extremes(value)
			if v.upper {
				return most.String()
			}
			return least.String()
		}
		expr := f.Rows[len(f.Rows)-1].Share.String()
		for i := len(f.Rows) - 2; i >= 0; i-- {
			expr = fmt.Sprintf("IF(%s<=%s,%s,%s)", cell, f.Rows[i].UpTo.Amount, f.Rows[i].Share, expr)
		}
		return fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", cell, expr, otherwise)
	}
	expr := otherwise.String()
	for i := len(f.Rows) - 1; i >= 0; i-- {
		word := f.Rows[i].Is
		if c := slices.IndexFunc(d.Choices, func(o law.FactChoice) bool { return o.ID == word }); c >= 0 {
			word = d.Choices[c].Name.In(v.b.loc.Language)
		}
		expr = fmt.Sprintf("IF(%s=%s,%s,%s)", cell, quote(word), f.Rows[i].Share, expr)
	}
	return expr
}

// bounded is the expression of whether every fact of a formula is known; "" when
// it asks none.
func (v live) bounded(f law.Formula) string {
	switch f := f.(type) {
	case law.Share:
		if value := v.view.Facts[f.Of]; value.Known && !value.Range.IsExact() && value.Currency == f.Currency {
			return ""
		}
		return "ISNUMBER(" + inputName(v.standpoint, string(f.Of)) + ")"
	case law.PerUnit:
		return "ISNUMBER(" + inputName(v.standpoint, string(f.Fact)) + ")"
	}
	var tests []string
	for _, p := range f.Parts() {
		if t := v.bounded(p); t != "" && !slices.Contains(tests, t) {
			tests = append(tests, t)
		}
	}
	switch len(tests) {
	case 0:
		return ""
	case 1:
		return tests[0]
	}
	return "AND(" + strings.Join(tests, ",") + ")"
}

// partialMark ends an input of words that may have others beside.
const partialMark = "…"

// mostQuoted is how many characters a text in a formula may have.
const mostQuoted = 255

// quote writes a text in a formula, in several parts where it is long.
func quote(s string) string {
	var parts []string
	r := []rune(s)
	for len(r) > mostQuoted {
		parts = append(parts, quoted(string(r[:mostQuoted])))
		r = r[mostQuoted:]
	}
	parts = append(parts, quoted(string(r)))
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, "&") + ")"
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func inputName(s incident.Standpoint, what string) string {
	return "in_" + identifier(s.String()+"."+what)
}

// identifier makes a defined name of an id: Excel refuses hyphens.
func identifier(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '_':
			return r
		}
		return '_'
	}, id)
}
