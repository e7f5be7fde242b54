package mc

import (
	"math"
	"sync"
)

// The quantile functions of all the shapes a PERT can have are one smooth function
// of two variables. It is solved once in a process, at shapeCount shapes and
// solvedPoints probabilities, and interpolated after: by Lagrange's polynomial
// through Chebyshev's nodes in the shape, and by quintic pieces in the probability.
// What is interpolated is shape·ln x, and its slope in ln p: near zero, where x is
// proportional to p^(1/shape), the one is a straight line in the shape and the
// other is 1.
const (
	shapeCount   = 16
	lowestShape  = 1.0
	highestShape = 5.0

	// Pieces are half an octave long in the tail and a quarter above, where most
	// draws are. This keeps the quantiles within 2e-6 and the mean within 2e-8.
	tailPieceNodes = nodesPerOctave / 2
	pieceNodes     = nodesPerOctave / 4
	tailPieces     = (regularOctaves - 6) * nodesPerOctave / tailPieceNodes
	solvedPoints   = tailPieces + 6*nodesPerOctave/pieceNodes + 1
)

// solvedNode returns the node at which the solved point i lies.
func solvedNode(i int) int {
	if i <= tailPieces {
		return i * tailPieceNodes
	}
	return tailPieces*tailPieceNodes + (i-tailPieces)*pieceNodes
}

// shapeNode returns Chebyshev's node k on the range of shapes.
func shapeNode(k int) float64 {
	const centre, reach = (highestShape + lowestShape) / 2, (highestShape - lowestShape) / 2
	return centre + reach*math.Cos(math.Pi*(float64(k)+0.5)/shapeCount)
}

// A solvedPoint holds shape·ln x and shape·(d ln x/d ln p) of each solved shape.
type solvedPoint struct {
	probability float64
	values      [shapeCount]float64
	slopes      [shapeCount]float64
}

// A shapeFamily is what every PERT is interpolated from.
type shapeFamily struct {
	shapes, weights [shapeCount]float64
	points          [solvedPoints]solvedPoint
}

var solvedShapes = sync.OnceValue(func() *shapeFamily {
	var f shapeFamily
	for i := range f.points {
		f.points[i].probability = nodeProbability(solvedNode(i))
	}
	for k := range shapeCount {
		shape := shapeNode(k)
		f.shapes[k] = shape
		// The barycentric weights of Chebyshev's nodes (Berrut and Trefethen).
		f.weights[k] = math.Sin(math.Pi*(float64(k)+0.5)/shapeCount) * float64(1-2*(k%2))

		b := newBeta(shape)
		var point betaPoint
		for i := range f.points {
			p := f.points[i].probability
			guess := b.firstGuess(p)
			if i > 0 {
				// Taylor's series of ln x in ln p to second order.
				stride := math.Log(p/f.points[i-1].probability) / point.elasticity
				guess = point.logarithm + stride - stride*stride*(1+point.slope-point.elasticity)/2
			}
			point = b.lowerQuantile(p, guess)
			f.points[i].values[k] = shape * point.logarithm
			f.points[i].slopes[k] = shape / point.elasticity
		}
	}
	return &f
})

// shares returns the weight of each solved shape in the interpolation at a shape,
// divided by this shape.
func (f *shapeFamily) shares(shape float64) *[shapeCount]float64 {
	var shares [shapeCount]float64
	sum := 0.0
	for k, node := range f.shapes {
		if shape == node {
			shares = [shapeCount]float64{}
			shares[k] = 1 / shape
			return &shares
		}
		shares[k] = f.weights[k] / (shape - node)
		sum += shares[k]
	}
	for k := range shares {
		shares[k] /= sum * shape
	}
	return &shares
}

// dot returns the sum of the products, in four sums that need not wait for one
// another.
func dot(x, y *[shapeCount]float64) float64 {
	var a, b, c, d float64
	for i := 0; i < shapeCount; i += 4 {
		a += float64(x[i] * y[i])
		b += float64(x[i+1] * y[i+1])
		c += float64(x[i+2] * y[i+2])
		d += float64(x[i+3] * y[i+3])
	}
	return a + b + (c + d)
}

// pertNodes writes the values of (end + width·x) to a power, where x is the quantile of
// Beta(shape, 6 − shape) at each nodeProbability, and returns the mean of the last
// octave, from the power law x ~ p^(1/shape) that holds there. The lower side of a
// PERT goes up from its low end; the upper side is that of the mirrored shape, down
// from its high end.
func pertNodes(shape, end, width, exponent float64, values *nodes) (last float64) {
	family := solvedShapes()
	shares := family.shares(shape)
	var left curvePoint
	start, lowest := 0, 0.0
	for i := range family.points {
		point := &family.points[i]
		x := math.Exp(dot(&point.values, shares))
		elasticity := dot(&point.slopes, shares)
		first := float64(width*x) * elasticity
		right := curvePoint{
			probability: point.probability,
			value:       end + float64(width*x),
			first:       first,
			// x″ = −density′/density³, and x′ = 1/density.
			second: -first * elasticity * (shape - 1 - (5-shape)*x/(1-x)),
		}
		if exponent != 1 {
			right = right.raised(exponent)
		}
		at := solvedNode(i)
		values[at] = right.value
		if i > 0 {
			interpolate(left, right, values[start+1:at])
		} else {
			lowest = x
		}
		start, left = at, right
	}
	last = end + float64(width*(lowest*shape/(shape+1)))
	if exponent != 1 {
		last = math.Pow(last, exponent)
	}
	return last
}

// A curvePoint is a point of a quantile function, with its first derivative times
// the probability and its second times the probability's square.
type curvePoint struct{ probability, value, first, second float64 }

// raised returns the point of the function to a power.
func (p curvePoint) raised(exponent float64) curvePoint {
	value := math.Pow(p.value, exponent)
	first, second := p.first/p.value, p.second/p.value
	return curvePoint{
		probability: p.probability,
		value:       value,
		first:       exponent * value * first,
		second:      exponent * value * (second + (exponent-1)*first*first),
	}
}

// interpolate writes the values at equal steps between two points, without these
// two: those of the quintic polynomial that has their values and derivatives.
func interpolate(left, right curvePoint, values []float64) {
	width := right.probability - left.probability
	leftScale, rightScale := width/left.probability, width/right.probability
	leftFirst, rightFirst := leftScale*left.first, rightScale*right.first
	leftSecond, rightSecond := leftScale*leftScale*left.second, rightScale*rightScale*right.second

	value := right.value - left.value - leftFirst - leftSecond/2
	derivative := rightFirst - leftFirst - leftSecond
	curvature := rightSecond - leftSecond
	c0, c1, c2 := left.value, leftFirst, leftSecond/2
	c3 := 10*value - 4*derivative + curvature/2
	c4 := -15*value + 7*derivative - curvature
	c5 := 6*value - 3*derivative + curvature/2
	step := 1 / float64(len(values)+1)
	t := 0.0
	for j := range values {
		t += step // exact, since the pieces have powers of two of nodes
		values[j] = c0 + t*(c1+t*(c2+t*(c3+t*(c4+t*c5))))
	}
}
