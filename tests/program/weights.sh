# SPDX-License-Identifier: MIT
# weights: moments of a network after a step against NumPy; recipes and values; what theory expects; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" network --width=50 --d=6 --scale-over=sqrt-d --output-scale=0.02 --seed=2 -o before.csv
"$BIN/generate" data --law=gaussian --n=80 --d=6 --teacher=index:hermite:0,1 --noise=0.5 --seed=3 --recipe -o recipe.csv
"$BIN/generate" data --row=recipe.csv -o data.csv
"$BIN/train" before.csv data.csv --activation=relu --layers=first --steps=1 --step=30 -o after.csv

status 0 '' weights after.csv recipe.csv --eta=4.25
cp out moments.csv
status 0 '' weights - recipe.csv --eta=4.25 <after.csv
same out moments.csv
# Values know nothing of the target.
status 0 '' weights after.csv data.csv --eta=4.25
[ "$(column out gamma2),$(column out target)" = nan,nan ] || fail "a target of values"
[ "$(column out outlier)" = "$(column moments.csv outlier)" ] || fail "values differ from the recipe"
status 0 '' weights after.csv recipe.csv --eta=4.25 --activation=erf
[ "$(column out m00)" = nan ] || fail "elements of erf"
# The corner of the matrix is in the moments.
status 0 '' weights after.csv recipe.csv --eta=4.25 --degrees=4
[ "$(column out element | sed -n '1p;3p;6p;11p' | tr '\n' ' ')" = \
    "$(for c in m00 m02 m11 m22; do column moments.csv $c; done | tr '\n' ' ')" ] || fail "--degrees: $(rows out)"
status 0 '' weights after.csv recipe.csv --eta=4.25 --values
[ "$(rows out | wc -l)" -eq 51 ] || fail "--values"
column out along | awk '{ s += $1 ^ 2 } END { printf "%.12g\n", s / NR }' >along
column moments.csv along | awk '{ printf "%.12g\n", $1 }' | cmp -s - along || fail "--values: along"

status 2 'found no --eta' weights after.csv recipe.csv
status 2 'found --values and --degrees' weights after.csv recipe.csv --eta=1 --values --degrees=2
status 2 'found --degrees with --activation=erf, expected relu' weights after.csv recipe.csv --eta=1 --degrees=2 --activation=erf
status 3 'nowhere.csv' weights nowhere.csv recipe.csv --eta=1
"$BIN/generate" data --law=gaussian --n=5 --d=6 -o bare.csv
status 3 'bare.csv:[0-9]*:1: found no column y, expected labels' weights after.csv bare.csv --eta=1
"$BIN/generate" data --law=gaussian --n=5 --d=3 --teacher=linear -o small.csv
status 3 'small.csv:[0-9]*:1: found x1..x3, expected x1..x6 as the network has w' weights after.csv small.csv --eta=1
rows bare.csv | awk '{ print $0 (NR == 1 ? ",y" : ",0") }' >zero.csv
status 3 'zero.csv: found (1/n) sum y x = 0' weights after.csv zero.csv --eta=1
"$BIN/generate" network --width=5 --d=2 -o plane.csv
status 3 'plane.csv: found less than three inputs' weights plane.csv recipe.csv --eta=1

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import math, sys
import numpy as np

def read(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    return lines[0].strip().split(","), np.array([[float(c) for c in l.split(",")] for l in lines[1:]])

W = read("after.csv")[1]
W, a = W[:, :6], W[:, 6]
D = read("data.csv")[1]
X, y = D[:, :6], D[:, 6]
N, d = W.shape
n, eta = len(y), 4.25
names, table = read("moments.csv")
row = dict(zip(names, table[0]))
g = y @ X / n
v = g / np.linalg.norm(g)
xi = N * a
# A basis whose first vector is v; moments across it are means over all bases, so those of any.
Q = np.linalg.qr(np.column_stack([v, np.eye(d)[:, 1:]]))[0]
Q[:, 0] *= np.sign(Q[:, 0] @ v)
across = W - np.outer(W @ v, v)
C = d * W.T @ W / N
values, vectors = np.linalg.eigh(C)
r = np.linalg.norm(W, axis=1)
t = W @ v / r
p2 = (t ** 2 - 1 / d) / math.sqrt(2 * (d - 1) / (d * d * (d + 2)))
# a_l by quadrature of the Gegenbauer law of dimension 6: density 8/(3 pi) (1-t^2)^(3/2)
x, w = np.polynomial.legendre.leggauss(4000)
x, w = (x + 1) / 2, w / 2 * 8 / (3 * math.pi) * (1 - ((x + 1) / 2) ** 2) ** 1.5
a0 = w @ (math.sqrt(d) * x)
a2 = w @ (math.sqrt(d) * x * (d * x ** 2 - 1) / (d - 1))
a1 = w @ (math.sqrt(d) * x * x)
F0, F1, F2 = r * a0, r * t * math.sqrt(d) * a1, r * a2 * p2
expected = {
    "g2": g @ g, "a2": np.mean(xi ** 2), "a4": np.mean(xi ** 4), "y2": np.mean(y ** 2),
    "theta": d / N * eta ** 2 / 4 * (g @ g) * np.mean(xi ** 2), "q": eta ** 2 / 4 * np.mean(y ** 2) * d / (N * n),
    "aspect": d / N, "along": d * np.mean((W @ v) ** 2), "bulk": d * np.sum(across ** 2) / N / (d - 1),
    "outlier": values[-1], "overlap": (vectors[:, -1] @ v) ** 2,
    "m00": np.mean(F0 ** 2), "m02": np.mean(F0 * F2), "m22": np.mean(F2 ** 2), "m11": np.mean(F1 ** 2),
    "orthogonal": np.sum(across ** 2) / N / (d - 1) / 4,
}
bad = [(k, row[k], value) for k, value in expected.items() if abs(row[k] - value) > 1e-7 * abs(value)]
print(bad)
sys.exit(len(bad) > 0)
END
finish
