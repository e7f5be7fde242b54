package xlsx

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"breachimpact/templates/book"
)

// position is a place on a sheet, ordered by row and then column.
type position struct{ row, column int }

func (p position) compare(other position) int {
	return cmp.Or(cmp.Compare(p.row, other.row), cmp.Compare(p.column, other.column))
}

// area is a rectangle of cells, its corners included.
type area struct{ from, to position }

// sheetReader collects one worksheet while its part streams by.
type sheetReader struct {
	reader    *reader
	relations map[string]relation
	sheet     Sheet

	row, column int // where the next cell stands if it does not say
	cell        Cell
	kind        string // stored type of the cell
	value       strings.Builder
	valued      bool             // the cell states a value, if only an empty one
	into        *strings.Builder // where text goes now, nil for nowhere
	formula     strings.Builder
	shared      string // group of a shared formula, "" for none
	masters     map[string]string
	phonetic    bool

	merged []area
	links  []linkRef
	rules  []ruleRef

	rule    *ruleRef
	literal strings.Builder // first formula of a validation rule
}

type linkRef struct {
	at   position
	link book.Link
}

type ruleRef struct {
	areas []area
	items []string
}

func (r *reader) sheet(ref sheetRef) (Sheet, error) {
	s := &sheetReader{reader: r, sheet: Sheet{Name: ref.name, Part: ref.part}, masters: make(map[string]string)}
	if part := relationsPart(ref.part); r.archive.has(part) {
		data, err := r.archive.read(part)
		if err != nil {
			return Sheet{}, err
		}
		if s.relations, err = relations(data, ref.part); err != nil {
			return Sheet{}, err
		}
	}
	data, err := r.archive.read(ref.part)
	if err != nil {
		return Sheet{}, err
	}
	if err := walk(data, visitor{start: s.start, end: s.end, text: s.text}); err != nil {
		return Sheet{}, err
	}
	if err := s.attach(); err != nil {
		return Sheet{}, err
	}
	return s.sheet, nil
}

func (s *sheetReader) text(content []byte) {
	if s.into != nil {
		s.into.Write(content)
	}
}

func (s *sheetReader) start(element string, attributes []xml.Attr) error {
	switch element {
	case "sheetView":
		s.sheet.RightToLeft = isTrue(attr(attributes, "rightToLeft"))
	case "row":
		return s.startRow(attributes)
	case "c":
		return s.startCell(attributes)
	case "v":
		s.value.Reset()
		s.valued = true
		s.into = &s.value
	case "f":
		s.formula.Reset()
		s.into = &s.formula
		s.shared = ""
		if attr(attributes, "t") == "shared" {
			s.shared = "#" + attr(attributes, "si")
		}
	case "rPh":
		s.phonetic = true
	case "t":
		if !s.phonetic {
			s.into = &s.value
		}
	case "mergeCell":
		merged, err := parseArea(attr(attributes, "ref"))
		if err != nil {
			return err
		}
		s.merged = append(s.merged, merged)
	case "hyperlink":
		return s.hyperlink(attributes)
	case "dataValidation":
		return s.validation(attributes)
	case "formula1":
		if s.rule != nil {
			s.literal.Reset()
			s.into = &s.literal
		}
	}
	return nil
}

func (s *sheetReader) startRow(attributes []xml.Attr) error {
	s.column = 0
	stated := attr(attributes, "r")
	if stated == "" {
		return nil // the row after the last one
	}
	number, err := strconv.Atoi(stated)
	if err != nil || number < 1 {
		return fmt.Errorf("%w: row %q", ErrDamaged, stated)
	}
	s.row = number - 1
	return nil
}

func (s *sheetReader) startCell(attributes []xml.Attr) error {
	at := position{s.row, s.column}
	if stated := attr(attributes, "r"); stated != "" {
		var ok bool
		if at, ok = parseAddress(stated); !ok {
			return fmt.Errorf("%w: cell %q", ErrDamaged, stated)
		}
	}
	if at.column >= maxColumns || at.row >= maxRows {
		return fmt.Errorf("%w: a cell in row %d, column %d; at most %d rows and %d columns are read",
			ErrTooLarge, at.row+1, at.column+1, maxRows, maxColumns)
	}
	if s.reader.cells++; s.reader.cells > maxCells {
		return fmt.Errorf("%w: more than %d cells", ErrTooLarge, maxCells)
	}
	// Order matters: two cells at one address would let a file show one value
	// and answer with another.
	if n := len(s.sheet.Cells); n > 0 {
		last := s.sheet.Cells[n-1]
		if (position{last.Row, last.Column}).compare(at) >= 0 {
			return fmt.Errorf("%w: cell %s out of order", ErrDamaged, book.Address(at.column, at.row))
		}
	}
	s.row, s.column = at.row, at.column
	s.cell = Cell{Column: at.column, Row: at.row, Span: 1}
	if format := attr(attributes, "s"); format != "" {
		number, err := strconv.Atoi(format)
		if err != nil || number < 0 {
			return fmt.Errorf("%w: format %q", ErrDamaged, format)
		}
		s.cell.Format = number
	}
	s.kind = attr(attributes, "t")
	s.value.Reset()
	s.valued = false
	s.formula.Reset()
	s.shared = ""
	return nil
}

func (s *sheetReader) end(element string) error {
	switch element {
	case "v", "f", "t":
		s.into = nil
	case "rPh":
		s.phonetic = false
	case "row":
		s.row++
	case "c":
		return s.endCell()
	case "formula1":
		s.into = nil
	case "dataValidation":
		s.endRule()
	}
	return nil
}

func (s *sheetReader) endCell() error {
	cell := s.cell
	cell.Formula = s.formula.String()
	if s.shared != "" {
		if cell.Formula != "" {
			s.masters[s.shared] = cell.Formula
		} else {
			cell.Formula, cell.Shared = s.masters[s.shared], true
		}
	}
	raw := s.value.String()
	switch s.kind {
	case "s":
		if raw == "" {
			break
		}
		at, err := strconv.Atoi(raw)
		if err != nil || at < 0 || at >= len(s.reader.strings) {
			return fmt.Errorf("%w: %s points to text %q of %d", ErrDamaged, cell.Address(), raw, len(s.reader.strings))
		}
		cell.Value = book.String(s.reader.strings[at])
	case "str", "inlineStr", "d":
		if s.valued || cell.Formula == "" {
			cell.Value = book.String(decodeEscapes(raw))
		}
	case "b":
		if raw != "" {
			cell.Value = book.Bool(isTrue(raw))
		}
	case "e":
		cell.Error = raw
	case "", "n":
		if raw != "" {
			cell.Value = book.Decimal(raw)
		}
	default:
		return fmt.Errorf("%w: %s is of type %q", ErrDamaged, cell.Address(), s.kind)
	}
	s.sheet.Cells = append(s.sheet.Cells, cell)
	s.column++
	return nil
}

func (s *sheetReader) hyperlink(attributes []xml.Attr) error {
	covered, err := parseArea(attr(attributes, "ref"))
	if err != nil {
		return err
	}
	link := book.Link{To: attr(attributes, "location"), Tip: attr(attributes, "tooltip")}
	if r, ok := s.relations[relationID(attributes)]; ok && r.external {
		link.URL = r.target
	}
	s.links = append(s.links, linkRef{covered.from, link})
	return nil
}

func (s *sheetReader) validation(attributes []xml.Attr) error {
	s.rule = nil
	if attr(attributes, "type") != "list" {
		return nil
	}
	rule := ruleRef{}
	for _, reference := range strings.Fields(attr(attributes, "sqref")) {
		covered, err := parseArea(reference)
		if err != nil {
			return err
		}
		rule.areas = append(rule.areas, covered)
	}
	s.rule = &rule
	return nil
}

func (s *sheetReader) endRule() {
	if s.rule == nil {
		return
	}
	literal := s.literal.String()
	if len(literal) >= 2 && literal[0] == '"' && literal[len(literal)-1] == '"' {
		text := strings.ReplaceAll(literal[1:len(literal)-1], `""`, `"`)
		s.rule.items = strings.Split(text, ",")
		s.rules = append(s.rules, *s.rule)
	}
	s.rule = nil
}

// attachSteps bounds the work of attach: ranges that lie over each other a
// hundred thousand times belong to no honest file.
const attachSteps = 4_000_000

// attach gives the cells what the file states after them: merged ranges, links
// and lists.
func (s *sheetReader) attach() error {
	cells := s.sheet.Cells
	index := make(map[position]int, len(cells))
	for i, cell := range cells {
		index[position{cell.Row, cell.Column}] = i
	}
	steps := 0
	// each visits the stored cells of a range, by position when the range is
	// small and by cell when it names a million rows.
	each := func(covered area, visit func(i int)) error {
		if steps += min(covered.size(), len(cells)); steps > attachSteps {
			return fmt.Errorf("%w: too many ranges", ErrTooLarge)
		}
		if covered.size() > len(cells) {
			for i := range cells {
				if covered.holds(cells[i]) {
					visit(i)
				}
			}
			return nil
		}
		for row := covered.from.row; row <= covered.to.row; row++ {
			for column := covered.from.column; column <= covered.to.column; column++ {
				if i, ok := index[position{row, column}]; ok {
					visit(i)
				}
			}
		}
		return nil
	}
	for _, l := range s.links {
		if i, ok := index[l.at]; ok {
			cells[i].Link = &l.link
		}
	}
	for _, rule := range s.rules {
		for _, covered := range rule.areas {
			if err := each(covered, func(i int) { cells[i].List = rule.items }); err != nil {
				return err
			}
		}
	}
	hidden := make(map[int]bool)
	for _, merged := range s.merged {
		first, ok := index[merged.from]
		if ok {
			cells[first].Span = merged.to.column - merged.from.column + 1
		}
		if err := each(merged, func(i int) { hidden[i] = !ok || i != first }); err != nil {
			return err
		}
	}
	kept := cells[:0]
	for i, cell := range cells {
		if hidden[i] && cell.Formula == "" && cell.Value.Kind == book.Blank && cell.Error == "" {
			continue
		}
		kept = append(kept, cell)
	}
	s.sheet.Cells = kept
	return nil
}

func (a area) holds(cell Cell) bool {
	return cell.Row >= a.from.row && cell.Row <= a.to.row && cell.Column >= a.from.column && cell.Column <= a.to.column
}

func (a area) size() int {
	return (a.to.row - a.from.row + 1) * (a.to.column - a.from.column + 1)
}

// parseArea reads "B2" or "B2:D9".
func parseArea(reference string) (area, error) {
	first, last, ranged := strings.Cut(reference, ":")
	if !ranged {
		last = first
	}
	from, ok := parseAddress(first)
	to, valid := parseAddress(last)
	if !ok || !valid || to.row < from.row || to.column < from.column {
		return area{}, fmt.Errorf("%w: range %q", ErrDamaged, reference)
	}
	return area{from, to}, nil
}

// parseAddress reads an address in A1 form, as far as Excel's last cell.
func parseAddress(address string) (position, bool) {
	letters := 0
	column := 0
	for letters < len(address) && address[letters] >= 'A' && address[letters] <= 'Z' {
		column = column*26 + int(address[letters]-'A') + 1
		letters++
		if letters > 3 {
			return position{}, false
		}
	}
	digits := address[letters:]
	if letters == 0 || digits == "" || len(digits) > 7 || digits[0] < '1' || digits[0] > '9' {
		return position{}, false
	}
	row, err := strconv.Atoi(digits)
	if err != nil || row > 1<<20 || column > 1<<14 {
		return position{}, false
	}
	return position{row - 1, column - 1}, true
}

// splitReference takes 'Sheet name'!$B$3 apart.
func splitReference(reference string) (sheet string, column, row int, ok bool) {
	mark := strings.LastIndex(reference, "!")
	if mark < 0 {
		return "", 0, 0, false
	}
	sheet = reference[:mark]
	if len(sheet) >= 2 && sheet[0] == '\'' && sheet[len(sheet)-1] == '\'' {
		sheet = strings.ReplaceAll(sheet[1:len(sheet)-1], "''", "'")
	}
	at, ok := parseAddress(strings.ReplaceAll(reference[mark+1:], "$", ""))
	return sheet, at.column, at.row, ok
}

func isTrue(s string) bool { return s == "1" || s == "true" }
