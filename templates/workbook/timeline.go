package workbook

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/law/cal"
	"breachimpact/templates/book"
	"breachimpact/templates/theme"

	"github.com/shopspring/decimal"
)

// clockBar is one clock that runs, or ran until the report was sent.
type clockBar struct {
	label  string
	figure string // that explains it; "" of a contract, which the file itself states
	rank   int    // what to look at first
	late   bool
	start  time.Time
	due    *time.Time // nil where the text has no figure
	end    time.Time  // when it stopped to count: when the report was sent, else now
	term   string
}

// pieces are the lengths that a bar is made of, one after another, in time since
// the first trigger: the room before it, what has run of the time allowed, what has
// run beyond it, the room between a report that was sent and now, and what is left.
type pieces struct{ before, run, over, after, left time.Duration }

func (c clockBar) pieces(origin, now time.Time) pieces {
	p := pieces{before: c.start.Sub(origin)}
	switch {
	case c.due == nil || !c.end.After(*c.due):
		p.run = max(0, c.end.Sub(c.start))
	default:
		p.run = c.due.Sub(c.start)
		p.over = c.end.Sub(*c.due)
	}
	p.after = max(0, now.Sub(c.start)) - p.run - p.over
	if c.due != nil && c.end.Equal(now) {
		p.left = max(0, c.due.Sub(now))
	}
	return p
}

// Columns of the timeline's table.
const (
	timeLabel = iota
	timeBefore
	timeRun
	timeOver
	timeAfter
	timeNow
	timeLeft
	timeTerm
)

// nowWidth is the width of the mark of the present, as a share of the whole chart:
// a mark of no width could not be seen.
var nowWidth = decimal.New(5, -3)

// timeline is the table of every clock that has started, from its row on a sheet
// on, and the chart of it. Whoever calls it places the chart. Without a started
// clock there is neither.
func (b *builder) timeline(sheet string, first int) ([][]book.Cell, book.Chart, bool) {
	bars := b.clockBars()
	if len(bars) == 0 {
		return nil, book.Chart{}, false
	}
	origin, end := bars[0].start, b.a.AsOf
	for _, c := range bars {
		if c.start.Before(origin) {
			origin = c.start
		}
		if c.due != nil && c.due.After(end) {
			end = *c.due
		}
	}
	names := []string{"clock", "before", "run", "over", "after", "now", "left", "term"}
	var header []book.Cell
	for i, name := range names {
		header = append(header, str(i, b.text("timeline."+name), sHeader))
	}
	header[timeTerm].Span = 4
	rows := [][]book.Cell{header}
	late := 0
	for _, c := range bars {
		if c.late {
			late++
		}
		p := c.pieces(origin, b.a.AsOf)
		cells := []book.Cell{str(timeLabel, c.label, sText)}
		for i, length := range []decimal.Decimal{hours(p.before), hours(p.run), hours(p.over), hours(p.after), hours(end.Sub(origin)).Mul(nowWidth).Round(2), hours(p.left)} {
			cell := num(timeBefore+i, length, sNumber)
			if c.figure != "" {
				cell = b.explained(cell, c.figure)
			}
			cells = append(cells, cell)
		}
		rows = append(rows, append(cells, wide(timeTerm, 4, c.term, sText)))
	}
	chart := book.Chart{
		Kind:   book.Timeline,
		Title:  b.text("timeline.title"),
		Alt:    b.text("timeline.alt", law.With("count", law.OfInt(len(bars))), law.With("late", law.OfInt(late)), law.With("now", law.OfTime(b.a.AsOf))),
		XTitle: b.embedded(b.text("timeline.axis", law.With("origin", law.OfTime(origin)), law.With("now", law.OfTime(b.a.AsOf)))), XFormat: wholeFormat, XMin: "0",
	}
	look := b.look.Colours
	for _, x := range []struct {
		column int
		colour theme.Colour
	}{{timeBefore, ""}, {timeRun, look.Muted}, {timeOver, look.BadInk}, {timeAfter, ""}, {timeNow, look.Ink}, {timeLeft, look.GoodInk}} {
		// A piece that no bar has would only fill the legend.
		if !slices.ContainsFunc(rows[1:], func(cells []book.Cell) bool { return cells[x.column].Value != book.Decimal("0") }) {
			continue
		}
		chart.Series = append(chart.Series, book.Series{
			Sheet: sheet, NameRow: first, NameColumn: x.column, FirstRow: first + 1, LastRow: first + len(bars),
			XColumn: timeLabel, YColumn: x.column, Colour: string(x.colour), Hidden: x.colour == "",
		})
	}
	return rows, chart, true
}

func hours(d time.Duration) decimal.Decimal {
	return decimal.NewFromInt(int64(d / time.Minute)).Div(decimal.NewFromInt(60)).Round(2)
}

// clockBars are the started clocks of the duties that are to be done, prepared or
// settled, and of contracts: what is late at the top, what is certain before what
// may not apply, and last what was sent.
func (b *builder) clockBars() []clockBar {
	var out []clockBar
	for _, d := range byUrgency(b.a.Duties) {
		if d.Headline == impact.NotDue {
			continue
		}
		f := deciding(d)
		if f.Deadline == nil {
			continue
		}
		c, started := b.clockBar(f.Deadline, &d.Jurisdiction.Zone, d.Headline == impact.Due)
		if !started {
			continue
		}
		c.figure = b.decidingAt(d).String() + ".deadline." + f.Provision.ID
		c.label = b.barLabel(b.conclusion(d, d.Headline), f.Provision.Heading.In(b.loc.Language), c, f.Deadline, d.Headline == impact.Due)
		out = append(out, c)
	}
	for i := range b.a.Contracts {
		o := &b.a.Contracts[i]
		if c, started := b.clockBar(&o.Deadline, nil, true); started {
			c.label = b.barLabel(b.text("timeline.contract"), o.Obligation.To.Text.In(b.loc.Language), c, &o.Deadline, true)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(x, y clockBar) int { return x.rank - y.rank })
	return out
}

// clockBar is a clock as a bar; false for one that has not started, or of which
// only the month is known. A day without an hour is its first instant, as in the
// clock itself. certain says that the duty applies.
func (b *builder) clockBar(d *law.Deadline, zone *cal.Zone, certain bool) (clockBar, bool) {
	instant := func(m law.Moment) time.Time {
		switch {
		case m.HasTime():
			return m.Time
		case zone != nil:
			return zone.StartOfDay(m.Date.Year, m.Date.Month, m.Date.Day)
		}
		return time.Date(m.Date.Year, m.Date.Month, m.Date.Day, 0, 0, 0, 0, d.Due.Location())
	}
	// The clock of a contract without a due time has no zone to count in, and none
	// that has one lacks it.
	if d.Trigger.IsZero() || d.Trigger.Month || d.Sent.Month || d.Standard == law.FixedTime && d.Due == nil {
		return clockBar{}, false
	}
	c := clockBar{start: instant(d.Trigger), due: d.Due, end: b.a.AsOf, term: b.term(d), late: certain && d.Late(b.a.AsOf)}
	if c.start.After(b.a.AsOf) {
		return clockBar{}, false // not yet
	}
	switch {
	case !d.Sent.IsZero():
		c.end, c.rank = instant(d.Sent), 3
	case !certain:
		c.rank = 2
	case !c.late:
		c.rank = 1
	}
	return c, true
}

// barLabel names a bar in words that stand without its colour.
func (b *builder) barLabel(conclusion, what string, c clockBar, d *law.Deadline, certain bool) string {
	if c.late && d.Sent.IsZero() {
		conclusion = b.text("timeline.late")
	}
	parts := []string{conclusion + b.text("format.colon") + cut(what, labelLength)}
	if d.Sent.IsZero() {
		parts = append(parts, b.counted(d, certain))
	}
	return b.embedded(strings.Join(parts, " · "))
}

// embedded sets a text from right to left where the language runs so. A cell has a
// direction of its own; the label that a chart makes of it has none, and would put
// a Latin name in the middle of a sentence at its wrong end.
func (b *builder) embedded(s string) string {
	if b.loc.RightToLeft {
		return "\u202B" + s + "\u202C"
	}
	return s
}

// labelLength is how much of a name fits beside a bar.
const labelLength = 60

// cut shortens a text at a word.
func cut(s string, length int) string {
	runes := []rune(s)
	if len(runes) <= length {
		return s
	}
	s = string(runes[:length])
	if space := strings.LastIndex(s, " "); space > 0 {
		s = s[:space]
	}
	return s + "…"
}

// byUrgency puts what is to be done before what is to be prepared and to be
// settled, what was sent after them, and what does not apply last; among them law
// before practice, and what is due at once or ends next at the top.
func byUrgency(duties []impact.DutyView) []impact.DutyView {
	order := []impact.Headline{impact.Due, impact.Prepare, impact.Open}
	rank := func(d impact.DutyView) int {
		switch at := slices.Index(order, d.Headline); {
		case d.Headline == impact.NotDue:
			return len(order) + 1
		case at < 0 || d.Done() != nil:
			return len(order)
		default:
			return at
		}
	}
	due := func(d impact.DutyView) int64 {
		switch at := deciding(d).Deadline; {
		case at == nil:
			return 1<<63 - 1
		case at.Due == nil && at.Trigger.IsZero():
			return 1<<63 - 2 // its clock has not started
		case at.Due == nil:
			return 0 // at once: nothing ends sooner
		default:
			return at.Due.Unix()
		}
	}
	practice := func(d impact.DutyView) int {
		if d.Finding().Version.Duty.Basis == law.Statutory {
			return 0
		}
		return 1
	}
	out := slices.Clone(duties)
	slices.SortStableFunc(out, func(x, y impact.DutyView) int {
		return cmp.Or(rank(x)-rank(y), practice(x)-practice(y), cmp.Compare(due(x), due(y)))
	})
	return out
}
