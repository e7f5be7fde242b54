package workbook

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"breachimpact/law"
	"breachimpact/templates/book"
	"breachimpact/templates/cases"
	"breachimpact/templates/locale"
	"breachimpact/templates/theme"
	"breachimpact/templates/xlsx"

	"github.com/shopspring/decimal"
)

func house(t testing.TB) theme.Theme {
	t.Helper()
	look, err := theme.Default()
	if err != nil {
		t.Fatal(err)
	}
	return look
}

// looks lists what a director would stumble over in a book: what cannot be read,
// what only colour tells, what a printer or a narrow column loses.
func looks(b book.Book, look theme.Theme, confidential string) []string {
	var out []string
	problem := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	named := map[string]book.Style{}
	for _, s := range b.Styles {
		named[s.Name] = s
		on := theme.Paper
		if s.Fill != "" {
			on = theme.Colour(s.Fill)
		}
		if ratio := theme.Contrast(theme.Colour(s.Colour), on); !(ratio >= 4.5) {
			problem("contrast: style %s has %.2f", s.Name, ratio)
		}
	}
	signal := []string{string(look.Colours.Bad), string(look.Colours.Warn), string(look.Colours.Good)}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		if s.Footer.Left != confidential {
			problem("footer: sheet %s says %q", s.Key, s.Footer.Left)
		}
		if !s.OnePage && (s.FreezeRows < 1 || s.RepeatRows < 1) {
			problem("heading: sheet %s keeps %d rows on screen and %d on paper", s.Key, s.FreezeRows, s.RepeatRows)
		}
		// The one page of the summary begins with its title; others repeat theirs.
		if s.Rows[0].Cells[0].Value.Text == "" || !s.OnePage && s.Rows[0].Cells[0].Value.Text != s.Name {
			problem("heading: the pages of sheet %s do not say what they are", s.Key)
		}
		for _, c := range s.Charts {
			if strings.TrimSpace(c.Alt) == "" || c.Alt == c.Title {
				problem("words: a chart of sheet %s has none", s.Key)
			}
			for _, x := range c.Series {
				if ratio := theme.Contrast(theme.Colour(x.Colour), theme.Paper); !(ratio >= 3) {
					problem("contrast: a series of sheet %s has %.2f", s.Key, ratio)
				}
			}
		}
		for _, f := range s.Flags {
			if f.Equals == "" {
				problem("colour alone: a flag of sheet %s", s.Key)
			}
		}
		for r, row := range s.Rows {
			for _, c := range row.Cells {
				place := s.Key + "!" + book.Address(c.Column, r)
				if slices.Contains(signal, named[c.Style].Fill) && (c.Value.Kind == book.Blank || c.Value.Kind == book.Text && strings.TrimSpace(c.Value.Text) == "") {
					problem("colour alone: %s", place)
				}
				if need, room := numberWidth(c, named[c.Style], s.Columns); need > room {
					problem("width: %s %s needs %.1f of %.1f", place, c.Value.Text, need, room)
				}
			}
		}
		for _, p := range s.Pictures {
			if covered(s, p) {
				problem("picture: lies over the text of sheet %s", s.Key)
			}
		}
	}
	return out
}

// numberWidth is how many characters a number takes in its cell, and how many there
// are: Excel shows #### where they do not suffice.
func numberWidth(c book.Cell, s book.Style, columns []float64) (need, room float64) {
	if c.Value.Kind != book.Number {
		return 0, 1
	}
	for i := c.Column; i < c.Column+max(c.Span, 1); i++ {
		room += columns[i]
	}
	const padding, step, bold = 0.72, 1.3, 1.06
	size := s.Size
	if size == 0 {
		size = 10
	}
	need = float64(len([]rune(formatted(c.Value.Text, s.Number)))) * size / 11
	if s.Bold {
		need *= bold
	}
	return need + padding + step*float64(s.Indent), room
}

// formatted is a number as its format shows it.
func formatted(digits, format string) string {
	d := decimal.RequireFromString(digits)
	group := func(s string) string {
		whole, fraction, _ := strings.Cut(s, ".")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
		if fraction != "" {
			whole += "." + fraction
		}
		return whole
	}
	switch format {
	case wholeFormat, nothingFormat:
		return group(d.Round(0).String())
	case exactFormat:
		return group(d.Round(8).String())
	case scoreFormat:
		return d.StringFixed(2)
	case shareFormat:
		return d.Shift(2).StringFixed(2) + "%"
	}
	return digits
}

// covered tells whether a picture lies over a cell that says something, or sticks
// out of its row.
func covered(s *book.Sheet, p book.Picture) bool {
	if float64(p.OffsetY+p.Height)*0.75 > s.Rows[p.Row].Height {
		return true
	}
	for _, c := range s.Rows[p.Row].Cells {
		if c.Value.Text != "" && c.Column+max(c.Span, 1) > p.Column {
			return true
		}
	}
	return false
}

func TestLooks(t *testing.T) {
	plain := house(t)
	dressed := plain
	dressed.Logo = &theme.Logo{Data: square(t, 600, 200), Format: "png", Width: 600, Height: 200, Alt: law.Same("x")}
	for i, id := range cases.IDs() {
		a := assess(t, caseText(t, id))
		for k, language := range locale.Languages() {
			l, err := locale.Load(language)
			if err != nil {
				t.Fatal(err)
			}
			dress := []theme.Theme{plain}
			if i%len(locale.Languages()) == k {
				dress = append(dress, dressed)
			}
			for _, look := range dress {
				b, err := BuildIn(look, a, l, "test")
				if err != nil {
					t.Fatal(err)
				}
				for _, edition := range Editions() {
					for _, problem := range looks(Edition(b, l, edition), look, l.Text("report.confidential")) {
						t.Errorf("%s %s %s: %s", id, language, edition, problem)
					}
				}
			}
		}
	}
}

// Each check of looks finds what it is for.
func TestLooksNoticesWhatIsWrong(t *testing.T) {
	look := house(t)
	look.Logo = &theme.Logo{Data: square(t, 600, 200), Format: "png", Width: 600, Height: 200, Alt: law.Same("x")}
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	a := assess(t, caseText(t, "cnss-2025"))
	cell := func(b *book.Book, style string) *book.Cell {
		var found *book.Cell
		each(*b, func(_ *book.Sheet, _ int, c *book.Cell) {
			if c.Style == style && found == nil {
				found = c
			}
		})
		return found
	}
	for _, test := range []struct {
		want  string
		spoil func(b *book.Book)
	}{
		{"contrast: style", func(b *book.Book) { b.Styles[0].Colour = "AAAAAA" }},
		{"contrast: a series", func(b *book.Book) { keyed(b, "money").Charts[0].Series[0].Colour = "DDDDDD" }},
		{"footer:", func(b *book.Book) { keyed(b, "severity").Footer.Left = "" }},
		{"heading: sheet money keeps", func(b *book.Book) { keyed(b, "money").FreezeRows = 0 }},
		{"heading: sheet audit keeps", func(b *book.Book) { keyed(b, "audit").RepeatRows = 0 }},
		{"heading: the pages of sheet duties", func(b *book.Book) { keyed(b, "duties").Rows[0].Cells[0].Value = book.String("") }},
		{"words:", func(b *book.Book) { keyed(b, "money").Charts[1].Alt = keyed(b, "money").Charts[1].Title }},
		{"colour alone: a flag", func(b *book.Book) { keyed(b, "audit").Flags[0].Equals = "" }},
		{"colour alone: duties!", func(b *book.Book) { cell(b, sBad).Value = book.String(" ") }},
		{"width: summary!", func(b *book.Book) { b.Sheets[0].Columns[2] = 6 }},
		{"width: sanctions!", func(b *book.Book) { cell(b, sMoneyBold).Value = book.Decimal("12345678901234") }},
		{"picture:", func(b *book.Book) { b.Sheets[0].Rows[0].Cells[0].Span = 12 }},
		{"picture:", func(b *book.Book) { b.Sheets[0].Rows[0].Height = 20 }},
	} {
		b, err := BuildIn(look, a, l, "test")
		if err != nil {
			t.Fatal(err)
		}
		test.spoil(&b)
		found := looks(b, look, l.Text("report.confidential"))
		if len(found) == 0 || slices.ContainsFunc(found, func(p string) bool { return !strings.HasPrefix(p, strings.SplitN(test.want, " ", 2)[0]) }) ||
			!slices.ContainsFunc(found, func(p string) bool { return strings.HasPrefix(p, test.want) }) {
			t.Errorf("want %q, got %q", test.want, found)
		}
	}
}

func TestFormattedAsExcelDoes(t *testing.T) {
	for _, c := range [][3]string{
		{"1996026", wholeFormat, "1,996,026"}, {"999", wholeFormat, "999"}, {"0.5", exactFormat, "0.5"}, {"1234.5", exactFormat, "1,234.5"},
		{"3.75", scoreFormat, "3.75"}, {"0.12345", shareFormat, "12.35%"}, {"1234567", nothingFormat, "1,234,567"},
	} {
		if got := formatted(c[0], c[1]); got != c[2] {
			t.Errorf("%s as %s is %s, not %s", c[0], c[1], got, c[2])
		}
	}
}

// strange is a theme in which every colour is another one.
func strange(t *testing.T) theme.Theme {
	look := house(t)
	v := reflect.ValueOf(&look.Colours).Elem()
	for i := range v.NumField() {
		v.Field(i).SetString(fmt.Sprintf("%06X", 0x101010+i))
	}
	return look
}

// Every ink lies only on fills that a theme is checked for, so a theme that was
// accepted makes no text that cannot be read.
func TestStylesLieOnWhatTheThemeChecks(t *testing.T) {
	look := strange(t)
	pairs := map[[2]string]float64{}
	used := map[[2]string]bool{}
	for _, p := range look.Colours.Pairs() {
		pairs[[2]string{string(p.InkColour), string(p.OnColour)}] = p.Least
	}
	for _, s := range styles(look) {
		on := string(theme.Paper)
		if s.Fill != "" {
			on = s.Fill
		}
		pair := [2]string{s.Colour, on}
		if pairs[pair] < 4.5 {
			t.Errorf("style %s: no theme is checked for %v", s.Name, pair)
		}
		used[pair] = true
	}
	l, err := locale.Load("fr")
	if err != nil {
		t.Fatal(err)
	}
	b, err := BuildIn(look, assess(t, caseText(t, "cnss-2025")), l, "test")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range b.Sheets {
		for _, c := range s.Charts {
			for _, x := range c.Series {
				pair := [2]string{x.Colour, string(theme.Paper)}
				if pairs[pair] < 3 {
					t.Errorf("%s: no theme is checked for the series %v", c.Title, pair)
				}
				used[pair] = true
			}
		}
	}
	if len(used) != len(pairs) {
		t.Errorf("%d pairs are checked and %d are used", len(pairs), len(used))
	}
}

// A theme changes how a report looks, never what it says.
func TestAThemeChangesNoValue(t *testing.T) {
	look := strange(t)
	look.Fingerprint = house(t).Fingerprint
	look.Logo = &theme.Logo{Data: square(t, 30, 900), Format: "png", Width: 30, Height: 900, Alt: law.Text{FR: "logo", AR: "شعار", EN: "logo"}}
	a := assess(t, caseText(t, "cnss-2025"))
	for _, language := range locale.Languages() {
		l, err := locale.Load(language)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Build(a, l, "test")
		if err != nil {
			t.Fatal(err)
		}
		got, err := BuildIn(look, a, l, "test")
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Sheets[0].Pictures) != 1 || got.Sheets[0].Pictures[0].Alt != look.Logo.Alt.In(language) {
			t.Errorf("%s: pictures %d", language, len(got.Sheets[0].Pictures))
		}
		first, second := write(t, got), write(t, got)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two runs differ", language)
		}
		got.Sheets[0].Pictures = nil
		got.Sheets[0].Rows[0].Cells[0].Span = 12
		if xlsx.Dump(got) != xlsx.Dump(want) {
			t.Errorf("%s: the theme changes what the report says", language)
		}
	}
}

// The logo keeps its form, stands at the far side, and fits.
func TestTheLogoIsScaled(t *testing.T) {
	l, err := locale.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	a := assess(t, caseText(t, "cards-2025"))
	for _, c := range []struct{ width, height, wantWidth, wantHeight int }{
		{100, 30, 100, 30},   // small ones are not blown up
		{880, 440, 88, 44},   // to the height
		{2000, 100, 351, 17}, // to the room
		{1, 2000, 1, 44},     // never to nothing
		{2000, 1, 351, 1},
	} {
		look := house(t)
		look.Logo = &theme.Logo{Data: square(t, c.width, c.height), Format: "png", Width: c.width, Height: c.height, Alt: law.Same("x")}
		b, err := BuildIn(look, a, l, "test")
		if err != nil {
			t.Fatal(err)
		}
		p := b.Sheets[0].Pictures[0]
		if p.Width != c.wantWidth || p.Height != c.wantHeight {
			t.Errorf("%d×%d is shown at %d×%d, not %d×%d", c.width, c.height, p.Width, p.Height, c.wantWidth, c.wantHeight)
		}
		end := float64(p.OffsetX + p.Width)
		for i := p.Column; i < len(b.Sheets[0].Columns); i++ {
			end -= b.Sheets[0].Columns[i] * columnPixel
		}
		if math.Abs(end+logoMargin) > 0.5 {
			t.Errorf("%d×%d ends %.1f pixels from the far edge", c.width, c.height, -end)
		}
	}
}

// keyed is the sheet of a key.
func keyed(b *book.Book, key string) *book.Sheet {
	return &b.Sheets[slices.IndexFunc(b.Sheets, func(s book.Sheet) bool { return s.Key == key })]
}

// square is a picture of the given size.
func square(t testing.TB, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
