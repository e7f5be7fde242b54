//go:build !windows

package main

// systemDetails lists what only this system answers: nothing.
func systemDetails() []detail { return nil }
