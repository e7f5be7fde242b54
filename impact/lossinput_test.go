package impact

import (
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// inputOf is what the money model is given at the claimed standpoint.
func inputOf(t *testing.T, text string) loss.Input {
	t.Helper()
	o := options(t)
	sc := decode(t, text).At(incident.Claimed)
	v := View{People: quantity("people", sc, incident.Scenario.People), Records: quantity("records", sc, incident.Scenario.Records)}
	in, err := lossInput(sc, v, o.Loss, "MAD", &o.Loss.Rates)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestDataLeft(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       law.Verdict
	}{
		{"nothing known", "", law.Unknown},
		{"nothing known of a group", "people: [{group: a}]\n", law.Unknown},
		{"not exposed", "breach: {confidentiality: none}\n", law.No},
		{"exposed, nobody is known to have looked", "breach: {confidentiality: no-evidence}\n", law.Unknown},
		{"known recipients", "breach: {confidentiality: known-recipients}\n", law.Yes},
		{"unknown recipients", "breach: {confidentiality: unknown-recipients}\n", law.Yes},
		{"published", "breach: {confidentiality: published}\n", law.Yes},
		{"groups inherit", "breach: {confidentiality: published}\npeople: [{group: a}]\n", law.Yes},
		{"one group is enough", "breach: {confidentiality: none}\npeople: [{group: a}, {group: b, breach: {confidentiality: published}}]\n", law.Yes},
		{"every group was spared", "breach: {confidentiality: published}\npeople: [{group: a, breach: {confidentiality: none}}]\n", law.No},
		{"one group is not known", "breach: {confidentiality: none}\npeople: [{group: a}, {group: b, breach: {confidentiality: unknown}}]\n", law.Unknown},
	} {
		if got := dataLeft(decode(t, c.text).At(incident.Claimed)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestCardsAreCounted(t *testing.T) {
	known := func(n int64) loss.Known { return loss.Known{Known: true, Range: law.Count(n)} }
	for _, c := range []struct {
		name, people string
		count        loss.Known
		has          law.Verdict
	}{
		{"no group", "[]", loss.Known{}, law.Unknown},
		{"no data listed", "[{group: a, records: 9, unit: card}]", loss.Known{}, law.Unknown},
		{"silence about cards", "[{group: a, data: [{type: full-name}]}]", loss.Known{}, law.Unknown},
		{"cards stated to be absent", "[{group: a, data: [{type: full-name}, {type: card-number, present: no}]}]", loss.Known{}, law.No},
		{"other data that only may be present", "[{group: a, data: [{type: full-name, present: unknown}]}]", loss.Known{}, law.Unknown},
		{"records that hold a card number", "[{group: a, people: 5, records: 9, data: [{type: card-number, records: 7}]}]", known(7), law.Yes},
		{"records counted in cards", "[{group: a, people: 5, records: 9, unit: card, data: [{type: card-number}]}]", known(9), law.Yes},
		{"records counted in something else are no cards", "[{group: a, people: 5, records: 9, unit: account, data: [{type: card-number}]}]", loss.Known{}, law.Yes},
		{"people are no cards", "[{group: a, people: 5, data: [{type: card-number}]}]", loss.Known{}, law.Yes},
		{"two groups add up", "[{group: a, records: 9, unit: card, data: [{type: card-number}]}, {group: b, data: [{type: card-number, records: 7}]}]", known(16), law.Yes},
		{"one of two is not counted", "[{group: a, records: 9, unit: card, data: [{type: card-number}]}, {group: b, data: [{type: card-number}]}]", loss.Known{}, law.Yes},
		{"a group without cards does not disturb", "[{group: a, records: 9, unit: card, data: [{type: card-number}]}, {group: b, people: 3, data: [{type: full-name}]}]", known(9), law.Yes},
		{"cards stated to be absent are not counted", "[{group: a, records: 9, unit: card, data: [{type: card-number}]}, {group: b, data: [{type: full-name}, {type: card-number, present: no}]}]", known(9), law.Yes},
		{"a code alone says nothing of cards", "[{group: a, records: 9, data: [{type: card-cvv}]}]", loss.Known{}, law.Unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			count, has := cards(decode(t, "people: "+c.people+"\n").At(incident.Claimed), "card-number")
			if has != c.has || count.Known != c.count.Known || count.Known && !count.Range.Low.Equal(c.count.Range.Low) {
				t.Errorf("got %+v %s, want %+v %s", count, has, c.count, c.has)
			}
		})
	}
}

// Something was down where a group or the whole lost availability.
func TestDown(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       law.Verdict
	}{
		{"nothing said", "", law.Unknown},
		{"nothing interrupted", "breach: {availability: none}\n", law.No},
		{"restored is interrupted", "breach: {availability: restored}\n", law.Yes},
		{"lost", "breach: {availability: lost}\n", law.Yes},
		{"one group", "breach: {availability: none}\npeople: [{group: a, breach: {availability: lost}}]\n", law.Yes},
		{"dated", "breach:\n  outages: [{from: 2025-12-22, to: unknown}]\n", law.Yes},
		{"perhaps one group", "breach: {availability: none}\npeople: [{group: a, breach: {availability: unknown}}]\n", law.Unknown},
	} {
		if got := inputOf(t, c.text).Down; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Outages add up; days leave the hours between limits, and an end nobody knows
// leaves them unknown.
func TestOutageHours(t *testing.T) {
	of := func(list string) string { return "breach:\n  availability: restored\n  outages: [" + list + "]\n" }
	for _, c := range []struct {
		name, text, low, high string // no low: unknown
	}{
		{"none told", "", "", ""},
		{"six hours", of("{from: 2025-04-08T22:00:00+01:00, to: 2025-04-09T04:00:00+01:00}"), "6", "6"},
		{"across a change of offset", of("{from: 2025-03-30T01:00:00Z, to: 2025-03-30T04:30:00+01:00}"), "2.5", "2.5"},
		{"two", of("{from: 2025-04-08T22:00:00Z, to: 2025-04-08T23:30:00Z}, {from: 2025-04-09T01:00:00Z, to: 2025-04-09T02:00:00Z}"), "2.5", "2.5"},
		{"days", of("{from: 2025-12-22, to: 2025-12-25}"), "48", "96"},
		{"one day", of("{from: 2025-12-22, to: 2025-12-22}"), "0", "24"},
		{"a day and an hour", of("{from: 2025-12-22, to: 2025-12-23T12:00:00Z}"), "12", "36"},
		{"two at the same time", of("{from: 2025-04-08T22:00:00Z, to: 2025-04-09T02:00:00Z}, {from: 2025-04-09T01:00:00Z, to: 2025-04-09T03:00:00Z}, {from: 2025-04-08T23:00:00Z, to: 2025-04-08T23:30:00Z}"), "5", "5"},
		{"days inside others", of("{from: 2025-12-22, to: 2025-12-25}, {from: 2025-12-23, to: 2025-12-24}"), "48", "96"},
		{"an end unknown", of("{from: 2025-12-22, to: unknown}"), "", ""},
		{"one of two unknown", of("{from: 2025-12-22, to: 2025-12-23}, {from: 2025-12-24, to: unknown}"), "", ""},
	} {
		got := inputOf(t, c.text).OutageHours
		if known := c.low != ""; got.Known != known {
			t.Errorf("%s: known %v", c.name, got.Known)
		} else if known && (got.Range.Low.String() != c.low || got.Range.High.String() != c.high) {
			t.Errorf("%s: from %s to %s, want from %s to %s", c.name, got.Range.Low, got.Range.High, c.low, c.high)
		}
	}
}

// Authorities have no customers to lose unless the file counts some.
func TestHasCustomers(t *testing.T) {
	for _, c := range []struct {
		organisation string
		want         law.Verdict
	}{
		{"{}", law.Unknown}, {"{kind: state}", law.No}, {"{kind: local-authority}", law.No}, {"{kind: public-establishment}", law.No},
		{"{kind: natural-person}", law.No}, {"{kind: company}", law.Unknown}, {"{kind: public-enterprise}", law.Unknown}, {"{kind: association}", law.Unknown},
		{"{kind: public-establishment, customers: 4000}", law.Yes}, {"{kind: company, customers: 0}", law.No}, {"{customers: {low: 0, high: 5}}", law.Yes},
	} {
		if got := inputOf(t, "organisation: "+c.organisation+"\n").HasCustomers; got != c.want {
			t.Errorf("%s: %s, want %s", c.organisation, got, c.want)
		}
	}
}

// The users of an outage are the people whose data or service could not be reached.
func TestUsers(t *testing.T) {
	for _, c := range []struct {
		name, text, want string // none: unknown
	}{
		{"nobody counted", "breach: {availability: lost}\n", ""},
		{"all", "breach: {availability: lost}\npeople: [{group: a, people: 5}, {group: b, people: 7}]\n", "12"},
		{"but those who were spared", "breach: {availability: lost}\npeople: [{group: a, people: 5, breach: {availability: none}}, {group: b, people: 7}]\n", "7"},
		{"one not counted", "breach: {availability: lost}\npeople: [{group: a}, {group: b, people: 7}]\n", ""},
		{"one of which nothing is known", "people: [{group: a, people: 5, breach: {availability: lost}}, {group: b, people: 7}]\n", ""},
	} {
		got := inputOf(t, c.text).Users
		if got.Known != (c.want != "") || got.Known && got.Range.High.String() != c.want {
			t.Errorf("%s: %+v, want %q", c.name, got, c.want)
		}
	}
}

// Only people, records and cards of groups whose data left make a leak dearer; where
// none left, everyone is the size of the incident.
func TestOnlyWhatLeaked(t *testing.T) {
	groups := func(confidentiality string) string {
		return "people:\n  - {group: a, people: 5, records: 5, unit: card, breach: {confidentiality: published}, data: [{type: card-number}]}\n" +
			"  - {group: b, people: 700, records: 700, unit: card, breach: {confidentiality: " + confidentiality + "}, data: [{type: card-number}]}\n"
	}
	for _, c := range []struct{ name, text, low, high string }{
		{"both", groups("published"), "705", "705"},
		{"one", groups("none"), "5", "5"},
		{"perhaps both", groups("no-evidence"), "5", "705"},
		{"none", strings.Replace(groups("none"), "published", "none", 1), "705", "705"},
	} {
		in := inputOf(t, c.text)
		for what, got := range map[string]loss.Known{"people": in.People, "records": in.Records, "cards": in.Cards} {
			if !got.Known || got.Range.Low.String() != c.low || got.Range.High.String() != c.high {
				t.Errorf("%s: %s %+v, want from %s to %s", c.name, what, got, c.low, c.high)
			}
		}
	}
}

// The file's own figures reach the model: turnover and cover in their currency, and
// a cover of which one end is unknown is none.
func TestStatedMoneyReachesTheModel(t *testing.T) {
	in := inputOf(t, "organisation: {country: fr, turnover: {low: 1000 USD, high: 2000 USD}, employees: 12}\ninsurance: {retention: 5 EUR, limit: 7 MAD}\n")
	if in.Country != "fr" || in.Turnover.Range.Low.String() != "9647.97" || in.Turnover.Range.High.String() != "19295.94" || in.Employees.Range.Low.String() != "12" {
		t.Errorf("got %+v", in)
	}
	if in.Insurance == nil || in.Insurance.Retention.String() != "5 EUR" || in.Insurance.Limit.String() != "7 MAD" {
		t.Errorf("insurance %+v", in.Insurance)
	}
	if in := inputOf(t, "insurance: {retention: 5 EUR}\n"); in.Insurance != nil {
		t.Errorf("half a cover: %+v", in.Insurance)
	}
}

// Fines of the simulation are those the organisation is exposed to, under each law
// the gravest single act, at the rates of the day; a cap that waits for the turnover
// is no number.
func TestFinesOfTheSimulation(t *testing.T) {
	o := options(t)
	fine := func(text string) loss.Known {
		a := assess(t, text)
		got, err := fines(a.Claimed, "MAD", &o.Loss.Rates)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := fine(companyText)
	exposed := decimal.Zero
	a := assess(t, companyText)
	for _, j := range a.Claimed.Jurisdictions {
		for _, total := range j.Totals {
			if total.On == law.LegalPerson && total.Exposed.SingleAct != nil {
				exposed = exposed.Add(total.Exposed.SingleAct.Amount)
			}
		}
	}
	if !got.Known || !got.Range.High.Equal(exposed) || !got.Range.Low.IsPositive() || got.Range.Low.GreaterThan(got.Range.High) {
		t.Errorf("fines %+v, gravest acts %s", got, exposed)
	}
	if got := fine("organisation: {country: ma, kind: company, establishments: [ma]}\n"); got.Known {
		t.Errorf("with nothing known: %+v", got)
	}
	european := strings.Replace(companyText, "country: ma, kind: company, establishments: [ma]", "country: fr, kind: company, establishments: [fr]", 1)
	if got := fine(european); got.Known {
		t.Errorf("a cap that waits for the turnover is %+v", got)
	}
	// A probability brings them into the total.
	with := strings.Replace(companyText, "people:\n", "loss:\n  parameters:\n    fine-probability: {value: 1, reason: counsel}\npeople:\n", 1)
	f, ok := assess(t, with).Find("claimed.loss.sanctions.p95")
	if !ok || f.Value.Money.Amount.GreaterThan(got.Range.High) || f.Value.Money.Amount.LessThan(got.Range.Low) {
		t.Errorf("sanctions %+v", f)
	}
}

// What a person may not put in an assumption's or a line's place, all at once.
func TestLossOverridesThatCannotStand(t *testing.T) {
	_, err := try(t, `organisation: {country: ma}
loss:
  parameters:
    call-share: {value: 30, reason: ours}
    operating-hours: {value: 0, reason: ours}
    call-minutes: {value: 30 MAD, reason: ours}
    customer-margin: {value: 30, reason: ours}
    crisis-lump: {value: 30 EUR, reason: ours}
  lines:
    churn: {off: yes, reason: a monopoly}
    chur: {off: yes, reason: a monopoly}
`)
	var codes []string
	for _, f := range faultsOf(t, err) {
		codes = append(codes, f.Code)
	}
	if want := []string{"loss-share", "loss-zero", "loss-currency", "loss-no-currency", "unknown-line"}; !slices.Equal(codes, want) {
		t.Errorf("faults %q, want %q", codes, want)
	}
	if faults := faultsOf(t, err); faults[4].Args[1].Value != "churn" || faults[0].Place.Line != 6 {
		t.Errorf("got %+v", faults)
	}
}

// A group of people split into two with equal data changes nothing in the money.
func TestSplittingAGroupChangesNothing(t *testing.T) {
	whole := assess(t, companyText)
	split := strings.Replace(companyText, "people:\n", "people:\n  - group: others\n    people: 2000\n    data: [{type: national-id}, {type: salary}, {type: full-name}]\n", 1)
	split = strings.Replace(split, "people: 5000", "people: 3000", 1)
	halves := assess(t, split)
	for i, v := range whole.Views() {
		other := halves.Views()[i].Loss
		if diff := cmp.Diff(v.Loss.Total, other.Total); diff != "" {
			t.Errorf("%s: the total changed:\n%s", v.Standpoint, diff)
		}
		if diff := cmp.Diff(v.Loss.Curve, other.Curve); diff != "" {
			t.Errorf("%s: the curve changed:\n%s", v.Standpoint, diff)
		}
		for k, l := range v.Loss.Lines {
			if diff := cmp.Diff(l.Band, other.Lines[k].Band); diff != "" {
				t.Errorf("%s: line %s changed:\n%s", v.Standpoint, l.Line.ID, diff)
			}
		}
	}
	// A person more does change it, so that the comparison can fail.
	more := assess(t, strings.Replace(companyText, "people: 5000", "people: 9000", 1))
	if cmp.Diff(whole.Claimed.Loss.Total, more.Claimed.Loss.Total) == "" {
		t.Error("4,000 people more change nothing")
	}
}
