package main

// The exit codes. Scripts rely on them, so a number never changes its meaning;
// README.md has the same table, and a test compares the two. The number 3 is
// left to urfave/cli.
const (
	exitDone       = 0
	exitInternal   = 1 // a fault of the program itself
	exitUsage      = 2 // the command line is not understood
	exitIncident   = 4 // an incident file, or a file of rates, is not valid
	exitRulebook   = 5 // the rulebook is not valid, or no jurisdiction applies
	exitGate       = 6 // the gate of --fail-on is met
	exitDifference = 7 // a report differs from its recomputation
	exitFile       = 8 // a file cannot be read or written
)

// exitCodes lists every code, for the test that holds README to them.
func exitCodes() []int {
	return []int{exitDone, exitInternal, exitUsage, exitIncident, exitRulebook, exitGate, exitDifference, exitFile}
}
