// Package cases embeds the real incidents that anyone can run as case:<id>.
//
// Each file is an ordinary incident with its sources inside. The facts come
// from press reports and official statements; what no source supports is
// unknown.
package cases

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.yaml starter/*.yaml
var files embed.FS

// IDs lists the embedded cases in alphabetical order.
func IDs() []string {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		panic(err) // the pattern is constant
	}
	var ids []string
	for _, n := range names {
		ids = append(ids, strings.TrimSuffix(n, ".yaml"))
	}
	slices.Sort(ids)
	return ids
}

// Read returns the text of a case; the error wraps fs.ErrNotExist when there is
// none of that id.
func Read(id string) ([]byte, error) {
	if !fs.ValidPath(id) || strings.Contains(id, "/") {
		return nil, &fs.PathError{Op: "open", Path: id, Err: fs.ErrNotExist}
	}
	return files.ReadFile(id + ".yaml")
}

// Starter returns a commented incident file in which everything is still
// unknown, with its comments in fr, ar or en.
func Starter(lang string) ([]byte, error) {
	return files.ReadFile("starter/" + lang + ".yaml")
}
