package incident

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// Schema derives a JSON Schema (2020-12) of the incident file from the types
// that [Decode] fills, for editors that complete and check while a person
// writes. It holds no prose, so it serves every language. It is indented, ends
// with a line end, and is always the same for the same book and data types.
//
// It is stricter than Decode in one respect: a text that looks like a number
// must be quoted. It cannot know what compares two values of the file.
//
// The error tells of a Go type that the schema has no form for: a mistake in
// this package.
func Schema(book law.FactBook, dataTypes []string) ([]byte, error) {
	s := schemer{book: book, dataTypes: dataTypes}
	root, err := s.form(reflect.TypeFor[Incident]())
	if err != nil {
		return nil, err
	}
	root = append(object{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", "urn:breachimpact:incident:1"}}, root...)
	root = append(root, member{"$defs", s.definitions})
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{m.key, m.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			// An encoder, because Marshal escapes < and > for HTML.
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			if err := e.Encode(part); err != nil {
				return nil, err
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schemer turns types into forms. Forms used in several places are definitions.
type schemer struct {
	book        law.FactBook
	dataTypes   []string
	definitions object
}

// define adds a definition once and answers the reference to it.
func (s *schemer) define(name string, make func() (object, error)) (object, error) {
	ref := object{{"$ref", "#/$defs/" + name}}
	if slices.ContainsFunc(s.definitions, func(m member) bool { return m.key == name }) {
		return ref, nil
	}
	o, err := make()
	if err != nil {
		return nil, err
	}
	s.definitions = append(s.definitions, member{name, o})
	return ref, nil
}

// fixed are the forms of types that read themselves.
func (s *schemer) fixed(t reflect.Type) (object, bool) {
	switch t {
	case reflect.TypeFor[SchemaName]():
		return object{{"const", string(Version)}}, true
	case reflect.TypeFor[ID](), reflect.TypeFor[Ref](), reflect.TypeFor[SourceRef]():
		return text(idPattern), true
	case reflect.TypeFor[DataTypeRef]():
		return object{{"enum", words(s.dataTypes)}}, true
	case reflect.TypeFor[FactRef]():
		var ids []string
		for _, d := range s.book.Definitions {
			if d.Given == law.GivenDerived || d.Given == law.GivenClass {
				ids = append(ids, string(d.ID))
			}
		}
		return object{{"enum", words(ids)}}, true
	case reflect.TypeFor[Raw]():
		return object{{"type", []string{"string", "number", "array", "object"}}}, true
	case reflect.TypeFor[ProvisionID]():
		return text(provisionPattern), true
	case reflect.TypeFor[Prose]():
		return prose(), true
	case reflect.TypeFor[Words]():
		return anyOf(prose(), closed([]string{"fr", "ar", "en"}, object{{"fr", prose()}, {"ar", prose()}, {"en", prose()}})), true
	case reflect.TypeFor[Instant]():
		return text(instantPattern), true
	case reflect.TypeFor[Moment]():
		return text(momentPattern), true
	case reflect.TypeFor[Count]():
		return ranged(object{{"type", "integer"}, {"minimum", 0}, {"maximum", maxCount}}), true
	case reflect.TypeFor[MoneyRange]():
		return ranged(text(amountPattern)), true
	case reflect.TypeFor[Amount]():
		return text(amountPattern), true
	case reflect.TypeFor[SizeRange]():
		return ranged(text(sizePattern)), true
	case reflect.TypeFor[Country]():
		return text(countryPattern), true
	case reflect.TypeFor[Countries]():
		return object{{"type", "array"}, {"items", text(countryPattern)}, {"uniqueItems", true}, {"maxItems", maxEntries}}, true
	case reflect.TypeFor[Residence]():
		return object{{"type", "object"}, {"propertyNames", object{{"pattern", countryPattern}}}, {"additionalProperties", text(percentPattern)}, {"minProperties", 1}}, true
	case reflect.TypeFor[Currency]():
		return text(`^[A-Z]{3}$`), true
	case reflect.TypeFor[law.Period]():
		return text(`^[1-9][0-9]{0,8}(h|d|wd|m)$`), true
	case reflect.TypeFor[Stretch]():
		return text(stretchPattern), true
	case reflect.TypeFor[QuarterStep]():
		return object{{"type", "number"}, {"multipleOf", 0.25}, {"minimum", 0}, {"maximum", 4}}, true
	case reflect.TypeFor[URL]():
		return object{{"type", "string"}, {"pattern", `^https?://[^\s"<>]+$`}, {"maxLength", maxURL}}, true
	case reflect.TypeFor[law.Number]():
		return number(), true
	case reflect.TypeFor[quote]():
		return anyOf(number(), text(amountPattern)), true
	}
	return nil, false
}

const (
	amountPattern  = `^(0|[1-9][0-9]{0,27})(\.[0-9]{1,28})? [A-Z]{3}$`
	percentPattern = `^((0|[1-9][0-9]?)(\.[0-9]{1,28})?|100(\.0{1,28})?) ?%$`
)

// form is the form of any type of the file.
func (s *schemer) form(t reflect.Type) (object, error) {
	if o, ok := s.fixed(t); ok {
		return o, nil
	}
	switch t {
	case reflect.TypeFor[GivenFacts]():
		return s.givenFacts()
	case reflect.TypeFor[LossParameters]():
		return s.byID(reflect.TypeFor[lossParameter]())
	case reflect.TypeFor[LossLines]():
		return s.byID(reflect.TypeFor[lossLine]())
	}
	if f, ok := reflect.Zero(t).Interface().(interface{ valueType() reflect.Type }); ok {
		return s.fact(f.valueType())
	}
	if o, ok := reflect.Zero(t).Interface().(strict.Optioned); ok {
		return object{{"enum", words(o.Options())}}, nil
	}
	switch t.Kind() {
	case reflect.Bool:
		return object{{"enum", words([]string{"yes", "no"})}}, nil
	case reflect.Uint64:
		return object{{"type", "integer"}, {"minimum", 0}, {"maximum", 999_999_999_999_999_999}}, nil
	case reflect.Pointer:
		return s.form(t.Elem())
	case reflect.Slice:
		items, err := s.form(t.Elem())
		return object{{"type", "array"}, {"items", items}, {"maxItems", maxEntries}}, err
	case reflect.Struct:
		return s.structure(t)
	}
	return nil, fmt.Errorf("incident: the schema has no form for %s", t)
}

// byID is the form of a map from ids to one type.
func (s *schemer) byID(t reflect.Type) (object, error) {
	item, err := s.form(t)
	return object{{"type", "object"}, {"propertyNames", object{{"pattern", idPattern}}}, {"additionalProperties", item}}, err
}

// structure is the form of a struct with yaml tags.
func (s *schemer) structure(t reflect.Type) (object, error) {
	var required []string
	var properties object
	for f := range t.Fields() {
		tag, ok := f.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		name, rest, _ := strings.Cut(tag, ",")
		if rest == "required" {
			required = append(required, name)
		}
		property, err := s.form(f.Type)
		if err != nil {
			return nil, err
		}
		properties = append(properties, member{name, property})
	}
	if len(properties) == 0 {
		return nil, fmt.Errorf("incident: the schema has no form for %s", t)
	}
	return closed(required, properties), nil
}

// fact is the form of a fact: a value, unknown, or the pair.
func (s *schemer) fact(t reflect.Type) (object, error) {
	return s.define("fact-"+strings.ToLower(t.Name()), func() (object, error) {
		value, err := s.form(t)
		if err != nil {
			return nil, err
		}
		return s.pair(value)
	})
}

func (s *schemer) pair(value object) (object, error) {
	sources, err := s.form(reflect.TypeFor[[]SourceRef]())
	if err != nil {
		return nil, err
	}
	note, err := s.define("text", func() (object, error) { return s.form(reflect.TypeFor[Words]()) })
	if err != nil {
		return nil, err
	}
	unknown := object{{"const", unknownWord}}
	of := map[string]object{
		"confirmed": anyOf(unknown, value),
		"claimed":   anyOf(unknown, value),
		"sources":   sources,
		"conflict":  {{"type", "array"}, {"items", value}, {"maxItems", maxEntries}},
		"note":      note,
	}
	var properties object
	for _, key := range pairKeys() {
		properties = append(properties, member{key, of[key]})
	}
	return anyOf(unknown, value, append(closed(nil, properties), member{"minProperties", 1})), nil
}

// givenFacts is the form of the facts block, which the fact book decides.
func (s *schemer) givenFacts() (object, error) {
	var properties object
	for _, d := range s.book.Definitions {
		if d.Given != law.GivenFacts {
			continue
		}
		form, err := s.given(d)
		if err != nil {
			return nil, err
		}
		properties = append(properties, member{string(d.ID), form})
	}
	return closed(nil, properties), nil
}

func (s *schemer) given(d law.FactDefinition) (object, error) {
	switch d.Type {
	case law.TruthFact:
		return s.fact(reflect.TypeFor[YesNo]())
	case law.NumberFact:
		return s.fact(reflect.TypeFor[Count]())
	case law.AmountFact:
		return s.fact(reflect.TypeFor[MoneyRange]())
	}
	word := text(idPattern)
	if !d.Open {
		var ids []string
		for _, c := range d.Choices {
			ids = append(ids, c.ID)
		}
		word = object{{"enum", words(ids)}}
	}
	return s.pair(anyOf(word, object{{"type", "array"}, {"items", word}, {"uniqueItems", true}, {"maxItems", maxEntries}}))
}

// valueType tells the schema what a fact is a fact of.
func (Fact[T]) valueType() reflect.Type { return reflect.TypeFor[T]() }

func text(pattern string) object { return object{{"type", "string"}, {"pattern", pattern}} }

func prose() object {
	return object{{"type", "string"}, {"pattern", `\S`}, {"maxLength", maxText}}
}

func number() object { return object{{"type", "number"}, {"minimum", 0}} }

// ranged is a value, or limits of such values.
func ranged(value object) object {
	return anyOf(value, closed([]string{"low", "high"}, object{{"low", value}, {"likely", value}, {"high", value}}))
}

func anyOf(forms ...object) object { return object{{"anyOf", forms}} }

// closed is an object without other keys than those named.
func closed(required []string, properties object) object {
	o := object{{"type", "object"}}
	if len(required) > 0 {
		o = append(o, member{"required", required})
	}
	if properties == nil {
		properties = object{}
	}
	return append(o, member{"properties", properties}, member{"additionalProperties", false})
}

// words keeps an empty vocabulary a list: nothing is allowed then.
func words(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
