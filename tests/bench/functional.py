# SPDX-License-Identifier: MIT
"""NumPy's and SciPy's side of tests/bench/langevin.c: particles on functional data, and random functions."""

import numpy
from scipy import fft


class Particles:
    """M tanh neurons of K modes on n samples."""

    def __init__(self, M, K, n, bound=2.0, lam=0.01):
        self.random = numpy.random.default_rng(1)
        self.X = self.random.standard_normal((n, K))
        self.y = numpy.zeros(n)
        self.mu = numpy.arange(1, K + 1) ** -2.0
        self.bound, self.lam = bound, lam
        self.theta = self.random.standard_normal((M, K)) * numpy.sqrt(self.mu)
        self.h = self.neurons(self.theta)
        self.noise = numpy.empty((M, K))

    def neurons(self, theta):
        return self.bound * numpy.tanh(theta @ self.X.T)

    def langevin(self, step=0.1):
        """A semi-implicit step."""
        S = 1 / (1 + step * self.lam / self.mu)
        f = self.h.mean(0)
        weights = (self.bound - self.h**2 / self.bound) * ((f - self.y) / len(self.y))
        gradient = weights @ self.X
        gradient *= -step
        self.random.standard_normal(out=self.noise)
        self.noise *= numpy.sqrt(2 * self.lam * step)
        self.theta += gradient
        self.theta += self.noise
        self.theta *= S
        self.h = self.neurons(self.theta)

    def pcn(self, step=0.1):
        """A sweep of proposals, each accepted or refused given all others."""
        M, n = self.h.shape
        self.random.standard_normal(out=self.noise)
        proposals = numpy.sqrt(1 - step**2) * self.theta
        self.noise *= step * numpy.sqrt(self.mu)
        proposals += self.noise
        others = self.neurons(proposals)
        limits = numpy.log(self.random.random(M))
        f = self.h.mean(0)
        for j in range(M):
            change = others[j] - self.h[j]
            if limits[j] < -(change @ (f - self.y + change / (2 * M))) / (n * self.lam):
                f += change / M
                self.theta[j], self.h[j] = proposals[j], others[j]


class Field:
    """Matern fields, by the same transform."""

    def __init__(self, points):
        self.random = numpy.random.default_rng(1)
        self.scale = 1 / numpy.sqrt(9 + (numpy.pi * numpy.arange(points)) ** 2)
        self.scale[1:] /= numpy.sqrt(2)

    def draw(self):
        return fft.dct(self.random.standard_normal(len(self.scale)) * self.scale, type=3, overwrite_x=True)
