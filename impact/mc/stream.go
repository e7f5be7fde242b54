package mc

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
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
	generator rand.PCG
	message   []byte // what is hashed: kind, seed, block, id
}

const streamHeader = 1 + 8 + 8

func newStream(kind streamKind, seed uint64, id string) *stream {
	message := make([]byte, streamHeader, streamHeader+len(id))
	message[0] = byte(kind)
	binary.LittleEndian.PutUint64(message[1:], seed)
	return &stream{message: append(message, id...)}
}

// start places the stream at the beginning of a block. The two seed words of the
// generator are the first 16 bytes of SHA-256 over kind, seed, block and id.
func (s *stream) start(block int) {
	binary.LittleEndian.PutUint64(s.message[9:], uint64(block))
	sum := sha256.Sum256(s.message)
	s.generator.Seed(binary.LittleEndian.Uint64(sum[:8]), binary.LittleEndian.Uint64(sum[8:16]))
}

// draw fills positions with one independent uniform draw each.
//
// The generator is copied to let the compiler keep it in registers, here and in
// the loops below. These do the work that follows a draw in the same loop, since
// a draw waits mostly for the one before it and so leaves the processor idle.
func (s *stream) draw(positions []float64) {
	generator := s.generator
	for i := range positions {
		positions[i] = newPosition(generator.Uint64())
	}
	s.generator = generator
}

// drawTable draws positions and writes the values that a table has there.
func (s *stream) drawTable(t *table, values, positions []float64) {
	generator := s.generator
	values = values[:len(positions)]
	for i := range positions {
		position := newPosition(generator.Uint64())
		positions[i] = position
		values[i] = t.at(position)
	}
	s.generator = generator
}

// drawLoaded draws positions that are correlated through the common scores: the
// normal score of each is loading·common + √(1 − loading²)·own.
func (s *stream) drawLoaded(loading float64, common, positions []float64) {
	residual := math.Sqrt((1 - loading) * (1 + loading))
	normal, tail := normalTable(), tailPositions()
	generator := s.generator
	common = common[:len(positions)]
	for i := range positions {
		own := normal.at(newPosition(generator.Uint64()))
		positions[i] = scorePosition(tail, float64(loading*common[i])+float64(residual*own))
	}
	s.generator = generator
}
