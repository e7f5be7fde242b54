package mc

import (
	"fmt"
	"math"
	"slices"
)

// A Layer takes over a part of some lines, as an insurance cover does. In each
// trial
//
//	recovered = min(max(C − Retention, 0), Limit),
//
// where C is the sum of the covered lines. It changes nothing in the lines and the
// total; [Result.Net] is what remains of the total.
type Layer struct {
	Retention float64 // what is not recovered of C, in the unit of the model
	Limit     float64 // the most that is recovered in a trial; +Inf for no limit
	Lines     []int   // the covered lines, by their index in Model.Lines, in any order
}

func (l Layer) validate(lines []Line) []error {
	var faults []error
	if !(l.Retention >= 0) || math.IsInf(l.Retention, 0) {
		faults = append(faults, fmt.Errorf("layer has retention %v, which is not a finite number of at least 0", l.Retention))
	}
	if !(l.Limit >= 0) {
		faults = append(faults, fmt.Errorf("layer has limit %v, which is not a number of at least 0", l.Limit))
	}
	for i, line := range l.Lines {
		switch {
		case line < 0 || line >= len(lines):
			faults = append(faults, fmt.Errorf("layer covers line %d, which does not exist", line))
		case slices.Contains(l.Lines[:i], line):
			faults = append(faults, fmt.Errorf("layer covers line %d twice", line))
		case lines[line].Aside:
			faults = append(faults, fmt.Errorf("layer covers line %q, which is aside", lines[line].ID))
		}
	}
	return faults
}

// net writes what remains of each total: the sum of the lines that are not covered
// and what is kept of those that are. It is not computed as total − recovered,
// which would blur a retention of 1 under a total of a billion; where nothing is
// recovered it is the total to the bit, and it is never above it.
func (l Layer) net(net, total, covered, uncovered []float64) {
	covered, uncovered, net = covered[:len(total)], uncovered[:len(total)], net[:len(total)]
	for i, whole := range total {
		kept := min(covered[i], max(l.Retention, covered[i]-l.Limit))
		if kept < covered[i] {
			whole = min(whole, uncovered[i]+kept)
		}
		net[i] = whole
	}
}
