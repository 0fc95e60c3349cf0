# SPDX-License-Identifier: MIT
"""NumPy's side of tests/bench/table.c: millions of numbers a second, best of three.
Usage: table.py FILE"""

import sys
import time

import numpy

ROWS, COLUMNS, REPEATS = 2000, 1000, 3


def best(action):
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def main(path):
    values = numpy.random.default_rng(1).uniform(-1, 1, (ROWS, COLUMNS))
    names = ",".join(f"x{i + 1}" for i in range(COLUMNS))

    def write():
        numpy.savetxt(path, values, fmt="%.17g", delimiter=",", header=names, comments="")

    def read():
        numpy.loadtxt(path, delimiter=",", skiprows=1)

    for name, action in (("numpy_write", write), ("numpy_read", read)):
        print(f"{name},{1e-6 * ROWS * COLUMNS / best(action):.1f}")


main(sys.argv[1])
