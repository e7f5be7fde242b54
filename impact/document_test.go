package impact

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fingerprint is hidden in golden files, so that a corrected note in the data
// does not change what is tested here.
var fingerprint = regexp.MustCompile(`[0-9a-f]{64}`)

func TestGolden(t *testing.T) {
	if len(caseIDs()) == 0 {
		t.Fatal("no case")
	}
	for _, id := range caseIDs() {
		got := fingerprint.ReplaceAllString(document(t, assess(t, caseText(t, id), func(o *Options) { o.Trials = loss.DefaultTrials })), "(fingerprint)")
		path := filepath.Join("testdata", id+".json")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs; look at it, then run with -update:\n%s", path, diff)
		}
	}
}

// shape describes a part of the JSON contract; check reports what does not fit.
type shape interface {
	check(path string, v any, report func(path, what string))
}

type object map[string]shape // exactly these keys

type list struct{ of shape }

type orNull struct{ of shape }

type word struct {
	name string
	fits func(string) bool
}

type whole struct{} // a number of JSON without decimals: counts of the program, never amounts

type truth struct{}

func (s object) check(path string, v any, report func(path, what string)) {
	m, ok := v.(map[string]any)
	if !ok {
		report(path, fmt.Sprintf("is %T, not an object", v))
		return
	}
	for key := range s {
		if _, ok := m[key]; !ok {
			report(path+"."+key, "is missing")
		}
	}
	for key, value := range m {
		if part, ok := s[key]; ok {
			part.check(path+"."+key, value, report)
		} else {
			report(path+"."+key, "is not in the contract")
		}
	}
}

func (s list) check(path string, v any, report func(path, what string)) {
	items, ok := v.([]any)
	if !ok {
		report(path, fmt.Sprintf("is %T, not a list", v))
		return
	}
	for i, item := range items {
		s.of.check(fmt.Sprintf("%s[%d]", path, i), item, report)
	}
}

func (s orNull) check(path string, v any, report func(path, what string)) {
	if v != nil {
		s.of.check(path, v, report)
	}
}

func (s word) check(path string, v any, report func(path, what string)) {
	if text, ok := v.(string); !ok || !s.fits(text) {
		report(path, fmt.Sprintf("is %v (%T), not %s", v, v, s.name))
	}
}

func (whole) check(path string, v any, report func(path, what string)) {
	if n, ok := v.(json.Number); !ok || strings.ContainsAny(n.String(), ".eE-") {
		report(path, fmt.Sprintf("is %v, not a whole number", v))
	}
}

func (truth) check(path string, v any, report func(path, what string)) {
	if _, ok := v.(bool); !ok {
		report(path, fmt.Sprintf("is %v, not true or false", v))
	}
}

func matching(name, pattern string) word {
	return word{name, regexp.MustCompile("^(" + pattern + ")$").MatchString}
}

func oneOf(words ...string) word {
	return word{"one of " + strings.Join(words, ", "), func(s string) bool { return slices.Contains(words, s) }}
}

// contract is the JSON of version 1, as CONTRACT.md has it and with what was
// added to it since: channel and flips in full, the currency and prison terms of
// totals, rules for information, contractual clocks, the plan of action, and what
// moves a level of severity, the scale and the action advised; of the money, what
// stands beside the lines and what they lack.
func contract() shape {
	text := matching("a text", `(?s).*\S.*`)
	amount := matching("an exact decimal", `(0|[1-9][0-9]*)(\.[0-9]+)?`)
	id := matching("an id", `[a-z0-9][a-z0-9.-]*`)
	day := matching("a day", `[0-9]{4}-[0-9]{2}-[0-9]{2}`)
	instant := matching("an instant", `[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})`)
	moment := matching("an instant, a day or a month", `[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2}))?)?`)
	digest := matching("a fingerprint", `[0-9a-f]{64}`)
	verdict := oneOf("yes", "no", "unknown")
	texts := object{"fr": text, "ar": text, "en": text}
	span := object{"low": amount, "high": amount}
	quantity := orNull{object{"low": amount, "likely": orNull{amount}, "high": amount}}
	level := oneOf("low", "medium", "high", "very-high")
	score := object{"dpc": amount, "ei": amount, "cb": amount, "score": amount, "level": level}
	rule := oneOf(severity.Rules()...)
	extended := object{"dpc": amount, "ei": amount, "cb": amount, "score": amount, "level": level, "rules": list{rule}}
	scored := object{"score": amount, "level": level}
	action := oneOf("document", "authority", "people")
	cites := list{object{"instrument": id, "at": matching("an article, or nothing", `.*`), "consulted": day}}
	sums := object{"single_act": orNull{amount}, "distinct_acts": orNull{amount}, "prison_months": orNull{whole{}}, "at_least": orNull{amount}}
	act := oneOf("notify", "communicate", "document", "update")
	deadline := object{"due": orNull{instant}, "standard": oneOf("fixed", "immediate", "without-undue-delay"), "trigger": orNull{moment}, "sent": orNull{moment}}
	band := object{"p5": amount, "p50": amount, "p95": amount, "mean": amount}
	lines := list{object{"id": id, "estimate": orNull{band}, "reason": orNull{oneOf(loss.Reasons()...)}, "missing": list{id}}}
	standpoint := object{
		"people":  quantity,
		"records": quantity,
		"severity": object{
			"applicable": truth{}, "reason": orNull{oneOf("no-data-known", "no-personal-data", "untouched")}, "strict": orNull{score}, "extended": orNull{extended},
			"groups": list{object{"group": id, "people": quantity, "records": quantity, "strict": orNull{score}, "extended": orNull{extended}, "moves": list{
				object{"fact": id, "type": orNull{id}, "to": orNull{id}, "unknown": truth{}, "strict": orNull{scored}, "extended": orNull{scored}},
			}}},
			"flags":  list{oneOf("over-100-people", "unintelligible")},
			"scale":  orNull{object{"people": object{"low": amount, "likely": orNull{amount}, "high": amount}, "at_least": truth{}, "sort_key": quantity}},
			"advice": orNull{object{"action": action, "worst": action, "rules": list{rule}, "risk": oneOf("unlikely", "likely", "high")}},
		},
		"duties": list{object{
			"id": id, "jurisdiction": id, "to": id, "act": act, "verdict": verdict,
			"basis":    oneOf("statutory", "contractual", "practice"),
			"deadline": orNull{deadline},
			"channel":  object{"name": texts, "how": texts, "url": orNull{matching("an address", `https://.+`)}},
			"missing":  list{id}, "flips": list{object{"fact": id, "to": text, "then": oneOf("yes", "no")}}, "citations": cites,
			"status": oneOf("enacted", "announced"), "in_force": orNull{object{"verdict": verdict, "deadline": orNull{deadline}}}, "derived": list{id},
		}},
		"sanctions": list{object{
			"id": id, "jurisdiction": id, "verdict": oneOf("exposed", "not-exposed", "unknown"), "on": oneOf("natural-person", "legal-person"), "nature": id,
			"fine":          orNull{object{"low": amount, "high": orNull{amount}, "at_least": orNull{amount}, "currency": matching("a currency", `[A-Z]{3}`), "missing": list{id}}},
			"indicative":    orNull{object{"guideline": matching("a guideline", `[a-z]{2}\.[a-z0-9.-]+`), "low": amount, "high": orNull{amount}, "at_least": orNull{amount}, "currency": matching("a currency", `[A-Z]{3}`), "missing": list{id}}},
			"prison_months": orNull{object{"low": whole{}, "high": whole{}}}, "citations": cites,
		}},
		"sanctions_total": list{object{
			"jurisdiction": id, "on": oneOf("natural-person", "legal-person"), "currency": matching("a currency", `[A-Z]{3}`),
			"single_act": orNull{amount}, "distinct_acts": orNull{amount}, "prison_months": orNull{whole{}}, "at_least": orNull{amount}, "with_unknown": sums,
		}},
		"loss": object{
			"currency": matching("a currency", `[A-Z]{3}`), "seed": whole{}, "trials": whole{},
			"lines": lines, "apart": lines, "rates_date": day,
			"listed":           object{"p5": orNull{amount}, "p50": orNull{amount}, "p95": orNull{amount}, "mean": orNull{amount}, "standard_error": orNull{amount}, "tvar95": orNull{amount}, "omits": list{id}},
			"practice":         orNull{object{"p5": amount, "p50": amount, "p95": amount}},
			"practice_reason":  orNull{oneOf(loss.Reasons()...)},
			"net_of_insurance": orNull{band},
			"net_reason":       orNull{oneOf(loss.NetReasons()...)},
			"betterment":       orNull{span},
			"cash_by_year":     list{span},
			"anchors":          list{object{"id": id, "p5": orNull{amount}, "p50": orNull{amount}, "p95": orNull{amount}, "valid": truth{}, "reason": orNull{oneOf(loss.Reasons()...)}}},
		},
		"rules": list{object{
			"id": id, "jurisdiction": id, "topic": oneOf("obligation", "attacker", "contract", "civil", "procedure"), "verdict": verdict, "citations": cites,
		}},
		"questions": list{object{"fact": id, "decides": list{id}}},
	}
	return object{
		"schema": oneOf("breachimpact/assessment/1"), "tool": object{"version": text}, "incident": object{"id": id, "sha256": digest}, "as_of": instant,
		"rulebook":    object{"fingerprint": digest, "jurisdictions": list{object{"code": id, "known_until": day, "applies": oneOf("yes", "no", "unknown", "not-known"), "pending": truth{}}}},
		"claim":       oneOf("standing", "refuted"),
		"contracts":   list{object{"to": texts, "act": act, "deadline": deadline}},
		"actions":     list{object{"pace": oneOf("hour", "day", "week"), "duty": orNull{id}, "fact": orNull{id}, "contract": orNull{texts}}},
		"standpoints": object{"confirmed": standpoint, "claimed": standpoint},
		"warnings":    list{matching("a message key", `warning\.[a-z-]+`)}, "open": list{texts},
	}
}

// offences are the places where a text of JSON breaks the contract: its shape,
// and the rules that a shape alone does not hold.
func offences(t testing.TB, text string) []string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(err)
	}
	var out []string
	report := func(path, what string) { out = append(out, path+" "+what) }
	contract().check("$", v, report)
	if len(out) > 0 {
		return out
	}
	views := v.(map[string]any)["standpoints"].(map[string]any)
	for name, view := range views {
		absences(view.(map[string]any), func(what string) { report("$.standpoints."+name, what) })
	}
	return out
}

// absences holds a standpoint to what null means: something is null exactly
// where it is not known, and the reason says so.
func absences(view map[string]any, report func(string)) {
	score := view["severity"].(map[string]any)
	if (score["strict"] == nil) == score["applicable"].(bool) || (score["reason"] == nil) != score["applicable"].(bool) {
		report("severity is applicable and null, or has no reason")
	}
	estimated := 0
	for _, l := range view["loss"].(map[string]any)["lines"].([]any) {
		line := l.(map[string]any)
		if (line["estimate"] == nil) != (line["reason"] != nil) {
			report(fmt.Sprintf("line %s has neither an estimate nor a reason, or both", line["id"]))
		}
		if line["estimate"] != nil {
			estimated++
		}
	}
	listed := view["loss"].(map[string]any)["listed"].(map[string]any)
	for _, p := range []string{"p5", "p50", "p95", "mean", "tvar95"} {
		if (listed[p] == nil) != (estimated == 0) {
			report("listed." + p + " is null though lines are estimated, or the other way round")
		}
	}
	for _, s := range view["sanctions"].([]any) {
		sanction := s.(map[string]any)
		if sanction["on"] == "legal-person" && sanction["prison_months"] != nil {
			report(fmt.Sprintf("%s imprisons a legal person", sanction["id"]))
		}
		if fine, ok := sanction["fine"].(map[string]any); ok && (fine["high"] == nil) == (fine["at_least"] == nil) {
			report(fmt.Sprintf("the fine of %s has neither a cap nor the least of one, or both", sanction["id"]))
		}
	}
	for _, d := range view["duties"].([]any) {
		duty := d.(map[string]any)
		if (duty["verdict"] == "unknown") != (len(duty["missing"].([]any)) > 0) {
			report(fmt.Sprintf("%s is %s and misses %v", duty["id"], duty["verdict"], duty["missing"]))
		}
		if deadline, ok := duty["deadline"].(map[string]any); ok && deadline["standard"] != "fixed" && deadline["due"] != nil {
			report(fmt.Sprintf("%s has a date where the text has no figure", duty["id"]))
		}
	}
}

// documents are the incidents whose JSON is held to the contract: the real
// cases, and the ends of what can be known.
func documents(t testing.TB) map[string]string {
	t.Helper()
	texts := map[string]string{
		"nothing known":    "currency: MAD\n",
		"all confirmed":    companyText,
		"an empty group":   "organisation: {country: ma}\npeople: [{group: a}]\n",
		"a range":          "organisation: {country: ma}\npeople: [{group: a, people: {low: 5, likely: 7, high: 90}, records: {low: 1, high: 2}, data: [{type: card-number}]}]\nbreach: {confidentiality: published}\n",
		"before the law":   "currency: MAD\ntimeline: {occurred: 2008-05-01, aware: 2008-05-02}\n",
		"a month":          "organisation: {establishments: [ma], kind: state}\ncurrency: MAD\ntimeline: {aware: 2025-04}\nbreach: {availability: lost}\n",
		"no personal data": "organisation: {country: ma}\nbreach: {personal_data: no, availability: restored}\n",
	}
	for _, id := range caseIDs() {
		texts[id] = caseText(t, id)
	}
	out := map[string]string{}
	for name, text := range texts {
		out[name] = document(t, assess(t, text))
	}
	return out
}

func TestJSONKeepsTheContract(t *testing.T) {
	for name, text := range documents(t) {
		for _, o := range offences(t, text) {
			t.Errorf("%s: %s", name, o)
		}
	}
}

// The check notices every kind of breach of the contract.
func TestJSONThatBreaksTheContractIsNoticed(t *testing.T) {
	good := document(t, assess(t, caseText(t, "cnss-2025")))
	if o := offences(t, good); len(o) > 0 {
		t.Fatalf("the text is broken before anything is broken: %q", o)
	}
	for _, c := range []struct{ name, old, replacement string }{
		{"zero for what is not known", `"people": null`, `"people": 0`},
		{"an empty amount", `"low": "1996026"`, `"low": ""`},
		{"an amount that is a number", `"score": "5"`, `"score": 5`},
		{"an amount with a thousands separator", `"low": "20000"`, `"low": "20,000"`},
		{"an amount with an exponent", `"low": "20000"`, `"low": "2e4"`},
		{"a count that is a string", `"trials": 200`, `"trials": "200"`},
		{"a key that was renamed", `"sanctions_total"`, `"sanctionsTotal"`},
		{"a key too many", `"warnings": [`, `"note": null, "warnings": [`},
		{"a level in another language", `"level": "very-high"`, `"level": "très élevée"`},
		{"a level of another scale", `"level": "very-high"`, `"level": "critical"`},
		{"guilt", `"verdict": "exposed"`, `"verdict": "guilty"`},
		{"a verdict that is a truth value", `"verdict": "yes"`, `"verdict": true`},
		{"an instant without a zone", `"as_of": "2025-04-11T09:00:00+01:00"`, `"as_of": "2025-04-11T09:00:00"`},
		{"a null list", `"flags": []`, `"flags": null`},
		{"a score that is not applicable", `"applicable": false`, `"applicable": true`},
		{"a score without a reason", `"reason": "no-data-known"`, `"reason": null`},
		{"an estimate and a reason", `"reason": "people-unknown"`, `"reason": null`},
		{"a reason nobody listed", `"reason": "people-unknown"`, `"reason": "lazy"`},
		{"a clock with a date nobody set", `"due": null`, `"due": "2025-04-12T09:00:00+01:00"`},
		{"a fine without a cap", `"high": "100000"`, `"high": null`},
		{"prison for a legal person", `"on": "natural-person"`, `"on": "legal-person"`},
		{"a text in two languages", `"ar": `, `"en": "x", "arabic": `},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.ReplaceAll(good, c.old, c.replacement)
			if bad == good {
				t.Fatalf("%q is not in the text", c.old)
			}
			if len(offences(t, bad)) == 0 {
				t.Error("the check did not notice")
			}
		})
	}
}

// A legal person is never imprisoned, in any incident of the tests.
func TestNoLegalPersonIsImprisoned(t *testing.T) {
	seen := 0
	for _, text := range []string{companyText, caseText(t, "cnss-2025"), caseText(t, "cards-2025")} {
		for _, v := range assess(t, text).Views() {
			for _, j := range v.Jurisdictions {
				for _, f := range j.Findings {
					for _, x := range f.Exposures {
						if x.On == law.LegalPerson {
							seen++
							if x.Prison != nil {
								t.Errorf("%s imprisons a legal person", f.Provision.ID)
							}
						}
					}
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no legal person is exposed: nothing was tested")
	}
}
