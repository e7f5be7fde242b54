package strict

import (
	"strings"
	"testing"
)

func seeds(f *testing.F) {
	for _, c := range parseFaults {
		f.Add([]byte(c.text))
	}
	for _, c := range decodeFaults {
		f.Add([]byte(c.text))
	}
	f.Add([]byte(strings.Repeat("[", 200)))
	f.Add([]byte("a: 'it''s'\nb: >-\n  x\n  y\n"))
}

// FuzzParse: any bytes give a tree or faults, never both, and never a panic;
// what passes holds no null and no control character.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		root, faults := Parse("f.yaml", data)
		if (root == nil) != (len(faults) > 0) {
			t.Fatalf("tree %v with %d faults", root != nil, len(faults))
		}
		for _, fault := range faults {
			if fault.Place.File != "f.yaml" || fault.Place.Line < 0 || fault.Code == "" {
				t.Fatalf("a fault without a place: %+v", fault)
			}
		}
		walk(root, func(n *Node) {
			if n.Kind == Scalar && (!n.Quoted && n.Text == "" || binaryAt([]byte(n.Text)) >= 0) {
				t.Fatalf("%q at line %d passed", n.Text, n.Line)
			}
		})
	})
}

// FuzzDecode: any tree is read into a struct with every kind of field, or
// refused with listed codes, never with a panic.
func FuzzDecode(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		root, faults := Parse("f.yaml", data)
		if len(faults) > 0 {
			return
		}
		var into outer
		r := &Reader{File: "f.yaml"}
		r.Decode(root, &into)
		if r.Path() != "" {
			t.Fatalf("the reader is left at %q", r.Path())
		}
		if len(r.Faults) == 0 && into.Title != root.Get("title").Text {
			t.Fatalf("title is %q, the file says %q", into.Title, root.Get("title").Text)
		}
	})
}

func walk(n *Node, visit func(*Node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, f := range n.Fields {
		visit(f.Key)
		walk(f.Value, visit)
	}
	for _, item := range n.Items {
		walk(item, visit)
	}
}
