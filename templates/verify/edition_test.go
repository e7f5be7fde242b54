package verify

import (
	"errors"
	"strings"
	"testing"

	"breachimpact/templates/book"
	"breachimpact/templates/workbook"
)

// An edition without the case file is told from a report whose case file was taken.
func TestReadOfAnEdition(t *testing.T) {
	c := small()
	c.Properties = append(c.Properties, book.Property{Name: workbook.PropertyEdition, Value: workbook.ManagementEdition})
	if _, err := Read(c); !errors.Is(err, ErrEdition) {
		t.Errorf("management: %v", err)
	}
	set(&c, workbook.PropertyEdition, workbook.AllEdition)
	if _, err := Read(c); err != nil {
		t.Errorf("all: %v", err)
	}
}

// The fingerprint of a look is taken over, if it is one: any other words would be
// words of the report put into its recomputation.
func TestReadOfALook(t *testing.T) {
	print := strings.Repeat("0a", 32)
	for given, want := range map[string]string{print: print, "": "", "mine": "", print + "0": "", strings.ToUpper(print): ""} {
		c := small()
		c.Properties = append(c.Properties, book.Property{Name: workbook.PropertyTheme, Value: given})
		if r, err := Read(c); err != nil || r.Theme != want {
			t.Errorf("%q: %q, %v", given, r.Theme, err)
		}
	}
}
