package plain

import "testing"

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"a|b":                 "a&#124;b",
		`\|`:                  `\\&#124;`,
		"<b>&amp;</b>":        "&lt;b&gt;&amp;amp;&lt;/b&gt;",
		"*a* _b_ `c`":         "\\*a\\* \\_b\\_ \\`c\\`",
		"https://example.org": `https\://example.org`,
		"line\nbreak":         "line break",
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"- a": `\- a`, "+ a": `\+ a`, "===": `\===`, "12. a": `12\. a`, "3) a": `3\) a`, "12": "12", "": "", "1996026 a": "1996026 a", "# a": `\# a`,
	} {
		if got := escapeStart(in); got != want {
			t.Errorf("escapeStart(%q) = %q, want %q", in, got, want)
		}
	}
}
