package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is what the program's Go files say about message keys.
type source struct {
	exact    map[string]string // keys written in full, with where
	prefixes map[string]string // beginnings of keys that are put together, with where
	literals map[string]bool   // every string there is
}

// keyed are the functions whose first argument is a key, with what they put
// before it.
var keyed = map[string]string{"Text": "", "text": "", "OfWord": "", "say": "brief.", "warn": "step.warning."}

// keyForm tells a key from another string that a function of the same name
// takes.
var keyForm = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*[.-]?$`)

// readSource parses the Go files below a directory, tests apart.
func readSource(t testing.TB, root string) source {
	t.Helper()
	s := source{exact: map[string]string{}, prefixes: map[string]string{}, literals: map[string]bool{}}
	dirs := map[string][]*ast.File{}
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
		dirs[filepath.Dir(path)] = append(dirs[filepath.Dir(path)], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range dirs {
		s.read(set, files)
	}
	return s
}

// read collects the keys of one package.
func (s source) read(set *token.FileSet, files []*ast.File) {
	constants := map[string]string{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				for i, name := range spec.Names {
					if i < len(spec.Values) {
						if text, whole := constant(spec.Values[i], nil); whole {
							constants[name.Name] = text
						}
					}
				}
			}
			return true
		})
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			where := func(p token.Pos) string { return set.Position(p).String() }
			note := func(e ast.Expr, before string) {
				switch text, whole := constant(e, constants); {
				case !keyForm.MatchString(before + text):
				case whole:
					s.exact[before+text] = where(e.Pos())
				case text != "":
					s.prefixes[before+text] = where(e.Pos())
				}
			}
			switch n := n.(type) {
			case *ast.BasicLit:
				if n.Kind == token.STRING {
					if text, err := strconv.Unquote(n.Value); err == nil {
						s.literals[text] = true
					}
				}
			case *ast.Field: // keys of a file name the fields of the brief
				if n.Tag != nil {
					if tag, err := strconv.Unquote(n.Tag.Value); err == nil {
						name, _, _ := strings.Cut(reflect.StructTag(tag).Get("yaml"), ",")
						s.literals[name] = true
					}
				}
			case *ast.CallExpr:
				if before, ok := keyed[called(n)]; ok && len(n.Args) > 0 {
					note(n.Args[0], before)
				}
			case *ast.CompositeLit: // law.Step{Key: …}, strict.Fault{Code: …}
				for _, element := range n.Elts {
					pair, ok := element.(*ast.KeyValueExpr)
					if !ok {
						continue
					}
					name, ok := pair.Key.(*ast.Ident)
					kind := typeName(n.Type)
					switch {
					case ok && name.Name == "Key" && kind == "Step":
						note(pair.Value, "step.")
					case ok && name.Name == "Code" && kind == "Fault":
						note(pair.Value, "fault.")
					}
				}
			case *ast.AssignStmt: // step.Key = …
				if len(n.Lhs) == 1 && n.Tok == token.ASSIGN {
					if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && field.Sel.Name == "Key" {
						note(n.Rhs[0], "step.")
					}
				}
			}
			return true
		})
	}
}

// constant is the text an expression begins with, and whether that is all of
// it.
func constant(e ast.Expr, constants map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, e.Kind == token.STRING && err == nil
	case *ast.Ident:
		text, ok := constants[e.Name]
		return text, ok
	case *ast.ParenExpr:
		return constant(e.X, constants)
	case *ast.BinaryExpr:
		left, whole := constant(e.X, constants)
		if e.Op != token.ADD || !whole {
			return left, false
		}
		right, whole := constant(e.Y, constants)
		return left + right, whole
	}
	return "", false
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// sorted lists the keys of a map.
func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
