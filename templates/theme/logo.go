package theme

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// MaxLogo is the largest logo in bytes.
const MaxLogo = 1 << 20

// maxSide is the longest side of a logo in pixels: far more than is printed, and
// little enough to decode on any machine.
const maxSide = 2000

// Logo is a picture for the summary.
type Logo struct {
	File string   `yaml:"file,required"` // beside the theme
	Alt  law.Text `yaml:"alt,required"`  // what it shows, for a reader who cannot see it

	Data          []byte
	Format        string // png or jpeg
	Width, Height int    // pixels
}

// formats are the pictures that are accepted, by how they begin.
func formats() []format {
	return []format{
		{"png", "\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
		{"jpeg", "\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
	}
}

type format struct {
	name, beginning string
	size            func(io.Reader) (image.Config, error)
	whole           func(io.Reader) (image.Image, error)
}

// load reads the picture and holds it to its limits: bytes before its head is read,
// pixels before the rest is.
func (l *Logo) load(r *strict.Reader, n *strict.Node, read func(string) ([]byte, error)) {
	at := n.Get("file")
	if at == nil || l.File == "" {
		return // a fault already
	}
	fault := func(code string, args ...strict.Arg) {
		r.In("logo", func() {
			r.In("file", func() { r.Fault(at, code, append([]strict.Arg{{Name: "file", Value: l.File}}, args...)...) })
		})
	}
	data, err := read(l.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fault(logoMissing)
		return
	case err != nil:
		fault(logoUnread)
		return
	case len(data) > MaxLogo:
		fault(logoTooLarge, strict.Arg{Name: "limit", Value: fmt.Sprint(MaxLogo >> 20)})
		return
	}
	for _, f := range formats() {
		if !bytes.HasPrefix(data, []byte(f.beginning)) {
			continue
		}
		size, err := f.size(bytes.NewReader(data))
		if err != nil {
			fault(logoIsDamaged)
			return
		}
		if size.Width > maxSide || size.Height > maxSide {
			fault(logoTooWide, strict.Arg{Name: "width", Value: fmt.Sprint(size.Width)}, strict.Arg{Name: "height", Value: fmt.Sprint(size.Height)}, strict.Arg{Name: "limit", Value: fmt.Sprint(maxSide)})
			return
		}
		if _, err := f.whole(bytes.NewReader(data)); err != nil {
			fault(logoIsDamaged)
			return
		}
		l.Data, l.Format, l.Width, l.Height = data, f.name, size.Width, size.Height
		return
	}
	fault(logoFormat)
}
