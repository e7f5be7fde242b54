package severity

import (
	"slices"

	"breachimpact/law"
)

// weakness orders marks from firm to weak.
func weakness(mark law.Confidence) int {
	if mark == "" {
		mark = law.Verified
	}
	return slices.Index(mark.Options(), string(mark))
}

// weakest is the weakest of several marks; empty when none was given.
func weakest(marks ...law.Confidence) law.Confidence {
	return slices.MaxFunc(marks, func(a, b law.Confidence) int { return weakness(a) - weakness(b) })
}
