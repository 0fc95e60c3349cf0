# SPDX-License-Identifier: MIT
# curvature: every method against NumPy's dense Hessian; recipes and values; refusals.
. "$SOURCE/tests/script.sh"

# What needs no NumPy first: it is checked even where the rest is skipped.
"$BIN/generate" network --width=30 --d=5 --scale-over=sqrt-d --recipe -o net-recipe.csv
"$BIN/generate" network --row=net-recipe.csv -o net.csv
"$BIN/generate" data --law=sphere --n=3 --d=5 --recipe -o data-recipe.csv
"$BIN/generate" data --row=data-recipe.csv -o data.csv
for method in extremes spectrum action 'lipschitz --steps=5 --radius=0.1,1'; do
    for network in net-recipe.csv net.csv; do
        for data in data-recipe.csv data.csv -; do
            status 0 '' curvature $network $data --activation=tanh --method=$method <data.csv
            [ $network$data != net-recipe.csvdata-recipe.csv ] || cp out first.csv
            same out first.csv
        done
    done
done
# Fresh: sample i meets replicate i, so two equal samples differ.
printf 'x1,x2,x3,x4,x5\n1,1,1,1,1\n1,1,1,1,1\n' >twice.csv
status 0 '' curvature net-recipe.csv twice.csv --activation=tanh
[ "$(column out largest | sort -u | wc -l)" -eq 1 ] || fail "one network, one input, two Hessians"
status 0 '' curvature net-recipe.csv twice.csv --activation=tanh --fresh
[ "$(column out largest | sort -u | wc -l)" -eq 2 ] || fail "--fresh: the same network twice"

status 2 'found --activation=relu, expected one with a second derivative' curvature net.csv data.csv \
    --activation=relu
status 2 'found --fresh with a network of values' curvature net.csv data.csv --activation=tanh --fresh
status 2 'found --radius=0, expected numbers' curvature net.csv data.csv --activation=tanh --radius=0
status 2 'found --radius=inf, expected numbers' curvature net.csv data.csv --activation=tanh \
    --radius=inf
status 2 'found no --activation' curvature net.csv data.csv
printf 'x1,x2,x3,x4\n1,2,3,4\n' >bad.csv
status 3 'bad.csv:1:1: found x1..x4, expected x1..x5' curvature net.csv bad.csv --activation=tanh
printf 'x1,x2,x3,x4,x5\n1,2,3,4,x\n' >bad.csv
status 3 'bad.csv:2:5: found "x", expected a number' curvature net.csv bad.csv --activation=tanh
printf 'x1,x2,x3,x4,x5\n1,2,3,4,1e200\n' >bad.csv
for method in extremes spectrum lipschitz; do
    status 4 'found .* in the Hessian at sample 1, expected finite numbers' curvature net.csv bad.csv \
        --activation=hermite:0,0,0,0,0,1 --method=$method
done
status 4 'found |gradient| = .*, expected a finite number' curvature net.csv bad.csv \
    --activation=hermite:0,0,0,0,0,1 --method=action
printf 'x1,x2,x3\n1,2,3\n' >three.csv
"$BIN/generate" network --width=2 --d=3 -o three-net.csv
status 2 'found dimension 3, expected at least 4' curvature three-net.csv three.csv --activation=tanh

needs_numpy
awk -F, '/^#/ { print; next } !n++ { print $0 ",b"; next } { print $0 "," n / 30 }' net.csv >biased.csv
for network in net.csv biased.csv; do
    for method in extremes spectrum action lipschitz; do
        "$BIN/curvature" $network data.csv --activation=tanh --method=$method --steps=40 \
            --radius=1e-5,0.5 -o $method.csv || fail "$method"
    done
    "$PYTHON" - $network <<'END' || fail "$network: differs from NumPy"
import sys
import numpy as np

def table(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    names = lines[0].strip().split(",")
    values = np.array([[float(c) for c in l.split(",")] for l in lines[1:]])
    return {n: values[:, i] for i, n in enumerate(names)}

net, data = table(sys.argv[1]), table("data.csv")
d = 5
W = np.stack([net[f"w{j + 1}"] for j in range(d)], 1)
a, b = net["a"], net.get("b", 0)
X = np.stack([data[f"x{j + 1}"] for j in range(d)], 1)
gradient = lambda x: W.T @ (a * (1 - np.tanh(W @ x + b) ** 2))
def hessian(x):
    t = np.tanh(W @ x + b)
    return W.T @ ((a * -2 * t * (1 - t * t))[:, None] * W)
bad = []
def near(what, found, expected, error=1e-12):
    if not np.all(np.abs(np.asarray(found) - expected) <= error):
        bad.append(what)
        print(what, found, expected)
out = {m: table(m + ".csv") for m in ("extremes", "spectrum", "action", "lipschitz")}
near("rows", [len(out[m]["sample"]) for m in out], [3, 15, 3, 6], 0)
for i, x in enumerate(X):
    H, g = hessian(x), gradient(x)
    w, V = np.linalg.eigh(H)
    u = g / np.linalg.norm(g)
    e = {n: c[i] for n, c in out["extremes"].items()}
    for n, k in (("smallest", 0), ("second_smallest", 1), ("second_largest", -2), ("largest", -1)):
        near(n, e[n], w[k])
    near("gradient_norm", e["gradient_norm"], np.linalg.norm(g))
    for n, k in (("overlap_smallest", 0), ("overlap_largest", -1)):
        near(n, e[n], (V[:, k] @ x) ** 2 / (x @ x), 1e-10)
    near("action", e["action"], np.sum((H @ u) ** 2))
    near("tangential", e["tangential"], np.sum((H @ u) ** 2) - (u @ H @ u) ** 2)
    for n in ("gradient_norm", "action", "tangential"):
        near("action " + n, out["action"][n][i], e[n])
    near("spectrum", out["spectrum"]["eigenvalue"][5 * i:5 * i + 5], w)
    near("index", out["spectrum"]["index"][5 * i:5 * i + 5], np.arange(1, 6), 0)
    lipschitz, largest = out["lipschitz"]["lipschitz"], out["lipschitz"]["largest"]
    near("largest", largest[2 * i:2 * i + 2], np.abs(w).max())
    # A small ball: the largest |eigenvalue|, up to the third derivative times the radius.
    near("small ball", lipschitz[2 * i], np.abs(w).max(), 1e-4)
    # A larger one: nothing on the sphere that random search finds is larger.
    rng = np.random.default_rng(1)
    v = rng.standard_normal((3000, d))
    v *= 0.5 / np.linalg.norm(v, axis=1)[:, None]
    seen = max(np.linalg.norm(gradient(x + s) - g) / 0.5 for s in v)
    if not seen * (1 - 1e-9) <= lipschitz[2 * i + 1] <= seen * 1.05:
        bad.append("ball")
        print("ball", lipschitz[2 * i + 1], seen)
sys.exit(bool(bad))
END
done
finish
