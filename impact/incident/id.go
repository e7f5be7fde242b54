package incident

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// Patterns of names, which the schema shares.
const (
	idPattern        = `^[a-z0-9][a-z0-9-]{0,63}$`
	provisionPattern = `^[a-z0-9]+(\.[a-z0-9-]+){2,7}$`
	countryPattern   = `^([a-df-z][a-z]|e[a-tv-z])$` // two letters, but eu is not a country
)

var (
	idForm        = regexp.MustCompile(idPattern)
	provisionForm = regexp.MustCompile(provisionPattern)
	countryForm   = regexp.MustCompile(countryPattern)
)

// ID names an incident, a campaign or an addressee: lower-case letters, digits
// and dashes, at most 64, safe as a file name on every system.
type ID string

// DecodeNode reads an id.
func (id *ID) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !idForm.MatchString(word) || isDevice(word) {
		r.Fault(n, unsafeID, strict.Arg{Name: "value", Value: word})
		return
	}
	if !holdsCard(r, n, word) {
		*id = ID(word)
	}
}

// isDevice tells names that Windows keeps for devices whatever the extension.
func isDevice(word string) bool {
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, word) {
		return true
	}
	return len(word) == 4 && (strings.HasPrefix(word, "com") || strings.HasPrefix(word, "lpt")) && word[3] >= '0' && word[3] <= '9'
}

// Ref is an id that is defined, or must be found, elsewhere in the file, with
// the place to point at when it is not. An ill-formed one is kept, so that it
// does not cause a second fault where it is used.
type Ref struct {
	ID    string
	Place strict.Place
}

// DecodeNode reads an id and remembers where it stands.
func (f *Ref) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !idForm.MatchString(word) {
		r.Fault(n, unsafeID, strict.Arg{Name: "value", Value: word})
	} else {
		holdsCard(r, n, word)
	}
	f.ID, f.Place = word, r.Place(n)
}

// SourceRef names one of the file's sources.
type SourceRef struct{ Ref }

// DataTypeRef names a type of the catalogue of data types.
type DataTypeRef struct{ Ref }

// FactRef names a fact of the fact book.
type FactRef struct{ Ref }

// SchemaName is the version of the file format.
type SchemaName string

// Version is the only format this package reads.
const Version SchemaName = "breachimpact/incident/1"

// DecodeNode reads the version and refuses any other.
func (s *SchemaName) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if word != string(Version) {
		r.Fault(n, wrongSchema, strict.Arg{Name: "value", Value: word}, strict.Arg{Name: "expected", Value: string(Version)})
		return
	}
	*s = SchemaName(word)
}

// ProvisionID names a duty of a rulebook, such as eu.gdpr.34-1. Whether it
// exists is for the caller, who has the rulebooks.
type ProvisionID string

// DecodeNode reads the id of a provision.
func (p *ProvisionID) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !provisionForm.MatchString(word) {
		r.Fault(n, notAProvision, strict.Arg{Name: "value", Value: word})
		return
	}
	if !holdsCard(r, n, word) {
		*p = ProvisionID(word)
	}
}

// Country is an ISO 3166 code in two lower-case letters.
type Country string

// DecodeNode reads a country code. A union of countries is not a country.
func (c *Country) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !countryForm.MatchString(word) {
		r.Fault(n, notACountry, strict.Arg{Name: "value", Value: word})
		return
	}
	*c = Country(word)
}

// Value is the code in capitals.
func (c Country) Value() law.Value { return law.OfCode(strings.ToUpper(string(c))) }

// Countries is a list of country codes without repetition.
type Countries []Country

// DecodeNode reads the list; an empty one means that there is none.
func (c *Countries) DecodeNode(r *strict.Reader, n *strict.Node) {
	var list []Country
	r.Decode(n, &list)
	for i, country := range list {
		if country != "" && slices.Contains(list[:i], country) {
			r.Fault(n.Items[i], duplicateCountry, strict.Arg{Name: "value", Value: string(country)})
		}
	}
	*c = list
}

// Value is the codes in capitals.
func (c Countries) Value() law.Value {
	return law.OfCode(strings.ToUpper(strings.Join(c.codes(), ", ")))
}

func (c Countries) codes() []string {
	out := make([]string, len(c))
	for i, country := range c {
		out[i] = string(country)
	}
	return out
}

// URL is the web address of a source. It becomes a link in the report, so only
// http and https are accepted, without a user name or password.
type URL string

// maxURL is the longest address a workbook's link can hold.
const maxURL = 2000

// DecodeNode reads an address.
func (u *URL) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	parsed, err := url.Parse(word)
	plain := !strings.ContainsFunc(word, func(c rune) bool { return c <= ' ' || !isSafe(c) || c == '"' || c == '<' || c == '>' })
	if err != nil || !plain || len(word) > maxURL || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Hostname() == "" || parsed.User != nil {
		r.Fault(n, notAURL, strict.Arg{Name: "value", Value: word})
		return
	}
	if digits := cardInAddress(word); digits != "" {
		r.Fault(n, cardNumberInText, strict.Arg{Name: "digits", Value: digits})
		return
	}
	*u = URL(word)
}

var longNumber = regexp.MustCompile(`[0-9]+`)

// cardInAddress looks for a card number in a web address. Addresses are full of
// long numbers that name a message, one in ten of which passes the check by
// chance; so only unbroken numbers of the lengths and first digits that payment
// cards have are taken for one.
func cardInAddress(address string) string {
	for _, digits := range longNumber.FindAllString(address, -1) {
		if len(digits) >= 13 && len(digits) <= 16 && digits[0] >= '2' && digits[0] <= '6' && cardNumber(digits) > 0 {
			return strconv.Itoa(len(digits))
		}
	}
	return ""
}
