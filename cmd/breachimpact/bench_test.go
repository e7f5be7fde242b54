package main

import (
	"io"
	"strings"
	"testing"
	"time"
)

// The benchmarks run a whole command in this process: data and messages are
// loaded, the incident decoded, both standpoints simulated with 100,000 trials,
// and the result written, as a user pays for it but for the start of the
// process.

func benchmarkCommand(b *testing.B, argv ...string) {
	b.ReportAllocs()
	for b.Loop() {
		line := append([]string{programName}, argv...)
		if argv[0] == "report" {
			line = append(line, "--out", b.TempDir())
		}
		if code := run(line, strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" }, time.Now); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
}

func BenchmarkAssessJSON(b *testing.B) {
	benchmarkCommand(b, "assess", "case:cnss-2025", "--format", "json")
}

func BenchmarkReportInOneLanguage(b *testing.B) {
	benchmarkCommand(b, "report", "case:cnss-2025", "--lang", "fr")
}

func BenchmarkReportInThreeLanguages(b *testing.B) {
	benchmarkCommand(b, "report", "case:cnss-2025")
}
