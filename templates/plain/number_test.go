package plain

import (
	"testing"

	"breachimpact/templates/locale"
)

func TestNumbersFollowTheirFormat(t *testing.T) {
	const dash = `#,##0;-#,##0;"–"`
	for _, c := range []struct{ code, digits, fr, ar, en string }{
		{"", "1234.5", "1\u202f234,5", "1.234,5", "1,234.5"},
		{"", "0.000000000125", "0,000000000125", "0,000000000125", "0.000000000125"},
		{"#,##0", "1996026", "1\u202f996\u202f026", "1.996.026", "1,996,026"},
		{"#,##0", "-1234", "-1\u202f234", "\u2066-1.234\u2069", "-1,234"},
		{"#,##0", "0.5", "1", "1", "1"},
		{"#,##0.########", "9.64797", "9,64797", "9,64797", "9.64797"},
		{"0.00", "5", "5,00", "5,00", "5.00"},
		{"0.00%", "0.1234", "12,34\u00a0%", "12,34%", "12.34 %"},
		{"0%", "1", "100\u00a0%", "100%", "100 %"},
		{dash, "0", "–", "–", "–"},
		{dash, "12", "12", "12", "12"},
	} {
		f, err := parseFormat(c.code)
		if err != nil {
			t.Error(err)
			continue
		}
		for language, want := range map[string]string{"fr": c.fr, "ar": c.ar, "en": c.en} {
			got, err := f.write(c.digits, words(t, language))
			if err != nil || got != want {
				t.Errorf("%s in %q, %s: %q, not %q (%v)", c.digits, c.code, language, got, want, err)
			}
		}
	}
}

func TestOtherNumberFormatsAreRefused(t *testing.T) {
	for _, code := range []string{"General", "#,##0 €", "yyyy-mm-dd", "0.00E+00", `"x"0`, "[Red]0", "#,##0;-#,##0"} {
		if f, err := parseFormat(code); err == nil {
			t.Errorf("%q is read as %+v", code, f)
		}
	}
	f, err := parseFormat("0.00")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := f.write("1,5", words(t, "en")); err == nil {
		t.Errorf("what is no number is written as %q", out)
	}
}

// A form with a number that cannot be read is no form at all.
func TestAFaultOfTheBookIsAnError(t *testing.T) {
	b := sample()
	b.Styles[len(b.Styles)-1].Number = "yyyy"
	l := words(t, locale.Languages()[0])
	if _, err := Markdown(b, l); err == nil {
		t.Error("Markdown says nothing")
	}
	if _, err := Text(b, l); err == nil {
		t.Error("Text says nothing")
	}
}
