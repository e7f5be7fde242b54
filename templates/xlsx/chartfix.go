package xlsx

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"breachimpact/templates/book"
)

// chartFix is what a chart part must still be given.
type chartFix struct {
	kind        book.ChartKind
	logX        bool
	untitled    bool
	rightToLeft bool
	language    string
	series      []seriesCache
}

// seriesCache is what the ranges of a series hold. A previewer that does not
// compute draws the chart from these.
type seriesCache struct {
	name   string
	hidden bool
	xs, ys []book.Value
}

func (w *writer) chartFix(c *book.Chart) chartFix {
	fix := chartFix{
		kind: c.Kind, logX: c.LogX, untitled: c.Title == "",
		rightToLeft: w.book.RightToLeft, language: w.book.Language,
	}
	for _, series := range c.Series {
		fix.series = append(fix.series, w.seriesCache(series))
	}
	return fix
}

func (w *writer) seriesCache(series book.Series) seriesCache {
	cache := seriesCache{hidden: series.Hidden}
	for i := range w.book.Sheets {
		s := &w.book.Sheets[i]
		if s.Name != series.Sheet {
			continue
		}
		name, _ := cellAt(s, series.NameRow, series.NameColumn)
		cache.name = Clean(name.Value.Text)
		for row := series.FirstRow; row <= series.LastRow; row++ {
			x, _ := cellAt(s, row, series.XColumn)
			y, _ := cellAt(s, row, series.YColumn)
			cache.xs = append(cache.xs, x.Value)
			cache.ys = append(cache.ys, y.Value)
		}
	}
	return cache
}

// fixChartPart corrects one chart; its number in the part name says which.
func fixChartPart(name string, data []byte, charts []chartFix) ([]byte, error) {
	digits := strings.TrimSuffix(strings.TrimPrefix(name, "xl/charts/chart"), ".xml")
	number, err := strconv.Atoi(digits)
	if err != nil || number < 1 || number > len(charts) {
		return nil, errors.New("chart that nobody asked for")
	}
	return fixChart(data, charts[number-1])
}

// fixChart repairs what excelize cannot express.
//
// A scatter chart gets its first axis, the horizontal one, as a copy of a
// category axis: elements that only such an axis may have are dropped, and the
// logarithmic base, which is ignored for it, is stated. Each axis of a scatter
// chart crosses the other at its lowest end, since a logarithmic axis has no
// zero. The value axis of a bar chart crosses at the last category, which the
// reversed order has brought to the bottom. A chart without a title would be
// given the name of its only series by Excel.
func fixChart(data []byte, fix chartFix) ([]byte, error) {
	text := string(data)
	var err error
	switch fix.kind {
	case book.Curve:
		text, err = fixCurve(text, fix)
	case book.Bars:
		text, err = fixBars(text)
	case book.Timeline:
		text, err = fixBars(hideSeries(text, fix.series))
	}
	if err != nil {
		return nil, err
	}
	if fix.untitled && !strings.Contains(text, "<autoTitleDeleted") {
		text = strings.Replace(text, "<chart>", `<chart><autoTitleDeleted val="1"></autoTitleDeleted>`, 1)
	}
	// A title's own paragraph says how it is turned; the library adds a second,
	// empty statement that some programs follow instead.
	text = eachElement(text, "title", func(title string) string {
		return eachElement(title, "txPr", func(string) string { return "" })
	})
	if fix.rightToLeft {
		text = rightToLeftWords(text)
	}
	if fix.language != "" {
		language := escapeXML(fix.language)
		text = strings.ReplaceAll(text, `lang="en-US"`, `lang="`+language+`"`)
		text = strings.Replace(text, `<lang val="en-US">`, `<lang val="`+language+`">`, 1)
	}
	if text, err = fillCaches(text, fix); err != nil {
		return nil, err
	}
	return []byte(text), nil
}

// fixBars also turns the axis titles: the library turns the one of the value
// axis, which lies flat in a bar chart.
func fixBars(text string) (string, error) {
	const flat, upright = ` rot="0"`, ` rot="-5400000"`
	turn := func(axis, from, to string) func(string) string {
		return func(element string) string {
			return eachElement(element, "title", func(title string) string {
				return strings.Replace(title, axis+from, axis+to, 1)
			})
		}
	}
	const body = `<a:bodyPr anchorCtr="false"`
	text = eachElement(text, "valAx", turn(body, upright, flat))
	text = eachElement(text, "catAx", turn(body, flat, upright))
	return replaceOnce(text, "<valAx>", `<crosses val="autoZero">`, `<crosses val="max">`)
}

// hideSeries leaves of a hidden series only the room it takes: no fill, no line.
// Its entry in the legend stays: programs disagree about which entry a number
// means, and one that hides the wrong series misleads.
func hideSeries(text string, series []seriesCache) string {
	const unseen = "<spPr><a:noFill></a:noFill><a:ln><a:noFill></a:noFill></a:ln></spPr>"
	number := 0
	return eachElement(text, "ser", func(element string) string {
		number++
		if number > len(series) || !series[number-1].hidden {
			return element
		}
		return eachElement(element, "spPr", func(string) string { return unseen })
	})
}

func fixCurve(text string, fix chartFix) (string, error) {
	for _, element := range []string{"auto", "lblAlgn", "lblOffset", "noMultiLvlLbl"} {
		text = eachElement(text, element, func(string) string { return "" })
	}
	text = strings.Replace(text, `<scatterStyle val="smoothMarker">`, `<scatterStyle val="lineMarker">`, 1)
	text = strings.ReplaceAll(text, `<crosses val="autoZero">`, `<crosses val="min">`)
	if !fix.logX {
		return text, nil
	}
	return replaceOnce(text, "<valAx>", "<scaling>", `<scaling><logBase val="10"></logBase>`)
}

// rightToLeftWords sets the paragraphs of a chart from right to left, except the
// labels of value axes, which are numbers.
func rightToLeftWords(text string) string {
	const plain, mirrored = "<a:pPr>", `<a:pPr rtl="1">`
	text = strings.ReplaceAll(text, plain, mirrored)
	return eachElement(text, "valAx", func(axis string) string {
		labels := strings.LastIndex(axis, mirrored) // the title comes before them
		if labels < 0 {
			return axis
		}
		return axis[:labels] + plain + axis[labels+len(mirrored):]
	})
}

// fillCaches writes the values of each series beside its references. The library
// refers to the horizontal values of a scatter chart as to texts; they are
// numbers.
func fillCaches(text string, fix chartFix) (string, error) {
	number := 0
	text = eachElement(text, "ser", func(series string) string {
		if number >= len(fix.series) {
			number++
			return series
		}
		cache := fix.series[number]
		number++
		series = eachElement(series, "tx", func(element string) string {
			return refill(element, "str", []book.Value{book.String(cache.name)})
		})
		series = eachElement(series, "cat", func(element string) string { return refill(element, "str", cache.xs) })
		series = eachElement(series, "xVal", func(element string) string { return refill(element, "num", cache.xs) })
		series = eachElement(series, "yVal", func(element string) string { return refill(element, "num", cache.ys) })
		return eachElement(series, "val", func(element string) string { return refill(element, "num", cache.ys) })
	})
	if number != len(fix.series) {
		return "", fmt.Errorf("%d series written, %d expected", number, len(fix.series))
	}
	return text, nil
}

// refill rewrites an element that holds one reference, keeping the reference and
// stating its kind ("str" or "num") and its values.
func refill(element, kind string, values []book.Value) string {
	reference := strings.Index(element, "<f>")
	end := strings.Index(element, "</f>")
	if reference < 0 || end < reference {
		return element
	}
	name := element[1:strings.IndexAny(element, " >")]
	var out strings.Builder
	fmt.Fprintf(&out, "<%s><%sRef>%s<%sCache>", name, kind, element[reference:end+len("</f>")], kind)
	if kind == "num" {
		out.WriteString("<formatCode>General</formatCode>")
	}
	fmt.Fprintf(&out, `<ptCount val="%d"></ptCount>`, len(values))
	for i, value := range values {
		if value.Kind == book.Blank {
			continue
		}
		text := Clean(value.Text)
		if value.Kind == book.Truth {
			text = truthText(value.True)
		}
		fmt.Fprintf(&out, `<pt idx="%d"><v>%s</v></pt>`, i, escapeXML(text))
	}
	fmt.Fprintf(&out, "</%sCache></%sRef></%s>", kind, kind, name)
	return out.String()
}

// eachElement rewrites every element of a name that does not hold another of the
// same name.
func eachElement(text, name string, rewrite func(element string) string) string {
	opening, closing := "<"+name, "</"+name+">"
	var out strings.Builder
	for {
		start := strings.Index(text, opening)
		if start < 0 {
			break
		}
		after := start + len(opening)
		if after < len(text) && text[after] != '>' && text[after] != ' ' {
			out.WriteString(text[:after]) // a longer name
			text = text[after:]
			continue
		}
		length := strings.Index(text[start:], closing)
		if length < 0 {
			break
		}
		end := start + length + len(closing)
		out.WriteString(text[:start])
		out.WriteString(rewrite(text[start:end]))
		text = text[end:]
	}
	out.WriteString(text)
	return out.String()
}

// replaceOnce replaces the first text after a mark, and fails without one.
func replaceOnce(text, mark, from, to string) (string, error) {
	at := strings.Index(text, mark)
	if at < 0 {
		return "", fmt.Errorf("no %s in the chart", mark)
	}
	found := strings.Index(text[at:], from)
	if found < 0 {
		return "", fmt.Errorf("no %s after %s in the chart", from, mark)
	}
	found += at
	return text[:found] + to + text[found+len(from):], nil
}
