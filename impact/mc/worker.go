package mc

// A worker owns all that one goroutine writes to.
type worker struct {
	plan    *plan
	streams []*stream // of the factors; nil of those that need no draw
	common  *stream   // nil when no factor is loaded

	memory    []float64 // of all of the following
	positions []float64
	scores    []float64   // the common scores
	columns   [][]float64 // the powers of the factors, where their draws are not kept
	values    [][]float64 // the powers of the factors in the block
	line      []float64
	total     []float64
	covered   []float64 // the sum of the lines that a layer covers
	uncovered []float64 // the sum of the others

	// Set by the simulation, by output, with nil for those that are not described.
	kept [][]float64 // where the outcomes of the whole run go, while they are kept
}

// prepare makes the worker ready for a plan, in the memory it has from another.
func (w *worker) prepare(p *plan) {
	trials := min(blockTrials, p.trials)
	w.plan, w.kept = p, nil
	w.memory = resized(w.memory, (p.columns+6)*trials)
	rest := w.memory
	buffer := func() []float64 {
		first := rest[:trials:trials]
		rest = rest[trials:]
		return first
	}
	w.positions, w.line, w.total = buffer(), buffer(), buffer()
	w.streams = resized(w.streams, len(p.factors))
	w.common = nil
	for i, factor := range p.factors {
		w.streams[i] = nil
		if !factor.known() && !factor.drawn.known() {
			w.streams[i] = newStream(factorStream, p.seed, factor.id)
		}
		if factor.asksScores() && w.common == nil {
			w.common = newStream(commonStream, p.seed, "")
			w.scores = buffer()
		}
	}
	w.covered, w.uncovered = nil, nil
	if p.layer != nil {
		w.covered = buffer()
		w.uncovered = buffer()
	}
	w.columns = resized(w.columns, p.columns)
	for i := range w.columns {
		w.columns[i] = buffer()
	}
	w.values = resized(w.values, p.columns)
}

// run simulates a block and returns the moments of all outputs. It leaves the values
// of those that are to be described where they are kept, or else hands them to the
// sink, which may not keep them.
func (w *worker) run(block int, sink func(output int, values []float64)) []moments {
	count := min(blockTrials, w.plan.trials-block*blockTrials)
	positions := w.positions[:count]
	if w.common != nil {
		w.common.start(block)
		w.common.drawTable(normalTable(), w.scores[:count])
	}
	for i := range w.plan.factors {
		w.draw(&w.plan.factors[i], w.streams[i], block, positions)
	}

	result := make([]moments, w.plan.outputs())
	put := func(output int, values []float64) {
		result[output] = momentsOf(values)
		if w.kept == nil && w.plan.described(output) {
			sink(output, values)
		}
	}
	place := func(output int, otherwise []float64) []float64 {
		if w.kept != nil && w.plan.described(output) {
			return w.kept[output][block*blockTrials:][:count]
		}
		return otherwise[:count]
	}
	total := place(len(w.plan.lines), w.total)
	clear(total)
	clear(w.covered)
	clear(w.uncovered)
	for _, i := range w.plan.order {
		terms, aside := w.plan.lines[i].terms, w.plan.lines[i].aside
		if !aside && len(terms) == 1 && len(terms[0].columns) == 1 && !w.plan.described(i) && w.plan.layer == nil {
			result[i] = addLine(total, w.values[terms[0].columns[0]][:count], terms[0].coefficient)
			continue
		}
		line := place(i, w.line)
		clear(line)
		for _, term := range terms {
			term.add(line, w.values)
		}
		if !aside {
			addTo(total, line)
			if w.plan.layer != nil {
				if w.plan.covered[i] {
					addTo(w.covered, line)
				} else {
					addTo(w.uncovered, line)
				}
			}
		}
		put(i, line)
	}
	put(len(w.plan.lines), total)
	if w.plan.layer != nil {
		net := place(len(w.plan.lines)+1, w.line)
		w.plan.layer.net(net, total, w.covered, w.uncovered)
		put(len(w.plan.lines)+1, net)
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

// draw sets the values of a factor's powers in a block: to those that are kept, of
// which those that are not yet known are drawn into their place.
func (w *worker) draw(factor *plannedFactor, from *stream, block int, positions []float64) {
	known := true
	for i := range factor.powers {
		power := &factor.powers[i]
		values := power.drawn.block(block, len(positions))
		if values == nil {
			values = w.columns[power.column][:len(positions)]
		}
		w.values[power.column] = values
		known = known && power.drawn.known()
	}
	if known {
		return
	}
	kept := factor.drawn.block(block, len(positions))
	if kept == nil {
		from.start(block)
		w.sample(factor, from, positions)
		return
	}
	if !factor.drawn.known() {
		from.start(block)
		if factor.correlation != nil {
			from.drawScores(factor.correlation, w.scores, kept)
		} else {
			from.draw(kept)
		}
	}
	w.lookUp(factor, kept)
}

// sample draws a factor and fills the values of its powers. A factor with one
// power, as most are, is drawn and looked up in one loop.
func (w *worker) sample(factor *plannedFactor, from *stream, positions []float64) {
	powers := factor.powers
	only := w.values[powers[0].column]
	if factor.correlation != nil {
		if t, ok := powers[0].scores.(*scoreTable); ok && len(powers) == 1 {
			from.drawScoreTable(factor.correlation, w.scores, t, only)
			return
		}
		from.drawScores(factor.correlation, w.scores, positions)
	} else {
		if t, ok := powers[0].sampler.(*table); ok && len(powers) == 1 {
			from.drawTable(t, only)
			return
		}
		from.draw(positions)
	}
	w.lookUp(factor, positions)
}

// lookUp fills the values of a factor's powers, those that are not known, at its
// positions or, of a loaded one, its scores.
func (w *worker) lookUp(factor *plannedFactor, at []float64) {
	for _, power := range factor.powers {
		switch values := w.values[power.column]; {
		case power.drawn.known():
		case factor.correlation != nil:
			power.scores.fill(values, at)
		default:
			power.sampler.fill(values, at)
		}
	}
}
