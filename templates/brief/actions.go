package brief

import (
	"cmp"
	"slices"
	"time"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/line"
)

// actions lists what to do, the most certain first.
func (b *brief) actions() {
	b.document.heading(2, b.say("section.actions"))
	b.notKnown()
	if len(b.a.Duties) == 0 && len(b.a.Contracts) == 0 && len(NotInForce(b.a, law.DutyKind, b.l)) == 0 && b.answerable() {
		b.paragraph(b.say("actions.none"))
	}
	var done []item
	for _, h := range []impact.Headline{impact.Due, impact.Prepare, impact.Open, impact.NotDue} {
		var items []item
		if h == impact.NotDue && len(done) > 0 {
			b.document.heading(3, b.say("done"))
			b.list(done...)
		}
		for _, d := range b.listed() {
			switch {
			case d.Headline != h:
			case h == impact.NotDue:
				items = append(items, b.dutyNotDue(d))
			case d.Done() != nil:
				done = append(done, b.duty(d))
			default:
				items = append(items, b.duty(d))
			}
		}
		if len(items) > 0 {
			b.document.heading(3, b.say("headline."+string(h)))
			b.list(items...)
		}
		if h == impact.Due {
			b.contracts()
		}
	}
	b.notInForce(law.DutyKind)
}

func (b *brief) duty(d impact.DutyView) item {
	f := d.Applied()
	duty := f.Version.Duty
	it := item{name: b.in(f.Provision.Heading), under: b.of(d)}
	add := func(key, text string) {
		if text != "" {
			it.under = append(it.under, item{name: b.say("duty." + key), text: text})
		}
	}
	if at := d.Done(); at != nil {
		it.text = b.done(at)
	}
	add("clock", b.clock(f, certain(d)))
	if to := d.Jurisdiction.Addressee(duty.To); to != nil {
		add("to", b.in(to.Name))
		if d.Headline != impact.Open { // how to reach them matters once it is known that one must
			add("channel", b.channel(to))
		}
	}
	add("bearer", b.in(duty.Bearer))
	add("basis", b.basis(f))
	add("missing", b.commas(b.factNames(b.missing(d)...)))
	add("advice", b.in(duty.Advice))
	add("lest", b.lest(d.Jurisdiction, duty.Lest))
	add("answers", b.answers("duty", d.Jurisdiction, verdictOf(d.Confirmed), verdictOf(d.Claimed)))
	if duty.Basis == law.Statutory && f.Version.Status != law.Announced {
		add("in-force", b.inForce(d))
	}
	it.under = append(it.under, b.cautions(d)...)
	it.under = append(it.under, b.reserve(f.Version.Mark, f.Version.Why)...)
	return it
}

func (b *brief) channel(to *law.Addressee) string {
	text := b.in(to.Channel)
	if to.URL != "" {
		text = b.say("duty.channel.at", worded("channel", text), quoted("url", to.URL))
	}
	return b.marked(text, to.Mark)
}

// dutyNotDue is one line: it is there so that nobody wonders whether the duty
// was thought of.
func (b *brief) dutyNotDue(d impact.DutyView) item {
	return item{name: b.in(d.Finding().Provision.Heading), text: b.basis(d.Finding()), under: append(b.of(d), b.cautions(d)...)}
}

// of names the law a duty belongs to, where the report has several.
func (b *brief) of(d impact.DutyView) []item {
	if b.shown() < 2 {
		return nil
	}
	return []item{{name: b.say("duty.law"), text: b.in(d.Jurisdiction.Name)}}
}

// listed are the duties in the order they are read: statutory ones first, one law
// after another, and within a law the next to end at the top.
func (b *brief) listed() []impact.DutyView {
	out := slices.Clone(b.a.Duties)
	place := func(d impact.DutyView) int {
		return slices.IndexFunc(b.a.Claimed.Jurisdictions, func(j impact.JurisdictionView) bool { return j.Jurisdiction == d.Jurisdiction })
	}
	practice := func(d impact.DutyView) int {
		if d.Finding().Version.Duty.Basis == law.Statutory {
			return 0
		}
		return 1
	}
	due := func(d impact.DutyView) *time.Time {
		if at := d.Applied().Deadline; at != nil {
			return at.Due
		}
		return nil
	}
	slices.SortStableFunc(out, func(x, y impact.DutyView) int {
		return cmp.Or(practice(x)-practice(y), place(x)-place(y), sooner(due(x), due(y)))
	})
	return out
}

// basis tells law from good practice; what is only practice cites no article.
func (b *brief) basis(f *law.Finding) string {
	basis := b.say("basis." + string(f.Version.Duty.Basis))
	if f.Version.Duty.Basis != law.Statutory {
		return basis
	}
	if f.Version.Status == law.Announced {
		basis = b.say("duty.basis-announced")
	}
	return b.say("duty.text", worded("basis", basis), worded("cites", b.cites(f.Version.Cites)))
}

// missing lists the facts that the standpoints that count wait for.
func (b *brief) missing(d impact.DutyView) []law.FactID { return b.missingOf(d.Confirmed, d.Claimed) }

func (b *brief) missingOf(confirmed, claimed *law.Finding) []law.FactID {
	var out []law.FactID
	if confirmed != nil {
		out = append(out, confirmed.Missing...)
	}
	if claimed != nil && !b.refuted() {
		out = append(out, claimed.Missing...)
	}
	return out
}

func verdictOf(f *law.Finding) *law.Verdict {
	if f == nil {
		return nil
	}
	return &f.Verdict
}

// answers words the verdicts of both standpoints. kind is duty or exposure.
func (b *brief) answers(kind string, j *law.Jurisdiction, confirmed, claimed *law.Verdict) string {
	word := func(v *law.Verdict, at *impact.View) string {
		switch {
		case v == nil && outOfScope(at, j):
			return b.say("scope.no")
		case v == nil:
			return b.say("duty.not-in-force")
		case kind == "exposure":
			return b.say("exposure." + v.String())
		}
		return b.l.Value(law.OfVerdict(*v))
	}
	k, c := word(confirmed, &b.a.Confirmed), word(claimed, &b.a.Claimed)
	if k == c {
		return b.say("answers.same", worded("answer", k))
	}
	return b.both(k, c)
}

// outOfScope tells whether a law does not apply at a standpoint.
func outOfScope(v *impact.View, j *law.Jurisdiction) bool {
	return slices.ContainsFunc(v.Jurisdictions, func(at impact.JurisdictionView) bool {
		return at.Jurisdiction == j && !at.Scope.NotKnown && at.Scope.Verdict == law.No
	})
}

// lest names the sanctions for failing a duty.
func (b *brief) lest(j *law.Jurisdiction, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return b.say("duty.lest.text", worded("cites", b.join(b.provisions(j, ids...))))
}

// provisions names provisions by their articles, in the version retained; what is
// only practice has none and goes by its heading.
func (b *brief) provisions(j *law.Jurisdiction, ids ...string) []string {
	var cites []law.Citation
	var others []string
	for _, id := range ids {
		p := j.Provision(id)
		if p == nil || len(p.Versions) == 0 {
			others = append(others, line.Clean(id))
			continue
		}
		for _, v := range b.retained(j, p) {
			if v.Duty == nil || v.Duty.Basis == law.Statutory {
				cites = append(cites, v.Cites...)
			} else if heading := b.in(p.Heading); !slices.Contains(others, heading) {
				others = append(others, heading)
			}
		}
	}
	return append(places(cites, b.a.Rulebook, b.l), others...)
}

// provision names one provision.
func (b *brief) provision(j *law.Jurisdiction, id string) string {
	return b.join(b.provisions(j, id))
}

// marked adds the mark of what was not verified.
func (b *brief) marked(text string, mark law.Confidence) string {
	if mark.Firm() {
		return text
	}
	return b.say("step.marked", worded("line", text), worded("mark", b.l.Text("mark."+string(mark))))
}

// contracts lists the clocks the organisation owes by contract: the file states
// them, and no rulebook was asked.
func (b *brief) contracts() {
	var items []item
	for _, c := range b.a.Contracts {
		o := c.Obligation
		it := item{name: b.in(o.To.Text), text: b.say("contract.act." + string(o.Act))}
		it.under = append(it.under, item{text: b.fixedClock(o.Within, &c.Deadline, true)})
		if o.Source.ID != "" {
			it.under = append(it.under, item{text: b.say("contract.source", quoted("source", o.Source.ID))})
		}
		items = append(items, it)
	}
	if len(items) > 0 {
		b.document.heading(3, b.say("headline.contract"))
		b.list(items...)
	}
}
