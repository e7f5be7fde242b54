// Package line makes lines of text that people read on a terminal: cleaned of what
// could move the cursor or reorder the words around it ([Clean]), measured in
// columns of the terminal ([Columns]), and broken at plain spaces ([Wrap]).
//
// A line knows nothing of what it says: assessments (templates/brief) and
// workbooks (templates/plain) are written with the same three functions, so that a
// name from an incident file is made harmless in one place.
package line
