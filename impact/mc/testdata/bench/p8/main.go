// Command p8 simulates the models that run.sh compares: eight lines of one PERT
// each, as one model or as a portfolio of models that differ in their modes.
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"breachimpact/impact/mc"
)

func main() {
	file := flag.String("file", "", "CSV of name, low, mode, high")
	trials := flag.Int("trials", 1_000_000, "trials per model")
	workers := flag.Int("workers", 2, "goroutines")
	loading := flag.Float64("loading", 0, "loading of every factor")
	models := flag.Int("models", 0, "simulate a portfolio of so many models, one after the other")
	lognormal := flag.Bool("lognormal", false, "take low and high for a lognormal's 90 % interval, as riskquant does")
	mix := flag.Bool("mix", false, "make the last four lines lognormal, with sigma 0.8, 1.0, 1.3 and 1.6")
	flag.Parse()
	if err := run(*file, *trials, *workers, *models, *loading, *lognormal, *mix); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file string, trials, workers, models int, loading float64, lognormal, mix bool) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	records, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		return err
	}
	// A portfolio's model has its modes at other places.
	build := func(seed uint64, stretch float64) (mc.Model, error) {
		m := mc.Model{Seed: seed, Trials: trials, TotalsOnly: true}
		for i, record := range records {
			var numbers [3]float64
			for j := range numbers {
				if numbers[j], err = strconv.ParseFloat(record[j+1], 64); err != nil {
					return m, err
				}
			}
			low, mode, high := numbers[0], numbers[1], numbers[2]
			marginal, err := mc.PERT(low, low+(mode-low)*stretch, high)
			switch {
			case lognormal:
				marginal, err = mc.LognormalFrom90(max(low, 1000), high)
			case mix && i >= 4:
				marginal, err = mc.Lognormal(10, []float64{0.8, 1.0, 1.3, 1.6}[i-4])
			}
			if err != nil {
				return m, err
			}
			m.Factors = append(m.Factors, mc.Factor{ID: record[0], Marginal: marginal, Loading: loading})
			m.Lines = append(m.Lines, mc.Line{ID: record[0], Terms: []mc.Term{{
				Coefficient: 1, Powers: []mc.Power{{Factor: i, Exponent: 1}},
			}}})
		}
		return m, nil
	}
	if models == 0 {
		m, err := build(42, 1)
		if err != nil {
			return err
		}
		result, err := mc.Run(m, workers, nil)
		if err != nil {
			return err
		}
		t := result.Total
		fmt.Println(t.P5, t.P50, t.P75, t.P95, t.P99, t.Mean, len(t.Curve))
		return nil
	}
	var sum float64
	var space mc.Workspace
	for i := range models {
		m, err := build(uint64(i), 0.5+float64(i)/float64(models))
		if err != nil {
			return err
		}
		result, err := space.Run(m, workers, nil)
		if err != nil {
			return err
		}
		sum += result.Total.P95
	}
	fmt.Println(sum / float64(models))
	return nil
}
