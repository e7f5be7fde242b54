package incident

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"breachimpact/law"
	"breachimpact/law/strict"
)

// maxFaults is how many faults are worth reading; a file with more is not a file
// that someone mistyped.
const maxFaults = 1000

// maxEntries is the longest list accepted, well above what one breach of one
// controller can need.
const maxEntries = 1000

// maxGroups is the most groups of people of one file: each has its own score,
// rows and explanations, and a report of more could neither be read nor opened.
const maxGroups = 40

// Decode reads the bytes of one incident file. file is the name that faults
// show; book is the facts law may ask for; dataTypes lists the known data types.
// The error, when there is one, is strict.Faults with every fault of the file in
// reading order, and there is no incident then.
func Decode(file string, data []byte, book law.FactBook, dataTypes []string) (*Incident, error) {
	root, faults := strict.Parse(file, data)
	if len(faults) > 0 {
		return nil, presentable(file, faults)
	}
	r := &strict.Reader{File: file}
	refuseLong(r, root)
	if len(r.Faults) > 0 {
		return nil, presentable(file, r.Faults)
	}
	i := &Incident{}
	r.Decode(root, i)
	r.In("facts", func() { i.Facts.read(r, book) })
	i.readJudgements(r, book)
	c := checker{incident: i, dataTypes: dataTypes}
	c.check()
	if faults := append(r.Faults, c.faults...); len(faults) > 0 {
		return nil, presentable(file, faults)
	}
	sum := sha256.Sum256(data)
	i.SHA256 = hex.EncodeToString(sum[:])
	i.raw = data
	return i, nil
}

// CaseFile is the file as it was decoded, line by line and without its comments.
// It reports false when comments and content could not be told apart for certain.
func (i *Incident) CaseFile() (string, bool) { return strict.Bare(i.raw) }

// refuseLong refuses lists and maps that no true incident has, before the work
// they would cause.
func refuseLong(r *strict.Reader, n *strict.Node) {
	if count := len(n.Items) + len(n.Fields); count > maxEntries {
		r.Fault(n, tooMany, strict.Arg{Name: "count", Value: strconv.Itoa(count)}, strict.Arg{Name: "limit", Value: strconv.Itoa(maxEntries)})
		return
	}
	for i, item := range n.Items {
		r.In("["+strconv.Itoa(i)+"]", func() { refuseLong(r, item) })
	}
	for _, f := range n.Fields {
		r.In(f.Key.Text, func() { refuseLong(r, f.Value) })
	}
}

// readJudgements reads each judged value by the definition of its fact. Facts
// that have a place in the file are stated there, not judged.
func (i *Incident) readJudgements(r *strict.Reader, book law.FactBook) {
	for k := range i.Judgements {
		j := &i.Judgements[k]
		if j.Fact.ID == "" || j.Stated.node == nil {
			continue
		}
		r.In("judgement", func() {
			r.In("["+strconv.Itoa(k)+"]", func() {
				var d *law.FactDefinition
				r.In("fact", func() {
					at := &strict.Node{Kind: strict.Scalar, Line: j.Fact.Place.Line, Column: j.Fact.Place.Column, Text: j.Fact.ID}
					d = findFact(r, at, book, law.GivenDerived, law.GivenClass)
				})
				if d == nil || j.Stated.node.Text == unknownWord {
					return
				}
				r.In("value", func() { j.Value = readGiven(r, j.Stated.node, d) })
			})
		})
	}
}

// presentable sorts faults, drops what nobody would read, and makes the words
// they quote from the file safe to print.
func presentable(file string, faults strict.Faults) strict.Faults {
	slices.SortStableFunc(faults, func(a, b strict.Fault) int {
		return cmp.Or(cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column), cmp.Compare(a.Code, b.Code))
	})
	out := faults
	if len(faults) > maxFaults {
		out = append(slices.Clone(faults[:maxFaults]), strict.Fault{
			Code: moreFaults, Place: strict.Place{File: file}, Args: []strict.Arg{{Name: "count", Value: strconv.Itoa(len(faults) - maxFaults)}},
		})
	}
	for k := range out {
		out[k].Place.Path = inert(out[k].Place.Path)
		for a := range out[k].Args {
			if out[k].Args[a].Name != "allowed" { // those are our own words
				out[k].Args[a].Value = inert(out[k].Args[a].Value)
			}
		}
	}
	return out
}
