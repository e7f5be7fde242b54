package main

import (
	"slices"
	"strings"

	"breachimpact/templates/locale"
)

// chooseLanguage finds the language of messages before the command line is
// understood, since its errors must be worded too: the one that --lang names,
// else that of the environment.
func chooseLanguage(argv []string, getenv func(string) string) string {
	for i, arg := range argv {
		if arg == "--" {
			break
		}
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(argv) {
			value, found = argv[i+1], true
		}
		if found && slices.Contains(locale.Languages(), value) {
			return value
		}
	}
	return environmentLanguage(getenv)
}

// environmentLanguage follows POSIX: the first of these variables that is set
// decides, even when it names a language that the program does not speak.
func environmentLanguage(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		lang := strings.ToLower(value)
		if end := strings.IndexAny(lang, "_-.@"); end >= 0 {
			lang = lang[:end]
		}
		if slices.Contains(locale.Languages(), lang) {
			return lang
		}
		break
	}
	return locale.Languages()[0]
}
