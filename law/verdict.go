package law

// Verdict is a three-valued answer. The zero is Unknown: a fact nobody gave is
// never "no".
type Verdict int8

// The three verdicts.
const (
	Unknown Verdict = iota
	No
	Yes
)

// String is the word of the data files and of JSON.
func (v Verdict) String() string {
	switch v {
	case Yes:
		return "yes"
	case No:
		return "no"
	}
	return "unknown"
}

// ParseVerdict reads yes, no or unknown.
func ParseVerdict(s string) (Verdict, bool) {
	switch s {
	case "yes":
		return Yes, true
	case "no":
		return No, true
	case "unknown":
		return Unknown, true
	}
	return Unknown, false
}

// And is Kleene's conjunction: no wins, then unknown.
func (v Verdict) And(o Verdict) Verdict {
	switch {
	case v == No || o == No:
		return No
	case v == Unknown || o == Unknown:
		return Unknown
	}
	return Yes
}

// Or is Kleene's disjunction: yes wins, then unknown.
func (v Verdict) Or(o Verdict) Verdict { return v.Not().And(o.Not()).Not() }

// Not turns yes and no; unknown stays unknown.
func (v Verdict) Not() Verdict {
	switch v {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}
