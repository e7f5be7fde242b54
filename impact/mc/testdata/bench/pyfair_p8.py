"""Eight PERT losses in one FairMetaModel of pyfair: python3 pyfair_p8.py SOURCE TRIALS"""
import csv
import pathlib
import sys

sys.path.insert(0, sys.argv[1])
trials = int(sys.argv[2])

import numpy
from pyfair.model.meta_model import FairMetaModel
from pyfair.model.model import FairModel

with open(pathlib.Path(__file__).with_name("p8.csv"), newline="") as file:
    lines = [(name, *map(float, numbers)) for name, *numbers in csv.reader(file)]

models = []
for number, (name, low, mode, high) in enumerate(lines):
    model = FairModel(name=name, n_simulations=trials, random_seed=42 + number)
    model.input_data("LEF", constant=1)
    model.input_data("LM", low=low, mode=mode, high=high)
    model.calculate_all()
    models.append(model)
total = FairMetaModel("total", models).calculate_all().export_results()["Risk"]
print(numpy.percentile(total, [5, 50, 75, 95, 99]), total.mean())
curve = numpy.sort(total.to_numpy())
