# SPDX-License-Identifier: MIT
"""The other side of tests/bench/transport.c: the same points and weights (from its FILE), best of
REPEATS runs, the costs included; prints the ratio to our seconds, which are on standard input. SciPy
solves assignments; POT (the package `pot`), where it is installed, both by network simplex.
Usage: transport.py FILE N D REPEATS < SECONDS"""

import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

try:
    import ot
except ImportError:
    ot = None


def scipy_value(a, b, _from, _to):
    cost = cdist(a, b)
    rows, columns = linear_sum_assignment(cost)
    return cost[rows, columns].mean()


def pot_value(a, b, weight_a, weight_b):
    return ot.emd2(weight_a, weight_b, cdist(a, b), numItermax=10**8)


def compare(name, value, clouds, repeats, ours):
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        found = value(*clouds)
        best = min(best, time.process_time() - start)
    print(f"  {name}: {best:.4f} s, {best / ours:.1f} times ours ({found:.17g})")


def main(path, n, d, repeats):
    numbers = numpy.fromfile(path)
    a, b = numbers[: 2 * n * d].reshape(2, n, d)
    weights = [w / w.sum() for w in numbers[2 * n * d :].reshape(2, n)]
    for line in sys.stdin:
        print(line.strip())
        kind, *_, seconds, _, _ = line.split(",")
        equal = kind.startswith("equal")
        clouds = (a, b, *([[], []] if equal else weights))
        if equal:
            compare("scipy", scipy_value, clouds, repeats, float(seconds))
        if ot:
            compare("pot", pot_value, clouds, repeats, float(seconds))
        else:
            print("  pot: not installed")


main(sys.argv[1], *map(int, sys.argv[2:]))
