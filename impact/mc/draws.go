package mc

// Draws depend on the seed, the factor's id and its distribution, and on nothing
// else in a model. So the many models of a portfolio, which share a seed and most of
// their assumptions, have most of their draws in common. draws keeps those that come
// again: all values of one power of a factor over a whole run, or the positions or
// scores at which they were looked up, for a factor whose distribution changes.
//
// It forgets like a shelf: in two generations, of which what is used again outlives
// the older.
type draws struct {
	recent, stale map[drawnKey]*drawn
	held          int // numbers in both
}

const (
	// drawsRoom is more than the distinct draws of an assessment.
	drawsRoom = 128
	// drawsHeld bounds the memory: 8 MiB.
	drawsHeld = 1 << 20

	// What is drawn a second time will be drawn again. Positions are worth keeping
	// only where values are not found, which shows one time later.
	valuesWorth, positionsWorth = 2, 3
)

// A drawnKey tells draws apart. Without a marginal it means the positions of a
// factor, or the scores of a loaded one.
type drawnKey struct {
	seed     uint64
	factor   string
	loading  float64
	marginal Marginal
	exponent float64
	trials   int
}

// drawn is what was drawn in all trials of a run.
type drawn struct {
	values   []float64 // nil while it is not worth its memory
	complete bool      // false while the first run that fills the values is under way
	uses     int
}

// get returns what is kept, or room for it, from the given number of uses on.
func (d *draws) get(key drawnKey, worth int) *drawn {
	found := d.recent[key]
	if found == nil {
		if found = d.stale[key]; found == nil {
			found = new(drawn)
		}
		delete(d.stale, key)
		if d.recent == nil || len(d.recent) >= drawsRoom {
			for _, forgotten := range d.stale {
				d.held -= len(forgotten.values)
			}
			d.recent, d.stale = make(map[drawnKey]*drawn), d.recent
		}
		d.recent[key] = found
	}
	found.uses++
	if found.values == nil && found.uses >= worth && d.held+key.trials <= drawsHeld {
		found.values = make([]float64, key.trials)
		d.held += key.trials
	}
	return found
}

// known tells whether the values need not be drawn.
func (d *drawn) known() bool { return d != nil && d.complete }

// block returns the values of a block, or nil where none are kept.
func (d *drawn) block(block, count int) []float64 {
	if d == nil || d.values == nil {
		return nil
	}
	return d.values[block*blockTrials:][:count:count]
}

// finish says that a run has filled the values, if there are any.
func (d *drawn) finish() {
	if d != nil && d.values != nil {
		d.complete = true
	}
}
