package verify

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"breachimpact/templates/locale"
	"breachimpact/templates/workbook"
	"breachimpact/templates/xlsx"
)

// What keeps a report from being recomputed.
var (
	ErrNotAReport = errors.New("not a report of this program")
	ErrEdition    = errors.New("the edition of the report is made to hold no case file")
	ErrNoCase     = errors.New("the report does not hold its case file")
	ErrCase       = errors.New("the case file of the report was changed")
)

// maxTrials is more than any report was made with: a file asks for no more work.
const maxTrials = 10_000_000

var fingerprint = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Record is what a report says of its own making.
type Record struct {
	Version   string
	Language  string
	Theme     string // fingerprint of the look
	Case      string // the incident file, without comments
	Digest    string // SHA-256 of the file that was given, in hex
	AsOf      time.Time
	AsOfGiven bool // by the incident or its reader; else it was the time of the run
	Seed      uint64
	Trials    int
	Laws      []string // codes; empty for all
	Announced bool
	OwnRates  bool // the reader gave exchange rates, which the report does not hold
}

// Read reads the record of a report. Its error is ErrNotAReport, ErrEdition, ErrNoCase, or
// ErrCase when the case file is not the one the report was made from; the record is
// then filled as far as it can be.
func Read(c xlsx.Contents) (Record, error) {
	properties := map[string]string{}
	for _, p := range c.Properties {
		properties[p.Name] = p.Value
	}
	asOf, badTime := time.Parse(time.RFC3339, properties[workbook.PropertyAsOf])
	seed, badSeed := strconv.ParseUint(properties[workbook.PropertySeed], 10, 64)
	trials, badTrials := strconv.Atoi(properties[workbook.PropertyTrials])
	count, badCount := strconv.Atoi(properties[workbook.PropertyCaseLines])
	language := properties[workbook.PropertyLanguage]
	if errors.Join(badTime, badSeed, badTrials, badCount) != nil || !slices.Contains(locale.Languages(), language) || trials < 1 || trials > maxTrials || count < 0 {
		return Record{}, ErrNotAReport
	}
	r := Record{
		Version: properties[workbook.PropertyVersion], Language: language, Digest: properties[workbook.PropertyDigest],
		AsOf: asOf, AsOfGiven: properties[workbook.PropertyAsOfGiven] == "yes", Seed: seed, Trials: trials,
		Announced: properties[workbook.PropertyAnnounced] == "yes", OwnRates: properties[workbook.PropertyOwnRates] == "yes",
	}
	if look := properties[workbook.PropertyTheme]; fingerprint.MatchString(look) {
		r.Theme = look
	}
	if laws := properties[workbook.PropertyLaws]; laws != workbook.None {
		r.Laws = strings.Split(laws, ",")
	}
	if properties[workbook.PropertyEdition] == workbook.ManagementEdition {
		return r, ErrEdition
	}
	if count == 0 {
		return r, ErrNoCase
	}
	lines := caseLines(c, count)
	if len(lines) != count || workbook.CaseDigest(lines) != properties[workbook.PropertyCaseDigest] {
		return r, ErrCase
	}
	r.Case = strings.Join(lines, "\n") + "\n"
	return r, nil
}

// caseLines are the lines as far as the sheet has them. A blank one may not be
// stored.
func caseLines(c xlsx.Contents, count int) []string {
	sheet, first, found := c.Find(workbook.CaseName)
	if !found || len(sheet.Cells) == 0 {
		return nil
	}
	last := sheet.Cells[len(sheet.Cells)-1].Row
	var out []string
	for row := first.Row; row <= last && len(out) < count; row++ {
		cell, _ := sheet.Cell(first.Column, row)
		out = append(out, cell.Value.Text)
	}
	return out
}
