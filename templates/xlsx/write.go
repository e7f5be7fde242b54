package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

// creator is the author named in the document properties.
const creator = "breachimpact"

// opaque goes before a colour where the format wants its transparency too.
const opaque = "FF"

// Page setup. A4 is paper 9; lengths are inches.
const (
	paperA4      = 9
	marginSide   = 0.4
	marginTop    = 0.45
	marginBottom = 0.6
	marginFooter = 0.3
)

// Write makes the finished file of a book. It fails, without a file, on the
// faults that Validate finds.
func Write(b book.Book) ([]byte, error) {
	data, _, err := write(b)
	return data, err
}

// write also returns the styles it made, so that a test can name the format
// record of each cell.
func write(b book.Book) ([]byte, *styles, error) {
	if err := Validate(b); err != nil {
		return nil, nil, err
	}
	w, parts, err := assemble(b)
	if err != nil {
		return nil, nil, err
	}
	data, err := finish(parts, &w.fixes)
	if err != nil {
		return nil, nil, fmt.Errorf("finish workbook: %w", err)
	}
	return data, w.styles, nil
}

// assemble makes the parts of a valid book, and what they still lack.
func assemble(b book.Book) (w *writer, parts []part, err error) {
	file := excelize.NewFile()
	defer func() {
		if closing := file.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close workbook: %w", closing)
		}
	}()
	w = &writer{file: file, book: b, styles: newStyles(file, b)}
	if err := w.workbook(); err != nil {
		return nil, nil, fmt.Errorf("write workbook: %w", err)
	}
	for i := range b.Sheets {
		if err := w.sheet(&b.Sheets[i]); err != nil {
			return nil, nil, fmt.Errorf("write sheet %q: %w", b.Sheets[i].Name, err)
		}
	}
	for i := range b.Sheets {
		if err := w.names(&b.Sheets[i]); err != nil {
			return nil, nil, fmt.Errorf("name cells of sheet %q: %w", b.Sheets[i].Name, err)
		}
	}
	file.SetActiveSheet(0)
	parts, err = w.parts()
	return w, parts, err
}

// writer holds what is shared while one book is written.
type writer struct {
	file   *excelize.File
	book   book.Book
	styles *styles
	texts  texts
	fixes  fixes
}

// workbook sets what belongs to the file as a whole and makes its sheets.
func (w *writer) workbook() error {
	b := w.book
	if err := w.file.SetDefaultFont(b.Font); err != nil {
		return err
	}
	if err := w.file.SetSheetName("Sheet1", b.Sheets[0].Name); err != nil {
		return err
	}
	for _, sheet := range b.Sheets[1:] {
		if _, err := w.file.NewSheet(sheet.Name); err != nil {
			return err
		}
	}
	recalculate := true
	if err := w.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}); err != nil {
		return err
	}
	if err := w.file.SetAppProps(&excelize.AppProperties{Application: creator}); err != nil {
		return err
	}
	if err := w.file.SetDocProps(&excelize.DocProperties{
		Title:          Clean(b.Title),
		Subject:        Clean(b.Subject),
		Creator:        creator,
		LastModifiedBy: creator,
		Language:       b.Language,
		Created:        b.Created,
		Modified:       b.Created,
	}); err != nil {
		return err
	}
	for _, property := range b.Properties {
		if err := w.file.SetCustomProps(excelize.CustomProperty{Name: property.Name, Value: Clean(property.Value)}); err != nil {
			return fmt.Errorf("property %q: %w", property.Name, err)
		}
	}
	return nil
}

func (w *writer) sheet(s *book.Sheet) error {
	steps := []func(*book.Sheet) error{
		w.view, w.page, w.columns, w.rows, w.tables, w.flags, w.charts, w.pictures,
	}
	for _, step := range steps {
		if err := step(s); err != nil {
			return err
		}
	}
	return nil
}

// view sets what the screen shows. Grid lines are off: the styles draw the
// lines that carry meaning.
func (w *writer) view(s *book.Sheet) error {
	off := false
	if err := w.file.SetSheetView(s.Name, 0, &excelize.ViewOptions{
		RightToLeft:   &w.book.RightToLeft,
		ShowGridLines: &off,
	}); err != nil {
		return err
	}
	properties := &excelize.SheetPropsOptions{}
	fit, height := true, defaultHeight
	properties.FitToPage, properties.DefaultRowHeight = &fit, &height
	if s.TabColour != "" {
		colour := opaque + s.TabColour
		properties.TabColorRGB = &colour
	}
	if level := deepest(s); level > 0 {
		// A detail row stands under the row it explains.
		properties.OutlineSummaryBelow = &off
		w.fixes.outline(s.Name, level)
	}
	if err := w.file.SetSheetProps(s.Name, properties); err != nil {
		return err
	}
	if err := w.file.SetSheetDimension(s.Name, extent(s)); err != nil {
		return err
	}
	if s.FreezeRows == 0 {
		return nil
	}
	below := book.Address(0, s.FreezeRows)
	return w.file.SetPanes(s.Name, &excelize.Panes{
		Freeze:      true,
		YSplit:      s.FreezeRows,
		TopLeftCell: below,
		ActivePane:  "bottomLeft",
		Selection:   []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	})
}

// extent is the range of all cells; readers that stream a sheet rely on it.
func extent(s *book.Sheet) string {
	last := 0
	for _, row := range s.Rows {
		for _, cell := range row.Cells {
			last = max(last, cell.Column+max(cell.Span, 1)-1)
		}
	}
	return "A1:" + book.Address(last, max(len(s.Rows), 1)-1)
}

func deepest(s *book.Sheet) int {
	level := 0
	for _, row := range s.Rows {
		level = max(level, row.Level)
	}
	return level
}

// page sets what the printer shows.
func (w *writer) page(s *book.Sheet) error {
	paper, orientation, wide, tall := paperA4, "landscape", 1, 0
	if s.Portrait {
		orientation = "portrait"
	}
	if s.OnePage {
		tall = 1
	}
	if err := w.file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall,
	}); err != nil {
		return err
	}
	side, top, bottom, footer, header := marginSide, marginTop, marginBottom, marginFooter, marginFooter
	if err := w.file.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &bottom, Footer: &footer, Header: &header,
	}); err != nil {
		return err
	}
	return w.file.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{
		OddFooter: footerCode(s.Footer, w.book.RightToLeft),
	})
}

// footerCode is the footer in the codes of the file format. The page count has
// no words: in a right-to-left footer words beside page codes change places.
// The left and right parts are places on the paper, so reading order decides
// which text goes where.
func footerCode(footer book.Footer, rightToLeft bool) string {
	left, right := footer.Left, footer.Right
	if rightToLeft {
		left, right = right, left
	}
	var code strings.Builder
	if left != "" {
		code.WriteString("&L" + footerText(left))
	}
	code.WriteString("&C&P / &N")
	if right != "" {
		code.WriteString("&R" + footerText(right))
	}
	return code.String()
}

// footerText makes a text that no footer code can hide in.
func footerText(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(Clean(s), "\n", " "), "&", "&&")
}

func (w *writer) columns(s *book.Sheet) error {
	for i, width := range s.Columns {
		if width == 0 {
			continue
		}
		letters := columnLetters(i)
		if err := w.file.SetColWidth(s.Name, letters, letters, width); err != nil {
			return err
		}
	}
	return nil
}

func columnLetters(column int) string {
	return strings.TrimSuffix(book.Address(column, 0), "1")
}

func (w *writer) rows(s *book.Sheet) error {
	heights := make([]float64, len(s.Rows))
	for r, row := range s.Rows {
		height := row.Height
		switch {
		case height > 0:
		case s.Dense && len(row.Cells) > 0:
			height = textHeight(row, s.Columns, w.styles.named)
		default:
			height = rowHeight(row, s.Columns, w.styles.named)
		}
		heights[r] = height
	}
	c := &cells{}
	for r, row := range s.Rows {
		if err := w.row(c, r, row, heights[r]); err != nil {
			return err
		}
		for _, cell := range row.Cells {
			if cell.Link != nil {
				if err := w.link(s.Name, book.Address(cell.Column, r), cell.Link); err != nil {
					return err
				}
			}
			if len(cell.List) > 0 {
				if err := w.list(s.Name, book.Address(cell.Column, r), cell.List); err != nil {
					return err
				}
			}
		}
	}
	w.fixes.cells(s.Name, c)
	return w.heights(s, heights)
}

// heights tells the library how high the rows are where it must know: it places
// drawings by them.
func (w *writer) heights(s *book.Sheet, heights []float64) error {
	drawings := len(s.Charts)+len(s.Pictures) > 0
	for r, height := range heights {
		if height == 0 {
			heights[r] = defaultHeight
			continue
		}
		if !drawings {
			continue
		}
		if err := w.file.SetRowHeight(s.Name, r+1, height); err != nil {
			return err
		}
	}
	for _, r := range pageStarts(s, heights) {
		if err := w.file.InsertPageBreak(s.Name, book.Address(0, r)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) link(sheet, address string, link *book.Link) error {
	var options []excelize.HyperlinkOpts
	if link.Tip != "" {
		tip := Clean(link.Tip)
		options = append(options, excelize.HyperlinkOpts{Tooltip: &tip})
	}
	if link.To != "" {
		// The defined name is the target, so that the link survives a row that
		// a reader inserts.
		return w.file.SetCellHyperLink(sheet, address, link.To, "Location", options...)
	}
	return w.file.SetCellHyperLink(sheet, address, link.URL, "External", options...)
}

func (w *writer) list(sheet, address string, items []string) error {
	rule := excelize.NewDataValidation(true)
	rule.Sqref = address
	if err := rule.SetDropList(items); err != nil {
		return err
	}
	// Refusing other values is worth a message box only here: the list is the
	// whole vocabulary of the cell. Excel words the box in the reader's language.
	rule.ShowErrorMessage = true
	return w.file.AddDataValidation(sheet, rule)
}

// tables adds filters to rows that are styled already: the table brings no look
// of its own.
func (w *writer) tables(s *book.Sheet) error {
	stripes := false
	for _, table := range s.Tables {
		// The names of its columns are read from the cells.
		for column := table.FirstColumn; column <= table.LastColumn; column++ {
			cell, _ := cellAt(s, table.FirstRow, column)
			if err := w.file.SetCellStr(s.Name, book.Address(column, table.FirstRow), Clean(cell.Value.Text)); err != nil {
				return fmt.Errorf("table %s: %w", table.Name, err)
			}
		}
		if err := w.file.AddTable(s.Name, &excelize.Table{
			Range: book.Address(table.FirstColumn, table.FirstRow) + ":" +
				book.Address(table.LastColumn, table.LastRow),
			Name:           table.Name,
			ShowRowStripes: &stripes,
		}); err != nil {
			return fmt.Errorf("table %s: %w", table.Name, err)
		}
	}
	return nil
}

func (w *writer) flags(s *book.Sheet) error {
	if len(s.Flags) == 0 {
		return nil
	}
	formats := make(map[string]int)
	for _, flag := range s.Flags {
		format, ok := formats[flag.Style]
		if !ok {
			var err error
			if format, err = w.styles.conditional(flag.Style); err != nil {
				return err
			}
			formats[flag.Style] = format
		}
		cell, _ := cellAt(s, flag.Row, flag.Column)
		area := book.Address(flag.Column, flag.Row)
		if cell.Span > 1 {
			area += ":" + book.Address(flag.Column+cell.Span-1, flag.Row)
		}
		if err := w.file.SetConditionalFormat(s.Name, area, []excelize.ConditionalFormatOptions{{
			Type: "formula", Criteria: flagFormula(flag, cell), Format: &format,
		}}); err != nil {
			return fmt.Errorf("flag at %s: %w", area, err)
		}
	}
	return nil
}

// flagFormula compares the flagged cell with the text as the cell's own kind.
func flagFormula(flag book.Flag, cell book.Cell) string {
	at := "$" + columnLetters(flag.Column) + fmt.Sprintf("$%d", flag.Row+1)
	switch {
	case cell.Value.Kind == book.Number && isDecimal(flag.Equals),
		cell.Value.Kind == book.Truth && (flag.Equals == "TRUE" || flag.Equals == "FALSE"):
		return at + "=" + flag.Equals
	}
	return at + `="` + strings.ReplaceAll(Clean(flag.Equals), `"`, `""`) + `"`
}

// names defines the names of a sheet's cells and its repeated rows.
func (w *writer) names(s *book.Sheet) error {
	prefix := sheetPrefix(s.Name)
	for r, row := range s.Rows {
		for _, cell := range row.Cells {
			if cell.Name == "" {
				continue
			}
			if err := w.file.SetDefinedName(&excelize.DefinedName{
				Name:     cell.Name,
				RefersTo: fmt.Sprintf("%s$%s$%d", prefix, columnLetters(cell.Column), r+1),
			}); err != nil {
				return fmt.Errorf("%s: %w", cell.Name, err)
			}
		}
	}
	if s.RepeatRows == 0 {
		return nil
	}
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name:     "_xlnm.Print_Titles",
		RefersTo: fmt.Sprintf("%s$1:$%d", prefix, s.RepeatRows),
		Scope:    s.Name,
	})
}

// sheetPrefix is a sheet name as it stands before a reference.
func sheetPrefix(name string) string {
	return "'" + strings.ReplaceAll(name, "'", "''") + "'!"
}

// cellAt finds the cell that starts at a position.
func cellAt(s *book.Sheet, row, column int) (book.Cell, bool) {
	if row < 0 || row >= len(s.Rows) {
		return book.Cell{}, false
	}
	for _, cell := range s.Rows[row].Cells {
		if cell.Column == column {
			return cell, true
		}
	}
	return book.Cell{}, false
}

// parts lets excelize assemble the package without compressing it: the
// finishing pass changes the parts and compresses them once.
func (w *writer) parts() ([]part, error) {
	if w.texts.uses > 0 {
		// A text that the library knows of makes it announce the part of the
		// texts, whose content is ours.
		if err := w.file.SetCellStr(w.book.Sheets[0].Name, "A1", ""); err != nil {
			return nil, err
		}
		w.fixes.texts = w.texts.part()
	}
	collect := &collector{}
	w.file.SetZipWriter(collect.open)
	if _, err := w.file.WriteToBuffer(); err != nil {
		return nil, fmt.Errorf("assemble workbook: %w", err)
	}
	if len(collect.parts) == 0 {
		return nil, errors.New("assemble workbook: no parts")
	}
	return collect.list(), nil
}
