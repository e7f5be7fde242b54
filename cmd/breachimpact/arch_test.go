package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "breachimpact"

// mayImport says which packages of ours each package may import. Imports go one
// way only, from the edge down to the law; a package that is not listed is a
// new room, and needs its line here.
func mayImport() map[string][]string {
	law := []string{"law", "law/cal", "law/strict"}
	assessment := append([]string{"impact", "impact/severity", "impact/loss", "impact/incident"}, law...)
	return map[string][]string{
		"cmd/breachimpact":      append([]string{"templates/verify", "templates/plain", "templates/workbook", "templates/theme", "templates/xlsx", "templates/brief", "templates/locale", "templates/cases", "templates/book"}, assessment...),
		"templates/workbook":    append([]string{"templates/book", "templates/brief", "templates/locale", "templates/theme"}, assessment...),
		"templates/theme":       law,
		"templates/plain":       append([]string{"templates/book", "templates/line", "templates/locale"}, law...),
		"templates/brief":       append([]string{"templates/line", "templates/locale"}, assessment...),
		"templates/line":        nil,
		"templates/locale":      law,
		"templates/cases":       nil,
		"templates/book":        nil,
		"templates/xlsx":        {"templates/book"},
		"templates/verify":      {"templates/book", "templates/locale", "templates/workbook", "templates/xlsx"},
		"templates/xlsx/recalc": {"templates/book", "templates/xlsx"},
		"impact":                append([]string{"impact/severity", "impact/loss", "impact/incident"}, law...),
		"impact/severity":       law,
		"impact/loss":           append([]string{"impact/mc"}, law...),
		"impact/incident":       law,
		"impact/mc":             nil,
		"law":                   {"law/cal", "law/strict"},
		"law/cal":               nil,
		"law/strict":            nil,
	}
}

// kept lists imports that only some packages may have: the others do without
// what they bring in.
func kept() map[string][]string {
	return map[string][]string{
		"github.com/xuri/excelize/v2": {"templates/xlsx", "templates/xlsx/recalc"},
		"math/rand":                   {"impact/mc"},
		"go.yaml.in/yaml/v4":          {"law/strict"},
		"github.com/urfave/cli/v2":    {"cmd/breachimpact"},
		"os":                          {"cmd/breachimpact", "templates/xlsx/recalc"}, // recalc drives LibreOffice, for tests
		"syscall":                     {"cmd/breachimpact"},
		"unsafe":                      {},
		"log":                         {},
		"flag":                        {},
		"embed":                       {"law", "impact/severity", "impact/loss", "templates/cases", "templates/locale", "templates/theme"},
	}
}

// file is one Go file of the module.
type file struct {
	path string // in the module, with slashes
	tree *ast.File
	set  *token.FileSet
}

func (f file) dir() string { return path.Dir(f.path) }
func (f file) test() bool  { return strings.HasSuffix(f.path, "_test.go") }

func parse(name string, text any) (file, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	return file{path: name, tree: tree, set: set}, err
}

// moduleFiles parses every Go file of the module.
func moduleFiles(t *testing.T) []file {
	t.Helper()
	root := "../.."
	var files []file
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && name != root) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		f, err := parse(filepath.ToSlash(relative), []byte(read(t, name)))
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// breaches names every way in which a file breaks the rules of the house. Each
// begins with the name of its rule.
func breaches(f file) []string {
	var out []string
	breach := func(at ast.Node, rule, format string, args ...any) {
		place := fmt.Sprintf("%s:%d", f.path, f.set.Position(at.Pos()).Line)
		out = append(out, rule+": "+place+": "+fmt.Sprintf(format, args...))
	}
	checkImports(f, breach)
	if !f.test() {
		checkCalls(f, breach)
		checkDeclarations(f, breach)
	}
	return out
}

type reporter func(at ast.Node, rule, format string, args ...any)

func checkImports(f file, breach reporter) {
	allowed, known := mayImport()[f.dir()]
	if !known {
		breach(f.tree, "direction", "the package %s is not in the table", f.dir())
	}
	for _, spec := range f.tree.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			breach(spec, "direction", "%v", err)
			continue
		}
		// No part of the program, nor of its tests, talks to a network.
		if isNetwork(name) {
			breach(spec, "network", "imports %s", name)
		}
		if f.test() {
			continue // a test may look at its package from any side
		}
		if ours, found := strings.CutPrefix(name, module+"/"); found && !slices.Contains(allowed, ours) {
			breach(spec, "direction", "%s imports %s", f.dir(), ours)
		}
		for prefix, where := range kept() {
			if (name == prefix || strings.HasPrefix(name, prefix+"/")) && !slices.Contains(where, f.dir()) {
				breach(spec, "kept", "imports %s", name)
			}
		}
		if f.dir() == "impact/mc" && strings.Contains(name, "decimal") {
			breach(spec, "float", "the simulation knows no decimals")
		}
	}
}

// isNetwork tells the packages that can open a connection, or belong to those
// that do, from the one that only reads addresses.
func isNetwork(name string) bool {
	return name == "net" || strings.HasPrefix(name, "net/") && name != "net/url" || name == "crypto/tls"
}

// checkCalls looks for what makes a result depend on when or where it was
// computed.
func checkCalls(f file, breach reporter) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := s.X.(*ast.Ident)
		if !ok || x.Name != "time" {
			return true
		}
		switch s.Sel.Name {
		case "Now", "Since", "Until":
			if f.path != "cmd/breachimpact/main.go" && f.path != "cmd/breachimpact/app.go" {
				breach(s, "clock", "time.%s", s.Sel.Name)
			}
		case "LoadLocation", "Local":
			breach(s, "zone", "time.%s obeys the machine", s.Sel.Name)
		}
		return true
	})
}

func checkDeclarations(f file, breach reporter) {
	for _, d := range f.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name == "init" {
				breach(d, "init", "init runs before anyone asked")
			}
		case *ast.GenDecl:
			if d.Tok != token.VAR {
				continue
			}
			for _, s := range d.Specs {
				checkVariable(s.(*ast.ValueSpec), breach)
			}
		}
	}
}

// checkVariable holds a package-level variable to values that nothing changes.
func checkVariable(v *ast.ValueSpec, breach reporter) {
	if len(v.Names) == 1 && v.Names[0].Name == "_" {
		return // asserts that a type has an interface
	}
	if v.Type != nil && mutableType(v.Type) {
		breach(v, "state", "%s can be changed", v.Names[0].Name)
		return
	}
	if v.Type != nil && len(v.Values) == 0 && !isEmbed(v.Type) {
		breach(v, "state", "%s has no value yet, so something gives it one", v.Names[0].Name)
	}
	for _, value := range v.Values {
		if mutableValue(value) {
			breach(v, "state", "%s can be changed", v.Names[0].Name)
		}
	}
}

func isEmbed(t ast.Expr) bool {
	s, ok := t.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "embed" && s.Sel.Name == "FS"
}

func mutableType(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.MapType, *ast.StarExpr, *ast.ChanType:
		return true
	case *ast.ArrayType:
		return t.Len == nil
	}
	return false
}

// mutableValue is cautious: a call may return anything, so only calls that are
// known to return what never changes are let through.
func mutableValue(v ast.Expr) bool {
	switch v := v.(type) {
	case *ast.CompositeLit:
		return v.Type != nil && mutableType(v.Type)
	case *ast.UnaryExpr:
		return v.Op == token.AND
	case *ast.FuncLit:
		return true
	case *ast.CallExpr:
		return !slices.Contains(constantCalls(), callee(v))
	}
	return false
}

// constantCalls return sentinels, compiled patterns, and tables that are
// computed once and then only read.
func constantCalls() []string {
	return []string{"errors.New", "fmt.Errorf", "regexp.MustCompile", "strings.NewReplacer", "sync.OnceValue", "decimal.New", "decimal.NewFromInt"}
}

func callee(c *ast.CallExpr) string {
	s, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return x.Name + "." + s.Sel.Name
}

func TestArchitecture(t *testing.T) {
	files := moduleFiles(t)
	seen := map[string]bool{}
	for _, f := range files {
		seen[f.dir()] = true
		for _, b := range breaches(f) {
			t.Error(b)
		}
	}
	for dir := range mayImport() {
		if !seen[dir] {
			t.Errorf("the table lists %s, which has no Go file", dir)
		}
	}
}

// The rules can fail: each example breaks one, and must be found out.
func TestArchitectureFindsBreaches(t *testing.T) {
	for _, test := range []struct{ path, text, want string }{
		{"law/x.go", `package law; import _ "breachimpact/impact"`, "direction"},
		{"law/cal/x.go", `package cal; import _ "breachimpact/law"`, "direction"},
		{"impact/x.go", `package impact; import _ "breachimpact/templates/locale"`, "direction"},
		{"impact/mc/x.go", `package mc; import _ "breachimpact/law"`, "direction"},
		{"impact/x.go", `package impact; import _ "breachimpact/impact/mc"`, "direction"},
		{"templates/xlsx/x.go", `package xlsx; import _ "breachimpact/impact"`, "direction"},
		{"templates/brief/x.go", `package brief; import _ "breachimpact/templates/xlsx"`, "direction"},
		{"templates/workbook/x.go", `package workbook; import _ "breachimpact/templates/xlsx"`, "direction"},
		{"utils/x.go", `package utils`, "direction"},
		{"utils/x_test.go", `package utils`, "direction"},
		{"templates/workbook/x.go", `package workbook; import _ "github.com/xuri/excelize/v2"`, "kept"},
		{"impact/loss/x.go", `package loss; import _ "math/rand/v2"`, "kept"},
		{"impact/loss/x.go", `package loss; import _ "math/rand"`, "kept"},
		{"impact/incident/x.go", `package incident; import _ "go.yaml.in/yaml/v4"`, "kept"},
		{"templates/brief/x.go", `package brief; import _ "github.com/urfave/cli/v2"`, "kept"},
		{"law/x.go", `package law; import _ "os"`, "kept"},
		{"law/x.go", `package law; import _ "os/exec"`, "kept"},
		{"impact/mc/x.go", `package mc; import _ "github.com/shopspring/decimal"`, "float"},
		{"cmd/breachimpact/x.go", `package main; import _ "net"`, "network"},
		{"cmd/breachimpact/x_test.go", `package main; import _ "net/http"`, "network"},
		{"impact/x.go", `package impact; import "time"; func f() { time.Now() }`, "clock"},
		{"impact/x.go", `package impact; import "time"; var now = time.Now`, "clock"},
		{"cmd/breachimpact/assess.go", `package main; import "time"; func f() { time.Now() }`, "clock"},
		{"impact/x.go", `package impact; import "time"; func f() { time.Since(time.Time{}) }`, "clock"},
		{"cmd/breachimpact/app.go", `package main; import "time"; func f() { time.LoadLocation("x") }`, "zone"},
		{"law/x.go", `package law; import "time"; func f(t time.Time) { t.In(time.Local) }`, "zone"},
		{"law/x.go", `package law; func init() {}`, "init"},
		{"law/x.go", `package law; var cache = map[string]int{}`, "state"},
		{"law/x.go", `package law; var cache map[string]int`, "state"},
		{"law/x.go", `package law; var list = []string{"a"}`, "state"},
		{"law/x.go", `package law; var p = &Rulebook{}`, "state"},
		{"law/x.go", `package law; var p *Rulebook`, "state"},
		{"law/x.go", `package law; var count int`, "state"},
		{"law/x.go", `package law; var m = make(map[string]int)`, "state"},
		{"law/x.go", `package law; var b, err = Load(nil)`, "state"},
		{"law/x.go", `package law; var hook = func() {}`, "state"},
	} {
		f, err := parse(test.path, test.text)
		if err != nil {
			t.Fatal(err)
		}
		found := breaches(f)
		if len(found) == 0 || !slices.ContainsFunc(found, func(b string) bool { return strings.HasPrefix(b, test.want+": ") }) {
			t.Errorf("%s: %s: got %q, want a breach of %q", test.path, test.text, found, test.want)
		}
	}
}

// What the house allows is not found out.
func TestArchitectureAllows(t *testing.T) {
	for _, test := range []struct{ path, text string }{
		{"law/x.go", `package law; import ("errors"; "regexp"; "breachimpact/law/strict"; "embed"); var ErrX = errors.New("x"); var form = regexp.MustCompile("x"); var _ strict.Optioned = Act(""); var data embed.FS; var edges = [2]int{1, 2}`},
		{"law/x_test.go", `package law; import ("os"; "time"; "math/rand"); var cache = map[string]int{}; func f() { time.LoadLocation("Africa/Casablanca") }`},
		{"cmd/breachimpact/main.go", `package main; import ("os"; "time"); func f() { os.Exit(0); time.Now() }`},
		{"templates/xlsx/x.go", `package xlsx; import ("net/url"; "github.com/xuri/excelize/v2")`},
		{"impact/mc/x.go", `package mc; import ("math/rand/v2"; "sync"); var table = sync.OnceValue(func() int { return 1 })`},
	} {
		f, err := parse(test.path, test.text)
		if err != nil {
			t.Fatal(err)
		}
		if found := breaches(f); len(found) > 0 {
			t.Errorf("%s: %q", test.path, found)
		}
	}
}

// Libraries bring in network code only where we know why: excelize recognises
// images with a function of net/http, and opens no connection.
func TestNetworkCodeOfLibraries(t *testing.T) {
	const form = `{{if not .Standard}}{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}{{end}}`
	list, err := exec.Command("go", "list", "-deps", "-f", form, ".").Output()
	if err != nil {
		t.Fatal("go list, without which nothing is checked: ", err)
	}
	count := 0
	for line := range strings.Lines(string(list)) {
		count++
		importer, imported, _ := strings.Cut(strings.TrimSpace(line), " ")
		if isNetwork(imported) && importer != "github.com/xuri/excelize/v2" {
			t.Errorf("%s imports %s", importer, imported)
		}
	}
	if count < 100 {
		t.Errorf("only %d imports were looked at", count)
	}
}
