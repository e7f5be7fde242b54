package impact

import (
	"bytes"
	"encoding/json"
)

// MarshalLine writes the document on one line, as it stands in a list of many: a
// third of the bytes of MarshalIndent, in a small part of its time. It has the bytes
// of json.Marshal. But duties, sanctions and money are most of a document, and often
// nothing is claimed beyond what is confirmed: then they are written once and copied.
func (d Document) MarshalLine() ([]byte, error) {
	w := newLineWriter()
	w.begin()
	w.field("schema", d.Schema)
	w.field("tool", d.Tool)
	w.field("incident", d.Incident)
	w.field("as_of", d.AsOf)
	w.field("rulebook", d.Rulebook)
	w.field("claim", d.Claim)
	w.name("standpoints")
	w.begin()
	w.name("confirmed")
	confirmed, claimed := &d.Standpoints.Confirmed, &d.Standpoints.Claimed
	w.view(confirmed, nil)
	w.name("claimed")
	w.view(claimed, confirmed)
	w.end()
	w.field("contracts", d.Contracts)
	w.field("actions", d.Actions)
	w.field("warnings", d.Warnings)
	w.field("open", d.Open)
	w.end()
	return w.buffer.Bytes(), w.err
}

// A lineWriter writes JSON objects field by field.
type lineWriter struct {
	buffer  bytes.Buffer
	encoder *json.Encoder
	written map[string]stretch // of the fields of the view that came first
	err     error
}

// stretch is where something stands in the buffer.
type stretch struct{ from, to int }

func newLineWriter() *lineWriter {
	w := &lineWriter{written: map[string]stretch{}}
	w.buffer.Grow(96 << 10) // a usual document, which would otherwise be copied at each doubling
	w.encoder = json.NewEncoder(&w.buffer)
	return w
}

func (w *lineWriter) begin() { w.buffer.WriteByte('{') }

func (w *lineWriter) end() { w.buffer.WriteByte('}') }

// name writes the name of the next field, which is plain ASCII.
func (w *lineWriter) name(name string) {
	if last := w.buffer.Bytes()[w.buffer.Len()-1]; last != '{' {
		w.buffer.WriteByte(',')
	}
	w.buffer.WriteByte('"')
	w.buffer.WriteString(name)
	w.buffer.WriteString(`":`)
}

func (w *lineWriter) field(name string, value any) {
	w.name(name)
	if err := w.encoder.Encode(value); err != nil && w.err == nil {
		w.err = err
	}
	w.buffer.Truncate(w.buffer.Len() - 1) // the line end that an encoder adds
}

// view writes a standpoint. What it shares with another, which stands before it, is
// copied from there.
func (w *lineWriter) view(v, other *viewDocument) {
	shared := func(name string, value any, sharing bool) {
		if from, found := w.written[name]; sharing && found {
			w.name(name)
			w.buffer.Write(w.buffer.Bytes()[from.from:from.to])
			return
		}
		start := w.buffer.Len() + len(`,"":`) + len(name)
		w.field(name, value)
		w.written[name] = stretch{start, w.buffer.Len()}
	}
	if other == nil {
		other = &viewDocument{}
	}
	w.begin()
	w.field("people", v.People)
	w.field("records", v.Records)
	w.field("severity", v.Severity)
	shared("duties", v.Duties, same(v.Duties, other.Duties))
	shared("sanctions", v.Sanctions, same(v.Sanctions, other.Sanctions))
	shared("sanctions_total", v.SanctionsTotal, same(v.SanctionsTotal, other.SanctionsTotal))
	shared("loss", v.Loss, v.Loss.Listed == other.Loss.Listed)
	shared("rules", v.Rules, same(v.Rules, other.Rules))
	shared("questions", v.Questions, same(v.Questions, other.Questions))
	w.end()
}
