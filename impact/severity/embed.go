package severity

import (
	"embed"
	"io/fs"
)

//go:embed data/*.yaml
var data embed.FS

// Embedded is the edition that ships with the program.
func Embedded() fs.FS {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // the directory is part of the build
	}
	return sub
}
