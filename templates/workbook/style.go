package workbook

import "breachimpact/templates/book"

// Colours of the one calm theme, all at least 4.5:1 against what they lie on.
const (
	ink    = "1F2933"
	navy   = "1B3A57"
	pale   = "E8EEF4"
	rule   = "B8C4D0"
	cream  = "FFF8E1"
	blue   = "0B3D91"
	grey   = "52606D"
	red    = "9B1C1C"
	blush  = "FDECEA"
	amber  = "7A4B00"
	honey  = "FFF1D6"
	green  = "14532D"
	mint   = "E7F5EC"
	steel  = "7B93AB" // of drawings only, with words beside them
	leaf   = "3F8F5F"
	white  = "FFFFFF"
	fences = "D5DDE5"
)

// The styles by name; a dump of the book shows them.
const (
	sTitle     = "title"
	sSubtitle  = "subtitle"
	sHeading   = "heading"
	sHeader    = "header"
	sText      = "text"
	sStrong    = "strong"
	sPlain     = "plain"
	sCode      = "code"
	sCodeFar   = "code, far side" // in a right-to-left sheet the left, where indentation shows
	sNumber    = "number"
	sMoney     = "money"
	sMoneyBold = "money-strong"
	sPoints    = "points"
	sScore     = "score"
	sShare     = "share"
	sInput     = "input"
	sInputNum  = "input-number"
	sMark      = "mark"
	sNote      = "note"
	sLink      = "link"
	sBad       = "bad"
	sWarn      = "warn"
	sGood      = "good"
	sBasis     = "basis-figure"
	sLead      = "lead"
	sCentre    = "centre"
	sOrNothing = "money-or-dash"
	sWarnMark  = "changed"
	sAlert     = "alert"
	// On the summary everything stands in the middle of its row.
	sLabel    = "summary-label"
	sUnit     = "summary-unit"
	sKey      = "summary-number"
	sKeyLeast = "summary-least"
	sKeyScore = "summary-score"
	sKeyText  = "summary-word"
	sKeyBad   = "summary-bad"
	sKeyWarn  = "summary-warn"
	sKeyGood  = "summary-good"
	sSide     = "summary-text"
	sSideBad  = "summary-text-bad"
	sSideWarn = "summary-text-warn"
)

// Excel number formats. Grouping and decimal signs follow the reader's own
// Excel; the currency stands in the header, so that no bidirectional text gets
// between sign and digits.
const (
	wholeFormat = "#,##0"
	exactFormat = "#,##0.########"
	scoreFormat = "0.00"
	shareFormat = "0.00%"
	// A sum of nothing is a dash: no amount is not an amount of zero.
	nothingFormat = `#,##0;-#,##0;"–"`
)

func styles() []book.Style {
	return []book.Style{
		{Name: sTitle, Bold: true, Size: 16, Colour: navy, Middle: true},
		{Name: sSubtitle, Size: 10, Colour: grey, Wrap: true, Middle: true},
		{Name: sLead, Size: 11, Colour: ink, Wrap: true, Middle: true, Fill: pale},
		{Name: sHeading, Bold: true, Size: 12, Colour: white, Fill: navy, Middle: true},
		{Name: sHeader, Bold: true, Colour: navy, Fill: pale, Wrap: true, Middle: true, Border: rule},
		{Name: sText, Wrap: true, Border: fences},
		{Name: sStrong, Bold: true, Wrap: true, Border: fences},
		{Name: sCentre, Wrap: true, Border: fences, Align: book.Centre},
		{Name: sPlain, Wrap: true},
		{Name: sCodeFar, Align: book.End, Wrap: true, Border: fences, LeftToRead: true, Size: 9, Colour: grey},
		{Name: sCode, Wrap: true, Border: fences, LeftToRead: true, Size: 9, Colour: grey},
		{Name: sNumber, Number: exactFormat, Align: book.End, Border: fences, LeftToRead: true, Indent: 1},
		{Name: sMoney, Number: wholeFormat, Align: book.End, Border: fences, LeftToRead: true, Indent: 1},
		{Name: sMoneyBold, Number: wholeFormat, Align: book.End, Border: fences, LeftToRead: true, Bold: true, Fill: pale, Indent: 1},
		{Name: sWarnMark, Bold: true, Colour: amber, Wrap: true, Border: fences, Align: book.Centre},
		{Name: sAlert, Bold: true, Colour: red, Wrap: true, Middle: true},
		{Name: sOrNothing, Number: nothingFormat, Align: book.End, Border: fences, LeftToRead: true, Indent: 1},
		{Name: sPoints, Number: scoreFormat, Align: book.End, Border: fences, LeftToRead: true, Indent: 1},
		{Name: sScore, Number: scoreFormat, Align: book.End, Border: fences, LeftToRead: true, Bold: true, Fill: pale, Size: 12, Indent: 1},
		{Name: sShare, Number: shareFormat, Align: book.End, Border: fences, LeftToRead: true, Indent: 1},
		{Name: sLabel, Bold: true, Wrap: true, Border: fences, Middle: true},
		{Name: sUnit, Wrap: true, Border: fences, Middle: true, Colour: grey, Size: 9},
		{Name: sKey, Number: wholeFormat, Align: book.End, Border: fences, LeftToRead: true, Bold: true, Fill: pale, Middle: true, Indent: 1},
		{Name: sKeyLeast, Number: wholeFormat, Wrap: true, Align: book.Centre, Border: fences, Bold: true, Fill: pale, Middle: true},
		{Name: sKeyScore, Number: scoreFormat, Align: book.End, Border: fences, LeftToRead: true, Bold: true, Fill: pale, Middle: true, Size: 12, Indent: 1},
		{Name: sKeyText, Wrap: true, Border: fences, Middle: true, Align: book.Centre},
		{Name: sKeyBad, Colour: red, Fill: blush, Bold: true, Wrap: true, Border: fences, Middle: true, Align: book.Centre},
		{Name: sKeyWarn, Colour: amber, Fill: honey, Bold: true, Wrap: true, Border: fences, Middle: true, Align: book.Centre},
		{Name: sKeyGood, Colour: green, Fill: mint, Bold: true, Wrap: true, Border: fences, Middle: true, Align: book.Centre},
		{Name: sSide, Wrap: true, Border: fences, Middle: true},
		{Name: sSideBad, Colour: red, Fill: blush, Bold: true, Wrap: true, Border: fences, Middle: true},
		{Name: sSideWarn, Colour: amber, Fill: honey, Wrap: true, Border: fences, Middle: true},
		{Name: sInput, Colour: blue, Fill: cream, Wrap: true, Border: rule},
		{Name: sInputNum, Colour: blue, Fill: cream, Border: rule, Number: exactFormat, Align: book.End, LeftToRead: true},
		{Name: sMark, Italic: true, Colour: amber, Wrap: true, Border: fences},
		{Name: sNote, Italic: true, Colour: grey, Wrap: true, Size: 9},
		{Name: sLink, Colour: blue, Underline: true, Border: fences, Align: book.Centre},
		{Name: sBad, Colour: red, Fill: blush, Bold: true, Wrap: true, Border: fences},
		{Name: sWarn, Colour: amber, Fill: honey, Bold: true, Wrap: true, Border: fences},
		{Name: sGood, Colour: green, Fill: mint, Bold: true, Wrap: true, Border: fences},
		{Name: sBasis, Bold: true, Colour: navy, Fill: pale, Wrap: true, Border: rule},
	}
}
