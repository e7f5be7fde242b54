package strict

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// ParseOwn is [Parse] for the files of the build: the laws, methods and messages that
// every run reads before anything else. They are all written in the plain layout, which
// is read here in a fraction of the time the library takes; for any other it is asked. A
// test holds every such file to Parse: what others write does not come here.
func ParseOwn(file string, data []byte) (*Node, Faults) {
	if root := parsePlain(data); root != nil {
		return root, nil
	}
	return Parse(file, data)
}

// plainReader reads the plain layout: maps and lists by indentation, each value on one
// line with its key; words bare or in quotes without escapes; lists and maps in brackets
// on one line; comments. Whatever is not sure to be that gives up.
type plainReader struct {
	rest string // what follows the present line
	line int

	text   string // the present line, without its comment only if it has nothing else
	at     int    // where in it the present value begins
	ended  bool   // no more lines
	failed bool
}

// parsePlain returns nil for what is not in the plain layout.
func parsePlain(data []byte) *Node {
	if len(data) > MaxBytes || binaryAt(data) >= 0 || bytes.ContainsAny(data, "\t\r\u0085\u2028\u2029\ufeff") {
		return nil
	}
	r := &plainReader{rest: string(data)}
	if r.next(); r.ended {
		return nil
	}
	root := r.block(0)
	if r.failed || !r.ended {
		return nil
	}
	return root
}

// next goes to the next line that says something.
func (r *plainReader) next() {
	for r.rest != "" {
		r.line++
		r.text, r.rest, _ = strings.Cut(r.rest, "\n")
		r.at = len(r.text) - len(strings.TrimLeft(r.text, " "))
		if r.at == len(r.text) || r.text[r.at] == '#' {
			continue
		}
		if r.at == 0 && (strings.HasPrefix(r.text, "---") || strings.HasPrefix(r.text, "...")) {
			r.failed = true
		}
		return
	}
	r.ended = true
}

func (r *plainReader) fail() *Node {
	r.failed = true
	return nil
}

// node is one that begins at an index of the present line.
func (r *plainReader) node(kind Kind, at int) *Node {
	return &Node{Kind: kind, Line: r.line, Column: utf8.RuneCountInString(r.text[:at]) + 1}
}

func (r *plainReader) dash() bool { return strings.HasPrefix(r.text[r.at:], "- ") }

// block reads the list or map that begins at the present place.
func (r *plainReader) block(depth int) *Node {
	if depth > maxDepth/2 {
		return r.fail()
	}
	if r.dash() {
		return r.list(depth)
	}
	return r.fields(depth)
}

func (r *plainReader) list(depth int) *Node {
	indent := r.at
	n := r.node(List, indent)
	for !r.failed && !r.ended && r.at == indent && r.dash() {
		r.at += 2
		if r.at == len(r.text) || r.text[r.at] == ' ' {
			return r.fail()
		}
		var item *Node
		if _, after := r.key(); after >= 0 || r.dash() {
			item = r.block(depth + 1)
		} else {
			item = r.value(r.at, depth+1)
		}
		n.Items = append(n.Items, item)
	}
	return r.whole(n, indent)
}

func (r *plainReader) fields(depth int) *Node {
	indent := r.at
	n := r.node(Map, indent)
	for !r.failed && !r.ended && r.at == indent && !r.dash() {
		key, after := r.key()
		if after < 0 || n.Get(key) != nil {
			return r.fail()
		}
		k := r.node(Scalar, r.at)
		k.Text, k.Quoted = key, true
		var v *Node
		if start := after + len(r.text[after:]) - len(strings.TrimLeft(r.text[after:], " ")); start < len(r.text) && r.text[start] != '#' {
			v = r.value(start, depth+1)
		} else if r.next(); !r.ended && (r.at > indent || r.at == indent && r.dash()) {
			v = r.block(depth + 1)
		} else {
			return r.fail() // nothing is no value
		}
		n.Fields = append(n.Fields, Field{Key: k, Value: v})
	}
	return r.whole(n, indent)
}

// whole makes sure that what follows a block is not more of it.
func (r *plainReader) whole(n *Node, indent int) *Node {
	if r.failed || !r.ended && r.at > indent {
		return r.fail()
	}
	return n
}

// key reads the key at the present place, and tells the index after its colon, or -1.
func (r *plainReader) key() (key string, after int) {
	text := r.text[r.at:]
	colon := 0
	if text[0] == '"' || text[0] == '\'' {
		var ok bool
		if key, colon, ok = unquoted(text); !ok || colon == len(text) || text[colon] != ':' {
			return "", -1
		}
	} else {
		if colon = strings.IndexByte(text, ':'); colon < 0 {
			return "", -1
		}
		if key = text[:colon]; !isBareKey(key) {
			return "", -1
		}
	}
	if key == "" || len(key) > 200 || colon+1 < len(text) && text[colon+1] != ' ' {
		return "", -1
	}
	return key, r.at + colon + 1
}

// isBareKey tells whether a key without quotes is made of signs that mean nothing.
func isBareKey(key string) bool {
	for i := range len(key) {
		c := key[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || i > 0 && (c == '-' || c == '.' || c == '_')) {
			return false
		}
	}
	return !isNull(key)
}

func isNull(word string) bool {
	switch word {
	case "", "~", "null", "Null", "NULL", "<<":
		return true
	}
	return false
}

// unquoted reads a word in quotes, which text begins with, and tells where it ends.
func unquoted(text string) (word string, end int, ok bool) {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quote == '"':
			return "", 0, false
		case c == quote && quote == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		case c == quote:
			word = text[1:i]
			if quote == '\'' {
				word = strings.ReplaceAll(word, "''", "'")
			}
			return word, i + 1, true
		}
	}
	return "", 0, false
}

// value reads a value that ends with its line, and goes to the next.
func (r *plainReader) value(at, depth int) *Node {
	var n *Node
	end := at
	switch r.text[at] {
	case '"', '\'', '[', '{':
		if n, end = r.flow(at, depth); n == nil {
			return r.fail()
		}
		if rest := strings.TrimLeft(r.text[end:], " "); rest != "" && (rest[0] != '#' || r.text[end] != ' ') {
			return r.fail()
		}
	default:
		word := r.text[at:]
		if comment := strings.Index(word, " #"); comment >= 0 {
			word = word[:comment]
		}
		word = strings.TrimRight(word, " ")
		if !isBareWord(word) || strings.Contains(word, ": ") || word[len(word)-1] == ':' {
			return r.fail()
		}
		n = r.node(Scalar, at)
		n.Text = word
	}
	r.next()
	return n
}

// isBareWord tells whether a word without quotes begins with nothing that means more.
func isBareWord(word string) bool {
	if isNull(word) || strings.IndexByte(",[]{}#&*!|>'\"%@`?:=<", word[0]) >= 0 {
		return false
	}
	return word[0] != '-' || len(word) > 1 && word[1] >= '0' && word[1] <= '9'
}

// flow reads a word in quotes, or a list or map in brackets, and tells where it ends.
func (r *plainReader) flow(at, depth int) (n *Node, end int) {
	if depth > maxDepth/2 {
		return nil, 0
	}
	switch r.text[at] {
	case '"', '\'':
		word, length, ok := unquoted(r.text[at:])
		if !ok {
			return nil, 0
		}
		n = r.node(Scalar, at)
		n.Text, n.Quoted = word, true
		return n, at + length
	case '[':
		n = r.node(List, at)
	case '{':
		n = r.node(Map, at)
	default:
		length := strings.IndexAny(r.text[at:], ",[]{}")
		if length < 0 {
			return nil, 0
		}
		word := strings.TrimRight(r.text[at:at+length], " ")
		if !isBareWord(word) || strings.Contains(word, ": ") || strings.Contains(word, " #") || word[len(word)-1] == ':' {
			return nil, 0
		}
		n = r.node(Scalar, at)
		n.Text = word
		return n, at + length
	}
	closing := byte(']')
	if n.Kind == Map {
		closing = '}'
	}
	for at++; ; at++ {
		at = r.skip(at)
		if at == len(r.text) {
			return nil, 0
		}
		if r.text[at] == closing && len(n.Items)+len(n.Fields) == 0 {
			return n, at + 1
		}
		var k, v *Node
		if n.Kind == Map {
			if k, at = r.flowKey(at); k == nil || n.Get(k.Text) != nil {
				return nil, 0
			}
		}
		if v, at = r.flow(at, depth+1); v == nil {
			return nil, 0
		}
		if n.Kind == Map {
			n.Fields = append(n.Fields, Field{Key: k, Value: v})
		} else {
			n.Items = append(n.Items, v)
		}
		at = r.skip(at)
		switch {
		case at == len(r.text):
			return nil, 0
		case r.text[at] == closing:
			return n, at + 1
		case r.text[at] != ',' || at+1 == len(r.text) || r.text[at+1] != ' ':
			return nil, 0
		}
	}
}

func (r *plainReader) skip(at int) int {
	for at < len(r.text) && r.text[at] == ' ' {
		at++
	}
	return at
}

// flowKey reads a key of a map in brackets, and tells where its value begins.
func (r *plainReader) flowKey(at int) (k *Node, value int) {
	present := r.at
	r.at = at
	key, after := r.key()
	r.at = present
	if after < 0 {
		return nil, 0
	}
	k = r.node(Scalar, at)
	k.Text, k.Quoted = key, true
	if value = r.skip(after); value == after || value == len(r.text) {
		return nil, 0
	}
	return k, value
}
