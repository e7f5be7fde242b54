"""The money of many incidents of incidents.py with vectorised numpy:

    python3 numpy_assess.py INCIDENTS TRIALS [--share]

It simulates what `assess --format json` simulates of each: the same factors, lines
and published measurements beside them, the same copula, the same percentiles. The
two standpoints of such an incident are equal, so once is enough. It does nothing
else: no file is read, no law applied, no severity scored, nothing written.

A factor that depends on another one by the copula needs its quantile function: for
the assumptions, which all incidents share, that is made once. With --share so are
their draws, as `assess` does for incidents that have the same seed.
"""
import sys

import numpy
import scipy.special

incidents, trials = int(sys.argv[1]), int(sys.argv[2])
share = "--share" in sys.argv

RHO = 0.5
REACH, PER_UNIT = 6.5, 40
PROBABILITIES = scipy.special.ndtr(numpy.arange(-REACH, REACH + 1.5 / PER_UNIT, 1 / PER_UNIT))


def shape(low, mode, high):
    return 1 + 4 * (mode - low) / (high - low)


def pert(generator, low, mode, high):
    alpha = shape(low, mode, high)
    return low + (high - low) * generator.beta(alpha, 6 - alpha, trials)


def quantiles(low, mode, high):
    """of a PERT at equal steps of the score, and how far each is from the next"""
    alpha = shape(low, mode, high)
    values = low + (high - low) * scipy.special.betaincinv(alpha, 6 - alpha, PROBABILITIES)
    return values, numpy.diff(values)


def look_up(score, table):
    """quicker than numpy.interp, which searches"""
    values, steps = table
    place = (score + REACH) * PER_UNIT
    index = place.astype(numpy.intp)
    return values[index] + (place - index) * steps[index]


FREE = {
    "exchange-rate": (0.95, 1, 1.05),
    "local-price-level": (0.4, 0.64, 1),
    "sms-segments": (2, 3, 5),
    "letter-price": (4, 8, 15),
    "call-minutes": (6, 10, 20),
    "agent-hour": (45, 70, 120),
    "monitoring-price": (10, 30, 50),
    "day-cost": (600, 1000, 2000),
    "customer-years": (1, 1.5, 3),
    "transfer": (0.1, 0.2, 0.64),
}
LOADED = {
    "crisis-lump": (50_000, 150_000, 800_000),
    "sms-price": (0.1, 0.3, 1.2),
    "post-share": (0, 0.02, 0.2),
    "call-share": (0.005, 0.03, 0.15),
    "internal-days": (20, 80, 400),
    "churn-share": (0, 0.01, 0.04),
    "claim-award": (0.5, 1.8, 5),
}
COMPILED = {name: quantiles(*numbers) for name, numbers in LOADED.items()}


def assumptions(generator):
    common = generator.standard_normal(trials)

    def score():
        return RHO**0.5 * common + (1 - RHO) ** 0.5 * generator.standard_normal(trials)

    drawn = {name: pert(generator, *numbers) for name, numbers in FREE.items()}
    drawn |= {name: look_up(score(), table) for name, table in COMPILED.items()}
    drawn["forensics-spread"] = numpy.exp(0.84 * score())
    drawn["take-up-score"] = score()
    drawn["claim"] = generator.random(trials) < 0.06833333333333334
    drawn["verizon-score"] = generator.standard_normal(trials)
    drawn["iris"] = numpy.exp(12.7855 + 1.9687 * generator.standard_normal(trials))
    return drawn


RANKS = (trials - 1) * numpy.array([0.05, 0.50, 0.95])
LOWER = RANKS.astype(numpy.intp)
AROUND = numpy.unique([LOWER, LOWER + 1])


def percentiles(values):
    """numpy.percentile at 5, 50 and 95, in half its time"""
    ordered = numpy.partition(values, AROUND)
    return ordered[LOWER] + (RANKS - LOWER) * (ordered[LOWER + 1] - ordered[LOWER])


def describe(values):
    return [values.mean(), *percentiles(values)]


shared = assumptions(numpy.random.default_rng(1)) if share else None
checksum = 0.0
for number in range(incidents):
    generator = numpy.random.default_rng(number)
    a = shared if share else assumptions(generator)
    likely, margin = 4_000 + 37 * number, 150 + number % 97
    people = pert(generator, likely * 8 // 10, likely, likely * 13 // 10 + number % 13)
    margins = pert(generator, margin * 7 // 10, margin, margin * 15 // 10)
    take_up = look_up(a["take-up-score"], quantiles(0.02, (30 + number % 41) / 1000, 0.12))
    deviation = 1.0 + 0.558 * abs(numpy.log(likely + 100) - 8) / 8
    lines = [
        10697.60778 * a["exchange-rate"] * people**0.43 * a["forensics-spread"] * a["local-price-level"],
        a["crisis-lump"],
        people * a["sms-segments"] * a["sms-price"] + people * a["post-share"] * a["letter-price"],
        people * a["call-share"] * a["call-minutes"] * a["agent-hour"] / 60,
        9.64797 * people * take_up * a["exchange-rate"] * a["monitoring-price"],
        0.0316227766 * a["internal-days"] * people**0.3 * a["day-cost"],
        3 * likely * a["churn-share"] * margins * a["customer-years"],
        3.859188 * a["claim"] * people * a["exchange-rate"] * a["claim-award"],
    ]
    total = numpy.sum(lines, axis=0)
    apart = [
        13.657666332 * (likely + 100) ** 0.423569 * a["exchange-rate"] * numpy.exp(8.19375 + deviation * a["verizon-score"]) * a["transfer"],
        10.306926351 * a["exchange-rate"] * a["iris"] * a["transfer"],
    ]
    described = [describe(values) for values in lines + apart]
    ordered = numpy.sort(total)
    described.append([total.mean(), total.std() / trials**0.5, *percentiles(ordered), ordered[-trials // 20 :].mean()])
    checksum += described[-1][3]
print(checksum / incidents)
