"""Eight lognormal losses, one a year, with riskquant: python3 riskquant_p8.py SOURCE TRIALS"""
import csv
import pathlib
import sys

sys.path.insert(0, sys.argv[1])
trials = int(sys.argv[2])

import numpy
from riskquant.simpleloss import SimpleLoss

with open(pathlib.Path(__file__).with_name("p8.csv"), newline="") as file:
    lines = [(name, *map(float, numbers)) for name, *numbers in csv.reader(file)]

numpy.random.seed(42)
# The model has no PERT and no certain event: the range is read as a 90 % interval.
losses = [SimpleLoss(name, name, 1, max(low, 1000), high) for name, low, _, high in lines]
total = numpy.array([loss.simulate_years(trials) for loss in losses]).sum(axis=0)
print(numpy.percentile(total, [5, 50, 75, 95, 99]), total.mean())
curve = numpy.sort(total)
