package xlsx

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

func footerOf(left, right string) book.Footer { return book.Footer{Left: left, Right: right} }

func samples() map[string]book.Book {
	return map[string]book.Book{"fr": sample(french()), "ar": sample(arabic())}
}

// partsOf unpacks a file.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := make(map[string]string)
	for _, file := range z.File {
		stream, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(stream)
		if err != nil {
			t.Fatal(err)
		}
		if err := stream.Close(); err != nil {
			t.Fatal(err)
		}
		parts[file.Name] = string(content)
	}
	return parts
}

func mustWrite(t testing.TB, b book.Book) []byte {
	t.Helper()
	data, err := Write(b)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// one wraps cells into a book of one row.
func one(cells ...book.Cell) book.Book {
	return book.Book{Language: "fr", Font: "Carlito", Sheets: []book.Sheet{{Name: "S", Rows: []book.Row{{Cells: cells}}}}}
}

// TestNothingIsLost compares the book with the file read back, cell by cell:
// values, formulas, names, links, lists, merged cells and format records.
func TestNothingIsLost(t *testing.T) {
	for language, b := range samples() {
		data, styles, err := write(b)
		if err != nil {
			t.Fatal(err)
		}
		contents, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		for i := range b.Sheets {
			stripped := b.Sheets[i]
			stripped.Rows = withoutInput(stripped.Rows)
			dumpCells(&want, &stripped, func(cell book.Cell) string { return "?" })
		}
		if diff := cmp.Diff(strings.Split(want.String(), "\n"), strings.Split(DumpFile(contents, func(int) string { return "?" }), "\n")); diff != "" {
			t.Errorf("%s: book and file differ (-book +file):\n%s", language, diff)
		}
		checked := 0
		for s := range b.Sheets {
			for r, row := range b.Sheets[s].Rows {
				for _, cell := range row.Cells {
					id, err := styles.id(lookOf(cell))
					if err != nil {
						t.Fatal(err)
					}
					stored, _ := contents.Sheets[s].Cell(cell.Column, r)
					if stored.Format != id {
						t.Errorf("%s: %s has format %d, want %d", language, spot{b.Sheets[s].Name, cell.Column, r}.String(), stored.Format, id)
					}
					checked++
				}
			}
		}
		if checked < 100 {
			t.Errorf("%s: only %d cells compared", language, checked)
		}
		if diff := cmp.Diff(b.Properties, contents.Properties); diff != "" {
			t.Errorf("%s: properties differ:\n%s", language, diff)
		}
		if got := contents.Sheets[0].RightToLeft; got != b.RightToLeft {
			t.Errorf("%s: right to left is %v", language, got)
		}
	}
}

func withoutInput(rows []book.Row) []book.Row {
	copied := slices.Clone(rows)
	for i := range copied {
		copied[i].Cells = slices.Clone(copied[i].Cells)
		for j := range copied[i].Cells {
			copied[i].Cells[j].Input = false
		}
	}
	return copied
}

// TestStylesArrive reads the format records back and compares what they say with
// the styles of the book.
func TestStylesArrive(t *testing.T) {
	for language, b := range samples() {
		file, err := excelize.OpenReader(bytes.NewReader(mustWrite(t, b)))
		if err != nil {
			t.Fatal(err)
		}
		styles := make(map[string]book.Style)
		for _, style := range b.Styles {
			styles[style.Name] = style
		}
		for _, sheet := range b.Sheets {
			for r, row := range sheet.Rows {
				for _, cell := range row.Cells {
					id, err := file.GetCellStyle(sheet.Name, book.Address(cell.Column, r))
					if err != nil {
						t.Fatal(err)
					}
					got, err := file.GetStyle(id)
					if err != nil {
						t.Fatal(err)
					}
					compareStyle(t, language+" "+spot{sheet.Name, cell.Column, r}.String(), styles[cell.Style], cell, got, b)
				}
			}
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func compareStyle(t *testing.T, place string, want book.Style, cell book.Cell, got *excelize.Style, b book.Book) {
	t.Helper()
	check := func(what string, ok bool) {
		if !ok {
			t.Errorf("%s [%s]: %s differs: %+v %+v", place, want.Name, what, got.Font, got.Alignment)
		}
	}
	check("font", got.Font.Family == b.Font && got.Font.Size == sizeOf(want))
	check("bold", got.Font.Bold == want.Bold)
	check("italic", got.Font.Italic == want.Italic)
	check("underline", (got.Font.Underline == "single") == want.Underline)
	check("colour", want.Colour == "" || strings.HasSuffix(got.Font.Color, want.Colour))
	check("fill", want.Fill == "" && len(got.Fill.Color) == 0 || want.Fill != "" && strings.HasSuffix(got.Fill.Color[0], want.Fill))
	check("wrap", got.Alignment.WrapText == want.Wrap)
	check("borders", (want.Border != "") == (len(got.Border) == 4))
	check("number format", want.Number == "" || got.CustomNumFmt != nil && *got.CustomNumFmt == want.Number)
	check("protection", !cell.Input || got.Protection != nil && !got.Protection.Locked)
	numeric := want.Number != "" || cell.Value.Kind == book.Number
	switch {
	case !b.RightToLeft && !want.LeftToRead:
		check("reading order", got.Alignment.ReadingOrder == 0)
	case numeric || want.LeftToRead:
		check("reading order", got.Alignment.ReadingOrder == orderLeftToRight)
	default:
		check("reading order", got.Alignment.ReadingOrder == orderRightToLeft)
	}
	horizontal := map[book.Align]string{book.Start: "left", book.End: "right", book.Centre: "center"}
	if b.RightToLeft {
		horizontal[book.Start], horizontal[book.End] = "right", "left"
		if want.Number != "" {
			horizontal[book.End] = "right"
		}
	}
	check("alignment", got.Alignment.Horizontal == horizontal[want.Align])
}

// childVariable tells a run of this test binary to print its hashes.
const childVariable = "BREACHIMPACT_TEST_PRINT_HASHES"

func hashes(t testing.TB) string {
	t.Helper()
	var all []string
	for language, b := range samples() {
		sum := sha256.Sum256(mustWrite(t, b))
		all = append(all, language+" "+hex.EncodeToString(sum[:]))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// TestSameBytes writes the same books many times, also with one processor and,
// in processes of their own, in other zones and languages.
func TestSameBytes(t *testing.T) {
	first := hashes(t)
	if os.Getenv(childVariable) != "" {
		t.Logf("hashes: %s.", first)
		return
	}
	for range 9 {
		if again := hashes(t); again != first {
			t.Fatalf("two runs differ:\n%s\n%s", first, again)
		}
	}
	processors := runtime.GOMAXPROCS(1)
	alone := hashes(t)
	runtime.GOMAXPROCS(processors)
	if alone != first {
		t.Errorf("one processor gives other bytes:\n%s\n%s", first, alone)
	}
	for _, environment := range [][]string{
		{"TZ=Pacific/Kiritimati", "LANG=ar_MA.UTF-8", "LC_ALL=ar_MA.UTF-8", "GOMAXPROCS=1"},
		{"TZ=America/St_Johns", "LANG=fr_FR.UTF-8", "LC_ALL=C", "GOMAXPROCS=8"},
	} {
		child := exec.Command(os.Args[0], "-test.run=^TestSameBytes$", "-test.v")
		child.Env = append(os.Environ(), append(environment, childVariable+"=1")...)
		output, err := child.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", environment, err, output)
		}
		if !strings.Contains(string(output), first+".") {
			t.Errorf("%v gives other bytes than %s:\n%s", environment, first, output)
		}
	}
}

func TestPackageOrderAndTimes(t *testing.T) {
	data := mustWrite(t, sample(french()))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range z.File {
		names = append(names, file.Name)
		if got := file.Modified.UTC().Format("2006-01-02 15:04:05"); got != "1980-01-01 00:00:00" {
			t.Errorf("%s: time %s", file.Name, got)
		}
	}
	if names[0] != "[Content_Types].xml" || names[1] != "_rels/.rels" {
		t.Errorf("package begins with %v", names[:2])
	}
	if !slices.IsSorted(names[2:]) {
		t.Errorf("parts are not sorted: %v", names[2:])
	}
}

// TestTypedCaches looks at the XML of formula cells: a number has no type, a
// truth value and a text have theirs, and each has its value.
func TestTypedCaches(t *testing.T) {
	sheet := partsOf(t, mustWrite(t, sample(french())))["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`<f>MAX(20000000,in_share*in_turnover)</f><v>30000000</v></c>`,
		`<f>in_people*in_unit</f><v>-6487084.5</v></c>`,
		` t="str"><f>IF(fig_claimed.cap&gt;25000000,&#34;A &amp; B&#34;,&#34;&lt;C&gt;&#34;)</f><v>A &amp; B</v></c>`,
		` t="b"><f>AND(in_flag,fig_half&gt;1)</f><v>1</v></c>`,
		` t="b"><f>in_choice&lt;&gt;&#34;inconnu&#34;</f><v>0</v></c>`,
		` t="str"><f>IF(in_flag,&#34;&#34;,&#34;x&#34;)</f><v></v></c>`,
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("not in the sheet: %s", want)
		}
	}
	if strings.Contains(sheet, `t="str"><f>MAX`) {
		t.Error("a number is marked as text")
	}
	if workbook := partsOf(t, mustWrite(t, sample(french())))["xl/workbook.xml"]; !strings.Contains(workbook, `fullCalcOnLoad="true"`) {
		t.Error("the file does not ask to be recomputed")
	}
}

func TestNumbersKeepTheirDigits(t *testing.T) {
	for _, digits := range []string{
		"0", "-0.00", "1234.50", "0.1000000000000000000001", "12345678901234567890.123456789", "-1", "007", "99999999999999.99",
	} {
		contents, err := Read(mustWrite(t, one(book.Cell{Value: book.Decimal(digits)})))
		if err != nil {
			t.Fatal(err)
		}
		if cell, _ := contents.Sheets[0].Cell(0, 0); cell.Value != book.Decimal(digits) {
			t.Errorf("%s is stored as %+v", digits, cell.Value)
		}
	}
}

// TestHostileText writes what an attacker would have in a form: every text must
// come back as text, and nothing of it may be a formula.
func TestHostileText(t *testing.T) {
	texts := []string{
		"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "=HYPERLINK(\"https://example.org\",\"x\")",
		"a\x00b\x1Bc", "facture\u202Egpj.exe", "_x0041_", "_x000D_", "</t></si><script>", "&amp; & < > \" '",
		"]]>", "{=1}", "'=1", "\t=1", "\u2068isolé\u2069", strings.Repeat("é", maxText), "1E5", "TRUE", "2025-01-01",
	}
	var cells []book.Cell
	for i, text := range texts {
		cells = append(cells, book.Cell{Column: i, Value: book.String(text)})
	}
	data := mustWrite(t, one(cells...))
	contents, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		cell, _ := contents.Sheets[0].Cell(i, 0)
		if cell.Formula != "" || cell.Value != book.String(Clean(text)) {
			t.Errorf("%q came back as %+v =%s", text, cell.Value, cell.Formula)
		}
	}
	if strings.Contains(partsOf(t, data)["xl/worksheets/sheet1.xml"], "<f>") {
		t.Error("a text became a formula")
	}
	// What another reader makes of it.
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for i, text := range texts {
		address := book.Address(i, 0)
		value, err := file.GetCellValue("S", address, excelize.Options{RawCellValue: true})
		if err != nil || value != Clean(text) {
			t.Errorf("excelize reads %q as %q, %v", text, value, err)
		}
		id, err := file.GetCellStyle("S", address)
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if looksLikeFormula(text) != (style.NumFmt == textFormat) {
			t.Errorf("%q has number format %d", text, style.NumFmt)
		}
	}
}

func TestPageAndView(t *testing.T) {
	parts := partsOf(t, mustWrite(t, sample(arabic())))
	workbook, summary, inputs, data := parts["xl/workbook.xml"], parts["xl/worksheets/sheet1.xml"], parts["xl/worksheets/sheet2.xml"], parts["xl/worksheets/sheet3.xml"]
	for _, test := range []struct{ name, where, want string }{
		{"view", summary, `rightToLeft="true"`},
		{"frozen rows", summary, `<pane activePane="bottomLeft" state="frozen" topLeftCell="A3" ySplit="2">`},
		{"one page", summary, `<pageSetup fitToHeight="1" fitToWidth="1" orientation="landscape" paperSize="9">`},
		{"portrait, any number of pages", inputs, `<pageSetup fitToHeight="0" fitToWidth="1" orientation="portrait" paperSize="9">`},
		{"landscape", data, `<pageSetup fitToHeight="0" fitToWidth="1" orientation="landscape" paperSize="9">`},
		{"repeated rows", workbook, `<definedName localSheetId="0" name="_xlnm.Print_Titles">&#39;ملخص&#39;!$1:$2</definedName>`},
		{"footer", summary, `<oddFooter>&amp;Lسري&amp;C&amp;P / &amp;N&amp;Rشركة المثال &amp;&amp; أبناؤها</oddFooter>`},
		{"tab", summary, `<tabColor rgb="FF1F3A5F">`},
		{"outline", summary, `<sheetFormatPr outlineLevelRow="2" `},
		{"outline rows", summary, `outlineLevel="1"`},
		{"summary above", summary, `summaryBelow="false"`},
		{"dimension", summary, `<dimension ref="A1:D17">`},
		{"given height", summary, `<row r="1" ht="34" customHeight="true">`},
		{"internal link", inputs, `location="fig_claimed.cap"`},
		{"external link", parts["xl/worksheets/_rels/sheet2.xml.rels"], `Target="https://eur-lex.europa.eu/eli/reg/2016/679/oj?a=1&amp;b=2"`},
		{"list", inputs, `<formula1>"نعم,لا,غير معروف"</formula1>`},
		{"flag of a truth value", summary, `<formula>$B$8=FALSE</formula>`},
		{"flag of a text", summary, `<formula>$B$7=&#34;A &amp; B&#34;</formula>`},
		{"table", parts["xl/tables/table1.xml"], `displayName="tbl_curve" ref="A1:C31"`},
		{"defined name", workbook, `<definedName name="in_turnover">&#39;المدخلات&#39;!$B$2</definedName>`},
		{"title", parts["docProps/core.xml"], `<dc:title>تقدير أثر خرق للمعطيات الشخصية</dc:title>`},
		{"created", parts["docProps/core.xml"], `2025-04-10T17:00:00Z`},
		{"alternative text", parts["xl/drawings/drawing1.xml"], `descr="احتمال تجاوز`},
		{"default font", parts["xl/styles.xml"], `Noto Naskh Arabic`},
	} {
		if !strings.Contains(test.where, test.want) {
			t.Errorf("%s: no %s", test.name, test.want)
		}
	}
	if strings.Contains(summary, "sheetProtection") {
		t.Error("a sheet is protected")
	}
}

func TestCharts(t *testing.T) {
	for language, b := range samples() {
		parts := partsOf(t, mustWrite(t, b))
		curve, bars := parts["xl/charts/chart1.xml"], parts["xl/charts/chart2.xml"]
		for _, test := range []struct{ name, where, want string }{
			{"log axis", curve, `<scaling><logBase val="10"></logBase><orientation val="minMax">`},
			{"crossing", curve, `<crosses val="min">`},
			{"straight lines", curve, `<smooth val="0">`},
			{"no markers", curve, `<symbol val="none">`},
			{"dashes", curve, `<a:prstDash val="dash">`},
			{"horizontal values are numbers", curve, `<xVal><numRef><f>`},
			{"cached points", curve, `<ptCount val="30"></ptCount><pt idx="0"><v>100000</v></pt>`},
			{"bars lie", bars, `<barDir val="bar">`},
			{"cached labels", bars, `<strCache><ptCount val="5">`},
			{"axis at the bottom", bars, `<crosses val="max">`},
		} {
			if !strings.Contains(test.where, test.want) {
				t.Errorf("%s %s: no %s", language, test.name, test.want)
			}
		}
		for _, unwanted := range []string{"lblAlgn", "noMultiLvlLbl", "lblOffset", "<auto ", `lang="en-US"`} {
			if strings.Contains(curve, unwanted) {
				t.Errorf("%s: the curve has %s", language, unwanted)
			}
		}
		if got := strings.Count(bars, `orientation val="maxMin"`); got != map[bool]int{false: 1, true: 2}[b.RightToLeft] {
			t.Errorf("%s: %d reversed axes of the bars", language, got)
		}
		if strings.Contains(curve, `orientation val="maxMin"`) {
			t.Errorf("%s: the curve is mirrored", language)
		}
		// The title, two axis titles and the legend are words; axis labels are not.
		if got := strings.Count(curve, `rtl="1"`); got != map[bool]int{false: 0, true: 4}[b.RightToLeft] {
			t.Errorf("%s: %d paragraphs of the curve run from the right", language, got)
		}
	}
	b := sample(french())
	b.Sheets[0].Charts[1].Title = ""
	if !strings.Contains(partsOf(t, mustWrite(t, b))["xl/charts/chart2.xml"], `<autoTitleDeleted val="1">`) {
		t.Error("a chart without a title gets one")
	}
}

// A timeline is one stack of bars, of which a hidden one is neither filled nor
// outlined, and runs from the right in a right-to-left book.
func TestTimeline(t *testing.T) {
	for language, b := range samples() {
		chart := &b.Sheets[0].Charts[1]
		chart.Kind = book.Timeline
		hidden := chart.Series[0]
		hidden.Hidden, hidden.Colour = true, ""
		chart.Series = append([]book.Series{hidden}, chart.Series...)
		part := partsOf(t, mustWrite(t, b))["xl/charts/chart2.xml"]
		for _, want := range []string{`<barDir val="bar">`, `<grouping val="stacked">`, `<overlap val="100">`, `<crosses val="max">`} {
			if !strings.Contains(part, want) {
				t.Errorf("%s: no %s", language, want)
			}
		}
		var fills []bool
		eachElement(part, "ser", func(series string) string {
			fills = append(fills, strings.Contains(series, "<a:solidFill>"))
			return series
		})
		if !slices.Equal(fills, []bool{false, true}) {
			t.Errorf("%s: series that are filled: %v", language, fills)
		}
		if got := strings.Count(part, `orientation val="maxMin"`); got != map[bool]int{false: 1, true: 2}[b.RightToLeft] {
			t.Errorf("%s: %d reversed axes", language, got)
		}
	}
}

// TestSmallestBooks writes what is allowed and rare.
func TestSmallestBooks(t *testing.T) {
	for name, sheet := range map[string]book.Sheet{
		"no rows":          {Name: "S"},
		"empty rows":       {Name: "S", Rows: make([]book.Row, 3)},
		"excelize's name":  {Name: "Sheet1", Rows: []book.Row{{Cells: []book.Cell{{Value: book.String("a")}}}}},
		"last cell":        {Name: "S", Rows: append(make([]book.Row, maxRows-1), book.Row{Cells: []book.Cell{{Column: maxColumns - 1, Value: book.Bool(false)}}})},
		"blank, but named": {Name: "L'été", Rows: []book.Row{{Cells: []book.Cell{{Column: 2, Name: "in_a", Input: true}}}}},
	} {
		b := book.Book{Font: "Carlito", Sheets: []book.Sheet{sheet, {Name: "Sheet2"}}}
		contents, err := Read(mustWrite(t, b))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(contents.Sheets) != 2 || contents.Sheets[0].Name != sheet.Name {
			t.Errorf("%s: sheets %+v", name, contents.Sheets)
		}
		if sheet.Name == "L'été" {
			if s, cell, ok := contents.Find("in_a"); !ok || s.Name != sheet.Name || cell.Address() != "C1" {
				t.Errorf("%s: found %+v %v", name, cell, ok)
			}
		}
	}
}

func TestNoTemporaryFiles(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	mustWrite(t, sample(french()))
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestDump(t *testing.T) {
	dump := Dump(sample(french()))
	for _, line := range []string{
		`Synthèse!A1:D1 [title] "Estimation d'impact d'une violation de données"`,
		`Synthèse!B3 [money] {fig_claimed.cap} =MAX(20000000,in_share*in_turnover) → 30000000 | #in_turnover`,
		`Synthèse!B8 [plain] {fig_known} =in_choice<>"inconnu" → FALSE`,
		`Synthèse!B13 [plain] {fig_empty} =IF(in_flag,"","x") → ""`,
		`Synthèse!B17 -12.50`,
		`Données d'entrée!B2 [input] {in_turnover} 750000000.00 | input`,
		`Données d'entrée!C2 [link] "Synthèse" | #fig_claimed.cap "Plafond"`,
		`Données d'entrée!B6 [choice] {in_choice} "inconnu" | list oui,non,inconnu | input`,
		`Courbes table tbl_curve A1:C31`,
		`Synthèse flag B8 equals "FALSE" [bad]`,
	} {
		if !strings.Contains(dump, line+"\n") {
			t.Errorf("not in the dump: %s", line)
		}
	}
	if !strings.Contains(Dump(sample(arabic())), `\u206820.000.000 EUR\u2069`) {
		t.Error("isolates are not spelled out")
	}
}

// large is a book of about two thousand five hundred cells and two charts.
func large() book.Book {
	b := sample(french())
	list := book.Sheet{Name: "Calculs", Columns: []float64{30, 20, 20, 20, 50}}
	for r := range 470 {
		name := "stp_" + strconv.Itoa(r)
		list.Rows = append(list.Rows, book.Row{Cells: []book.Cell{
			{Column: 0, Style: "text", Value: book.String("Étape " + strconv.Itoa(r))},
			{Column: 1, Style: "money", Value: book.Decimal(strconv.Itoa(1000*r) + ".50"), Name: name},
			{Column: 2, Style: "money", Formula: name + "*2", Value: book.Decimal(strconv.Itoa(2000*r + 1))},
			{Column: 3, Style: "link", Value: book.String("source"), Link: &book.Link{To: "fig_claimed.cap"}},
			{Column: 4, Span: 2, Style: "text", Value: book.String(french().long + strconv.Itoa(r))},
		}})
	}
	b.Sheets = append(b.Sheets, list)
	return b
}

func BenchmarkWrite(b *testing.B) {
	large := large()
	b.ReportAllocs()
	for b.Loop() {
		mustWrite(b, large)
	}
}

// BenchmarkCanon is the last part of BenchmarkWrite: the cells put in their places,
// the caches of charts, the order and the compression.
func BenchmarkCanon(b *testing.B) {
	w, parts, err := assemble(large())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := finish(slices.Clone(parts), &w.fixes); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data := mustWrite(b, large())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSamplesForTheEye writes the sample books where a person can open them:
// go test -run ForTheEye ./templates/xlsx -args FOLDER
func TestSamplesForTheEye(t *testing.T) {
	folder := os.Args[len(os.Args)-1]
	if info, err := os.Stat(folder); err != nil || !info.IsDir() || !path.IsAbs(folder) {
		t.Skip("no folder given")
	}
	for language, b := range samples() {
		if err := os.WriteFile(path.Join(folder, "sample."+language+".xlsx"), mustWrite(t, b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
