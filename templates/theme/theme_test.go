package theme

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"breachimpact/law/strict"
)

func TestTheHouseIsLegible(t *testing.T) {
	look, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	c := reflect.ValueOf(look.Colours)
	for i := range c.NumField() {
		if len(c.Field(i).String()) != 6 {
			t.Errorf("%s is %q", c.Type().Field(i).Name, c.Field(i))
		}
	}
	for _, p := range look.Colours.Pairs() {
		if found := Contrast(p.InkColour, p.OnColour); !(found >= p.Least) {
			t.Errorf("%s on %s has %.2f, and %.1f is needed", p.Ink, p.On, found, p.Least)
		}
	}
	for _, language := range []string{"fr", "ar", "en"} {
		if look.Font.In(language) == "" {
			t.Errorf("no font for %s", language)
		}
	}
	if look.Logo != nil || len(look.Fingerprint) != 64 {
		t.Errorf("logo %v, fingerprint %q", look.Logo, look.Fingerprint)
	}
}

// Ratios as others print them.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b Colour
		want float64
	}{
		{"000000", "FFFFFF", 21}, {"FFFFFF", "000000", 21}, {"336699", "336699", 1},
		{"767676", "FFFFFF", 4.54}, {"777777", "FFFFFF", 4.48}, {"FF0000", "FFFFFF", 4.00}, {"0000FF", "FFFFFF", 8.59}, {"00FF00", "000000", 15.30},
	} {
		if got := Contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s is %.3f, not %.2f", c.a, c.b, got, c.want)
		}
	}
}

func picture(t *testing.T, format string, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, width, height))
	err := png.Encode(&out, img)
	if format == "jpeg" {
		out.Reset()
		err = jpeg.Encode(&out, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// announced is the head of a PNG that says it is as large as that, and nothing more.
func announced(width, height uint32) []byte {
	head := fmt.Appendf(nil, "IHDR")
	for _, n := range []uint32{width, height} {
		head = append(head, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	head = append(head, 8, 2, 0, 0, 0)
	sum := crc32.ChecksumIEEE(head)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return append(out, byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
}

func files(t *testing.T) func(string) ([]byte, error) {
	whole := picture(t, "png", 40, 20)
	content := map[string][]byte{
		"a.png": whole, "a.jpg": picture(t, "jpeg", 30, 60), "named.svg": whole,
		"cut.png": whole[:len(whole)-20], "head.jpg": []byte("\xff\xd8\xff\xe0"), "vast.png": announced(60000, 60000), "wide.png": picture(t, "png", 2001, 1),
		"big.png": append(slices.Clone(whole), make([]byte, MaxLogo)...), "a.svg": []byte("<svg xmlns='x'><script/></svg>"), "a.gif": []byte("GIF89a"), "none": nil,
	}
	return func(name string) ([]byte, error) {
		if name == "denied.png" {
			return nil, fs.ErrPermission
		}
		data, ok := content[name]
		if !ok {
			return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
		}
		return data, nil
	}
}

const head = "schema: breachimpact/theme/1\n"

func TestParseLaysAThemeOverTheHouse(t *testing.T) {
	under, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse("t.yaml", []byte(head+`colours: {head: "#5b2333", link: 003366}
font: {ar: Noto Naskh Arabic}
logo: {file: a.jpg, alt: {fr: un, ar: واحد, en: one}}
`), files(t))
	if err != nil {
		t.Fatal(err)
	}
	want := under
	want.Colours.Head, want.Colours.Link, want.Font.AR = "5B2333", "003366", "Noto Naskh Arabic"
	want.Fingerprint, want.Logo = got.Fingerprint, got.Logo
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if l := got.Logo; l == nil || l.Format != "jpeg" || l.Width != 30 || l.Height != 60 || l.Alt.AR != "واحد" || len(l.Data) == 0 {
		t.Errorf("logo %+v", got.Logo)
	}
	other, err := Parse("t.yaml", []byte(head), files(t))
	if err != nil || other.Fingerprint == got.Fingerprint || other.Fingerprint == under.Fingerprint || other.Colours != under.Colours {
		t.Errorf("a theme that changes nothing: %+v, %v", other, err)
	}
}

// A logo is known by its content; another one is another fingerprint.
func TestTheFingerprintCoversTheLogo(t *testing.T) {
	text := []byte(head + "logo: {file: x, alt: {fr: a, ar: b, en: c}}\n")
	var prints []string
	for _, width := range []int{10, 11} {
		got, err := Parse("t.yaml", text, func(string) ([]byte, error) { return picture(t, "png", width, 5), nil })
		if err != nil {
			t.Fatal(err)
		}
		prints = append(prints, got.Fingerprint)
	}
	if prints[0] == prints[1] {
		t.Error("two logos, one fingerprint")
	}
}

func TestFaults(t *testing.T) {
	logo := func(file string) string { return head + "logo: {file: " + file + ", alt: {fr: a, ar: b, en: c}}\n" }
	raised := map[string]bool{}
	for _, c := range []struct{ name, text, want string }{
		{"all at once", `schema: breachimpact/theme/2
colours:
  head: 777777
  ink: dark
  heed: 000000
  good-ink: E7F5EC
  chart-claimed: FFFFF0
font: {en: "Times;url(x)"}
logo: {file: gone.png, alt: {fr: a, ar: b}}
size: 12
`, `t.yaml:1: schema at schema value="breachimpact/theme/2" expected="breachimpact/theme/1"
t.yaml:3: theme-contrast at colours.head ink="head-ink" ink-colour="FFFFFF" on="head" on-colour="777777" ratio="4.47" least="4.5"
t.yaml:4: theme-colour at colours.ink value="dark"
t.yaml:5: unknown-key at colours.heed key="heed" nearest="head" allowed="ink, muted, title, head, head-ink, band, band-ink, rule, grid, link, input, input-ink, bad, bad-ink, warn, warn-ink, good, good-ink, chart-confirmed, chart-claimed"
t.yaml:6: theme-contrast at colours.good-ink ink="good-ink" ink-colour="E7F5EC" on="good" on-colour="E7F5EC" ratio="1.00" least="4.5"
t.yaml:7: theme-contrast at colours.chart-claimed ink="chart-claimed" ink-colour="FFFFF0" on="paper" on-colour="FFFFFF" ratio="1.00" least="3"
t.yaml:8: theme-font at font.en value="Times;url(x)"
t.yaml:9: theme-logo-missing at logo.file file="gone.png"
t.yaml:9: missing-key at logo.alt key="en"
t.yaml:10: unknown-key at size key="size" nearest="" allowed="schema, colours, font, logo"`},
		{"a fill that does not suit the ink of the house", head + "colours: {input: 0B3D91}\n", `t.yaml:2: theme-contrast at colours.input ink="input-ink" ink-colour="0B3D91" on="input" on-colour="0B3D91" ratio="1.00" least="4.5"`},
		{"no schema", "colours: {}\n", `t.yaml:1: missing-key key="schema"`},
		{"a null", head + "colours:\n", `t.yaml:2: yaml-null`},
		{"a colour that is a comment", head + "colours: {head: #5B2333\n}\n", `t.yaml:3: yaml-null`},
		{"twice", head + "colours: {ink: 000000, ink: 000000}\n", `t.yaml:2: yaml-duplicate-key`},
		{"a list", head + "colours: [000000]\nlogo: none\n", "t.yaml:2: not-a-map at colours\nt.yaml:3: not-a-map at logo"},
		{"a long font", head + "font: {fr: " + strings.Repeat("a", 32) + "}\n", `t.yaml:2: theme-font at font.fr`},
		{"no file", head + "logo: {alt: {fr: a, ar: b, en: c}}\n", `t.yaml:2: missing-key at logo key="file"`},
		{"an SVG", logo("a.svg"), `t.yaml:2: theme-logo-format at logo.file file="a.svg"`},
		{"a GIF", logo("a.gif"), `t.yaml:2: theme-logo-format at logo.file file="a.gif"`},
		{"nothing in it", logo("none"), `t.yaml:2: theme-logo-format at logo.file file="none"`},
		{"too many bytes", logo("big.png"), `t.yaml:2: theme-logo-bytes at logo.file file="big.png" limit="1"`},
		{"a bomb", logo("vast.png"), `t.yaml:2: theme-logo-pixels at logo.file file="vast.png" width="60000" height="60000" limit="2000"`},
		{"a pixel too wide", logo("wide.png"), `t.yaml:2: theme-logo-pixels at logo.file file="wide.png" width="2001" height="1" limit="2000"`},
		{"half a PNG", logo("cut.png"), `t.yaml:2: theme-logo-damaged at logo.file file="cut.png"`},
		{"the beginning of a JPEG", logo("head.jpg"), `t.yaml:2: theme-logo-damaged at logo.file file="head.jpg"`},
		{"denied", logo("denied.png"), `t.yaml:2: theme-logo-unreadable at logo.file file="denied.png"`},
	} {
		_, err := Parse("t.yaml", []byte(c.text), files(t))
		var faults strict.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		lines := strings.Split(faults.Error(), "\n")
		want := strings.Split(c.want, "\n")
		if !slices.EqualFunc(lines, want, strings.HasPrefix) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, faults, c.want)
		}
		for _, f := range faults {
			raised[f.Code] = true
		}
	}
	for _, code := range Codes() {
		if !raised[code] {
			t.Errorf("no example raises %s", code)
		}
	}
}

// The name of a picture says nothing of what it is.
func TestAPictureIsKnownByItsContent(t *testing.T) {
	got, err := Parse("t.yaml", []byte(head+"logo: {file: named.svg, alt: {fr: a, ar: b, en: c}}\n"), files(t))
	if err != nil || got.Logo.Format != "png" {
		t.Errorf("%+v, %v", got.Logo, err)
	}
}
