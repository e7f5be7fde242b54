package severity

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Two other published formulas live here, as cross-checks of what the oracle's
// rows say of them; no report prints them.

// breachLevelIndex is log10(records × type × source × action), published with one
// decimal and as at most 10 (SafeNet/Gemalto with IT-Harvest, 2013; weights as in the notes).
func breachLevelIndex(records, kind, source, action float64) float64 {
	return math.Min(10, math.Log10(records*kind*source*action))
}

// breachLevelCategory is the category of an index, from 1.
func breachLevelCategory(index float64) int {
	for i, from := range []float64{3, 5, 7, 9} {
		if index < from {
			return i + 1
		}
	}
	return 5
}

func bli(records, kind, source, action float64) answer {
	return func(*Method) string {
		index := breachLevelIndex(records, kind, source, action)
		return fmt.Sprintf("%.1f (computed %.2f)", index, index)
	}
}

func bliCategory(records, kind, source, action float64, bands string) answer {
	return func(*Method) string {
		return fmt.Sprintf("category %d (%s)", breachLevelCategory(breachLevelIndex(records, kind, source, action)), bands)
	}
}

// bliNot answers the rows whose published score no choice of weights gives: it is
// the score as published exactly where the formula misses it.
func bliNot(published float64, records float64, weights ...[3]float64) answer {
	return func(*Method) string {
		for _, w := range weights {
			if got := breachLevelIndex(records, w[0], w[1], w[2]); math.Round(got*10)/10 == published {
				return fmt.Sprintf("reproduced by %v", w)
			}
		}
		return strconv.FormatFloat(published, 'f', 1, 64)
	}
}

// aepd is the formula of the Spanish authority's guide of 2018, annex III, since
// withdrawn: volume × (type × impact), with its flags and thresholds.
func aepd(volume, kind, impact int) answer {
	return func(*Method) string {
		risk, flags := volume*kind*impact, 0
		for _, raised := range []bool{volume > 3, kind > 1, impact > 4} {
			if raised {
				flags++
			}
		}
		told := "none"
		switch {
		case risk > 40 && flags >= 2:
			told = "SA+DS"
		case risk > 20 && flags >= 2:
			told = "SA"
		}
		word := "flags"
		return fmt.Sprintf("%d, %d %s -> %s", risk, flags, word, told)
	}
}

// crossChecks answers the rows of the other formulas.
func crossChecks() map[string]answer {
	return map[string]answer{
		"L01": bli(104e6, 4, 3, 10),
		"L02": bli(1071963, 2, 4, 10),
		"L04": bli(287580, 4, 4, 10),
		"L05": bli(7e6, 3, 2, 5),
		"L06": bli(282000, 3, 4, 10),
		"L07": bli(110e6, 3, 4, 10),
		"L08": bli(152e6, 3, 4, 10),
		"L11": bli(78.8e6, 4, 5, 10),
		"L12": bliNot(8.8, 50e6, [3]float64{2, 4, 1}, [3]float64{2, 4, 5}, [3]float64{2, 4, 10}),
		"L13": bliNot(9.7, 21e6, [3]float64{4, 5, 10}),
		"L14": bliNot(9.3, 50e6, [3]float64{4, 4, 1}, [3]float64{4, 4, 5}, [3]float64{4, 4, 10}),
		"L15": bliCategory(6.5e6, 2, 4, 1, "7-8.9"),
		"L16": bliCategory(800000, 4, 1, 1, "5-6.9"),
		"A01": aepd(1, 1, 4),
		"A02": aepd(3, 2, 6),
		"A04": aepd(4, 2, 8),
		"A07": aepd(5, 2, 10),
		"A08": aepd(1, 1, 2),
	}
}

// outsideThisPackage says where or why the remaining rows are answered elsewhere
// or not at all.
func outsideThisPackage(row oracleRow) string {
	switch {
	case row.method == "SG PDPA s26B":
		return "a statutory trigger of Singapore, which is law and not severity, and no jurisdiction of this edition"
	case row.method == "EDPB 01/2021" || row.method == "WP250 Annex B":
		return "a published outcome (who was told): run from its incident file in package impact, TestGuidance, as " + strings.ToLower(strings.Replace(row.id, "WP-", "WP250-", 1))
	}
	return ""
}
