package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

// part is one file inside the package.
type part struct {
	name string
	data []byte
}

// collector takes the parts of a package as excelize writes them.
type collector struct{ parts []*collected }

type collected struct {
	name string
	data bytes.Buffer
}

func (c *collector) open(io.Writer) excelize.ZipWriter { return c }

func (c *collector) Create(name string) (io.Writer, error) {
	p := &collected{name: name}
	c.parts = append(c.parts, p)
	return &p.data, nil
}

// AddFS is asked for by the interface and never called for a new workbook.
func (c *collector) AddFS(fs.FS) error { return errors.New("adding a file tree is not supported") }

func (c *collector) Close() error { return nil }

func (c *collector) list() []part {
	list := make([]part, len(c.parts))
	for i, p := range c.parts {
		list[i] = part{p.name, p.data.Bytes()}
	}
	return list
}

// fixes is what the finishing pass must add to the parts.
type fixes struct {
	caches   map[string]map[string]book.Value // sheet, address
	outlines map[string]int                   // sheet, deepest outline level
	charts   []chartFix                       // in the order of their parts
}

func (f *fixes) cache(sheet, address string, value book.Value) {
	if f.caches == nil {
		f.caches = make(map[string]map[string]book.Value)
	}
	if f.caches[sheet] == nil {
		f.caches[sheet] = make(map[string]book.Value)
	}
	f.caches[sheet][address] = value
}

func (f *fixes) outline(sheet string, level int) {
	if f.outlines == nil {
		f.outlines = make(map[string]int)
	}
	f.outlines[sheet] = level
}

func (f *fixes) chart(fix chartFix) { f.charts = append(f.charts, fix) }

// finish turns the parts into the bytes of the file: fixed, in a fixed order,
// without a clock.
func finish(parts []part, f fixes) ([]byte, error) {
	sheets, err := sheetParts(parts)
	if err != nil {
		return nil, err
	}
	for i := range parts {
		p := &parts[i]
		switch {
		case p.name == contentTypesPart:
			p.data, err = sortContentTypes(p.data)
		case strings.HasPrefix(p.name, "xl/worksheets/sheet"):
			sheet := sheets[p.name]
			if p.data, err = injectCaches(p.data, f.caches[sheet]); err == nil {
				p.data, err = stateOutline(p.data, f.outlines[sheet])
			}
		case strings.HasPrefix(p.name, "xl/charts/chart"):
			p.data, err = fixChartPart(p.name, p.data, f.charts)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(partRank(a.name), partRank(b.name)), cmp.Compare(a.name, b.name))
	})
	return pack(parts)
}

// partRank puts first what a reader of the package needs first.
func partRank(name string) int {
	switch name {
	case contentTypesPart:
		return 0
	case packageRelationsPart:
		return 1
	}
	return 2
}

// pack compresses the parts. The time is the earliest the format can say.
func pack(parts []part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.DefaultCompression)
	})
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{
			Name:     p.name,
			Method:   zip.Deflate,
			Modified: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if _, err := w.Write(p.data); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// sortContentTypes orders the children of the list of content types, which
// excelize writes in the order of a map.
func sortContentTypes(data []byte) ([]byte, error) {
	first := bytes.Index(data, []byte("<Default "))
	if other := bytes.Index(data, []byte("<Override ")); first < 0 || other >= 0 && other < first {
		first = other
	}
	last := bytes.LastIndex(data, []byte("</Types>"))
	if first < 0 || last < first {
		return nil, errors.New("list of content types not understood")
	}
	var children []string
	for rest := string(data[first:last]); rest != ""; {
		next := strings.Index(rest[1:], "<Default ")
		if other := strings.Index(rest[1:], "<Override "); next < 0 || other >= 0 && other < next {
			next = other
		}
		if next < 0 {
			children = append(children, rest)
			break
		}
		children = append(children, rest[:next+1])
		rest = rest[next+1:]
	}
	slices.Sort(children)
	return slices.Concat(data[:first], []byte(strings.Join(children, "")), data[last:]), nil
}

// injectCaches gives every formula cell its typed value. excelize marks each of
// them as text and writes no value: <c r="B2" s="3" t="str"><f>…</f></c>. In its
// output "<" is always escaped in content, so "<f>" is always an element, and
// one scan forward finds them all.
func injectCaches(data []byte, values map[string]book.Value) ([]byte, error) {
	if len(values) == 0 {
		return data, nil
	}
	out := make([]byte, 0, len(data)+40*len(values))
	rest := data
	for done := 0; ; done++ {
		formula := bytes.Index(rest, []byte("<f>"))
		if formula < 0 {
			if done != len(values) {
				return nil, fmt.Errorf("%d formulas written, %d expected", done, len(values))
			}
			return append(out, rest...), nil
		}
		start := bytes.LastIndex(rest[:formula], []byte("<c "))
		length := bytes.Index(rest[formula:], []byte("</f>"))
		if start < 0 || length < 0 {
			return nil, errors.New("formula cell not understood")
		}
		formulaEnd := formula + length + len("</f>")
		end := bytes.Index(rest[formulaEnd:], []byte("</c>"))
		opening := rest[start:formula]
		address, ok := attribute(opening, ` r="`)
		if end < 0 || !ok {
			return nil, errors.New("formula cell not understood")
		}
		value, ok := values[address]
		if !ok {
			return nil, fmt.Errorf("%s: formula without a cached value", address)
		}
		kind, cached := cachedXML(value)
		out = append(out, rest[:start]...)
		out = append(out, bytes.Replace(opening, []byte(` t="str"`), []byte(kind), 1)...)
		out = append(out, rest[formula:formulaEnd]...)
		out = append(out, cached...)
		rest = rest[formulaEnd+end:]
	}
}

// cachedXML is the type attribute and the value element of a formula cell.
func cachedXML(value book.Value) (kind, element string) {
	switch value.Kind {
	case book.Number:
		return "", "<v>" + value.Text + "</v>"
	case book.Truth:
		digit := "0"
		if value.True {
			digit = "1"
		}
		return ` t="b"`, "<v>" + digit + "</v>"
	}
	return ` t="str"`, "<v>" + escapeXML(Clean(value.Text)) + "</v>"
}

// stateOutline tells how deep the outline goes; without it Excel shows no
// buttons to open and close the groups.
func stateOutline(data []byte, level int) ([]byte, error) {
	if level == 0 {
		return data, nil
	}
	const element = "<sheetFormatPr "
	at := bytes.Index(data, []byte(element))
	if at < 0 {
		return nil, errors.New("no sheet format to state the outline in")
	}
	statement := fmt.Sprintf(`outlineLevelRow="%d" `, level)
	return slices.Insert(slices.Clone(data), at+len(element), []byte(statement)...), nil
}

// attribute finds the value after a prefix such as ` r="` in an opening tag.
func attribute(tag []byte, prefix string) (string, bool) {
	at := bytes.Index(tag, []byte(prefix))
	if at < 0 {
		return "", false
	}
	rest := tag[at+len(prefix):]
	end := bytes.IndexByte(rest, '"')
	if end < 0 {
		return "", false
	}
	return string(rest[:end]), true
}

func escapeXML(s string) string {
	var out strings.Builder
	// Writing to a Builder cannot fail.
	_ = xml.EscapeText(&out, []byte(s))
	return out.String()
}
