package xlsx

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg" // excelize too relies on these being here
	"image/png"
	"strings"

	"github.com/xuri/excelize/v2"

	"breachimpact/templates/book"
)

// maxPicture is the largest picture written.
const maxPicture = 4 << 20

// pictures places the pictures of a sheet. In a right-to-left book the sheet view
// mirrors their place, and never the picture itself.
func (w *writer) pictures(s *book.Sheet) error {
	for i, p := range s.Pictures {
		size, err := pictureSize(p)
		if err != nil {
			return fmt.Errorf("picture %d: %w", i+1, err)
		}
		// Half a pixel more, since the library cuts off what is left of one.
		scale := func(want, have int) float64 { return (float64(want) + 0.5) / float64(have) }
		if err := w.file.AddPictureFromBytes(s.Name, book.Address(p.Column, p.Row), &excelize.Picture{
			Extension: "." + p.Format,
			File:      p.Data,
			Format: &excelize.GraphicOptions{
				AltText: Clean(p.Alt), Positioning: "oneCell", LockAspectRatio: true, OffsetX: p.OffsetX, OffsetY: p.OffsetY,
				ScaleX: scale(p.Width, size.Width), ScaleY: scale(p.Height, size.Height),
			},
		}); err != nil {
			return fmt.Errorf("picture %d: %w", i+1, err)
		}
	}
	return nil
}

func (c *checker) picture(s *book.Sheet, place string, p book.Picture) {
	switch _, err := pictureSize(p); {
	case len(p.Data) > maxPicture:
		c.fault(place, "%d bytes; at most %d", len(p.Data), maxPicture)
	case err != nil:
		c.fault(place, "%v", err)
	}
	if strings.TrimSpace(p.Alt) == "" {
		c.fault(place, "no words for a reader who cannot see it")
	}
	if p.Row < 0 || p.Column < 0 || p.Row >= len(s.Rows) || p.Column >= len(s.Columns) || p.OffsetX < 0 || p.OffsetY < 0 {
		c.fault(place, "anchor at row %d, column %d, offset %d and %d", p.Row, p.Column, p.OffsetX, p.OffsetY)
	}
	if p.Width < 1 || p.Width > 4000 || p.Height < 1 || p.Height > 4000 {
		c.fault(place, "size %d by %d pixels is not between 1 and 4000", p.Width, p.Height)
	}
}

// pictureSize is how large the image itself is. Only the two formats are accepted
// that every program shows and that hold no program of their own.
func pictureSize(p book.Picture) (image.Config, error) {
	switch p.Format {
	case "png":
		return png.DecodeConfig(bytes.NewReader(p.Data))
	case "jpeg":
		return jpeg.DecodeConfig(bytes.NewReader(p.Data))
	}
	return image.Config{}, fmt.Errorf("format %q is neither png nor jpeg", p.Format)
}
