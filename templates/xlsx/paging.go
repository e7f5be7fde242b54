package xlsx

import "breachimpact/templates/book"

// Where pages end is decided here for a sheet that asks to keep rows together: a
// program that prints it would cut wherever the paper ends, and leave a heading
// alone at the foot. Heights are ours, so only the scale that fits the width is
// estimated; what programs differ by in that is the reserve.
const (
	paperLong   = 841.9 // points of A4
	paperShort  = 595.3
	pointsInch  = 72.0
	pageReserve = 0.035
	widthDigit  = 5.25 // points of one character of a column's width
	widthEdge   = 3.75 // and of its edges
)

// pageStarts are the rows that begin a new page, from zero, in order: those that
// ask for it and those where a page is full.
func pageStarts(s *book.Sheet, heights []float64) []int {
	room := pageRoom(s)
	keeps, repeated := false, 0.0
	for r, row := range s.Rows {
		keeps = keeps || row.Keep
		if r < s.RepeatRows {
			repeated += heights[r]
		}
	}
	var starts []int
	first, used := 0, 0.0
	begin := func(r int) {
		starts = append(starts, r)
		first, used = r, repeated
	}
	for r, row := range s.Rows {
		if row.Break {
			begin(r)
		}
		used += heights[r]
		if !keeps || s.OnePage || used <= room {
			continue
		}
		at := r
		for at > first && s.Rows[at-1].Keep {
			at--
		}
		if at == first {
			if at = r; at == first {
				continue // one row higher than a page
			}
		}
		begin(at)
		for k := at; k <= r; k++ {
			used += heights[k]
		}
	}
	return starts
}

// pageRoom is the height of a printed page in the points of the sheet.
func pageRoom(s *book.Sheet) float64 {
	wide, high := paperLong, paperShort
	if s.Portrait {
		wide, high = high, wide
	}
	wide -= 2 * marginSide * pointsInch
	high -= (marginTop + marginBottom) * pointsInch
	width := 0.0
	for _, c := range s.Columns {
		if c == 0 {
			c = defaultWidth
		}
		width += c*widthDigit + widthEdge
	}
	if width > wide {
		high *= width / wide
	}
	return high * (1 - pageReserve)
}
