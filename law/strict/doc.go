// Package strict reads the YAML that people write (rulebooks, incidents,
// catalogues, messages) and refuses whatever could mean something else than it
// says. It is the only package that touches YAML.
//
// # Why not decode straight into structs
//
// The library's own strict mode is not enough for figures a person will have to
// defend: a null silently becomes 0, strictness is lost inside a custom
// decoder, 1_996_026 and 0x10 pass as integers, a bare date becomes midnight
// UTC, and the first type error hides the rest. So the text is first read into
// a plain tree of [Node] values, where nulls, aliases, anchors, merge keys,
// tags, duplicate keys and second documents are refused, and [Reader.Decode]
// then fills Go values with our own grammar for numbers and dates.
//
// # Faults
//
// Reading never stops at the first problem. Every problem is a [Fault]: a code,
// a [Place] (file, line, path) and named arguments. Faults carry no prose; the
// words, and the remedy, are in templates/locale under "fault.<code>".
//
// # Writing a type that can be read
//
// Structs list their keys with the tag `yaml:"name"`, and `yaml:"name,required"`
// for keys that may not be missing. A string type with an Options method
// accepts only those words. A type with DecodeNode reads itself.
package strict
