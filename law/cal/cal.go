// Package cal is civil calendar arithmetic for legal clocks.
//
// A [Zone] is a dated table of offsets from UTC that comes from cited data, not
// from the machine: the zone files of operating systems and of Go lag behind
// decrees (Morocco's permanent UTC+0 of September 2026 among them), and they
// obey the environment, which a reproducible report must not.
package cal

import (
	"fmt"
	"sort"
	"time"
)

// Change is the instant from which an offset holds.
type Change struct {
	From   time.Time // UTC
	Offset int       // seconds east of UTC
}

// Zone is a civil time: a name and its changes in order. Before the first
// change the first offset holds.
type Zone struct {
	Name    string
	Changes []Change
}

// Validate reports an empty table or changes out of order.
func (z Zone) Validate() error {
	if len(z.Changes) == 0 {
		return fmt.Errorf("zone %s has no offsets", z.Name)
	}
	for i := 1; i < len(z.Changes); i++ {
		if !z.Changes[i-1].From.Before(z.Changes[i].From) {
			return fmt.Errorf("zone %s: change %s is not after the one before it", z.Name, z.Changes[i].From.Format(time.RFC3339))
		}
	}
	return nil
}

// Offset is the seconds east of UTC in force at an instant.
func (z Zone) Offset(t time.Time) int {
	i := sort.Search(len(z.Changes), func(i int) bool { return z.Changes[i].From.After(t) })
	return z.Changes[max(0, i-1)].Offset
}

// In shows an instant in the zone's civil time. The instant itself does not
// change.
func (z Zone) In(t time.Time) time.Time {
	offset := z.Offset(t)
	return t.In(time.FixedZone("", offset))
}

// StartOfDay is the first instant of a civil day in the zone.
func (z Zone) StartOfDay(year int, month time.Month, day int) time.Time {
	midnight := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	// The day begins under the first offset whose midnight comes before the next
	// change: at that midnight, or at the change itself when clocks jumped over
	// midnight. Where clocks fall back across midnight, the first pass counts.
	var start time.Time
	for i, c := range z.Changes {
		start = midnight.Add(-time.Duration(c.Offset) * time.Second)
		if i > 0 && start.Before(c.From) {
			start = c.From
		}
		if i+1 == len(z.Changes) || start.Before(z.Changes[i+1].From) {
			break
		}
	}
	return z.In(start)
}
