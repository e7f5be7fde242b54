package main

import "breachimpact/law"

// print writes a whole result to standard output. A result that is cut short,
// by a disk that is full for instance, must not pass for one.
func (p *program) print(result []byte) error {
	if _, err := p.stdout.Write(result); err != nil {
		return failure{code: exitFile, key: "stdout-failed", args: []law.Arg{because(err)}}
	}
	return nil
}
