// Package book describes a workbook without writing one.
//
// A [Book] is a pure value: sheets, rows, cells, formulas, named styles, links,
// charts and print setup, already worded in one language. templates/workbook
// builds a Book from an assessment; templates/xlsx writes it. Neither knows the
// other, so the report can be read as text in a test (see templates/xlsx, Dump)
// and the file format can change without touching the report.
//
// # Values and formulas
//
// A [Value] is text, an exact decimal number, a truth value, or nothing. A cell
// with a Formula carries in Value what the engine computed for it: that is the
// typed cached value a previewer or Protected View shows, and what the
// recalculation check compares with LibreOffice. A formula is written in
// English function names with commas, without the leading "=", and refers to
// other cells by defined name.
//
// # Names and links
//
// Cell.Name makes a workbook-wide defined name for the cell; names match
// [NamePattern], which keeps clear of cell addresses such as MAD2026.
// Cell.Link points to another cell by its defined name, so that no row number
// is ever computed twice.
//
// # Direction
//
// Columns are logical: column 0 is the first in reading order. A right-to-left
// book is mirrored by the sheet view, never by reordering columns.
package book

import (
	"regexp"
	"slices"
	"strconv"
)

// Book is one workbook in one language.
type Book struct {
	Language    string // BCP 47, for the document properties
	RightToLeft bool   // every sheet view, and chart axes, are mirrored
	Font        string // body font, one that has the script of the language
	Title       string
	Subject     string
	Created     string // RFC 3339 UTC; never the clock, or two runs would differ
	Properties  []Property
	Styles      []Style
	Sheets      []Sheet
}

// Property is a custom document property; its value is text.
type Property struct{ Name, Value string }

// Sheet is one worksheet.
type Sheet struct {
	Key        string    // what it is called in every language, for [Book.Edition]
	Name       string    // at most 31 characters, unique without regard to case
	Columns    []float64 // widths in characters
	Rows       []Row     // in order from the first row; an empty Row is a blank one
	FreezeRows int       // rows kept on screen
	RepeatRows int       // the first rows repeated on every printed page
	Portrait   bool      // A4 landscape otherwise
	Dense      bool      // rows as low as their text, for a long sheet that is printed
	OnePage    bool      // fit the whole sheet on one page; otherwise fit the width only
	Footer     Footer
	TabColour  string // RRGGBB
	Charts     []Chart
	Pictures   []Picture
	Tables     []Table
	Flags      []Flag
}

// Footer is what every printed page of a sheet carries. Left and Right are in
// reading order: the writer swaps them for a right-to-left book. The page count
// stands in the middle.
type Footer struct{ Left, Right string }

// Row is one row; cells are placed by their Column.
type Row struct {
	Height float64 // points; 0 lets the writer estimate it from wrapped text
	Level  int     // outline level, 0 to 7
	Break  bool    // begins a new printed page
	Keep   bool    // is printed on the page of the row below it, where a page has room for both
	Cells  []Cell
}

// Cell is one cell, or a horizontal run of merged cells when Span > 1.
type Cell struct {
	Column  int
	Span    int // columns the cell covers; 0 and 1 mean one
	Value   Value
	Formula string // without "="; Value is then its cached result
	Style   string // name of a Style of the Book; "" is the default style
	Name    string // defined name of this cell
	Link    *Link
	Unit    string   // of a number, in the book's language, where no other cell of its row has it
	List    []string // allowed values of an input cell, each without a comma; at most 255 characters in all
	Input   bool     // the reader may change it: unlocked, and recalculated in CI
}

// Link is a hyperlink: to the cell that bears the defined name To, or to an
// https address. Exactly one is set.
type Link struct{ To, URL, Tip string }

// Kind is the type of a Value.
type Kind int

// The kinds of value. The zero Kind is a blank cell.
const (
	Blank Kind = iota
	Text
	Number
	Truth
)

// Value is the content of a cell. Number holds an exact decimal such as
// "-1234.50"; it is never converted to floating point on its way to the file.
type Value struct {
	Kind Kind
	Text string // the text, or the decimal digits of a number
	True bool
}

// String makes a text value. Text is data: it never becomes a formula.
func String(s string) Value { return Value{Kind: Text, Text: s} }

// Decimal makes a number from plain decimal digits.
func Decimal(digits string) Value { return Value{Kind: Number, Text: digits} }

// Bool makes a truth value.
func Bool(b bool) Value { return Value{Kind: Truth, True: b} }

// Style is how a cell looks. Styles are named so that a dump of the book reads
// like a sentence, and so that a theme can change them in one place.
type Style struct {
	Name       string
	Bold       bool
	Italic     bool
	Size       float64 // points; 0 is 10
	Colour     string  // RRGGBB; "" is near-black
	Fill       string  // RRGGBB; "" is none
	Number     string  // Excel number format code; "" is General
	Align      Align
	Middle     bool   // vertical middle instead of top
	Wrap       bool   // wrap text
	Indent     int    // steps of indentation from the reading edge
	Border     string // RRGGBB of a thin line all round; "" is none
	Bottom     string // RRGGBB of a thin line below only; "" is none
	LeftToRead bool   // force left-to-right order inside the cell: numbers, addresses, hashes
	Underline  bool
	Inert      string // the style of a cell that was to be clicked or changed, in an edition where it cannot
	Role       Role
}

// Role is what a style says to a reader who does not see it: the book written as
// plain text goes by it.
type Role int

// The roles of a cell. The zero Role is what the book says; the others place it.
const (
	Body    Role = iota
	Title        // of a sheet
	Heading      // of a section of a sheet
	Part         // of a part of a section, where it covers the page
	Header       // of a column
	Subject      // the figure that the rows below explain; its value and id follow in the row
	Reserve      // how far what stands in the row can be trusted
	Pointer      // words that only lead to another cell
)

// Align is horizontal alignment in reading order, so that one style serves both
// directions.
type Align int

// Start is the reading edge, End the opposite one.
const (
	Start Align = iota
	End
	Centre
)

// Chart is a native chart, anchored with its first corner at a cell. All words
// on it are cells or plain text already in the report's language.
type Chart struct {
	Kind          ChartKind
	Row, Column   int // zero-based anchor
	Width, Height int // pixels
	Title         string
	Alt           string // what a reader who cannot see it must know
	XTitle        string
	YTitle        string
	XFormat       string // number format of the axis labels
	YFormat       string
	LogX          bool // base 10
	XMin, XMax    string
	YMin, YMax    string // decimal, "" is automatic
	Series        []Series
}

// Picture is an image that lies over the cells, with its first corner at a cell.
type Picture struct {
	Row, Column   int    // zero-based anchor
	OffsetX       int    // pixels from the reading edge of the anchor's column, within it
	OffsetY       int    // pixels from the top of its row
	Width, Height int    // pixels on the sheet, whatever the image has
	Format        string // png or jpeg
	Data          []byte
	Alt           string // what a reader who cannot see it must know
}

// ChartKind is the closed set of charts the reports use.
type ChartKind int

// Curve is points joined by a line (an exceedance curve); Bars is one
// horizontal bar a category; Timeline is one a category too, made of the series
// one after another, of which a Hidden one is the room before a bar begins.
const (
	Curve ChartKind = iota
	Bars
	Timeline
)

// Series is one line or set of bars. The ranges name a sheet of the same Book
// and zero-based, inclusive rows of one column. NameRow/NameColumn is the cell
// that holds its name: a literal would be written as a formula.
type Series struct {
	Sheet               string
	NameRow, NameColumn int
	FirstRow, LastRow   int
	XColumn, YColumn    int
	Colour              string // RRGGBB
	Dash                bool   // dashed, so that two curves differ without colour
	Hidden              bool   // of a timeline: takes its room and is not drawn; it has no colour
}

// Table marks rows FirstRow (its header) to LastRow of the given columns as a
// native table with filters. Header cells must be plain, distinct text.
type Table struct {
	Name                    string // matches NamePattern
	FirstRow, LastRow       int
	FirstColumn, LastColumn int
}

// Flag colours a cell that is not as it should be: while the named cell's value
// equals the text, it takes the style's fill and colour.
type Flag struct {
	Row, Column int
	Equals      string
	Style       string
}

// NamePattern is what defined names and table names look like: a known prefix
// and an underscore, so that no name can be read as a cell address.
var NamePattern = regexp.MustCompile(`^(in|fig|stp|tbl|chk|sim)_[A-Za-z0-9_.]{1,200}$`)

// Address is the A1 form of a zero-based cell position.
func Address(column, row int) string { return string(AppendAddress(nil, column, row)) }

// AppendAddress adds the A1 form of a zero-based cell position.
func AppendAddress(to []byte, column, row int) []byte {
	start := len(to)
	for c := column; ; c = c/26 - 1 {
		to = slices.Insert(to, start, byte('A'+c%26))
		if c < 26 {
			break
		}
	}
	return strconv.AppendInt(to, int64(row)+1, 10)
}

// Find returns the position of the cell that bears a defined name.
func (b Book) Find(name string) (sheet, row, column int, ok bool) {
	for s := range b.Sheets {
		for r, line := range b.Sheets[s].Rows {
			for _, cell := range line.Cells {
				if cell.Name == name {
					return s, r, cell.Column, true
				}
			}
		}
	}
	return 0, 0, 0, false
}
