package workbook

import (
	"breachimpact/templates/book"
	"breachimpact/templates/theme"
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
	sEdition   = "edition"
	// On the summary everything stands in the middle of its row.
	sLabel       = "summary-label"
	sUnit        = "summary-unit"
	sKey         = "summary-number"
	sKeyLeast    = "summary-least"
	sKeyScore    = "summary-score"
	sKeyText     = "summary-word"
	sKeyBad      = "summary-bad"
	sKeyWarn     = "summary-warn"
	sKeyGood     = "summary-good"
	sSide        = "summary-text"
	sSideBad     = "summary-text-bad"
	sSideWarn    = "summary-text-warn"
	sSideStrong  = "summary-text-strong"
	sKeyHead     = "summary-heading"
	sKeyHeadSide = "summary-heading-side"
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

// styles are the looks of cells in the colours of a theme. An ink lies only on the
// fills that theme.Pairs has for it; a test compares the two.
func styles(look theme.Theme) []book.Style {
	colour := func(c theme.Colour) string { return string(c) }
	t := look.Colours
	var (
		ink, muted, title, link = colour(t.Ink), colour(t.Muted), colour(t.Title), colour(t.Link)
		head, headInk           = colour(t.Head), colour(t.HeadInk)
		band, bandInk           = colour(t.Band), colour(t.BandInk)
		input, inputInk         = colour(t.Input), colour(t.InputInk)
		bad, badInk             = colour(t.Bad), colour(t.BadInk)
		warn, warnInk           = colour(t.Warn), colour(t.WarnInk)
		good, goodInk           = colour(t.Good), colour(t.GoodInk)
		rule, grid              = colour(t.Rule), colour(t.Grid)
	)
	out := []book.Style{
		{Name: sTitle, Role: book.Title, Bold: true, Size: 16, Colour: title, Middle: true},
		{Name: sSubtitle, Size: 10, Colour: muted, Wrap: true, Middle: true},
		{Name: sLead, Size: 11, Colour: ink, Wrap: true, Middle: true, Fill: band},
		{Name: sHeading, Role: book.Heading, Bold: true, Size: 12, Colour: headInk, Fill: head, Middle: true},
		{Name: sHeader, Role: book.Header, Bold: true, Colour: bandInk, Fill: band, Wrap: true, Middle: true, Border: rule},
		{Name: sText, Wrap: true, Border: grid},
		{Name: sStrong, Role: book.Part, Bold: true, Wrap: true, Border: grid},
		{Name: sCentre, Wrap: true, Border: grid, Align: book.Centre},
		{Name: sPlain, Wrap: true},
		{Name: sCodeFar, Align: book.End, Wrap: true, Border: grid, LeftToRead: true, Size: 9, Colour: muted},
		{Name: sCode, Wrap: true, Border: grid, LeftToRead: true, Size: 9, Colour: muted},
		{Name: sNumber, Number: exactFormat, Align: book.End, Border: grid, LeftToRead: true, Indent: 1},
		{Name: sMoney, Number: wholeFormat, Align: book.End, Border: grid, LeftToRead: true, Indent: 1},
		{Name: sMoneyBold, Number: wholeFormat, Align: book.End, Border: grid, LeftToRead: true, Bold: true, Fill: band, Indent: 1},
		{Name: sWarnMark, Bold: true, Colour: warnInk, Wrap: true, Border: grid, Align: book.Centre},
		{Name: sAlert, Bold: true, Colour: badInk, Wrap: true, Middle: true},
		{Name: sEdition, Bold: true, Colour: muted, Wrap: true, Middle: true},
		{Name: sOrNothing, Number: nothingFormat, Align: book.End, Border: grid, LeftToRead: true, Indent: 1},
		{Name: sPoints, Number: scoreFormat, Align: book.End, Border: grid, LeftToRead: true, Indent: 1},
		{Name: sScore, Number: scoreFormat, Align: book.End, Border: grid, LeftToRead: true, Bold: true, Fill: band, Size: 12, Indent: 1},
		{Name: sShare, Number: shareFormat, Align: book.End, Border: grid, LeftToRead: true, Indent: 1},
		{Name: sLabel, Bold: true, Wrap: true, Border: grid, Middle: true},
		{Name: sUnit, Wrap: true, Indent: 1, Border: grid, Middle: true, Colour: muted, Size: 9},
		{Name: sKey, Number: wholeFormat, Align: book.End, Border: grid, LeftToRead: true, Bold: true, Fill: band, Middle: true, Indent: 1},
		{Name: sKeyLeast, Number: wholeFormat, Wrap: true, Align: book.Centre, Border: grid, Bold: true, Fill: band, Middle: true},
		{Name: sKeyScore, Number: scoreFormat, Align: book.End, Border: grid, LeftToRead: true, Bold: true, Fill: band, Middle: true, Size: 12, Indent: 1},
		{Name: sKeyText, Wrap: true, Border: grid, Middle: true, Align: book.Centre},
		{Name: sKeyBad, Colour: badInk, Fill: bad, Bold: true, Wrap: true, Border: grid, Middle: true, Align: book.Centre},
		{Name: sKeyWarn, Colour: warnInk, Fill: warn, Bold: true, Wrap: true, Border: grid, Middle: true, Align: book.Centre},
		{Name: sKeyGood, Colour: goodInk, Fill: good, Bold: true, Wrap: true, Border: grid, Middle: true, Align: book.Centre},
		{Name: sSide, Wrap: true, Border: grid, Middle: true},
		{Name: sSideBad, Colour: badInk, Fill: bad, Bold: true, Wrap: true, Border: grid, Middle: true},
		{Name: sSideStrong, Bold: true, Wrap: true, Border: grid, Middle: true},
		{Name: sKeyHead, Role: book.Heading, Bold: true, Size: 12, Colour: headInk, Fill: head, Middle: true, Wrap: true},
		{Name: sKeyHeadSide, Role: book.Header, Bold: true, Size: 9, Colour: headInk, Fill: head, Middle: true, Align: book.Centre},
		{Name: sSideWarn, Colour: warnInk, Fill: warn, Wrap: true, Border: grid, Middle: true},
		{Name: sInput, Colour: inputInk, Fill: input, Wrap: true, Border: rule, Inert: sText},
		{Name: sInputNum, Colour: inputInk, Fill: input, Border: rule, Number: exactFormat, Align: book.End, LeftToRead: true, Inert: sNumber},
		{Name: sMark, Role: book.Reserve, Italic: true, Colour: warnInk, Wrap: true, Border: grid},
		{Name: sNote, Italic: true, Colour: muted, Wrap: true, Size: 9},
		{Name: sLink, Role: book.Pointer, Colour: link, Underline: true, Border: grid, Align: book.Centre, Inert: sText},
		{Name: sBad, Colour: badInk, Fill: bad, Bold: true, Wrap: true, Border: grid},
		{Name: sWarn, Colour: warnInk, Fill: warn, Bold: true, Wrap: true, Border: grid},
		{Name: sGood, Colour: goodInk, Fill: good, Bold: true, Wrap: true, Border: grid},
		{Name: sBasis, Role: book.Subject, Bold: true, Colour: bandInk, Fill: band, Wrap: true, Border: rule},
	}
	for i := range out {
		if out[i].Colour == "" {
			out[i].Colour = ink
		}
	}
	return out
}
