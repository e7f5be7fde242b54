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
	return edition{sub}
}

// edition is a rulebook that is part of the build. Its files have been held to the
// library before they came into it, see [strict.ParseOwn].
type edition struct{ fs.FS }

func (e edition) ReadFile(name string) ([]byte, error) { return fs.ReadFile(e.FS, name) }

func (e edition) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(e.FS, name) }
