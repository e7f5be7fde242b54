package severity

import "slices"

// Level is a band of the score.
type Level string

// The levels, from the mildest.
const (
	Low      Level = "low"
	Medium   Level = "medium"
	High     Level = "high"
	VeryHigh Level = "very-high"
)

// Options lists the levels for the strict reader, in order.
func (Level) Options() []string {
	return []string{string(Low), string(Medium), string(High), string(VeryHigh)}
}

// Band is a level and the score from which it begins.
type Band struct {
	Level   Level    `yaml:"level,required"`
	AtLeast Quarters `yaml:"at-least,required"`
}

// Distance is how far a score is from another band.
type Distance struct {
	Level    Level
	Quarters Quarters // the smallest change that reaches it
}

// Distances are the changes of a score that reach each of the other bands, by
// rising band; below zero for those that are milder.
func (m *Method) Distances(se Quarters) []Distance {
	at := m.band(se)
	var out []Distance
	for i, b := range m.Bands {
		switch {
		case i < at:
			// A band ends a quarter before the next begins.
			out = append(out, Distance{b.Level, m.Bands[i+1].AtLeast - 1 - se})
		case i > at:
			out = append(out, Distance{b.Level, b.AtLeast - se})
		}
	}
	return out
}

// band finds the band a score lies in.
func (m *Method) band(se Quarters) int {
	at := 0
	for i, b := range m.Bands {
		if se >= b.AtLeast {
			at = i
		}
	}
	return at
}

// bandOf is the place of a level among the bands.
func (m *Method) bandOf(l Level) int {
	return slices.IndexFunc(m.Bands, func(b Band) bool { return b.Level == l })
}

// LevelOf is the level of a score.
func (m *Method) LevelOf(se Quarters) Level { return m.Bands[m.band(se)].Level }

// neighbours are the distances to the next band up and down; nil where there is
// none.
func (m *Method) neighbours(se Quarters) (up, down *Distance) {
	at := m.band(se)
	if at+1 < len(m.Bands) {
		up = &Distance{m.Bands[at+1].Level, m.Bands[at+1].AtLeast - se}
	}
	if at > 0 {
		// The band begins at its threshold, so leaving it takes a quarter more.
		down = &Distance{m.Bands[at-1].Level, se - m.Bands[at].AtLeast + 1}
	}
	return up, down
}
