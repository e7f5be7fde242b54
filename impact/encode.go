package impact

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// The document of an incident is some hundred kilobytes, and among thousands of
// incidents writing it would cost more than assessing it: the general encoder
// writes it twice, once without and once with its indentation. What is here
// writes it once, by a plan made from the types of the document alone, and gives
// the bytes of json.MarshalIndent with two spaces.

// Append adds the document to what is there, as it stands at some depth in
// another value: its first line follows what is there, and its last has no end.
func (d Document) Append(to []byte, depth int) []byte {
	return documentWriter()(to, reflect.ValueOf(&d).Elem(), depth)
}

// writer adds a value of one type to what is there, at some depth.
type writer func(to []byte, v reflect.Value, depth int) []byte

var documentWriter = sync.OnceValue(func() writer { return writerOf(reflect.TypeFor[Document]()) })

// writerOf makes the plan of a type. The document holds neither maps nor floats,
// nor types that write themselves; a new field of such a type panics in every
// test rather than come out otherwise than expected.
func writerOf(t reflect.Type) writer {
	if t.Implements(reflect.TypeFor[json.Marshaler]()) || reflect.PointerTo(t).Implements(reflect.TypeFor[json.Marshaler]()) {
		panic(fmt.Sprintf("impact: %s writes itself", t))
	}
	switch t.Kind() {
	case reflect.String:
		return func(to []byte, v reflect.Value, _ int) []byte { return appendString(to, v.String()) }
	case reflect.Bool:
		return func(to []byte, v reflect.Value, _ int) []byte { return strconv.AppendBool(to, v.Bool()) }
	case reflect.Int:
		return func(to []byte, v reflect.Value, _ int) []byte { return strconv.AppendInt(to, v.Int(), 10) }
	case reflect.Uint64:
		return func(to []byte, v reflect.Value, _ int) []byte { return strconv.AppendUint(to, v.Uint(), 10) }
	case reflect.Pointer:
		of := writerOf(t.Elem())
		return func(to []byte, v reflect.Value, depth int) []byte {
			if v.IsNil() {
				return append(to, "null"...)
			}
			return of(to, v.Elem(), depth)
		}
	case reflect.Slice:
		return sliceWriter(writerOf(t.Elem()))
	case reflect.Struct:
		return structWriter(t)
	}
	panic(fmt.Sprintf("impact: no plan to write a %s", t))
}

func sliceWriter(of writer) writer {
	return func(to []byte, v reflect.Value, depth int) []byte {
		switch {
		case v.IsNil():
			return append(to, "null"...)
		case v.Len() == 0:
			return append(to, "[]"...)
		}
		to = append(to, '[')
		for i := range v.Len() {
			if i > 0 {
				to = append(to, ',')
			}
			to = of(newLine(to, depth+1), v.Index(i), depth+1)
		}
		return append(newLine(to, depth), ']')
	}
}

// member is one field of a struct: its key as it is written, and whether it is
// left out when it has nothing to say.
type member struct {
	index   int
	key     string
	omitted func(reflect.Value) bool
	of      writer
}

func structWriter(t reflect.Type) writer {
	var members []member
	for i := range t.NumField() {
		f := t.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		m := member{index: i, key: string(appendString(nil, name)) + ": ", of: writerOf(f.Type)}
		switch {
		case !f.IsExported() || name == "" || name == "-":
			panic(fmt.Sprintf("impact: the field %s of %s has no name in the document", f.Name, t))
		case option == "omitzero", option == "omitempty" && f.Type.Kind() == reflect.Pointer:
			m.omitted = reflect.Value.IsZero
		case option == "omitempty" && f.Type.Kind() == reflect.Slice:
			m.omitted = func(v reflect.Value) bool { return v.Len() == 0 }
		case option != "":
			panic(fmt.Sprintf("impact: no plan for %s", f.Tag))
		}
		members = append(members, m)
	}
	return func(to []byte, v reflect.Value, depth int) []byte {
		open := len(to)
		to = append(to, '{')
		for i := range members {
			m := &members[i]
			field := v.Field(m.index)
			if m.omitted != nil && m.omitted(field) {
				continue
			}
			if len(to) > open+1 {
				to = append(to, ',')
			}
			to = append(newLine(to, depth+1), m.key...)
			to = m.of(to, field, depth+1)
		}
		if len(to) == open+1 {
			return append(to, '}')
		}
		return append(newLine(to, depth), '}')
	}
}

// newLine ends a line and indents the next.
func newLine(to []byte, depth int) []byte {
	const spaces = "\n                                        "
	to = append(to, spaces[:1+2*min(depth, 20)]...)
	for depth -= 20; depth > 0; depth-- {
		to = append(to, "  "...)
	}
	return to
}

// appendString quotes a string as encoding/json does, which is asked itself where
// anything has to be escaped.
func appendString(to []byte, s string) []byte {
	const escaped = 1<<' ' - 1 | 1<<'"' | 1<<'<' | 1<<'>' | 1<<'&' // of the first 64 characters
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < 64:
			if uint64(escaped)>>c&1 != 0 {
				return appendEscaped(to, s)
			}
		case c == '\\':
			return appendEscaped(to, s)
		case c >= utf8.RuneSelf:
			ascii = false
			if c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2]|1 == 0xa9 { // U+2028 and U+2029
				return appendEscaped(to, s)
			}
		}
	}
	if !ascii && !utf8.ValidString(s) {
		return appendEscaped(to, s)
	}
	to = append(to, '"')
	to = append(to, s...)
	return append(to, '"')
}

func appendEscaped(to []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be written
	}
	return append(to, quoted...)
}
