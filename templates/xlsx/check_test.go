package xlsx

import (
	"errors"
	"strings"
	"testing"

	"breachimpact/templates/book"
)

func TestValidateAcceptsSamples(t *testing.T) {
	for language, b := range samples() {
		if err := Validate(b); err != nil {
			t.Errorf("%s: %v", language, err)
		}
	}
}

// TestValidate breaks the sample book in one place and expects the fault to be
// told.
func TestValidate(t *testing.T) {
	cell := func(b *book.Book, sheet, row, index int) *book.Cell { return &b.Sheets[sheet].Rows[row].Cells[index] }
	input := func(b *book.Book) *book.Cell { return cell(b, 1, 1, 1) }
	figure := func(b *book.Book) *book.Cell { return cell(b, 0, 3, 1) }
	for _, test := range []struct {
		name  string
		spoil func(*book.Book)
		want  string
	}{
		{"no sheets", func(b *book.Book) { b.Sheets = nil }, "no sheets"},
		{"no font", func(b *book.Book) { b.Font = "" }, "no font"},
		{"created is no instant", func(b *book.Book) { b.Created = "2025-04-10" }, "not an RFC 3339 instant"},
		{"created in a zone", func(b *book.Book) { b.Created = "2025-04-10T17:00:00+01:00" }, "not in UTC"},
		{"property twice", func(b *book.Book) { b.Properties[1].Name = "INCIDENT" }, "stated twice"},
		{"property without a name", func(b *book.Book) { b.Properties[1].Name = "" }, "not a property name"},
		{"long property", func(b *book.Book) { b.Properties[0].Value = strings.Repeat("a", 256) }, "256 characters"},

		{"sheet without a name", func(b *book.Book) { b.Sheets[1].Name = "  " }, "needs a name"},
		{"long sheet name", func(b *book.Book) { b.Sheets[1].Name = strings.Repeat("é", 32) }, "32 characters; at most 31"},
		{"sheet name with a slash", func(b *book.Book) { b.Sheets[1].Name = "a/b" }, "cannot hold : \\ / ? * [ ]"},
		{"sheet name in apostrophes", func(b *book.Book) { b.Sheets[1].Name = "'a" }, "apostrophe"},
		{"reserved sheet name", func(b *book.Book) { b.Sheets[1].Name = "hIstory" }, "reserved"},
		{"sheet name with a control character", func(b *book.Book) { b.Sheets[1].Name = "a\x01" }, "control characters or escapes"},
		{"sheet name with an escape", func(b *book.Book) { b.Sheets[1].Name = "_x0041_" }, "control characters or escapes"},
		{"same sheet name", func(b *book.Book) { b.Sheets[1].Name = "SYNTHÈSE" }, "without regard to case"},

		{"style twice", func(b *book.Book) { b.Styles[1].Name = "title" }, "stated twice"},
		{"style without a name", func(b *book.Book) { b.Styles[1].Name = "" }, "no name"},
		{"style of a colour name", func(b *book.Book) { b.Styles[0].Fill = "#1F3A5" }, "not RRGGBB"},
		{"style too large", func(b *book.Book) { b.Styles[0].Size = 200 }, "not between 6 and 72"},
		{"style indented too far", func(b *book.Book) { b.Styles[0].Indent = 99 }, "indent 99"},
		{"style aligned nowhere", func(b *book.Book) { b.Styles[0].Align = 9 }, "unknown alignment"},
		{"unknown style", func(b *book.Book) { input(b).Style = "nowhere" }, `unknown style "nowhere"`},

		{"name like an address", func(b *book.Book) { input(b).Name = "MAD2026" }, "does not match"},
		{"name with a hyphen", func(b *book.Book) { input(b).Name = "in_a-b" }, "does not match"},
		{"name twice", func(b *book.Book) { cell(b, 1, 2, 1).Name = "IN_turnover" }, "does not match"},
		{"name twice, other case", func(b *book.Book) { cell(b, 1, 2, 1).Name = "in_TURNOVER" }, "already at"},
		{"table named like a cell", func(b *book.Book) { cell(b, 1, 2, 1).Name = "tbl_CURVE" }, "already at"},

		{"link to nowhere", func(b *book.Book) { cell(b, 1, 1, 2).Link = &book.Link{To: "fig_none"} }, "no cell bears"},
		{"link to two places", func(b *book.Book) { cell(b, 1, 1, 2).Link.URL = "https://a.example" }, "either to"},
		{"link without a target", func(b *book.Book) { cell(b, 1, 1, 2).Link = &book.Link{} }, "either to"},
		{"script link", func(b *book.Book) { cell(b, 1, 2, 2).Link.URL = "javascript:alert(1)" }, "only https"},
		{"open link", func(b *book.Book) { cell(b, 1, 2, 2).Link.URL = "http://a.example" }, "only https"},
		{"file share", func(b *book.Book) { cell(b, 1, 2, 2).Link.URL = `\\server\share` }, "only https"},
		{"link with a user", func(b *book.Book) { cell(b, 1, 2, 2).Link.URL = "https://bank@evil.example" }, "user name"},
		{"link without a host", func(b *book.Book) { cell(b, 1, 2, 2).Link.URL = "https:///x" }, "no host"},
		{"link with a space", func(b *book.Book) { cell(b, 1, 2, 2).Link.URL = "https://a.example/b c" }, "must be encoded"},
		{"long link tip", func(b *book.Book) { cell(b, 1, 1, 2).Link.Tip = strings.Repeat("a", 300) }, "tip of 300"},

		{"formula with equals", func(b *book.Book) { figure(b).Formula = "=1+1" }, `begins with "="`},
		{"formula without a value", func(b *book.Book) { figure(b).Value = book.Value{} }, "without its computed value"},
		{"formula with an unknown name", func(b *book.Book) { figure(b).Formula = "in_nothing*2" }, "in_nothing, which no cell bears"},
		{"formula with an open text", func(b *book.Book) { figure(b).Formula = `IF(1,"a,2)` }, "open quotation"},
		{"formula with an open parenthesis", func(b *book.Book) { figure(b).Formula = "SUM(1,2" }, "unbalanced"},
		{"formula with a new function", func(b *book.Book) { figure(b).Formula = "IFS(TRUE,1)" }, "calls IFS"},
		{"long formula", func(b *book.Book) { figure(b).Formula = strings.Repeat("1+", 5000) + "1" }, "at most 8192"},
		{"formula with a line end", func(b *book.Book) { figure(b).Formula = "1+\n1" }, "control characters"},

		{"number with an exponent", func(b *book.Book) { input(b).Value = book.Decimal("1e5") }, "not a plain decimal"},
		{"number that is not one", func(b *book.Book) { input(b).Value = book.Decimal("NaN") }, "not a plain decimal"},
		{"number with a comma", func(b *book.Book) { input(b).Value = book.Decimal("1,5") }, "not a plain decimal"},
		{"number without digits", func(b *book.Book) { input(b).Value = book.Decimal("-.5") }, "not a plain decimal"},
		{"empty number", func(b *book.Book) { input(b).Value = book.Decimal("") }, "not a plain decimal"},
		{"signed number", func(b *book.Book) { input(b).Value = book.Decimal("+1") }, "not a plain decimal"},
		{"unknown kind", func(b *book.Book) { input(b).Value.Kind = 9 }, "unknown kind"},
		{"long text", func(b *book.Book) { cell(b, 1, 1, 0).Value = book.String(strings.Repeat("a", 40000)) }, "40000 characters; at most 32767"},
		{"long text, by pairs", func(b *book.Book) { cell(b, 1, 1, 0).Value = book.String(strings.Repeat("😀", 16384)) }, "32768 characters"},

		{"cell left of the sheet", func(b *book.Book) { input(b).Column = -1 }, "not within"},
		{"cell far right", func(b *book.Book) { input(b).Column = 64 }, "not within"},
		{"cell over another", func(b *book.Book) { input(b).Column = 0 }, "taken by another cell"},
		{"span over another", func(b *book.Book) { cell(b, 1, 1, 0).Span = 2 }, "taken by another cell"},
		{"row too high", func(b *book.Book) { b.Sheets[1].Rows[0].Height = 500 }, "height 500"},
		{"outline too deep", func(b *book.Book) { b.Sheets[1].Rows[0].Level = 8 }, "outline level 8"},
		{"column too wide", func(b *book.Book) { b.Sheets[1].Columns[0] = 256 }, "width 256"},
		{"more frozen rows than rows", func(b *book.Book) { b.Sheets[1].FreezeRows = 99 }, "99 frozen rows"},
		{"more repeated rows than rows", func(b *book.Book) { b.Sheets[1].RepeatRows = 99 }, "99 repeated rows"},
		{"tab of no colour", func(b *book.Book) { b.Sheets[1].TabColour = "red" }, "not RRGGBB"},
		{"long footer", func(b *book.Book) { b.Sheets[1].Footer.Left = strings.Repeat("&", 125) }, "codes included"},
		{"too many rows", func(b *book.Book) { b.Sheets[1].Rows = make([]book.Row, maxRows+1) }, "20001 rows"},

		{"list with a comma", func(b *book.Book) { cell(b, 1, 5, 1).List[0] = "a,b" }, "holds a comma"},
		{"list with a blank", func(b *book.Book) { cell(b, 1, 5, 1).List[0] = "" }, "is blank"},
		{"list with an edge space", func(b *book.Book) { cell(b, 1, 5, 1).List[0] = "a " }, "ends with a space"},
		{"list with a formula", func(b *book.Book) { cell(b, 1, 5, 1).List[0] = "=A1" }, "would be a formula"},
		{"list with a double", func(b *book.Book) { cell(b, 1, 5, 1).List[0] = "non" }, "twice"},
		{"long list", func(b *book.Book) { cell(b, 1, 5, 1).List[0] = strings.Repeat("a", 250) }, "at most 255"},
		{"value outside its list", func(b *book.Book) { cell(b, 1, 5, 1).Value = book.String("peut-être") }, "not in the list"},

		{"table off the sheet", func(b *book.Book) { b.Sheets[2].Tables[0].LastRow = 400 }, "do not lie on the sheet"},
		{"table without a row", func(b *book.Book) { b.Sheets[2].Tables[0].LastRow = 0 }, "do not lie on the sheet"},
		{"table with a blank header", func(b *book.Book) { cell(b, 2, 0, 1).Value = book.Value{} }, "not plain text"},
		{"table with equal headers", func(b *book.Book) { cell(b, 2, 0, 1).Value = book.String("perte (mad)") }, "twice"},
		{"table over merged cells", func(b *book.Book) { cell(b, 2, 3, 2).Span = 2 }, "merged cells"},
		{"two tables in one place", func(b *book.Book) {
			b.Sheets[2].Tables = append(b.Sheets[2].Tables, book.Table{Name: "tbl_b", FirstRow: 5, LastRow: 9, LastColumn: 1})
		}, "lies over"},

		{"flag on no cell", func(b *book.Book) { b.Sheets[0].Flags[0].Column = 40 }, "no cell there"},
		{"flag without a style", func(b *book.Book) { b.Sheets[0].Flags[0].Style = "" }, "unknown style"},

		{"chart without words", func(b *book.Book) { b.Sheets[0].Charts[0].Alt = " " }, "cannot see it"},
		{"chart without series", func(b *book.Book) { b.Sheets[0].Charts[0].Series = nil }, "no series"},
		{"chart of no size", func(b *book.Book) { b.Sheets[0].Charts[0].Width = 0 }, "pixels"},
		{"chart of no kind", func(b *book.Book) { b.Sheets[0].Charts[0].Kind = 7 }, "unknown kind"},
		{"chart from zero on a log axis", func(b *book.Book) { b.Sheets[0].Charts[0].XMin = "0" }, "cannot begin at 0"},
		{"zero on a log axis", func(b *book.Book) { cell(b, 2, 1, 0).Value = book.Decimal("0.00") }, "on a logarithmic axis"},
		{"chart of an unknown sheet", func(b *book.Book) { b.Sheets[0].Charts[0].Series[0].Sheet = "x" }, `no sheet "x"`},
		{"chart of missing rows", func(b *book.Book) { b.Sheets[0].Charts[0].Series[0].LastRow = 99 }, "are not on sheet"},
		{"chart of texts", func(b *book.Book) { b.Sheets[0].Charts[0].Series[0].YColumn = 7 }, "no number at"},
		{"series without a name", func(b *book.Book) { b.Sheets[0].Charts[0].Series[0].NameRow = 1 }, "no text for its name"},
		{"series without a colour", func(b *book.Book) { b.Sheets[0].Charts[0].Series[0].Colour = "" }, "no colour"},
		{"hidden series of a curve", func(b *book.Book) { b.Sheets[0].Charts[0].Series[0].Hidden = true }, "no timeline"},
		{"hidden series with a colour", func(b *book.Book) {
			b.Sheets[0].Charts[1].Kind, b.Sheets[0].Charts[1].Series[0].Hidden = book.Timeline, true
		}, "one that is hidden"},
		{"bar of less than nothing", func(b *book.Book) {
			b.Sheets[0].Charts[1].Kind = book.Timeline
			b.Sheets[2].Rows[33].Cells[1].Value = book.Decimal("-1")
		}, "below zero"},
		{"axis with an exponent", func(b *book.Book) { b.Sheets[0].Charts[0].YMax = "1e3" }, "end of axis"},
	} {
		b := sample(french())
		test.spoil(&b)
		err := Validate(b)
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: no %q in: %v", test.name, test.want, err)
		}
		if data, err := Write(b); !errors.Is(err, ErrInvalid) || data != nil {
			t.Errorf("%s: Write made %d bytes, %v", test.name, len(data), err)
		}
	}
}

// TestValidateTellsAll spoils several places at once.
func TestValidateTellsAll(t *testing.T) {
	b := sample(french())
	b.Styles[0].Fill = "blue"
	b.Sheets[0].Rows[3].Cells[1].Formula = "=1"
	b.Sheets[1].Rows[1].Cells[1].Value = book.Decimal("x")
	b.Sheets[2].Name = "History"
	err := Validate(b)
	for _, want := range []string{`style "title"`, "Synthèse!B4", "Données d'entrée!B2", `sheet "History"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in: %v", want, err)
		}
	}
	if again := Validate(b); again == nil || again.Error() != err.Error() {
		t.Errorf("the faults come in another order: %v", again)
	}
}
