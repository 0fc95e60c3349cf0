"""NumPy's side of tests/bench/two_step.sh: two giant steps, all singular values, outliers. Seconds of each.
Usage: two_step.py N d n"""

import sys
import time

import numpy
import scipy.sparse.linalg


def clock(name, action):
    start = time.perf_counter()
    result = action()
    print(f"numpy_{name},{time.perf_counter() - start:.3f}", flush=True)
    return result


def main(N, d, n):
    rng = numpy.random.default_rng(1)
    g = rng.standard_normal(N)
    W = rng.standard_normal((N, d)) / numpy.sqrt(d)

    def gradient(W, X, y):
        U = X @ W.T
        f = (U + (U**2 - 1) / 2 + (U**3 - 3 * U) / 6) @ g / N
        S = (1 + U + (U**2 - 1) / 2) * (y - f)[:, None] * (g / numpy.sqrt(N) / n)
        return S.T @ X

    def steps():
        X = rng.standard_normal((n, d))
        z = X[:, 0]
        y = numpy.sqrt(2) * (numpy.sin(z) + numpy.cos(z) - numpy.exp(-0.5)) + 0.3 * rng.standard_normal(n)
        W1 = W + N**0.3 * gradient(W, X, y)
        return W1 + N**0.36 * gradient(W1, X, y)

    W2 = clock("steps", steps)
    clock("spectrum", lambda: numpy.linalg.svd(W2, compute_uv=False))

    def outliers():
        Q = numpy.linalg.qr(numpy.stack([g**k for k in range(1, 6)], 1))[0]
        rest = W2 - Q @ (Q.T @ W2)
        edge = numpy.linalg.svd(rest, compute_uv=False)[0]
        u, s, v = numpy.linalg.svd(W2, full_matrices=False)
        return s[s > 1.02 * edge], v[:6]

    clock("outliers", outliers)
    clock("outliers_arpack", lambda: scipy.sparse.linalg.svds(W2, k=6, tol=1e-5))


main(*(int(value) for value in sys.argv[1:4]))
