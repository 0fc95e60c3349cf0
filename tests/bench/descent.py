# SPDX-License-Identifier: MIT
"""Replicates of SGD, ridge solves and the crossed design of the six sources, in NumPy: vectorised over
replicates where that is faster. Used by bench.py, which says what is compared."""

import numpy
from scipy import linalg


def sgd(random, n, m, steps, gamma, noise):
    """Bias and variance processes of averaged one-pass SGD with their splits; eigenvalues like 1/i, trace 1."""
    eigen = 1 / numpy.arange(1, m + 1)
    eigen /= eigen.sum()
    scale = numpy.sqrt(eigen)
    u = numpy.full(m, m**-0.5)
    b = numpy.tile(-u, (n, 1))
    v, vx, vt = numpy.zeros((n, m)), numpy.zeros((n, m)), numpy.zeros((n, m))
    bx = -u.copy()
    sums = [numpy.zeros((n, m)) for _ in range(4)]
    sum_bx = numpy.zeros(m)
    for _ in range(steps):
        z = random.standard_normal((n, m)) * scale
        eps = numpy.sqrt(noise) * random.standard_normal(n)
        for total, now in zip(sums, (b, v, vx, vt)):
            total += now
        sum_bx += bx
        b -= (gamma * numpy.einsum("ij,ij->i", z, b))[:, None] * z
        v += (gamma * (eps - numpy.einsum("ij,ij->i", z, v)))[:, None] * z
        kick = (gamma * eps)[:, None] * z
        vx = vx * (1 - gamma * eigen) + kick
        vt = vt * (1 - gamma / m) + kick
        bx *= 1 - gamma * eigen
    return ((sums[0] / steps) ** 2 @ eigen + (sums[1] / steps) ** 2 @ eigen).mean()


def sphere(random, n, d):
    x = random.standard_normal((n, d))
    return x * (numpy.sqrt(d) / numpy.linalg.norm(x, axis=1))[:, None]


def moments(W, V):
    """E z z'^T of the relu features of two sets of weights on the sphere."""
    d = W.shape[1]
    rho = numpy.clip(W @ V.T / d, -1, 1)
    k = (numpy.sqrt(1 - rho * rho) + rho * (numpy.pi - numpy.arccos(rho))) / (2 * numpy.pi)
    return k / numpy.sqrt(len(W) * len(V))


def features(X, W):
    return numpy.maximum(X @ W.T / numpy.sqrt(W.shape[1]), 0) / numpy.sqrt(len(W))


def solve(Z):
    """The map from labels to the minimum norm (or least squares), as rows: (n x m)."""
    n, m = Z.shape
    gram = Z @ Z.T if n < m else Z.T @ Z
    factor = linalg.cho_factor(gram, check_finite=False)
    return linalg.cho_solve(factor, Z, check_finite=False) if n < m else linalg.cho_solve(factor, Z.T, check_finite=False).T


def average_sgd(random, weights, runs, d, m, n, gamma, noise):
    """Averaged one-pass SGD on random features: all runs of the same weights at once."""
    errors = []
    for _ in range(weights):
        W = random.standard_normal((m, d))
        norm = numpy.linalg.norm(W, axis=1) / numpy.sqrt(d)
        rho = numpy.clip(W @ W.T / d / numpy.outer(norm, norm), -1, 1)
        S = numpy.outer(norm, norm) * (numpy.sqrt(1 - rho * rho) + rho * (numpy.pi - numpy.arccos(rho)))
        S /= 2 * numpy.pi * m
        X = random.standard_normal((runs * n, d))
        Z = features(X, W).reshape(runs, n, m)
        beta = random.standard_normal((runs, d))
        beta /= numpy.linalg.norm(beta, axis=1)[:, None]
        y = numpy.einsum("rnd,rd->rn", X.reshape(runs, n, d), beta)
        y += numpy.sqrt(noise) * random.standard_normal((runs, n))
        theta, total = numpy.zeros((runs, m)), numpy.zeros((runs, m))
        for t in range(n):
            z = Z[:, t]
            total += theta
            theta += (gamma * (y[:, t] - numpy.einsum("ij,ij->i", z, theta)))[:, None] * z
        mean, b = total / n, beta @ W.T / (2 * numpy.sqrt(m * d))
        errors.append(numpy.einsum("ri,ri->r", mean @ S, mean) - 2 * numpy.einsum("ri,ri->r", b, mean) + 1)
    return numpy.concatenate(errors).mean()


def ridge(random, count, d, m, n):
    """The noise of the minimum norm, and its error without noise: means over draws."""
    found = []
    for _ in range(count):
        W, X = sphere(random, m, d), sphere(random, n, d)
        P, S = solve(features(X, W)), moments(W, W)
        T = X.T @ P
        B = W / (2 * numpy.sqrt(m * d))
        found.append((((P @ S) * P).sum(), 1 + (((T @ S) * T).sum() - 2 * (T * B.T).sum()) / d))
    return numpy.mean(found, axis=0)


def sources(random, count, d, m, n, draws=2):
    """The squared bias by all pairs of weights and inputs; with it all overlaps are formed."""
    found = []
    for _ in range(count):
        W = [sphere(random, m, d) for _ in range(draws)]
        X = [sphere(random, n, d) for _ in range(draws)]
        P = [[solve(features(x, w)) for x in X] for w in W]
        T = [[x.T @ P[a][b] for b, x in enumerate(X)] for a in range(draws)]
        target = numpy.mean([(T[a][b] * W[a].T).sum() for a in range(draws) for b in range(draws)])
        signal, noise = {}, {}
        for a in range(draws):
            for c in range(a, draws):
                S = moments(W[a], W[c])
                for b in range(draws):
                    TS, PS = T[a][b] @ S, P[a][b] @ S
                    noise.setdefault(a == c, []).append((PS * P[c][b]).sum())
                    for e in range(draws):
                        signal.setdefault((a == c, b == e), []).append((TS * T[c][e]).sum() / d)
        found.append(numpy.mean(signal[False, False]) - 2 * target / (2 * numpy.sqrt(m * d) * d) + 1)
    return numpy.mean(found)
