"""Eight PERT losses with vectorised numpy: python3 numpy_p8.py TRIALS"""
import csv
import pathlib
import sys

import numpy

trials = int(sys.argv[1])
with open(pathlib.Path(__file__).with_name("p8.csv"), newline="") as file:
    lines = [tuple(map(float, numbers)) for _, *numbers in csv.reader(file)]

generator = numpy.random.default_rng(42)
total = numpy.zeros(trials)
for low, mode, high in lines:
    alpha = 1 + 4 * (mode - low) / (high - low)
    total += low + (high - low) * generator.beta(alpha, 6 - alpha, trials)
print(numpy.percentile(total, [5, 50, 75, 95, 99]), total.mean())
curve = numpy.sort(total)
