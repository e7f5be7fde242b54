package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"breachimpact/impact/severity"
	"breachimpact/law/strict"
)

func TestSuggest(t *testing.T) {
	method, err := severity.Load(severity.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	fault := func(code, path string, args ...strict.Arg) strict.Fault {
		return strict.Fault{Code: code, Place: strict.Place{Path: path}, Args: args}
	}
	value := func(v string) strict.Arg { return strict.Arg{Name: "value", Value: v} }
	for _, test := range []struct {
		name  string
		fault strict.Fault
		want  string // the first suggestion
	}{
		{"a synonym", fault("unknown-data-type", "people[0].data[2].type", value("rib"), strict.Arg{Name: "nearest"}), "bank-account"},
		{"a synonym that is no id", fault("unsafe-id", "people[0].data[0].type", value("البطاقة الوطنية")), "national-id"},
		{"a slip", fault("unknown-data-type", "people[0].data[0].type", value("slary"), strict.Arg{Name: "nearest", Value: "salary"}), "salary"},
		{"nothing like it", fault("unknown-data-type", "people[0].data[0].type", value("qqqqqq")), ""},
		{"an id of something else", fault("unsafe-id", "people[0].group", value("RIB")), ""},
		{"another fault", fault("yaml-null", "people[0].data[0].type"), ""},
		{"a fault without the word", fault("unsafe-id", "people[0].data[0].type"), ""},
	} {
		faults := strict.Faults{test.fault}
		suggest(faults, method.Catalogue)
		got, count := "", 0
		for _, a := range faults[0].Args {
			if a.Name == "nearest" {
				got, _, _ = strings.Cut(a.Value, ", ")
				count++
			}
		}
		if got != test.want || count > 1 {
			t.Errorf("%s: got %q, want %q", test.name, faults[0].Args, test.want)
		}
	}
}

// A file full of unknown words is answered in the time people wait.
func TestSuggestForManyFaults(t *testing.T) {
	var b strings.Builder
	b.WriteString("schema: breachimpact/incident/1\nid: many\ncurrency: MAD\npeople:\n  - group: a\n    data:\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "      - {type: rubbish-without-any-meaning-%d}\n", i)
	}
	var out, errs strings.Builder
	start := time.Now()
	code := run([]string{programName, "validate", "-"}, strings.NewReader(b.String()), &out, &errs, func(string) string { return "" }, time.Now)
	if took := time.Since(start); code != exitIncident || took > 10*time.Second {
		t.Errorf("code %d after %v", code, took)
	}
}
