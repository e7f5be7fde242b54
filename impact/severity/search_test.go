package severity

import (
	"slices"
	"testing"
)

func found(types []*DataType) []string {
	ids := make([]string, len(types))
	for i, t := range types {
		ids[i] = t.ID
	}
	return ids
}

func TestSearchFindsWhatPeopleType(t *testing.T) {
	c := method(t).Catalogue
	for _, k := range []struct{ word, first string }{
		{"CIN", "national-id"},
		{"cnie", "national-id"},
		{"بطاقة التعريف الوطنية", "national-id"},
		{"بِطَاقَةُ التَّعْرِيفِ الوَطَنِيَّة", "national-id"},
		{"البطاقه الوطنيه للتعريف الالكترونيه", "national-id"},
		{"RIB", "bank-account"},
		{"كشف الهويّة البنكيّة", "bank-account"},
		{"كشـــف الهوية البنكية", "bank-account"},
		{"fiche de paie", "payslip"},
		{"FICHE DE PAIE", "payslip"},
		{"la fiche de paie", "payslip"},
		{"رقم التسجيل في الضمان الاجتماعي", "social-security-number"},
		{"رقم الانخراط", "social-security-number"},
		{"numero CNSS", "social-security-number"},
		{"télephone", "phone"},
		{"Numéro de téléphone", "phone"},
		{"الهاتف", "phone"},
		{"هاتف", "phone"},
		{"employeur", "employer"},
		{"l'employeur", "employer"},
		{"l’employeur", "employer"},
		{"الأجر", "salary"},
		{"اجر", "salary"},
		{"الأجرة", "salary"},
		{"date de naissance", "birth-date"},
		{"تاريخ الإزدياد", "birth-date"},
		{"card-number", "card-number"},
		{"cvv", "card-cvv"},
		{"IBAN", "bank-account"},
		{"syndicat", "union-membership"},
		{"groupe sanguin", "blood-group"},
		{"œuvre", ""},
		{"", ""},
		{"  ", ""},
		{"zzzz", ""},
	} {
		got := found(c.Search(k.word))
		if first := ""; len(got) > 0 && got[0] != k.first || len(got) == 0 && k.first != first {
			t.Errorf("%q: %v, want %q first", k.word, got, k.first)
		}
	}
	if got := found(c.Search("carte")); len(got) < 5 || !slices.Contains(got, "card-number") || !slices.Contains(got, "national-id") {
		t.Errorf("carte: %v", got)
	}
}

func TestEveryNameAndSynonymIsFound(t *testing.T) {
	c := method(t).Catalogue
	for _, kind := range c.Types() {
		for _, word := range append([]string{kind.ID, kind.Name.FR, kind.Name.AR, kind.Name.EN}, kind.Synonyms...) {
			if !slices.Contains(found(c.Search(word)), kind.ID) {
				t.Errorf("%s is not found by %q", kind.ID, word)
			}
		}
	}
}

func TestNearestSuggestsIDs(t *testing.T) {
	c := method(t).Catalogue
	for _, k := range []struct{ word, want string }{
		{"full-nam", "full-name"},
		{"fullname", "full-name"},
		{"salery", "salary"},
		{"national_id", "national-id"},
		{"natoinal-id", "national-id"},
		{"telefone", "phone"},
		{"CIN", "national-id"},
		{"adresse", "home-address"},
	} {
		got := c.Nearest(k.word)
		if !slices.Contains(got, k.want) || len(got) > 3 {
			t.Errorf("%s: %v, want %s among at most three", k.word, got, k.want)
		}
	}
	if got := c.Nearest("qqqqqqqqqq"); len(got) > 0 {
		t.Errorf("nothing like it: %v", got)
	}
}

func TestFold(t *testing.T) {
	for _, k := range []struct{ in, out string }{
		{"Numéro  d'Œuvre", "numero d oeuvre"},
		{"E-mail", "e mail"},
		{"الإسم", "الاسم"},
		{"مؤسسة", "موسسه"},
		{"شيء", "شي"},
		{"٢٠٢٥", "2025"},
		{"cafe\u0301", "cafe"},
		{"هـــاتف", "هاتف"},
	} {
		if got := fold(k.in); got != k.out {
			t.Errorf("%q: %q, want %q", k.in, got, k.out)
		}
	}
	if got := significant("ال"); !slices.Equal(got, []string{"ال"}) {
		t.Errorf("a bare article: %v", got)
	}
	if got := significant("de la"); !slices.Equal(got, []string{"de", "la"}) {
		t.Errorf("nothing but articles: %v", got)
	}
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"CIN", "البطاقة", "l'adresse", "\xff", "e-mail", "ــ", "de", "٣"} {
		f.Add(s)
	}
	c := method(f).Catalogue
	f.Fuzz(func(t *testing.T, word string) {
		ids := found(c.Search(word))
		for _, id := range ids {
			if c.Find(id) == nil {
				t.Errorf("%q found %q, which does not exist", word, id)
			}
		}
		if again := found(c.Search(word)); !slices.Equal(ids, again) {
			t.Errorf("%q: %v, then %v", word, ids, again)
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != len(ids) {
			t.Errorf("%q found a type twice: %v", word, ids)
		}
		if near := c.Nearest(word); len(near) > 3 {
			t.Errorf("%q: %d suggestions", word, len(near))
		}
		if once := fold(word); fold(once) != once {
			t.Errorf("%q folds to %q and that to %q", word, once, fold(once))
		}
	})
}
