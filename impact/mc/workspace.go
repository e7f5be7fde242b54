package mc

// A Workspace keeps memory and compiled marginals from one run for the next. Who
// makes many small runs, one after the other, gives all of them the same one: a
// run then neither asks for memory, nor compiles what an earlier one has compiled, nor
// draws what earlier ones have drawn from the same distribution with the same seed.
// It never changes a result, not even after a run that failed. The zero value is
// ready to use.
//
// A Workspace serves one run at a time: goroutines that run at once need one each,
// and so does a progress function that runs something itself. It holds at most
// some 12 MiB of tables and 8 MiB of draws, besides the buffers of the largest run that it
// has served: those grow with the lines of a model and its workers, and stop growing with
// its trials at 65,536 of them.
type Workspace struct {
	compiled shelf
	drawn    draws
	workers  []*worker
	kept     []float64
	counts   [][]uint32 // of tallies
	counted  int        // how many of them are in use
	ranking  ranking
	chosen   selection
}

// Run is [Run] with what the workspace holds. A nil workspace holds nothing.
func (s *Workspace) Run(m Model, workers int, progress func(done, total int)) (Result, error) {
	if s == nil {
		s = new(Workspace)
	}
	return s.run(m, workers, progress)
}

// hired returns so many workers that are ready for a plan.
func (s *Workspace) hired(count int, p *plan) []*worker {
	for len(s.workers) < count {
		s.workers = append(s.workers, new(worker))
	}
	for _, w := range s.workers[:count] {
		w.prepare(p)
	}
	return s.workers[:count]
}

// room returns memory for the outcomes of a small run, with anything in it.
func (s *Workspace) room(count int) []float64 {
	s.kept = resized(s.kept, count)
	return s.kept
}

// counters returns so many zeros for a run that counts.
func (s *Workspace) counters(count int) []uint32 {
	if s.counted == len(s.counts) {
		s.counts = append(s.counts, nil)
	}
	mine := &s.counts[s.counted]
	s.counted++
	*mine = resized(*mine, count)
	clear(*mine)
	return *mine
}

// resized returns a slice of a length that has anything in it, in the memory of the
// given one if that is enough.
func resized[T any](memory []T, length int) []T {
	if cap(memory) < length {
		return make([]T, length)
	}
	return memory[:length]
}

// A compiled marginal is what is sampled of one power of it.
type compiled struct {
	sampler sampler
	scores  scoreSampler // nil until a loaded factor asks for it
}

type compiledKey struct {
	marginal Marginal
	exponent float64
}

// A shelf keeps compiled marginals. What is wanted lies in recent; once that has
// shelfRoom of them, it becomes stale, and what is stale already is forgotten. So
// what is used again and again stays, and what was used once goes.
type shelf struct {
	recent, stale map[compiledKey]*compiled
}

// shelfRoom is more than an assessment has. A run that has more may compile one
// twice, and holds in its plan what the shelf forgets.
const shelfRoom = 64

// get returns the compiled power of a marginal, with scores if they are wanted.
func (s *shelf) get(marginal Marginal, exponent float64, scores bool) (*compiled, error) {
	key := compiledKey{marginal, exponent}
	found := s.recent[key]
	if found == nil {
		if found = s.stale[key]; found == nil {
			made, err := marginal.compile(exponent)
			if err != nil {
				return nil, err
			}
			found = &compiled{sampler: made}
		}
		if s.recent == nil || len(s.recent) >= shelfRoom {
			s.recent, s.stale = make(map[compiledKey]*compiled), s.recent
		}
		s.recent[key] = found
	}
	if scores && found.scores == nil {
		found.scores = found.sampler.ofScores()
	}
	return found, nil
}
