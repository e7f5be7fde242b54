package plain

import (
	"strings"

	"breachimpact/templates/line"
)

// markup replaces every character that could begin Markdown or HTML. Those with
// a meaning outside Markdown become entities, which no processor takes for
// structure; a bar is one of them, because table cells are parted before
// backslashes are read. The last two keep bare addresses from becoming links.
var markup = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;",
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"#", `\#`, "~", `\~`, "$", `\$`, "@", `\@`,
	"://", `\://`, "www.", `www\.`,
)

// escape makes a string plain text anywhere within a line of Markdown.
func escape(s string) string { return markup.Replace(line.Clean(s)) }

// escapeStart makes a string plain text at the start of a block too, where a
// dash, a plus, an equals sign or a number with a dot has a meaning.
func escapeStart(s string) string {
	s = escape(s)
	if s == "" {
		return s
	}
	if strings.IndexByte("-+=", s[0]) >= 0 {
		return `\` + s
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}
