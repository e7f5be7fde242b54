package xlsx

import (
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"breachimpact/templates/book"
)

// ErrInvalid marks the faults of a book that Write refuses.
var ErrInvalid = errors.New("book cannot be written")

// Limits of the file format, or of what this package reads back.
const (
	maxSheetName = 31
	maxFormula   = 8192
	maxList      = 255
	maxFooter    = 255
	maxTip       = 255
	maxURL       = 2079
	maxProperty  = 255
	maxDigits    = 60
	maxIndent    = 15
	maxLevel     = 7
)

// Validate lists every fault of a book that would make a wrong, unsafe or
// unreadable file, each with its place. All of them wrap ErrInvalid. A book
// without a fault gives nil.
//
// It refuses what an author can put right. Text that a person typed is not
// refused for its signs: Write makes it safe, see Clean.
func Validate(b book.Book) error {
	c := &checker{book: b, styles: make(map[string]bool), sheets: make(map[string]int), names: make(map[string]any), newer: newFunctions()}
	c.head()
	c.styleList()
	c.collect()
	for i := range b.Sheets {
		c.sheet(&b.Sheets[i])
	}
	if len(c.faults) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrInvalid, errors.Join(c.faults...))
}

type checker struct {
	book   book.Book
	styles map[string]bool
	sheets map[string]int // by exact name
	names  map[string]any // defined and table names in lower case, with their place
	newer  []string       // functions
	faults []error
}

// fault keeps a fault with its place, a text or a spot.
func (c *checker) fault(place any, format string, arguments ...any) {
	c.faults = append(c.faults, fmt.Errorf("%s: "+format, append([]any{place}, arguments...)...))
}

func (c *checker) head() {
	b := c.book
	if b.Font == "" {
		c.fault("book", "no font")
	}
	if b.Created != "" {
		if at, err := time.Parse(time.RFC3339, b.Created); err != nil {
			c.fault("book", "created %q is not an RFC 3339 instant", b.Created)
		} else if _, offset := at.Zone(); offset != 0 {
			c.fault("book", "created %q is not in UTC", b.Created)
		}
	}
	if len(b.Sheets) == 0 {
		c.fault("book", "no sheets")
	}
	if len(b.Sheets) > maxSheets {
		c.fault("book", "%d sheets; at most %d", len(b.Sheets), maxSheets)
	}
	seen := make(map[string]bool)
	for _, property := range b.Properties {
		place := fmt.Sprintf("property %q", property.Name)
		key := strings.ToLower(property.Name)
		switch {
		case property.Name == "" || isUnclean(property.Name) || utf16Length(property.Name) > maxProperty:
			c.fault(place, "not a property name")
		case seen[key]:
			c.fault(place, "stated twice")
		}
		seen[key] = true
		if n := utf16Length(property.Value); n > maxProperty {
			c.fault(place, "value of %d characters; at most %d", n, maxProperty)
		}
	}
}

func (c *checker) styleList() {
	for _, style := range c.book.Styles {
		place := fmt.Sprintf("style %q", style.Name)
		switch {
		case style.Name == "":
			c.fault(place, "no name: the nameless style is the default one")
		case c.styles[style.Name]:
			c.fault(place, "stated twice")
		}
		c.styles[style.Name] = true
		for _, colour := range []string{style.Colour, style.Fill, style.Border, style.Bottom} {
			c.colour(place, colour)
		}
		if style.Size != 0 && (style.Size < 6 || style.Size > 72) {
			c.fault(place, "size %g is not between 6 and 72", style.Size)
		}
		if style.Indent < 0 || style.Indent > maxIndent {
			c.fault(place, "indent %d is not between 0 and %d", style.Indent, maxIndent)
		}
		if style.Align < book.Start || style.Align > book.Centre {
			c.fault(place, "unknown alignment %d", style.Align)
		}
		if utf16Length(style.Number) > 255 || isUnclean(style.Number) {
			c.fault(place, "number format %q cannot be stored", style.Number)
		}
	}
	c.styles[""] = true
}

func (c *checker) colour(place, colour string) {
	if colour == "" {
		return
	}
	valid := len(colour) == 6
	for i := 0; valid && i < len(colour); i++ {
		valid = isHex(colour[i])
	}
	if !valid {
		c.fault(place, "colour %q is not RRGGBB", colour)
	}
}

// collect checks the names of sheets, cells and tables, so that what refers to
// them can be checked next.
func (c *checker) collect() {
	seen := make(map[string]bool)
	for i := range c.book.Sheets {
		s := &c.book.Sheets[i]
		place := fmt.Sprintf("sheet %q", s.Name)
		if problem := sheetNameProblem(s.Name); problem != "" {
			c.fault(place, "%s", problem)
		}
		key := strings.ToLower(s.Name)
		if seen[key] {
			c.fault(place, "another sheet has this name, without regard to case")
		}
		seen[key] = true
		c.sheets[s.Name] = i
		for r, row := range s.Rows {
			for _, cell := range row.Cells {
				if cell.Name != "" {
					c.name(spot{s.Name, cell.Column, r}, cell.Name)
				}
			}
		}
		for _, table := range s.Tables {
			c.name(place, table.Name)
		}
	}
}

func (c *checker) name(place any, name string) {
	if !book.NamePattern.MatchString(name) {
		c.fault(place, "defined name %q does not match %s", name, book.NamePattern)
		return
	}
	key := strings.ToLower(name)
	if first, taken := c.names[key]; taken {
		c.fault(place, "defined name %q is already at %s, without regard to case", name, first)
		return
	}
	c.names[key] = place
}

// sheetNameProblem says why a sheet cannot bear a name, "" if it can.
func sheetNameProblem(name string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "a sheet needs a name"
	case utf16Length(name) > maxSheetName:
		return fmt.Sprintf("name of %d characters; at most %d", utf16Length(name), maxSheetName)
	case strings.ContainsAny(name, `:\/?*[]`):
		return `a sheet name cannot hold : \ / ? * [ ]`
	case strings.HasPrefix(name, "'"), strings.HasSuffix(name, "'"):
		return "a sheet name cannot begin or end with an apostrophe"
	case strings.EqualFold(name, "History"):
		return "the name is reserved"
	case isUnclean(name):
		return "a sheet name cannot hold control characters or escapes"
	}
	return ""
}

// spot is the place of a cell. Its words are put together only for a fault.
type spot struct {
	sheet       string
	column, row int
}

func (s spot) String() string {
	if s.column < 0 || s.row < 0 {
		return fmt.Sprintf("%s!(column %d, row %d)", s.sheet, s.column, s.row)
	}
	return s.sheet + "!" + book.Address(s.column, s.row)
}

func (c *checker) sheet(s *book.Sheet) {
	place := fmt.Sprintf("sheet %q", s.Name)
	if len(s.Rows) > maxRows {
		c.fault(place, "%d rows; at most %d", len(s.Rows), maxRows)
	}
	if len(s.Columns) > maxColumns {
		c.fault(place, "%d columns; at most %d", len(s.Columns), maxColumns)
	}
	for i, width := range s.Columns {
		if !(width >= 0 && width <= 255) {
			c.fault(place, "column %s: width %g is not between 0 and 255", columnLetters(i), width)
		}
	}
	c.colour(place, s.TabColour)
	if s.FreezeRows < 0 || s.FreezeRows > len(s.Rows) {
		c.fault(place, "%d frozen rows of %d", s.FreezeRows, len(s.Rows))
	}
	if s.RepeatRows < 0 || s.RepeatRows > len(s.Rows) {
		c.fault(place, "%d repeated rows of %d", s.RepeatRows, len(s.Rows))
	}
	if n := utf16Length(footerCode(s.Footer, c.book.RightToLeft)); n > maxFooter {
		c.fault(place, "footer of %d characters, codes included; at most %d", n, maxFooter)
	}
	for r, row := range s.Rows {
		c.row(s, r, row)
	}
	c.tables(s, place)
	for _, flag := range s.Flags {
		c.flag(s, flag)
	}
	for i := range s.Charts {
		c.chart(s, fmt.Sprintf("sheet %q, chart %d", s.Name, i+1), &s.Charts[i])
	}
	for i, p := range s.Pictures {
		c.picture(s, fmt.Sprintf("sheet %q, picture %d", s.Name, i+1), p)
	}
}

func (c *checker) row(s *book.Sheet, r int, row book.Row) {
	place := fmt.Sprintf("%s row %d", s.Name, r+1)
	if !(row.Height >= 0 && row.Height <= maxHeight) {
		c.fault(place, "height %g is not between 0 and %g", row.Height, maxHeight)
	}
	if row.Level < 0 || row.Level > maxLevel {
		c.fault(place, "outline level %d is not between 0 and %d", row.Level, maxLevel)
	}
	var taken [maxColumns]bool
	for _, cell := range row.Cells {
		at := spot{s.Name, cell.Column, r}
		last := cell.Column + max(cell.Span, 1) - 1
		if cell.Column < 0 || cell.Span < 0 || last >= maxColumns {
			c.fault(at, "columns %d to %d are not within 0 to %d", cell.Column, last, maxColumns-1)
			continue
		}
		for column := cell.Column; column <= last; column++ {
			if taken[column] {
				c.fault(at, "column %s is taken by another cell of the row", columnLetters(column))
				break
			}
		}
		for column := cell.Column; column <= last; column++ {
			taken[column] = true
		}
		c.cell(at, cell)
	}
}

func (c *checker) cell(place spot, cell book.Cell) {
	if !c.styles[cell.Style] {
		c.fault(place, "unknown style %q", cell.Style)
	}
	switch cell.Value.Kind {
	case book.Blank, book.Truth:
	case book.Text:
		if len(cell.Value.Text) <= maxText/2 {
			break // shorter than that in any case, and cleaning adds less than its like
		}
		if n := utf16Length(Clean(cell.Value.Text)); n > maxText {
			c.fault(place, "text of %d characters; at most %d", n, maxText)
		}
	case book.Number:
		if !isDecimal(cell.Value.Text) {
			c.fault(place, "number %q is not a plain decimal", cell.Value.Text)
		}
	default:
		c.fault(place, "unknown kind of value %d", cell.Value.Kind)
	}
	if cell.Formula != "" {
		c.formula(place, cell)
	}
	if cell.Link != nil {
		c.link(place, *cell.Link)
	}
	if len(cell.List) > 0 {
		c.list(place, cell)
	}
}

// isDecimal reports whether s is digits with an optional sign and fraction, as
// a file stores it: no exponent, no grouping, no plus sign.
func isDecimal(s string) bool {
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(s) <= maxDigits && isDigits(whole) && (!pointed || isDigits(fraction))
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// calls yields the functions that a bare formula calls.
func calls(bare string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := range len(bare) {
			if bare[at] != '(' {
				continue
			}
			start := at
			for i := at - 1; i >= 0 && (isLetter(bare[i]) || bare[i] >= '0' && bare[i] <= '9' || bare[i] == '.'); i-- {
				if isLetter(bare[i]) {
					start = i
				}
			}
			if start < at && !yield(bare[start:at]) {
				return
			}
		}
	}
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// newFunctions came after Excel 2007: without the prefix _xlfn. every program
// shows #NAME?. The list is of those an author might reach for.
func newFunctions() []string {
	return []string{
		"AGGREGATE", "CEILING.MATH", "CONCAT", "DAYS", "FILTER", "FLOOR.MATH", "IFNA", "IFS", "ISOWEEKNUM",
		"LAMBDA", "LET", "LOGNORM.DIST", "LOGNORM.INV", "MAXIFS", "MINIFS", "MODE.SNGL",
		"NORM.DIST", "NORM.INV", "NORM.S.DIST", "NORM.S.INV", "PERCENTILE.EXC", "PERCENTILE.INC", "RANK.EQ",
		"SEQUENCE", "SORT", "STDEV.S", "SWITCH", "TEXTJOIN", "UNIQUE", "XLOOKUP", "XMATCH", "XOR",
	}
}

func (c *checker) formula(place spot, cell book.Cell) {
	formula := cell.Formula
	if strings.HasPrefix(strings.TrimSpace(formula), "=") {
		c.fault(place, `formula %q begins with "="`, formula)
	}
	if n := utf16Length(formula); n > maxFormula {
		c.fault(place, "formula of %d characters; at most %d", n, maxFormula)
	}
	if isUnclean(formula) {
		c.fault(place, "formula %q holds control characters or escapes", formula)
	}
	if cell.Value.Kind == book.Blank {
		c.fault(place, "formula without its computed value")
	}
	bare, closed := book.BareFormula(formula)
	if !closed {
		c.fault(place, "formula %q has an open quotation", formula)
	}
	if !balanced(bare) {
		c.fault(place, "formula %q has unbalanced parentheses", formula)
	}
	for _, name := range book.NamesIn(bare) {
		if _, ok := c.names[strings.ToLower(name)]; !ok {
			c.fault(place, "formula names %s, which no cell bears", name)
		}
	}
	for call := range calls(bare) {
		if slices.Contains(c.newer, strings.ToUpper(call)) {
			c.fault(place, "formula calls %s, which older programs do not know", call)
		}
	}
}

func balanced(formula string) bool {
	depth := 0
	for _, r := range formula {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

func (c *checker) link(place spot, link book.Link) {
	if n := utf16Length(link.Tip); n > maxTip {
		c.fault(place, "link tip of %d characters; at most %d", n, maxTip)
	}
	switch {
	case (link.To == "") == (link.URL == ""):
		c.fault(place, "a link goes either to a defined name or to an address")
	case link.To != "":
		if _, ok := c.names[strings.ToLower(link.To)]; !ok {
			c.fault(place, "link to %q, which no cell bears", link.To)
		}
	default:
		if problem := addressProblem(link.URL); problem != "" {
			c.fault(place, "link to %q: %s", link.URL, problem)
		}
	}
}

// addressProblem says why an address is not linked to. Only https is: other
// schemes run programs, reach into the reader's network, or travel in the open.
func addressProblem(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "not an address"
	case u.Scheme != "https":
		return "only https addresses are linked to"
	case u.Host == "" || u.Opaque != "":
		return "no host"
	case u.User != nil:
		return "a user name in an address misleads"
	case len(address) > maxURL:
		return fmt.Sprintf("longer than %d characters", maxURL)
	case strings.ContainsAny(address, " \"<>\\^`{|}") || isUnclean(address):
		return "holds characters that must be encoded"
	}
	return ""
}

func (c *checker) list(place spot, cell book.Cell) {
	seen := make(map[string]bool)
	for _, item := range cell.List {
		switch {
		case item == "" || strings.TrimSpace(item) != item:
			c.fault(place, "list item %q is blank or begins or ends with a space", item)
		case strings.ContainsAny(item, ",\"\n") || isUnclean(item):
			c.fault(place, "list item %q holds a comma, a quotation mark or a control character", item)
		case looksLikeFormula(item):
			c.fault(place, "list item %q would be a formula", item)
		case seen[item]:
			c.fault(place, "list item %q twice", item)
		}
		seen[item] = true
	}
	if n := utf16Length(strings.Join(cell.List, ",")); n > maxList {
		c.fault(place, "list of %d characters; at most %d", n, maxList)
	}
	if cell.Value.Kind == book.Text && cell.Value.Text != "" && !seen[cell.Value.Text] {
		c.fault(place, "value %q is not in the list of the cell", cell.Value.Text)
	}
}

func (c *checker) tables(s *book.Sheet, place string) {
	for i, table := range s.Tables {
		at := fmt.Sprintf("%s, table %s", place, table.Name)
		if table.FirstRow < 0 || table.LastRow <= table.FirstRow || table.LastRow >= len(s.Rows) ||
			table.FirstColumn < 0 || table.LastColumn < table.FirstColumn || table.LastColumn >= maxColumns {
			c.fault(at, "rows %d to %d, columns %d to %d do not lie on the sheet with a header and a row",
				table.FirstRow, table.LastRow, table.FirstColumn, table.LastColumn)
			continue
		}
		for _, other := range s.Tables[:i] {
			if table.FirstRow <= other.LastRow && other.FirstRow <= table.LastRow &&
				table.FirstColumn <= other.LastColumn && other.FirstColumn <= table.LastColumn {
				c.fault(at, "lies over table %s", other.Name)
			}
		}
		c.tableHeader(s, at, table)
		for r := table.FirstRow; r <= table.LastRow; r++ {
			for _, cell := range s.Rows[r].Cells {
				if cell.Span > 1 && cell.Column <= table.LastColumn && cell.Column+cell.Span > table.FirstColumn {
					c.fault(at, "holds merged cells at %s", book.Address(cell.Column, r))
				}
			}
		}
	}
}

func (c *checker) tableHeader(s *book.Sheet, at string, table book.Table) {
	seen := make(map[string]bool)
	for column := table.FirstColumn; column <= table.LastColumn; column++ {
		cell, _ := cellAt(s, table.FirstRow, column)
		text := cell.Value.Text
		key := strings.ToLower(text)
		switch {
		case cell.Value.Kind != book.Text || cell.Formula != "" || strings.TrimSpace(text) == "" || isUnclean(text):
			c.fault(at, "header %s is not plain text on one line", book.Address(column, table.FirstRow))
		case utf16Length(text) > 255:
			c.fault(at, "header %s is longer than 255 characters", book.Address(column, table.FirstRow))
		case isDigits(text):
			c.fault(at, "header %q reads as a number", text)
		case seen[key]:
			c.fault(at, "header %q twice", text)
		}
		seen[key] = true
	}
}

func (c *checker) flag(s *book.Sheet, flag book.Flag) {
	place := spot{s.Name, flag.Column, flag.Row}.String() + " flag"
	if _, ok := cellAt(s, flag.Row, flag.Column); !ok {
		c.fault(place, "no cell there")
	}
	if flag.Style == "" || !c.styles[flag.Style] {
		c.fault(place, "unknown style %q", flag.Style)
	}
	if utf16Length(flag.Equals) > 255 {
		c.fault(place, "text longer than 255 characters")
	}
}

func (c *checker) chart(s *book.Sheet, place string, chart *book.Chart) {
	if chart.Kind != book.Curve && chart.Kind != book.Bars && chart.Kind != book.Timeline {
		c.fault(place, "unknown kind %d", chart.Kind)
	}
	if chart.Row < 0 || chart.Column < 0 || chart.Row >= maxRows || chart.Column >= maxColumns {
		c.fault(place, "anchor at row %d, column %d", chart.Row, chart.Column)
	}
	if chart.Width < 50 || chart.Width > 4000 || chart.Height < 50 || chart.Height > 4000 {
		c.fault(place, "size %d by %d pixels is not between 50 and 4000", chart.Width, chart.Height)
	}
	if strings.TrimSpace(chart.Alt) == "" {
		c.fault(place, "no words for a reader who cannot see it")
	}
	if len(chart.Series) == 0 {
		c.fault(place, "no series")
	}
	for _, digits := range []string{chart.XMin, chart.XMax, chart.YMin, chart.YMax} {
		if digits != "" && !isDecimal(digits) {
			c.fault(place, "end of axis %q is not a plain decimal", digits)
		}
	}
	logX := chart.Kind == book.Curve && chart.LogX
	if logX && chart.XMin != "" && !isPositive(chart.XMin) {
		c.fault(place, "a logarithmic axis cannot begin at %s", chart.XMin)
	}
	for i, series := range chart.Series {
		c.series(fmt.Sprintf("%s, series %d", place, i+1), chart.Kind, logX, series)
	}
}

func (c *checker) series(place string, kind book.ChartKind, logX bool, series book.Series) {
	switch {
	case series.Hidden && kind != book.Timeline:
		c.fault(place, "hidden, in a chart that is no timeline")
	case series.Hidden != (series.Colour == ""):
		c.fault(place, "no colour, or one that is hidden")
	}
	c.colour(place, series.Colour)
	at, ok := c.sheets[series.Sheet]
	if !ok {
		c.fault(place, "no sheet %q", series.Sheet)
		return
	}
	s := &c.book.Sheets[at]
	if cell, ok := cellAt(s, series.NameRow, series.NameColumn); !ok || cell.Value.Kind != book.Text {
		c.fault(place, "no text for its name at %s", spot{s.Name, series.NameColumn, series.NameRow})
	}
	if series.FirstRow < 0 || series.LastRow < series.FirstRow || series.LastRow >= len(s.Rows) {
		c.fault(place, "rows %d to %d are not on sheet %q", series.FirstRow, series.LastRow, s.Name)
		return
	}
	for row := series.FirstRow; row <= series.LastRow; row++ {
		x, _ := cellAt(s, row, series.XColumn)
		y, _ := cellAt(s, row, series.YColumn)
		switch {
		case kind == book.Curve && x.Value.Kind != book.Number:
			c.fault(place, "no number at %s", spot{s.Name, series.XColumn, row})
		case kind != book.Curve && x.Value.Kind == book.Blank:
			c.fault(place, "no label at %s", spot{s.Name, series.XColumn, row})
		case logX && !isPositive(x.Value.Text):
			c.fault(place, "%s at %s on a logarithmic axis", x.Value.Text, spot{s.Name, series.XColumn, row})
		}
		if y.Value.Kind != book.Number {
			c.fault(place, "no number at %s", spot{s.Name, series.YColumn, row})
		} else if kind == book.Timeline && strings.HasPrefix(y.Value.Text, "-") {
			c.fault(place, "a length below zero at %s", spot{s.Name, series.YColumn, row})
		}
	}
}

// isPositive reports whether plain decimal digits are above zero.
func isPositive(digits string) bool {
	return !strings.HasPrefix(digits, "-") && strings.ContainsAny(digits, "123456789")
}
