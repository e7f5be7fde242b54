// Package workbook turns an assessment into a [book.Book], the description of
// the Excel report, worded in one language.
//
// # Sheets, in reading order
//
// Summary (one A4 page for a director), Duties, Sanctions, Severity, Money,
// Inputs (the only editable cells), Basis (every step of every figure), Method
// (how the money is reckoned, and the back-test), Audit and Case file (the incident
// line by line, from which [breachimpact/templates/verify] recomputes the report).
//
// # Live cells
//
// Verdicts, statutory amounts, totals of fines and the severity score are
// formulas over the Inputs sheet, with the engine's own result as cached value,
// so that counsel can change a fact and see what follows, and so that engine and
// spreadsheet check each other. Three-valued logic becomes arithmetic: no is 0,
// unknown 0.5, yes 1; "all" is MIN, "any" is MAX, "not" is 1-x. Simulated
// amounts are values: a check on the Audit sheet turns when an input they used
// is changed. Where the report was made without a score that a change calls for, the
// cells and that check say that it must be made again. What law asks of the whole breach
// is the worst of the breach and its groups, in cells that are no inputs.
//
// # Names
//
// in_<standpoint>.<fact> is an input, fig_<figure id> a figure, stp_<block> the
// first row of its explanation on Basis; hyphens become underscores because
// Excel refuses them. A figure's cell links to its explanation and back.
//
// # Editions and looks
//
// [Edition] takes the sheets of the management edition out of a finished book, so its
// figures cannot be others. [BuildIn] builds the book in another theme: colours, font
// and logo change, and no value, formula or name does. Colours are those of
// [breachimpact/templates/theme], never of this package.
package workbook
