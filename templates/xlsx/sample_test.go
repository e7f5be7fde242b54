package xlsx

import (
	"fmt"
	"strconv"

	"breachimpact/templates/book"
)

// wording is what a sample book says in one language.
type wording struct {
	language, font                             string
	rightToLeft                                bool
	summary, inputs, data                      string // sheets
	title, label, value, note                  string
	long                                       string
	turnover, share, cap_, people, unit, total string
	yes, no, unknown, money                    string
	curveTitle, curveX, curveY, curveAlt       string
	barsTitle, barsAlt                         string
	confirmed, claimed                         string
	lines                                      [5]string
	footerStart, footerEnd                     string
}

func french() wording {
	return wording{
		language: "fr-MA", font: "Carlito",
		summary: "Synthèse", inputs: "Données d'entrée", data: "Courbes",
		title: "Estimation d'impact d'une violation de données", label: "Élément", value: "Valeur", note: "Note",
		long: "L'amende ne peut excéder le plus élevé des deux montants : vingt millions d'euros, ou quatre pour cent du chiffre " +
			"d'affaires annuel mondial de l'exercice précédent. Ce plafond n'est pas une prévision : l'autorité tient compte de la gravité, " +
			"de la durée, des mesures prises et de la coopération.",
		turnover: "Chiffre d'affaires", share: "Part", cap_: "Plafond", people: "Personnes", unit: "Coût unitaire", total: "Total",
		yes: "oui", no: "non", unknown: "inconnu", money: `#,##0.00\ "MAD";[Red]-#,##0.00\ "MAD"`,
		curveTitle: "Probabilité de dépasser une perte", curveX: "Perte (MAD)", curveY: "Probabilité",
		curveAlt:  "La probabilité de dépasser dix millions de dirhams est de 31 % sur les faits établis.",
		barsTitle: "Postes de coût", barsAlt: "La notification est le premier poste, devant l'enquête.",
		confirmed: "Établi", claimed: "Allégué",
		lines:       [5]string{"Notification", "Enquête technique", "Centre d'appels", "Conseil juridique", "Perte de clients"},
		footerStart: "Durand & Fils — cas 7", footerEnd: "Confidentiel",
	}
}

func arabic() wording {
	return wording{
		language: "ar-MA", font: "Noto Naskh Arabic", rightToLeft: true,
		summary: "ملخص", inputs: "المدخلات", data: "المنحنيات",
		title: "تقدير أثر خرق للمعطيات الشخصية", label: "العنصر", value: "القيمة", note: "ملاحظة",
		long: "لا يجوز أن تتجاوز الغرامة أعلى المبلغين: \u206820.000.000 EUR\u2069 أو \u20684 %\u2069 من رقم المعاملات السنوي العالمي " +
			"للسنة المالية السابقة. هذا السقف ليس توقعا: تراعي السلطة خطورة الخرق ومدته والتدابير المتخذة ومستوى التعاون معها.",
		turnover: "رقم المعاملات", share: "النسبة", cap_: "السقف", people: "الأشخاص", unit: "الكلفة للوحدة", total: "المجموع",
		yes: "نعم", no: "لا", unknown: "غير معروف", money: `#,##0.00\ [$د.م.-1801];[Red]-#,##0.00\ [$د.م.-1801]`,
		curveTitle: "احتمال تجاوز خسارة معينة", curveX: "الخسارة (درهم)", curveY: "الاحتمال",
		curveAlt:  "احتمال تجاوز عشرة ملايين درهم هو 31 في المائة حسب الوقائع المثبتة.",
		barsTitle: "بنود الكلفة", barsAlt: "الإشعار هو البند الأول قبل التحقيق.",
		confirmed: "مثبت", claimed: "مزعوم",
		lines:       [5]string{"الإشعار", "التحقيق التقني", "مركز الاتصال", "الاستشارة القانونية", "فقدان الزبناء"},
		footerStart: "شركة المثال & أبناؤها", footerEnd: "سري",
	}
}

// sample is a book that uses everything a Book can say.
func sample(w wording) book.Book {
	cell := func(column int, style string, value book.Value) book.Cell {
		return book.Cell{Column: column, Style: style, Value: value}
	}
	text := book.String
	b := book.Book{
		Language: w.language, RightToLeft: w.rightToLeft, Font: w.font,
		Title: w.title, Subject: "example", Created: "2025-04-10T17:00:00Z",
		Properties: []book.Property{{Name: "incident", Value: "example"}, {Name: "sha256", Value: "9f86d081884c7d65"}},
		Styles: []book.Style{
			{Name: "title", Bold: true, Size: 18, Colour: "FFFFFF", Fill: "1F3A5F", Middle: true},
			{Name: "head", Bold: true, Fill: "DCE6F1", Border: "9DB2CC", Wrap: true},
			{Name: "text", Wrap: true, Border: "D0D7DE"},
			{Name: "detail", Wrap: true, Indent: 2, Italic: true, Colour: "57606A"},
			{Name: "money", Number: w.money, Border: "D0D7DE", Align: book.End},
			{Name: "percent", Number: "0.0%", Border: "D0D7DE", Align: book.End},
			{Name: "count", Number: "#,##0", Border: "D0D7DE", Align: book.End},
			{Name: "plain", Border: "D0D7DE"},
			{Name: "input", Number: w.money, Fill: "FFF8C5", Border: "BF8700", Align: book.End},
			{Name: "choice", Fill: "FFF8C5", Border: "BF8700"},
			{Name: "link", Colour: "0969DA", Underline: true},
			{Name: "hash", LeftToRead: true, Colour: "57606A", Size: 8},
			{Name: "bad", Fill: "FFCECB", Colour: "A40E26", Bold: true},
			{Name: "centre", Align: book.Centre, Bottom: "9DB2CC"},
		},
	}
	inputs := book.Sheet{
		Name: w.inputs, Columns: []float64{26, 22, 40}, FreezeRows: 1, RepeatRows: 1, TabColour: "BF8700", Portrait: true,
		Footer: book.Footer{Left: w.footerStart, Right: w.footerEnd},
		Rows: []book.Row{
			{Cells: []book.Cell{cell(0, "head", text(w.label)), cell(1, "head", text(w.value)), cell(2, "head", text(w.note))}},
			{Cells: []book.Cell{
				cell(0, "text", text(w.turnover)),
				{Column: 1, Style: "input", Value: book.Decimal("750000000.00"), Name: "in_turnover", Input: true},
				{Column: 2, Style: "link", Value: text(w.summary), Link: &book.Link{To: "fig_claimed.cap", Tip: w.cap_}},
			}},
			{Cells: []book.Cell{
				cell(0, "text", text(w.share)),
				{Column: 1, Style: "percent", Value: book.Decimal("0.04"), Name: "in_share", Input: true},
				{Column: 2, Style: "link", Value: text("https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
					Link: &book.Link{URL: "https://eur-lex.europa.eu/eli/reg/2016/679/oj?a=1&b=2"}},
			}},
			{Cells: []book.Cell{
				cell(0, "text", text(w.people)),
				{Column: 1, Style: "count", Value: book.Decimal("1996026"), Name: "in_people", Input: true},
			}},
			{Cells: []book.Cell{
				cell(0, "text", text(w.unit)),
				{Column: 1, Style: "input", Value: book.Decimal("-3.25"), Name: "in_unit", Input: true},
			}},
			{Cells: []book.Cell{
				cell(0, "text", text(w.note)),
				{Column: 1, Style: "choice", Value: text(w.unknown), Name: "in_choice", Input: true, List: []string{w.yes, w.no, w.unknown}},
			}},
			{Cells: []book.Cell{
				cell(0, "text", text("Chiffrement")),
				{Column: 1, Style: "plain", Value: book.Bool(true), Name: "in_flag", Input: true},
			}},
		},
	}
	number := func(digits string) book.Value { return book.Decimal(digits) }
	formula := func(name, style, f string, value book.Value) book.Row {
		return book.Row{Cells: []book.Cell{
			cell(0, "text", text(name)),
			{Column: 1, Style: style, Formula: f, Value: value, Name: "fig_" + name},
		}}
	}
	summary := book.Sheet{
		Name: w.summary, Columns: []float64{30, 22, 30, 44}, OnePage: true, FreezeRows: 2, RepeatRows: 2, TabColour: "1F3A5F",
		Footer: book.Footer{Left: w.footerStart, Right: w.footerEnd},
		Rows: []book.Row{
			{Height: 34, Cells: []book.Cell{{Column: 0, Span: 4, Style: "title", Value: text(w.title)}}},
			{Cells: []book.Cell{cell(0, "head", text(w.label)), cell(1, "head", text(w.value)), {Column: 2, Span: 2, Style: "head", Value: text(w.note)}}},
			{Cells: []book.Cell{
				cell(0, "text", text(w.cap_)),
				{Column: 1, Style: "money", Formula: "MAX(20000000,in_share*in_turnover)", Value: number("30000000"), Name: "fig_claimed.cap",
					Link: &book.Link{To: "in_turnover"}},
				{Column: 2, Span: 2, Style: "text", Value: text(w.long)},
			}},
			formula("half", "money", "fig_claimed.cap/2", number("15000000")),
			formula("loss", "money", "in_people*in_unit", number("-6487084.5")),
			formula("round", "count", "ROUND(fig_loss/1000,0)", number("-6487")),
			formula("band", "plain", `IF(fig_claimed.cap>25000000,"A & B","<C>")`, text("A & B")),
			formula("known", "plain", `in_choice<>"`+w.unknown+`"`, book.Bool(false)),
			formula("both", "plain", "AND(in_flag,fig_half>1)", book.Bool(true)),
			formula("least", "money", "MIN(fig_half,fig_claimed.cap,in_turnover)", number("15000000")),
			formula("words", "plain", `in_choice&" / "&TEXT(in_people,"0")`, text(w.unknown+" / 1996026")),
			formula("sum", "money", "SUM(fig_claimed.cap,fig_half,fig_loss)", number("38512915.5")),
			formula("empty", "plain", `IF(in_flag,"","x")`, text("")),
			{Level: 1, Cells: []book.Cell{{Column: 0, Span: 4, Style: "detail", Value: text(w.long)}}},
			{Level: 2, Cells: []book.Cell{{Column: 0, Span: 2, Style: "detail", Value: text(w.long)}, cell(2, "hash", text("-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c"))}},
			{},
			{Cells: []book.Cell{cell(0, "centre", text(w.claimed)), cell(1, "", number("-12.50")), cell(2, "", text("=cmd|' /C calc'!A0"))}},
		},
		Flags: []book.Flag{
			{Row: 7, Column: 1, Equals: "FALSE", Style: "bad"},
			{Row: 6, Column: 1, Equals: "A & B", Style: "bad"},
		},
		Charts: []book.Chart{
			{Kind: book.Curve, Row: 18, Column: 0, Width: 560, Height: 320, Title: w.curveTitle, Alt: w.curveAlt,
				XTitle: w.curveX, YTitle: w.curveY, XFormat: "#,##0", YFormat: "0%", LogX: true, XMin: "100000", XMax: "100000000", YMin: "0", YMax: "1",
				Series: []book.Series{
					{Sheet: w.data, NameRow: 0, NameColumn: 1, FirstRow: 1, LastRow: 30, XColumn: 0, YColumn: 1, Colour: "1F3A5F"},
					{Sheet: w.data, NameRow: 0, NameColumn: 2, FirstRow: 1, LastRow: 30, XColumn: 0, YColumn: 2, Colour: "BF8700", Dash: true},
				}},
			{Kind: book.Bars, Row: 18, Column: 3, Width: 460, Height: 320, Title: w.barsTitle, Alt: w.barsAlt,
				XTitle: w.curveX, XFormat: "#,##0",
				Series: []book.Series{{Sheet: w.data, NameRow: 32, NameColumn: 1, FirstRow: 33, LastRow: 37, XColumn: 0, YColumn: 1, Colour: "1F3A5F"}}},
		},
	}
	data := book.Sheet{
		Name: w.data, Columns: []float64{24, 18, 18},
		Footer: book.Footer{Left: w.footerStart},
		Rows: []book.Row{{Cells: []book.Cell{
			cell(0, "head", text(w.curveX)), cell(1, "head", text(w.confirmed)), cell(2, "head", text(w.claimed)),
		}}},
		Tables: []book.Table{{Name: "tbl_curve", FirstRow: 0, LastRow: 30, FirstColumn: 0, LastColumn: 2}},
	}
	x := 100000
	for i := range 30 {
		data.Rows = append(data.Rows, book.Row{Cells: []book.Cell{
			cell(0, "count", number(strconv.Itoa(x))),
			cell(1, "percent", number(fmt.Sprintf("0.%03d", 999-i*i))),
			cell(2, "percent", number(fmt.Sprintf("0.%03d", 999-i*20))),
		}})
		x = x * 126 / 100
	}
	data.Rows = append(data.Rows, book.Row{}, book.Row{Cells: []book.Cell{cell(0, "head", text(w.label)), cell(1, "head", text(w.total))}})
	for i, line := range w.lines {
		data.Rows = append(data.Rows, book.Row{Cells: []book.Cell{
			cell(0, "text", text(line)), cell(1, "money", number(strconv.Itoa(9000000/(i+1)))),
		}})
	}
	b.Sheets = []book.Sheet{summary, inputs, data}
	return b
}
