package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"breachimpact/templates/book"
)

func withPicture(t *testing.T, b book.Book, format string) book.Book {
	t.Helper()
	var out bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 300, 100))
	err := png.Encode(&out, img)
	if format == "jpeg" {
		out.Reset()
		err = jpeg.Encode(&out, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.Sheets[0].Pictures = []book.Picture{{Row: 0, Column: 2, OffsetX: 7, OffsetY: 2, Width: 131, Height: 44, Format: format, Data: out.Bytes(), Alt: "Logo & Fils"}}
	return b
}

// A picture arrives as it was given, in its place and size, beside the charts of its
// sheet, and the file can still be read.
func TestPictures(t *testing.T) {
	const pixel = 9525 // units of the format
	for language := range samples() {
		for _, format := range []string{"png", "jpeg"} {
			b := withPicture(t, samples()[language], format)
			data := mustWrite(t, b)
			if !bytes.Equal(data, mustWrite(t, b)) {
				t.Errorf("%s %s: two runs differ", language, format)
			}
			parts := partsOf(t, data)
			if parts["xl/media/image1."+format] != string(b.Sheets[0].Pictures[0].Data) {
				t.Errorf("%s %s: the picture was changed", language, format)
			}
			drawing := parts["xl/drawings/drawing1.xml"]
			for _, want := range []string{
				`descr="Logo &amp; Fils"`, fmt.Sprintf(`<xdr:ext cx="%d" cy="%d">`, 131*pixel, 44*pixel),
				fmt.Sprintf(`<xdr:col>2</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>%d</xdr:rowOff>`, 7*pixel, 2*pixel),
			} {
				if !strings.Contains(drawing, want) {
					t.Errorf("%s %s: no %s in %s", language, format, want, drawing)
				}
			}
			if strings.Count(drawing, "<c:chart ") != 2 {
				t.Errorf("%s %s: the charts are gone", language, format)
			}
			if _, err := Read(data); err != nil {
				t.Errorf("%s %s: %v", language, format, err)
			}
		}
	}
}

func TestValidatePictures(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(*book.Picture)
		want  string
	}{
		{"without words", func(p *book.Picture) { p.Alt = " " }, "cannot see it"},
		{"of another format", func(p *book.Picture) { p.Format = "svg" }, "neither png nor jpeg"},
		{"that is none", func(p *book.Picture) { p.Data = []byte("<svg xmlns=\"x\"><script/></svg>") }, "not a PNG file"},
		{"said to be the other", func(p *book.Picture) { p.Format = "jpeg" }, "invalid JPEG"},
		{"of too many bytes", func(p *book.Picture) { p.Data = append(p.Data, make([]byte, maxPicture)...) }, "at most 4194304"},
		{"off the sheet", func(p *book.Picture) { p.Column = 4 }, "anchor at row 0, column 4"},
		{"before its column", func(p *book.Picture) { p.OffsetX = -1 }, "offset -1"},
		{"of no size", func(p *book.Picture) { p.Height = 0 }, "131 by 0 pixels"},
	} {
		b := withPicture(t, sample(french()), "png")
		test.spoil(&b.Sheets[0].Pictures[0])
		if err := Validate(b); !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
