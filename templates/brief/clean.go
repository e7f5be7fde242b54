package brief

import "breachimpact/templates/line"

// shorten cuts a title that is no title to a length that leaves room for the
// assessment; the whole is in the file.
func shorten(s string, limit int) string {
	s = line.Clean(s)
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return line.Clean(string(runes[:limit]) + "…")
}
