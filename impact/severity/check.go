package severity

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// The checks are the method's own laws. Each has a code, a broken example in
// the tests that must raise it, and a message in templates/locale that says
// what to do.
const (
	fileMissing      = "severity-file" // a file cannot be read
	duplicateID      = "SEV-001"       // two types, combinations, reasons or words of one table share an id
	unknownCategory  = "SEV-002"       // a category that the table does not have
	outsideTable     = "SEV-003"       // a score that the category's row does not have, or is missing or not allowed
	notQuarter       = "SEV-004"       // not a multiple of 0.25
	outsideRow       = "SEV-005"       // an identifier row, or a cell of it, that the table does not have
	unknownType      = "SEV-006"       // a combination names a kind of data that the catalogue does not have
	bandOrder        = "SEV-007"       // the bands do not rise from 0 through the four levels
	cellOrder        = "SEV-008"       // thin above usual, rich below usual, or a lessened score above usual
	unexplainedMark  = "SEV-009"       // a mark weaker than verified does not say why
	unknownReason    = "SEV-010"       // a reason that the file does not list
	idForm           = "SEV-011"       // an id is not lower-case words joined by hyphens
	emptyCombination = "SEV-012"       // a combination of one kind of data, or that says nothing of DPC and EI
	incompleteTable  = "SEV-013"       // a category, row, circumstance or protection the method needs is not there or is disordered
	notArabic        = "SEV-014"       // an Arabic name without an Arabic letter
	ruleForm         = "SEV-015"       // a rule from facts to cells, or of the extended score, that says nothing or contradicts the tables
)

// Codes lists every fault code of the loader beyond those of strict and law.
func Codes() []string {
	return []string{
		fileMissing, duplicateID, unknownCategory, outsideTable, notQuarter, outsideRow, unknownType, bandOrder, cellOrder,
		unexplainedMark, unknownReason, idForm, emptyCombination, incompleteTable, notArabic, ruleForm,
	}
}

type checker struct {
	method  Method // the tables only, for its finders
	types   map[string]*DataType
	reasons map[string]bool
	faults  strict.Faults
}

func check(table *methodData, types *typesData, combinations *combinationsData, context *contextData, extended *ExtendedRules) strict.Faults {
	c := &checker{
		method:  Method{Categories: table.Categories, Identification: table.Identification, Circumstances: table.Circumstances},
		types:   map[string]*DataType{},
		reasons: map[string]bool{},
	}
	c.table(table)
	if len(c.faults) > 0 {
		return c.faults // the other files are held against a table that must stand first
	}
	for _, r := range types.Reasons {
		c.unique(c.reasons[r.ID], r.ID, strict.Place{File: typesFile})
		c.reasons[r.ID] = true
		c.arabic(r.Text, strict.Place{File: typesFile}, r.ID)
	}
	for _, t := range types.Types {
		c.unique(c.types[t.ID] != nil, t.ID, t.place)
		c.types[t.ID] = t
	}
	for _, t := range types.Types {
		c.dataType(t)
	}
	seen := map[string]bool{}
	for i := range combinations.Combinations {
		k := &combinations.Combinations[i]
		c.unique(seen[k.ID], k.ID, k.place)
		seen[k.ID] = true
		c.combination(k)
	}
	c.context(context)
	c.extended(table, extended)
	return c.faults
}

func (c *checker) fault(code string, place strict.Place, args ...strict.Arg) {
	c.faults = append(c.faults, strict.Fault{Code: code, Place: place, Args: args})
}

func arg(name, value string) strict.Arg { return strict.Arg{Name: name, Value: value} }

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// unique holds ids to their form and to being given once.
func (c *checker) unique(seen bool, id string, place strict.Place) {
	if seen {
		c.fault(duplicateID, place, arg("id", id))
	}
	if !kebab.MatchString(id) {
		c.fault(idForm, place, arg("id", id))
	}
}

func (c *checker) arabic(t law.Text, place strict.Place, id string) {
	if !strings.ContainsFunc(t.AR, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }) {
		c.fault(notArabic, place, arg("id", id))
	}
}

func (c *checker) dataType(t *DataType) {
	c.arabic(t.Name, t.place, t.ID)
	c.reason(t.Mark, t.Reason, t)
	if c.cells(t) {
		c.order(t)
	}
	if t.Identifier != nil {
		c.reason(t.Identifier.Mark, t.Identifier.Reason, t)
		if row := c.method.Row(t.Identifier.Row); row == nil || row.Cell(t.Identifier.EI) == nil {
			c.fault(outsideRow, t.place, arg("id", t.ID), arg("row", t.Identifier.Row), arg("ei", t.Identifier.EI.String()))
			return
		}
	}
	if t.Category == IdentifierOnly && t.Identifier == nil {
		c.fault(outsideRow, t.place, arg("id", t.ID), arg("row", ""), arg("ei", ""))
	}
}

func (c *checker) reason(mark law.Confidence, reason string, t *DataType) {
	if !mark.Firm() && reason == "" {
		c.fault(unexplainedMark, t.place, arg("id", t.ID))
	}
	if reason != "" && !c.reasons[reason] {
		c.fault(unknownReason, t.place, arg("id", t.ID), arg("reason", reason))
	}
}

// cells holds the scores of a type to the row of its category.
func (c *checker) cells(t *DataType) bool {
	all := []int{t.Cell, t.Thin, t.Rich, t.PublicBefore, t.Outdated}
	category := c.method.Category(t.Category)
	if category == nil {
		if t.Category != IdentifierOnly && t.Category != Credential {
			c.fault(unknownCategory, t.place, arg("id", t.ID), arg("category", t.Category))
			return false
		}
		if slices.Max(all) > 0 {
			c.fault(outsideTable, t.place, arg("id", t.ID), arg("category", t.Category), arg("score", strconv.Itoa(slices.Max(all))))
		}
		if t.Opens != "" && (t.Category != Credential || c.method.Category(t.Opens) == nil) {
			c.fault(unknownCategory, t.place, arg("id", t.ID), arg("category", t.Opens))
		}
		return false
	}
	if t.Opens != "" {
		c.fault(unknownCategory, t.place, arg("id", t.ID), arg("category", t.Opens))
	}
	for i, score := range all {
		if (i == 0 || score != 0) && category.Cell(score) == nil {
			c.fault(outsideTable, t.place, arg("id", t.ID), arg("category", t.Category), arg("score", strconv.Itoa(score)))
			return false
		}
	}
	return true
}

func (c *checker) order(t *DataType) {
	if orUsual(t.Thin, t.Cell) > t.Cell || orUsual(t.Rich, t.Cell) < t.Cell ||
		orUsual(t.PublicBefore, t.Cell) > t.Cell || orUsual(t.Outdated, t.Cell) > t.Cell {
		c.fault(cellOrder, t.place, arg("id", t.ID))
	}
}

// explained holds a weak mark to a reason that can be read in every language.
func (c *checker) explained(mark law.Confidence, why law.Text, place strict.Place, id string) {
	switch {
	case mark.Firm():
	case why.IsZero():
		c.fault(unexplainedMark, place, arg("id", id))
	default:
		c.arabic(why, place, id)
	}
}

func (c *checker) combination(k *Combination) {
	c.arabic(k.Name, k.place, k.ID)
	c.explained(k.Mark, k.Why, k.place, k.ID)
	parts := len(k.All)
	if len(k.Any) > 0 {
		parts++
	}
	if k.Vulnerable {
		parts++
	}
	if parts < 2 || len(k.All) == 0 || k.DPC == nil && k.EI == nil {
		c.fault(emptyCombination, k.place, arg("id", k.ID))
	}
	for _, id := range append(slices.Clone(k.All), k.Any...) {
		if c.types[id] == nil {
			c.fault(unknownType, k.place, arg("id", k.ID), arg("type", id))
		}
	}
	c.combinationDPC(k)
	if k.EI == nil {
		return
	}
	if row := c.method.Row(k.EI.Row); row == nil || row.Cell(k.EI.EI) == nil {
		c.fault(outsideRow, k.place, arg("id", k.ID), arg("row", k.EI.Row), arg("ei", k.EI.EI.String()))
	}
}

func (c *checker) combinationDPC(k *Combination) {
	if k.DPC == nil {
		return
	}
	category := c.method.Category(k.DPC.Category)
	if category == nil {
		c.fault(unknownCategory, k.place, arg("id", k.ID), arg("category", k.DPC.Category))
		return
	}
	for i, score := range []int{k.DPC.Score, k.DPC.PublicBefore, k.DPC.Outdated} {
		switch {
		case i > 0 && score == 0:
		case category.Cell(score) == nil:
			c.fault(outsideTable, k.place, arg("id", k.ID), arg("category", k.DPC.Category), arg("score", strconv.Itoa(score)))
		case score > k.DPC.Score:
			c.fault(cellOrder, k.place, arg("id", k.ID))
		}
	}
}
