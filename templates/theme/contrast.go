package theme

import (
	"fmt"
	"math"
	"strconv"

	"breachimpact/law/strict"
)

// What WCAG 2 asks of text of any size, and of the lines of a chart.
const (
	legible = 4.5
	visible = 3.0
)

// Pair is a colour and what it lies on, by their keys and as they are, with the
// contrast that is needed. "paper" stands for the white of a cell without a fill.
type Pair struct {
	Ink, On             string
	InkColour, OnColour Colour
	Least               float64
}

// Pairs are all that lie on one another in a report.
func (c Colours) Pairs() []Pair {
	const paper = "paper"
	return []Pair{
		{"ink", paper, c.Ink, Paper, legible},
		{"ink", "band", c.Ink, c.Band, legible},
		{"muted", paper, c.Muted, Paper, legible},
		{"title", paper, c.Title, Paper, legible},
		{"head-ink", "head", c.HeadInk, c.Head, legible},
		{"band-ink", "band", c.BandInk, c.Band, legible},
		{"link", paper, c.Link, Paper, legible},
		{"input-ink", "input", c.InputInk, c.Input, legible},
		{"bad-ink", "bad", c.BadInk, c.Bad, legible},
		{"bad-ink", paper, c.BadInk, Paper, legible},
		{"warn-ink", "warn", c.WarnInk, c.Warn, legible},
		{"warn-ink", paper, c.WarnInk, Paper, legible},
		{"good-ink", "good", c.GoodInk, c.Good, legible},
		{"chart-confirmed", paper, c.ChartConfirmed, Paper, visible},
		{"chart-claimed", paper, c.ChartClaimed, Paper, visible},
	}
}

// check refuses the pairs that cannot be read. A fault stands at the ink where the
// file gives it, else at the fill that does not suit the ink of the house.
func (c Colours) check(r *strict.Reader, n *strict.Node) {
	for _, p := range c.Pairs() {
		if p.InkColour == "" || p.OnColour == "" {
			continue // a fault already
		}
		found := Contrast(p.InkColour, p.OnColour)
		key := p.Ink
		if n.Get(key) == nil {
			key = p.On
		}
		if found >= p.Least || n.Get(key) == nil {
			continue
		}
		r.In("colours", func() {
			r.In(key, func() {
				r.Fault(n.Get(key), poorContrast,
					strict.Arg{Name: "ink", Value: p.Ink}, strict.Arg{Name: "ink-colour", Value: string(p.InkColour)},
					strict.Arg{Name: "on", Value: p.On}, strict.Arg{Name: "on-colour", Value: string(p.OnColour)},
					strict.Arg{Name: "ratio", Value: fmt.Sprintf("%.2f", math.Floor(found*100)/100)}, strict.Arg{Name: "least", Value: fmt.Sprint(p.Least)})
			})
		})
	}
}

// Contrast is the contrast ratio of two colours by WCAG 2: from 1, of a colour on
// itself, to 21, of black on white.
func Contrast(a, b Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is how bright a colour is to the eye, from 0 to 1.
func luminance(c Colour) float64 {
	weights := [3]float64{0.2126, 0.7152, 0.0722} // red, green, blue
	sum := 0.0
	for i, weight := range weights {
		level, err := strconv.ParseUint(string(c[2*i:2*i+2]), 16, 8)
		if err != nil {
			return math.NaN() // no colour; nothing compares with it
		}
		s := float64(level) / 255
		if s <= 0.03928 {
			s /= 12.92
		} else {
			s = math.Pow((s+0.055)/1.055, 2.4)
		}
		sum += weight * s
	}
	return sum
}
