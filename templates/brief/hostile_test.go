package brief

import (
	"strings"
	"testing"
	"unicode"

	"breachimpact/impact/incident"
	"breachimpact/law"
	"breachimpact/templates/line"
	"breachimpact/templates/locale"
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
	}
}

func TestHostileTitles(t *testing.T) {
	for _, title := range hostile() {
		a := assessFile(t, "rich", nil)
		a.Incident.Title = incident.Words{Text: law.Same(title)}
		a.Incident.Sources[0].Title = incident.Words{Text: law.Same(title)}
		a.Incident.Decisions[0].Reason = incident.Prose(title)
		a.Incident.OtherRecords[0].What = incident.Words{Text: law.Same(title)}
		a.Confirmed.Scenario.Organisation.Name.Value = title
		for _, lang := range locale.Languages() {
			terminal := text(t, a, lang)
			checkCharacters(t, title, terminal)
			for _, printed := range strings.Split(terminal, "\n") {
				if line.Columns(printed) > terminalColumns {
					t.Errorf("title %.40q: %d columns", title, line.Columns(printed))
				}
			}
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
