package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
	"unicode"

	"breachimpact/templates/book"
)

// The document properties by which a report can be recomputed from itself.
const (
	PropertyEdition    = "edition" // AllEdition or ManagementEdition
	PropertyTheme      = "theme"   // fingerprint of the look, which changes no value
	PropertyLanguage   = "language"
	PropertyVersion    = "version"
	PropertyDigest     = "incident-sha256" // of the file that was given
	PropertyAsOf       = "as-of"
	PropertyAsOfGiven  = "as-of-stated" // yes when the incident or its reader gave the time, no when it was the time of the run
	PropertySeed       = "seed"
	PropertyTrials     = "trials"
	PropertyLaws       = "laws"      // codes joined by commas; None for all
	PropertyAnnounced  = "announced" // yes or no
	PropertyOwnRates   = "own-rates" // yes when the reader gave exchange rates
	PropertyCaseLines  = "case-lines"
	PropertyCaseDigest = "case-sha256" // of the lines of the case file, each with a line end
)

// None is a property with nothing to say: some programs drop empty ones.
const None = "-"

// CaseName is the defined name of the first line of the case file.
const CaseName = "tbl_case_file"

// longestLine is what a cell holds with room to spare.
const longestLine = 32_000

// properties are what a later reader needs to repeat the report.
func (b *builder) properties() []book.Property {
	yes := func(is bool) string {
		if is {
			return "yes"
		}
		return "no"
	}
	laws := None
	if len(b.a.Asked) > 0 {
		laws = strings.Join(b.a.Asked, ",")
	}
	lines := b.caseLines()
	return []book.Property{
		{Name: "incident", Value: string(b.a.Incident.ID)},
		{Name: PropertyDigest, Value: b.a.Incident.SHA256},
		{Name: "rulebook", Value: b.a.Rulebook.Fingerprint},
		{Name: "severity-method", Value: b.a.Severity.Fingerprint},
		{Name: "money-model", Value: b.a.Loss.Fingerprint},
		{Name: PropertyEdition, Value: AllEdition},
		{Name: PropertyTheme, Value: b.look.Fingerprint},
		{Name: PropertyVersion, Value: b.version},
		{Name: PropertyLanguage, Value: b.loc.Language},
		{Name: PropertyAsOf, Value: b.a.AsOf.Format(time.RFC3339)},
		{Name: PropertyAsOfGiven, Value: yes(!b.a.Incident.AsOf.IsZero())},
		{Name: PropertySeed, Value: strconv.FormatUint(b.a.Seed, 10)},
		{Name: PropertyTrials, Value: strconv.Itoa(b.a.Trials)},
		{Name: PropertyLaws, Value: laws},
		{Name: PropertyAnnounced, Value: yes(b.a.Announced)},
		{Name: PropertyOwnRates, Value: yes(b.a.OwnRates)},
		{Name: PropertyCaseLines, Value: strconv.Itoa(len(lines))},
		{Name: PropertyCaseDigest, Value: CaseDigest(lines)},
	}
}

// CaseDigest is the fingerprint of a case file.
func CaseDigest(lines []string) string {
	h := sha256.New()
	for _, line := range lines {
		h.Write([]byte(line))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// caseLines is the case file, or nothing when it cannot be kept as it is.
func (b *builder) caseLines() []string {
	text, ok := b.a.Incident.CaseFile()
	if !ok {
		return nil
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for _, line := range lines {
		if len(line) > longestLine || !storable(line) {
			return nil
		}
	}
	return lines
}

// storable tells whether a cell keeps a line to the letter: control characters and
// what spreadsheet programs take for an escape would come back otherwise.
func storable(line string) bool {
	return !strings.Contains(line, "_x") && strings.IndexFunc(line, func(r rune) bool {
		return unicode.In(r, unicode.Cc, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp) || r == '\u202D' || r == '\u202E' || r == unicode.ReplacementChar || r&0xFFFE == 0xFFFE
	}) < 0
}

// caseFile writes the incident as it was given, line by line, so that the report
// can be recomputed from itself. Comments are left out: nobody vouched for them.
func (b *builder) caseFile() *page {
	p := b.page("case-file", 8, 130)
	p.sheet.Dense = true
	p.head(b.text("sheet.case-file"), b.text("case-file.note"))
	lines := b.caseLines()
	if lines == nil {
		p.row(p.span(b.text("case-file.none"), sWarn))
		return p
	}
	p.sheet.FreezeRows = p.header(b.text("case-file.line"), b.text("case-file.text")) + 1
	p.sheet.RepeatRows = p.sheet.FreezeRows
	style := sCode
	if b.loc.RightToLeft {
		style = sCodeFar
	}
	for i, line := range lines {
		cell := str(1, line, style)
		if i == 0 {
			cell.Name = CaseName
		}
		p.row(str(0, strconv.Itoa(i+1), sCode), cell)
	}
	return p
}
