package mc

import (
	"math"
	"sync"
)

// A scoreSampler writes the value of a loaded factor at each normal score.
type scoreSampler interface {
	fill(values, scores []float64)
}

// A scoreTable is a quantile function of the normal score instead of the
// probability, straight between multiples of 1/128. It spares a loaded draw the way
// through Φ.
type scoreTable [2 * scoreReach * scoreBinsPerUnit]segment

const (
	scoreReach       = 16 // no sum of two scores of normalTable is so far out
	scoreBinsPerUnit = 128

	// Beyond this score a table is in its last octave, which is one number.
	lastScore = 6.5
	scoreBins = int(2 * lastScore * scoreBinsPerUnit) // those that are not beyond
)

// scorePositions holds the positions (see table.go) that belong to the ends and
// the middle of each score bin from −lastScore to lastScore.
var scorePositions = sync.OnceValue(func() *[2*scoreBins + 1]float64 {
	var positions [2*scoreBins + 1]float64
	for i := range positions {
		score := float64(i)/(2*scoreBinsPerUnit) - lastScore
		distance := math.Floor(normalTail(math.Abs(score)) * positionScale)
		positions[i] = math.Copysign(min(max(distance, lowestPosition), highestPosition), score)
	}
	return &positions
})

// newScoreTable turns a table into one of scores. As there, a segment has the mean
// that the table has in the bin and stays between its values at the bin's ends, so
// that it rises where the table does and never leaves the support.
func newScoreTable(t *table) *scoreTable {
	var result scoreTable
	positions := scorePositions()
	const first = int((scoreReach - lastScore) * scoreBinsPerUnit)
	for i := range first {
		result[i].base = t.at(-lowestPosition)
		result[len(result)-1-i].base = t.at(lowestPosition)
	}
	near := t.at(positions[0])
	for i := range scoreBins {
		centre, far := t.at(positions[2*i+1]), t.at(positions[2*i+2])
		mean := (near + 4*centre + far) / 6
		slope := 2 * steepest(mean-near, far-mean) * scoreBinsPerUnit
		middle := (float64(i)+0.5)/scoreBinsPerUnit - lastScore
		result[first+i] = segment{base: mean - float64(slope*middle), slope: slope}
		near = far
	}
	return &result
}

func (t *scoreTable) at(score float64) float64 {
	index := int64(float64(score*scoreBinsPerUnit) + scoreReach*scoreBinsPerUnit)
	piece := &t[index&int64(len(t)-1)]
	return piece.base + float64(piece.slope*score)
}

func (t *scoreTable) fill(values, scores []float64) {
	values = values[:len(scores)]
	for i, score := range scores {
		values[i] = t.at(score)
	}
}

// A scoreEvent is a bernoulli marginal: 1 above a score.
type scoreEvent float64

func newScoreEvent(probability float64) scoreEvent {
	return scoreEvent(-normalQuantile(probability))
}

func (e scoreEvent) fill(values, scores []float64) {
	values = values[:len(scores)]
	for i, score := range scores {
		values[i] = 0
		if score > float64(e) {
			values[i] = 1
		}
	}
}

// A correlation makes the scores of a loaded factor: each is loading·common +
// √(1 − loading²)·own.
type correlation struct {
	loading, residual float64
	normal            *table
}

func newCorrelation(loading float64) *correlation {
	return &correlation{
		loading:  loading,
		residual: math.Sqrt((1 - loading) * (1 + loading)),
		normal:   normalTable(),
	}
}

func (c *correlation) score(common, own float64) float64 {
	return float64(c.loading*common) + float64(c.residual*own)
}
