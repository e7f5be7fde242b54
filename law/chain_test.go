package law

import (
	"errors"
	"testing"
	"testing/fstest"
	"time"

	"breachimpact/law/cal"
	"breachimpact/law/strict"

	"pgregory.net/rapid"
)

func TestAClockStartsInOneWay(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"from an event", "{from: classified-major, standard: fixed, within: 4h}", ""},
		{"after a report", "{after: {to: authority, step: initial}, standard: fixed, within: 72h}", ""},
		{"after the last of several", "{after: {to: authority, step: intermediate, last: yes}, standard: fixed, within: 1m}", ""},
		{"without a figure after a report", "{after: {to: authority, step: initial}, standard: without-undue-delay}", ""},
		{"with two limits", "{from: classified-major, standard: fixed, within: 4h, latest: {from: aware, within: 24h}}", ""},
		{"from nothing", "{standard: fixed, within: 4h}", "clock-start"},
		{"from both", "{from: aware, after: {to: authority, step: initial}, standard: fixed, within: 4h}", "clock-start"},
		{"from a report that no file names by itself", "{from: submitted, standard: fixed, within: 4h}", "unknown-value"},
		{"a second limit without a first", "{from: aware, standard: immediate, latest: {from: aware, within: 24h}}", "clock-figure"},
		{"a step that does not exist", "{after: {to: authority, step: second}, standard: fixed, within: 72h}", "unknown-value"},
		{"a report to nobody", "{after: {step: initial}, standard: fixed, within: 72h}", "missing-key"},
	} {
		var clock Clock
		if got := codes(read(t, c.text, &clock)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func submitted(pairs ...string) (out []Submission) {
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, Submission{"authority", ReportStep(pairs[i]), moment(pairs[i+1])})
	}
	return out
}

func due(d Deadline) string {
	if d.Due == nil {
		return d.Step.Key
	}
	return d.Due.Format(time.RFC3339)
}

func TestClocksChainOnReports(t *testing.T) {
	fr := embedded.Find("fr")
	const first, last = "{after: {to: authority, step: intermediate}, standard: fixed, within: 72h}", "{after: {to: authority, step: intermediate, last: yes}, standard: fixed, within: 1m}"
	for _, c := range []struct {
		name, clock string
		reports     []Submission
		want        string
	}{
		{"nothing was sent", first, nil, "deadline.not-started.chained"},
		{"another report was sent", first, submitted("initial", "2026-03-02T10:00:00+01:00"), "deadline.not-started.chained"},
		{"a report to somebody else", first, []Submission{{"other", IntermediateReport, moment("2026-03-02T10:00:00+01:00")}}, "deadline.not-started.chained"},
		{"one", first, submitted("intermediate", "2026-03-02T10:00:00+01:00"), "2026-03-05T10:00:00+01:00"},
		{"the first of two", first, submitted("intermediate", "2026-03-06T10:00:00+01:00", "intermediate", "2026-03-02T10:00:00+01:00"), "2026-03-05T10:00:00+01:00"},
		{"the last of two", last, submitted("intermediate", "2026-03-06T10:00:00+01:00", "intermediate", "2026-03-02T10:00:00+01:00"), "2026-04-06T23:59:00+02:00"},
		{"one of two is not dated", last, submitted("intermediate", "2026-03-06T10:00:00+01:00", "intermediate", ""), "deadline.not-started.chained"},
		{"only its day is known", first, submitted("intermediate", "2026-03-02"), "2026-03-05T00:00:00+01:00"},
		{"only its month is known", first, submitted("intermediate", "2026-03"), "deadline.month-only"},
	} {
		d := clock(t, c.clock).apply(Times{Submissions: c.reports, Public: moment("2026-03-01")}, fr)
		if got := due(d); got != c.want || d.IfPublic != nil || d.Event != "moment.submitted.intermediate" {
			t.Errorf("%s: got %s (%s, %v), want %s", c.name, got, d.Event, d.IfPublic, c.want)
		}
	}
}

// The months of Regulation 1182/71, art. 3(2)(c), as the EDPB's guidelines on
// access show them (01/2022, points 160 and 161), and the working day of art. 3(4).
func TestMonths(t *testing.T) {
	zone := embedded.Find("fr").Zone
	weekend := &Jurisdiction{Zone: zone, Office: &Office{Weekend: []Weekday{"saturday", "sunday"}, Known: HolidayLimits{2017, 2027}}}
	for _, c := range []struct{ name, from, within, roll, want string }{
		{"the day of the same number", "2021-03-05", "1m", "", "2021-04-05T23:59:00+02:00"},
		{"the last day of a shorter month", "2021-08-31", "1m", "", "2021-09-30T23:59:00+02:00"},
		{"the end of February", "2025-01-31", "1m", "", "2025-02-28T23:59:00+01:00"},
		{"of a leap year", "2024-01-31", "1m", "", "2024-02-29T23:59:00+01:00"},
		{"over the end of a year", "2025-12-31", "2m", "", "2026-02-28T23:59:00+01:00"},
		{"twelve of them", "2024-02-29", "12m", "", "2025-02-28T23:59:00+01:00"},
		{"ending on a Sunday, unless it rolls", "2026-03-05", "1m", "", "2026-04-05T23:59:00+02:00"},
		{"ending on a Sunday, when it rolls", "2026-03-05", "1m", ", roll: next-working-day", "2026-04-06T23:59:00+02:00"},
		{"ending on a working day, when it rolls", "2026-08-31", "1m", ", roll: next-working-day", "2026-09-30T23:59:00+02:00"},
		{"the hour of the start does not count", "2021-03-05T23:30:00+01:00", "1m", "", "2021-04-05T23:59:00+02:00"},
		{"its day is that of the place", "2021-03-05T23:30:00Z", "1m", "", "2021-04-06T23:59:00+02:00"},
	} {
		d := clock(t, "{from: aware, standard: fixed, within: "+c.within+c.roll+"}").apply(Times{Aware: moment(c.from)}, weekend)
		if due(d) != c.want || d.Step.Key != "deadline.fixed.months" || d.Earliest {
			t.Errorf("%s: got %s (%s), want %s", c.name, due(d), d.Step.Key, c.want)
		}
	}
	if got := (cal.Day{Year: 2021, Month: 10, Day: 31}).AddMonths(4); got != (cal.Day{Year: 2022, Month: 2, Day: 28}) {
		t.Errorf("four months after the end of October: %v", got)
	}
}

// DORA's initial notification: four hours after classification, at most 24 hours
// after awareness, unless it was classified only later.
func TestOfTwoLimitsTheEarlierCounts(t *testing.T) {
	fr := embedded.Find("fr")
	c := clock(t, "{from: classified-major, standard: fixed, within: 4h, latest: {from: aware, within: 24h}}")
	const aware = "2025-12-22T06:00:00+01:00"
	for _, x := range []struct{ name, aware, classified, want, note, event string }{
		{"classified at once", aware, "2025-12-22T06:00:00+01:00", "2025-12-22T10:00:00+01:00", "deadline.latest", "moment.classified-major"},
		{"classified after 20 hours: both end together", aware, "2025-12-23T02:00:00+01:00", "2025-12-23T06:00:00+01:00", "deadline.latest", "moment.classified-major"},
		{"classified after 21 hours", aware, "2025-12-23T03:00:00+01:00", "2025-12-23T06:00:00+01:00", "deadline.latest", "moment.aware"},
		{"classified after 24 hours", aware, "2025-12-23T06:00:00+01:00", "2025-12-23T06:00:00+01:00", "deadline.latest", "moment.aware"},
		{"classified a second later still", aware, "2025-12-23T06:00:01+01:00", "2025-12-23T10:00:01+01:00", "deadline.latest.passed", "moment.classified-major"},
		{"awareness is not dated", "", "2025-12-22T06:00:00+01:00", "2025-12-22T10:00:00+01:00", "deadline.latest", "moment.classified-major"},
		{"classification is not dated", aware, "", "deadline.not-started.chained", "deadline.latest.alone", "moment.classified-major"},
		{"neither is dated", "", "", "deadline.not-started.chained", "deadline.latest", "moment.classified-major"},
		{"only the month of classification is known", aware, "2025-12", "deadline.month-only", "deadline.latest", "moment.classified-major"},
	} {
		d := c.apply(Times{Aware: moment(x.aware), Classified: moment(x.classified)}, fr)
		notes := d.Step.Parts
		if due(d) != x.want || d.Event != x.event || len(notes) != 1 || notes[0].Key != x.note || len(notes[0].Parts) != 2 {
			t.Errorf("%s: got %s by %s (%v), want %s by %s (%s)", x.name, due(d), d.Event, d.Step.keys(), x.want, x.event, x.note)
		}
	}
}

// A later awareness never brings a deadline forward, for any clock of any rulebook
// that starts from awareness; nor does moving everything later, for any clock at
// all. The exception is the text's own: awareness so late that a ceiling had not
// yet passed at classification.
func TestALaterAwarenessNeverBringsADeadlineForward(t *testing.T) {
	start := instantOf("2017-06-01T00:00:00Z")
	at := func(minutes int) Moment {
		m := start.Add(time.Duration(minutes) * time.Minute)
		return Moment{Date: DateOf(m), Time: m}
	}
	all := 0
	for _, j := range embedded.Jurisdictions {
		for _, p := range j.Provisions {
			for _, v := range p.Versions {
				if v.Duty == nil || v.Duty.Clock == nil || v.Duty.Clock.Within == nil {
					continue
				}
				all++
				rapid.Check(t, func(t *rapid.T) {
					aware := rapid.IntRange(0, 5_000_000).Draw(t, "aware")
					later := aware + rapid.IntRange(0, 200_000).Draw(t, "later")
					of := func(aware, shift int) *time.Time {
						reports := []Submission{}
						if after := v.Duty.Clock.After; after != nil {
							reports = append(reports, Submission{after.To, after.Step, at(shift + 3000)})
						}
						return v.Duty.Clock.apply(Times{Aware: at(aware), Classified: at(shift + 600), Submissions: reports}, j).Due
					}
					if v.Duty.Clock.From == Aware {
						if a, b := of(aware, 0), of(later, 0); b.Before(*a) {
							t.Fatalf("%s: aware at %d due %s, at %d due %s", p.ID, aware, a, later, b)
						}
					}
					if a, b := of(aware, aware), of(later, later); b.Before(*a) {
						t.Fatalf("%s: everything at %d due %s, at %d due %s", p.ID, aware, a, later, b)
					}
				})
			}
		}
	}
	if all < 5 {
		t.Errorf("only %d clocks with a figure were tried", all)
	}
}

// The tables of civil time of France and Brussels, against the tz database.
func TestTheZonesOfTheUnionAreThoseOfTheDatabase(t *testing.T) {
	for code, name := range map[string]string{"fr": "Europe/Paris", "eu": "Europe/Brussels"} {
		want, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zone := embedded.Find(code).Zone
		for hour := instantOf("2017-01-01T00:00:00Z"); hour.Year() < 2028; hour = hour.Add(time.Hour) {
			if _, offset := hour.In(want).Zone(); zone.Offset(hour) != offset {
				t.Fatalf("%s, %s: %d, the database has %d", code, hour, zone.Offset(hour), offset)
			}
		}
	}
}

// A guideline and a chained clock in a rulebook are held to what exists.
func TestGuidelinesAreChecked(t *testing.T) {
	guideline := func(rows string) string {
		return `guidelines:
  - id: xx.scale
    name: {fr: barème, ar: سلّم, en: scale}
    note: {fr: indicatif, ar: للاستئناس, en: indicative}
    scales:
      - name: {fr: taille, ar: الحجم, en: size}
        by: turnover
        cites: [{instrument: xx.law, consulted: 2026-01-01}]
        rows: ` + rows + `
    cites: [{instrument: xx.law, consulted: 2026-01-01}]
    checked: 2026-01-01
`
	}
	load := func(text string) string {
		files := goodFiles(t)
		files["xx/guidelines.yaml"] = &fstest.MapFile{Data: []byte(text)}
		_, err := Load(files)
		var faults strict.Faults
		errors.As(err, &faults)
		return codes(faults)
	}
	for _, c := range []struct{ name, rows, want string }{
		{"good", "[{up-to: 1 EUR, low: 1 %, high: 2 %}, {low: 3 %, high: 4 %}]", ""},
		{"another currency", "[{up-to: 1 MAD, low: 1 %, high: 2 %}, {low: 3 %, high: 4 %}]", "LAW-015"},
		{"words for an amount", "[{is: low, low: 1 %, high: 2 %}]", "LAW-010"},
		{"a row upside down", "[{low: 4 %, high: 3 %}]", "range-order"},
		{"no last row", "[{up-to: 1 EUR, low: 1 %, high: 2 %}]", "bands-order"},
		{"a weak row that says no why", "[{low: 1 %, high: 2 %, mark: judged}]", "LAW-018"},
	} {
		if got := load(guideline(c.rows)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A report that was sent ends the clock: late is then what was late when it was
// sent, whatever the day of reading.
func TestAReportThatWasSentEndsTheClock(t *testing.T) {
	aware := Times{Aware: moment("2026-03-02T09:00:00+01:00"), AsOf: instantOf("2026-11-21T12:00:00Z")}
	for _, c := range []struct {
		name, sent string
		late       bool
	}{
		{"not sent", "", true},
		{"in time", "2026-03-05T09:00:00+01:00", false},
		{"a minute late", "2026-03-05T09:01:00+01:00", true},
		{"on the last day, at an unknown hour", "2026-03-05", false},
		{"the day after", "2026-03-06", true},
		{"that month", "2026-03", false},
		{"the month after", "2026-04", true},
	} {
		a := union(nil)
		a.Times = aware
		if c.sent != "" {
			a.Times.Submissions = []Submission{{"supervisory-authority", InitialReport, moment(c.sent)}}
		}
		d := finding(t, a.Findings(), "eu.gdpr.33-1").Deadline
		if d.Late(aware.AsOf) != c.late || d.Sent.IsZero() != (c.sent == "") || d.Due.Format(time.RFC3339) != "2026-03-05T09:00:00+01:00" {
			t.Errorf("%s: late %v, sent %s, due %s", c.name, d.Late(aware.AsOf), d.Sent, d.Due)
		}
	}
}
