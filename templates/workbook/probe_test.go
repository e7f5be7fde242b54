package workbook

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/locale"
)

// probe is an incident file as paths and values, so that a test can change what the
// Inputs sheet says stands at a path.
type probe struct {
	head   string            // what no input changes
	values map[string]string // at paths of the organisation, the facts, the breach and the first group
	data   string            // of the first group
	// assumptions and judgements by id
	assumptions, judged map[string]string
	cost                struct{ low, likely, high string } // given for a line
}

func (p probe) with(change func(*probe)) probe {
	p.values, p.assumptions, p.judged = maps.Clone(p.values), maps.Clone(p.assumptions), maps.Clone(p.judged)
	change(&p)
	return p
}

func (p probe) text() string {
	var out strings.Builder
	out.WriteString(p.head)
	block := func(head, indent, prefix string) {
		out.WriteString(head)
		for _, path := range slices.Sorted(maps.Keys(p.values)) {
			if key, ok := strings.CutPrefix(path, prefix); ok && !strings.Contains(key, ".") {
				fmt.Fprintf(&out, "%s%s: %s\n", indent, key, p.values[path])
			}
		}
	}
	block("organisation:\n", "  ", "organisation.")
	block("facts:\n", "  ", "facts.")
	block("breach:\n", "  ", "breach.")
	block("people:\n- group: holders\n  vulnerable: no\n  data: "+p.data+"\n", "  ", "people[0].")
	for path := range p.values {
		if strings.HasPrefix(path, "people[0].breach.") {
			block("  breach:\n", "    ", "people[0].breach.")
			break
		}
	}
	if len(p.judged) > 0 {
		out.WriteString("judgement:\n")
		for _, id := range slices.Sorted(maps.Keys(p.judged)) {
			fmt.Fprintf(&out, "  - {fact: %s, value: %s, reason: judged}\n", id, p.judged[id])
		}
	}
	out.WriteString("loss:\n  lines:\n    crisis: {cost: {low: " + p.cost.low + ", likely: " + p.cost.likely + ", high: " + p.cost.high + "}, reason: quoted}\n  parameters:\n")
	for _, id := range slices.Sorted(maps.Keys(p.assumptions)) {
		fmt.Fprintf(&out, "    %s: %s\n", id, p.assumptions[id])
	}
	return out.String()
}

// moroccan, european and algerian are probes under each law that has formulas, with
// standpoints that differ.
func moroccan() probe {
	p := probe{
		head: "schema: breachimpact/incident/1\nid: probe\nas_of: 2026-03-04T18:00:00+01:00\ntimeline: {occurred: 2026-02-20, aware: 2026-02-25}\n",
		data: "[{type: full-name}, {type: salary}, {type: card-number}]",
		values: map[string]string{
			"organisation.country": "ma", "organisation.kind": "{confirmed: company, claimed: association}", "organisation.establishments": "{confirmed: [ma], claimed: [ma]}",
			"organisation.turnover": "{confirmed: 75000000 MAD, claimed: 90000000 MAD}", "organisation.employees": "{confirmed: 300, claimed: 400}", "organisation.customers": "{confirmed: 5000, claimed: 7000}",
			"breach.personal_data": "{confirmed: yes, claimed: yes}", "breach.confidentiality": "{confirmed: no-evidence, claimed: published}", "breach.integrity": "{confirmed: none, claimed: recoverable}",
			"breach.availability": "{confirmed: restored, claimed: restored}", "breach.malicious": "{confirmed: unknown, claimed: yes}",
			"people[0].people": "{confirmed: 400, claimed: 9000}", "people[0].records": "{confirmed: 500, claimed: 12000}",
			"facts.refused-requests": "{confirmed: 3, claimed: 4}",
		},
		assumptions: map[string]string{
			"customer-margin": "{low: 150 MAD, likely: 200 MAD, high: 300 MAD, reason: accounts}",
			"sms-price":       "{value: 0.4 MAD, reason: quoted}",
		},
	}
	p.cost.low, p.cost.likely, p.cost.high = "10000 EUR", "30000 EUR", "50000 EUR"
	for _, id := range []string{"declared", "repeat-offence", "incident-reported", "card-issuer", "card-merchant", "retention-exceeded"} {
		p.values["facts."+id] = "{confirmed: no, claimed: no}"
	}
	return p
}

func european() probe {
	return moroccan().with(func(p *probe) {
		p.values["organisation.country"], p.values["organisation.establishments"], p.values["organisation.turnover"] = "fr", "{confirmed: [fr], claimed: [fr, ma]}", "{confirmed: 75000000 EUR, claimed: 900000000 EUR}"
		p.judged = map[string]string{}
	})
}

func algerian() probe {
	return moroccan().with(func(p *probe) {
		p.values["organisation.country"], p.values["organisation.establishments"], p.values["organisation.turnover"] = "dz", "{confirmed: [dz], claimed: [dz]}", "{confirmed: 75000000 DZD, claimed: 80000000 DZD}"
		delete(p.values, "facts.declared")
	})
}

var twoValues = regexp.MustCompile(`^\{confirmed: (.*), claimed: (.*)\}$`)

// at returns the probe with another value at a path, of one standpoint.
func (p probe) at(path string, s incident.Standpoint, value string) probe {
	return p.with(func(p *probe) {
		was, ok := p.values[path]
		if !ok {
			was, ok = p.values[strings.TrimPrefix(path, "people[0].")] // as the breach
		}
		both := []string{"", "unknown", "unknown"}
		if parts := twoValues.FindStringSubmatch(was); parts != nil {
			both = parts
		} else if ok {
			both[1], both[2] = was, was
		}
		both[1+int(s)] = value
		p.values[path] = "{confirmed: " + both[1] + ", claimed: " + both[2] + "}"
	})
}

// editable is one cell that a reader may change, as the Inputs sheet has it.
type editable struct {
	name       string
	standpoint incident.Standpoint
	path       string // in the incident file; empty for assumptions
	definition *law.FactDefinition
	kind       string // which sort of input it is
	list       []string
	value      book.Value
	effect     string // what the sheet says a change does to the costs
}

// editables lists the cells of the Inputs sheet that may be changed.
func editables(t testing.TB, b book.Book) []editable {
	t.Helper()
	var out []editable
	for _, row := range b.Sheets[inputsAt].Rows {
		for _, c := range row.Cells {
			if !c.Input {
				continue
			}
			e := editable{name: c.Name, list: c.List, value: c.Value}
			what := strings.TrimPrefix(c.Name, "in_confirmed.")
			if strings.HasPrefix(c.Name, "in_claimed.") {
				e.standpoint, what = incident.Claimed, strings.TrimPrefix(c.Name, "in_claimed.")
			}
			for _, x := range row.Cells {
				switch x.Column {
				case 3:
					e.path = x.Value.Text
				case effectColumn:
					e.effect = x.Value.Text
				}
			}
			e.definition = rulebook(t).Facts.Find(law.FactID(strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(what, ".fr"), ".ma"), "_", "-")))
			switch d := e.definition; {
			case strings.Contains(c.Name, "assumption."):
				e.path = ""
				e.kind = "assumption " + c.Name[strings.LastIndex(c.Name, ".")+1:]
				if strings.Contains(c.Name, "assumption.line.") {
					e.kind = "cost " + c.Name[strings.LastIndex(c.Name, ".")+1:]
				}
			case d == nil:
				e.kind = strings.TrimPrefix(what, "group1.")
				e.definition = rulebook(t).Facts.Find(law.FactID(e.kind))
			case d.Given == law.GivenClass || d.Given == law.GivenDerived:
				e.kind, e.path = "judged "+string(d.Type), ""
			case d.Open:
				e.kind = "list of countries"
			default:
				e.kind = string(d.Type) + " fact"
			}
			out = append(out, e)
		}
	}
	if len(out) < 80 {
		t.Fatalf("only %d cells may be changed", len(out))
	}
	return out
}

// other is a value of the cell and what the incident file calls it.
type other struct {
	cell book.Value
	file string
}

// others are the values that a cell can be given instead of its own.
func (e editable) others(l *locale.Locale) []other {
	var out []other
	for _, word := range e.list {
		file := ""
		for _, v := range []string{"yes", "no", "unknown"} {
			if word == l.Text("verdict."+v) {
				file = v
			}
		}
		if d := e.definition; d != nil && d.Type == law.ChoiceFact {
			for _, c := range d.Choices {
				if c.Name.In(l.Language) == word {
					file = c.ID
				}
			}
		}
		if word != e.value.Text && file != "" {
			out = append(out, other{book.String(word), file})
		}
	}
	switch {
	case e.kind == "list of countries":
		out = append(out, other{book.String(e.value.Text + " US"), "[" + strings.ToLower(strings.Join(append(strings.Fields(e.value.Text), "us"), ", ")) + "]"})
		if e.value.Text == l.Text("verdict.unknown") {
			out[0] = other{book.String("US"), "[us]"}
		}
	case len(e.list) == 0 && e.value.Kind == book.Number:
		more := strings.TrimSuffix(e.value.Text, "0") + "7"
		file := more
		if e.definition != nil && e.definition.Type == law.AmountFact {
			file += " EUR"
		}
		out = append(out, other{book.Decimal(more), file})
	}
	return out
}
