package locale

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"
	"breachimpact/templates/theme"
)

// families are the keys that are put together from a beginning and a word of a
// closed list. Each must exist, and nothing else may begin so unless the source
// says it in full.
func families(t testing.TB) map[string][]string {
	t.Helper()
	r := editions(t)
	verdicts := []string{"yes", "no", "unknown"}
	parties := law.Party("").Options()
	headlines := []string{string(impact.Due), string(impact.Prepare), string(impact.NotDue), string(impact.Open)}
	paces := law.Pace("").Options()
	words := func(options []string, more ...string) []string { return append(slices.Clone(options), more...) }

	out := map[string][]string{
		"act.":                      incident.Act("").Options(),
		"availability.":             incident.Availability("").Options(),
		"brief.at.":                 {"confirmed", "claimed", "same", "refuted"},
		"brief.basis.":              law.Basis("").Options(),
		"brief.contract.act.":       incident.Act("").Options(),
		"brief.decision.choice.":    incident.Choice("").Options(),
		"brief.exposure.":           verdicts,
		"brief.headline.":           headlines,
		"brief.money.at.":           {"confirmed", "claimed"},
		"brief.scope.":              verdicts,
		"brief.reasoning.":          {"period", "lessened"},
		"brief.reasoning.extended.": {"confirmed", "claimed", "same"},
		"brief.reasoning.none.":     {severity.ReasonNoDataKnown, severity.ReasonNoPersonalData, severity.ReasonUntouched},
		"brief.reasoning.strict.":   {"confirmed", "claimed", "same"},
		"brief.reasoning.ground.": {
			"dpc.type", "dpc.combination", "dpc.credential", "dpc.membership", "dpc.floor", "dpc.identity.alone", "dpc.identity.named", "dpc.identity.document",
			"ei.type", "ei.combination", "ei.floor", "ei.hidden", "dependence", "dependence.unknown", "length", "length.unknown", "length.hours", "override",
		},
		"identifies.":                       incident.Identifies("").Options(),
		"opens.":                            incident.Opens("").Options(),
		"reveals.":                          incident.Reveals("").Options(),
		"brief.severity.at.":                {"confirmed", "claimed"},
		"brief.status.":                     {"claimed", "confirmed"},
		"cause.":                            incident.Cause("").Options(),
		"cell.":                             incident.Cell("").Options(),
		"claim.":                            incident.Claim("").Options(),
		"confidentiality.":                  incident.Confidentiality("").Options(),
		"cumulation.":                       law.Cumulation("").Options(),
		"decision.":                         incident.Choice("").Options(),
		"depends-on-it.":                    incident.Dependence("").Options(),
		"detail.":                           incident.Detail("").Options(),
		"duties.basis.":                     law.Basis("").Options(),
		"duties.term.":                      {string(law.Immediate), string(law.WithoutDelay)},
		"duties.why.":                       verdicts,
		"event.":                            incident.EventName("").Options(),
		"exposure.":                         {"exposed", "not-exposed", "unknown"},
		"fault.":                            slices.Concat(strict.Codes(), law.Codes(), incident.Codes(), severity.Codes(), theme.Codes()),
		"figure.":                           {"people", "records", "severity", "severity.group", "severity.extended", "severity.group.extended", "severity.advice", "scope", "duty", "rule", "deadline", "sanction", "fine", "fine.at-least", "fine.indicative", "fines.prison", "fines.prison.with-unknown", "fines.single-act", "fines.distinct-acts", "fines.single-act.with-unknown", "fines.distinct-acts.with-unknown", "loss.p5", "loss.p50", "loss.p95", "loss.mean", "loss.tvar95", "loss.betterment.low", "loss.betterment.high", "loss.cash.low", "loss.cash.high"},
		"brief.backtest.inside.":            {"claims", "headline", "listed", "practice"},
		"brief.deadlines.headline.":         {string(impact.Due), string(impact.Prepare), string(impact.Open)},
		"brief.plan.":                       paces,
		"brief.plan.duty.":                  {"due", "due.practice", "due.contractual", "prepare", "prepare.practice", "prepare.contractual"},
		"brief.public.may.confidentiality.": incident.Confidentiality("").Options(),
		"brief.public.may.availability.":    {string(incident.Restored), string(incident.Rebuildable), string(incident.Lost)},
		"brief.request.":                    words(impact.RequestKind("").Options(), "others"),
		"brief.update.":                     impact.UpdateReason("").Options(),
		"brief.severity.decided.":           {"context", "identification"},
		"brief.within.":                     {string(law.HoursUnit), string(law.DaysUnit), string(law.WorkingDaysUnit), string(law.MonthsUnit)},
		"headline.":                         headlines,
		"pace.":                             paces,
		"rule-topic.":                       law.RuleTopic("").Options(),
		"step.deadline.fixed":               {"", ".days", ".working-days", ".months"},
		"step.describe.clock.":              law.Standard("").Options(),
		"step.finding.rule.":                verdicts,
		"step.formula.times":                {"", ".by"},
		"integrity.":                        incident.Integrity("").Options(),
		"inputs.effect-":                    {"followed", "besides", "lines"},
		"kind.":                             incident.OrganisationKind("").Options(),
		"loss.net.":                         loss.NetReasons(),
		"loss.reason.":                      loss.Reasons(),
		"mark.":                             law.Confidence("").Options(),
		"moment.":                           {"occurred", "public", "aware", "processor-aware", "as-of", "classified-major", "submitted.initial", "submitted.intermediate", "submitted.final"},
		"money.cash.":                       {"1", "2", "3"},
		"money.unit.":                       {string(loss.UnitShare), string(loss.UnitCount), string(loss.UnitRatio), string(loss.UnitEvent)}, // money has its currency
		"month.":                            {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"},
		"party.":                            parties,
		"protection.":                       incident.Protection("").Options(),
		"quantity.":                         loss.Quantity("").Options(),
		"role.":                             incident.Role("").Options(),
		"standpoint.":                       {incident.Confirmed.String(), incident.Claimed.String()},
		"step.deadline.":                    law.Standard("").Options(),
		"step.exposure.":                    parties,
		"step.finding.duty.":                verdicts,
		"step.formula.greater":              {"", ".at-least"},
		"step.formula.lesser":               {"", ".at-least"},
		"step.finding.sanction.":            verdicts,
		"step.modifier.":                    {"yes", "unknown", "not-stacked"}, // one that does not apply is not mentioned
		"step.people":                       {"", ".unknown", ".group"},
		"step.records":                      {"", ".unknown", ".group"},
		"step.total.":                       parties,
		"step.total.acts":                   {"", ".none", ".with-unknown", ".with-unknown.none"},
		"submission.":                       incident.Submission("").Options(),
		"timeline.":                         {"clock", "before", "run", "over", "after", "now", "left", "term"},
		"unit.":                             incident.Unit("").Options(),
		"verdict.":                          verdicts,

		"step.deadline.not-started":         {"", ".chained"},
		"step.deadline.without-undue-delay": {"", ".chained"},
		"step.describe.guideline.row":       {"", ".up-to", ".rest"},
		"step.describe.penalty":             {"", ".authority"},
		"step.formula.bands":                {"", ".several"},
		"step.indicative":                   {"", ".at-least"},

		// What the severity method lists itself: steps, words and states.
		"": r.method.MessageKeys(),
	}
	// What penalties call the conduct they punish.
	for _, j := range r.book.Jurisdictions {
		for _, p := range j.Provisions {
			for _, v := range p.Versions {
				if v.Penalty != nil {
					out["act."] = words(out["act."], v.Penalty.Act)
				}
				if v.Rule != nil && v.Rule.Penalty != nil {
					out["act."] = words(out["act."], v.Rule.Penalty.Act)
				}
			}
		}
	}
	return out
}

// optional are families of which only some members have a message; the code
// asks first whether there is one.
var optional = map[string]string{
	"currency.":            "a currency without a name of its own shows its code",
	"brief.cite.articles.": "where a text calls its articles otherwise",
	"brief.instrument.":    "an instrument of law is named by the rulebook; methods are named here",
	"brief.place.":         "a table of a method has a name, an article has none",
}

// literal are beginnings whose words stand as literals elsewhere in the same
// package, such as the columns of a table.
var literal = []string{
	"audit.", "audit.check-", "audit.role-", "brief.clock.", "brief.duty.", "brief.field.", "brief.public.may.", "brief.public.not.", "brief.sanction.part.", "brief.section.", "brief.severity.column.", "brief.totals.",
	"cli.flag.", "cli.heading.", "error.", "gate.", "inputs.", "money.", "sanctions.", "severity-sheet.", "sheet.", "step.total.",
}

// wrappers put the same thing before any key, so they say nothing about which
// keys are used.
var wrappers = []string{
	"brief.",       // brief.say
	"step.",        // Locale.Step
	"step.figure.", // labels of figures are steps, but worded by their own key
	"step.warning.",
	"step.finding.", // then the kind of provision: see families
}

func keysOf(l *Locale) []string {
	return slices.Sorted(slices.Values(append(sorted(l.plain), sorted(l.plurals)...)))
}

func program(t testing.TB) source {
	t.Helper()
	s := readSource(t, "../..")
	if len(s.exact) < 300 || len(s.prefixes) < 40 {
		t.Fatalf("only %d keys and %d beginnings of keys in the source: it was not read", len(s.exact), len(s.prefixes))
	}
	return s
}

// Every message that the program asks for exists.
func TestEveryKeyOfTheProgramExists(t *testing.T) {
	s := program(t)
	for _, l := range all(t) {
		for _, problem := range missing(l, s, families(t)) {
			t.Errorf("%s: %s", l.Language, problem)
		}
	}
}

func missing(l *Locale, s source, families map[string][]string) []string {
	var out []string
	for _, key := range sorted(s.exact) {
		if !l.Has(key) && !strings.HasPrefix(key, "step.figure.") {
			out = append(out, fmt.Sprintf("no message %q, asked for at %s", key, s.exact[key]))
		}
	}
	for _, before := range sorted(families) {
		for _, word := range families[before] {
			if !l.Has(before + word) {
				out = append(out, fmt.Sprintf("no message %q of the family %q", before+word, before))
			}
		}
	}
	return out
}

// A key that is put together belongs to a family that somebody listed.
func TestEveryDynamicKeyIsListed(t *testing.T) {
	families := families(t)
	method := families[""]
	for before, where := range program(t).prefixes {
		_, closed := families[before]
		_, some := optional[before]
		byMethod := slices.ContainsFunc(method, func(k string) bool { return strings.HasPrefix(k, before) })
		if !closed && !some && !byMethod && !slices.Contains(literal, before) && !slices.Contains(wrappers, before) {
			t.Errorf("keys that begin with %q (%s) are in no list", before, where)
		}
	}
}

// Every message is asked for by the program.
func TestEveryMessageIsUsed(t *testing.T) {
	for _, key := range unused(keysOf(locale(t, "fr")), program(t), families(t)) {
		t.Errorf("nothing asks for %q", key)
	}
}

func unused(keys []string, s source, families map[string][]string) []string {
	used := map[string]bool{}
	for before, words := range families {
		for _, w := range words {
			used[before+w] = true
		}
	}
	var out []string
	for _, key := range keys {
		_, exact := s.exact[key]
		ok := exact || used[key] || s.literals[key]
		for before := range optional {
			ok = ok || strings.HasPrefix(key, before)
		}
		for _, before := range append([]string{"brief.", "step.", "fault."}, literal...) {
			word, found := strings.CutPrefix(key, before)
			ok = ok || found && s.literals[word]
		}
		// Checks of the audit sheet have a meaning beside them.
		if word, found := strings.CutSuffix(key, "-meaning"); found {
			ok = ok || s.literals[strings.TrimPrefix(word, "audit.check-")]
		}
		if !ok {
			out = append(out, key)
		}
	}
	return out
}

// Both checks notice what they are for.
func TestKeysThatDoNotFitAreNoticed(t *testing.T) {
	l := locale(t, "en")
	s := source{exact: map[string]string{"verdict.yes": "a.go:1", "verdict.perhaps": "a.go:2"}, prefixes: map[string]string{}, literals: map[string]bool{"as-of": true}}
	want := []string{`no message "verdict.perhaps", asked for at a.go:2`, `no message "month.13" of the family "month."`}
	if got := missing(l, s, map[string][]string{"month.": {"12", "13"}}); !slices.Equal(got, want) {
		t.Errorf("missing: %q", got)
	}
	if got := unused([]string{"verdict.yes", "verdict.no", "month.1", "audit.as-of", "audit.at"}, s, map[string][]string{"month.": {"1"}}); !slices.Equal(got, []string{"verdict.no", "audit.at"}) {
		t.Errorf("unused: %q", got)
	}
}
