// Package plain writes a [book.Book] without a spreadsheet: as GitHub-flavoured
// [Markdown], as [CSV] for other programs, and an explanation as [Text] for a
// terminal. It is given the book that the Excel report is written from, and computes
// and words nothing itself, so the four forms cannot differ in what they say.
//
// # What is read
//
// A sheet is read row by row. What a row is follows from the [book.Role] of its
// styles and from what its cells cover:
//
//   - a cell that covers the page is a heading or a paragraph; several framed ones in
//     a row are a list. The title of a sheet is its name, and is not repeated;
//   - a row of column headers begins a table, which lasts until a blank row, a heading
//     or the next headers; notes may stand in between. Columns in which nothing stands
//     are left out;
//   - rows without headers are entries: their first cell names them;
//   - a subject is a figure that is explained; the rows below it are steps, each under
//     the one it serves, by the outline level of its row;
//   - a chart is its title and its words for those who cannot see it; its points are
//     cells;
//   - a column that no cell covers parts a page in halves, which are read one after the
//     other.
//
// # Numbers
//
// For readers a number is written as its style's number format says, with the signs of
// the report's language: "#,##0.00" with up to eight decimals, a per cent sign, and a
// third part for nothing at all. Other codes are a fault of the book. CSV has the exact
// digits, with a point.
//
// # Links
//
// A link to a cell of the same book leads there. Where the cell is not in the book (the
// explanations stand on a sheet that is not read here) nothing is left of the link, nor
// of a cell that is only a link.
//
// # CSV
//
// RFC 4180, UTF-8 with a byte order mark, one record for each cell with something in
// it, in these columns:
//
//   - the incident, the sheet, the section of the sheet (its headings), and the cell;
//   - its defined name: fig_ and the id of a figure, in_ and that of an input, with
//     underscores for hyphens;
//   - the first words of its row, and the header of its column;
//   - the value; whether it is a number, a text or a truth value; and the unit, where
//     the book has it.
//
// The first record names the columns in the language of the report. Values are parted
// by semicolons in French and Arabic, which spreadsheet programs expect where a comma
// is the decimal sign, and by commas in English. A text that a spreadsheet program
// could take for a formula begins with an apostrophe; a number is never touched.
//
// # Strangers' words
//
// Titles, names and notes come from the incident file. [line.Clean] takes from them what
// moves the cursor or reorders words, and in Markdown every character with a meaning is
// escaped.
//
// # Right to left
//
// Markdown in Arabic stands in a block whose direction is right to left, and what is
// read from left to right (codes, negative numbers) is isolated.
package plain
