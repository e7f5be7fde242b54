package severity

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// faultCodes are the codes of the faults of a load.
func faultCodes(t testing.TB, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var faults strict.Faults
	if !errors.Is(err, ErrMethod) || !errors.As(err, &faults) {
		t.Fatalf("not the faults of a method: %v", err)
	}
	var codes []string
	for _, f := range faults {
		codes = append(codes, f.Code)
	}
	return codes
}

func TestEveryRuleHasABrokenExample(t *testing.T) {
	raised := map[string]bool{}
	for _, c := range []struct{ name, file, before, after, code string }{
		{"a type listed twice", typesFile, "- id: initials", "- id: full-name", duplicateID},
		{"a combination listed twice", combinationsFile, "- id: card-with-expiry", "- id: full-card", duplicateID},
		{"a reason listed twice", typesFile, "- id: above-base", "- id: nearest", duplicateID},
		{"a state listed twice", methodFile, "{id: restored, points: 0}", "{id: none, points: 0}", duplicateID},
		{"a category nobody knows", typesFile, "category: behavioural", "category: behavioral", unknownCategory},
		{"a combination in a category nobody knows", combinationsFile, "category: financial", "category: money", unknownCategory},
		{"a credential that opens nothing known", typesFile, "opens: financial", "opens: doors", unknownCategory},
		{"opens on what is no credential", typesFile, "cell: 1\n", "cell: 1\n    opens: simple\n", unknownCategory},
		{"a score above the table", typesFile, "rich: 4", "rich: 5", outsideTable},
		{"no usual score", typesFile, "    cell: 1\n", "", outsideTable},
		{"a score for an identifier", typesFile, "category: identifier-only", "category: identifier-only\n    cell: 1", outsideTable},
		{"a combination above the table", combinationsFile, "score: 4", "score: 5", outsideTable},
		{"not a quarter", typesFile, "ei: 0.25", "ei: 0.3", notQuarter},
		{"not a quarter in the table", methodFile, "points: 0.25", "points: 0.2", notQuarter},
		{"a row nobody knows", typesFile, "row: full-name", "row: nickname", outsideRow},
		{"a cell the row does not have", typesFile, "{row: official-number, ei: 0.25", "{row: official-number, ei: 0.5", outsideRow},
		{"a combination outside the row", combinationsFile, "ei: {row: official-number, ei: 1}", "ei: {row: official-number, ei: 0.5}", outsideRow},
		{"an identifier that does not identify", typesFile, "    identifier: {row: code, ei: 0.25}\n", "", outsideRow},
		{"a row out of order", methodFile, "{id: few-namesakes, ei: 0.5}", "{id: few-namesakes, ei: 1}", outsideRow},
		{"a combination of what is not in the catalogue", combinationsFile, "all: [card-number, card-cvv]", "all: [card-number, card-cvc]", unknownType},
		{"bands that do not rise", methodFile, "{level: high, at-least: 3}", "{level: high, at-least: 2}", bandOrder},
		{"bands that do not begin at nothing", methodFile, "{level: low, at-least: 0}", "{level: low, at-least: 1}", bandOrder},
		{"a band left out", methodFile, "  - {level: very-high, at-least: 4}\n", "", bandOrder},
		{"thin above usual", typesFile, "thin: 2", "thin: 4", cellOrder},
		{"rich below usual", typesFile, "rich: 4", "rich: 1", cellOrder},
		{"outdated above usual", typesFile, "outdated: 1", "outdated: 2", cellOrder},
		{"a lessened combination above itself", combinationsFile, "score: 3, outdated: 1", "score: 3, outdated: 4", cellOrder},
		{"judged without a reason", typesFile, "    mark: judged\n    why: nearest\n", "    mark: judged\n", unexplainedMark},
		{"an identifier judged without a reason", typesFile, "mark: judged, why: lowest-cell}", "mark: judged}", unexplainedMark},
		{"a combination judged without a reason", combinationsFile, "dpc: {category: financial, score: 4, outdated: 1}", "dpc: {category: financial, score: 4, outdated: 1}\n    mark: judged", unexplainedMark},
		{"a reason nobody lists", typesFile, "why: nearest\n", "why: farthest\n", unknownReason},
		{"an id with capitals", typesFile, "- id: initials", "- id: Initials", idForm},
		{"a combination of one", combinationsFile, "all: [card-number, card-cvv]", "all: [card-number]", emptyCombination},
		{"a combination that says nothing", combinationsFile, "    ei: {row: full-name, ei: 1}\n", "", emptyCombination},
		{"a circumstance without its nothing", methodFile, "- {id: restored, points: 0}\n      - {id: recoverable", "- {id: recoverable", ""},
		{"a circumstance without none", methodFile, "{id: none, points: 0}", "{id: nil, points: 0}", incompleteTable},
		{"a circumstance nobody states", methodFile, "- id: integrity", "- id: beauty", incompleteTable},
		{"a category without a score", methodFile, "      - {score: 2, id: profiling}\n", "", incompleteTable},
		{"a base outside the row", methodFile, "base: 3", "base: 7", incompleteTable},
		{"a Latin Arabic name", typesFile, "ar: \"الجنس\"", "ar: \"jins\"", notArabic},
		{"a Latin Arabic reason", combinationsFile, "ar: \"لا يفيد الرقم السري إلا مع البطاقة أو نسخة منها؛ وليست هذه معلومات كاملة. واعتُمد التنقيط الأساسي للصنف.\"", "ar: x", notArabic},
		{"a period rule that does nothing", contextFile, "    lower: 2\n", "", ruleForm},
		{"a period rule without a limit", contextFile, "    at-most: 1\n", "", ruleForm},
		{"a period rule that raises the shortest", contextFile, "    at-least: 180\n", "    at-most: 180\n", ruleForm},
		{"a period rule judged without a reason", contextFile, "    lower: 2\n", "    lower: 2\n    mark: judged\n", unexplainedMark},
		{"a period rule about nothing known", contextFile, "types: [bank-transactions]", "types: [bank-transaction]", unknownType},
		{"a membership outside the table", contextFile, "category: simple, score: 4", "category: simple, score: 5", outsideTable},
		{"a membership of no category", contextFile, "{id: safety, category: simple", "{id: safety, category: easy", unknownCategory},
		{"no membership", contextFile, "memberships:\n  - {id: profile, category: simple, score: 2}\n  - {id: sensitive, category: simple, score: 3}\n  - {id: safety, category: simple, score: 4}", "memberships: []", incompleteTable},
		{"a rule left out", extendedFile, "  - id: X1\n", "  - id: X7\n", ruleForm},
		{"an identity number that nobody knows", extendedFile, "numbers: [national-id,", "numbers: [identity-card,", unknownType},
		{"an identity number worth more alone", extendedFile, "alone: 3\n  named: 4", "alone: 4\n  named: 3", ruleForm},
		{"a takeover that implies no state", extendedFile, "confidentiality: unknown-recipients", "confidentiality: everybody", ruleForm},
		{"a protection that hides nothing", extendedFile, "{protection: encrypted-key-safe}", "{protection: truncated}", ruleForm},
		{"lengths out of order", extendedFile, "beyond: 24, points: 0.5", "beyond: 24, points: 0.75", ruleForm},
		{"a critical dependence nobody states", extendedFile, "critical: {dependence: health", "critical: {dependence: wealth", ruleForm},
		{"a level without advice", extendedFile, "  - {level: low, action: document}\n", "", ruleForm},
		{"advice that falls", extendedFile, "{level: very-high, action: people}", "{level: very-high, action: document}", ruleForm},
		{"a language left out", typesFile, ", en: \"initials\"}", "}", "missing-key"},
		{"a language left empty", typesFile, "en: \"initials\"", "en: \"\"", "text-empty"},
		{"an empty synonym", typesFile, "synonyms: monogramme;", "synonyms: monogramme;;", "text-empty"},
		{"a harm outside the list", typesFile, "enables: [identity-theft]", "enables: [boredom]", "unknown-value"},
		{"a key nobody knows", typesFile, "    category: simple", "    colour: red\n    category: simple", "unknown-key"},
		{"a null", methodFile, "malicious: 0.5", "malicious:", "yaml-null"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(edited(t, c.file, c.before, c.after))
			codes := faultCodes(t, err)
			if c.code == "" {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			if !slices.Contains(codes, c.code) {
				t.Fatalf("faults %v, want %s\n%v", codes, c.code, err)
			}
			for _, code := range codes {
				raised[code] = true
			}
		})
	}
	_, err := Load(fstest.MapFS{})
	if codes := faultCodes(t, err); !slices.Equal(codes, []string{fileMissing, fileMissing, fileMissing, fileMissing, fileMissing}) {
		t.Errorf("an empty directory: %v", codes)
	}
	raised[fileMissing] = true
	for _, code := range Codes() {
		if !raised[code] {
			t.Errorf("%s has no broken example", code)
		}
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	files := edited(t, typesFile, "rich: 4", "rich: 9").(fstest.MapFS)
	files[combinationsFile] = &fstest.MapFile{Data: []byte("combinations:\n  - id: A\n    name: {fr: a, ar: ب, en: a}\n    all: [salary]\n")}
	_, err := Load(files)
	codes := faultCodes(t, err)
	for _, want := range []string{outsideTable, idForm, emptyCombination} {
		if !slices.Contains(codes, want) {
			t.Errorf("%v lacks %s", codes, want)
		}
	}
	var faults strict.Faults
	errors.As(err, &faults)
	for _, f := range faults {
		if f.Place.Line == 0 {
			t.Errorf("%s has no line", f.Code)
		}
	}
}

func TestTheEmbeddedCatalogue(t *testing.T) {
	m := method(t)
	types := m.Catalogue.Types()
	if len(types) < 80 {
		t.Errorf("%d kinds of data, want at least 80", len(types))
	}
	for _, id := range []string{
		"full-name", "national-id", "social-security-number", "phone", "email", "employer", "salary", "bank-account", "card-number",
		"card-expiry", "card-cvv", "card-pin", "home-address", "birth-date", "health-record", "password",
	} {
		if m.Catalogue.Find(id) == nil {
			t.Errorf("%s is missing", id)
		}
	}
	for _, kind := range types {
		if len(kind.Synonyms) == 0 {
			t.Errorf("%s has no synonyms", kind.ID)
		}
		if !kind.Mark.Firm() && kind.Why.IsZero() {
			t.Errorf("%s is judged and does not say why", kind.ID)
		}
		if kind.Identifier != nil && !kind.Identifier.Mark.Firm() && kind.Identifier.Why.IsZero() {
			t.Errorf("%s identifies by judgement and does not say why", kind.ID)
		}
	}
}

func TestFingerprintFollowsTheData(t *testing.T) {
	m := method(t)
	if len(m.Fingerprint) != 64 || m.Fingerprint != method(t).Fingerprint {
		t.Errorf("fingerprint %q", m.Fingerprint)
	}
	other, err := Load(edited(t, methodFile, "flag-over-people: 100", "flag-over-people: 101"))
	if err != nil {
		t.Fatal(err)
	}
	if other.Fingerprint == m.Fingerprint {
		t.Error("another edition has the same fingerprint")
	}
}

func TestMessageKeysAreListedOnce(t *testing.T) {
	keys := method(t).MessageKeys()
	if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
		t.Error("keys are not sorted or not unique")
	}
	for _, k := range keys {
		area, _, _ := strings.Cut(strings.TrimPrefix(k, "step."), ".")
		if !slices.Contains([]string{"severity", confidentiality, integrity, availability, "depends-on-it", "reveals"}, area) {
			t.Errorf("%s is outside the prefix", k)
		}
	}
}

func TestMarksAreOrdered(t *testing.T) {
	if got := weakest("", law.Judged, law.Secondary, law.Verified); got != law.Judged {
		t.Errorf("weakest: %s", got)
	}
}

func FuzzLoad(f *testing.F) {
	for _, name := range []string{methodFile, typesFile, combinationsFile} {
		content, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, content)
	}
	f.Add(methodFile, []byte("categories: []"))
	f.Add(combinationsFile, []byte("combinations: []"))
	f.Add(typesFile, []byte("reasons: []\ntypes: []"))
	base := edited(f, methodFile, "malicious", "malicious").(fstest.MapFS)
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		files := fstest.MapFS{}
		for k, v := range base {
			files[k] = v
		}
		if files[name] == nil {
			return
		}
		files[name] = &fstest.MapFile{Data: content}
		m, err := Load(files)
		if err != nil {
			faultCodes(t, err)
			return
		}
		// What the loader lets through must be fit to score.
		for _, kind := range m.Catalogue.Types() {
			g := published(kind.ID)
			g.Vulnerable = law.Unknown
			if s := scoreOne(m, g); !s.Applicable || s.SE <= 0 {
				t.Errorf("%s: %+v", kind.ID, s)
			}
		}
	})
}
