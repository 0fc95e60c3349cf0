# SPDX-License-Identifier: MIT
"""Kernel matrices, leading eigenpairs and ridge regressions: processor seconds of ours, of NumPy and SciPy with the same
BLAS and one thread, and their ratio. Usage: function_space.py BUILD"""

import os
import subprocess
import sys
import tempfile
import time

import numpy
import scipy.linalg
import scipy.sparse.linalg
import scipy.special

build = sys.argv[1]


def clock(action, repeats=3):
    best = numpy.inf
    for _ in range(repeats):
        start = time.process_time()
        action()
        best = min(best, time.process_time() - start)
    return best


def program(*arguments):
    """Seconds of a program, all of it: start, reading, writing."""
    before = os.times()
    subprocess.run([os.path.join(build, "bin", arguments[0]), *arguments[1:]], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def say(what, ours, theirs):
    print(f"{what:52s} {ours:9.4f} {theirs:9.4f} {theirs / ours:6.1f}x", flush=True)


def relu(X, Z):
    """As one writes it in NumPy."""
    d = X.shape[1]
    a, c = numpy.sqrt(numpy.sum(X * X, 1) / d), numpy.sqrt(numpy.sum(Z * Z, 1) / d)
    length = numpy.outer(a, c)
    rho = numpy.clip(X @ Z.T / d / length, -1, 1)
    return length / (2 * numpy.pi) * (numpy.sqrt(1 - rho * rho) + rho * (numpy.pi - numpy.arccos(rho)))


def erf(X, Z):
    d = X.shape[1]
    a, c = 1 + 2 * numpy.sum(X * X, 1) / d, 1 + 2 * numpy.sum(Z * Z, 1) / d
    return 2 / numpy.pi * numpy.arcsin(2 * X @ Z.T / d / numpy.sqrt(numpy.outer(a, c)))


def bench_matrices(rng):
    for name, kernel in (("relu", relu), ("erf", erf)):
        for n, d in ((2000, 20), (4000, 20)):
            X = rng.standard_normal((n, d))
            ours = float(subprocess.check_output([os.path.join(build, "bench", "kernel"), name, str(n), str(d)]))
            say(f"kernel matrix, {name}, n = {n}, d = {d}", ours, clock(lambda: kernel(X, X)))


def bench_pairs(rng, folder):
    for n in (2000, 5000):
        path = os.path.join(folder, f"{n}.csv")
        program("generate", "data", "--law=gaussian", f"--n={n}", "--d=10", "--recipe", "-o", path)
        X = rng.standard_normal((n, 10))
        ours = min(program("eigenfunctions", path, "--kernel=relu", "--count=12", "--method=lanczos") for _ in range(2))
        say(f"12 eigenpairs, relu, n = {n}, d = 10 (eigsh)", ours,
            clock(lambda: scipy.sparse.linalg.eigsh(relu(X, X) / n, k=12, tol=1e-10), 2))
        if n == 2000:
            ours = min(program("eigenfunctions", path, "--kernel=relu", "--method=dense") for _ in range(2))
            say(f"all eigenvalues, relu, n = {n}, d = 10 (eigvalsh)", ours, clock(lambda: scipy.linalg.eigvalsh(relu(X, X) / n), 2))


def sphere(rng, rows, d):
    X = rng.standard_normal((rows, d))
    return numpy.sqrt(d) * X / numpy.linalg.norm(X, axis=1)[:, None]


def bench_ridge(rng):
    for d, n, replicates in ((15, 60, 100), (15, 400, 20)):
        A = numpy.diag([numpy.sqrt(41)] + [1] * (d - 1))

        def target(X):
            z = 0.9 * X[:, 0] + numpy.sqrt(0.19) * X[:, 1]
            return z + numpy.sqrt((d + 2) / (2 * (d - 1))) * (z * z - 1)

        def curve():
            for _ in range(replicates):
                X, Z = sphere(rng, n, d), sphere(rng, 4000, d)
                y = target(X) + 0.3 * rng.standard_normal(n)
                weights = scipy.linalg.solve(relu(X @ A, X @ A) + 0.01 * numpy.eye(n), y, assume_a="pos")
                numpy.mean((relu(Z @ A, X @ A) @ weights - target(Z)) ** 2)

        def ours(count):
            return program("learning-curve", f"--d={d}", "--theta=40", "--gamma=0.9", f"--samples={n}", "--ridge=0.01",
                           "--noise=0.3", f"--n={count}")

        say(f"{replicates} ridge regressions, n = {n}, 4000 tests", ours(replicates + 1) - ours(1), clock(curve, 1))


print(f"{'':52s} {'ours':>9s} {'NumPy':>9s}")
with tempfile.TemporaryDirectory() as folder:
    generator = numpy.random.default_rng(1)
    bench_matrices(generator)
    bench_pairs(generator, folder)
    bench_ridge(generator)
