package incident

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/google/go-cmp/cmp"
)

// bad is a file with faults: its text after the head (or the whole when it is
// not to have that), and for each fault its line and code.
type bad struct {
	name   string
	body   string
	want   []string // "line code"
	schema bool     // a fault of structure, which the JSON Schema must see too
	whole  bool     // body is the whole file
}

const group = "people:\n- group: all\n" // lines 3 and 4

func badFiles() []bad {
	long := strings.Repeat("é", maxText+1)
	entries := strings.Repeat("a,", maxEntries) + "a"
	return []bad{
		// What the strict reader refuses, seen through Decode.
		{name: "empty", whole: true, body: "", want: []string{"0 yaml-empty"}},
		{name: "binary", whole: true, body: "schema: \x00\x01", want: []string{"1 yaml-not-text"}},
		{name: "huge", whole: true, body: strings.Repeat("a", strict.MaxBytes+1), want: []string{"0 yaml-too-large"}},
		{name: "alias", body: "title: &a x\ncampaign: *a\n", want: []string{"3 yaml-anchor", "4 yaml-alias"}},
		{name: "merge", body: "breach: {<<: {integrity: none}}\n", want: []string{"3 yaml-merge"}},
		{name: "tag", body: "title: !!str x\n", want: []string{"3 yaml-tag"}},
		{name: "null", body: "title:\n", want: []string{"3 yaml-null"}},
		{name: "deep", body: "title: " + strings.Repeat("[", 80) + strings.Repeat("]", 80) + "\n", want: []string{"3 yaml-too-deep"}},
		{name: "duplicate key", body: "seed: 1\nseed: 2\n", want: []string{"4 yaml-duplicate-key"}},
		{name: "duplicate key in a fact", body: "breach:\n  malicious: {confirmed: yes, confirmed: no}\n", want: []string{"4 yaml-duplicate-key"}},
		{name: "two documents", body: "---\na: b\n", want: []string{"3 yaml-documents"}},
		{name: "syntax", body: "title: [\n", want: []string{"4 yaml-syntax"}},
		{name: "a list", whole: true, body: "[a]", want: []string{"1 not-a-map"}, schema: true},
		{name: "unknown key", body: "tittle: x\n", want: []string{"3 unknown-key"}, schema: true},
		{name: "unknown key in a block", body: "breach:\n  integrety: none\n", want: []string{"4 unknown-key"}, schema: true},
		{name: "unknown key in a pair", body: "breach:\n  malicious: {confirmed: yes, source: [s1]}\n", want: []string{"4 unknown-key"}, schema: true},
		{name: "unknown key in a pair that is misspelt", body: group + "  people: {confirmd: 5}\n", want: []string{"5 unknown-key"}, schema: true},
		{name: "unknown key in a range", body: group + "  people: {low: 5, hihg: 6}\n", want: []string{"5 missing-key", "5 unknown-key"}, schema: true},
		{name: "pair and range mixed", body: group + "  people: {confirmed: 5, low: 6}\n", want: []string{"5 unknown-key"}, schema: true},
		{name: "pair in a pair", body: group + "  people: {confirmed: {confirmed: 5}}\n", want: []string{"5 missing-key", "5 missing-key", "5 unknown-key"}, schema: true},
		{name: "missing keys", whole: true, body: "title: x\n", want: []string{"1 missing-key", "1 missing-key"}, schema: true},
		{name: "list for a map", body: "breach: []\n", want: []string{"3 not-a-map"}, schema: true},
		{name: "facts not a map", body: "facts: []\n", want: []string{"3 not-a-map"}, schema: true},
		{name: "parameters not a map", body: "loss: {parameters: []}\n", want: []string{"3 not-a-map"}, schema: true},
		{name: "residence not a map", body: group + "  residence: ma\n", want: []string{"5 not-a-map"}, schema: true},
		{name: "map for a list", body: "people: {}\n", want: []string{"3 not-a-list"}, schema: true},
		{name: "word for a list", body: "organisation:\n  targets: ma\n", want: []string{"4 not-a-list"}, schema: true},
		{name: "conflict not a list", body: "breach:\n  malicious: {conflict: yes}\n", want: []string{"4 not-a-list"}, schema: true},
		{name: "list for a word", body: "organisation:\n  kind: [company]\n", want: []string{"4 not-a-word"}, schema: true},
		{name: "not an integer", body: "seed: 1_000\n", want: []string{"3 not-an-integer"}, schema: true},
		{name: "not a decimal", body: group + "  people: 1_996_026\n", want: []string{"5 not-a-decimal"}, schema: true},
		{name: "quoted number", body: group + "  people: '5'\n", want: []string{"5 not-a-decimal"}, schema: true},
		{name: "hexadecimal", body: group + "  people: 0x10\n", want: []string{"5 not-a-decimal"}, schema: true},
		{name: "not yes or no", body: group + "  overlaps: unknown\n", want: []string{"5 not-yes-no"}, schema: true},
		{name: "true is not yes", body: "breach:\n  malicious: true\n", want: []string{"4 unknown-value"}, schema: true},
		{name: "unknown word", body: "organisation:\n  kind: compani\n", want: []string{"4 unknown-value"}, schema: true},
		{name: "unknown event", body: "timeline:\n  events: [{what: lunch, at: 2025-04-08}]\n", want: []string{"4 unknown-value"}, schema: true},
		{name: "unknown choice", body: "facts:\n  safeguards: [audit, prayer]\n", want: []string{"4 unknown-value"}, schema: true},

		// What the nouns of law refuse.
		{name: "no currency", body: "organisation:\n  turnover: 120\n", want: []string{"4 money-without-currency"}, schema: true},
		{name: "not an amount", body: "insurance: {limit: 5 dirhams}\n", want: []string{"3 not-an-amount"}, schema: true},
		{name: "negative amount", body: "insurance: {limit: -5 MAD}\n", want: []string{"3 money-negative"}, schema: true},
		{name: "negative number", body: group + "  people: -5\n", want: []string{"5 number-negative"}, schema: true},
		{name: "negative parameter", body: "loss:\n  parameters:\n    hours: {low: -5, high: 6, reason: x}\n", want: []string{"5 number-negative"}, schema: true},
		{name: "not a percentage", body: group + "  residence: {ma: 0.5}\n", want: []string{"5 not-a-percentage"}, schema: true},
		{name: "more than all", body: group + "  residence: {ma: 101%}\n", want: []string{"5 percentage-range"}, schema: true},
		{name: "not a period", body: "obligations: [{to: insurer, act: notify, from: aware, within: 2 days}]\n", want: []string{"3 not-a-period"}, schema: true},

		// What this package refuses.
		{name: "schema", whole: true, body: "schema: breachimpact/incident/9\nid: x\n", want: []string{"1 schema"}, schema: true},
		{name: "id with a slash", whole: true, body: "schema: breachimpact/incident/1\nid: ../x\n", want: []string{"2 unsafe-id"}, schema: true},
		{name: "id in capitals", whole: true, body: "schema: breachimpact/incident/1\nid: Case\n", want: []string{"2 unsafe-id"}, schema: true},
		{name: "id too long", whole: true, body: "schema: breachimpact/incident/1\nid: " + strings.Repeat("a", 65) + "\n", want: []string{"2 unsafe-id"}, schema: true},
		{name: "id of a device", whole: true, body: "schema: breachimpact/incident/1\nid: com1\n", want: []string{"2 unsafe-id"}},
		{name: "group with a space", body: "people:\n- group: card holders\n", want: []string{"4 unsafe-id"}, schema: true},
		{name: "parameter with a space", body: "loss:\n  parameters:\n    a b: {low: 5, high: 6, reason: x}\n", want: []string{"5 unsafe-id"}, schema: true},
		{name: "open choice", body: "facts:\n  transfers: [US]\n", want: []string{"4 unsafe-id"}, schema: true},
		{name: "empty text", body: "title: ' '\n", want: []string{"3 text-empty"}, schema: true},
		{name: "empty language", body: "title: {fr: a, ar: '', en: a}\n", want: []string{"3 text-empty"}, schema: true},
		{name: "two languages", body: "title: {fr: a, en: a}\n", want: []string{"3 missing-key"}, schema: true},
		{name: "long text", body: "title: " + long + "\n", want: []string{"3 text-too-long"}, schema: true},
		{name: "escaped control character", body: "title: \"a\\u0007b\"\n", want: []string{"3 yaml-not-text"}},
		{name: "control character", body: "title: \"a\\u0085b\"\n", want: []string{"3 unsafe-text"}},
		{name: "override of direction", body: "title: \"a\\u202eb\"\n", want: []string{"3 unsafe-text"}},
		{name: "isolate in a note", body: "breach:\n  malicious: {confirmed: yes, note: \"a\\u2066b\"}\n", want: []string{"4 unsafe-text"}},
		{name: "not a character", body: "organisation:\n  name: \"a\\uFFFEb\"\n", want: []string{"4 unsafe-text"}},
		{name: "card", body: "title: the card 4111 1111 1111 1111 was used\n", want: []string{"3 card-number-in-text"}},
		{name: "card in a note", body: "breach:\n  malicious: {note: 5555-5555-5555-4444}\n", want: []string{"4 card-number-in-text"}},
		{name: "card as a group", body: "people:\n- group: 4111-1111-1111-1111\n", want: []string{"4 card-number-in-text"}},
		{name: "card as an id", whole: true, body: "schema: breachimpact/incident/1\nid: card-4111111111111111\n", want: []string{"2 card-number-in-text"}},
		{name: "card in an address", body: "sources: [{id: s1, title: x, url: \"https://x.example/4111111111111111\"}]\n", want: []string{"3 card-number-in-text"}},
		{name: "card as a provision", body: "decisions: [{duty: ma.law.4111111111111111, decision: now, reason: x}]\n", want: []string{"3 card-number-in-text"}},
		{name: "card as an open choice", body: "facts:\n  transfers: \"4111111111111111\"\n", want: []string{"4 card-number-in-text"}},
		{name: "day for now", body: "as_of: 2025-04-10\n", want: []string{"3 not-an-instant"}, schema: true},
		{name: "now without zone", body: "as_of: 2025-04-10T18:00:00\n", want: []string{"3 instant-without-zone"}, schema: true},
		{name: "instant without zone", body: "timeline:\n  aware: 2025-04-10T18:00:00\n", want: []string{"4 instant-without-zone"}, schema: true},
		{name: "instant without zone nor seconds", body: "timeline:\n  aware: 2025-04-10 18:00\n", want: []string{"4 instant-without-zone"}, schema: true},
		{name: "no such day", body: "timeline:\n  aware: 2025-02-30\n", want: []string{"4 not-a-moment"}},
		{name: "no such day in an instant", body: "timeline:\n  aware: 2025-02-30T10:00:00Z\n", want: []string{"4 not-a-moment"}},
		{name: "no such month", body: "timeline:\n  aware: 2025-13\n", want: []string{"4 not-a-moment"}, schema: true},
		{name: "words for a moment", body: "timeline:\n  aware: yesterday\n", want: []string{"4 not-a-moment"}, schema: true},
		{name: "before all computers", body: "timeline:\n  aware: 0025-01-01\n", want: []string{"4 not-a-moment"}},
		{name: "offset beyond all zones", body: "timeline:\n  aware: 2025-04-10T18:00:00+19:00\n", want: []string{"4 not-a-moment"}, schema: true},
		{name: "country in capitals", body: "organisation:\n  country: MA\n", want: []string{"4 not-a-country"}, schema: true},
		{name: "union", body: "organisation:\n  establishments: [fr, eu]\n", want: []string{"4 not-a-country"}, schema: true},
		{name: "residence in a union", body: group + "  residence: {eu: 5%}\n", want: []string{"5 not-a-country"}, schema: true},
		{name: "country twice", body: "organisation:\n  targets: [fr, ma, fr]\n", want: []string{"4 duplicate-country"}, schema: true},
		{name: "residence", body: group + "  residence: {ma: 60%, fr: 40.5%}\n", want: []string{"5 residence-sum"}},
		{name: "half a person", body: group + "  people: 2.5\n", want: []string{"5 not-whole"}, schema: true},
		{name: "half a request", body: "facts: {refused-requests: {low: 1, high: 1.5}}\n", want: []string{"3 not-whole"}, schema: true},
		{name: "more than counts", body: group + "  people: 1000000000000001\n", want: []string{"5 number-too-large"}, schema: true},
		{name: "range order", body: group + "  people: {low: 6, high: 5}\n", want: []string{"5 range-order"}},
		{name: "likely out of order", body: "organisation:\n  turnover: {low: 1 MAD, likely: 3 MAD, high: 2 MAD}\n", want: []string{"4 range-order"}},
		{name: "size order", body: "breach:\n  volume: {low: 2 GB, high: 1900 MB}\n", want: []string{"4 range-order"}},
		{name: "parameter order", body: "loss:\n  parameters:\n    hours: {low: 5, likely: 7, high: 6, reason: x}\n", want: []string{"5 range-order"}},
		{name: "parameter value and range", body: "loss:\n  parameters:\n    hours: {value: 5, low: 4, high: 6, reason: x}\n", want: []string{"5 value-and-range"}},
		{name: "parameter without a value", body: "loss:\n  parameters:\n    hours: {reason: x}\n", want: []string{"5 missing-key"}},
		{name: "parameter without an end", body: "loss:\n  parameters:\n    hours: {low: 4, reason: x}\n", want: []string{"5 missing-key"}},
		{name: "parameter of two currencies", body: "loss:\n  parameters:\n    price: {low: 4 MAD, likely: 5 EUR, high: 6 MAD, reason: x}\n", want: []string{"5 range-currency"}},
		{name: "parameter half in money", body: "loss:\n  parameters:\n    price: {low: 4, high: 6 MAD, reason: x}\n", want: []string{"5 range-currency"}},
		{name: "negative parameter", body: "loss:\n  parameters:\n    price: {value: -4, reason: x}\n", want: []string{"5 number-negative"}, schema: true},
		{name: "parameter in an unknown currency", body: "loss:\n  parameters:\n    price: {value: 4 DIR, reason: x}\n", want: []string{"5 not-an-amount"}},
		{name: "line without a cost", body: "loss:\n  lines:\n    churn: {reason: x}\n", want: []string{"5 off-or-cost"}},
		{name: "line off with a cost", body: "loss:\n  lines:\n    churn: {off: yes, cost: 5 MAD, reason: x}\n", want: []string{"5 off-or-cost"}},
		{name: "line on without a cost", body: "loss:\n  lines:\n    churn: {off: no, reason: x}\n", want: []string{"5 off-or-cost"}},
		{name: "line without a reason", body: "loss:\n  lines:\n    churn: {off: yes}\n", want: []string{"5 missing-key"}, schema: true},
		{name: "line cost without a currency", body: "loss:\n  lines:\n    churn: {cost: 5, reason: x}\n", want: []string{"5 money-without-currency"}, schema: true},
		{name: "lines in a list", body: "loss:\n  lines: [churn]\n", want: []string{"4 not-a-map"}, schema: true},
		{name: "currencies of a range", body: "organisation:\n  turnover: {low: 1 MAD, high: 2 EUR}\n", want: []string{"4 range-currency"}},
		{name: "currency", body: "currency: DIR\n", want: []string{"3 unknown-currency"}},
		{name: "currency in words", body: "currency: dirham\n", want: []string{"3 unknown-currency"}, schema: true},
		{name: "size without unit", body: "breach:\n  volume: 13\n", want: []string{"4 not-a-size"}, schema: true},
		{name: "size in other units", body: "breach:\n  volume: {low: 1 GiB, high: 2 GiB}\n", want: []string{"4 not-a-size", "4 not-a-size"}, schema: true},
		{name: "script for an address", body: "sources: [{id: s1, title: x, url: \"javascript:alert(1)\"}]\n", want: []string{"3 not-a-url"}, schema: true},
		{name: "password in an address", body: "sources: [{id: s1, title: x, url: \"https://a:b@x.example/\"}]\n", want: []string{"3 not-a-url"}},
		{name: "not a provision", body: "decisions: [{duty: article 34, decision: now, reason: x}]\n", want: []string{"3 not-a-provision"}, schema: true},
		{name: "an outage of nothing", body: "breach:\n  availability: none\n  outages: [{from: 2025-05-01, to: 2025-05-02}]\n", want: []string{"4 outage-without-loss"}},
		{name: "a fortnight", body: group + "  data:\n  - {type: salary, period: 14}\n", want: []string{"6 not-a-stretch"}, schema: true},
		{name: "no time at all", body: group + "  data:\n  - {type: salary, period: 0d}\n", want: []string{"6 not-a-stretch"}, schema: true},
		{name: "third of a step", body: group + "severity_overrides:\n- {group: all, cell: ei, value: 0.3, reason: x}\n", want: []string{"6 not-a-quarter-step"}, schema: true},
		{name: "beyond the cell", body: group + "severity_overrides:\n- {group: all, cell: ei, value: 1.25, reason: x}\n", want: []string{"6 override-range"}},
		{name: "zero is no context", body: group + "severity_overrides:\n- {group: all, cell: dpc, value: 0.00, reason: x}\n", want: []string{"6 override-range"}},
		{name: "context in quarters", body: group + "severity_overrides:\n- {group: all, cell: dpc, value: 1.25, reason: x}\n", want: []string{"6 override-range"}},
		{name: "other cell", body: group + "severity_overrides:\n- {group: all, cell: se, value: 1, reason: x}\n", want: []string{"6 unknown-value"}, schema: true},
		{name: "override without reason", body: group + "severity_overrides:\n- {group: all, cell: ei, value: 1}\n", want: []string{"6 missing-key"}, schema: true},
		{name: "judgement without reason", body: "judgement:\n- {fact: risk, value: high}\n", want: []string{"4 missing-key"}, schema: true},
		{name: "judgement with an empty reason", body: "judgement:\n- {fact: risk, value: high, reason: ''}\n", want: []string{"4 text-empty"}, schema: true},
		{name: "judgement out of its vocabulary", body: "judgement:\n- {fact: risk, value: huge, reason: x}\n", want: []string{"4 unknown-value"}},
		{name: "parameter without reason", body: "loss:\n  parameters:\n    hours: {low: 5, high: 6}\n", want: []string{"5 missing-key"}, schema: true},
		{name: "nothing said", body: "breach:\n  malicious: {}\n", want: []string{"4 fact-empty"}, schema: true},
		{name: "no residence said", body: group + "  residence: {}\n", want: []string{"5 fact-empty"}, schema: true},
		{name: "fact of a block", body: "facts:\n  personal-data: yes\n", want: []string{"4 fact-given-elsewhere"}, schema: true},
		{name: "stated fact judged", body: "judgement:\n- {fact: declared, value: yes, reason: x}\n", want: []string{"4 fact-given-elsewhere"}, schema: true},
		{name: "unknown fact", body: "facts:\n  declard: yes\n", want: []string{"4 unknown-fact"}, schema: true},
		{name: "unknown fact judged", body: "judgement:\n- {fact: luck, value: yes, reason: x}\n", want: []string{"4 unknown-fact"}, schema: true},
		{name: "unknown data type", body: group + "  data:\n  - {type: salery}\n", want: []string{"6 unknown-data-type"}, schema: true},
		{name: "unknown source", body: group + "  people: {confirmed: 5, sources: [s1, s3]}\nsources: [{id: s1, title: x}]\n", want: []string{"5 unknown-source"}},
		{name: "unknown source in the facts", body: "facts:\n  declared: {confirmed: yes, sources: [s3]}\n", want: []string{"4 unknown-source"}},
		{name: "unknown source of an obligation", body: "obligations: [{to: insurer, act: notify, from: aware, within: 48h, source: s2}]\n", want: []string{"3 unknown-source"}},
		{name: "unknown group", body: group + "severity_overrides:\n- {group: al, cell: ei, value: 1, reason: x}\n", want: []string{"6 unknown-group"}},
		{name: "source twice", body: "sources:\n- {id: s1, title: x}\n- {id: s1, title: y}\n", want: []string{"5 duplicate-source"}},
		{name: "group twice", body: group + "- group: all\n", want: []string{"5 duplicate-group"}},
		{name: "data type twice", body: group + "  data:\n  - {type: salary}\n  - {type: salary}\n", want: []string{"7 duplicate-data-type"}},
		{name: "override twice", body: group + "severity_overrides:\n- {group: all, cell: ei, value: 1, reason: x}\n- {group: all, cell: ei, value: 0.5, reason: x}\n", want: []string{"7 duplicate-override"}},
		{name: "choice twice", body: "facts:\n  safeguards: [audit, audit]\n", want: []string{"4 duplicate-word"}, schema: true},
		{name: "contained before it occurred", body: "timeline:\n  occurred: 2025-04-09\n  contained: 2025-04-08\n", want: []string{"5 end-before-start"}},
		{name: "contained before it occurred, as claimed", body: "timeline:\n  occurred: {claimed: 2025-05}\n  contained: 2025-04-30T10:00:00+01:00\n", want: []string{"5 end-before-start"}},
		{name: "outage backwards", body: "breach:\n  outages:\n  - {from: 2025-04-09T09:00:00+01:00, to: 2025-04-09T08:30:00+01:00}\n", want: []string{"5 end-before-start"}},
		{name: "aware before it occurred", body: "timeline:\n  aware: 2025-04-08\n  occurred: 2025-04-09T09:00:00+01:00\n", want: []string{"4 aware-before-occurred"}},
		{name: "aware tomorrow", body: "as_of: 2025-04-10T18:00:00+01:00\ntimeline:\n  aware: 2025-04-11\n", want: []string{"5 aware-after-as-of"}},
		{name: "aware in a minute", body: "as_of: 2025-04-10T18:00:00+01:00\ntimeline:\n  aware: 2025-04-10T17:01:00Z\n", want: []string{"5 aware-after-as-of"}},
		{name: "part above the whole", body: group + "  records: 5\n  data:\n  - {type: salary, records: 6}\n", want: []string{"7 more-than-group"}},
		{name: "part above the whole, as claimed", body: group + "  records: {confirmed: 9, claimed: 5}\n  data:\n  - {type: salary, records: {claimed: 6}}\n", want: []string{"7 more-than-group"}},
		{name: "a group too many", body: "people:\n" + groups(maxGroups+1), want: []string{strconv.Itoa(4+maxGroups) + " too-many"}},
		{name: "long list", body: "organisation:\n  targets: [" + entries + "]\n", want: []string{"4 too-many"}, schema: true},
	}
}

func groups(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- {group: g%d}\n", i)
	}
	return b.String()
}

// TestFaults holds each small file to exactly its faults.
func TestFaults(t *testing.T) {
	files := badFiles()
	if len(files) < len(Codes()) {
		t.Fatalf("%d bad files for %d codes", len(files), len(Codes()))
	}
	for _, c := range files {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			faults := faultsOf(t, c.text())
			for _, f := range faults {
				got = append(got, fmt.Sprintf("%d %s", f.Place.Line, f.Code))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s\n%v", diff, faults)
			}
		})
	}
}

func (b bad) text() string {
	if b.whole {
		return b.body
	}
	return head + b.body
}

// TestCodes proves that each listed code is raised by a case, and that no case
// raises a code that nobody lists, so that every fault has its words.
func TestCodes(t *testing.T) {
	raised := map[string]bool{}
	for _, c := range badFiles() {
		for _, f := range faultsOf(t, c.text()) {
			raised[f.Code] = true
		}
	}
	many := head + "people:\n" + strings.Repeat("- {group: all, oops: 1, oops2: 1}\n", maxEntries)
	for _, f := range faultsOf(t, many) {
		raised[f.Code] = true
	}
	for _, code := range Codes() {
		if !raised[code] {
			t.Errorf("%s is listed and no case raises it", code)
		}
	}
	listed := slices.Concat(Codes(), strict.Codes(), law.Codes())
	for code := range raised {
		if !slices.Contains(listed, code) {
			t.Errorf("%s is raised and not listed", code)
		}
	}
	sorted := slices.Sorted(slices.Values(Codes()))
	if len(slices.Compact(sorted)) != len(Codes()) {
		t.Error("a code is listed twice")
	}
}

// TestAllAtOnce holds one file with ten faults in ten places to all of them.
func TestAllAtOnce(t *testing.T) {
	const text = `schema: breachimpact/incident/1
id: Bad Id
as_of: 2025-04-10T18:00:00
organisation:
  kind: compny
  turnover: 120000000
facts:
  declared: perhaps
timeline:
  occurred: 2025-02-30
  aware: 2025-04-12
  contained: 2025-04-08
people:
- group: holders
  people: {low: 9, likely: 5, high: 10}
  residence: {ma: 80%, fr: 30%}
  data:
  - {type: sallary}
  - {type: salary, records: {confirmed: 5, sources: [s9]}}
`
	want := `small.yaml:2 unsafe-id id
small.yaml:3 instant-without-zone as_of
small.yaml:5 unknown-value organisation.kind
small.yaml:6 money-without-currency organisation.turnover
small.yaml:8 unknown-value facts.declared
small.yaml:10 not-a-moment timeline.occurred
small.yaml:15 range-order people[0].people
small.yaml:16 residence-sum people[0].residence
small.yaml:18 unknown-data-type people[0].data[0].type
small.yaml:19 unknown-source people[0].data[1].records.sources[0]`
	if diff := cmp.Diff(want, summary(faultsOf(t, text))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNearest holds the faults that suggest a word to a useful one.
func TestNearest(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"data type", group + "  data: [{type: salery}]\n", "salary"},
		{"fact", "facts: {declard: yes}\n", "declared"},
		{"source", "facts: {declared: {confirmed: yes, sources: [cndb]}}\nsources: [{id: cndp, title: x}]\n", "cndp"},
		{"group", "people: [{group: cardholders}]\nseverity_overrides: [{group: cardholder, cell: ei, value: 1, reason: x}]\n", "cardholders"},
		{"pair", group + "  people: {confirmd: 5}\n", "confirmed"},
		{"judged fact", "judgement: [{fact: rusk, value: high, reason: x}]\n", "risk"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			faults := faultsOf(t, head+c.body)
			if len(faults) != 1 {
				t.Fatal(faults)
			}
			for _, a := range faults[0].Args {
				if a.Name == "nearest" && a.Value == c.want {
					return
				}
			}
			t.Errorf("no %q in %v", c.want, faults[0].Args)
		})
	}
}

// TestFaultsRepeatNoCard holds what a fault quotes to the rule of the report: a
// card number is not repeated, nor a character that reorders text.
func TestFaultsRepeatNoCard(t *testing.T) {
	for _, body := range []string{
		"title: 4111 1111 1111 1111\n",
		"4111111111111111: x\n",
		"organisation: {kind: '4111111111111111'}\n",
		"timeline: {aware: '4111-1111-1111-1111'}\n",
		"loss: {parameters: {4111-1111-1111-1111: {low: 1, high: 0, reason: x}}}\n",
		"organisation: {kind: \"a\\u202e\\u0007b\"}\n",
	} {
		faults := faultsOf(t, head+body)
		if len(faults) == 0 {
			t.Errorf("%q is accepted", body)
		}
		shown := faults.Error()
		if cardNumber(shown) > 0 || strings.ContainsAny(shown, "\u202e\a") {
			t.Errorf("%q is repeated: %s", body, shown)
		}
	}
}

// TestManyFaults holds a hopeless file to a list that can be read: one fault a
// line, and one for there being so many groups.
func TestManyFaults(t *testing.T) {
	faults := faultsOf(t, head+"people:\n"+strings.Repeat("- {grup: a}\n", maxEntries))
	last := faults[len(faults)-1]
	if len(faults) != maxFaults+1 || last.Code != moreFaults || last.Args[0] != (strict.Arg{Name: "count", Value: "1001"}) {
		t.Errorf("%d faults, the last %v", len(faults), last)
	}
}

// TestHostile proves that files made to be slow are refused in time: each is
// quadratic for a reader that is not careful.
func TestHostile(t *testing.T) {
	items := "[" + strings.Repeat("a,", 100_000) + "a]"
	for name, text := range map[string]string{
		"long key":    "? " + strings.Repeat("k", 400_000) + "\n: " + items + "\n",
		"long keys":   strings.Repeat("{"+strings.Repeat("k", 1000)+": ", 60) + items + strings.Repeat("}", 60),
		"open lists":  strings.Repeat("[", 1<<20),
		"open maps":   strings.Repeat("{a: ", 1<<18),
		"digits":      head + "title: " + strings.Repeat("41 ", 1300) + "\n",
		"many digits": head + "title: " + strings.Repeat("4", strict.MaxBytes/2) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			if faults := faultsOf(t, text); len(faults) == 0 && name != "digits" {
				t.Error("accepted")
			}
		})
	}
}

// TestValid lists what looks doubtful and is accepted.
func TestValid(t *testing.T) {
	cases := []struct{ name, body string }{
		{"nothing but the head", ""},
		{"byte order mark and CRLF", "title: x\r\n"},
		{"text like a formula", "title: '=HYPERLINK(\"x\")'\n"},
		{"Arabic with its marks and joiners", "title: \"\\u200fمرحبا \\u200d\\u200cبكم\"\n"},
		{"several lines", "title: |\n  one\n  two\n"},
		{"two days side by side", "title: 2025-04-08 2025-04-09\n"},
		{"account number", "title: 007810000123456789012345\n"},
		{"long number of a message", "sources: [{id: s1, title: x, url: \"https://x.example/status/1909876543210987654\"}]\n"},
		{"text of the greatest length", "title: " + strings.Repeat("é", maxText) + "\n"},
		{"no establishment", "organisation: {establishments: []}\n"},
		{"aware on the day it occurred", "timeline: {occurred: 2025-04-09T09:00:00+01:00, aware: 2025-04-09}\n"},
		{"aware in the month it occurred", "timeline: {occurred: 2025-04-09, aware: 2025-04}\n"},
		{"aware on the day before in UTC", "timeline: {occurred: 2025-04-09, aware: 2025-04-08T23:30:00Z}\n"},
		{"aware before it occurred, of two standpoints", "timeline: {occurred: {claimed: 2025-04-09}, aware: {confirmed: 2025-04-08, claimed: unknown}}\n"},
		{"aware now", "as_of: 2025-04-10T18:00:00+01:00\ntimeline: {aware: 2025-04-10T18:00:00+01:00}\n"},
		{"aware today", "as_of: 2025-04-10T00:00:00+01:00\ntimeline: {aware: 2025-04-10}\n"},
		{"part above the likely whole", group + "  records: {low: 1, high: 5}\n  data: [{type: salary, records: 6}]\n"},
		{"people above the records", group + "  records: 5\n  people: 6\n"},
		{"confirmed above claimed", group + "  people: {confirmed: 6, claimed: 5}\n"},
		{"only a source", "breach: {malicious: {sources: [s1]}}\nsources: [{id: s1, title: x}]\n"},
		{"residence below all", group + "  residence: {ma: 33.3 %, fr: 33.3 %, dz: 0%}\n"},
		{"judged unknown", "judgement: [{fact: risk, value: unknown, reason: x}]\n"},
		{"leap day", "timeline: {occurred: 2024-02-29}\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { decode(t, c.body) })
	}
}

// TestSame proves that reading is a function of the bytes.
func TestSame(t *testing.T) {
	data := read(t, "example.yaml")
	one, err := Decode("a.yaml", data, testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	two, err := Decode("a.yaml", data, testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Standpoints() {
		if diff := cmp.Diff(one.At(s), two.At(s)); diff != "" {
			t.Error(diff)
		}
	}
	if diff := cmp.Diff(one.Stated(), two.Stated()); diff != "" {
		t.Error(diff)
	}
	const hash = 64
	if one.SHA256 != two.SHA256 || len(one.SHA256) != hash {
		t.Errorf("%s and %s", one.SHA256, two.SHA256)
	}
	if i := decode(t, ""); i.SHA256 == one.SHA256 {
		t.Error("two files, one hash")
	}
}
