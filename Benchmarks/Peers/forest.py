#!/usr/bin/env python3
"""Scores the rows of a table with scikit-learn's isolation forest, on one thread and on two, to stand beside
`tocsin-benchmark --only forest` (the same size: 1,000,000 rows of 20, 100 trees on 256 rows each).

  python3 Benchmarks/Peers/forest.py [ROWS]        needs numpy and scikit-learn
"""
import sys
import time

import joblib
import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest

rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
table = np.random.default_rng(1).normal(size=(rows, 20)).astype(np.float32)
start = time.perf_counter()
forest = IsolationForest(n_estimators=100, max_samples=256, random_state=1, n_jobs=1).fit(table)
print(f"scikit-learn {sklearn.__version__}, fit: {time.perf_counter() - start:.2f} s")
for threads in (1, 2):
    start = time.perf_counter()
    with joblib.parallel_backend("threading", n_jobs=threads):
        forest.score_samples(table)
    seconds = time.perf_counter() - start
    print(f"score, {threads} thread{'s' if threads > 1 else ''}: {seconds:.2f} s, {rows / seconds:,.0f} rows/s")
