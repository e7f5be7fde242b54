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
	sheets   map[string]*cells // by name
	texts    []byte            // the shared strings; nil without any
	outlines map[string]int    // sheet, deepest outline level
	charts   []chartFix        // in the order of their parts
}

func (f *fixes) cells(sheet string, c *cells) {
	if f.sheets == nil {
		f.sheets = make(map[string]*cells)
	}
	f.sheets[sheet] = c
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
func finish(parts []part, f *fixes) ([]byte, error) {
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
			if p.data, err = stateOutline(p.data, f.outlines[sheet]); err == nil {
				p.data, err = insertCells(p.data, f.sheets[sheet])
			}
		case p.name == sharedStringsPart && f.texts != nil:
			p.data = f.texts
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

// effort is how hard the parts are pressed: one level less makes a file larger by a
// tenth, and one more takes a third more time for a fiftieth.
const effort = 5

// pack compresses the parts, all with one compressor: its tables are larger than most
// parts. The time is the earliest the format can say.
func pack(parts []part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	press, err := flate.NewWriter(nil, effort)
	if err != nil {
		return nil, err
	}
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		press.Reset(w) // a part is closed before the next is begun
		return press, nil
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

func escapeXML(s string) string {
	var out strings.Builder
	// Writing to a Builder cannot fail.
	_ = xml.EscapeText(&out, []byte(s))
	return out.String()
}
