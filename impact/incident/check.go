package incident

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"breachimpact/law"
	"breachimpact/law/strict"

	"github.com/shopspring/decimal"
)

// checker compares the values of an incident with each other.
type checker struct {
	incident  *Incident
	dataTypes []string
	faults    strict.Faults
}

func (c *checker) fault(place strict.Place, code string, args ...strict.Arg) {
	c.faults = append(c.faults, strict.Fault{Code: code, Place: place, Args: args})
}

func (c *checker) check() {
	c.names()
	c.references()
	c.times()
	c.records()
	c.outages()
}

// unique reports a name that was seen before, with the line of the first.
func (c *checker) unique(seen map[string]int, name string, place strict.Place, code string) {
	if name == "" {
		return
	}
	if line, found := seen[name]; found {
		c.fault(place, code, strict.Arg{Name: "value", Value: name}, strict.Arg{Name: "line", Value: strconv.Itoa(line)})
		return
	}
	seen[name] = place.Line
}

// names looks for names used twice.
func (c *checker) names() {
	sources := map[string]int{}
	for _, s := range c.incident.Sources {
		c.unique(sources, s.ID.ID, s.ID.Place, duplicateSource)
	}
	groups := map[string]int{}
	for i, g := range c.incident.Groups {
		if i == maxGroups {
			c.fault(g.Name.Place, tooMany, strict.Arg{Name: "count", Value: strconv.Itoa(len(c.incident.Groups))}, strict.Arg{Name: "limit", Value: strconv.Itoa(maxGroups)})
		}
		c.unique(groups, g.Name.ID, g.Name.Place, duplicateGroup)
		types := map[string]int{}
		for _, d := range g.Data {
			c.unique(types, d.Type.ID, d.Type.Place, duplicateDataType)
		}
	}
	cells := map[string]int{}
	for _, o := range c.incident.Overrides {
		if o.Group.ID != "" && o.Cell != "" {
			c.unique(cells, o.Group.ID+"."+string(o.Cell), o.place, duplicateOverride)
		}
	}
}

// references looks for names that lead nowhere.
func (c *checker) references() {
	var sources, groups []string
	for _, s := range c.incident.Sources {
		sources = append(sources, s.ID.ID)
	}
	for _, g := range c.incident.Groups {
		groups = append(groups, g.Name.ID)
	}
	visit(reflect.ValueOf(c.incident).Elem(), func(v any) {
		switch ref := v.(type) {
		case *SourceRef:
			c.resolve(ref.Ref, sources, unknownSource)
		case *DataTypeRef:
			c.resolve(ref.Ref, c.dataTypes, unknownDataType)
		}
	})
	for _, o := range c.incident.Overrides {
		c.resolve(o.Group, groups, unknownGroup)
	}
}

func (c *checker) resolve(ref Ref, known []string, code string) {
	if ref.ID == "" || slices.Contains(known, ref.ID) || !idForm.MatchString(ref.ID) {
		return
	}
	var nearest []string
	if len(c.faults) < maxFaults { // a hostile file is not worth the search
		nearest = strict.Nearest(ref.ID, known)
	}
	c.fault(ref.Place, code, strict.Arg{Name: "value", Value: ref.ID}, strict.Arg{Name: "nearest", Value: strings.Join(nearest, ", ")})
}

// times looks for moments in an order that cannot be. A contradiction at both
// standpoints is one fault.
func (c *checker) times() {
	t := &c.incident.Timeline
	c.order(t.Occurred, t.Contained, t.Contained.Place, endBeforeStart)
	c.order(t.Occurred, t.Aware, t.Aware.Place, awareBeforeOccurred)
	for _, o := range c.incident.Breach.Outages {
		c.order(o.From, o.To, o.To.Place, endBeforeStart)
	}
	asOf := c.incident.AsOf.Time
	if asOf.IsZero() {
		return
	}
	now := law.Moment{Date: law.DateOf(asOf), Time: asOf}
	for _, s := range Standpoints() {
		if aware := moment(t.Aware.At(s)); surelyAfter(aware, now) {
			c.fault(t.Aware.Place, awareAfterAsOf, strict.Arg{Name: "aware", Value: aware.String()}, strict.Arg{Name: "as-of", Value: now.String()})
			return
		}
	}
}

func (c *checker) order(first, then Fact[Moment], place strict.Place, code string) {
	for _, s := range Standpoints() {
		if a, b := moment(first.At(s)), moment(then.At(s)); surelyAfter(a, b) {
			c.fault(place, code, strict.Arg{Name: "start", Value: a.String()}, strict.Arg{Name: "end", Value: b.String()}, strict.Arg{Name: "standpoint", Value: s.String()})
			return
		}
	}
}

// records looks for a part that is larger than its whole, where both are exact.
func (c *checker) records() {
	for _, g := range c.incident.Groups {
		for _, d := range g.Data {
			for _, s := range Standpoints() {
				part, whole := d.Records.At(s), g.Records.At(s)
				if !part.Known || !whole.Known || !part.Value.IsExact() || !whole.Value.IsExact() || !part.Value.Low.GreaterThan(whole.Value.Low) {
					continue
				}
				c.fault(d.Records.Place, moreThanGroup, strict.Arg{Name: "records", Value: part.Value.Low.String()}, strict.Arg{Name: "group", Value: whole.Value.Low.String()}, strict.Arg{Name: "standpoint", Value: s.String()})
				break
			}
		}
	}
}

// outages looks for a dated outage where it is stated that availability was not
// touched: one of the two is wrong.
func (c *checker) outages() {
	b := &c.incident.Breach
	for _, s := range Standpoints() {
		if r := b.Availability.At(s); !r.Known || r.Value != NotInterrupted {
			continue
		}
		for _, o := range b.Outages {
			if !moment(o.From.At(s)).IsZero() {
				c.fault(b.Availability.Place, outageWithoutLoss, strict.Arg{Name: "standpoint", Value: s.String()})
				return
			}
		}
	}
}

// checkRange holds an override to what the severity method can give its cell.
func (o *Override) checkRange(r *strict.Reader, n *strict.Node) {
	value := n.Get("value")
	if o.Cell == "" || !o.Value.read {
		return // that is a fault already
	}
	low, high, step := o.Cell.limits()
	v := o.Value.Decimal
	if v.LessThan(low) || v.GreaterThan(high) || !v.Mod(step).IsZero() {
		r.In("value", func() {
			r.Fault(value, overrideRange, strict.Arg{Name: "cell", Value: string(o.Cell)}, strict.Arg{Name: "low", Value: low.String()}, strict.Arg{Name: "high", Value: high.String()}, strict.Arg{Name: "step", Value: step.String()})
		})
	}
}

// limits are the least and greatest score of a cell, and its step: the context
// of processing counts from 1 to 4, the ease of identification from a quarter to
// one, and the circumstances add up to two at most.
func (c Cell) limits() (low, high, step decimal.Decimal) {
	quarter := decimal.New(25, -2)
	switch c {
	case DataContext:
		return decimal.NewFromInt(1), decimal.NewFromInt(4), decimal.NewFromInt(1)
	case Identifiable:
		return quarter, decimal.NewFromInt(1), quarter
	}
	return decimal.Zero, decimal.NewFromInt(2), quarter
}
