package strict

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Decoder is a type that reads itself from a node. It reports what is wrong
// through the Reader and leaves itself unset then.
type Decoder interface {
	DecodeNode(r *Reader, n *Node)
}

// Optioned is a string type that accepts only the words it lists.
type Optioned interface {
	Options() []string
}

// Reader fills Go values from nodes of one file and collects every fault.
type Reader struct {
	File   string
	Faults Faults
	path   []string
	fields map[reflect.Type]*fields // of the structs read so far
}

// Fault records a fault at a node, at the path being read.
func (r *Reader) Fault(n *Node, code string, args ...Arg) {
	r.Faults = append(r.Faults, Fault{Code: code, Place: r.Place(n), Args: args})
}

// Place is where a node stands.
func (r *Reader) Place(n *Node) Place {
	return Place{File: r.File, Line: n.Line, Column: n.Column, Path: r.Path()}
}

// Path is the way down to the value being read.
func (r *Reader) Path() string {
	var b strings.Builder
	for _, p := range r.path {
		if b.Len() > 0 && !strings.HasPrefix(p, "[") {
			b.WriteByte('.')
		}
		b.WriteString(p)
	}
	return b.String()
}

// In reads a part below the present path.
func (r *Reader) In(step string, read func()) {
	r.path = append(r.path, step)
	read()
	r.path = r.path[:len(r.path)-1]
}

// Decode fills what into points to. Unknown keys, missing required keys and
// wrong kinds are faults; the rest of the tree is read all the same.
func (r *Reader) Decode(n *Node, into any) {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		panic("strict: Decode needs a pointer")
	}
	r.decode(n, v.Elem())
}

func (r *Reader) decode(n *Node, v reflect.Value) {
	if v.CanAddr() {
		if d, ok := v.Addr().Interface().(Decoder); ok {
			d.DecodeNode(r, n)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		r.decode(n, p.Elem())
		v.Set(p)
	case reflect.Struct:
		r.decodeStruct(n, v)
	case reflect.Slice:
		if n.Kind != List {
			r.Fault(n, "not-a-list")
			return
		}
		out := reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items))
		for i, item := range n.Items {
			r.In(fmt.Sprintf("[%d]", i), func() { r.decode(item, out.Index(i)) })
		}
		v.Set(out)
	case reflect.Map:
		if n.Kind != Map {
			r.Fault(n, "not-a-map")
			return
		}
		out := reflect.MakeMapWithSize(v.Type(), len(n.Fields))
		for _, f := range n.Fields {
			item := reflect.New(v.Type().Elem()).Elem()
			r.In(f.Key.Text, func() { r.decode(f.Value, item) })
			out.SetMapIndex(reflect.ValueOf(f.Key.Text).Convert(v.Type().Key()), item)
		}
		v.Set(out)
	case reflect.String:
		r.decodeString(n, v)
	case reflect.Bool:
		word, ok := r.Word(n)
		switch {
		case !ok:
		case word == "yes":
			v.SetBool(true)
		case word == "no":
			v.SetBool(false)
		default:
			r.Fault(n, "not-yes-no", Arg{"value", word})
		}
	case reflect.Int, reflect.Int64:
		if i, ok := r.Integer(n); ok {
			v.SetInt(i)
		}
	case reflect.Uint64:
		if i, ok := r.Integer(n); ok && i >= 0 {
			v.SetUint(uint64(i))
		}
	default:
		panic("strict: cannot read into " + v.Type().String())
	}
}

func (r *Reader) decodeString(n *Node, v reflect.Value) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if o, isOption := v.Interface().(Optioned); isOption {
		if options := o.Options(); !slices.Contains(options, word) {
			r.Fault(n, "unknown-value", Arg{"value", word}, Arg{"nearest", strings.Join(Nearest(word, options), ", ")}, Arg{"allowed", strings.Join(options, ", ")})
			return
		}
	}
	v.SetString(word)
}

// field is one key of a struct as its tag declares it.
type field struct {
	name     string
	required bool
	index    int
}

// fields are those of one struct, and their names.
type fields struct {
	list  []field
	names []string
}

// fieldsOf reads the tags of a struct, once for a file: a list has many of the
// same.
func (r *Reader) fieldsOf(t reflect.Type) *fields {
	if known := r.fields[t]; known != nil {
		return known
	}
	out := &fields{}
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("yaml")
		if !ok {
			continue
		}
		name, rest, _ := strings.Cut(tag, ",")
		out.list = append(out.list, field{name: name, required: rest == "required", index: i})
		out.names = append(out.names, name)
	}
	if r.fields == nil {
		r.fields = map[reflect.Type]*fields{}
	}
	r.fields[t] = out
	return out
}

func (r *Reader) decodeStruct(n *Node, v reflect.Value) {
	if n.Kind != Map {
		r.Fault(n, "not-a-map")
		return
	}
	fields := r.fieldsOf(v.Type())
	for _, f := range n.Fields {
		i := slices.Index(fields.names, f.Key.Text)
		if i < 0 {
			r.In(f.Key.Text, func() { r.UnknownKey(f.Key, fields.names) })
			continue
		}
		r.In(f.Key.Text, func() { r.decode(f.Value, v.Field(fields.list[i].index)) })
	}
	for _, f := range fields.list {
		if f.required && n.Get(f.name) == nil {
			r.Fault(n, "missing-key", Arg{"key", f.name})
		}
	}
}

// UnknownKey reports a key that its map does not have, with the nearest ones.
func (r *Reader) UnknownKey(key *Node, allowed []string) {
	r.Fault(key, "unknown-key", Arg{"key", key.Text}, Arg{"nearest", strings.Join(Nearest(key.Text, allowed), ", ")}, Arg{"allowed", strings.Join(allowed, ", ")})
}

// Word returns the text of a scalar.
func (r *Reader) Word(n *Node) (string, bool) {
	if n.Kind != Scalar {
		r.Fault(n, "not-a-word")
		return "", false
	}
	return n.Text, true
}

var (
	integerPattern = regexp.MustCompile(`^(0|[1-9][0-9]{0,17})$`)
	decimalPattern = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,28})?$`)
)

// IsInteger tells whether a text is a plain non-negative integer: digits only,
// no separators, no leading zero.
func IsInteger(s string) bool { return integerPattern.MatchString(s) }

// IsDecimal tells whether a text is a plain decimal with a point: no exponent,
// no separators, no bare point.
func IsDecimal(s string) bool { return decimalPattern.MatchString(s) }

// Integer reads a plain non-negative integer.
func (r *Reader) Integer(n *Node) (int64, bool) {
	word, ok := r.Word(n)
	if !ok {
		return 0, false
	}
	if n.Quoted || !IsInteger(word) {
		r.Fault(n, "not-an-integer", Arg{"value", word})
		return 0, false
	}
	i, err := strconv.ParseInt(word, 10, 64)
	if err != nil {
		r.Fault(n, "not-an-integer", Arg{"value", word})
		return 0, false
	}
	return i, true
}

// Decimal reads a plain decimal and returns its exact digits.
func (r *Reader) Decimal(n *Node) (string, bool) {
	word, ok := r.Word(n)
	if !ok {
		return "", false
	}
	if n.Quoted || !IsDecimal(word) {
		r.Fault(n, "not-a-decimal", Arg{"value", word})
		return "", false
	}
	return word, true
}

// Nearest returns up to three candidates within a third of the word's length in
// edits, nearest first, for "did you mean".
func Nearest(word string, candidates []string) []string {
	type scored struct {
		word string
		cost int
	}
	limit := max(1, len([]rune(word))/3)
	var found []scored
	for _, c := range candidates {
		if cost := edits(strings.ToLower(word), strings.ToLower(c)); cost <= limit {
			found = append(found, scored{c, cost})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return a.cost - b.cost })
	var out []string
	for _, f := range found[:min(3, len(found))] {
		out = append(out, f.word)
	}
	return out
}

// edits is the Levenshtein distance in code points.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return math.MaxInt // no name here is that long: not worth the square of it
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
