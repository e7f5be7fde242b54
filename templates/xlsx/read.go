package xlsx

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"breachimpact/templates/book"
)

// Contents is what a workbook file holds, as stored: nothing is computed and
// nothing is formatted.
type Contents struct {
	Sheets     []Sheet
	Names      []Name          // defined names of the whole workbook, in file order
	Properties []book.Property // custom document properties that are text
}

// Name is a defined name and the reference it stands for.
type Name struct{ Name, RefersTo string }

// Sheet is one worksheet, hidden ones included.
type Sheet struct {
	Name        string
	Part        string // part of the package that holds it
	RightToLeft bool
	Cells       []Cell // by row, then column; blank cells under a merged one are left out
}

// Cell is one stored cell.
type Cell struct {
	Column, Row int // zero-based
	Span        int // columns covered when merged, otherwise 1
	Value       book.Value
	Error       string // an error value such as "#DIV/0!"; Value is then blank
	Formula     string // without "="; Value is its cached result, blank if none is stored
	// Shared says that Formula belongs to the first cell of a group filled
	// down or across, so that relative references are those of that cell.
	Shared bool
	Format int // index of the cell's format record
	Link   *book.Link
	List   []string // allowed values, when the rule states them itself
}

// Address is the A1 form of the cell's position.
func (c Cell) Address() string { return book.Address(c.Column, c.Row) }

// Sheet finds a sheet by its name.
func (c Contents) Sheet(name string) (Sheet, bool) {
	for _, sheet := range c.Sheets {
		if sheet.Name == name {
			return sheet, true
		}
	}
	return Sheet{}, false
}

// Cell finds a stored cell by its position.
func (s Sheet) Cell(column, row int) (Cell, bool) {
	at, ok := slices.BinarySearchFunc(s.Cells, position{row, column}, func(cell Cell, p position) int {
		return position{cell.Row, cell.Column}.compare(p)
	})
	if !ok {
		return Cell{}, false
	}
	return s.Cells[at], true
}

// Find returns the cell that a defined name refers to.
func (c Contents) Find(name string) (sheet Sheet, cell Cell, ok bool) {
	for _, n := range c.Names {
		if !strings.EqualFold(n.Name, name) {
			continue
		}
		sheetName, column, row, valid := splitReference(n.RefersTo)
		if !valid {
			return Sheet{}, Cell{}, false
		}
		if sheet, ok = c.Sheet(sheetName); !ok {
			return Sheet{}, Cell{}, false
		}
		cell, ok = sheet.Cell(column, row)
		return sheet, cell, ok
	}
	return Sheet{}, Cell{}, false
}

// Read reads a workbook file, from whomever it comes. Cell numbers keep their
// stored digits, which other programs may write with an exponent.
func Read(data []byte) (Contents, error) {
	a, err := open(data)
	if err != nil {
		return Contents{}, err
	}
	r := &reader{archive: a}
	if err := r.workbook(); err != nil {
		return Contents{}, err
	}
	return r.contents, nil
}

type reader struct {
	archive  *archive
	strings  []string
	cells    int
	contents Contents
}

func (r *reader) workbook() error {
	rootData, err := r.archive.read(packageRelationsPart)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	root, err := relations(rootData, "")
	if err != nil {
		return err
	}
	workbookPart := target(root, "officeDocument")
	if workbookPart == "" {
		return fmt.Errorf("%w: no workbook in the package", ErrNotWorkbook)
	}
	index, err := readIndex(workbookPart, r.archive.read)
	if err != nil {
		return err
	}
	r.contents.Names = index.names
	if part := target(index.relations, "sharedStrings"); part != "" && r.archive.has(part) {
		if err := r.sharedStrings(part); err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
	for _, s := range index.sheets {
		sheet, err := r.sheet(s)
		if err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
		r.contents.Sheets = append(r.contents.Sheets, sheet)
	}
	if part := target(root, "custom-properties"); part != "" && r.archive.has(part) {
		return r.properties(part)
	}
	return nil
}

// target finds the internal target of the first relation of a kind, in the
// order of ids so that the answer does not depend on a map.
func target(relations map[string]relation, kind string) string {
	found, id := "", ""
	for i, r := range relations {
		if r.kind == kind && !r.external && (found == "" || i < id) {
			found, id = r.target, i
		}
	}
	return found
}

// index is what the workbook part says of its sheets and names.
type index struct {
	relations map[string]relation
	sheets    []sheetRef
	names     []Name
}

type sheetRef struct{ name, part string }

// readIndex reads the workbook part; the writer uses it on parts it holds in
// memory.
func readIndex(workbookPart string, read func(string) ([]byte, error)) (*index, error) {
	data, err := read(workbookPart)
	if err != nil {
		return nil, err
	}
	relationsData, err := read(relationsPart(workbookPart))
	if err != nil {
		return nil, err
	}
	found := &index{}
	if found.relations, err = relations(relationsData, workbookPart); err != nil {
		return nil, err
	}
	var name *Name
	var text strings.Builder
	err = walk(data, visitor{
		start: func(element string, attributes []xml.Attr) error {
			switch element {
			case "sheet":
				r := found.relations[relationID(attributes)]
				if r.external || r.kind != "worksheet" {
					return nil // a chart sheet has no cells
				}
				if len(found.sheets) == maxSheets {
					return fmt.Errorf("%w: more than %d sheets", ErrTooLarge, maxSheets)
				}
				found.sheets = append(found.sheets, sheetRef{attr(attributes, "name"), r.target})
			case "definedName":
				name = nil
				if attr(attributes, "localSheetId") == "" {
					name = &Name{Name: attr(attributes, "name")}
					text.Reset()
				}
			}
			return nil
		},
		text: func(content []byte) {
			if name != nil {
				text.Write(content)
			}
		},
		end: func(element string) error {
			if element == "definedName" && name != nil {
				name.RefersTo = text.String()
				found.names = append(found.names, *name)
				name = nil
			}
			return nil
		},
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", workbookPart, err)
	}
	return found, nil
}

// sheetParts maps the part names of a package in memory to sheet names.
func sheetParts(parts []part) (map[string]string, error) {
	found, err := readIndex("xl/workbook.xml", func(name string) ([]byte, error) {
		for _, p := range parts {
			if p.name == name {
				return p.data, nil
			}
		}
		return nil, fmt.Errorf("%w: no part %q", ErrDamaged, name)
	})
	if err != nil {
		return nil, err
	}
	sheets := make(map[string]string, len(found.sheets))
	for _, sheet := range found.sheets {
		sheets[sheet.part] = sheet.name
	}
	return sheets, nil
}

// sharedStrings reads the table of texts. Runs of rich text are joined;
// pronunciation guides are left out.
func (r *reader) sharedStrings(part string) error {
	data, err := r.archive.read(part)
	if err != nil {
		return err
	}
	var text strings.Builder
	inText, phonetic := false, false
	return walk(data, visitor{
		start: func(element string, _ []xml.Attr) error {
			switch element {
			case "si":
				text.Reset()
			case "rPh":
				phonetic = true
			case "t":
				inText = !phonetic
			}
			return nil
		},
		text: func(content []byte) {
			if inText {
				text.Write(content)
			}
		},
		end: func(element string) error {
			switch element {
			case "si":
				r.strings = append(r.strings, decodeEscapes(text.String()))
			case "rPh":
				phonetic = false
			case "t":
				inText = false
			}
			return nil
		},
	})
}

// properties reads the custom document properties; only texts are of use.
func (r *reader) properties(part string) error {
	data, err := r.archive.read(part)
	if err != nil {
		return err
	}
	var name string
	var text strings.Builder
	inText := false
	err = walk(data, visitor{
		start: func(element string, attributes []xml.Attr) error {
			switch element {
			case "property":
				name = attr(attributes, "name")
			case "lpwstr":
				inText = true
				text.Reset()
			}
			return nil
		},
		text: func(content []byte) {
			if inText {
				text.Write(content)
			}
		},
		end: func(element string) error {
			if element == "lpwstr" && inText {
				r.contents.Properties = append(r.contents.Properties, book.Property{Name: name, Value: text.String()})
				inText = false
			}
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	return nil
}

// decodeEscapes turns _x000D_ and its like back into the characters that XML
// cannot hold.
func decodeEscapes(s string) string {
	at := nextEscape(s, 0)
	if at < 0 {
		return s
	}
	var out strings.Builder
	from := 0
	for at >= 0 {
		code, _ := strconv.ParseUint(s[at+2:at+6], 16, 16)
		out.WriteString(s[from:at])
		out.WriteRune(rune(code))
		from = at + 7
		at = nextEscape(s, from)
	}
	out.WriteString(s[from:])
	return out.String()
}
