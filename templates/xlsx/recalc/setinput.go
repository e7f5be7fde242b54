package recalc

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"breachimpact/templates/book"
	"breachimpact/templates/xlsx"
)

// SetInput returns a copy of a file written by xlsx.Write in which one constant
// has another value, as if a reader had typed it. The cell is an A1 address or a
// defined name; with a name, the sheet may be "". The values stored beside all
// formulas are dropped, so that a recalculation cannot lean on them. A formula is
// typed over only where it stands in an input, by its name.
//
// The bytes of the sheet are edited in place. That keeps everything else in the
// file as it was, and it relies on how xlsx.Write spells its cells: it is no tool
// for files of other programs.
func SetInput(data []byte, sheet, cell string, value book.Value) ([]byte, error) {
	contents, err := xlsx.Read(data)
	if err != nil {
		return nil, err
	}
	target, address, err := locate(contents, sheet, cell)
	if err != nil {
		return nil, err
	}
	parts := make(map[string]bool)
	for _, s := range contents.Sheets {
		parts[s.Part] = true
	}
	return rewrite(data, func(name string, content []byte) ([]byte, error) {
		if !parts[name] {
			return content, nil
		}
		if name == target.Part {
			var err error
			if content, err = replaceCell(content, address, value, strings.HasPrefix(cell, "in_")); err != nil {
				return nil, err
			}
		}
		return dropCaches(content), nil
	})
}

func locate(contents xlsx.Contents, sheet, cell string) (xlsx.Sheet, string, error) {
	if named, found, ok := contents.Find(cell); ok {
		if sheet != "" && sheet != named.Name {
			return xlsx.Sheet{}, "", fmt.Errorf("%s is on sheet %q, not %q", cell, named.Name, sheet)
		}
		return named, found.Address(), nil
	}
	target, ok := contents.Sheet(sheet)
	if !ok {
		return xlsx.Sheet{}, "", fmt.Errorf("no sheet %q and no name %q", sheet, cell)
	}
	return target, cell, nil
}

// rewrite copies a zip package, passing every part through edit.
func rewrite(data []byte, edit func(name string, content []byte) ([]byte, error)) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	copied := zip.NewWriter(&out)
	for _, file := range z.File {
		stream, err := file.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(stream)
		if err := stream.Close(); err != nil {
			return nil, err
		}
		if err != nil {
			return nil, err
		}
		if content, err = edit(file.Name, content); err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		w, err := copied.Create(file.Name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(content); err != nil {
			return nil, err
		}
	}
	if err := copied.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// replaceCell gives one cell another constant, keeping its format.
func replaceCell(content []byte, address string, value book.Value, overFormula bool) ([]byte, error) {
	text := string(content)
	start := strings.Index(text, `<c r="`+address+`"`)
	if start < 0 {
		return nil, fmt.Errorf("no cell %s", address)
	}
	length := strings.Index(text[start:], "</c>")
	if length < 0 {
		return nil, fmt.Errorf("cell %s does not end", address)
	}
	end := start + length + len("</c>")
	opening := text[start : start+strings.Index(text[start:], ">")]
	if strings.Contains(text[start:end], "<f>") && !overFormula {
		return nil, fmt.Errorf("%s holds a formula, not an input", address)
	}
	kind, body := "", ""
	switch value.Kind {
	case book.Number:
		body = "<v>" + value.Text + "</v>"
	case book.Truth:
		kind, body = ` t="b"`, "<v>0</v>"
		if value.True {
			body = "<v>1</v>"
		}
	case book.Text:
		var escaped strings.Builder
		if err := xml.EscapeText(&escaped, []byte(xlsx.Clean(value.Text))); err != nil {
			return nil, err
		}
		kind, body = ` t="inlineStr"`, "<is><t>"+escaped.String()+"</t></is>"
	}
	format := ""
	if at := strings.Index(opening, ` s="`); at >= 0 {
		format = opening[at : at+len(` s="`)+strings.Index(opening[at+len(` s="`):], `"`)+1]
	}
	cell := `<c r="` + address + `"` + format + kind + ">" + body + "</c>"
	return []byte(text[:start] + cell + text[end:]), nil
}

// dropCaches removes the stored value of every formula.
func dropCaches(content []byte) []byte {
	const formulaEnd, valueEnd = "</f>", "</v>"
	var out bytes.Buffer
	rest := content
	for {
		at := bytes.Index(rest, []byte(formulaEnd+"<v>"))
		if at < 0 {
			out.Write(rest)
			return out.Bytes()
		}
		at += len(formulaEnd)
		out.Write(rest[:at])
		rest = rest[at:]
		length := bytes.Index(rest, []byte(valueEnd))
		if length < 0 {
			out.Write(rest)
			return out.Bytes()
		}
		rest = rest[length+len(valueEnd):]
	}
}
