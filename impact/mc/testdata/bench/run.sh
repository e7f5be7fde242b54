#!/usr/bin/env bash
# Repeats the comparison of the simulation kernel, and of whole assessments of many
# incidents, with what else a user could take, on this machine, and prints medians,
# ratios and memory.
#
# It needs go, hyperfine, and a python3 (PYTHON, python3 by default) with numpy,
# scipy and pandas. PYFAIR and RISKQUANT name source checkouts of these two, each
# the folder that holds the package of that name; a peer that is not there is
# skipped. RUNS is the number of runs of each command (5).
#
#	PYFAIR=../pyfair RISKQUANT=../riskquant impact/mc/testdata/bench/run.sh
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

version() { "$python" -c "import $1; print('$1', $1.__version__)" 2>/dev/null || echo "$1 is missing"; }
go version
echo "GOAMD64=$(go env GOAMD64) GOEXPERIMENT=$(go env GOEXPERIMENT)"
"$python" --version
version numpy; version scipy; version pandas
hyperfine --version
echo "$(nproc) processors: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)"

(cd p8 && go build -o "$work/p8" .)
ours="$work/p8 -file p8.csv"

# measure NAME COMMAND: the median of the wall and of the processor time.
measure() {
	hyperfine --style none --warmup 1 --runs "$runs" --export-json "$work/$1.json" "$2" \
		>/dev/null 2>"$work/messages" || { cat "$work/messages"; exit 1; }
	"$python" - "$work/$1.json" "$1" <<'END'
import json, statistics, sys
result = json.load(open(sys.argv[1]))["results"][0]
print(f"{sys.argv[2]:24} {result['median'] * 1000:9.1f} ms median, {result['min'] * 1000:9.1f} ms least, {(result['user'] + result['system']) * 1000:9.1f} ms of processor")
END
}

# ratio NAME NAME GOAL: how many times longer the first takes.
ratio() {
	"$python" - "$work/$1.json" "$work/$2.json" "$1 / $2" "$3" <<'END'
import json, sys
slow, fast = (json.load(open(path))["results"][0] for path in sys.argv[1:3])
processor = (slow["user"] + slow["system"]) / (fast["user"] + fast["system"])
print(f"{sys.argv[3]:48} {slow['median'] / fast['median']:7.1f} by median, {slow['min'] / fast['min']:7.1f} by least, {processor:7.1f} by processor time (goal: {sys.argv[4]})")
END
}

echo; echo "== one model, 1,000,000 trials, 8 lines, whole process"
measure ours "$ours"
measure ours-one-worker "$ours -workers 1"
measure ours-loaded "$ours -loading 0.5"
measure ours-lognormal "$ours -lognormal"
measure numpy "$python numpy_p8.py 1000000"
ratio ours-loaded ours "at most 2"
ratio numpy ours "none"
if [ -d "${PYFAIR:-}" ]; then
	measure pyfair "$python pyfair_p8.py $PYFAIR 1000000"
	ratio pyfair ours "at least 100"
else
	echo "pyfair is not there: skipped (set PYFAIR)"
fi
if [ -d "${RISKQUANT:-}" ]; then
	measure riskquant "$python riskquant_p8.py $RISKQUANT 1000000"
	ratio riskquant ours-lognormal "at least 200"
else
	echo "riskquant is not there: skipped (set RISKQUANT)"
fi

echo; echo "== portfolio: 2,000 models, 10,000 trials, 8 lines, one process, one core"
measure ours-portfolio "$ours -models 2000 -trials 10000 -workers 1"
OMP_NUM_THREADS=1 measure numpy-portfolio "$python numpy_portfolio.py 2000 10000"
ratio numpy-portfolio ours-portfolio "at least 6"

# The whole way of 2,000 files to 2,000 documents: decoding, law, severity and money.
# numpy-portfolio is the usual loop, eight losses and their total; numpy-assess does
# the money of the same incidents as they are modelled, once with draws of its own
# for each incident, and once with those shared that all incidents have in common, as
# assess shares them. None of these three reads a file or writes a document, and all
# run on one core, as numpy does; assess runs on all there are.
echo; echo "== assess: 2,000 incident files, 10,000 trials, one process"
(cd ../../../.. && go build -o "$work/breachimpact" ./cmd/breachimpact)
mkdir "$work/incidents"
"$python" incidents.py 2000 "$work/incidents"
measure assess "cd $work/incidents && $work/breachimpact assess --format json --trials 10000 *.yaml"
measure numpy-assess "$python numpy_assess.py 2000 10000"
measure numpy-assess-shared "$python numpy_assess.py 2000 10000 --share"
ratio numpy-portfolio assess "at least 5"
ratio numpy-assess assess "at least 5"
ratio numpy-assess-shared assess "none"

echo; echo "== peak memory (goal: at most 32 MiB)"
for what in "-trials 1000000" "-trials 1000000 -mix" "-trials 100000000" "-trials 100000000 -mix"; do
	"$python" - "$what" $ours $what <<'END'
import resource, subprocess, sys
subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
print(f"ours {sys.argv[1]:28} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:6.1f} MiB")
END
done
