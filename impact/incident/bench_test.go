package incident

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkDecode(b *testing.B) {
	book, types := testBook(b), testTypes()
	wrong := head + "people:\n"
	for g := range maxEntries {
		wrong += fmt.Sprintf("- group: g%d\n  data: [%s{type: salary}]\n", g, strings.Repeat("{type: salery}, ", 100))
	}
	for name, data := range map[string][]byte{"example": read(b, "example.yaml"), "hostile": []byte(wrong)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if i, err := Decode("a.yaml", data, book, types); (i == nil) != (err != nil) {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAt(b *testing.B) {
	i, err := Decode("a.yaml", read(b, "example.yaml"), testBook(b), testTypes())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		i.At(Claimed)
	}
}
