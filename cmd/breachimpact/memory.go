package main

import "runtime/debug"

// How much memory may lie uncollected, in percent of what is in use. Next to nothing
// is kept of what is read from files: to collect it each few milliseconds costs more
// than the memory. What follows them fills memory in large pieces, and a report is to be
// made on any office computer.
const (
	whileReading = 400
	afterReading = 70
)

// relax sets that for the beginning of a run. Who sets GOGC decides for himself. What it
// returns puts the setting back.
func (p *program) relax() (restore func()) {
	if p.getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(whileReading)
	return func() { debug.SetGCPercent(before) }
}

// tighten sets it for the rest.
func (p *program) tighten() {
	if p.getenv("GOGC") == "" {
		debug.SetGCPercent(afterReading)
	}
}
