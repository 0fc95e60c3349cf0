"""SciPy's side of tests/bench/transport.c: the same points (from its FILE), best of REPEATS runs,
the costs included. POT (the package `pot`) is compared where it is installed; it solves the same
problem by network simplex. Usage: transport.py FILE N D REPEATS SECONDS, the last those of ours,
of which the ratio is printed."""

import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

try:
    import ot
except ImportError:
    ot = None


def scipy_value(a, b):
    cost = cdist(a, b)
    rows, columns = linear_sum_assignment(cost)
    return cost[rows, columns].mean()


def pot_value(a, b):
    return ot.emd2([], [], cdist(a, b), numItermax=10**8)


def main(path, n, d, repeats, ours):
    a, b = numpy.fromfile(path).reshape(2, n, d)
    for name, value in (("scipy", scipy_value), ("pot", pot_value if ot else None)):
        if value is None:
            print(f"{name},{n},{d},not installed")
            continue
        best = float("inf")
        for _ in range(repeats):
            start = time.process_time()
            found = value(a, b)
            best = min(best, time.process_time() - start)
        print(f"{name},{n},{d},{best:.4f},{found:.17g}: {best / ours:.1f} times ours")


main(sys.argv[1], *map(int, sys.argv[2:5]), float(sys.argv[5]))
