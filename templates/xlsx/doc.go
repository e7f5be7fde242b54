// Package xlsx turns a described workbook ([book.Book]) into the bytes of an
// .xlsx file, and reads such files back. It is the only package that knows the
// file format, and it knows nothing of breaches or of law.
//
// # Writing
//
// [Write] first asks [Validate] for every fault of the book at once, so that an
// author sees all of them and a half-right file is never made. Styles, columns, page
// setup, links, charts and names are then written with excelize, and the cells beside
// it (cells.go); one pass over the parts (canon.go) puts both together and does what
// excelize cannot:
//
//   - the same book gives the same bytes, whatever the machine, clock, time
//     zone or number of processors;
//   - a formula carries its typed cached value, so that a previewer, or Excel in
//     Protected View, shows the figure the engine computed;
//   - a scatter chart may have a logarithmic horizontal axis.
//
// Text is data. Whatever a person typed becomes a string cell and never a
// formula, not even when the cell is edited later; control characters and
// direction overrides are taken out by [Clean]. The isolates U+2068 and U+2069
// are kept: our own Arabic sentences need them around amounts.
//
// # Directions
//
// In a right-to-left book every sheet view is mirrored, text is ordered from the
// right, and cells that hold numbers are ordered from the left and aligned to
// the right, because a negative amount in a right-to-left cell shows its minus
// sign on the wrong side.
//
// # Reading
//
// [Read] accepts files from strangers. Before any content is parsed the package
// is inspected: a zip bomb, a macro, an embedded object, a password or the old
// .xls format is refused with an error that a caller can tell apart
// ([ErrTooLarge], [ErrActiveContent], [ErrProtected], [ErrNotWorkbook]). Reading
// gives raw values and formulas as they are stored; it computes nothing.
//
// # Looking at a book
//
// [Dump] writes a book as text, one line a cell: the form kept as golden files.
package xlsx
