// Package verify reads what a report says of its own making, and compares a report
// with its recomputation.
//
// [Read] gives the record: the case file, line by line from the report itself, and
// the version, language, time, seed, trials and laws of the run. Whoever calls it
// assesses that incident again and builds the workbook again; [Compare] then names
// every cell that differs. A report can have been saved by a spreadsheet program in
// between: numbers are compared as numbers, formulas without regard to spaces, and
// what shows a value without changing it (styles, number formats, hidden rows and
// sheets, charts) is not looked at.
//
// A difference accuses nobody. Inputs may have been tried out, and formulas follow
// them: that is what the report is for. It says that the file is not what the
// program wrote.
package verify
