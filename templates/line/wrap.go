package line

import "strings"

// Wrap breaks a cleaned string into lines of at most limit columns, at plain
// spaces only, so that numbers and the punctuation after a no-break space stay
// whole. A word longer than a line is cut.
func Wrap(s string, limit int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		lines = append(lines, line)
		line, used = "", 0
	}
	for _, word := range words(s) {
		for part := range cut(word, limit) {
			w := Columns(part)
			switch {
			case line == "":
				line, used = part, w
			case used+1+w <= limit:
				line, used = line+" "+part, used+1+w
			default:
				flush()
				line, used = part, w
			}
		}
	}
	flush()
	return balance(lines)
}

// words parts a string at spaces, keeping punctuation that stands alone with its
// neighbour: French texts of law put a plain space before it. So does a number after
// its "n°".
func words(s string) []string {
	var out []string
	opened := false
	for word := range strings.SplitSeq(s, " ") {
		switch {
		case len(out) > 0 && (opened || strings.Contains(";:!?»", word)):
			out[len(out)-1] += " " + word
		default:
			out = append(out, word)
		}
		opened = word == "«" || word == "n°" || word == "no."
	}
	return out
}

// cut yields a word in pieces that fit, never parting a letter from its marks.
func cut(word string, limit int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for Columns(word) > limit {
			used, at := 0, 0
			for i, r := range word {
				w := runeColumns(r)
				if used+w > limit && i > 0 {
					break
				}
				used, at = used+w, i+len(string(r))
			}
			if at >= len(word) || !yield(word[:at]) {
				break
			}
			word = word[at:]
		}
		yield(word)
	}
}

// balance closes at the end of each line the isolates that are open there and
// opens them again on the next: direction does not reach beyond a line.
func balance(lines []string) []string {
	open := 0
	for i, line := range lines {
		carried := open
		for _, r := range line {
			switch r {
			case isolateStart, '\u2066', '\u2067':
				open++
			case isolateEnd:
				open = max(0, open-1)
			}
		}
		lines[i] = strings.Repeat(string(isolateStart), carried) + line + strings.Repeat(string(isolateEnd), open)
	}
	return lines
}
