package plain

import (
	"strings"
	"testing"

	"breachimpact/templates/book"

	"github.com/google/go-cmp/cmp"
)

// sample is a book with one of everything.
func sample() book.Book {
	str := func(column int, s, style string) book.Cell {
		return book.Cell{Column: column, Value: book.String(s), Style: style}
	}
	wide := func(s, style string) book.Row {
		c := str(0, s, style)
		c.Span = 3
		return book.Row{Cells: []book.Cell{c}}
	}
	num := func(column int, digits string) book.Cell {
		return book.Cell{Column: column, Value: book.Decimal(digits), Style: "number"}
	}
	row := func(cells ...book.Cell) book.Row { return book.Row{Cells: cells} }
	leads := func(c book.Cell, to string) book.Cell { c.Link = &book.Link{To: to}; return c }
	named := func(c book.Cell, name string) book.Cell { c.Name = name; return c }
	page := book.Sheet{
		Name: "Page", Columns: []float64{10, 10, 10},
		Rows: []book.Row{
			wide("Page", "title"), wide("The book", "plain"), wide("A note\nof two lines", "plain"), {},
			wide("Figures", "heading"),
			row(str(0, "", "header"), str(1, "High", "header"), str(2, "", "header")),
			row(str(0, "a | b", "framed"), named(leads(num(1, "1234.5"), "stp_a"), "fig_a"), leads(str(2, "why", "pointer"), "stp_a")),
			wide("A note between", "plain"),
			row(str(0, "\u2003below", "framed"), num(1, "2"), leads(str(2, "why", "pointer"), "stp_gone")),
			{},
			row(str(0, "No header", "framed"), str(1, "value", "framed"), str(2, "judged", "mark")),
			{},
			wide("A part", "part"), wide("- one", "framed"), wide("two", "framed"),
		},
		Charts: []book.Chart{{Row: 9, Title: "Curve", Alt: "rises"}},
	}
	step := func(level int, cells ...book.Cell) book.Row { return book.Row{Level: level, Cells: cells} }
	basis := book.Sheet{
		Name: "Basis", Columns: []float64{10, 10, 10, 10},
		Rows: []book.Row{
			row(str(0, "Step", "header"), str(1, "Result", "header")),
			row(named(str(0, "Total", "subject"), "stp_a"), num(1, "3"), str(2, "claimed.total", "code"), leads(str(3, "back", "pointer"), "fig_a")),
			step(0, str(0, "sum", "framed"), num(1, "3"), str(2, "art. 1\nart. 2", "framed"), str(3, "judged", "mark")),
			step(1, str(0, "\u2003term", "framed"), num(1, "3")),
		},
	}
	halves := book.Sheet{
		Name: "Halves", Columns: []float64{10, 10, 2, 10},
		Rows: []book.Row{
			{Cells: []book.Cell{{Value: book.String("Both"), Style: "heading", Span: 4}}},
			row(book.Cell{Value: book.String("Left"), Style: "heading", Span: 2}, str(3, "Right", "heading")),
			row(str(0, "x", "header"), str(1, "y", "header"), str(3, "first", "framed")),
			row(str(0, "l", "framed"), book.Cell{Column: 1, Value: book.Bool(true), Style: "framed"}, str(3, "second", "framed")),
		},
	}
	return book.Book{
		Language: "en", Title: "The book", Subject: "What it is", Sheets: []book.Sheet{page, basis, halves},
		Styles: []book.Style{
			{Name: "title", Role: book.Title}, {Name: "heading", Role: book.Heading}, {Name: "part", Role: book.Part}, {Name: "header", Role: book.Header},
			{Name: "subject", Role: book.Subject}, {Name: "mark", Role: book.Reserve}, {Name: "pointer", Role: book.Pointer},
			{Name: "code", LeftToRead: true}, {Name: "plain"}, {Name: "framed", Border: "000000"}, {Name: "number", Number: "#,##0.########", LeftToRead: true},
		},
	}
}

func TestMarkdownOfTheSample(t *testing.T) {
	out, err := Markdown(sample(), words(t, "en"), "See elsewhere.")
	if err != nil {
		t.Fatal(err)
	}
	want := `# The book

What it is

See elsewhere.

## Page

A note<br>of two lines

### Figures

| | High | |
| --- | ---: | --- |
| a &#124; b | <a id="fig_a"></a>[1,234.5](#stp_a) | [why](#stp_a) |

A note between

| | High |
| --- | ---: |
|  below | 2 |

Curve: rises

- **No header**: value \[judged\]

#### A part

- \- one
- two

## Basis

- **<a id="stp_a"></a>Total**: 3 — claimed.total — [back](#fig_a)

- sum: 3 — art. 1; art. 2 \[judged\]
  - term: 3

## Halves

### Both

### Left

| x | y |
| --- | --- |
| l | yes |

### Right

- first
- second
`
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(out, "\n")); diff != "" {
		t.Error(diff)
	}
}

func TestTextOfTheSample(t *testing.T) {
	b := sample()
	b.Sheets = b.Sheets[1:2]
	out, err := Text(b, words(t, "en"))
	if err != nil {
		t.Fatal(err)
	}
	want := `claimed.total
    Total = 3
- sum: 3 — art. 1; art. 2 [judged]
  - term: 3
`
	if diff := cmp.Diff(want, out); diff != "" {
		t.Error(diff)
	}
}

func TestRecordsOfTheSample(t *testing.T) {
	out := records(t, sample(), "en")
	for _, want := range []string{
		"\ufeffincident,sheet,section,cell,name,row,column,value,kind,unit\r\n",
		"test,Page,,A3,,,,\"A note\r\nof two lines\",text,\r\n",
		"test,Page,Figures,B7,fig_a,a | b,High,1234.5,number,\r\n",
		"test,Page,Figures,A9,,,,below,text,\r\n",
		"test,Page,Figures / A part,A14,,,,'- one,text,\r\n",
		"test,Halves,Left,B4,,l,y,true,truth,\r\n",
		"test,Halves,Right,D4,,,,second,text,\r\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no record %q in\n%s", want, out)
		}
	}
	if strings.Count(out, ",why,text,") != 1 {
		t.Error("a cell that leads nowhere is a record, or one that leads somewhere is not")
	}
	if french := records(t, sample(), "fr"); !strings.Contains(french, "test;Page;Figures;B7;fig_a;a | b;High;1234.5;number;\r\n") {
		t.Errorf("French records are not parted by semicolons:\n%s", french)
	}
}
