package main

import "runtime/debug"

// relax lets what is read from files lie uncollected up to some megabytes: next to
// nothing of it is kept, and collecting it a dozen times costs more than the memory.
// Who sets GOGC decides for himself. What it returns puts the setting back.
func (p *program) relax() (restore func()) {
	if p.getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(400)
	return func() { debug.SetGCPercent(before) }
}

// tighten ends that: what follows the files fills memory in larger pieces.
func (p *program) tighten() {
	if p.getenv("GOGC") == "" {
		debug.SetGCPercent(100)
	}
}
