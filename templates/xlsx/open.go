package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Why a file is not read. Callers branch on these with errors.Is; the wrapped
// text says which part or cell.
var (
	// ErrProtected: a password, or the .xls format of before 2007. The two
	// cannot be told apart without opening them.
	ErrProtected = errors.New("file is protected by a password, or is an old .xls file")
	// ErrNotWorkbook: not a zip package, or one without a workbook in it.
	ErrNotWorkbook = errors.New("file is not an .xlsx workbook")
	// ErrTooLarge: more parts, bytes or cells than any file of ours has.
	ErrTooLarge = errors.New("workbook is too large")
	// ErrActiveContent: macros, embedded objects, or links to other files.
	ErrActiveContent = errors.New("workbook has active or embedded content")
	// ErrDamaged: a workbook whose parts contradict each other or end early.
	ErrDamaged = errors.New("workbook is damaged")
)

// Limits of what is read. They are far above any report or form, and far below
// what would trouble a small machine.
const (
	maxParts     = 200
	maxPartBytes = 16 << 20
	maxBytes     = 64 << 20
	maxDirectory = 256 << 10
	maxColumns   = 64
	maxRows      = 20_000
	maxCells     = 400_000
	maxSheets    = 64
)

// compoundFile starts a file in the container of old Office documents, which
// also wraps encrypted new ones.
const compoundFile = "\xD0\xCF\x11\xE0"

// forbidden are the folders and files of active content, in lower case.
func forbidden() []string {
	return []string{
		"vbaproject", "vbadata", "/externallinks/", "/activex/", "/embeddings/",
		"/macrosheets/", "/dialogsheets/", "/ctrlprops/", "/customui/", "/connections.xml", "/querytables/",
	}
}

// archive is an inspected package. Its parts have decent names and declare
// decent sizes; read enforces the sizes, since a declaration can lie.
type archive struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// open inspects a package without unpacking anything.
func open(data []byte) (*archive, error) {
	if bytes.HasPrefix(data, []byte(compoundFile)) {
		return nil, ErrProtected
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))
	}
	if err := inspectDirectory(data); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%w: %d parts", ErrTooLarge, len(z.File))
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), left: maxBytes}
	total := uint64(0)
	banned := forbidden()
	for _, file := range z.File {
		if err := inspectName(file.Name, banned); err != nil {
			return nil, err
		}
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		if file.UncompressedSize64 > maxPartBytes {
			return nil, fmt.Errorf("%w: part %q has %d bytes", ErrTooLarge, file.Name, file.UncompressedSize64)
		}
		if total += file.UncompressedSize64; total > maxBytes {
			return nil, fmt.Errorf("%w: more than %d bytes unpacked", ErrTooLarge, maxBytes)
		}
		key := strings.ToLower(file.Name)
		if _, twice := a.files[key]; twice {
			return nil, fmt.Errorf("%w: part %q twice", ErrDamaged, file.Name)
		}
		a.files[key] = file
	}
	if _, ok := a.files[strings.ToLower(contentTypesPart)]; !ok {
		return nil, fmt.Errorf("%w: no %s", ErrNotWorkbook, contentTypesPart)
	}
	return a, nil
}

// inspectDirectory bounds the zip directory before the standard library reads
// it: a small file may hold hundreds of thousands of entries, and each costs
// memory. The number of entries that it states is not looked at, for it can lie.
func inspectDirectory(data []byte) error {
	const recordSize = 22
	at := bytes.LastIndex(data[max(0, len(data)-recordSize-0xFFFF):], []byte("PK\x05\x06"))
	if at < 0 {
		return fmt.Errorf("%w: no zip directory", ErrNotWorkbook)
	}
	at += max(0, len(data)-recordSize-0xFFFF)
	if len(data)-at < recordSize {
		return fmt.Errorf("%w: zip directory cut off", ErrNotWorkbook)
	}
	record := data[at:]
	size := int64(binary.LittleEndian.Uint32(record[12:]))
	offset := int64(binary.LittleEndian.Uint32(record[16:]))
	// Both places where the directory may start are bounded, for the two
	// statements may disagree.
	if size > maxDirectory || int64(at)-offset > maxDirectory {
		return fmt.Errorf("%w: zip directory of %d bytes", ErrTooLarge, max(size, int64(at)-offset))
	}
	if offset > int64(at) {
		return fmt.Errorf("%w: zip directory out of place", ErrNotWorkbook)
	}
	return nil
}

func inspectName(name string, banned []string) error {
	if name == "" || len(name) > 255 || name[0] == '/' || strings.Contains(name, "..") || strings.ContainsAny(name, "\\:\x00") {
		return fmt.Errorf("%w: part named %q", ErrDamaged, name)
	}
	lower := "/" + strings.ToLower(name)
	for _, word := range banned {
		if strings.Contains(lower, word) {
			return fmt.Errorf("%w: %s", ErrActiveContent, name)
		}
	}
	return nil
}

// has reports whether the package holds a part. Part names have no case.
func (a *archive) has(name string) bool {
	_, ok := a.files[strings.ToLower(name)]
	return ok
}

// read unpacks one part.
func (a *archive) read(name string) ([]byte, error) {
	file, ok := a.files[strings.ToLower(name)]
	if !ok {
		return nil, fmt.Errorf("%w: no part %q", ErrDamaged, name)
	}
	stream, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: part %q: %w", ErrDamaged, name, err)
	}
	defer stream.Close()
	limit := min(maxPartBytes, a.left)
	data, err := io.ReadAll(io.LimitReader(stream, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%w: part %q: %w", ErrDamaged, name, err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%w: part %q unpacks to more than it says", ErrTooLarge, name)
	}
	a.left -= int64(len(data))
	return data, nil
}
