package workbook

import (
	"breachimpact/impact"
	"breachimpact/templates/brief"
)

// conclusion words what a duty comes to under a headline: what was sent is done, in
// time or not, unless it never was owed.
func (b *builder) conclusion(d impact.DutyView, h impact.Headline) string {
	if sent := d.Done(); sent != nil && h != impact.NotDue {
		return brief.Done(sent, b.loc)
	}
	return b.text("headline." + string(h))
}

// conclusionStyle is that of a duty's conclusion.
func conclusionStyle(d impact.DutyView) string {
	switch {
	case d.Headline == impact.NotDue:
		return sText
	case d.Done() != nil:
		return sGood
	case d.Headline == impact.Due:
		return sBad
	}
	return sWarn
}
