package law

import (
	"embed"
	"io/fs"
)

//go:embed data
var data embed.FS

// Embedded is the edition of the rulebook that ships with the program.
func Embedded() fs.FS {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // the directory is part of the build
	}
	return sub
}
