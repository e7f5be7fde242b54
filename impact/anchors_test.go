package impact

import (
	"slices"
	"testing"

	"breachimpact/impact/loss"
	"breachimpact/law"
)

// What the two real cases must come to. Each expectation says where it comes
// from, so that a failure is judged against the source and not against this
// program.

func isExact(q Quantity, n string) bool {
	return q.Known && q.Range.IsExact() && q.Range.Low.String() == n
}

func TestCNSS(t *testing.T) {
	a := assess(t, caseText(t, "cnss-2025"), func(o *Options) { o.Trials = loss.DefaultTrials })

	// AFP, April 2025: 1,996,026 employees, said by the attacker. The CNSS
	// confirmed no figure.
	if !isExact(a.Claimed.People, "1996026") {
		t.Errorf("claimed people %+v", a.Claimed.People)
	}
	if a.Confirmed.People.Known || a.Confirmed.Records.Known {
		t.Errorf("confirmed people %+v", a.Confirmed.People)
	}

	// ENISA 2013 by hand: salary with identity number and bank account, financial
	// data of the highest cell (4), identified beyond doubt (1), published to
	// unknown recipients and malicious (0.5 each): 4 × 1 + 1 = 5.
	if s := a.Claimed.Severity; !s.Applicable || s.Groups[s.Top].SE.String() != "5" || s.Groups[s.Top].Level != "very-high" {
		t.Errorf("claimed severity %+v", s)
	}
	// The CNSS named no kind of data.
	if s := a.Confirmed.Severity; s.Applicable || s.Reason != "no-data-known" {
		t.Errorf("confirmed severity %+v", s)
	}

	for _, v := range a.Views() {
		// Law 05-20, article 8: a public establishment reports to the DGSSI as soon
		// as it knows. The leak and the suspended services are admitted.
		duty := finding(t, v, "ma.05-20.8")
		if duty.Verdict != law.Yes || duty.Deadline.Due != nil || duty.Deadline.Standard != law.Immediate {
			t.Errorf("%s: article 8 is %s with %+v", v.Standpoint, duty.Verdict, duty.Deadline)
		}
		for _, j := range v.Jurisdictions {
			if j.Pending != (j.Jurisdiction.Code != "ma") {
				t.Errorf("%s: only Moroccan law is known to apply, %s is pending: %v", v.Standpoint, j.Jurisdiction.Code, j.Pending)
			}
			for _, f := range j.Findings {
				if j.Pending || f.Version.Duty == nil || f.Version.Duty.Basis != law.Statutory {
					continue
				}
				// Law 09-08 and its decree, read in full: no duty to notify a breach.
				// Nobody says whether the CNSS provides trust services (law 43-20).
				switch instrument := f.Version.Cites[0].Instrument; {
				case instrument == "ma.05-20", instrument == "ma.43-20" && f.Verdict == law.Unknown:
				default:
					t.Errorf("%s: a statutory duty under %s: %s", v.Standpoint, instrument, f.Verdict)
				}
			}
		}
		// Articles 58 (no security measures) and 61 (even by negligence), Official
		// Gazette no. 5714. A natural person is exposed; whether a public body can
		// be held criminally liable could not be verified.
		for _, c := range []struct{ id, naturalHigh, legalLow, legalHigh string }{
			{"ma.09-08.58", "200000", "40000", "400000"},
			{"ma.09-08.61", "300000", "40000", "600000"}, // doubled by article 64
		} {
			natural, legal := exposure(t, v, c.id, law.NaturalPerson), exposure(t, v, c.id, law.LegalPerson)
			if natural.Verdict != law.Yes || natural.Fine.Low.String() != "20000 MAD" || natural.Fine.High.String() != c.naturalHigh+" MAD" {
				t.Errorf("%s: %s for a natural person: %s, %+v", v.Standpoint, c.id, natural.Verdict, natural.Fine)
			}
			if legal.Verdict != law.Unknown || legal.Fine.Low.String() != c.legalLow+" MAD" || legal.Fine.High.String() != c.legalHigh+" MAD" {
				t.Errorf("%s: %s for a legal person: %s, %+v", v.Standpoint, c.id, legal.Verdict, legal.Fine)
			}
			if len(legal.Doubts) != 1 || legal.Doubts[0].ID != "public-body-liability" {
				t.Errorf("%s: %s: doubts %+v", v.Standpoint, c.id, legal.Doubts)
			}
			if natural.Prison == nil || natural.Prison.High != 12 || legal.Prison != nil {
				t.Errorf("%s: %s: prison %v and %v", v.Standpoint, c.id, natural.Prison, legal.Prison)
			}
		}
		// Whether the files were declared to the CNDP is not known: article 52 waits.
		if f := finding(t, v, "ma.09-08.52"); f.Verdict != law.Unknown || !slices.Contains(f.Missing, "declared") {
			t.Errorf("%s: article 52 is %s, missing %q", v.Standpoint, f.Verdict, f.Missing)
		}
	}
	// None of the kinds of data reported is sensitive, and nobody said that the
	// list is complete: article 57 stays open, and an allegation lowers nothing.
	for _, v := range a.Views() {
		if f := finding(t, v, "ma.09-08.57"); f.Verdict != law.Unknown || !slices.Contains(f.Missing, "sensitive-data") {
			t.Errorf("%s: article 57 is %s, missing %q", v.Standpoint, f.Verdict, f.Missing)
		}
	}
	// Both negligent offences are one act: the gravest counts once (penal code,
	// article 118).
	for _, total := range a.Claimed.Law("ma").Totals {
		if total.On == law.NaturalPerson && (total.Exposed.SingleAct.String() != "300000 MAD" || total.Exposed.DistinctActs.String() != "300000 MAD") {
			t.Errorf("totals of a natural person %+v", total.Exposed)
		}
		if total.On == law.LegalPerson && total.Exposed.SingleAct != nil {
			t.Errorf("totals of a legal person %+v", total.Exposed)
		}
	}
	// Money only where there is a count.
	if a.Confirmed.Loss.Total == nil || len(a.Confirmed.Loss.Total.P50.Amount.String()) == 0 || a.Claimed.Loss.SizeBy != loss.People || a.Confirmed.Loss.SizeBy != "" {
		t.Errorf("sizes %q and %q", a.Confirmed.Loss.SizeBy, a.Claimed.Loss.SizeBy)
	}
	for _, l := range a.Confirmed.Loss.Lines {
		if (l.Band != nil) != (l.Line.ID == "crisis") {
			t.Errorf("confirmed line %s: %q", l.Line.ID, l.Reason)
		}
	}
}

func TestCards(t *testing.T) {
	a := assess(t, caseText(t, "cards-2025"), func(o *Options) { o.Trials = loss.DefaultTrials })

	// Cypherleak, 20 March 2025: 31,220 cards, a historical compilation. Cards are
	// not people; the firm is neither the controller nor an authority.
	for _, v := range a.Views() {
		if v.People.Known {
			t.Errorf("%s: people %+v", v.Standpoint, v.People)
		}
	}
	if !isExact(a.Claimed.Records, "31220") || a.Confirmed.Records.Known {
		t.Errorf("records %+v and %+v", a.Confirmed.Records, a.Claimed.Records)
	}

	// No bank was named: whether Moroccan law applies is not known, and so nothing
	// is due and nobody exposed for certain.
	for _, v := range a.Views() {
		j := v.Law("ma")
		if j.Scope.Verdict != law.Unknown || j.Scope.NotKnown {
			t.Errorf("%s: scope %+v", v.Standpoint, j.Scope)
		}
		for _, f := range j.Findings {
			if f.Verdict == law.Yes {
				t.Errorf("%s: %s is yes", v.Standpoint, f.Provision.ID)
			}
		}
		for _, total := range j.Totals {
			if total.Exposed.SingleAct != nil {
				t.Errorf("%s: totals %+v", v.Standpoint, total)
			}
		}
	}

	// ENISA 2013 by hand: card number with its code, financial data of the highest
	// cell (4); a card number alone leads to nobody (0.25); published and
	// malicious (1): 4 × 0.25 + 1 = 2.
	if s := a.Claimed.Severity; !s.Applicable || s.Groups[s.Top].SE.String() != "2" || s.Groups[s.Top].Level != "medium" {
		t.Errorf("claimed severity %+v", s)
	}
	if a.Confirmed.Severity.Applicable {
		t.Errorf("confirmed severity %+v", a.Confirmed.Severity)
	}

	// Nobody can be told or telephone without a count of people; no card is
	// reissued before it is known who issued it.
	want := map[string]string{
		"forensics": "", "crisis": "", "internal-time": "",
		"notification": "people-unknown", "calls": "people-unknown",
		"card-reissue": "issuer-unknown", "card-fraud": "issuer-unknown", "card-schemes": "merchant-unknown",
		"monitoring": "needed", "interruption": "outage-unknown", "churn": "customers-unknown", "sanctions": "needed", "claims": "needed",
	}
	for _, l := range a.Claimed.Loss.Lines {
		if reason, ok := want[l.Line.ID]; !ok || l.Reason != reason || (l.Band == nil) != (reason != "") {
			t.Errorf("line %s: %q", l.Line.ID, l.Reason)
		}
		delete(want, l.Line.ID)
	}
	if len(want) > 0 {
		t.Errorf("lines missing: %v", want)
	}
	if a.Claimed.Loss.SizeBy != "records" {
		t.Errorf("size read from %q", a.Claimed.Loss.SizeBy)
	}
	for _, id := range []string{"notification", "calls", "card-reissue", "card-fraud", "sanctions"} {
		if !slices.Contains(a.Claimed.Loss.Omits, id) {
			t.Errorf("the total does not say that it omits %s: %q", id, a.Claimed.Loss.Omits)
		}
	}
}
