package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"breachimpact/impact"
	"breachimpact/law"
	"breachimpact/templates/book"
)

func seed(s uint64) string { return strconv.FormatUint(s, 10) }

// audit writes what a later reader needs to trust or repeat the report:
// fingerprints, seed, versions, checks that turn, warnings and open points.
func (b *builder) audit() *page {
	p := b.page("audit", 46, 80, 30)
	p.sheet.Dense = true
	p.head(b.text("sheet.audit"), b.text("audit.note"))
	p.heading(b.text("audit.provenance"))
	entry := func(key, value string) { p.row(str(0, b.text("audit."+key), sText), str(1, value, sCode)) }
	entry("incident", string(b.a.Incident.ID))
	entry("sha256", b.a.Incident.SHA256)
	entry("as-of", b.loc.Time(b.a.AsOf))
	entry("version", b.version)
	entry("rulebook", b.a.Rulebook.Fingerprint)
	for _, j := range b.a.Claimed.Jurisdictions {
		if aside(j) {
			continue
		}
		p.row(str(0, b.text("audit.known-until", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name))), sText), str(1, b.loc.Date(j.Jurisdiction.KnownUntil), sText))
	}
	entry("severity-method", b.a.Severity.Fingerprint)
	entry("money-model", b.a.Loss.Fingerprint)
	entry("theme", b.look.Fingerprint)
	entry("seed", seed(b.a.Seed))
	entry("trials", b.loc.Number(decimalOf(b.a.Trials)))
	if b.a.Announced {
		p.row(p.span(b.text("audit.announced"), sWarn))
	}
	p.blank()
	b.checks(p)
	p.blank()
	p.heading(b.text("audit.warnings"))
	for _, w := range b.a.Warnings {
		p.row(p.span(b.loc.Step(w), sText))
	}
	if len(b.a.Warnings) == 0 {
		p.row(p.span(b.text("audit.none"), sText))
	}
	p.blank()
	p.heading(b.text("audit.open"))
	for _, o := range b.a.Open {
		p.row(p.span(o.In(b.loc.Language), sText))
	}
	for _, j := range b.a.Claimed.Jurisdictions {
		if aside(j) {
			continue
		}
		p.blank()
		p.heading(b.text("audit.instruments", law.With("jurisdiction", law.OfText(j.Jurisdiction.Name))))
		for _, in := range j.Jurisdiction.Instruments {
			parts := []string{in.Gazette.In(b.loc.Language), in.Note.In(b.loc.Language)}
			p.row(str(0, in.Title.In(b.loc.Language), sText), str(1, strings.TrimSpace(strings.Join(parts, "\n")), sText))
		}
	}
	p.blank()
	p.heading(b.text("audit.sign-off"))
	p.header(b.text("audit.role"), b.text("audit.name-date"), b.text("audit.signature"))
	for _, role := range []string{"dpo", "security", "management"} {
		r := p.row(str(0, b.text("audit.role-"+role), sText), str(1, "", sInput), str(2, "", sInput))
		p.sheet.Rows[r].Height = 26
	}
	return p
}

// aside tells whether a law is only named in the report: it does not apply, or it
// may and another does.
func aside(j impact.JurisdictionView) bool { return j.Pending || j.Scope.Verdict == law.No }

// checks are live: each compares the workbook with itself or with what the
// simulation used, and turns when it should.
func (b *builder) checks(p *page) {
	p.heading(b.text("audit.checks"))
	p.header(b.text("audit.check"), b.text("audit.check-meaning"), b.text("audit.check-result"))
	ok, stale, fail := b.text("audit.ok"), b.text("audit.stale"), b.text("audit.fail")
	result := func(name, meaning, expr string, cached book.Value, otherwise ...string) {
		c := formula(2, expr, cached, sGood)
		c.Name = name
		row := p.row(str(0, b.text("audit.check-"+meaning), sText), str(1, b.text("audit.check-"+meaning+"-meaning"), sText), c)
		for _, word := range otherwise {
			p.sheet.Flags = append(p.sheet.Flags, book.Flag{Row: row, Column: 2, Equals: word, Style: sBad})
		}
	}
	check := func(name, meaning, expr, otherwise string) {
		result("chk_"+name, meaning, fmt.Sprintf("IF(%s,%s,%s)", expr, quote(ok), quote(otherwise)), book.String(ok), otherwise)
	}
	check("simulation", "simulation", b.unchangedInputs(noEffect), stale)
	for _, v := range b.both() {
		if v.Loss.Total != nil {
			check("lines_"+v.Standpoint.String(), "lines", b.unchangedLines(v.Standpoint), stale)
			expr, cached := b.agreement(v)
			result("chk_expected_"+v.Standpoint.String(), "expected", expr, cached, stale, fail)
		}
	}
	check("texts", "texts", fmt.Sprintf("COUNTIF(%s,%s)=0", b.inputRange(), quote(b.text("inputs.changed"))), stale)
	for _, v := range b.both() {
		if wanting := b.wantingScores(v); v.Severity.Applicable || wanting != "" {
			score := figureName(v.Standpoint.String() + ".severity.strict")
			expr := fmt.Sprintf("IF(AND(ISNUMBER(%s),OR(%s<0.25,%s>6)),%s,%s)", score, score, score, quote(fail), quote(ok))
			if wanting != "" {
				expr = fmt.Sprintf("IF(OR(%s),%s,%s)", wanting, quote(stale), expr)
			}
			result("chk_severity_"+v.Standpoint.String(), "severity", expr, book.String(ok), stale, fail)
		}
	}
	for _, j := range b.a.Claimed.Jurisdictions {
		for _, t := range j.Totals {
			if t.Exposed.DistinctActs == nil {
				continue
			}
			id := "claimed.fines." + j.Jurisdiction.Code + "." + string(t.On)
			check(identifier("fines."+j.Jurisdiction.Code+"."+string(t.On)), "fines", fmt.Sprintf("N(%s)>=N(%s)", figureName(id+".distinct-acts"), figureName(id+".single-act")), fail)
		}
	}
}

// inputRange is the column of the Inputs sheet that marks changed lines.
func (b *builder) inputRange() string {
	letter := columnLetter(changedColumn)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", b.inputSheet(), letter, b.firstInput+1, letter, b.lastInput+1)
}

func (b *builder) inputSheet() string {
	return "'" + strings.ReplaceAll(b.text("sheet.inputs"), "'", "''") + "'"
}
