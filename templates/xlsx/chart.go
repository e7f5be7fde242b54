package xlsx

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

// Look of the charts. The library's own axis labels are a grey that a printer
// loses.
const (
	chartInk       = "404040"
	chartTitleSize = 12.0
	chartTextSize  = 9.0
	curveWidth     = 2.0 // points
)

// charts places the charts of a sheet.
//
// Direction. Bars in a right-to-left book are mirrored: their labels are words,
// read from the right, and a bar grows away from its label. A curve is not: both
// its axes carry numbers, which Arabic too writes from the left, and a
// probability curve is read as in a book of mathematics, with amounts growing to
// the right. Mirrored, a curve that falls would look like one that rises, beside
// the same curve in the French report. Only the words on it run from the right.
func (w *writer) charts(s *book.Sheet) error {
	for i := range s.Charts {
		chart := &s.Charts[i]
		format, err := w.chart(chart)
		if err != nil {
			return fmt.Errorf("chart %d: %w", i+1, err)
		}
		if err := w.file.AddChart(s.Name, book.Address(chart.Column, chart.Row), format); err != nil {
			return fmt.Errorf("chart %d: %w", i+1, err)
		}
		w.fixes.chart(w.chartFix(chart))
	}
	return nil
}

func (w *writer) chart(c *book.Chart) (*excelize.Chart, error) {
	xAxis, err := w.axis(c.XTitle, c.XFormat, c.XMin, c.XMax)
	if err != nil {
		return nil, fmt.Errorf("horizontal axis: %w", err)
	}
	yAxis, err := w.axis(c.YTitle, c.YFormat, c.YMin, c.YMax)
	if err != nil {
		return nil, fmt.Errorf("vertical axis: %w", err)
	}
	format := &excelize.Chart{
		Dimension: excelize.ChartDimension{Width: uint(c.Width), Height: uint(c.Height)},
		Format:    excelize.GraphicOptions{AltText: Clean(c.Alt), Positioning: "oneCell"},
		Title:     w.words(c.Title, chartTitleSize, true),
		Legend:    excelize.ChartLegend{Position: "none"},
		Border:    excelize.LineOptions{Type: excelize.LineNone},
	}
	if len(c.Series) > 1 {
		format.Legend = excelize.ChartLegend{Position: "bottom", Font: w.chartFont(chartTextSize, false)}
	}
	switch c.Kind {
	case book.Curve:
		format.Type = excelize.Scatter
		xAxis.MajorGridLines, yAxis.MajorGridLines = true, true
		format.XAxis, format.YAxis = xAxis, yAxis
	case book.Bars, book.Timeline:
		// The library's X axis of a bar chart is the one of the categories,
		// which stands upright: the book's Y axis. Its order is reversed so
		// that the first row of the data is the topmost bar.
		format.Type = excelize.Bar
		gap := uint(60)
		if c.Kind == book.Timeline {
			format.Type, gap = excelize.BarStacked, 35
		}
		yAxis.ReverseOrder = true
		yAxis.TickLabelPosition = excelize.ChartTickLabelLow
		xAxis.MajorGridLines = true
		xAxis.ReverseOrder = w.book.RightToLeft
		format.XAxis, format.YAxis = yAxis, xAxis
		format.GapWidth = &gap
	}
	for _, series := range c.Series {
		format.Series = append(format.Series, chartSeries(c.Kind, series))
	}
	return format, nil
}

func (w *writer) axis(title, numberFormat, low, high string) (excelize.ChartAxis, error) {
	axis := excelize.ChartAxis{
		Font:   *w.chartFont(chartTextSize, false),
		NumFmt: excelize.ChartNumFmt{CustomNumFmt: numberFormat},
		Title:  w.words(title, chartTextSize, false),
	}
	var err error
	if axis.Minimum, err = limit(low); err != nil {
		return axis, err
	}
	axis.Maximum, err = limit(high)
	return axis, err
}

// limit is the end of an axis; nil lets the program choose. It only places the
// drawing, so floating point is exact enough.
func limit(digits string) (*float64, error) {
	if digits == "" {
		return nil, nil
	}
	value, err := strconv.ParseFloat(digits, 64)
	return &value, err
}

func (w *writer) words(text string, size float64, bold bool) excelize.ChartTitle {
	if text == "" {
		return excelize.ChartTitle{}
	}
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: Clean(text), Font: w.chartFont(size, bold)}}}
}

func (w *writer) chartFont(size float64, bold bool) *excelize.Font {
	return &excelize.Font{Family: w.book.Font, Size: size, Bold: bold, Color: chartInk}
}

func chartSeries(kind book.ChartKind, s book.Series) excelize.ChartSeries {
	prefix := sheetPrefix(s.Sheet)
	cells := func(column, first, last int) string {
		letters := columnLetters(column)
		return fmt.Sprintf("%s$%s$%d:$%s$%d", prefix, letters, first+1, letters, last+1)
	}
	series := excelize.ChartSeries{
		Name:       fmt.Sprintf("%s$%s$%d", prefix, columnLetters(s.NameColumn), s.NameRow+1),
		Categories: cells(s.XColumn, s.FirstRow, s.LastRow),
		Values:     cells(s.YColumn, s.FirstRow, s.LastRow),
		Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Colour}},
	}
	if kind == book.Curve {
		// A scatter line is invisible unless its type is stated; its colour
		// comes from the fill.
		series.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: curveWidth}
		series.Marker = excelize.ChartMarker{Symbol: "none"}
		if s.Dash {
			series.Line.Dash = excelize.LineDashDash
		}
	}
	return series
}
