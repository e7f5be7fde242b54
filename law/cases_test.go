package law

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"breachimpact/law/strict"
)

// legalCase is a file of law/data/<code>/cases: facts and moments, and what the
// law makes of them. These are the tests a lawyer reads and writes.
type legalCase struct {
	Title    string             `yaml:"title,required"`
	Source   string             `yaml:"source,required"` // where the expectation comes from
	Facts    map[FactID]factRaw `yaml:"facts,required"`  // a fact left out is unknown
	Moments  momentsRaw         `yaml:"moments,required"`
	Scope    string             `yaml:"scope,required"` // yes, no, unknown or not-known
	Verdicts struct {
		Yes     []string `yaml:"yes"`
		No      []string `yaml:"no"`
		Unknown []string `yaml:"unknown"`
	} `yaml:"verdicts,required"` // complete: a finding that is not listed is a difference
	Rules *struct {
		Yes     []string `yaml:"yes"`
		Unknown []string `yaml:"unknown"` // what is left out is no
	} `yaml:"rules"`
	Deadlines  []deadlineRaw       `yaml:"deadlines"`
	Exposures  []exposureRaw       `yaml:"exposures"`
	Indicative []indicativeRaw     `yaml:"indicative"`
	Announced  bool                `yaml:"announced"` // count announced texts
	Missing    map[string][]FactID `yaml:"missing"`
	Totals     []totalRaw          `yaml:"totals"`
	file       string
	facts      map[FactID]FactValue // Facts, read with the types of the rulebook
}

type factRaw struct{ node *strict.Node }

func (f *factRaw) DecodeNode(_ *strict.Reader, n *strict.Node) { f.node = n }

type momentsRaw struct {
	Occurred string `yaml:"occurred"`
	Public   string `yaml:"public"`
	Aware    string `yaml:"aware"`
	AsOf     string `yaml:"as-of,required"`

	ProcessorAware string          `yaml:"processor-aware"`
	Classified     string          `yaml:"classified-major"`
	Submitted      []submissionRaw `yaml:"submitted"`
}

type submissionRaw struct {
	To   string     `yaml:"to,required"`
	Step ReportStep `yaml:"step,required"`
	At   string     `yaml:"at,required"`
}

// indicativeRaw is the range that a guideline leaves for a legal person, and where
// a real decision lies in it. The first step of the guideline is held to the
// starting amount of the decision, the range to what it was adjusted to.
type indicativeRaw struct {
	Of       string `yaml:"of,required"`
	Low      Money  `yaml:"low,required"`
	High     *Money `yaml:"high"`
	AtLeast  *Money `yaml:"at-least"` // of the upper end, when a fact that sets it is missing
	Start    *Money `yaml:"start"`
	Adjusted *Money `yaml:"adjusted"`
	Fine     *Money `yaml:"fine"`
	Miss     string `yaml:"miss"` // why the fine lies outside; left out when it lies inside
}

type deadlineRaw struct {
	Of       string   `yaml:"of,required"`
	Standard Standard `yaml:"standard,required"`
	Due      string   `yaml:"due"` // RFC 3339 in the jurisdiction's time; left out where the text has no figure
}

type exposureRaw struct {
	Of      string  `yaml:"of,required"`
	On      Party   `yaml:"on,required"`
	Verdict string  `yaml:"verdict,required"`
	Fine    []Money `yaml:"fine"` // floor and cap; a floor alone when the cap is not bounded
	Prison  *Months `yaml:"prison"`
}

type totalRaw struct {
	On         Party  `yaml:"on,required"`
	SingleAct  *Money `yaml:"single-act"`
	Distinct   *Money `yaml:"distinct-acts"`
	OrSingle   *Money `yaml:"with-unknown-single-act"`
	OrDistinct *Money `yaml:"with-unknown-distinct-acts"`
}

// readCases reads the cases of one jurisdiction, strictly. Finding none is an
// error: a harness that tests nothing must not pass.
func readCases(fsys fs.FS, code string) ([]legalCase, error) {
	names, err := fs.Glob(fsys, path.Join(code, "cases", "*.yaml"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no case was found for %s", code)
	}
	var out []legalCase
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		root, faults := strict.Parse(name, data)
		if len(faults) > 0 {
			return nil, faults
		}
		c := legalCase{file: name, facts: Facts{}}
		r := &strict.Reader{File: name}
		r.Decode(root, &c)
		for id, raw := range c.Facts {
			r.In("facts", func() { r.In(string(id), func() { c.facts[id] = raw.value(r, id) }) })
		}
		if len(r.Faults) > 0 {
			r.Faults.Sort()
			return nil, r.Faults
		}
		out = append(out, c)
	}
	return out, nil
}

// value reads a fact as its definition says: yes or no, a list of words, a number
// or a range.
func (f factRaw) value(r *strict.Reader, id FactID) FactValue {
	d := embedded.Facts.Find(id)
	if d == nil {
		r.UnknownKey(f.node, nil)
		return FactValue{}
	}
	switch d.Type {
	case TruthFact:
		word, _ := r.Word(f.node)
		v, ok := ParseVerdict(word)
		if !ok {
			r.Fault(f.node, "not-yes-no", strict.Arg{Name: "value", Value: word})
		}
		return Truth(v)
	case ChoiceFact:
		var words []string
		r.Decode(f.node, &words)
		for _, w := range words {
			if !d.Open && !slices.ContainsFunc(d.Choices, func(c FactChoice) bool { return c.ID == w }) {
				r.Fault(f.node, "unknown-value", strict.Arg{Name: "value", Value: w})
			}
		}
		return Words(words...)
	}
	if d.Type == AmountFact {
		return amountValue(r, f.node)
	}
	var count Range
	r.Decode(f.node, &count)
	return FactValue{Known: true, Range: count}
}

// amountValue reads an amount, or a range of two of one currency.
func amountValue(r *strict.Reader, n *strict.Node) FactValue {
	var ends struct {
		Low  Money `yaml:"low,required"`
		High Money `yaml:"high,required"`
	}
	if n.Kind == strict.Scalar {
		r.Decode(n, &ends.Low)
		ends.High = ends.Low
	} else {
		r.Decode(n, &ends)
	}
	return FactValue{Known: true, Range: Range{Low: ends.Low.Amount, High: ends.High.Amount}, Currency: ends.Low.Currency}
}

func (c legalCase) applier(j *Jurisdiction) Applier {
	m := c.Moments
	times := Times{Occurred: moment(m.Occurred), Public: moment(m.Public), Aware: moment(m.Aware), AsOf: instantOf(m.AsOf), ProcessorAware: moment(m.ProcessorAware), Classified: moment(m.Classified)}
	for _, s := range m.Submitted {
		times.Submissions = append(times.Submissions, Submission{s.To, s.Step, moment(s.At)})
	}
	return Applier{Book: embedded.Facts, Jurisdiction: j, Facts: c.facts, Times: times, Announced: c.Announced}
}

// answer is what the law makes of a case.
type answer struct {
	applier  Applier
	scope    Scope
	findings []Finding
	rules    []Finding
	totals   []Total
}

func (c legalCase) answer(j *Jurisdiction) answer {
	a := c.applier(j)
	out := answer{applier: a, scope: a.Scope(), findings: a.Findings(), rules: a.Rules()}
	out.totals = Totals(j, out.findings)
	return out
}

// differences applies the law and lists where it departs from the expectation.
func (c legalCase) differences(j *Jurisdiction) []string { return c.compare(c.answer(j)) }

func (c legalCase) compare(given answer) []string {
	var out []string
	differ := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			out = append(out, fmt.Sprintf("%s: got %v, want %v", what, got, want))
		}
	}
	a, scope, findings := given.applier, given.scope, given.findings
	word := scope.Verdict.String()
	if scope.NotKnown {
		word = "not-known"
	}
	differ("scope", word, c.Scope)

	got := map[Verdict][]string{}
	find := func(id string) *Finding {
		for i := range findings {
			if findings[i].Provision.ID == id {
				return &findings[i]
			}
		}
		out = append(out, "no finding of "+id)
		return nil
	}
	for _, f := range findings {
		got[f.Verdict] = append(got[f.Verdict], f.Provision.ID)
	}
	for verdict, want := range map[Verdict][]string{Yes: c.Verdicts.Yes, No: c.Verdicts.No, Unknown: c.Verdicts.Unknown} {
		differ("verdict "+verdict.String(), slices.Sorted(slices.Values(got[verdict])), slices.Sorted(slices.Values(want)))
	}
	if c.Rules != nil {
		rules := map[Verdict][]string{}
		for _, f := range given.rules {
			rules[f.Verdict] = append(rules[f.Verdict], f.Provision.ID)
		}
		differ("rules that apply", slices.Sorted(slices.Values(rules[Yes])), slices.Sorted(slices.Values(c.Rules.Yes)))
		differ("rules that may apply", slices.Sorted(slices.Values(rules[Unknown])), slices.Sorted(slices.Values(c.Rules.Unknown)))
	}
	for _, d := range c.Deadlines {
		if f := find(d.Of); f != nil && f.Deadline == nil {
			out = append(out, d.Of+" has no deadline")
		} else if f != nil {
			due := ""
			if f.Deadline.Due != nil {
				due = f.Deadline.Due.Format("2006-01-02T15:04:05Z07:00")
			}
			differ(d.Of+" standard", f.Deadline.Standard, d.Standard)
			differ(d.Of+" due", due, d.Due)
		}
	}
	for _, x := range c.Exposures {
		f := find(x.Of)
		if f == nil {
			continue
		}
		i := slices.IndexFunc(f.Exposures, func(e Exposure) bool { return e.On == x.On })
		if i < 0 {
			out = append(out, fmt.Sprintf("%s does not reach a %s", x.Of, x.On))
			continue
		}
		e := f.Exposures[i]
		what := fmt.Sprintf("%s on a %s", x.Of, x.On)
		differ(what, e.Verdict, x.Verdict)
		var fine []Money
		if e.Fine != nil {
			fine = []Money{e.Fine.Low}
			if e.Fine.Bounded {
				fine = append(fine, e.Fine.High)
			}
		}
		differ(what+", fine", fine, x.Fine)
		differ(what+", prison", months(e.Prison), months(x.Prison))
	}
	for _, want := range c.Indicative {
		if f := find(want.Of); f != nil {
			out = append(out, want.differences(a, f)...)
		}
	}
	for id, want := range c.Missing {
		if f := find(id); f != nil {
			differ(id+" missing", f.Missing, want)
		}
	}
	totals := given.totals
	for _, want := range c.Totals {
		i := slices.IndexFunc(totals, func(t Total) bool { return t.On == want.On })
		t := totals[i]
		what := "total of a " + string(want.On)
		differ(what+", single act", sum(t.Exposed.SingleAct), sum(want.SingleAct))
		differ(what+", distinct acts", sum(t.Exposed.DistinctActs), sum(want.Distinct))
		differ(what+", single act with what is unknown", sum(t.WithUnknown.SingleAct), sum(want.OrSingle))
		differ(what+", distinct acts with what is unknown", sum(t.WithUnknown.DistinctActs), sum(want.OrDistinct))
	}
	return out
}

// differences holds a guideline's range to the expectation, and a decision to the
// range.
func (w indicativeRaw) differences(a Applier, f *Finding) []string {
	i := slices.IndexFunc(f.Exposures, func(e Exposure) bool { return e.On == LegalPerson })
	if i < 0 || f.Exposures[i].Indicative == nil {
		return []string{w.Of + " has no indicative range"}
	}
	var out []string
	g := f.Exposures[i].Indicative
	high, least := "none", "none"
	if g.Bounded {
		high = g.High.String()
	} else {
		least = g.AtLeast.String()
	}
	for _, c := range []struct{ what, got, want string }{
		{"low", g.Low.String(), w.Low.String()}, {"high", high, sum(w.High)}, {"at least", least, sum(w.AtLeast)},
	} {
		if c.got != c.want {
			out = append(out, fmt.Sprintf("%s, indicative %s: got %s, want %s", w.Of, c.what, c.got, c.want))
		}
	}
	inside := func(m *Money, e FineExposure) bool {
		return m == nil || !m.Amount.LessThan(e.Low.Amount) && (!e.Bounded || !m.Amount.GreaterThan(e.High.Amount))
	}
	first := Guideline{Scales: g.Guideline.Scales[:1]}
	start := first.indicate(a.evaluation(a.Facts, f.Reference.Date), f.Exposures[i].Fine.Cap)
	if !inside(w.Start, start.FineExposure) {
		out = append(out, fmt.Sprintf("%s: the starting amount %s is not within %s", w.Of, w.Start, start.Low))
	}
	if !inside(w.Adjusted, g.FineExposure) {
		out = append(out, fmt.Sprintf("%s: the adjusted amount %s is not within the range", w.Of, w.Adjusted))
	}
	if inside(w.Fine, g.FineExposure) != (w.Miss == "") {
		out = append(out, fmt.Sprintf("%s: the fine %s and the miss %q do not agree", w.Of, sum(w.Fine), w.Miss))
	}
	return out
}

func months(m *Months) string {
	if m == nil {
		return "none"
	}
	return fmt.Sprintf("%d-%d", m.Low, m.High)
}

func sum(m *Money) string {
	if m == nil {
		return "none"
	}
	return m.String()
}

func allCases(t *testing.T, j *Jurisdiction) []legalCase {
	t.Helper()
	cases, err := readCases(Embedded(), j.Code)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestEveryJurisdictionMeetsItsCases(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		for _, c := range allCases(t, j) {
			t.Run(c.file, func(t *testing.T) {
				for _, d := range c.differences(j) {
					t.Error(d)
				}
			})
		}
	}
}

func TestEveryCaseSaysWhereItsExpectationComesFromAndExpectsSomething(t *testing.T) {
	for _, j := range embedded.Jurisdictions {
		for _, c := range allCases(t, j) {
			if len(c.Source) < 20 || strings.TrimSpace(c.Title) == "" {
				t.Errorf("%s: %q is no source", c.file, c.Source)
			}
			if len(c.Verdicts.Yes)+len(c.Verdicts.No)+len(c.Verdicts.Unknown) == 0 && c.Scope != "not-known" && c.Scope != "no" {
				t.Errorf("%s expects nothing", c.file)
			}
		}
	}
}

// Sabotage: an altered expectation must be reported, whichever part of a case is
// altered; otherwise the harness would pass while testing nothing.
func TestAnAlteredExpectationIsReported(t *testing.T) {
	more := money("1 MAD")
	for _, j := range embedded.Jurisdictions {
		applied := map[string]bool{}
		for _, c := range allCases(t, j) {
			given := c.answer(j)
			try := func(what string, altered legalCase) {
				applied[what] = true
				if len(altered.compare(given)) == 0 {
					t.Errorf("%s: %s went unnoticed", c.file, what)
				}
			}
			b := c
			b.Scope = map[string]string{"yes": "unknown", "unknown": "yes", "no": "yes", "not-known": "no"}[c.Scope]
			try("another scope", b)
			if len(c.Verdicts.Yes) > 0 {
				b = c
				b.Verdicts.Yes, b.Verdicts.Unknown = c.Verdicts.Yes[1:], append(slices.Clone(c.Verdicts.Unknown), c.Verdicts.Yes[0])
				try("a yes that should be unknown", b)
				b = c
				b.Verdicts.Yes = append(slices.Clone(c.Verdicts.Yes), j.Code+".none")
				try("a finding that does not exist", b)
			}
			if len(c.Verdicts.No) > 0 {
				b = c
				b.Verdicts.No = c.Verdicts.No[1:]
				try("a finding that nobody expected", b)
			}
			if c.Rules != nil && len(c.Rules.Yes) > 0 {
				b = c
				fewer := *c.Rules
				fewer.Yes = fewer.Yes[1:]
				b.Rules = &fewer
				try("a rule that nobody expected", b)
				more := *c.Rules
				more.Unknown = append(slices.Clone(more.Unknown), j.Code+".none")
				b.Rules = &more
				try("a rule that may not apply", b)
			}
			for i := range c.Deadlines {
				b = c
				b.Deadlines = slices.Clone(c.Deadlines)
				b.Deadlines[i].Standard = map[Standard]Standard{WithoutDelay: Immediate}[c.Deadlines[i].Standard]
				try("another standard", b)
				b.Deadlines = slices.Clone(c.Deadlines)
				b.Deadlines[i].Due = "2025-01-01T00:00:00Z"
				try("another due time", b)
			}
			for i, x := range c.Exposures {
				alter := func(what string, change func(*exposureRaw)) {
					b := c
					b.Exposures = slices.Clone(c.Exposures)
					change(&b.Exposures[i])
					try(what, b)
				}
				alter("another verdict on a party", func(x *exposureRaw) { x.Verdict += "?" })
				alter("another prison term", func(x *exposureRaw) { x.Prison = &Months{1, 99} })
				if len(x.Fine) > 0 {
					alter("another floor", func(x *exposureRaw) { x.Fine = append([]Money{more}, x.Fine[1:]...) })
					alter("another cap", func(x *exposureRaw) { x.Fine = append(slices.Clone(x.Fine), more) })
				}
				alter("a provision that is not there", func(x *exposureRaw) { x.Of = j.Code + ".none" })
			}
			for i := range c.Indicative {
				alter := func(what string, change func(*indicativeRaw)) {
					b := c
					b.Indicative = slices.Clone(c.Indicative)
					change(&b.Indicative[i])
					try(what, b)
				}
				vast := money("999999999999 EUR")
				alter("another lower end", func(x *indicativeRaw) { x.Low = vast })
				alter("another upper end", func(x *indicativeRaw) { x.High = &vast })
				alter("another least upper end", func(x *indicativeRaw) { x.AtLeast = &vast })
				alter("a miss that is none, or a hit that is none", func(x *indicativeRaw) { x.Miss = map[bool]string{true: "why"}[x.Miss == ""] })
				if x := c.Indicative[i]; x.High != nil {
					alter("a starting amount out of range", func(x *indicativeRaw) { x.Start = &vast })
					alter("an adjusted amount out of range", func(x *indicativeRaw) { x.Adjusted = &vast })
				}
			}
			for id := range c.Missing {
				b = c
				b.Missing = map[string][]FactID{id: {"nothing"}}
				try("another missing fact", b)
			}
			for i := range c.Totals {
				for what, change := range map[string]func(*totalRaw){
					"another single act":                    func(x *totalRaw) { x.SingleAct = &more },
					"another sum":                           func(x *totalRaw) { x.Distinct = &more },
					"another single act with what may come": func(x *totalRaw) { x.OrSingle = &more },
					"another sum with what may come":        func(x *totalRaw) { x.OrDistinct = &more },
				} {
					b = c
					b.Totals = slices.Clone(c.Totals)
					change(&b.Totals[i])
					try(what, b)
				}
			}
		}
		if len(applied) < 16 {
			t.Errorf("the cases of %s let only %d parts be altered: %v", j.Code, len(applied), applied)
		}
	}
}

func TestACaseIsReadStrictly(t *testing.T) {
	data, err := fs.ReadFile(Embedded(), "ma/cases/nothing-known.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"an unknown key":     {"title:", "titel:"},
		"an unknown fact":    {"facts: {}", "facts: {declred: yes}"},
		"a fact that is not": {"facts: {}", "facts: {declared: maybe}"},
		"an unknown word":    {"facts: {}", "facts: {organisation-kind: [firm]}"},
		"a null":             {"source:", "source: ~\nmore:"},
	} {
		text := strings.Replace(string(data), edit[0], edit[1], 1)
		if text == string(data) {
			t.Fatalf("%s: the case does not hold %q", name, edit[0])
		}
		if _, err := readCases(fstest.MapFS{"ma/cases/a.yaml": {Data: []byte(text)}}, "ma"); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}
