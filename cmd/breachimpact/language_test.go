package main

import (
	"strings"
	"testing"
)

func TestChooseLanguage(t *testing.T) {
	for _, test := range []struct{ argv, environment, want string }{
		{"", "", "fr"},
		{"", "LANG=C", "fr"},
		{"", "LANG=C.UTF-8", "fr"},
		{"", "LANG=en_GB.UTF-8", "en"},
		{"", "LANG=ar_MA.UTF-8", "ar"},
		{"", "LANG=ar", "ar"},
		{"", "LANG=EN_us", "en"},
		{"", "LANG=en@euro", "en"},
		{"", "LANG=fr-MA", "fr"},
		{"", "LANG=ary_MA", "fr"},  // not a language of the program
		{"", "LANG=english", "fr"}, // no guess
		{"", "LANG=de_DE.UTF-8", "fr"},
		{"", "LC_ALL=ar_MA LC_MESSAGES=en LANG=fr", "ar"},
		{"", "LC_MESSAGES=en LANG=ar", "en"},
		{"", "LC_ALL= LANG=ar", "ar"},
		{"", "LC_ALL=C LANG=ar", "fr"}, // the first that is set decides
		{"assess --lang en", "LANG=ar", "en"},
		{"assess --lang=en", "LANG=ar", "en"},
		{"--lang en assess", "LANG=ar", "en"},
		{"assess --lang de", "LANG=ar", "ar"},
		{"report --lang fr,en", "LANG=ar", "ar"},
		{"report --lang=en", "LANG=ar", "en"},
		{"assess --lang", "LANG=ar", "ar"},
		{"assess -- --lang en", "LANG=ar", "ar"},
	} {
		environment := map[string]string{}
		for _, entry := range strings.Fields(test.environment) {
			name, value, _ := strings.Cut(entry, "=")
			environment[name] = value
		}
		got := chooseLanguage(strings.Fields(test.argv), func(name string) string { return environment[name] })
		if got != test.want {
			t.Errorf("%q with %q: got %s, want %s", test.argv, test.environment, got, test.want)
		}
	}
}
