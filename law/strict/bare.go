package strict

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Bare is a file without its comments, line by line where it was: who is handed a
// file may need to read it again, and never what its author noted beside it. It
// reports false for a file that is not sound, or whose comments could not all be
// told from its content; the text is then empty.
func Bare(data []byte) (string, bool) {
	before, faults := Parse("", data)
	if len(faults) > 0 {
		return "", false
	}
	text := withoutComments(strings.TrimPrefix(string(data), "\ufeff"))
	after, faults := Parse("", []byte(text))
	if len(faults) > 0 || !reflect.DeepEqual(before, after) || commented([]byte(text)) {
		return "", false
	}
	return text, true
}

// commented tells whether the library finds a comment anywhere.
func commented(data []byte) bool {
	var docs []yaml.Node
	if err := yaml.Load(data, &docs, yaml.WithAllDocuments()); err != nil {
		return true
	}
	var any func(n *yaml.Node) bool
	any = func(n *yaml.Node) bool {
		if n.HeadComment+n.LineComment+n.FootComment != "" {
			return true
		}
		for _, child := range n.Content {
			if any(child) {
				return true
			}
		}
		return false
	}
	for i := range docs {
		if any(&docs[i]) {
			return true
		}
	}
	return false
}

// withoutComments blanks comments, by the rule that one begins with "#" at the
// start of a line or after a space, outside quotes and outside blocks of text. It
// may be wrong about files that nobody writes; Bare then refuses.
func withoutComments(text string) string {
	var out []string
	var quote byte // that a scalar began with and has not ended with
	block := -1    // indentation of the line that begins a block of text; -1 outside
	for _, line := range strings.Split(text, "\n") {
		indentation := len(line) - len(strings.TrimLeft(line, " "))
		blank := strings.TrimSpace(line) == ""
		if block >= 0 && (blank || indentation > block) {
			out = append(out, line)
			continue
		}
		block = -1
		end := len(line)
		starts := quote == 0 // whether a scalar may start here
		for i := 0; i < len(line); i++ {
			c := line[i]
			switch {
			case quote == '\'' && c == '\'' && i+1 < len(line) && line[i+1] == '\'', quote == '"' && c == '\\':
				i++
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
				end = i
			case (c == '"' || c == '\'') && starts:
				quote = c
			case (c == '|' || c == '>') && starts && header(line[i+1:]):
				block = parent(line[:i])
			}
			if end < len(line) {
				break
			}
			starts = c == '[' || c == '{' || c == ',' || c == ' ' && (starts || i > 0 && strings.IndexByte(":-,?", line[i-1]) >= 0)
		}
		out = append(out, strings.TrimRight(line[:end], " \t\r"))
	}
	return strings.Join(out, "\n")
}

// header tells whether what follows "|" or ">" is only its indicators.
func header(rest string) bool {
	rest, _, _ = strings.Cut(rest, " #")
	return strings.Trim(rest, "+-0123456789 \t\r") == ""
}

// parent is the indentation of the value whose text a block is: that of its line,
// past the dashes of the list entries it begins.
func parent(before string) int {
	rest := strings.TrimLeft(before, " ")
	for strings.HasPrefix(rest, "- ") {
		inner := strings.TrimLeft(rest[2:], " ")
		if inner == "" {
			break // the entry itself is the block
		}
		rest = inner
	}
	return len(before) - len(rest)
}
