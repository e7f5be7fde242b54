package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"breachimpact/templates/book"
)

// Dump writes a book as text, the form that is kept as a golden file and read in
// a review. Every cell is one line:
//
//	Sheet!A1:C1 [style] {name} =formula → value | link | list a,b | input
//
// with only the marks that apply. Texts are quoted as Write stores them, with
// signs that cannot be seen spelled out; numbers are bare; truth values are TRUE
// and FALSE; a formula stands before its cached value. Charts, pictures, tables and
// flags follow the cells of their sheet.
func Dump(b book.Book) string {
	var out strings.Builder
	for i := range b.Sheets {
		s := &b.Sheets[i]
		dumpCells(&out, s, func(cell book.Cell) string { return cell.Style })
		dumpExtras(&out, s)
	}
	return out.String()
}

// DumpFile writes the cells of a file that was read in the form of Dump, so that
// the two can be compared line by line. style names a format record. What a file
// does not keep is absent: whether a cell is an input.
func DumpFile(c Contents, style func(format int) string) string {
	names := make(map[string]string, len(c.Names))
	for _, name := range c.Names {
		if sheet, column, row, ok := splitReference(name.RefersTo); ok {
			names[sheet+"!"+book.Address(column, row)] = name.Name
		}
	}
	var out strings.Builder
	for _, sheet := range c.Sheets {
		for _, cell := range sheet.Cells {
			described := book.Cell{
				Column: cell.Column, Span: cell.Span, Value: cell.Value, Formula: cell.Formula,
				Name: names[sheet.Name+"!"+cell.Address()], Link: cell.Link, List: cell.List,
			}
			if cell.Error != "" {
				described.Value = book.Decimal(cell.Error) // bare, as no text is
			}
			dumpCell(&out, sheet.Name, cell.Row, described, style(cell.Format))
		}
	}
	return out.String()
}

func dumpCells(out *strings.Builder, s *book.Sheet, style func(book.Cell) string) {
	for r, row := range s.Rows {
		for _, cell := range row.Cells {
			dumpCell(out, s.Name, r, cell, style(cell))
		}
	}
}

func dumpCell(out *strings.Builder, sheet string, row int, cell book.Cell, style string) {
	out.WriteString(sheet + "!" + book.Address(cell.Column, row))
	if cell.Span > 1 {
		out.WriteString(":" + book.Address(cell.Column+cell.Span-1, row))
	}
	if style != "" {
		out.WriteString(" [" + style + "]")
	}
	if cell.Name != "" {
		out.WriteString(" {" + cell.Name + "}")
	}
	if cell.Formula != "" {
		out.WriteString(" =" + cell.Formula + " →")
	}
	if value := valueText(cell.Value); value != "" {
		out.WriteString(" " + value)
	}
	if cell.Link != nil {
		out.WriteString(" | " + linkText(*cell.Link))
	}
	if len(cell.List) > 0 {
		out.WriteString(" | list " + strings.Join(cell.List, ","))
	}
	if cell.Input {
		out.WriteString(" | input")
	}
	out.WriteByte('\n')
}

func valueText(v book.Value) string {
	switch v.Kind {
	case book.Text:
		return strconv.Quote(Clean(v.Text))
	case book.Number:
		return v.Text
	case book.Truth:
		return truthText(v.True)
	}
	return ""
}

func truthText(b bool) string {
	if b {
		return "TRUE"
	}
	return "FALSE"
}

func linkText(l book.Link) string {
	text := l.URL
	if l.To != "" {
		text = "#" + l.To
	}
	if l.Tip != "" {
		text += " " + strconv.Quote(Clean(l.Tip))
	}
	return text
}

func dumpExtras(out *strings.Builder, s *book.Sheet) {
	for _, table := range s.Tables {
		fmt.Fprintf(out, "%s table %s %s:%s\n", s.Name, table.Name,
			book.Address(table.FirstColumn, table.FirstRow), book.Address(table.LastColumn, table.LastRow))
	}
	for _, flag := range s.Flags {
		fmt.Fprintf(out, "%s flag %s equals %q [%s]\n", s.Name,
			book.Address(flag.Column, flag.Row), flag.Equals, flag.Style)
	}
	for _, p := range s.Pictures {
		fmt.Fprintf(out, "%s picture %s at %s %dx%d alt %q\n", s.Name, p.Format, book.Address(p.Column, p.Row), p.Width, p.Height, p.Alt)
	}
	for _, chart := range s.Charts {
		kind := "curve"
		switch chart.Kind {
		case book.Bars:
			kind = "bars"
		case book.Timeline:
			kind = "timeline"
		}
		if chart.LogX {
			kind += " log"
		}
		fmt.Fprintf(out, "%s chart %s at %s %q x %q y %q alt %q\n", s.Name, kind,
			book.Address(chart.Column, chart.Row), chart.Title, chart.XTitle, chart.YTitle, chart.Alt)
		for _, series := range chart.Series {
			hidden := ""
			if series.Hidden {
				hidden = " hidden"
			}
			fmt.Fprintf(out, "%s chart series %s!%s%s x %s:%s y %s:%s\n", s.Name, series.Sheet,
				book.Address(series.NameColumn, series.NameRow), hidden,
				book.Address(series.XColumn, series.FirstRow), book.Address(series.XColumn, series.LastRow),
				book.Address(series.YColumn, series.FirstRow), book.Address(series.YColumn, series.LastRow))
		}
	}
}
