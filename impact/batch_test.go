package impact

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"breachimpact/impact/incident"
	"breachimpact/law"

	"github.com/google/go-cmp/cmp"
)

// batch makes n different incidents of the embedded cases: each is a case under
// an id and with a seed of its own.
func batch(t testing.TB, n int) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "templates", "cases", "*.yaml"))
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	var out []string
	for i := range n {
		text, err := os.ReadFile(names[i%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		number := strconv.Itoa(i)
		lines := strings.SplitAfter(string(text), "\n")
		for k, line := range lines {
			switch {
			case strings.HasPrefix(line, "id: "):
				lines[k] = strings.TrimRight(line, "\n") + "-" + number + "\nseed: " + number + "\n"
			case strings.HasPrefix(line, "seed: "):
				lines[k] = ""
			}
		}
		out = append(out, strings.Join(lines, ""))
	}
	return out
}

// BenchmarkAssessBatch says what an incident among many costs, and what each
// part of the work costs; everything on one core. The assessment runs the fewest
// trials that the command line takes, and then as many as are usual of a batch.
func BenchmarkAssessBatch(b *testing.B) {
	const count = 48
	o := options(b)
	o.Trials, o.Plain = 100, true
	texts := batch(b, count)
	decoded := make([]*incident.Incident, count)
	for i, text := range texts {
		decoded[i] = decode(b, text)
	}
	assessed := make([]*Assessment, count)
	for i, in := range decoded {
		var err error
		if assessed[i], err = Assess(in, o); err != nil {
			b.Fatal(err)
		}
	}
	run := func(name string, one func(i int)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range count {
					one(i)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/count, "ns/incident")
		})
	}
	line := func(a *Assessment) {
		if _, err := a.Document("test").MarshalLine(); err != nil {
			b.Fatal(err)
		}
	}
	run("all", func(i int) {
		a, err := Assess(decode(b, texts[i]), o)
		if err != nil {
			b.Fatal(err)
		}
		line(a)
	})
	run("decode", func(i int) { decode(b, texts[i]) })
	run("scenario", func(i int) {
		for _, s := range incident.Standpoints() {
			decoded[i].At(s)
		}
	})
	run("severity", func(i int) {
		for _, v := range assessed[i].Views() {
			input := severityInput(v.Scenario)
			input.Plain = true
			o.Severity.Score(input)
		}
	})
	run("law", func(i int) {
		for _, v := range assessed[i].Views() {
			for _, j := range v.Jurisdictions {
				applier := law.Applier{Book: o.Rulebook.Facts, Jurisdiction: j.Jurisdiction, Facts: j.Facts, Times: v.Scenario.Times, Plain: true}
				_, findings, _ := applier.All()
				applier.Totals(findings)
			}
		}
	})
	run("assess", func(i int) {
		if _, err := Assess(decoded[i], o); err != nil {
			b.Fatal(err)
		}
	})
	run("assess-10000", func(i int) {
		o := o
		o.Trials = 10_000
		if _, err := Assess(decoded[i], o); err != nil {
			b.Fatal(err)
		}
	})
	run("document", func(i int) { assessed[i].Document("test") })
	run("json", func(i int) { line(assessed[i]) })
}

// varied is the incidents of a batch with lines left out and answers turned, as
// far as they still are incidents: the same ones at every run.
func varied(t testing.TB, n int) []*incident.Incident {
	t.Helper()
	o := options(t)
	draw := rand.New(rand.NewPCG(1, 2))
	turns := [][]string{
		{"yes", "no", "unknown"}, {"published", "no-evidence", "none", "unknown"}, {"restored", "none", "unknown"},
		{"state", "company", "association", "unknown"}, {"ma", "fr", "dz"}, {"standing", "refuted"}, {"external-attack", "account-takeover", "unknown"},
	}
	word := regexp.MustCompile(`[a-z-]+`)
	var out []*incident.Incident
	for _, text := range batch(t, 6*n) {
		lines := strings.SplitAfter(text, "\n")
		for range 5 {
			i := draw.IntN(len(lines))
			if draw.IntN(3) == 0 {
				lines[i] = ""
			}
			lines[i] = word.ReplaceAllStringFunc(lines[i], func(w string) string {
				for _, t := range turns {
					if slices.Contains(t, w) {
						return t[draw.IntN(len(t))]
					}
				}
				return w
			})
		}
		in, err := incident.Decode("varied.yaml", []byte(strings.Join(lines, "")), o.Rulebook.Facts, o.Severity.Catalogue.IDs())
		if err == nil && len(out) < n {
			out = append(out, in)
		}
	}
	if len(out) < n {
		t.Fatalf("only %d of %d are still incidents", len(out), n)
	}
	return out
}

// What is not explained is answered all the same.
func TestPlainAssessmentHasTheSameDocument(t *testing.T) {
	for i, in := range varied(t, 120) {
		o := options(t)
		o.Announced = i%3 == 0
		explained, err := Assess(in, o)
		o.Plain = true
		plain, errPlain := Assess(in, o)
		if err != nil || errPlain != nil {
			if fmt.Sprint(err) != fmt.Sprint(errPlain) {
				t.Errorf("%d: %v, plain: %v", i, err, errPlain)
			}
			continue
		}
		if want, got := document(t, explained), document(t, plain); got != want {
			t.Errorf("%d: %s", i, cmp.Diff(want, got))
		}
		if len(plain.FigureIDs()) > 0 {
			t.Errorf("%d: there are figures", i)
		}
	}
}

// What a rulebook works out when it is first asked is worked out once, whoever
// asks at the same time, and answers alike.
func TestIncidentsAssessedAtOnce(t *testing.T) {
	o := options(t)
	o.Plain = true
	incidents := varied(t, 24)
	documents := func(o Options, at func(n int, one func(i int))) []string {
		out := make([]string, len(incidents))
		at(len(incidents), func(i int) {
			if a, err := Assess(incidents[i], o); err == nil {
				out[i] = document(t, a)
			}
		})
		return out
	}
	want := documents(o, func(n int, one func(int)) {
		for i := range n {
			one(i)
		}
	})
	fresh, err := law.Load(law.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	o.Rulebook = fresh
	got := documents(o, func(n int, one func(int)) {
		var group sync.WaitGroup
		for i := range n {
			group.Go(func() { one(i) })
		}
		group.Wait()
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Check refuses what Assess refuses, and nothing else.
func TestCheckRefusesWhatAssessRefuses(t *testing.T) {
	o := options(t)
	o.Plain = true
	incidents := varied(t, 60)
	for _, text := range []string{
		"", "organisation: {country: zz}\n", "organisation: {country: ma}\nloss: {parameters: {sms-prise: {low: 1, high: 2, reason: r}}}\n",
		"currency: MAD\norganisation: {country: jp, establishments: [jp], targets: [jp]}\nfacts: {means-in-morocco: no, means-in-algeria: no}\n",
		"currency: MAD\norganisation: {establishments: {confirmed: [jp], claimed: [ma]}, targets: [jp]}\nfacts: {means-in-morocco: no, means-in-algeria: no}\n",
		companyText,
	} {
		incidents = append(incidents, decode(t, text))
	}
	refused := 0
	for i, in := range incidents {
		for _, codes := range [][]string{nil, {"dz"}, {"eu", "fr"}} {
			o.Jurisdictions = codes
			_, assessed := Assess(in, o)
			if checked := Check(in, o); fmt.Sprint(checked) != fmt.Sprint(assessed) {
				t.Errorf("%d, %v: checked %v, assessed %v", i, codes, checked, assessed)
			}
			if assessed != nil {
				refused++
			}
		}
	}
	if refused < 10 {
		t.Errorf("only %d were refused", refused)
	}
}
