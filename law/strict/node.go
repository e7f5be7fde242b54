package strict

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// MaxBytes is the largest file read: a thousand times an ordinary incident, and
// far below what could trouble a laptop.
const MaxBytes = 4 << 20

// maxDepth is deeper than any format here needs; a hostile file nests by the
// million.
const maxDepth = 64

// Kind tells a scalar from a list or a map.
type Kind int

// The kinds of node.
const (
	Scalar Kind = iota + 1
	List
	Map
)

// Node is one value of a file, with its place. A scalar keeps its exact text.
type Node struct {
	Kind         Kind
	Line, Column int
	Text         string // of a scalar
	Quoted       bool   // the scalar was in quotes, so it is a word even if it looks like a number
	Fields       []Field
	Items        []*Node
}

// Field is one key and value of a map, in file order.
type Field struct {
	Key   *Node
	Value *Node
}

// Get returns the value under a key of a map, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key.Text == key {
			return f.Value
		}
	}
	return nil
}

// Parse reads one YAML document into a tree. The tree is nil when there are
// faults: half a file is never used.
func Parse(file string, data []byte) (*Node, Faults) {
	whole := func(code string, args ...Arg) Faults {
		return Faults{{Code: code, Place: Place{File: file}, Args: args}}
	}
	if len(data) > MaxBytes {
		return nil, whole("yaml-too-large", Arg{"limit", fmt.Sprint(MaxBytes >> 20)})
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if at := binaryAt(data); at >= 0 {
		line := 1 + bytes.Count(data[:at], []byte("\n"))
		return nil, Faults{{Code: "yaml-not-text", Place: Place{File: file, Line: line}}}
	}
	var docs []yaml.Node
	if err := yaml.Load(data, &docs, yaml.WithAllDocuments()); err != nil {
		return nil, syntaxFaults(file, err)
	}
	if len(docs) == 0 || len(docs[0].Content) == 0 {
		return nil, whole("yaml-empty")
	}
	b := builder{file: file}
	if len(docs) > 1 {
		b.fault("yaml-documents", &docs[1])
	}
	root := b.build(docs[0].Content[0], 0)
	if len(b.faults) > 0 {
		b.faults.Sort()
		return nil, b.faults
	}
	return root, nil
}

// binaryAt finds the first byte that no text file has: an invalid UTF-8
// sequence or a control character other than tab and line ends.
func binaryAt(data []byte) int {
	for i := 0; i < len(data); {
		c := data[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// syntaxFaults turns the library's errors into faults. Its English text is kept
// as an argument: it quotes the grammar, not the law.
func syntaxFaults(file string, err error) Faults {
	var list *yaml.LoadErrors
	if errors.As(err, &list) {
		var out Faults
		for _, e := range list.Errors {
			out = append(out, Fault{Code: "yaml-syntax", Place: Place{File: file, Line: e.Mark.Line, Column: e.Mark.Column}, Args: []Arg{{"detail", e.Message}}})
		}
		if len(out) > 0 {
			return out
		}
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		return Faults{{Code: "yaml-syntax", Place: Place{File: file, Line: one.Mark.Line, Column: one.Mark.Column}, Args: []Arg{{"detail", one.Message}}}}
	}
	return Faults{{Code: "yaml-syntax", Place: Place{File: file}, Args: []Arg{{"detail", strings.TrimPrefix(err.Error(), "yaml: ")}}}}
}

// builder copies the library's tree into ours and collects what it refuses.
type builder struct {
	file   string
	faults Faults
	path   []string // steps down to the value being read; joined only for a fault, which keeps a hostile file cheap
}

func (b *builder) fault(code string, y *yaml.Node, args ...Arg) {
	path := ""
	for _, step := range b.path {
		path = join(path, step)
	}
	b.faults = append(b.faults, Fault{Code: code, Place: Place{File: b.file, Line: y.Line, Column: y.Column, Path: path}, Args: args})
}

// below builds a value one step further down. No step of a path is longer than a
// person would read.
func (b *builder) below(step string, y *yaml.Node, depth int) *Node {
	const longest = 200
	if len(step) > longest {
		step = strings.ToValidUTF8(step[:longest], "") + "…"
	}
	b.path = append(b.path, step)
	n := b.build(y, depth+1)
	b.path = b.path[:len(b.path)-1]
	return n
}

func (b *builder) build(y *yaml.Node, depth int) *Node {
	n := &Node{Line: y.Line, Column: y.Column}
	if depth > maxDepth {
		b.fault("yaml-too-deep", y)
		return n
	}
	b.refuse(y)
	switch y.Kind {
	case yaml.ScalarNode:
		n.Kind = Scalar
		n.Text = y.Value
		n.Quoted = quoted(y)
	case yaml.SequenceNode:
		n.Kind = List
		for i, item := range y.Content {
			n.Items = append(n.Items, b.below("["+strconv.Itoa(i)+"]", item, depth))
		}
	case yaml.MappingNode:
		n.Kind = Map
		first := map[string]int{}
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, value := y.Content[i], y.Content[i+1]
			b.refuse(key)
			known := false
			switch {
			case key.Kind == yaml.AliasNode:
				// already refused
			case key.Tag == "!!merge" || key.Value == "<<":
				b.fault("yaml-merge", key)
			case key.Kind != yaml.ScalarNode:
				b.fault("not-a-word", key)
			case first[key.Value] > 0:
				b.fault("yaml-duplicate-key", key, Arg{"key", key.Value}, Arg{"line", fmt.Sprint(first[key.Value])})
			default:
				first[key.Value] = key.Line
				known = true
			}
			// The value is read under a refused key too, so that its own faults
			// are reported in the same go.
			k := &Node{Kind: Scalar, Line: key.Line, Column: key.Column, Text: key.Value, Quoted: true}
			var v *Node
			if known {
				v = b.below(key.Value, value, depth)
			} else {
				v = b.build(value, depth+1)
			}
			n.Fields = append(n.Fields, Field{Key: k, Value: v})
		}
	}
	return n
}

// refuse reports what no value and no key may be, whatever its kind.
func (b *builder) refuse(y *yaml.Node) {
	if y.Anchor != "" {
		b.fault("yaml-anchor", y)
	}
	if y.Style&yaml.TaggedStyle != 0 || y.Tag == "!" {
		b.fault("yaml-tag", y)
	}
	switch y.Kind {
	case yaml.AliasNode:
		b.fault("yaml-alias", y)
	case yaml.ScalarNode:
		if !quoted(y) && (y.Tag == "!!null" || y.Value == "") {
			b.fault("yaml-null", y)
		}
		// An escape such as "\x1b" would bring in what the bytes may not hold.
		if binaryAt([]byte(y.Value)) >= 0 {
			b.fault("yaml-not-text", y)
		}
	}
}

func quoted(y *yaml.Node) bool {
	return y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

func join(path, step string) string {
	if path == "" || strings.HasPrefix(step, "[") {
		return path + step
	}
	return path + "." + step
}
