package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

// packed is one entry of a zip made for a test.
type packed struct {
	name string
	data []byte
}

func zipOf(t testing.TB, entries ...packed) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, entry := range entries {
		w, err := z.Create(entry.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(entry.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// skeleton is the least a workbook of one sheet needs, with this sheet XML
// inside; further parts may follow.
func skeleton(sheet string, more ...packed) []packed {
	const relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	return append([]packed{
		{"[Content_Types].xml", []byte(`<Types/>`)},
		{"_rels/.rels", []byte(`<Relationships><Relationship Id="rId1" Type="` + relationship + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		{"xl/workbook.xml", []byte(`<workbook xmlns:r="x"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		{"xl/_rels/workbook.xml.rels", []byte(`<Relationships><Relationship Id="rId1" Type="` + relationship + `/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relationship + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)},
		{"xl/worksheets/sheet1.xml", []byte(`<worksheet><sheetData>` + sheet + `</worksheet>`)},
	}, more...)
}

func TestReadRefuses(t *testing.T) {
	const empty = "</sheetData>"
	many := skeleton(empty)
	for i := range maxParts {
		many = append(many, packed{fmt.Sprintf("x%d.xml", i), nil})
	}
	var wide strings.Builder
	for row := 1; row <= 3000; row++ {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, row, row)
	}
	var cells strings.Builder
	for row := 1; row <= 4999; row++ {
		cells.WriteString("<row>" + strings.Repeat("<c/>", 64) + "</row>")
	}
	// Two sheets of one part are read twice, each below the limit.
	lots := skeleton(cells.String() + empty)
	lots[2].data = []byte(`<workbook xmlns:r="x"><sheets><sheet name="S" r:id="rId1"/><sheet name="T" r:id="rId1"/></sheets></workbook>`)
	few := strings.Repeat("<row>"+strings.Repeat("<c/>", 64)+"</row>", 60)
	ranges := strings.Repeat("A1:BL5000 ", attachSteps/(60*64)+1)
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNotWorkbook},
		{"text", []byte("id;name\n1;x\n"), ErrNotWorkbook},
		{"old or encrypted", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"), ErrProtected},
		{"cut off", mustWrite(t, one(book.Cell{Value: book.String("a")}))[:2000], ErrNotWorkbook},
		{"another zip", zipOf(t, packed{"a.txt", []byte("a")}), ErrNotWorkbook},
		{"no relations", zipOf(t, packed{"[Content_Types].xml", nil}), ErrNotWorkbook},
		{"large part", announcing(t, maxPartBytes+1, 1), ErrTooLarge},
		{"many large parts", announcing(t, maxPartBytes, 5), ErrTooLarge},
		{"many parts", zipOf(t, many...), ErrTooLarge},
		{"hundreds of thousands of parts", manyEntries(200_000), ErrTooLarge},
		{"hundreds of thousands of parts, announced as five", lyingDirectory(200_000, 5), ErrTooLarge},
		{"part larger than it says", lyingSize(t, 20<<20), ErrDamaged},
		{"path upwards", zipOf(t, skeleton(empty, packed{"../evil.xml", nil})...), ErrDamaged},
		{"absolute path", zipOf(t, skeleton(empty, packed{"/xl/a.xml", nil})...), ErrDamaged},
		{"same part twice", zipOf(t, skeleton(empty, packed{"XL/workbook.xml", nil})...), ErrDamaged},
		{"macros", zipOf(t, skeleton(empty, packed{"xl/vbaProject.bin", nil})...), ErrActiveContent},
		{"external link", zipOf(t, skeleton(empty, packed{"xl/externalLinks/externalLink1.xml", nil})...), ErrActiveContent},
		{"controls", zipOf(t, skeleton(empty, packed{"xl/activeX/activeX1.bin", nil})...), ErrActiveContent},
		{"embedded file", zipOf(t, skeleton(empty, packed{"xl/embeddings/oleObject1.bin", nil})...), ErrActiveContent},
		{"old macro sheet", zipOf(t, skeleton(empty, packed{"xl/macrosheets/sheet1.xml", nil})...), ErrActiveContent},
		{"cells at the far right", zipOf(t, skeleton(wide.String()+empty)...), ErrTooLarge},
		{"cell far below", zipOf(t, skeleton(`<row r="20001"><c r="A20001"/></row>`+empty)...), ErrTooLarge},
		{"too many cells", zipOf(t, lots...), ErrTooLarge},
		{"ranges over each other", zipOf(t, skeleton(few+empty+`<dataValidations><dataValidation type="list" sqref="`+ranges+`"><formula1>"a"</formula1></dataValidation></dataValidations>`)...), ErrTooLarge},
		{"row zero", zipOf(t, skeleton(`<row r="0"/>`+empty)...), ErrDamaged},
		{"address of nowhere", zipOf(t, skeleton(`<row r="1"><c r="ABCD1"/></row>`+empty)...), ErrDamaged},
		{"cell twice", zipOf(t, skeleton(`<row r="1"><c r="A1"/><c r="A1"/></row>`+empty)...), ErrDamaged},
		{"text that is not there", zipOf(t, skeleton(`<row r="1"><c r="A1" t="s"><v>7</v></c></row>`+empty)...), ErrDamaged},
		{"cell of unknown type", zipOf(t, skeleton(`<row r="1"><c r="A1" t="z"><v>7</v></c></row>`+empty)...), ErrDamaged},
		{"range of nothing", zipOf(t, skeleton(empty+`<mergeCells><mergeCell ref="B2:A1"/></mergeCells>`)...), ErrDamaged},
		{"ends early", zipOf(t, skeleton(`<row r="1">`)...), ErrDamaged},
		{"billion laughs", zipOf(t, skeleton(empty, packed{"xl/sharedStrings.xml",
			[]byte(`<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`)})...), ErrDamaged},
		{"unknown entity", zipOf(t, skeleton(empty, packed{"xl/sharedStrings.xml", []byte(`<sst><si><t>&b;</t></si></sst>`)})...), ErrDamaged},
	} {
		_, err := Read(test.data)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}

// TestBombsAreRefusedAtOnce times the files that are dangerous to unpack.
func TestBombsAreRefusedAtOnce(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
	}{
		{"one and a half gigabytes", announcing(t, 500<<20, 3)},
		{"a real one of twenty megabytes", zipOf(t, skeleton("</sheetData>", packed{"xl/sharedStrings.xml", make([]byte, 20<<20)})...)},
		{"hundreds of thousands of parts", manyEntries(200_000)},
		{"a lying directory", lyingDirectory(200_000, 5)},
	} {
		best := time.Hour
		for range 3 { // a busy machine may slow one of them
			start := time.Now()
			if _, err := Read(test.data); !errors.Is(err, ErrTooLarge) {
				t.Errorf("%s: %v", test.name, err)
			}
			best = min(best, time.Since(start))
		}
		if best > 100*time.Millisecond {
			t.Errorf("%s: refused after %v", test.name, best)
		}
	}
}

// manyEntries is a zip directory of empty entries, written by hand because the
// library would take longer than the test.
func manyEntries(count int) []byte { return lyingDirectory(count, count&0xFFFF) }

func lyingDirectory(count, announced int) []byte {
	var out bytes.Buffer
	local := make([]byte, 30)
	copy(local, "PK\x03\x04")
	out.Write(local)
	offset := out.Len()
	entry := make([]byte, 46, 56)
	copy(entry, "PK\x01\x02")
	binary.LittleEndian.PutUint16(entry[28:], 8)
	for i := range count {
		out.Write(entry)
		fmt.Fprintf(&out, "%08d", i)
	}
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	size := out.Len() - offset
	if announced != count&0xFFFF {
		size = announced * (46 + 8)
	}
	binary.LittleEndian.PutUint16(end[8:], uint16(announced))
	binary.LittleEndian.PutUint16(end[10:], uint16(announced))
	binary.LittleEndian.PutUint32(end[12:], uint32(size))
	binary.LittleEndian.PutUint32(end[16:], uint32(offset))
	out.Write(end)
	return out.Bytes()
}

// deflated is content as a zip stores it.
func deflated(t testing.TB, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withRawParts is a workbook with parts whose directory entries are the
// caller's; the first is its shared strings.
func withRawParts(t testing.TB, header zip.FileHeader, content []byte, count int) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, entry := range skeleton("</sheetData>") {
		w, err := z.Create(entry.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(entry.data); err != nil {
			t.Fatal(err)
		}
	}
	for i := range count {
		entry := header
		entry.Name, entry.Method, entry.CompressedSize64 = "xl/sharedStrings.xml", zip.Deflate, uint64(len(content))
		if i > 0 {
			entry.Name = fmt.Sprintf("xl/more%d.xml", i)
		}
		raw, err := z.CreateRaw(&entry)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := raw.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// announcing is a workbook with parts that say they are of this size.
func announcing(t testing.TB, size uint64, count int) []byte {
	return withRawParts(t, zip.FileHeader{UncompressedSize64: size}, deflated(t, make([]byte, 1<<20)), count)
}

// lyingSize is a workbook whose shared strings unpack to far more than the
// directory says.
func lyingSize(t testing.TB, size int) []byte {
	content := bytes.Repeat([]byte(" "), size)
	return withRawParts(t, zip.FileHeader{CRC32: crc32.ChecksumIEEE(content), UncompressedSize64: 100}, deflated(t, content), 1)
}

// TestReadForeignSpelling reads what other programs write and we never do.
func TestReadForeignSpelling(t *testing.T) {
	data := zipOf(t, skeleton(
		`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>ri</t></r><r><t>che</t></r></is></c><c r="C1" t="n"><v>1.5E-3</v></c></row>`+
			`<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><v>1</v></c><c r="C2"><f t="shared" ref="C2:C3" si="0">A2*2</f><v>4</v></c></row>`+
			`<row><c r="C3"><f t="shared" si="0"/><v>6</v></c><c t="str"><f>X1</f></c></row>`+
			`<row r="9"><c r="A9"/><c r="B9" s="3"/><c r="D9" t="s"><v>1</v></c></row></sheetData>`+
			`<mergeCells><mergeCell ref="A9:C10"/></mergeCells>`+
			`<dataValidations><dataValidation type="list" sqref="B2 C2:C3"><formula1>"oui,""non"""</formula1></dataValidation></dataValidations>`,
		packed{"xl/sharedStrings.xml", []byte(`<sst><si><t xml:space="preserve"> é_x000D_</t><rPh><t>phon</t></rPh></si><si/></sst>`)})...)
	contents, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	sheet := contents.Sheets[0]
	for _, test := range []struct {
		address string
		want    Cell
	}{
		{"A1", Cell{Value: book.String(" é\r"), Span: 1}},
		{"B1", Cell{Value: book.String("riche"), Span: 1}},
		{"C1", Cell{Value: book.Decimal("1.5E-3"), Span: 1}},
		{"A2", Cell{Error: "#DIV/0!", Formula: "1/0", Span: 1}},
		{"B2", Cell{Value: book.Bool(true), Span: 1, List: []string{"oui", `"non"`}}},
		{"C2", Cell{Value: book.Decimal("4"), Formula: "A2*2", Span: 1, List: []string{"oui", `"non"`}}},
		{"C3", Cell{Value: book.Decimal("6"), Formula: "A2*2", Shared: true, Span: 1, List: []string{"oui", `"non"`}}},
		{"D3", Cell{Formula: "X1", Span: 1}},
		{"A9", Cell{Span: 3}},
		{"D9", Cell{Value: book.String(""), Span: 1}},
	} {
		at, _ := parseAddress(test.address)
		got, ok := sheet.Cell(at.column, at.row)
		if !ok || got.Value != test.want.Value || got.Error != test.want.Error || got.Formula != test.want.Formula ||
			got.Shared != test.want.Shared || got.Span != test.want.Span || !slices.Equal(got.List, test.want.List) {
			t.Errorf("%s: %+v, want %+v", test.address, got, test.want)
		}
	}
	if _, ok := sheet.Cell(1, 8); ok {
		t.Error("a blank cell under a merged one is kept")
	}
}

// TestReadAgreesWithExcelize reads the sample with the library too.
func TestReadAgreesWithExcelize(t *testing.T) {
	for language, b := range samples() {
		data := mustWrite(t, b)
		contents, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		file, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range contents.Sheets {
			for _, cell := range sheet.Cells {
				value, err := file.GetCellValue(sheet.Name, cell.Address(), excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatal(err)
				}
				formula, err := file.GetCellFormula(sheet.Name, cell.Address())
				if err != nil {
					t.Fatal(err)
				}
				want := cell.Value.Text
				if cell.Value.Kind == book.Truth {
					want = map[bool]string{true: "1", false: "0"}[cell.Value.True]
				}
				if formula != cell.Formula || value != want && !(cell.Value.Kind == book.Number && sameNumber(value, want)) {
					t.Errorf("%s %s!%s: %q =%s, excelize %q =%s", language, sheet.Name, cell.Address(), want, cell.Formula, value, formula)
				}
			}
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func sameNumber(a, b string) bool {
	var x, y float64
	_, err := fmt.Sscan(a, &x)
	_, err2 := fmt.Sscan(b, &y)
	return err == nil && err2 == nil && x == y
}

func TestFind(t *testing.T) {
	contents, err := Read(mustWrite(t, sample(french())))
	if err != nil {
		t.Fatal(err)
	}
	sheet, cell, ok := contents.Find("IN_Turnover")
	if !ok || sheet.Name != "Données d'entrée" || cell.Address() != "B2" || cell.Value != book.Decimal("750000000.00") {
		t.Errorf("in_turnover: %s %+v %v", sheet.Name, cell, ok)
	}
	if _, _, ok := contents.Find("in_nothing"); ok {
		t.Error("found a name that is not there")
	}
}

func TestParseAddress(t *testing.T) {
	for _, test := range []struct {
		address     string
		column, row int
	}{{"A1", 0, 0}, {"Z9", 25, 8}, {"AA10", 26, 9}, {"XFD1048576", 16383, 1048575}} {
		got, ok := parseAddress(test.address)
		if !ok || got != (position{test.row, test.column}) {
			t.Errorf("%s: %+v %v", test.address, got, ok)
		}
		if back := book.Address(got.column, got.row); back != test.address {
			t.Errorf("%s comes back as %s", test.address, back)
		}
	}
	for _, address := range []string{"", "A", "1", "A0", "a1", "A01", "XFE1", "A1048577", "ABCD1", "A-1", "A1B", "A99999999"} {
		if _, ok := parseAddress(address); ok {
			t.Errorf("%q accepted", address)
		}
	}
}

// FuzzRead feeds damaged packages: an error or contents, never a panic.
func FuzzRead(f *testing.F) {
	data := mustWrite(f, sample(french()))
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte(nil))
	f.Add([]byte("\xD0\xCF\x11\xE0"))
	f.Add(manyEntries(300))
	f.Add(zipOf(f, skeleton("</sheetData>")...))
	f.Fuzz(func(t *testing.T, data []byte) {
		contents, err := Read(data)
		if err != nil && len(contents.Sheets) != 0 {
			t.Error("contents beside an error")
		}
	})
}

// FuzzReadSheet feeds damaged sheets in a sound package, which random bytes of a
// zip rarely reach.
func FuzzReadSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>`)
	f.Add(`<row><c/><c r="B1"><f t="shared" si="0">A1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Add(`</sheetData><dataValidations><dataValidation type="list" sqref="A1"><formula1>"a,b"</formula1></dataValidation></dataValidations>`)
	f.Add(`</sheetData><hyperlinks><hyperlink ref="A1" location="x"/></hyperlinks>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		contents, err := Read(zipOf(t, skeleton(sheet)...))
		if err != nil {
			return
		}
		for _, cell := range contents.Sheets[0].Cells {
			if cell.Column >= maxColumns || cell.Row >= maxRows {
				t.Errorf("cell %s was read", cell.Address())
			}
		}
	})
}
