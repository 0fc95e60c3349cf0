# SPDX-License-Identifier: MIT
# Giant steps from outside: train on fresh and reused batches, spectrum's outliers and terms, directions; against
# NumPy; refusals.
. "$SOURCE/tests/script.sh"

activation=hermite:0,1,0.5,0.16666666666666666
"$BIN/generate" network --width=60 --d=12 --scale-over=sqrt-d --output-scale=0.016666666666666666 --recipe -o w0r.csv
"$BIN/generate" network --row=w0r.csv -o w0.csv
for k in 1 2; do
    "$BIN/generate" data --law=gaussian --n=40 --d=12 --teacher=index:ie2 --noise=0.1 --seed=$k --recipe -o x${k}r.csv
    "$BIN/generate" data --row=x${k}r.csv -o x$k.csv
done
first="--activation=$activation --layers=first"

# Recipes or values, a list of sizes or one run a step, numbers or exponents: the same network.
status 0 '' train w0r.csv x1r.csv x2r.csv $first --steps=2 --step='0.8;1' --exponent='0.3;0.36' -o w2.csv
status 0 '' train w0.csv x1.csv x2.csv $first --steps=2 --step=0.8,1 --exponent=0.3,0.36 -o other.csv
same w2.csv other.csv
status 0 '' train w0.csv x1.csv $first --steps=1 --step=0.8 --exponent=0.3 -o w1.csv
status 0 '' train w1.csv x2.csv $first --steps=1 --step=1 --exponent=0.36 -o other.csv
same w2.csv other.csv
status 0 '' train w0.csv x1.csv x1.csv $first --steps=2 --step=1 -o other.csv
status 0 '' train w0.csv x1.csv $first --steps=2 --step=1 -o reused.csv
same other.csv reused.csv

status 2 'found --exponent=0.5, expected numbers' train w0.csv x1.csv $first --steps=1 --step=1 --exponent=0.5
status 2 'found --exponent=-0.1, expected numbers' train w0.csv x1.csv $first --steps=1 --step=1 --exponent=-0.1
status 2 'found --step=inf' train w0.csv x1.csv $first --steps=1 --step=inf
status 2 'found --step=x' train w0.csv x1.csv $first --steps=1 --step=x
status 2 'found 2 datasets, expected one with --method=sgd' train w0.csv x1.csv x2.csv $first --method=sgd --steps=1 --step=1
"$BIN/generate" data --law=gaussian --n=40 --d=11 --teacher=index:ie2 -o narrow.csv
status 3 'narrow.csv:[0-9]*:1: found x1..x11, expected x1..x12 as the network has w' train w0.csv x1.csv narrow.csv $first --steps=2 --step=1
awk 'BEGIN { FS = OFS = "," } !/^#/ && ++n == 3 { $2 = "nan" } { print }' w2.csv >nan.csv
status 3 'nan.csv:.*:2: found nan' train nan.csv x1.csv $first --steps=1 --step=1
status 3 'nan.csv:.*:2: found nan' spectrum nan.csv --powers=3
status 3 'narrow.csv: found several rows, expected one row' spectrum w2.csv --powers=3 --target=narrow.csv
"$BIN/generate" data --law=gaussian --n=40 --d=11 --teacher=linear --recipe -o narrow.csv
status 3 'narrow.csv:[0-9]*:1: found x1..x11, expected x1..x12' spectrum w2.csv --powers=3 --target=narrow.csv
status 2 'found --target without' spectrum w2.csv --target=x1r.csv
status 2 'found two of --initial, --features and --powers' spectrum w2.csv --powers=3 --initial=w0.csv
status 2 'found --method=lanczos without --count' spectrum w2.csv --method=lanczos
status 2 'found --features without --activation' spectrum w2.csv --features=x1.csv
status 2 'found --terms without --initial' spectrum w2.csv --terms=3
awk 'BEGIN { FS = OFS = "," } /^#/ { next } n++ { $NF = $NF > 0 ? 1 : -1 } { print }' w2.csv >signs.csv
status 3 'found only 2 independent powers' spectrum signs.csv --powers=3
status 3 'found only 2 independent powers' spectrum signs.csv --terms=3 --initial=w0.csv
directions="--link=ie2 --noise=0.1"
status 2 'found 1 datasets, expected 2 with --batch=fresh' directions x1r.csv $directions --batch=fresh
status 2 'found 2 datasets, expected 1 with --batch=reuse' directions x1r.csv x2r.csv $directions --batch=reuse
status 3 'narrow.csv: found 40 samples x1..x11, expected 40 of x1..x12' directions x1r.csv narrow.csv $directions --batch=fresh
status 2 'found --terms=4, expected at most 3' directions x1r.csv $directions --batch=reuse --terms=4
awk 'BEGIN { FS = OFS = "," } /^#/ { next } n++ { $3 = $2 } { print }' x1.csv >twice.csv
status 3 'twice.csv: found a batch of 40 samples of dimension 12 whose rank is below 12' directions twice.csv $directions --batch=reuse

needs_numpy
# The same direction without a link or noise: y = X beta*.
"$BIN/generate" data --law=gaussian --n=40 --d=12 --teacher=linear -o linear.csv
"$BIN/spectrum" w2.csv --powers=5 --count=8 --target=x1r.csv --output-scale=0.016666666666666666 -o outliers.csv || fail outliers
for batch in fresh reuse naive; do
    data='x1r.csv x2r.csv'
    [ $batch = fresh ] || data=x1r.csv
    "$BIN/directions" $data $directions --batch=$batch -o $batch.csv || fail directions
    "$BIN/directions" $data $directions --batch=$batch --network=w1.csv --vectors -o $batch-b.csv || fail vectors
done
"$BIN/spectrum" w2.csv --initial=w1.csv --terms=3 --eps=0.3 --output-scale=0.016666666666666666 --target=x1r.csv \
    --against=reuse-b.csv -o terms.csv || fail terms
"$BIN/spectrum" w2.csv --features=x2.csv --activation=$activation -o features.csv || fail features
"$BIN/spectrum" w2.csv --features=x2.csv --activation=$activation --method=lanczos --count=5 -o lanczos.csv || fail lanczos
"$PYTHON" - <<'END' || fail "differs from NumPy"
import sys
import numpy as np

def table(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    names = lines[0].strip().split(",")
    values = np.array([[float(c) for c in l.split(",")] for l in lines[1:]])
    return {n: values[:, i] for i, n in enumerate(names)}

def block(t, prefix):
    return np.stack([t[f"{prefix}{j + 1}"] for j in range(12)], 1)

bad = []
def near(what, found, expected, error=1e-11):
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    if found.shape != expected.shape or not np.all(abs(found - expected) <= error * (1 + abs(expected).max())):
        bad.append(what)
        print(what, found, expected)

net = [table(f"w{k}.csv") for k in range(3)]
W = [block(t, "w") for t in net]
a = net[0]["a"]
N, d, n = 60, 12, 40
X = [block(table(f"x{k}.csv"), "x") for k in (1, 2)]
y = [table(f"x{k}.csv")["y"] for k in (1, 2)]
s = lambda z: z + (z * z - 1) / 2 + (z**3 - 3 * z) / 6
ds = lambda z: 1 + z + (z * z - 1) / 2
f = lambda W, X: s(X @ W.T) @ a
for k, (c, alpha) in enumerate(((0.8, 0.3), (1, 0.36))):
    r = y[k] - f(W[k], X[k])
    G = ((a[:, None] * r) * ds(W[k] @ X[k].T)) @ X[k] / n
    near(f"step {k + 1}", W[k + 1], W[k] + c * N ** (0.5 + alpha) * G, 1e-12)

linear = table("linear.csv")
target = np.linalg.lstsq(block(linear, "x"), linear["y"], rcond=None)[0]
g = a * N
o = table("outliers.csv")
U, S, V = np.linalg.svd(W[2])
near("values", o["singular_value"], S[:8])
Q = np.linalg.qr(np.stack([g**k for k in range(1, 6)], 1))[0]
edge = np.linalg.svd(W[2] - Q @ (Q.T @ W[2]), compute_uv=False)[0]
near("edge", o["edge"], np.full(8, edge))
near("out", o["out"], S[:8] > 1.02 * edge, 0)
near("outliers", o["outliers"], np.full(8, (S > 1.02 * edge).sum()), 0)
squares, k = (W[2] ** 2).sum(), 0
while True:
    unit = np.sqrt(squares / N)  # of entries of variance 1/d
    width = (N**0.5 + d**0.5) * (N**-0.5 + d**-0.5) ** (1 / 3) / (2 * d * (1 + np.sqrt(N / d)))
    top, deviation = unit * (1 + np.sqrt(N / d) - 1.2065335745820 * width), unit * 1.2680340284 * width
    if not S[k] > top + 4 * deviation:
        break
    squares, k = squares - S[k] ** 2, k + 1
near("Marchenko-Pastur", o["bulk_edge"], np.full(8, unit * (1 + np.sqrt(N / d))))
near("Tracy-Widom", [o["edge_mean"][0], o["edge_deviation"][0]], [top, deviation])
near("left", o["left2"], (U.T[:8] @ a) ** 2 / (a @ a), 1e-8)
near("target", o["target2"], (V[:8] @ target) ** 2, 1e-8)
near("moments", [o[f"g{k}"][0] for k in range(2, 7)], [np.mean(g**k) for k in range(2, 7)])

# q_k of the cubic, phi = d/n, E2 of ie2 with its noise by quadrature.
z = np.linspace(-9, 9, 20001)
w = np.exp(-z * z / 2)
w /= w.sum()
link = 1.2 * (np.cos(2 * z) - np.exp(-2) + np.sin(3 * z) - 3 * np.exp(-4.5) * z)
E2, phi = (w * link**2).sum() + 0.01, d / n
beta = X[0].T @ y[0] / n
vectors = {}
for batch in ("fresh", "reuse", "naive"):
    k = 1 if batch == "fresh" else 0
    x, Y = X[k], y[k]
    xi = x @ beta - (0 if batch == "fresh" else (x * x).sum(1) / n * Y)
    own = {"fresh": (0, 0, 0), "reuse": (2, 2.5, 1), "naive": (1, 1, 1)}[batch]
    zeta = 0 if batch == "naive" else 1.5 * phi * E2
    q = [1 + 0 * xi, own[0] * phi * Y + xi,
         (own[1] * (phi * Y) ** 2 + 2 * own[2] * phi * Y * xi + xi**2 + zeta) / 2]
    b = np.stack([x.T @ (Y * h) / n for h in q])
    t = table(batch + ".csv")
    near(batch + " norm2", t["norm2"], (b * b).sum(1), 1e-9)
    near(batch + " with_beta", t["with_beta"], b @ beta, 1e-9)
    near(batch + " with_next", t["with_next"][:2], [b[0] @ b[1], b[1] @ b[2]], 1e-9)
    near(batch + " beta", t["beta_norm2"], np.full(3, beta @ beta))
    r = Y - f(W[1], x)
    vectors[batch] = np.stack([x.T @ (r * h) / n for h in q])
    near(batch + " vectors", block(table(batch + "-b.csv"), "x"), vectors[batch], 1e-9)
    near(batch + " overlap", t["overlap"], b @ target, 1e-9)
    near(batch + " cosine", t["beta_cosine"], np.full(3, beta @ target / np.linalg.norm(beta)))

# The terms of the change, by least squares on each half.
D, eps = (W[2] - W[1]) * np.sqrt(N), 0.3
c = []
for half in (0, 1):
    h = g[half::2]
    P = np.stack([eps**k * h ** (k + 1) for k in range(3)], 1) / np.sqrt(1 + h * h)[:, None]
    c.append(np.linalg.lstsq(P, D[half::2] / np.sqrt(1 + h * h)[:, None], rcond=None)[0])
t, p = table("terms.csv"), vectors["reuse"]
p2 = (p * p).sum(1)
near("norm2", t["norm2"], (c[0] * c[1]).sum(1), 1e-9)
near("overlap", t["overlap"], (c[0] + c[1]) / 2 @ target, 1e-9)
near("slope", t["slope"], ((c[0] + c[1]) / 2 * p).sum(1) / p2, 1e-9)
near("distance2", t["distance2"], ((c[0] - p) * (c[1] - p)).sum(1) / p2, 1e-9)
C = [np.diag(eps ** np.arange(3)) @ m for m in c]
R = np.linalg.qr(np.stack([g ** (k + 1) for k in range(3)], 1) / np.sqrt(N))[1]
M = (C[0] @ C[1].T + C[1] @ C[0].T) / 2
near("strength", t["strength"], np.sqrt(np.maximum(0, np.linalg.eigvalsh(R @ M @ R.T)[::-1])), 1e-8)

F = np.linalg.svd(s(X[1] @ W[2].T), compute_uv=False)
near("features", table("features.csv")["singular_value"], F)
near("lanczos", table("lanczos.csv")["singular_value"], F[:5])
for name in ("features", "lanczos"):
    u = table(name + ".csv")
    near(name + " residual", abs(u["singular_value"] - F[: len(u["index"])]) <= u["residual"] + 1e-13 * F[0],
         np.full(len(u["index"]), True), 0)
sys.exit(bool(bad))
END
finish
