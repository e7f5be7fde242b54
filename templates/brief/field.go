package brief

import (
	"strconv"
	"strings"

	"breachimpact/law"
	"breachimpact/templates/line"
)

// field names a place of the incident file in words: the last step of its path,
// with the group, datum or count it belongs to. A path that no message names is
// shown as it is.
func (b *brief) field(path string) string {
	steps := strings.Split(path, ".")
	last := steps[len(steps)-1]
	if steps[0] == "facts" && len(steps) > 1 {
		if names := b.factNames(law.FactID(last)); len(names) > 0 {
			return names[0]
		}
	}
	if !b.l.Has("brief.field." + last) {
		return line.Clean(path)
	}
	name := b.say("field." + last)
	for _, step := range steps[:len(steps)-1] {
		list, at, indexed := index(step)
		if indexed {
			name = b.place(steps, name, list, at)
		}
	}
	return name
}

// place adds the entry of a list that a field belongs to.
func (b *brief) place(steps []string, name, list string, at int) string {
	in := b.a.Incident
	field := worded("field", name)
	switch {
	case list == "people" && at < len(in.Groups):
		return b.say("field.group", field, quoted("group", in.Groups[at].Name.ID))
	case list == "data":
		if _, g, ok := index(steps[0]); ok && g < len(in.Groups) && at < len(in.Groups[g].Data) {
			return b.say("field.data", field, worded("data", b.dataName(in.Groups[g].Data[at].Type.ID)))
		}
	case list == "other_records" && at < len(in.OtherRecords):
		return b.say("field.other", field, quoted("what", b.in(in.OtherRecords[at].What.Text)))
	case list == "events":
		return b.say("field.event", field, quoted("number", strconv.Itoa(at+1)))
	case list == "outages":
		return b.say("field.outage", field, quoted("number", strconv.Itoa(at+1)))
	}
	return name
}

// index parts "people[0]" into its list and its entry.
func index(step string) (list string, at int, ok bool) {
	list, rest, found := strings.Cut(step, "[")
	at, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
	return list, at, found && err == nil && at >= 0
}
