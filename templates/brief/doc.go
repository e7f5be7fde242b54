// Package brief writes an assessment as text: for a terminal with [Text], as
// GitHub-flavoured Markdown with [Markdown], and one explanation tree with
// [Steps]. [Deadlines] writes the clocks alone. Other reports share its wording:
// [Situation] is the assessment in one sentence, [Sentence] one step, [Action] one
// line of the plan, [NotInForce] the laws that came later, [Penalty] a penalty, and
// [Cite] and [Place] a citation.
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
// # One content, two forms
//
// Every section is built once, as a [document] of headings, paragraphs, lists
// and tables whose strings are plain words in one language; text.go and
// markdown.go only lay it out. So the two forms cannot differ in what they say,
// and what a stranger wrote (titles, notes, reasons) is made harmless in one
// place for each form: [clean] for both, [escape] for Markdown.
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
// do. A table therefore becomes a list there; in Markdown it stays a table, in a
// block whose direction is right to left.
package brief
