# SPDX-License-Identifier: MIT
"""Steps of gradient descent on relu networks, against NumPy (and PyTorch, where it is installed), one thread each.
Usage: early_stage.py BUILD (by run.sh)

Processor time of a step: the difference between a long run and a short one, divided by the steps between, so that
neither start nor reading count; medians of five. Weights after the same steps must agree."""

import resource
import statistics
import subprocess
import sys
import time

import numpy

try:
    import torch
    torch.set_num_threads(1)
except ImportError:
    torch = None

BUILD = sys.argv[1]
FILES = [f"{BUILD}/bench/{name}.csv" for name in ("w", "x", "w-values", "x-values", "end")]


def run(*command):
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([f"{BUILD}/bin/{command[0]}", *command[1:]], check=True)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def read(path):
    with open(path) as file:
        rows = [line for line in file if line[0] != "#"]
    table = numpy.loadtxt(rows[1:], delimiter=",", ndmin=2)
    return numpy.ascontiguousarray(table[:, :-1]), numpy.ascontiguousarray(table[:, -1])


def prepare(law, n, m, d):
    run("generate", "network", f"--width={m}", f"--d={d}", "--weights=sphere", "--scale=0.05", "--scale-over=sqrt-d-width",
        "--output=signs", "--output-scale-over=sqrt-width", "--recipe", "-o", FILES[0])
    run("generate", "data", *law, f"--n={n}", f"--d={d}", "--recipe", "-o", FILES[1])
    for kind, source, target in (("network", *FILES[0:3:2]), ("data", *FILES[1:4:2])):
        run("generate", kind, f"--row={source}", "-o", target)
    return (*read(FILES[2]), *read(FILES[3]))


def ours(steps, eta, both, options):
    return run("train", *FILES[:2], "--activation=relu", "--loss=logistic", f"--layers={'both' if both else 'first'}",
               f"--step={eta}", f"--steps={steps}", *options, "-o", FILES[4])


def numpys(W, a, X, y, steps, eta, both):
    W, a, n = W.copy(), a.copy(), len(y)
    start = time.process_time()
    for _ in range(steps):
        Z = X @ W.T
        S = numpy.maximum(Z, 0)
        g = y / (1 + numpy.exp(y * (S @ a))) / n
        G = ((Z > 0) * (g[:, None] * a)).T @ X
        if both:
            a += eta * (S.T @ g)
        W += eta * G
    return time.process_time() - start, W


def torchs(W, a, X, y, steps, eta, both):
    W, a, X, y = (torch.tensor(v) for v in (W, a, X, y))
    W.requires_grad_(True)
    a.requires_grad_(both)
    start = time.process_time()
    for _ in range(steps):
        loss = torch.nn.functional.softplus(-y * (torch.relu(X @ W.T) @ a)).mean()
        loss.backward()
        with torch.no_grad():
            for p in (W, a) if both else (W,):
                p -= eta * p.grad
                p.grad = None
    return time.process_time() - start, W.detach().numpy()


def bench(name, law, n, m, d, eta, both, short, steps, options=()):
    start = prepare(law, n, m, d)
    sides = {"twolayer": [], "NumPy": [], "PyTorch": []}
    for _ in range(5):
        sides["twolayer"].append((ours(steps, eta, both, options) - ours(short, eta, both, options)) / (steps - short))
    few = min(steps, 2000)
    for side, function in (("NumPy", numpys), ("PyTorch", torchs if torch else None)):
        for _ in range(5 if function else 0):
            seconds, W = function(*start, few, eta, both)
            sides[side].append(seconds / few)
        if function:
            ours(few, eta, both, options)
            error = abs(read(FILES[4])[0] - W).max() / abs(W).max()
            if not error < 1e-9:
                sys.exit(f"bench: found weights that differ by {error} from {side}'s in {name}, expected the same")
    times = {side: statistics.median(values) for side, values in sides.items() if values}
    print(f"{name + ':':52}", *(f"{side} {1e6 * value:.4g} us" for side, value in times.items()),
          *(f"({value / times['twolayer']:.3g} times)" for side, value in times.items() if side != "twolayer"))


print(f"a step of gradient descent, relu, logistic loss; NumPy {numpy.__version__}"
      + (f", PyTorch {torch.__version__}" if torch else ", no PyTorch here"))
CLUSTERS = ("--law=clusters", "--angle=0.8", "--crossing=0.3")
SPHERE = ("--law=sphere", "--labels=coin", "--normalise=unit")
bench("first layer, clusters, n=40, m=200, d=22", CLUSTERS, 40, 200, 22, 0.02, False, 2000, 100000)
bench("the same in full arithmetic (--dense)", CLUSTERS, 40, 200, 22, 0.02, False, 2000, 20000, ["--dense"])
bench("first layer, data without structure, same size", SPHERE, 40, 200, 22, 0.02, False, 2000, 20000)
bench("both layers, clusters, same size", CLUSTERS, 40, 200, 22, 0.02, True, 2000, 20000)
bench("first layer, n=1000, m=1000, d=784", SPHERE, 1000, 1000, 784, 1, False, 5, 25)
bench("both layers, n=1000, m=1000, d=784", SPHERE, 1000, 1000, 784, 1, True, 5, 25)
