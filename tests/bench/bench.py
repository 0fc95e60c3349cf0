# SPDX-License-Identifier: MIT
"""Speed of the programs against the same computation in NumPy and SciPy, with the same BLAS and one thread
each. Usage: bench.py BUILD (by run.sh)

Each line is measured in this run: the two sides take turns, and the medians of processor time are shown (of
tables: of the wall clock, as they time themselves). The times of programs include their start, the drawing of
all random numbers and the writing of the CSV; NumPy's include the drawing, but neither start nor writing.
Where both estimate the same probability, the two estimates must agree within five standard errors, so that it
is known that they do the same."""

import os
import resource
import statistics
import subprocess
import sys
import time

import descent
import functional
import numpy
import two_step
from scipy import special

REPEATS = 5
HERE = os.path.dirname(os.path.abspath(__file__))


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(*command):
    """Processor time and output of a program."""
    start = children()
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return children() - start, out


def timed(action):
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def pairs(text):
    return {name: float(value) for name, value in (line.split(",") for line in text.split())}


def column(file, name):
    """A column of numbers of a table that a program wrote."""
    with open(file) as lines:
        rows = [line.rstrip().split(",") for line in lines if not line.startswith("#")]
    return numpy.array([float(row[rows[0].index(name)]) for row in rows[1:]])


def show(name, ours, theirs, note=""):
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    print(f"{name:52} {ours * 1e3:9.2f} ms {theirs * 1e3:9.2f} ms {theirs / ours:7.2f} x  {note}", flush=True)


def bench_elementary(build, count=1_000_000):
    random = numpy.random.default_rng(1)
    x = numpy.abs(random.standard_normal(count))
    out = numpy.ones_like(x)
    sides = {name: lambda f=getattr(numpy, name): f(x, out=out) for name in ("exp", "log1p", "tanh", "sin", "cos")}
    sides["gaussians"] = lambda: random.standard_normal(out=out)
    sides["erf"] = lambda: special.erf(x, out=out)
    ours, theirs = {name: [] for name in sides}, {name: [] for name in sides}
    for _ in range(REPEATS):
        for name, value in pairs(run(f"{build}/bench/elementary", str(count))[1]).items():
            ours[name].append(value)
            theirs[name].append(timed(sides[name])[0])
    for name in ours:
        show(f"{name}, {count} numbers", ours[name], theirs[name])


def bench_tables(build):
    file = f"{build}/bench/table.csv"
    rates = {}
    for _ in range(3):
        for command in ([f"{build}/bench/table", file], [sys.executable, f"{HERE}/table.py", file]):
            for name, value in pairs(run(*command)[1]).items():
                rates.setdefault(name, []).append(1 / value)
    for name in ("write", "read"):
        million = [rates[key] for key in (name, f"numpy_{name}")]
        show(f"{name} a table, a million numbers (wall clock)", *million)
    os.remove(file)


RELU = (lambda z: numpy.maximum(z, 0), lambda z: (z > 0).astype(float))
ERF = (special.erf, lambda z: 2 / numpy.sqrt(numpy.pi) * numpy.exp(-z * z))
ACTIVATIONS = {"relu": RELU, "erf": ERF}


def network(random, k, d):
    return random.standard_normal((k, d)) / numpy.sqrt(d), random.choice((-1.0, 1.0), k) / numpy.sqrt(k)


def sphere(random, n, d):
    x = random.standard_normal((n, d))
    return x * (numpy.sqrt(d) / numpy.linalg.norm(x, axis=1))[:, None]


def attack(W, a, X, activation):
    """One gradient step of length 1 at each row of X: which outputs change their sign."""
    psi, slope = ACTIVATIONS[activation]
    Z = X @ W.T
    before = psi(Z) @ a
    gradient = (slope(Z) * a) @ W
    step = numpy.sign(before) / numpy.linalg.norm(gradient, axis=1)
    after = psi((X - step[:, None] * gradient) @ W.T) @ a
    return before * after < 0


def attack_fresh(random, n, k, d, activation):
    return numpy.concatenate([attack(*network(random, k, d), sphere(random, 1, d), activation) for _ in range(n)])


def attack_shared(random, n, k, d, activation, batch=1000):
    W, a = network(random, k, d)
    return numpy.concatenate([attack(W, a, sphere(random, batch, d), activation) for _ in range(n // batch)])


def sampler(random, n, k, d, activation, batch=250):
    """The exact law of f(x) and f(x - u) in O(k + d) (theory/adversarial.md, c2), in batches that stay in cache."""
    psi, slope = ACTIVATIONS[activation]
    flipped = []
    for _ in range(n // batch):
        z = random.standard_normal((batch, k))
        xi = random.standard_normal((batch, k))
        a = random.choice((-1.0, 1.0), (batch, k))
        c = a * slope(z) / numpy.sqrt(k)
        S = (c * c).sum(axis=1)
        T = (c * z).sum(axis=1)
        g = numpy.sqrt(S / d * random.chisquare(d - 1, batch))
        G = numpy.sqrt(g * g + T * T / d)
        across = (g / S)[:, None] * c + (xi - c * ((c * xi).sum(axis=1) / S)[:, None]) / numpy.sqrt(d)
        along = z * (T / (d * G))[:, None] + (g / G)[:, None] * across
        before = (a * psi(z)).sum(axis=1)
        after = (a * psi(z - numpy.sign(before)[:, None] * along)).sum(axis=1)
        flipped.append(before * after < 0)
    return numpy.concatenate(flipped)


def recipes(build, n, k, d):
    files = f"{build}/bench/network.csv", f"{build}/bench/data.csv"
    run(f"{build}/bin/generate", "network", f"--width={k}", f"--d={d}", "--scale-over=sqrt-d", "--output=signs",
        "--output-scale-over=sqrt-width", "--recipe", "-o", files[0])
    run(f"{build}/bin/generate", "data", "--law=sphere", f"--n={n}", f"--d={d}", "--recipe", "-o", files[1])
    return files


def bench_attack(build, name, options, function, n, k=1024, d=784, activation="relu"):
    files, out = recipes(build, n, k, d), f"{build}/bench/out.csv"
    ours, theirs = [], []
    for repeat in range(REPEATS):
        ours.append(run(f"{build}/bin/attack", *files, f"--activation={activation}", *options, "-o", out)[0])
        seconds, flipped = timed(lambda: function(numpy.random.default_rng(repeat), n, k, d, activation))
        theirs.append(seconds)
    rates = column(out, "flipped").mean(), flipped.mean()
    same_law = function is not attack_shared  # else each side has one network of its own
    error = numpy.sqrt(2 * rates[1] * (1 - rates[1]) / n)
    if len(flipped) != n or (same_law and abs(rates[0] - rates[1]) > 5 * error):
        sys.exit(f"bench: found success {rates[0]} and {rates[1]} of NumPy in {name}, expected the same")
    show(f"{name}, {activation}, d={d}, k={k}, n={n}", ours, theirs,
         f"success {rates[0]:.3f} and {rates[1]:.3f}" if same_law else "")


def hessians(random, n, k, d):
    values = []
    for _ in range(n):
        W, a = network(random, k, d)
        z = W @ sphere(random, 1, d)[0]
        c = a * -4 / numpy.sqrt(numpy.pi) * z * numpy.exp(-z * z)
        values.append(numpy.linalg.eigvalsh((W.T * c) @ W))
    return numpy.array(values)


def bench_hessian(build, n=40, k=1600, d=200):
    files, out = recipes(build, n, k, d), f"{build}/bench/out.csv"
    ours, theirs = [], []
    for repeat in range(REPEATS):
        ours.append(run(f"{build}/bin/curvature", *files, "--activation=erf", "--method=spectrum", "--fresh",
                        "-o", out)[0])
        seconds, values = timed(lambda: hessians(numpy.random.default_rng(repeat), n, k, d))
        theirs.append(seconds)
    both = [v.std() for v in (column(out, "eigenvalue"), values)]
    if abs(both[0] / both[1] - 1) > 0.02:
        sys.exit(f"bench: found spectra of widths {both[0]} and {both[1]}, expected the same")
    show(f"Hessian spectrum, erf, d={d}, k={k}, n={n}", ours, theirs)


def bench_descent(build, name, command, columns, function, room):
    """The mean of columns of our replicates against NumPy's estimate, within `room` of each other."""
    out = f"{build}/bench/out.csv"
    ours, theirs = [], []
    for repeat in range(3):
        ours.append(run(f"{build}/bin/{command[0]}", *command[1:], "-o", out)[0])
        seconds, value = timed(lambda: function(numpy.random.default_rng(repeat)))
        theirs.append(seconds)
    found = sum(column(out, c).mean() for c in columns)
    if abs(found / value - 1) > room:
        sys.exit(f"bench: found {found} and {value} of NumPy in {name}, expected the same")
    show(name, ours, theirs, f"{found:.4g} and {value:.4g}")


def bench_double_descent(build):
    bench_descent(build, "SGD with its split, m=60, 300 steps, n=4000",
                  ["sgd", "--m=60", "--exponent=1", "--steps=300", "--gamma=0.8", "--noise=0.25", "--n=4000"],
                  ["bias", "variance"], lambda random: descent.sgd(random, 4000, 60, 300, 0.8, 0.25), 0.05)
    bench_descent(build, "averaged SGD, relu features, d=40, m=80, n=1000",
                  ["features", "--method=sgd", "--law=gaussian", "--weights=gaussian", "--d=40", "--m=80",
                   "--samples=120", "--noise=0.25", "--gamma=1.5", "--runs=20", "--n=1000"],
                  ["average"], lambda random: descent.average_sgd(random, 50, 20, 40, 80, 120, 1.5, 0.25), 0.05)
    bench_descent(build, "the same, fresh weights each, n=400",
                  ["features", "--method=sgd", "--law=gaussian", "--weights=gaussian", "--d=40", "--m=80",
                   "--samples=120", "--noise=0.25", "--gamma=1.5", "--n=400"],
                  ["average"], lambda random: descent.average_sgd(random, 400, 1, 40, 80, 120, 1.5, 0.25), 0.05)
    bench_descent(build, "minimum norm, noise and error, d=40, m=200, n=200",
                  ["features", "--d=40", "--m=200", "--samples=100", "--n=200"],
                  ["noise_factor"], lambda random: descent.ridge(random, 200, 40, 200, 100)[0], 0.05)
    bench_descent(build, "six sources, d=60, m=360, 180 samples, n=20",
                  ["features", "--method=sources", "--d=60", "--m=360", "--samples=180", "--n=20"],
                  ["bias2"], lambda random: descent.sources(random, 20, 60, 360, 180), 0.3)


def bench_two_step(build, N=4000, d=2000, n=8000):
    """Two giant steps (also as a share of what DGEMM reaches), all singular values, the outliers alone."""
    files = [f"{build}/bench/{name}.csv" for name in ("w0", "x", "w2", "values", "outliers")]
    run(f"{build}/bin/generate", "network", f"--width={N}", f"--d={d}", "--scale-over=sqrt-d",
        f"--output-scale={1 / N!r}", "--recipe", "-o", files[0])
    run(f"{build}/bin/generate", "data", f"--n={n}", f"--d={d}", "--teacher=index:ie1", "--noise=0.3", "--recipe",
        "-o", files[1])
    ours = [run(f"{build}/bin/train", *files[:2], "--activation=hermite:0,1,0.5,0.16666666666666666",
                "--layers=first", "--steps=2", "--step=1,1", "--exponent=0.3,0.36", "-o", files[2])[0],
            run(f"{build}/bin/spectrum", files[2], "-o", files[3])[0],
            run(f"{build}/bin/spectrum", files[2], "--powers=5", f"--target={files[1]}", "--tolerance=1e-5",
                "-o", files[4])[0]]
    random = numpy.random.default_rng(1)
    time_steps, (W, g) = timed(lambda: two_step.steps(random, N, d, n))
    time_values, values = timed(lambda: two_step.spectrum(W))
    time_outliers, _ = timed(lambda: two_step.outliers(W, g))
    time_arpack, _ = timed(lambda: two_step.outliers_arpack(W, g))
    middle = [numpy.median(v) for v in (column(files[3], "singular_value"), values)]
    if abs(middle[0] / middle[1] - 1) > 0.05:
        sys.exit(f"bench: found spectra with medians {middle[0]} and {middle[1]}, expected the same")
    A, B = random.standard_normal((n, d)), random.standard_normal((d, N))
    peak = 2 * N * d * n / statistics.median(timed(lambda: two_step.multiply(A, B))[0] for _ in range(3))
    size = f"N={N}, d={d}, n={n}"
    show(f"two giant steps, {size}", ours[:1], [time_steps],
         f"{100 * 8 * N * d * n / ours[0] / peak:.0f} % of DGEMM's {peak / 1e9:.0f} GFlop/s")
    show(f"all singular values, {size}", ours[1:2], [time_values])
    show(f"outliers alone, {size}", ours[2:], [time_outliers], f"{time_arpack / ours[2]:.1f} x of ARPACK in SciPy")
    show("all of these", [ours[0] + ours[1] + ours[2]], [time_steps + time_values + time_outliers])
    os.remove(files[2])


def bench_functional(build, M=1000, K=1024, n=200, points=1_000_000):
    particles, field = functional.Particles(M, K, n), functional.Field(points)
    sides = {"langevin": particles.langevin, "pcn": particles.pcn, "field": field.draw}
    ours, theirs = {}, {name: [] for name in sides}
    for _ in range(REPEATS):
        for name, value in pairs(run(f"{build}/bench/langevin", *map(str, (M, K, n, points)))[1]).items():
            ours.setdefault(name, []).append(value)
        for name, action in sides.items():
            theirs[name].append(timed(action)[0])
    products, peak = (statistics.median(ours[name]) for name in ("products", "peak"))
    show(f"Langevin step, tanh, M={M}, K={K}, n={n}", ours["langevin"], theirs["langevin"],
         f"its products at {100 * peak / products:.0f} % of BLAS's rate for squares")
    show(f"pCN sweep, tanh, M={M}, K={K}, n={n}", ours["pcn"], theirs["pcn"])
    show(f"Matern field at {points} points", ours["field"], theirs["field"])


def main(build):
    blas = run(f"{build}/bin/generate", "data", "--law=sphere", "--n=1", "--d=1")[1]
    blas = next(line for line in blas.splitlines() if line.startswith("# blas: "))
    with open("/proc/self/maps") as maps:
        library = {line.split()[-1] for line in maps if "openblas" in os.path.basename(line.split()[-1])}
    print(f"{blas[8:]}; NumPy {numpy.__version__} with {' '.join(sorted(library)) or 'another BLAS'}")
    print(f"{'medians of processor time':52} {'twolayer':>12} {'NumPy':>12}   ratio")
    bench_elementary(build)
    bench_tables(build)
    bench_attack(build, "attack, fresh networks", ["--fresh"], attack_fresh, 100)
    bench_attack(build, "attack, one network", [], attack_shared, 4000)
    bench_attack(build, "attack, one network", [], attack_shared, 4000, activation="erf")
    bench_attack(build, "exact sampler", ["--sampler"], sampler, 10000)
    bench_attack(build, "exact sampler", ["--sampler"], sampler, 10000, activation="erf")
    bench_hessian(build)
    bench_double_descent(build)
    bench_two_step(build)
    bench_functional(build)


main(sys.argv[1])
