package incident

import (
	"encoding/json"
	"flag"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// TestSchemaGolden makes every change of the format visible in a review.
func TestSchemaGolden(t *testing.T) {
	schema, err := Schema(testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "incident.schema.json", string(schema))
	again, err := Schema(testBook(t), testTypes())
	if err != nil || string(again) != string(schema) {
		t.Errorf("another schema the second time, %v", err)
	}
}

func resolved(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	text, err := Schema(testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	r, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// instance is a file as an editor hands it to the schema: unquoted numbers are
// numbers, everything else is text.
func instance(n *strict.Node) any {
	switch n.Kind {
	case strict.List:
		out := []any{}
		for _, item := range n.Items {
			out = append(out, instance(item))
		}
		return out
	case strict.Map:
		out := map[string]any{}
		for _, f := range n.Fields {
			out[f.Key.Text] = instance(f.Value)
		}
		return out
	}
	var number float64
	if !n.Quoted && strict.IsDecimal(n.Text) && json.Unmarshal([]byte(n.Text), &number) == nil {
		return number
	}
	return n.Text
}

func parse(t *testing.T, data []byte) *strict.Node {
	t.Helper()
	root, faults := strict.Parse("x.yaml", data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return root
}

// TestSchemaAccepts proves that what Decode reads, the schema accepts.
func TestSchemaAccepts(t *testing.T) {
	schema := resolved(t)
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	checked := 0
	for _, file := range files {
		data := read(t, filepath.Base(file))
		if _, err := Decode(file, data, testBook(t), testTypes()); err != nil {
			if filepath.Base(file) == "facts.yaml" {
				continue
			}
			t.Fatal(err)
		}
		checked++
		if err := schema.Validate(instance(parse(t, data))); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if checked == 0 {
		t.Fatal("no file was checked")
	}
}

// TestSchemaRefuses proves that the faults of structure that Decode finds are
// visible in an editor too.
func TestSchemaRefuses(t *testing.T) {
	schema := resolved(t)
	checked := 0
	for _, c := range badFiles() {
		if !c.schema {
			continue
		}
		checked++
		t.Run(c.name, func(t *testing.T) {
			if err := schema.Validate(instance(parse(t, []byte(c.text())))); err == nil {
				t.Error("accepted")
			}
		})
	}
	if checked < 50 {
		t.Fatalf("only %d files were checked", checked)
	}
}

// TestSchemaKeys holds the property names of the schema to the tags of the Go
// types, both ways, by a walk of its own over the types.
func TestSchemaKeys(t *testing.T) {
	tags := map[string]bool{}
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		if seen[typ] || !strings.HasPrefix(typ.PkgPath(), "breachimpact/") && typ.PkgPath() != "" {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Slice, reflect.Pointer:
			walk(typ.Elem())
		case reflect.Struct:
			for f := range typ.Fields() {
				if tag, ok := f.Tag.Lookup("yaml"); ok && typ.PkgPath() == reflect.TypeFor[Incident]().PkgPath() {
					name, _, _ := strings.Cut(tag, ",")
					tags[name] = true
					walk(f.Type)
				}
			}
		}
	}
	walk(reflect.TypeFor[Incident]())
	walk(reflect.TypeFor[lossParameter]())
	walk(reflect.TypeFor[lossLine]())
	for _, key := range slices.Concat(pairKeys(), rangeKeys(), []string{"fr", "ar", "en"}) {
		tags[key] = true
	}
	for _, id := range testBook(t).IDs(law.GivenFacts) {
		tags[string(id)] = true
	}

	text, err := Schema(testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	var schema any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	properties := map[string]bool{}
	var collect func(any)
	collect = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, value := range v {
				if names, ok := value.(map[string]any); ok && key == "properties" {
					for name := range names {
						properties[name] = true
					}
				}
				collect(value)
			}
		case []any:
			for _, item := range v {
				collect(item)
			}
		}
	}
	collect(schema)
	if diff := cmp.Diff(tags, properties); diff != "" || len(tags) < 60 {
		t.Errorf("%d keys (-types +schema):\n%s", len(tags), diff)
	}
}

// TestSchemaHasNoProse holds the schema to every language.
func TestSchemaHasNoProse(t *testing.T) {
	text, err := Schema(testBook(t), testTypes())
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{`"title":`, `"description":`} {
		for line := range strings.Lines(string(text)) {
			if strings.Contains(line, key) && !strings.Contains(line, "{") {
				t.Errorf("prose: %s", line)
			}
		}
	}
}

// TestSchemaNoForm proves that a type nobody gave a form is an error, not a hole.
func TestSchemaNoForm(t *testing.T) {
	s := schemer{}
	for _, typ := range []reflect.Type{reflect.TypeFor[float64](), reflect.TypeFor[struct{ A int }](), reflect.TypeFor[[]chan int]()} {
		if _, err := s.form(typ); err == nil {
			t.Errorf("%s has a form", typ)
		}
	}
}
