package loss

import (
	"math"
	"slices"
	"testing"

	"breachimpact/impact/mc"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
)

// everything is an incident of which all is known and all is on.
func everything(t testing.TB) Input {
	in := cardLeak(10_000)
	in.Customers, in.Employees, in.OutageHours, in.Users, in.Fines, in.Turnover = count(50_000), count(300), count(6), count(10_000), count(400_000), count(120_000_000)
	in.Merchant, in.Down, in.HasCustomers, in.Country = law.Yes, law.Yes, law.Yes, "ma"
	for _, p := range model(t).Parameters {
		if !p.Ask {
			continue
		}
		o := Override{Parameter: p.ID, Range: law.Exactly(dec("0.5")), Reason: "measured here"}
		if p.Unit == UnitMoney {
			o.Range, o.Currency = law.Exactly(dec("100000")), "MAD"
		}
		in.Overrides = append(in.Overrides, o)
	}
	return in
}

// Each reason occurs, alone, where one thing is taken from an incident in which
// every line is on; and none other occurs.
func TestEveryReasonOccurs(t *testing.T) {
	m := model(t)
	for _, l := range append(estimate(t, m, everything(t)).Lines, estimate(t, m, everything(t)).Apart...) {
		if l.Reason != "" || len(l.Needs)+len(l.Unknown) > 0 {
			t.Errorf("line %s is not fully on: %q, %d needs", l.Line.ID, l.Reason, len(l.Needs))
		}
	}
	drop := func(id string) func(*Input) {
		return func(in *Input) {
			in.Overrides = slices.DeleteFunc(slices.Clone(in.Overrides), func(o Override) bool { return o.Parameter == id })
		}
	}
	seen := map[string]bool{}
	for _, c := range []struct {
		reason string
		take   func(*Input)
		lines  []string // without an estimate now
	}{
		{"people-unknown", func(in *Input) { in.People = Known{} }, []string{"notification", "calls", "monitoring", "claims"}},
		{"size-unknown", func(in *Input) { in.People, in.Records = Known{}, Known{} }, []string{"forensics", "notification", "calls", "monitoring", "internal-time", "claims"}},
		{"cards-unknown", func(in *Input) { in.Cards = Known{} }, []string{"card-reissue", "card-fraud"}},
		{"customers-unknown", func(in *Input) { in.HasCustomers = law.Unknown }, []string{"churn"}},
		{"customers-unknown", func(in *Input) { in.Customers = Known{} }, []string{"churn"}},
		{"no-customers", func(in *Input) { in.HasCustomers = law.No }, []string{"churn"}},
		{"fines-unknown", func(in *Input) { in.Fines = Known{} }, []string{"sanctions"}},
		{"needed", drop("fine-probability"), []string{"sanctions"}},
		{"needed", drop("claim-probability"), []string{"claims"}},
		{"needed", drop("customer-margin"), []string{"churn"}},
		{"needed", drop("card-assessment"), []string{"card-schemes"}},
		{"needed", drop("monitoring-take-up"), []string{"monitoring"}},
		{"no-data-left", func(in *Input) { in.DataLeft = law.No }, []string{"notification", "calls", "monitoring", "card-reissue", "card-fraud", "card-schemes", "churn", "claims"}},
		{"data-left-unknown", func(in *Input) { in.DataLeft = law.Unknown }, []string{"notification", "calls", "monitoring", "card-reissue", "card-fraud", "card-schemes", "churn", "claims"}},
		{"no-cards", func(in *Input) { in.HasCards = law.No }, []string{"card-reissue", "card-fraud", "card-schemes"}},
		{"not-issuer", func(in *Input) { in.Issuer = law.No }, []string{"card-reissue", "card-fraud"}},
		{"issuer-unknown", func(in *Input) { in.Issuer = law.Unknown }, []string{"card-reissue", "card-fraud"}},
		{"not-merchant", func(in *Input) { in.Merchant = law.No }, []string{"card-schemes"}},
		{"merchant-unknown", func(in *Input) { in.Merchant = law.Unknown }, []string{"card-schemes"}},
		{"no-outage", func(in *Input) { in.Down = law.No }, []string{"interruption", "users-time"}},
		{"outage-unknown", func(in *Input) { in.Down = law.Unknown }, []string{"interruption", "users-time"}},
		{"users-unknown", func(in *Input) { in.Users = Known{} }, []string{"users-time"}},
		{"prices-unknown", func(in *Input) { in.Country = "tv" }, []string{"forensics", "crisis", "notification", "calls", "card-reissue", "card-fraud", "internal-time", "claims", "users-time"}},
		{"switched-off", func(in *Input) { in.Lines = []LineOverride{{Line: "churn", Off: true, Reason: "a monopoly"}} }, []string{"churn"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			in := everything(t)
			c.take(&in)
			e := estimate(t, m, in)
			var without []string
			for _, l := range append(slices.Clone(e.Lines), e.Apart...) {
				if l.Band == nil {
					without = append(without, l.Line.ID)
					seen[l.Reason] = true
				}
			}
			if !slices.Equal(without, c.lines) {
				t.Errorf("off: %q, want %q", without, c.lines)
			}
			if got := lineReason(e, c.lines[0]); got != c.reason {
				t.Errorf("%s: %q", c.lines[0], got)
			}
			for _, id := range c.lines {
				if lineReason(e, id) == "" {
					continue
				}
				if omitted, missing := slices.Contains(e.Omits, id), applies(lineReason(e, id)); omitted != (missing && id != "users-time") {
					t.Errorf("%s with reason %s is omitted: %v", id, lineReason(e, id), omitted)
				}
			}
		})
	}
	// Those of what stands beside the lines.
	for _, c := range []struct {
		reason string
		in     Input
	}{
		{"turnover-unknown", leak(1000)}, {"too-few-records", leak(10)}, {"too-many-records", leak(1_000_000_000)},
	} {
		found := false
		for _, a := range estimate(t, m, c.in).Anchors {
			found = found || a.Reason == c.reason && a.Range == nil
		}
		if !found {
			t.Errorf("no anchor says %s", c.reason)
		}
		seen[c.reason] = true
	}
	off := Input{Currency: "MAD", DataLeft: law.Yes, People: count(10), Lines: nil}
	for _, l := range m.Lines {
		off.Lines = append(off.Lines, LineOverride{Line: l.ID, Off: true})
	}
	if e := estimate(t, m, off); e.Practice.Reason != "no-line" || e.Net.Reason != "no-line" || e.Total != nil {
		t.Errorf("without a line: %+v", e.Practice)
	}
	seen["no-line"] = true
	// A term alone may lack a number: the line says which.
	in := everything(t)
	in.Employees, in.OutageHours = Known{}, Known{}
	if l := lineOf(t, estimate(t, m, in), "interruption"); l.Band == nil || !slices.Equal(l.Unknown, []Quantity{OutageHours, Employees}) {
		t.Errorf("interruption without hours and staff: %+v", l)
	}
	for _, r := range Reasons() {
		// These three are of quantities that no line has as its only one.
		if !seen[r] && !slices.Contains([]string{"records-unknown", "employees-unknown", "outage-hours-unknown"}, r) {
			t.Errorf("nothing gives the reason %q", r)
		}
		delete(seen, r)
	}
	for r := range seen {
		t.Errorf("reason %q is not listed", r)
	}
}

func lineReason(e Estimate, id string) string {
	for _, l := range append(slices.Clone(e.Lines), e.Apart...) {
		if l.Line.ID == id {
			return l.Reason
		}
	}
	return "no such line"
}

// A line that the organisation gave costs that, in its currency, whatever the facts
// say of the line; one that it left out is not in the total.
func TestLineOverrides(t *testing.T) {
	m := model(t)
	in := leak(100_000)
	in.DataLeft = law.No
	in.Overrides = []Override{{Parameter: "exchange-rate", Range: law.Exactly(dec("1"))}}
	in.Lines = []LineOverride{
		{Line: "churn", Range: law.Exactly(dec("5000000")), Currency: "MAD", Reason: "the board's figure"},
		{Line: "notification", Range: law.Exactly(dec("1000")), Currency: "USD", Reason: "a contract"},
		{Line: "crisis", Off: true, Reason: "done by the ministry"},
	}
	e := estimate(t, m, in)
	if got := lineOf(t, e, "churn").Band; got == nil || !got.P5.Amount.Equal(got.P95.Amount) || !got.P50.Amount.Equal(dec("5000000")) {
		t.Errorf("churn %+v", got)
	}
	if got := lineOf(t, e, "notification").Band; got == nil || !got.P50.Amount.Equal(dec("9600")) { // 9,647.97 in two digits
		t.Errorf("notification %+v", got)
	}
	if got := lineOf(t, e, "crisis"); got.Band != nil || got.Reason != "switched-off" || slices.Contains(e.Omits, "crisis") {
		t.Errorf("crisis %+v", got)
	}
	reasons := map[string]bool{}
	for _, l := range e.Lines {
		l.Step.Walk(func(s law.Step, _ int) {
			for _, a := range s.Args {
				if a.Name == "reason" {
					reasons[a.Value.Word] = true
				}
			}
		})
	}
	for _, o := range in.Lines {
		if !reasons[o.Reason] {
			t.Errorf("the reason %q is not told", o.Reason)
		}
	}
	// A range is a PERT.
	in.Lines = []LineOverride{{Line: "churn", Range: rangeOf("1000000", "2000000", "6000000"), Currency: "MAD", Reason: "x"}}
	in.Trials = 100_000
	if got := rawLine(t, m, in, "churn"); math.Abs(got.Mean-pertMean(1e6, 2e6, 6e6)) > 4*got.StdErr {
		t.Errorf("mean %.0f", got.Mean)
	}
}

// A fine that has a probability happens that often and then costs what is incurred;
// no policy pays it.
func TestEvents(t *testing.T) {
	m := model(t)
	fine := func(p law.Range) mc.Summary {
		in := everything(t)
		in.Trials = 100_000
		for i := range in.Overrides {
			if in.Overrides[i].Parameter == "fine-probability" {
				in.Overrides[i].Range = p
			}
		}
		return rawLine(t, m, in, "sanctions")
	}
	if got := fine(law.Exactly(dec("1"))); got.Mean != 400_000 || got.P5 != 400_000 {
		t.Errorf("a certain fine: %v", got.Mean)
	}
	if got := fine(law.Exactly(dec("0"))); got.Mean != 0 || got.Max != 0 {
		t.Errorf("an impossible fine: %v", got.Mean)
	}
	for _, p := range []law.Range{law.Exactly(dec("0.1")), rangeOf("0.02", "0.08", "0.26")} {
		if got := fine(p); math.Abs(got.Mean-40_000) > 4*got.StdErr || got.P50 != 0 || got.P95 != 400_000 {
			t.Errorf("one in ten: mean %.0f, P50 %v, P95 %v", got.Mean, got.P50, got.P95)
		}
	}
}

// Insurance takes what is between the retention and the limit above it, of what is
// insured, in any currency.
func TestNetOfInsurance(t *testing.T) {
	m := model(t)
	certain := func(cost string, own string) Input {
		in := everything(t)
		in.Lines = nil
		for _, l := range m.Lines {
			o := LineOverride{Line: l.ID, Off: true}
			switch l.ID {
			case "crisis":
				o = LineOverride{Line: l.ID, Range: law.Exactly(dec(cost)), Currency: "MAD"}
			case "sanctions":
				o = LineOverride{Line: l.ID, Range: law.Exactly(dec(own)), Currency: "MAD"}
			}
			in.Lines = append(in.Lines, o)
		}
		return in
	}
	money := func(s string) law.Money { return law.Money{Amount: dec(s), Currency: "MAD"} }
	for _, c := range []struct{ cost, own, retention, limit, net string }{
		{"100", "0", "500", "1000", "100"},       // below the retention
		{"500", "0", "500", "1000", "500"},       // at it
		{"600", "0", "500", "1000", "500"},       // above
		{"1500", "0", "500", "1000", "500"},      // the limit is just enough
		{"1700", "0", "500", "1000", "700"},      // above the limit
		{"600", "3000", "500", "1000", "3500"},   // the fine stays
		{"1000", "0", "0", "0", "1000"},          // no cover
		{"1000", "0", "0", "1000000", "0"},       // all covered
		{"0", "3000", "0", "1000000", "3000"},    // nothing insured
		{"2000", "1000", "100", "1000", "2000"},  // 2000 - 1000 + 1000
		{"1700", "0", "500", "100000000", "500"}, // no limit to speak of
	} {
		in := certain(c.cost, c.own)
		in.Insurance = &Insurance{money(c.retention), money(c.limit)}
		e := estimate(t, m, in)
		if e.Net.Band == nil || !e.Net.Band.P50.Amount.Equal(dec(c.net)) || !e.Net.Band.Mean.Amount.Equal(dec(c.net)) {
			t.Errorf("cost %s and fine %s, retention %s, limit %s: net %+v, want %s", c.cost, c.own, c.retention, c.limit, e.Net.Band, c.net)
		}
	}
	in := certain("960000", "0")
	in.Insurance = &Insurance{law.Money{Amount: dec("50000"), Currency: "USD"}, law.Money{Amount: dec("1000000"), Currency: "USD"}}
	e := estimate(t, m, in)
	if !e.Net.Band.P50.Amount.Equal(dec("480000")) { // 50,000 at 9.64797
		t.Errorf("net in dirhams %s", e.Net.Band.P50)
	}
	said := false
	e.Net.Step.Walk(func(s law.Step, _ int) { said = said || s.Key == "loss.rate" })
	if !said {
		t.Error("the conversion is not told")
	}
	if e := estimate(t, m, leak(1000)); e.Net.Band != nil || e.Net.Reason != "no-insurance" {
		t.Errorf("without insurance: %+v", e.Net)
	}
	// It never adds, and more cover never leaves more.
	in = leak(500_000)
	gross := estimate(t, m, in).Total
	before := gross
	for _, limit := range []string{"0", "100000", "1000000", "10000000", "1000000000"} {
		in.Insurance = &Insurance{money("200000"), money(limit)}
		net := estimate(t, m, in).Net.Band
		for i, p := range net.percentiles() {
			if p.Amount.GreaterThan(before.percentiles()[i].Amount) {
				t.Errorf("limit %s: percentile %d rises to %s", limit, i, p)
			}
		}
		before = net
	}
	// With all paid above the retention, what is left is that and what no policy pays.
	staff := rawLine(t, m, leak(500_000), "internal-time")
	expectNone(t, off("mean with all paid", float(before.Mean.Amount), 200_000+staff.Mean, 0.05))
}

// The range seen in practice has the median of the listed costs and the spread that
// is stated: P95 is some 8.5 times P50.
func TestPractice(t *testing.T) {
	m := model(t)
	e := estimate(t, m, leak(1_000_000))
	r := e.Practice.Range
	if r == nil || !r.P50.Amount.Equal(e.Total.P50.Amount) {
		t.Fatalf("got %+v beside %s", r, e.Total.P50)
	}
	for name, ratio := range map[string]float64{"P95": float(r.P95.Amount.Div(r.P50.Amount)), "P5": float(r.P50.Amount.Div(r.P5.Amount))} {
		if math.Abs(ratio/8.5-1) > 0.06 { // two digits on both
			t.Errorf("%s is %.2f times away, want 8.5", name, ratio)
		}
	}
	for name, c := range map[string]struct {
		take func(*Input)
		want string
	}{
		"no data left":      {func(in *Input) { in.DataLeft = law.No }, "no-data-left"},
		"perhaps data left": {func(in *Input) { in.DataLeft = law.Unknown }, "data-left-unknown"},
		"size unknown":      {func(in *Input) { in.People, in.Records = Known{}, Known{} }, "size-unknown"},
	} {
		in := leak(1000)
		c.take(&in)
		e := estimate(t, m, in)
		if e.Practice.Range != nil || e.Practice.Reason != c.want || e.Betterment != nil || e.Cash != nil {
			t.Errorf("%s: %+v, betterment %v, cash %v", name, e.Practice, e.Betterment, e.Cash)
		}
	}
	// What falls due in the three periods is the median again, at both ends of the
	// surveys taken one by one.
	if len(e.Cash) != 3 || !e.Cash[0].High.Amount.GreaterThan(e.Cash[1].High.Amount) || !e.Cash[1].High.Amount.GreaterThan(e.Cash[2].High.Amount) {
		t.Errorf("cash %+v", e.Cash)
	}
	median := float(e.Total.P50.Amount)
	for i, share := range [][2]float64{{0.45, 0.61}, {0.24, 0.31}, {0.15, 0.24}} {
		expectNone(t, off("low", float(e.Cash[i].Low.Amount), share[0]*median, 0.06))
		expectNone(t, off("high", float(e.Cash[i].High.Amount), share[1]*median, 0.06))
	}
	// 44 to 65 % of the whole is 0.79 to 1.86 times the rest.
	expectNone(t, off("betterment, low", float(e.Betterment.Low.Amount), 0.7857*median, 0.06))
	expectNone(t, off("betterment, high", float(e.Betterment.High.Amount), 1.857*median, 0.06))
}

// What is apart is in no total.
func TestHarmToOthersIsApart(t *testing.T) {
	m := model(t)
	in := everything(t)
	with := estimate(t, m, in)
	if len(with.Apart) != 1 || with.Apart[0].Band == nil {
		t.Fatalf("apart: %+v", with.Apart)
	}
	// 10,000 users, 6 hours, 17.92 an hour.
	if got := with.Apart[0].Band; !got.P50.Amount.Equal(dec("1100000")) || !got.P5.Amount.Equal(got.P95.Amount) {
		t.Errorf("time lost by users: %+v", got)
	}
	in.Users = Known{}
	if diff := cmp.Diff(with.Total, estimate(t, m, in).Total); diff != "" {
		t.Errorf("the total has it:\n%s", diff)
	}
}

// Prices of Morocco are those of Morocco; elsewhere they follow the price level, and
// a country nobody has the level of has no estimate.
func TestPricesOfTheCountry(t *testing.T) {
	m := model(t)
	at := func(country string, in Input) Estimate {
		in.Country = country
		return estimate(t, m, in)
	}
	base := leak(100_000)
	if diff := cmp.Diff(at("", base).Total, at("ma", base).Total); diff != "" {
		t.Errorf("without a country, prices are not those of Morocco:\n%s", diff)
	}
	ratio := float(at("fr", base).Total.P50.Amount.Div(at("ma", base).Total.P50.Amount))
	if !(ratio > 1.2 && ratio < 0.74/0.40) {
		t.Errorf("France costs %.2f times Morocco", ratio)
	}
	if !at("dz", base).Total.P50.Amount.LessThan(at("ma", base).Total.P50.Amount) {
		t.Error("Algeria is not cheaper than Morocco")
	}
	if e := at("tv", base); e.Total != nil || e.Anchors[0].Reason != "prices-unknown" {
		t.Errorf("a country without a price level has a total: %+v", e.Total)
	}
	// What the organisation gave is in its own prices already.
	in := base
	in.Overrides = []Override{{Parameter: "crisis-lump", Range: law.Exactly(dec("300000"))}}
	if got := lineOf(t, at("fr", in), "crisis").Band; !got.P50.Amount.Equal(dec("300000")) {
		t.Errorf("a given amount became %s", got.P50)
	}
}

// The order of the lines changes nothing in the total.
func TestOrderOfLines(t *testing.T) {
	m := fresh(t)
	slices.Reverse(m.Lines)
	in := everything(t)
	with, without := estimate(t, model(t), in), estimate(t, m, in)
	if diff := cmp.Diff(with.Total, without.Total); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(with.Curve, without.Curve); diff != "" {
		t.Error(diff)
	}
}
