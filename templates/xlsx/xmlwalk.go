package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Names of parts that have one place in every package.
const (
	contentTypesPart     = "[Content_Types].xml"
	packageRelationsPart = "_rels/.rels"
	sharedStringsPart    = "xl/sharedStrings.xml"
)

// visitor receives the tokens of a part; names are local, without prefix.
type visitor struct {
	start func(name string, attributes []xml.Attr) error
	end   func(name string) error
	text  func(content []byte)
}

// walk streams a part. Raw tokens know no entities beyond the five of XML, and a
// document type is refused, so nothing can expand.
func walk(data []byte, v visitor) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			if depth != 0 {
				return fmt.Errorf("%w: ends inside an element", ErrDamaged)
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			if v.start != nil {
				if err := v.start(token.Name.Local, token.Attr); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if depth--; depth < 0 {
				return fmt.Errorf("%w: an element ends that never started", ErrDamaged)
			}
			if v.end != nil {
				if err := v.end(token.Name.Local); err != nil {
					return err
				}
			}
		case xml.CharData:
			if v.text != nil {
				v.text(token)
			}
		case xml.Directive:
			return fmt.Errorf("%w: document type declaration", ErrDamaged)
		}
	}
}

// attr returns the value of an attribute without a prefix.
func attr(attributes []xml.Attr, name string) string {
	for _, a := range attributes {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// relationID returns the id attribute of the relationships namespace, whatever
// its prefix.
func relationID(attributes []xml.Attr) string {
	for _, a := range attributes {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// relation is one line of a .rels part.
type relation struct {
	kind     string // last word of the type, such as "worksheet"
	target   string // part name, or the address of an external target
	external bool
}

// relations reads a .rels part; targets are resolved against the part it is for.
func relations(data []byte, owner string) (map[string]relation, error) {
	found := make(map[string]relation)
	err := walk(data, visitor{start: func(name string, attributes []xml.Attr) error {
		if name != "Relationship" {
			return nil
		}
		r := relation{
			kind:     path.Base(attr(attributes, "Type")),
			target:   attr(attributes, "Target"),
			external: attr(attributes, "TargetMode") == "External",
		}
		if !r.external {
			r.target = resolve(owner, r.target)
		}
		found[attr(attributes, "Id")] = r
		return nil
	}})
	return found, err
}

func resolve(owner, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(owner), target), "/")
}

// relationsPart is the name of the .rels part of a part.
func relationsPart(owner string) string {
	return path.Join(path.Dir(owner), "_rels", path.Base(owner)+".rels")
}
