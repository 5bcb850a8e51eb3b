#!/usr/bin/env python3
"""Scores the rows of a table with scikit-learn's isolation forest: what `tocsin-benchmark --only forest --peers`
measures beside its own in the same run. Prints one JSON object.

  python3 Benchmarks/Peers/forest.py TABLE COLUMNS STRANGE      needs numpy and scikit-learn

TABLE holds single-precision numbers, row after row; every STRANGE-th row was made strange. 100 trees on 256 rows
each. Seconds on one thread are processor time, on two threads time on the wall.
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import joblib
import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest

path, columns, strange = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
table = np.fromfile(path, dtype=np.float32).reshape(-1, columns)


def measured(clock, work):
    start = clock()
    result = work()
    return clock() - start, result


def scored(threads):
    with joblib.parallel_backend("threading", n_jobs=threads):
        return -forest.score_samples(table)


fit, forest = measured(
    time.process_time,
    lambda: IsolationForest(n_estimators=100, max_samples=256, random_state=1, n_jobs=1).fit(table))
one, scores = measured(time.process_time, lambda: scored(1))
two, _ = measured(time.perf_counter, lambda: scored(2))
marked = scores[::strange]
limit = np.sort(scores)[-len(marked)]
print(json.dumps({
    "name": f"scikit-learn {sklearn.__version__}", "rows": len(table), "training": fit, "scoring": one,
    "scoringByTwo": two, "found": float(np.mean(marked >= limit))}))
