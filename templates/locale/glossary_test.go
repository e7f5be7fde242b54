package locale

import (
	"encoding/csv"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"breachimpact/impact/loss"
	"breachimpact/impact/severity"
	"breachimpact/law"
	"breachimpact/law/strict"
)

// printed are all the sentences a report can print in one language: the
// catalogue, and the texts of the data.
func printed(t testing.TB, lang string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for key, m := range catalogue(t, lang) {
		for form, text := range m {
			out[lang+".yaml "+key+" "+form] = text
		}
	}
	for name, edition := range map[string]fs.FS{"law": law.Embedded(), "severity": severity.Embedded(), "loss": loss.Embedded()} {
		err := fs.WalkDir(edition, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".yaml") || strings.Contains(path, "/cases/") {
				return err
			}
			data, err := fs.ReadFile(edition, path)
			if err != nil {
				return err
			}
			root, faults := strict.Parse(path, data)
			if len(faults) > 0 {
				return faults
			}
			translations(root, name+"/"+path, lang, out)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(out) < 900 {
		t.Fatalf("%s: only %d sentences", lang, len(out))
	}
	return out
}

// translations collects what stands under the key of a language.
func translations(n *strict.Node, at, lang string, out map[string]string) {
	for _, item := range n.Items {
		translations(item, at, lang, out)
	}
	for _, f := range n.Fields {
		if f.Key.Text == lang && f.Value.Kind == strict.Scalar {
			out[at+" "+f.Value.Text] = f.Value.Text
		}
		translations(f.Value, at, lang, out)
	}
}

// glossary is the official terms by language, with the other form in which a
// sentence may hold one: Arabic is the authoritative language of the law, French
// the working language of the authorities.
func glossary(t testing.TB) map[string][]string {
	t.Helper()
	file, err := os.Open("testdata/glossary.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, row := range rows[1:] {
		for i, lang := range rows[0] {
			out[lang] = append(out[lang], row[i])
		}
	}
	if len(out) != 3 || len(out["fr"]) < 13 {
		t.Fatalf("the glossary is not whole: %v", out)
	}
	return out
}

// absent are the terms that no sentence holds.
func absent(terms []string, sentences map[string]string) []string {
	var out []string
	for _, term := range terms {
		found := false
		for form := range strings.SplitSeq(term, " | ") {
			for _, s := range sentences {
				found = found || strings.Contains(fold(s), fold(form))
			}
		}
		if !found {
			out = append(out, term)
		}
	}
	return out
}

// fold takes capitals and no-break spaces for what they stand for.
func fold(s string) string {
	return strings.ToLower(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'").Replace(s))
}

func TestOfficialTermsAreUsed(t *testing.T) {
	for lang, terms := range glossary(t) {
		for _, term := range absent(terms, printed(t, lang)) {
			t.Errorf("%s: the official term %q is nowhere", lang, term)
		}
	}
}

// elsewhere are the rulebooks of other countries, which speak of their own law in
// its own words. Arabic months keep their Moroccan names everywhere.
var elsewhere = regexp.MustCompile(`^law/(eu|fr|dz)/`)

// forbidden are words that say something else in Moroccan law, or nothing.
var forbidden = map[string][]struct{ name, pattern string }{
	"fr": {
		{"the GDPR is not Moroccan law", `\brgpd\b`},
		{"the complaint goes to the procureur du Roi", `procureur général`},
		{"no Moroccan text counts 72 hours", `72 ?h(eures)?\b`},
		{"no Moroccan text counts 48 hours", `48 ?h(eures)?\b`},
		{"the law says données à caractère personnel", `données personnelles`},
		{"the law says responsable du traitement", `responsable de traitement`},
		{"no Moroccan text has a délégué à la protection des données", `\bdpo\b|délégué à la protection`},
	},
	"ar": {
		{"the complaint goes to وكيل الملك", `الوكيل العام`},
		{"no Moroccan text counts 72 hours", `72 ساعة`},
		{"no Moroccan text counts 48 hours", `48 ساعة`},
		{"Moroccan law says معطيات, not بيانات", `(^|[^\p{Arabic}])(ال|لل|بال|وال)?بيانات([^\p{Arabic}]|$)`},
		{"Moroccan law says المسؤول عن المعالجة", `مراقب (البيانات|المعطيات)|المتحكم في`},
		{"Moroccan law says معالج من الباطن", `معالج (البيانات|المعطيات)`},
		{"Moroccan law says شخص معنوي", `شخص اعتباري|الشخص الاعتباري`},
		{"months have their Moroccan names", `مايو|يوليو([^ز]|$)|أغسطس|سبتمبر|نوفمبر|ديسمبر|نيسان|أيار|حزيران|تموز|أيلول|تشرين|كانون|شباط|آذار`},
	},
	"en": {
		{"the GDPR is not Moroccan law", `\bgdpr\b`},
		{"the complaint goes to the Royal Prosecutor", `public prosecutor|attorney general`},
		{"no Moroccan text counts 72 hours", `72 ?h(ours)?\b`},
		{"no Moroccan text counts 48 hours", `48 ?h(ours)?\b`},
		{"no Moroccan text has a data protection officer", `\bdpo\b|data protection officer`},
	},
}

// A database is called so in Moroccan Arabic too.
var database = regexp.MustCompile(`قاعدة (ال)?بيانات`)

// forms are messages that show how a value is written, so that their numbers
// are examples, and the rules of the extended score, which name the European
// guidelines they lean on.
var forms = regexp.MustCompile(`\.yaml fault\.|^severity/extended\.yaml `)

func misnomers(lang string, sentences map[string]string) []string {
	var out []string
	for _, at := range sorted(sentences) {
		if forms.MatchString(at) {
			continue
		}
		for _, f := range forbidden[lang] {
			if elsewhere.MatchString(at) && !strings.HasPrefix(f.name, "months") {
				continue
			}
			if found := regexp.MustCompile(f.pattern).FindString(database.ReplaceAllString(fold(sentences[at]), "x")); found != "" {
				out = append(out, at+": "+f.name+", not "+found)
			}
		}
	}
	return out
}

func TestWordsOfOtherLawsAreNotUsed(t *testing.T) {
	for _, lang := range Languages() {
		for _, m := range misnomers(lang, printed(t, lang)) {
			t.Error(m)
		}
	}
}

func TestMisnomersAreNoticed(t *testing.T) {
	for lang, texts := range map[string][]string{
		"fr": {"selon le RGPD", "au procureur général", "sous 72\u00a0heures", "sous 48 h", "des données personnelles", "le DPO", "le responsable de traitement"},
		"ar": {"الوكيل العام للملك", "داخل 72 ساعة", "حماية البيانات", "مراقب المعطيات", "معالج المعطيات", "الشخص الاعتباري", "9 مايو 2025", "يوليو 2021"},
		"en": {"under the GDPR", "within 72 hours", "the Public Prosecutor", "the DPO"},
	} {
		for _, text := range texts {
			if len(misnomers(lang, map[string]string{"x": text})) == 0 {
				t.Errorf("%s: %q was not noticed", lang, text)
			}
		}
	}
	if got := absent([]string{"amende", "peine"}, map[string]string{"x": "une Amende"}); len(got) != 1 || got[0] != "peine" {
		t.Errorf("absent terms: %q", got)
	}
}
