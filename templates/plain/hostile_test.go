package plain

import (
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"breachimpact/impact"
	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/workbook"
)

// hostile are titles whose authors mean to break out of the page. The reader of
// incident files refuses some of them; this package does not rely on that.
func hostile() []string {
	return []string{
		"# heading\n\n<script>alert(1)</script>\n```\ncode",
		"| a | b |\n| --- | --- |\n| c | d |",
		"[link](https://example.org) ![image](x) <https://example.org> www.example.org",
		"</div><div dir=\"ltr\"> &lt;b&gt; &#60;b&#62; \\<i\\> \\| \\\\|",
		"*bold* _under_ ~~gone~~ `code` $x$ @someone #1",
		"- item\n- [ ] task\n1. one\n===\n---",
		"\x1b[2J\x1b]0;title\x07\x00\b\b\r gone \u202e reversed \u2066 isolate \u2069\u2069 \u200f \ufeff \u2028",
		strings.Repeat("x", 5000),
		strings.Repeat("كلمة ", 1000),
		"\xff\xfe not UTF-8",
		"=HYPERLINK(\"https://example.org\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "\u2068=1+1\u2069", "\u2003=1+1", "\u00a0=1+1", "＝1+1", "a;\"b\",c",
	}
}

// attacked is an assessment in which every word that a stranger may give is hostile.
func attacked(t *testing.T, title string) *impact.Assessment {
	t.Helper()
	return assess(t, "cards-2025", func(in *incident.Incident) {
		in.Title = incident.Words{Text: law.Same(title)}
		in.Sources[0].Title = incident.Words{Text: law.Same(title)}
		in.Sources[0].Publisher = incident.Words{Text: law.Same(title)}
		in.Organisation.Name.Confirmed.Value, in.Organisation.Name.Confirmed.Known = incident.Prose(title), true
		in.Organisation.Name.Claimed.Value, in.Organisation.Name.Claimed.Known = incident.Prose(title), true
	})
}

// unescaped is what would be markup if it stood in a line of user text.
var unescaped = regexp.MustCompile("(^|[^\\\\])[`*_\\[\\]~$]|[<>]|(^|[^\\\\])://|(^|[^\\\\&])#")

// ownMarkup is what this package begins a line with.
var ownMarkup = regexp.MustCompile(`^(#{1,4} |\s*- )`)

func TestStrangersWordsAreHarmless(t *testing.T) {
	for _, title := range hostile() {
		a := attacked(t, title)
		for _, language := range []string{"ar", "en"} { // both directions, and both signs between values
			b := reading(t, a, language)
			page := markdown(t, b, language)
			checkCharacters(t, title, page)
			if found := markupIn(page); found != "" {
				t.Fatalf("title %.40q: %s", title, found)
			}
			if found := formulasIn(t, records(t, b, language), language); len(found) > 0 {
				t.Errorf("title %.40q, %s: a record that is a formula: %q", title, language, found)
			}
			explained, ok := workbook.Explanation(a, words(t, language), "claimed.people")
			if !ok {
				t.Fatal("nothing is explained")
			}
			checkCharacters(t, title, text(t, explained, language))
		}
	}
}

// checkCharacters holds the output to characters that only print, with isolates
// balanced within each line.
func checkCharacters(t *testing.T, title, out string) {
	t.Helper()
	open := 0
	for _, r := range out {
		switch {
		case r == '\n':
			if open != 0 {
				t.Fatalf("title %.40q: a line ends within an isolate", title)
			}
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r == 0xfeff:
			t.Fatalf("title %.40q: U+%04X in the output", title, r)
		case r >= 0x2066 && r <= 0x2068:
			open++
		case r == 0x2069:
			if open--; open < 0 {
				t.Fatalf("title %.40q: an isolate is closed that was not opened", title)
			}
		}
	}
}

// markupIn takes away the markup that this package writes, and tells what is left.
func markupIn(out string) string {
	bars := -1
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if line == `<div dir="rtl">` || line == "</div>" {
			continue
		}
		if !strings.HasPrefix(line, "|") {
			bars = -1
		} else if n := strings.Count(line, "|"); bars < 0 {
			bars = n
		} else if n != bars {
			return "a row with another number of bars: " + line
		}
		own := ownMarkup.ReplaceAllString(line, "")
		own = strings.NewReplacer("**", "", "<br>", "").Replace(own)
		if found := unescaped.FindString(own); found != "" {
			return found + " is not escaped in: " + line
		}
	}
	return ""
}

func TestMarkupIsFound(t *testing.T) {
	for _, line := range []string{"a <b>", "*a*", "[a](b)", "a_b", "https://example.org", "- a # b", "| a |\n| a | b |"} {
		if markupIn(line+"\n") == "" {
			t.Errorf("%q passes", line)
		}
	}
}

// formulasIn are the texts of records that a spreadsheet program would compute.
func formulasIn(t *testing.T, out, language string) []string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, byteOrderMark)))
	if language != "en" {
		r.Comma = ';'
	}
	list, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, record := range list {
		for i, value := range record {
			if i == 7 && record[8] == "number" {
				continue // digits, and nothing a stranger wrote
			}
			shown := strings.TrimFunc(value, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
			if shown != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(shown)[0]) {
				found = append(found, value)
			}
		}
	}
	return found
}

func TestFormulasAreFound(t *testing.T) {
	for _, value := range []string{"=1", "+1", "-1", "@a", " =1", "\u2068=1"} {
		record := "i,s,,A1,,,," + value + ",text,\r\n"
		if len(formulasIn(t, "a,b,c,d,e,f,g,h,i,j\r\n"+record, "en")) != 1 {
			t.Errorf("%q passes", value)
		}
	}
}

// A number below zero keeps its sign and gets no apostrophe.
func TestNumbersAreNotTouched(t *testing.T) {
	b := sample()
	b.Sheets[0].Rows[6].Cells[1].Value.Text = "-12.50"
	if out := records(t, b, "en"); !strings.Contains(out, ",-12.50,number,") {
		t.Errorf("a number below zero is written otherwise:\n%s", out)
	}
}
