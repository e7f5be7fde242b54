package impact

import (
	"fmt"
	"strings"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/law"

	"pgregory.net/rapid"
)

// answers are every verdict of every jurisdiction at the claimed standpoint:
// scope, findings and exposures, by name.
func answers(t testing.TB, text string) map[string]law.Verdict {
	t.Helper()
	o := options(t)
	sc := decode(t, text).At(incident.Claimed)
	out := map[string]law.Verdict{}
	for _, j := range o.Rulebook.Jurisdictions {
		a := law.Applier{Book: o.Rulebook.Facts, Jurisdiction: j, Facts: withClasses(factsOf(sc), j, sc), Times: sc.Times}
		a.Times.AsOf = now
		out[j.Code] = a.Scope().Verdict
		for _, f := range a.Findings() {
			out[f.Provision.ID] = f.Verdict
			for _, x := range f.Exposures {
				out[f.Provision.ID+" "+string(x.On)] = x.Verdict
			}
		}
	}
	return out
}

// Unknown never becomes no: of an incident of which nothing is known, every
// answer is unknown, whichever way "nothing is known" is written.
func TestNothingKnownDecidesNothing(t *testing.T) {
	var unknown strings.Builder
	unknown.WriteString("organisation: {name: unknown, country: unknown, kind: unknown, role: unknown, establishments: unknown, targets: unknown}\n")
	unknown.WriteString("breach: {personal_data: unknown, confidentiality: unknown, integrity: unknown, availability: unknown, malicious: unknown, cause: unknown}\n")
	unknown.WriteString("people: [{group: a, people: unknown, records: unknown, unit: unknown, vulnerable: unknown, data: [{type: full-name, present: unknown}, {type: health-record, present: unknown}]}]\nfacts:\n")
	ids := options(t).Rulebook.Facts.IDs(law.GivenFacts)
	for _, id := range ids {
		fmt.Fprintf(&unknown, "  %s: unknown\n", id)
	}
	for name, text := range map[string]string{
		"left out":           "",
		"all unknown":        unknown.String(),
		"an empty group":     "people: [{group: a}]\n",
		"unknown with dates": unknown.String() + "timeline: {occurred: 2025-04-01, aware: 2025-04-09, public: 2025-04-08}\n",
	} {
		verdicts := answers(t, text)
		if len(verdicts) < 20 {
			t.Fatalf("%s: only %d answers", name, len(verdicts))
		}
		for id, v := range verdicts {
			if v != law.Unknown {
				t.Errorf("%s: %s is %s", name, id, v)
			}
		}
	}
	// The same through the whole assessment: nothing known is no severity, no
	// people and no records, and no line but the lump sum.
	a := assess(t, "currency: MAD\n"+unknown.String())
	for _, v := range a.Views() {
		if v.Severity.Applicable || v.People.Known || v.Records.Known {
			t.Errorf("%s: %+v", v.Standpoint, v.People)
		}
		for _, l := range v.Loss.Lines {
			if (l.Band != nil) != (l.Line.ID == "crisis") {
				t.Errorf("%s: line %s has reason %q", v.Standpoint, l.Line.ID, l.Reason)
			}
		}
	}
}

// knowledge is one thing an incident can say, with the values it can take; the
// first is always unknown.
type knowledge struct {
	path   string
	values []string
}

// scenario writes an incident of these values. Places that it does not name are
// unknown.
func scenario(v map[string]string) string {
	at := func(path string) string {
		if s, ok := v[path]; ok {
			return s
		}
		return "unknown"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "organisation: {kind: %s, establishments: %s}\n", at("kind"), at("establishments"))
	fmt.Fprintf(&b, "timeline: {occurred: 2025-04-01, aware: 2025-04-09}\n")
	fmt.Fprintf(&b, "breach: {personal_data: %s, confidentiality: %s, integrity: %s, availability: %s, malicious: %s}\n", at("personal_data"), at("confidentiality"), at("integrity"), at("availability"), at("malicious"))
	fmt.Fprintf(&b, "people:\n  - group: a\n    breach: {confidentiality: %s, availability: %s, malicious: %s}\n", at("a.confidentiality"), at("a.availability"), at("a.malicious"))
	fmt.Fprintf(&b, "    data: [{type: full-name, present: %s}, {type: health-record, present: %s}, {type: criminal-record, present: %s}]\n", at("full-name"), at("health-record"), at("criminal-record"))
	fmt.Fprintf(&b, "facts:\n")
	for _, k := range vocabulary() {
		if id, ok := strings.CutPrefix(k.path, "facts."); ok {
			fmt.Fprintf(&b, "  %s: %s\n", id, at(k.path))
		}
	}
	return b.String()
}

func vocabulary() []knowledge {
	yesNo := []string{"yes", "no"}
	out := []knowledge{
		{"kind", incident.OrganisationKind("").Options()},
		{"establishments", []string{"[ma]", "[fr]", "[fr, ma]"}},
		{"personal_data", yesNo}, {"malicious", yesNo}, {"a.malicious", yesNo},
		{"confidentiality", incident.Confidentiality("").Options()}, {"a.confidentiality", incident.Confidentiality("").Options()},
		{"integrity", incident.Integrity("").Options()},
		{"availability", incident.Availability("").Options()}, {"a.availability", incident.Availability("").Options()},
		{"full-name", yesNo}, {"health-record", yesNo}, {"criminal-record", yesNo},
		{"facts.refused-requests", []string{"0", "1", "4", "{low: 0, high: 3}"}},
	}
	for _, id := range []string{
		"declared", "vital-infrastructure", "digital-service-provider", "significant-impact", "operator", "customers-systems-affected",
		"incident-reported", "retention-exceeded", "express-consent", "authority-obstructed", "authority-decision-refused", "repeat-offence", "means-in-morocco",
	} {
		out = append(out, knowledge{"facts." + id, yesNo})
	}
	return out
}

// Learning a fact refines answers and never overturns one: whatever is decided
// with some facts is decided alike when more of them are known. So no "no", and
// no "yes", ever came from a fact that was missing.
func TestKnowledgeOnlyRefines(t *testing.T) {
	vocabulary := vocabulary()
	decided := 0
	rapid.Check(t, func(rt *rapid.T) {
		more, less := map[string]string{}, map[string]string{}
		for _, k := range vocabulary {
			switch rapid.IntRange(0, 3).Draw(rt, k.path) {
			case 0: // unknown in both
			case 1: // learnt
				more[k.path] = rapid.SampledFrom(k.values).Draw(rt, k.path)
			default:
				more[k.path] = rapid.SampledFrom(k.values).Draw(rt, k.path)
				less[k.path] = more[k.path]
			}
		}
		// No personal data, and personal data that are listed as present, is a
		// contradiction and no knowledge.
		if more["personal_data"] == "no" {
			for _, kind := range []string{"full-name", "health-record", "criminal-record"} {
				if more[kind] == "yes" {
					delete(more, kind)
					delete(less, kind)
				}
			}
		}
		before, after := answers(t, scenario(less)), answers(t, scenario(more))
		for _, v := range before {
			if v != law.Unknown {
				decided++
			}
		}
		for _, o := range overturned(before, after) {
			rt.Fatalf("%s:\n%s\n%s", o, scenario(less), scenario(more))
		}
	})
	if decided == 0 {
		t.Error("no answer was ever decided: nothing was tested")
	}
}

// overturned lists the answers that were decided and are not the same any more.
// A provision that is gone is one whose jurisdiction turned out not to apply,
// which overturns a yes and nothing else.
func overturned(before, after map[string]law.Verdict) []string {
	var out []string
	for id, v := range before {
		now, still := after[id]
		if v != law.Unknown && still && now != v || v == law.Yes && !still {
			out = append(out, fmt.Sprintf("%s was %s and is %s", id, v, now))
		}
	}
	return out
}

func TestOverturnedAnswersAreNoticed(t *testing.T) {
	type answer = map[string]law.Verdict
	for _, c := range []struct {
		name          string
		before, after answer
		want          int
	}{
		{"learnt", answer{"a": law.Unknown, "b": law.Unknown}, answer{"a": law.Yes, "b": law.No}, 0},
		{"kept", answer{"a": law.Yes, "b": law.No}, answer{"a": law.Yes, "b": law.No}, 0},
		{"ruled out", answer{"a": law.Unknown, "b": law.No}, answer{}, 0},
		{"a no from what was missing", answer{"a": law.No}, answer{"a": law.Yes}, 1},
		{"a no that is open again", answer{"a": law.No}, answer{"a": law.Unknown}, 1},
		{"a yes from what was missing", answer{"a": law.Yes}, answer{"a": law.No}, 1},
		{"a yes that is gone", answer{"a": law.Yes}, answer{}, 1},
	} {
		if got := overturned(c.before, c.after); len(got) != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
