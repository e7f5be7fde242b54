package mc

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// Result is what [Run] found. Its numbers have the unit of the model.
type Result struct {
	Lines  []Summary // in the order of Model.Lines
	Total  Summary   // of the sum of all lines that are not aside, trial by trial
	Net    *Summary  // of the total less what the layer recovers; nil without a layer
	Trials int
}

// Run simulates a model on the given number of goroutines, at least 1. The
// number of workers changes how long it takes and not one bit of the result.
//
// When progress is not nil, it is called after each block of trials with the
// number of trials done so far, which rises to total, one call at a time and
// from any goroutine of Run.
//
// Run refuses a model with faults, naming all of them: an id that is missing or
// given twice, a coefficient that is negative, a factor that can be negative, a
// factor that can be zero under a negative exponent, a loading outside [0, 1), a
// reference to no factor, no lines, a layer with a negative or missing number, a
// layer on a line that does not exist, is aside or is named twice, or a number of
// trials outside 1 to [MaxTrials]. It also fails when a value leaves the range of float64.
func Run(m Model, workers int, progress func(done, total int)) (Result, error) {
	return new(Workspace).run(m, workers, progress)
}

func (s *Workspace) run(m Model, workers int, progress func(done, total int)) (Result, error) {
	if workers < 1 {
		return Result{}, fmt.Errorf("number of workers %d is not at least 1", workers)
	}
	if err := m.validate(); err != nil {
		return Result{}, fmt.Errorf("invalid model: %w", err)
	}
	p, err := newPlan(m, &s.compiled, &s.drawn)
	if err != nil {
		return Result{}, err
	}
	return newSimulation(s, p, workers, pilotErrors).run(progress)
}

// A run of up to pilotBlocks blocks keeps its outcomes. A greater one keeps those of a
// pilot of scoutBlocks and lays its windows by them, pilotErrors standard errors around
// each percentile: how many decides about memory and never about a result.
const (
	pilotBlocks = 32
	scoutBlocks = 16
	pilotErrors = 4.5
)

// A simulation is a run of a plan.
type simulation struct {
	space        *Workspace
	plan         *plan
	blocks       int
	workers      []*worker
	windowErrors float64 // half the width of a window
	secondPass   bool    // whether one was needed
}

func newSimulation(space *Workspace, p *plan, workers int, windowErrors float64) *simulation {
	s := &simulation{
		space:        space,
		plan:         p,
		blocks:       (p.trials + blockTrials - 1) / blockTrials,
		windowErrors: windowErrors,
	}
	s.workers = space.hired(min(workers, s.blocks), p)
	space.counted = 0
	return s
}

func (s *simulation) run(progress func(done, total int)) (Result, error) {
	p := s.plan
	gathered := newGatherer(p, progress)
	pilot := s.blocks
	if pilot > pilotBlocks {
		pilot = scoutBlocks
	}
	kept := s.memory(pilot)
	s.each(0, pilot, func(w *worker, block int) {
		w.kept = kept
		gathered.put(block, w.run(block, nil))
		w.kept = nil
	})
	if s.blocks == pilot {
		p.finish()
	}

	var tallies []*tally
	if s.blocks > pilot {
		tallies = s.pilotTallies(kept)
		s.count(tallies, pilot, gathered)
	}

	for i, sums := range gathered.sums {
		if !finite(sums.mean) || !finite(sums.max) || !finite(sums.squares) {
			return Result{}, fmt.Errorf("%s is too large for float64", p.name(i))
		}
	}
	if tallies != nil {
		of := s.talliedOutcomes(tallies, gathered.sums)
		return s.result(gathered.sums, func(output int) Summary {
			return p.summarise(output, of(output), gathered.sums[output])
		}), nil
	}
	return s.result(gathered.sums, func(output int) Summary {
		values, sums := kept[output], gathered.sums[output]
		if p.brief && output != len(p.lines) {
			s.space.chosen.selectFrom(values, sums)
			return briefly(&s.space.chosen, sums)
		}
		s.space.ranking.rank(values, sums)
		return p.summarise(output, &s.space.ranking, sums)
	}), nil
}

// memory returns that for the outcomes of the pilot, of the outputs that are
// described.
func (s *simulation) memory(pilot int) [][]float64 {
	p := s.plan
	kept := make([][]float64, p.outputs())
	trials := min(p.trials, pilot*blockTrials)
	room := s.space.room(p.describedOutputs() * trials)
	for i := range kept {
		if p.described(i) {
			kept[i], room = room[:trials:trials], room[trials:]
		}
	}
	return kept
}

// each runs the blocks from one up to, and without, another on all workers.
func (s *simulation) each(from, to int, do func(w *worker, block int)) {
	var next atomic.Int64
	next.Store(int64(from))
	work := func(w *worker) {
		for {
			block := int(next.Add(1)) - 1
			if block >= to {
				return
			}
			do(w, block)
		}
	}
	var group sync.WaitGroup
	for _, w := range s.workers[1:] {
		group.Go(func() { work(w) })
	}
	work(s.workers[0])
	group.Wait()
}

// pilotTallies lays windows by the outcomes of the pilot and counts these.
func (s *simulation) pilotTallies(kept [][]float64) []*tally {
	tallies := make([]*tally, len(kept))
	var bins []bin
	for i, values := range kept {
		if values == nil {
			continue
		}
		var counts histogram
		counts.add(values)
		bins = counts.bins(bins[:0])
		tallies[i] = s.space.tally(newLayout(bins, pilotWindows(bins, len(values), s.windowErrors)))
		tallies[i].add(values)
	}
	return tallies
}

// count adds the blocks from the given one on to tallies, those that are not nil. All
// workers count in the same ones, one at a time in each: a tally is large, a block is
// added to it in a small part of the time it takes to simulate, and the order of
// additions shows in no count. The moments go to gathered, unless it is nil.
func (s *simulation) count(tallies []*tally, from int, gathered *gatherer) {
	s.each(from, s.blocks, func(w *worker, block int) {
		sums := w.run(block, func(output int, values []float64) {
			if t := tallies[output]; t != nil {
				t.lock.Lock()
				defer t.lock.Unlock()
				t.add(values)
			}
		})
		if gathered != nil {
			gathered.put(block, sums)
		}
	})
}

// talliedOutcomes returns the outcomes of each output. Where a percentile has left
// its window, the same draws are counted again, in windows of exactly the bins
// that are needed.
func (s *simulation) talliedOutcomes(tallies []*tally, sums []moments) func(output int) outcomes {
	again := make([]*tally, len(tallies))
	var bins []bin
	for i, t := range tallies {
		if t == nil {
			continue
		}
		bins = t.bins(bins[:0])
		needed := neededBins(bins, sums[i].count)
		for _, index := range needed {
			if t.fine(index) == nil {
				again[i] = s.space.tally(newLayout(bins, exactWindows(needed)))
				s.secondPass = true
				break
			}
		}
	}
	if s.secondPass {
		s.count(again, 0, nil)
	}
	return func(output int) outcomes {
		t := tallies[output]
		if again[output] != nil {
			t = again[output]
		}
		bins = t.bins(bins[:0])
		return &counted{bins: bins, tally: t, moments: sums[output]}
	}
}

// result summarises the outputs, one after the other.
func (s *simulation) result(sums []moments, of func(output int) Summary) Result {
	result := Result{Lines: make([]Summary, len(s.plan.lines)), Trials: s.plan.trials}
	for i := range sums {
		var summary Summary
		if s.plan.described(i) {
			summary = of(i)
		} else {
			summary = Summary{Mean: sums[i].mean}
		}
		switch i {
		case len(s.plan.lines):
			result.Total = summary
		case len(s.plan.lines) + 1:
			result.Net = &summary
		default:
			result.Lines[i] = summary
		}
	}
	return result
}

// A gatherer merges the moments of blocks in the order of the blocks, whatever
// the order in which workers finish them.
type gatherer struct {
	lock     sync.Mutex
	waiting  map[int][]moments
	next     int // the block to merge next
	sums     []moments
	trials   int
	progress func(done, total int)
}

func newGatherer(p *plan, progress func(done, total int)) *gatherer {
	g := &gatherer{
		waiting:  make(map[int][]moments),
		sums:     make([]moments, p.outputs()),
		trials:   p.trials,
		progress: progress,
	}
	for i := range g.sums {
		g.sums[i] = noMoments()
	}
	return g
}

func (g *gatherer) put(block int, outputs []moments) {
	g.lock.Lock()
	defer g.lock.Unlock()
	g.waiting[block] = outputs
	for {
		outputs, ok := g.waiting[g.next]
		if !ok {
			return
		}
		delete(g.waiting, g.next)
		g.next++
		for i, output := range outputs {
			g.sums[i].merge(output)
		}
		if g.progress != nil {
			g.progress(g.sums[0].count, g.trials)
		}
	}
}
