package workbook

import "breachimpact/templates/book"

// The charts of the summary are small copies of those of other sheets: they draw the
// same cells, one beside the other.
const (
	summaryChartRows   = 10
	summaryChartWidth  = 690 // pixels, half a page
	summaryChartsShown = 2
)

// summaryChart offers a chart of another sheet to the summary, under a title that a
// director understands without the rest of that sheet.
func (b *builder) summaryChart(c book.Chart, title string) {
	if len(b.summaryCharts) < summaryChartsShown {
		c.Title = title
		b.summaryCharts = append(b.summaryCharts, c)
	}
}

// roomForCharts leaves the rows that the charts lie over. Whether there are any is
// known only when the other sheets are written.
func (b *builder) roomForCharts(p *page) {
	b.chartRow = p.next()
	if b.a.Confirmed.Loss.Total == nil && b.a.Claimed.Loss.Total == nil {
		return
	}
	for range summaryChartRows {
		p.blank()
	}
}

// placeSummaryCharts puts the charts that were offered on the summary.
func (b *builder) placeSummaryCharts() {
	for i, c := range b.summaryCharts {
		c.Row, c.Column = b.chartRow, i*rightFrom
		c.Width, c.Height = summaryChartWidth, 20*summaryChartRows
		b.book.Sheets[0].Charts = append(b.book.Sheets[0].Charts, c)
	}
}
