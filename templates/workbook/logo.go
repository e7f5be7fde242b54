package workbook

import "breachimpact/templates/book"

// The logo stands beside the title, at the far side in reading order.
const (
	logoHeight  = 44  // pixels at most
	logoColumns = 3   // the columns it may lie over
	logoMargin  = 3   // pixels
	columnPixel = 7.0 // pixels of one character of a column's width, at least
	pixelPoint  = 0.75
)

// logo puts the logo of the theme on the summary. The title makes room for it: no
// text may lie under a picture.
func (b *builder) logo(p *page) {
	l := b.look.Logo
	if l == nil {
		return
	}
	first := len(p.sheet.Columns) - logoColumns
	wide := func(column int) int { return int(p.sheet.Columns[column] * columnPixel) }
	room := -2 * logoMargin
	for column := first; column < len(p.sheet.Columns); column++ {
		room += wide(column)
	}
	width, height := l.Width, l.Height
	if height > logoHeight {
		width, height = max(width*logoHeight/height, 1), logoHeight
	}
	if width > room {
		width, height = room, max(height*room/width, 1)
	}
	column, offset := first, logoMargin+room-width
	for offset >= wide(column) {
		offset -= wide(column)
		column++
	}
	title := &p.sheet.Rows[0]
	title.Cells[0].Span = first
	title.Height = (logoHeight + 2*logoMargin) * pixelPoint
	p.sheet.Pictures = append(p.sheet.Pictures, book.Picture{
		Row: 0, Column: column, OffsetX: offset, OffsetY: logoMargin + (logoHeight-height)/2, Width: width, Height: height,
		Format: l.Format, Data: l.Data, Alt: l.Alt.In(b.loc.Language),
	})
}
