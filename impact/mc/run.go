package mc

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// Result is what [Run] found. Its numbers have the unit of the model.
type Result struct {
	Lines  []Summary // in the order of Model.Lines
	Total  Summary   // of the sum of all lines, trial by trial
	Net    *Summary  // of the total less what the layer recovers; nil without a layer
	Trials int
}

// Run simulates a model on the given number of goroutines, at least 1. The
// number of workers changes how long it takes and not one bit of the result.
//
// When progress is not nil, it is called after each block of trials with the
// number of trials done so far, which rises to total, one call at a time and
// from goroutines of Run.
//
// Run refuses a model with faults, naming all of them: an id that is missing or
// given twice, a coefficient that is negative, a factor that can be negative, a
// factor that can be zero under a negative exponent, a loading outside [0, 1), a
// reference to no factor, no lines, a layer with a negative or missing number, a
// layer on a line that does not exist or is named twice, or a number of trials
// outside 1 to [MaxTrials]. It also fails when a value leaves the range of float64.
func Run(m Model, workers int, progress func(done, total int)) (Result, error) {
	if workers < 1 {
		return Result{}, fmt.Errorf("number of workers %d is not at least 1", workers)
	}
	if err := m.validate(); err != nil {
		return Result{}, fmt.Errorf("invalid model: %w", err)
	}
	p, err := newPlan(m)
	if err != nil {
		return Result{}, err
	}

	blocks := (p.trials + blockTrials - 1) / blockTrials
	workers = min(workers, blocks)
	gathered := newGatherer(p, progress)
	histograms := make([][]histogram, workers)
	var next atomic.Int64
	var group sync.WaitGroup
	for i := range workers {
		group.Go(func() {
			w := newWorker(p)
			for {
				block := int(next.Add(1)) - 1
				if block >= blocks {
					break
				}
				gathered.put(block, w.run(block))
			}
			histograms[i] = w.histograms
		})
	}
	group.Wait()

	result := Result{Lines: make([]Summary, len(p.lines)), Trials: p.trials}
	bins := make([]bin, 0, 4*binsPerHistogramOctave)
	for i := range p.outputs() {
		merged := &histograms[0][i]
		for _, other := range histograms[1:] {
			merged.merge(&other[i])
		}
		sums := gathered.sums[i]
		if !finite(sums.max) || !finite(sums.squares) {
			return Result{}, fmt.Errorf("%s is too large for float64", p.name(i))
		}
		bins = merged.bins(bins[:0])
		summary := summarise(bins, sums)
		switch i {
		case len(p.lines):
			result.Total = summary
		case len(p.lines) + 1:
			result.Net = &summary
		default:
			result.Lines[i] = summary
		}
	}
	return result, nil
}

// A worker owns all that one goroutine writes to.
type worker struct {
	plan    *plan
	streams []*stream // of the factors
	common  *stream   // nil when no factor is loaded

	positions  []float64
	scores     []float64   // the common scores
	columns    [][]float64 // the powers of the factors
	line       []float64
	total      []float64
	covered    []float64   // the sum of the lines that a layer covers
	uncovered  []float64   // the sum of the others
	histograms []histogram // of the outputs
}

func newWorker(p *plan) *worker {
	w := &worker{
		plan:       p,
		positions:  make([]float64, blockTrials),
		line:       make([]float64, blockTrials),
		total:      make([]float64, blockTrials),
		histograms: make([]histogram, p.outputs()),
	}
	for _, factor := range p.factors {
		w.streams = append(w.streams, newStream(factorStream, p.seed, factor.id))
		if factor.loading > 0 && w.common == nil {
			w.common = newStream(commonStream, p.seed, "")
			w.scores = make([]float64, blockTrials)
		}
	}
	if p.layer != nil {
		w.covered = make([]float64, blockTrials)
		w.uncovered = make([]float64, blockTrials)
	}
	for range p.columns {
		w.columns = append(w.columns, make([]float64, blockTrials))
	}
	return w
}

// run simulates a block and returns the moments of the outputs.
func (w *worker) run(block int) []moments {
	count := min(blockTrials, w.plan.trials-block*blockTrials)
	positions := w.positions[:count]
	if w.common != nil {
		w.common.start(block)
		w.common.drawTable(normalTable(), w.scores, positions)
	}
	for i := range w.plan.factors {
		w.streams[i].start(block)
		w.sample(&w.plan.factors[i], w.streams[i], positions)
	}

	result := make([]moments, w.plan.outputs())
	describe := func(output int, values []float64) {
		w.histograms[output].add(values)
		result[output] = momentsOf(values)
	}
	line, total := w.line[:count], w.total[:count]
	clear(total)
	clear(w.covered)
	clear(w.uncovered)
	for _, i := range w.plan.order {
		clear(line)
		for _, term := range w.plan.lines[i].terms {
			term.add(line, w.columns)
		}
		addTo(total, line)
		if w.plan.layer != nil {
			if w.plan.covered[i] {
				addTo(w.covered, line)
			} else {
				addTo(w.uncovered, line)
			}
		}
		describe(i, line)
	}
	describe(len(w.plan.lines), total)
	if w.plan.layer != nil {
		w.plan.layer.net(line, total, w.covered, w.uncovered)
		describe(len(w.plan.lines)+1, line)
	}
	return result
}

// addTo adds values to sums, of which there may be more.
func addTo(sums, values []float64) {
	sums = sums[:len(values)]
	for i, value := range values {
		sums[i] += value
	}
}

// sample draws a factor and fills the columns of its powers.
func (w *worker) sample(factor *plannedFactor, from *stream, positions []float64) {
	powers := factor.powers
	first, isTable := powers[0].sampler.(*table)
	switch {
	case factor.loading > 0:
		from.drawLoaded(factor.loading, w.scores, positions)
	case isTable:
		from.drawTable(first, w.columns[powers[0].column], positions)
		powers = powers[1:]
	default:
		from.draw(positions)
	}
	for _, power := range powers {
		power.sampler.fill(w.columns[power.column], positions)
	}
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
