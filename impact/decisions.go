package impact

import (
	"slices"
	"time"

	"breachimpact/impact/incident"
	"breachimpact/law"
)

// Request is a decision that management is asked for. Those of an assessment are
// derived from its duties, clocks and unknowns, and never say that a duty exists
// where none was found.
type Request struct {
	Kind     RequestKind
	Duty     *DutyView     // of Report, Inform, Ready, Document, Offer and Advise: the first of them
	Contract *ContractView // of Contract
	Question *Question     // of Settle
	Others   int           // how many more of the same kind wait
}

// RequestKind is the closed set of decisions.
type RequestKind string

// The kinds, in the order in which they are asked.
const (
	AskReport   RequestKind = "report"   // send what the law requires to an authority
	AskContract RequestKind = "contract" // send what a contract requires
	AskInform   RequestKind = "inform"   // tell the people, as the law requires
	AskReady    RequestKind = "ready"    // have the message to the people ready: due if the claim is confirmed
	AskSettle   RequestKind = "settle"   // give somebody the question that decides most duties
	AskDocument RequestKind = "document" // keep a record, or complete one, as the law requires
	AskOffer    RequestKind = "offer"    // tell the people, which is advised
	AskAdvise   RequestKind = "advise"   // another step that is advised
	AskSpend    RequestKind = "spend"    // release the money of the listed costs
	AskRecord   RequestKind = "record"   // keep the record, and look again
)

// mostRequests is how many decisions are put to management at once: the first
// ones; the plan of work has the rest.
const mostRequests = 3

// Options lists the kinds, in order.
func (RequestKind) Options() []string {
	return []string{string(AskReport), string(AskContract), string(AskInform), string(AskReady), string(AskSettle), string(AskDocument), string(AskOffer), string(AskAdvise), string(AskSpend), string(AskRecord)}
}

// Requests are the decisions asked of management, at most three, the most binding
// first.
func (a *Assessment) Requests() []Request {
	found := map[RequestKind]*Request{}
	add := func(kind RequestKind, r Request) {
		if have := found[kind]; have != nil {
			have.Others++
			return
		}
		r.Kind = kind
		found[kind] = &r
	}
	for i := range a.Duties {
		d := &a.Duties[i]
		if d.Done() == nil && !a.decided(d.Finding().Provision.ID) && (d.Headline == Due || d.Headline == Prepare) {
			add(requestFor(*d), Request{Duty: d})
		}
	}
	for i := range a.Contracts {
		if c := &a.Contracts[i]; c.Deadline.Sent.IsZero() {
			add(AskContract, Request{Contract: c})
		}
	}
	for i := range a.Questions {
		if q := &a.Questions[i]; q.Duties > 0 {
			add(AskSettle, Request{Question: q})
		}
	}
	if a.Believed().Loss.Total != nil {
		add(AskSpend, Request{})
	}
	var out []Request
	for _, kind := range RequestKind("").Options() {
		if r := found[RequestKind(kind)]; r != nil && len(out) < mostRequests {
			out = append(out, *r)
		}
	}
	if len(out) == 0 {
		out = append(out, Request{Kind: AskRecord})
	}
	return out
}

// decided tells whether somebody has taken a decision on a duty: it is not asked again.
func (a *Assessment) decided(duty string) bool {
	return slices.ContainsFunc(a.Incident.Decisions, func(d incident.Decision) bool { return string(d.Duty) == duty })
}

// requestFor is the decision that a duty to be done, or to be prepared, asks for.
func requestFor(d DutyView) RequestKind {
	duty := d.Finding().Version.Duty
	people := duty.Act == law.Communicate
	switch {
	case duty.Basis == law.Practice && people:
		return AskOffer
	case duty.Basis == law.Practice:
		return AskAdvise
	case people && d.Headline == Prepare:
		return AskReady
	case people:
		return AskInform
	case duty.Act == law.Document || duty.Act == law.Update:
		return AskDocument
	}
	return AskReport
}

// Believed is the standpoint that a report goes by: what is confirmed and claimed
// together, unless the claim is refuted.
func (a *Assessment) Believed() *View {
	if a.Refuted() {
		return &a.Confirmed
	}
	return &a.Claimed
}

// Update is when management should next be told how things stand, and why then.
// It orders work and is no legal time limit.
type Update struct {
	At     time.Time
	Reason UpdateReason
}

// UpdateReason is the closed set of reasons.
type UpdateReason string

// The reasons: a clock ends before anything else, there is work of the next hour
// or day, or only of the next week.
const (
	UpdateClock UpdateReason = "clock"
	UpdateDay   UpdateReason = "day"
	UpdateWeek  UpdateReason = "week"
)

// Options lists the reasons.
func (UpdateReason) Options() []string {
	return []string{string(UpdateClock), string(UpdateDay), string(UpdateWeek)}
}

// NextUpdate proposes when management should next be told: a day from now while
// there is work of the next hour or day, a week otherwise, and never after the next
// clock ends.
func (a *Assessment) NextUpdate() Update {
	next := Update{a.AsOf.AddDate(0, 0, 7), UpdateWeek}
	for _, x := range a.Actions {
		if x.Pace != law.NextWeek {
			next = Update{a.AsOf.AddDate(0, 0, 1), UpdateDay}
		}
	}
	sooner := func(d *law.Deadline) {
		if d != nil && d.Due != nil && d.Sent.IsZero() && d.Due.After(a.AsOf) && d.Due.Before(next.At) {
			next = Update{*d.Due, UpdateClock}
		}
	}
	for _, d := range a.Duties {
		if d.Done() == nil && d.Headline != NotDue {
			sooner(d.Applied().Deadline)
		}
	}
	for i := range a.Contracts {
		sooner(&a.Contracts[i].Deadline)
	}
	return next
}
