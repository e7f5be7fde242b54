// Package theme is how the reports look: named colours, the font of each language,
// and an organisation's logo.
//
// # The file
//
// theme.yaml is the theme of the house. A file given with --theme has the same form
// and may hold any part of it:
//
//	schema: breachimpact/theme/1
//	colours: {head: 5B2333, head-ink: FFFFFF}
//	font: {ar: Noto Naskh Arabic}
//	logo: {file: logo.png, alt: {fr: Logo de la société, ar: شعار الشركة, en: The company's logo}}
//
// Colours are six hexadecimal digits; a # before them needs quotes, since YAML takes
// it for a comment. Sizes are no part of a theme: the heights of rows and the one
// page of the summary are reckoned with them. Nor is the paper, which is white.
//
// # What is refused
//
// A theme is read as strictly as an incident: every fault at once, with its line.
// An ink that is not legible on a fill it lies on is a fault that names both (see
// [Pair]). So is a logo that is no whole PNG or JPEG of a sensible size; an SVG can
// hold a program, and is never one.
//
// # Purity
//
// The package reads no file: [Parse] is handed a function that does.
package theme

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"breachimpact/law/strict"
)

// schema is the only form of the file there is.
const schema = "breachimpact/theme/1"

// The faults this package raises itself.
const (
	wrongSchema   = "schema"
	notAColour    = "theme-colour"
	notAFont      = "theme-font"
	poorContrast  = "theme-contrast"
	logoMissing   = "theme-logo-missing"
	logoUnread    = "theme-logo-unreadable"
	logoFormat    = "theme-logo-format"
	logoTooLarge  = "theme-logo-bytes"
	logoTooWide   = "theme-logo-pixels"
	logoIsDamaged = "theme-logo-damaged"
)

// Codes lists every fault code this package raises itself.
func Codes() []string {
	return []string{wrongSchema, notAColour, notAFont, poorContrast, logoMissing, logoUnread, logoFormat, logoTooLarge, logoTooWide, logoIsDamaged}
}

// Theme is how a report looks.
type Theme struct {
	Schema  string  `yaml:"schema,required"`
	Colours Colours `yaml:"colours"`
	Font    Fonts   `yaml:"font"`
	Logo    *Logo   `yaml:"logo"`

	// Fingerprint is the SHA-256 of what the theme was read from, in hex.
	Fingerprint string
}

// Colour is RRGGBB in capitals.
type Colour string

// Colours are those of the theme by what they are for. A fill and the ink that
// lies on it share a beginning.
type Colours struct {
	Ink            Colour `yaml:"ink"`
	Muted          Colour `yaml:"muted"`
	Title          Colour `yaml:"title"`
	Head           Colour `yaml:"head"`
	HeadInk        Colour `yaml:"head-ink"`
	Band           Colour `yaml:"band"`
	BandInk        Colour `yaml:"band-ink"`
	Rule           Colour `yaml:"rule"`
	Grid           Colour `yaml:"grid"`
	Link           Colour `yaml:"link"`
	Input          Colour `yaml:"input"`
	InputInk       Colour `yaml:"input-ink"`
	Bad            Colour `yaml:"bad"`
	BadInk         Colour `yaml:"bad-ink"`
	Warn           Colour `yaml:"warn"`
	WarnInk        Colour `yaml:"warn-ink"`
	Good           Colour `yaml:"good"`
	GoodInk        Colour `yaml:"good-ink"`
	ChartConfirmed Colour `yaml:"chart-confirmed"`
	ChartClaimed   Colour `yaml:"chart-claimed"`
}

// Paper is what lies under a cell without a fill.
const Paper Colour = "FFFFFF"

// Fonts are the names of the fonts by language. A reader's computer without one
// takes another.
type Fonts struct {
	FR Font `yaml:"fr"`
	AR Font `yaml:"ar"`
	EN Font `yaml:"en"`
}

// In is the font of a language.
func (f Fonts) In(language string) string {
	switch language {
	case "fr":
		return string(f.FR)
	case "ar":
		return string(f.AR)
	}
	return string(f.EN)
}

// Font is the name of a font.
type Font string

var (
	colourPattern = regexp.MustCompile(`^#?[0-9A-Fa-f]{6}$`)
	fontPattern   = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N} -]{0,29}[\p{L}\p{N}])?$`)
)

// DecodeNode reads a colour. One that is none is left empty.
func (c *Colour) DecodeNode(r *strict.Reader, n *strict.Node) {
	*c = ""
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !colourPattern.MatchString(word) {
		r.Fault(n, notAColour, strict.Arg{Name: "value", Value: word})
		return
	}
	*c = Colour(strings.ToUpper(strings.TrimPrefix(word, "#")))
}

// DecodeNode reads the name of a font, of at most the 31 characters that Excel keeps.
func (f *Font) DecodeNode(r *strict.Reader, n *strict.Node) {
	word, ok := r.Word(n)
	if !ok {
		return
	}
	if !fontPattern.MatchString(word) {
		r.Fault(n, notAFont, strict.Arg{Name: "value", Value: word})
		return
	}
	*f = Font(word)
}

//go:embed theme.yaml
var house embed.FS

const houseFile = "theme.yaml"

// Default is the theme of the house.
func Default() (Theme, error) {
	text, err := house.ReadFile(houseFile)
	if err != nil {
		return Theme{}, err
	}
	return parse(houseFile, text, Theme{}, house.ReadFile)
}

// Parse reads a theme over that of the house. read gives the bytes of a file that
// the theme names; it may stop after [MaxLogo] bytes and one more, and its error
// wraps fs.ErrNotExist where there is no such file.
func Parse(file string, text []byte, read func(name string) ([]byte, error)) (Theme, error) {
	under, err := Default()
	if err != nil {
		return Theme{}, err
	}
	return parse(file, text, under, read)
}

func parse(file string, text []byte, t Theme, read func(string) ([]byte, error)) (Theme, error) {
	root, faults := strict.Parse(file, text)
	if len(faults) > 0 {
		return Theme{}, faults
	}
	r := &strict.Reader{File: file}
	r.Decode(root, &t)
	if t.Schema != schema && root.Get("schema") != nil {
		r.In("schema", func() {
			r.Fault(root.Get("schema"), wrongSchema, strict.Arg{Name: "value", Value: t.Schema}, strict.Arg{Name: "expected", Value: schema})
		})
	}
	t.Colours.check(r, root.Get("colours"))
	if t.Logo != nil {
		t.Logo.load(r, root.Get("logo"), read)
	}
	if len(r.Faults) > 0 {
		r.Faults.Sort()
		return Theme{}, r.Faults
	}
	h := sha256.New()
	h.Write(text)
	if t.Logo != nil {
		fmt.Fprintf(h, "\n%d\n", len(t.Logo.Data))
		h.Write(t.Logo.Data)
	}
	t.Fingerprint = hex.EncodeToString(h.Sum(nil))
	return t, nil
}
