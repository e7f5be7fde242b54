package mc

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// blockTrials is the number of trials that one stream serves. Blocks are the
// unit of work of a worker and of every floating-point sum, so this number is
// part of the result: changing it changes every simulated figure.
const blockTrials = 2048

// A streamKind keeps the streams of different purposes apart.
type streamKind byte

const (
	factorStream streamKind = iota + 1
	commonStream            // the score that all loaded factors share
)

// stream is the source of one purpose's random words.
type stream struct {
	generator xoshiro
	message   []byte // what is hashed: kind, seed, block, id
}

const streamHeader = 1 + 8 + 8

func newStream(kind streamKind, seed uint64, id string) *stream {
	message := make([]byte, streamHeader, streamHeader+len(id))
	message[0] = byte(kind)
	binary.LittleEndian.PutUint64(message[1:], seed)
	return &stream{message: append(message, id...)}
}

// start places the stream at the beginning of a block. The state of the generator
// is SHA-256 over kind, seed, block and id.
func (s *stream) start(block int) {
	binary.LittleEndian.PutUint64(s.message[9:], uint64(block))
	sum := sha256.Sum256(s.message)
	s.generator = xoshiro{
		binary.LittleEndian.Uint64(sum[0:]),
		binary.LittleEndian.Uint64(sum[8:]),
		binary.LittleEndian.Uint64(sum[16:]),
		binary.LittleEndian.Uint64(sum[24:]),
	}
}

// xoshiro is the state of the generator xoshiro256++ 1.0 of Blackman and Vigna. It
// is here and not from math/rand/v2 because its state fits the registers of the
// loops below, which makes a draw more than twice as fast as with PCG-DXSM.
type xoshiro struct{ a, b, c, d uint64 }

// step returns the next word and the state after it. State and word are separate
// numbers, since the compiler keeps a struct that changes in memory.
func step(a, b, c, d uint64) (word, nextA, nextB, nextC, nextD uint64) {
	word = bits.RotateLeft64(a+d, 23) + a
	c ^= a
	d ^= b
	return word, a ^ d, b ^ c, c ^ b<<17, bits.RotateLeft64(d, 45)
}

// draw fills positions with one independent uniform draw each.
//
// The state is in four variables to let the compiler keep it in registers, here and
// in the loops below. These do the work that follows a draw in the same loop, since
// a draw waits mostly for the one before it and so leaves the processor idle.
func (s *stream) draw(positions []float64) {
	a, b, c, d := s.generator.a, s.generator.b, s.generator.c, s.generator.d
	var word uint64
	for i := range positions {
		word, a, b, c, d = step(a, b, c, d)
		positions[i] = newPosition(word)
	}
	s.generator = xoshiro{a, b, c, d}
}

// drawTable writes the values that a table has at as many draws.
func (s *stream) drawTable(t *table, values []float64) {
	a, b, c, d := s.generator.a, s.generator.b, s.generator.c, s.generator.d
	var word uint64
	for i := range values {
		word, a, b, c, d = step(a, b, c, d)
		values[i] = t.at(newPosition(word))
	}
	s.generator = xoshiro{a, b, c, d}
}

// drawScores draws normal scores that are correlated through the common ones.
func (s *stream) drawScores(of *correlation, common, scores []float64) {
	a, b, c, d := s.generator.a, s.generator.b, s.generator.c, s.generator.d
	var word uint64
	common = common[:len(scores)]
	for i := range scores {
		word, a, b, c, d = step(a, b, c, d)
		scores[i] = of.score(common[i], of.normal.at(newPosition(word)))
	}
	s.generator = xoshiro{a, b, c, d}
}

// drawScoreTable writes the values that a table has at such scores.
func (s *stream) drawScoreTable(of *correlation, common []float64, t *scoreTable, values []float64) {
	a, b, c, d := s.generator.a, s.generator.b, s.generator.c, s.generator.d
	var word uint64
	loading, residual, normal := of.loading, of.residual, of.normal
	common = common[:len(values)]
	for i := range values {
		word, a, b, c, d = step(a, b, c, d)
		own := normal.at(newPosition(word))
		values[i] = t.at(float64(loading*common[i]) + float64(residual*own))
	}
	s.generator = xoshiro{a, b, c, d}
}
