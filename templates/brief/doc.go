// Package brief writes an assessment as text for a terminal with [Text], and a text
// of law with [Steps]. [Deadlines] writes the clocks alone. Other reports share its
// wording: [Situation] is the assessment in one sentence, [Sentence] one step,
// [Reasoning] the grounds of a score, [Action] one line of the plan, [NotInForce] the
// laws that came later, [Penalty] a penalty, [Cite] and [Place] a citation, and
// [CitedTexts] the texts behind several.
//
// # Order
//
// The reader is a compliance officer in the middle of the night, so the order is
// that of the questions asked then: what happened, in one sentence; what is
// established and what somebody only says; what to do and for whom; what the law
// does not provide; then sanctions, severity and money; at the end what is not
// known, where sources conflict, and what the answer was computed from.
//
// # Three things kept apart
//
// A claim is not awareness: a figure that is only claimed says so in its own
// cell, and no clock starts from it. Severity is not law: it has its own section
// and decides no duty there. Exposure is not guilt: a penalty follows "if a court
// finds that …". Where a text sets no number of hours, none is printed.
//
// # Content and layout
//
// Every section is built as a [document] of headings, paragraphs, lists and tables
// whose strings are plain words in one language; text.go only lays it out. What a
// stranger wrote (titles, notes, reasons) is made harmless there, by templates/line.
// Markdown and CSV come from the workbook (templates/plain); a test there holds this
// text to the same numbers.
//
// # Words
//
// No sentence is written here. They are messages under "brief." in
// templates/locale, or come with the data as law.Text.
//
// # Right to left
//
// Arabic is written in logical order, without padding: terminals differ in
// whether they reorder lines, and columns made with spaces break in those that
// do. A table therefore becomes a list there.
package brief
