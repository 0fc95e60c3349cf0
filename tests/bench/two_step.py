# SPDX-License-Identifier: MIT
"""Two giant steps, all singular values and the outliers alone in NumPy and SciPy. Used by bench.py, which says what
is compared."""

import numpy
import scipy.sparse.linalg


def gradient(W, X, y, g):
    """The step of the first layer for sigma = He1 + He2/2 + He3/6, a = g/N."""
    U = X @ W.T
    N, n = len(W), len(X)
    f = (U + (U**2 - 1) / 2 + (U**3 - 3 * U) / 6) @ g / N
    S = (1 + U + (U**2 - 1) / 2) * (y - f)[:, None] * (g / numpy.sqrt(N) / n)
    return S.T @ X


def steps(random, N, d, n):
    """Weights after two steps on one batch, and the second layer."""
    g = random.standard_normal(N)
    W = random.standard_normal((N, d)) / numpy.sqrt(d)
    X = random.standard_normal((n, d))
    z = X[:, 0]
    y = numpy.sqrt(2) * (numpy.sin(z) + numpy.cos(z) - numpy.exp(-0.5)) + 0.3 * random.standard_normal(n)
    W = W + N**0.3 * gradient(W, X, y, g)
    return W + N**0.36 * gradient(W, X, y, g), g


def spectrum(W):
    return numpy.linalg.svd(W, compute_uv=False)


def without_powers(W, g):
    Q = numpy.linalg.qr(numpy.stack([g**k for k in range(1, 6)], 1))[0]
    return W - Q @ (Q.T @ W)


def outliers(W, g):
    """Singular values above the edge, the largest value without the span of the powers of g, and their vectors."""
    edge = spectrum(without_powers(W, g))[0]
    u, s, v = numpy.linalg.svd(W, full_matrices=False)
    return s[s > 1.02 * edge], v[:6]


def outliers_arpack(W, g):
    """The same by ARPACK, without the values in between."""
    edge = scipy.sparse.linalg.svds(without_powers(W, g), k=1, tol=1e-5, return_singular_vectors=False)[0]
    u, s, v = scipy.sparse.linalg.svds(W, k=6, tol=1e-5)
    return s[s > 1.02 * edge], v


def multiply(A, B):
    return A @ B
