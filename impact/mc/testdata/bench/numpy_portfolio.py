"""Many models of eight PERT losses with vectorised numpy: python3 numpy_portfolio.py MODELS TRIALS"""
import csv
import pathlib
import sys

import numpy

models, trials = int(sys.argv[1]), int(sys.argv[2])
with open(pathlib.Path(__file__).with_name("p8.csv"), newline="") as file:
    lines = [tuple(map(float, numbers)) for _, *numbers in csv.reader(file)]

checksum = 0.0
for model in range(models):
    generator = numpy.random.default_rng(model)
    total = numpy.zeros(trials)
    for low, mode, high in lines:
        # Every model has its own shapes, as the incidents of a portfolio have.
        mode = low + (mode - low) * (0.5 + model / models)
        alpha = 1 + 4 * (mode - low) / (high - low)
        total += low + (high - low) * generator.beta(alpha, 6 - alpha, trials)
    checksum += numpy.percentile(total, [5, 50, 75, 95, 99])[3]
    curve = numpy.sort(total)
print(checksum / models)
