// Command breachimpact estimates what a personal-data breach means: how bad it
// is for the people concerned, what must be done and by when, what it can cost
// in sanctions and in money, and which unknown matters most.
//
// This package is the edge of the program. It alone touches the clock, files
// and the environment; everything below it is a pure computation on the bytes
// it is given. Results go to standard output and everything else to standard
// error. There is no prompt, no colour, no progress bar and no network code.
//
// # Layout
//
// One file a command; the rest is one concern a file: arrange.go puts the
// command line in order, input.go reads, save.go writes, exit.go names the exit
// codes, failure.go words what went wrong. The words themselves are in
// templates/locale: there is no prose in Go.
package main

import (
	"os"
	"time"
)

func main() {
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr, os.Getenv, time.Now))
}
